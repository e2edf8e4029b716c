"""config.toml to specs: defaults, every fault at once, environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeder.config.load import load, parse
from feeder.config.schema import ConfigFile, FeederTable, SectionTable, SourceTable
from feeder.errors import ConfigError
from feeder.model.specs import SelectSpec, Settings, SourceSpec

HERE = Path("/srv/feeder")
SOURCE = '[[sources]]\nname = "wire"\npath = "in/*.txt"\n'


def faults(text: str, **environ: str) -> dict[str, str]:
    """The faults of a configuration, by path."""
    with pytest.raises(ConfigError) as caught:
        parse(text, environ, folder=HERE)
    return dict(caught.value.faults)


def test_an_empty_file_is_a_configuration_with_every_default() -> None:
    """Nothing has to be written: the defaults are those of the specs."""
    installation = parse("", {}, folder=HERE)
    assert installation.settings == Settings(output=HERE / "output")
    assert not installation.sources
    assert not installation.sections


def test_every_key_reaches_its_spec() -> None:
    """What is written arrives where the rest of feeder reads it."""
    text = """
    [feeder]
    base_url = "https://news.example/feeds"
    keep_days = 3
    section_ids = "distinct"
    [sections.sport]
    labels = ["Meer uit Sport"]
    paths = ["/sport/"]
    text = "summary"
    limit = 7
    exclude = { words = ["uitslag"], language = ["en"] }
    [[sources]]
    name = "page"
    url = "https://news.example/sport"
    every = "90s"
    hours = "6-23"
    headers = { Authorization = "Bearer ${FEEDER_TOKEN}" }
    select = { item = "article", link = "h2 a@href" }
    [[sources]]
    name = "nightly"
    path = "drop"
    every = "0 3 * * *"
    main_is_fresh = true
    """
    installation = parse(text, {"FEEDER_TOKEN": "s3cret"}, folder=HERE)
    assert installation.settings.base_url == "https://news.example/feeds/"
    assert (installation.settings.keep_days, installation.settings.section_ids) == (3, "distinct")
    sport = installation.sections["sport"]
    assert (sport.title, sport.labels, sport.limit, sport.text) == ("Sport", ("Meer uit Sport",), 7, "summary")
    assert (sport.exclude.words, sport.exclude.languages) == (("uitslag",), ("en",))
    page, nightly = installation.sources["page"], installation.sources["nightly"]
    assert (page.every, page.hours, page.select) == (90.0, (6, 23), SelectSpec(item="article", link="h2 a@href"))
    assert page.headers == {"Authorization": "Bearer s3cret"}
    assert (nightly.every, nightly.cron, nightly.root, nightly.main_is_fresh) == (None, "0 3 * * *", HERE, True)


def test_every_fault_is_reported_at_once_with_its_path() -> None:
    """One run shows all there is to mend, wherever it stands."""
    found = faults("""
    [feeder]
    ouput = "x"
    keep_days = "30"
    timezone = "Europe/Amsterdm"
    base_url = "ftp://x"
    database = "mysql://x"
    [sections.index]
    [sections."Bin nen"]
    title = 3
    [[sources]]
    name = "a"
    url = "https://x.example/"
    path = "also"
    every = "nooit"
    [[sources]]
    name = "a"
    select = { item = "a[[" }
    captured_pattern = "("
    headers = { X = "${FEEDER_MISSING}" }
    [[sources]]
    path = "b"
    every = "1s"
    """)
    assert set(found) == {
        "feeder.ouput", "feeder.keep_days", "feeder.timezone", "feeder.base_url", "feeder.database",
        "sections.index", "sections.Bin nen", "sections.Bin nen.title",
        "sources[0]", "sources[0].every",
        "sources[1]", "sources[1].name", "sources[1].select.item", "sources[1].captured_pattern", "sources[1].headers",
        "sources[2].name", "sources[2].every",
    }  # fmt: skip
    assert "output" in found["feeder.ouput"]


def test_a_name_means_one_thing() -> None:
    """A source may not have the name of a section: `feeder once NAME` would mean two things."""
    assert "sections.wire" in faults(SOURCE + "[sections.wire]")["sources[0].name"]


def test_the_environment_overrides() -> None:
    """FEEDER_… variables win over the file, with the types that the keys have."""
    environ = {"FEEDER_OUTPUT": "elsewhere", "FEEDER_KEEP_DAYS": "5", "FEEDER_ALLOW_PRIVATE": "true"}
    settings = parse("[feeder]\nkeep_days = 9", environ, folder=HERE).settings
    assert (settings.output, settings.keep_days, settings.allow_private) == (HERE / "elsewhere", 5, True)
    assert "feeder.keep_days" in faults("", FEEDER_KEEP_DAYS="many")


def test_a_header_cannot_smuggle_another() -> None:
    """A line break from the environment never reaches a request."""
    bad = SOURCE + 'headers = { X = "${FEEDER_X}" }'
    assert "sources[0].headers" in faults(bad, FEEDER_X="a\r\nHost: evil")


@pytest.mark.parametrize(
    "text", ["[feeder", "feeder = 3", "sources = 3", "[sources]\nname = 'x'", "\x00", "[[sections]]"]
)
def test_whatever_the_file_holds_there_is_a_fault_and_no_crash(text: str) -> None:
    """Broken TOML and tables of the wrong kind are faults like any other."""
    assert faults(text)


def test_files_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    """A missing file, a folder and bytes that are not UTF-8 each have their message."""
    (tmp_path / "latin.toml").write_bytes(b"title = '\xe9'")
    for name, told in (("none.toml", "no such file"), (".", "cannot be read"), ("latin.toml", "not UTF-8")):
        with pytest.raises(ConfigError, match=told) as caught:
            load(tmp_path / name, {})
        assert caught.value.exit_code == 2


def test_the_schema_and_the_specs_know_the_same_keys() -> None:
    """A key that is configured but never used, or used but never configured, cannot exist."""
    assert set(FeederTable.model_fields) == set(Settings.__dataclass_fields__)
    assert set(SourceTable.model_fields) == set(SourceSpec.__dataclass_fields__) - {"root", "cron"}
    assert set(SectionTable.model_fields) <= set(ConfigFile.model_fields) | {
        "title", "labels", "paths", "include", "exclude", "limit", "text",
    }  # fmt: skip


def test_variables_have_the_kind_of_their_key() -> None:
    """A title may look like a number, a switch may be 1; an empty variable is none, and a fault names the variable."""
    environ = {"FEEDER_TITLE": "2026", "FEEDER_LANGUAGE": "", "FEEDER_COMBINED": "1", "FEEDER_ALLOW_PRIVATE": "False"}
    settings = parse("", environ, folder=HERE).settings
    assert (settings.title, settings.language) == ("2026", None)
    assert (settings.combined, settings.allow_private) == (True, False)
    assert "FEEDER_KEEP_DAYS" in faults("", FEEDER_KEEP_DAYS="many")["feeder.keep_days"]
    assert "FEEDER_NOTICES" in faults("", FEEDER_NOTICES="maybe")["feeder.notices"]
    assert "FEEDER" not in faults("[feeder]\nkeep_days = 'x'")["feeder.keep_days"]


@pytest.mark.parametrize(
    "line",
    [
        "captured_pattern = '" + "(" * 2000 + ")" * 2000 + "'",
        "captured_pattern = 'a{99999999999}'",
        "timezone = '../../etc/passwd'",
        "timezone = '" + "a/" * 3000 + "'",
        "timezone = 'Europe'",
        "every = '" + "9" * 400 + "d'",
        "select = { item = 'a|b' }",
        "select = { item = '" + ":not(" * 2000 + "a" + ")" * 2000 + "' }",
        "hours = 'vroeg'",
        "headers = { 'X Y' = 'a' }",
        'headers = { X = "a\\u0000b" }',
        'name = "a\\u001b[31m"',
    ],
)
def test_hostile_values_are_faults(line: str) -> None:
    """Patterns, zones, intervals and selectors that break their library are faults like any other, at their path."""
    name = "" if line.startswith("name") else 'name = "wire"\n'
    found = faults(f'[[sources]]\npath = "in/*.txt"\n{name}{line}')
    assert list(found) == [f"sources[0].{line.partition(' =')[0]}{'.item' if 'select' in line else ''}"]
    assert all(len(message) < 2500 for message in found.values())


@pytest.mark.parametrize("key", ["{} = 1", "x = {{ y = 1, {} = 2 }}", "[{}]", "[[{}]]", " {} . b = 'c'"])
def test_a_key_of_thousands_of_parts_is_refused(key: str) -> None:
    """It would take the library minutes: the message names its line, and nothing is read."""
    told = faults("[feeder]\n" + key.format(" . ".join(["a"] * 50_000)))
    assert told == {"": "line 2 has a key of more than 100 parts"}


def test_dots_that_are_no_keys_are_left_alone() -> None:
    """Values, comments and lists may have as many as they like."""
    dots = "a." * 200
    text = f'# {dots} = \n[sections.sport]\ntitle = "{dots} = x"\nlabels = [\n"{dots}"]\n'
    assert parse(text, {}, folder=HERE).sections["sport"].title == f"{dots} = x"


def test_a_fault_shows_no_password() -> None:
    """An address with a fault is told without the password in it: messages end up in logs."""
    text = f'[feeder]\ndatabase = "mysql://u:hunter2@h/x"\nhub = "ftp://u:hunter2@h/"\n{SOURCE}'
    found = faults(text)
    assert found.keys() == {"feeder.database", "feeder.hub"}
    assert "hunter2" not in str(found)
