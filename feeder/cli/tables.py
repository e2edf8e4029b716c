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

WIDE = 200


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
    """A plain table; the text of cells is never taken for markup."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console().print(table)


def local(instant: datetime | None, zone: str = "UTC") -> str:
    """An instant as a person in `zone` writes it; a dash for none."""
    return f"{instant.astimezone(ZoneInfo(zone)):%a %d %b %Y %H:%M}" if instant else "–"


def cut(text: str, limit: int = 60) -> str:
    """`text` short enough for a cell."""
    return shorten(text, limit)
