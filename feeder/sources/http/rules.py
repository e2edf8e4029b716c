"""What robots.txt says to us, as RFC 9309 reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

from protego import Protego

from feeder.sources.http.address import origin

ROBOT = "feeder"
LONGEST_DELAY = 3600.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a page may be asked for, seconds to leave between requests to its host, and why not.

    `unread`: nobody said that it may not, only robots.txt could not be read.
    """

    allowed: bool
    delay: float | None = None
    reason: str | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a host said: its rules ("" where it has none; None where it did not say, for that `reason`), until when."""

    until: datetime
    text: str | None
    reason: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Rules:
    """What a host said, parsed when it is first needed."""

    said: Said

    @cached_property
    def parsed(self) -> Protego:
        return Protego.parse(self.said.text or "")

    def judge(self, url: str) -> Verdict:
        """Whether `url` may be asked for."""
        if self.said.text is None:
            return Verdict(False, reason=self.said.reason, unread=True)
        if not self.said.text:
            return Verdict(True)
        told = self.parsed.crawl_delay(ROBOT)
        delay = min(float(told), LONGEST_DELAY) if told and float(told) > 0 else None
        if self.parsed.can_fetch(url, ROBOT):
            return Verdict(True, delay)
        path = urlsplit(url).path or "/"
        return Verdict(False, delay, f"{origin(url)}/robots.txt does not allow robots to ask for {path}")
