"""Addresses as every format can carry them: absolute, http or https, ASCII (RFC 3986; a non-ASCII one is an IRI)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

# RFC 2396's characters, as the public validators accept them; brackets only around an IPv6 host; ports to 65535.
_PLAIN = re.compile(
    r"https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])"
    r"(?::(?:\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]))?"
    r"/(?:[\w;/?:@=+$.\-!~*'(),#]|&(?!amp;)|%[0-9A-Fa-f]{2})*",
    re.ASCII,
)
_SAFE = "%;/?:@&=+$.-_!~*'(),"
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPED = re.compile(r"&(?:amp;)+")
_EXTENSION = re.compile(r"\.(?:rss|atom|json|html)$")


@lru_cache(maxsize=4096)
def http_url(url: str | None) -> str | None:
    """`url` with its host in IDNA and all else percent-encoded; None where it is not an absolute http(s) address.

    It has a path, if only `/` (RFC 3986, section 6.2.3), and no `&amp;`, the trace of an address that was escaped
    twice: some readers see to both, others do not, and would keep two addresses of one story.
    """
    if url is None or len(url) > 8192:
        return None
    if _PLAIN.fullmatch(url):
        return url
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    rest = [parts.path or "/", parts.query, parts.fragment]
    return _rebuilt(parts.scheme, host, port, [_ESCAPED.sub("&", part) for part in rest])


def _rebuilt(scheme: str, host: str, port: int | None, rest: list[str]) -> str | None:
    try:
        name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    path, query, fragment = (quote(_PERCENT.sub("%25", part).encode("utf-8", "replace"), safe=_SAFE) for part in rest)
    rebuilt = urlunsplit((scheme, f"{name}:{port}" if port is not None else name, path, query, fragment))
    return rebuilt if _PLAIN.fullmatch(rebuilt) else None


def beside(url: str, name: str) -> str:
    """The address of `name` in the same folder as `url`."""
    return urljoin(url, "./" + name)


def from_beside(url: str, other: str | None) -> str:
    """`url` as the document at `other` may name it: by its name alone where both are in one folder.

    Pages link to each other so, that they work as files on a disk, and at every address that serves them.
    """
    folder = urljoin(other or "", ".")
    name = url.removeprefix(folder) if folder and url.startswith(folder) else ""
    return name if name and not set(name) & set("/:?#") else url


def in_format(url: str | None, extension: str) -> str | None:
    """`url` with its format's extension replaced by `extension` (".atom"): one document, another format."""
    return None if url is None else _EXTENSION.sub("", url) + extension
