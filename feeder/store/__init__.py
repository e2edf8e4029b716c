"""What is remembered between runs: transactions over one schema, on SQLite or PostgreSQL.

`open_store` opens it; `Store.read` and `Store.write` give transactions, whose methods are split by meaning over
`entries`, `keys`, `captures`, `series`, `sections` and `schedule`.
"""

from feeder.store.keys import KeyConflict
from feeder.store.store import Reader, Store, Writer, open_store

__all__ = ["KeyConflict", "Reader", "Store", "Writer", "open_store"]
