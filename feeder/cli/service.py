"""What a process that stays is made of: its clock, its network, its threads, its signals, and whose work it does."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feeder.cli.clock import SystemClock
from feeder.cli.node import node_name
from feeder.cli.options import installation_of
from feeder.errors import FeederError

if TYPE_CHECKING:
    from feeder.cli.share import Share
    from feeder.daemon.daemon import Daemon
    from feeder.model.specs import Installation
    from feeder.pipeline.context import Context
    from feeder.store import Store

THREADS = 4
TICK_BESIDE_OTHERS = 0.5  # seconds: with many workers a second is long


@asynccontextmanager
async def context_of(installation: Installation, store: Store) -> AsyncIterator[Context]:
    """What refreshes are carried out with, in threads of their own."""
    from feeder.cli.fetching import open_network
    from feeder.pipeline.context import Context

    async with AsyncExitStack() as stack:
        fetch, robots = await stack.enter_async_context(open_network(installation))
        threads = stack.enter_context(ThreadPoolExecutor(THREADS, thread_name_prefix="feeder"))
        nodes = None if store.path is not None else (node_name(),)
        yield Context(installation, store, SystemClock(), fetch, robots, offload=_offload(threads), nodes=nodes)


def _offload(threads: ThreadPoolExecutor) -> Callable[..., Any]:
    """Runs what may block in one of `threads`."""

    def offload(function: Callable[..., Any], /, *arguments: Any) -> Any:
        return asyncio.get_running_loop().run_in_executor(threads, function, *arguments)

    return offload


class Changes:
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


@asynccontextmanager
async def daemon_of(
    config: Path, installation: Installation, store: Store, *, clock: bool = True, hands: int = 0
) -> AsyncIterator[tuple[Daemon, list[Callable[[], Any]]]]:
    """(the daemon, what goes on beside it until it stops). On PostgreSQL it is one of many; see `feeder.cli.share`."""
    from feeder.daemon.daemon import TICK, Daemon
    from feeder.daemon.systemd import ServiceManager

    async with AsyncExitStack() as stack:
        context = await stack.enter_async_context(context_of(installation, store))
        share = _share(store, clock=clock, hands=hands) if store.path is None else None
        daemon = Daemon(
            context,
            lambda: installation_of(config),
            Changes(config),
            duties=await share.open(store, stack) if share else (),
            manager=ServiceManager(),
            tick=TICK_BESIDE_OTHERS if share else TICK,
            publishes=clock,
            also=share.jobs() if share else (),
        )
        if share:
            share.daemon = daemon
        heed_signals(daemon)
        yield daemon, [share.work] if share else []


def _share(store: Store, *, clock: bool, hands: int) -> Share:
    from feeder.cli.share import Share  # needs the packages of the extra

    return Share(store, clock=clock, hands=hands)


async def run_until_stopped(daemon: Daemon, beside: Sequence[Callable[[], Any]]) -> None:
    """Run the daemon, watch its folders, and do what goes on beside it; end all of it together."""
    async with asyncio.TaskGroup() as group:
        watching = group.create_task(_watch(daemon))
        for work in beside:
            group.create_task(work())
        try:
            await daemon.run()
        finally:
            daemon.stop()
            watching.cancel()


def heed_signals(daemon: Daemon) -> None:
    """SIGHUP loads the configuration anew; SIGTERM and Ctrl-C end what was begun, and a second one ends at once."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, daemon.reload)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _end, daemon)


def _end(daemon: Daemon) -> None:
    if daemon.stopping.is_set():
        sys.stderr.write("feeder: ended at once, as you asked twice\n")
        os._exit(1)
    daemon.stop()


async def _watch(daemon: Daemon) -> None:
    """Watch the folders of the configuration as it is now, and of each later one."""
    from feeder.daemon.watching import watch

    while True:
        daemon.reloaded.clear()
        specs = daemon.context.installation.sources.values()
        nodes = daemon.context.nodes
        own = [spec for spec in specs if nodes is None or spec.node is None or spec.node in nodes]
        watching = asyncio.create_task(watch(own, daemon.hint))
        try:
            await daemon.reloaded.wait()
        finally:
            watching.cancel()


def first_error(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The error of ours that ended a group of tasks, or the first of any kind."""
    found: BaseException | None = None
    for error in group.exceptions:
        one = first_error(error) if isinstance(error, BaseExceptionGroup) else error
        found = one if found is None or (isinstance(one, FeederError) and not isinstance(found, FeederError)) else found
    return found or group
