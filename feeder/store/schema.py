"""The one schema, for SQLite and PostgreSQL alike. HEAD names the migration that it equals; a test proves it."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    false,
)

from feeder.model.entry import Outcome, SeriesState, State
from feeder.model.page import Receipt
from feeder.model.time import Calibration
from feeder.store.types import Choice, FileName, Id, Instant, Noun, Packed, Unsigned, Words

HEAD = "0002"

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


def _entry_id(*, index: bool = False) -> Column[int]:
    return Column("entry_id", Id, ForeignKey("entries.id", ondelete="CASCADE"), nullable=False, index=index)


# Alembic's own table, so that a schema made in one go says which migration it equals.
versions = Table("alembic_version", metadata, Column("version_num", String(32), nullable=False, primary_key=True))
versions.primary_key.name = "alembic_version_pkc"

meta = Table("meta", metadata, Column("key", Words, primary_key=True), Column("value", Words, nullable=False))

# A story that lasts. `digest` is over everything that the row means: SQLite does not checksum its pages.
entries = Table(
    "entries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guid", Words, nullable=False, unique=True),
    Column("lead", Text, nullable=False),
    Column("dating", Text, nullable=False),
    Column("sections", Text, nullable=False),
    Column("published", Instant),
    Column("updated", Instant, nullable=False),
    Column("sort_at", Instant, nullable=False, index=True),
    Column("first_seen", Instant, nullable=False),
    Column("last_seen", Instant, nullable=False),
    Column("state", Choice(State), nullable=False),
    Column("state_at", Instant),
    Column("version", Integer, nullable=False),
    Column("forgotten", Boolean, nullable=False, server_default=false()),
    Column("digest", Words, nullable=False),
)

# Which entry answers to a name. A key has one owner in the whole installation.
keys = Table(
    "keys",
    metadata,
    Column("value", Words, nullable=False),
    Column("kind", Words, nullable=False),
    _entry_id(index=True),
    PrimaryKeyConstraint("value", "kind"),
    sqlite_with_rowid=False,
)

# Likeness: entries that share a band may be alike. Apart from the keys, since these are pruned and have many owners.
bands = Table(
    "bands",
    metadata,
    Column("value", Words, nullable=False),
    _entry_id(index=True),
    PrimaryKeyConstraint("value", "entry_id"),
    sqlite_with_rowid=False,
)

# Where each entry is listed; `sort_at` is frozen, so it may stand here too and give a section's newest by index.
listings = Table(
    "listings",
    metadata,
    Column("section", Words, nullable=False),
    Column("sort_at", Instant, nullable=False),
    _entry_id(index=True),
    PrimaryKeyConstraint("section", "sort_at", "entry_id"),
    sqlite_with_rowid=False,
)

appearances = Table(
    "appearances",
    metadata,
    _entry_id(),
    Column("source", Words, nullable=False),
    Column("version", Text, nullable=False),
    PrimaryKeyConstraint("entry_id", "source"),
)

sources = Table(
    "sources",
    metadata,
    Column("name", Words, primary_key=True),
    Column("fingerprint", Words, nullable=False),
    Column("host", Words),
    Column("node", Words),
    Column("next_due", Instant, index=True),
    Column("lease_until", Instant),
    Column("token", Words),
    Column("paused", Boolean, nullable=False, server_default=false()),
    Column("retired", Instant),
    Column("outcome", Choice(Outcome)),
    Column("reason", Words),
    Column("since", Instant),
    Column("last_ok", Instant),
    Column("last_run", Instant),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("items", Integer, nullable=False, server_default="0"),
    Column("dated", Integer, nullable=False, server_default="0"),
    Column("bytes", BigInteger, nullable=False, server_default="0"),
    Column("latency", Float, nullable=False, server_default="0"),
    Column("news", Float, nullable=False, server_default="0"),
    Column("watched", Float, nullable=False, server_default="0"),
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", Words, primary_key=True),
    Column("next_ok", Instant),
    Column("lease_until", Instant),
    Column("token", Words, index=True),
)

series = Table(
    "series",
    metadata,
    Column("source", Words, nullable=False),
    Column("series", Words, nullable=False),
    Column("state", Noun(SeriesState)),
    Column("receipt", Noun(Receipt)),
    PrimaryKeyConstraint("source", "series"),
)

calibrations = Table(
    "calibrations",
    metadata,
    Column("source", Words, primary_key=True),
    Column("learned", Noun(Calibration), nullable=False),
)

# Files already taken in, or failed.
ledger = Table(
    "ledger",
    metadata,
    Column("source", Words, nullable=False),
    Column("path", FileName, nullable=False),
    Column("sha256", Words, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("inode", Unsigned, nullable=False),
    Column("taken_at", Instant),
    Column("error", Words),
    PrimaryKeyConstraint("source", "path"),
)

# Captures that are kept, and their bytes: once each, however often the same page was retrieved.
captures = Table(
    "captures",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source", Words, nullable=False, index=True),
    Column("series", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("final_url", Words, nullable=False),
    Column("media_type", Words),
    Column("charset", Words),
    Column("taken_at", Instant, index=True),
    Column("taken_by", Words, nullable=False),
    Column("staleness", Float, nullable=False),
    Column("seen_at", Instant),
    Column("confirmed_at", Instant),
    Column("sha256", Words, nullable=False, index=True),
    Column("error", Words),
)
bodies = Table(
    "bodies",
    metadata,
    Column("sha256", Words, primary_key=True),
    Column("body", Packed, nullable=False),
)

sections = Table(
    "sections",
    metadata,
    Column("slug", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("created", Instant, nullable=False),
    Column("retired", Instant),
    Column("publish_due", Instant),
    Column("newest", Instant),
    Column("lease_until", Instant),
    Column("token", Words),
)

generations = Table(
    "generations",
    metadata,
    Column("section", Words, nullable=False),
    Column("file", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("digest", Words, nullable=False),
    Column("last_modified", Instant, nullable=False),
    Column("body", Packed),
    PrimaryKeyConstraint("section", "file"),
)
