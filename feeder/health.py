"""How is the source? One outcome for each capture of a series, with the reason in words. Pure.

"Nothing new" is not "empty", and "empty" is not "the layout changed": a reader of `feeder status` must be able to
tell them apart, and no outcome but a good one ever replaces what a series is known to look like.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from feeder.model.entry import Key, Outcome, Previous, SeriesState
from feeder.model.page import Page, Shape

FEW = 0.3  # a list that keeps less than this share of its dispatches has changed its layout, not its news
FORMER_COUNT = 5  # below this, a shorter list is an ordinary quiet day
DATED_DROP = 0.5  # a fall in the share of dated dispatches that is worth a word
ACCEPTED = timedelta(days=7)  # after which a list that stays shorter, or undated, is what the page looks like now


def judge(page: Page, state: SeriesState) -> tuple[Outcome, str | None]:
    """(outcome, reason) of a capture that was read, given what its series looked like before."""
    if page.blocked:
        return Outcome.BLOCKED, page.blocked
    count, before = len(page.dispatches), state.shape
    if not count:
        if page.shape.reader == "selectors":
            return Outcome.LAYOUT_CHANGED, f"the selector {page.shape.group!r} matches nothing"
        if before and before.count:
            return Outcome.LAYOUT_CHANGED, f"no stories found where there were {before.count}"
        return Outcome.EMPTY, "no stories found on the page; name them under [sources.select]"
    return Outcome.OK, _warning(page.shape, before)


def _warning(now: Shape, before: Shape | None) -> str | None:
    """A good capture that looks so unlike its predecessors that somebody should look."""
    if before is None or not before.count or not now.count:
        return None
    if before.count >= FORMER_COUNT and now.count < FEW * before.count:
        return f"only {now.count} of the {before.count} stories that were usual"
    if before.dated / before.count - now.dated / now.count > DATED_DROP:
        return f"only {now.dated} of {now.count} stories carry a time, where {before.dated} of {before.count} did"
    return None


def after(
    state: SeriesState,
    outcome: Outcome,
    reason: str | None,
    at: datetime,
    *,
    page: Page | None = None,
    keys: tuple[tuple[Key, ...], ...] = (),
) -> SeriesState:
    """The state of the series after a capture taken `at`. An older capture than the last good one changes nothing.

    The previous capture is the last good one, and the shape the last ordinary one: one that is flagged becomes what is
    ordinary only when it lasts for `ACCEPTED`. `since` moves only with the outcome.
    """
    if state.previous and at < state.previous.taken_at:
        return state
    new = replace(state, outcome=outcome, reason=reason)
    if outcome is not state.outcome and not (state.outcome and outcome.good and state.outcome.good):
        new = replace(new, since=at)
    if outcome is Outcome.OK and page is not None:
        new = replace(_seen(new, page.shape, reason, at), previous=Previous(at, keys), last_ok=at)
    elif outcome is Outcome.UNCHANGED:
        previous = replace(state.previous, taken_at=at) if state.previous else None
        new = replace(new, previous=previous, last_ok=at, reason=state.reason if state.flagged else reason)
    return new


def _seen(state: SeriesState, shape: Shape, warning: str | None, at: datetime) -> SeriesState:
    """`state` after a good capture of this shape, which `warning` flags or not."""
    since = state.flagged or at
    if warning is None or at - since >= ACCEPTED:
        return replace(state, shape=shape, flagged=None, reason=None)
    return replace(state, flagged=since)
