"""What the daemon itself is in trouble with: one log line when it begins, one when it is over, nothing in between."""

from __future__ import annotations

import logging

log = logging.getLogger("feeder")


class Troubles:
    """The subjects (the schedule, publishing, a section) that are in trouble now."""

    def __init__(self) -> None:
        self._now: set[str] = set()

    def say(self, subject: str, trouble: str | None) -> None:
        """How `subject` is at this moment: its trouble in words, None for none."""
        if trouble and subject not in self._now:
            log.error("%s: %s", subject, trouble)
            self._now.add(subject)
        elif trouble is None and subject in self._now:
            log.warning("%s: works again", subject)
            self._now.discard(subject)
