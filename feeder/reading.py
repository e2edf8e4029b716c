"""One capture, read: every dispatch dated, keyed and told its sections. Pure; the pipeline stores what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from feeder.dating.arrival import standing
from feeder.dating.freezing import publishable
from feeder.dating.local import learn_local_zone
from feeder.dating.page import Setting, date_page
from feeder.errors import UsageError
from feeder.identity.keys import page_keys
from feeder.lexicon import Lexicon, load
from feeder.model.entry import Key, Previous, Reading, SectionName, SeriesState, Sighting
from feeder.model.page import Capture, Page, Role
from feeder.model.specs import SelectSpec
from feeder.model.time import Calibration, Dating
from feeder.pages import read_page
from feeder.sections import SectionRules, decide
from feeder.text import one_or_more

_FIRST_SIGHT = SeriesState()
_NOTHING_LEARNED = Calibration()
_NO_SELECTORS = SelectSpec()
_NO_RULES = SectionRules()


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What is known before a capture is read.

    `languages` are BCP 47 tags from arguments and configuration, the nearest first; `zone` applies to times that
    print none, `zone_assumed` where nothing but the default chose it. `own_page`: the capture is an article's page,
    so that its address is the article's.
    """

    source: str = ""
    state: SeriesState = _FIRST_SIGHT
    calibration: Calibration = _NOTHING_LEARNED
    languages: tuple[str, ...] = ()
    zone: str = "UTC"
    zone_assumed: bool = True
    select: SelectSpec = _NO_SELECTORS
    main_is_fresh: bool = False
    rules: SectionRules = _NO_RULES
    own_section: SectionName | None = None
    fallback_section: SectionName | None = None
    own_page: bool = False


@dataclass(frozen=True, slots=True)
class ReadCapture:
    """A reading with what it leaves behind: the keys of each dispatch, what was learned, what is worth a log line.

    `state` is the series as it was before. `own_page`: the capture was an article's own page. `taught`: the page
    itself taught some of `calibration`, which is to be kept.
    """

    reading: Reading
    keys: tuple[tuple[Key, ...], ...]
    calibration: Calibration
    state: SeriesState
    own_page: bool = False
    taught: bool = False


def read_capture(capture: Capture, context: ReadingContext) -> ReadCapture:
    """Read one capture. Raises PageError where it cannot be read as a page."""
    page = read_page(capture, languages=context.languages, select=context.select, expect=context.state.shape)
    languages = tuple(dict.fromkeys(tag for tag in (*context.languages, page.language) if tag))
    keys = page_keys(page, own_page=context.own_page)
    setting = Setting(
        capture.taken_at, capture.staleness, context.zone, context.zone_assumed, languages, context.source
    )
    context, taught = _taught(page, setting, context)
    setting = replace(setting, zone_assumed=context.zone_assumed)
    datings = _date(page, keys, setting, context)
    sections = decide(
        page,
        rules=context.rules,
        lexicons=_lexicons(languages),
        own=context.own_section,
        fallback=context.fallback_section,
    )
    sightings = tuple(
        _sighting(page, i, datings[i], keys[i], sections[i], setting, context.calibration) for i in range(len(keys))
    )
    names = tuple(dict.fromkeys(name for places in sections for name in places))
    reading = Reading(page, capture.taken_at, sightings, names)
    return ReadCapture(reading, keys, context.calibration, context.state, context.own_page, taught)


def only_main(read: ReadCapture) -> ReadCapture:
    """An article's own page without the teasers around the article: those are another list's business."""
    kept = [i for i, sighting in enumerate(read.reading.sightings) if sighting.dispatch.role is Role.MAIN]
    reading = replace(
        read.reading,
        page=replace(read.reading.page, teasers=()),
        sightings=tuple(read.reading.sightings[i] for i in kept),
    )
    return replace(read, reading=reading, keys=tuple(read.keys[i] for i in kept))


