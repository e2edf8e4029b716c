"""A hub is told of changes, again when it did not listen, and never holds anything up."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import monotonic

import pytest

from feeder.config.load import parse
from feeder.errors import SourceError
from feeder.pipeline import websub
from feeder.pipeline.context import Context
from feeder.pipeline.run import HUB_PAUSE, RunReport, run_once
from feeder.sources.http.fetch import Answer, Request
from tests.support.installation import CONFIG, House
from tests.support.wire import page

pytestmark = pytest.mark.usefixtures("each_database")

HUB = "https://hub.example/"
CONFIGURED = CONFIG.replace("[feeder]", f'[feeder]\nhub = "{HUB}"\nbase_url = "https://feeds.example/"')


class Hub:
    """A hub that answers as it is set to; `told` are the addresses it was told of."""

    def __init__(self) -> None:
        self.status = 204
        self.told: list[str] = []

    async def __call__(self, request: Request) -> Answer:
        """One announcement."""
        assert request.url == HUB
        form = dict(request.form)
        assert form["hub.mode"] == "publish"
        if self.status == 0:
            raise SourceError(request.url, "did not answer")
        self.told.append(form["hub.url"])
        return Answer(self.status, HUB, HUB, {}, b"", 0.0)


def run(house: House, hub: Hub) -> RunReport:
    """`feeder once` with this hub on the network."""
    with house.store() as store:
        context = Context(parse(house.config, {}, folder=house.root), store, house.clock, fetch=hub)
        return asyncio.run(run_once(context))


def test_the_hub_hears_of_each_changed_feed_once(tmp_path: Path) -> None:
    """Every format that readers subscribe to, when its bytes changed and only then."""
    house, hub = House(tmp_path, CONFIGURED), Hub()
    house.put("streek-2026-03-14T2100+0100.txt", page())
    run(house, hub)
    assert sorted(hub.told) == [f"https://feeds.example/streek.{kind}" for kind in ("atom", "json", "rss")]
    run(house, hub)
    assert len(hub.told) == 3
    assert b'rel="hub"' in house.files()["streek.atom"][0]


def test_a_deaf_hub_is_told_again_and_holds_nothing_up(tmp_path: Path) -> None:
    """Feeds are written all the same, the run does not fail, and the news reaches the hub when it listens."""
    house, hub = House(tmp_path, CONFIGURED), Hub()
    house.put("streek-2026-03-14T2100+0100.txt", page())
    for status in (0, 503):
        hub.status = status
        assert not run(house, hub).failed
    assert "streek.rss" in house.files()
    hub.status, hub.told = 204, []
    run(house, hub)
    assert len(hub.told) == 3
    run(house, hub)
    assert len(hub.told) == 3


def test_a_hub_that_does_not_answer_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes a bounded time however many feeds there are, is asked once, and is due again soon."""
    monkeypatch.setattr(websub, "SECONDS", 0.05)

    class Hanging(Hub):
        async def __call__(self, request: Request) -> Answer:
            self.told.append(request.url)
            await asyncio.sleep(60)
            raise AssertionError

    house, hub = House(tmp_path, CONFIGURED), Hanging()
    house.put("streek-2026-03-14T2100+0100.txt", page())
    begun = monotonic()
    report = run(house, hub)
    assert monotonic() - begun < 30
    assert hub.told == [HUB]
    assert report.next_due == house.clock.now + HUB_PAUSE


def test_a_hub_that_refuses_is_not_asked_for_ever(tmp_path: Path) -> None:
    """What it will not take, it is told once; what changes while nothing may be fetched, it is told later."""
    house, hub = House(tmp_path, CONFIGURED), Hub()
    house.put("streek-2026-03-14T2100+0100.txt", page())
    house.run()  # without a network
    hub.status = 403
    assert run(house, hub).next_due is None
    assert len(hub.told) == 3
    run(house, hub)
    assert len(hub.told) == 3
