"""When was a story published: windows, ranked evidence, folding, freezing, learning. Pure; instants are arguments.

Calibrations are a mapping from source names to `Calibration`; a source that is not in it is uncalibrated. What other
rooms call, in the order in which a capture meets it (import each from its module):

    page.date_page(dispatches, setting, *, calibration, previous=None, new=(), pinned=(), main_is_fresh=False)
        -> tuple[Dating, ...]                       the dispatches of one capture; `page.Setting` says where it stands
    study.study(seen, stored, *, source, taken_at, calibration, ages=None) -> Study(datings, stored, ...)
        between matching a capture's sightings with entries and narrowing those: is the page an old copy, what does it
        teach? seen and stored (None: a new entry) go in page order; narrow with (and mint from) the datings that come
        back, and publish from them: those of an old copy differ from what the capture alone said; narrow what is
        `stored` there, too
    renderings.renderings(stories, *, source, calibration) -> Renderings  ·  rendered(dating, found, *, source)
        when each page was made, by all stories together: after a page that was `Study.old`, by those that left it, too
    combine.narrow(stored, seen, calibrations, *, first_seen=None) -> (Dating, tuple[Conflict, ...])
        conflicts are to be logged; `Conflict.later` is a story published anew, or an old copy
    combine.published_anew(conflicts, *, since) -> bool         keep `published`, move `updated` to the capture's time
    combine.reconsider(dating, calibrations, *, first_seen=None) -> Dating      under what was learned since
    freezing.freeze(published, dating, *, taken_at, calibrations, exact) -> datetime | None     what to publish
    freezing.publishable(dating, *, taken_at, calibrations) -> datetime | None  · freezing.is_exact(dating) -> bool
    explain.explain(dating, calibrations) -> tuple[Row, ...]  ·  explain.habits(dating, calibrations) -> tuple[str, ...]
    resolve.resolve(text, *, taken_at, zone="UTC", languages=(), rounding=None) -> Dating       one text

Below these: windows.windows(phrase, ...), evidence.weigh(cue, ...), judge.judge(evidence, calibrations).
"""
