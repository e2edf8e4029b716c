"""What newcomers run into: wrong input gives a clear line and the right exit status, never a traceback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest

from feeder.cli import COMMANDS, cli
from tests.cli.conftest import FIRST, Feeder

HERE = str(Path(__file__).parents[2])


def shell(command: str, folder: Path, **environ: str) -> tuple[int, str]:
    """(exit status, everything printed) of a line of shell in which `feeder` is feeder."""
    line = f'feeder() {{ "{sys.executable}" -m feeder "$@"; }}; {command}'
    done = subprocess.run(
        ["bash", "-c", line], cwd=folder, capture_output=True, timeout=60, check=False,
        env={"PYTHONPATH": HERE, "PATH": os.environ["PATH"], "HOME": str(folder), **environ},
    )  # fmt: skip
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("feeder", 2),
        ("feeder once | head -1", 0),
        ("feeder once > /dev/null; feeder export feed streek | true", 0),
        ("feeder export opml > /dev/full", 1),
        ("feeder status --json > /dev/full", 1),
        ("feeder export opml >&-", 0),
        ("feeder schema 2>&-", 0),
        ("feeder status <&-", 0),
    ],
)
def test_streams_that_end_early(folder: Path, command: str, status: int) -> None:
    """Closed pipes, a full disk behind standard output, no standard output at all."""
    found, told = shell(command, folder)
    assert found == status
    assert "Traceback" not in told
    assert "Exception ignored" not in told


def test_a_terminal_that_knows_ascii_only(folder: Path) -> None:
    """What cannot be shown is escaped."""
    status, told = shell("feeder once; feeder status; feeder explain Burgemeester", folder, PYTHONIOENCODING="ascii")
    assert status == 0
    assert "\\u2013" in told


def test_interrupting_is_no_accident(folder: Path) -> None:
    """Ctrl-C ends a run that waits, with a word and without a traceback; what is there stays."""
    silent = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
    (folder / "config.toml").write_text(f'[[sources]]\nname = "a"\nurl = "{url}"\nallow_private = true\n')
    run = subprocess.Popen(
        [sys.executable, "-m", "feeder", "once"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={"PYTHONPATH": HERE, "PATH": os.environ["PATH"]},
    )  # fmt: skip
    silent.settimeout(30)
    asked, _ = silent.accept()  # it waits for an answer now
    run.send_signal(signal.SIGINT)
    told, _ = run.communicate(timeout=30)
    asked.close()
    silent.close()
    assert b"Traceback" not in told
    assert run.returncode in (1, 130, -signal.SIGINT)


@pytest.mark.parametrize(
    ("config", "arguments", "told"),
    [
        ("", ("once",), "no sources"),
        ('[feeder]\ndatabase = "sqlite:///none/x.db"\n', ("once",), "none/x.db"),
        ('[feeder]\ndatabase = "sqlite:///in"\n', ("once",), "in"),
        ('[feeder]\noutput = "config.toml"\n[[sources]]\nname = "a"\npath = "in/*.txt"\n', ("once",), "config.toml"),
        ('[feeder]\noutput = "/proc/none"\n[[sources]]\nname = "a"\npath = "in/*.txt"\n', ("once",), "/proc/none"),
        ('[[sources]]\nname = "a"\npath = "nowhere/*.txt"\n', ("once",), "nowhere"),
        ("[[source]]\nname = 'a'\n", ("once",), "did you mean 'sources'"),
        ("[feeder]\nkeep_day = 3\n", ("status",), "did you mean 'keep_days'"),
    ],
)
def test_configurations_that_cannot_be(
    feeder: Feeder, folder: Path, config: str, arguments: tuple[str, ...], told: str
) -> None:
    """The message names the file, folder or key that is wrong."""
    (folder / "config.toml").write_text(config)
    result = feeder(*arguments)
    assert result.status in ((1, 2) if config else (0,))
    assert told in result.out + result.err
    assert "Traceback" not in result.err


def test_files_of_any_name_are_read(feeder: Feeder, folder: Path) -> None:
    """A name that looks like a pattern, begins with a dot or a dash, or is a link elsewhere: the user named it."""
    for name in ("a[1].txt", ".hidden.txt", "-x.txt", "ruimte é.txt"):
        (folder / FIRST).write_bytes((folder / "in" / FIRST).read_bytes())
        (folder / FIRST).rename(folder / name)
        assert feeder("read", f"./{name}").status == 0
    (folder / "link.txt").symlink_to(folder / "in" / FIRST)
    assert feeder("read", "link.txt").status == 0


def test_every_bad_file_is_told_once_by_its_name(feeder: Feeder, folder: Path) -> None:
    """Two bad files of one source: two lines and exit status 1, then no line and 0; `read` names a file as given."""
    names = ["streek-2026-03-14T2200+0100.txt", "streek-2026-03-14T2300+0100.txt"]
    for name in names:
        (folder / "in" / name).write_bytes(b"")
    status, told = shell("feeder once", folder)
    assert status == 1
    assert [told.count(name) for name in names] == [1, 1]
    status, told = shell("feeder once", folder)
    assert (status, [name in told for name in names]) == (0, [False, False])
    assert names[0] in feeder("read", f"in/{names[0]}").err


def test_every_command_that_does_something_logs_what_it_does(folder: Path) -> None:
    """`-v` goes with each of them."""
    for name in COMMANDS.keys() - {"schema", "completion"}:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        leaves = command.commands.values() if isinstance(command, click.Group) else [command]
        assert all("-v" in {opt for param in leaf.params for opt in param.opts} for leaf in leaves), name


def test_lost_files_are_told_without_riddles(feeder: Feeder, folder: Path) -> None:
    """A missing file is called missing, and a missing configuration says how to name another."""
    assert feeder("read", "none.txt").err == "feeder: none.txt: there is no such file; check its name\n"
    told = feeder("once", "--config", "none.toml").err
    assert told == "feeder: none.toml: 1 fault\n  there is no such file; write one, or name another with --config\n"
