"""Every command: what it prints, in which shape, and how it ends."""

from __future__ import annotations

import json
import re
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from feeder.cli import COMMANDS
from tests.cli.conftest import FIRST, Feeder
from tests.support.installation import CONFIG
from tests.support.wire import MAIN, page

SHAPES = (Path(__file__).parents[2] / "docs" / "json.md").read_text()


def documented(command: str) -> set[str]:
    """Every key that docs/json.md names for a command."""
    block = re.search(rf"^## [^\n]*feeder {command} --json.*?```text\n(.*?)```", SHAPES, re.DOTALL | re.MULTILINE)
    assert block, command
    return set(re.findall(r'"(\w+)"', block[1]))


def keys(value: object) -> set[str]:
    """Every key in a JSON value."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys(inner)}
    return {key for inner in value for key in keys(inner)} if isinstance(value, list) else set()


def test_help_lists_every_command(feeder: Feeder) -> None:
    """`feeder --help` and the help of each command say what it is for."""
    shown = feeder("--help")
    assert shown.status == 0
    for name, (_, purpose) in COMMANDS.items():
        assert name in shown.out
        assert purpose in " ".join(shown.out.split())
        assert feeder(name, "--help").status == 0


def test_once_makes_feeds_and_says_where(feeder: Feeder, folder: Path) -> None:
    """The main job: exit 0, a table, the files; again: nothing new."""
    first = feeder("once")
    assert first.status == 0
    assert "streek: 5 entries, wrote" in first.out
    assert str(folder / "output" / "index.html") in first.out
    before = {path: path.stat().st_mtime_ns for path in (folder / "output").iterdir()}
    for arguments in ((), (), ("--force",), ("--offline",), ("--offline", "--rebuild"), ("streek",), ("wire",)):
        assert feeder("once", *arguments).status == 0
    assert {path: path.stat().st_mtime_ns for path in (folder / "output").iterdir()} == before


def test_an_idle_run_notices_everything(feeder: Feeder, folder: Path) -> None:
    """A new page, a changed configuration, a lost output file and a touched database each end the idleness."""
    feeder("once")
    assert "nothing new" in feeder("once").out
    (folder / "in" / "streek-2026-03-14T2205+0100.txt").write_text(page(later=1))
    assert " 1 " in feeder("once").out
    (folder / "output" / "streek.rss").unlink()
    feeder("once")
    assert (folder / "output" / "streek.rss").exists()
    assert "nothing new" in feeder("once").out
    (folder / "config.toml").write_text(
        (folder / "config.toml").read_text() + '[sections.streek]\ntitle = "De Streek"\n'
    )
    feeder("once")
    assert "De Streek" in (folder / "output" / "streek.rss").read_text()


def test_a_bad_file_fails_the_run_that_first_sees_it(feeder: Feeder, folder: Path) -> None:
    """Exit 1 once, naming the file; then 0, while status keeps it."""
    (folder / "in" / "leeg-2026-03-14T2130+0100.txt").write_bytes(b"")
    failed = feeder("once")
    assert failed.status == 1
    assert "leeg-2026-03-14T2130+0100.txt" in failed.err
    assert (folder / "output" / "streek.rss").exists()
    assert feeder("once").status == 0
    assert "failing" in feeder("status").out


@pytest.mark.parametrize("command", ["once", "status", "doctor"])
def test_json_shapes_are_the_documented_ones(feeder: Feeder, folder: Path, command: str) -> None:
    """`--json` prints the keys that docs/json.md names, no more and no fewer."""
    printed = [feeder(command, "--json").json]
    feeder("once")
    printed.append(feeder(command, "--json").json)
    assert set().union(*map(keys, printed)) == documented(command)


def test_read_shows_a_page_without_storing_anything(feeder: Feeder, folder: Path) -> None:
    """The documented shape; arguments win; no configuration is needed and nothing is written."""
    (folder / "config.toml").unlink()
    told = feeder("read", f"in/{FIRST}", "--json").json
    assert keys(told) == documented("read")
    assert told["taken_at"] == "2026-03-14T20:00:00Z"
    assert told["sections"] == ["streek"]
    assert told["main"]["title"] == MAIN.split("\n")[0]
    assert told["teasers"][0]["published"] == "2026-03-14T16:30:00Z"
    later = feeder(
        "read", f"in/{FIRST}", "--json", "--at", "2026-03-14T23:00+01:00", "--url", "https://n.example/x"
    ).json
    assert (later["url"], later["teasers"][0]["published"]) == ("https://n.example/x", "2026-03-14T18:30:00Z")
    assert "relative: 3 uur geleden" in feeder("read", f"in/{FIRST}").out
    assert sorted(path.name for path in folder.iterdir()) == ["in"]


def test_read_of_a_login_has_failed(feeder: Feeder, folder: Path) -> None:
    """What stands in place of the page is shown, in words and as JSON, and scripts can tell by the exit status."""
    form = '<form><input name="u"><input type="password" name="p"><button>OK</button></form>'
    page = folder / "login-20260314-210500.html"
    page.write_text(f"<html><title>Inloggen</title><body><h1>Inloggen</h1>{form}</body></html>")
    told, as_json = feeder("read", page), feeder("read", page, "--json")
    assert (told.status, as_json.status) == (1, 1)
    assert "not the page that was asked for" in told.out
    assert as_json.json["teasers"] == []


def test_read_takes_language_and_zone_from_a_configuration_that_is_named(feeder: Feeder, folder: Path) -> None:
    """With --config its `timezone` and `language` hold; without, no configuration is read though one is there."""
    (folder / "config.toml").write_text('[feeder]\nlanguage = "nl"\ntimezone = "Asia/Tokyo"\n')
    page = folder / "plain-20260314-210500.txt"
    page.write_text("ALMEN (XNP) - De raad stemt in.\n1 uur geleden", encoding="utf-8")
    told = [feeder("read", page, *more, "--json").json for more in ([], ["--config", "config.toml"])]
    assert [one["taken_at"] for one in told] == ["2026-03-14T21:05:00Z", "2026-03-14T12:05:00Z"]
    assert told[1]["language"] == "nl"


def test_explain_says_why(feeder: Feeder, folder: Path) -> None:
    """By id, by its beginning, or by words of its title: the evidence, its window and what it did."""
    feeder("once")
    item = json.loads((folder / "output" / "streek.json").read_text())["items"][0]
    for name in (item["id"], item["id"].removeprefix("urn:uuid:")[:13], item["title"][:20]):
        told = feeder("explain", name, "--json").json
        assert told["guid"] == item["id"]
    assert keys(told) == documented("explain")
    assert [row["cue"] for row in told["evidence"]] == ["3 uur geleden"]
    shown = feeder("explain", item["id"])
    assert "3 uur geleden" in shown.out
    assert "frozen" in shown.out


def test_forget_is_for_good(feeder: Feeder, folder: Path) -> None:
    """A forgotten entry leaves every file, and does not return with the next page."""
    feeder("once")
    item = json.loads((folder / "output" / "streek.json").read_text())["items"][0]
    told = feeder("forget", item["id"], "--json").json
    assert keys(told) == {"guid", "sections", "written"}
    (folder / "in" / "streek-2026-03-14T2205+0100.txt").write_text(page(later=1))
    assert feeder("once").status == 0
    for path in (folder / "output").iterdir():
        assert item["title"] not in path.read_text()


def test_export_gives_everything(feeder: Feeder, folder: Path) -> None:
    """OPML, a whole feed in any format, and JSON lines."""
    feeder("once")
    assert 'xmlUrl="http://127.0.0.1:8000/streek.rss"' in feeder("export", "opml").out
    assert feeder("export", "feed", "streek").out.count("<entry") == 5
    assert feeder("export", "feed", "streek", "--format", "rss").out.count("<item>") == 5
    lines = feeder("export", "jsonl", "streek").out.splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == 5


def test_check_finds_our_feeds_flawless_and_others_not(feeder: Feeder, folder: Path) -> None:
    """A section in every format, a file of ours, and a broken feed of somebody's."""
    feeder("once")
    for name in ("streek", "output/streek.rss"):
        checked = feeder("check", name)
        assert checked.status == 0
        assert "nothing wrong" in checked.out
    (folder / "foreign.xml").write_text(
        "<rss version='2.0'><channel><item><pubDate>gisteren</pubDate></item></channel></rss>"
    )
    broken = feeder("check", "foreign.xml", "--json")
    assert broken.status == 1
    assert keys(broken.json) >= {"level", "code", "where", "message", "remedy"}


