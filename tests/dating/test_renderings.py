"""When pages were rendered: what stories and pages tell of each other, forwards and backwards in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from feeder.dating.combine import combine, narrow
from feeder.dating.evidence import allowed
from feeder.dating.renderings import rendered, renderings
from feeder.model.codec import dump, load
from feeder.model.time import Age, Basis, Calibration, Dating, Evidence, Learned, Rendering, Rounding, Unit, Window
from tests.dating.evidences import SOURCE, age, said

T = datetime(2026, 3, 14, 21, 5, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OLD = Calibration(Learned(Rounding.FLOOR, "known", T), staleness=Learned(660.0, "known", T))
FRESH = replace(OLD, staleness=None)
STORIES = [T - timedelta(seconds=437 * n) for n in range(1, 9)]


def printed(published: datetime, made: datetime, taken_at: datetime) -> Evidence:
    """What a page says of a story that was `made` then and retrieved at `taken_at`."""
    return replace(age(made, Rounding.FLOOR, Unit.MINUTE, published), taken_at=taken_at)


def minutes(count: int, taken_at: datetime) -> Evidence:
    return said(Age(Unit.MINUTE, count, count), taken_at)


def watched(seed: int = 1) -> tuple[list[list[Evidence]], dict[datetime, datetime]]:
    """What some pages say of `STORIES`, each page up to ten minutes old, and when each was made."""
    chance, made = Random(seed), {}
    for n in range(6):
        taken_at = T + timedelta(seconds=600 * n + chance.randrange(600))
        made[taken_at] = taken_at - timedelta(seconds=chance.randrange(600))
    return [[printed(story, made[at], at) for at in made] for story in STORIES], made


def test_renderings_hold_the_truth_and_are_narrower() -> None:
    """Each page was made where it is found to be, and that is found out better than by its capture alone."""
    for seed in range(20):
        told, made = watched(seed)
        found = renderings(told, source=SOURCE, calibration=OLD).found
        assert found.keys() == made.keys()
        assert all(found[at].since <= made[at] <= found[at].until for at in made)
        widths = [(page.until - page.since).total_seconds() for page in found.values()]
        assert sum(widths) < 0.9 * 660.0 * len(widths)


def test_stories_are_dated_by_all_pages_together() -> None:
    """What is found of pages narrows the windows of all their stories, which hold the truth."""
    told, _ = watched()
    found = renderings(told, source=SOURCE, calibration=OLD).found
    for published, story in zip(STORIES, told, strict=True):
        alone = combine(story, {SOURCE: OLD})
        together = combine(rendered(alone, found, source=SOURCE).evidence, {SOURCE: OLD})
        assert alone.window is not None
        assert together.window is not None
        assert together.window.holds(published)
        assert together.window.width <= alone.window.width


def test_a_story_came_after_the_page_before_was_made() -> None:
    """What arrived was not there when the page before was made, as far back as that is found to be: lists lag."""
    before, after = T, T + 15 * MINUTE
    there = [printed(T - 30 * MINUTE, at, at) for at in (before, after)]
    came = Evidence(Basis.ARRIVAL, "new", after, window=Window(before, after), source=SOURCE)
    found = renderings([there], source=SOURCE, calibration=OLD).found
    dated = rendered(Dating(evidence=(came,)), found, source=SOURCE).evidence[0]
    assert allowed(dated, OLD)[0] == Window(found[before].since - MINUTE, found[after].until)


def test_a_story_that_was_listed_late_proves_no_page_old() -> None:
    """Between a story's publication and its list minutes may pass: the page that lacks it may be fresh."""
    before, after = T, T + 15 * MINUTE
    there = [printed(T - 30 * MINUTE, at, at) for at in (before, after)]
    new = [minutes(20, after), Evidence(Basis.ARRIVAL, "new", after, window=Window(before, after), source=SOURCE)]
    assert renderings([there, new], source=SOURCE, calibration=OLD).found[before].until == before


def test_nothing_is_found_where_pages_are_fresh() -> None:
    """Pages of a source that never served an old copy were made when they were retrieved."""
    told, _ = watched()
    assert renderings(told, source=SOURCE, calibration=FRESH).found == {}
    assert renderings([], source=SOURCE, calibration=OLD).found == {}


def test_pages_that_contradict_each_other_tell_nothing() -> None:
    """Two stories between whose ages one page lies 25 minutes after the other, and 40: both cannot be."""
    later = T + 30 * MINUTE
    told = [[minutes(30, T), minutes(55, later)], [minutes(30, T), minutes(70, later)]]
    assert renderings(told, source=SOURCE, calibration=OLD).found == {}


def test_an_older_page_than_supposed_is_proven() -> None:
    """That a page is so old hangs on ages and other pages alone, though it contradicts how old pages may be."""
    middle, old = T + 30 * MINUTE, T + 60 * MINUTE
    told = [[minutes(30, T), minutes(55, middle)], [minutes(10, middle), minutes(31, old)]]
    found = renderings(told, source=SOURCE, calibration=OLD)
    assert (found.found, found.oldest, found.proven) == ({}, old, 720.0)


def test_what_was_found_is_void_once_older_pages_are_known() -> None:
    """A rendering was found under a supposition; where that no longer holds, the capture alone speaks."""
    item = replace(printed(STORIES[0], T, T), rendered=Rendering(T - MINUTE, T, 660.0))
    older = replace(OLD, staleness=Learned(900.0, "older", T))
    assert allowed(item, OLD)[0].width == 2 * MINUTE
    assert allowed(item, older)[0].width == timedelta(seconds=960)


def test_evidence_is_the_same_whenever_its_page_was_rendered() -> None:
    """A capture that is folded again adds nothing, and its rendering is kept as it is stored."""
    item = replace(printed(STORIES[0], T, T), rendered=Rendering(T - MINUTE, T, 660.0))
    stored = combine([item], {SOURCE: OLD})
    again, _ = narrow(stored, combine([replace(item, rendered=None)], {SOURCE: OLD}), {SOURCE: OLD})
    assert again == stored
    assert load(Dating, dump(stored)) == stored


def test_more_pages_only_narrow() -> None:
    """Each further page leaves what was found of the others as narrow, or narrower."""
    told, made = watched()
    steps = [
        renderings([story[:count] for story in told], source=SOURCE, calibration=OLD).found
        for count in range(1, len(made) + 1)
    ]
    for before, after in pairwise(steps):
        assert all(after[at].since >= page.since and after[at].until <= page.until for at, page in before.items())


def test_what_an_older_page_has_more_has_not_arrived() -> None:
    """A story on a page that was rendered before the one that lacks it did not come in between the two."""
    window = Window(T, T + 15 * MINUTE)
    arrival = Evidence(Basis.ARRIVAL, "new", T + 15 * MINUTE, window=window, source=SOURCE)
    known = replace(arrival, rendered=Rendering(T - 5 * MINUTE, T + 9 * MINUTE, 660.0))
    assert [found.latest for found in allowed(known, OLD)] == [T + 9 * MINUTE]
    older = replace(arrival, rendered=Rendering(T - 5 * MINUTE, T - 9 * MINUTE, 660.0))
    assert allowed(older, OLD) == ()
    assert combine([older, printed(T - 30 * MINUTE, T, T + 15 * MINUTE)], {SOURCE: OLD}).window is not None
