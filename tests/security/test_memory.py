"""No input of a stranger takes more than fifty times its size, or 100 MB where that is more."""

from __future__ import annotations

import multiprocessing
import resource
import tracemalloc
import zlib
from contextlib import suppress

import pytest

from feeder.errors import SourceError
from feeder.sources.http.body import Bounds, Unpacker
from tests.fuzz.invariant import broken
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS

SIZE = 300_000
MOST = max(100_000_000, 50 * SIZE)
UNITS = (
    b"<p>",
    b"<a href='",
    b"&amp;",
    b"[",
    b'{"a":',
    b"Meer uit Streek\n",
    b"OSLO (ANP) - x 3 uur geleden\n",
    b"\xe5\xb9\xb4",
)


def _measure(name: str, grown: multiprocessing.Queue[int]) -> None:
    """By how many bytes this process grew at most while a target read long inputs, one after the other."""
    target, sample = TARGETS[name], seeds(name)[0]
    broken(target, sample)  # what is loaded once does not count
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for unit in UNITS:
        half = len(sample) // 2
        data = sample[:half] + unit * (SIZE // len(unit)) + sample[half:]
        with suppress(*target.raises):
            target.run(data[: target.longest])
    grown.put(1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before))


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_unpacked_to_its_bound_and_no_further(coding: str) -> None:
    """What is beyond the bound is not even made: 200 MB in 200 KB take no more than a few."""
    packer = zlib.compressobj(wbits=31 if coding == "gzip" else 15)
    bomb = packer.compress(b"\0" * 200_000_000) + packer.flush()
    unpacker = Unpacker(coding, Bounds(wire=1_000_000, unpacked=1_000_000), "page")
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match="unpacks to more"):
            unpacker.feed(bomb)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["html", "wire", "feed", "jsonfeed", "opml", "config", "check", "restore", "markup"])
def test_memory_is_bounded(name: str) -> None:
    """Measured as the highest resident size of a process that reads nothing else."""
    context = multiprocessing.get_context("spawn")
    grown: multiprocessing.Queue[int] = context.Queue()
    process = context.Process(target=_measure, args=(name, grown))
    process.start()
    assert grown.get(timeout=120) < MOST
    process.join()
