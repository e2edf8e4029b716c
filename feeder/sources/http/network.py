"""Connections: httpx on small pools, one for each share of the hosts, behind the guard."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from functools import cache
from zlib import crc32

import httpcore
import httpx

from feeder.sources.http.guard import GuardedBackend, Resolver

SHARDS = 64  # pools: what httpcore does for a request grows with the connections of its pool
KEPT_OPEN = 2  # idle connections of a pool
KEPT_FOR = 15.0  # seconds


@cache
def _ssl_context() -> ssl.SSLContext:
    """One for the whole process: making it costs more than a request."""
    return httpx.create_ssl_context(trust_env=False)


class GuardedTransport(httpx.AsyncBaseTransport):
    """httpx on small connection pools, one for each share of the hosts, whose every connection is checked.

    How many are open at once is for the caller to bound; here only idle ones are.
    """

    def __init__(self, resolver: Resolver, *, allow_private: bool) -> None:
        self._backend = GuardedBackend(resolver, allow_private=allow_private)
        self._pools: dict[int, httpcore.AsyncConnectionPool] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the body streams."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        sent = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions
        )
        answer = await self._pool(request.url.raw_host).handle_async_request(sent)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )

    def _pool(self, host: bytes) -> httpcore.AsyncConnectionPool:
        shard = crc32(host) % SHARDS
        if shard not in self._pools:
            self._pools[shard] = httpcore.AsyncConnectionPool(
                ssl_context=_ssl_context(),
                max_connections=None,
                max_keepalive_connections=KEPT_OPEN,
                keepalive_expiry=KEPT_FOR,
                network_backend=self._backend,
            )
        return self._pools[shard]

    async def aclose(self) -> None:
        """Close every connection."""
        for pool in self._pools.values():
            await pool.aclose()


class _Stream(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()
