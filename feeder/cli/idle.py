"""Is there nothing to do? Answered from a note of the last run, without opening the database.

A cron job finds nothing new most of the time. After each full run that went well, `remember` notes beside an SQLite
database what it saw: release, configuration, every watched file, database and output files. While all of that is
as it was, and nothing is due, a run would change nothing. Any doubt means a full run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from feeder.errors import FeederError
from feeder.model.specs import Installation
from feeder.sources.folder import scan


def is_idle(installation: Installation, now: datetime) -> bool:
    """Whether a run at `now` would find everything as the last one left it."""
    note = _note_of(installation)
    try:
        kept = json.loads(note.read_text(encoding="utf-8")) if note else None
        if not isinstance(kept, dict) or kept.get("seen") != _seen(installation):
            return False
        return kept["until"] is None or now < datetime.fromisoformat(kept["until"])
    except (OSError, ValueError, KeyError, TypeError, FeederError):
        return False


def remember(installation: Installation, until: datetime | None) -> None:
    """Note that a full run has just left everything as it is, and that nothing is due before `until`."""
    note = _note_of(installation)
    if note is None:
        return
    try:
        kept = {"until": until.isoformat() if until else None, "seen": _seen(installation)}
        temporary = note.with_name(f"{note.name}.tmp")
        temporary.write_text(json.dumps(kept), encoding="utf-8")
        temporary.replace(note)
    except (OSError, FeederError):
        forget(installation)


def forget(installation: Installation) -> None:
    """Remove the note: the next run is a full one."""
    note = _note_of(installation)
    if note is not None:
        note.unlink(missing_ok=True)


def _database(installation: Installation) -> Path | None:
    url = installation.settings.database
    return installation.folder / url.removeprefix("sqlite:///") if url.startswith("sqlite:///") else None


def _note_of(installation: Installation) -> Path | None:
    database = _database(installation)
    return database.with_name(f"{database.name}.idle") if database else None


def _seen(installation: Installation) -> str:
    """A digest of everything that a run looks at."""
    told: list[object] = [version("feeder"), installation.fingerprint]
    told += [(f.path, f.stat) for spec in installation.sources.values() if spec.path is not None for f in scan(spec)]
    database, output = _database(installation), installation.settings.output
    watched = [database, database.with_name(f"{database.name}-wal")] if database else []
    told += _stats([*watched, *sorted(output.rglob("*"))])
    return sha256(repr(told).encode("utf-8", "backslashreplace")).hexdigest()


def _stats(paths: Iterable[Path]) -> list[object]:
    found: list[object] = []
    for path in paths:
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        if not path.is_dir():
            found.append((str(path), stat.st_size, stat.st_mtime_ns, stat.st_ino))
    return found
