"""What recognising a dateline gives, besides the dateline itself."""

from __future__ import annotations

from dataclasses import dataclass

from feeder.model.page import Dateline


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline at `text[start:end]`. Before `start` stands a byline or a notice about the dispatch, or nothing.

    `byline` is the reporter where the dateline itself names one ("(서울=연합뉴스) 홍길동 기자 = "), as printed.
    """

    dateline: Dateline
    start: int
    end: int
    byline: str | None = None
