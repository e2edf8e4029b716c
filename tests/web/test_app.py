"""What the app tells supervisors, and who may have things refreshed."""

from __future__ import annotations

import hmac
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from feeder.errors import BusyError, StoreError, UsageError
from tests.web.asking import Answer, Served, ask

SAMPLE = re.compile(r'[a-z_]+(\{[a-z]+="(?:[^"\\\n]|\\.)*"(,[a-z]+="(?:[^"\\\n]|\\.)*")*\})? \S+')


def post(served: Served, name: str, shown: str | None = "Bearer s3cret") -> Answer:
    """POST /refresh/NAME."""
    return ask(served.app, f"/refresh/{name}", "POST", {"Authorization": shown} if shown is not None else {})


def test_health_says_how_every_source_is(served: Served) -> None:
    """Outcome, since when, last good, next due, counts and cost, by source."""
    answer = served.get("/health")
    told = json.loads(answer.body)
    assert (answer.status, told["status"]) == (200, "ok")
    assert told["sources"]["wire"]["outcome"] == "ok"
    assert told["sources"]["wire"]["items"] == 5
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("pulse", "status"), [(None, 200), (0.5, 200), (59.0, 200), (61.0, 503)])
def test_health_fails_when_the_schedule_is_stuck(served: Served, pulse: float | None, status: int) -> None:
    """A minute without a tick is unhealthy; a server without a schedule is not."""
    served.pulse = pulse
    assert served.get("/health").status == status


def test_ready_once_there_is_something_to_serve(served: Served) -> None:
    """200 with the overview there, 503 without."""
    assert served.get("/ready").status == 200
    (served.house.root / "output" / "index.html").unlink()
    assert served.get("/ready").status == 503


def test_a_damaged_database_is_told(served: Served) -> None:
    """Neither question raises; both say what is wrong."""
    served.store.close()
    (served.house.root / "feeder.db").write_bytes(b"garbage" * 1000)
    for path in ("/health", "/ready"):
        answer = served.get(path)
        assert answer.status == 503
        assert "error" in json.loads(answer.body)


def test_metrics_are_prometheus_text(served: Served) -> None:
    """Every line is a comment or a sample; responses, sources and sections are there, names escaped."""
    served.house.config = served.house.config.replace('"wire"', "'wi\"re'")
    served.house.run()
    served.pulse = 0.25
    served.house.clock.now += timedelta(hours=1)
    served.get("/nothing.rss")
    answer = served.get("/metrics")
    lines = answer.body.decode().splitlines()
    assert all(line.startswith("# ") or SAMPLE.fullmatch(line) for line in lines)
    assert 'feeder_responses_total{status="404"} 1' in lines
    assert 'feeder_source_outcome{source="wi\\"re",outcome="ok"} 1' in lines
    assert "feeder_tick_age_seconds 0.25" in lines
    assert any(line.startswith('feeder_section_newest_age_seconds{section="streek"}') for line in lines)
    lag = next(float(line.split()[1]) for line in lines if line.startswith("feeder_due_lag_seconds "))
    assert 0 < lag < 3600


def test_refresh_needs_the_secret(served: Served) -> None:
    """Without it 401, with a wrong one 401, with it what was done."""
    asked: list[str] = []

    async def refresh(name: str) -> dict[str, Any]:
        asked.append(name)
        return {"sources": []}

    served.refresh = refresh
    served.app = served.make()
    for wrong in (None, "", "Bearer", "Bearer wrong", "Basic s3cret", "s3cret", "Bearer s3cret\xe9"):
        answer = post(served, "wire", wrong)
        assert (answer.status, answer.headers["www-authenticate"]) == (401, 'Bearer realm="feeder"')
    assert asked == []
    answer = post(served, "wire", "bearer s3cret")
    assert (answer.status, json.loads(answer.body), asked) == (200, {"sources": []}, ["wire"])


