"""Text that feeds have broken on, in any mixture: the same mixtures every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from feeder.model.entry import Entry, Key
from feeder.model.page import Dateline, Image, Role
from tests.feeds.samples import NOON, make_entry

# fmt: off
FRAGMENTS = (
    "\x00", "\x01", "\x0b", "\x1f", "\x7f", "\x85", "\x9f", "\ud800", "\udfff", "\ud83d", "\ufffe", "\uffff", "�",
    "\U0001fffe", "\ufdd0", "\ufeff", "\u200b", "\u2028", "\u2029", "\xa0", "\u202e", "\u2066", "́", "\r\n", "\t",
    "]]>", "<![CDATA[", "<!--", "-->", "--", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY e 'e'>]>", "&e;", "<",
    ">", "&", "&amp;", "&amp;amp;", "&#0;", "&#xD800;", "&#xFFFE;", "&#8;", "&nbsp;", "&lt;b&gt;", "&unknown;",
    "&#", "'", '"', "<b>", "</b>", "<p>", "</p></div></article>", "<script>alert(1)</script>",
    "<style>*{}</style>", "<br/>", "<i ", "</", "<a href='javascript:alert(1)'>x</a>", "<a href='/weg'>y</a>",
    "<img src=x onerror=alert(1)>", "<svg onload=a()>", "<iframe src='//x.example'>", "<table><td>", "<li>",
    "<plaintext>", "<button>", "<object>", "<section>", "<h2>", "<caption>", "<bdo>", "<noscript>", "<img src=/a>",
    "<textarea>", "<title>", "<base href='//x'>", "{{x}}", "${x}", "%s", "%00", "\\u0000", "\\",
    "﷽", "😀", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "नमस्ते", "עברית", "العربية", "東京都", "Ünïcödé", "ﬁ",
    "Oslo", "brood", "zeven meter", "1 ", "a b c", ". ", "! ", "dr. ", "x" * 300, " ", " - ", "(ANP)",
)
LINKS = (
    "javascript:alert(1)", "data:text/html,x", "//x.example/a", "/a", "", "ftp://x.example/", "https://",
    "http://[::1", "x", "https://x.example/é?q=ü#ß", "https://例え.example/路", 'https://x.example/a b<c>"\'',
    "https://x.example/%zz", "https://x.example", "HTTPS://X.EXAMPLE/A", "https://x.example/[a]|{b}^`\\",
    "https://x.example:99999/", "https://x.example:x/", "https://\ud800.example/", "https://x.example/\x00\ufffe",
    "https://x.example/" + "a" * 9000, "https://[::1]:8080/a?b=1&amp;c", " https://x.example/a ",
)
# fmt: on


class Hostile:
    """Makes entries out of `seed`; each draws its text, links and fields anew."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def text(self) -> str:
        """A few fragments in a row, or none."""
        return "".join(self.random.choices(FRAGMENTS, k=self.random.choice((0, 1, 1, 2, 3, 5, 8))))

    def maybe(self, value: Any) -> Any:
        return value if self.random.random() < 0.7 else None

    def dispatch(self) -> dict[str, Any]:
        """The fields of a dispatch."""
        link = self.random.choice(LINKS)
        return {
            "role": self.random.choice(list(Role)),
            "headline": self.maybe(self.text()),
            "summary": self.maybe(self.text()),
            "paragraphs": tuple(self.text() for _ in range(self.random.choice((0, 0, 1, 3)))),
            "content": self.text() if self.random.random() < 0.4 else None,
            "link": self.maybe(link),
            "image": self.maybe(
                Image(self.random.choice(LINKS), self.text(), self.random.choice((None, 0, 7)), self.text())
            ),
            "dateline": self.maybe(Dateline(self.maybe(self.text()), (self.text(), "ANP"), self.maybe(self.text()))),
            "authors": tuple(self.text() for _ in range(self.random.choice((0, 1, 2)))),
            "language": self.random.choice((None, "nl", "en_GB", "", "\x00", "x" * 50, "zh-Hant-TW")),
        }

    def entries(self, count: int) -> Iterator[Entry]:
        """`count` entries with distinct guids."""
        for number in range(count):
            dated = self.random.random() < 0.5
            yield make_entry(
                number,
                dispatch=self.dispatch(),
                published=NOON - timedelta(minutes=number, microseconds=number) if dated else None,
                updated=NOON,
                sections=(self.text(), "buitenland"),
                keys=(Key("text", self.text()),),
            )
