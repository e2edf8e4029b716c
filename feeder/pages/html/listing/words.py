"""Words of lists: how many a headline has, and what heads lists that are not the page's own news.

Such headings (most read, related, recommended) are data: folded phrases, in many languages. They only keep a further
list from joining the page's main one; a list that stands alone is taken whatever stands over it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from feeder.text import fold

LONGEST = 40
_OTHER_LISTS = (
    # most read, popular
    "most read", "most popular", "most viewed", "trending", "popular posts", "popular now", "popular articles",
    "meest gelezen", "best gelezen", "populair", "meistgelesen", "meist gelesen", "beliebt", "top-themen",
    "les plus lus", "plus lus", "le plus lu", "populaires", "tendances", "lo mas leido", "lo más leído", "más leídas",
    "más leídos", "más vistos", "populares", "tendencias", "piu letti", "più letti", "più lette", "di tendenza",
    "mais lidas", "mais lidos", "mais vistas", "em alta", "mest lest", "mest lästa", "mest läst", "mest læst",
    "mest læste", "luetuimmat", "najczęściej czytane", "popularne", "najpopularniejsze", "nejčtenější", "najčítanejšie",
    "legolvasottabb", "cele mai citite", "en çok okunan", "самое читаемое", "популярное", "найпопулярніше",
    "הנקראות ביותר", "الأكثر قراءة", "الاكثر قراءة", "الأكثر شعبية", "アクセスランキング", "人気記事",
    "ランキング", "热门", "熱門",
    "阅读排行", "点击排行", "많이 본", "인기", "ที่นิยม", "terpopuler", "đọc nhiều",
    # related, recommended
    "related", "you may also like", "you might also like", "recommended", "read also", "also read", "more like this",
    "lees ook", "gerelateerd", "aanbevolen", "ook interessant", "mehr zum thema", "lesen sie auch", "ähnliche",
    "verwandte", "das könnte sie", "empfohlen", "à lire aussi", "lire aussi", "sur le même sujet", "recommandé",
    "relacionad", "te puede interesar", "también te", "leia também", "leia mais sobre", "veja também", "leggi anche",
    "correlati", "les også", "läs även", "læs også", "lue myös", "przeczytaj także", "czytaj także", "zobacz także",
    "čtěte také", "mohlo by vás", "ilgili haberler", "читайте также", "читайте також", "похожие", "اقرأ أيضا",
    "関連記事", "おすすめ", "相关文章", "相关阅读", "相關文章", "推荐", "推薦", "관련기사", "추천",
    # comments
    "recent comments", "latest comments", "recente reacties", "neueste kommentare", "commentaires récents",
    "comentarios recientes", "comentários recentes", "commenti recenti", "最近评论", "最新评论", "近期评论",
    "最近のコメント",
    # sold; "Advertisement" itself stands over a banner, and what comes after that is news again
    "sponsored", "gesponsord", "partner content",
)  # fmt: skip
_HEADS = re.compile("|".join(re.escape(fold(phrase)) for phrase in _OTHER_LISTS))
_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def heads_another_list(text: str) -> bool:
    """Whether a short text heads a list of what others read, like, sell or say, not of the page's own news."""
    return 0 < len(text) <= LONGEST and _heads(text)


@lru_cache(maxsize=4096)
def _heads(text: str) -> bool:
    return bool(_HEADS.search(fold(text)))


def extent(text: str) -> int:
    """How much a text says, in characters; those of scripts without spaces say three times as much."""
    return len(text) if text.isascii() else len(text) + 2 * len(_NO_SPACES.findall(text))


def word_count(text: str) -> float:
    """The words of a squashed text; where a script has no spaces, two characters count as one."""
    words = text.count(" ") + 1.0 if text else 0.0
    return words if text.isascii() else max(words, len(_NO_SPACES.findall(text)) / 2)
