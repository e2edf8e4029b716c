"""A small fleet in trouble; `python -m tests.workers.chaos` has a large one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.support.postgres import Server
from tests.workers.chaos import Chaos
from tests.workers.judging import Freeze, one_at_a_time, zombies
from tests.workers.origin import Request


@pytest.mark.slow
def test_a_fleet_in_trouble(tmp_path: Path, postgresql: Server) -> None:
    """Workers and the clock killed and frozen, PostgreSQL restarted, connections cut: every story is there once, its
    instant stays, no host is asked twice at once, and all has recovered within a lease and ten seconds."""
    assert asyncio.run(Chaos(tmp_path, postgresql).run()) == []


def test_the_judge_sees_who_asks_beside_another() -> None:
    """A host that was asked while it was answering is told of."""
    assert list(one_at_a_time([Request(1.0, "a", "/p", "worker1", 0), Request(1.1, "a", "/q", "worker2", 1)]))
    assert not list(one_at_a_time([Request(1.0, "a", "/p", "worker1", 0), Request(9.0, "a", "/q", "worker2", 0)]))


def test_the_judge_sees_a_zombie() -> None:
    """Who wakes and asks for what another asked for meanwhile is told of; who asks a lease later is not."""
    freezes = [Freeze("worker1", 10.0, 20.0)]
    asked = [Request(9.5, "a", "/p", "worker1", 0), Request(19.0, "a", "/p", "worker2", 0)]
    assert list(zombies([*asked, Request(20.1, "a", "/p", "worker1", 0)], freezes, 8.0))
    assert not list(zombies([*asked, Request(50.0, "a", "/p", "worker1", 0)], freezes, 8.0))
