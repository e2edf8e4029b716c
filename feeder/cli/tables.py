"""Tables and times for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feeder.text import printable, shorten

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

WIDE = 200
NOTHING = "–"
LEAST_COLUMN = 12
"""Characters that a column needs; a terminal with fewer shows each row as lines of its own."""


def console() -> Console:
    """Standard output; as wide as its lines are long where it is not a terminal."""
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class Plain(Console):
        """Shows what pages say, and never obeys it."""

        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
            for part in super().render(renderable, options):
                yield part if part.control else Segment(printable(part.text), part.style)

    return Plain(highlight=False, width=None if sys.stdout.isatty() else WIDE, soft_wrap=False)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> None:
    """A plain table, or on a narrow terminal a line for each cell; the text of cells is never taken for markup."""
    from rich.table import Table
    from rich.text import Text

    out, cells = console(), [[Text(printable(cell)) for cell in row] for row in rows]
    if out.width < LEAST_COLUMN * len(columns):
        for row in cells:
            out.print(_record(columns, row))
        return
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in cells:
        table.add_row(*row)
    out.print(table)


def _record(columns: Sequence[str], row: Sequence[Text]) -> Table:
    """One row as lines, a name and what it says in each; what says nothing is left out, and a blank line ends it."""
    from rich.table import Table

    record = Table.grid("", "", padding=(0, 2, 0, 0))
    record.columns[0].no_wrap, record.columns[0].style, record.columns[1].overflow = True, "bold", "fold"
    for column, cell in zip(columns, row, strict=True):
        if cell.plain not in ("", NOTHING):
            record.add_row(column, cell)
    record.add_row("", "")
    return record


def local(instant: datetime | None, zone: str = "UTC") -> str:
    """An instant as a person in `zone` writes it; a dash for none."""
    return f"{instant.astimezone(ZoneInfo(zone)):%a %d %b %Y %H:%M}" if instant else NOTHING


def cut(text: str, limit: int = 60) -> str:
    """`text` short enough for a cell."""
    return shorten(text, limit)
