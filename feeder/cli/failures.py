"""Errors on their way out: one line for a person, the exit status for a script, never a traceback for bad input."""

from __future__ import annotations

import os
import sys
from types import TracebackType

import click

from feeder.errors import ConfigError, FeederError
from feeder.text import printable, squash

EXIT_PIPE = 141


def complain(error: FeederError | str) -> None:
    """Tell an error on standard error: on one line but for the faults of a configuration, nothing a terminal obeys."""
    text = str(error)
    click.echo(f"feeder: {printable(text if isinstance(error, ConfigError) else squash(text))}", err=True)


class Failures:
    """Turns what passes it into a message on standard error and an exit status."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, FeederError):
            complain(error)
            sys.exit(error.exit_code)
        if isinstance(getattr(error, "__cause__", None), KeyboardInterrupt):
            complain("stopped")  # Ctrl-C while a class was made, of which Python 3.11 makes another error
            sys.exit(FeederError.exit_code)
        if isinstance(error, BrokenPipeError):
            _drop_output()
            sys.exit(EXIT_PIPE)
        if isinstance(error, OSError):
            _drop_output()
            where = f"{error.filename}: " if error.filename else ""
            complain(f"{where}{error.strerror or error}")
            sys.exit(FeederError.exit_code)


def _drop_output() -> None:
    """What is still to be written to standard output goes nowhere: there is nowhere to write it."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
