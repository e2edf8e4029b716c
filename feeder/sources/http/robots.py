"""What a site allows robots to ask: robots.txt as RFC 9309 has it.

A file that is not there allows everything; a server that fails to say forbids everything for a while.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from feeder.errors import SourceError
from feeder.sources.http.fetch import Answer, Fetch, Request

KEPT = timedelta(hours=24)  # RFC 9309 section 2.4
KEPT_IN_TROUBLE = timedelta(minutes=30)
MOST_BYTES = 512_000  # RFC 9309 section 2.5
ROBOT = "feeder"
LONGEST_DELAY = 3600.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a page may be asked for, seconds to leave between requests to its host, and why not."""

    allowed: bool
    delay: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Rules:
    until: datetime
    rules: Protego | None
    reason: str | None = None


class Robots:
    """The rules of the hosts that were asked, each kept for a day."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._known: dict[str, _Rules] = {}

    async def ask(self, url: str, now: datetime, *, allow_private: bool = False) -> Verdict:
        """Whether `url` may be asked for."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        known = self._known.get(host)
        if known is None or known.until <= now:
            known = await self._read(host, now, allow_private=allow_private)
            self._known[host] = known
        if known.rules is None:
            return Verdict(False, reason=known.reason)
        delay = known.rules.crawl_delay(ROBOT)
        if not known.rules.can_fetch(url, ROBOT):
            return Verdict(False, delay, f"{host}/robots.txt does not allow robots to ask for {parts.path or '/'}")
        return Verdict(True, min(float(delay), LONGEST_DELAY) if delay else None)

    async def _read(self, host: str, now: datetime, *, allow_private: bool) -> _Rules:
        url = f"{host}/robots.txt"
        try:
            answer = await self._fetch(Request(url, allow_private=allow_private, accept="text/plain, */*;q=0.5"))
        except SourceError as error:
            return _Rules(now + KEPT_IN_TROUBLE, None, f"{url} cannot be read: {error.message}")
        return _judge(url, answer, now)


def _judge(url: str, answer: Answer, now: datetime) -> _Rules:
    if answer.status == 200:
        text = answer.body[:MOST_BYTES].decode("utf-8", "replace").lstrip("\ufeff")
        return _Rules(now + KEPT, Protego.parse(text))
    if answer.status == 429 or answer.status >= 500:
        return _Rules(now + KEPT_IN_TROUBLE, None, f"{url} answers {answer.status}")
    return _Rules(now + KEPT, Protego.parse(""))
