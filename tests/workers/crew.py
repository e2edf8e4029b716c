"""The processes of a fleet, each in a folder of its own, on one database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

YOUNG = 15.0  # seconds in which a process may still be starting
PROJECT = Path(__file__).parents[2]
Process = subprocess.Popen[bytes]


@dataclass
class Crew:
    """Processes by name: those named `run…` are candidates for the clock, the others workers."""

    root: Path
    config: str
    database: str
    lease: float
    alive: dict[str, Process] = field(default_factory=dict)
    born: dict[str, float] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start a process, in the folder that it had before."""
        folder = self.root / name
        folder.mkdir(exist_ok=True)
        (folder / "config.toml").write_text(self.config, encoding="utf-8")
        words = ["run", "--no-web", "--hands", "0"] if name.startswith("run") else ["worker", "--hands", "8"]
        own = {"FEEDER_DATABASE": self.database, "FEEDER_CONTACT": f"https://{name}", "FEEDER_NODE": name}
        own |= {"FLEET_LEASE": str(self.lease), "PYTHONPATH": str(PROJECT)}
        with (folder / "log").open("ab") as log:
            command = [sys.executable, "-m", "tests.workers.process", *words]
            self.born[name] = time.monotonic()
            self.alive[name] = subprocess.Popen(command, cwd=folder, env={**os.environ, **own}, stderr=log, stdout=log)

    def send(self, name: str, number: signal.Signals) -> None:
        """Send a signal."""
        self.alive[name].send_signal(number)

    def kill(self, name: str) -> None:
        """End a process in the middle of whatever it does."""
        process = self.alive.pop(name)
        process.kill()
        process.wait()

    def mind(self) -> list[str]:
        """Start again whoever ended by itself, as a service manager does. Returns those that no start can excuse: who
        starts while there is no database says so and ends."""
        ended = [name for name, process in self.alive.items() if process.poll() is not None]
        old = [name for name in ended if time.monotonic() - self.born[name] > YOUNG]
        for name in ended:
            self.start(name)
        return old

    def stop(self, *names: str) -> list[str]:
        """End the named ones (all) as a service manager does; the names of those that did not end well."""
        ending = {name: self.alive.pop(name) for name in names or tuple(self.alive)}
        for process in ending.values():
            process.send_signal(signal.SIGCONT)
            process.terminate()
        return [name for name, process in ending.items() if _wait(process) != 0]

    def log(self, name: str) -> str:
        """What a process has said so far."""
        return (self.root / name / "log").read_text(encoding="utf-8", errors="replace")


def _wait(process: Process) -> int:
    try:
        return process.wait(timeout=40)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
