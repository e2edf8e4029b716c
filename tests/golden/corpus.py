"""The golden corpus: pages and the readings pinned beside them. `python -m tests.golden.corpus` pins them anew.

Look at the difference before it is committed: a reading that changed is a change of what feeder publishes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from feeder.reading import read

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Golden:
    """One pair: the page, what it is for, how it is to be read, and the reading that is pinned."""

    path: Path
    pinned: dict[str, Any]

    @property
    def name(self) -> str:
        return self.path.stem

    def read(self, later: timedelta = timedelta(0)) -> dict[str, Any]:
        """What is read now, as the public shape; `later` moves the capture."""
        return read(
            self.path.with_suffix(".txt").read_bytes(),
            media_type="text/plain",
            taken_at=datetime.fromisoformat(self.pinned["taken_at"]) + later,
            languages=tuple(self.pinned.get("languages", ())),
            zone=self.pinned.get("zone"),
        ).as_dict()


def pairs() -> list[Golden]:
    """Every pair, in order of name."""
    return [Golden(path, json.loads(path.read_text(encoding="utf-8"))) for path in sorted(PAGES.glob("*.json"))]


def pin() -> None:
    """Write what is read now beside each page."""
    for golden in pairs():
        told = golden.pinned | {"reading": golden.read()}
        golden.path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    pin()
