"""Adding, removing and pausing sources."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Feeder
from tests.support.pages import pages_served
from tests.support.wire import page


def test_add_shows_a_folder_and_keeps_the_comments(feeder: Feeder, folder: Path) -> None:
    """The newest page is shown, the source is written after what stands there, and works."""
    config = folder / "config.toml"
    config.write_text("# mine\n" + config.read_text())
    (folder / "drop").mkdir()
    (folder / "drop" / "a-20260314-210000.txt").write_text(page(main="", section="Sport"))
    added = feeder("add", "drop", "--section", "sport")
    assert added.status == 0
    assert "1 file; the newest is" in added.out
    assert "3 uur geleden" in added.out
    text = config.read_text()
    assert text.startswith("# mine\n")
    assert 'name = "drop"\npath = "drop"\nsection = "sport"' in text
    assert feeder("once", "drop").status == 0
    assert (folder / "output" / "sport.rss").exists()


def test_add_makes_a_configuration_where_there_is_none(feeder: Feeder, folder: Path) -> None:
    """A newcomer's first command leaves a configuration that runs; a name is never given twice."""
    (folder / "config.toml").unlink()
    assert feeder("add", "in").status == 0
    assert feeder("add", "in").status == 0
    assert (folder / "config.toml").read_text().count("[[sources]]") == 2
    assert feeder("once").status == 0


def test_remove_takes_the_source_and_leaves_its_stories(feeder: Feeder, folder: Path) -> None:
    """Feeds stay as they are; the rest of the file too."""
    feeder("once")
    before = feeder("export", "jsonl", "streek").out
    assert feeder("remove", "wire").status == 0
    assert "timezone" in (folder / "config.toml").read_text()
    assert feeder("once").status == 0
    assert feeder("export", "jsonl", "streek").out == before
    assert (folder / "output" / "streek.rss").read_text().count("<item>") == 5
    assert feeder("remove", "wire").status == 2


def test_a_paused_source_is_left_alone_unless_it_is_named(feeder: Feeder, folder: Path) -> None:
    """Pausing takes effect at once, and is taken back at once."""
    feeder("once")
    assert feeder("pause", "wire").status == 0
    assert "paused" in feeder("status").out
    (folder / "in" / "streek-2026-03-14T2205+0100.txt").write_text(page(later=1))
    assert "wire" not in feeder("once").out
    assert feeder("once", "wire", "--json").json["sources"][0]["captures"] == 1
    assert feeder("resume", "wire").status == 0
    assert "paused" not in feeder("status").out
    assert feeder("pause", "nobody").status == 2


LIST = (
    '<!DOCTYPE html><html lang="nl"><head><title>Regio</title><link rel="alternate" type="application/rss+xml" '
    'title="Streeknieuws" href="/rss.xml"></head><body>'
    '<div><p><a href="/over">Over de makers</a></p><p><a href="/werk">Werken bij ons</a></p></div>'
    "<main><ul>{items}</ul></main>"
)
STORIES = ("Brug na maanden open", "Zwembad krijgt een dak", "Ooievaars terug op de toren", "Molenaar wint een prijs")


def listing(printed: str = "<i>{} uur geleden</i>") -> str:
    """A page of four stories, invented; `printed` is what stands under each, its number in it."""
    rows = (f'<li><h3><a href="/regio/{n}">{t}</a></h3>{printed.format(n)}</li>' for n, t in enumerate(STORIES, 1))
    return LIST.format(items="".join(rows))


@pytest.fixture
def site() -> Iterator[str]:
    """A site on this machine: a list, one without times, a feed, an empty page, an article and a captcha."""
    pages = {
        "/regio": listing(),
        "/kaal": listing(""),
        "/leeg": '<html lang="nl"><title>Regio</title><h1>Regio</h1><p>Er zijn geen berichten.</p></html>',
        "/brug": '<html lang="nl"><title>Brug open</title><article><h1>Brug na maanden open</h1><p>14 maart 2026</p>'
        + "<p>De brug is na maanden weer open voor alle verkeer, zegt de provincie in een brief.</p>" * 6,
        "/muur": '<html><title>Just a moment...</title><div class="cf-turnstile"></div>Checking your browser</html>',
        "/rss.xml": "<rss version='2.0'><channel><item><title>Een verhaal</title></item></channel></rss>",
    }
    with pages_served(pages) as address:
        yield address


