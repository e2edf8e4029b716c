"""What recognition of an HTML listing costs, as a ratio to a bare lxml parse of the same bytes in the same run.

    python benchmarks/recognition.py [FOLDER]

Pages are invented: 20 and 200 items and nothing else, in two makes, and one of 200 KB as news sites serve them.
Milliseconds of processor time, the best of several runs, each of them on a page whose stories were never read before:
the same list with other stories. Beside them, where they are installed, what a user might run instead (each reads one
article from a page, none finds its teasers). Pages of bare items are the worst case of the ratio: every item is read,
and parsing one takes microseconds. With FOLDER, the pages saved there (`*.html`, `*.html.gz`, in folders of any depth)
are measured too, read once and again: the median and the worst. A first reading may be the first of its language, too.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from lxml import html

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from feeder.pages.html.document import parse
from feeder.pages.html.listing.teasers import find_teasers
from tests.pages.listing_pages import SITE, Story, page, printed

RUNS = 7
LEAD = "De provincie legt dit jaar nieuwe duikers aan onder de dijk, meldt het waterschap na overleg met de boeren."


def stories(count: int) -> list[Story]:
    """As many different stories as asked for, a day apart."""
    first = date(2026, 3, 14)
    return [
        Story(
            f"Waterschap versterkt dijkvak {n} bij Oostwold",
            f"{SITE}/nieuws/{n}-waterschap-versterkt-dijkvak",
            day,
            LEAD,
        )
        for n, day in ((n, first - timedelta(days=n)) for n in range(count))
    ]


def cards(count: int) -> str:
    """Articles with a picture, a heading, a time and a lead."""
    return page(
        "".join(
            f'<article><a href="{s.url}"><img src="{s.url}.jpg"></a><h2><a href="{s.url}">{s.title}</a></h2>'
            f'<time datetime="{s.day}">{printed(s.day or date.min, "nl")}</time><p>{s.lead}</p></article>'
            for s in stories(count)
        )
    )


def rows(count: int) -> str:
    """List items with a title and a day."""
    items = "".join(
        f'<li><a href="{s.url}">{s.title}</a> {printed(s.day or date.min, "nl")}</li>' for s in stories(count)
    )
    return page(f"<ul>{items}</ul>")


def heavy() -> str:
    """About 200 KB as news sites serve them: half of it code, a thousand elements, 140 links, 25 of them to stories.

    Such are the medians of measured news pages of this size.
    """
    name = "sc-3f9a1b7c-0 kXyzQw card-wrapper__inner card-wrapper__inner--medium teaser teaser--horizontal"
    source = "{0}-320.jpg?fit=crop&q=80 320w, {0}-640.jpg?fit=crop&q=80 640w"
    icon = (
        '<svg class="icon" viewBox="0 0 24 24"><g><path d="M12 2l3 7h7l-6 5 2 8-6-5-6 5 2-8-6-5h7z"></path></g></svg>'
    )
    items = "".join(
        f'<div class="{name}"><a class="{name}__link" href="{s.url}" data-testid="card-link" aria-label="{s.title}">'
        f'<figure class="{name}__figure"><picture><source srcset="{source.format(s.url)}">'
        f'<img class="{name}__image" src="{s.url}.jpg"></picture></figure>'
        f'<div class="{name}__text"><span class="{name}__label">Streek</span>'
        f'<h3 class="{name}__title">{s.title}</h3><p class="{name}__lead">{s.lead}</p></div></a>'
        f'<div class="{name}__meta">'
        f'<time datetime="{s.day}">{printed(s.day or date.min, "nl")}</time>'
        f'<button class="{name}__share" type="button">{icon}</button></div></div>'
        for s in stories(25)
    )
    entry = '<li class="menu__item menu__item--level-2"><a class="menu__link" href="/rubriek-{n}">Rubriek {n}</a></li>'
    menus = "".join(entry.format(n=n) for n in range(110))
    prose = "".join(f'<div class="prose prose--wide"><p class="prose__text">{LEAD * 5}</p></div>' for _ in range(70))
    script = f"<script>window.dataLayer = [];{'function f(a){return a+1};' * 4200}</script>"
    return page(f'<div class="grid">{items}</div>{prose}').replace("<main>", f"<ul>{menus}</ul>{script}<main>")


def others(text: str) -> list[str]:
    """The page as often as it is read, each time with stories of another town."""
    return [text.replace("Oostwold", f"Oostwold {n}").replace("-dijkvak", f"-dijkvak-{n}") for n in range(RUNS)]


def best(work: Callable[[Any], object], pages: Sequence[object]) -> float:
    """Milliseconds of processor time of the fastest run."""
    times = []
    for each in pages:
        start = process_time()
        work(each)
        times.append(process_time() - start)
    return min(times) * 1000


def bare_parse(body: bytes) -> object:
    """What everything is measured against."""
    return html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))


def measured(texts: Sequence[str], url: str) -> tuple[float, float, int]:
    """Milliseconds of a bare parse and of recognition, and how many teasers are found."""
    bare = best(bare_parse, [text.encode() for text in texts])
    documents = [parse(text, url) for text in texts]
    return bare, best(find_teasers, documents), len(find_teasers(documents[0]).teasers)


def saved(folder: Path) -> Iterator[str]:
    """The pages saved in a folder; each states its own address, or is taken for one without."""
    for path in sorted(folder.rglob("*.html*")):
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        yield body.decode("utf-8", "replace")


def read_twice(text: str) -> tuple[float, float, float]:
    """Milliseconds of a bare parse of a page, of its first reading and of the best of two more."""
    bare = best(bare_parse, [text.encode()] * 3)
    documents = [parse(text, "") for _ in range(3)]
    return bare, best(find_teasers, documents[:1]), best(find_teasers, documents[1:])


def real(folder: Path) -> None:
    """Two lines about the pages saved in a folder: read for the first time, and again, as what is followed is."""
    found = [read_twice(text) for text in saved(folder)]
    for name, place in (("first", 1), ("again", 2)):
        ratios = sorted(each[place] / each[0] for each in found)
        times = sorted(each[place] for each in found)
        print(f"{len(found)} saved pages, read {name}: ratio {median(ratios):.1f}, worst {ratios[-1]:.1f}", end="; ")
        print(f"milliseconds {median(times):.1f}, worst {times[-1]:.1f}")


def alternatives() -> dict[str, Callable[[str], object]]:
    """What else is installed that reads a page, by name."""
    found: dict[str, Callable[[str], object]] = {}
    try:
        import trafilatura

        found["trafilatura"] = trafilatura.extract
    except ImportError:
        pass
    try:
        from newspaper import Article

        def newspaper(text: str) -> object:
            article = Article(f"{SITE}/nieuws")
            article.download(input_html=text)
            return article.parse()

        found["newspaper4k"] = newspaper
    except ImportError:
        pass
    try:
        from morss.readabilite import get_article

        found["morss"] = get_article
    except ImportError:
        pass
    return found


def main() -> None:
    pages = {
        "cards 20": cards(20),
        "cards 200": cards(200),
        "rows 20": rows(20),
        "rows 200": rows(200),
        "200 KB": heavy(),
    }
    rivals = alternatives()
    print(
        f"{'page':12}{'KB':>6}{'lxml':>8}{'feeder':>8}{'ratio':>7}{'found':>7}"
        + "".join(f"{name:>14}" for name in rivals)
    )
    for name, text in pages.items():
        texts = others(text)
        bare, ours, found = measured(texts, f"{SITE}/nieuws")
        theirs = [best(read, texts) for read in rivals.values()]
        line = f"{name:12}{len(text.encode()) / 1024:6.0f}{bare:8.2f}{ours:8.2f}{ours / bare:7.1f}{found:7}"
        print(line + "".join(f"{each:14.1f}" for each in theirs))
    if folder := sys.argv[1:]:
        real(Path(folder[0]))


if __name__ == "__main__":
    main()
