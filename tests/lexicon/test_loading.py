"""Lexicons: which there are, how tags find them, what they hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import feeder.lexicon.loading as loading
from feeder.lexicon import Role, load, tags
from feeder.lexicon.ages import age_words, read_meaning
from feeder.recognise.times.normalise import fold_term

NEWS = "en nl de fr es it pt pl cs sk hu ro bg el ru uk sr hr sl mk sq tr ar he fa hi bn ta ur zh ja ko vi th id ms sv da nb fi et lv lt ca eu gl is".split()  # noqa: E501


def test_languages() -> None:
    """There is a lexicon for some three hundred languages, those of news among them."""
    assert len(tags()) > 300
    assert all(load(tag) for tag in NEWS)


@pytest.mark.parametrize(
    ("tag", "language"),
    [("nl", "nl"), ("nl-BE", "nl"), ("NL", "nl"), ("zh-Hant-HK", "zh"), ("pt_br", "pt"), ("sr-Latn-ME", "sr"),
     ("iw", "he"), ("in", "id"), ("tl", "fil"), ("nb", "no"), ("nn-NO", "no"), ("deu", "de"), ("sr@latin", "sr"),
     ("ja_JP.UTF-8", "ja"), ("uz@cyrillic", "uz"), ("arq", "ar"), ("ar-LY", "ar"), ("me", "sr"), ("cnr-ME", "sr"),
     ("zh-yue", "zh"), ("prs", "fa"), ("tzm-latn", "tzm"), ("gom-deva", "kok"), ("es_DO", "es")],
)  # fmt: skip
def test_tags(tag: str, language: str) -> None:
    """A tag leads to its language, whatever its region, script, case or age."""
    lexicon = load(tag)
    assert lexicon is not None
    assert lexicon.tag.split("-")[0] == language


@pytest.mark.parametrize("tag", ["", "xx", "x-default", "#", "aliases", "nl\t", "\n", "../nl", "-", "@", "."])
def test_unknown_tags(tag: str) -> None:
    """What is no known language has no lexicon."""
    assert load(tag) is None


def test_loaded_once() -> None:
    """A lexicon is the same object each time."""
    assert load("nl") is load("nl-NL")


def test_terms_are_folded() -> None:
    """Every term is spelled as text is folded, so that it can be found."""
    for tag in NEWS:
        lexicon = load(tag)
        assert lexicon is not None
        terms = [term.replace("\x02", "0") for term in lexicon.ages.signs]
        assert terms
        assert [term for term in terms if fold_term(term) != term] == []


def test_meanings() -> None:
    """The keys of the data spell counts, ranges, units, steps and weekdays."""
    sign = read_meaning(Role.COUNTED, "15 minute /15")
    assert (sign.least, sign.most, sign.unit, sign.grain) == (15, 15, "minute", 15)
    sign = read_meaning(Role.NUMBER, "2..5")
    assert (sign.least, sign.most) == (2, 5)
    sign = read_meaning(Role.DAY, "1 @4")
    assert (sign.back, sign.weekday) == (1, 4)
    assert age_words({"U": {"hour": ["uur"]}, "P": {"": ["geleden"]}}).signs["uur"][0].unit == "hour"


def test_other_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data of another format is refused with what to do about it."""
    (tmp_path / "ages.tsv").write_text("#\t" + json.dumps({"version": 99}) + "\n")
    monkeypatch.setattr(loading, "_DATA", tmp_path)
    with pytest.raises(RuntimeError, match="reinstall"):
        loading._head.__wrapped__()


def test_data_files_are_sorted_lines() -> None:
    """Each data file has one record to a line, sorted, its head first; the licence of the data lies beside them."""
    for part in ("ages", "calendar", "markers"):
        lines = (loading._DATA / f"{part}.tsv").read_text(encoding="utf-8").splitlines()
        keys = [line.split("\t")[0] for line in lines]
        assert keys[0] == "#"
        assert keys == sorted(set(keys))
        assert all(json.loads(line.split("\t", 1)[1]) is not None for line in lines)
    assert "UNICODE LICENSE V3" in (loading._DATA / "LICENSE-UNICODE").read_text(encoding="utf-8")
