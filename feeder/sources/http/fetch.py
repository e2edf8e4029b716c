"""One request with its redirects: one deadline over all of it, bounded in bytes before and after decompression.

No cookies, no Referer, no proxies from the environment; nothing is retried here and nothing is judged.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol
from urllib.parse import urlencode, urljoin, urlsplit

import httpcore
import httpx

from feeder.clock import Clock
from feeder.errors import SourceError
from feeder.sources.http.network import ForbiddenAddressError, GuardedTransport

MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_GZIP_OR_ZLIB = 47  # window bits: both formats, told by their header
_OWN_HEADERS = frozenset({"user-agent", "accept", "accept-encoding", "if-none-match", "if-modified-since"})


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: seconds over all hops, seconds between two parts, bytes on the wire and unpacked."""

    deadline: float = 60.0
    pause: float = 20.0
    wire_bytes: int = 10_000_000
    body_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask. `headers` are the source's own, sent to its own host only. A `form` is posted."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    last_modified: str | None = None
    allow_private: bool = False
    accept: str = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"
    form: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `headers` by lower-case name; `seconds` from the first byte sent to the last received.

    `moved_to` is where the server says that the page has moved for good: only when every hop up to there was permanent.
    """

    status: int
    url: str
    final_url: str
    headers: Mapping[str, str]
    body: bytes
    seconds: float
    moved_to: str | None = None


class Fetch(Protocol):
    """Anything that answers requests: the real network, or a simulated one."""

    async def __call__(self, request: Request) -> Answer:
        """The answer to `request`, whatever its status. Raises SourceError when there is none."""
        ...


class HttpFetch:
    """The real network. Use as an asynchronous context manager."""

    def __init__(
        self,
        user_agent: str,
        clock: Clock,
        limits: Limits | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._user_agent = user_agent
        self._clock = clock
        self._limits = limits or Limits()
        self._public = transport or GuardedTransport(allow_private=False)
        self._private = transport or GuardedTransport(allow_private=True)

    async def __aenter__(self) -> HttpFetch:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._public.aclose()
        await self._private.aclose()

    async def __call__(self, request: Request) -> Answer:
        """The answer to `request`, whatever its status. Raises SourceError when there is none."""
        try:
            async with asyncio.timeout(self._limits.deadline):
                return await self._follow(request)
        except TimeoutError:
            seconds = f"{self._limits.deadline:g} s"
            raise SourceError(
                request.url, f"did not answer whole within {seconds}", "it is tried again later"
            ) from None
        except ForbiddenAddressError as error:
            raise SourceError(request.url, str(error), "set allow_private = true if you mean it") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.ProtocolError, httpcore.NetworkError, OSError) as error:
            raise SourceError(request.url, _told(error), "it is tried again later") from error
        except httpcore.TimeoutException as error:
            raise SourceError(request.url, f"timed out ({_told(error)})", "it is tried again later") from error

    async def _follow(self, request: Request) -> Answer:
        begun, url, moved_to, permanent = self._clock.monotonic(), request.url, None, True
        for _ in range(MOST_REDIRECTS + 1):
            status, headers, body = await self._once(request, url)
            target = headers.get("location") if status in _REDIRECTS else None
            if target is None:
                seconds = self._clock.monotonic() - begun
                return Answer(status, request.url, url, headers, body, seconds, moved_to)
            permanent = permanent and status in _PERMANENT
            url = _next(url, target)
            moved_to = url if permanent else moved_to
        raise SourceError(request.url, f"redirects more than {MOST_REDIRECTS} times", "check the address in a browser")

    async def _once(self, request: Request, url: str) -> tuple[int, dict[str, str], bytes]:
        headers, timeouts = self._headers(request, url), self._timeouts()
        if request.form:
            posted = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
            form = urlencode(request.form).encode()
            sent = httpx.Request("POST", url, headers=posted, content=form, extensions=timeouts)
        else:
            sent = httpx.Request("GET", url, headers=headers, extensions=timeouts)
        transport = self._private if request.allow_private else self._public
        answer = await transport.handle_async_request(sent)
        try:
            received = {name.lower(): value for name, value in answer.headers.items()}
            skip = answer.status_code == httpx.codes.NOT_MODIFIED or answer.status_code in _REDIRECTS
            body = b"" if skip else await _read(answer, received, self._limits, url)
            return answer.status_code, received, body
        finally:
            await answer.aclose()

    def _headers(self, request: Request, url: str) -> dict[str, str]:
        headers = {
            "User-Agent": self._user_agent,
            "Accept": request.accept,
            "Accept-Encoding": "gzip, deflate",  # codings whose decoder can be bounded
        }
        if request.etag:
            headers["If-None-Match"] = request.etag
        if request.last_modified:
            headers["If-Modified-Since"] = request.last_modified
        if _origin(url) == _origin(request.url):
            headers |= {name: value for name, value in request.headers.items() if name.lower() not in _OWN_HEADERS}
        return headers

    def _timeouts(self) -> dict[str, dict[str, float]]:
        pause = self._limits.pause
        return {"timeout": {"connect": pause, "read": pause, "write": pause, "pool": self._limits.deadline}}


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _next(url: str, target: str) -> str:
    """Where a redirect leads. Raises SourceError for anything but the web, and for a step down to plain HTTP."""
    try:
        found = urljoin(url, target)
        scheme = urlsplit(found).scheme
    except ValueError:
        raise SourceError(url, "redirects to no address", "check the address in a browser") from None
    if scheme not in ("http", "https"):
        raise SourceError(url, f"redirects to a {scheme or 'nameless'} address", "check the address in a browser")
    if scheme == "http" and urlsplit(url).scheme == "https":
        raise SourceError(url, "redirects from https to http", "check the address in a browser")
    return found


async def _read(answer: httpx.Response, headers: Mapping[str, str], limits: Limits, url: str) -> bytes:
    """The body, unpacked. Raises SourceError past either bound, and for a coding that was not asked for."""
    coding = headers.get("content-encoding", "identity").strip().lower()
    raw = _bounded(answer, limits.wire_bytes, url)
    if coding in ("identity", ""):
        return b"".join([part async for part in raw])
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise SourceError(url, f"answers in the coding {coding!r}, which was not asked for", "nothing can be done here")
    body, unpacker, size = [], zlib.decompressobj(_GZIP_OR_ZLIB), 0
    try:
        async for part in raw:
            while part:
                body.append(unpacker.decompress(part, limits.body_bytes + 1 - size))
                size += len(body[-1])
                if size > limits.body_bytes:
                    raise SourceError(url, f"unpacks to more than {limits.body_bytes} bytes", "it is not a page")
                part = unpacker.unconsumed_tail
    except zlib.error as error:
        raise SourceError(url, f"is packed wrongly: {error}", "it is tried again later") from error
    if not unpacker.eof:
        raise SourceError(url, "breaks off in the middle", "it is tried again later")
    return b"".join(body)


async def _bounded(answer: httpx.Response, most: int, url: str) -> AsyncIterator[bytes]:
    size = 0
    stream = answer.stream
    assert isinstance(stream, httpx.AsyncByteStream)
    async for part in stream:
        size += len(part)
        if size > most:
            raise SourceError(url, f"is larger than {most} bytes", "it is not a page")
        yield part


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
