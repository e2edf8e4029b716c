"""The ASGI app: every route, and what every response has in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from feeder.web import triggers
from feeder.web.metrics import CONTENT_TYPE, metrics
from feeder.web.serving import Files
from feeder.web.site import Site
from feeder.web.standing import health, ready

_EVERYWHERE = {"X-Content-Type-Options": "nosniff", "Access-Control-Allow-Origin": "*"}
_NEVER_KEPT = {"Cache-Control": "no-store"}


def make_app(site: Site) -> ASGIApp:
    """The app that serves `site`. It holds no state but caches and counts, and needs no lifespan."""
    responses: Counter[int] = Counter()

    async def told_metrics(request: Request) -> Response:
        text = await run_in_threadpool(metrics, site, responses)
        return Response(text, headers={"Content-Type": CONTENT_TYPE, **_NEVER_KEPT})

    async def refreshed(request: Request) -> Response:
        return await triggers.refresh(request, site)

    routes = [
        Route("/health", _standing(site, health)),
        Route("/ready", _standing(site, ready)),
        Route("/metrics", told_metrics),
        Route("/refresh/{name:path}", refreshed, methods=["POST"]),
        Route("/{name:path}", Files(site)),
    ]
    return Common(Starlette(routes=routes), responses)


def _standing(
    site: Site, ask: Callable[[Site], tuple[bool, dict[str, Any]]]
) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of a question that is answered 200 (well) or 503 (not), with the reason as JSON."""

    async def endpoint(request: Request) -> Response:
        well, told = await run_in_threadpool(ask, site)
        return JSONResponse(told, 200 if well else 503, _NEVER_KEPT)

    return endpoint


class Common:
    """Around the app: headers that every response carries, and the count of responses by status."""

    def __init__(self, app: ASGIApp, responses: Counter[int]) -> None:
        self._app = app
        self._responses = responses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and note how."""

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._responses[message["status"]] += 1
                MutableHeaders(scope=message).update(_EVERYWHERE)
            await send(message)

        await self._app(scope, receive, noted)
