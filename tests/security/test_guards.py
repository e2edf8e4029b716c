"""Every guard stands where `python -m tests.security` takes it out, and every row of the threat model has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.security.__main__ import copied, missed
from tests.security.guards import GUARDS, Guard
from tests.security.test_document import functions

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_can_be_taken_out(name: str) -> None:
    """Its code is there once, and its tests exist."""
    guard = GUARDS[name]
    assert (ROOT / guard.file).read_text(encoding="utf-8").count(guard.guarded) == 1
    for test in guard.tests:
        file, _, function = test.partition("::")
        assert not function or function in functions(ROOT / "tests" / file)


def test_every_row_has_a_guard() -> None:
    """What docs/security.md names is shown by a test that was seen to fail without it, or attacks by itself."""
    shown = {test for guard in GUARDS.values() for test in guard.tests}
    rows = [
        line
        for line in (ROOT / "docs" / "security.md").read_text().splitlines()
        if line.startswith("|") and "::" in line
    ]
    named = [set(re.findall(r"`([\w/]+\.py::\w+)`", row)) for row in rows]
    bare = [row.split("|")[1].strip() for row, tests in zip(rows, named, strict=True) if not tests & shown]
    assert bare == [
        "XML entities, external document types",  # two guards, of which each is enough, and the parser's own
        "input that crashes or holds up a parser",
        "dependencies that changed",
    ]


def test_a_guard_is_taken_out(tmp_path: Path) -> None:
    """The command sees a test fail without its guard, and none fail where nothing was taken out."""
    copy, guard = copied(tmp_path), GUARDS["loopback unless told"]
    assert missed(copy, guard)
    assert not missed(copy, Guard(guard.file, guard.guarded, guard.guarded, guard.tests))
