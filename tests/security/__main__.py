"""Take each guard out of a copy of the code, and see a test fail: `python -m tests.security [GUARD …]`.

Exit status 1 where a guard is gone and no test that is named for it notices.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.security.guards import GUARDS, Guard

ROOT = Path(__file__).parents[2]
COPIED = ("feeder", "tests", "scripts", "docs", "examples", "pyproject.toml", "README.md", "requirements.lock")
SECONDS = 300  # a guard whose absence hangs its tests is missed, too
LAST_WORDS = 3000  # characters


def main(words: Sequence[str] | None = None) -> int:
    """Say of each guard whether it is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.security", description=__doc__.splitlines()[0])
    parser.add_argument("guards", nargs="*", metavar="GUARD", help="their names, or parts of them (default: all)")
    asked = parser.parse_args(words)
    chosen = {name: guard for name, guard in GUARDS.items() if not asked.guards or any(w in name for w in asked.guards)}
    with tempfile.TemporaryDirectory(prefix="feeder-guards-") as folder:
        copy = copied(Path(folder))
        if told := failed(copy, whole(chosen.values())):
            print(f"{told}\nthe tests fail with every guard in its place")
            return 1
        unnoticed = [name for name, guard in chosen.items() if not _told(name, missed(copy, guard))]
    print(f"{len(chosen)} guards, {len(unnoticed)} that no test misses")
    return 1 if unnoticed else 0


def whole(guards: Iterable[Guard]) -> Guard:
    """No guard at all: every test of these guards, and nothing taken out."""
    tests = dict.fromkeys(test for guard in guards for test in guard.tests)
    return Guard("pyproject.toml", "[project]", "[project]", tuple(tests))


def copied(folder: Path) -> Path:
    """A copy of what the tests need, in `folder`."""
    for name in COPIED:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, folder / name)
    return folder


def missed(copy: Path, guard: Guard) -> bool:
    """Whether a test fails once the guard is taken out of the copy; it is put back afterwards."""
    return failed(copy, guard) is not None


def failed(copy: Path, guard: Guard) -> str | None:
    """What the first test says that fails once the guard is taken out of the copy; None where none does."""
    path = copy / guard.file
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(guard.guarded, guard.unguarded), encoding="utf-8")
    try:
        command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
        done = subprocess.run(
            [*command, *(f"tests/{test}" for test in guard.tests)],
            cwd=copy,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"not done within {SECONDS} seconds"
    finally:
        path.write_text(whole, encoding="utf-8")
    return done.stdout[-LAST_WORDS:] if done.returncode == 1 else None


def _told(name: str, noticed: bool) -> bool:
    print(f"{'missed' if noticed else 'NOT MISSED':12}{name}", flush=True)
    return noticed


if __name__ == "__main__":
    sys.exit(main())
