"""The schema: made in one go or by migrations, it is the same; a newer one is refused."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect, text

from feeder.errors import StoreError
from feeder.model.entry import Key
from feeder.store import migrations, open_store
from feeder.store.engine import database_url, make_engine, writing
from feeder.store.migrations import keep_log, prepare, version
from feeder.store.migrations.upgrade import revisions, upgrade
from feeder.store.schema import HEAD, metadata

from .nouns import make_entry


def _described(engine: Engine) -> dict[str, Any]:
    """Everything that the database says about its schema, in a form that can be compared."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
        return {name: sorted(line.strip(" \t,") for line in sql.splitlines()) for name, sql in rows}
    seen = inspect(engine)
    return {
        table: [
            sorted((c["name"], str(c["type"]), getattr(c["type"], "collation", None), c["nullable"], str(c["default"]))
                   for c in seen.get_columns(table)),
            seen.get_pk_constraint(table),
            sorted(map(str, seen.get_indexes(table))),
            sorted(map(str, seen.get_foreign_keys(table))),
            sorted(map(str, seen.get_unique_constraints(table))),
        ]
        for table in seen.get_table_names()
    }  # fmt: skip


def _migrated(url: str, folder: Path) -> Engine:
    engine = make_engine(database_url(url, folder))
    with writing(engine).begin() as connection:
        upgrade(connection)
    return engine


def test_migrations_lead_to_the_schema(fresh_url: str, tmp_path: Path) -> None:
    """A database that went through every migration differs in nothing from the tables as declared."""
    engine = _migrated(fresh_url, tmp_path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []
        assert version(connection) == HEAD
    engine.dispose()


def test_a_new_database_equals_a_migrated_one(
    fresh_url: str, tmp_path: Path, backend: str, request: pytest.FixtureRequest
) -> None:
    """Making the schema in one go, as a first start does, gives exactly what the migrations give."""
    other = "sqlite:///other.db" if backend == "sqlite" else request.getfixturevalue("postgresql").make("other")
    migrated, made = _migrated(fresh_url, tmp_path), make_engine(database_url(other, tmp_path))
    prepare(made, "other")
    assert _described(made) == _described(migrated)
    assert len(_described(made)) >= len(metadata.tables)
    migrated.dispose()
    made.dispose()


def test_head_is_the_newest_migration() -> None:
    """The schema names the newest migration, so that a database which stands there loads no Alembic."""
    assert revisions()[0] == HEAD


def test_opening_loads_no_alembic(tmp_path: Path) -> None:
    """A first start and every later one import no Alembic."""
    code = (
        "import sys, pathlib; from feeder.store import open_store\n"
        "for _ in range(2): open_store('sqlite:///feeder.db', folder=pathlib.Path(sys.argv[1])).close()\n"
        "assert 'alembic' not in sys.modules and 'psycopg' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


_NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{}"


def upgrade():
    with op.batch_alter_table("entries") as batch:
        batch.alter_column("state", existing_type=sa.Text(), nullable=True)  # SQLite: by making the table anew
        batch.add_column(sa.Column("extra", sa.Integer(), server_default="7", nullable=False))
"""


def test_an_older_schema_is_migrated_with_its_rows(
    fresh_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release with one more migration, which makes a table anew, keeps its rows and what hangs on them."""
    entry, key = make_entry("a"), Key("link", "https://news.example/a")
    store = open_store(fresh_url, folder=tmp_path)
    with store.write() as writer:
        writer.apply([entry], [], [(entry.guid, key)], [(entry.guid, entry.lead)])
    store.close()
    later = tmp_path / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, later)
    (later / "versions" / "next.py").write_text(_NEXT.format(migrations.HEAD))
    monkeypatch.setattr("feeder.store.migrations.upgrade.__file__", str(later / "upgrade.py"))
    monkeypatch.setattr(migrations, "HEAD", "next")
    store = open_store(fresh_url, folder=tmp_path)
    with store.read() as reader:
        assert reader.find("https://news.example/a") == replace(entry, keys=(key,))
        assert reader.appearances(entry.guid) == (entry.lead,)
        assert reader.connection.execute(text("SELECT extra FROM entries")).scalar() == 7
    assert store.check() == []
    store.close()


def test_a_killed_migration_leaves_the_old_schema(
    fresh_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Making the schema is all or nothing: after a failure half-way the database is as it was."""
    monkeypatch.setattr(migrations.metadata, "create_all", _fails_half_way)
    with pytest.raises(KeyboardInterrupt):
        open_store(fresh_url, folder=tmp_path)
    monkeypatch.undo()
    engine = make_engine(database_url(fresh_url, tmp_path))
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    open_store(fresh_url, folder=tmp_path).close()


def _fails_half_way(connection: Connection) -> None:
    metadata.tables["entries"].create(connection)
    raise KeyboardInterrupt


def test_a_newer_schema_is_refused(fresh_url: str, tmp_path: Path) -> None:
    """A database that a newer release migrated is left alone, with an error that says so."""
    store = open_store(fresh_url, folder=tmp_path)
    with store.write() as writer:
        writer.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreError, match=r"newer release of feeder \(schema 9999\)"):
        open_store(fresh_url, folder=tmp_path)


def test_many_open_a_new_database_at_once(fresh_url: str, tmp_path: Path) -> None:
    """Whoever comes second waits for the schema; nobody fails."""

    def use(number: int) -> None:
        store = open_store(fresh_url, folder=tmp_path)
        with store.write() as writer:
            writer.set_meta(f"visitor {number}", "here")
        store.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(use, range(8)))
    store = open_store(fresh_url, folder=tmp_path)
    with store.read() as reader:
        assert [reader.meta(f"visitor {number}") for number in range(8)] == ["here"] * 8
    store.close()


class Contended:
    """A connection to a database that others are switching to a write-ahead log, some times yet."""

    def __init__(self, times: int, code: int = sqlite3.SQLITE_BUSY) -> None:
        self.left, self.code = times, code

    def execute(self, statement: str, /) -> None:
        if self.left and "journal_mode" in statement:
            self.left -= 1
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = self.code
            raise error


def test_whoever_is_told_locked_without_waiting_tries_again() -> None:
    """SQLite's busy timeout does not hold for the switch to a write-ahead log; any other error is one at once."""
    driver = Contended(3)
    keep_log(driver)
    assert driver.left == 0
    broken = Contended(3, sqlite3.SQLITE_CORRUPT)
    with pytest.raises(sqlite3.OperationalError):
        keep_log(broken)
    assert broken.left == 2
