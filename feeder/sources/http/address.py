"""Addresses: without the login that some carry, as they may be shown, and where a redirect leads."""

from __future__ import annotations

import re
from base64 import b64encode
from urllib.parse import unquote, urldefrag, urljoin, urlsplit, urlunsplit

from feeder.errors import SourceError

_LOGIN = re.compile(r"^([a-z][a-z0-9+.-]*://)([^/?#]*)@", re.IGNORECASE)
_SECRET = re.compile(
    r"(?<=[?&;])([^=&;#]*(?:token|key|secret|pass|pwd|auth|sig|session|code|credential)[^=&;#]*=)[^&;#]+", re.IGNORECASE
)
_SECRET_NAME = re.compile(
    r"(?:.*[_-])?(?:(?:api|access|auth)?_?-?(?:token|key)|secret|pass(?:word|wd)?|pwd|auth|sig(?:nature)?|session(?:_?id)?)",
    re.IGNORECASE,
)
_OPAQUE = re.compile(r"(?<=[?&;])([^=&;#]+=)[A-Za-z0-9+/_~.%=-]{24,}(?=[&;#]|$)")
_TOLD = 300  # characters of an address that a message needs


def plain(url: str) -> str:
    """`url` without a login in it."""
    return _LOGIN.sub(r"\1", url)


def login(url: str) -> str | None:
    """The value of the Authorization header that the login in `url` stands for (RFC 7617); None where it has none."""
    found = _LOGIN.match(url)
    if found is None:
        return None
    return "Basic " + b64encode(unquote(found[2]).encode()).decode()


def shown(url: str) -> str:
    """`url` as messages, logs and reasons may have it: no login, and no value in its query that may be a secret."""
    bare = plain(url)[:_TOLD]
    if "?" in bare or "&" in bare:
        bare = _OPAQUE.sub(r"\1…", _SECRET.sub(r"\1…", bare))
    return bare if bare.isprintable() else "".join(c if c.isprintable() else "?" for c in bare)


def published(url: str, configured: str | None) -> str:
    """`url` as a feed may link to it: without a login, and without those secrets that the configured address holds."""
    bare, pairs = plain(url), set(urlsplit(plain(configured or "")).query.split("&"))
    secret = {pair for pair in pairs if _SECRET_NAME.fullmatch(pair.partition("=")[0])}
    if not secret:
        return bare
    parts = urlsplit(bare)
    kept = "&".join(pair for pair in parts.query.split("&") if pair not in secret)
    return urlunsplit(parts._replace(query=kept))


def origin(url: str) -> str:
    """Scheme, host and port of `url`, as robots.txt and secrets are bound to. Raises SourceError for no address."""
    try:
        parts = urlsplit(plain(url))
        port = parts.port
    except ValueError:
        raise SourceError(shown(url), "is no address", "mend it in the configuration") from None
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return f"{parts.scheme}://{host}" if port in (None, usual) else f"{parts.scheme}://{host}:{port}"


def trusted(url: str, other: str) -> bool:
    """Whether what is secret between us and `url` may be told to `other`: its own origin, or the same over TLS."""
    one, two = origin(url), origin(other)
    return one == two or (one.startswith("http://") and two == "https://" + one.removeprefix("http://"))


def host_of(url: str) -> str:
    """The host name of `url`; "" where it has none."""
    try:
        return urlsplit(plain(url)).hostname or ""
    except ValueError:
        return ""


def same_site(one: str, other: str) -> bool:
    """Whether two host names are likely of one owner: equal, or alike in all but their first labels."""
    return one == other or _site(one) == _site(other)


def _site(host: str) -> str:
    """The last two labels of a name, three below such as co.uk; the whole of an IP address."""
    labels = host.split(".")
    if ":" in host or labels[-1].isdigit():
        return host
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])


def next_hop(url: str, target: str) -> str:
    """Where a redirect leads. Raises SourceError for anything but the web, and for a step down to plain HTTP."""
    remedy = "check the address in a browser"
    try:
        found = plain(urldefrag(urljoin(url, target.strip())).url)
        parts = urlsplit(found)
        port = parts.port
    except ValueError:
        raise SourceError(shown(url), "redirects to no address", remedy) from None
    if parts.scheme not in ("http", "https"):
        raise SourceError(shown(url), f"redirects to a {parts.scheme or 'nameless'} address", remedy)
    if not parts.hostname or port == 0:
        raise SourceError(shown(url), "redirects to no address", remedy)
    if parts.scheme == "http" and urlsplit(url).scheme == "https":
        raise SourceError(shown(url), "redirects from https to http", remedy)
    return found
