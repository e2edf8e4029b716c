"""What only two documents tell: formats that disagree, and copies in which what must not move has moved."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from html import unescape

from feeder.check.document import Document, Item
from feeder.check.findings import Notes, excerpt


def within(notes: Notes, document: Document) -> None:
    """What the entries of one document tell together: ids twice, no dates, one date for all."""
    counts = Counter(item.id for item in document.items if item.id)
    for identity, count in counts.items():
        if count > 1:
            notes.error(
                "duplicate-id",
                "the entries",
                f"{count} entries have the id {excerpt(identity)}",
                "give each its own: readers show one of them",
            )
    dates = [item.published or item.updated for item in document.items]
    if dates and not any(dates):
        notes.info("no-dates", "the entries", "no entry has a date", "readers show when they first saw each instead")
    published = [item.published for item in document.items if item.published]
    if len(published) >= 5 and len(set(published)) == 1:
        notes.warning(
            "one-date",
            "the entries",
            "all entries have the same date",
            "give each its own; this looks like the time at which the feed was made",
        )


def formats(notes: Notes, document: Document, sibling: Document) -> None:
    """Two formats of one feed must say the same."""
    here = f"against {sibling.kind}"
    one, other = _titles(document.title, sibling.title)
    if one != other:
        notes.warning("parity-title", here, "the titles of the feed differ", "write all formats from one view")
    ours, theirs = ({item.id: item for item in each.items if item.id} for each in (document, sibling))
    for identity in [*(ours.keys() - theirs.keys()), *(theirs.keys() - ours.keys())]:
        side = sibling.kind if identity in ours else document.kind
        notes.error("parity-ids", here, f"{excerpt(identity)} is missing from {side}", "write the same entries")
    if ours.keys() == theirs.keys() and list(ours) != list(theirs):
        notes.warning("parity-order", here, "the entries stand in another order", "write them in one order")
    for identity in ours:
        if identity in theirs:
            _same_entry(notes, ours[identity], theirs[identity], here)


def _same_entry(notes: Notes, ours: Item, theirs: Item, here: str) -> None:
    for word, mine, other in (
        ("link", ours.link, theirs.link),
        ("title", *_titles(ours.title, theirs.title)),
        ("date", _second(ours.published), _second(theirs.published)),
        ("content", _flat(ours.text), _flat(theirs.text)),
    ):
        if mine != other:
            notes.error(
                f"parity-{word}",
                f"{ours.where} {here}",
                f"the {word}s differ: {excerpt(str(mine))}, {excerpt(str(other))}",
                "write all formats from one view",
            )


def copies(notes: Notes, document: Document, earlier: Document) -> None:
    """Against an earlier copy: dates stay, ids stay, and what did not change says so."""
    before = {item.id: item for item in earlier.items if item.id}
    names = {(item.link, item.title, item.text): item for item in earlier.items}
    now = {item.id for item in document.items}
    for item in document.items:
        if item.id in before:
            _same_story(notes, before[item.id], item)
        elif (known := names.get((item.link, item.title, item.text))) and known.id not in now:
            notes.error(
                "id-changed",
                item.where,
                f"the same story was {excerpt(known.id)} before",
                "mint an id once and keep it: every reader shows this story again as new",
            )
    unchanged = [_meaning(item) for item in document.items] == [_meaning(item) for item in earlier.items]
    if unchanged and document.updated != earlier.updated:
        notes.warning(
            "restless",
            "the feed",
            "its date moved although no entry changed",
            "say when the newest change was, not when the feed was made: unchanged bytes cost nobody anything",
        )


def _same_story(notes: Notes, before: Item, item: Item) -> None:
    if before.published and item.published != before.published:
        notes.error(
            "date-moved",
            item.where,
            f"it was published {before.published}, and now {item.published}",
            "keep the first date: readers sort the story as new, or show it again",
        )
    same_words = (before.title, before.text, before.link) == (item.title, item.text, item.link)
    if same_words and before.updated and item.updated and item.updated != before.updated:
        notes.warning(
            "update-without-change",
            item.where,
            "its update moved although nothing in it changed",
            "move <updated> only when words or links change",
        )


def _meaning(item: Item) -> tuple[str | None, ...]:
    return (item.id, item.link, item.title, item.text, str(item.published))


def _titles(ours: str | None, theirs: str | None) -> tuple[str, str]:
    """Two titles to compare: RSS does not say whether one is text or HTML, so either may be escaped once more."""
    one, other = _flat(ours), _flat(theirs)
    return (one, one) if other in (unescape(one), one) or one == unescape(other) else (one, other)


def _second(instant: datetime | None) -> datetime | None:
    return instant.replace(microsecond=0) if instant else None


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())
