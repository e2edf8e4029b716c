"""Errors on their way out: one line for a person, the exit status for a script, never a traceback for bad input."""

from __future__ import annotations

import os
import sys
from types import TracebackType

import click

from feeder.errors import FeederError

EXIT_PIPE = 141


class Failures:
    """Turns what passes it into a message on standard error and an exit status."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, FeederError):
            click.echo(f"feeder: {error}", err=True)
            sys.exit(error.exit_code)
        if isinstance(error, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(EXIT_PIPE)
