"""index.html: all sections on one page, how to subscribe to each, and to all at once."""

from __future__ import annotations

from collections.abc import Sequence

from feeder.feeds.html import FEED_NAMES, FEED_TYPES, attribute, chips, document, head, spoken, text, zone_of
from feeder.feeds.links import beside, from_beside, http_url
from feeder.feeds.markup import line
from feeder.feeds.phrases import Phrases, local, phrases
from feeder.feeds.view import language_tag, whole_second
from feeder.model.entry import Feed, rfc3339


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
    sections = "".join(_section(feed, words, home_url) for feed in feeds)
    listed = f'<ul class="sections" role="list">\n{sections}</ul>' if feeds else f"<p>{text(words.no_entries)}</p>"
    body = f"""<header>
<h1 dir="auto">{text(name)}</h1>
<p class="lede">{text(words.opml)}</p>
<ul class="feeds" role="list"><li><a href="{attribute(opml)}" type="text/x-opml">OPML</a></li></ul>
<p class="how">{text(words.each)}</p>
</header>
<main>
{listed}
</main>"""
    alternates = [("text/x-opml", f"{name} (OPML)", opml), *filter(None, map(_alternate, feeds))]
    icon = next((feed.icon for feed in feeds if feed.icon), None)
    top = head(name, words.opml, alternates, canonical=http_url(home_url), icon=http_url(icon))
    return document(tag if spoken(words, tag) == "" else words.language, words, top, body)


def _alternate(feed: Feed) -> tuple[str, str, str] | None:
    """The feed of a section for readers that are given the address of this page, in one format."""
    name = next((name for name in FEED_TYPES if http_url(feed.self_urls.get(name))), None)
    title = line(feed.title) or feed.section
    return (FEED_TYPES[name], title, http_url(feed.self_urls[name]) or "") if name else None


def _section(feed: Feed, words: Phrases, home_url: str) -> str:
    page = http_url(feed.self_urls.get("html"))
    title = text(feed.title or feed.section)
    linked = f'<a href="{attribute(from_beside(page, http_url(home_url)))}">{title}</a>' if page else title
    lede = f'<p class="lede" dir="auto">{text(feed.description)}</p>\n' if feed.description else ""
    updated = whole_second(feed.updated)
    when = text(local(updated, zone_of(feed.timezone), words))
    stamp = f'<time datetime="{rfc3339(updated)}">{when}</time>'
    urls = [(name, url) for name in FEED_NAMES if (url := http_url(feed.self_urls.get(name)))]
    tag = language_tag(feed.language)
    return f"""<li{f' lang="{tag}"' if tag and tag != words.language else ""} dir="auto">
<h2>{linked}</h2>
{lede}<p class="meta"{spoken(words, tag)}><span dir="auto">{text(words.newest)} {stamp}</span></p>
{chips(urls, feed.title or feed.section)}
</li>
"""
