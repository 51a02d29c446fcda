"""An open file whose beginning was looked at, as one that can be read from the beginning."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO


def taken(stream: BinaryIO, most: int) -> bytes:
    """So many bytes of an open file, fewer only at its end: a pipe gives what it has."""
    found: list[bytes] = []
    while most > 0 and (piece := stream.read(most)):
        found.append(piece)
        most -= len(piece)
    return b"".join(found)


class Rejoined(BytesIO):
    """An open file from which the beginning was taken, as one that begins there."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__(head)
        self._rest = rest

    def read1(self, size: int | None = -1, /) -> bytes:
        return super().read(size) or self._rest.read(2**16 if size is None or size < 0 else size)

    def read(self, size: int | None = -1, /) -> bytes:
        return self.read1(size)
