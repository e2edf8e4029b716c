"""Everything that one database holds, moved to another, row by row: ids, evidence and instants stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from feeder.errors import StoreError
from feeder.store.engine import explained
from feeder.store.schema import metadata, versions
from feeder.store.store import Store

AT_ONCE = 500
_LEFT = {"clock", "queue made by"}  # notes that are about one database


def transfer(source: Store, target: Store, progress: Callable[[str, int], None] = lambda table, rows: None) -> int:
    """Copy every row of `source` to `target`, in one transaction; return how many.

    Raises StoreError where `target` holds stories or sources already: nothing is written then.
    """
    total = 0
    with source.read() as reader, target.write() as writer:
        there, here = reader.connection, writer.connection
        for table in (metadata.tables["entries"], metadata.tables["sources"]):
            if here.execute(select(func.count()).select_from(table)).scalar_one():
                remedy = "name an empty database; nothing was written"
                raise StoreError(target.subject, f"holds {table.name} already", remedy)
        for table in metadata.sorted_tables:
            if table is not versions:
                count = _copy(_parts(there, table, source.subject), here, table)
                progress(table.name, count)
                total += count
    return total


def _copy(parts: Iterable[list[dict[str, Any]]], here: Connection, table: Table) -> int:
    count = 0
    for rows in parts:
        here.execute(insert(table), rows)
        count += len(rows)
    key = table.autoincrement_column
    if count and here.dialect.name == "postgresql" and key is not None:  # whose sequence knows nothing of these rows
        newest = select(func.max(key)).scalar_subquery()
        here.execute(select(func.setval(func.pg_get_serial_sequence(table.name, key.name), newest)))
    return count


def _parts(there: Connection, table: Table, subject: str) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table, some at a time, in the order of its key. What goes wrong here is the fault of `subject`."""
    with explained(subject):
        found = there.execution_options(yield_per=AT_ONCE).execute(select(table).order_by(*table.primary_key))
        for part in found.mappings().partitions(AT_ONCE):
            rows = [dict(row) for row in part if table.name != "meta" or row["key"] not in _LEFT]
            if rows:
                yield rows
