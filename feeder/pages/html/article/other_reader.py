"""trafilatura's reading of a page, where it is installed: in a process of its own, so that it can neither crash, leak
into nor slow down this one. Asked only where feeder's own reading found next to nothing (it starts in half a second).
"""

from __future__ import annotations

import logging
import subprocess
import sys
from importlib.util import find_spec

SECONDS = 10.0
MOST_CHARACTERS, MOST_TAGS = 2 * 1024 * 1024, 10_000
"""What trafilatura is asked about: beyond, it takes seconds, and a page that hides its text in so much holds none."""

log = logging.getLogger("feeder")


def second_opinion(markup: str, seconds: float = SECONDS) -> tuple[str, ...]:
    """The paragraphs that trafilatura finds in `markup`; () without it, or where it fails or takes `seconds`."""
    if len(markup) > MOST_CHARACTERS or markup.count("<") > MOST_TAGS or find_spec("trafilatura") is None:
        return ()
    command = [sys.executable, "-c", f"from {__name__} import main; main()"]
    given = markup.encode("utf-8", "replace")
    try:
        # Nothing but our own interpreter and this module is run: the page is only its input.
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except (subprocess.TimeoutExpired, OSError):
        return ()
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").splitlines()
        log.warning("trafilatura failed: %s", told[-1] if told else "it does not say why")
        return ()
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return tuple(line.strip() for line in lines if line.strip())


def main() -> None:
    """Read markup from standard input, write the paragraphs found to standard output, one a line."""
    from trafilatura import extract

    markup = sys.stdin.buffer.read().decode("utf-8", "replace")
    found = extract(markup, include_comments=False, include_tables=False, favor_precision=True)
    sys.stdout.buffer.write((found or "").encode())
