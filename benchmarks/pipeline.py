"""The whole path: captures of wire text to feeds, the same again unchanged, and start-up.

    python -m benchmarks.pipeline [CAPTURES] [TEASERS]

Prints seconds for CAPTURES captures of TEASERS teasers through everything (one new story each), for the same files
again, for a forced second reading of all, the peak memory of this process, and wall seconds of `feeder --help` and of
a run with nothing to do.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.installation import House

START = datetime(2026, 3, 1, tzinfo=UTC)
STEP = timedelta(minutes=17)
SUBJECTS = ("brug", "molen", "markt", "kade", "school", "haven", "toren", "sluis", "brouwerij", "bibliotheek")
DEEDS = ("gaat open", "wordt verbouwd", "blijft dicht", "trekt veel bezoekers", "krijgt een prijs", "is verkocht")
PLACES = ("ALMEN", "BAAK", "VORDEN", "RUURLO", "LOCHEM", "LAREN", "BORCULO", "NEEDE", "EIBERGEN", "GROENLO")


def story(n: int) -> tuple[str, str]:
    """(place, text) of the n-th invented story; no two are alike."""
    subject, deed = SUBJECTS[n % 10], DEEDS[n // 10 % 6]
    text = (
        f"De {subject} {deed} na besluit {n} van de gemeenteraad. Volgens wethouder nummer {n * 7 % 991} "
        f"kost dat {n % 83 + 2} miljoen euro, en duurt het {n % 31 + 1} maanden voor alles klaar is."
    )
    return PLACES[n // 60 % 10], text


def capture(i: int, teasers: int) -> str:
    """The i-th page: one story newer than the page before, the oldest gone."""
    lines = []
    for n in range(i + teasers, i, -1):
        place, text = story(n)
        minutes = 5 + (i + teasers - n) * int(STEP.total_seconds() // 60)
        age = f"{minutes} minuten geleden" if minutes < 60 else f"{minutes // 60} uur geleden"
        lines.append(f"{place} (XNP) - {text}\n{age}")
    return "Meer uit Streek\n" + "".join(lines)


def timed(what: str, run: Callable[[], object]) -> None:
    """Run once and print the seconds that it took."""
    begin = time.perf_counter()
    run()
    print(f"{what:55} {time.perf_counter() - begin:8.2f} s")


def command(root: Path, *arguments: str) -> None:
    """A whole `feeder` process."""
    subprocess.run([sys.executable, "-m", "feeder", *arguments], cwd=root, check=True, capture_output=True)


def main() -> None:
    """Print the figures."""
    captures = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    teasers = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        (house.root / "config.toml").write_text(house.config)
        for i in range(captures):
            house.put(f"streek-{START + i * STEP:%Y-%m-%dT%H%M}+0000.txt", capture(i, teasers))
        timed(f"{captures} captures of {teasers} teasers", house.run)
        timed("the same, unchanged", house.run)
        print(f"{'entries':55} {len(house.entries()):8}")
        print(f"{'peak memory':55} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
        command(house.root, "once")
        timed("feeder once with nothing to do, whole process", lambda: command(house.root, "once"))
        timed("feeder --help, whole process", lambda: command(house.root, "--help"))


if __name__ == "__main__":
    main()
