"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text() -> sa.types.TypeEngine[str]:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _entry(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("entry_id", _id(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=f"fk_{table}_entry_id", ondelete="CASCADE"),
    ]


def upgrade() -> None:
    """Make every table."""
    _entries()
    _sources()
    _captures()
    _sections()


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("id", _id(), nullable=False),
        sa.Column("guid", _text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("dating", sa.Text(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("published", sa.BigInteger()),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.Column("sort_at", sa.BigInteger(), nullable=False),
        sa.Column("first_seen", sa.BigInteger(), nullable=False),
        sa.Column("last_seen", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_at", sa.BigInteger()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("forgotten", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("digest", _text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        sa.UniqueConstraint("guid", name="uq_entries_guid"),
    )
    op.create_index("ix_entries_sort_at", "entries", ["sort_at"])
    op.create_table(
        "keys",
        sa.Column("value", _text(), nullable=False),
        sa.Column("kind", _text(), nullable=False),
        *_entry("keys"),
        sa.PrimaryKeyConstraint("value", "kind", name="pk_keys"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_keys_entry_id", "keys", ["entry_id"])
    op.create_table(
        "bands",
        sa.Column("value", _text(), nullable=False),
        *_entry("bands"),
        sa.PrimaryKeyConstraint("value", "entry_id", name="pk_bands"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bands_entry_id", "bands", ["entry_id"])
    op.create_table(
        "listings",
        sa.Column("section", _text(), nullable=False),
        sa.Column("sort_at", sa.BigInteger(), nullable=False),
        *_entry("listings"),
        sa.PrimaryKeyConstraint("section", "sort_at", "entry_id", name="pk_listings"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_listings_entry_id", "listings", ["entry_id"])
    op.create_table(
        "appearances",
        *_entry("appearances"),
        sa.Column("source", _text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", "source", name="pk_appearances"),
    )


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("name", _text(), nullable=False),
        sa.Column("fingerprint", _text(), nullable=False),
        sa.Column("host", _text()),
        sa.Column("node", _text()),
        sa.Column("next_due", sa.BigInteger()),
        sa.Column("lease_until", sa.BigInteger()),
        sa.Column("token", _text()),
        sa.Column("paused", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("retired", sa.BigInteger()),
        sa.Column("outcome", sa.Text()),
        sa.Column("reason", _text()),
        sa.Column("since", sa.BigInteger()),
        sa.Column("last_ok", sa.BigInteger()),
        sa.Column("last_run", sa.BigInteger()),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("items", sa.Integer(), server_default="0", nullable=False),
        sa.Column("dated", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bytes", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("latency", sa.Float(), server_default="0", nullable=False),
        sa.Column("news", sa.Float(), server_default="0", nullable=False),
        sa.Column("watched", sa.Float(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_sources"),
    )
    op.create_index("ix_sources_next_due", "sources", ["next_due"])
    op.create_table(
        "hosts",
        sa.Column("host", _text(), nullable=False),
        sa.Column("next_ok", sa.BigInteger()),
        sa.Column("lease_until", sa.BigInteger()),
        sa.Column("token", _text()),
        sa.PrimaryKeyConstraint("host", name="pk_hosts"),
    )
    op.create_table(
        "meta",
        sa.Column("key", _text(), nullable=False),
        sa.Column("value", _text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )


def _captures() -> None:
    op.create_table(
        "series",
        sa.Column("source", _text(), nullable=False),
        sa.Column("series", _text(), nullable=False),
        sa.Column("state", sa.Text()),
        sa.Column("receipt", sa.Text()),
        sa.PrimaryKeyConstraint("source", "series", name="pk_series"),
    )
    op.create_table(
        "calibrations",
        sa.Column("source", _text(), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_calibrations"),
    )
    op.create_table(
        "ledger",
        sa.Column("source", _text(), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", _text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("mtime_ns", sa.BigInteger(), nullable=False),
        sa.Column("inode", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.BigInteger()),
        sa.Column("error", _text()),
        sa.PrimaryKeyConstraint("source", "path", name="pk_ledger"),
    )
    op.create_table(
        "captures",
        sa.Column("id", _id(), nullable=False),
        sa.Column("source", _text(), nullable=False),
        sa.Column("series", _text(), nullable=False),
        sa.Column("url", _text(), nullable=False),
        sa.Column("final_url", _text(), nullable=False),
        sa.Column("media_type", _text()),
        sa.Column("charset", _text()),
        sa.Column("taken_at", sa.BigInteger()),
        sa.Column("taken_by", _text(), nullable=False),
        sa.Column("staleness", sa.Float(), nullable=False),
        sa.Column("seen_at", sa.BigInteger()),
        sa.Column("confirmed_at", sa.BigInteger()),
        sa.Column("sha256", _text(), nullable=False),
        sa.Column("error", _text()),
        sa.PrimaryKeyConstraint("id", name="pk_captures"),
    )
    for column in ("source", "taken_at", "sha256"):
        op.create_index(f"ix_captures_{column}", "captures", [column])
    op.create_table(
        "bodies",
        sa.Column("sha256", _text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_bodies"),
    )


def _sections() -> None:
    op.create_table(
        "sections",
        sa.Column("slug", _text(), nullable=False),
        sa.Column("title", _text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("retired", sa.BigInteger()),
        sa.Column("publish_due", sa.BigInteger()),
        sa.Column("newest", sa.BigInteger()),
        sa.Column("lease_until", sa.BigInteger()),
        sa.Column("token", _text()),
        sa.PrimaryKeyConstraint("slug", name="pk_sections"),
    )
    op.create_table(
        "generations",
        sa.Column("section", _text(), nullable=False),
        sa.Column("file", _text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", _text(), nullable=False),
        sa.Column("last_modified", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("section", "file", name="pk_generations"),
    )
