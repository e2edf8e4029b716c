"""Links as names of stories: one canonical form per address, and what its path looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, unquote_to_bytes, urlsplit, urlunsplit

# Parameters that say how a reader came, not what is read.
_TRACKING = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh mc_cid mc_eid _ga _gl "
    "_hsenc _hsmi mkt_tok oly_anon_id oly_enc_id vero_id wickedid s_cid cmpid cmp xtor wt_mc wt_zmc wt.mc_id ocid "
    "icid spm trk li_fat_id srsltid epik rb_clickid ml_subscriber ml_subscriber_hash ns_mchannel ns_source "
    "ns_campaign ns_linkname ns_fee at_medium at_campaign at_bbc_team at_link_id at_link_type at_link_origin "
    "at_format at_ptr_name traffic_source int_source int_medium int_campaign".split()
)
_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "piwik_", "matomo_", "__hs")
_PORTS = {"http": "80", "https": "443"}
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = _UNRESERVED | frozenset(b"/!$&'()*+,;=:@")
_QUERY_SAFE = _PATH_SAFE | frozenset(b"?")
_PLAIN = re.compile(r"[A-Za-z0-9\-._~/!$&'()*+,;=:@]*\Z")
_ESCAPED = re.compile(r"(?:[A-Za-z0-9\-._~/!$&'()*+,;=:@]|%[0-9A-F]{2})*\Z")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/\-_.]?(0[1-9]|1[0-2])[/\-_.]?(0[1-9]|[12]\d|3[01])"
    r"(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?(?!\d)"
)
_SLASHED_DAY = re.compile(r"/((?:19|20)\d\d)/([01]?\d|[a-z]{3,9})/([0-3]?\d)(?:/|-|$)", re.IGNORECASE)
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|css|js|json|xml|rss|atom|zip|gz|mp3|mp4|m4a|ogg|webm|exe|dmg|apk)$",
    re.IGNORECASE,
)
_LENT = frozenset(
    "github.io gitlab.io codeberg.page wordpress.com netlify.app vercel.app pages.dev web.app herokuapp.com "
    "substack.com medium.com tumblr.com neocities.org write.as bearblog.dev surge.sh readthedocs.io".split()
)
_OPAQUE = re.compile(r"(?=(?:\D*\d){2})(?=.*[a-zA-Z])[0-9a-zA-Z]{8,}")
_DIGITS = re.compile(r"\d+")
_ENDING = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
# An address that is its own canonical form: a host in lower case, a path without escapes, dots to resolve, or a query.
_SIMPLE = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)*+)((?:/(?!\.)[A-Za-z0-9\-._~!$&'()*+,;=:@]*+)+)")
_PARTING = dict.fromkeys(map(ord, "-_+~.%"), " ")
"""What stands between the words of a slug, besides white space."""


@lru_cache(maxsize=4096)
def canonical(url: str) -> str:
    """The identity of an absolute `url`: what two addresses of one document share. Never raises.

    RFC 3986 section 6.2: scheme and host in lower case, no default port, dot segments resolved, percent-encoding
    normalised. Beyond it, tracking parameters and the fragment go (a `#!` route stays). An address that cannot be
    taken apart comes back stripped of white space.
    """
    if _SIMPLE.fullmatch(url):
        return url
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if not parts.netloc:
        return url.strip()
    path = _escape(_without_dots(parts.path), _PATH_SAFE) or "/"
    query = "&".join(_escape(pair, _QUERY_SAFE) for pair in parts.query.split("&") if pair and not _tracks(pair))
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((parts.scheme.lower(), _host(parts, port), path, query, fragment))


def _host(parts: SplitResult, port: int | None) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    return host if port is None or str(port) == _PORTS.get(parts.scheme.lower()) else f"{host}:{port}"


def _tracks(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _without_dots(path: str) -> str:
    """RFC 3986 section 5.2.4."""
    if "/." not in path:
        return path
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if path.endswith(("/.", "/..")):
        kept.append("")
    return "/".join(kept)


def _escape(text: str, safe: frozenset[int]) -> str:
    if _PLAIN.match(text):
        return text
    literal = _ESCAPE.sub(_unescape_plain, text)
    return literal if _ESCAPED.match(literal) else "".join(_escaped(literal, safe))


def _unescape_plain(escape: re.Match[str]) -> str:
    byte = int(escape.group(1), 16)
    return chr(byte) if byte in _UNRESERVED else escape.group().upper()


def _escaped(text: str, safe: frozenset[int]) -> Iterator[str]:
    for at, char in enumerate(text):
        if char == "%" and _ESCAPE.match(text, at):
            yield char
        else:
            for byte in char.encode("utf-8", "surrogatepass"):
                yield chr(byte) if byte in safe else f"%{byte:02X}"


class LinkShape(NamedTuple):
    """What an address looks like. `family` is the part that stories of one kind share: host, first segment (empty where
    the path is one segment deep) and depth. `words` counts the slug's.

    `day` is (year, month, day) where the path holds one; `number` is the length of the longest run of digits in
    the last segment, or of the segment where it is an opaque name ("c0rxk4q0pj0o").
    """

    host: str
    segments: tuple[str, ...] = ()
    words: int = 0
    number: int = 0
    day: tuple[int, int, int] | None = None
    query: bool = False
    family: tuple[str, str, int] = ("", "", 0)


@lru_cache(maxsize=4096)
def shape(url: str) -> LinkShape:
    """The shape of an absolute, canonical `url`; an empty one for what cannot be taken apart."""
    simple = _SIMPLE.fullmatch(url)
    if simple:
        return _shape(simple[1], simple[2], simple[2], False)
    try:
        _, host, path, query, _ = urlsplit(url)
    except ValueError:
        return LinkShape("")
    return _shape(host, path, _decoded(path), bool(query))


@lru_cache(maxsize=4096)
def named(url: str) -> tuple[str, LinkShape]:
    """The canonical form of an absolute `url`, and its shape."""
    simple = _SIMPLE.fullmatch(url)
    if simple:
        return url, _shape(simple[1], simple[2], simple[2], False)
    name = canonical(url)
    return name, shape(name)


def _shape(host: str, path: str, decoded: str, query: bool) -> LinkShape:
    directory, _, last = decoded.rpartition("/")
    segments = above = _segments(directory)
    if last:
        segments = (*above, last)
    elif segments:
        last = segments[-1]
    if len(segments) > 1 and last.partition(".")[0] == "index":
        segments, last = segments[:-1], segments[-2]
    slug = _ENDING.sub("", last) if "." in last else last
    # Some addresses end in a bare number and carry the slug one segment before it.
    if len(segments) > 1 and slug.isdigit():
        slug = f"{segments[-2]}-{slug}" if segments[-2].count("-") >= 2 else slug
    depth = len(segments)
    family = (host, segments[0] if depth > 1 else "", depth)
    words = len(slug.translate(_PARTING).split())
    return LinkShape(host, segments, words, _number(slug), path_day(path), query, family)


@lru_cache(maxsize=1024)
def _segments(directory: str) -> tuple[str, ...]:
    """The segments of what many links of a page have in common."""
    return tuple([segment for segment in directory.split("/") if segment])


def _number(slug: str) -> int:
    """The length of the longest run of digits, or of a slug that is an opaque name."""
    runs = _DIGITS.findall(slug)
    if not runs:
        return 0
    return len(slug) if slug.isalnum() and _OPAQUE.fullmatch(slug) else max(map(len, runs))


def _decoded(path: str) -> str:
    return unquote_to_bytes(path.encode("utf-8", "replace")).decode("utf-8", "replace") if "%" in path else path


def path_day(path: str) -> tuple[int, int, int] | None:
    """(year, month, day) where `path` holds one: /2026/03/14/, /2026/mar/14/, 2026-03-14, 20260314, 20260314210530;
    else None."""
    if "20" not in path and "19" not in path:
        return None
    found = _SLASHED_DAY.search(path)
    if found:
        year, month, day = found.groups()
        number = int(month) if month.isdigit() else _MONTHS.get(month[:3].lower(), 0)
        return (int(year), number, int(day)) if 1 <= number <= 12 and 1 <= int(day) <= 31 else None
    found = _DAY.search(path)
    return (int(found.group(1)), int(found.group(2)), int(found.group(3))) if found else None


def is_file(path: str) -> bool:
    """Whether a link's path names a file that is no page (a picture, a sound, an archive, a feed)."""
    return "." in path[-6:] and _FILES.search(path) is not None


def same_site(host: str, other: str) -> bool:
    """Whether two hosts are one site: the same name under any suffix ("nieuws.krant.nl", "www.krant.be")."""
    return site(host) == site(other)


@lru_cache(maxsize=1024)
def site(host: str) -> str:
    """The name that a host's owner chose ("krant" of www.krant.co.uk); the whole host where a service lends names."""
    host = host.lower().partition(":")[0].rstrip(".")
    labels = host.removeprefix("www.").split(".")
    if len(labels) < 2 or labels[-1].isdigit() or ".".join(labels[-2:]) in _LENT or labels[-2] == "blogspot":
        return host
    second_level = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return labels[-3 if second_level else -2]
