"""A served installation over real connections: feeder's own server, or nginx as the manual configures it."""

from __future__ import annotations

import asyncio
import http.client
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feeder.web.server import listen, serve
from tests.web.asking import Answer, Served

DOCS = Path(__file__).parents[2] / "docs" / "serving.md"


class Client:
    """Asks one port, a new connection each time."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request; underscores in header names are dashes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, body)


@contextmanager
def own_server(served: Served) -> Iterator[Client]:
    """feeder's own server, in a thread."""
    at, begun = listen("127.0.0.1", 0), threading.Event()
    loop, stopping = asyncio.new_event_loop(), asyncio.Event()

    async def run() -> None:
        begun.set()
        await serve(served.make(), at, stopping)

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    at.listen(100)
    thread.start()
    begun.wait(5)
    try:
        yield Client(at.getsockname()[1])
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join(10)
        loop.close()
        at.close()


def nginx() -> str | None:
    """Where nginx is, on machines that have it."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def documented() -> str:
    """The configuration for nginx that the manual gives."""
    found = re.search(r"```nginx\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


@contextmanager
def nginx_server(program: str, output: Path, scratch: Path) -> Iterator[Client]:
    """nginx over `output`, configured as the manual says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = documented().replace("listen 80", f"listen 127.0.0.1:{port}").replace("/srv/feeder/output", str(output))
    site = site.replace("# A section that is gone: location", "location")
    folders = "".join(
        f"{kind}_temp_path {scratch}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.getuid() == 0 else ""  # its workers would be nobody, who may not read a test's folder
    told = f"daemon off; pid {scratch}/pid; error_log {scratch}/errors; {user} events {{}} http {{ access_log off; "
    (scratch / "nginx.conf").write_text(f"{told}{folders}\n{site}}}\n", encoding="utf-8")
    process = subprocess.Popen([program, "-p", scratch, "-e", scratch / "early", "-c", scratch / "nginx.conf"])
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield Client(port)
    finally:
        process.terminate()
        process.wait(10)
