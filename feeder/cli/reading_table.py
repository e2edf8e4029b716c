"""A reading as a table for people: title, time, window, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feeder.cli.tables import console, cut, local, print_table

if TYPE_CHECKING:
    from feeder.model.entry import Reading, Sighting
    from feeder.model.page import Page


def print_reading(reading: Reading, zone: str, taken_by: str) -> None:
    """Print what stands on a page; times are local to `zone`, `taken_by` says how the capture time is known."""
    page, out = reading.page, console()
    if page.feeds:
        out.print("The page has feeds of its own:", *(f"  {feed.url}" for feed in page.feeds), sep="\n", markup=False)
    if page.blocked:
        out.print(f"This is not the page that was asked for: {page.blocked}", markup=False)
    out.print(_head(reading, zone, taken_by), markup=False)
    rows = [_row(sighting, zone) for sighting in reading.sightings]
    print_table(("#", "section", "title", "published", "window", "why"), rows)
    if not rows:
        out.print("No stories found.")
    _print_alternatives(page)


def _head(reading: Reading, zone: str, taken_by: str) -> str:
    page = reading.page
    main = "one main article" if page.main else "no main article"
    taken = f"captured {local(reading.taken_at, zone)} ({taken_by})" if reading.taken_at else "capture time unknown"
    return f"{main}, {len(page.teasers)} teasers; language {page.language or 'unknown'}; {taken}; times in {zone}"


def _row(sighting: Sighting, zone: str) -> tuple[str, ...]:
    dispatch, window = sighting.dispatch, sighting.dating.window
    span = _span(local(window.earliest, zone)[4:], local(window.latest, zone)[4:]) if window else "–"
    cue = sighting.dating.evidence[0].text if sighting.dating.evidence else ""
    return (
        "main" if dispatch.role == "main" else str(dispatch.rank + 1),
        ", ".join(sighting.sections) or "–",
        cut(dispatch.title),
        local(sighting.published, zone),
        span,
        f"{sighting.dating.basis.value}: {cut(cue, 40)}" if cue else sighting.dating.basis.value,
    )


def _span(earliest: str, latest: str) -> str:
    """Two local times, the day of the second only where it is another one."""
    return f"{earliest} – {latest[-5:] if earliest[:-5] == latest[:-5] else latest}"


def _print_alternatives(page: Page) -> None:
    for shape in page.alternatives[:5]:
        console().print(f"Also considered: {shape.group} ({shape.count} stories, {shape.dated} dated)", markup=False)
