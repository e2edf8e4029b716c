"""Days of invented newsrooms replayed: what is published stays, windows hold the truth and come as narrow as can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from statistics import mean

import pytest

from feeder.dating.phrases import printed
from feeder.model.codec import dump, load
from feeder.model.time import Dating, Rounding
from tests.newsroom.fold import SOURCE, Desk
from tests.newsroom.kinds import KINDS, TROUBLE, measure, minutes, replay
from tests.newsroom.perfect import first_dates, perfect, without_renderings
from tests.newsroom.room import Newsroom, Snapshot
from tests.newsroom.wording import AGES, Style

FLOOR, ROUND = Rounding.FLOOR, Rounding.ROUND
ROOMS = {
    "minutes floored": Newsroom(1, Style("nl", FLOOR)),
    "minutes rounded": Newsroom(2, Style("en", ROUND)),
    "hours floored": Newsroom(3, Style("de", FLOOR, minutes=False)),
    "hours rounded": Newsroom(4, Style("fr", ROUND, minutes=False)),
    "troubled minutes": Newsroom(5, Style("es", ROUND), **TROUBLE),
    "troubled hours": Newsroom(6, Style("pl", FLOOR, minutes=False), **TROUBLE),
    "clocks go back": Newsroom(7, Style("nl", clock=True), start=datetime(2025, 10, 25, 6, tzinfo=UTC), days=1.5),
    "clocks go forward": Newsroom(8, Style("de", clock=True), start=datetime(2026, 3, 28, 6, tzinfo=UTC), days=1.5),
    "ages on a DST night": Newsroom(9, Style("nl", FLOOR), start=datetime(2025, 10, 25, 18, tzinfo=UTC)),
    "declared old copies": Newsroom(10, Style("nl", FLOOR), cached=0.1, declared=True),
    "old copies, minutes": Newsroom(11, Style("nl", FLOOR), cached=0.1),
    "old copies, minutes rounded": Newsroom(13, Style("en", ROUND), cached=0.1),
    "old copies, hours": Newsroom(12, Style("en", FLOOR, minutes=False), cached=0.1, **TROUBLE),
}
PLAIN = ["minutes floored", "minutes rounded", "hours floored", "hours rounded"]
KNOWN_AGE = [name for name in ROOMS if not name.startswith("old copies")]


@cache
def captures(name: str) -> tuple[Snapshot, ...]:
    return tuple(ROOMS[name].captures())


@cache
def replayed(name: str) -> Desk:
    return replay(ROOMS[name], captures(name))


@pytest.mark.parametrize("name", ROOMS)
def test_windows_hold_the_truth(name: str) -> None:
    """At least 99.5% of stored windows hold the instant that their story was first dated from."""
    truth, settled = first_dates(captures(name)), replayed(name).settled()
    assert settled.keys() == truth.keys()
    held = [dating.window is not None and dating.window.holds(truth[number]) for number, dating in settled.items()]
    assert mean(held) >= 0.995


@pytest.mark.parametrize("name", ROOMS)
def test_what_is_published_stays_and_is_past(name: str) -> None:
    """No published instant moves without exact metadata, and none lies after the capture that it was published at."""
    desk = replayed(name)
    assert desk.moved == []
    published = [(known.published, known.first_seen) for known in desk.entries.values()]
    assert all(instant is not None and instant <= seen for instant, seen in published)


def test_windows_hold_the_truth_where_one_rendering_is_served_for_long() -> None:
    """A site that renders its page anew every 25 minutes is known for it after a few pages, and not believed before."""
    measured = [measure(replace(KINDS["rendered every 25 min"], seed=seed)) for seed in (101, 103)]
    assert all(room.held >= 0.995 and not room.moved for room in measured)


@pytest.mark.parametrize(
    "name", ["old copies, busy", "many old copies", "rendered every 10 min", "rendered every 25 min"]
)
def test_old_copies_cost_no_more_than_they_must(name: str) -> None:
    """Whatever pages are old, stored windows are at most 1.10 times as wide as what follows from all texts together,
    and hold the truth: each page's rendering is found from all stories and pages, those that have left it too."""
    rooms = [measure(replace(KINDS[name], seed=seed)) for seed in (100, 101)]
    assert mean(room.short_width for room in rooms) <= 1.10
    assert all(room.held >= 0.995 and not room.moved and not room.future for room in rooms)


