"""Who wrote a feed: the generator line, the only bytes that a new release changes where no content did."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

NAME = "feeder"


def _version() -> str:
    try:
        return version(NAME)
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"


VERSION = _version()
