"""`feeder run`: the daemon, its clock, its network, its threads, its server."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feeder.cli.clock import SystemClock
from feeder.cli.logs import FORMATS, set_up
from feeder.cli.options import config_option, installation_of, store_of, verbose_option
from feeder.errors import FeederError, StoreError

if TYPE_CHECKING:
    from feeder.daemon.daemon import Daemon
    from feeder.model.specs import Installation
    from feeder.store import Store

THREADS = 4


@click.command("run")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve the feeds at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to serve them at.")
@click.option("--no-web", is_flag=True, help="Serve nothing; only write files.")
@click.option("--log", "log", type=click.Choice(FORMATS), default="text", show_default=True, help="Kind of log lines.")
@config_option
@verbose_option
def command(host: str, port: int, no_web: bool, log: str, config: Path, verbose: int) -> None:
    """Run as a daemon: refresh sources when they are due, watch folders, serve the feeds.

    SIGTERM or Ctrl-C ends it, SIGHUP loads the configuration anew; a changed config.toml is noticed anyway. A second
    daemon for the same database ends with exit status 75.
    """
    set_up(log, verbose, journal="JOURNAL_STREAM" in os.environ)
    from feeder.daemon.single import only_one

    installation = installation_of(config)
    with only_one(_lock_of(installation)):
        store = store_of(installation)
        try:
            at = None if no_web else _listen(host, port)
            asyncio.run(_run(config, installation, store, at))
        finally:
            store.close()


def _lock_of(installation: Installation) -> Path | None:
    """The file that the daemon of an SQLite database locks; on PostgreSQL one of many is elected instead."""
    from feeder.store.engine import database_url

    url = database_url(installation.settings.database, installation.folder)
    return Path(f"{url.database}.lock") if url.get_backend_name() == "sqlite" else None


def _listen(host: str, port: int) -> socket.socket:
    try:
        from feeder.web.server import listen
    except ModuleNotFoundError as missing:
        remedy = "install it: pip install 'feeder[web]', or use --no-web"
        raise StoreError("feeder run", f"needs the package {missing.name}", remedy) from None
    at = listen(host, port)
    click.echo(f"Feeds are served at http://{host}:{at.getsockname()[1]}/", err=True)
    return at


async def _run(config: Path, installation: Installation, store: Store, at: socket.socket | None) -> None:
    from feeder.cli.fetching import open_network
    from feeder.daemon.daemon import Daemon
    from feeder.daemon.systemd import ServiceManager
    from feeder.pipeline.context import Context

    clock = SystemClock()
    async with AsyncExitStack() as stack:
        fetch, robots = await stack.enter_async_context(open_network(installation))
        threads = stack.enter_context(ThreadPoolExecutor(THREADS, thread_name_prefix="feeder"))
        context = Context(installation, store, clock, fetch, robots, offload=_offload(threads))
        daemon = Daemon(context, lambda: installation_of(config), _Changes(config), manager=ServiceManager())
        _heed_signals(daemon)
        async with asyncio.TaskGroup() as group:
            beside = [group.create_task(_watch(daemon))]
            if at is not None:
                beside.append(group.create_task(_serve(daemon, at)))
            try:
                await daemon.run()
            finally:
                daemon.stop()
                beside[0].cancel()


def _offload(threads: ThreadPoolExecutor) -> Callable[..., Any]:
    """Runs what may block in one of `threads`."""

    def offload(function: Callable[..., Any], /, *arguments: Any) -> Any:
        return asyncio.get_running_loop().run_in_executor(threads, function, *arguments)

    return offload


class _Changes:
    """Whether the configuration's file looks different from the last time that this was asked."""

    def __init__(self, config: Path) -> None:
        self._config = config
        self._seen = self._look()

    def __call__(self) -> bool:
        seen = self._look()
        changed = seen is not None and seen != self._seen
        self._seen = seen or self._seen
        return changed

    def _look(self) -> tuple[int, int, int] | None:
        try:
            stat = self._config.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _heed_signals(daemon: Daemon) -> None:
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, daemon.reload)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _end, daemon)


def _end(daemon: Daemon) -> None:
    """Once: end what was begun. Twice: end now."""
    if daemon.stopping.is_set():
        sys.stderr.write("feeder: ended at once, as you asked twice\n")
        os._exit(1)
    daemon.stop()


async def _watch(daemon: Daemon) -> None:
    """Watch the folders of the configuration as it is now, and of each later one."""
    from feeder.daemon.watching import watch

    while True:
        daemon.reloaded.clear()
        specs = list(daemon.context.installation.sources.values())
        watching = asyncio.create_task(watch(specs, daemon.hint))
        try:
            await daemon.reloaded.wait()
        finally:
            watching.cancel()


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
    )
    try:
        await serve(make_app(site), at, daemon.stopping)
    except OSError as error:
        raise FeederError("the server", str(error)) from error
