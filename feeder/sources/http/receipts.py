"""What is remembered between two polls of a page: validators of each address on the way, and where it leads.

A validator goes back verbatim, and only to the address that gave it. Each is kept up to date by itself, on every 200
and 304. All are void when our version or the source's configuration changed: then the same bytes read otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from feeder.model.page import Receipt, Stamp
from feeder.model.specs import SourceSpec
from feeder.sources.http.address import host_of, same_site
from feeder.sources.http.fetch import Answer

SEVERAL = (
    3  # times in a row that a server must say so before an address is taken to have moved, or a new host for its own
)
MOST_STAMPS = 4  # addresses of one page that are remembered


def made_by(fingerprint: str, spec: SourceSpec) -> str:
    """What a receipt is bound to: `fingerprint`, and the headers that a source is asked with, untold."""
    if not spec.headers:
        return fingerprint
    return sha256(repr((fingerprint, sorted(spec.headers.items()))).encode("utf-8", "backslashreplace")).hexdigest()


def valid(receipt: Receipt | None, made_by: str, *, force: bool = False) -> Receipt:
    """`receipt` as far as it still holds. Where a page moved to is no matter of how it is read."""
    if receipt is None:
        return Receipt(made_by=made_by)
    if force or receipt.made_by != made_by:
        return Receipt(made_by=made_by, moved=receipt.moved)
    return receipt


def target(receipt: Receipt | None, url: str) -> str:
    """The address to ask for the page at `url`: where it moved to, once the server has said so several times."""
    return receipt.moved[0] if receipt and receipt.moved and receipt.moved[1] >= SEVERAL else url


def stamps(receipt: Receipt, url: str) -> dict[str, Stamp]:
    """What every address of the page configured as `url` said last."""
    now = Stamp(receipt.found_at or url, receipt.etag, receipt.last_modified, receipt.digest)
    return {stamp.url: stamp for stamp in (now, *receipt.others)}


def said(receipt: Receipt, url: str) -> Mapping[str, tuple[str | None, str | None]]:
    """(ETag, Last-Modified) by address."""
    return {stamp.url: (stamp.etag, stamp.last_modified) for stamp in stamps(receipt, url).values()}


def renewed(receipt: Receipt, url: str, answer: Answer, digest: str) -> Receipt:
    """The receipt after a page was found (200) or found unchanged (304).

    On a 200 the answer's validators, whatever they are; on a 304 those that it renews.
    """
    before = stamps(receipt, url)
    at = answer.final_url
    etag, last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    if answer.status == 304:
        etag, last_modified = etag or before[at].etag, last_modified or before[at].last_modified
    others = [stamp for stamp in before.values() if stamp.url != at and (stamp.etag or stamp.last_modified)]
    return replace(
        receipt,
        etag=etag,
        last_modified=last_modified,
        digest=digest,
        found_at=at if at != url else "",
        others=tuple(others[: MOST_STAMPS - 1]),
        moved=_moved(receipt, answer),
        strayed=None,
        trouble=receipt.trouble if digest == receipt.digest else None,
    )


def _moved(receipt: Receipt, answer: Answer) -> tuple[str, int] | None:
    """Where the page moved to for good, and how often in a row the server has said so."""
    if answer.moved_to is None:
        asked_there = receipt.moved is not None and answer.url == receipt.moved[0]
        return receipt.moved if asked_there else None
    before = receipt.moved[1] if receipt.moved and receipt.moved[0] == answer.moved_to else 0
    return answer.moved_to, before + 1


def strays(receipt: Receipt, url: str, answer: Answer) -> tuple[str, int] | None:
    """(the foreign host, how many times in a row) where a page that was known leads elsewhere, and not for good.

    So do portals of hotels and trains, and walls for logins and consent. None once it has been seen several times:
    then the page lives there.
    """
    host = host_of(answer.final_url)
    at_home = {host_of(url), host_of(receipt.found_at or url)}
    if not receipt.digest or answer.moved_to == answer.final_url or any(same_site(host, home) for home in at_home):
        return None
    before = receipt.strayed[1] if receipt.strayed and receipt.strayed[0] == host else 0
    return None if before + 1 >= SEVERAL else (host, before + 1)
