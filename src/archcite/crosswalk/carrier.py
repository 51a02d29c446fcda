"""The whole record in one field of another format, and what becomes of it when the rest is edited.

Formats without a place for every fact carry the record itself along, packed into letters that every
program keeps. Coming back, what the visible fields say now counts; the rest is taken from it.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from typing import Any

import msgspec

from archcite.record.model import Record

Plain = Mapping[str, Any]

_MARK = "archcite1."
_LARGEST = 4 * 2**20  # bytes of a record; what unpacks to more is no record


def pack(record: Record) -> str:
    """The record as one word of ASCII letters, digits, hyphens, underscores and a dot."""
    data = msgspec.json.encode(record)
    packed = base64.urlsafe_b64encode(zlib.compress(data, 9)).decode("ascii")
    return _MARK + packed.rstrip("=")


def unpack(text: str) -> dict[str, Any] | None:
    """The plain record that a word of pack holds; None for anything else, and for a damaged one.

    Blanks and backslashes in it, which programs put into long words, do not count.
    """
    word = "".join(text.replace("\\", "").split())
    if not word.startswith(_MARK):
        return None
    body = word.removeprefix(_MARK)
    try:
        packed = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        opened = zlib.decompressobj()
        data = opened.decompress(packed, _LARGEST)
        if opened.unconsumed_tail or not opened.eof:
            return None
        plain = json.loads(data)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return None
    return plain if isinstance(plain, dict) else None


def reconciled(carried: Plain, then: Plain, now: Plain) -> dict[str, Any]:
    """The carried record with what somebody has changed in the visible fields since.

    then: what the visible fields meant when they were written, now: what they mean today. A field
    that means the same as then keeps its carried value.
    """
    made: dict[str, Any] = {}
    for key in dict.fromkeys([*carried, *now]):
        old, new = then.get(key), now.get(key)
        kept = carried.get(key)
        if old == new:
            if key in carried:
                made[key] = kept
            continue
        value = new
        if isinstance(kept, Mapping) and isinstance(new, Mapping):
            value = reconciled(kept, old if isinstance(old, Mapping) else {}, new)
        if value not in (None, {}, []):
            made[key] = value
    return made
