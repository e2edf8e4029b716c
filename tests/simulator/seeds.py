"""A seed by itself, in a folder of its own. Processes that share the work find it here: no `__main__` is theirs."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.simulator.simulation import Simulation
from tests.simulator.verdict import Outcome

Asked = tuple[int, float, str]
"""A seed, hours, a database."""


def one_of(asked: Asked) -> tuple[int, Outcome]:
    """The seed and what came of it."""
    seed, hours, database = asked
    with tempfile.TemporaryDirectory(prefix="feeder-simulated-") as folder:
        return seed, Simulation(Path(folder), seed, hours, database=database).run()
