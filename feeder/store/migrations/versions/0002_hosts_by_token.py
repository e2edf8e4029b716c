"""Hosts are found by the token that holds them: every commit of a refresh renews its hosts."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_hosts_token", "hosts", ["token"])