def test_add_shows_feeds_lists_and_sections(feeder: Feeder, folder: Path, site: str) -> None:
    """The page's own feeds come first, then its stories with their section, then the lists taken and not taken."""
    added = feeder("add", f"{site}/regio", "--allow-private", "--section", "Streek", "--name", "regio")
    assert added.status == 0
    assert f"{site}/rss.xml (application/rss+xml, Streeknieuws)" in added.out.split("teasers;")[0]
    assert "streek   Brug na maanden open" in added.out
    assert "\nTaken: main > ul > li > h3 > a (4 stories, 4 dated)\n" in added.out
    assert added.out.count("\nAlso considered: div > p > a (") == 1
    text = (folder / "config.toml").read_text()
    assert text.endswith(
        f'\n\n[[sources]]\nname = "regio"\nurl = "{site}/regio"\nsection = "Streek"\nallow_private = true\n'
    )
    assert "a feed, 1 teaser;" in feeder("add", f"{site}/rss.xml", "--allow-private").out


def test_add_and_read_try_selectors(feeder: Feeder, folder: Path, site: str) -> None:
    """Selectors are tried on the page, said to match nothing where they do, and written down with the source."""
    tried = feeder("read", f"{site}/regio", "--allow-private", "--select", "item=article")
    assert "The selector 'item = article' matches nothing on the page." in tried.out
    added = feeder("add", f"{site}/regio", "--allow-private", "--select", "link=li a@href", "--select", "time=i")
    assert added.status == 0
    assert '\n[sources.select]\nlink = "li a@href"\ntime = "i"\n' in (folder / "config.toml").read_text()
    assert feeder("read", f"{site}/regio", "--select", "colour=red").status == 2
    assert feeder("read", f"{site}/regio", "--select", "item=[").status == 2


def test_add_advises(feeder: Feeder, folder: Path, site: str) -> None:
    """A list without times, and a page without stories, are added with a word on what helps; a wall is not added."""
    assert "with follow = true" in feeder("add", f"{site}/kaal", "--allow-private").out
    assert "under [sources.select]" in feeder("add", f"{site}/leeg", "--allow-private").out
    assert "add the page that lists them" in feeder("add", f"{site}/brug", "--allow-private").out
    before = (folder / "config.toml").read_text()
    wall = feeder("add", f"{site}/muur", "--allow-private")
    assert (wall.status, "not added: it is a captcha" in wall.err) == (1, True)
    assert "--allow-private" in feeder("add", f"{site}/regio").err
    assert (folder / "config.toml").read_text() == before


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("nieuws.example/regio", "write https://nieuws.example/regio"),
        ("ftp://nieuws.example/x", "write an address with http"),
        ("nergens", "make the folder first"),
    ],
)
def test_add_of_what_is_nothing(feeder: Feeder, folder: Path, address: str, hint: str) -> None:
    """What is neither an address nor a folder is refused with what was probably meant."""
    refused = feeder("add", address)
    assert (refused.status, hint in refused.err) == (2, True)


DEEP = "[" * 3000 + "]" * 3000


@pytest.mark.parametrize(
    "text",
    ['sources = "x"', "sources = [1]", "sections = 3", "[[sections]]", "x =", f"x = {DEEP}", f"{'a.' * 9000}b = 1"],
    ids=range(7),
)
def test_a_file_that_cannot_be_changed_is_refused(feeder: Feeder, folder: Path, text: str) -> None:
    """Whatever stands in config.toml, commands that would change it say what is wrong there, and leave it as it is."""
    (folder / "config.toml").write_text(text)
    (folder / "list.opml").write_text('<opml version="2.0"><body><outline xmlUrl="https://a.example/"/></body></opml>')
    for words in (("remove", "wire"), ("add", "in"), ("import", "opml", "list.opml"), ("pause", "wire")):
        refused = feeder(*words)
        assert (refused.status, refused.err.startswith("feeder: config.toml: ")) == (2, True)
    assert (folder / "config.toml").read_text() == text


def test_a_file_that_cannot_be_written_stays(feeder: Feeder, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk or the file refuses a change, that is said, nothing is changed, and nothing is left beside it."""
    before = (folder / "config.toml").read_text()

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(1, "Operation not permitted", str(self))

    monkeypatch.setattr(Path, "replace", refuse)
    refused = feeder("remove", "wire")
    assert refused.status == 2
    assert refused.err.startswith("feeder: config.toml: cannot be written: Operation not permitted")
    assert (folder / "config.toml").read_text() == before
    assert not (folder / ".config.toml.tmp").exists()


def test_sources_may_be_a_list_of_inline_tables(feeder: Feeder, folder: Path) -> None:
    """What is added to a list in brackets stands in the brackets."""
    (folder / "config.toml").write_text('sources = [{ name = "one", path = "in/*.txt" }]\n')
    assert feeder("add", "in", "--name", "two").status == 0
    assert feeder("remove", "one").status == 0
    left = tomllib.loads((folder / "config.toml").read_text())["sources"]
    assert [source["name"] for source in left] == ["two"]


def test_a_name_is_asked_for_once(feeder: Feeder, folder: Path) -> None:
    """A name that is taken is refused before anything is fetched."""
    assert feeder("add", "in", "--name", "wire").status == 2
