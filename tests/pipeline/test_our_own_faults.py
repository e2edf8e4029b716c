"""A fault of feeder's own on one page or section is contained, said, and loses nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from feeder.model.specs import SourceSpec
from feeder.pipeline import intake, publishing, refresh
from feeder.pipeline.leases import LEASE_SECONDS
from tests.support.installation import House
from tests.support.wire import page

pytestmark = pytest.mark.usefixtures("each_database")


def test_a_reader_that_chokes_stops_only_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other pages are read, the error names the file, and the page is tried again when it changes."""
    house = House(tmp_path)
    house.put("good-2026-03-14T2100+0100.txt", page())
    house.put("poison-2026-03-14T2200+0100.txt", "Gif\n" + page(section="Gif"))
    honest = intake.read_capture

    def chokes(capture: object, context: object) -> object:
        if b"Gif" in capture.body:  # type: ignore[attr-defined]
            raise RecursionError("too deep")
        return honest(capture, context)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "read_capture", chokes)
    report = house.run()
    assert report.failed
    assert "poison-2026-03-14T2200+0100.txt" in report.errors[0]
    assert "streek.rss" in house.files()
    monkeypatch.undo()
    house.put("poison-2026-03-14T2200+0100.txt", "Mooi weer\n" + page(section="Gif"))
    assert not house.run().failed
    assert "gif.rss" in house.files()


def test_a_source_that_cannot_be_given_back_stops_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are refreshed and published; the report names the source, and the next run takes it up again."""
    sources = "".join(f'[[sources]]\nname = "{name}"\npath = "in/{name}*"\nsection = "{name}"\n' for name in "ab")
    house = House(tmp_path, sources)
    for name in "ab":
        house.put(f"{name}-2026-03-14T2100+0100.txt", page(main="", section=name))
    honest = refresh._finish

    def chokes(context: object, spec: SourceSpec, *more: object) -> None:
        if spec.name == "a":
            raise ZeroDivisionError("oops")
        honest(context, spec, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(refresh, "_finish", chokes)
    report = house.run()
    assert [(done.source, done.outcome.good) for done in report.refreshed] == [("a", False), ("b", True)]
    assert "report it" in (report.refreshed[0].error or "")
    assert "b.rss" in house.files()
    monkeypatch.undo()
    house.clock.now += timedelta(seconds=LEASE_SECONDS)
    assert not house.run().failed


def test_a_writer_that_chokes_stops_only_its_section(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other sections are published, and the failed one with the next run."""
    house = House(tmp_path)
    house.put("a-2026-03-14T2100+0100.txt", page(main=""))
    house.put("b-2026-03-14T2100+0100.txt", page(main="", section="Gif"))
    honest = publishing.publish_section

    def chokes(store: object, installation: object, slug: str, *more: object) -> object:
        if slug == "gif":
            raise ZeroDivisionError("oops")
        return honest(store, installation, slug, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "publish_section", chokes)
    report = house.run()
    assert [section for section, _ in report.section_errors] == ["gif"]
    assert "streek.rss" in house.files()
    monkeypatch.undo()
    assert not house.run().failed
    assert "gif.rss" in house.files()
