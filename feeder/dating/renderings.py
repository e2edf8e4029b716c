"""When the pages of a source were rendered, from all that is kept of its stories together.

A story published in (e, l] that a page prints with an age of at least y and less than o puts the rendering of that
page in [e + y, l + o), and a rendering puts its stories between its edges less o and less y. So what one page tells of
a story tells of other pages, older ones too, and of their stories: edges are pulled in until nothing follows any more
(shortest paths through differences). That a page lacks a story proves nothing of it: lists lag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from feeder.dating.evidence import rendering_of, staleness_of
from feeder.dating.freshness import age_cell
from feeder.dating.judge import judge
from feeder.model.time import Basis, Calibration, Dating, Evidence, Rendering

MOST_ROUNDS = 200
"""Of pulling edges in: what contradicts itself would go on for ever."""


@dataclass(slots=True)
class _Edges:
    """Since when and until when something was; `declared`: its capture said how old it may be."""

    since: datetime
    until: datetime
    declared: bool = False

    def narrow(self, since: datetime, until: datetime) -> None:
        self.since, self.until = max(self.since, since), min(self.until, until)


_Link = tuple[_Edges, _Edges, timedelta, timedelta]
"""Two things, and by how much at least and at most the second was after the first."""


@dataclass(frozen=True, slots=True)
class Renderings:
    """`found` by the time of the capture, empty where nothing is or pages contradict each other.

    `oldest` is the capture of the page that is proven to be the oldest of those that did not say it, by `proven`
    seconds: that hangs on no supposition of how old pages may be.
    """

    found: Mapping[datetime, Rendering] = field(default_factory=dict)
    proven: float = 0.0
    oldest: datetime | None = None


def renderings(stories: Iterable[Sequence[Evidence]], *, source: str, calibration: Calibration) -> Renderings:
    """When the pages of `source` were rendered that `stories` have evidence from. Nothing where it never served
    an old copy without saying so: then each capture is known well enough."""
    if calibration.staleness is None:
        return Renderings()
    pages: dict[datetime, _Edges] = {}
    links = [link for story in stories for link in _links(story, pages, source, calibration)]
    if not pages or not _pull_until(links):
        return Renderings()
    ages = [((at - page.until).total_seconds(), at) for at, page in pages.items() if not page.declared]
    proven, oldest = max(ages, default=(0.0, None))
    if not _pull_since(links) or any(edges.since > edges.until for link in links for edges in link[:2]):
        return Renderings({}, proven, oldest)
    supposed = calibration.staleness.value
    found = {taken_at: Rendering(page.since, page.until, supposed) for taken_at, page in pages.items()}
    return Renderings(found, proven, oldest)


def rendered(dating: Dating, found: Mapping[datetime, Rendering], *, source: str) -> Dating:
    """`dating` with what was `found` of the pages of `source`; only evidence is changed, not the window."""
    if not found:
        return dating
    evidence = tuple([_known(item, found) if item.source == source else item for item in dating.evidence])
    return dating if evidence == dating.evidence else replace(dating, evidence=evidence)


def _links(
    story: Sequence[Evidence], pages: dict[datetime, _Edges], source: str, calibration: Calibration
) -> Iterator[_Link]:
    """What the evidence of one story that stands says of the renderings of its pages, which are added to `pages`."""
    judgement = judge(story, {source: calibration})
    if judgement.window is None:
        return
    published = _Edges(judgement.window.earliest, judgement.window.latest)
    standing = [verdict.evidence for verdict in judgement.verdicts if not verdict.dropped]
    for item in standing:
        cell = age_cell(item, calibration) if item.basis is Basis.RELATIVE and item.source == source else None
        if cell is None or item.taken_at is None:
            continue
        since, until = _made(item, item.taken_at, calibration)
        page = pages.setdefault(item.taken_at, _Edges(since, until, declared=item.staleness > 0.0))
        page.narrow(since, until)
        yield published, page, *cell


def _made(item: Evidence, taken_at: datetime, calibration: Calibration) -> tuple[datetime, datetime]:
    """Since when and until when the page can have been rendered, by what is known of it and of its source."""
    since = taken_at - timedelta(seconds=staleness_of(item, calibration))
    known = rendering_of(item, calibration)
    if known is None:
        return since, taken_at
    # A page that is older than any other of its source is so by a fault, and proven to be.
    return (max(since, known.since) if since < known.until else known.since), known.until


def _pull_until(links: Sequence[_Link]) -> bool:
    """Pull the later edges of what is linked in; whether they come to rest."""
    for _ in range(MOST_ROUNDS):
        moved = False
        for one, other, least, most in links:
            if one.until + most < other.until:
                other.until, moved = one.until + most, True
            if other.until - least < one.until:
                one.until, moved = other.until - least, True
        if not moved:
            return True
    return False


def _pull_since(links: Sequence[_Link]) -> bool:
    """Pull the earlier edges of what is linked in; whether they come to rest."""
    for _ in range(MOST_ROUNDS):
        moved = False
        for one, other, least, most in links:
            if one.since + least > other.since:
                other.since, moved = one.since + least, True
            if other.since - most > one.since:
                one.since, moved = other.since - most, True
        if not moved:
            return True
    return False


def _known(item: Evidence, found: Mapping[datetime, Rendering]) -> Evidence:
    page = found.get(item.taken_at) if item.taken_at else None
    if page is None or item.basis not in (Basis.RELATIVE, Basis.ARRIVAL):
        return item
    if item.basis is Basis.ARRIVAL:
        before = found.get(item.window.earliest) if item.window else None
        if before is None:
            return item
        page = replace(page, since=before.since)
    return item if item.rendered == page else replace(item, rendered=page)
