"""What an answer means: validators, freshness, Retry-After, what is gone, what is blocked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feeder.model.entry import Outcome
from feeder.model.page import Receipt
from feeder.model.specs import SourceSpec
from feeder.sources.http.dates import fresh_until, http_date, retry_after
from feeder.sources.http.fetch import Answer
from feeder.sources.http.poll import capture_of, judge

NOW = datetime(2026, 3, 14, 20, 0, tzinfo=UTC)
SPEC = SourceSpec("abroad", url="https://news.example/abroad")


def answer(status: int = 200, body: bytes = b"<p>x</p>", **headers: str) -> Answer:
    """An answer; underscores in header names are dashes."""
    told = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    return Answer(status, "https://news.example/abroad", "https://news.example/abroad", told, body, 0.1)


def test_validators_are_kept_verbatim_and_up_to_date() -> None:
    """A 200 replaces both, also by nothing; a 304 renews what it names and keeps the rest."""
    first = judge(SPEC, Receipt(made_by="v"), answer(etag='W/"a"', last_modified="Sat, 14 Mar 2026 19:00:00 GMT"), NOW)
    assert first.outcome is Outcome.OK
    assert first.receipt is not None
    assert (first.receipt.etag, first.receipt.last_modified) == ('W/"a"', "Sat, 14 Mar 2026 19:00:00 GMT")
    renewed = judge(SPEC, first.receipt, answer(304, b"", etag='"b"'), NOW)
    assert renewed.outcome is Outcome.UNCHANGED
    assert renewed.receipt is not None
    assert (renewed.receipt.etag, renewed.receipt.last_modified) == ('"b"', "Sat, 14 Mar 2026 19:00:00 GMT")
    bare = judge(SPEC, renewed.receipt, answer(body=b"new"), NOW)
    assert bare.receipt is not None
    assert (bare.receipt.etag, bare.receipt.last_modified) == (None, None)


def test_the_same_bytes_are_not_read_again() -> None:
    """A server without validators still costs no parsing."""
    first = judge(SPEC, Receipt(made_by="v"), answer(), NOW)
    assert first.receipt is not None
    again = judge(SPEC, first.receipt, answer(), NOW)
    assert again.outcome is Outcome.UNCHANGED
    assert again.delivery is None


def test_a_304_that_nobody_asked_for_is_trouble() -> None:
    """Without a condition there is nothing that "not modified" can mean."""
    assert judge(SPEC, Receipt(), answer(304, b""), NOW).outcome is Outcome.FAILING


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (410, Outcome.GONE),
        (401, Outcome.BLOCKED),
        (403, Outcome.BLOCKED),
        (404, Outcome.FAILING),
        (500, Outcome.FAILING),
    ],
)
def test_statuses_are_told_apart(status: int, outcome: Outcome) -> None:
    """Gone, blocked and failing are different troubles, each with its reason."""
    found = judge(SPEC, Receipt(), answer(status), NOW)
    assert found.outcome is outcome
    assert str(status) in (found.reason or "")


def test_too_many_requests_hold_the_whole_host() -> None:
    """Retry-After of 429 and 503 binds the page and its host."""
    for status in (429, 503):
        found = judge(SPEC, Receipt(), answer(status, retry_after="120"), NOW)
        assert found.not_before == found.host_not_before == NOW + timedelta(seconds=120)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("120", 120), ("Sat, 14 Mar 2026 20:05:00 GMT", 300), ("99999999", 7 * 86400), ("gisteren", None), ("-5", None),
     ("22\x1f", 22), ("Sat, 14 Mar 2020 20:05:00 GMT", None), ("", None), (None, None)],
)  # fmt: skip
def test_retry_after_in_both_forms(text: str | None, seconds: int | None) -> None:
    """Seconds or a date, never longer than a week; rubbish and the past are nothing."""
    headers = {} if text is None else {"retry-after": text}
    assert retry_after(headers, NOW) == (NOW + timedelta(seconds=seconds) if seconds else None)


def test_a_date_is_meant_by_the_servers_clock() -> None:
    """A client whose clock is two hours ahead waits as long as the server meant."""
    headers = {"retry-after": "Sat, 14 Mar 2026 18:10:00 GMT", "date": "Sat, 14 Mar 2026 18:00:00 GMT"}
    assert retry_after(headers, NOW) == NOW + timedelta(minutes=10)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "public, max-age=600"}, 600),
        ({"cache-control": "max-age=600", "age": "100"}, 500),
        ({"cache-control": "s-maxage=600"}, None),
        ({"expires": "Sat, 14 Mar 2026 20:10:00 GMT", "date": "Sat, 14 Mar 2026 20:00:00 GMT"}, 600),
        ({"expires": "0"}, None),
        ({"cache-control": "max-age=600", "expires": "Sat, 14 Mar 2026 23:10:00 GMT"}, 600),
        ({}, None),
    ],
)
def test_freshness(headers: dict[str, str], seconds: int | None) -> None:
    """max-age beats Expires; time in caches counts."""
    assert fresh_until(headers, NOW) == (NOW + timedelta(seconds=seconds) if seconds is not None else None)


def test_when_a_response_was_taken() -> None:
    """Receipt less Age; a Date that disagrees widens the staleness; the charset is the declared one."""
    found = capture_of(
        "s", answer(age="90", date="Sat, 14 Mar 2026 19:50:00 GMT", content_type="Text/HTML; charset=ISO-8859-1"), NOW
    )
    assert found.taken_at == NOW - timedelta(seconds=90)
    assert found.staleness == 510.0
    assert (found.media_type, found.charset) == ("text/html", "ISO-8859-1")
    assert capture_of("s", answer(date="Sat, 14 Mar 2026 19:59:58 GMT"), NOW).staleness == 0.0


@pytest.mark.parametrize("text", ["", "x", "Sat, 99 Mar 2026 20:05:00 GMT", "0", "1" * 50, None])
def test_rubbish_is_no_date(text: str | None) -> None:
    """No header makes an exception."""
    assert http_date(text) is None
