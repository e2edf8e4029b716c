"""What the service manager is told (sd_notify(3)), where there is one; nothing anywhere else."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping


class ServiceManager:
    """A datagram socket that `NOTIFY_SOCKET` names. Nothing that goes wrong with it disturbs the daemon."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._address = environ.get("NOTIFY_SOCKET", "")
        self.watchdog = _watchdog(environ)

    def tell(self, **values: object) -> None:
        """Send `values`, each as `NAME=value`."""
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        message = "\n".join(f"{name}={value}" for name, value in values.items())
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
                out.sendto(message.encode(), address)
        except OSError:
            return


def _watchdog(environ: Mapping[str, str]) -> bool:
    """Whether the service manager wants a sign of life from this process."""
    return environ.get("WATCHDOG_USEC", "").isdigit() and environ.get("WATCHDOG_PID", str(os.getpid())) == str(
        os.getpid()
    )
