"""The daemon itself: what one tick does, how it is reloaded, how it ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from feeder.daemon.clockwork import Clockwork
from feeder.daemon.due import anything_due, claim_due, put_right, sections_due
from feeder.daemon.hands import Duty, OwnHands
from feeder.daemon.systemd import ServiceManager
from feeder.daemon.troubles import Troubles
from feeder.daemon.upkeep import DAILY, HOURLY, back_up, tidy
from feeder.errors import FeederError
from feeder.model.specs import Installation
from feeder.pipeline.context import Context
from feeder.pipeline.leases import Lease
from feeder.pipeline.notices import tell_owner
from feeder.pipeline.publishing import PublishReport, prepare, publish_due
from feeder.pipeline.run import run_once, tempo_of
from feeder.pipeline.websub import tell_hub
from feeder.publish.section import Published
from feeder.text import counted

TICK = 1.0  # seconds
SETTLE = 1.0  # seconds for which a file must have been left alone
REST = 3.0  # times as long as publishing took, nothing is published after it
RETRY = 30.0  # seconds until a section that could not be published is tried again
DRAIN = 25.0  # seconds that refreshes may take to end when the daemon is told to stop
TEMPO = 600.0  # seconds after which the budget of every = "auto" is shared out anew
GATHER = 0.01  # seconds after a refresh until more are claimed, so that several are claimed together
LAST_WORD = 5.0  # seconds that the hub has when the daemon is told to stop
TELL = 60.0  # seconds until the hub and the owner are told again of what they did not take

log = logging.getLogger("feeder")

Job = Callable[[], Awaitable[None]]


class Daemon:
    """One installation at work.

    `load` reads the configuration (None: the one in `context` for good); `changed` says whether it looks different
    from when it was last read; `tick` is seconds. Where it `publishes`, it looks after sections, files and the database
    too. `also` are jobs with the seconds between two runs of each. Everything that waits, waits on the context's clock.
    """

    def __init__(
        self,
        context: Context,
        load: Callable[[], Installation] | None = None,
        changed: Callable[[], bool] = lambda: False,
        duties: Sequence[Duty] = (),
        manager: ServiceManager | None = None,
        tick: float = TICK,
        publishes: bool = True,
        also: Sequence[tuple[float, Job]] = (),
    ) -> None:
        self.context = replace(context, settle=context.settle or SETTLE)
        self.stopping = asyncio.Event()
        self.reloaded = asyncio.Event()
        self._refused = False  # whether the configuration's file has faults, and the one before still holds
        self.ended = False
        self._load, self._changed = load, changed
        self._duties = tuple(duties) or (Duty(OwnHands()),)
        for duty in self._duties:
            if isinstance(duty.hands, OwnHands):
                duty.hands.done = self._after
        self._manager = manager or ServiceManager({})
        self._clockwork = Clockwork(context.clock)
        self._tick, self._publishes, self._also = tick, publishes, also
        self._ticked: float | None = None
        self._rested = 0.0
        self._hinted: set[str] = set()
        self._again: set[str] = set()
        self._wants_reload = False
        self._troubles = Troubles()
        self._claiming, self._telling = asyncio.Lock(), asyncio.Lock()
        self._beside: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Work until `stop`; then end what was begun. Raises FeederError where it cannot begin."""
        await prepare(self.context)
        await self._reaim(timedelta(0))
        await self._share_out()
        self._set_up()
        self._clockwork.start()
        guard = asyncio.create_task(self._clockwork.watch(self._reaim))
        self._manager.tell(READY=1, STATUS=f"watching {counted(len(self.context.installation.sources), 'source')}")
        log.info("feeder runs: %s", counted(len(self.context.installation.sources), "source"))
        try:
            await self.stopping.wait()
        finally:
            guard.cancel()
            await self._drain()

    def _set_up(self) -> None:
        self._clockwork.every(self._tick, self.tick)
        for seconds, job in self._also:
            self._clockwork.every(seconds, job)
        if self._publishes:
            self._clockwork.every(self._tick, self.publish)
            self._clockwork.every(TEMPO, self._share_out, first=TEMPO)
            self._clockwork.every(TELL, self._tell, first=TELL)
            self._clockwork.every(HOURLY, self._tidy, first=60.0)
            self._clockwork.every(DAILY, self._back_up, first=300.0)

    def stop(self) -> None:
        """Begin nothing more, and end."""
        self.stopping.set()

    def reload(self) -> None:
        """Read the configuration anew at the next tick."""
        self._wants_reload = True

    def hint(self, name: str) -> None:
        """A source probably has something new: have it looked at now, or once more when it is being looked at."""
        busy = any(name in duty.hands.busy() for duty in self._duties)
        (self._again if busy else self._hinted).add(name)

    def pulse(self) -> float | None:
        """Seconds since the last tick; None before the first."""
        return None if self._ticked is None else self.context.clock.monotonic() - self._ticked

    async def refresh_now(self, name: str) -> dict[str, Any]:
        """Refresh a source or section at once; what `feeder once --json` tells. Raises UsageError."""
        report = await run_once(self.context, [name], at_once=True)
        return report.as_dict()

    async def tick(self) -> None:
        """Begin whatever is due."""
        self._ticked = self.context.clock.monotonic()
        if self._manager.watchdog:
            self._manager.tell(WATCHDOG=1)
        try:
            if self._wants_reload or self._changed():
                await self._reload()
            await self._claim()
        except FeederError as error:
            self._troubles.say("the schedule", str(error))
        else:
            self._troubles.say("the schedule", None)

    async def publish(self) -> None:
        """Publish whatever is due; the hub is told beside it, so that no feed waits for a hub.

        While news keeps coming in, publishing takes at most a part of the time: a section need not be written anew for
        each of its stories.
        """
        begun = self.context.clock.monotonic()
        if begun < self._rested:
            return
        try:
            if not await self.context.offload(sections_due, self.context):
                return
            report = await publish_due(self.context, retry=RETRY)
        except FeederError as error:
            self._troubles.say("publishing", str(error))
            return
        finally:
            ended = self.context.clock.monotonic()
            self._rested = ended + REST * (ended - begun)
        self._troubles.say("publishing", None)
        for section, trouble in report.errors:
            self._troubles.say(f"section {section}", trouble)
        for done in report.published:
            self._troubles.say(f"section {done.section}", None)
        if report.published:
            self._aside(self._tell_hub(report.published))

    async def _claim(self) -> None:
        """Hand over as many due sources as there are hands free."""
        async with self._claiming:
            hinted, self._hinted = self._hinted, set()
            try:
                if self.stopping.is_set() or not await self.context.offload(anything_due, self.context, hinted):
                    return
                for duty in self._duties:
                    await self._see_to(duty)
            except FeederError:
                self._hinted |= hinted  # nobody says it again
                raise

    async def _see_to(self, duty: Duty) -> None:
        if not await duty.leads() or (free := await duty.hands.free()) <= 0:
            return
        leases: list[Lease] = await self.context.offload(claim_due, self.context, duty, free)
        sources = self.context.installation.sources
        await duty.hands.carry(self.context, [(sources[it.source], it) for it in leases if it.source in sources])

    def _after(self, name: str) -> None:
        """A source was refreshed: look at it again where something changed meanwhile, and go on with what is due."""
        if name in self._again:
            self._again.discard(name)
            self._hinted.add(name)
        if not self._claiming.locked() and not self.stopping.is_set():
            self._aside(self._go_on())

    async def _go_on(self) -> None:
        """Claim again before the next tick, once a few hands are free."""
        await self.context.clock.sleep(GATHER)
        try:
            await self._claim()
        except FeederError as error:
            self._troubles.say("the schedule", str(error))

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _reload(self) -> None:
        """Take the configuration as it is now; a bad one is refused, and the old one stays."""
        self._wants_reload = False
        if self._load is None:
            return
        usec = int(self.context.clock.monotonic() * 1e6)
        self._manager.tell(RELOADING=1, MONOTONIC_USEC=usec)
        try:
            fresh = self._load()
            if fresh.fingerprint != self.context.installation.fingerprint:
                context = replace(self.context, installation=fresh)
                await prepare(context)
                self.context = context
                log.info("the configuration was loaded anew: %s", counted(len(fresh.sources), "source"))
                await self._share_out()
            elif self._refused:
                log.info("the configuration is in order again, and as it was")
            self._refused = False
        except FeederError as error:
            self._refused = True
            log.error("the configuration stays as it was: %s", error)
        self._manager.tell(READY=1)
        self.reloaded.set()

    async def _reaim(self, jump: timedelta) -> None:
        """After the clock was set: what waits for a time that is not to come soon, waits as long as it was to."""
        await self.context.offload(put_right, self.context)

    async def _share_out(self) -> None:
        self.context = replace(self.context, tempo=await self.context.offload(tempo_of, self.context))

    async def _tell(self) -> None:
        await tell_owner(self.context)
        await self._tell_hub(())

    async def _tell_hub(self, published: Iterable[Published]) -> None:
        async with self._telling:
            await tell_hub(self.context, published)

    async def _tidy(self) -> None:
        await tidy(self.context)

    async def _back_up(self) -> None:
        await back_up(self.context)

    async def _drain(self) -> None:
        """End what was begun, publish it, and leave nothing half done."""
        self._manager.tell(STOPPING=1)
        await self._clockwork.stop(DRAIN)
        for duty in self._duties:
            await duty.hands.drain(DRAIN)
        try:
            report = await publish_due(self.context) if self._publishes else PublishReport((), ())
            await asyncio.wait_for(self._tell_hub(report.published), LAST_WORD)
        except TimeoutError:
            log.warning("the hub does not answer; it is told at the next start")
        except FeederError as error:
            log.error("%s; it is published at the next start", error)
        self.ended = True
        log.info("feeder has stopped")
