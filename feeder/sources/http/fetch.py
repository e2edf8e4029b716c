"""One request with its redirects: one deadline over all of it, bounded in bytes before and after decompression.

No cookies, no Referer, no proxies from the environment; nothing is retried here and nothing is judged. What goes
wrong is told without logins, tokens or headers.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Protocol
from urllib.parse import urlencode

import httpcore
import httpx

from feeder.clock import Clock
from feeder.errors import SourceError
from feeder.sources.http import address
from feeder.sources.http.body import Bounds, read
from feeder.sources.http.guard import ForbiddenAddressError, Resolver
from feeder.sources.http.headers import incoming, of_source, outgoing, validators
from feeder.sources.http.network import GuardedTransport

MOST_REDIRECTS = 5
MOST_AT_ONCE = 128  # requests under way: what bounds the descriptors that are open
PATIENCE = 15.0  # seconds that one more waits until there is room
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_LATER = "it is tried again later"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: seconds over all hops, seconds between two parts, bytes on the wire and unpacked."""

    deadline: float = 60.0
    pause: float = 20.0
    wire_bytes: int = 10_000_000
    body_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask. `headers` are the source's own, sent to its own origin only (also over TLS). A `form`, or `json`, is
    posted.

    `etag` and `last_modified` are what the address itself said before; `elsewhere` what the addresses that it may
    redirect to said: each is told its own only. `permit` says of a redirect's target why it must not be asked for
    (None: it may). A body is `cut` there, where that is given, and not refused for its length.
    """

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    etag: str | None = None
    last_modified: str | None = None
    allow_private: bool = False
    accept: str = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"
    form: tuple[tuple[str, str], ...] = ()
    elsewhere: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    permit: Callable[[str], str | None] | None = None
    cut: int | None = None
    json: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `headers` by lower-case name; `seconds` from the first byte sent to the last received.

    `url` is what was asked, `final_url` where the answer was found, without a login. `moved_to` is where the server
    says that the page has moved for good: only when every hop up to there was permanent.
    """

    status: int
    url: str
    final_url: str
    headers: Mapping[str, str]
    body: bytes
    seconds: float
    moved_to: str | None = None


