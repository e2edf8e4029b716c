"""/metrics in the text format of Prometheus (exposition format 0.0.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feeder.errors import FeederError
from feeder.model.stored import SectionRow, SourceRow
from feeder.web.site import Site

Labels = tuple[tuple[str, str], ...]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: its kind, what it means, and a value for each set of labels."""

    name: str
    kind: str
    meaning: str
    values: Mapping[Labels, float]


def metrics(site: Site, responses: Mapping[int, int]) -> str:
    """Every metric as text; `responses` counts what was answered, by status. What the store knows: if it answers."""
    served = {_labels(status=str(status)): float(count) for status, count in sorted(responses.items())}
    found = [Metric("feeder_responses_total", "counter", "Responses by status.", served)]
    pulse = site.pulse()
    if pulse is not None:
        found.append(Metric("feeder_tick_age_seconds", "gauge", "Seconds since the schedule last ticked.", {(): pulse}))
    try:
        found += _of_store(site, site.clock.utc())
        answers = 1.0
    except FeederError:
        answers = 0.0
    found.append(Metric("feeder_database_up", "gauge", "Whether the database answers.", {(): answers}))
    return "".join(_text(metric) for metric in found)


def _of_store(site: Site, now: datetime) -> list[Metric]:
    with site.store.read() as reader:
        rows, sections = reader.sources(), reader.sections()
    present = [row for row in rows.values() if row.retired is None]
    return [
        *_of_schedule(present, now),
        *_of_sources(present, now),
        *_of_sections(sections.values(), now),
        *_of_fleet(site.fleet() or {}),
    ]


def _of_schedule(rows: list[SourceRow], now: datetime) -> Iterator[Metric]:
    flying = sum(row.lease_until is not None and row.lease_until > now for row in rows)
    yield Metric("feeder_in_flight", "gauge", "Sources being refreshed.", {(): float(flying)})
    waiting = [row.next_due for row in rows if row.next_due and not row.paused]
    lag = max(0.0, (now - min(waiting)).total_seconds()) if waiting else 0.0
    yield Metric("feeder_due_lag_seconds", "gauge", "How long the longest due source has waited.", {(): lag})


_FLEET = {
    "workers": "Workers that show signs of life.",
    "lost_workers": "Workers that do not, and are not yet forgotten.",
    "waiting": "Jobs that no worker has taken yet.",
    "working": "Jobs that are being carried out.",
    "stalled": "Jobs of workers that are gone.",
    "leases": "Sources that somebody holds.",
    "clock_silent": "Seconds since the elected clock showed a sign of life.",
}


def _of_fleet(told: Mapping[str, Any]) -> Iterator[Metric]:
    for name, meaning in _FLEET.items():
        if told.get(name) is not None:
            yield Metric(f"feeder_fleet_{name}", "gauge", meaning, {(): float(told[name])})


def _of_sources(rows: list[SourceRow], now: datetime) -> Iterator[Metric]:
    def each(name: str, meaning: str, values: Mapping[str, float | None]) -> Metric:
        known = {_labels(source=source): value for source, value in values.items() if value is not None}
        return Metric(f"feeder_source_{name}", "gauge", meaning, known)

    outcomes = {_labels(source=row.name, outcome=row.outcome.value): 1.0 for row in rows if row.outcome}
    yield Metric("feeder_source_outcome", "gauge", "How each source is: 1 for its present outcome.", outcomes)
    yield each("failures", "Refreshes that failed in a row.", {row.name: float(row.failures) for row in rows})
    yield each("dispatches", "Stories on the page at the last refresh.", {row.name: float(row.items) for row in rows})
    yield each("dated", "Those of them with a time.", {row.name: float(row.dated) for row in rows})
    yield each("bytes", "What the last fetch brought, unpacked.", {row.name: float(row.bytes) for row in rows})
    yield each("latency_seconds", "How long the last fetch took.", {row.name: row.latency for row in rows})
    ages = {row.name: _age(row.last_ok, now) for row in rows}
    yield each("last_ok_age_seconds", "Seconds since the last good refresh.", ages)


def _of_sections(rows: Iterable[SectionRow], now: datetime) -> Iterator[Metric]:
    present = [row for row in rows if row.retired is None]
    newest = {_labels(section=row.slug): age for row in present if (age := _age(row.newest, now)) is not None}
    yield Metric("feeder_section_newest_age_seconds", "gauge", "Age of the newest page behind each feed.", newest)
    waiting = {_labels(section=row.slug): max(0.0, _age(row.publish_due, now) or 0.0) for row in present}
    yield Metric("feeder_section_publish_lag_seconds", "gauge", "How long news waits to be published.", waiting)


def _labels(**values: str) -> Labels:
    return tuple(values.items())


def _age(instant: datetime | None, now: datetime) -> float | None:
    return None if instant is None else (now - instant).total_seconds()


def _text(metric: Metric) -> str:
    lines = [f"# HELP {metric.name} {metric.meaning}", f"# TYPE {metric.name} {metric.kind}"]
    for labels, value in metric.values.items():
        told = ",".join(f'{name}="{_escaped(text)}"' for name, text in labels)
        lines.append(f"{metric.name}{{{told}}} {value:.15g}" if told else f"{metric.name} {value:.15g}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
