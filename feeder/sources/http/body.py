"""The body of an answer, unpacked within bounds: bytes on the wire, bytes unpacked, parts."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from feeder.errors import SourceError

MOST_PARTS = 200_000  # of one body: a page sent in crumbs costs more to put together than it is worth
_GZIP_OR_ZLIB = 47  # window bits: both formats, told by their header
_RAW = -15  # "deflate" without the zlib header that RFC 9110 section 8.4.1.2 asks for, as many servers send it
CODINGS = ("gzip", "x-gzip", "deflate")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Most bytes on the wire and unpacked. `cut`: what is longer when unpacked is cut off there, and no error."""

    wire: int
    unpacked: int
    cut: int | None = None


async def read(parts: AsyncIterator[bytes], coding: str, bounds: Bounds, subject: str) -> bytes:
    """The whole body. Raises SourceError past a bound, for a coding that was not asked for, and for half a body."""
    unpacker = _unpacker(coding.strip().lower(), bounds, subject)
    body: list[bytes] = []
    size = wire = 0
    async for part in parts:
        wire += len(part)
        if wire > bounds.wire:
            raise SourceError(subject, f"is larger than {bounds.wire} bytes", "it is not a page")
        if len(body) >= MOST_PARTS:
            raise SourceError(subject, f"comes in more than {MOST_PARTS} parts", "it is not a page")
        body.append(unpacker.feed(part) if unpacker else part)
        size += len(body[-1])
        if bounds.cut is not None and size >= bounds.cut:
            return b"".join(body)[: bounds.cut]
    if unpacker and not unpacker.whole:
        raise SourceError(subject, "breaks off in the middle", "it is tried again later")
    return b"".join(body)


def _unpacker(coding: str, bounds: Bounds, subject: str) -> Unpacker | None:
    if coding in ("", "identity"):
        return None
    if coding not in CODINGS:
        raise SourceError(subject, f"answers in the coding {coding[:40]!r}, which was not asked for", "tell its owner")
    return Unpacker(coding, bounds, subject)


class Unpacker:
    """gzip (all members) and deflate (with its header or without), never giving much more than the bound in all."""

    def __init__(self, coding: str, bounds: Bounds, subject: str) -> None:
        self._raw_too = coding == "deflate"
        self._subject = subject
        self._left = bounds.unpacked if bounds.cut is None else bounds.cut
        self._cut = bounds.cut is not None
        self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._begun = False

    @property
    def whole(self) -> bool:
        """Whether the last stream was read to its end; nothing at all is whole too."""
        return self._stream.eof or not self._begun

    def feed(self, part: bytes) -> bytes:
        """What `part` unpacks to. Raises SourceError past the bound and for what is packed wrongly."""
        found = []
        while part:
            if self._stream.eof:
                if not part.lstrip(b"\0"):  # padding behind the last member (RFC 1952 says nothing, tar does it)
                    break
                self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
            found.append(self._some(part))
            self._left -= len(found[-1])
            if self._left < 0 and self._cut:
                break
            if self._left < 0:
                raise SourceError(self._subject, "unpacks to more than a page can be", "it is not a page")
            part = self._stream.unconsumed_tail or self._stream.unused_data
        return b"".join(found)

    def _some(self, part: bytes) -> bytes:
        begun, self._begun = self._begun, True
        try:
            return self._stream.decompress(part, self._left + 1)
        except zlib.error as error:
            if begun or not self._raw_too:
                raise SourceError(self._subject, f"is packed wrongly: {error}", "it is tried again later") from None
        self._stream = zlib.decompressobj(_RAW)
        return self._some(part)
