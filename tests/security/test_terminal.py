"""What pages and files say is shown on a terminal and in logs, never obeyed there, and forges no line."""

from __future__ import annotations

import io
import json
import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from feeder.cli.failures import complain
from feeder.cli.logs import FORMATS, set_up
from feeder.errors import ConfigError, SourceError
from feeder.text import escaped, printable
from tests.support.wire import MAIN, page

ESCAPE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e]")
PAGE = page(main=MAIN.replace("Linge", f"Lin{ESCAPE}ge")).replace("van Almen", f"van Almen {ESCAPE}")


def feeder(folder: Path, *arguments: str) -> str:
    """Everything that a command prints, with exit status at most 2 and no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "feeder", *arguments], cwd=folder, capture_output=True, timeout=60, check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin", "HOME": str(folder)},
    )  # fmt: skip
    told = done.stdout.decode() + done.stderr.decode()
    assert done.returncode <= 2
    assert "Traceback" not in told
    return told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An installation whose files and pages are hostile, by name and by content."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "s-2026-03-14T2100+0100.txt").write_text(PAGE)
    (tmp_path / "in" / f"bad{ESCAPE[:4]}\nERROR forged.txt").write_bytes(b"")
    (tmp_path / "config.toml").write_text('[[sources]]\nname = "a"\npath = "in/*"\nsection = "streek"\n')
    return tmp_path


def test_no_command_prints_what_a_terminal_obeys(folder: Path) -> None:
    """once, status, read, explain and doctor, as text and as JSON."""
    once = feeder(folder, "once", "-vv")
    assert "forged" in once
    assert not re.search("^ERROR forged", once, re.MULTILINE)
    told = [once]
    told += [feeder(folder, "read", "in/s-2026-03-14T2100+0100.txt", *more) for more in ((), ("--json",))]
    for command in (
        ("status",),
        ("status", "--json"),
        ("doctor",),
        ("explain", "Burgemeester"),
        ("export", "jsonl", "streek"),
    ):
        told.append(feeder(folder, *command))
    told += [feeder(folder, "explain", ESCAPE), feeder(folder, "once", ESCAPE), feeder(folder, "check", ESCAPE)]
    for text in told:
        assert OBEYED.findall(text) == []


@pytest.mark.parametrize("form", FORMATS)
def test_log_lines_are_lines(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message with line breaks and escapes is one line, of which a terminal obeys nothing; so is its traceback."""
    root, told = logging.getLogger(), io.StringIO()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(sys, "stderr", told)
    level = root.level
    set_up(form, 0, journal=False)
    try:
        logging.getLogger("feeder").error("failed: %s", f"a\nERROR forged\r{ESCAPE}")
        try:
            raise ValueError(ESCAPE)
        except ValueError:
            logging.getLogger("feeder").exception("crashed")
    finally:
        root.setLevel(level)
    assert OBEYED.findall(told.getvalue()) == []
    assert not re.search("^ERROR forged", told.getvalue(), re.MULTILINE)


def test_errors_are_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """An error is one line; the faults of a configuration are one line each."""
    complain(SourceError(f"a\nfeeder: forged{ESCAPE}", "is\nbad"))
    complain(ConfigError("config.toml", (("a", f"x\nfeeder: forged{ESCAPE}"), ("", "y"))))
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 4
    assert told.endswith("\n  y\n")
    assert OBEYED.findall(told) == []


def test_shown_text_and_escaped_json_keep_their_meaning() -> None:
    """Ordinary text of any script stays as it is, and escaped JSON parses to the same."""
    for text in ("De brug – 3 °C\n\tja", "नमस्ते", "خبر\u200cها", "\U0001f469\u200d\U0001f680", "日本語"):
        assert printable(text) == text
    value = {"a": f"{ESCAPE}\ud800\u2028"}
    assert json.loads(escaped(json.dumps(value, ensure_ascii=False))) == value
    assert OBEYED.findall(escaped(json.dumps(value, ensure_ascii=False))) == []
