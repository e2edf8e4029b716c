"""Hours of trouble on simulated time: whatever happens, the invariants hold."""

from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.simulator.simulation import Simulation
from tests.simulator.sites import Site, make_sites
from tests.support.postgres import Pool

DAY_OF_PAGES = 8.0  # MB: SQLite keeps what it reads, at most 16 MB for each connection
SEEDS = (*range(1, 26), 30, 32, 42, 152)  # the last four once went wrong


def test_a_calm_day(tmp_path: Path) -> None:
    """With nothing in its way the daemon shows every story, asks as often as configured, and nothing is wrong."""
    outcome = Simulation(tmp_path, seed=0, hours=24, trouble=False, sites=two_sites).run()
    assert outcome.wrong == []
    assert outcome.requests > 2 * 24 * 3.4
    assert outcome.stories > 100


def test_a_day_among_misbehaving_sites_takes_no_more_and_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the eighth hour on neither memory nor descriptors grow, but by what the database keeps of its pages."""
    monkeypatch.setattr("tests.simulator.simulation.pages_read_once", nullcontext)  # which remembers every page
    day = Simulation(tmp_path, 4, hours=24, crashes=0.0, sites=two_sites, script=((10.0, "nothing"),)).run()
    assert day.wrong == []
    third = len(day.taken) // 3
    before, after = day.taken[third], day.taken[-2]
    assert after.memory - before.memory < DAY_OF_PAGES
    assert after.descriptors <= before.descriptors + 1
    assert max(each.log for each in day.taken) < 20


def two_sites(seed: int, hours: float) -> list[Site]:
    return make_sites(seed, hours)[:2]


@pytest.mark.parametrize("seed", SEEDS)
def test_six_hours_of_trouble(tmp_path: Path, seed: int) -> None:
    """Sites that misbehave, crashes, a full disk, a locked database, set clocks, one-shot runs beside the daemon."""
    assert Simulation(tmp_path, seed, hours=6).run().wrong == []


def test_a_death_in_the_middle_of_a_copy(tmp_path: Path) -> None:
    """A daemon that dies at the very moment of its daily copy leaves nothing behind that surprises anybody."""
    simulation = Simulation(tmp_path, 11, hours=0.3, sites=two_sites, crashes=0.0, script=((300.0, "crash"),))
    assert simulation.run().wrong == []


@pytest.mark.postgres
@pytest.mark.parametrize("seed", [2, 7, 11, 19])
def test_trouble_on_postgresql(tmp_path: Path, seed: int, pool: Pool) -> None:
    """The invariants hold on PostgreSQL as on SQLite."""
    assert Simulation(tmp_path, seed, hours=3, database=pool.lend()).run().wrong == []
    pool.take_back()


def test_the_same_seed_is_the_same_story(tmp_path: Path) -> None:
    """Two simulations of one seed make the same requests at the same times, and end with the same bytes."""
    traces = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        traces.add(Simulation(tmp_path / name, seed=3, hours=2).run().trace)
    assert len(traces) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_many_seeds_by_command(jobs: str) -> None:
    """The command tells how much was simulated and how much of it was wrong, by itself or with processes that help."""
    command = [sys.executable, "-m", "tests.simulator", "--seeds", "2", "--hours", "0.5", "--jobs", jobs]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert "2 seeds" in done.stdout
    assert "0 wrong" in done.stdout
