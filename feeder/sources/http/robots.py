"""What a site allows robots to ask: robots.txt as RFC 9309 has it.

A file that is not there allows everything; a server that fails to say forbids everything for a while, or what it
forbade before. What was said is kept for a day, in `Notes` over restarts too, and asked for conditionally after that.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from feeder.errors import SourceError
from feeder.model.codec import dump, load
from feeder.sources.http.address import origin, plain
from feeder.sources.http.dates import retry_after
from feeder.sources.http.fetch import Answer, Fetch, RedirectError, Request
from feeder.sources.http.rules import Rules, Said, Verdict

KEPT = timedelta(hours=24)  # RFC 9309 section 2.4
KEPT_IN_TROUBLE = timedelta(minutes=30)
MOST_BYTES = 512_000  # RFC 9309 section 2.5: what is beyond is not read
MOST_HOSTS = 4096  # whose rules are kept in memory


class ForbiddenError(SourceError):
    """robots.txt does not allow us to ask for it."""


class Notes(Protocol):
    """Where rules are kept over restarts: text by name."""

    async def recall(self, name: str) -> str | None:
        """What was kept last under `name`."""
        ...

    async def keep(self, name: str, text: str) -> None:
        """Keep `text` under `name`."""
        ...


@dataclass(slots=True)
class _Memory:
    """The rules of the hosts that were asked last."""

    rules: OrderedDict[str, Rules] = field(default_factory=OrderedDict)

    def find(self, key: str) -> Rules | None:
        if key in self.rules:
            self.rules.move_to_end(key)
        return self.rules.get(key)

    def keep(self, key: str, said: Said) -> Rules:
        self.rules[key] = Rules(said)
        self.rules.move_to_end(key)
        if len(self.rules) > MOST_HOSTS:
            self.rules.popitem(last=False)
        return self.rules[key]


class Robots:
    """The rules of the hosts that were asked, each kept for a day. One request for them at a time and host."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._memory = _Memory()
        self._asking: dict[str, asyncio.Lock] = {}

    async def ask(self, url: str, now: datetime, *, allow_private: bool = False, notes: Notes | None = None) -> Verdict:
        """Whether `url` may be asked for. Raises SourceError where it is no address."""
        host, bare = origin(url), plain(url)
        key = f"{host} private" if allow_private else host
        known = self._memory.find(key)
        if known is None or known.said.until <= now:
            async with self._asking.setdefault(key, asyncio.Lock()):
                known = self._memory.find(key)
                if known is None or known.said.until <= now:
                    said = await self._current(host, known.said if known else None, now, allow_private, notes)
                    known = self._memory.keep(key, said)
            self._asking.pop(key, None)
        return known.judge(bare)

    def permit(self, *, allow_private: bool = False) -> Callable[[str], str | None]:
        """For redirects: says why an address must not be asked for, by the rules of hosts that were asked already."""

        def reason(url: str) -> str | None:
            host = origin(url)
            known = self._memory.find(f"{host} private" if allow_private else host)
            verdict = known.judge(plain(url)) if known else Verdict(True)
            return None if verdict.allowed else verdict.reason

        return reason

    async def _current(
        self, host: str, before: Said | None, now: datetime, allow_private: bool, notes: Notes | None
    ) -> Said:
        """What a host says now: what was kept, while that holds; else what it answers."""
        name = f"robots {host}"
        if before is None and notes is not None:
            before = _recalled(await notes.recall(name))
            if before is not None and before.until > now:
                return before
        said = await self._read(host, before, now, allow_private=allow_private)
        if notes is not None and said.text is not None:
            await notes.keep(name, dump(said))
        return said

    async def _read(self, host: str, before: Said | None, now: datetime, *, allow_private: bool) -> Said:
        url = f"{host}/robots.txt"
        held = before if before is not None and before.text is not None else None
        request = Request(
            url,
            allow_private=allow_private,
            accept="text/plain, */*;q=0.5",
            etag=held.etag if held else None,
            last_modified=held.last_modified if held else None,
            cut=MOST_BYTES,
        )
        try:
            answer = await self._fetch(request)
        except RedirectError:
            return Said(now + KEPT, "")  # RFC 9309 section 2.3.1.2: as if it were not there
        except SourceError as error:
            return _trouble(held, now + KEPT_IN_TROUBLE, f"{url} cannot be read: {error.message}")
        return _judge(url, answer, held, now)


def _recalled(text: str | None) -> Said | None:
    try:
        return load(Said, text) if text else None
    except ValueError:
        return None


def _judge(url: str, answer: Answer, held: Said | None, now: datetime) -> Said:
    etag, last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    at_home = answer.final_url == url  # validators are told only to the address that gave them
    if answer.status == 304 and held is not None:
        return replace(
            held, until=now + KEPT, etag=etag or held.etag, last_modified=last_modified or held.last_modified
        )
    if answer.status == 200:
        text = answer.body[:MOST_BYTES].decode("utf-8", "replace").lstrip("\ufeff")
        return Said(now + KEPT, text, None, etag if at_home else None, last_modified if at_home else None)
    if answer.status == 429 or answer.status >= 500:
        later = retry_after(answer.headers, now) or now
        return _trouble(held, max(later, now + KEPT_IN_TROUBLE), f"{url} answers {answer.status}")
    return Said(now + KEPT, "")


def _trouble(held: Said | None, until: datetime, reason: str) -> Said:
    """While a server does not say, what it said before holds; where it never said, nothing is allowed."""
    return replace(held, until=until) if held else Said(until, None, reason)