class RedirectError(SourceError):
    """An address redirects to where nobody should follow."""


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
        self._room = asyncio.Semaphore(MOST_AT_ONCE)
        self._resolver = Resolver()
        self._public = transport or GuardedTransport(self._resolver, allow_private=False)
        self._private = transport or GuardedTransport(self._resolver, allow_private=True)

    async def __aenter__(self) -> HttpFetch:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._public.aclose()
        await self._private.aclose()
        self._resolver.close()

    async def __call__(self, request: Request) -> Answer:
        """The answer to `request`, whatever its status. Raises SourceError when there is none.

        The deadline runs from when there is room for one more request.
        """
        subject = address.shown(request.url)
        async with self._place(subject):
            try:
                async with asyncio.timeout(self._limits.deadline):
                    return await self._follow(request, subject)
            except TimeoutError:
                told = f"did not answer whole within {self._limits.deadline:g} s"
                raise SourceError(subject, told, _LATER) from None
            except ForbiddenAddressError as error:
                raise SourceError(subject, str(error), "set allow_private = true if you mean it") from None
            except (httpcore.LocalProtocolError, httpx.InvalidURL, UnicodeError):
                # What they say may hold the header or the address that they choke on.
                raise SourceError(subject, "cannot be asked for as it is written", "mend it") from None
            except httpcore.TimeoutException as error:
                raise SourceError(subject, f"timed out ({type(error).__name__})", _LATER) from error
            except (httpx.HTTPError, httpcore.ProtocolError, httpcore.NetworkError, OSError) as error:
                raise SourceError(subject, _told(error), _LATER) from error

    @asynccontextmanager
    async def _place(self, subject: str) -> AsyncIterator[None]:
        """A place among the requests that may be under way at once."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._room.acquire()
        except TimeoutError:
            raise SourceError(subject, f"was not asked for: {MOST_AT_ONCE} others are", _LATER) from None
        try:
            yield
        finally:
            self._room.release()

    async def _follow(self, request: Request, subject: str) -> Answer:
        url, moved_to, permanent = address.plain(request.url), None, True
        begun = self._clock.monotonic()
        for _ in range(MOST_REDIRECTS + 1):
            status, headers, body = await self._once(request, url)
            target = headers.get("location") if status in _REDIRECTS else None
            if target is None:
                seconds = self._clock.monotonic() - begun
                return Answer(status, request.url, url, headers, body, seconds, moved_to)
            permanent = permanent and status in _PERMANENT
            url = _permitted(request, url, target)
            moved_to = url if permanent else moved_to
            if status == httpx.codes.SEE_OTHER:
                request = replace(request, form=(), json="")
        told = f"redirects more than {MOST_REDIRECTS} times"
        raise RedirectError(subject, told, "check the address in a browser")

    async def _once(self, request: Request, url: str) -> tuple[int, dict[str, str], bytes]:
        sent = self._sent(request, url)
        transport = self._private if request.allow_private else self._public
        answer = await transport.handle_async_request(sent)
        try:
            received = incoming(answer.headers.raw)
            # A 304 is read to its end, which is at once: only then is its connection used again.
            skip = answer.status_code in _REDIRECTS
            body = b"" if skip else await self._read(answer, received, request, address.shown(url))
            return answer.status_code, received, body
        finally:
            await answer.aclose()

    def _sent(self, request: Request, url: str) -> httpx.Request:
        headers = {"User-Agent": self._user_agent, "Accept": request.accept, "Accept-Encoding": "gzip, deflate"}
        first = url == address.plain(request.url)
        known = (request.etag, request.last_modified) if first else request.elsewhere.get(url, (None, None))
        headers |= validators(*known)
        if first or address.trusted(request.url, url):
            login = address.login(request.url)
            headers |= {"Authorization": login} if login else {}
            headers |= of_source(request.headers, address.shown(request.url))
        pause = self._limits.pause
        timeouts = {"timeout": {"connect": pause, "read": pause, "write": pause, "pool": self._limits.deadline}}
        if not (request.form or request.json):
            return httpx.Request("GET", url, headers=outgoing(headers), extensions=timeouts)
        headers["Content-Type"] = "application/json" if request.json else "application/x-www-form-urlencoded"
        content = (request.json or urlencode(request.form)).encode()
        return httpx.Request("POST", url, headers=outgoing(headers), content=content, extensions=timeouts)

    async def _read(self, answer: httpx.Response, headers: Mapping[str, str], request: Request, subject: str) -> bytes:
        stream = answer.stream
        assert isinstance(stream, httpx.AsyncByteStream)
        bounds = Bounds(self._limits.wire_bytes, self._limits.body_bytes, request.cut)
        parts: AsyncIterator[bytes] = aiter(stream)
        coding = "" if answer.status_code == httpx.codes.NOT_MODIFIED else headers.get("content-encoding", "")
        return await read(parts, coding, bounds, subject)


def _permitted(request: Request, url: str, target: str) -> str:
    """Where the redirect of `url` to `target` leads. Raises RedirectError where nobody should, or may, follow."""
    try:
        found = address.next_hop(url, target)
    except SourceError as error:
        raise RedirectError(error.subject, error.message, error.remedy) from None
    reason = request.permit(found) if request.permit else None
    if reason:
        raise RedirectError(address.shown(url), f"redirects to what may not be asked for: {reason}", "ask its owner")
    return found


def _told(error: Exception) -> str:
    """What went wrong, on one line; libraries say nothing of some errors but their kind."""
    kind = type(error).__name__
    words = "the connection cannot be made" if "Connect" in kind else "the connection broke"
    return " ".join(str(error).split())[:200] or f"{words} ({kind})"
