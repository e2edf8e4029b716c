"""What any machine published is written on every machine that serves: same bytes, same times, same validators."""

from __future__ import annotations

import logging

from feeder.errors import FeederError
from feeder.pipeline.context import Context
from feeder.publish.files import INDEX, write_files

log = logging.getLogger("feeder")


class Mirror:
    """The output folder of one machine, kept as the newest generations say."""

    def __init__(self) -> None:
        self._written: dict[tuple[str, str], str] = {}
        self._trouble = False

    async def keep(self, context: Context) -> None:
        """Write what is newer in the database than here. Trouble is said once, and tried again at the next call."""
        try:
            await context.offload(self._keep, context)
        except FeederError as error:
            if not self._trouble:
                log.error("%s", error)
            self._trouble = True
        else:
            self._trouble = False

    def _keep(self, context: Context) -> None:
        with context.store.read() as reader:
            newest = {
                (section, file): generation.digest
                for section in (*reader.sections(), INDEX)
                for file, generation in reader.generations(section, bodies=False).items()
            }
        for section in sorted(
            {section for section, file in newest if newest[section, file] != self._written.get((section, file))}
        ):
            write_files(context.store, context.installation.settings.output, section)
        self._written = newest
