"""What is remembered between polls: validators by address, where a page moved, where it led, what it was like."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeder.model.codec import dump, load
from feeder.model.entry import Outcome
from feeder.model.page import Receipt
from feeder.model.specs import SourceSpec
from feeder.sources.http import receipts
from feeder.sources.http.address import next_hop, same_site
from feeder.sources.http.fetch import Answer
from feeder.sources.http.poll import Poll, judge

NOW = datetime(2026, 3, 14, 20, 0, tzinfo=UTC)
URL, NEW, NEWER = "https://news.example/abroad", "https://news.example/world", "https://news.example/planet"
SPEC = SourceSpec("abroad", url=URL)


def answer(
    final_url: str = URL,
    status: int = 200,
    body: bytes = b"<p>x</p>",
    *,
    url: str = URL,
    moved_to: str | None = None,
    **headers: str,
) -> Answer:
    """An answer; underscores in header names are dashes."""
    told = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    return Answer(status, url, final_url, told, body, 0.1, moved_to)


def after(receipt: Receipt, *answers: Answer) -> Poll:
    """The last poll of a page that gave these answers, each judged by what the one before left."""
    found = Poll(Outcome.OK, receipt=receipt)
    for given in answers:
        receipt = found.receipt or receipt
        found = judge(SPEC, receipt, given, NOW, URL)
    return found


def receipt_of(*answers: Answer) -> Receipt:
    """What is remembered after them."""
    found = after(Receipt(made_by="v"), *answers).receipt
    assert found is not None
    return found


def test_each_address_keeps_its_own_validators() -> None:
    """A page that redirects for a while and returns is asked at both addresses with what each said."""
    kept = receipt_of(answer(etag='"a"', last_modified="then"), answer(NEW, etag='"b"', body=b"y"))
    assert receipts.said(kept, URL) == {NEW: ('"b"', None), URL: ('"a"', "then")}
    back = after(kept, answer(status=304, body=b"", etag='"a2"'))
    assert back.outcome is Outcome.UNCHANGED
    assert back.receipt is not None
    assert receipts.said(back.receipt, URL) == {URL: ('"a2"', "then"), NEW: ('"b"', None)}
    assert load(Receipt, dump(back.receipt)) == back.receipt


def test_only_so_many_addresses_are_remembered() -> None:
    """A server that leads elsewhere each time does not fill the store."""
    kept = receipt_of(*[answer(f"{URL}/{i}", etag=f'"{i}"', body=b"%d" % i) for i in range(20)])
    assert len(receipts.said(kept, URL)) == receipts.MOST_STAMPS


def test_a_304_of_an_address_that_said_nothing_is_trouble() -> None:
    """Neither without a condition, nor behind a redirect to where none was sent."""
    for receipt in (Receipt(), Receipt(etag='"a"', digest="d")):
        assert judge(SPEC, receipt, answer(NEW, status=304), NOW, URL).outcome is Outcome.FAILING


def test_a_move_for_good_is_believed_after_several_sightings() -> None:
    """Until then the configured address is asked; a word to the contrary in between starts the count anew."""
    moved = answer(NEW, moved_to=NEW, body=b"y")
    once, twice, thrice = (receipt_of(*[moved] * times) for times in (1, 2, 3))
    assert [receipts.target(r, URL) for r in (once, twice, thrice)] == [URL, URL, NEW]
    assert receipts.target(receipt_of(moved, moved, answer(), moved), URL) == URL
    assert receipts.target(receipt_of(moved, moved, answer(NEWER, moved_to=NEWER)), URL) == URL


def test_a_passing_redirect_is_never_remembered() -> None:
    """However often it is seen."""
    assert receipts.target(receipt_of(*[answer(NEW, body=b"y")] * 9), URL) == URL


def test_a_page_that_has_moved_is_asked_there_until_it_is_not_there() -> None:
    """Unchanged or changed it stays; 404 brings the configured address back, trouble does not."""
    moved = receipt_of(*[answer(NEW, moved_to=NEW, etag='"n"')] * 3)
    for status, body in ((304, b""), (200, b"z")):
        kept = after(moved, answer(NEW, status, body, url=NEW)).receipt
        assert kept is not None
        assert receipts.target(kept, URL) == NEW
    assert after(moved, answer(NEW, 503, url=NEW)).receipt is None
    lost = after(moved, answer(NEW, 404, url=NEW))
    assert lost.outcome is Outcome.FAILING
    assert receipts.target(lost.receipt, URL) == URL
    assert after(moved, answer(NEW, 410, url=NEW)).outcome is Outcome.GONE


def test_what_moved_is_still_the_same_series() -> None:
    """Its captures belong to the configured page, wherever they are found."""
    found = after(Receipt(moved=(NEW, 3)), answer(NEW, url=NEW))
    assert found.delivery is not None
    assert (found.delivery.capture.series, found.delivery.capture.final_url) == (URL, NEW)


PORTAL = "http://login.hotel.example/welcome?to=x"


def test_a_portal_is_no_page() -> None:
    """A page that was known and suddenly leads to a foreign host is blocked, and what was remembered stays."""
    known = receipt_of(answer(etag='"a"'))
    for times in (1, 2):
        found = after(known, *[answer(PORTAL, etag='"p"', body=b"<a href=/login>")] * times)
        assert found.outcome is Outcome.BLOCKED
        assert "login.hotel.example" in (found.reason or "")
        assert found.delivery is None
        assert found.receipt is not None
        assert receipts.said(found.receipt, URL) == {URL: ('"a"', None)}
    back = after(known, answer(PORTAL), answer(status=304, etag='"a"'))
    assert back.outcome is Outcome.UNCHANGED
    assert back.receipt is not None
    assert back.receipt.strayed is None


def test_a_page_that_keeps_leading_elsewhere_lives_there() -> None:
    """The third time in a row is no accident; nor is a move for good, a sister host, or a first visit."""
    known = receipt_of(answer(etag='"a"'))
    portal = answer(PORTAL, body=b"y")
    assert after(known, portal, portal, portal).outcome is Outcome.OK
    assert after(known, portal, portal, portal, answer(PORTAL, body=b"z")).outcome is Outcome.OK
    assert after(known, portal, answer("http://other.example/"), portal).outcome is Outcome.BLOCKED
    assert after(known, answer("https://x.example/", moved_to="https://x.example/", body=b"y")).outcome is Outcome.OK
    assert after(known, answer("https://www.news.example/abroad", body=b"y")).outcome is Outcome.OK
    assert after(Receipt(), portal).outcome is Outcome.OK


def test_a_page_that_was_no_good_is_none_when_it_comes_unchanged() -> None:
    """304 and the same bytes say again what reading it came to; other bytes are judged anew."""
    bad = receipt_of(answer(etag='"a"'))
    bad = load(Receipt, dump(bad).replace("{", '{"trouble":["blocked","a login page"],', 1))
    for again in (answer(status=304, body=b""), answer(etag='"b"')):
        found = after(bad, again)
        assert (found.outcome, found.reason, found.delivery) == (Outcome.BLOCKED, "a login page", None)
        assert found.receipt is not None
        assert found.receipt.trouble == bad.trouble
    assert after(bad, answer(body=b"new")).outcome is Outcome.OK


def test_a_receipt_of_another_version_or_configuration_is_void() -> None:
    """Validators, digest and trouble go; where the page moved to stays known. So with --force."""
    kept = Receipt('"a"', "then", "d", "v1", moved=(NEW, 3), trouble=("blocked", "x"))
    assert receipts.valid(kept, "v1") is kept
    for fresh in (receipts.valid(kept, "v2"), receipts.valid(kept, "v1", force=True)):
        assert (fresh.etag, fresh.last_modified, fresh.digest, fresh.trouble) == (None, None, "", None)
        assert receipts.target(fresh, URL) == NEW


@pytest.mark.parametrize(
    ("target", "found"),
    [("/b", "https://x.example/b"), (" c#d ", "https://x.example/a/c"), ("//y.example", "https://y.example"),
     ("https://u:p@y.example/", "https://y.example/"), ("?q=1", "https://x.example/a/?q=1")],
)  # fmt: skip
def test_where_redirects_lead(target: str, found: str) -> None:
    """Relative or not; without fragment, without somebody's login."""
    assert next_hop("https://x.example/a/", target) == found


@pytest.mark.parametrize(
    "target", ["http://x.example/", "ftp://x/", "file:///etc/passwd", "javascript:1", "https://[", "https://x:y/",
               "https://x:99999/", "data:text/html,x"]
)  # fmt: skip
def test_where_no_redirect_is_followed(target: str) -> None:
    """Not down to plain HTTP, not out of the web, not to what is no address."""
    with pytest.raises(Exception, match="redirects"):
        next_hop("https://x.example/a/", target)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("news.example", "www.news.example", True), ("a.news.example", "b.news.example", True),
     ("news.co.uk", "other.co.uk", False), ("www.news.co.uk", "news.co.uk", True), ("10.0.0.1", "10.0.0.2", False),
     ("::1", "::1", True), ("localhost", "localhost", True), ("news.example", "news.org", False)],
)  # fmt: skip
def test_sister_hosts(one: str, other: str, same: bool) -> None:
    """Names of one owner, as far as names tell."""
    assert same_site(one, other) is same
