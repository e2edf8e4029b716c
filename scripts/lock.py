"""Write requirements.lock: what a container installs, each version with its hashes: `python -m scripts.lock`.

Needs uv (`pip install -e '.[maintain]'`). Install from it with `pip install --require-hashes -r requirements.lock`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
COMPILE = (
    "uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 --extra all "
    "--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command"
).split()


def main() -> int:
    """Resolve pyproject.toml with every optional part anew; what uv returns."""
    command = [sys.executable, "-m", *COMPILE, "python -m scripts.lock", "pyproject.toml", "-o", LOCK.name]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
