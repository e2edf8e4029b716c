"""Whether a page tells one story or announces many: by what it says of itself, and by what stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from feeder.model.page import Dispatch
from feeder.model.time import About
from feeder.pages.html.article.body import Body
from feeder.pages.html.article.headings import first_headings, other_headings, shown
from feeder.pages.html.article.metadata import Metadata
from feeder.pages.html.document import Document
from feeder.recognise.datelines import split
from feeder.text import fold

# The size of the running text below which a page tells no story: one that calls itself an article, one that only has
# a headline and a day above it, one that has not, and one that has a list of stories besides.
ENOUGH_STATED = 60
ENOUGH_HEADED = 300
ENOUGH_UNSTATED = 400
ENOUGH_BESIDE_A_LIST = 1200
A_LIST = 4
START = 40
MOST = 60


def tells_one_story(document: Document, facts: Metadata, found: Body, teasers: Sequence[Dispatch]) -> bool:
    """Whether `found` is the text of a single story. `teasers` are those recognised on the page."""
    told = sum(paragraph.strength for paragraph in found.paragraphs)
    if found.announces and told < ENOUGH_UNSTATED:
        return False
    if facts.named:
        return told >= ENOUGH_STATED or _dated(facts)
    headed = found.dated and _is_plain(document, facts)
    listed = len(teasers) >= A_LIST and not headed
    if _told_by_teasers(found, facts, teasers) or (_front(document) and (listed or not facts.stated)):
        return False
    if facts.stated:
        return told >= ENOUGH_STATED or _dated(facts)
    return told >= (ENOUGH_BESIDE_A_LIST if listed else ENOUGH_HEADED if headed else ENOUGH_UNSTATED)


def _is_plain(document: Document, facts: Metadata) -> bool:
    """Whether one heading that is no link stands over the page: its only `h1`, else what says the headline; or no `h1`
    and a time of publication. Fronts link theirs, or have one for each story."""
    headings = first_headings(document.root)
    if not headings and any(stamp.about is About.PUBLISHED for stamp in facts.stamps):
        return True
    title = fold(facts.headline or "")
    headings = headings or [element for element in other_headings(document.root) if fold(shown(element)) == title]
    return len(headings) == 1 and not any(True for _ in headings[0].iter("a"))


def _dated(facts: Metadata) -> bool:
    """Whether the page says when its article was published and what it says: a film or a picture needs no more text."""
    return bool(facts.descriptions) and any(stamp.about is About.PUBLISHED for stamp in facts.stamps)


def _told_by_teasers(found: Body, facts: Metadata, teasers: Sequence[Dispatch]) -> bool:
    """Whether half of the text is what several teasers, of other headlines than the page's, say too."""
    own = fold(facts.headline or "")
    said = [fold(f"{t.headline or ''} {t.summary or ''}") for t in teasers[:MOST] if fold(t.headline or "") != own]
    strong = [paragraph for paragraph in found.paragraphs if paragraph.strong][:MOST]
    # Summaries come without the dateline that opens them.
    starts = {paragraph: fold(split(paragraph.text)[1])[:START] for paragraph in strong}
    shared = sum(p.strength for p in strong if any(starts[p] in text for text in said))
    telling = sum(any(start in text for start in starts.values()) for text in said)
    return telling > 1 and shared * 2 >= sum(paragraph.strength for paragraph in strong)


def _front(document: Document) -> bool:
    address = urlsplit(document.url)
    return bool(address.netloc) and address.path in ("", "/") and not address.query
