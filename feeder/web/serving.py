"""One published file to one response, as RFC 9110 and 9111 ask: validators, conditions, codings, caching."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import format_datetime
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from feeder.model.specs import Installation
from feeder.schedule import interval
from feeder.web.conditional import accepts_gzip, is_known
from feeder.web.shelf import Document, Shelf, is_published_name, section_of
from feeder.web.site import Site

SHORTEST, LONGEST = 300, 3600  # seconds that a client may keep a feed: readers poll as often as this says
REMEMBERED = 1.0  # seconds that the list of retired sections is kept
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
        self._retired: tuple[float, frozenset[str]] | None = None

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
        retired, document = await run_in_threadpool(self._look_up, name)
        if retired:
            return PlainTextResponse("This feed is gone for good.\n", 410)
        if document is None:
            return not_found()
        return _response(request, document, self._site.installation(), self._site)

    def _look_up(self, name: str) -> tuple[bool, Document | None]:
        if section_of(name) in self._retired_now():
            return True, None
        return False, self._shelf.find(self._site.installation().settings.output, name)

    def _retired_now(self) -> frozenset[str]:
        """The slugs of retired sections, read from the store once a second at most."""
        now = self._site.clock.monotonic()
        if self._retired is None or now - self._retired[0] > REMEMBERED:
            with self._site.store.read() as reader:
                slugs = frozenset(slug for slug, row in reader.sections().items() if row.retired)
            self._retired = now, slugs
        return self._retired[1]


def not_found() -> Response:
    """404, in words."""
    return PlainTextResponse("There is no such feed. See / for those there are.\n", 404)


def _response(request: Request, document: Document, installation: Installation, site: Site) -> Response:
    packed = document.packed is not None and accepts_gzip(request.headers.get("accept-encoding"))
    etag = f'"{document.digest}-gzip"' if packed else f'"{document.digest}"'
    modified = min(document.modified, site.clock.utc().replace(microsecond=0))
    headers = {
        "ETag": etag,
        "Last-Modified": format_datetime(modified, usegmt=True),
        "Cache-Control": f"public, max-age={max_age(installation)}",
        "Vary": "Accept-Encoding",
        "Link": _links(document.name, installation),
        "Access-Control-Expose-Headers": "ETag, Link",
    }
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


def max_age(installation: Installation) -> int:
    """Seconds that a feed may be kept: half the shortest interval of the sources, between 5 minutes and an hour."""
    shortest = min((interval(spec).total_seconds() for spec in installation.sources.values()), default=0)
    return int(min(max(shortest / 2, SHORTEST), LONGEST))


def _links(name: str, installation: Installation) -> str:
    """The Link header: where the file is at home, and the hub that tells of its changes (RFC 8288, WebSub)."""
    settings = installation.settings
    own = f'<{_ascii(settings.base_url)}{quote(name)}>; rel="self"'
    return f'{own}, <{_ascii(settings.hub)}>; rel="hub"' if settings.hub else own


def _ascii(url: str) -> str:
    """An address as a header can carry it."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")