def test_secrets_are_compared_in_constant_time(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown, of whatever length, is compared as digests of one length, by the comparison made for it."""
    compared: list[tuple[int, int]] = []
    honest = hmac.compare_digest

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((len(one), len(other)))
        return honest(one, other)

    async def refresh(name: str) -> dict[str, Any]:
        raise AssertionError("nobody may")

    served.refresh = refresh
    served.app = served.make()
    monkeypatch.setattr(hmac, "compare_digest", compare)
    for shown in ("Bearer x", "Bearer s3cre", f"Bearer {'x' * 500}"):
        assert post(served, "wire", shown).status == 401
    assert compared == [(32, 32)] * 3


@pytest.mark.parametrize(
    ("error", "status"), [(UsageError("x", "is unknown"), 404), (BusyError("x", "is being refreshed"), 409)]
)
def test_what_cannot_be_refreshed_is_said(served: Served, error: Exception, status: int) -> None:
    """An unknown name is 404; one that is being refreshed is 409, to be asked again."""

    async def refresh(name: str) -> dict[str, Any]:
        raise error

    served.refresh = refresh
    served.app = served.make()
    answer = post(served, "x")
    assert answer.status == status
    assert str(error) in answer.body.decode()


def test_refresh_is_off_without_a_secret(served: Served) -> None:
    """No secret configured: nobody may, and the answer says how to allow it."""

    async def refresh(name: str) -> dict[str, Any]:
        raise AssertionError("nobody may")

    served.refresh = refresh
    served.secret = None
    served.app = served.make()
    answer = post(served, "wire", "Bearer ")
    assert answer.status == 403
    assert b"FEEDER_TOKEN" in answer.body


def test_nothing_below_the_web_needs_its_packages() -> None:
    """starlette and uvicorn are imported by feeder.web only: the rest works without them."""
    package = Path(__file__).parents[2] / "feeder"
    needing = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        if re.search(r"^(from|import) (starlette|uvicorn)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert needing == {"web"}


def test_metrics_without_a_database(served: Served) -> None:
    """What the process knows by itself is told all the same, and that the database does not answer."""
    served.store.close()
    (served.house.root / "feeder.db").write_bytes(b"garbage" * 1000)
    answer = served.get("/metrics")
    assert answer.status == 200
    assert "feeder_database_up 0" in answer.body.decode().splitlines()


def test_metrics_are_well_formed(served: Served) -> None:
    """Each name once, with one help and one type before its samples; no two samples alike; counters end in _total."""
    text = served.get("/metrics").body.decode()
    assert text.endswith("\n")
    names: list[str] = []
    samples: list[str] = []
    for line in text.splitlines():
        if line.startswith("# HELP "):
            names.append(line.split()[2])
        elif line.startswith("# TYPE "):
            _, _, name, kind = line.split()
            assert name == names[-1]
            assert (kind == "counter") == name.endswith("_total")
        else:
            sample, value = line.rsplit(" ", 1)
            assert sample.partition("{")[0] == names[-1]
            assert float(value) == float(value)
            samples.append(sample)
    assert len(names) == len(set(names))
    assert len(samples) == len(set(samples)) > 10


def test_health_says_what_share_is_dated(served: Served) -> None:
    """Of the stories on the page; nothing before there are any."""
    assert json.loads(served.get("/health").body)["sources"]["wire"]["share_dated"] == 0.8


def test_a_secret_of_any_letters(served: Served) -> None:
    """Headers carry bytes: a secret beyond ASCII is known as UTF-8."""
    served.secret = "gehéim€"

    async def refresh(name: str) -> dict[str, Any]:
        return {"name": name}

    served.refresh = refresh
    served.app = served.make()
    shown = "Bearer " + "gehéim€".encode().decode("latin-1")
    assert json.loads(post(served, "a/b c", shown).body) == {"name": "a/b c"}
    assert post(served, "a", "Bearer gehéim").status == 401


def test_a_refresh_that_fails_is_told(served: Served) -> None:
    """A database that does not answer is no crash of the server."""

    async def refresh(name: str) -> dict[str, Any]:
        raise StoreError("the database", "is locked")

    served.refresh = refresh
    served.app = served.make()
    answer = post(served, "x")
    assert (answer.status, answer.headers["retry-after"]) == (503, "10")
