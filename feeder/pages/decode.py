"""Bytes to text: which charset a capture is in, or a PageError that says why it cannot be read.

The order is that of HTML (WHATWG, "determining the character encoding"): byte order mark, the charset of the
transport, the document's own declaration, strict UTF-8, then the legacy encoding of the language. A declaration that
the bytes belie is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from webencodings import Encoding, lookup

from feeder.errors import PageError
from feeder.model.page import Capture

SIZE_LIMIT = 16 * 1024 * 1024
_HEAD = 4096

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_DECLARATIONS = (
    re.compile(rb"<\?xml[^>]{1,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})[\"']", re.IGNORECASE),
    re.compile(rb"<meta[^>]{1,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE),
)
_HTML_LANG = re.compile(rb"<html[^>]{0,400}?\slang\s{0,9}=\s{0,9}[\"']?([A-Za-z]{2,3})", re.IGNORECASE)

# What browsers of a language fall back to (WHATWG, default encodings per locale), more than one where rivals lived.
_LEGACY = {
    "ar": ("windows-1256",), "be": ("windows-1251",), "bg": ("windows-1251",), "bs": ("windows-1250",),
    "cs": ("windows-1250",), "el": ("windows-1253",), "et": ("windows-1257",), "fa": ("windows-1256",),
    "he": ("windows-1255",), "hr": ("windows-1250",), "hu": ("windows-1250",), "ja": ("euc-jp", "shift_jis"),
    "kk": ("windows-1251",), "ko": ("euc-kr",), "ku": ("windows-1254",), "lt": ("windows-1257",),
    "lv": ("windows-1257",), "mk": ("windows-1251",), "pl": ("windows-1250", "iso-8859-2"), "ro": ("windows-1250",),
    "ru": ("windows-1251",), "sk": ("windows-1250",), "sl": ("windows-1250",), "sr": ("windows-1251",),
    "th": ("windows-874",), "tr": ("windows-1254",), "uk": ("windows-1251",), "ur": ("windows-1256",),
    "vi": ("windows-1258",), "zh": ("gb18030", "big5"),
}  # fmt: skip
_WESTERN = "windows-1252"

# First bytes of formats that people save or serve by mistake.
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
# Controls that text does not hold; those that wire formats frame dispatches with (SOH to EOT, ETB), form feed,
# escape and the end mark of DOS files are left out.
# What servers pad the parts of a page with.
_PADDING = re.compile(r"\x00{8,}")
_CONTROLS = re.compile("[\x00\x05-\x08\x0b\x0e-\x16\x18\x19\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LETTERS = re.compile(r"[^\W\d_]")
_FOREIGN = re.compile(r"[^\W\d_a-zA-Z]")


@dataclass(frozen=True, slots=True)
class _Guess:
    """A charset to try. `sure`: it was declared, or cannot be mistaken; else the text must look western."""

    encoding: Encoding
    sure: bool = True


def decode(capture: Capture, languages: tuple[str, ...] = ()) -> str:
    """The text of `capture`, without byte order mark; `languages` are BCP 47 tags that choose a legacy encoding.

    Raises PageError where the body is empty, larger than SIZE_LIMIT bytes, binary, or in no charset that fits.
    """
    body = capture.body
    _refuse_hopeless(capture)
    for guess in _guesses(capture, languages):
        text = _try(body, guess)
        if text is not None:
            return _checked(capture, text)
    raise PageError(
        subject_of(capture),
        "the text is in none of the charsets that were declared or fit its language",
        "set `language` for this source, or save the file as UTF-8",
    )


def subject_of(capture: Capture) -> str:
    """What an error about `capture` names: its address, or the file that it came from."""
    return capture.final_url or capture.url or capture.series or capture.source or "page"


def _refuse_hopeless(capture: Capture) -> None:
    body, subject = capture.body, subject_of(capture)
    if not body.strip(b"\x00 \t\r\n\f\v"):
        raise PageError(subject, "the page is empty", "check that it was saved or sent whole")
    if len(body) > SIZE_LIMIT:
        raise PageError(
            subject,
            f"the page is {len(body) / 1e6:.0f} MB, more than the {SIZE_LIMIT / 1e6:.0f} MB that are read",
            "point the source at a page with fewer stories",
        )
    for signature, name in _SIGNATURES:
        if body.startswith(signature):
            raise PageError(subject, f"this is {name}, not a page", "save the page as text or HTML")


def _guesses(capture: Capture, languages: tuple[str, ...]) -> Iterator[_Guess]:
    body, head = capture.body, capture.body[:_HEAD]
    for mark, label in _BOMS:
        if body.startswith(mark):
            yield from _guess(label)
    for declared in (capture.charset, _declared(head)):
        for guess in _guess(declared):
            if not _belied(guess.encoding.name, body, head):
                yield guess
    yield from _guess(_wide(head))
    yield from _guess("utf-8")
    if found := _HTML_LANG.search(head):
        languages = (*languages, found.group(1).decode("ascii"))
    for language in languages:
        for label in _LEGACY.get(language.split("-")[0].casefold(), (_WESTERN,)):
            yield from _guess(label, sure=label != _WESTERN)
    yield from _guess(_WESTERN, sure=False)


def _guess(label: str | None, *, sure: bool = True) -> Iterator[_Guess]:
    encoding = lookup(label.strip("\"' ")) if label else None
    if encoding is not None and encoding.name not in ("replacement", "x-user-defined"):
        yield _Guess(encoding, sure)


def _belied(name: str, body: bytes, head: bytes) -> bool:
    """Whether the bytes say that a declared charset is a server's default, and wrong.

    UTF-8 beyond ASCII is never by chance text in a charset of one byte a letter; markup in UTF-16 is full of nulls.
    """
    if name.startswith("utf-16"):
        return b"\0" not in head
    if not name.startswith(("windows-", "iso-8859-", "macintosh", "koi8-", "x-mac-", "ibm")) or body.isascii():
        return False
    try:
        body.decode("utf-8")
    except UnicodeError:
        return False
    return True


def _declared(head: bytes) -> str | None:
    """The charset that the document itself names. One that says UTF-16 in ASCII letters is wrong (WHATWG): UTF-8."""
    for pattern in _DECLARATIONS:
        if found := pattern.search(head):
            label = found.group(1).decode("ascii", "replace")
            return "utf-8" if label.casefold().startswith(("utf-16", "utf16")) else label
    return None


def _wide(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of plain text is null."""
    if len(head) < 4:
        return None
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    if max(even, odd) < 0.4 or min(even, odd) > 0.1:
        return None
    return "utf-16be" if even > odd else "utf-16le"


