"""Options that many commands share, and what stands behind them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from feeder.text import escaped

if TYPE_CHECKING:
    from feeder.model.specs import Installation
    from feeder.store import Store

NO_SOURCES = "There are no sources yet; 'feeder add URL' or 'feeder add FOLDER' makes one."

F = TypeVar("F", bound=Callable[..., Any])

_VERBOSE = "Log what happens; twice: every detail."


def config_option(function: F) -> F:
    """`--config FILE`: the configuration; default config.toml in the working folder."""
    return click.option(
        "--config",
        "config",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path("config.toml"),
        show_default=True,
        help="The configuration file.",
    )(function)


def json_option(function: F) -> F:
    """`--json`: a documented JSON shape on standard output instead of text for people."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(function)


def verbose_option(function: F) -> F:
    """`-v`: log what happens; `-vv`: every detail. For a command that sets up a log of its own."""
    return click.option("-v", "--verbose", count=True, help=_VERBOSE)(function)


def log_option(function: F) -> F:
    """`-v` for a command that does one thing and ends: the log is set up before it runs."""
    return click.option(
        "-v",
        "--verbose",
        count=True,
        help=_VERBOSE,
        expose_value=False,
        callback=lambda _context, _option, verbose: set_up_logging(verbose),
    )(function)


def installation_of(config: Path) -> Installation:
    """The installation that the configuration file describes. Raises ConfigError."""
    from feeder.config.load import load

    return load(config, os.environ)


def store_of(installation: Installation) -> Store:
    """The installation's database, made or migrated where needed. Raises StoreError."""
    from feeder.store import open_store

    return open_store(installation.settings.database, folder=installation.folder)


def set_up_logging(verbose: int) -> None:
    """Log to standard error: warnings, with -v what happens, with -vv everything."""
    import logging

    from feeder.cli.logs import OneLine

    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine("%(levelname)s %(name)s: %(message)s"))
    if not verbose:
        handler.addFilter(lambda record: record.name != "feeder.trouble")  # the command tells of it when it ends
    logging.basicConfig(level=level, handlers=[handler])
    for name in ("alembic", "httpcore", "httpx"):  # they tell too much: every migration, the headers of every answer
        logging.getLogger(name).setLevel(logging.WARNING)


def print_json(value: object) -> None:
    """`value` as JSON on standard output, UTF-8, two spaces to a level."""
    click.echo(escaped(json.dumps(value, ensure_ascii=False, indent=2)))
