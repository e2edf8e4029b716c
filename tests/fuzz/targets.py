"""Every parser of feeder as a function of bytes: what comes from outside goes in, only promised errors come out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from feeder.errors import ConfigError, FeederError, PageError, SourceError

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
LANGUAGES: tuple[tuple[str, ...], ...] = (
    (), ("nl",), ("en",), ("de",), ("fr",), ("ru",), ("ar",), ("zh",), ("ja",), ("ko",), ("fa",), ("th",), ("pl", "cs"),
)  # fmt: skip


@dataclass(frozen=True)
class Target:
    """A parser, the errors that it promises, samples that it reads, and the longest input that it takes."""

    run: Callable[[bytes], object]
    raises: tuple[type[FeederError], ...] = ()
    longest: int = 1_000_000


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass" if b"\xed" in data and _surrogates(data) else "replace")


def _surrogates(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _language(data: bytes) -> tuple[str, ...]:
    return LANGUAGES[sum(data[:64]) % len(LANGUAGES)]


def _page(media_type: str | None) -> Callable[[bytes], object]:
    def read(data: bytes) -> object:
        from feeder.reading import read

        url = "https://nieuws.example/binnenland/"
        reading = read(data, media_type=media_type, url=url, taken_at=NOON, languages=_language(data))
        return json.dumps(reading.as_dict(), ensure_ascii=False)

    return read


def _dateline(data: bytes) -> object:
    from feeder.recognise.datelines import split

    return split(_text(data), languages=_language(data))


def _time(data: bytes) -> object:
    from feeder.dating.resolve import resolve

    return resolve(_text(data), taken_at=NOON, zone="Europe/Amsterdam", languages=_language(data))


def _running(data: bytes) -> object:
    from feeder.lexicon import load
    from feeder.recognise.times import find, machine

    text = _text(data)
    machine(text)
    return find(text, [lexicon for tag in _language(data) or ("nl", "en") if (lexicon := load(tag))])


def _words(data: bytes) -> object:
    from feeder import text as words
    from feeder.identity.likeness import bands, differ, likeness
    from feeder.lexicon.detection import detect

    text = _text(data)
    words.first_sentence(text), words.shorten(text, 80), words.slugify(text), words.words(text), words.squash(text)
    return bands(text), differ(text, text[1:]), likeness(text, text[1:]), detect(text)


def _link(data: bytes) -> object:
    from feeder.feeds.links import http_url
    from feeder.recognise.links import canonical, path_day, shape, site

    text = _text(data)
    url = canonical(text)
    return http_url(text), shape(url) if "://" in url else None, path_day(text), site(text)


def _markup(data: bytes) -> object:
    from feeder.feeds.markup import line, plain, sanitised
    from feeder.pages.html.sanitise import sanitise

    text = _text(data)
    return line(text), plain(text), sanitised(sanitise(text, "https://nieuws.example/"))


def _config(data: bytes) -> object:
    from feeder.config.load import parse

    return parse(_text(data), {"FEEDER_TOKEN": "geheim"}, folder=Path("/srv/feeder"))


def _selectors(data: bytes) -> object:
    from feeder.model.page import Capture
    from feeder.model.specs import SelectSpec
    from feeder.pages import read_page

    page = b"<article><h2><a href=/a>Brug open</a></h2><time>3 uur geleden</time></article>" * 3
    capture = Capture("", "", "", "https://nieuws.example/", "text/html", None, page, NOON, "argument")
    return read_page(capture, languages=("nl",), select=SelectSpec(item=_text(data)))


def _sidecar(data: bytes) -> object:
    from feeder.sources.captured import read_sidecar, sidecar_of

    page = _scratch() / "pagina.txt"
    sidecar_of(page).write_bytes(data)
    return read_sidecar(page, "Europe/Amsterdam")


@cache
def _scratch() -> Path:
    from tempfile import mkdtemp

    return Path(mkdtemp(prefix="feeder-fuzz-"))


def _file_name(data: bytes) -> object:
    from feeder.sources.captured import name_time

    return name_time(_text(data), "Europe/Amsterdam")


def _robots(data: bytes) -> object:
    from feeder.sources.http.fetch import Answer, Request
    from feeder.sources.http.robots import Robots

    async def fetch(request: Request) -> Answer:
        return Answer(200, request.url, request.url, {}, data, 0.1)

    return asyncio.run(Robots(fetch).ask("https://nieuws.example/binnenland/?a=1", NOON))


def _headers(data: bytes) -> object:
    from feeder.model.entry import Outcome
    from feeder.model.page import Receipt
    from feeder.model.specs import SourceSpec
    from feeder.sources.http.fetch import Answer
    from feeder.sources.http.poll import judge

    value = data.decode("latin-1")
    names = "age date expires retry-after cache-control content-type etag last-modified".split()
    spec = SourceSpec(name="a", url="https://nieuws.example/")
    for status in (200, 304, 429, 503):
        answer = Answer(status, spec.url or "", spec.url or "", dict.fromkeys(names, value), b"x", 0.1)
        assert isinstance(judge(spec, Receipt(etag='"a"', made_by="a"), answer, NOON).outcome, Outcome)
    return None


def _conditional(data: bytes) -> object:
    from feeder.web.conditional import accepts_gzip, is_known

    value = data.decode("latin-1")
    return accepts_gzip(value), is_known('"a"', NOON, [value], value)


def _opml(data: bytes) -> object:
    from feeder.feeds.opml import parse_opml

    return parse_opml(data)


def _restore(data: bytes) -> object:
    from feeder.feeds.restore import restore

    return restore(data)


def _check(data: bytes) -> object:
    from feeder.check import check

    found = check(
        data, previous=data[: len(data) // 2], siblings={"rss": data}, url="https://a.example/x.rss", now=NOON
    )
    return [finding.as_dict() for finding in found]


TARGETS: dict[str, Target] = {
    "page": Target(_page(None), (PageError,)),
    "wire": Target(_page("text/plain"), (PageError,)),
    "html": Target(_page("text/html"), (PageError,)),
    "feed": Target(_page("application/rss+xml"), (PageError,)),
    "jsonfeed": Target(_page("application/feed+json"), (PageError,)),
    "dateline": Target(_dateline),
    "time": Target(_time),
    "running": Target(_running),
    "words": Target(_words),
    "link": Target(_link),
    "markup": Target(_markup),
    "config": Target(_config, (ConfigError,)),
    "selectors": Target(_selectors, (PageError,)),
    "sidecar": Target(_sidecar, (SourceError,)),
    "filename": Target(_file_name, longest=255),
    "robots": Target(_robots),
    "headers": Target(_headers, longest=60_000),
    "conditional": Target(_conditional, longest=60_000),
    "opml": Target(_opml, (PageError,)),
    "restore": Target(_restore, (PageError,)),
    "check": Target(_check),
}
