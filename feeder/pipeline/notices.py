"""Tell the owner of an installation when a source gets into trouble, or out of it: by a command or a URL (`notify`).

What is to be told is kept in the store, in the transaction in which the source changed, and told afterwards, in order;
what cannot be told is tried again. A command gets the words in its environment and as JSON on its standard input, a
URL gets the JSON posted.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from typing import Any

from feeder.errors import SourceError
from feeder.model.entry import rfc3339
from feeder.pipeline.context import Context
from feeder.sources.http.fetch import Request
from feeder.store import Reader, Writer

_PENDING = "notices pending"
MOST = 100  # the newest: whoever cannot be told for long is not told everything
LONGEST = 30.0  # seconds that a command may take
_WORDS = ("source", "outcome", "reason", "since", "before")

log = logging.getLogger("feeder")


def note(writer: Writer, told: dict[str, Any]) -> None:
    """Keep what is to be told: the shape in docs/json.md, instants as `rfc3339` gives them."""
    _save(writer, [*_pending(writer), told])


async def tell_owner(context: Context) -> None:
    """Tell what was noted and not told yet. Never raises; stops at the first that cannot be told."""
    target = context.installation.settings.notify
    waiting: list[dict[str, Any]] = await context.offload(_read, context)
    if not target:
        return
    for told in waiting:
        done = await (_post if target.startswith(("http://", "https://")) else _run)(context, target, told)
        if not done:
            return
        await context.offload(_tick_off, context, told)


async def _post(context: Context, url: str, told: dict[str, Any]) -> bool:
    if context.fetch is None:
        return False
    request = Request(url, json=json.dumps(told, ensure_ascii=False), allow_private=True)
    try:
        answer = await context.fetch(request)
    except SourceError as error:
        log.warning("notify: %s", error)
        return False
    if answer.status >= 300:
        log.warning("notify: %s answers %s", url, answer.status)
    return answer.status < 500  # what it refuses it would refuse again


async def _run(context: Context, command: str, told: dict[str, Any]) -> bool:
    words = {f"FEEDER_{name.upper()}": str(told.get(name) or "") for name in _WORDS}
    pipe = asyncio.subprocess
    try:
        process = await asyncio.create_subprocess_shell(
            command, stdin=pipe.PIPE, stdout=pipe.DEVNULL, env={**os.environ, **words}, start_new_session=True
        )
    except OSError as error:
        log.warning("notify: %s cannot be run: %s", command, error)
        return False
    try:
        await asyncio.wait_for(process.communicate(json.dumps(told, ensure_ascii=False).encode()), LONGEST)
    except TimeoutError:
        process.kill()
        log.warning("notify: %s took longer than %.0f s", command, LONGEST)
    if process.returncode:
        log.warning("notify: %s ended with status %s", command, process.returncode)
    return True


def _pending(reader: Reader) -> list[dict[str, Any]]:
    kept = reader.meta(_PENDING)
    return list(json.loads(kept)) if kept else []


def _read(context: Context) -> list[dict[str, Any]]:
    with context.store.read() as reader:
        return _pending(reader)


def _save(writer: Writer, waiting: list[dict[str, Any]]) -> None:
    writer.set_meta(_PENDING, json.dumps(waiting[-MOST:], ensure_ascii=False))


def _tick_off(context: Context, told: dict[str, Any]) -> None:
    with context.store.write() as writer:
        _save(writer, [other for other in _pending(writer) if other != told])


def describe(source: str, outcome: str, reason: str | None, since: Any, before: str | None) -> dict[str, Any]:
    """What is told of one change: how the source is, why, since when, and how it was before."""
    return {"source": source, "outcome": outcome, "reason": reason, "since": rfc3339(since), "before": before}
