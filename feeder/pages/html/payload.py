"""A framework's flat payload: one array, whose objects and lists name their values by place in it (Nuxt 3, `devalue`).

`["Reactive", 1]` and its like wrap one place; `["Date", "2026-03-14T20:05:00Z"]` holds a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MAX_VALUES = 20_000
DEPTH = 5


def is_payload(value: Any) -> bool:
    """Whether a JSON value is such an array: it opens with an object or a wrapper that holds nothing but places."""
    if not isinstance(value, list) or len(value) < 2 or not isinstance(value[0], dict | list) or not value[0]:
        return False
    held = list(value[0].values()) if isinstance(value[0], dict) else value[0][isinstance(value[0][0], str) :]
    return bool(held) and all(_is_place(each) for each in held)


def lists_in(payload: list[Any]) -> list[Any]:
    """The lists of a payload, each with its objects put together to a depth of `DEPTH`, at most `MAX_VALUES` values."""
    whole = _Payload(payload)
    several = (each for each in payload if isinstance(each, list) and len(each) > 1 and all(map(_is_place, each)))
    return [[whole.value(place, DEPTH) for place in each] for each in several]


def _is_place(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(slots=True)
class _Payload:
    values: list[Any]
    left: int = MAX_VALUES

    def value(self, place: Any, depth: int) -> Any:
        """What stands at a place; None beyond the bounds."""
        self.left -= 1
        if not _is_place(place) or not 0 <= place < len(self.values) or depth < 0 or self.left < 0:
            return None
        value = self.values[place]
        if isinstance(value, dict):
            return {name: self.value(inner, depth - 1) for name, inner in value.items()}
        if not isinstance(value, list):
            return value
        if len(value) == 2 and isinstance(value[0], str):
            return value[1] if isinstance(value[1], str) else self.value(value[1], depth - 1)
        return [self.value(inner, depth - 1) for inner in value]
