"""Whether a page tells one story or announces many: by what it says of itself, and by what stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from feeder.model.page import Dispatch
from feeder.pages.html.body import Body
from feeder.pages.html.document import Document
from feeder.pages.html.metadata import Metadata
from feeder.text import fold

# Characters of running text below which a page tells no story: one that calls itself an article, one that does not,
# and one that does not and has a list of stories besides.
ENOUGH_STATED = 60
ENOUGH_UNSTATED = 400
ENOUGH_BESIDE_A_LIST = 1200
A_LIST = 4
START = 40


def tells_one_story(document: Document, facts: Metadata, found: Body, teasers: Sequence[Dispatch]) -> bool:
    """Whether `found` is the text of a single story. `teasers` are those recognised on the page."""
    told = sum(paragraph.strength for paragraph in found.paragraphs)
    if found.announced > 2 and found.announced * 2 >= sum(paragraph.strong for paragraph in found.paragraphs):
        return False
    if facts.named:
        return told >= ENOUGH_STATED
    if _of_teasers(found, teasers) * 2 >= told:
        return False
    if facts.stated:
        return told >= ENOUGH_STATED
    return not _front(document) and told >= (ENOUGH_BESIDE_A_LIST if len(teasers) >= A_LIST else ENOUGH_UNSTATED)


def _of_teasers(found: Body, teasers: Sequence[Dispatch]) -> float:
    """How much of the text is what teasers say: then it is theirs."""
    said = " ".join(fold(f"{teaser.headline or ''} {teaser.summary or ''}") for teaser in teasers)
    return sum(paragraph.strength for paragraph in found.paragraphs if fold(paragraph.text)[:START] in said)


def _front(document: Document) -> bool:
    address = urlsplit(document.url)
    return bool(address.netloc) and address.path in ("", "/") and not address.query
