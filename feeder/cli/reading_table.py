"""A reading as a table for people: title, time, window, why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from feeder.cli.tables import console, cut, local, print_table
from feeder.text import counted

if TYPE_CHECKING:
    from feeder.model.entry import Reading, Sighting
    from feeder.model.page import NativeFeed, Page, Shape
    from feeder.model.time import Window

MOST_OTHERS = 5
UNKNOWN_TIME = (
    'An age such as "3 hours ago" dates nothing while nobody says when the page was captured: name that with --at, '
    "in the file's name, or in its sidecar; for a source, `captured` may take the file's own time."
)


def print_reading(reading: Reading, zone: str, taken_by: str) -> None:
    """Print what stands on a page; times are local to `zone`, `taken_by` says how the capture time is known."""
    page, out = reading.page, console()
    if page.feeds:
        out.print("The page has feeds of its own; 'feeder add' takes those too:", markup=False)
        out.print(*(f"  {_feed(feed)}" for feed in page.feeds), sep="\n", markup=False)
    if page.blocked:
        out.print(f"This is not the page that was asked for, but {page.blocked}.", markup=False)
    out.print(_head(reading, zone, taken_by), markup=False)
    rows = [_row(sighting, zone) for sighting in reading.sightings]
    if rows:
        print_table(("#", "section", "title", "published", "window", "why"), rows)
        if reading.taken_at is None and not any(sighting.dating.window for sighting in reading.sightings):
            out.print(UNKNOWN_TIME, markup=False)
    elif page.shape.reader == "selectors" and not page.blocked:
        out.print(f"The selector {page.shape.group!r} matches nothing on the page.", markup=False)
    elif page.shape.reader == "feed":
        out.print("The feed has no stories.", markup=False)
    elif not page.blocked:
        out.print(
            "No stories found. Where there are some, --select names them, e.g. --select item=article.", markup=False
        )
    _print_lists(page)


def _feed(feed: NativeFeed) -> str:
    return f"{feed.url} ({feed.media_type}{', ' + cut(feed.title) if feed.title else ''})"


def _head(reading: Reading, zone: str, taken_by: str) -> str:
    page = reading.page
    main = "a feed" if page.shape.reader == "feed" else "one main article" if page.main else "no main article"
    taken = f"captured {local(reading.taken_at, zone)} ({taken_by})" if reading.taken_at else "capture time unknown"
    teasers = counted(len(page.teasers), "teaser")
    return f"{main}, {teasers}; language {page.language or 'unknown'}; {taken}; times in {zone}"


def _row(sighting: Sighting, zone: str) -> tuple[str, ...]:
    dispatch, window = sighting.dispatch, sighting.dating.window
    span = _span(window, zone) if window else "–"
    cue = sighting.dating.evidence[0].text if sighting.dating.evidence else ""
    return (
        "main" if dispatch.role == "main" else str(dispatch.rank + 1),
        ", ".join(sighting.sections) or "–",
        cut(dispatch.title),
        local(sighting.published, zone),
        span,
        f"{sighting.dating.basis.value}: {cut(cue, 40)}" if cue else sighting.dating.basis.value,
    )


def _span(window: Window, zone: str) -> str:
    """A window in local time: "exact", or its two ends, the day of the second only where it is another one."""
    if window.exact:
        return "exact"
    earliest, latest = (local(instant, zone)[4:] for instant in (window.earliest, window.latest))
    return f"{earliest} – {latest[-5:] if earliest[:-5] == latest[:-5] else latest}"


def _print_lists(page: Page) -> None:
    """The list that was taken, and those that were not, as selectors that can be written down."""
    out = console()
    if page.shape.reader == "html listing" and page.teasers:
        out.print(f"Taken: {_list(page.shape)}", markup=False)
    others: dict[str, Shape] = {}
    for shape in page.alternatives:
        same = others.setdefault(shape.group, replace(shape, count=0, dated=0))
        others[shape.group] = replace(same, count=same.count + shape.count, dated=same.dated + shape.dated)
    for shape in list(others.values())[:MOST_OTHERS]:
        out.print(f"Also considered: {_list(shape)}", markup=False)
    if page.alternatives:
        out.print('To take another list, name it under [sources.select], e.g. link = "…".', markup=False)


def _list(shape: Shape) -> str:
    steps = [step for step in shape.group.split("/") if step not in ("html", "body")]
    return f"{' > '.join(steps)} ({counted(shape.count, 'story', 'stories')}, {shape.dated} dated)"
