"""XML of strangers: no entity is expanded, no file and no address is opened, and no bomb goes off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from feeder import PageError, read
from feeder.check import check
from feeder.feeds.opml import parse_opml
from tests.security.pumps import processor_limit
from tests.support.server import serving

RSS = """{head}<rss version="2.0"><channel><title>&x;</title><item><title>Brug &x; open</title>
<link>https://nieuws.example/brug</link><description>De brug &x; is open.</description></item></channel></rss>"""
OPML = """{head}<opml version="2.0"><body><outline text="&x;" xmlUrl="https://nieuws.example/&x;"/></body></opml>"""
BOMB = (
    '<!ENTITY x0 "lol">'
    + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))
    + '<!ENTITY x "&x9;">'
)


def as_page(text: str) -> str:
    """Everything that a reading of a feed says; "" where it is refused."""
    try:
        return str(read(text.encode(), media_type="application/rss+xml").as_dict())
    except PageError:
        return ""


def as_check(text: str) -> str:
    """Everything that a check of a feed says."""
    return str([finding.as_dict() for finding in check(text.encode())])


def as_opml(text: str) -> str:
    """Everything that an import would take; "" where it is refused."""
    try:
        return str(parse_opml(text.encode()))
    except PageError:
        return ""


WAYS: list[tuple[str, Callable[[str], str]]] = [(RSS, as_page), (RSS, as_check), (OPML, as_opml)]


@pytest.mark.parametrize(("document", "told"), WAYS)
def test_no_file_is_read(tmp_path: Path, document: str, told: Callable[[str], str]) -> None:
    """An entity, a parameter entity and a document type that name a file bring nothing of it."""
    secret = tmp_path / "secret"
    secret.write_text("het wachtwoord")
    (tmp_path / "evil.dtd").write_text(f'<!ENTITY x SYSTEM "{secret.as_uri()}">')
    for head in (
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
        f'<!DOCTYPE r SYSTEM "{(tmp_path / "evil.dtd").as_uri()}">',
        f'<!DOCTYPE r [<!ENTITY % p SYSTEM "{(tmp_path / "evil.dtd").as_uri()}">%p;]>',
        f'<!DOCTYPE r PUBLIC "-//x" "{secret}" [<!ENTITY x SYSTEM "{secret}">]>',
    ):
        assert "wachtwoord" not in told(document.format(head=head))


@pytest.mark.parametrize(("document", "told"), WAYS)
def test_no_address_is_asked(document: str, told: Callable[[str], str]) -> None:
    """A document type or entity at an address sends no request, whoever it may lead to."""

    async def run() -> None:
        async with serving() as server:
            for head in (
                f'<!DOCTYPE r SYSTEM "{server.url("/a.dtd")}">',
                f'<!DOCTYPE r [<!ENTITY x SYSTEM "{server.url("/x")}">]>',
                f'<!DOCTYPE r [<!ENTITY % p SYSTEM "{server.url("/p")}">%p;]>',
            ):
                await asyncio.to_thread(told, document.format(head=head))
            assert server.asked == []

    asyncio.run(run())


@pytest.mark.parametrize(("document", "told"), WAYS)
def test_no_bomb_goes_off(document: str, told: Callable[[str], str]) -> None:
    """A billion laughs, or one long laugh many times, are neither expanded nor waited for."""
    long = '<!ENTITY x "' + "ha" * 100_000 + '">'
    with processor_limit(5):
        assert len(told(document.format(head=f"<!DOCTYPE r [{BOMB}]>"))) < 20_000
        assert len(told(document.replace("&x;", "&x;" * 100).format(head=f"<!DOCTYPE r [{long}]>"))) < 20_000
