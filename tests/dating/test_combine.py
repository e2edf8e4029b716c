"""Evidence judged together and folded: ranks, conflicts, order of arrival, what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.dating.combine import MOST_KEPT, combine, narrow, reconsider
from feeder.dating.explain import explain, habits
from feeder.dating.freezing import publishable
from feeder.model.codec import dump, load
from feeder.model.time import (
    UNDATED,
    Age,
    Basis,
    CalendarSystem,
    CalendarTime,
    Calibration,
    Dating,
    Evidence,
    Learned,
    Rounding,
    Unit,
    Window,
)
from tests.dating.evidences import PUBLISHED, SOURCE, age, said, true_evidence

T = datetime(2026, 3, 14, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
FLOORS = {SOURCE: Calibration(rounding=Learned(Rounding.FLOOR, "known", T))}


def hours(count: int, taken_at: datetime = T) -> Evidence:
    return said(Age(Unit.HOUR, count, count), taken_at)


def test_stronger_evidence_replaces_weaker() -> None:
    """An exact machine time stands against an age that contradicts it, and the age is dropped."""
    exact = said(CalendarTime(2026, 3, 14, hour=11, minute=7, zone="UTC"), T, Basis.MACHINE)
    dating = combine([hours(2), exact], FLOORS)
    assert dating.basis is Basis.MACHINE
    assert dating.window == Window(T.replace(hour=11, minute=7), T.replace(hour=11, minute=7))
    assert dating.evidence == (exact,)


def test_an_exact_time_is_stronger_than_a_day() -> None:
    """Of two machine times that disagree the one with a clock stands."""
    exact = said(CalendarTime(2026, 3, 14, hour=11, minute=7, zone="UTC"), T, Basis.MACHINE)
    day = said(CalendarTime(2026, 3, 12), T, Basis.MACHINE)
    assert combine([day, exact], {}).latest == T.replace(hour=11, minute=7)


def test_weaker_evidence_narrows_where_it_meets() -> None:
    """A stated day is narrowed by an age that lies in it, and keeps its rank."""
    day = said(CalendarTime(2026, 3, 14), T, Basis.STATED)
    dating = combine([day, hours(3)], FLOORS)
    assert dating.basis is Basis.STATED
    assert dating.window == Window(T - 4 * HOUR, T - 3 * HOUR)


def test_equal_evidence_intersects() -> None:
    """Two ages of one story leave what both allow."""
    later = T + timedelta(minutes=40)
    assert combine([hours(3), hours(4, later)], FLOORS).window == Window(T - 4 * HOUR, later - 4 * HOUR)


def test_of_ages_that_disagree_the_earlier_time_stands() -> None:
    """A later time than before comes from an old copy or a new publication: it is set aside and reported."""
    stored = combine([hours(3)], FLOORS)
    later = T + 5 * HOUR
    dating, found = narrow(stored, combine([hours(1, later)], FLOORS), FLOORS)
    assert dating.window == stored.window
    (conflict,) = found
    assert conflict.later
    assert "old copy" in str(conflict)


def test_a_story_is_not_published_after_it_was_seen() -> None:
    """An arrival that follows a story's first capture is a return, even where nothing else dates the story."""
    returned = Evidence(Basis.ARRIVAL, "", T, window=Window(T - HOUR, T), source=SOURCE)
    dating, found = narrow(UNDATED, Dating(evidence=(returned,)), {}, first_seen=T - 9 * HOUR)
    assert dating.window is None
    assert found == ()


def test_a_time_in_an_assumed_zone_gives_way_to_ages() -> None:
    """A local time whose zone nobody told is dropped where the ages of its story contradict it, and only there."""
    for basis in (Basis.MACHINE, Basis.STATED):
        local = replace(said(CalendarTime(2026, 3, 14, hour=12, minute=30), T, basis), zone_assumed=True)
        dating, found = narrow(UNDATED, Dating(evidence=(local, hours(3))), FLOORS)
        assert (dating.basis, dating.window) == (Basis.RELATIVE, combine([hours(3)], FLOORS).window)
        assert [conflict.evidence for conflict in found] == [local]
        assert combine([local, hours(7)], FLOORS).basis is basis
        told = replace(local, zone_assumed=False)
        assert combine([told, hours(3)], FLOORS).basis is basis


def test_days_give_way_to_hours() -> None:
    """A site that calls last night "1 day ago" does not move a story that its hours have dated."""
    published = T - 3 * HOUR
    fine = combine([age(T, Rounding.FLOOR, Unit.HOUR, published)], FLOORS)
    midnight = said(Age(Unit.DAY, 1, 1), T + 2 * HOUR)
    dating, _ = narrow(fine, combine([midnight], FLOORS), FLOORS)
    assert dating.window == fine.window


def test_a_reading_is_chosen_by_its_neighbours() -> None:
    """ "3 m" stays minutes or months until weaker evidence, such as the order of the list, allows but one."""
    both = Evidence(Basis.RELATIVE, "3 m", T, phrases=(Age(Unit.MINUTE, 3, 3), Age(Unit.MONTH, 3, 3)), source=SOURCE)
    alone = combine([both], FLOORS)
    assert (alone.window, alone.basis, alone.evidence) == (None, Basis.NONE, (both,))
    between = Evidence(Basis.ORDER, "", T, window=Window(T - HOUR, T), source=SOURCE)
    assert combine([both, between], FLOORS).window == Window(T - timedelta(minutes=4), T - timedelta(minutes=3))


