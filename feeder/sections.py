"""Where does a story belong? Sections from the source's own section, labels on the page, and link paths.

The configured section of a source always applies; labels and paths add. Labels that match a section pattern of the
page's language ("Meer uit Buitenland", never "Lees ook") may make new sections; other labels only lead to sections
that exist. A story without any of these goes to the section named after its source: it must be in some feed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from feeder.lexicon import Lexicon
from feeder.model.entry import SectionName
from feeder.model.page import Dispatch, Page, Role
from feeder.model.specs import SectionSpec
from feeder.recognise.labels import section_of
from feeder.text import RESERVED_SLUGS, fold, slugify


@dataclass(frozen=True, slots=True)
class SectionRules:
    """What is known of sections before a page is read.

    `known` maps the slug of every existing section to its title; `new` allows labels to make more, up to `room`.
    """

    specs: Mapping[str, SectionSpec] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    new: bool = True
    room: int = 100


def decide(
    page: Page,
    *,
    rules: SectionRules,
    lexicons: tuple[Lexicon, ...],
    own: SectionName | None,
    fallback: SectionName | None,
) -> tuple[tuple[SectionName, ...], ...]:
    """The sections of each dispatch of `page`, in the order of `page.dispatches`, strongest evidence first.

    `own` is the source's configured section; `fallback` serves where nothing else names one.
    """
    book = _Book(rules, lexicons)
    decided = []
    for dispatch in page.dispatches:
        names = [own] if own else []
        for label in (_label(dispatch, page), *dispatch.categories):
            names += book.from_label(label)
        names += book.from_path(dispatch.link)
        decided.append(tuple(dict.fromkeys(names)) or ((fallback,) if fallback else ()))
    return tuple(decided)


def _label(dispatch: Dispatch, page: Page) -> str | None:
    """A main article above "More from Abroad" is itself from abroad: the first label of its page speaks for it."""
    if dispatch.label is None and dispatch.role is Role.MAIN and page.labels:
        return page.labels[0]
    return dispatch.label


class _Book:
    """The section names that one page's labels lead to; counts the new ones so that `room` holds."""

    def __init__(self, rules: SectionRules, lexicons: tuple[Lexicon, ...]) -> None:
        self._rules = rules
        self._lexicons = lexicons
        self._made: dict[str, SectionName] = {}
        self._by_label = {fold(label): spec for spec in rules.specs.values() for label in spec.labels}
        self._by_title = {fold(title): SectionName(slug, title) for slug, title in rules.known.items()}
        self._by_title |= {fold(spec.title): SectionName(slug, spec.title) for slug, spec in rules.specs.items()}

    def from_label(self, label: str | None) -> list[SectionName]:
        """Sections whose configured labels name this one, or whose title it is, or which its words make."""
        if not label:
            return []
        spec = self._by_label.get(fold(label))
        if spec:
            return [SectionName(spec.slug, spec.title)]
        title = section_of(label, self._lexicons)
        known = self._by_title.get(fold(title or label))
        if known:
            return [known]
        made = self._make(title) if title else None
        return [made] if made else []

    def from_path(self, link: str | None) -> list[SectionName]:
        """Sections that claim a part of the link's path."""
        if not link:
            return []
        path = urlsplit(link).path
        return [
            SectionName(spec.slug, spec.title)
            for spec in self._rules.specs.values()
            if any(path.startswith(start) for start in spec.paths)
        ]

    def _make(self, title: str) -> SectionName | None:
        """The section that a label's title makes; None where it may make none."""
        slug = slug_of(title)
        if slug in self._rules.specs:
            return SectionName(slug, self._rules.specs[slug].title)
        slug = self._free(slug, title) if slug else ""
        if slug in self._made or not slug:
            return self._made.get(slug)
        if not self._rules.new or len(self._rules.known) + len(self._made) >= self._rules.room:
            return None
        return self._made.setdefault(slug, SectionName(slug, title))

    def _free(self, slug: str, title: str) -> str:
        """`slug`, or `slug-2` and so on where another title has it: "C" and "C++" are two sections."""
        taken = {**self._rules.known, **{made: name.title for made, name in self._made.items()}}
        candidates = (slug if n == 1 else f"{slug}-{n}" for n in range(1, len(taken) + 2))
        return next(s for s in candidates if s not in taken or fold(taken[s]) == fold(title))


def slug_of(title: str) -> str:
    """The slug of a section's title; reserved names get `-2`. "" for a title without letters and digits."""
    slug = slugify(title)
    return f"{slug}-2" if slug in RESERVED_SLUGS else slug
