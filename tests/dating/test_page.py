"""The dispatches of one capture dated together: cues, arrival, order, the main article."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feeder.dating.arrival import standing
from feeder.dating.evidence import weigh
from feeder.dating.page import Setting, date_page
from feeder.model.page import Dispatch, Role
from feeder.model.time import (
    About,
    Age,
    Basis,
    CalendarTime,
    Calibration,
    Learned,
    Phrase,
    Rounding,
    TimeCue,
    Unit,
    Where,
    Window,
)

T = datetime(2026, 3, 14, 20, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
FLOORS = Calibration(rounding=Learned(Rounding.FLOOR, "known", T))
SETTING = Setting(T, zone="Europe/Amsterdam", languages=("nl",), source="site")


def hours(count: int) -> Phrase:
    return Age(Unit.HOUR, count, count)


def teaser(*phrases: Phrase, about: About = About.PUBLISHED) -> Dispatch:
    cues = tuple(TimeCue(str(phrase), Where.FURNITURE, about, (phrase,)) for phrase in phrases)
    return Dispatch(Role.TEASER, summary="Er gebeurde iets.", cues=cues)


def test_each_dispatch_is_dated_by_its_own_cue() -> None:
    """Ages of one list date the stories that they stand at, in page order."""
    datings = date_page([teaser(hours(n)) for n in (3, 4, 4)], SETTING, calibration=FLOORS)
    assert [dating.window for dating in datings] == [
        Window(T - 4 * HOUR, T - 3 * HOUR),
        Window(T - 5 * HOUR, T - 4 * HOUR),
        Window(T - 5 * HOUR, T - 4 * HOUR),
    ]


def test_text_is_read_in_the_language_of_the_page() -> None:
    """A cue that no reader parsed is read as a whole, in the dispatch's own language first."""
    dispatch = Dispatch(Role.TEASER, summary="x", cues=(TimeCue("3 uur geleden", Where.FURNITURE),), language="nl")
    (dating,) = date_page([dispatch], Setting(T, languages=("en",), source="site"), calibration=FLOORS)
    assert (dating.basis, dating.window) == (Basis.RELATIVE, Window(T - 4 * HOUR, T - 3 * HOUR))


def test_a_publication_time_goes_before_an_update() -> None:
    """Of two printed times the one about the publication counts; an update counts where nothing else is printed."""
    both = Dispatch(
        Role.TEASER,
        cues=(
            TimeCue("", Where.FURNITURE, About.UPDATED, (hours(1),)),
            TimeCue("", Where.FURNITURE, About.PUBLISHED, (hours(9),)),
        ),
    )
    datings = date_page([both, teaser(hours(1), about=About.UPDATED)], SETTING, calibration=FLOORS)
    assert [dating.latest for dating in datings] == [T - 9 * HOUR, T - HOUR]


def test_what_came_since_the_previous_capture_arrived_in_between() -> None:
    """A story above all those that were there is dated between the two captures, with a minute for the list's lag."""
    page = [teaser(hours(n)) for n in (0, 1, 2, 3)]
    previous = T - 14 * MINUTE
    datings = date_page(page, SETTING, calibration=FLOORS, previous=previous, new=[0])
    assert datings[0].window == Window(previous - MINUTE, T)
    assert datings[0].basis is Basis.RELATIVE
    assert all(item.basis is not Basis.ARRIVAL for dating in datings[1:] for item in dating.evidence)


@pytest.mark.parametrize(
    ("ages", "new"),
    [
        ((0, 1, 2, 3), [3]),
        ((0, 1, 2, 3), [0, 1, 2, 3]),
        ((3, 0, 2, 1, 0, 4), [1]),
    ],
    ids=["a gap filled at the end", "nothing shared with the previous capture", "no order"],
)
def test_nothing_arrives_where_the_list_does_not_prove_it(ages: tuple[int, ...], new: list[int]) -> None:
    """Arrival needs a list that runs newest first and overlaps its previous capture, and a story above the overlap."""
    page = [teaser(hours(n)) for n in ages]
    datings = date_page(page, SETTING, calibration=FLOORS, previous=T - 14 * MINUTE, new=new)
    assert all(item.basis is not Basis.ARRIVAL for dating in datings for item in dating.evidence)


