"""What hostile pages that stay below the caps cost: each is read in a process of its own, which is measured."""

from __future__ import annotations

import subprocess
import sys

import pytest

SECONDS, MEGABYTES = 2.0, 300
LIST = "<html lang='nl'><body><ul>"
PAGES = {
    "one link, again and again": f"{LIST!r} + \"<li><a href='/a/b-c-d'>Een hele mooie titel hier</a></li>\" * 24_000",
    "as many stories as fit": (
        f"{LIST!r} + ''.join(f\"<li><a href='/a/verhaal-{{n}}'>Een titel, nummer {{n}}</a> 3 uur geleden\" "
        "for n in range(16_000))"
    ),
    "one endless paragraph": "'<article><h1>Titel</h1><p>' + 'Een lange zin zonder eind. ' * 70_000",
    "one endless title": "'<title>' + ' - a | b : c' * 150_000 + '</title><h1>x</h1><p>y'",
    "times in words everywhere": (
        "'<article><h1>Titel</h1><div>' + '<time datetime=\"1h ago\" data-time=x>gisteren 14:05 </time>' * 20_000 + "
        "'</div><p>Een lange zin die ergens over gaat, en dan nog een stuk, en nog een stuk. En einde.'"
    ),
    "a script that is almost JSON": (
        '\'<script type="application/ld+json">{"@type": "Article", "name": "\' + \'\\\\"\' * 3_000_000 + "</script>x"'
    ),
    "boxes that call without end": (
        "'<html lang=en><h1>Titel</h1>' + '<div><p>Subscribe to our newsletter and get the very best of it, all day "
        "long, every day.</p><a>OK</a></div>' * 12_000"
    ),
    "replies without end": (
        "'<html lang=en><h1>Titel</h1>' + '<p>user 12 March 2026</p><p>A reply with some sentence in it. And enough "
        "of them to be taken for running text.</p>' * 7_000"
    ),
    "headings without end": "'<title>x</title><main>' + '<h2 class=\"article-title\">woord <b>x</b></h2>' * 15_000",
}
READ = """
import time
from feeder.errors import PageError
from feeder.reading import read
read(b"<html><p>warm</p></html>", media_type="text/html")
body = ({}).encode()
started = time.process_time()
try:
    read(body, media_type="text/html", url="https://de-dijkbode.example/a/b")
except PageError:
    pass
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.process_time() - started, int(peak) / 1024)
"""


@pytest.mark.parametrize("name", PAGES)
def test_time_and_memory(name: str) -> None:
    """No page of any making takes two seconds of a processor or 300 MB."""
    command = [sys.executable, "-c", READ.format(PAGES[name])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
