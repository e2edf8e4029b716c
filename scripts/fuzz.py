"""Fuzz feeder's parsers for as long as you like: `python -m scripts.fuzz [--seconds 600] [--guided] [TARGET …]`.

Damages the samples of tests/fuzz anew each time, and keeps every input that crashes a parser, or takes it more than a
second of processor time for each 100 KB, in tests/fuzz/cases: the tests try them from then on. With `--guided` the
choice is guided by coverage; that needs `pip install atheris`, and takes one target.
"""

from __future__ import annotations

import argparse
import sys
import time
from hashlib import sha256
from random import Random

from tests.fuzz.invariant import broken
from tests.fuzz.mutate import Mutator
from tests.fuzz.seeds import CASES, seeds
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Run; 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=" ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60.0, help="for each target (default 60)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the random choices (default: the time)")
    parser.add_argument("--guided", action="store_true", help="guide by coverage, with atheris")
    asked = parser.parse_args()
    names = asked.targets or list(TARGETS)
    if unknown := set(names) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    if asked.guided:
        guided(names[0], asked.seconds)
    return 1 if sum(fuzz(name, asked.seconds, asked.seed) for name in names) else 0


def fuzz(name: str, seconds: float, seed: int) -> int:
    """How many different faults `seconds` of damage bring to light."""
    target, found, runs = TARGETS[name], set(), 0
    mutator = Mutator(Random(f"{name} {seed}"), seeds(name), target.longest)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data, runs = mutator.input(), runs + 1
        fault = broken(target, data)
        if fault and fault not in found:
            found.add(fault)
            print(f"{name}: {fault}\n  kept as {keep(name, data)}", flush=True)
    print(f"{name}: {runs} inputs, {len(found)} faults (seed {seed})", flush=True)
    return len(found)


def keep(name: str, data: bytes) -> str:
    """Write an input that did harm to the kept cases."""
    path = CASES / name / sha256(data).hexdigest()[:12]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path.relative_to(CASES.parent.parent.parent))


def guided(name: str, seconds: float) -> None:
    """Let atheris choose the inputs; never comes back."""
    try:
        import atheris
    except ImportError:
        sys.exit("--guided needs atheris: pip install atheris")
    target = TARGETS[name]

    def one(data: bytes) -> None:
        if fault := broken(target, data[: target.longest]):
            keep(name, data)
            raise AssertionError(fault)

    folder = CASES.parent / ".corpus" / name
    folder.mkdir(parents=True, exist_ok=True)
    for sample in seeds(name):
        (folder / sha256(sample).hexdigest()[:12]).write_bytes(sample)
    with atheris.instrument_imports(include=["feeder"]):
        for sample in seeds(name):
            broken(target, sample)  # imports all that reads it
    atheris.Setup([sys.argv[0], str(folder), f"-max_total_time={int(seconds)}", "-max_len=20000"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
