"""Changing config.toml for its owner: comments and order stay, and a file that would be faulty is never written."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from feeder.errors import UsageError
from feeder.text import slugify


def sources_of(document: Any) -> list[Any]:
    """The [[sources]] tables of a document."""
    return list(document.get("sources", []))


def read_document(config: Path) -> Any:
    """The configuration as a document that can be changed; an empty one where there is no file yet.

    Raises UsageError where it is no TOML, and ConfigError where sources and sections are no tables; any other fault
    may be what is to be changed.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    from feeder.config.load import parse, read_text

    text = read_text(config) if config.exists() else ""
    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, ValueError) as error:
        raise UsageError(str(config), f"is not TOML: {error}", "mend it first") from error
    except RecursionError:
        raise UsageError(str(config), "is nested too deeply", "mend it first") from None
    if not _has_tables(document):
        parse(text, os.environ, folder=config.resolve().parent, subject=str(config))
    return document


def _has_tables(document: Any) -> bool:
    """Whether sources and sections, where there are any, are tables."""
    sources, sections = document.get("sources", []), document.get("sections", {})
    listed = isinstance(sources, list) and all(isinstance(source, dict) for source in sources)
    return listed and isinstance(sections, dict)


def source_at(document: Any, url: str) -> str | None:
    """The name of the source that is at `url` already."""
    return next((str(source.get("name")) for source in sources_of(document) if source.get("url") == url), None)


def taken_names(document: Any) -> set[str]:
    """The names that sources and sections have."""
    return {str(source.get("name")) for source in sources_of(document)} | set(document.get("sections", {}))


def free_name(words: str, taken: set[str]) -> str:
    """A name made of `words` that nothing has yet."""
    base = slugify(words) or "source"
    return next(name for n in count(1) if (name := base if n == 1 else f"{base}-{n}") not in taken)


def add_source(document: Any, source: dict[str, str]) -> None:
    """Append a [[sources]] table, or a {…} where sources is a list of those."""
    import tomlkit
    from tomlkit.items import Array

    inline = isinstance(document.get("sources"), Array)
    table = tomlkit.inline_table() if inline else tomlkit.table()
    if not inline:
        table.trivia.indent = "\n" if document.as_string().strip() else ""
    for key, value in source.items():
        table.add(key, value)
    if "sources" not in document:
        document.add("sources", tomlkit.aot())
    document["sources"].append(table)


def remove_source(document: Any, name: str) -> bool:
    """Take the [[sources]] table of that name out; whether there was one."""
    for place, table in enumerate(sources_of(document)):
        if table.get("name") == name:
            del document["sources"][place]
            if not document["sources"]:
                del document["sources"]
            return True
    return False


def write_document(config: Path, document: Any) -> None:
    """Write the changed configuration in one step. Raises ConfigError, and writes nothing, where it has faults.

    Raises UsageError where it cannot be written: it is as it was.
    """
    import tomlkit

    from feeder.config.load import parse

    text = tomlkit.dumps(document)
    parse(text, os.environ, folder=config.resolve().parent, subject=str(config))
    temporary = config.with_name(f".{config.name}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8")
        if config.exists():
            temporary.chmod(config.stat().st_mode)
        temporary.replace(config)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise UsageError(str(config), f"cannot be written: {error.strerror}", "mind its owner and the disk") from error
