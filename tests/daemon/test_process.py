"""`feeder run` as a process: how it starts, is told things, and ends. Real time, real signals, real files."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CONFIG = """
[feeder]
timezone = "Europe/Amsterdam"

[[sources]]
name = "wire"
path = "in/*.txt"
section = "sport"
every = "1h"
"""
PAGE = """Meer uit Sport
ALMEN (XNP) - De raad van Almen heeft ingestemd met zwembad nummer {0} aan de {0}e straat.
3 uur geleden
"""


class Running:
    """A daemon in a folder of its own."""

    def __init__(self, folder: Path, *options: str, **environ: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "feeder", "run", *options],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environ},
            stderr=subprocess.PIPE,
            text=True,
        )

    def put(self, number: int) -> None:
        """Drop a page into the watched folder, as a program that writes it would."""
        name = f"sport-2026-05-{number % 28 + 1:02}T{number // 28 % 24:02}{number // 672:02}+0200.txt"
        (self.folder / "in" / name).write_text(PAGE.format(number), encoding="utf-8")

    def entries(self) -> int:
        """How many stories the feed tells of."""
        path = self.folder / "output" / "sport.json"
        return len(json.loads(path.read_bytes())["items"]) if path.exists() else 0

    def kill(self) -> None:
        """End it as a power cut would, unless it has ended."""
        self.process.kill()
        self.process.wait()
        if self.process.stderr is not None:
            self.process.stderr.close()

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Tell it to end; (its exit status, what it logged)."""
        self.process.send_signal(number)
        _, logged = self.process.communicate(timeout=60)
        return self.process.returncode, logged


def wait_for(what: Callable[[], bool], seconds: float = 60.0) -> None:
    """Return as soon as `what` holds."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An installation that watches an empty folder."""
    (tmp_path / "in").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[..., Running]]:
    """Starts daemons, and leaves none behind."""
    begun: list[Running] = []

    def begin(*options: str, **environ: str) -> Running:
        begun.append(Running(folder, *options, **environ))
        return begun[-1]

    yield begin
    for running in begun:
        running.kill()


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
    return port


def fetched(url: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    asked = urllib.request.Request(url, method=method, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_a_file_dropped_becomes_a_feed_that_is_served(start: Callable[..., Running]) -> None:
    """A file is noticed, read, published and served; /health tells of its source; a second daemon is turned away."""
    port = free_port()
    running = start("--port", str(port), FEEDER_TOKEN="secret")
    running.put(1)
    wait_for(lambda: running.entries() == 1)
    url = f"http://127.0.0.1:{port}"
    status, body = fetched(f"{url}/sport.rss")
    assert status == 200
    assert b"zwembad nummer 1" in body
    status, body = fetched(f"{url}/health")
    assert (status, json.loads(body)["sources"]["wire"]["outcome"]) == (200, "ok")
    assert fetched(f"{url}/refresh/wire", "POST", Authorization="Bearer wrong")[0] == 401
    status, body = fetched(f"{url}/refresh/wire", "POST", Authorization="Bearer secret")
    assert (status, json.loads(body)["sources"][0]["source"]) == (200, "wire")
    assert start("--no-web").process.wait(30) == 75
    once = subprocess.run(
        [sys.executable, "-m", "feeder", "once"], cwd=running.folder, capture_output=True, check=False
    )
    assert once.returncode == 0, once.stderr
    assert running.end()[0] == 0


def test_a_changed_configuration_is_noticed_and_a_bad_one_refused(start: Callable[..., Running], folder: Path) -> None:
    """A source that is added works without a restart; a fault keeps the old configuration, and the log names it."""
    running = start("--no-web")
    running.put(1)
    wait_for(lambda: running.entries() == 1)
    (folder / "config.toml").write_text(CONFIG + "\n[[sources]]\nname = 'bad'\n", encoding="utf-8")
    time.sleep(2.5)
    running.put(2)
    wait_for(lambda: running.entries() == 2)
    (folder / "more").mkdir()
    (folder / "more" / "sport-2026-05-09T1200+0200.txt").write_text(PAGE.format(3), encoding="utf-8")
    more = "\n[[sources]]\nname = 'more'\npath = 'more/*.txt'\nsection = 'sport'\n"
    (folder / "config.toml").write_text(CONFIG + more, encoding="utf-8")
    wait_for(lambda: running.entries() == 3)
    status, logged = running.end()
    assert status == 0
    assert "needs url or path" in logged
    assert "the configuration stays as it was" in logged


def test_it_tells_the_service_manager(start: Callable[..., Running], folder: Path) -> None:
    """READY once it works, WATCHDOG while it ticks, RELOADING and READY at SIGHUP, STOPPING at the end."""
    path = folder / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(path))
        manager.settimeout(30)
        running = start("--no-web", NOTIFY_SOCKET=str(path), WATCHDOG_USEC="30000000")
        told = [manager.recv(1000).decode()]
        while "WATCHDOG=1" not in told[-1]:
            told.append(manager.recv(1000).decode())
        assert any("READY=1" in message for message in told)
        running.process.send_signal(signal.SIGHUP)
        while "RELOADING=1" not in told[-1]:
            told.append(manager.recv(1000).decode())
        assert "MONOTONIC_USEC=" in told[-1]
        assert running.end(signal.SIGINT)[0] == 0
        while "STOPPING=1" not in told[-1]:
            told.append(manager.recv(1000).decode())


def test_log_lines_for_programs(start: Callable[..., Running]) -> None:
    """With --log json each line is an object with its time, level and message."""
    running = start("--no-web", "--log", "json")
    running.put(1)
    wait_for(lambda: running.entries() == 1)
    _, logged = running.end()
    lines = [json.loads(line) for line in logged.splitlines()]
    assert {"time", "level", "logger", "message"} <= set(lines[0])
    assert any("feeder runs" in line["message"] for line in lines)


def test_a_port_that_is_taken(start: Callable[..., Running]) -> None:
    """The error names the address and what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        running = start("--port", str(taken.getsockname()[1]))
        _, logged = running.process.communicate(timeout=60)
    assert running.process.returncode == 1
    assert "cannot be listened at" in logged
    assert "--port" in logged
