"""`--select KEY=CSS`: selectors tried on a page, and written down once they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

import click

from feeder.errors import UsageError

if TYPE_CHECKING:
    from feeder.model.specs import SelectSpec

F = TypeVar("F", bound=Callable[..., Any])


def select_option(function: F) -> F:
    """`--select KEY=CSS`, as often as wanted."""
    return click.option(
        "--select",
        "selected",
        multiple=True,
        metavar="KEY=CSS",
        help="A selector as under [sources.select], e.g. link='h2 a@href'; may be repeated.",
    )(function)


def selectors(selected: Sequence[str]) -> dict[str, str]:
    """The selectors given, by key. Raises UsageError for an unknown key, and for what is no CSS."""
    from feeder.model.specs import SelectSpec
    from feeder.pages.html.selectors import compiled

    known = [field.name for field in fields(SelectSpec)]
    found: dict[str, str] = {}
    for text in selected:
        key, equals, css = (part.strip() for part in text.partition("="))
        if key not in known or not equals:
            raise UsageError(f"--select {text}", f"wants one of {', '.join(known)}, an = and a selector", "")
        try:
            compiled(css)
        except ValueError as error:
            raise UsageError(f"--select {text}", str(error), "correct the selector") from error
        found[key] = css
    return found


def spec_of(found: dict[str, str]) -> SelectSpec:
    """The selectors as page readers take them."""
    from feeder.model.specs import SelectSpec

    return SelectSpec(**found)
