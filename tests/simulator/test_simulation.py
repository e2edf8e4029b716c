"""Hours of trouble on simulated time: whatever happens, the invariants hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulator.simulation import Simulation
from tests.support.postgres import Pool

SEEDS = range(1, 26)


def test_twelve_calm_hours(tmp_path: Path) -> None:
    """With nothing in its way the daemon shows every story, asks as often as configured, and nothing is wrong."""
    outcome = Simulation(tmp_path, seed=0, hours=12, trouble=False).run()
    assert outcome.wrong == []
    assert outcome.requests > 7 * 12 * 3.4
    assert outcome.stories > 100


@pytest.mark.parametrize("seed", SEEDS)
def test_six_hours_of_trouble(tmp_path: Path, seed: int) -> None:
    """Sites that misbehave, crashes, a full disk, a locked database, set clocks, one-shot runs beside the daemon."""
    assert Simulation(tmp_path, seed, hours=6).run().wrong == []


@pytest.mark.postgres
@pytest.mark.parametrize("seed", [2, 7])
def test_trouble_on_postgresql(tmp_path: Path, seed: int, pool: Pool) -> None:
    """The invariants hold on PostgreSQL as on SQLite."""
    assert Simulation(tmp_path, seed, hours=1.5, database=pool.lend()).run().wrong == []
    pool.take_back()


def test_the_same_seed_is_the_same_story(tmp_path: Path) -> None:
    """Two simulations of one seed make the same requests at the same times, and end with the same bytes."""
    traces = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        traces.add(Simulation(tmp_path / name, seed=3, hours=2).run().trace)
    assert len(traces) == 1
