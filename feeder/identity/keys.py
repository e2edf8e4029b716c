"""Which story is it? The keys of a dispatch, strongest first, and the id that is minted from the first.

The id of an entry is minted once, from the first key of its first sighting, and stored: it is never computed again.
Never make it from a position, a relative time, a section or the full text: those change while the story stays
the same, and every reader would show it again.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from feeder.identity.likeness import bands, tokens
from feeder.model.entry import Key
from feeder.model.page import Dispatch, Page
from feeder.recognise.links import canonical
from feeder.text import first_sentence, fold

NAMESPACE = UUID("6f2b1c0e-8a41-5a8e-9d0b-3c1f6f5a7e21")  # feeder's own; changing it would renew every id
NAMES = frozenset({"id", "link"})  # what the page itself calls the story
OPENINGS = frozenset({"text", "head"})  # what templated notices of other days may share
MIN_SENTENCE = 8  # words; a shorter first sentence ("Het weer.") takes the rest of its paragraph along


def mint(key: Key) -> str:
    """The id of an entry whose first key is `key`: a version 5 UUID as a URN (RFC 9562 section 5.5)."""
    return f"urn:uuid:{uuid5(NAMESPACE, f'{key.kind}:{key.value}')}"


def page_keys(page: Page, *, own_page: bool = False) -> tuple[tuple[Key, ...], ...]:
    """The keys of each dispatch of `page`, in the order of `page.dispatches`.

    A link that two different stories of the page share, and the page's own address, tell nothing and are no keys,
    unless `own_page` says that the page is the article's own. Of two stories with the same opening sentence, the
    first keeps it as its key and the others are known by all their words, as is every story without a link or an id.
    """
    dispatches = page.dispatches
    stories = {(dispatch.title, dispatch.lead, dispatch.link) for dispatch in dispatches}
    shared = {link for link, count in Counter(canonical(s[2]) for s in stories if s[2]).items() if count > 1}
    if not own_page and page.url:
        shared.add(canonical(page.url))
    taken: dict[Key, tuple[str, ...]] = {}
    return tuple([_unambiguous(dispatch, shared, taken) for dispatch in dispatches])


def _unambiguous(dispatch: Dispatch, shared: set[str], taken: dict[Key, tuple[str, ...]]) -> tuple[Key, ...]:
    told = (place_of(dispatch), fold(dispatch.headline or ""), fold(dispatch.lead))
    own = [key for key in keys(dispatch) if key.kind != "link" or key.value not in shared]
    found = [key for key in own if key.kind not in OPENINGS or taken.setdefault(key, told) == told]
    if not any(key.kind in NAMES for key in found):
        place = next((at for at, key in enumerate(found) if key.kind == "like"), len(found))
        found.insert(place, _digest_key("words", *told) if any(told) else _digest_key("words", dispatch.link or ""))
    return tuple(dict.fromkeys(found))


def keys(dispatch: Dispatch) -> tuple[Key, ...]:
    """Every key that `dispatch` gives by itself: id, link, text (its opening), head, then likeness bands."""
    found = []
    if dispatch.native_id:
        found.append(Key("id", dispatch.native_id))
    if dispatch.link and urlsplit(dispatch.link).scheme in ("http", "https"):
        found.append(Key("link", canonical(dispatch.link)))
    opening = _opening(dispatch.lead)
    if opening:
        found.append(_digest_key("text", place_of(dispatch), *opening))
    if dispatch.headline and not found:
        found.append(_digest_key("head", *tokens(dispatch.headline)))
    found.extend(Key("like", band) for band in bands(dispatch.lead))
    return tuple(found)


def place_of(dispatch: Dispatch) -> str:
    """The place of the dateline, folded; "" without one."""
    return fold(dispatch.dateline.place or "") if dispatch.dateline else ""


def _opening(lead: str) -> list[str]:
    """The words of the first sentence; of the whole lead where that sentence is too short to tell stories apart."""
    opening = tokens(first_sentence(lead))
    return opening if len(opening) >= MIN_SENTENCE else tokens(lead)


def _digest_key(kind: str, *parts: str) -> Key:
    return Key(kind, sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32])
