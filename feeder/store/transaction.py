"""What every transaction is made of: a connection, and the few statements that differ between the databases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Table, Text, bindparam, column
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import Executable, TableValuedAlias
from sqlalchemy.sql.functions import FunctionElement

from feeder.store.types import storable


class Transaction:
    """One transaction on one connection; its parts by meaning are the classes that inherit from it."""

    def __init__(self, connection: Connection, subject: str) -> None:
        self.connection = connection
        self.subject = subject
        self.dialect = connection.dialect.name

    def _run(self, statement: Executable, **parameters: object) -> CursorResult[Any]:
        return self.connection.execute(statement, parameters)

    def _run_many(self, statement: Executable, rows: Sequence[dict[str, Any]]) -> None:
        """Run `statement` once for each of `rows` (executemany); for none, do nothing."""
        if rows:
            self.connection.execute(statement, rows)

    def _upsert(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert `rows`, all of the same columns; those columns replace what stands under the same primary key."""
        if rows:
            self._run_many(_upsert(table, self.dialect, tuple(rows[0])), rows)

    def _insert_new(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert those of `rows` whose primary key is not taken."""
        self._run_many(_insert_new(table, self.dialect), rows)


class _TextsOf(FunctionElement[str]):
    """The members of a JSON array of texts, as rows: a list goes in as one parameter, however long it is, so that
    each look-up is one statement whose text never changes."""

    name = "texts_of"
    inherit_cache = True


@compiles(_TextsOf, "sqlite")
def _on_sqlite(element: _TextsOf, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_TextsOf, "postgresql")
def _on_postgresql(element: _TextsOf, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS JSON))"


def listed(name: str) -> TableValuedAlias:
    """A table of one column, `value`, filled from the parameter `name`; see `packed`."""
    return _TextsOf(bindparam(name, type_=Text)).table_valued(column("value", Text)).alias(name)


def packed(values: Iterable[object]) -> str:
    """`values` as the parameter of a `listed` table."""
    return json.dumps([storable(str(value)) for value in values], ensure_ascii=False)


def _insert(table: Table, dialect: str) -> Any:
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # only where it is used: it is slow to import

    return postgresql.insert(table)


@cache
def _upsert(table: Table, dialect: str, columns: tuple[str, ...]) -> Executable:
    insert = _insert(table, dialect)
    keys = [key.name for key in table.primary_key]
    changed = {name: insert.excluded[name] for name in columns if name not in keys}
    statement: Executable = insert.on_conflict_do_update(index_elements=keys, set_=changed)
    return statement


@cache
def _insert_new(table: Table, dialect: str) -> Executable:
    statement: Executable = _insert(table, dialect).on_conflict_do_nothing()
    return statement
