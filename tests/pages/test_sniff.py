"""Which reader a capture goes to: by what it holds, then by what was declared."""

from __future__ import annotations

import pytest

from feeder.errors import PageError
from feeder.model.page import Capture
from feeder.pages import READERS, read_page
from feeder.pages.sniff import sniff


def capture(body: str | bytes, media_type: str | None = None) -> Capture:
    """A capture of `body`, from a file whose name says nothing."""
    raw = body if isinstance(body, bytes) else body.encode()
    return Capture("source", "page", "", "", media_type, None, raw, None)


@pytest.mark.parametrize(
    ("body", "media_type", "name"),
    [
        ("ALTENA (NPD) - De brug is open.", None, "wiretext"),
        ("ALTENA (NPD) - De brug is open.", "text/plain; charset=utf-8", "wiretext"),
        ("ALTENA (NPD) - De brug is open.", "text/html", "wiretext"),
        ("<3 zei hij: 4 < 5 en 6 > 5.", None, "wiretext"),
        ("ALTENA (NPD) - De tag <script>alert(1)</script> sloopt sites, en <br> doet niets.", None, "wiretext"),
        ("Laden…\n<div>\n<a href=x>y</a> is open\n</div>", None, "html"),
        ("Nieuws <p>x</p>", None, "html"),
        ("<!DOCTYPE html><title>x</title>", "text/plain", "html"),
        ("\ufeff\n<!-- x --><html><p>x</p></html>", None, "html"),
        ("<html><p>x</p></html>".encode("utf-16"), None, "html"),
        ("<div class=list><a href=x>y</a></div>", None, "html"),
        ('<?xml version="1.0"?><div>x</div>', None, "html"),
        ('<?xml version="1.0"?><rss version="2.0"></rss>', "text/html", "feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', None, "feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', None, "feed"),
        ('<?xml version="1.0"?><sitemap><url/></sitemap>', None, "sitemap"),
        ('{"title": "x"}', "application/json", "json"),
        ('[{"title": "x"}]', None, "json"),
    ],
)
def test_a_capture_goes_to_the_reader_of_what_it_holds(body: str | bytes, media_type: str | None, name: str) -> None:
    """A root element decides first, then the media type, then the text itself."""
    assert sniff(capture(body, media_type)) == name


def test_a_document_of_another_kind_is_an_error() -> None:
    """What no reader knows is named, with what can be read."""
    with pytest.raises(PageError, match="this is sitemap, which no page reader knows; HTML, RSS"):
        read_page(capture('<?xml version="1.0"?><sitemap><url/></sitemap>'))


@pytest.mark.parametrize("name", READERS)
def test_every_reader_reads_or_says_why(name: str) -> None:
    """Each name in the registry leads to a module with a reader in it."""
    bodies = {
        "html": "<html><body><p>x</p></body></html>",
        "feed": '<rss version="2.0"><channel><title>x</title><item><title>y</title></item></channel></rss>',
        "wiretext": "ALTENA (NPD) - De brug is open.",
    }
    assert sniff(capture(bodies[name])) == name
    assert read_page(capture(bodies[name])).shape.reader
