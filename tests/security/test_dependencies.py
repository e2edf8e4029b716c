"""What is installed: the lock holds every dependency with its hashes; an audit that knows nothing does not say fine."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from scripts.audit import judge
from scripts.lock import LOCK

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
LOCKED = dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", LOCK.read_text(), re.MULTILINE))


def wanted() -> list[tuple[str, str]]:
    """(name, lower bound) of what feeder[all] needs."""
    extras = PROJECT["optional-dependencies"]
    lines = [*PROJECT["dependencies"], *(line for part in ("article", "postgres", "web") for line in extras[part])]
    return [(match[1], match[2]) for line in lines if (match := re.match(r"([\w.-]+)(?:\[\w+\])?>=([\d.]+)", line))]


def number(version: str) -> tuple[int, ...]:
    """A version to compare by."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def test_the_lock_holds_every_dependency() -> None:
    """Each one that pyproject.toml names, at or above its lower bound."""
    assert len(wanted()) > 20
    for name, bound in wanted():
        assert number(LOCKED[name.lower()]) >= number(bound)


def test_the_lock_is_hashed_and_names_no_host() -> None:
    """Nothing is installed that is not byte for byte what was resolved, wherever it comes from."""
    text = LOCK.read_text()
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(LOCKED)
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?:|index-url|find-links", text)


VULNERABLE = {"name": "a", "version": "1", "vulns": [{"id": "X-1"}]}
FINE = {"name": "b", "version": "1", "vulns": []}
SKIPPED = {"name": "c", "skip_reason": "could not be audited"}


@pytest.mark.parametrize(
    ("packages", "status", "told"),
    [
        ([FINE], 0, "1 packages looked up"),
        ([FINE, VULNERABLE], 1, "a 1: X-1"),
        ([VULNERABLE, SKIPPED], 1, "1 of 2"),
        ([FINE, SKIPPED], 3, "not reachable for 1 of 2"),
        ([], 3, "not reachable"),
    ],
)
def test_an_audit_says_what_it_knows(packages: list[object], status: int, told: str) -> None:
    """Vulnerable, fine, or unknown: what could not be looked up is never fine."""
    found, words = judge(json.dumps({"dependencies": packages}))
    assert found == status
    assert told in words


@pytest.mark.parametrize("report", ["", "{}", "[]", "null", "no JSON"])
def test_an_audit_that_failed_knows_nothing(report: str) -> None:
    """No report is not a good report."""
    assert judge(report)[0] == 3
