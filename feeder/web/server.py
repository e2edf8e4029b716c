"""The app behind uvicorn, inside the event loop and under the signals of whoever runs it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from feeder.errors import FeederError

LAST_WORD = 5  # seconds that open connections have when the server is told to stop


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address. Raises FeederError where it cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        told = error.strerror or str(error)
        raise FeederError(f"{host}:{port}", f"cannot be listened at: {told}", "choose another --port") from error
    return listening


class _Server(uvicorn.Server):
    """A server that leaves the signals of the process alone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(app: ASGIApp, at: socket.socket, stopping: asyncio.Event) -> None:
    """Serve `app` at the socket until `stopping` is set, then let open connections end."""
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=LAST_WORD,
        timeout_keep_alive=30,
        limit_concurrency=1000,
    )
    server = _Server(config)
    serving = asyncio.ensure_future(server.serve(sockets=[at]))
    waiting = asyncio.ensure_future(stopping.wait())
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    waiting.cancel()
    await serving
