"""What only the environment and the operator know is in no output, log, feed, note or database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from feeder.cli.run import command as run_command

SECRETS = ("t0ken-of-a-header", "pa55word", "key-in-the-query", "admin-s3cret")
CONFIG = """
[[sources]]
name = "page"
url = "http://user:pa55word@127.0.0.1:9/list?token=key-in-the-query"
headers = { Authorization = "Bearer ${FEEDER_HEADER}" }
section = "streek"
[[sources]]
name = "wire"
path = "in/*.txt"
section = "streek"
"""


def feeder(folder: Path, *arguments: str, **environ: str) -> str:
    """Everything that a command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "feeder", *arguments], cwd=folder, capture_output=True, timeout=60, check=False,
        env={
            "PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin", "HOME": str(folder),
            "FEEDER_HEADER": SECRETS[0], "FEEDER_TOKEN": SECRETS[3], **environ,
        },
    )  # fmt: skip
    return (done.stdout + done.stderr).decode()


def test_secrets_stay_secret(tmp_path: Path) -> None:
    """A token in a header, a login and a key in an address: neither printed at any length nor published."""
    (tmp_path / "config.toml").write_text(CONFIG)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "s-2026-03-14T2100+0100.txt").write_text("Brug open\nOUDEKERK (ANP) - De brug is open.\n")
    told = feeder(tmp_path, "once", "-vv", FEEDER_ALLOW_PRIVATE="true")
    assert "page" in told
    told += feeder(tmp_path, "once", "--json", "--force", FEEDER_ALLOW_PRIVATE="true")
    for arguments in (("status",), ("status", "--json"), ("doctor", "--json"), ("export", "opml"), ("explain", "Brug")):
        told += feeder(tmp_path, *arguments)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.name != "config.toml")
    for secret in SECRETS:
        assert secret not in told
    for secret in (SECRETS[0], SECRETS[3]):
        assert secret.encode() not in kept
    published = b"".join(path.read_bytes() for path in (tmp_path / "output").rglob("*") if path.is_file())
    assert published
    for secret in SECRETS:
        assert secret.encode() not in published


def test_the_password_of_a_database_is_not_told(tmp_path: Path) -> None:
    """A database that does not answer is named without its password."""
    (tmp_path / "config.toml").write_text("")
    for command in ("once", "doctor"):
        told = feeder(tmp_path, command, FEEDER_DATABASE="postgresql://news:pa55word@127.0.0.1:9/news")
        assert "127.0.0.1" in told
        assert "pa55word" not in told


def test_the_server_listens_to_this_machine_only_unless_told() -> None:
    """`feeder run` binds loopback by default."""
    (host,) = (option for option in run_command.params if option.name == "host")
    assert host.default == "127.0.0.1"
