"""The documentation says what the code does."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import click
import pytest

from feeder.cli import COMMANDS, cli
from feeder.config.load import parse
from scripts import reference

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
SHELL = re.compile(r"```(?:sh|console)\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def test_reference_pages_are_what_the_code_says() -> None:
    """Every key, command and error is documented; `python -m scripts.reference` writes the pages again."""
    assert reference.stale() == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """No relative link is dead."""
    dead = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert not dead


def feeder_commands(page: Path) -> list[list[str]]:
    """The words of every `feeder …` line in a page's shell examples."""
    lines = [line for block in SHELL.findall(page.read_text(encoding="utf-8")) for line in block.splitlines()]
    calls = [re.split(r"(?:^|&& |\$ )(?:\.venv/bin/)?feeder ", line.strip(), maxsplit=1) for line in lines]
    return [shlex.split(call[1].split(" #")[0].split(" >")[0].split(" &&")[0]) for call in calls if len(call) == 2]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_shown_exist_with_the_options_shown(page: Path) -> None:
    """Whatever a page tells the reader to type, feeder understands."""
    for words in feeder_commands(page):
        assert words[0] in COMMANDS, words
        command = cli.get_command(click.Context(cli), words[0])
        rest = words[1:]
        while isinstance(command, click.Group) and rest:
            command, rest = command.get_command(click.Context(command), rest[0]), rest[1:]
        assert command is not None, words
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word.split("=")[0] for word in rest if word.startswith("-")} <= known, words


def test_python_shown_in_the_readme_runs() -> None:
    """The README's Python examples give what they show."""
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert tried
    assert not failed


def test_the_changelog_knows_this_release() -> None:
    """The version of the package has its entry."""
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text()


TOML = re.compile(r"```toml\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_configuration_shown_is_valid(page: Path, tmp_path: Path) -> None:
    """Whatever a page shows of config.toml, feeder takes without a fault."""
    for block in TOML.findall(page.read_text(encoding="utf-8")):
        parse(block, {"FEEDER_SECRET": "x", "FEEDER_TOKEN": "x"}, folder=tmp_path)


def test_units_and_container_start_what_exists() -> None:
    """The examples for service managers and containers call commands and options that feeder has."""
    calls = []
    for unit in (ROOT / "examples").glob("*.service"):
        calls += re.findall(r"^ExecStart=\S+/feeder (.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    container = (ROOT / "examples" / "Containerfile").read_text(encoding="utf-8")
    calls += [" ".join(re.findall(r'"([^"]+)"', line)) for line in re.findall(r"^CMD (.*)$", container, re.MULTILINE)]
    assert len(calls) == 3
    for call in calls:
        name, *words = call.split()
        command = cli.get_command(click.Context(cli), name)
        assert command is not None, call
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("-")} <= known, call
