"""feeder: proper feeds for news that has none.

    feeder.read(body, *, media_type, url, taken_at, languages, zone) -> Reading
    feeder.resolve(text, *, taken_at, zone, languages, rounding) -> Dating
    feeder.dateline(text, *, languages) -> tuple[Dateline | None, str]

Names are imported when they are first used; nothing inside the package imports this module.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feeder.dating.resolve import resolve
    from feeder.errors import FeederError, PageError
    from feeder.model.entry import Reading
    from feeder.model.page import Dateline
    from feeder.model.time import Dating
    from feeder.reading import read
    from feeder.recognise.datelines import split as dateline

# Public name → (module, name there).
_WHERE = {
    "Dateline": ("feeder.model.page", "Dateline"),
    "Dating": ("feeder.model.time", "Dating"),
    "FeederError": ("feeder.errors", "FeederError"),
    "PageError": ("feeder.errors", "PageError"),
    "Reading": ("feeder.model.entry", "Reading"),
    "dateline": ("feeder.recognise.datelines", "split"),
    "read": ("feeder.reading", "read"),
    "resolve": ("feeder.dating.resolve", "resolve"),
}

__all__ = ["Dateline", "Dating", "FeederError", "PageError", "Reading", "dateline", "read", "resolve"]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'feeder' has no attribute {name!r}")
    module, attribute = _WHERE[name]
    found = globals()[name] = getattr(import_module(module), attribute)
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
