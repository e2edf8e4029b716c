"""Where Alembic meets the store: it is handed the connection, inside the transaction that migrates everything."""

from __future__ import annotations

from alembic import context

from feeder.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