def test_doctor_finds_what_is_wrong(feeder: Feeder, folder: Path) -> None:
    """Nothing at first; then a missing file, a changed file and a folder that is gone."""
    feeder("once")
    assert feeder("doctor").status == 0
    (folder / "output" / "streek.rss").unlink()
    (folder / "output" / "streek.atom").write_text("mine")
    (folder / "in").rename(folder / "elsewhere")
    sick = feeder("doctor")
    assert sick.status == 1
    for word in ("streek.rss", "streek.atom", "no such folder"):
        assert word in sick.out


def test_schema_and_completion(feeder: Feeder) -> None:
    """The JSON Schema is one, and each shell gets its completion."""
    assert feeder("schema").json["properties"]["sources"]
    for shell in ("bash", "zsh", "fish"):
        assert "_FEEDER_COMPLETE" in feeder("completion", shell).out


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("once", "--config", "none.toml"), 2, "none.toml"),
        (("once", "nobody"), 2, "nobody"),
        (("once", "--rebuild"), 2, "--offline"),
        (("onze",), 2, "once"),
        (("explain", "zzzz"), 2, "zzzz"),
        (("forget", "zzzz"), 2, "zzzz"),
        (("export", "feed", "nobody"), 2, "nobody"),
        (("check", "nobody"), 2, "nobody"),
        (("read", "none.txt"), 1, "none.txt"),
        (("read", "in"), 2, "folder"),
        (("read", f"in/{FIRST}", "--at", "gisteren"), 2, "--at"),
        (("read", f"in/{FIRST}", "--timezone", "Mars"), 2, "Mars"),
    ],
)
def test_bad_usage_is_one_clear_line(
    feeder: Feeder, folder: Path, arguments: tuple[str, ...], status: int, told: str
) -> None:
    """The exit status is the documented one, the message names what is wrong, and nobody sees a traceback."""
    result = feeder(*arguments)
    assert result.status == status
    assert told in result.err
    assert "Traceback" not in result.err


