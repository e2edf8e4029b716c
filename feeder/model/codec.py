"""Nouns to JSON and back, for the store: one place, so that what is kept is read the same way everywhere."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def dump(value: object, kind: Any = None) -> str:
    """`value` as compact JSON without the fields that hold their defaults; the same value gives the same text."""
    return _adapter(kind or type(value)).dump_json(value, exclude_defaults=True).decode()


def load(kind: type[T], text: str | bytes) -> T:
    """The `kind` that `dump` wrote as `text`. Raises ValueError where `text` is not one."""
    return cast(T, _adapter(kind).validate_json(text))
