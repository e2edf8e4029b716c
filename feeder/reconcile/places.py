"""Where stories stood on the last capture that had them: what vanished from its place, and what stands there now."""

from __future__ import annotations

from collections.abc import Sequence

from feeder.model.entry import Appearance
from feeder.model.stored import Candidates


class Places:
    """The places on a capture and on the one before it, of the stories that are on both.

    `found`: the guid of the entry of each sighting in page order, None for those that are not known yet; read anew each
    time, since more become known while matching goes on.
    """

    def __init__(self, found: Sequence[str | None], candidates: Candidates, source: str) -> None:
        self._found = found
        self._candidates = candidates
        self._source = source

    def vanished(self, known: Appearance) -> bool:
        """Whether `known` stood above a story that is still there: it has not just left the end of its list."""
        return any(self._rank(guid, known) > known.rank for guid in self._found)

    def replaced(self, index: int, known: Appearance) -> bool:
        """Whether the sighting at `index` stands between the very two stories that `known` stood between."""
        if not 0 < index < len(self._found) - 1:
            return False
        above, below = (self._rank(self._found[at], known) for at in (index - 1, index + 1))
        return (above, below) == (known.rank - 1, known.rank + 1)

    def _rank(self, guid: str | None, known: Appearance) -> int:
        """Where the entry `guid` stood on the last capture that had `known`; -1 where it was not on it."""
        version = self._candidates.appearances.get(guid, {}).get(self._source) if guid else None
        if version is None or (version.series, version.last_seen) != (known.series, known.last_seen):
            return -1
        return version.rank
