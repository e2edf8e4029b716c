"""`feeder run`: the daemon and its server."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feeder.cli.logs import FORMATS, set_up
from feeder.cli.mending import database_file, lock_of, mend
from feeder.cli.options import config_option, installation_of, store_of, verbose_option
from feeder.cli.service import daemon_of, first_error, run_until_stopped
from feeder.errors import StoreError

if TYPE_CHECKING:
    from feeder.clock import Clock
    from feeder.daemon.daemon import Daemon
    from feeder.model.specs import Installation
    from feeder.store import Store


@click.command("run")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve the feeds at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to serve them at.")
@click.option("--no-web", is_flag=True, help="Serve nothing; only write files.")
@click.option(
    "--hands",
    default=16,
    show_default=True,
    type=click.IntRange(0, 256),
    help="On PostgreSQL: refreshes to carry out here, beside the workers.",
)
@click.option("--log", "log", type=click.Choice(FORMATS), default="text", show_default=True, help="Kind of log lines.")
@config_option
@verbose_option
def command(host: str, port: int, no_web: bool, hands: int, log: str, config: Path, verbose: int) -> None:
    """Run as a daemon: refresh sources when they are due, watch folders, serve the feeds.

    SIGTERM or Ctrl-C ends it, SIGHUP loads the configuration anew; a changed config.toml is noticed anyway. A second
    daemon for the same SQLite database ends with exit status 75; on PostgreSQL any number runs, and one of them is the
    clock.
    """
    set_up(log, verbose, journal="JOURNAL_STREAM" in os.environ)
    from feeder.daemon.single import only_one

    installation = installation_of(config)
    with only_one(lock_of(installation)):
        _mend(installation)
        store = store_of(installation)
        try:
            at = None if no_web else _listen(host, port)
            if at is not None and (told := _elsewhere(installation.settings.base_url, at.getsockname()[1])):
                click.echo(told, err=True)
            asyncio.run(_run(config, installation, store, at, hands))
        except BaseExceptionGroup as group:
            raise first_error(group) from group
        finally:
            store.close()


def _mend(installation: Installation) -> None:
    """Make a database anew whose pages are damaged, so that feeds go on; the log says what was done."""
    import logging

    from feeder.store.upkeep import page_fault

    path = database_file(installation)
    fault = page_fault(path) if path is not None else None
    for done in mend(installation, fault) if fault else ():
        logging.getLogger("feeder").error("%s", done)


def _listen(host: str, port: int) -> socket.socket:
    try:
        from feeder.web.server import listen
    except ModuleNotFoundError as missing:
        remedy = "install it: pip install 'feeder[web]', or use --no-web"
        raise StoreError("feeder run", f"needs the package {missing.name}", remedy) from None
    at = listen(host, port)
    click.echo(f"Feeds are served at http://{host}:{at.getsockname()[1]}/", err=True)
    return at


def _elsewhere(base_url: str, port: int) -> str | None:
    """A warning where feeds name an address on this machine that is not the one they are served at."""
    from urllib.parse import urlsplit

    named = urlsplit(base_url)
    if named.hostname not in ("127.0.0.1", "localhost", "::1") or (named.port or 80) == port:
        return None
    return f"Mind base_url in the configuration: feeds call themselves {base_url}…, which is another port."


async def _run(config: Path, installation: Installation, store: Store, at: socket.socket | None, hands: int) -> None:
    async with daemon_of(config, installation, store, hands=hands) as (daemon, beside):
        serving = [] if at is None else [lambda: _serve(daemon, at)]
        await run_until_stopped(daemon, [*beside, *serving])


def _fleet_of(store: Store, clock: Clock) -> Callable[[], dict[str, Any] | None]:
    """What tells how the workers are; nothing where there can be none."""
    if store.path is not None:
        return lambda: None
    from feeder.workers.fleet import fleet

    return lambda: fleet(store, clock.utc())


async def _serve(daemon: Daemon, at: socket.socket) -> None:
    from feeder.web.app import make_app
    from feeder.web.server import serve
    from feeder.web.site import Site

    context, secret = daemon.context, os.environ.get("FEEDER_TOKEN")
    site = Site(
        lambda: daemon.context.installation,
        context.store,
        context.clock,
        daemon.pulse,
        daemon.refresh_now,
        secret,
        _fleet_of(context.store, context.clock),
    )
    await serve(make_app(site), at, daemon.stopping)
