"""Which story is it: keys and ids."""

from __future__ import annotations

from feeder.identity.keys import keys, mint, page_keys
from feeder.model.entry import Key
from feeder.model.page import Dateline, Dispatch, Page, Role

LEAD = "De gemeente Oudekerk sluit vanaf maandag de brug over de Linge voor groot onderhoud."
REST = " Fietsers kunnen omrijden via de sluis."


def teaser(lead: str = LEAD, **more: object) -> Dispatch:
    """A teaser with a dateline, unless told otherwise."""
    more.setdefault("dateline", Dateline("OUDEKERK", ("XNP",)))
    return Dispatch(Role.TEASER, summary=lead, **more)  # type: ignore[arg-type]


def strong(dispatch: Dispatch) -> tuple[Key, ...]:
    """The keys that name a story by themselves."""
    return tuple(key for key in keys(dispatch) if key.kind != "like")


def page(*teasers: Dispatch, main: Dispatch | None = None, url: str = "https://news.example/list") -> Page:
    """A page with these dispatches."""
    return Page(url, "nl", main, teasers)


def test_a_teaser_and_its_main_article_share_a_key() -> None:
    """Headline, length and role differ; place and opening sentence do not."""
    main = Dispatch(
        Role.MAIN, headline="Brug dicht", paragraphs=(LEAD + REST, "Nog meer."), dateline=Dateline("Oudekerk", ("ABC",))
    )
    assert set(strong(teaser())) & set(strong(main))


def test_a_link_names_a_story_whatever_its_tracking_parameters() -> None:
    """The id is minted from the canonical link when there is one."""
    one = teaser(link="https://News.example/brug?utm_source=x#top")
    other = teaser("Heel andere tekst over de brug bij Oudekerk dan eerst.", link="https://news.example/brug")
    assert strong(one)[0] == strong(other)[0]
    assert strong(one)[0].kind == "link"
    assert mint(strong(one)[0]).startswith("urn:uuid:")


def test_an_id_depends_on_the_key_alone() -> None:
    """The id of a key is the same for ever: this one was minted when feeder began."""
    assert mint(Key("link", "https://news.example/brug")) == "urn:uuid:e05ae9a0-07df-5305-b8ba-98167a95a4c1"


def test_other_places_are_other_stories() -> None:
    """The same sentence from another place is not the same story."""
    assert not set(strong(teaser())) & set(strong(teaser(dateline=Dateline("ALMEN", ("XNP",)))))


def test_what_several_stories_of_a_page_share_is_no_key() -> None:
    """A link to the section, or to the page itself, names none of them."""
    here = "https://news.example/list"
    one, two = (
        teaser(link="https://news.example/live"),
        teaser("Iets heel anders dan het bericht hierboven staat hier.", link="https://news.example/live"),
    )
    third = teaser("Een derde bericht dat met de andere twee niets te maken heeft.", link=here)
    found = page_keys(page(one, two, third))
    assert not any(key.kind == "link" for there in found for key in there)


def test_the_link_of_an_articles_own_page_is_its_key() -> None:
    """A followed article is known by its address; a front page's hero is not known by the front page's."""
    main = Dispatch(Role.MAIN, headline="Brug dicht", paragraphs=(LEAD,), link="https://news.example/brug")
    there = page(main=main, url="https://news.example/brug")
    assert any(key.kind == "link" for key in page_keys(there, own_page=True)[0])
    assert not any(key.kind == "link" for key in page_keys(there)[0])


def test_like_openings_of_one_page_stay_apart_and_the_first_is_stable() -> None:
    """Two results with the same first sentence are two stories; the first keeps the key that it always had."""
    opening = "De wedstrijd in de tweede divisie is zondag in een gelijkspel geeindigd."
    first, second = teaser(opening + " Het werd 1-1 in Almen."), teaser(opening + " Het werd 2-2 in Baak.")
    alone = page_keys(page(first))[0]
    both = page_keys(page(first, second))
    assert both[0] == alone
    assert both[1] == page_keys(page(second))[0][1:]
    assert not {key for key in both[0] if key.kind != "like"} & {key for key in both[1] if key.kind != "like"}


def test_the_same_text_twice_is_one_story() -> None:
    """A page that prints a dispatch twice has one story."""
    found = page_keys(page(teaser(), teaser(rank=1)))
    assert found[0] == found[1]


def test_every_dispatch_has_a_key() -> None:
    """Not even a headline alone, or nothing at all, leaves a story without a name."""
    for dispatch in (
        Dispatch(Role.TEASER, headline="Kort"),
        Dispatch(Role.TEASER),
        teaser("Kort."),
        teaser("", headline="Uitslagen"),
    ):
        assert page_keys(page(dispatch))[0]
