"""The command line, called in this process as a shell would call it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from feeder.cli import main
from tests.support.installation import CONFIG
from tests.support.wire import page

FIRST = "streek-2026-03-14T2100+0100.txt"


@dataclass(frozen=True)
class Result:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, parsed."""
        return json.loads(self.out)


Feeder = Callable[..., Result]


@pytest.fixture
def feeder(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Feeder:
    """Run `feeder …`."""

    def run(*arguments: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["feeder", *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0
        sys.stdout.flush()
        captured = capfd.readouterr()
        return Result(status, captured.out, captured.err)

    return run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a configuration and one page."""
    (tmp_path / "config.toml").write_text(CONFIG)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / FIRST).write_text(page())
    monkeypatch.chdir(tmp_path)
    return tmp_path
