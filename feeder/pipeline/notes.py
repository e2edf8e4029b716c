"""What the installation keeps of hosts between runs: the rules of their robots.txt."""

from __future__ import annotations

from feeder.pipeline.context import Context


class StoreNotes:
    """Notes in the store of a context."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def recall(self, name: str) -> str | None:
        """What was kept last under `name`."""
        found: str | None = await self._context.offload(self._read, name)
        return found

    async def keep(self, name: str, text: str) -> None:
        """Keep `text` under `name`."""
        await self._context.offload(self._write, name, text)

    def _read(self, name: str) -> str | None:
        with self._context.store.read() as reader:
            return reader.meta(name)

    def _write(self, name: str, text: str) -> None:
        with self._context.store.write() as writer:
            writer.set_meta(name, text)
