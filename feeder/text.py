"""Text, whatever its language: cleaning, words, first sentences, slugs. Pure, linear in the length of the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html import unescape

# What XML 1.0 (section 2.2) forbids, and noncharacters that validators refuse: C0 except tab, line feed and
# carriage return; C1 and DEL; surrogates; U+FDD0–FDEF and the last two of every plane.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
# What a terminal obeys, and what turns the direction of text: controls but line feed and tab, lone surrogates, bidi.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# Where a line may break: kept only between letters of scripts without spaces (Thai to Tibetan, Burmese, Khmer).
_UNSPACED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
_ZERO_WIDTH = re.compile(f"\u00ad|\ufeff|(?<![{_UNSPACED}])\u200b|\u200b(?![{_UNSPACED}])")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
_NOT_SPACE = re.compile(r"\S")
_LAST_WORD = re.compile(r"(?<![^\W_])(?<![^\W_]\.)[^\W_](?:[^\W_]|\.(?=[^\W_]))*$")
_PASSWORD = re.compile(r"(//[^:@/\s]{0,200}:)[^\s]{0,1000}(?=@)|([?&](?:ssl)?password=)[^&\s]*", re.IGNORECASE)
_LONGEST_SENTENCE = 5_000
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”）]*|\n{2,}")
_ABBREVIATIONS = frozenset(
    "dr mr mrs ms prof ir ing drs mgr st ste nr no vs bzw ca co inc ltd jr sr gen col lt sgt rep sen gov bijv "
    "resp evt enz blz p art al cf vgl usw str mme mlle m me av sra sto dña jan feb mar apr jun jul aug sep sept oct "
    "okt nov dec dez déc févr avr juil".split()
)
MAX_DEPTH = 200  # levels of elements
# Elements whose end is implied never nest by themselves, however often one is left open.
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|br|img|hr|td|tr|th|dt|dd|option|wbr|input|source)\b)[a-z][^>]{0,2000}", re.IGNORECASE
)
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*+>?")
RESERVED_SLUGS = frozenset({"index", "feeds", "archive", "all"})


def clean(text: str) -> str:
    """`text` without the characters that no feed format can carry; everything else stays as it is."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def nests_deeply(markup: str) -> bool:
    """Whether elements may nest deeper than `MAX_DEPTH`, counted by their tags."""
    if markup.count("<") <= MAX_DEPTH:
        return False
    depth = 0
    for tag in _NESTING.finditer(markup):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MAX_DEPTH:
            return True
    return False


def without_tags(markup: str) -> str:
    """`markup` with a space for each tag."""
    return _MARKUP.sub(" ", markup)


def printable(text: str) -> str:
    """`text` as a terminal or a log may have it: U+FFFD for what would be obeyed there instead of shown."""
    return _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)


def without_password(address: str) -> str:
    """An address of any kind, well-formed or not, as messages may have it."""
    return _PASSWORD.sub(lambda found: f"{found[1] or found[2]}***", address)


def escaped(json: str) -> str:
    """JSON text with escapes for the same characters: its meaning stays, and any terminal or log may have it."""
    return _UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def squash(text: str) -> str:
    """`text` cleaned, on one line, its runs of white space (NBSP too) folded to single spaces, its soft hyphens gone.

    Zero-width spaces stay where a script writes no others.
    """
    if text.isprintable():  # its only white space are spaces
        return " ".join(text.split())
    return _SPACE.sub(" ", _ZERO_WIDTH.sub("", clean(text))).strip()


def tidy(text: str) -> str:
    """`text` as shown: entities resolved (twice escaped ones too), on one line."""
    return squash(unescape(unescape(text)) if "&" in text else text)


def fold(text: str) -> str:
    """`text` for comparing: NFKC, case folded, squashed."""
    if text.isascii() and text.isprintable():
        return " ".join(text.casefold().split())
    return squash(unicodedata.normalize("NFKC", clean(text)).casefold()).replace("\u200b", "")


def words(text: str) -> list[str]:
    """The letters-and-digits words of `text`, folded, in order. Scripts without spaces give one long word each run."""
    return _WORD.findall(fold(text))


def first_sentence(text: str) -> str:
    """The first sentence of `text`, with its closing mark; the whole text where no end is found.

    A full stop after an initial ("J. Smit"), an abbreviation ("dr. Smit") or before a lower-case word ends nothing. A
    sentence without an end in its first thousands of characters is as long as the text.
    """
    for end in _SENTENCE_END.finditer(text, 0, _LONGEST_SENTENCE):
        if not _is_abbreviation(text, end):
            return text[: end.end()].strip()
    return text.strip()


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    if end.group() != ".":
        return False
    after = _NOT_SPACE.search(text, end.end())
    if after and after.group().islower():
        return True
    before = _LAST_WORD.search(text[max(0, end.start() - 24) : end.start()])
    if before is None:
        return False
    word = before.group()
    return (len(word) == 1 and word.isalpha()) or "." in word or word.casefold() in _ABBREVIATIONS


def shorten(text: str, limit: int) -> str:
    """`text` cut at a word to at most `limit` characters, an ellipsis included where anything was cut."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    return head[: space if space > limit // 2 else len(head)].rstrip(" ,;:-–—") + "…"


def slugify(name: str) -> str:
    """The slug of a section's name: NFKC, case folded, letters and digits of any script, `-` between, ≤ 80 bytes.

    Combining marks that belong to a letter stay with it. "" where the name has no letter and no digit.
    """
    folded = unicodedata.normalize("NFKC", clean(name)).casefold()
    joined = "".join(c if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") else "-" for c in folded)
    slug = re.sub("-+", "-", joined).strip("-")
    return slug.encode()[:80].decode(errors="ignore").strip("-")


def counted(count: int, one: str, many: str = "") -> str:
    """`count` things of a kind, in words."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def one_or_more(names: str | Sequence[str]) -> tuple[str, ...]:
    """`names` as a tuple; a text alone is one name, not a sequence of letters."""
    return (names,) if isinstance(names, str) else tuple(names)
