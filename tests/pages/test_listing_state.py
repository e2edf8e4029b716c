"""Teasers in a page's JSON, and the posts of a liveblog."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from feeder.model.time import About, Where
from feeder.pages.html.document import parse
from feeder.pages.html.listing.teasers import find_teasers
from tests.pages.listing_pages import SITE, page, stories

STORIES = stories("nl", 6)
THINGS = [
    {
        "headline": story.title,
        "url": story.url,
        "datePublished": f"{story.day}T09:30:00+01:00",
        "description": story.lead,
    }
    for story in STORIES
]
MENU = [{"title": name, "url": f"/{name.lower()}"} for name in ("Nieuws", "Sport", "Cultuur", "Economie")]


def framework(state: Any) -> str:
    """A page that a script draws from `state`."""
    return page(f'<div id="app"></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>')


def flat(value: Any, places: list[Any] | None = None) -> list[Any]:
    """`value` as one array, in which objects and lists name their values by place."""
    places = [] if places is None else places
    mine = len(places)
    places.append(value)
    if isinstance(value, dict):
        entries = {}
        for name, inner in value.items():
            entries[name] = len(places)
            flat(inner, places)
        places[mine] = entries
    elif isinstance(value, list):
        held = []
        for inner in value:
            held.append(len(places))
            flat(inner, places)
        places[mine] = held
    return places


def nuxt(values: list[Any]) -> str:
    """A page that a script draws from a flat payload."""
    return page(f'<div id="app"></div><script id="__NUXT_DATA__" type="application/json">{json.dumps(values)}</script>')


SHAPES = {
    "flat": nuxt(flat({"data": {"menu": MENU, "stories": THINGS}})),
    "flat in a wrapper": nuxt(
        [
            ["Reactive", 1],
            *(
                {name: place + 1 for name, place in each.items()}
                if isinstance(each, dict)
                else [place + 1 for place in each]
                if isinstance(each, list)
                else each
                for each in flat({"data": {"stories": THINGS}})
            ),
        ]
    ),
    "next": framework({"props": {"pageProps": {"menu": MENU, "stories": THINGS}}}),
    "edges": framework({"data": {"all": {"edges": [{"node": thing} for thing in THINGS]}}}),
    "rendered": framework(
        {
            "posts": [
                {
                    "title": {"rendered": each["headline"]},
                    "link": each["url"],
                    "date": each["datePublished"],
                    "excerpt": {"rendered": f"<p>{each['description']}</p>"},
                }
                for each in THINGS
            ]
        }
    ),
    "window": page(
        f'<div id="root"></div><script>window.__STATE__ = {json.dumps({"feed": THINGS, "nav": MENU})}; go();</script>'
    ),
    "attribute": page(f"<div data-page='{json.dumps({'props': {'items': THINGS}})}'></div>"),
    "item list": page(
        '<script type="application/ld+json">'
        + json.dumps(
            {
                "@type": "ItemList",
                "itemListElement": [{"@type": "ListItem", "position": n, "item": t} for n, t in enumerate(THINGS)],
            }
        )
        + "</script>"
    ),
    "blog": page(
        '<script type="application/ld+json">' + json.dumps({"@type": "Blog", "blogPost": THINGS}) + "</script>"
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_json_lists(name: str) -> None:
    """A list of stories in a page's JSON gives its teasers, with their exact times, and no menu."""
    teasers = find_teasers(parse(SHAPES[name], f"{SITE}/")).teasers
    assert [(teaser.link, teaser.title, teaser.summary) for teaser in teasers] == [
        (s.url, s.title, s.lead) for s in STORIES
    ]
    assert [cue.text[:10] for teaser in teasers for cue in teaser.cues] == [str(story.day) for story in STORIES]
    assert {cue.where for teaser in teasers for cue in teaser.cues} == {Where.METADATA}


def test_json_fills_in() -> None:
    """Where the page links to its stories, JSON adds the exact times that the links lack, and no teaser."""
    items = "".join(f'<li><a href="{story.url}">{story.title}</a></li>' for story in STORIES[:4])
    state = json.dumps({"stories": THINGS})
    body = page(f'<ul>{items}</ul><script type="application/json">{state}</script>')
    teasers = find_teasers(parse(body, f"{SITE}/")).teasers
    assert [teaser.link for teaser in teasers] == [story.url for story in STORIES[:4]]
    assert all(teaser.cues[0].text.endswith("T09:30:00+01:00") for teaser in teasers)


def test_json_updates() -> None:
    """A time of change is a cue of its own."""
    things = [{**thing, "dateModified": "2026-03-14T12:00:00Z"} for thing in THINGS]
    teaser = find_teasers(parse(framework({"stories": things}), f"{SITE}/")).teasers[0]
    assert [cue.about for cue in teaser.cues] == [About.PUBLISHED, About.UPDATED]


