"""How a source is: outcomes told apart with reasons, the last good state kept, what is odd noted until it is usual."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feeder import health
from feeder.model.entry import Key, Outcome, SeriesState
from feeder.model.page import Dispatch, Page, Role, Shape

T = datetime(2026, 5, 4, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def page(count: int, dated: int | None = None, *, blocked: str | None = None, reader: str = "html listing") -> Page:
    teasers = tuple(Dispatch(Role.TEASER, headline=f"Verhaal {n}", rank=n) for n in range(count))
    shape = Shape(reader, "item = li", count, count if dated is None else dated)
    return Page("https://nieuws.example/", "nl", None, teasers, shape=shape, blocked=blocked)


def seen(state: SeriesState, told: Page, at: datetime) -> SeriesState:
    outcome, reason = health.judge(told, state)
    return health.after(state, outcome, reason, at, page=told, keys=((Key("link", "x"),),))


GOOD = seen(SeriesState(), page(20), T)


@pytest.mark.parametrize(
    ("told", "state", "outcome", "reason"),
    [
        (page(20), SeriesState(), Outcome.OK, None),
        (page(0), SeriesState(), Outcome.EMPTY, "no stories found on the page; name them under [sources.select]"),
        (page(0), GOOD, Outcome.LAYOUT_CHANGED, "no stories found where there were 20"),
        (
            page(0, reader="selectors"),
            SeriesState(),
            Outcome.LAYOUT_CHANGED,
            "the selector 'item = li' matches nothing",
        ),
        (page(0, blocked="a captcha"), GOOD, Outcome.BLOCKED, "a captcha"),
        (page(7), GOOD, Outcome.OK, None),
        (page(5), GOOD, Outcome.OK, "only 5 of the 20 stories that were usual"),
        (page(20, 10), GOOD, Outcome.OK, None),
        (page(20, 9), GOOD, Outcome.OK, "only 9 of 20 stories carry a time, where 20 of 20 did"),
        (page(1), seen(SeriesState(), page(4), T), Outcome.OK, None),
    ],
)
def test_outcomes(told: Page, state: SeriesState, outcome: Outcome, reason: str | None) -> None:
    """Blocked, empty, changed and merely odd pages are told apart, each with its reason in words."""
    assert health.judge(told, state) == (outcome, reason)


@pytest.mark.parametrize("told", [page(0), page(0, blocked="a login page")])
def test_trouble_leaves_what_was_good(told: Page) -> None:
    """Shape and previous capture stay those of the last good one; since when is kept while the trouble lasts."""
    once = seen(GOOD, told, T + DAY)
    twice = seen(once, told, T + 2 * DAY)
    assert (twice.shape, twice.previous, twice.last_ok) == (GOOD.shape, GOOD.previous, T)
    assert (once.since, twice.since) == (T + DAY, T + DAY)
    well = seen(twice, page(20), T + 3 * DAY)
    assert (well.outcome, well.since, well.reason) == (Outcome.OK, T + 3 * DAY, None)


def test_what_is_odd_is_noted_until_it_is_usual() -> None:
    """A short list is flagged for a week from its first capture, unchanged ones too; then it is what is usual."""
    short = seen(GOOD, page(4), T + DAY)
    same = health.after(short, Outcome.UNCHANGED, None, T + 2 * DAY)
    again = seen(same, page(4), T + 3 * DAY)
    for state in (short, same, again):
        assert (state.flagged, state.shape) == (T + DAY, GOOD.shape)
        assert state.reason == "only 4 of the 20 stories that were usual"
    usual = seen(again, page(4), T + 8 * DAY)
    assert (usual.flagged, usual.shape, usual.reason) == (None, page(4).shape, None)
    assert seen(again, page(20), T + 4 * DAY).flagged is None


def test_an_older_capture_changes_nothing() -> None:
    """What was captured before the last good page says nothing of how the source is now."""
    assert seen(GOOD, page(0), T - DAY) is GOOD
