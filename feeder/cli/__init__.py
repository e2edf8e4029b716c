"""The command line: the only composition root. It reads the clock, opens the store, and hands both down.

Each command is a module of its own, imported when it is called, so that `feeder --help` costs next to nothing.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from io import TextIOWrapper

import click

from feeder.cli.failures import Failures

# Command → (module and name, what it is for): the one list that help, completion and docs read.
COMMANDS = {
    "once": ("feeder.cli.once:command", "Refresh sources once and write their feeds."),
    "run": ("feeder.cli.run:command", "Run as a daemon: refresh, watch, serve."),
    "worker": ("feeder.cli.worker:command", "Carry out refreshes for a clock on another machine."),
    "read": ("feeder.cli.read:command", "Show what feeder makes of a page; stores nothing."),
    "add": ("feeder.cli.add:command", "Look at a page or folder and add it to config.toml."),
    "remove": ("feeder.cli.manage:remove", "Take a source out of config.toml."),
    "pause": ("feeder.cli.manage:pause", "Leave a source alone for now."),
    "resume": ("feeder.cli.manage:resume", "Refresh a paused source again."),
    "status": ("feeder.cli.status:command", "Show how every source and section is."),
    "explain": ("feeder.cli.explain:command", "Show why an entry has its date, sections and id."),
    "check": ("feeder.cli.check:command", "Tell what is wrong with a feed, yours or anyone's."),
    "export": ("feeder.cli.export:command", "Write everything: opml, feed SECTION, jsonl SECTION."),
    "import": ("feeder.cli.importing:command", "Take in an OPML subscription list."),
    "forget": ("feeder.cli.forget:command", "Withdraw an entry for good, from feeds and archive."),
    "doctor": ("feeder.cli.doctor:command", "Find and mend trouble with database, files and configuration."),
    "migrate": ("feeder.cli.migrate:command", "Bring the database to this release's schema."),
    "copy": ("feeder.cli.copying:command", "Move an installation from one database to another."),
    "schema": ("feeder.cli.schema:command", "Print the JSON Schema of config.toml, for editors."),
    "completion": ("feeder.cli.completion:command", "Print shell completion for bash, zsh or fish."),
}


class Commands(click.Group):
    """The group of commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None for one that does not exist."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where a word is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else " See 'feeder --help'."
            ctx.fail(f"There is no command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, purpose) for name, (_, purpose) in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="feeder", message="feeder %(version)s")
def cli() -> None:
    """Proper feeds for news that has none: RSS, Atom and JSON feeds per section, with absolute times.

    Start with `feeder read FILE|URL` to see what feeder makes of a page, describe your sources in config.toml, and run
    `feeder once`.
    """


def _open_closed() -> None:
    """Whoever starts a program with its streams closed gets them empty: no file may take their numbers."""
    while (lowest := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(lowest, True)
    os.close(lowest)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def main() -> None:
    """Run the command line. Exit status 0 fine, 1 something failed, 2 bad usage or configuration, 75 busy."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # as `__main__` left it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    with Failures():
        cli(prog_name="feeder")
