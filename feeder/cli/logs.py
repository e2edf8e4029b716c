"""Log lines: text for people, JSON for programs. One line each, whatever stands in them."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from feeder.text import escaped, printable, squash

FORMATS = ("text", "json")
_LEVELS = {"DEBUG": 7, "INFO": 6, "WARNING": 4, "ERROR": 3, "CRITICAL": 2}


def set_up(form: str, verbose: int, *, journal: bool) -> None:
    """Log to standard error: what happens; with -v every detail. `journal`: systemd's journal reads it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Text(journal=journal))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("feeder").setLevel(logging.DEBUG if verbose else logging.INFO)


class OneLine(logging.Formatter):
    """The message on one line, without anything that a terminal would obey; a traceback on lines of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (logging's own name)
        record.message = printable(squash(record.message))
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802
        return printable(super().formatException(ei))


class _Text(OneLine):
    """Time, level, words. The journal knows the time, and is told the level as it wants it (sd-daemon(3))."""

    def __init__(self, *, journal: bool) -> None:
        super().__init__()
        self._journal = journal

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if self._journal:
            return f"<{_LEVELS.get(record.levelname, 6)}>{text}"
        return f"{_when(record)} {record.levelname:7} {text}"


class _Json(logging.Formatter):
    """One object a line: time, level, logger, message, and the traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": _when(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return escaped(json.dumps(told, ensure_ascii=False))


def _when(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