def _taught(page: Page, setting: Setting, context: ReadingContext) -> tuple[ReadingContext, bool]:
    """`context` with the zone that the page shows of itself, where none is configured; and whether it shows one."""
    known = context.calibration.zone
    if not context.zone_assumed and (known is None or known.value != context.zone):
        return context, False
    calibration = learn_local_zone(context.calibration, page.dispatches, setting, url=page.url)
    if calibration is context.calibration:
        return context, False
    return replace(context, calibration=calibration, zone_assumed=True), True


def _date(page: Page, keys: Sequence[tuple[Key, ...]], setting: Setting, context: ReadingContext) -> tuple[Dating, ...]:
    previous = context.state.previous
    new = _new(keys, previous)
    return date_page(
        page.dispatches,
        setting,
        calibration=context.calibration,
        previous=previous.taken_at if previous else None,
        new=new,
        pinned=standing(_places(keys, previous)),
        main_is_fresh=context.main_is_fresh,
    )


def _new(keys: Sequence[tuple[Key, ...]], previous: Previous | None) -> tuple[int, ...]:
    """The dispatches that the previous capture did not have: none of their keys, not even a band of likeness."""
    if previous is None:
        return ()
    known = {key for there in previous.keys for key in there}
    return tuple(i for i, here in enumerate(keys) if known.isdisjoint(here))


def _places(keys: Sequence[tuple[Key, ...]], previous: Previous | None) -> list[int | None]:
    """Where each dispatch stood on the previous capture; None for one that was not there."""
    known: dict[Key, int] = {}
    for place, there in enumerate(previous.keys if previous else ()):
        for key in there:
            known.setdefault(key, place)
    return [min((known[key] for key in here if key in known), default=None) for here in keys] if previous else []


def _sighting(
    page: Page,
    index: int,
    dating: Dating,
    keys: tuple[Key, ...],
    sections: tuple[SectionName, ...],
    setting: Setting,
    calibration: Calibration,
) -> Sighting:
    published = publishable(dating, taken_at=setting.taken_at, calibrations={setting.source: calibration})
    slugs = tuple(name.slug for name in sections)
    return Sighting(page.dispatches[index], dating, published, keys, slugs)


def _lexicons(languages: Sequence[str]) -> tuple[Lexicon, ...]:
    found = (load(tag) for tag in languages)
    return tuple(lexicon for lexicon in found if lexicon is not None)


def read(
    body: bytes,
    *,
    media_type: str | None = None,
    url: str | None = None,
    taken_at: datetime | None = None,
    languages: Sequence[str] = (),
    zone: str | None = None,
) -> Reading:
    """What stands on a page: its main article and teasers, each with its time, dateline, keys and sections.

    `media_type` as a server would say it ("text/html; charset=utf-8"), `url` the page's address, `taken_at` the aware
    instant of the capture (None: relative times resolve to nothing), `languages` BCP 47 tags (none: the page's own
    words decide), `zone` the IANA zone of times that print none (None: UTC). Raises PageError where the bytes
    cannot be read as a page, UsageError for a naive `taken_at`, TypeError for a body that is no bytes.
    """
    if not isinstance(body, bytes | bytearray | memoryview):
        raise TypeError(f"body must be bytes, not {type(body).__name__}: encode the text, or read the file as bytes")
    if taken_at is not None and taken_at.tzinfo is None:
        raise UsageError("taken_at", f"{taken_at.isoformat()} has no time zone", "pass an aware datetime")
    taken_at = taken_at.astimezone(UTC) if taken_at else None
    kind, _, parameters = (media_type or "").partition(";")
    charset = parameters.partition("charset=")[2].strip(" \"'") or None
    address = url or ""
    capture = Capture("", address, address, address, kind.strip() or None, charset, bytes(body), taken_at, "argument")
    context = ReadingContext(languages=one_or_more(languages), zone=zone or "UTC", zone_assumed=zone is None)
    return read_capture(capture, context).reading
