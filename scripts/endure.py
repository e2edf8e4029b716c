"""Everything that takes long, one after the other, and one table: `python -m scripts.endure [--seeds 200] …`.

The simulator, kills of every kind and a rush of files (`tests.faults`), guards taken out (`tests.security`), every
parser fuzzed, the soak. Some two hours on two processors. Exit status 1 where anything went wrong; what each run told
is kept in a folder, which is named at the end.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Run them all; how many went wrong decides the exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.endure", description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=200, help="of the simulator (default 200)")
    parser.add_argument("--kills", type=int, default=200, help="of each kind (default 200)")
    parser.add_argument("--files", type=int, default=10_000, help="that are dropped at once (default 10000)")
    parser.add_argument("--fuzz", type=float, default=60.0, help="seconds for each parser (default 60)")
    parser.add_argument("--minutes", type=float, default=30.0, help="of the soak (default 30)")
    asked = parser.parse_args()
    runs = {
        "simulator": ("tests.simulator", "--seeds", str(asked.seeds)),
        "faults": ("tests.faults", "--kills", str(asked.kills), "--files", str(asked.files)),
        "guards": ("tests.security",),
        "fuzz": ("scripts.fuzz", "--seconds", str(asked.fuzz)),
        "soak": ("scripts.soak", "--minutes", str(asked.minutes)),
    }
    folder = Path(tempfile.mkdtemp(prefix="feeder-endured-"))
    print(f"{'run':10}  minutes  status  last words")
    wrong = [name for name, words in runs.items() if not _told(name, words, folder)]
    print(f"what each of them told is in {folder}")
    return 1 if wrong else 0


def _told(name: str, words: tuple[str, ...], folder: Path) -> bool:
    """A row of the table; whether all was well."""
    begun, path = time.monotonic(), folder / f"{name}.txt"
    with path.open("wb") as file:
        done = subprocess.run([sys.executable, "-m", *words], stdout=file, stderr=subprocess.STDOUT, check=False)
    last = (path.read_text(encoding="utf-8", errors="replace").splitlines() or [""])[-1]
    print(f"{name:10}  {(time.monotonic() - begun) / 60:7.1f}  {done.returncode:6}  {last}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