def test_windows_hold_the_truth_where_hours_are_rendered_every_ten_minutes() -> None:
    """A page of hours that is rendered every ten minutes shows it by when its stories appear, within a day."""
    room = replace(KINDS["rendered every 10 min, hours"], seed=101)
    desk = replay(room, room.captures())
    assert desk.calibration.staleness is not None
    assert "every 10 min" in desk.calibration.staleness.proof
    assert measure(room).held >= 0.995


@pytest.mark.parametrize(("fine", "limit"), [(True, 1.0), (False, 4.0)], ids=["minutes", "hours only"])
def test_stories_that_come_in_among_pinned_and_returning_ones_are_dated_as_well(fine: bool, limit: float) -> None:
    """What arrives below pinned stories, and below ones that were published anew, is dated as on a plain page."""
    errors: list[float] = []
    for seed in (100, 101, 102, 103):
        room = Newsroom(seed, Style("nl", FLOOR, fine), per_hour=3.0, length=12, **TROUBLE)
        pages = tuple(room.captures())
        entries, truth, seen = replay(room, pages).entries, first_dates(pages), set[int]()
        for before, page in pairwise(pages):
            seen |= {item.story.number for item in before.printed}
            came = [item.story.number for item in page.printed if truth[item.story.number] > before.rendered]
            known = [(entries[number].published, truth[number]) for number in came if number not in seen]
            errors += [minutes(abs(published - true)) for published, true in known if published is not None]
    assert len(errors) > 200
    assert mean(errors) <= limit


@pytest.mark.parametrize("name", KNOWN_AGE)
def test_windows_are_as_narrow_as_the_evidence_allows(name: str) -> None:
    """Stored windows are at most 1.10 times as wide as perfect use of the same evidence makes them."""
    best, settled = perfect(ROOMS[name], captures(name)), replayed(name).settled()
    widths = {number: dating.window.width for number, dating in settled.items() if dating.window and number in best}
    assert len(widths) > 30
    total = sum(widths.values(), timedelta())
    assert total <= 1.10 * sum((best[number].width for number in widths), timedelta())
    short = [number for number in widths if best[number].width < timedelta(hours=2)]
    assert sum((widths[n] for n in short), timedelta()) <= 1.10 * sum((best[n].width for n in short), timedelta())


def test_windows_under_old_copies_are_as_narrow_as_the_evidence_allows() -> None:
    """Where nobody says which pages are old copies, stored windows are at most 1.10 times as wide as the best that
    follows from all texts together for whoever knows how old a copy can be."""
    best = stored = timedelta()
    for name in (name for name in ROOMS if name.startswith("old copies")):
        learned = replayed(name).calibration.staleness
        assert learned is not None
        oldest = max(learned.value, ROOMS[name].oldest_copy)
        widths = without_renderings(ROOMS[name], captures(name), oldest)
        for number, dating in replayed(name).settled().items():
            if dating.window is not None and number in widths and widths[number] < timedelta(hours=2):
                best, stored = best + widths[number], stored + dating.window.width
    assert stored <= 1.10 * best


@pytest.mark.parametrize("fine", [True, False], ids=["minutes", "hours only"])
@pytest.mark.parametrize("rounding", list(Rounding))
def test_stories_of_before_the_first_capture_are_dated_to_two_minutes(rounding: Rounding, fine: bool) -> None:
    """After a day of 15-minute polls the windows of stories of the first page average two minutes or less."""
    widths: list[float] = []
    for seed in (31, 32):
        room = Newsroom(seed, Style("nl", rounding, fine), per_hour=1.0, length=30)
        pages = tuple(room.captures())
        settled = replay(room, pages).settled()
        for item in pages[0].printed:
            number = item.story.number
            # An older story is printed in days before the day is over, and was watched for less than a day.
            if room.start - room.truth[number] < timedelta(hours=6):
                widths += [minutes(window.width) for window in [settled[number].window] if window is not None]
    assert len(widths) >= 8
    assert mean(widths) <= 2.0


@pytest.mark.parametrize(("fine", "limit"), [(True, 1.0), (False, 4.0)], ids=["minutes", "hours only"])
@pytest.mark.parametrize("rounding", list(Rounding))
def test_arriving_stories_are_published_near_the_truth(fine: bool, limit: float, rounding: Rounding) -> None:
    """Under jittered 15-minute polls the mean error is a minute, four minutes where only hours are printed."""
    errors: list[float] = []
    for seed in (21, 22, 23):
        room = Newsroom(seed, Style("nl", rounding, fine), per_hour=4.0, length=8)
        pages = tuple(room.captures())
        there = {item.story.number for item in pages[0].printed}
        entries = replay(room, pages).entries
        errors += [
            minutes(abs(known.published - room.truth[number]))
            for number, known in entries.items()
            if number not in there and known.published is not None
        ]
    assert len(errors) > 200
    assert mean(errors) <= limit


