"""Procrastinate as transport: jobs of two words, kept until a worker has taken them, deleted when they are done."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

import psycopg
from procrastinate import App, PsycopgConnector
from procrastinate.connector import Notify
from procrastinate.exceptions import ConnectorException, ProcrastinateException
from procrastinate.jobs import Status
from procrastinate.schema import SchemaManager
from procrastinate.types import JSONDict
from sqlalchemy import inspect, make_url, text

from feeder.errors import FeederError
from feeder.pipeline.context import Context
from feeder.pipeline.leases import resume
from feeder.pipeline.refresh import refresh
from feeder.store import Store
from feeder.store.engine import explain

QUEUE, TASK = "feeder", "refresh"
STALLED = 30.0  # seconds without a sign of life after which a worker is taken for dead
AGAIN = 1.0  # seconds until a connection that was lost is tried again
POLL = 1.0  # seconds after which a worker looks for jobs that it was not told of
HANDS = 16  # refreshes that one worker carries out side by side
_LOCK = 0x66656571  # "feeq": the advisory lock of whoever makes the queue's tables
_MADE = "queue made by"  # the note of the newest of the engine's migrations that this database has

log = logging.getLogger("feeder")


class _Connector(PsycopgConnector):
    """Listens again where its connection was lost; the engine alone would only poll from then on."""

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        while True:
            try:
                await super().listen_notify(on_notification, channels)
            except (ConnectorException, psycopg.Error) as error:
                log.info("the queue's news were lost (%s); listening again", type(error).__name__)
            await asyncio.sleep(AGAIN)


class Queue:
    """The queue of one database. `open` before use; `context` gives what refreshes are carried out with."""

    def __init__(self, store: Store, context: Callable[[], Context]) -> None:
        self._context = context
        self._app = App(connector=_Connector(conninfo=conninfo(store), min_size=1, max_size=8))
        self._job = self._app.task(name=TASK, queue=QUEUE)(self._perform)
        self.busy: set[str] = set()

    async def open(self) -> None:
        """Connect. Raises FeederError where the database does not answer."""
        try:
            await self._app.open_async()
        except ProcrastinateException as error:
            raise FeederError("the queue", f"cannot be opened: {error}", "see whether the database runs") from error

    async def close(self) -> None:
        """Disconnect."""
        await self._app.close_async()

    async def defer(self, claims: Mapping[str, str]) -> None:
        """Have workers refresh sources: token to source."""
        jobs: list[JSONDict] = [{"source": name, "token": token} for token, name in claims.items()]
        if jobs:
            await self._job.batch_defer_async(*jobs)

    async def work(self, stopping: asyncio.Event, hands: int = HANDS) -> None:
        """Carry out jobs until `stopping` is set, over every loss of the connection; then end what was begun."""
        while not stopping.is_set():
            running = asyncio.ensure_future(self._work(hands))
            waiting = asyncio.ensure_future(stopping.wait())
            await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            running.cancel()  # ends what was begun first
            try:
                await running
            except asyncio.CancelledError:
                continue
            except Exception as error:  # whatever the engine makes of a lost connection
                log.warning("the queue: %s; trying again", " ".join(str(error).split()) or type(error).__name__)
                await asyncio.sleep(AGAIN)

    async def _work(self, hands: int) -> None:
        await self._app.run_worker_async(
            queues=[QUEUE],
            concurrency=hands,
            install_signal_handlers=False,
            fetch_job_polling_interval=POLL,
            delete_jobs="always",
            shutdown_graceful_timeout=25.0,
            update_heartbeat_interval=5.0,
            stalled_worker_timeout=STALLED,
        )

    async def reap(self) -> int:
        """Drop the jobs of workers that are dead; their sources are claimed again when their leases run out."""
        stalled = list(await self._app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED))
        for job in stalled:
            await self._app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
        await self._app.job_manager.prune_stalled_workers(STALLED)
        return len(stalled)

    async def reap_quietly(self) -> None:
        """`reap`, with a word in the log; a queue that does not answer is reaped another time."""
        try:
            count = await self.reap()
        except Exception as error:  # whatever the engine makes of a lost connection
            log.info("the queue does not answer: %s", type(error).__name__)
            return
        if count:
            log.warning("%d jobs of workers that are gone were dropped; their sources are claimed again", count)

    async def waiting(self) -> int:
        """How many jobs no worker has taken yet."""
        row = await self._app.connector.execute_query_one_async(
            "SELECT count(*) AS jobs FROM procrastinate_jobs WHERE status = 'todo' AND queue_name = %(queue)s",
            queue=QUEUE,
        )
        return int(row["jobs"])

    async def _perform(self, source: str, token: str) -> None:
        context = self._context()
        spec = context.installation.sources.get(source)
        if spec is None:
            log.error("%s: this machine's configuration has no such source", source)
            return
        try:
            lease = await context.offload(resume, context, source, token)
            if lease is None:
                log.info("%s: its lease ran out before a worker was free", source)
                return
            self.busy.add(source)
            await refresh(context, spec, lease)
        except FeederError as error:
            log.error("%s: %s", source, error)
        finally:
            self.busy.discard(source)


def conninfo(store: Store) -> str:
    """The address of the store's database as libpq wants it."""
    address: str = store.url.set(drivername="postgresql").render_as_string(hide_password=False)
    return address


def prepare_queue(store: Store) -> None:
    """Make the engine's tables, or bring them to the installed engine's: one process at a time, all or nothing.

    Raises StoreError where the database refuses.
    """
    migrations = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    newest = migrations[-1].name if migrations else version("procrastinate")
    with store.write() as writer:
        writer.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        made = writer.meta(_MADE)
        if not inspect(writer.connection).has_table("procrastinate_jobs"):
            scripts = [SchemaManager.get_schema()]
        elif made is None or made >= newest:
            return
        else:
            scripts = [path.read_text(encoding="utf-8") for path in migrations if path.name > made]
        for script in scripts:
            _run(writer.connection.connection.driver_connection, script, store.subject)
        writer.set_meta(_MADE, newest)


def _run(connection: object, script: str, subject: str) -> None:
    """Run a script of several statements in the transaction that the connection is in."""
    try:
        connection.execute(script.encode())  # type: ignore[attr-defined]  # psycopg: without parameters, any number
    except psycopg.Error as error:
        raise explain(subject, error, str(error)) from error


def is_postgresql(url: str) -> bool:
    """Whether a configured database is one that a queue can be in."""
    return make_url(url).get_backend_name() == "postgresql"
