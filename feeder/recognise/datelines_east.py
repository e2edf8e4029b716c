"""Datelines of Chinese, Japanese and Korean agencies: no spaces, other brackets, the agency before the place."""

from __future__ import annotations

import re
from collections.abc import Callable

from feeder.model.page import Dateline
from feeder.recognise.datelines_data import NOT_PLACES
from feeder.recognise.datelines_types import Found

_HAN = "\u3400-\u4dbf\u4e00-\u9fff々"
_DATE = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"
_PLACE = rf"[{_HAN}\u30a0-\u30ff·・A-Za-z／]{{1,16}}?"
_AGENCY = rf"(?:[{_HAN}]{{1,4}}(?:通讯|通訊)?(?:社|网|網))"
_END = r"[\s\u3000]{0,4}"

# 新华社北京1月27日电（记者李忠发、潘洁）; 中新网3月4日电; 中新社北京9月2日电 题：…
_WIRE_ZH = re.compile(
    rf"【?(?:据|據)?(?P<credit>{_AGENCY})(?P<place>{_PLACE})?(?P<date>{_DATE})(?:[专專综綜]?[电電合]{{1,2}}(?:外电|外電)?(?:报道|報導)?)】?"
    rf"{_END}(?:[（(](?P<byline>[^（）()]{{1,60}})[）)])?{_END}[，,：:]?{_END}"
)
# （中央社記者王小明台北3日電）: a name of three characters, or of two where one would be left for the place.
_BRACKET_ZH = re.compile(
    rf"[（(](?P<credit>{_AGENCY})(?:(?P<byline>[记記]者[{_HAN}]{{2,3}})(?=[{_HAN}]{{2}}))?(?P<place>{_PLACE})(?P<date>{_DATE})"
    rf"(?:[专專综綜]?[电電合]{{1,2}}(?:外电|外電)?(?:报道|報導)?)[）)]{_END}"
)
# 【ロンドン時事】【ワシントン=共同】【ソウル聯合ニュース】【3月4日 AFP】【新華社北京3月4日】
_CREDIT_JA = (
    r"(?:ロイター(?:通信)?|時事(?:通信)?|共同|聯合ニュース|タス通信|"
    r"AFP[=＝]?時事|ＡＦＰ[=＝]?時事|AFP|ＡＦＰ|AP|ＡＰ|CNN|CNS)"
)
_BRACKET_JA = re.compile(
    rf"[【［\[](?:(?P<place>{_PLACE})[\s\u3000]?)?(?:(?P<date>{_DATE})[\s\u3000]?)?[=＝・]?(?P<credit>{_CREDIT_JA})[】］\]]"
    rf"{_END}[-–—ー]?{_END}"
)
_BRACKET_XINHUA_JA = re.compile(rf"[【［](?P<credit>新華社)(?P<place>{_PLACE})(?P<date>{_DATE})[】］]{_END}")
# 【ロンドン=佐藤太郎】: a correspondent, no agency.
_BRACKET_OWN_JA = re.compile(rf"【(?P<place>[\u30a0-\u30ff{_HAN}]{{2,12}})[=＝](?P<byline>[{_HAN}]{{2,6}})】{_END}")
# (서울=연합뉴스) 홍길동 기자 = ; [서울=뉴시스] ; (서울·부산=뉴스1) 김철수 이영희 특파원 =
_HANGUL = "\uac00-\ud7a3"
_WIRE_KO = re.compile(
    rf"[(\[【](?P<place>[{_HANGUL}·,A-Za-z ]{{1,24}})\s?[=＝]\s?"
    rf"(?P<credit>[{_HANGUL}A-Za-z0-9]{{2,14}})[)\]】]\s{{0,4}}"
    rf"(?:(?P<byline>[{_HANGUL}·, ]{{2,40}}?(?:기자|특파원|통신원|위원|인턴기자))\s{{0,4}})?[=＝]?\s{{0,4}}"
)
_KANA = re.compile("[\u3041-\u309f\u30a0-\u30ff]")
_EAST = re.compile(f"[{_HAN}\u30a0-\u30ff{_HANGUL}]")


def find_east(text: str, languages: tuple[str, ...]) -> Found | None:
    """The dateline at the start of `text` in the forms of East Asian agencies."""
    if not _EAST.search(text[:40]):
        return None
    for pattern, accepts in _SHAPES:
        found = pattern.match(text)
        if found and accepts(found, languages):
            return _found(found)
    return None


def _found(match: re.Match[str]) -> Found:
    groups = match.groupdict()
    credit = groups.get("credit")
    dateline = Dateline(groups.get("place"), (credit,) if credit else (), groups.get("date"))
    return Found(dateline, match.start(), match.end(), groups.get("byline"))


def _always(match: re.Match[str], languages: tuple[str, ...]) -> bool:
    return True


def _korean(match: re.Match[str], languages: tuple[str, ...]) -> bool:
    """The credit of a picture is none of a text: 사진=…"""
    return match["place"].strip() not in NOT_PLACES


def _japanese(match: re.Match[str], languages: tuple[str, ...]) -> bool:
    """時事 is an agency in Japanese and "current affairs" in Chinese; a place is no "today" and no "latest"."""
    place = match.groupdict().get("place")
    if place in NOT_PLACES or (place is None and match.groupdict().get("date") is None):
        return False
    spoken = {language.split("-")[0].casefold() for language in languages}
    return "ja" in spoken or (not spoken and bool(_KANA.search(match.string[:400])))


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], tuple[str, ...]], bool]], ...] = (
    (_WIRE_ZH, _always),
    (_BRACKET_ZH, _always),
    (_BRACKET_XINHUA_JA, _always),
    (_BRACKET_JA, _japanese),
    (_BRACKET_OWN_JA, _japanese),
    (_WIRE_KO, _korean),
)
