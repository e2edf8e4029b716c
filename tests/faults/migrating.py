"""kill -9 in a migration: databases of every older schema, and none at all, brought up to date by real processes."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from feeder.store import open_store
from feeder.store.engine import database_url, make_engine, writing
from feeder.store.migrations.upgrade import revisions, upgrade
from feeder.store.schema import HEAD
from tests.faults.killing import COMMANDS, Kills, begin, wait_until
from tests.support.installation import House
from tests.support.wire import page

HOSTS = 150_000  # rows, so that a migration takes long enough to be killed in
STARTS = (("migrate",), ("once",), COMMANDS["run"])
KEPT = ("entries", "keys", "bands", "appearances", "captures", "bodies", "ledger", "generations", "sections")
NOTHING = "nothing"  # no database at all


def furnish(folder: Path) -> None:
    """An installation that has published, with very many hosts."""
    house = House(folder, '[[sources]]\nname = "wire"\npath = "in/*.txt"\nsection = "streek"\n')
    (folder / "config.toml").write_text(house.config, encoding="utf-8")
    house.put("streek-2026-05-01T1200+0200.txt", page())
    house.run()
    with house.store() as store, store.write() as writer:
        rows = [(f"host{number}.example",) for number in range(HOSTS)]
        writer.connection.exec_driver_sql("INSERT INTO hosts (host) VALUES (?)", rows)


def older(folder: Path, revision: str) -> Path:
    """The installation's database as the release of an older schema would have it: what both schemas have, copied."""
    old = folder / f"schema-{revision}.db"
    engine = make_engine(database_url(f"sqlite:///{old.name}", folder))
    with writing(engine).begin() as connection:
        upgrade(connection, revision)
    engine.dispose()
    with closing(sqlite3.connect(old)) as database, database:
        database.execute("ATTACH ? AS new", (str(folder / "feeder.db"),))
        for table in _tables(database):
            theirs = set(_columns(database, "new", table))
            names = ", ".join(name for name in _columns(database, "main", table) if name in theirs)
            database.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM new.{table}")
    return old


def _tables(database: sqlite3.Connection) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return sorted(name for (name,) in database.execute(query) if name != "alembic_version")


def _columns(database: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [row[1] for row in database.execute(f"PRAGMA {schema}.table_info({table})")]


def state(path: Path) -> tuple[str | None, dict[str, str]]:
    """(the schema's version, a digest of the rows of each table that tells of stories) of the database at `path`."""
    with closing(sqlite3.connect(path)) as database:
        if not _tables(database):
            return None, {}
        ((version,),) = database.execute("SELECT version_num FROM alembic_version")
        return version, {table: _digest(database, table) for table in KEPT}


def _digest(database: sqlite3.Connection, table: str) -> str:
    """Of all its rows, whatever their order."""
    columns = ", ".join(sorted(_columns(database, "main", table)))
    rows = sorted(map(repr, database.execute(f"SELECT {columns} FROM {table}")))
    return sha256("\n".join(rows).encode()).hexdigest()


class Migrations:
    """Migrations of one installation that are killed, each from the state in which the one before left the database."""

    def __init__(self, folder: Path, seed: int = 1) -> None:
        self.folder, self.database, self.told = folder, folder / "feeder.db", Kills()
        self._chance = random.Random(f"migrations {seed}")
        furnish(folder)
        self._old = {revision: older(folder, revision) for revision in revisions()[1:]}
        self._rows = {name: state(path)[1] for name, path in self._old.items()}
        self._whole: dict[str, float] = {}

    def kinds(self) -> list[str]:
        """What there is to begin with: nothing, and each older schema."""
        return [NOTHING, *self._old]

    def kill(self, kind: str, start: tuple[str, ...]) -> None:
        """Begin a migration from `kind`, unless one that was killed is still to be done, and kill it."""
        self._put(kind)
        process = begin(self.folder, *start)
        if self._chance.random() < 0.7:
            wal = self.folder / "feeder.db-wal"
            wait_until(lambda: wal.exists() and wal.stat().st_size > 0, process)
            time.sleep(self._chance.uniform(0, self._chance.choice((0.002, 0.02, 0.2))))
        else:
            time.sleep(self._chance.uniform(0.2, 1.5))
        if process.poll() is None:
            process.kill()
            self.told.kills[f"from {kind}"] += 1
        process.wait()
        self._look(kind)

    def _put(self, kind: str) -> None:
        for path in (*self.folder.glob("feeder.db*"), *self.folder.glob(".*.idle")):
            path.unlink()
        if kind != NOTHING:
            shutil.copyfile(self._old[kind], self.database)

    def _look(self, kind: str) -> None:
        """The schema is the old or the new one, whole; then a migration that nobody disturbs completes it."""
        self.told.left["half migrations"] += (self.folder / "feeder.db-wal").exists()
        if self.database.exists() and self.database.stat().st_size:
            version, rows = state(self.database)
            if version not in (None if kind == NOTHING else kind, HEAD):
                self.told.wrong.append(f"the schema is {version}, and was {kind}")
            self.told.wrong += self._changed(kind, rows)
        self.told.wrong += ["the migration did not complete"] * (begin(self.folder, "migrate").wait() != 0)
        version, rows = state(self.database)
        if version != HEAD:
            self.told.wrong.append(f"the schema is {version} after the migration")
        self.told.wrong += self._changed(kind, rows)
        store = open_store("sqlite:///feeder.db", folder=self.folder)
        self.told.wrong += store.check()
        store.close()

    def _changed(self, kind: str, rows: dict[str, str]) -> Iterator[str]:
        before = self._rows.get(kind, {}) if rows else {}
        yield from (f"{name} are not what they were" for name, digest in before.items() if rows[name] != digest)


def kill_migrations(folder: Path, kills: int) -> Kills:
    """Kill migrations from everything there is, begun by every command that makes one, `kills` times in all."""
    migrations = Migrations(folder)
    kinds = migrations.kinds()
    for turn in range(3 * kills):
        if migrations.told.kills.total() >= kills:
            break
        migrations.kill(kinds[turn % len(kinds)], STARTS[turn % len(STARTS)])
    return migrations.told
