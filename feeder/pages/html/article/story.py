"""The main article of a page: whether there is one, and its dispatch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from feeder.model.page import Dateline, Dispatch, Role
from feeder.model.time import About, CalendarTime, TimeCue, Where
from feeder.pages.html.article.body import Body, beside, body
from feeder.pages.html.article.byline import furniture, printed_stamps
from feeder.pages.html.article.elsewhere import ENOUGH, elsewhere
from feeder.pages.html.article.kinds import tells_one_story
from feeder.pages.html.article.markup import content, plain_content
from feeder.pages.html.article.metadata import Metadata
from feeder.pages.html.article.names import printed_authors
from feeder.pages.html.article.scripted import scripted
from feeder.pages.html.article.stamps import clocks, cues
from feeder.pages.html.document import Document
from feeder.recognise.datelines import split
from feeder.recognise.links import canonical, path_day
from feeder.text import fold


def main_article(
    document: Document,
    facts: Metadata,
    languages: tuple[str, ...] = (),
    teasers: Sequence[Dispatch] = (),
    ask: Callable[[], tuple[str, ...]] = tuple,
) -> Dispatch | None:
    """The article that the page is about, as a dispatch of role main; None where the page is about no single story.

    `teasers` are those recognised on the page; `ask` gives another tool's reading of its text, and is called only
    where the page says that it is an article and shows next to nothing of it.
    """
    found = body(document, facts.headline, facts.descriptions)
    other = () if teasers and not facts.named else _from_elsewhere(document, facts, found, ask)
    if not facts.headline or not (other or tells_one_story(document, facts, found, teasers)):
        return None
    texts = list(other or [paragraph.text for paragraph in found.paragraphs])
    dateline, texts = _dateline(texts, languages)
    return Dispatch(
        role=Role.MAIN,
        headline=facts.headline,
        summary=None if texts else next(iter(facts.descriptions), None),
        paragraphs=tuple(texts),
        content=(plain_content(other) if other else content(found.paragraphs, document.absolute)) or None,
        link=_link(document),
        image=facts.image,
        label=facts.section,
        dateline=dateline,
        authors=facts.authors or printed_authors(found.around, languages),
        language=document.language,
        cues=_cues(document, facts, found),
        clocks=_clocks(document, facts, found),
    )


def _from_elsewhere(
    document: Document, facts: Metadata, found: Body, ask: Callable[[], tuple[str, ...]]
) -> tuple[str, ...]:
    """The body from where the page's markup lacks it; () where the markup has it, or the page is no article."""
    shown = sum(paragraph.size for paragraph in found.paragraphs)
    if shown >= ENOUGH or not facts.stated or not facts.headline:
        return ()
    title = fold(facts.headline)
    other = tuple(text for text in elsewhere(document, facts.headline, facts.body) or ask() if fold(text) != title)
    return other if sum(map(len, other)) > max(shown, ENOUGH) else ()


def _dateline(texts: list[str], languages: tuple[str, ...]) -> tuple[Dateline | None, list[str]]:
    """The dateline that opens the body, behind a standfirst where there is one, and the texts without it."""
    for place, text in enumerate(texts[:3]):
        dateline, rest = split(text, languages=languages)
        if dateline:
            return dateline, [*texts[:place], *([rest] if rest else []), *texts[place + 1 :]]
    return None, texts


def _link(document: Document) -> str | None:
    """The address that the page gives itself, where it is on the same host; else where it was found."""
    own = urlsplit(document.absolute(document.head.canonical) or "")
    if own.path.strip("/") and own.hostname == urlsplit(document.url).hostname:
        return canonical(own.geturl())
    return canonical(document.url) if document.url else None


def _cues(document: Document, facts: Metadata, found: Body) -> tuple[TimeCue, ...]:
    """Metadata first; where it does not say when the story was published, or only the day, what is printed by the
    headline."""
    stated = cues([*facts.stamps, *printed_stamps(found.around)])
    published = next((cue for cue in stated if cue.about is About.PUBLISHED), None)
    if published and _clocked(published):
        return stated
    day = published.phrases[0] if published else None
    printed = furniture(found.around, document.lexicons, day if isinstance(day, CalendarTime) else None)
    if published:
        exact = tuple(cue for cue in printed if cue.about is About.PUBLISHED and _clocked(cue))
        if exact and not _same_day(exact[0], published):  # a bare day may be that of the server's zone
            return (*exact, *(cue for cue in stated if cue is not published))
        return (*stated, *(exact or _scripted(document, published)))
    printed = printed or furniture(beside(document), document.lexicons)
    first = next((cue for cue in printed if cue.about is About.PUBLISHED), None)
    if first is None:
        told = scripted(document) if facts.stated else None
        return (*((told.cue(),) if told else () if printed else _addressed(document)), *stated, *printed)
    return (*(() if _clocked(first) else _scripted(document, first)), *stated, *printed)


def _same_day(one: TimeCue, other: TimeCue) -> bool:
    """Whether two cues may be on one day: they name the same, or one of them names none."""
    days = [
        (when.year, when.month, when.day)
        for cue in (one, other)
        for when in cue.phrases[:1]
        if isinstance(when, CalendarTime)
    ]
    return len(days) < 2 or days[0] == days[1] or None in (*days[0], *days[1])


def _scripted(document: Document, day: TimeCue) -> tuple[TimeCue, ...]:
    """What the page's scripts state of the publication, where it is on the one day that is stated or printed."""
    found = scripted(document) if day.about is About.PUBLISHED and len(day.phrases) == 1 else None
    when = day.phrases[0] if found else None
    same = found and isinstance(when, CalendarTime) and found.day == (when.year, when.month, when.day)
    return (found.cue(),) if found and same else ()


def _clocked(cue: TimeCue) -> bool:
    return any(isinstance(phrase, CalendarTime) and phrase.hour is not None for phrase in cue.phrases)


def _clocks(document: Document, facts: Metadata, found: Body) -> tuple[TimeCue, ...]:
    """The local times by the headline, where metadata states an instant with its zone."""
    if not any(one.zoned for one in facts.stamps):
        return ()
    return clocks([*facts.stamps, *printed_stamps(found.around)]) or furniture(found.around, document.lexicons)


def _addressed(document: Document) -> tuple[TimeCue, ...]:
    """The day in the page's own address, where nothing else says one."""
    day = path_day(urlsplit(document.url).path)
    return (TimeCue(f"{day[0]:04}-{day[1]:02}-{day[2]:02}", Where.METADATA),) if day else ()
