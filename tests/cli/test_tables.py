"""Tables for people, on wide terminals and narrow ones."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from feeder.cli import tables

ROWS = [("1", "灯台の一般公開は五月から", "–"), ("2", "Brug weer open voor verkeer", "exact")]


def shown(monkeypatch: pytest.MonkeyPatch, width: int) -> list[str]:
    out = StringIO()
    monkeypatch.setattr(tables, "console", lambda: Console(file=out, width=width))
    tables.print_table(("#", "title", "window"), ROWS)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_wide_characters_are_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A character that is two cells wide counts for two."""
    assert shown(monkeypatch, 60) == [
        "#  title                        window",
        "1  灯台の一般公開は五月から     –",
        "2  Brug weer open voor verkeer  exact",
    ]


def test_a_narrow_terminal_has_lines_for_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where columns would be too narrow to read, each cell has a line, and what says nothing has none."""
    assert shown(monkeypatch, 30) == [
        "#      1",
        "title  灯台の一般公開は五月か",
        "       ら",
        "",
        "#       2",
        "title   Brug weer open voor",
        "        verkeer",
        "window  exact",
        "",
    ]
