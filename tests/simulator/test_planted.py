"""Every planted bug is caught; without it the same simulation has nothing wrong."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.simulator.planted import PLANTED
from tests.simulator.simulation import Simulation


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_bug_is_caught(tmp_path: Path, name: str) -> None:
    """The invariants tell of the bug, and of nothing where it is not."""
    bug = PLANTED[name]
    told = {}
    for kind, planted in (("honest", nullcontext()), ("planted", bug.plant())):
        (tmp_path / kind).mkdir()
        simulation = Simulation(tmp_path / kind, 11, bug.hours, crashes=bug.crashes, sites=bug.sites, script=bug.script)
        with planted:
            told[kind] = simulation.run().wrong
    assert told["honest"] == []
    assert any(bug.told in words for words in told["planted"]), told["planted"][:5]
    assert not any("surprise" in words for words in told["planted"]), "the bug is planted wrongly"