@pytest.mark.parametrize(
    "script", ["{", "[" * 100_000, '{"a": NaN, "b": [1, 2]}', "window.__X__ = function () {}", '{"a":' * 2000]
)
def test_json_that_is_none(script: str) -> None:
    """Scripts that are no JSON, or JSON without stories, give nothing and break nothing."""
    assert find_teasers(parse(page(f'<script type="application/json">{script}</script>'), f"{SITE}/")).teasers == ()


def test_breadcrumbs_are_no_stories() -> None:
    """The breadcrumb that a page states is no list of stories."""
    trail = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": f"{SITE}/"},
            {"@type": "ListItem", "position": 2, "name": "Nieuws uit de streek", "item": f"{SITE}/nieuws"},
        ],
    }
    body = page(f'<p>Tekst.</p><script type="application/ld+json">{json.dumps(trail)}</script>')
    assert find_teasers(parse(body, f"{SITE}/nieuws/verhaal")).teasers == ()


def post(number: int) -> str:
    """A post of a liveblog."""
    return (
        f'<div id="bericht-{number}"><time>{10 + number}:30</time><h3>Water stijgt tot {200 + number} centimeter</h3>'
        "<p>Vrijwilligers leggen zandzakken bij de sluis en houden de wacht tot de ochtend.</p></div>"
    )


def test_liveblog() -> None:
    """The posts of a liveblog are teasers: headline, words, time, and the page's address with the post's fragment."""
    url = f"{SITE}/live/hoogwater"
    teasers = find_teasers(
        parse(page("<h1>Liveblog hoogwater</h1>" + "".join(map(post, range(9, 3, -1)))), url)
    ).teasers
    assert [teaser.link for teaser in teasers] == [f"{url}#bericht-{number}" for number in range(9, 3, -1)]
    assert teasers[0].headline == "Water stijgt tot 209 centimeter"
    assert teasers[0].summary == "Vrijwilligers leggen zandzakken bij de sluis en houden de wacht tot de ochtend."
    assert teasers[0].cues[0].text == "19:30"


def test_comments_are_no_liveblog() -> None:
    """Readers' comments have times and words too, but neither headings nor a page that is live: none is a teaser."""
    comments = "".join(
        f'<li id="reactie-{number}"><b>Mia</b> <time>14 maart 2026 '
        f"1{number}:05</time><p>Eindelijk weer open, wat een opluchting "
        "voor iedereen die elke dag moest omrijden.</p></li>"
        for number in range(5)
    )
    body = page(
        f"<article><h1>Brug weer open</h1><p>De brug is open.</p></article><section><ul>{comments}</ul></section>"
    )
    assert find_teasers(parse(body, f"{SITE}/nieuws/brug-weer-open")).teasers == ()


def board(hour: int) -> str:
    """A board of a forum with the time of its last post, its day in front of the clock."""
    return (
        f"<li><h3>Praten over de streek en haar dorpen</h3><p>Wat er speelt van dijk tot kanaal, van wegen tot winkels."
        f"</p><p>door Jan 1{hour * 3 % 5}-03-2026 <span>{hour:02}:30</span></p></li>"
    )


def test_boards_of_a_forum_are_no_liveblog() -> None:
    """What is headed and has times, but in no order, are no posts of one story."""
    body = page(f"<h1>Forum</h1><ul>{''.join(map(board, (14, 9, 18, 11, 20, 8)))}</ul>")
    assert find_teasers(parse(body, f"{SITE}/forum")).teasers == ()


def test_days_of_posts_in_front_of_their_clocks() -> None:
    """The day of a post that stands in front of the element with its clock is read with it."""
    posts = "".join(post(number).replace("<time>", f"<i>1{number}-03-2026</i> <time>") for number in range(9, 3, -1))
    teasers = find_teasers(parse(page(f"<h1>Liveblog hoogwater</h1>{posts}"), f"{SITE}/live/hoogwater")).teasers
    assert teasers[0].cues[0].text == "19-03-2026 19:30"


def test_state_in_a_template() -> None:
    """A list that a script draws from a `template` is read, and the days that it has ready for readers date it."""
    things = [
        {"title": each.title, "url": each.url, "dateLabel": f"{number + 2} maart 2026"}
        for number, each in enumerate(STORIES)
    ]
    body = page(f'<div id="list"></div><template id="posts">{json.dumps(things)}</template>')
    teasers = find_teasers(parse(body, f"{SITE}/archief")).teasers
    assert [teaser.link for teaser in teasers] == [each.url for each in STORIES]
    assert [cue.text for teaser in teasers for cue in teaser.cues] == [each["dateLabel"] for each in things]
    assert {cue.where for teaser in teasers for cue in teaser.cues} == {Where.FURNITURE}


def test_shapes_of_pictures_are_no_stories() -> None:
    """A list in a page's state whose titles are one word, or the same few over and over, is none of stories."""
    crops = [
        {"title": name, "url": f"/beeld/{n}/foto-van-de-brug"} for n, name in enumerate(["16:9", "3:2", "1:1"] * 4)
    ]
    assert find_teasers(parse(framework({"crops": crops}), SITE)).teasers == ()


