"""Pages in whatever charset a server says they are, or is wrong about."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeder.pages.decode import decode
from feeder.sources.http.poll import capture_of
from tests.support.fetching import answers, fetch
from tests.support.server import reply

NOW = datetime(2026, 3, 14, 20, 0, tzinfo=UTC)
TEXT = "<html lang='nl'><p>Eén café in Curaçao krijgt geën gelijk: „nee”, aldus de ober.</p></html>"


@pytest.mark.parametrize(
    ("encoding", "media_type"),
    [
        ("utf-8", "text/html; charset=utf-8"), ("utf-8", "text/html"), ("utf-8", 'text/html;charset="UTF8"'),
        ("utf-8", "text/html; charset=none-such"), ("utf-8", "text/html; charset="), ("utf-8", ""),
        ("utf-8", "text/html; charset=us-ascii"), ("utf-8", "text/html; charset=utf-16"),
        ("utf-8-sig", "text/html; charset=iso-8859-1"), ("utf-16", "text/html; charset=utf-8"),
        ("windows-1252", "text/html; charset=iso-8859-1"), ("windows-1252", "text/html"),
        ("windows-1252", "text/html; charset=utf-8"),
    ],
)  # fmt: skip
def test_the_text_comes_through(encoding: str, media_type: str) -> None:
    """By mark, header or content: the words are the words."""
    page = reply(200, TEXT.encode(encoding), **({"Content_Type": media_type} if media_type else {}))
    capture = capture_of("s", fetch(answers(page=page))[0], NOW)
    assert decode(capture).lstrip("\ufeff") == TEXT
