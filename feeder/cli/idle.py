"""Is there nothing to do? Answered from a note of the last run, without the database, the configuration or a library.

A cron job finds nothing new most of the time. After each full run that went well, `remember` notes beside the
configuration what it saw: release, configuration, every watched file, database and output files. While all of that
is as it was, and nothing is due, a run would change nothing. Any doubt means a full run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from feeder.errors import FeederError
from feeder.model.specs import Installation, SourceSpec
from feeder.sources.scan import scan


def idle_sources(config: Path, environ: Mapping[str, str], now: datetime) -> list[str] | None:
    """The names of the sources, where a run at `now` would find everything as the last one left it; else None."""
    try:
        note = json.loads(_note_of(config).read_text(encoding="utf-8"))
        if note["config"] != _digest(config, environ) or note["seen"] != _seen(note):
            return None
        until = note["until"]
        names = [str(name) for name in note["names"]]
        return names if until is None or now < datetime.fromisoformat(until) else None
    except (OSError, ValueError, KeyError, TypeError, FeederError):
        return None


def remember(config: Path, environ: Mapping[str, str], installation: Installation, until: datetime | None) -> None:
    """Note that a full run has just left everything as it is, and that nothing is due before `until`."""
    url = installation.settings.database
    if not url.startswith("sqlite:///"):
        return
    note: dict[str, Any] = {
        "config": _digest(config, environ),
        "until": until.isoformat() if until else None,
        "names": list(installation.sources),
        "watched": [[str(spec.root), spec.path] for spec in installation.sources.values() if spec.path is not None],
        "database": str(installation.folder / url.removeprefix("sqlite:///")),
        "output": str(installation.settings.output),
    }
    try:
        temporary = _note_of(config).with_suffix(".tmp")
        temporary.write_text(json.dumps({**note, "seen": _seen(note)}), encoding="utf-8")
        temporary.chmod(0o600)
        temporary.replace(_note_of(config))
    except (OSError, FeederError):
        _note_of(config).unlink(missing_ok=True)


def _note_of(config: Path) -> Path:
    return config.with_name(f".{config.name}.idle")


def _digest(config: Path, environ: Mapping[str, str]) -> str:
    """Of everything that the configuration is made of."""
    told = sorted((name, value) for name, value in environ.items() if name.startswith("FEEDER_"))
    return sha256(config.read_bytes() + repr((version("feeder"), told)).encode("utf-8", "backslashreplace")).hexdigest()


def _seen(note: Mapping[str, Any]) -> str:
    """A digest of every file that a run looks at."""
    found: list[object] = []
    for root, path in note["watched"]:
        found += [(file.path, file.stat) for file in scan(SourceSpec("", path=path, root=Path(root)))]
    database, output = Path(note["database"]), Path(note["output"])
    found += _stats([database, database.with_name(f"{database.name}-wal"), *sorted(output.rglob("*"))])
    return sha256(repr(found).encode("utf-8", "backslashreplace")).hexdigest()


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
