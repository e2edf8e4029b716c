"""What newcomers run into: wrong input gives a clear line and the right exit status, never a traceback."""

from __future__ import annotations

import json
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
        ("feeder status >&-; feeder once --force >&- 2>&- <&-", 0),
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
    hint = "'feeder add URL' writes one, or name another with --config"
    assert told == f"feeder: none.toml: 1 fault\n  there is no such file; {hint}\n"
    assert "write https://news.example/abroad for a page on the web" in feeder("read", "news.example/abroad").err
    assert "http:// or https://" in feeder("read", "ftp://news.example/").err


def test_a_page_that_is_a_source_already(feeder: Feeder, folder: Path) -> None:
    """Adding it again says which source it is, and changes nothing; a list of subscriptions leaves it alone too."""
    config = folder / "config.toml"
    config.write_text('[[sources]]\nname = "a"\nurl = "https://news.example/"\n')
    told = feeder("add", "https://news.example/")
    assert (told.status, "is source 'a' already" in told.err) == (2, True)
    body = '<outline type="rss" text="A" xmlUrl="https://news.example/"/>'
    (folder / "list.opml").write_text(f'<opml version="2.0"><head/><body>{body}</body></opml>')
    assert "Added 0 sources to config.toml; 1 of them was there already." in feeder("import", "opml", "list.opml").out
    assert config.read_text().count("[[sources]]") == 1


def test_a_configuration_as_other_editors_save_it(feeder: Feeder, folder: Path) -> None:
    """A byte order mark is no fault; another charset is one, told in a line, by commands that change the file too."""
    config = folder / "config.toml"
    text = config.read_bytes()
    config.write_bytes(b"\xef\xbb\xbf" + text)
    assert feeder("status").status == 0
    assert feeder("add", "in", "--name", "more").status == 0
    config.write_bytes(text + "# caf\xe9\n".encode("latin-1"))
    for arguments in (("status",), ("add", "in"), ("remove", "a")):
        told = feeder(*arguments)
        assert (told.status, "is not UTF-8" in told.err) == (2, True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('labels = "Meer"', "sections.a.labels: should be a list"),
        ('include = ["x"]', "sections.a.include: should be a table of words, credits, places"),
        ('limit = "3"', "sections.a.limit: should be a number"),
        ("title = 3", "sections.a.title: should be text in quotation marks"),
    ],
)
def test_values_of_the_wrong_kind_are_told_in_the_words_of_toml(
    feeder: Feeder, folder: Path, line: str, told: str
) -> None:
    """Not in those of Python."""
    (folder / "config.toml").write_text(f"[sections.a]\n{line}\n")
    assert told in feeder("status").err


def test_an_installation_without_sources_says_what_to_do(feeder: Feeder, folder: Path) -> None:
    """No empty tables."""
    (folder / "config.toml").write_text("")
    assert "feeder add URL" in feeder("status").out


def test_reasons_have_room_on_any_terminal(feeder: Feeder, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with a source stands below the table, whole words on whole lines, after the source's name."""
    (folder / "in" / "streek-2026-03-14T2200+0100.txt").write_bytes(b"")
    feeder("once")
    monkeypatch.setattr("feeder.cli.tables.WIDE", 60)
    lines = feeder("status").out.splitlines()
    (at,) = (i for i, line in enumerate(lines) if line.startswith("wire: in/streek-"))
    assert "the page is empty" in " ".join(lines[at : at + 3])


def test_a_forgotten_story_is_explained_as_one(feeder: Feeder, folder: Path) -> None:
    """It has no words any more; it says that it is withdrawn."""
    feeder("once")
    guid = json.loads((folder / "output/streek.json").read_bytes())["items"][0]["id"]
    assert "withdrawn" not in feeder("explain", guid).out
    feeder("forget", guid)
    assert "withdrawn: in no feed" in feeder("explain", guid).out


def test_ages_without_a_capture_time_are_told_of(feeder: Feeder, folder: Path) -> None:
    """A page of which nobody says when it was captured: what dates nothing, and how to say it."""
    (folder / "page.txt").write_bytes((folder / "in" / FIRST).read_bytes())
    assert "name that with --at" in feeder("read", "page.txt").out
    assert "--at" not in feeder("read", "page.txt", "--at", "2026-03-14T21:00+01:00").out
