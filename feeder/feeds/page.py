"""A page for people, one per section: no script, nothing from elsewhere but the entries' own pictures."""

from __future__ import annotations

import re
from datetime import tzinfo

from feeder.feeds.html import FEED_NAMES, FEED_TYPES, attribute, chips, document, head, spoken, text, zone_of
from feeder.feeds.links import from_beside
from feeder.feeds.phrases import Phrases, local, phrases
from feeder.feeds.view import EntryView, FeedView
from feeder.model.entry import rfc3339

MEDIA_TYPE = "text/html"
_WITHOUT_ALT = re.compile(r"<img (?![^>]*\balt=)")


def render(view: FeedView) -> bytes:
    """The section as an HTML page: how to subscribe, then the entries with their times, credits and pictures."""
    words, zone = phrases(view.language), zone_of(view.feed.timezone)
    feeds = [(name, url) for name in FEED_NAMES if (url := view.self_url(name))]
    alternates = [(FEED_TYPES[name], f"{view.title} ({FEED_NAMES[name]})", url) for name, url in feeds]
    entries = "".join(_article(shown, zone, words, view.language) for shown in view.entries)
    body = f"""{_header(view, feeds, words)}
<main>
{entries or f"<p>{text(words.no_entries)}</p>{chr(10)}"}</main>
{_footer(view, zone, words)}"""
    top = head(view.title, view.description, alternates, canonical=view.self_url("html"), icon=view.icon)
    return document(view.language, words, top, body)


def _header(view: FeedView, feeds: list[tuple[str, str]], words: Phrases) -> str:
    lede = f'<p class="lede" dir="auto">{text(view.description)}</p>\n' if view.description != view.title else ""
    codes = "".join(f"<code>{text(url)}</code>" for _name, url in feeds)
    own = spoken(words, view.language)
    home = from_beside(view.scheme, view.self_url("html")) if view.scheme else None
    back = f'<nav{own}><a href="{attribute(home)}">{text(words.all_sections)}</a></nav>\n' if home else ""
    return f"""<header>
{back}<h1 dir="auto">{text(view.title)}</h1>
{lede}{chips(feeds, view.title)}
<details{own}><summary>{text(words.subscribe)}</summary><p>{text(words.how)}</p>{codes}</details>
</header>"""


def _footer(view: FeedView, zone: tzinfo, words: Phrases) -> str:
    when = local(view.updated, zone, words)
    stamp = f'<time datetime="{rfc3339(view.updated)}">{text(when)}</time>'
    told = f"{text(words.newest)}: {stamp} ({text(view.feed.timezone)})"
    return f"<footer{spoken(words, view.language)}><p>{told}</p></footer>"


def _article(shown: EntryView, zone: tzinfo, words: Phrases, language: str | None) -> str:
    """A story. One without a headline begins with its text: the title that readers need is for those who listen."""
    titled = bool(shown.entry.lead.dispatch.headline)
    title = _linked(text(shown.title), shown.link) if titled else text(shown.title)
    when = _time(shown, zone, words) if titled else _linked(_time(shown, zone, words), shown.link)
    body = _WITHOUT_ALT.sub('<img alt="" ', shown.html)
    body = body.replace("<img ", '<img loading="lazy" referrerpolicy="no-referrer" ')
    return f"""<article id="{shown.anchor}"{_language(shown.language)} dir="auto">
<h2{"" if titled else ' class="unseen"'}>{title}</h2>
<p class="meta"{spoken(words, shown.language or language)}>{_meta(when, shown.creators)}</p>
{_picture(shown)}<div class="text">{body}</div>
</article>
"""


def _linked(inside: str, link: str | None) -> str:
    return f'<a href="{attribute(link)}" rel="noreferrer">{inside}</a>' if link else inside


def _language(tag: str | None) -> str:
    return f' lang="{attribute(tag)}"' if tag else ""


def _meta(when: str, creators: tuple[str, ...]) -> str:
    """Time and credits; each stands for itself, whatever the direction of the story's script."""
    names = (f'<span dir="auto">{text(name)}</span>' for name in creators)
    return '\n<span aria-hidden="true">·</span>\n'.join([when, *names])


def _time(shown: EntryView, zone: tzinfo, words: Phrases) -> str:
    """The local time of publishing, the window that it was told from on hover; first sight where undated."""
    if shown.published is None:
        seen = shown.entry.first_seen
        hover = f"{words.seen} {local(seen, zone, words)}"
        return f'<span dir="auto" title="{attribute(hover)}">{text(words.undated)}</span>'
    hover = _hover(shown, zone, words)
    stamp = f'<time datetime="{rfc3339(shown.published)}" dir="auto" title="{attribute(hover)}">'
    return f"{stamp}{text(local(shown.published, zone, words))}</time>"


def _hover(shown: EntryView, zone: tzinfo, words: Phrases) -> str:
    window = shown.entry.dating.window
    if window is None or window.exact:
        return f"{words.published} {local(shown.published or shown.updated, zone, words)}"
    earliest, latest = (local(edge, zone, words) for edge in (window.earliest, window.latest))
    between = words.between.format(earliest=earliest, latest=latest)
    cue = shown.entry.dating.evidence[0].text if shown.entry.dating.evidence else ""
    return f"{words.published} {between}" + (f" (“{cue}”)" if cue else "")


def _picture(shown: EntryView) -> str:
    image = shown.image
    if image is None or image.url in shown.html:
        return ""
    source, alt = attribute(image.url), attribute(image.alt or "")
    return f'<p class="picture"><img src="{source}" alt="{alt}" loading="lazy" referrerpolicy="no-referrer"></p>\n'
