"""Whatever comes in, a parser gives what it promises: a value or its own errors, in time. `scripts/fuzz.py` goes on."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeder.errors import PageError
from tests.fuzz.invariant import broken
from tests.fuzz.mutate import Mutator
from tests.fuzz.seeds import CASES, SEEDS, seeds
from tests.fuzz.targets import TARGETS, Target

DAMAGED = 60
ANY = st.binary(max_size=300) | st.text(max_size=120).map(lambda text: text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", TARGETS)
def test_samples_and_kept_cases(name: str) -> None:
    """The samples are read, and what once went wrong does not any more."""
    assert [fault for data in seeds(name) if (fault := broken(TARGETS[name], data))] == []


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_samples(name: str) -> None:
    """Samples with pieces cut, doubled, pumped up and mixed with what parsers stumble on; the same ones every time."""
    mutator = Mutator(Random(name), seeds(name), TARGETS[name].longest)
    assert [fault for _ in range(DAMAGED) if (fault := broken(TARGETS[name], mutator.input()))] == []


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(data=ANY)
def test_any_bytes(name: str, data: bytes) -> None:
    """Any bytes and any text."""
    assert broken(TARGETS[name], data) is None


def test_every_target_has_samples_and_every_case_a_target() -> None:
    """Nothing is kept for a parser that is not tried."""
    assert set(SEEDS) == set(TARGETS)
    assert {path.name for path in CASES.iterdir() if path.is_dir()} <= set(TARGETS)


def test_faults_are_noticed() -> None:
    """The invariant itself works: a crash, a hang and an unpromised error are found, a promised one is none."""

    def fail(error: Exception) -> Target:
        def run(data: bytes) -> None:
            raise error

        return Target(run, (PageError,))

    def hang(data: bytes) -> None:
        while data:
            pass

    assert broken(fail(PageError("page", "is none")), b"x") is None
    assert "ValueError" in str(broken(fail(ValueError()), b"x"))
    assert "too slow" in str(broken(Target(hang), b"x"))