def _try(body: bytes, guess: _Guess) -> str | None:
    codec = guess.encoding.codec_info
    try:
        text = codec.decode(body, "strict")[0]
    except UnicodeError:
        text = codec.decode(body, "replace")[0]
        if not _slightly_damaged(text):
            return None
    return text if guess.sure or not _improbable(text) else None


def _slightly_damaged(text: str) -> bool:
    """Whether `text` is in the charset it was decoded from, but for a few bytes (a cut, a stray character).

    At least four characters beyond ASCII must have come out whole for each that did not.
    """
    lost = text.count("\ufffd")
    return sum(1 for character in text if character > "\x7f") >= 5 * lost


def _improbable(text: str) -> bool:
    """Whether more than a third of the letters lie outside ASCII: no western language writes so."""
    return 3 * len(_FOREIGN.findall(text)) > len(_LETTERS.findall(text))


def _checked(capture: Capture, text: str) -> str:
    text = text.removeprefix("\ufeff")
    if not text.strip("\x00 \t\r\n\f\v\ufeff\xa0"):
        raise PageError(subject_of(capture), "the page is empty", "check that it was saved or sent whole")
    if 20 * len(_CONTROLS.findall(_PADDING.sub("", text))) > len(text):
        raise PageError(subject_of(capture), "the page is binary data, not text", "save the page as text or HTML")
    return text
