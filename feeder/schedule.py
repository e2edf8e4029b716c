"""When is a source due again? Pure: the present instant and chance are arguments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from feeder.model.specs import SourceSpec

JITTER = 0.1  # of the interval, either way: many sources never fall due together for long
AUTO = timedelta(minutes=30)  # until a source has shown how often it has news
LONGEST = timedelta(days=1)
EARLY = 0.1  # of the interval: a cron job that comes a little early finds its sources due


def next_due(
    spec: SourceSpec, now: datetime, *, chance: float, failures: int = 0, not_before: datetime | None = None
) -> datetime:
    """When `spec` is due after a refresh that ended `now`: its interval with jitter, longer after each failure.

    `chance` is a number in [0, 1); `failures` counts refreshes that failed in a row; what the server asked for
    (`not_before`) is never undercut.
    """
    if spec.cron is not None:
        due = _cron(spec.cron, spec.timezone or "UTC", now)
    else:
        backed_off = min(interval(spec) * 2 ** min(failures, 10), max(LONGEST, interval(spec)))
        due = now + backed_off * (1 - JITTER + 2 * JITTER * chance)
    due = max(due, not_before) if not_before else due
    return within_hours(due, spec)


def interval(spec: SourceSpec) -> timedelta:
    """The configured time between two refreshes."""
    return timedelta(seconds=spec.every) if isinstance(spec.every, float) else AUTO


def is_due(spec: SourceSpec, due: datetime | None, now: datetime) -> bool:
    """Whether a one-shot run at `now` refreshes the source that falls due at `due` (None: never refreshed)."""
    return due is None or due <= now + interval(spec) * (EARLY + JITTER)


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
