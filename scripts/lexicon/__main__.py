"""`python -m scripts.lexicon FOLDER [PART ...]`: compiles the lexicons from the packages unpacked in FOLDER."""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.lexicon.cldr import Cldr

DATA = Path(__file__).parents[2] / "feeder" / "lexicon" / "data"
PARTS = ("ages", "calendar", "markers")
"""Each is a module here with `records(cldr) -> {key: record}`; key "#" is the head of its file."""


def main() -> None:
    """Writes the data files of the parts that are asked for, all of them by default."""
    parser = argparse.ArgumentParser(prog="python -m scripts.lexicon", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the CLDR packages lie unpacked")
    parser.add_argument("parts", nargs="*", metavar="PART", default=PARTS, help=f"of {', '.join(PARTS)}")
    chosen = parser.parse_args()
    cldr = Cldr(chosen.folder)
    for part in chosen.parts:
        records = importlib.import_module(f"scripts.lexicon.{part}").records(cldr)
        path = DATA / f"{part}.tsv"
        write(path, records)
        print(f"{path.name}: {len(records) - 1} records, {path.stat().st_size:,} bytes")


def write(path: Path, records: Mapping[str, Any]) -> None:
    """Writes `records` one to a line, sorted, the head first."""
    compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    lines = [f"{key}\t{compact(records[key])}\n" for key in sorted(records)]
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
