"""Why an entry has its date: each piece of evidence, the window that it gives, and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feeder.dating.evidence import UNCALIBRATED, Calibrations
from feeder.dating.judge import judge
from feeder.model.time import Basis, Calibration, Dating, Learned, Window


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
        calibration = calibrations.get(source, UNCALIBRATED)
        for name in ("rounding", "day_first", "zone", "staleness", "ages"):
            lines += _habit(source, name, calibration)
    return tuple(lines)


def _habit(source: str, name: str, calibration: Calibration) -> list[str]:
    learned: Learned[object] | None = getattr(calibration, name)
    if learned is None:
        return [f"{source}: rounding is not known yet, ages may be floored or rounded"] if name == "rounding" else []
    return [f"{source}: {name.replace('_', ' ')} is {learned.value}, as {learned.proof}"]
