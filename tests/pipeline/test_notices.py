"""The owner is told of trouble, by a command or a URL: once for each change, and again until it was heard."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from feeder.config.load import parse
from feeder.errors import SourceError
from feeder.pipeline.context import Context
from feeder.pipeline.run import run_once
from feeder.sources.http.fetch import Answer, Request
from tests.support.installation import CONFIG, House
from tests.support.wire import page

pytestmark = pytest.mark.usefixtures("each_database")


def configured(target: str) -> str:
    return CONFIG.replace("[feeder]", f"[feeder]\nnotify = '{target}'")


class Hook:
    """A URL that is told; 0 is no answer."""

    def __init__(self) -> None:
        self.status = 200
        self.told: list[dict[str, Any]] = []

    async def __call__(self, request: Request) -> Answer:
        """One notice."""
        if self.status == 0:
            raise SourceError(request.url, "did not answer")
        self.told.append(json.loads(request.json))
        return Answer(self.status, request.url, request.url, {}, b"", 0.0)


def run(house: House, hook: Hook | None = None) -> None:
    with house.store() as store:
        context = Context(parse(house.config, {}, folder=house.root), store, house.clock, fetch=hook)
        asyncio.run(run_once(context))
    house.clock.now = house.clock.now.replace(minute=(house.clock.now.minute + 1) % 60)


def test_a_url_is_told_of_each_change_once(tmp_path: Path) -> None:
    """Trouble, and its end; nothing while it lasts, nothing while all is well."""
    house, hook = House(tmp_path, configured("https://hook.example/")), Hook()
    house.put("a-2026-04-01T1000+0200.txt", page())
    run(house, hook)
    assert hook.told == []
    house.put("b-2026-04-01T1010+0200.txt", b"")
    run(house, hook)
    run(house, hook)
    assert [told["outcome"] for told in hook.told] == ["failing"]
    assert hook.told[0]["source"] == "wire"
    assert "empty" in hook.told[0]["reason"]
    (tmp_path / "in" / "b-2026-04-01T1010+0200.txt").unlink()
    run(house, hook)
    run(house, hook)
    assert [(told["before"], told["outcome"]) for told in hook.told] == [("ok", "failing"), ("failing", "unchanged")]


def test_what_was_not_heard_is_told_again(tmp_path: Path) -> None:
    """A URL that does not answer hears of it at the next run."""
    house, hook = House(tmp_path, configured("https://hook.example/")), Hook()
    hook.status = 0
    house.put("b-2026-04-01T1010+0200.txt", b"")
    run(house, hook)
    assert hook.told == []
    hook.status = 200
    run(house, hook)
    run(house, hook)
    assert len(hook.told) == 1


def test_a_command_is_told(tmp_path: Path) -> None:
    """It finds the words in its environment, and all of it as JSON on its standard input."""
    house = House(tmp_path, configured('(echo "$FEEDER_SOURCE $FEEDER_OUTCOME"; cat) >> told'))
    house.put("b-2026-04-01T1010+0200.txt", b"")
    here = Path.cwd()
    try:
        import os

        os.chdir(tmp_path)
        run(house)
    finally:
        os.chdir(here)
    first, rest = (tmp_path / "told").read_text().split("\n", 1)
    assert first == "wire failing"
    assert json.loads(rest)["source"] == "wire"
