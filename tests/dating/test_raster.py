"""A page that is rendered at fixed minutes is known by the minutes at which its stories appear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from feeder.dating.evidence import UNCALIBRATED
from feeder.dating.raster import STEPS, learn_raster
from feeder.dating.study import study
from feeder.model.time import Basis, Dating, Learned

T = datetime(2026, 3, 14, 20, tzinfo=UTC)


def dated(instants: Sequence[datetime], width: float, chance: Random, basis: Basis = Basis.RELATIVE) -> list[Dating]:
    """A dating for each of `instants`, which lies anywhere in its window of `width` seconds."""
    starts = [instant - timedelta(seconds=chance.uniform(1, width - 1)) for instant in instants]
    return [Dating(basis, start, start + timedelta(seconds=width)) for start in starts]


def instants(step: int, count: int, chance: Random) -> list[datetime]:
    """Instants `count` of some hours back, each at a minute that `step` seconds part."""
    rough = [T.timestamp() - 3000 * n - chance.uniform(0, 2400) for n in range(1, count + 1)]
    return [datetime.fromtimestamp(at // step * step, UTC) for at in rough]


@pytest.mark.parametrize("step", STEPS)
def test_stories_on_a_raster_show_it(step: int) -> None:
    """Twenty narrow windows that hold one minute of the raster: a page may be a step old, and a cache's minute."""
    chance = Random(step)
    learned = learn_raster(UNCALIBRATED, dated(instants(step, 20, chance), step / 6, chance), T).staleness
    assert learned is not None
    assert learned.value == step + 60
    assert f"every {step // 60} min" in learned.proof


def test_stories_at_any_minute_show_none() -> None:
    """Hundreds of live pages teach no raster, nor does one whose windows are wide, few, stated, or of one moment."""
    for seed in range(300):
        chance = Random(seed)
        stories = dated(instants(1, 25, chance), chance.choice((60, 120, 240)), chance)
        assert learn_raster(UNCALIBRATED, stories, T) is UNCALIBRATED
    chance = Random(1)
    on = instants(600, 20, chance)
    for stories in (
        dated(on, 400, chance),
        dated(on[:5], 60, chance),
        dated(on, 60, chance, Basis.STATED),
        dated(on[:1] * 20, 60, chance),
    ):
        assert learn_raster(UNCALIBRATED, stories, T) is UNCALIBRATED


def test_a_raster_is_learned_while_a_page_is_studied() -> None:
    """It is an event to log; what is known already of a page's age stays."""
    chance = Random(2)
    stored = dated(instants(600, 20, chance), 60, chance)
    told = study([Dating()] * 20, stored, source="site", taken_at=T, calibration=UNCALIBRATED)
    assert told.calibration.staleness is not None
    assert any("every 10 min" in event for event in told.events)
    known = Learned(120.0, "a", T)
    told = study([Dating()] * 20, stored, source="site", taken_at=T, calibration=type(UNCALIBRATED)(staleness=known))
    assert told.calibration.staleness == known
