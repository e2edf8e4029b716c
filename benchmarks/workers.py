"""Refreshes a second: one process on SQLite against 1, 2, 4 workers on PostgreSQL, on one machine.

    python -m benchmarks.workers [--sources 1500] [--workers 1 2 4]

Each arrangement refreshes every source once, all of them due at the start, as processes that anybody would start. The
rate is that of the middle eight tenths, so that start and end do not count; the CPU is that of feeder's processes,
starts and all, without the database server's. A server in a process of its own answers.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import text

from benchmarks.daemon import config_of, served
from feeder.store import Store, open_store
from tests.support.postgres import Server, running

RUN, WORKER = ("run", "--no-web"), ("worker",)


def measure(name: str, commands: Sequence[Sequence[str]], sources: int, server: Server | None) -> float:
    """Print and return the refreshes a second of some processes."""
    with served(0.0) as port, tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "config.toml").write_text(config_of(sources, port), encoding="utf-8")
        url, before = server.make() if server else "sqlite:///feeder.db", _cpu()
        with closing(open_store(url, folder=root)) as store, _running(commands, root, url):
            rate = _rate(store, sources)
        spent = (_cpu() - before) / sources * 1e3
    print(f"{name:32} {rate:6.1f} refreshes/s, {spent:5.1f} ms CPU each", flush=True)
    return rate


def _cpu() -> float:
    """Seconds of CPU of every process that has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _running(commands: Sequence[Sequence[str]], folder: Path, url: str) -> Iterator[None]:
    environ = {**os.environ, "FEEDER_DATABASE": url, "PYTHONPATH": str(Path(__file__).parents[1])}
    with (folder / "log").open("wb") as log:
        processes = [
            subprocess.Popen([sys.executable, "-m", "feeder", *words], cwd=folder, env=environ, stderr=log)
            for words in commands
        ]
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(60)


def _rate(store: Store, sources: int) -> float:
    first, last = sources // 10, sources - sources // 10
    count = text("SELECT count(*) FROM sources WHERE outcome IS NOT NULL")
    begun: tuple[float, int] | None = None
    while True:
        with store.read() as reader:
            done: int = reader.connection.execute(count).scalar_one()
        if begun is None and done >= first:
            begun = time.perf_counter(), done
        if begun is not None and done >= last:
            return (done - begun[1]) / (time.perf_counter() - begun[0])
        time.sleep(0.2)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=1500)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    asked = parser.parse_args()
    embedded = measure("embedded, SQLite", [RUN], asked.sources, None)
    with running(durable=True) as server:
        for count in asked.workers:
            commands = [(*RUN, "--hands", "0"), *[WORKER] * count]
            rate = measure(f"clock and {count} workers, PostgreSQL", commands, asked.sources, server)
            print(f"{'':32} {rate / embedded:6.2f} of embedded", flush=True)


if __name__ == "__main__":
    main()
