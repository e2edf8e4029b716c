"""Column types that mean the same on SQLite and PostgreSQL, and how bodies are packed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from zlib import compress, decompress
from zlib import error as ZlibError  # noqa: N812 -- a class

from sqlalchemy import TEXT, BigInteger, Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from feeder.errors import DamagedError
from feeder.model.codec import dump, load

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_QUICK = 1  # zlib level: three times as fast as the default on pages, a tenth larger

# SQLite numbers the rows of INTEGER keys by itself, those of BIGINT keys it does not.
Id = BigInteger().with_variant(Integer(), "sqlite")


class Words(TypeDecorator[str]):
    """Text, compared byte by byte on both databases, so that orders and prefixes agree.

    What no database can hold (NUL, the lone surrogates of odd file names) is kept as U+FFFD.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return TEXT(collation="C") if dialect.name == "postgresql" else TEXT()

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class Instant(TypeDecorator[datetime]):
    """An aware datetime as whole microseconds since 1970 UTC: exact, ordered, the same everywhere. Read as UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Noun(TypeDecorator[Any]):
    """A noun of the model as JSON text, written and read by the codec."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        return None if value is None else dump(value, self.kind)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        try:
            return None if value is None else load(self.kind, value)
        except ValueError as error:
            raise _damaged("a remembered state") from error


class Choice(TypeDecorator[StrEnum]):
    """One of a closed list of words."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


class Unsigned(TypeDecorator[int]):
    """A whole number below 2**64 (inodes of some file systems) in a signed column."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        return None if value is None else value - (value >> 63 << 64)

    def process_result_value(self, value: int | None, dialect: Dialect) -> int | None:
        return None if value is None else value % (1 << 64)


class FileName(TypeDecorator[str]):
    """A path, byte for byte as the file system has it, whatever its encoding."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else value.encode("utf-8", "surrogateescape")

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else value.decode("utf-8", "surrogateescape")


class Packed(TypeDecorator[bytes]):
    """Bytes, compressed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else compress(value, _QUICK)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        try:
            return None if value is None else decompress(value)
        except ZlibError as error:
            raise _damaged("the bytes of a capture or file") from error


def _damaged(what: str) -> DamagedError:
    return DamagedError("the database", f"is damaged ({what})", "run `feeder doctor --repair`")


def storable(text: str) -> str:
    """`text` as a database can hold it."""
    return text if text.isascii() and "\0" not in text else _UNSTORABLE.sub("\ufffd", text)


def digest_of(*values: object) -> str:
    """The sha256 of `values`, each told by its text; instants by their seconds."""
    told = "\x1f".join([str(v.timestamp()) if isinstance(v, datetime) else str(v) for v in values])
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
