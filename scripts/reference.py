"""Write the reference pages from the code that they describe: docs/configuration.md, docs/commands.md, the schema.

python -m scripts.reference            write them
python -m scripts.reference --check    exit 1 where one is not what the code says
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from feeder.cli import cli
from feeder.config.schema import ConfigFile, FeederTable, FilterTable, SectionTable, SelectTable, SourceTable
from feeder.errors import FeederError

DOCS = Path(__file__).parent.parent / "docs"
TABLES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("[feeder]", FeederTable),
    ("[sections.NAME]", SectionTable),
    ("[sections.NAME.include] and [sections.NAME.exclude]", FilterTable),
    ("[[sources]]", SourceTable),
    ("[sources.select]", SelectTable),
)
CONFIGURATION = """# Configuration

`config.toml` describes an installation. Every key has a default; unknown keys are faults, and every fault is reported
at once, with its path, before anything runs (exit status 2). Relative paths, globs and SQLite files start at the
configuration's own folder; in globs `**` recurses and dotfiles never match. Names are unique across sources and
sections.

`FEEDER_…` variables override the keys of `[feeder]`: `FEEDER_OUTPUT=/srv/feeds`. Secrets come from the environment
only: write `headers = { Authorization = "Bearer ${FEEDER_TOKEN}" }`.

`feeder schema > config.schema.json` gives editors what they need to complete and check the file; name it on the first
line: `#:schema ./config.schema.json`.
"""
COMMANDS = """# Commands

Options come after the command. `-h` after any of them shows what stands here. Exit status 0: fine; 1: something
failed, the rest went on; 2: bad usage or configuration; 75: another process holds what this one needs.
"""
ERRORS = """# Errors

Every error names the file, key or address, says what is wrong, and what to do. In Python they are classes of
`feeder.errors`, all of them `FeederError`; the exit status is what the command line ends with.
"""


def configuration() -> str:
    """The page of every key."""
    parts = [CONFIGURATION]
    for title, table in TABLES:
        parts.append(f"\n## {title}\n\n{(table.__doc__ or '').strip()}\n\n| key | default | meaning |\n|---|---|---|")
        parts += _keys(table)
    return "\n".join(parts) + "\n"


def _keys(table: type[BaseModel]) -> Iterator[str]:
    for name, field in table.model_fields.items():
        meaning = (field.description or "").replace("|", "\\|")
        yield f"| `{name}` | {_default(field.get_default())} | {meaning} |"


def _default(value: object) -> str:
    if value is PydanticUndefined:
        return "required"
    if value is None or isinstance(value, BaseModel) or value in ((), {}):
        return ""
    return f"`{json.dumps(value)}`"


def commands() -> str:
    """The page of every command."""
    parts = [COMMANDS]
    context = click.Context(cli, info_name="feeder", terminal_width=90, help_option_names=["-h", "--help"])
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        parts += _command(command, click.Context(command, info_name=name, parent=context, terminal_width=90))
    return "\n".join(parts) + "\n"


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"\n## {context.command_path}\n\n```\n{command.get_help(context)}\n```"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            part = command.get_command(context, name)
            assert part is not None
            yield from _command(part, click.Context(part, info_name=name, parent=context, terminal_width=90))


def errors() -> str:
    """The page of every error."""
    rows = [
        f"| `{kind.__name__}` | {kind.exit_code} | {(kind.__doc__ or '').strip().splitlines()[0]} |"
        for kind in (FeederError, *FeederError.__subclasses__())
        if kind.__module__ == FeederError.__module__
    ]
    return "\n".join([ERRORS, "| error | exit status | when |", "|---|---|---|", *rows]) + "\n"


def schema() -> str:
    """The JSON Schema of config.toml."""
    told = {"$schema": "https://json-schema.org/draft/2020-12/schema", **ConfigFile.model_json_schema()}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


PAGES = {
    "configuration.md": configuration,
    "commands.md": commands,
    "errors.md": errors,
    "config.schema.json": schema,
}


def stale() -> list[str]:
    """The pages that are not what the code says."""
    return [name for name, write in PAGES.items() if not _is(DOCS / name, write())]


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def main() -> None:
    """Write or check."""
    if "--check" in sys.argv:
        sys.exit("\n".join(f"docs/{name} is stale; run python -m scripts.reference" for name in stale()) or 0)
    for name, write in PAGES.items():
        (DOCS / name).write_text(write(), encoding="utf-8")


if __name__ == "__main__":
    main()
