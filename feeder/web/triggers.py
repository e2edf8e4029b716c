"""POST /refresh/NAME: somebody who has the secret wants a source or section refreshed now."""

from __future__ import annotations

import hmac
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from feeder.errors import BusyError, FeederError, UsageError
from feeder.web.site import Site

RETRY = {"Retry-After": "10"}


async def refresh(request: Request, site: Site) -> Response:
    """200 with what it did, as `feeder once --json` tells it; else why not, in words."""
    if site.refresh is None or not site.secret:
        return _told(403, "nothing may be refreshed from here; set FEEDER_TOKEN in feeder's environment")
    if not _is_authorised(request.headers.get("authorization"), site.secret):
        return _told(401, "show the secret: Authorization: Bearer …", {"WWW-Authenticate": 'Bearer realm="feeder"'})
    try:
        return JSONResponse(await site.refresh(request.path_params["name"]))
    except UsageError as error:
        return _told(404, str(error))
    except BusyError as error:
        return _told(409, str(error), RETRY)
    except FeederError as error:
        return _told(503, str(error), RETRY)


def _is_authorised(header: str | None, secret: str) -> bool:
    """Whether a request shows the secret; compared in constant time."""
    scheme, _, shown = (header or "").partition(" ")
    # Headers come as Latin-1; digests are of one length, so that not even the length of the secret shows.
    told, true = shown.strip().encode("latin-1"), secret.encode()
    equal = hmac.compare_digest(sha256(told).digest(), sha256(true).digest())
    return equal and scheme.lower() == "bearer"


def _told(status: int, text: str, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{text}\n", status, headers)
