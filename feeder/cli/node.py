"""What this machine is called."""

from __future__ import annotations

import os
import socket


def node_name() -> str:
    """FEEDER_NODE, else the host name."""
    return os.environ.get("FEEDER_NODE") or socket.gethostname()
