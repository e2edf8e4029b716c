"""Nouns to JSON and back, for the store: one place, so that what is kept is read the same way everywhere."""

from __future__ import annotations

import json
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

T = TypeVar("T")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


def dump(value: object, kind: Any = None) -> str:
    """`value` as compact JSON without the fields that hold their defaults; the same value gives the same text.

    `kind` is given where the type of `value` does not tell it: a generic noun, a tuple of nouns.
    """
    adapter = _adapter(cast(Hashable, kind or type(value)))
    try:
        return adapter.dump_json(value, exclude_defaults=True).decode()
    except PydanticSerializationError:  # lone surrogates: a file name that is not UTF-8
        plain = json.dumps(adapter.dump_python(value, mode="json", exclude_defaults=True), ensure_ascii=False)
        return plain.encode("utf-8", "replace").decode()


def load(kind: type[T], text: str | bytes) -> T:
    """The `kind` that `dump` wrote as `text`. Raises ValueError where `text` is not one."""
    return cast(T, _adapter(cast(Hashable, kind)).validate_json(text))
