"""What recognition of an HTML listing costs, as a ratio to a bare lxml parse of the same bytes in the same run.

    python benchmarks/recognition.py

Pages are invented: 20 and 200 items of three makes, and one of 200 KB with 60 items amid menus and prose. Milliseconds
of processor time, the best of several runs; beside them, where they are installed, what a user might run instead.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import process_time

from lxml import html

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from feeder.pages.html.document import parse
from feeder.pages.html.listing import find_teasers
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
            f'<article><a href="{s.url}"><img src="/img/1.jpg"></a><h2><a href="{s.url}">{s.title}</a></h2>'
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
    """About 200 KB: cards amid menus, scripts and prose, as news sites serve them."""
    menus = "".join(f'<li><a href="/rubriek-{n}">Rubriek {n}</a></li>' for n in range(150))
    prose = "".join(f"<div><span>{LEAD}</span><p>{LEAD * 3}</p></div>" for n in range(180))
    script = f"<script>var state = '{'x' * 40_000}';</script>"
    return cards(60).replace("<main>", f"<ul>{menus}</ul>{script}<main>").replace("</main>", f"</main>{prose}")


def best(work: Callable[[], object]) -> float:
    """Milliseconds of processor time of the fastest run."""
    times = []
    for _ in range(RUNS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times) * 1000


def alternatives() -> dict[str, Callable[[str], object]]:
    """What else is installed that reads a page, by name."""
    found: dict[str, Callable[[str], object]] = {}
    try:
        import trafilatura

        found["trafilatura"] = trafilatura.extract
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
    others = alternatives()
    print(
        f"{'page':12}{'KB':>6}{'lxml':>8}{'feeder':>8}{'ratio':>7}{'found':>7}"
        + "".join(f"{name:>14}" for name in others)
    )
    for name, text in pages.items():
        body = text.encode()
        document = parse(text, f"{SITE}/nieuws")
        bare = best(lambda body=body: html.document_fromstring(body))  # type: ignore[misc]
        ours = best(lambda document=document: find_teasers(document))  # type: ignore[misc]
        theirs = [best(lambda read=read, text=text: read(text)) for read in others.values()]  # type: ignore[misc]
        found = len(find_teasers(document).teasers)
        line = f"{name:12}{len(body) / 1024:6.0f}{bare:8.2f}{ours:8.2f}{ours / bare:7.1f}{found:7}"
        print(line + "".join(f"{each:14.1f}" for each in theirs))


if __name__ == "__main__":
    main()
