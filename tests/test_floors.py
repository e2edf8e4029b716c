"""The house has floors: an import goes down only, never sideways between rooms of one floor."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "feeder"
FLOORS = {
    "errors": 0, "text": 0, "clock": 0,
    "model": 1, "lexicon": 1,
    "recognise": 2,
    "dating": 3, "identity": 3, "sections": 3,
    "sources": 3, "pages": 3, "feeds": 3, "check": 3, "store": 3,
    "reading": 4, "reconcile": 4, "schedule": 4, "health": 4,
    "publish": 5, "config": 5,
    "pipeline": 6,
    "daemon": 7, "workers": 7, "web": 7,
    "cli": 8, "__main__": 9,
}  # fmt: skip
# Nouns and language data stand side by side on floor 1: the one step sideways.
SIDEWAYS = {("lexicon", "model")}


def rooms() -> Iterator[tuple[str, Path]]:
    """Every module of the package with the room that it is in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts != ("__init__",):
            yield parts[0], path


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """(line, room) of everything that the module at `path` imports from feeder, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "feeder":
            parts = node.module.split(".")
            names = [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
            yield from ((node.lineno, name) for name in names)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "feeder":
                    yield node.lineno, [*alias.name.split("."), ""][1]


def test_every_room_has_a_floor() -> None:
    """Each module and package of feeder stands on a known floor."""
    assert {room for room, _ in rooms()} <= set(FLOORS)


@pytest.mark.parametrize(("room", "path"), list(rooms()), ids=lambda value: str(value).rpartition("feeder/")[2])
def test_imports_go_down(room: str, path: Path) -> None:
    """A module imports only from its own room and from lower floors."""
    wrong = [
        f"{path.name}:{line} imports {other}"
        for line, other in imported(path)
        if other != room and FLOORS.get(other, 99) >= FLOORS[room] and (room, other) not in SIDEWAYS
    ]
    assert not wrong


def test_every_step_sideways_is_taken() -> None:
    """An exception that no import needs any more is none."""
    steps = {(room, other) for room, path in rooms() for _, other in imported(path)}
    assert steps >= SIDEWAYS


def test_only_the_top_reads_the_clock() -> None:
    """Nothing below the command line asks the system for the time."""
    clocks = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("time", "time"), ("date", "today")}
    for room, path in rooms():
        if room in ("cli", "__main__"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
                assert (name, node.func.attr) not in clocks, f"{path.name}:{node.lineno} reads the clock"
