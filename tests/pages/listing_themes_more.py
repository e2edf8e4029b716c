"""Further ways to write one story of a list: block themes, boards, shows, offices, cards that a link lies over.

Fields in braces are filled in by `listing_shells`.
"""

from __future__ import annotations

from tests.pages.listing_themes import THEMES, Theme

MORE_THEMES = {
    "block grid": Theme(
        '<li class="wp-block-post"><div class="wp-block-group"><figure class="wp-block-post-featured-image"><a '
        'href="{url}"><img src="{img}" alt="{title}"></a></figure><div class="wp-block-group"><div '
        'class="taxonomy-category wp-block-post-terms"><a href="/category/{slug_label}/" rel="tag">{label}</a></div>'
        '<h3 class="wp-block-post-title"><a href="{url}">{title}</a></h3><div class="wp-block-post-date"><a '
        'href="{url}"><time datetime="{iso}">{day}</time></a></div></div></div></li>',
        '<ul class="wp-block-post-template is-layout-grid">',
        "</ul>",
    ),
    "overlay": Theme(
        '<div class="css-1x9"><div class="css-img"><img src="{img}"></div><div class="css-2k"><p '
        'class="css-t">{title}</p><p class="css-l">{lead}</p><span class="css-d">{day}</span></div><a class="css-o" '
        'href="{url}" aria-label="{title}"></a></div>',
    ),
    "stretched": Theme(
        '<div class="card"><img class="card-img-top" src="{img}"><div class="card-body"><h5 '
        'class="card-title">{title}</h5><p class="card-text">{lead}</p><p class="card-text"><small '
        'class="text-muted">{day}</small></p><a class="stretched-link" href="{url}"></a></div></div>',
    ),
    "whole section": Theme(
        '<section class="w-100"><a class="link" href="{url}"><article><h1 class="f3">{title}</h1><div '
        'class="f5">{lead}</div></article></a></section>',
        dated=False,
    ),
    "folding": Theme(
        "<details><summary><span>{day}</span> {title}</summary><p>{lead}</p>"
        '<p><a href="{url}">{more}</a></p></details>',
    ),
    "captions": Theme(
        '<figure><a href="{url}"><img src="{img}"></a><figcaption><a href="{url}">{title}</a> '
        "<small>{day}</small></figcaption></figure>",
    ),
    "ruled": Theme(
        '<h3>{title}</h3><p>{lead}</p><p><a href="{url}">{more}</a></p><hr>',
        dated=False,
    ),
    "buttons": Theme(
        '<section><div class="kicker">{label}</div><h2>{title}</h2><p>{lead}</p><a class="btn" href="{url}">{more} '
        "→</a></section>",
        dated=False,
    ),
    "letters": Theme('<p><strong>{day}</strong><br><a href="{url}">{title}</a><br>{lead}</p>'),
    "day in the link": Theme(
        '<li><a href="{url}"><span class="date">{day}</span><span class="title">{title}</span></a></li>',
        "<ul>",
        "</ul>",
    ),
    "episodes": Theme(
        '<div class="episode"><button>▶</button><span class="num">S1 E{n}</span><h3><a href="{url}">{title}</a></h3><p '
        'class="meta">{day} · 34 min</p><p>{lead}</p></div>',
    ),
    "films": Theme(
        '<a class="video" href="{url}"><div class="thumb"><img src="{img}"><span '
        'class="duration">03:2{n}</span></div><h4>{title}</h4><span>{day}</span></a>',
    ),
    "two tongues": Theme(
        '<p><span>{day}</span> <a href="{url}">{title}</a> <a href="{url}?lang=en">EN</a></p>',
    ),
    "shared": Theme(
        '<div class="post"><h2><a href="{url}">{title}</a></h2><div class="date">{day}</div><p>{lead}</p><div '
        'class="share"><a href="https://net.example/share?u={url}">Share</a> <a href="mailto:?body={url}">Mail</a> <a '
        'href="{url}?print=1">Print</a></div></div>',
    ),
    "tagged": Theme(
        '<article><h2><a href="{url}">{title}</a></h2><p>{lead}</p><ul class="tags">'
        '<li><a href="/tag/een">#een</a></li>'
        '<li><a href="/tag/twee">#twee</a></li><li><a href="/tag/{slug_label}">{label}</a></li></ul><time>{day}</time>'
        "</article>",
    ),
    "signed": Theme(
        '<div><a href="{url}"><h3>{title}</h3></a><p>{lead} <a href="{url}">{more}</a></p><div><a '
        'href="/auteur/{who}">{author}</a> | {day} | <a href="/rubriek/{slug_label}">{label}</a></div></div>',
    ),
    "board": Theme(
        '<li class="row"><dl class="row-item"><dt><div class="list-inner"><a class="topictitle" '
        'href="{url}">{title}</a><br>{by} <a class="username" '
        'href="/memberlist.php?u=2">{author}</a> » {day}, {clock}</div></dt><dd class="posts">12</dd><dd '
        'class="views">345</dd></dl></li>',
        '<ul class="topiclist">',
        "</ul>",
    ),
    "wire table": Theme(
        '<tr><td class="nr">{n}</td><td nowrap>{day}</td><td><b><a href="{url}">{title}</a></b><br><font '
        'size="2">{lead}</font></td></tr>',
        '<table cellpadding="2"><tr><th>Nr</th><th>Datum</th><th>Titel</th></tr>',
        "</table>",
    ),
    "press day": Theme(
        '<div class="press-item"><div class="press-date"><span class="d">{d}</span><span class="m">{month}</span><span '
        'class="y">{y}</span></div><div class="press-body"><span class="type">{label}</span><a '
        'href="{url}">{title}</a></div></div>',
    ),
    "picture left": Theme(
        '<div class="media"><a class="pull-left" href="{url}"><img src="{img}"></a><div class="media-body"><div '
        'class="media-meta">{label} | {day}</div><a href="{url}">{title}</a><div>{lead}</div></div></div>',
    ),
    "definitions": Theme(
        '<dt>{day} – <a href="{url}">{title}</a></dt><dd>{lead}</dd>',
        "<dl>",
        "</dl>",
    ),
    "slotted": Theme(
        '<news-card><a slot="link" href="{url}"><span slot="title">{title}</span></a><span slot="meta">{label}</span>'
        '<time slot="date" datetime="{iso}">{day}</time></news-card>',
    ),
    # Without wrappers, the day before its story, the lead behind it.
    "day over": Theme('<p class="d">{day}</p><h3><a href="{url}">{title}</a></h3><p>{lead}</p>'),
    "day over more": Theme(
        '<small>{day}</small><h3><a href="{url}">{title}</a></h3><p>{lead}</p><p><a href="{url}">{more}</a></p>',
    ),
    "day and picture over": Theme(
        '<p class="d">{day}</p><img src="{img}"><h3><a href="{url}">{title}</a></h3><p>{lead}</p>',
    ),
    "day over lines": Theme('<span>{day}</span><br><a href="{url}">{title}</a><br><span>{lead}</span><br><br>'),
    "day over ruled": Theme('<h4>{day}</h4><p><a href="{url}">{title}</a></p><p>{lead}</p><hr>'),
    "day over term": Theme(
        '<dt>{day}</dt><dd><a href="{url}">{title}</a></dd><dd>{lead}</dd>',
        "<dl>",
        "</dl>",
    ),
}
ALL_THEMES = THEMES | MORE_THEMES
