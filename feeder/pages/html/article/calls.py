"""Boxes in and behind a text that call its readers to do something: subscribe, log in, accept cookies."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from lxml.html import HtmlElement

from feeder.pages.html.paragraphs import Paragraph

LONGEST = 300
"""Characters of a paragraph that calls."""
MOST_ELEMENTS = 60
_BUTTONS = frozenset({"a", "button", "input", "form"})

# Stems of the words for subscribing, newsletters, logging in and cookies, in the languages of the news.
_CALLS = re.compile(
    r"newsletter|subscri|sign up|log ?in\b|sign in|cookie|kuki|\bkakor\b|çerez|"
    r"abonne|abonné|abonn(?:ent|ér|er|ier|ez|amento|ati|ament)|nieuwsbrief|word lid|inloggen|"
    r"anmelden|einloggen|registrier|lettre d.information|boletín|suscri|iscriviti|assin(?:e|ante|ar)|"
    r"prenumer|zaloguj|nyhetsbrev|nyhedsbrev|informasjonskapsler|uutiskir|tilaa|evästei|předpl|zpravodaj|"
    r"hírlev|előfizet|sütik|συνδρομ|ενημερωτικό δελτίο|abone|bülten|подпи[сш]|рассылк|передплат|розсилк|"
    r"абонир|اشترك|للمشتركين|النشرة|نشرتنا|ملفات تعريف|למנויים|הירשמו|ידיעון|עוגיות|خبرنامه|مشترک|कुकी|सदस्य|न्यूज़लेटर|"
    r"গ্রাহক|নিউজলেটার|কুকি|订阅|訂閱|登录|會員|会员|有料会員|ニュースレター|ログイン|クッキー|구독|로그인|쿠키|สมัครสมาชิก|จดหมายข่าว|คุกกี้|"
    r"đăng ký|đăng nhập|bản tin|berlangganan|buletin|langganan",
    re.IGNORECASE,
)


def without_calls(kept: list[Paragraph]) -> list[Paragraph]:
    """`kept` without the boxes that call: of another element than most of the text, with a link or a button in it."""
    if not kept:
        return kept
    strong = Counter(_holder(paragraph) for paragraph in kept if paragraph.strong)
    main = max(strong, key=lambda element: strong[element], default=None)
    held = Counter(map(_holder, kept))
    boxes = {box for p in kept if (box := _holder(p)) is not main and 2 * held[box] < len(kept) and _calls(p)}
    boxes = set(filter(_has_button, boxes))
    return [paragraph for paragraph in kept if _holder(paragraph) not in boxes]


def _holder(paragraph: Paragraph) -> HtmlElement:
    """The element around a paragraph's own."""
    return paragraph.path[-2:][0]


def _calls(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= LONGEST and bool(_CALLS.search(paragraph.text))


def _has_button(box: HtmlElement) -> bool:
    return any(element.tag in _BUTTONS for element in islice(box.iter("*"), MOST_ELEMENTS))
