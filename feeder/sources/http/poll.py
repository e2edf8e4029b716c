"""One conditional poll of a page: what the answer means, and when it may be asked again. RFC 9110, RFC 9111.

Validators are returned verbatim and kept up to date, each by itself, on every 200 and 304. They are void when our
version or the source's configuration changed (`made_by`), since then the same bytes read otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256

from feeder.model.entry import Outcome
from feeder.model.page import Capture, Receipt
from feeder.model.specs import SourceSpec
from feeder.sources.delivery import Delivery
from feeder.sources.http.fetch import Answer, Fetch, Request

CLOCK_SLACK = timedelta(seconds=5)  # a Date this close to our clock agrees with it
LONGEST_WAIT = timedelta(days=1)  # no server makes us wait longer than this
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})")
_BLOCKED = {
    401: "asks for a login",
    402: "asks for payment",
    403: "forbids it",
    407: "asks for a proxy login",
    451: "is withheld by law",
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
    received: datetime,
    *,
    force: bool = False,
) -> Poll:
    """Ask for `url` once. `received` is the present instant. Raises SourceError where there is no answer."""
    known = receipt if receipt and receipt.made_by == made_by and not force else Receipt(made_by=made_by)
    request = Request(
        url,
        headers=spec.headers,
        etag=known.etag,
        last_modified=known.last_modified,
        allow_private=spec.allow_private,
    )
    return judge(spec, known, await fetch(request), received)


def judge(spec: SourceSpec, known: Receipt, answer: Answer, received: datetime) -> Poll:
    """What `answer` means to a source that holds the receipt `known`."""
    conditional = bool(known.etag or known.last_modified)
    if answer.status == 304 and conditional:
        fresh = _receipt(known, answer, known.digest)
        return Poll(
            Outcome.UNCHANGED, receipt=fresh, not_before=fresh_until(answer.headers, received), seconds=answer.seconds
        )
    if answer.status == 200:
        return _page(spec, known, answer, received)
    return _trouble(answer, received)


def _page(spec: SourceSpec, known: Receipt, answer: Answer, received: datetime) -> Poll:
    digest = sha256(answer.body).hexdigest()
    fresh = _receipt(known, answer, digest)
    same = digest == known.digest
    return Poll(
        Outcome.UNCHANGED if same else Outcome.OK,
        delivery=None if same else Delivery(capture_of(spec.name, answer, received), answer.url, digest, received),
        receipt=fresh,
        not_before=fresh_until(answer.headers, received),
        moved_to=answer.moved_to,
        bytes=len(answer.body),
        seconds=answer.seconds,
    )


def _receipt(known: Receipt, answer: Answer, digest: str) -> Receipt:
    """On a 200 the answer's validators, whatever they are; on a 304 those that it renews."""
    etag, last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    if answer.status == 304:
        etag, last_modified = etag or known.etag, last_modified or known.last_modified
    return Receipt(etag, last_modified, digest, known.made_by)


def _trouble(answer: Answer, received: datetime) -> Poll:
    wait = retry_after(answer.headers.get("retry-after"), received)
    told = f"{answer.final_url} answers {answer.status}"
    if answer.status == 410:
        return Poll(Outcome.GONE, f"{told}: it is gone for good", seconds=answer.seconds)
    if answer.status in _BLOCKED:
        return Poll(Outcome.BLOCKED, f"{told}: it {_BLOCKED[answer.status]}", not_before=wait, seconds=answer.seconds)
    hold = wait if answer.status in (429, 503) else None
    return Poll(Outcome.FAILING, told, not_before=wait, host_not_before=hold, seconds=answer.seconds)


def capture_of(source: str, answer: Answer, received: datetime) -> Capture:
    """The page of an answer, taken when it was received less its Age; a Date that disagrees widens the staleness."""
    taken_at = received - timedelta(seconds=_age(answer.headers))
    date = http_date(answer.headers.get("date"))
    gap = abs(taken_at - date) if date else timedelta(0)
    kind, _, parameters = answer.headers.get("content-type", "").partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([^\s\"';,]+)", parameters, re.IGNORECASE)
    return Capture(
        source=source,
        series=answer.url,
        url=answer.url,
        final_url=answer.final_url,
        media_type=kind.strip().lower() or None,
        charset=charset[1] if charset else None,
        body=answer.body,
        taken_at=taken_at,
        taken_by="response",
        staleness=gap.total_seconds() if gap > CLOCK_SLACK else 0.0,
        seen_at=taken_at,
    )


def _age(headers: Mapping[str, str]) -> int:
    text = headers.get("age", "").strip()
    return min(int(text), 31 * 86400) if re.fullmatch(r"\d{1,9}", text) else 0


def fresh_until(headers: Mapping[str, str], received: datetime) -> datetime | None:
    """Until when the server says that its answer is fresh: max-age, else Expires (RFC 9111 section 4.2.1)."""
    found = _MAX_AGE.search(headers.get("cache-control", "").lower())
    if found:
        left = timedelta(seconds=max(0, int(found[1]) - _age(headers)))
        return received + min(left, LONGEST_WAIT)
    expires = http_date(headers.get("expires"))
    date = http_date(headers.get("date")) or received
    return received + min(expires - date, LONGEST_WAIT) if expires and expires > date else None


def retry_after(text: str | None, received: datetime) -> datetime | None:
    """When a server that said Retry-After may be asked again: seconds, or a date (RFC 9110 section 10.2.3)."""
    if text and re.fullmatch(r"\s*\d{1,9}\s*", text):
        return received + min(timedelta(seconds=int(text)), LONGEST_WAIT)
    date = http_date(text)
    return min(date, received + LONGEST_WAIT) if date and date > received else None


def http_date(text: str | None) -> datetime | None:
    """An HTTP date as an instant; None for rubbish."""
    try:
        date = parsedate_to_datetime(text) if text else None
    except (ValueError, IndexError, OverflowError):
        return None
    if date is None:
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
