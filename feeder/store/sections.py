"""Sections, and the generations of their files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, case, func, null, or_, select, update

from feeder.model.stored import Generation, SectionRow
from feeder.store.schema import generations, sections
from feeder.store.transaction import Transaction, listed, packed
from feeder.store.types import Instant, Words

_wanted = listed("wanted")
_now, _at, _latest, _until = (bindparam(name, type_=Instant()) for name in ("now", "at", "latest", "until"))
_slug, _token = bindparam("of", type_=Words()), bindparam("by", type_=Words())
_due, _newest = sections.c.publish_due, sections.c.newest

_THIS = sections.c.slug == _slug
_HELD = and_(_THIS, sections.c.token == _token)
_FREE = or_(sections.c.lease_until.is_(null()), sections.c.lease_until <= _now)
# Wants publishing, or was being published by somebody whose lease ran out.
_IS_DUE = and_(_FREE, or_(_due <= _now, sections.c.token.is_not(null())))
_SOONER = case((_due <= _at, _due), else_=func.coalesce(_at, _due))

_ALL = select(sections).order_by(sections.c.slug)
_DUE = select(sections.c.slug).where(_IS_DUE).order_by(_due.nulls_first(), sections.c.slug)
_NAME = update(sections).where(_THIS).values(title=bindparam("called"), retired=None)
_RETIRE = update(sections).where(_THIS, sections.c.retired.is_(null())).values(retired=_now, publish_due=None)
_MARK = (
    update(sections)
    .where(sections.c.slug.in_(select(_wanted.c.value)))
    .values(publish_due=_SOONER, newest=case((_newest >= _latest, _newest), else_=func.coalesce(_latest, _newest)))
)
_FIRST_DUE = _DUE.limit(1).with_for_update(skip_locked=True)
_IF_FREE = select(sections.c.slug).where(_THIS, _FREE).with_for_update(skip_locked=True)
_LEASE = update(sections).where(_THIS).values(lease_until=_until, token=_token, publish_due=None)
_FINISH = update(sections).where(_HELD).values(lease_until=None, token=None, publish_due=_SOONER)
_FENCE = select(sections.c.slug).where(_HELD).with_for_update()

_HEADS = select(*[column for column in generations.c if column.name != "body"])
_OF_SECTION = generations.c.section == _slug
_FILES = [query.where(_OF_SECTION).order_by(generations.c.file) for query in (_HEADS, select(generations))]
_BODY = select(generations.c.body).where(_OF_SECTION, generations.c.file == bindparam("named"))
_FILE = _HEADS.where(_OF_SECTION, generations.c.file == bindparam("named"))


class SectionReads(Transaction):
    """Reading sections and generations."""

    def sections(self) -> dict[str, SectionRow]:
        """Every section there ever was, by slug, in the order of the slugs."""
        return {row.slug: SectionRow(**row._mapping) for row in self._run(_ALL)}

    def due_sections(self, now: datetime) -> list[str]:
        """The slugs of sections that want publishing and that nobody publishes now, the longest due first."""
        return list(self._run(_DUE, now=now).scalars())

    def generations(self, section: str, *, bodies: bool = True) -> dict[str, Generation]:
        """The newest generation of each file of a section, by file name; without the bytes where not asked for."""
        return {row.file: Generation(**row._mapping) for row in self._run(_FILES[bodies], of=section)}

    def body(self, section: str, file: str) -> bytes | None:
        """The newest bytes of one file of a section; None where there are none."""
        found: bytes | None = self._run(_BODY, of=section, named=file).scalar()
        return found


class SectionWrites(SectionReads):
    """Making sections, and publishing them one worker at a time."""

    def add_section(self, slug: str, title: str, now: datetime) -> None:
        """Make a section; one that exists gets the title, and is retired no more."""
        if not self._run(_NAME, of=slug, called=title).rowcount:
            self._insert_new(sections, [{"slug": slug, "title": title, "created": now}])

    def retire_section(self, slug: str, now: datetime) -> None:
        """Say that a section is gone; when it is already, since when stays."""
        self._run(_RETIRE, of=slug, now=now)

    def mark_due(self, slugs: Iterable[str], at: datetime, *, newest: datetime | None = None) -> None:
        """Have sections published at `at`, or sooner where that is due already. `newest` is when a capture that
        filled them was taken."""
        self._run(_MARK, wanted=packed(sorted(slugs)), at=at, latest=newest)

    def claim_section(self, slug: str | None, now: datetime, lease_seconds: float, token: str) -> SectionRow | None:
        """Take a section for publishing: `slug`, due or not, or the longest due one for None. None: nothing to take.

        What is marked due from now on is published again after this.
        """
        query = self._run(_FIRST_DUE, now=now) if slug is None else self._run(_IF_FREE, of=slug, now=now)
        if (found := query.scalar()) is None:
            return None
        self._run(_LEASE, of=found, by=token, until=now + timedelta(seconds=lease_seconds))
        return SectionRow(**self._run(_ALL.where(_THIS), of=found).one()._mapping)

    def finish_section(self, slug: str, token: str, next_due: datetime | None = None) -> bool:
        """Give a section back, to be published next at `next_due` or when it is marked. False: the lease was lost."""
        return bool(self._run(_FINISH, of=slug, by=token, at=next_due).rowcount)

    def save_generation(
        self,
        section: str,
        file: str,
        digest: str,
        last_modified: datetime,
        body: bytes | None,
        token: str | None = None,
    ) -> Generation | None:
        """Store the newest bytes of a file; the same digest again changes nothing. Returns what stands now.

        With a `token`, only while it holds the section: None, and nothing stored, where the lease was lost.
        """
        if token is not None and not self._fence(section, token):
            return None
        known = self._run(_FILE, of=section, named=file).one_or_none()
        if known is not None and known.digest == digest:
            return Generation(**known._mapping, body=body)
        number = known.number + 1 if known else 1
        fresh = Generation(section, file, number, digest, last_modified, body)
        self._upsert(generations, [{column.name: getattr(fresh, column.name) for column in generations.c}])
        return fresh

    def _fence(self, slug: str, token: str) -> bool:
        """Whether `token` holds the section; from now to the end of the transaction nobody can take it."""
        return self._run(_FENCE, of=slug, by=token).scalar() is not None
