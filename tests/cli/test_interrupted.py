"""Ctrl-C at any moment: an end, never a traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from feeder.cli.failures import Failures


def in_a_process(code: str) -> subprocess.CompletedProcess[str]:
    """What a program does."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)


def test_ctrl_c_while_feeder_is_imported_ends_it_silently() -> None:
    """Most of the time of a short command goes into imports, where nobody could catch it."""
    done = in_a_process("import feeder.__main__, os, signal; os.kill(os.getpid(), signal.SIGINT); print('went on')")
    assert (done.returncode, done.stdout, done.stderr) == (-2, "", "")


def test_whoever_ignores_ctrl_c_goes_on_doing_so() -> None:
    """A program in the background of a shell is not to be ended by it."""
    ignored = "import os, signal; signal.signal(2, signal.SIG_IGN); import feeder.__main__; os.kill(os.getpid(), 2)"
    assert in_a_process(ignored).returncode == 0


def test_ctrl_c_while_a_command_works_is_one_line() -> None:
    """The command line gives Ctrl-C back its meaning, and says in a word that it ended."""
    code = """
import os, signal, sys
from feeder.__main__ import main
from feeder import cli
sys.argv = ["feeder", "schema"]
cli.COMMANDS["schema"] = ("antigravity_of_ours:command", "")
class Importer:
    def find_spec(self, *_): os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Importer())
main()
"""
    done = in_a_process(code)
    assert (done.returncode, done.stderr.strip()) == (1, "Aborted!")


def test_ctrl_c_in_disguise_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    """Where a class is just being made, Python 3.11 raises another error from it."""
    with pytest.raises(SystemExit) as end, Failures():
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()
    assert end.value.code == 1
    assert capsys.readouterr().err == "feeder: stopped\n"
