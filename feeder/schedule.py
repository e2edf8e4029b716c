"""When is a source due again? Pure: the present instant and chance are arguments.

every = "auto" minimises the expected delay of stories under one budget of requests. Stories of a source come at a rate
of r a day; asked every I days they wait I/2 on average, so that the sum of r·I/2 under a fixed sum of 1/I is least for
I = K/√r, and K follows from the budget (`tempo`). Rates are counted over the last week or so, fading (`learn`), and
begin with half a story in a day, so that a new source is neither forgotten nor stormed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import exp, sqrt
from zoneinfo import ZoneInfo

from feeder.model.entry import Outcome
from feeder.model.specs import SourceSpec
from feeder.model.stored import SourceRow

JITTER = 0.1  # of the interval: many sources never fall due together for long
AUTO = timedelta(minutes=30)  # until the budget has been shared out
SHORTEST, LONGEST = timedelta(minutes=2), timedelta(days=1)  # intervals of every = "auto"
FADING = 7.0  # days in which what was counted fades to 1/e
EARLY = 0.02  # of the interval: a cron job that comes a moment early finds its sources due
_DAY = timedelta(days=1)
_SHORTEST, _LONGEST = SHORTEST / _DAY, LONGEST / _DAY


def next_due(
    spec: SourceSpec,
    row: SourceRow,
    now: datetime,
    chance: float,
    *,
    tempo: float = 0.0,
    not_before: datetime | None = None,
) -> datetime | None:
    """When `spec` is due after a refresh that ended `now`, and left `row`; None: never again (it is gone).

    Its interval with jitter, longer after each failure in a row. `chance` is a number in [0, 1). What the server asked
    for (`not_before`) is never undercut, nor is a configured interval.
    """
    if row.outcome is Outcome.GONE:
        return None
    if spec.cron is not None:
        due = _cron(spec.cron, spec.timezone or "UTC", now)
    else:
        usual = interval(spec, row, tempo)
        backed_off = min(usual * 2 ** min(row.failures, 10), max(LONGEST, usual))
        spread = 2 * chance - 1 if spec.every == "auto" else chance
        due = now + backed_off * (1 + JITTER * spread)
    due = max(due, not_before) if not_before else due
    return within_hours(due, spec)


def interval(spec: SourceSpec, row: SourceRow | None = None, tempo: float = 0.0) -> timedelta:
    """The time between two refreshes: as configured, or as the source's share of the budget has it."""
    if isinstance(spec.every, float):
        return timedelta(seconds=spec.every)
    if row is None or not tempo:
        return AUTO
    return _DAY * _bounded(tempo / sqrt(rate(row)))


def rate(row: SourceRow) -> float:
    """Stories a day that a source is expected to have."""
    return (row.news + 0.5) / (row.watched + 1.0)


def tempo(rates: Iterable[float], budget: float) -> float:
    """What every interval of "auto" is in proportion to, so that all of them together make `budget` requests an hour.

    Where some stand at a bound, the others share what that leaves.
    """
    roots = [sqrt(each) for each in rates]
    found = sum(roots) / (budget * 24)
    for _ in range(20):
        asked = sum(1 / _bounded(found / root) for root in roots) / (budget * 24)
        found *= asked
        if abs(asked - 1) < 0.001:
            break
    return found


def _bounded(days: float) -> float:
    return min(max(days, _SHORTEST), _LONGEST)


def learn(after: SourceRow, before: SourceRow, new: int, now: datetime) -> SourceRow:
    """`after` with what a good refresh at `now`, which brought `new` stories, says about how often there are some.

    The first visit finds stories of any age, which say nothing.
    """
    if before.last_ok is None or before.last_ok >= now:
        return after
    days = (now - before.last_ok) / _DAY
    fade = exp(-days / FADING)
    return replace(after, news=before.news * fade + new, watched=before.watched * fade + days)


def is_due(spec: SourceSpec, row: SourceRow | None, now: datetime) -> bool:
    """Whether a one-shot run at `now` refreshes a source (None: it never was refreshed)."""
    if row is None:
        return True
    at = due_at(spec, row)
    return at is not None and at <= now


def due_at(spec: SourceSpec, row: SourceRow) -> datetime | None:
    """From when on a one-shot run refreshes a source; None: never again.

    A run that comes by a cron line as often as the source's interval finds it due, jitter or not; what a server asked
    for and the wait after a failure are kept.
    """
    due = row.next_due
    if due is None or not isinstance(spec.every, float) or row.last_run is None or row.failures:
        return due
    usual = interval(spec)
    waits = due - row.last_run > usual * (1 + JITTER)
    return due if waits else min(due, row.last_run + usual * (1 - EARLY))


def _cron(expression: str, zone: str, now: datetime) -> datetime:
    from apscheduler.triggers.cron import CronTrigger

    found: datetime | None = CronTrigger.from_crontab(expression, timezone=zone).get_next_fire_time(None, now)
    return found.astimezone(UTC) if found else now + LONGEST


def within_hours(due: datetime, spec: SourceSpec) -> datetime:
    """`due`, or the next start of the source's hours where it falls outside them."""
    if spec.hours is None:
        return due
    start, end = spec.hours
    local = due.astimezone(ZoneInfo(spec.timezone or "UTC"))
    for _ in range(48):
        if start <= local.hour < end if start < end else local.hour >= start or local.hour < end:
            return local.astimezone(UTC)
        whole = local.replace(minute=0, second=0, microsecond=0)
        local = (whole.astimezone(UTC) + timedelta(hours=1)).astimezone(local.tzinfo)
    return due
