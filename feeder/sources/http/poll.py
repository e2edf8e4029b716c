"""One conditional poll of a page: what the answer means, and when it may be asked again. RFC 9110, RFC 9111."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from feeder.model.entry import Outcome
from feeder.model.page import Capture, Receipt
from feeder.model.specs import SourceSpec
from feeder.sources.delivery import Delivery
from feeder.sources.http import receipts
from feeder.sources.http.address import login, plain, published, shown, trusted
from feeder.sources.http.dates import age, fresh_until, http_date, retry_after
from feeder.sources.http.fetch import Answer, Fetch, Request

CLOCK_SLACK = timedelta(seconds=5)  # a Date this close to our clock agrees with it
_BLOCKED = {
    401: "asks for a login",
    402: "asks for payment",
    403: "forbids it",
    407: "asks for a proxy login",
    451: "is withheld by law",
    511: "asks for a login to the network",
}


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll came to.

    `delivery` is there when there is something new to read; `receipt` when there is something to remember. The page
    may not be asked before `not_before`, its whole host not before `host_not_before`. `moved_to`: for good, says the
    server.
    """

    outcome: Outcome
    reason: str | None = None
    delivery: Delivery | None = None
    receipt: Receipt | None = None
    not_before: datetime | None = None
    host_not_before: datetime | None = None
    moved_to: str | None = None
    bytes: int = 0
    seconds: float = 0.0


async def poll(
    spec: SourceSpec,
    url: str,
    receipt: Receipt | None,
    fetch: Fetch,
    made_by: str,
    now: datetime,
    *,
    force: bool = False,
    permit: Callable[[str], str | None] | None = None,
) -> Poll:
    """Ask for the page at `url` once: there, or where it has moved to (`receipts.target`).

    `permit` says of what a redirect leads to why it must not be asked for. Raises SourceError where there is no answer.
    """
    known = receipts.valid(receipt, receipts.made_by(made_by, spec), force=force)
    asked, said = receipts.target(known, url), dict(receipts.said(known, plain(url)))
    etag, last_modified = said.pop(plain(asked), (None, None))
    request = Request(
        asked,
        headers=_own(spec, url, asked),
        etag=etag,
        last_modified=last_modified,
        allow_private=spec.allow_private,
        elsewhere=said,
        permit=permit,
    )
    answer = await fetch(request)
    return judge(spec, known, answer, now + timedelta(seconds=answer.seconds), url)


def _own(spec: SourceSpec, url: str, asked: str) -> dict[str, str]:
    """The headers that the source at `url` is asked with at `asked`: none at a stranger's."""
    if asked == url:
        return spec.headers
    if not trusted(url, asked):
        return {}
    authorization = login(url)
    return ({"Authorization": authorization} if authorization else {}) | spec.headers


def judge(spec: SourceSpec, known: Receipt, answer: Answer, received: datetime, url: str | None = None) -> Poll:
    """What `answer`, received at that instant, means to a source that holds the receipt `known`.

    `url` is the page's configured address, where another was asked.
    """
    url = url or answer.url
    stamp = receipts.stamps(known, plain(url)).get(answer.final_url)
    if answer.status == 304 and stamp and (stamp.etag or stamp.last_modified):
        return _unchanged(receipts.renewed(known, plain(url), answer, stamp.digest), answer, received)
    if answer.status == 200:
        return _page(spec, known, answer, received, url)
    return _trouble(known, answer, received)


def _page(spec: SourceSpec, known: Receipt, answer: Answer, received: datetime, url: str) -> Poll:
    strayed = receipts.strays(known, plain(url), answer)
    if strayed is not None:
        reason = f"{shown(url)} leads to {strayed[0]}, where it never led before: a login, a consent page or a portal?"
        return Poll(Outcome.BLOCKED, reason, receipt=replace(known, strayed=strayed), seconds=answer.seconds)
    digest = sha256(answer.body).hexdigest()
    fresh = receipts.renewed(known, plain(url), answer, digest)
    if digest == known.digest:
        return _unchanged(fresh, answer, received)
    capture = replace(
        capture_of(spec.name, answer, received),
        series=url,
        url=published(url, spec.url),
        final_url=published(answer.final_url, spec.url),
    )
    return Poll(
        Outcome.OK,
        delivery=Delivery(capture, shown(url), digest, received),
        receipt=fresh,
        not_before=fresh_until(answer.headers, received),
        moved_to=answer.moved_to,
        bytes=len(answer.body),
        seconds=answer.seconds,
    )


def _unchanged(fresh: Receipt, answer: Answer, received: datetime) -> Poll:
    """The copy that was read before. Where it was no good page then, it is none now."""
    outcome, reason = (Outcome(fresh.trouble[0]), fresh.trouble[1]) if fresh.trouble else (Outcome.UNCHANGED, None)
    return Poll(
        outcome,
        reason,
        receipt=fresh,
        not_before=fresh_until(answer.headers, received),
        moved_to=answer.moved_to,
        bytes=len(answer.body),
        seconds=answer.seconds,
    )


def _trouble(known: Receipt, answer: Answer, received: datetime) -> Poll:
    wait = retry_after(answer.headers, received)
    told = f"{shown(answer.final_url)} answers {answer.status}"
    if answer.status == 410:
        return Poll(Outcome.GONE, f"{told}: it is gone for good", seconds=answer.seconds)
    if answer.status in _BLOCKED:
        return Poll(Outcome.BLOCKED, f"{told}: it {_BLOCKED[answer.status]}", not_before=wait, seconds=answer.seconds)
    hold = wait if answer.status in (429, 503) else None
    lost = answer.status == 404 and known.moved is not None and answer.url == known.moved[0]
    return Poll(
        Outcome.FAILING,
        f"{told}: where it had moved to; its old address is asked next" if lost else told,
        receipt=replace(known, moved=None) if lost else None,
        not_before=wait,
        host_not_before=hold,
        seconds=answer.seconds,
    )


def capture_of(source: str, answer: Answer, received: datetime) -> Capture:
    """The page of an answer, taken when it was received less its Age; a Date that disagrees widens the staleness."""
    taken_at = received - timedelta(seconds=age(answer.headers))
    date = http_date(answer.headers.get("date"))
    gap = abs(taken_at - date) if date else timedelta(0)
    kind, _, parameters = answer.headers.get("content-type", "").partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([^\s\"';,]+)", parameters, re.IGNORECASE)
    return Capture(
        source=source,
        series=answer.url,
        url=plain(answer.url),
        final_url=answer.final_url,
        media_type=kind.strip().lower() or None,
        charset=charset[1] if charset else None,
        body=answer.body,
        taken_at=taken_at,
        taken_by="response",
        staleness=gap.total_seconds() if gap > CLOCK_SLACK else 0.0,
        seen_at=taken_at,
    )
