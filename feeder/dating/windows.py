"""Phrases to windows: one for each way in which a printed time can be meant, never a guess between them."""

from __future__ import annotations

from datetime import datetime

from feeder.dating.ages import age_window
from feeder.dating.almanac import calendar_windows
from feeder.model.time import Age, Phrase, Rounding, Window


def windows(
    phrase: Phrase,
    *,
    taken_at: datetime | None,
    staleness: float = 0.0,
    zone: str = "UTC",
    rounding: Rounding | None = None,
    exact: bool = False,
) -> tuple[Window, ...]:
    """The windows, in UTC, that `phrase` may mean on a page of `taken_at`, which may be `staleness` seconds older.

    Several where it is ambiguous (a clock time in a DST fold); none where it needs a capture time that is not known,
    or names no day that exists. An age never ends after `taken_at`. `zone` applies where the phrase prints none.
    `exact`: a clock time is the instant (metadata), not the minute or second that begins there (print). Raises
    UsageError for an unknown zone.
    """
    try:
        if isinstance(phrase, Age):
            if taken_at is None:
                return ()
            return (age_window(phrase, taken_at=taken_at, staleness=staleness, rounding=rounding),)
        return calendar_windows(phrase, taken_at=taken_at, staleness=staleness, zone=zone, exact=exact)
    except (OverflowError, ValueError):
        return ()