def test_a_storys_own_words_date_nothing_alone() -> None:
    """A weekday in the text gives no window, and chooses a day only inside a bracket of several."""
    friday = said(CalendarTime(weekday=4, part=(6, 12)), T, Basis.NARRATIVE)
    assert combine([friday], {}).window is None
    last_week = said(CalendarTime(back=1, span=Unit.WEEK), T)
    chosen = combine([last_week, friday], FLOORS)
    assert chosen.window == Window(datetime(2026, 3, 6, 6, tzinfo=UTC), datetime(2026, 3, 6, 12, tzinfo=UTC))
    two_fridays = said(CalendarTime(back=1, span=Unit.WEEK), T + timedelta(days=3))
    assert combine([two_fridays, friday], FLOORS).window == combine([two_fridays], FLOORS).window


def test_what_is_long_after_its_capture_is_no_evidence() -> None:
    """A machine time a day after the page that carries it announces something: it says nothing."""
    announced = said(CalendarTime(2026, 3, 15, hour=22, minute=7, zone="UTC"), T, Basis.MACHINE)
    assert combine([announced], {}).window is None
    assert combine([announced, hours(3)], FLOORS).basis is Basis.RELATIVE


@pytest.mark.parametrize(
    ("zone", "earliest"),
    [("UTC", datetime(2026, 3, 14, 8, 7, tzinfo=UTC)), ("+02:00", datetime(2026, 3, 14, 19, 53, tzinfo=UTC))],
)
def test_what_is_some_hours_ahead_is_of_now_at_the_latest(zone: str, earliest: datetime) -> None:
    """Labelled UTC, it may be local time of anywhere; with an offset it is as near to the capture as it is ahead."""
    ahead = said(CalendarTime(2026, 3, 14, hour=22, minute=7, zone=zone), T, Basis.MACHINE)
    dating = combine([ahead], {})
    assert (dating.earliest, dating.latest) == (earliest, T)


def test_a_time_that_was_ahead_is_no_news_when_it_has_come() -> None:
    """The same print on a later capture, now an instant in the past, is no conflict: nothing was published anew."""
    phrase = CalendarTime(2026, 3, 14, hour=22, minute=7, zone="UTC")
    first = combine([said(phrase, T, Basis.MACHINE)], {})
    seen = combine([said(phrase, T + 4 * HOUR, Basis.MACHINE)], {})
    narrowed, found = narrow(first, seen, {}, first_seen=T)
    assert (narrowed.window, found) == (first.window, ())


def test_ages_win_over_a_time_that_was_ahead() -> None:
    """What counts hours is surer than a clock that cannot be right."""
    ahead = said(CalendarTime(2026, 3, 14, hour=22, minute=7, zone="+02:00"), T, Basis.MACHINE)
    assert combine([ahead, hours(3)], FLOORS).window == combine([hours(3)], FLOORS).window


def test_a_time_ahead_with_its_own_offset_is_published_at_the_capture() -> None:
    """Nothing that can be is nearer to what it says; never after the capture."""
    ahead = combine([said(CalendarTime(2026, 3, 14, hour=23, minute=7, zone="+02:00"), T, Basis.MACHINE)], {})
    assert publishable(ahead, taken_at=T, calibrations={}) == T


@given(true_evidence())
def test_true_evidence_keeps_the_true_time(drawn: tuple[Rounding, tuple[Evidence, ...]]) -> None:
    """Whatever captures there are, and whether the rounding is known or not, the window holds the true instant."""
    rounding, evidence = drawn
    for calibrations in ({}, {SOURCE: Calibration(rounding=Learned(rounding, "known", T))}):
        window = combine(evidence, calibrations).window
        assert window is not None
        assert window.holds(PUBLISHED)


@given(true_evidence())
def test_folding_commutes(drawn: tuple[Rounding, tuple[Evidence, ...]]) -> None:
    """Evidence folded piece by piece, in any order, through the store, gives the window of all of it at once."""
    _, evidence = drawn
    together = combine(evidence, {})
    folded = UNDATED
    for item in evidence:
        folded, found = narrow(load(Dating, dump(folded)), combine([item], {}), {})
        assert found == ()
    assert (folded.window, folded.basis) == (together.window, together.basis)
    assert len(folded.evidence) <= MOST_KEPT


@given(true_evidence())
def test_folding_never_widens(drawn: tuple[Rounding, tuple[Evidence, ...]]) -> None:
    """Each further capture leaves the window as it is or makes it smaller."""
    _, evidence = drawn
    folded = combine([item for item in evidence if item.basis is Basis.STATED], {})
    for item in evidence:
        before = folded.window
        folded, _ = narrow(folded, combine([item], {}), {})
        assert folded.window is not None
        assert before is None or before.intersect(folded.window) == folded.window


