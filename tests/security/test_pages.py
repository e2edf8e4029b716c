"""A page is a stranger's: nothing in it becomes script, markup or a path of ours, in any file that is published."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import etree

from feeder.text import RESERVED_SLUGS, slugify
from tests.support.installation import House

SCRIPT = '<script>alert("feeder")</script>'
BAD = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " data:text/html,x",
    "vbscript:x",
    "java\tscript:x",
    "file:///etc/passwd",
)
STORIES = "".join(
    f"""<article><h2><a href="{link}">Brug {number} &lt;script&gt;alert(1)&lt;/script&gt; open</a></h2>
<time>{number + 1} uur geleden</time><p>De brug &lt;img src=x onerror=alert(1)&gt; over beek {number} is klaar."</p>
<img src="{BAD[number % len(BAD)]}" alt='"onload=alert(1)'><span class=author>{SCRIPT}</span></article>"""
    for number, link in enumerate((*BAD, "/brug-7", "https://nieuws.example/brug-8?a=1&b=%22%3E"))
)
LISTING = f"""<!doctype html><html lang="nl"><title>Streek</title><body><main><h1>Streek</h1>{STORIES}</main></html>"""
REST = "".join(
    f"<p>Punt {n}: volgens de gemeente van Oudekerk duurde de bouw van de brug langer dan gepland, doordat "
    f"er in week {n} te veel water stond en de <svg onload=alert(1)></svg>bouwers moesten wachten op nieuwe balken.</p>"
    for n in range(8)
)
ARTICLE = f"""<html lang=nl><head><title>De brug is open</title><meta property="og:type" content="article"></head><body>
<article><h1>De brug is open {SCRIPT}</h1><p>OUDEKERK (<b onclick=x>ANP</b>) - De brug over de Linge is na jaren van
bouwen open, meldt de gemeente.<a href="javascript:alert(1)">Lees</a></p><iframe src="//x.example/"></iframe>
{REST}</article>"""
CONFIG = """[feeder]
title = '<script>alert("title")</script>'
[sections.streek]
title = '"><script>alert(2)</script>'
[[sources]]
name = "a"
path = "in/*"
section = "streek"
timezone = "Europe/Amsterdam"
"""


class Runs(HTMLParser):
    """What a browser would run or follow on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "svg", "base", "form"):
            self.found.append(tag)
        for name, value in attrs if ("rel", "icon") not in attrs else ():  # an empty icon, of our own
            scheme = re.match(r"\s*([a-z][a-z\s]*):", value or "", re.IGNORECASE)
            if name.startswith("on") or (name in ("href", "src", "action") and scheme and _unsafe(scheme[1])):
                self.found.append(f"{tag} {name}={value}")


def _unsafe(scheme: str) -> bool:
    return re.sub(r"\s", "", scheme).lower() not in ("http", "https", "mailto")


def runs(html: str) -> list[str]:
    """What a browser would run of `html`."""
    parser = Runs()
    parser.feed(html)
    parser.close()
    return parser.found


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An installation that took hostile pages in."""
    house = House(tmp_path, CONFIG)
    house.put("streek-2026-03-14T2100+0100.html", LISTING)
    house.put("brug-2026-03-14T2101+0100.html", ARTICLE)
    assert not house.run().failed
    assert len(house.entries("streek")) >= 4
    return house


def test_pages_run_nothing(house: House) -> None:
    """The overview and the section's page hold titles and texts as text, links to the web only."""
    for name, (body, _) in house.files().items():
        if name.endswith(".html"):
            assert runs(body.decode()) == []
            assert "&lt;script&gt;" in body.decode()


def test_feeds_carry_nothing_that_runs(house: House) -> None:
    """What readers show as HTML runs nothing, and every link is one of the web, in RSS, Atom, JSON and OPML."""
    for name, (body, _) in house.files().items():
        if name.endswith((".rss", ".atom", ".opml")):
            root = etree.fromstring(body)
            texts = [text for part in root.iter() for text in (part.text or "", *part.attrib.values())]
            assert [found for text in texts if (found := runs(text)) and "<p" in text] == []
            links = [text for text in texts if re.match(r"\s*\w+:", text) and " " not in text.strip()]
            assert {scheme for link in links if _unsafe(scheme := link.partition(":")[0])} <= {"urn", "tag"}
    for item in json.loads(house.files()["streek.json"][0])["items"]:
        assert runs(item["content_html"]) == []
        assert all(item.get(key, "https:").startswith("https:") or "127.0.0.1" in item[key] for key in ("url", "image"))


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..", ".", "/etc", "a/b", "a\\b", "C:\\x", "index",
     "feeds.opml", "x\x00y", "\u202egnp", "-" * 300,
     "CON", " ", "é" * 200, "%2e%2e%2f", "archive", "ALL", "a\nb", "🦆", "．．／", "‥"],
)  # fmt: skip
def test_no_name_of_a_section_is_a_path(name: str) -> None:
    """Letters, digits and dashes, at most 80 bytes: nothing in a slug leads to another folder or hides a file."""
    slug = slugify(name)
    assert re.fullmatch(r"[\w\u0300-\u036f]*(-[\w\u0300-\u036f]+)*", slug)
    assert len(slug.encode()) <= 80


@pytest.mark.parametrize("label", ["../../../tmp/x", "..", "index", "/etc/passwd", "feeds", "archive", "a\x00b", "all"])
def test_labels_make_files_only_in_the_output(tmp_path: Path, label: str) -> None:
    """Whatever a page calls its sections, files appear in output/ only, and none takes a reserved name."""
    house = House(tmp_path)
    stories = "".join(
        f"OUDEKERK (XNP) - De brug nummer {n} over de beek is na jaren van bouwen eindelijk open.\n{n} uur geleden\n"
        for n in (2, 3, 4, 5)
    )
    house.put(
        "s-2026-03-14T2100+0100.txt", f"Burgemeester opent brug\nDe burgemeester doet het.\nMeer uit {label}\n{stories}"
    )
    house.run()
    assert {path.name for path in tmp_path.iterdir()} <= {"in", "output", "feeder.db", "feeder.db-wal", "feeder.db-shm"}
    slugs = {section for entry in house.entries() for section in entry.sections}
    assert not slugs & RESERVED_SLUGS
    for name in house.files():
        assert re.fullmatch(r"[\w-]+\.(rss|atom|json|html|opml)", name)
