"""`feeder explain`: why has this entry its date, its sections, its id?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feeder.cli.options import config_option, installation_of, json_option, log_option, print_json, store_of
from feeder.errors import UsageError

if TYPE_CHECKING:
    from feeder.model.entry import Appearance, Entry
    from feeder.store import Reader


@click.command("explain")
@click.argument("entry", metavar="ENTRY|GUID|URL")
@config_option
@json_option
@log_option
def command(entry: str, config: Path, as_json: bool) -> None:
    """Show why an entry has its date, its sections and its id: every piece of evidence, its window, what it did.

    ENTRY is the beginning of an id, the whole of it, the story's link, or words of its title.
    """
    installation = installation_of(config)
    store = store_of(installation)
    try:
        with store.read() as reader:
            told = explanation(reader, _find(reader, entry))
    finally:
        store.close()
    if as_json:
        print_json(told)
    else:
        _print(told, installation.settings.timezone or "UTC")


def _find(reader: Reader, text: str) -> Entry:
    """The entry that `text` names. Raises UsageError where it is none, or several by their titles."""
    found = reader.find(text)
    if found:
        return found
    titled = [e for e in reader.entries() if text.casefold() in e.lead.dispatch.title.casefold()]
    if len(titled) == 1:
        return titled[0]
    remedy = "; ".join(f"{e.guid} ({e.lead.dispatch.title})" for e in titled[:5]) or "take an id from a feed, or a link"
    raise UsageError(text, f"{len(titled) or 'no'} entries answer to that", remedy)


def explanation(reader: Reader, entry: Entry) -> dict[str, Any]:
    """The documented shape of `feeder explain --json`."""
    from feeder.dating.explain import explain, habits
    from feeder.model.entry import rfc3339

    calibrations = reader.calibrations({item.source for item in entry.dating.evidence})
    return {
        "guid": entry.guid,
        "title": entry.lead.dispatch.title,
        "link": entry.lead.dispatch.link,
        "state": entry.state.value,
        "published": rfc3339(entry.published),
        "updated": rfc3339(entry.updated),
        "first_seen": rfc3339(entry.first_seen),
        "last_seen": rfc3339(entry.last_seen),
        "basis": entry.dating.basis.value,
        "earliest": rfc3339(entry.dating.earliest),
        "latest": rfc3339(entry.dating.latest),
        "evidence": [
            {
                "basis": row.basis.value,
                "cue": row.text,
                "taken_at": rfc3339(row.taken_at),
                "source": row.source,
                "windows": [[rfc3339(window.earliest), rfc3339(window.latest)] for window in row.windows],
                "effect": row.effect,
            }
            for row in explain(entry.dating, calibrations)
        ],
        "habits": list(habits(entry.dating, calibrations)),
        "sections": list(entry.sections),
        "keys": [f"{key.kind} {key.value}" for key in entry.keys if key.kind != "like"],
        "appearances": [_appearance(version) for version in reader.appearances(entry.guid)],
    }


def _appearance(version: Appearance) -> dict[str, Any]:
    from feeder.model.entry import rfc3339

    return {
        "source": version.source,
        "series": version.series,
        "role": version.dispatch.role.value,
        "label": version.dispatch.label,
        "sections": list(version.sections),
        "first_seen": rfc3339(version.first_seen),
        "last_seen": rfc3339(version.last_seen),
    }


_STATES = {
    "withdrawn": "withdrawn: in no feed, page or archive any more; its keys keep it from coming back",
    "held": "held back: its time is still to come, and it is published then",
}


def _print(told: dict[str, Any], zone: str) -> None:
    from feeder.cli.tables import console

    def say(text: str) -> None:
        console().print(text, markup=False)

    say(f"{told['title'] or '(no title)'}\n{told['guid']}  {told['link'] or ''}")
    if told["state"] != "live":
        say(_STATES[told["state"]])
    if told["published"] and not told["earliest"]:
        say(f"published {_time(told['published'], zone)}, frozen; what that was told from is not kept any more")
    elif told["published"]:
        say(f"published {_time(told['published'], zone)}, frozen; window {_span(told, zone)} ({told['basis']})")
    else:
        say("undated: no evidence says when; feeds give no publication date and list it behind the dated stories")
    say(f"first seen {_time(told['first_seen'], zone)}, last seen {_time(told['last_seen'], zone)}, times in {zone}\n")
    if told["evidence"]:
        _print_evidence(told["evidence"], zone)
    for habit in told["habits"]:
        say(habit)
    say(f"\nsections: {', '.join(told['sections'])}")
    for version in told["appearances"]:
        label = f', under "{version["label"]}"' if version["label"] else ""
        say(f"  {version['source']}: {version['role']} in {version['series']}{label}")
    say(f"answers to: {', '.join(told['keys'])}")


def _print_evidence(evidence: list[dict[str, Any]], zone: str) -> None:
    from feeder.cli.tables import print_table

    print_table(
        ("evidence", "as printed", "on the page of", "window", "what it did"),
        [
            (
                row["basis"],
                row["cue"],
                _time(row["taken_at"], zone),
                " or ".join(f"{_time(a, zone)} – {_time(b, zone)}" for a, b in row["windows"]) or "–",
                row["effect"],
            )
            for row in evidence
        ],
    )


def _span(told: dict[str, Any], zone: str) -> str:
    return f"{_time(told['earliest'], zone)} – {_time(told['latest'], zone)}"


def _time(instant: str | None, zone: str) -> str:
    from datetime import datetime

    from feeder.cli.tables import local

    return local(datetime.fromisoformat(instant), zone) if instant else "–"
