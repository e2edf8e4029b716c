"""Frozen nouns made at the speed of ones that are not, for where each printed time makes some.

A frozen dataclass sets each of its fields by a call. A twin of it that is not frozen sets them three times as fast, and
has the same slots, so that what it fills may become the noun: no one else has seen it yet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, fields, make_dataclass
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def drafted(noun: Callable[P, T]) -> Callable[P, T]:
    """What makes `noun`, a frozen slotted dataclass without `__post_init__`, of the values of its fields."""
    kind: Any = noun
    if hasattr(kind, "__post_init__"):
        raise TypeError(f"{kind.__name__} looks at what it is made of")
    twin: Any = make_dataclass(
        kind.__name__, [(each.name, Any, field(default=each.default)) for each in fields(kind)], slots=True, eq=False
    )

    def make(*values: object, **named: object) -> object:
        draft = twin(*values, **named)
        draft.__class__ = kind
        return draft

    return cast("Callable[P, T]", make)
