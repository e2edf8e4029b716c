"""One published file to one response, as RFC 9110 and 9111 ask: validators, conditions, codings, caching."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from feeder.model.specs import Installation
from feeder.schedule import interval
from feeder.sections import slug_of
from feeder.text import RESERVED_SLUGS
from feeder.web.conditional import accepts_gzip, is_known
from feeder.web.retired import Retired
from feeder.web.shelf import Document, Shelf, is_published_name, section_of
from feeder.web.site import Site

SHORTEST, LONGEST = 300, 3600  # seconds that a client may keep a feed: readers poll as often as this says
METHODS = "GET, HEAD, OPTIONS"
_PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Cache-Control",
    "Access-Control-Max-Age": "86400",
}


class Files:
    """The ASGI app of everything that is published."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._shelf = Shelf()
        self._retired = Retired(site)
        self._settled = Settled()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self._answer(Request(scope))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": METHODS, **_PREFLIGHT})
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("Feeds can only be read.\n", 405, {"Allow": METHODS})
        name = request.path_params["name"] or "index.html"
        if not is_published_name(name):
            return not_found()
        if section_of(name) in await self._retired.slugs():
            return PlainTextResponse("This feed is gone for good.\n", 410)
        installation = self._site.installation()
        document = await self._find(installation.settings.output, name)
        if document is None:
            return not_found()
        headers = self._settled.headers(installation, document.name)
        return _response(request, document, headers, self._site.clock.utc())

    async def _find(self, folder: Path, name: str) -> Document | None:
        """The file as it is now. One that is in memory and has not changed costs no thread, only a look at its stat."""
        known = self._shelf.recall(folder, name)
        return known or await run_in_threadpool(self._shelf.find, folder, name)


def not_found() -> Response:
    """404, in words."""
    return PlainTextResponse("There is no such feed. See / for those there are.\n", 404)


class Settled:
    """The headers of a file that only the configuration decides, kept while that is the same."""

    def __init__(self) -> None:
        self._installation: Installation | None = None
        self._kept: dict[str, dict[str, str]] = {}

    def headers(self, installation: Installation, name: str) -> Mapping[str, str]:
        """Cache-Control, Vary, Link, and what browsers may see of them."""
        if installation is not self._installation:
            self._installation, self._kept = installation, {}
        if name not in self._kept:
            self._kept[name] = {
                "Cache-Control": f"public, max-age={max_age(installation, section_of(name))}",
                "Vary": "Accept-Encoding",
                "Link": _links(name, installation),
                "Access-Control-Expose-Headers": "ETag, Link",
            }
        return self._kept[name]


def _response(request: Request, document: Document, settled: Mapping[str, str], now: datetime) -> Response:
    packed = document.packed is not None and accepts_gzip(request.headers.get("accept-encoding"))
    etag = f'"{document.digest}-gzip"' if packed else f'"{document.digest}"'
    modified = min(document.modified, now.replace(microsecond=0))
    headers = {"ETag": etag, "Last-Modified": format_datetime(modified, usegmt=True), **settled}
    conditions = request.headers.getlist("if-none-match"), request.headers.get("if-modified-since")
    if is_known(etag, modified, *conditions):
        return Response(status_code=304, headers=headers)
    return _whole(request, document, headers, packed=packed)


def _whole(request: Request, document: Document, headers: Mapping[str, str], *, packed: bool) -> Response:
    body = document.packed if packed and document.packed is not None else document.body
    told = {**headers, "Content-Type": document.media_type, "Content-Length": str(len(body))}
    if packed:
        told["Content-Encoding"] = "gzip"
    return Response(body if request.method == "GET" else b"", headers=told)


def max_age(installation: Installation, section: str) -> int:
    """Seconds that a file of `section` may be kept: half the interval of its sources, between 5 minutes and an hour.

    Its sources are those configured for it, and those that may fill any section; for what is of all, every source.
    """
    sources = list(installation.sources.values())
    filling = sources
    if section not in RESERVED_SLUGS:
        filling = [spec for spec in sources if spec.section is None or slug_of(spec.section) == section]
    shortest = min((interval(spec).total_seconds() for spec in filling or sources), default=0)
    return int(min(max(shortest / 2, SHORTEST), LONGEST))


def _links(name: str, installation: Installation) -> str:
    """The Link header: where the file is at home, and the hub that tells of its changes (RFC 8288, WebSub)."""
    settings = installation.settings
    own = f'<{_ascii(settings.base_url)}{quote(name)}>; rel="self"'
    return f'{own}, <{_ascii(settings.hub)}>; rel="hub"' if settings.hub else own


def _ascii(url: str) -> str:
    """An address as a header can carry it."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")
