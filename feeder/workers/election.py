"""One clock for all machines: whoever holds an advisory lock of the database, and shows it by a beat.

The lock ends with its holder's connection, so that another takes over within seconds when it dies. A holder that is
frozen, or whose machine is gone from the network, keeps its connection: when its beat is stale, whoever wants the
lock has the database end that connection. What the frozen one had claimed is fenced like any other claim.
"""

from __future__ import annotations

import asyncio
import logging
from typing import LiteralString

import psycopg

BEAT = 2.0  # seconds between two beats
STALE = 12.0  # seconds without a beat after which a holder is taken for dead
_LOCK = 0x66656563  # "feec"
_KEY = "clock"  # the note that holds the beat: seconds since 1970 by the database's clock, and whose it is

log = logging.getLogger("feeder")

_TAKE: LiteralString = "SELECT pg_try_advisory_lock(%s)"
_SHOW: LiteralString = (
    "INSERT INTO meta (key, value) VALUES (%s, extract(epoch FROM clock_timestamp())::text || ' ' || %s) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
_AGE: LiteralString = (
    "SELECT extract(epoch FROM clock_timestamp()) - split_part(value, ' ', 1)::numeric FROM meta WHERE key = %s"
)
_END: LiteralString = (
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND classid = 0 "
    "AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Election:
    """The candidacy of one process, called `name`."""

    def __init__(self, conninfo: str, name: str) -> None:
        self._conninfo = conninfo
        self._name = name
        self._connection: psycopg.AsyncConnection | None = None
        self._leads = False
        self._asking = asyncio.Lock()

    async def stand(self) -> None:
        """Show a beat where this process is the clock, else try to become it: to be done each BEAT, due or not."""
        await self.leads()

    async def leads(self) -> bool:
        """Whether this process is the clock now. Never raises: without a connection, it is not."""
        async with self._asking:
            return await self._leads_now()

    async def _leads_now(self) -> bool:
        try:
            leads = await self._ask()
        except (psycopg.Error, OSError):
            await self.close()
            leads = False
        if leads != self._leads:
            log.warning("%s %s", self._name, "is the clock now" if leads else "is the clock no more")
        self._leads = leads
        return leads

    async def _ask(self) -> bool:
        connection = await self._connected()
        if self._leads:
            await connection.execute(_SHOW, (_KEY, self._name))
            return True
        if await self._take(connection):
            await connection.execute(_SHOW, (_KEY, self._name))
            return True
        age = await (await connection.execute(_AGE, (_KEY,))).fetchone()
        if age is None or age[0] > STALE:
            log.warning("the clock has been silent for %s s; its connection is ended", age and round(age[0]))
            await connection.execute(_END, (_LOCK,))
            return await self._take(connection)
        return False

    async def _take(self, connection: psycopg.AsyncConnection) -> bool:
        row = await (await connection.execute(_TAKE, (_LOCK,))).fetchone()
        return bool(row and row[0])

    async def _connected(self) -> psycopg.AsyncConnection:
        if self._connection is None or self._connection.closed:
            self._leads = False
            self._connection = await psycopg.AsyncConnection.connect(
                self._conninfo, autocommit=True, connect_timeout=5, application_name="feeder clock"
            )
        return self._connection

    async def close(self) -> None:
        """Give the lock up."""
        if self._connection is not None:
            await self._connection.close()
        self._connection = None
