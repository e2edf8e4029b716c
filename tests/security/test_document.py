"""docs/security.md names tests that exist, and every attack has its place in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent.parent
NAMED = re.findall(r"`([\w/]+\.py)::(\w+)`", (TESTS.parent / "docs" / "security.md").read_text())


def functions(file: Path) -> set[str]:
    """The tests of a file."""
    return {node.name for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)}


def test_every_test_that_is_named_exists() -> None:
    """No guard is claimed that nothing shows."""
    assert len(NAMED) > 40
    assert [f"{file}::{name}" for file, name in NAMED if name not in functions(TESTS / file)] == []


def test_every_file_of_attacks_is_named() -> None:
    """What is attacked here is in the threat model."""
    ours = {"security/test_document.py", "security/test_guards.py"}  # of the threat model itself
    files = {f"security/{path.name}" for path in (TESTS / "security").glob("test_*.py")} - ours
    assert files <= {file for file, _ in NAMED}
