"""One spelling for what pages spell in many ways, with the way back to the page's own offsets. Linear.

Folded text is NFKC and lower case; its digits are ASCII whatever their script, its white space single spaces (a line
break stays one), its apostrophes and dashes plain; direction marks, joiners, vowel points and soft hyphens are gone;
spellings that sites mix (ё/е, ş/ș, Arabic and Persian yeh and kaf, Greek accents) are one. Where a lower-case letter
meets an upper-case one ("geledenWASHINGTON"), `GLUE` stands between them, so that no word crosses the seam.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from feeder.lexicon.nouns import HOLE

GLUE = "\x01"
_DROP = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(
    map(chr, [*range(9), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0x064B, 0x0653), 0x0640, 0x0670])
)
_ONE = {
    **dict.fromkeys("’‘ʼʻ‛´`′׳＇ꞌ", "'"),
    **dict.fromkeys("“”„‟″״«»", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－־", "-"),
    **dict.fromkeys("آأإٱ", "ا"),
    **dict.fromkeys("يىې", "ی"),
    **dict.fromkeys("ۀةۂ", "ه"),
    **dict(zip("كёşţάέήίόύώϊϋΐΰς", "کеșțαεηιουωιυιυσ", strict=True)),
    "،": ",",
    "、": ",",
    "፣": ",",
    "٫": ".",
    "ı": "i",
}
_TABLE = {ord(mark): None for mark in _DROP} | {ord(old): new for old, new in _ONE.items()}
_PLAIN = re.compile(r"[ -~]*")
_PLAIN_TEMPLATE = re.compile(rf"[{HOLE} -~]*")
_UNEVEN = re.compile("  |[a-z][A-Z]|[A-Z][A-Z][a-z]")
"""What plain text has where its folding is not one character for one."""
_SEAM = re.compile("l-*(?=u)|(?<=u)u(?=ul)")
"""As `_cases` writes them: "geledenWASHINGTON", and "PMUpdated" after its capitals."""
# Marks that make one letter with the one before them, in the scripts where pages leave them apart.
_COMPOSING = re.compile("[\u0300-\u036f\u0653-\u0655\u3099\u309a]")
_CLUSTER = re.compile(r"\s+|\S[\u0300-\u036f\u0653-\u0655\u3099\u309a]*")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded: character i of `text` began at `offsets[i]` of the original; one more offset is its end."""

    text: str
    offsets: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original text."""
        return self.offsets[start], self.offsets[end]


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """One character, or one with its combining marks, folded."""
    composed = unicodedata.normalize("NFKC", character).lower().replace("\u0307", "")
    folded = unicodedata.normalize("NFC", composed.translate(_TABLE))
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else " " if c.isspace() else c for c in folded)


class _Folding(dict[int, str]):
    """What each character folds to, for `str.translate`; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code)).translate(_TABLE)
        if len(self) < _CHARACTERS:
            self[code] = folded
        return folded


_CHARACTERS = 16_384
_FOLDING = _Folding()
_HOLED = _Folding({ord(HOLE): HOLE})


def fold_text(text: str) -> str:
    """`text` folded, without offsets and without seams; its white space is as many spaces."""
    if _PLAIN.fullmatch(text):
        return text.lower().replace("`", "'")
    return unicodedata.normalize("NFC", text).translate(_FOLDING)


def fold_template(text: str) -> str:
    """`text`, short and with `HOLE` in place of its numbers, folded and squashed on one line; its holes stay."""
    if _PLAIN_TEMPLATE.fullmatch(text):
        return " ".join(text.lower().replace("`", "'").split())
    return " ".join(unicodedata.normalize("NFC", text).translate(_HOLED).split())


def fold_term(text: str) -> str:
    """`text` folded and squashed on one line: for short cues and lexicon terms."""
    return " ".join(fold_text(text).split())


def fold(text: str) -> Folded:
    """`text` folded, with offsets."""
    if _PLAIN.fullmatch(text) and not _UNEVEN.search(text):
        return Folded(text.lower().replace("`", "'"), range(len(text) + 1))
    if _COMPOSING.search(text):
        return _fold_slowly(text)
    table = {character: _fold_character(character) for character in set(text)}
    single = {ord(character): folded for character, folded in table.items()}
    out: list[str] = []
    offsets: list[int] = []
    done = 0
    for start, end, between in _breaks(text, table):
        out += text[done:start].translate(single), between
        offsets += [*range(done, start), *[start] * len(between)]
        done = end
    out.append(text[done:].translate(single))
    offsets += range(done, len(text) + 1)
    return Folded("".join(out), offsets)


def _breaks(text: str, table: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Where folding is not one character for one: start, end and what stands there, in order."""
    odd = "".join(re.escape(character) for character, folded in table.items() if len(folded) != 1)
    found = [(seam.end(), seam.end(), GLUE) for seam in _SEAM.finditer(_cases(text, table))]
    runs = re.finditer(rf"\s{{2,}}|\n|[{odd}]" if odd else r"\s{2,}|\n", text)
    found += [(run.start(), run.end(), _fold_cluster(run.group())) for run in runs]
    return sorted(found)


def _cases(text: str, table: Mapping[str, str]) -> str:
    """`text` as the cases of its letters: u, l, `-` for what is dropped, a space for anything else."""
    return text.translate(
        {
            ord(character): "u" if character.isupper() else "l" if character.islower() else " " if folded else "-"
            for character, folded in table.items()
        }
    )


def _fold_slowly(text: str) -> Folded:
    """As `fold`, for text whose letters have combining marks of their own."""
    out: list[str] = []
    offsets: list[int] = []
    previous = ""
    for match in _CLUSTER.finditer(text):
        start, cluster = match.start(), match.group()
        folded = _fold_cluster(cluster)
        if not folded:
            continue
        if cluster[0].isupper() and previous.islower():
            folded = GLUE + folded
        previous = cluster[0]
        out.append(folded)
        offsets += [start] * len(folded)
    return Folded("".join(out), [*offsets, len(text)])


def _fold_cluster(cluster: str) -> str:
    if cluster[0].isspace():
        return "\n" if "\n" in cluster else " "
    return _fold_character(cluster)
