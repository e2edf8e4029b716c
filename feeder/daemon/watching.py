"""Changes in watched folders are hints that their sources are due now; what is there is always found by a scan.

Events come late, twice, or not at all (network folders, folders that appear, files that are moved in), so that each
source is looked at on its own schedule as well.
"""

from __future__ import annotations

import asyncio
import glob
import logging
from collections.abc import Callable, Collection, Iterable
from fnmatch import fnmatch
from pathlib import Path

from watchfiles import Change, awatch

from feeder.model.specs import SourceSpec
from feeder.sources.scan import base_folder

RETRY = 5.0  # seconds until folders that are not there are looked for again

log = logging.getLogger("feeder")


async def watch(specs: Iterable[SourceSpec], hint: Callable[[str], None]) -> None:
    """Call `hint` with the name of each source in whose folder something changed. Returns never."""
    watched = [_Watched(spec) for spec in specs if spec.path is not None]
    async with asyncio.TaskGroup() as group:
        for deep in (False, True):
            some = [each for each in watched if each.deep is deep]
            if some:
                group.create_task(_watch(some, deep, hint))


class _Watched:
    """A source with the folder that is to be watched for it."""

    def __init__(self, spec: SourceSpec) -> None:
        self.name = spec.name
        self.folder = base_folder(spec)
        whole = spec.root / (spec.path or "")
        self.pattern = "*" if whole == self.folder else whole.name
        self.deep = glob.has_magic(str(whole.parent))

    def concerns(self, path: Path) -> bool:
        """Whether a change at `path` may be one of the source's files."""
        within = path.is_relative_to(self.folder)
        return within and not path.name.startswith(".") and (self.deep or fnmatch(path.name, self.pattern))


async def _watch(watched: Collection[_Watched], deep: bool, hint: Callable[[str], None]) -> None:
    while True:
        there = [each for each in watched if each.folder.is_dir()]
        missing = [each for each in watched if each not in there]
        for each in there:
            hint(each.name)  # what came before the watch began
        stop = asyncio.Event()
        waiting = asyncio.create_task(_appear(missing, stop))
        try:
            await _report({each.folder for each in there}, there, deep, stop, hint)
        except OSError as error:  # the limit of watches, a folder that went away
            log.warning("folders are not watched just now (%s); they are looked at on schedule", error)
            await asyncio.sleep(RETRY)
        finally:
            waiting.cancel()


async def _report(
    folders: set[Path], watched: Collection[_Watched], deep: bool, stop: asyncio.Event, hint: Callable[[str], None]
) -> None:
    """Tell of changes until `stop` is set, or a watched folder goes away."""
    if not folders:
        await stop.wait()
        return
    async for changes in awatch(
        *folders, stop_event=stop, recursive=deep, debounce=400, step=50, rust_timeout=1000, watch_filter=None
    ):
        paths = [Path(path) for _, path in changes]
        for each in watched:
            if any(each.concerns(path) for path in paths):
                hint(each.name)
        if any(change is Change.deleted and Path(path) in folders for change, path in changes):
            return
        if any(not folder.is_dir() for folder in folders):
            return


async def _appear(missing: Collection[_Watched], stop: asyncio.Event) -> None:
    """Set `stop` once one of the missing folders is there."""
    while missing:
        await asyncio.sleep(RETRY)
        if any(each.folder.is_dir() for each in missing):
            stop.set()
            return