def test_an_arrival_applies_only_where_it_meets_the_stated_window() -> None:
    """An old story put on top of the list is new there, and keeps its own date."""
    page = [teaser(CalendarTime(2026, 3, 12)), *(teaser(hours(n)) for n in (1, 2, 3))]
    (first, *_) = date_page(page, SETTING, calibration=FLOORS, previous=T - 14 * MINUTE, new=[0])
    assert first.basis is Basis.STATED
    assert first.latest == datetime(2026, 3, 12, 23, tzinfo=UTC)


def test_an_undated_story_lies_between_its_neighbours() -> None:
    """In a list that runs newest first a story without a time is dated by those above and below it."""
    page = [teaser(hours(1)), teaser(hours(2)), teaser(), teaser(hours(5)), teaser()]
    datings = date_page(page, SETTING, calibration=FLOORS)
    assert (datings[2].basis, datings[2].window) == (Basis.ORDER, Window(T - 6 * HOUR, T - 2 * HOUR))
    assert datings[4].window is None


def test_order_narrows_a_day() -> None:
    """ "Yesterday" above an age of a day and below one of hours keeps what the order leaves of it."""
    page = [teaser(hours(20)), teaser(CalendarTime(back=1)), teaser(hours(23))]
    _, dating, _ = date_page(page, SETTING, calibration=FLOORS)
    assert dating.window == Window(T - 24 * HOUR, T - 21 * HOUR)


def test_the_main_article_and_pinned_stories_are_apart() -> None:
    """Order neither dates the main article or a pinned story, nor lets them bound others."""
    main = Dispatch(Role.MAIN, headline="Kop", summary="Vrijdagochtend gebeurde iets.")
    page = [main, teaser(), *(teaser(hours(n)) for n in (1, 2, 3))]
    datings = date_page(page, SETTING, calibration=FLOORS, pinned=[1])
    assert [dating.window for dating in datings[:2]] == [None, None]
    assert datings[2].window == Window(T - 2 * HOUR, T - HOUR)


def test_what_comes_in_below_a_story_that_stood_still_arrived() -> None:
    """A story at the head of two pages, with a new one below it on the second, is pinned: the new one has just come in,
    though both are printed with the same age. A head that moved, or nothing new right below it, is not."""
    page = [teaser(hours(0)), teaser(hours(0)), *(teaser(hours(n)) for n in (1, 2, 3))]
    assert standing([0, None, 1, 2]) == {0}
    assert standing([0, 2, None, 1]) == {1}
    assert standing([None, 0, 1, 2]) == standing([0, 1, 2]) == standing([]) == frozenset()
    told = {"calibration": FLOORS, "previous": T - 14 * MINUTE, "new": [1]}
    alone = date_page(page, SETTING, **told)  # type: ignore[arg-type]
    beside = date_page(page, SETTING, pinned=[0], **told)  # type: ignore[arg-type]
    assert alone[1].window == Window(T - HOUR, T)
    assert beside[1].window == Window(T - 15 * MINUTE, T)


def test_what_comes_in_below_a_story_that_moved_up_arrived() -> None:
    """A story that was further down and now stands at the head was published anew: what is new below it came in."""
    page = [teaser(hours(0)), teaser(hours(0)), *(teaser(hours(n)) for n in (1, 2, 3))]
    told = {"calibration": FLOORS, "previous": T - 14 * MINUTE, "new": [1]}
    moved = standing([2, None, 0, 1, 3])
    assert moved == {0}
    assert date_page(page, SETTING, pinned=moved, **told)[1].window == Window(T - 15 * MINUTE, T)  # type: ignore[arg-type]


