"""Are there known vulnerabilities in what requirements.lock installs? `python -m scripts.audit [--service osv|pypi]`.

Exit status 0: every package was looked up, and none is known to be vulnerable. 1: some are, by name. 3: the data could
not be reached, for all or some of them, so nothing is known. Needs pip-audit (`pip install -e '.[maintain]'`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from scripts.lock import LOCK

FOUND, UNKNOWN = 1, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Look everything up, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--service", choices=("pypi", "osv"), default="pypi", help="whose data (default pypi)")
    asked = parser.parse_args(arguments)
    status, told = judge(looked_up(asked.service))
    print(told)
    return status


def looked_up(service: str) -> str:
    """What pip-audit prints, as JSON; "" where it fails."""
    command = (sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--no-deps", "--disable-pip")
    options = ("--format", "json", "--progress-spinner", "off", "--vulnerability-service", service)
    return subprocess.run([*command, *options], capture_output=True, text=True, check=False).stdout


def judge(report: str) -> tuple[int, str]:
    """(exit status, what to say) for a report of pip-audit."""
    try:
        packages: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return (
            UNKNOWN,
            "The data on vulnerabilities is not reachable, or pip-audit is not installed: nothing was checked.",
        )
    bad = [f"{p['name']} {p['version']}: {v['id']}" for p in packages for v in p.get("vulns", ())]
    missed = [p["name"] for p in packages if "skip_reason" in p]
    if bad:
        return FOUND, "\n".join(["Known vulnerabilities:", *bad, *([_unknown(missed, packages)] if missed else [])])
    if missed or not packages:
        return UNKNOWN, _unknown(missed, packages)
    return 0, f"{len(packages)} packages looked up, no known vulnerability."


def _unknown(missed: list[str], packages: list[dict[str, Any]]) -> str:
    count = f"{len(missed)} of {len(packages)} packages"
    return f"The data on vulnerabilities is not reachable for {count}: nothing is known of them."


if __name__ == "__main__":
    sys.exit(main())
