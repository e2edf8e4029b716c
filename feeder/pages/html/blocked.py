"""Pages that are not what was asked for, though they came with status 200: captcha, login, consent, paywall, error.

Asked only of pages on which nothing was found, or next to nothing, so that a story about captchas is a story. What is
sure is said by the page's machinery (a password field, a challenge script); words decide only where they stand in the
title, in a heading, or fill the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feeder.model.page import Dispatch
from feeder.pages.html.document import Document
from feeder.pages.html.paths import elements, strings, text_of
from feeder.text import fold, squash

TOLD = 250
"""Characters of a main article from which a page is no wall, whatever stands around it."""
LISTED = 4
"""Teasers from which it is none either."""
WALL = 2500
"""Characters of visible text above which words alone say nothing."""
SHELL = 250
NOTHING = 20
"""Characters of visible text below which a page shows nothing at all."""
HEAD = 24
"""Characters of a title that are about a wall if any of its words are."""

CAPTCHA = "a captcha"
LOGIN = "a login page"
CONSENT = "a consent page"
PAYWALL = "a paywall"
SHELL_REASON = "a page that needs JavaScript"
REDIRECT = "a page that only leads elsewhere"
ERROR = "an error page"

_CHALLENGES = (
    "//*[contains(@class,'g-recaptcha') or contains(@class,'h-captcha') or contains(@class,'cf-turnstile') or "
    "@id='challenge-form' or @id='challenge-running' or @id='px-captcha' or @id='captcha-form' or @id='cf-wrapper'] | "
    "//script[contains(@src,'/cdn-cgi/challenge-platform') or contains(@src,'captcha-delivery.com') or "
    "contains(@src,'_Incapsula_Resource') or contains(@src,'awswaf.com')] | "
    "//iframe[contains(@src,'captcha') or contains(@src,'_Incapsula_Resource')]"
)
_WORDS = {
    CAPTCHA: (
        r"captcha|just a moment|are you (?:a )?(?:human|robot)|not a (?:ro)?bot|verify (?:that )?you are human|"
        r"unusual traffic|checking your browser|security check|attention required|bot detection|"
        r"geen robot|kein(?:en)? roboter|pas un robot|no (?:eres|soy|es) un robot|non sono un robot|não sou um robô|"
        r"ikke en robot|inte en robot|nie jestem robotem|не робот|我不是机器人|ロボットではありません|로봇이 아닙니다"
    ),
    ERROR: (
        r"(?:error |fehler |erreur |fout )?(?:40[0134]|410|429|451|50[0234])(?: error)?|"
        r"unavailable (?:due to|for) legal reasons|not available in your (?:country|region|location)|page not found|"
        r"not found|access denied|forbidden|bad gateway|service (?:temporarily )?unavailable|internal server error|"
        r"too many requests|something went wrong|pagina niet gevonden|seite nicht gefunden|"
        r"page (?:introuvable|non trouvée)|"
        r"página no encontrada|pagina non trovata|página não encontrada|siden (?:ble|blev) ikke (?:funnet|fundet)|"
        r"sidan (?:kunde inte hittas|hittades inte)|sivua ei löyd\w+|nie znaleziono strony|strona nie istnieje|"
        r"stránka nenalezena|страница не найдена|сторінку не знайдено|sayfa bulunamadı|ページが見つかりません|"
        r"页面不存在|找不到(?:网页|頁面)|페이지를 찾을 수 없습니다|الصفحة غير موجودة"
    ),
    CONSENT: (
        r"cookies?\b|consent|we value your privacy|privacy (?:settings|choices|gate)|before you continue|"
        r"privacy-?instellingen|toestemming|datenschutz(?:einstellungen)?|zustimm\w+|einwilligung|"
        r"respectons votre vie privée|consentement|consentimiento|privacidad|consenso|consentimento|samtykke|samtycke|"
        r"suostumus|zgod[ayę]|souhlas|согласие|同意|쿠키"
    ),
    PAYWALL: (
        r"subscribe to (?:continue|read|keep reading)|continue reading|subscribers only|already a subscriber|"
        r"lees verder met|alleen voor abonnees|abonneer|weiterlesen|jetzt (?:testen|abonnieren)|nur für abonnenten|"
        r"réservé aux abonnés|abonnez-vous|suscríbe\w+|solo para suscriptores|abbonati|assine|kun for abonnenter|"
        r"bli abonnent|för prenumeranter|tilaajille|tylko dla (?:prenumeratorów|subskrybentów)|předplat\w+|"
        r"подпис\w+|会員限定|有料会員|订阅|구독"
    ),
    LOGIN: (
        r"log ?in|sign ?in|inloggen|meld je aan|anmelden|einloggen|se connecter|connexion|iniciar sesión|accedi|"
        r"entrar|logg inn|logga in|log ind|kirjaudu|zaloguj|přihlášení|войти|увійти|giriş yap|ログイン|登录|登入|"
        r"로그인|تسجيل الدخول"
    ),
    SHELL_REASON: (
        r"(?:enable|requires?|turn on|need|activ\w+|aktivier\w+|schakel|zet|włącz\w*|zapn\w+|включите|увімкніть|"
        r"habilit\w+|abilit\w+|aktiver\w*|ota) .{0,40}java ?script|java ?script .{0,40}(?:enabled?|required|disabled|"
        r"in(?:schakelen)?|aan|aktivier\w*|activ\w+|erforderlich|requis|nécessaire|necessario|habilitado|wymaga\w*|aktiver\w*|käyttöön|"
        r"включ\w+|etkinleştir\w*|を有効|已禁用|启用)"
    ),
}
_PATTERNS = {reason: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for reason, words in _WORDS.items()}
_VISIBLE = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"


def blocked(document: Document, main: Dispatch | None, teasers: Sequence[Dispatch]) -> str | None:
    """Why the page is not what was asked for, in words; None for a page that is, and for one that is only empty."""
    if len(teasers) >= LISTED or (main is not None and len(main.text) >= TOLD):
        return None
    visible = squash(" ".join(strings(document.root, _VISIBLE)))
    head = _head(document)
    if main is None and not teasers and _challenged(document) and len(visible) < WALL:
        return CAPTCHA
    if main is not None and not teasers and len(visible) > WALL:
        return None
    by_words = _by_head(head, document, visible) or _by_words(document, visible, told=main is not None)
    return by_words or (_by_nothing(document) if len(visible) < NOTHING and main is None and not teasers else None)


def _head(document: Document) -> str:
    """Title and first headings: what the page says that it is."""
    heads = [text_of(heading) for heading in elements(document.root, "//h1 | //h2")[:2]]
    return " | ".join([document.head.title, *heads])


def _challenged(document: Document) -> bool:
    return bool(elements(document.root, _CHALLENGES))


def _by_head(head: str, document: Document, visible: str) -> str | None:
    """By what title and headings say, on a page that has little else to say."""
    if len(visible) > WALL:
        return None
    for reason in (CAPTCHA, ERROR, CONSENT, PAYWALL):
        if _fills(_PATTERNS[reason], head):
            return reason
    password = elements(document.root, "//input[@type='password']")
    return LOGIN if password and (_PATTERNS[LOGIN].search(head) or len(visible) < SHELL * 4) else None


def _by_nothing(document: Document) -> str | None:
    """Of a page that shows nothing at all: whether it sends its reader on, or is drawn by its scripts."""
    if any("url=" in content.lower() for content in document.head.meta("refresh")):
        return REDIRECT
    return SHELL_REASON if elements(document.root, "//script[@src]") else None


def _fills(pattern: re.Pattern[str], head: str) -> bool:
    """Whether the words are a good part of one of the heads, and not a mention in a headline."""
    for part in re.split(r"\s?[|–—]\s?|\s-\s", fold(head)):
        found = sum(len(match.group()) for match in pattern.finditer(part))
        if found and len(part) <= max(HEAD, 2 * found):
            return True
    return False


def _by_words(document: Document, visible: str, *, told: bool) -> str | None:
    """By the words of a page that shows next to nothing."""
    hints = squash(" ".join(strings(document.root, "//noscript//text()")[:20]))[:WALL]
    if len(visible) < SHELL and _PATTERNS[SHELL_REASON].search(f"{visible} {hints}"):
        return SHELL_REASON
    if told or len(visible) >= WALL:
        return None
    if len(_PATTERNS[CONSENT].findall(visible)) >= 4:
        return CONSENT
    for reason in (CAPTCHA, PAYWALL):
        if len(visible) < SHELL * 4 and _PATTERNS[reason].search(visible):
            return reason
    return None
