"""CLDR's JSON packages as they lie on disk after unpacking: the fields that the compiler reads, by locale."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Cldr:
    """The packages under `folder` (each in its own folder, named as the archive)."""

    folder: Path

    def package(self, name: str) -> Path:
        """The root of package `name`. Raises FileNotFoundError, saying how to get it."""
        for path in sorted(self.folder.glob(f"{name}-[0-9]*/package")):
            return path
        raise FileNotFoundError(f"{self.folder}/{name}-*: run `npm pack {name}` and unpack it there")

    @property
    def release(self) -> str:
        """The release of CLDR, "48.2.0"."""
        found: str = _read(self.package("cldr-core") / "package.json")["version"]
        return found

    def languages(self) -> dict[str, list[str]]:
        """All locales by their language subtag, the language's own locale first; without the root."""
        by_language: dict[str, list[str]] = {}
        for path in sorted((self.package("cldr-dates-full") / "main").iterdir()):
            by_language.setdefault(path.name.split("-")[0], []).append(path.name)
        by_language.pop("und", None)
        return by_language

    def main(self, package: str, locale: str, file: str) -> Mapping[str, Any]:
        """The content of `file` of `locale`, without the wrapping; empty where the package has none."""
        path = self.package(package) / "main" / locale / file
        if not path.exists():
            return {}
        found: Mapping[str, Any] = _read(path)["main"][locale]
        return found

    def supplemental(self, file: str) -> Mapping[str, Any]:
        """The content of a supplemental file of cldr-core."""
        found: Mapping[str, Any] = _read(self.package("cldr-core") / "supplemental" / file)["supplemental"]
        return found

    def fields(self, locale: str) -> Mapping[str, Any]:
        """The date fields of `locale`: relative words and patterns by unit and width."""
        dates = self.main("cldr-dates-full", locale, "dateFields.json").get("dates", {})
        found: Mapping[str, Any] = dates.get("fields", {})
        return found

    def units(self, locale: str) -> Mapping[str, Any]:
        """The unit patterns of `locale` by width."""
        found: Mapping[str, Any] = self.main("cldr-units-full", locale, "units.json").get("units", {})
        return found


@cache
def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
