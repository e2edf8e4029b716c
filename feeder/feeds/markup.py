"""The words of a dispatch as HTML and as plain text, safe in every format. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape

import nh3

from feeder.feeds.links import http_url
from feeder.model.page import TITLE_LENGTH, Dateline, Dispatch
from feeder.text import clean, first_sentence, nests_deeply, shorten, squash, without_tags

SUMMARY_LENGTH = 500
_LEAD_LENGTH = 4 * SUMMARY_LENGTH  # white space goes out of it yet
_CACHED_LENGTH = 65536
_TAG = re.compile(r"<[^<>]*>")
_BLOCK_END = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|figure|figcaption|tr|table|ul|ol|pre)>|<br>")
_OPENING = re.compile(r"\s*(?:<(?:div|section|article|p)\b[^>]*>\s*)+")
# Text that a reader of HTML would not show as it is: an end tag, or a start tag with an attribute.
_LOOKS_LIKE_HTML = re.compile(r"</[A-Za-z]|<[A-Za-z][\w:-]*\s[^<>]*=|<!--")
# NEL is white space that validators take for a control character; U+FFFD marks what a decoder already lost.
_PROBLEMATIC = str.maketrans({"\x85": " ", "\ufffd": "?"})
_TAGS = frozenset(
    "a abbr b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr "
    "i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot th "
    "thead time tr u ul var wbr".split()
)
# An image that has lost its address (it was relative, or a placeholder for scripts) is none.
_NO_PICTURE = re.compile(r'<img(?!(?: [\w-]+="[^"]*")*? src="[^"])(?: [\w-]+="[^"]*")*>')
_ATTRIBUTES = {
    "a": {"href", "hreflang", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "*": {"dir", "lang"},
}


def line(text: str) -> str:
    """`text` on one line, without what no format can carry."""
    if text.isprintable() and "  " not in text and "\ufffd" not in text:
        return text.strip(" ")  # nearly all text: nothing to clean, by Unicode's own table
    return squash(text.translate(_PROBLEMATIC))


def looks_like_html(text: str) -> bool:
    """Whether the plain `text` must be escaped once more where a reader may take it for HTML."""
    return "<" in text and _LOOKS_LIKE_HTML.search(text) is not None


def visible(text: str) -> bool:
    """Whether anything can be seen of `text`: markup, white space and marks without a glyph are nothing."""
    if "<" in text or "&" in text:
        text = unescape(_TAG.sub("", text))
    return any(char.isprintable() and not char.isspace() for char in text)


def name_of(text: str) -> str:
    """A name on one line, without the markup or the `<mail@address>` that it came with; "" where nothing is left."""
    return line(_TAG.sub(" ", text) if "<" in text else text)


def dateline_text(dateline: Dateline | None) -> str:
    """The head of an agency text as it was printed: "WASHINGTON (ANP/RTR) - "; "" for none."""
    if dateline is None:
        return ""
    place = ", ".join(part for part in (dateline.place, dateline.date_text) if part)
    agencies = f"({'/'.join(dateline.credits)})" if dateline.credits else ""
    head = " ".join(part for part in (place, agencies) if part)
    return f"{head} - " if head else ""


def title_of(dispatch: Dispatch, spare: str) -> str:
    """The headline, else the first sentence of the text, else `spare`: whatever shows something."""
    headline = line(dispatch.headline or "")
    if headline and visible(headline):
        return headline
    lead = line((dispatch.lead or plain(dispatch.content or ""))[:_LEAD_LENGTH])
    title = shorten(first_sentence(lead), TITLE_LENGTH)
    return title if visible(title) else spare


def summary_of(dispatch: Dispatch) -> str:
    """The lead with its dateline at the head, plain, at most `SUMMARY_LENGTH` characters; "" where there is none."""
    lead = line(dispatch.lead[:_LEAD_LENGTH])
    head = line(dateline_text(dispatch.dateline)) + " " if lead and dispatch.dateline else ""
    if not lead and dispatch.content:
        lead = line(plain(dispatch.content)[:_LEAD_LENGTH])
    return shorten(head.lstrip() + lead, SUMMARY_LENGTH)


def body_of(dispatch: Dispatch) -> str:
    """The full text as HTML, its dateline at the head; "" where nothing can be seen of it."""
    head = dateline_text(dispatch.dateline)
    if dispatch.content:
        html = sanitised(dispatch.content)
        if visible(html) or "<img" in html:
            return _headed(html, head)
    paragraphs = dispatch.paragraphs or ((dispatch.summary,) if dispatch.summary else ())
    shown = [text for text in map(line, paragraphs) if text]
    return "\n".join(paragraph(head + text if index == 0 else text) for index, text in enumerate(shown))


def paragraph(text: str) -> str:
    """`text` as one paragraph of HTML."""
    return f"<p>{escape(line(text), quote=False)}</p>"


def sanitised(html: str) -> str:
    """`html` balanced, without scripts, styles, relative addresses and all but the tags and attributes of a text."""
    return _remembered(html) if len(html) <= _CACHED_LENGTH else _sanitised(html)


@lru_cache(maxsize=512)
def _remembered(html: str) -> str:
    return _sanitised(html)


def _sanitised(html: str) -> str:
    """Twice: where an element was taken out, its children may stand where no parser would leave them, `<p><p>`."""
    html = clean(html).translate(_PROBLEMATIC)
    if nests_deeply(html):  # nh3 is quadratic in that
        html = escape(without_tags(html), quote=False)
    safe = _cleaned(_cleaned(html))
    # A character reference may have stood for a forbidden character.
    return _NO_PICTURE.sub("", clean(safe).translate(_PROBLEMATIC)).strip().lstrip("\ufeff")


def _cleaned(html: str) -> str:
    safe: str = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_absolute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return safe


def _absolute(_tag: str, attribute: str, value: str) -> str | None:
    if attribute not in ("href", "src"):
        return value
    address = value.strip()
    return address if address[:7].lower() == "mailto:" else http_url(address)


def plain(html: str) -> str:
    """The text of `html`, one line for each block."""
    return unescape(_TAG.sub("", _BLOCK_END.sub("\n", sanitised(html)))).strip()


def _headed(html: str, head: str) -> str:
    """`html` with the dateline `head` as its first words, unless it already begins with them."""
    place = line(head).split(" - ")[0].split("(")[0].strip() or line(head)
    if not place or line(unescape(_TAG.sub("", html[:2000]))).casefold().startswith(place.casefold()):
        return html
    text = escape(line(head), quote=False) + " "
    opening = _OPENING.match(html)
    if opening is None:
        return f"<p>{text.strip()}</p>\n{html}"
    return html[: opening.end()] + text + html[opening.end() :]