@pytest.mark.parametrize("values", [[["Ref", 0], "x"], [{"a": 1}, ["Ref", 1]], [[0, 0], [0, 1, 1]], [{"title": 0}, 5]])
def test_a_payload_that_names_itself(values: list[Any]) -> None:
    """A flat payload whose places lead round in a circle is read within bounds, and holds no story."""
    assert find_teasers(parse(nuxt([*values, '"title":']), f"{SITE}/")).teasers == ()


def test_entities_in_json() -> None:
    """Texts in JSON may be written for HTML: entities are resolved, and parameters of addresses left as they are."""
    things = [
        {
            **thing,
            "headline": f"Wat {number} &#8217;s avonds &amp; &quot;laat&quot; kan",
            "url": f"{thing['url']}?a=1&copy=2",
        }
        for number, thing in enumerate(THINGS)
    ]
    found = find_teasers(parse(framework({"stories": things}), SITE)).teasers
    assert [teaser.headline for teaser in found] == [f'Wat {n} ’s avonds & "laat" kan' for n in range(len(things))]
    assert all(teaser.link and teaser.link.endswith("?a=1&copy=2") for teaser in found)


DATA = json.dumps({"menu": MENU, "news": {"items": THINGS}})
ATTRIBUTE = DATA.replace("&", "&amp;").replace('"', "&quot;")
ROW = f'1:"ok"\n2a:{json.dumps(["$", "div", None, {"news": THINGS}])}\n'
WRAPPINGS = {
    "a variable": f"<script>var pageData = {DATA};\nstart(pageData)</script>",
    "several variables": f"<script>const a = {{b: 1}}, c = [1, 2];\nlet news = {DATA}</script>",
    "a member": f'<script>Site.state = Site.state || {{}}; Site.state["news"]={DATA};Site.config={{}}</script>',
    "a parsed string": f"<script>window.__STATE__=JSON.parse({json.dumps(DATA)})</script>",
    "a parsed string in single quotes": "<script>window.__STATE__ = JSON.parse('"
    + DATA.replace("\\", "\\\\").replace("'", "\\'").replace("<", "\\x3c")
    + "')</script>",
    "an escaped address": f'<script>window.s = JSON.parse(decodeURIComponent("{quote(DATA)}"))</script>',
    "a pushed stream": "".join(
        f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>" for piece in (ROW[:500], ROW[500:])
    ),
    "properties": f'<div data-react-class="List" data-react-props="{ATTRIBUTE}"></div>',
    "an island": '<news-island props="'
    + json.dumps({"news": [1, [[0, {name: [0, each] for name, each in thing.items()}] for thing in THINGS]]})
    .replace("&", "&amp;")
    .replace('"', "&quot;")
    + '"></news-island>',
    "other escapes": '<script id="app-state" type="application/json">'
    + DATA.replace("&", "&a;").replace('"', "&q;")
    + "</script>",
    "an answer in an answer": f'<script type="application/json" data-url="/api">{json.dumps({"body": DATA})}</script>',
}


@pytest.mark.parametrize("name", WRAPPINGS)
def test_state_in_any_wrapping(name: str) -> None:
    """Whatever wraps a page's JSON, its stories are teasers, with their exact times, and its menu is none."""
    teasers = find_teasers(parse(page(f'<div id="app"></div>{WRAPPINGS[name]}'), SITE)).teasers
    assert [(teaser.title, teaser.link) for teaser in teasers] == [(story.title, story.url) for story in STORIES]
    assert all(cue.where is Where.METADATA for teaser in teasers for cue in teaser.cues)
    assert all(teaser.cues for teaser in teasers)


def test_cached_objects_of_other_kinds() -> None:
    """Of a cache of objects by name only the stories are teasers, not the sections among them."""
    cache = {f"Article:{n}": thing for n, thing in enumerate(THINGS)} | {
        "Section:1": {"name": "Sport", "url": "/sport"}
    }
    teasers = find_teasers(parse(page(f"<script>window.__APOLLO_STATE__={json.dumps(cache)}</script>"), SITE)).teasers
    assert [teaser.title for teaser in teasers] == [story.title for story in STORIES]


@pytest.mark.parametrize(
    "code",
    [
        '={"title": [' * 3000,
        "x={" * 3000 + '"title":1',
        'x=JSON.parse("\\' * 2000 + '"title":',
        "x=JSON.parse('" + "\\" * 20000 + '"title":',
        "self.__next_f.push([1," * 2000 + '"title":',
        "a=[[[[[" * 4000 + '"title":1',
    ],
)
def test_broken_scripts_give_nothing(code: str) -> None:
    """Scripts that are no JSON, however they begin, give no teasers, and no error."""
    assert not find_teasers(parse(page(f"<script>{code}</script>"), SITE)).teasers
