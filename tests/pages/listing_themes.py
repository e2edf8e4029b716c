"""How many kinds of sites write one story of a list: blog themes, content systems, offices, clubs, papers.

Fields in braces are filled in by `listing_shells`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """How a list and its items are written. `dated`: items show or tell their day; `told`: they have a lead."""

    item: str
    before: str = "<div>"
    after: str = "</div>"
    dated: bool = True


THEMES = {
    # Blog software.
    "paper": Theme(
        '<article class="post-entry"><header class="entry-header"><h2>{title}</h2></header><div '
        'class="entry-content"><p>{lead}</p></div><footer class="entry-footer"><span title="{iso}">{day}</span> · 2 '
        'min · {author}</footer><a class="entry-link" aria-label="post link to {title}" href="{url}"></a></article>',
    ),
    "minima": Theme(
        '<li><span class="post-meta">{day}</span><h3><a class="post-link" href="{url}">{title}</a></h3></li>',
        '<h2 class="post-list-heading">Posts</h2><ul class="post-list">',
        '</ul>',
    ),
    "ghost": Theme(
        '<article class="post-card"><a class="post-card-image-link" href="{url}"><img src="{img}" '
        'alt="{title}"></a><div class="post-card-content"><a class="post-card-content-link" '
        'href="{url}"><header><span class="tag">{label}</span><h2 '
        'class="post-card-title">{title}</h2></header><section><p>{lead}</p></section></a><footer><ul><li><a '
        'href="/author/{who}/"><img src="/a.jpg" alt="{author}"></a></li></ul><span><a '
        'href="/author/{who}/">{author}</a></span><time datetime="{iso}">{day}</time> <span>• 4 min '
        'read</span></footer></div></article>',
    ),
    "wordpress": Theme(
        '<article id="post-{n}" class="post type-post status-publish hentry"><header><h2 class="entry-title"><a '
        'href="{url}" rel="bookmark">{title}</a></h2><div class="entry-meta"><span class="posted-on"><a href="{url}" '
        'rel="bookmark"><time class="entry-date published" datetime="{iso}">{day}</time></a></span><span '
        'class="byline"> {by} <a class="url fn n" href="/author/{who}/">{author}</a></span></div></header><div '
        'class="entry-content"><p>{lead} <a class="more-link" href="{url}#more-{n}">{more} <span '
        'class="screen-reader-text">{title}</span></a></p></div><footer><span class="cat-links"><a '
        'href="/category/{slug_label}/" rel="category tag">{label}</a></span> <span class="comments-link"><a '
        'href="{url}#respond">0</a></span></footer></article>',
    ),
    "block list": Theme(
        '<li class="wp-block-post post-{n}"><figure><a href="{url}" target="_self"><img '
        'src="{img}"></a></figure><div class="wp-block-post-date"><time datetime="{iso}">{day}</time></div><h2 '
        'class="wp-block-post-title"><a href="{url}">{title}</a></h2><div '
        'class="wp-block-post-excerpt"><p>{lead}</p></div></li>',
        '<ul>',
        '</ul>',
    ),
    "eleventy": Theme(
        '<li><a href="{url}">{title}</a><time datetime="{iso}">{day}</time></li>',
        '<ol reversed>',
        '</ol>',
    ),
    "gatsby": Theme(
        '<li><article itemscope itemtype="http://schema.org/Article"><header><h2><a href="{url}" '
        'itemprop="url"><span '
        'itemprop="headline">{title}</span></a></h2><small>{day}</small></header><section><p>{lead}</p></section></article></li>',
        '<ol>',
        '</ol>',
    ),
    "astro": Theme(
        '<li><a href="{url}"><img width="720" height="360" src="{img}" alt=""><h4 class="title">{title}</h4><p '
        'class="date"><time datetime="{iso}">{day}</time></p></a></li>',
        '<section><ul>',
        '</ul></section>',
    ),
    "terminal": Theme(
        '<div class="post on-list"><h1 class="post-title"><a href="{url}">{title}</a></h1><div '
        'class="post-meta"><span class="post-date">{day}</span><span class="post-author">:: '
        '{author}</span></div><span class="post-tags">#<a href="/tags/water/">water</a>&nbsp;#<a '
        'href="/tags/dijk/">dijk</a></span><div class="post-content">{lead}</div><div><a class="read-more button" '
        'href="{url}">{more} →</a></div></div>',
    ),
    "ink": Theme(
        '<div class="list-item"><div class="meta">{day}</div><a class="title" href="{url}">{title}</a></div>',
    ),
    "full posts": Theme(
        '<div class="post"><h2><a href="{url}">{title}</a></h2><p class="date">{day}</p><p>{lead}</p><p>{lead} Zie '
        '<a href="https://elders.example/bericht/{n}">elders</a> en <a href="/wiki/het-lange-water">het lange '
        'water</a>.</p><h3>{label}</h3><p>{lead}</p><p class="meta"><a href="{url}#comments">3</a></p></div>',
    ),
    "journal": Theme(
        '<h3 class="date-header"><span>{day}</span></h3><div class="post"><h3 class="post-title"><a '
        'href="{url}">{title}</a></h3><div class="post-body">{lead}</div><div class="post-footer">{by} {author} <a '
        'href="{url}">{clock}</a></div></div>',
    ),
    # Content systems.
    "views": Theme(
        '<div class="views-row"><div class="views-field views-field-title"><span class="field-content"><a '
        'href="{url}" hreflang="x">{title}</a></span></div><div class="views-field views-field-created"><span '
        'class="field-content">{day}</span></div><div class="views-field views-field-body"><div '
        'class="field-content">{lead}</div></div></div>',
    ),
    "news plugin": Theme(
        '<div class="article articletype-0" itemscope itemtype="http://schema.org/Article"><div '
        'class="header"><h3><a title="{title}" href="{url}"><span '
        'itemprop="headline">{title}</span></a></h3></div><div class="teaser-text"><div '
        'itemprop="description"><p>{lead}</p></div><a class="more" title="{title}" href="{url}">{more}</a></div><div '
        'class="footer"><p><span class="news-list-date"><time itemprop="datePublished" '
        'datetime="{iso}">{day}</time></span></p></div></div>',
        '<div class="news"><div class="news-list-view">',
        '</div></div>',
    ),
    "joomla": Theme(
        '<div class="items-row"><div class="item column-1"><div class="page-header"><h2 itemprop="name"><a '
        'href="{url}" itemprop="url">{title}</a></h2></div><dl class="article-info muted"><dd class="createdby">{by} '
        '<span>{author}</span></dd><dd class="category-name"><a href="/{slug_label}">{label}</a></dd><dd '
        'class="published"><time datetime="{iso}">{day}</time></dd><dd class="hits">Hits: '
        '13{n}</dd></dl><p>{lead}</p><p class="readmore"><a class="btn" href="{url}" aria-label="{more}: '
        '{title}">{more}</a></p></div></div>',
    ),
    "site builder": Theme(
        '<div class="blog-item"><div class="wrap"><div class="image"><a href="{url}"><img data-src="{img}" '
        'alt=""></a></div><div class="text"><h1 class="blog-title"><a href="{url}">{title}</a></h1><div '
        'class="excerpt"><p>{lead}</p></div><a class="blog-more-link" href="{url}">{more}</a><div class="meta"><time '
        'class="blog-date" datetime="{iso}">{day}</time></div></div></div></div>',
    ),
    "utility cards": Theme(
        '<div class="group relative rounded p-4"><div class="flex gap-2 text-xs"><span '
        'data-epoch-date="{epoch}">{day}</span><span class="rounded">{label}</span></div><h3 class="mt-3"><a '
        'href="{url}"><span class="absolute inset-0"></span>{title}</a></h3><p class="line-clamp-3">{lead}</p><div '
        'class="flex"><img src="/a.jpg" alt=""><div><p><span>{author}</span></p></div></div></div>',
        '<div class="grid grid-cols-3">',
        '</div>',
    ),
    "own elements": Theme(
        '<news-card><card-media><a href="{url}" tabindex="-1"><img src="{img}" alt=""></a></card-media><card-body><a '
        'href="{url}"><card-title>{title}</card-title></a><card-date>{day}</card-date><card-text>{lead}</card-text></card-body></news-card>',
        '<news-grid>',
        '</news-grid>',
    ),
    # Offices, schools, clubs.
    "office": Theme(
        '<li class="results__item"><a href="{url}" class="publication"><h3>{title}</h3><p>{lead}</p><p '
        'class="meta">{label} | {day}</p></a></li>',
        '<ul class="results">',
        '</ul>',
    ),
    "press table": Theme(
        '<tr><td>{day}</td><td><a href="{url}">{title}</a></td><td>{label}</td></tr>',
        '<table><thead><tr><th>Datum</th><th>Titel</th><th>Soort</th></tr></thead><tbody>',
        '</tbody></table>',
    ),
    "old table": Theme(
        '<tr><td valign=top><font size=2>{day}</font></td><td><b><a href="{url}">{title}</a></b><br>{lead}</td></tr>',
        '<center><table border=0 width=600>',
        '</table></center>',
    ),
    "terms": Theme(
        "<dt>{day}</dt><dd><a href='{url}'>{title}</a></dd>",
        '<dl>',
        '</dl>',
    ),
    "lines": Theme(
        '{day} - <a href="{url}">{title}</a><br>\n',
        '<p>',
        '</p>',
    ),
    "day box": Theme(
        '<div class="event"><div class="cal"><span class="d">{d}</span><span class="m">{month}</span><span '
        'class="y">{y}</span></div><div class="info"><h4><a href="{url}">{title}</a></h4><p>{lead}</p></div></div>',
    ),
    "club": Theme(
        '<h3>{title}</h3><p><small>{day} {by} {author}</small></p><p>{lead}</p><p><a '
        'href="{url}">{more}...</a></p><hr>',
    ),
    "flat": Theme(
        '<h2><a href="{url}">{title}</a></h2><p class="meta">{day}</p><p>{lead}</p>',
    ),
    "panels": Theme(
        '<div class="panel"><div class="panel-heading"><a href="{url}">{title}</a><span '
        'class="pull-right">{day}</span></div><div class="panel-body"><p>{lead}</p></div></div>',
    ),
    "tiles": Theme(
        '<div class="col-md-4"><a class="tile" href="{url}" style="background-image:url({img})"><span '
        'class="tile__date">{day}</span><strong>{title}</strong></a></div>',
        '<div class="row">',
        '</div>',
    ),
    "forum": Theme(
        '<tr class="topic"><td><i class="icon"></i></td><td><a class="title" '
        'href="{url}">{title}</a><div><small>{by} <a '
        'href="/user/{who}">{author}</a></small></div></td><td>{n}</td><td>1{n}4</td><td><span '
        'title="{iso}">{day}</span></td></tr>',
        '<table><tbody>',
        '</tbody></table>',
    ),
    "links ranked": Theme(
        '<tr class="athing"><td>{n}.</td><td><span class="titleline"><a '
        'href="{url}">{title}</a></span></td></tr><tr><td></td><td class="subtext"><span>12{n} points {by} <a '
        'href="/user/{who}">{author}</a> <span class="age" title="{iso}">{day}</span> | <a '
        'href="/hide?id={n}">hide</a> | <a href="{url}#c">4{n} comments</a></span></td></tr>',
        '<table>',
        '</table>',
    ),
    # News sites.
    "news card": Theme(
        '<div class="card" data-published="{iso}"><a href="{url}"><picture><source srcset="{img} 400w"><img '
        'src="{img}" alt="{title}"></picture></a><div class="card__text"><a class="kicker" '
        'href="/{slug_label}">{label}</a><a href="{url}"><h3>{title}</h3></a><p>{lead}</p></div></div>',
    ),
    "whole card": Theme(
        '<a class="story" href="{url}"><div class="pic"><img src="{img}" alt=""></div><div class="txt"><span '
        'class="kicker">{label}</span><span class="ttl">{title}</span><span class="dek">{lead}</span><span '
        'class="ts">{day}</span></div></a>',
    ),
    "react": Theme(
        '<div class="css-1q2w3"><div class="css-9x"><a class="css-7h" href="{url}"><div class="css-aa"><p '
        'class="css-b1">{label}</p><h3 class="css-c2">{title}</h3><p class="css-d3">{lead}</p></div></a></div><div '
        'class="css-e4"><p>{by} <span>{author}</span></p><span>{day}</span></div></div>',
    ),
    "ticker": Theme(
        '<li><time datetime="{iso}">{clock}</time><a href="{url}">{title}</a></li>',
        '<ol>',
        '</ol>',
    ),
    "amp": Theme(
        '<section><amp-img src="{img}" width="300" height="200"></amp-img><h2><a '
        'href="{url}">{title}</a></h2><div>{by} {author} | {day}</div><p>{lead}</p></section>',
    ),
    "headlines": Theme(
        '<li><a href="{url}">{title}</a></li>',
        '<ul>',
        '</ul>',
        dated=False,
    ),
    "headline cards": Theme(
        '<div class="teaser"><a href="{url}"><img src="{img}" alt=""></a><h3><a href="{url}">{title}</a></h3></div>',
        dated=False,
    ),
    "opinion": Theme(
        '<div class="op"><a href="/auteur/{who}"><img src="/a.jpg" alt="{author}"></a><a '
        'href="/auteur/{who}">{author}</a><h4><a href="{url}">{title}</a></h4><p>{lead}</p></div>',
        dated=False,
    ),
}  # fmt: skip