@pytest.mark.parametrize("name", ["troubled minutes", "old copies, minutes", "old copies, hours", "clocks go back"])
def test_instalments_change_nothing(name: str) -> None:
    """A replay that is stopped, stored and resumed at any capture gives the same windows and the same instants."""
    pages = captures(name)
    desk = replay(ROOMS[name], ())
    for start in range(0, len(pages), 7):
        desk.fold(pages[start : start + 7])
        for known in desk.entries.values():
            known.dating = load(Dating, dump(known.dating))
    assert desk.entries == replayed(name).entries
    assert desk.calibration == replayed(name).calibration


@pytest.mark.parametrize("name", ["minutes floored", "hours rounded"])
def test_a_late_older_capture_only_narrows(name: str) -> None:
    """A capture that turns up after newer ones moves nothing that is published and widens no window."""
    pages = captures(name)
    desk = replay(ROOMS[name], [page for index, page in enumerate(pages) if index not in (10, 40)])
    before = {number: (known.published, known.dating.window) for number, known in desk.entries.items()}
    for index in (10, 40):
        desk.fold_late(pages[index])
    truth = first_dates(pages)
    for number, (published, window) in before.items():
        known = desk.entries[number]
        assert known.published == published
        assert window is not None
        assert known.dating.window is not None
        assert window.intersect(known.dating.window) == known.dating.window
        assert known.dating.window.holds(truth[number])


@pytest.mark.parametrize("name", PLAIN)
def test_the_rounding_of_a_source_is_learned(name: str) -> None:
    """Within a day each source has shown whether it floors or rounds, and kept the proof."""
    learned = replayed(name).calibration.rounding
    assert learned is not None
    assert learned.value is ROOMS[name].style.rounding
    assert learned.proof in replayed(name).events[-1]


def test_a_story_published_anew_keeps_its_date() -> None:
    """Its later ages are set aside, each time with a conflict to log, and its window stays."""
    room, desk = ROOMS["troubled minutes"], replayed("troubled minutes")
    pages = captures("troubled minutes")
    first = {n: next(p for p in pages if any(i.story.number == n for i in p.printed)) for n in desk.entries}
    anew = [s for s in room.stories if s.number in first and s.anew_at and s.anew_at > first[s.number].rendered]
    assert anew
    for story in anew:
        window = desk.entries[story.number].dating.window
        assert window is not None
        assert window.holds(story.published)
    assert any(conflict.later for conflict in desk.conflicts)


def test_old_copies_are_learned_of() -> None:
    """A source that serves old copies now and then is known to after a day, and by about how much."""
    for name in ("old copies, minutes", "old copies, hours"):
        learned = replayed(name).calibration.staleness
        assert learned is not None
        assert 120 < learned.value < 2.0 * ROOMS[name].oldest_copy
        assert any("older than that" in event for event in replayed(name).events)
    assert replayed("minutes floored").calibration.staleness is None


@pytest.mark.parametrize("language", AGES)
def test_the_newsrooms_words_are_read_as_meant(language: str) -> None:
    """What the invented sites print is what the lexicon of their language reads: the replay is of real phrases."""
    pages = Newsroom(30, Style(language), days=0.2).captures()
    texts = {item.time: item.phrase for page in pages for item in page.printed}
    assert len(texts) > 10
    for text, phrase in texts.items():
        assert phrase in printed(text, (language,)), text


def test_a_newsroom_is_the_same_each_time() -> None:
    """The same seed gives the same captures, byte for byte; another gives others."""
    first, again, other = (
        [(page.taken_at, page.wire(), page.html()) for page in Newsroom(seed, Style(), days=0.1).captures()]
        for seed in (1, 1, 2)
    )
    assert first == again
    assert first[0] != other[0]


def test_sources_keep_their_own_habits() -> None:
    """What one source taught applies to its own evidence only."""
    assert all(
        item.source == SOURCE for known in replayed("hours rounded").entries.values() for item in known.dating.evidence
    )