def test_what_comes_in_below_an_older_story_arrived() -> None:
    """What stands above a new story and is older by its own age is pinned, and so is what stands above that."""
    older = [teaser(hours(n)) for n in (1, 2, 3, 4, 5, 6)]
    told = {"calibration": FLOORS, "previous": T - 14 * MINUTE}
    page = [teaser(hours(0)), teaser(hours(5)), teaser(hours(0)), *older]
    assert date_page(page, SETTING, new=[2], **told)[2].window == Window(T - 15 * MINUTE, T)  # type: ignore[arg-type]
    page = [teaser(hours(0)), teaser(hours(0)), teaser(hours(0)), *older]
    assert date_page(page, SETTING, new=[2], **told)[2].window == Window(T - HOUR, T)  # type: ignore[arg-type]


def test_a_story_out_of_order_bounds_nobody() -> None:
    """A republished story on top of older ones does not pull them along."""
    page = [teaser(hours(n)) for n in (9, 1, 2, 3, 4)]
    alone = [date_page([dispatch], SETTING, calibration=FLOORS)[0].window for dispatch in page]
    assert [dating.window for dating in date_page(page, SETTING, calibration=FLOORS)] == alone


MAIN = Dispatch(
    Role.MAIN,
    headline="Leider bezoekt fabriek",
    paragraphs=(
        "De leider heeft vrijdagochtend een fabriek bezocht. Woensdag sprak hij twee uur met 8,7 miljoen kijkers.",
        "Het bezoek begon dinsdag; in 2019 was hij er ook.",
    ),
)


def test_a_main_article_is_undated_by_its_own_words() -> None:
    """A weekday, a number and a year in the text of a story date nothing."""
    (dating,) = date_page([MAIN], SETTING)
    assert (dating.window, dating.basis) == (None, Basis.NONE)


def test_a_fresh_main_article_is_dated_by_its_day_part() -> None:
    """Where the owner says that the main article is of the last week, its day with a day part is its window."""
    (dating,) = date_page([MAIN], SETTING, main_is_fresh=True)
    friday = datetime(2026, 3, 13, tzinfo=UTC)
    assert dating.window == Window(friday + 5 * HOUR, friday + 11 * HOUR)
    assert dating.evidence[0].text == "vrijdagochtend"


def test_a_learned_zone_applies_where_none_was_known() -> None:
    """A clock time of a source whose zone was assumed is read in the zone that it taught since."""
    calibration = Calibration(zone=Learned("+05:30", "seen", T))
    setting = Setting(T, zone_assumed=True, source="site")
    (dating,) = date_page([teaser(CalendarTime(hour=12, minute=0))], setting, calibration=calibration)
    assert dating.earliest == T.replace(hour=6, minute=30)


@pytest.mark.parametrize("text", ["3:20", "PT3M20S", "00:00-26-14-03", "nieuws", ""])
def test_a_datetime_attribute_that_is_no_time_is_no_evidence(text: str) -> None:
    """The length of a video, a template and words in a machine's place say nothing."""
    assert weigh(TimeCue(text, Where.METADATA), taken_at=T, languages=("nl",)) is None


def test_a_datetime_attribute_may_hold_print() -> None:
    """An age in a machine's place is an age."""
    evidence = weigh(TimeCue("3 uur geleden", Where.METADATA), taken_at=T, languages=("nl",))
    assert evidence is not None
    assert evidence.basis is Basis.RELATIVE


def test_metadata_is_exact() -> None:
    """ISO 8601 in metadata is the instant, and outranks the age beside it."""
    cues = (
        TimeCue("", Where.FURNITURE, phrases=(hours(1),)),
        TimeCue("2026-03-14T18:30+01:00", Where.METADATA),
    )
    (dating,) = date_page([Dispatch(Role.TEASER, cues=cues)], SETTING, calibration=FLOORS)
    assert dating.window == Window(T.replace(hour=17, minute=30), T.replace(hour=17, minute=30))
