"""Checks of single values: dates, addresses, languages, plain text, HTML. Each notes what is wrong and returns."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from lxml import etree

from feeder.check.findings import Notes, excerpt

# The forms that the W3C's validator accepts without and with a warning (RFC 2822 as RSS uses it; RFC 822).
_RFC2822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d\d? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d(?::\d\d)? (?:[+-]\d\d[0-5]\d|UT|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|Z)"
)
_RFC822 = re.compile(
    r"(?:[a-z]{3,9}\s*,\s*)?\d\d?\s+[a-z]{3}\s+\d{2,4}\s+\d\d?:\d\d(?::\d\d)?\s+"
    r"(?:[+-]\d{4}|ut|utc|gmt|[ecmp][sd]t|[a-ik-z])(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?://)?[\w;/?:@&=+$.\-!~*'()%,#\[\]]+", re.ASCII)
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|x(?:-[A-Za-z0-9]{1,8})+")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(?:\s*;\s*[\w.+-]+=(?:\"[^\"]*\"|[\w.+-]+))*", re.ASCII)
_END_TAG = re.compile(r"</[A-Za-z][A-Za-z0-9]*>")
_PROBLEMATIC = re.compile("[\x80-\x9f\ufffd]")
# UTF-8 that was read as Windows-1252 or Latin-1: "Ã©" for "é", "â€™" for "’".
_READ_WRONG = re.compile("Ã[\xa0-\xbf]|Â[\xa0-\xbf](?=\\S)|â€[\u2122\u02dc\u0153\u0161\u00a6\u201c\u201d]|ï»¿")
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[a-z]{2,8}(?:acute|grave|uml|quo|dash));"
)
_UNSAFE_TAGS = frozenset("script style iframe frame frameset object embed applet form base meta link title".split())
_HTML_LIMIT = 262_144
_SCRIPT = re.compile(r"\s*(?:javascript|vbscript):", re.IGNORECASE)
_WHOLE = re.compile(r"\s*(?:[A-Za-z][\w+.-]*:|#|$)")
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def rfc822_date(notes: Notes, text: str, where: str, now: datetime | None) -> datetime | None:
    """The instant of an RSS date; None where there is none to be read."""
    value = text.strip()
    remedy = "write it like “Sat, 14 Mar 2026 20:00:00 +0000”; readers sort by it"
    try:
        instant = parsedate_to_datetime(value) if _RFC822.fullmatch(value) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        instant = None
    if instant is None:
        notes.error("invalid-date", where, f"{excerpt(text)} is not a date of RFC 822", remedy)
        return None
    if not _RFC2822.fullmatch(text):
        notes.warning("unusual-date", where, f"{excerpt(text)} is a date that not every reader understands", remedy)
    return _plausible(notes, _weekday(notes, value, instant, where), where, now)


def _weekday(notes: Notes, value: str, instant: datetime, where: str) -> datetime:
    name = "Mon Tue Wed Thu Fri Sat Sun".split()[instant.weekday()]
    if "," in value and value[:3].title() != name:
        notes.error(
            "wrong-weekday",
            where,
            f"{excerpt(value)} was a {name}, not a {value[:3]}",
            "let a library write the date",
        )
    return instant


def rfc3339_date(notes: Notes, text: str, where: str, now: datetime | None) -> datetime | None:
    """The instant of an Atom or JSON Feed date; None where there is none to be read."""
    try:
        if not _RFC3339.fullmatch(text):
            raise ValueError
        instant = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text))
    except ValueError:
        notes.error(
            "invalid-date",
            where,
            f"{excerpt(text)} is not a date of RFC 3339",
            "write it like “2026-03-14T20:00:00Z”, with seconds and a zone",
        )
        return None
    return _plausible(notes, instant, where, now)


def _plausible(notes: Notes, instant: datetime, where: str, now: datetime | None) -> datetime | None:
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    try:
        aware = aware.astimezone(UTC)
    except OverflowError:
        aware = datetime.min.replace(tzinfo=UTC)
    if aware < _EARLIEST:
        notes.warning("implausible-date", where, f"the date is {aware:%Y-%m-%d}", "leave out a date that is not known")
    elif now is not None and aware > now + timedelta(minutes=10):
        notes.warning(
            "future-date",
            where,
            f"the date {aware:%Y-%m-%d %H:%M} UTC lies in the future",
            "check the time zone; readers keep such an entry on top until then",
        )
    return aware


def address(notes: Notes, text: str | None, where: str, *, what: str = "address", iri: bool = False) -> str | None:
    """`text` where it is an absolute URI (or IRI, RFC 3987, where `iri`); what is wrong with it otherwise."""
    value = (text or "").strip()
    if not value:
        notes.error("blank", where, f"the {what} is empty", "fill it in, or leave the element out")
    elif _URI.fullmatch(value):
        return _schemed(notes, value, where, what)
    elif re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value) is None:
        notes.error(
            "relative-address",
            where,
            f"the {what} {excerpt(value)} is relative",
            "write it whole, with https://: most readers resolve nothing",
        )
    elif value.isascii() or " " in value:
        notes.error(
            "invalid-address",
            where,
            f"the {what} {excerpt(value)} has a character that no address may have",
            "percent-encode spaces, quotes and brackets",
        )
    elif not iri:
        notes.warning(
            "iri",
            where,
            f"the {what} {excerpt(value)} has letters outside ASCII",
            "percent-encode them (and write the host in its xn-- form)",
        )
    return None


def _schemed(notes: Notes, value: str, where: str, what: str) -> str | None:
    scheme = value.split(":", 1)[0].lower()
    if value.lower().startswith("urn:uuid:") and not _UUID.fullmatch(value):
        notes.error("invalid-uuid", where, f"{excerpt(value)} is not a UUID", "write 8-4-4-4-12 hexadecimal digits")
        return None
    if scheme in ("javascript", "vbscript", "data"):
        notes.error("unsafe-address", where, f"the {what} is a {scheme}: address", "link a page instead")
        return None
    if scheme in ("http", "https") and not _host(value):
        notes.error("invalid-address", where, f"the {what} {excerpt(value)} names no host", "write it whole")
        return None
    return value


def _host(value: str) -> str | None:
    try:
        return urlsplit(value).hostname
    except ValueError:
        return None


def language(notes: Notes, text: str | None, where: str) -> None:
    """A language must have the form of BCP 47."""
    if not _LANGUAGE.fullmatch((text or "").strip()):
        notes.error(
            "invalid-language", where, f"{excerpt(text)} is not a language tag", "write it like “nl” or “pt-BR”"
        )


def media_type(notes: Notes, text: str | None, where: str) -> None:
    """A media type must have a type and a subtype."""
    if not _MEDIA_TYPE.fullmatch((text or "").strip()):
        notes.error("invalid-media-type", where, f"{excerpt(text)} is not a media type", "write it like “image/jpeg”")


def characters(notes: Notes, text: str, where: str) -> None:
    """Characters that tell of a wrong decoding."""
    found = _PROBLEMATIC.search(text)
    if found:
        notes.warning(
            "bad-characters",
            where,
            f"the text holds U+{ord(found.group()):04X}, the trace of a wrong encoding",
            "decode the source as what it is (often Windows-1252) before writing UTF-8",
        )
    elif wrong := _READ_WRONG.search(text):
        notes.warning(
            "bad-characters",
            where,
            f"the text holds {excerpt(wrong.group())}, UTF-8 that was read as another encoding",
            "decode the source as UTF-8",
        )


def plain_text(notes: Notes, text: str, where: str) -> None:
    """Text that readers show as it is must hold no markup."""
    characters(notes, text, where)
    tag = _END_TAG.search(text)
    if tag:
        notes.warning(
            "html-in-text",
            where,
            f"the plain text holds the HTML {tag.group()}",
            "take the markup out; some readers show it, others drop it",
        )
    elif not notes.hexadecimal and (entity := _ENTITY.search(text)):
        notes.warning(
            "escaped-twice",
            where,
            f"the plain text holds {excerpt(entity.group())}",
            "escape texts once; most readers show this as it stands",
        )


def html(notes: Notes, text: str, where: str) -> None:
    """HTML must be safe and its addresses whole."""
    characters(notes, text, where)
    if "<" not in text:
        return
    root = etree.fromstring(text[:_HTML_LIMIT].encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))
    if root is not None:
        for element in root.iter("*"):
            _markup(notes, element, where)


def _markup(notes: Notes, element: etree._Element, where: str) -> None:
    if str(element.tag) in _UNSAFE_TAGS:
        notes.warning(
            "unsafe-html", where, f"the HTML holds <{element.tag}>", "take it out; readers drop it, or should"
        )
    for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
        if name.startswith("on") or (name in ("href", "src") and _SCRIPT.match(value)):
            notes.warning("unsafe-html", where, f"<{element.tag}> carries a script in {name}", "take it out")
        elif name in ("href", "src") and not _WHOLE.match(value):
            notes.warning(
                "relative-in-html",
                where,
                f"<{element.tag} {name}> is the relative address {excerpt(value)}",
                "write it whole: in a reader it leads nowhere",
            )
