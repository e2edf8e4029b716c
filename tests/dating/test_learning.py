"""What a source teaches of its habits: rounding, day and month order, zone, staleness, where ages stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feeder.dating.combine import combine, narrow
from feeder.dating.evidence import allowed
from feeder.dating.freshness import freshen, learn_staleness
from feeder.dating.learning import evidence_of, learn
from feeder.model.time import (
    UNDATED,
    Age,
    Basis,
    CalendarTime,
    Calibration,
    Dating,
    Evidence,
    Learned,
    Rounding,
    Unit,
    Window,
)
from tests.dating.evidences import SOURCE, age, said

T = datetime(2026, 3, 14, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NOTHING = Calibration()


def exact(instant: datetime) -> Evidence:
    phrase = CalendarTime(
        instant.year, instant.month, instant.day, hour=instant.hour, minute=instant.minute, second=instant.second,
        zone="UTC",
    )  # fmt: skip
    return said(phrase, T, Basis.MACHINE, text=instant.isoformat())


@pytest.mark.parametrize(("minutes", "rounding"), [(100, Rounding.ROUND), (100, Rounding.FLOOR)])
def test_one_exact_time_teaches_the_rounding(minutes: int, rounding: Rounding) -> None:
    """An age of 100 minutes printed as two hours is rounded, as one hour floored; the proof is kept."""
    published = T - minutes * MINUTE
    story = (exact(published), age(T, rounding, Unit.HOUR, published))
    learned = learn(NOTHING, [story], taken_at=T).rounding
    assert learned is not None
    assert learned.value is rounding
    assert story[0].text in learned.proof


def test_ages_alone_teach_nothing() -> None:
    """Hours of one story, however many, fit a floor and a rounding half an hour apart."""
    published = T - timedelta(hours=6)
    story = [age(T - n * 7 * MINUTE, Rounding.FLOOR, Unit.HOUR, published) for n in range(40)]
    assert learn(NOTHING, [story], taken_at=T) is NOTHING


def test_an_exact_time_that_fits_both_teaches_nothing() -> None:
    """An age of 70 minutes is one hour floored and rounded."""
    published = T - 70 * MINUTE
    assert learn(NOTHING, [(exact(published), age(T, Rounding.FLOOR, Unit.HOUR, published))], taken_at=T) is NOTHING


def test_fresh_arrivals_teach_the_rounding() -> None:
    """Two stories that arrived between captures, and whose hours fit one rounding only, settle it; one does not."""
    stories = []
    for number in range(2):
        published = T - (106 + number) * MINUTE
        arrived = Evidence(
            Basis.ARRIVAL, "", T, window=Window(published - MINUTE, published + 5 * MINUTE), source=SOURCE
        )
        stories.append((arrived, age(T, Rounding.ROUND, Unit.HOUR, published)))
    assert learn(NOTHING, stories[:1], taken_at=T) is NOTHING
    learned = learn(NOTHING, stories, taken_at=T).rounding
    assert learned is not None
    assert learned.value is Rounding.ROUND


def test_a_wrong_rounding_is_unlearned() -> None:
    """Later stories that fit only the other rounding change it."""
    wrong = replace(NOTHING, rounding=Learned(Rounding.ROUND, "a stale page", T))
    published = T - 100 * MINUTE
    learned = learn(wrong, [(exact(published), age(T, Rounding.FLOOR, Unit.HOUR, published))], taken_at=T).rounding
    assert learned is not None
    assert learned.value is Rounding.FLOOR


def test_phrases_give_rounding_away() -> None:
    """ "60 minutes" beside hours, and "about 1 hour" everywhere, are printed by sites that round."""
    full = [[said(Age(Unit.MINUTE, 60, 60), T)], [said(Age(Unit.HOUR, 1, 1), T)]]
    about = [[said(Age(Unit.HOUR, n, n, approximate=True), T)] for n in (1, 2)]
    for stories in (full, about):
        learned = learn(NOTHING, stories, taken_at=T).rounding
        assert learned is not None
        assert learned.value is Rounding.ROUND
    assert learn(NOTHING, full[:1], taken_at=T) is NOTHING
    past_the_hour = [*full, [said(Age(Unit.MINUTE, 75, 75), T)]]
    assert learn(NOTHING, past_the_hour, taken_at=T) is NOTHING


@pytest.mark.parametrize(
    ("text", "phrase", "day_first"),
    [
        ("13/04/2026", CalendarTime(2026, 4, 13), True),
        ("04/13/2026", CalendarTime(2026, 4, 13), False),
        ("13.4. 20:15", CalendarTime(month=4, day=13, hour=20, minute=15), True),
        ("03/04/2026", CalendarTime(2026, 4, 3), None),
        ("2026-04-13", CalendarTime(2026, 4, 13), None),
        ("14.05 uur", CalendarTime(hour=14, minute=5), None),
    ],
)
def test_a_day_above_twelve_settles_the_order(text: str, phrase: CalendarTime, day_first: bool | None) -> None:
    """A numeric date that can be read in one way only teaches it; others, ISO dates and clock times do not."""
    learned = learn(NOTHING, [[said(phrase, T, Basis.STATED, text=text)]], taken_at=T).day_first
    assert (learned.value if learned else None) == day_first


def both_ways(text: str) -> Evidence:
    """A numeric date that may be read day first or month first."""
    one, other, year = map(int, text.split("/"))
    readings = (CalendarTime(2000 + year, other, one), CalendarTime(2000 + year, one, other))
    return Evidence(Basis.STATED, text, T, phrases=readings, source=SOURCE)


@pytest.mark.parametrize(
    ("printed", "day_first"),
    [
        ("{m}/9/{y} {m}/8/{y} {m}/7/{y}", False),
        ("9/{m}/{y} 8/{m}/{y} 7/{m}/{y}", True),
        ("{m}/9/{y} {m}/8/{y}", None),
        ("{m}/9/{y} 8/{m}/{y} {m}/7/{y}", None),
    ],
)
def test_several_dates_that_would_be_ahead_settle_the_order(printed: str, day_first: bool | None) -> None:
    """Three dates that only one order puts into the past teach it, unless others say otherwise."""
    at = datetime(2026, 3, 20, tzinfo=UTC)
    texts = printed.format(m=3, y=26).split()
    stories = [[replace(both_ways(text), taken_at=at)] for text in texts]
    learned = learn(NOTHING, stories, taken_at=at).day_first
    assert (learned.value if learned else None) == day_first


def test_a_learned_order_chooses_the_reading() -> None:
    """ "03-04-26" is 3 April or 4 March until the source has shown its order."""
    readings = (CalendarTime(2026, 4, 3), CalendarTime(2026, 3, 4))
    both = Evidence(Basis.STATED, "03-04-26", T + timedelta(days=60), phrases=readings, source=SOURCE)
    assert combine([both], {}).window is None
    for day_first, phrase in zip((True, False), readings, strict=True):
        calibration = Calibration(day_first=Learned(day_first, "seen", T))
        (window,) = allowed(both, calibration)
        assert window.earliest == datetime(2026, phrase.month or 0, phrase.day or 0, tzinfo=UTC)


@pytest.mark.parametrize(("hour", "zone"), [(21, "+01:00"), (15, "-05:00"), (1, "+05:00"), (20, "+00:00")])
def test_a_clock_time_beside_an_exact_one_teaches_the_zone(hour: int, zone: str) -> None:
    """The offset of a source whose zone was assumed follows from one story that has both; not where it was known."""
    stated = said(CalendarTime(hour=hour, minute=5), T + timedelta(hours=1), Basis.STATED)
    instant = exact(T + 5 * MINUTE)
    assumed = (replace(stated, zone_assumed=True), replace(instant, taken_at=T + timedelta(hours=1)))
    learned = learn(NOTHING, [assumed], taken_at=T).zone
    assert learned is not None
    assert learned.value == zone
    assert learn(NOTHING, [(stated, assumed[1])], taken_at=T) is NOTHING


def test_a_clock_time_that_is_off_by_no_offset_teaches_no_zone() -> None:
    """Zones differ in quarters of an hour: seven minutes is another time, not a zone."""
    stated = replace(said(CalendarTime(hour=20, minute=12), T, Basis.STATED), zone_assumed=True)
    assert learn(NOTHING, [(stated, exact(T - 55 * MINUTE))], taken_at=T) is NOTHING


def test_where_ages_stand_is_learned() -> None:
    """Whether times lead or trail their stories is kept with the page that showed it."""
    learned = learn(NOTHING, [], taken_at=T, ages="trail")
    assert learned.ages is not None
    assert learned.ages.value == "trail"
    assert learn(learned, [], taken_at=T + MINUTE, ages="trail") is learned


def test_evidence_of_one_source_is_its_own() -> None:
    """What other sources printed of a story teaches nothing about this one."""
    mine, theirs = age(T, Rounding.FLOOR, Unit.HOUR), replace(age(T, Rounding.FLOOR, Unit.HOUR), source="other")
    assert evidence_of(SOURCE, Dating(evidence=(theirs, mine)), Dating(evidence=(mine,))) == (mine,)


FLOORS = Calibration(rounding=Learned(Rounding.FLOOR, "known", T))


def page(rendered: datetime, published: list[datetime], taken_at: datetime) -> list[Dating]:
    """The datings of a page that says it is of `taken_at` and was `rendered` before."""
    ages = [replace(age(rendered, Rounding.FLOOR, Unit.HOUR, instant), taken_at=taken_at) for instant in published]
    return [combine([item], {SOURCE: FLOORS}) for item in ages]


STORIES = [T - n * 11 * MINUTE for n in range(1, 13)]
STORED = [Dating(Basis.RELATIVE, instant - MINUTE, instant + MINUTE) for instant in STORIES]


def test_an_old_copy_is_found_out() -> None:
    """Hours that lag behind what is known of many stories prove how old the page is, within their spacing."""
    taken_at = T + 30 * MINUTE
    freshened = freshen(page(T, STORIES, taken_at), STORED, taken_at=taken_at, calibration=FLOORS)
    assert freshened.staleness is not None
    assert 1200 <= freshened.staleness <= 1800
    for instant, known, dating in zip(STORIES, STORED, freshened.datings, strict=True):
        folded, found = narrow(known, dating, {SOURCE: FLOORS})
        assert found == ()
        assert folded.window is not None
        assert folded.window.holds(instant)


def test_a_fresh_page_is_left_alone() -> None:
    """Ages that agree with what is known prove nothing, and change nothing."""
    seen = page(T, STORIES, T)
    freshened = freshen(seen, STORED, taken_at=T, calibration=FLOORS)
    assert (freshened.staleness, freshened.datings) == (None, tuple(seen))


def test_one_story_published_anew_makes_no_page_old() -> None:
    """A story whose age starts again stands against all others."""
    seen = page(T, [T - 3 * MINUTE, *STORIES[1:]], T)
    old = [Dating(Basis.RELATIVE, T - 700 * MINUTE, T - 690 * MINUTE), *STORED[1:]]
    assert freshen(seen, old, taken_at=T, calibration=FLOORS).staleness is None


def test_a_lone_story_proves_no_page_old() -> None:
    """On a page of one known story a younger age is a new publication, as far as anybody can tell."""
    seen = page(T, [T - 3 * MINUTE], T)
    old = [Dating(Basis.RELATIVE, T - 70 * MINUTE, T - 68 * MINUTE)]
    assert freshen(seen, old, taken_at=T, calibration=FLOORS).staleness is None


def test_a_source_of_old_copies_is_trusted_less() -> None:
    """Its ages reach as far back as its oldest copy was, but no further than the page itself proves."""
    calibration = learn_staleness(FLOORS, 600.0, T)
    assert calibration.staleness is not None
    assert calibration.staleness.value == 810.0
    assert learn_staleness(calibration, 300.0, T) is calibration
    assert learn_staleness(FLOORS, 90_000.0, T) is FLOORS
    fresh = freshen(page(T, STORIES, T), STORED, taken_at=T, calibration=calibration)
    assert fresh.staleness is None
    pages = {item.rendered for dating in fresh.datings for item in dating.evidence}
    assert all(page and timedelta() < page.until - page.since <= timedelta(seconds=720) for page in pages)


def test_new_stories_alone_prove_no_age() -> None:
    """Where nothing is known of the stories of a page, nothing is known of its age."""
    seen = page(T, STORIES, T)
    assert freshen(seen, [None] * len(seen), taken_at=T, calibration=FLOORS).datings == tuple(seen)
    assert freshen([UNDATED], [UNDATED], taken_at=T, calibration=FLOORS).datings == (UNDATED,)
