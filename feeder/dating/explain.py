"""Why an entry has its date: each piece of evidence, the window that it gives, and what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feeder.dating.evidence import UNCALIBRATED, Calibrations
from feeder.dating.judge import judge
from feeder.model.time import Basis, Calibration, Dating, Learned, Rounding, Window


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of evidence as `feeder explain` shows it; `windows` are (earliest, latest] in UTC."""

    basis: Basis
    text: str
    taken_at: datetime | None
    source: str
    windows: tuple[Window, ...]
    effect: str


def explain(dating: Dating, calibrations: Calibrations) -> tuple[Row, ...]:
    """A row for each piece of evidence that `dating` keeps, strongest first."""
    verdicts = judge(dating.evidence, calibrations).verdicts
    return tuple(
        Row(
            item.evidence.basis,
            item.evidence.text,
            item.evidence.taken_at,
            item.evidence.source,
            item.windows,
            item.effect,
        )
        for item in verdicts
    )


def habits(dating: Dating, calibrations: Calibrations) -> tuple[str, ...]:
    """What is known of the sources of `dating`, one line for each habit with its proof."""
    lines: list[str] = []
    for source in dict.fromkeys(item.source for item in dating.evidence):
        lines += [f"{source}: {habit}" for habit in _habits(calibrations.get(source, UNCALIBRATED))]
    return tuple(lines)


def _habits(calibration: Calibration) -> Iterator[str]:
    if calibration.rounding is None:
        yield "it is not known yet whether ages are rounded down or to the nearest unit"
    for name, say in _SAID.items():
        learned: Learned[Any] | None = getattr(calibration, name)
        if learned is not None:
            yield f"{say(learned.value)} ({learned.proof})"


_SAID: Mapping[str, Callable[[Any], str]] = {
    "rounding": lambda rounding: f"ages are rounded {'down' if rounding is Rounding.FLOOR else 'to the nearest unit'}",
    "day_first": lambda first: f"numeric dates have the {'day before the month' if first else 'month before the day'}",
    "zone": lambda zone: f"times are those of {zone}",
    "staleness": lambda seconds: f"pages may be {max(1, round(seconds / 60))} min older than they were retrieved",
    "ages": lambda place: f"an age stands {'before' if place == 'lead' else 'behind'} the story that it is of",
}
"""What is learned of a source, as a sentence of its value."""
