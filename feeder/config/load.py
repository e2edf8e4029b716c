"""config.toml and FEEDER_… variables to an `Installation`; every fault is reported at once, with its path."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from feeder.config import specs
from feeder.config.schema import ConfigFile, FeederTable, FilterTable, SectionTable, SelectTable, SourceTable
from feeder.errors import ConfigError
from feeder.model.specs import Installation

Fault = tuple[str, str]
_MOST_PARTS = 100  # of a key: a key of n parts costs the library n² (ours have three)
_PART = re.compile(r"[^.\s]\s*\.")


def load(path: Path, environ: Mapping[str, str]) -> Installation:
    """The installation that the file at `path` describes. Raises ConfigError with every fault."""
    return parse(read_text(path), environ, folder=path.resolve().parent, subject=str(path))


def read_text(path: Path) -> str:
    """The text of a configuration's file, without a byte order mark. Raises ConfigError where there is none."""
    try:
        return path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    except FileNotFoundError:
        raise ConfigError(
            str(path), (("", "there is no such file; 'feeder add URL' writes one, or name another with --config"),)
        ) from None
    except OSError as error:
        raise ConfigError(str(path), (("", f"cannot be read: {error.strerror}"),)) from error
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), (("", f"is not UTF-8: byte {error.start} is wrong"),)) from error


def parse(text: str, environ: Mapping[str, str], *, folder: Path, subject: str = "config.toml") -> Installation:
    """The installation that `text` describes; `folder` is where its relative paths start."""
    if line := _line_of_long_key(text):
        raise ConfigError(subject, (("", f"line {line} has a key of more than {_MOST_PARTS} parts"),))
    try:
        raw = tomllib.loads(text)
    except RecursionError:
        raise ConfigError(subject, (("", "is nested too deeply"),)) from None
    except ValueError as error:
        raise ConfigError(subject, (("", f"is not TOML: {error}"),)) from error
    _override(raw, environ)
    faults = list(_cross_faults(raw))
    try:
        file = ConfigFile.model_validate(raw, context={"environ": dict(environ)})
    except ValidationError as error:
        raise ConfigError(subject, (*_faults(error, environ), *faults)) from error
    if faults:
        raise ConfigError(subject, tuple(faults))
    return Installation(
        settings=specs.settings(file.feeder, folder),
        sections={slug: specs.section(slug, table) for slug, table in file.sections.items()},
        sources={table.name: specs.source(table, folder) for table in file.sources},
        folder=folder,
        fingerprint=sha256(repr(sorted(raw.items())).encode("utf-8", "backslashreplace")).hexdigest(),
    )


def _line_of_long_key(text: str) -> int:
    """The first line with a key, or a table's name, of too many parts; 0: none. Takes time linear in the text."""
    for number, line in enumerate(text.split("\n"), 1):
        first = line.lstrip()[:1]
        if line.count(".") > _MOST_PARTS and first != "#":
            keys = (
                key
                for key, equals, _ in (piece.partition("=") for piece in re.split("[,{]", line))
                if equals or first == "["
            )
            if any(len(_PART.findall(key)) > _MOST_PARTS for key in keys):
                return number
    return 0


def _override(raw: dict[str, Any], environ: Mapping[str, str]) -> None:
    """FEEDER_OUTPUT and the like replace the keys of [feeder], where they are not empty."""
    table = raw.get("feeder", {})
    for key, field in FeederTable.model_fields.items():
        value = environ.get(_variable(key))
        if value and isinstance(table, dict):
            table[key] = _typed(value, field.annotation)
            raw["feeder"] = table


def _variable(key: str) -> str:
    return f"FEEDER_{key.upper()}"


def _typed(text: str, wanted: object) -> object:
    """A variable's text as the kind that its key has; left as it is, to be found fault with, where it is none."""
    if wanted is bool:
        return {"true": True, "1": True, "false": False, "0": False}.get(text.lower(), text)
    return int(text) if wanted is int and re.fullmatch(r"-?\d{1,9}", text) else text


def _faults(error: ValidationError, environ: Mapping[str, str]) -> Iterable[Fault]:
    for fault in error.errors():
        table, key, *_ = (*fault["loc"], "", "")
        variable = _variable(str(key)) if table == "feeder" else ""
        message = _message(fault["type"], fault["msg"], fault["loc"])
        yield _path(fault["loc"]), f"{message} (it comes from {variable})" if environ.get(variable) else message


def _path(loc: tuple[int | str, ...]) -> str:
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path.replace(".[key]", "")


_TABLES: dict[str, type[FeederTable | SectionTable | SourceTable | SelectTable | FilterTable | ConfigFile]] = {
    "feeder": FeederTable,
    "sections": SectionTable,
    "sources": SourceTable,
    "select": SelectTable,
    "include": FilterTable,
    "exclude": FilterTable,
}


# What TOML calls the kinds that are wanted, by what pydantic calls a value that is none of them.
_KINDS = {
    "tuple_type": 'should be a list, such as ["…"]',
    "list_type": 'should be a list, such as ["…"]',
    "dict_type": "should be a table of keys",
    "string_type": 'should be text in quotation marks, such as "…"',
    "int_type": "should be a number without a fraction and without quotation marks",
    "int_parsing": "should be a number without a fraction and without quotation marks",
    "bool_type": "should be true or false, without quotation marks",
    "bool_parsing": "should be true or false, without quotation marks",
}


def _message(kind: str, message: str, loc: tuple[int | str, ...]) -> str:
    table = next((_TABLES[p] for p in reversed(loc) if isinstance(p, str) and p in _TABLES), ConfigFile)
    if kind == "model_type":
        return f"should be a table of {', '.join(table.model_fields)}"
    if kind != "extra_forbidden":
        return _KINDS.get(kind) or (
            message.removeprefix("Value error, ")
            .replace("Input should be", "should be")
            .replace("Field required", "is missing")
        )
    table = next((_TABLES[p] for p in reversed(loc[:-1]) if isinstance(p, str) and p in _TABLES), ConfigFile)
    near = difflib.get_close_matches(str(loc[-1]), table.model_fields, n=1)
    return f"unknown key; did you mean {near[0]!r}?" if near else "unknown key; remove it"


def _cross_faults(raw: Mapping[str, Any]) -> Iterable[Fault]:
    """What no single key can tell: url or path but not both, and names that are unique over sources and sections."""
    sections, sources = raw.get("sections"), raw.get("sources")
    seen = {slug: f"sections.{slug}" for slug in sections} if isinstance(sections, dict) else {}
    for i, source in enumerate(sources if isinstance(sources, list) else []):
        if not isinstance(source, dict):
            continue
        if ("url" in source) == ("path" in source):
            yield f"sources[{i}]", "has both url and path; keep one" if "url" in source else "needs url or path"
        name = source.get("name")
        if isinstance(name, str) and name in seen:
            yield f"sources[{i}].name", f"{name!r} is the name of {seen[name]} already; choose another"
        if isinstance(name, str):
            seen.setdefault(name, f"sources[{i}]")
