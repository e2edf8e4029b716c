"""A source gets into trouble, or out of it: one log line, and where it is asked for one entry, under one id.

With `notices = true` an incident is an entry in the section of its source, if it has one, and in the operator's feed of
all incidents. Its id is made of the source and the moment that the trouble began, so that it is never shown twice; when
it is over, the same entry says so.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from feeder.identity.keys import mint
from feeder.model.entry import Appearance, Entry, Key, Outcome, SectionName
from feeder.model.page import Dispatch, Role
from feeder.model.specs import SourceSpec
from feeder.model.stored import SourceRow
from feeder.model.time import UNDATED
from feeder.pipeline.context import Context, own_section, section_rules
from feeder.pipeline.notices import describe, note
from feeder.store import Writer

INCIDENTS = SectionName("feeder-incidents", "Incidents of sources")

log = logging.getLogger("feeder")
trouble = logging.getLogger("feeder.trouble")  # what a report tells of, too


@dataclass(frozen=True, slots=True)
class Change:
    """How a source is from `at` on."""

    outcome: Outcome
    reason: str | None
    at: datetime


def note_change(writer: Writer, context: Context, spec: SourceSpec, before: SourceRow, change: Change) -> None:
    """Tell of a source whose outcome is not what it was `before`; nothing where it is as well, or as ill, as it was."""
    outcome, reason = change.outcome, change.reason
    if outcome.good and reason and reason != before.reason:
        log.warning("%s: %s", spec.name, reason)
    was_well = before.outcome is None or before.outcome.good
    if was_well == outcome.good and (outcome.good or before.outcome is outcome):
        return
    if outcome.good:
        log.warning("%s: works again (was %s)", spec.name, before.outcome)
    else:
        trouble.warning("%s: %s: %s", spec.name, outcome, reason)
    settings = context.installation.settings
    if settings.notify:
        note(writer, describe(spec.name, outcome.value, reason, change.at, before.outcome and before.outcome.value))
    if settings.notices:
        _write(writer, context, spec, before, change)


def _write(writer: Writer, context: Context, spec: SourceSpec, before: SourceRow, change: Change) -> None:
    outcome, now = change.outcome, change.at
    if before.outcome is not None and not before.outcome.good and before.since is not None:
        _close(writer, spec, before.since, now, before.outcome)
    if outcome.good:
        return
    names = _sections(writer, context, spec)
    for name in names:
        writer.add_section(name.slug, name.title, now)
    dispatch = Dispatch(Role.TEASER, headline=f"{spec.name}: {outcome}", summary=change.reason or outcome.value)
    key = _key(spec, now)
    slugs = tuple(name.slug for name in names)
    entry = Entry(
        guid=mint(key),
        lead=Appearance(spec.name, "", dispatch, 0, now, now, slugs),
        dating=UNDATED,
        published=now,
        updated=now,
        sort_at=now,
        first_seen=now,
        last_seen=now,
        keys=(key,),
        sections=slugs,
    )
    writer.add_entry(entry, (key,))
    writer.mark_due(slugs, now, newest=now)


def _close(writer: Writer, spec: SourceSpec, since: datetime, now: datetime, outcome: Outcome) -> None:
    """Say of the entry of an incident that it is over; without one (notices were off then), nothing."""
    entry = writer.entry(mint(_key(spec, since)))
    if entry is None:
        return
    dispatch = replace(entry.lead.dispatch, headline=f"{spec.name}: {outcome}, over")
    lead = replace(entry.lead, dispatch=dispatch, last_seen=now)
    writer.update_entry(replace(entry, lead=lead, updated=now, last_seen=now, version=entry.version + 1))
    writer.mark_due(entry.sections, now, newest=now)


def _key(spec: SourceSpec, since: datetime) -> Key:
    return Key("id", f"incident {spec.name} {since.isoformat()}")


def _sections(writer: Writer, context: Context, spec: SourceSpec) -> list[SectionName]:
    known = {slug: row.title for slug, row in writer.sections().items()}
    own = own_section(spec, section_rules(context.installation, known))
    return [own, INCIDENTS] if own else [INCIDENTS]
