"""Pages that are not what was asked for, told from pages that are, and from pages that are only empty."""

from __future__ import annotations

import pytest

from feeder.pages.html import read_text
from feeder.pages.html.blocked import CAPTCHA, CONSENT, ERROR, LOGIN, PAYWALL, REDIRECT, SHELL_REASON
from tests.pages.article_pages import BODY, FOOTER, NAVIGATION, URL, in_paragraphs, json_ld, page

FORM = '<form><input name="u"><input type="password" name="p"><button>OK</button></form>'


def bare(body: str, title: str = "De Dijkbode", lang: str = "nl") -> str:
    return f'<html lang="{lang}"><head><title>{title}</title></head><body>{body}</body></html>'


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (bare("<h1>Checking your browser</h1><p>One moment.</p>", "Just a moment..."), CAPTCHA),
        (bare('<form id="challenge-form"></form><p>Wacht even.</p>'), CAPTCHA),
        (bare('<p>Bevestig</p><iframe src="https://geo.captcha.example/?x"></iframe>'), CAPTCHA),
        (bare("<h1>Ik ben geen robot</h1>"), CAPTCHA),
        (bare(f"<h1>Inloggen</h1>{FORM}", "Inloggen - De Dijkbode"), LOGIN),
        (bare(f"<h1>Se connecter</h1>{FORM}", "Connexion"), LOGIN),
        (bare(f"<p>Bitte melden Sie sich an.</p>{FORM}", "Deichbote"), LOGIN),
        (
            bare(
                "<h2>Wij gebruiken cookies</h2><p>Met cookies en jouw toestemming tonen wij advertenties. Zonder "
                "cookies geen toestemming.</p><button>Akkoord</button>",
                "Privacy-instellingen",
            ),
            CONSENT,
        ),
        (bare("<h1>Before you continue</h1><button>Accept</button>", "Consent"), CONSENT),
        (bare("<div id=root></div><noscript>Please enable JavaScript to view this page.</noscript>"), SHELL_REASON),
        (bare("<noscript>Zet JavaScript aan om verder te lezen.</noscript><div id=app></div>"), SHELL_REASON),
        (bare("<div></div><noscript>Bitte aktivieren Sie JavaScript.</noscript>", lang="de"), SHELL_REASON),
        (bare("<h1>404</h1><p>Deze pagina is er niet.</p>", "Pagina niet gevonden"), ERROR),
        (bare("<h1>403 Forbidden</h1><hr>nginx", "403 Forbidden"), ERROR),
        (bare("<h1>Seite nicht gefunden</h1>", "Deichbote"), ERROR),
        (bare("<h1>Service Unavailable</h1>", "Error"), ERROR),
        (bare("<h1>Страница не найдена</h1>", "Ошибка"), ERROR),
        (bare("<h1>451: Unavailable due to legal reasons</h1>", "451: Unavailable due to legal reasons"), ERROR),
        (bare("<h1>Making sure you're not a bot!</h1>", "One moment"), CAPTCHA),
        (bare('<div id="root"></div><script src="/app.js"></script>'), SHELL_REASON),
        (bare("<p></p>").replace("<head>", '<head><meta http-equiv="refresh" content="0; url=/elders">'), REDIRECT),
        (bare("<h1>Alleen voor abonnees</h1><p>Word lid.</p>"), PAYWALL),
    ],
)
def test_walls(markup: str, reason: str) -> None:
    """Each kind of wall is named, in several languages."""
    assert read_text(markup, URL).blocked == reason


@pytest.mark.parametrize(
    "markup",
    [
        page(in_paragraphs(BODY), head=json_ld()),
        page(in_paragraphs(BODY), head=json_ld(), after=FORM),
        page(
            in_paragraphs(BODY),
            head=json_ld(headline="Captcha kraken is kinderspel"),
            h1="Captcha kraken is kinderspel",
        ),
        page(
            in_paragraphs(BODY),
            head=json_ld(),
            after="<div class='cookie'>Cookies? Wij gebruiken cookies. Cookies!</div>",
        ),
        page(in_paragraphs(BODY), after="<noscript>Zet JavaScript aan.</noscript>"),
        page(in_paragraphs(BODY[:2]), head=json_ld(), after="<p>Verder lezen? Neem een abonnement.</p>"),
        bare(
            NAVIGATION + "<h1>Regio</h1><p>Er is nog geen nieuws in deze rubriek.</p>" + FOOTER, "Regio - De Dijkbode"
        ),
        bare(
            NAVIGATION
            + "<h1>Agent stapt op na 404 vergeten meldingen</h1><p>Dat meldt het korps. Meer volgt.</p>"
            + FOOTER,
            "Agent stapt op na 404 vergeten meldingen - De Dijkbode",
        ),
    ],
)
def test_no_false_alarm(markup: str) -> None:
    """An article with a login form, cookie bar or noscript hint is no wall; nor is an empty section."""
    assert read_text(markup, URL).blocked is None


def test_native_feeds() -> None:
    """The feeds that a page announces are listed, absolute and once; other alternates are not."""
    head = (
        '<link rel="alternate" type="application/rss+xml" title="Nieuws &amp; meer" href="/feed">'
        '<link rel="ALTERNATE feed" type="application/atom+xml; charset=utf-8" href="/atom">'
        '<link rel="alternate" type="application/rss+xml" href="https://de-dijkbode.example/feed">'
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">'
        '<link rel="alternate" type="application/json" href="/feed.json">'
        '<link rel="alternate" type="text/html" href="/en"><link rel="stylesheet" type="text/css" href="/x.css">'
    )
    feeds = read_text(page(in_paragraphs(BODY), head=head), URL).feeds
    assert [(feed.url, feed.media_type, feed.title) for feed in feeds] == [
        ("https://de-dijkbode.example/feed", "application/rss+xml", "Nieuws & meer"),
        ("https://de-dijkbode.example/atom", "application/atom+xml", None),
        ("https://de-dijkbode.example/feed.json", "application/feed+json", None),
    ]