def test_faults_of_the_configuration_come_all_at_once(feeder: Feeder, folder: Path) -> None:
    """Exit 2, each fault on its line with its path."""
    (folder / "config.toml").write_text("[feeder]\nouput = 1\nkeep_days = 'x'\n")
    result = feeder("once")
    assert result.status == 2
    assert "feeder.ouput" in result.err
    assert "feeder.keep_days" in result.err


def test_check_tells_how_an_address_serves_its_feed(feeder: Feeder, folder: Path) -> None:
    """Headers and redirects of the server count; an error is told with its status."""
    feeder("once")
    body = (folder / "output" / "streek.rss").read_bytes()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response({"/oud": 302, "/weg": 404, "/robots.txt": 404}.get(self.path, 200))
            self.send_header("Content-Type", "text/html")
            self.send_header("Location", "/nieuw")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        checked = feeder("check", f"{address}/oud", "--allow-private", "--json")
        gone = feeder("check", f"{address}/weg", "--allow-private")
        server.shutdown()
    codes = {finding["code"] for finding in checked.json[f"{address}/oud"]}
    assert codes == {"media-type", "redirected", "no-validators", "uncompressed", "self-differs"}
    assert (gone.status, "answers 404" in gone.err) == (1, True)


def test_subscriptions_go_out_and_come_in(feeder: Feeder, folder: Path) -> None:
    """A list that was exported can be imported: each feed once, folders as sections under their own names."""
    feeder("once")
    listed = feeder("export", "opml").out.replace("<body>", '<body><outline text="Éten &amp; drinken">')
    (folder / "list.opml").write_text(listed.replace("</body>", "</outline></body>"))
    assert "Added 1 source " in feeder("import", "opml", "list.opml").out
    assert "Added 0 sources" in feeder("import", "opml", "list.opml").out
    written = (folder / "config.toml").read_text()
    assert 'url = "http://127.0.0.1:8000/streek.rss"\nsection = "Éten & drinken"' in written


def test_export_goes_beyond_the_feed(feeder: Feeder, folder: Path) -> None:
    """A section as one feed, or as lines of JSON, holds what left its feed too, and keeps to its filters."""
    settings = CONFIG.replace("[feeder]", "[feeder]\nmax_entries = 1\ncombined = true")
    (folder / "config.toml").write_text(settings + '[sections.streek]\nexclude = { places = ["BAAK"] }\n')
    told = feeder("once").out
    assert "streek{.atom,.html,.json,.rss} and 3 files of its archive" in " ".join(told.split())
    listed = {section["section"]: section["entries"] for section in feeder("status", "--json").json["sections"]}
    assert listed["all"] == max(listed.values()) > 1
    shown = json.loads((folder / "output" / "streek.json").read_text())["items"]
    lines = [json.loads(line) for line in feeder("export", "jsonl", "streek").out.splitlines()]
    assert len(shown) == 1
    assert lines[0]["id"] == shown[0]["id"]
    assert {item["_feeder"]["dateline"]["place"] for item in lines} == {"ALMEN", "VORDEN", "OUDEKERK"}
    for form in ("rss", "atom", "json", "html"):
        assert feeder("export", "feed", "streek", "--format", form).out.count("OUDEKERK") >= 1
    assert len(feeder("export", "jsonl", "all").out.splitlines()) == len(lines) + 1
