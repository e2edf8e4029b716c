"""index.html: all sections on one page, how to subscribe to each, and to all at once."""

from __future__ import annotations

from collections.abc import Sequence

from feeder.feeds.html import attribute, document, head, text, zone_of
from feeder.feeds.links import beside, http_url
from feeder.feeds.markup import line
from feeder.feeds.phrases import Phrases, local, phrases
from feeder.feeds.view import language_tag, whole_second
from feeder.model.entry import Feed, rfc3339

_NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


def render_index(
    feeds: Sequence[Feed],
    *,
    title: str,
    home_url: str,
    language: str | None = None,
    opml_url: str | None = None,
) -> bytes:
    """The front page over `feeds` (their entries are not read), in their order; `home_url` is its own address."""
    tag = language_tag(language) or next(filter(None, (language_tag(feed.language) for feed in feeds)), None)
    words = phrases(tag)
    opml = http_url(opml_url) or beside(home_url, "feeds.opml")
    name = line(title) or "feeder"
    sections = "".join(_section(feed, words) for feed in feeds)
    listed = f'<ul class="sections">\n{sections}</ul>' if feeds else f"<p>{text(words.no_entries)}</p>"
    body = f"""<header>
<h1 dir="auto">{text(name)}</h1>
<p class="lede">{text(words.opml)}</p>
<ul class="feeds"><li><a href="{attribute(opml)}" type="text/x-opml">OPML</a></li></ul>
<details><summary>{text(words.subscribe)}</summary><p>{text(words.how)}</p></details>
</header>
<main>
{listed}
</main>"""
    top = head(name, words.opml, [("text/x-opml", f"{name} (OPML)", opml)], canonical=http_url(home_url))
    return document(tag, words, top, body)


def _section(feed: Feed, words: Phrases) -> str:
    page = http_url(feed.self_urls.get("html"))
    title = text(feed.title or feed.section)
    linked = f'<a href="{attribute(page)}">{title}</a>' if page else title
    lede = f'<p class="lede" dir="auto">{text(feed.description)}</p>\n' if feed.description else ""
    updated = whole_second(feed.updated)
    stamp = local(updated, zone_of(feed.timezone), words)
    urls = ((name, http_url(feed.self_urls.get(name))) for name in _NAMES)
    chips = "".join(f'<li><a href="{attribute(url)}">{_NAMES[name]}</a></li>' for name, url in urls if url)
    tag = language_tag(feed.language)
    return f"""<li{f' lang="{tag}"' if tag and tag != words.language else ""}>
<h2 dir="auto">{linked}</h2>
{lede}<p class="meta"><span>{text(words.newest)} <time datetime="{rfc3339(updated)}">{text(stamp)}</time></span></p>
<ul class="feeds" aria-label="{attribute(words.formats)}: {title}">{chips}</ul>
</li>
"""
