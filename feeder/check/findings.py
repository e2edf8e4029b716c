"""What a check finds, and where it is gathered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

SHOWN_PER_CODE = 10
_EXCERPT = 80


class Level(StrEnum):
    """How bad a finding is: readers fail or lose entries; some readers suffer; it could be better."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `code` is stable (for scripts), `where` names the element and its line."""

    level: Level
    code: str
    where: str
    message: str
    remedy: str

    def as_dict(self) -> dict[str, Any]:
        """The documented shape of `feeder check --json`, one per finding."""
        return {
            "level": self.level.value,
            "code": self.code,
            "where": self.where,
            "message": self.message,
            "remedy": self.remedy,
        }


class Notes:
    """Gathers findings; of one code only the first few are kept, the rest are counted, so that any feed is bounded.

    `hexadecimal`: the document writes & as a hexadecimal reference, as those do that mean every one of them.
    """

    def __init__(self) -> None:
        self.hexadecimal = False
        self._found: list[Finding] = []
        self._counts: Counter[tuple[Level, str]] = Counter()

    def error(self, code: str, where: str, message: str, remedy: str) -> None:
        """Readers fail or lose entries."""
        self._add(Finding(Level.ERROR, code, where, message, remedy))

    def warning(self, code: str, where: str, message: str, remedy: str) -> None:
        """Some readers suffer."""
        self._add(Finding(Level.WARNING, code, where, message, remedy))

    def info(self, code: str, where: str, message: str, remedy: str) -> None:
        """It could be better."""
        self._add(Finding(Level.INFO, code, where, message, remedy))

    def _add(self, finding: Finding) -> None:
        self._counts[finding.level, finding.code] += 1
        if self._counts[finding.level, finding.code] <= SHOWN_PER_CODE:
            self._found.append(finding)

    def findings(self) -> list[Finding]:
        """Everything found, the worst first, else in the order of the document."""
        more = [
            Finding(level, code, "and elsewhere", f"the same {count - SHOWN_PER_CODE} more times", "as above")
            for (level, code), count in self._counts.items()
            if count > SHOWN_PER_CODE
        ]
        ranks = list(Level)
        return sorted([*self._found, *more], key=lambda finding: ranks.index(finding.level))


def excerpt(text: str | None) -> str:
    """`text` for a message: quoted, on one line, short."""
    flat = " ".join((text or "")[: 4 * _EXCERPT].split())
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in flat)
    return f"“{shown[:_EXCERPT]}{'…' if len(shown) > _EXCERPT else ''}”"


def brief(value: object) -> str:
    """Any value out of JSON for a message, without a look into lists and objects."""
    if value is None or isinstance(value, str):
        return excerpt(value)
    return "a number" if isinstance(value, (int, float)) else "a list or object"