@given(true_evidence())
def test_what_is_learned_later_narrows_what_is_stored(drawn: tuple[Rounding, tuple[Evidence, ...]]) -> None:
    """A rounding learned after the fact gives the stored evidence the window of having known it all along."""
    rounding, evidence = drawn
    known = {SOURCE: Calibration(rounding=Learned(rounding, "known", T))}
    folded = UNDATED
    for item in evidence:
        folded, _ = narrow(folded, combine([item], {}), {})
    assert reconsider(folded, known).window == combine(evidence, known).window


COUNTS = st.floats(0, 1e18) | st.integers(0, 60).map(float)
PHRASES = st.one_of(
    st.builds(lambda unit, a, b: Age(unit, min(a, b), max(a, b)), st.sampled_from(list(Unit)), COUNTS, COUNTS),
    st.builds(
        CalendarTime,
        st.none() | st.integers(-5, 12000),
        st.none() | st.integers(-1, 14),
        st.none() | st.integers(-1, 40),
        st.none() | st.integers(0, 6),
        st.none() | st.integers(-400, 400),
        st.sampled_from(list(Unit)),
        st.none() | st.integers(0, 30),
        st.none() | st.integers(0, 70),
        part=st.none() | st.tuples(st.integers(0, 30), st.integers(0, 30)),
        system=st.sampled_from(list(CalendarSystem)),
    ),
)
ANYTHING = st.builds(
    lambda basis, number, phrases, hours, assumed: Evidence(
        basis,
        f"text {number}",
        None if hours is None else T + timedelta(hours=hours),
        phrases=tuple(phrases),
        window=Window(T, T + HOUR) if basis in (Basis.ARRIVAL, Basis.ORDER) else None,
        zone="Europe/Amsterdam",
        zone_assumed=assumed,
    ),
    st.sampled_from([basis for basis in Basis if basis is not Basis.NONE]),
    st.integers(0, 10**9),
    st.lists(PHRASES, max_size=3),
    st.none() | st.integers(-50, 50),
    st.booleans(),
)


@given(st.lists(ANYTHING, max_size=8, unique_by=lambda item: item.text), st.randoms(use_true_random=False))
def test_any_evidence_is_judged_alike_in_any_order(evidence: list[Evidence], chance: Random) -> None:
    """However contradictory or absurd evidence is, there is a dating, and the order of the evidence does not matter."""
    dating = combine(evidence, {})
    chance.shuffle(evidence)
    again = combine(evidence, {})
    assert (again.window, again.basis, set(again.evidence)) == (dating.window, dating.basis, set(dating.evidence))
    publishable(dating, taken_at=T, calibrations={})
    narrow(dating, dating, {}, first_seen=T)


def test_explaining_names_every_piece() -> None:
    """Each piece of evidence has its window and what it did; the habits of its source are told with their proof."""
    day = said(CalendarTime(2026, 3, 14), T, Basis.STATED, text="14 maart 2026")
    rows = explain(combine([day, hours(3)], FLOORS), FLOORS)
    assert [(row.basis, row.effect) for row in rows] == [
        (Basis.STATED, "sets the window"),
        (Basis.RELATIVE, "narrows the window"),
    ]
    assert rows[1].windows == (Window(T - 4 * HOUR, T - 3 * HOUR),)
    assert habits(combine([day], {}), FLOORS) == ("site: ages are rounded down (known)",)
    (unknown,) = habits(combine([day], {}), {})
    assert "not known" in unknown


def test_each_habit_is_a_sentence() -> None:
    """What was learned of a source reads as a sentence, with what showed it behind."""
    known = Calibration(
        Learned(Rounding.ROUND, "a", T),
        Learned(False, "b", T),
        Learned("+01:00", "c", T),
        Learned(435.0, "d", T),
        Learned("trail", "e", T),
    )
    assert habits(combine([hours(3)], {}), {"site": known}) == (
        "site: ages are rounded to the nearest unit (a)",
        "site: numeric dates have the month before the day (b)",
        "site: times are those of +01:00 (c)",
        "site: pages may be 7 min older than they were retrieved (d)",
        "site: an age stands behind the story that it is of (e)",
    )


@pytest.mark.parametrize("count", [40, 400])
def test_no_more_is_kept_than_binds(count: int) -> None:
    """However many captures there were, at most 16 readings are kept, among them those that bind."""
    every = [age(PUBLISHED + timedelta(minutes=7 * n), Rounding.FLOOR, Unit.HOUR) for n in range(1, count)]
    dating = combine(every, FLOORS)
    assert len(dating.evidence) <= MOST_KEPT
    assert combine(dating.evidence, FLOORS).window == dating.window


def test_a_story_dated_late_was_published_before_it_was_seen() -> None:
    """Where only a later capture dates a story, its window ends at the first one, which said nothing."""
    first = T - timedelta(minutes=30)
    seen = Dating(evidence=(hours(0),))
    assert narrow(UNDATED, seen, FLOORS, first_seen=first)[0].window == Window(T - HOUR, first)
    assert reconsider(seen, FLOORS, first_seen=first).window == Window(T - HOUR, first)
