"""When a file was captured."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeder.errors import SourceError
from feeder.model.specs import SourceSpec
from feeder.sources.captured import Sidecar, name_time, read_sidecar, taken_at

MTIME = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "instant", "rest"),
    [
        ("buitenland-2026-03-14T2100+0100.txt", "2026-03-14T20:00:00", "buitenland-.txt"),
        ("x20260314-210500.html", "2026-03-14T20:05:00", "x.html"),
        ("a_2026-03-14_21-05-33.txt", "2026-03-14T20:05:33", "a_.txt"),
        ("20260314T210500Z", "2026-03-14T21:05:00", ""),
        ("p-2026-07-14T21:05:00-05:30.x", "2026-07-15T02:35:00", "p-.x"),
        ("zomer-2026-07-14 2105.txt", "2026-07-14T19:05:00", "zomer-.txt"),
    ],
)
def test_a_date_and_time_in_a_name_are_the_capture_time(name: str, instant: str, rest: str) -> None:
    """A printed offset wins; without one the time is local to the source's zone; the rest names the series."""
    assert name_time(name, "Europe/Amsterdam") == (datetime.fromisoformat(instant).replace(tzinfo=UTC), rest)


@pytest.mark.parametrize(
    "name", ["2026-03-14.txt", "v1234567890123.txt", "2026-13-14T2100.txt", "20260314-2575.txt", ""]
)
def test_other_numbers_are_no_capture_time(name: str) -> None:
    """A date alone, a serial number, and impossible times tell nothing."""
    assert name_time(name, "UTC") is None


def test_a_pattern_of_ones_own() -> None:
    """captured_pattern reads names that no rule of ours foresees."""
    pattern = r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4})u(?P<hour>\d\d)(?P<minute>\d\d)"
    assert name_time("stuk14032026u2105.txt", "UTC", pattern) == (
        datetime(2026, 3, 14, 21, 5, tzinfo=UTC),
        "stuk.txt",
    )


def test_the_configuration_decides_where_the_time_comes_from(tmp_path: Path) -> None:
    """By default the sidecar, then the name; the modification time only where it is asked for."""
    file = tmp_path / "p-20260314-210500.txt"
    sidecar = Sidecar(taken_at=datetime(2026, 3, 1, tzinfo=UTC))
    named = datetime(2026, 3, 14, 21, 5, tzinfo=UTC)
    for captured, given, expected in (
        (None, sidecar, (sidecar.taken_at, "sidecar")),
        (None, Sidecar(), (named, "name")),
        ("name", sidecar, (named, "name")),
        ("mtime", sidecar, (MTIME, "mtime")),
        ("sidecar", Sidecar(), (None, "unknown")),
    ):
        spec = SourceSpec("s", path="*", captured=captured)  # type: ignore[arg-type]
        assert taken_at(file, MTIME, given, spec, "UTC") == expected
    assert taken_at(tmp_path / "plain.txt", MTIME, Sidecar(), SourceSpec("s", path="*"), "UTC") == (None, "unknown")


def test_a_sidecar_says_when_and_where_from(tmp_path: Path) -> None:
    """Times as TOML or text; no offset means the source's zone; there need not be one."""
    file = tmp_path / "page.html"
    assert read_sidecar(file, "UTC") == Sidecar()
    (tmp_path / "page.html.toml").write_text('taken_at = 2026-03-14T21:00:00\nurl = "https://news.example/x"\n')
    expected = datetime(2026, 3, 14, 20, tzinfo=UTC)
    assert read_sidecar(file, "Europe/Amsterdam") == Sidecar(expected, "https://news.example/x")


@pytest.mark.parametrize("text", ["taken_at = 'gisteren'", "taken = 3", "[", "\x00"])
def test_a_faulty_sidecar_is_named(tmp_path: Path, text: str) -> None:
    """A mistake in a sidecar is an error with its path, not a silent guess."""
    (tmp_path / "page.html.toml").write_text(text)
    with pytest.raises(SourceError, match=r"page\.html\.toml"):
        read_sidecar(tmp_path / "page.html", "UTC")
