"""Sections, and the generations of their files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, null, or_, select, update

from feeder.model.stored import Generation, SectionRow
from feeder.store.schema import generations, sections
from feeder.store.transaction import Transaction, listed, packed
from feeder.store.types import Instant

_wanted = listed("wanted")
_LISTED = sections.c.slug.in_(select(_wanted.c.value))
_HEADS = [column for column in generations.c if column.name != "body"]


def _sooner(at: datetime) -> ColumnElement[Any]:
    """The earlier of what is due already and `at`."""
    return case((sections.c.publish_due <= at, sections.c.publish_due), else_=literal(at, Instant()))


def _due(now: datetime) -> ColumnElement[bool]:
    """Wants publishing, or was being published by somebody whose lease ran out."""
    free = or_(sections.c.lease_until.is_(null()), sections.c.lease_until <= now)
    return and_(free, or_(sections.c.publish_due <= now, sections.c.token.is_not(null())))


def _holds(slug: str, token: str) -> ColumnElement[bool]:
    return and_(sections.c.slug == slug, sections.c.token == token)


class SectionReads(Transaction):
    """Reading sections and generations."""

    def sections(self) -> dict[str, SectionRow]:
        """Every section there ever was, by slug, in the order of the slugs."""
        return {row.slug: SectionRow(**row._mapping) for row in self._run(select(sections).order_by(sections.c.slug))}

    def due_sections(self, now: datetime) -> list[str]:
        """The slugs of sections that want publishing and that nobody publishes now, the longest due first."""
        query = select(sections.c.slug).where(_due(now))
        return list(self._run(query.order_by(sections.c.publish_due.nulls_first(), sections.c.slug)).scalars())

    def generations(self, section: str, *, bodies: bool = True) -> dict[str, Generation]:
        """The newest generation of each file of a section, by file name; without the bytes where not asked for."""
        query = select(generations) if bodies else select(*_HEADS)
        rows = self._run(query.where(generations.c.section == section).order_by(generations.c.file))
        return {row.file: Generation(**row._mapping) for row in rows}


class SectionWrites(SectionReads):
    """Making sections, and publishing them one worker at a time."""

    def add_section(self, slug: str, title: str, now: datetime) -> None:
        """Make a section; one that exists gets the title, and is retired no more."""
        if not self._run(update(sections).where(sections.c.slug == slug).values(title=title, retired=None)).rowcount:
            self._insert_new(sections, [{"slug": slug, "title": title, "created": now}])

    def retire_section(self, slug: str, now: datetime) -> None:
        """Say that a section is gone; when it is already, since when stays."""
        gone = update(sections).where(sections.c.slug == slug, sections.c.retired.is_(null()))
        self._run(gone.values(retired=now, publish_due=None))

    def mark_due(self, slugs: Iterable[str], at: datetime, *, newest: datetime | None = None) -> None:
        """Have sections published at `at`, or sooner where that is due already. `newest` is when a capture that
        filled them was taken."""
        values: dict[str, Any] = {"publish_due": _sooner(at)}
        if newest is not None:
            values["newest"] = case((sections.c.newest > newest, sections.c.newest), else_=literal(newest, Instant()))
        self._run(update(sections).where(_LISTED).values(values), wanted=packed(sorted(slugs)))

    def claim_section(self, slug: str | None, now: datetime, lease_seconds: float, token: str) -> SectionRow | None:
        """Take a section for publishing: `slug`, due or not, or the longest due one for None. None: nothing to take.

        What is marked due from now on is published again after this.
        """
        free = or_(sections.c.lease_until.is_(null()), sections.c.lease_until <= now)
        query = select(sections.c.slug).where(_due(now) if slug is None else and_(sections.c.slug == slug, free))
        query = query.order_by(sections.c.publish_due.nulls_first(), sections.c.slug).limit(1)
        found = self._run(query.with_for_update(skip_locked=True)).scalar()
        if found is None:
            return None
        lease = {"lease_until": now + timedelta(seconds=lease_seconds), "token": token, "publish_due": None}
        self._run(update(sections).where(sections.c.slug == found).values(lease))
        return SectionRow(**self._run(select(sections).where(sections.c.slug == found)).one()._mapping)

    def finish_section(self, slug: str, token: str, next_due: datetime | None = None) -> bool:
        """Give a section back, to be published next at `next_due` or when it is marked. False: the lease was lost."""
        values: dict[str, Any] = {"lease_until": None, "token": None}
        if next_due is not None:
            values["publish_due"] = _sooner(next_due)
        return bool(self._run(update(sections).where(_holds(slug, token)).values(values)).rowcount)

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
        query = select(*_HEADS).where(generations.c.section == section, generations.c.file == file)
        known = self._run(query).one_or_none()
        if known is not None and known.digest == digest:
            return Generation(**known._mapping, body=body)
        number = known.number + 1 if known else 1
        fresh = Generation(section, file, number, digest, last_modified, body)
        self._upsert(generations, [{column.name: getattr(fresh, column.name) for column in generations.c}])
        return fresh

    def _fence(self, slug: str, token: str) -> bool:
        """Whether `token` holds the section; from now to the end of the transaction nobody can take it."""
        query = select(sections.c.slug).where(_holds(slug, token)).with_for_update()
        return self._run(query).scalar() is not None
