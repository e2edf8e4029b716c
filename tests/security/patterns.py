"""Every pattern of feeder, found by walking its modules, with the ways in which it is used."""

from __future__ import annotations

import ast
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import feeder

Pattern = re.Pattern[Any]
USES = ("search", "match", "fullmatch", "findall", "split")
SAME = {"finditer": "findall", "sub": "findall", "subn": "findall"}


class Used(NamedTuple):
    """A pattern, its name, and the methods that look with it."""

    name: str
    pattern: Pattern
    uses: tuple[str, ...]


def every_pattern() -> Iterator[Used]:
    """All of them: those that modules hold, alone or in tables, and those written where they are used."""
    for module in _modules():
        tree = ast.parse(Path(module.__file__ or "").read_text())
        called = _called(tree)
        for name, value in vars(module).items():
            for place, pattern in _held(value):
                uses = called.get(name, USES if place else ())
                if uses:
                    yield Used(f"{module.__name__}.{name}{place}", pattern, tuple(uses))
        yield from _inline(module.__name__, tree)


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(feeder.__path__, "feeder."):
        if not found.name.endswith("__main__") and ".migrations" not in found.name:
            yield import_module(found.name)


def _held(value: object, place: str = "", depth: int = 0) -> Iterator[tuple[str, Pattern]]:
    if isinstance(value, re.Pattern):
        yield place, value
    elif isinstance(value, dict | list | tuple) and depth < 3:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _held(inner, f"{place}[{key!r}]", depth + 1)


def _called(tree: ast.AST) -> dict[str, list[str]]:
    """By name: the methods of patterns that a module takes of it."""
    uses: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            use = SAME.get(node.attr, node.attr)
            if use in USES and use not in uses.get(node.value.id, ()):
                uses.setdefault(node.value.id, []).append(use)
    return uses


def _inline(module: str, tree: ast.AST) -> Iterator[Used]:
    """Patterns that stand in a call: re.sub("-+", …)."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        use = SAME.get(node.func.attr, node.func.attr)
        of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        if of_re and use in USES and node.args and isinstance(node.args[0], ast.Constant):
            yield Used(f"{module}:{node.lineno}", re.compile(node.args[0].value), (use,))
