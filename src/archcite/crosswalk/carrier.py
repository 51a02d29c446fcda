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

MARK = "archcite1."
_MANY = 2000  # members of a list from which on they are not compared one by one
_LARGEST = 4 * 2**20  # bytes of a record; what unpacks to more is no record


def pack(record: Record, seen: str = "") -> str:
    """The record as one word of ASCII letters, digits, hyphens, underscores and dots.

    seen: a mark of what the visible fields mean, which `seen_of` gives back.
    """
    data = msgspec.json.encode(record)
    packed = base64.urlsafe_b64encode(zlib.compress(data, 9)).decode("ascii")
    return MARK + packed.rstrip("=") + (f".{seen}" if seen else "")


def seen_of(word: str) -> str:
    """The mark that a word was packed with; "" for none."""
    return word.strip().removeprefix(MARK).partition(".")[2]


def unpack(text: str) -> dict[str, Any] | None:
    """The plain record that a word of pack holds; None for anything else, and for a damaged one.

    Blanks and backslashes in it, which programs put into long words, do not count.
    """
    word = "".join(text.replace("\\", "").split())
    if not word.startswith(MARK):
        return None
    body = word.removeprefix(MARK).partition(".")[0]
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
        elif isinstance(kept, list | tuple) and isinstance(new, list | tuple):
            value = (
                new
                if len(new) > _MANY
                else _merged(
                    list(kept), list(old) if isinstance(old, list | tuple) else [], list(new)
                )
            )
        if value not in (None, {}, []):
            made[key] = value
    return made


def _merged(kept: list[Any], old: list[Any], new: list[Any]) -> list[Any]:
    """A carried list with what was changed in it: members taken out, put in, or edited in place.

    Members that the visible fields cannot show stay where they are.
    """
    place = _places(kept, old)
    source: list[int | None] = []  # for each new member, the old one that it was
    free = list(range(len(old)))
    for each in new:
        same = next((at for at in free if old[at] == each), None)
        if same is not None:
            free.remove(same)
        source.append(same)
    strange = [at for at, same in enumerate(source) if same is None]
    if len(strange) == len(free):  # as many edited as are missing: they were edited in place
        for fresh, gone in zip(strange, free, strict=True):
            source[fresh] = gone
    shown = {at for at in place if at is not None}
    made: list[Any] = []
    done = -1
    for each, was in zip(new, source, strict=True):
        at = place[was] if was is not None else None
        if at is None:
            made.append(each)
            continue
        made += [kept[hidden] for hidden in range(done + 1, at) if hidden not in shown]
        done = max(done, at)
        before = old[was] if was is not None else None
        if before == each:
            made.append(kept[at])
        elif isinstance(kept[at], Mapping) and isinstance(each, Mapping):
            made.append(reconciled(kept[at], before if isinstance(before, Mapping) else {}, each))
        else:
            made.append(each)
    return made + [kept[at] for at in range(done + 1, len(kept)) if at not in shown]


def _places(kept: list[Any], old: list[Any]) -> list[int | None]:
    """For each visible member where it stands in the carried list; None where that is not known."""
    if len(kept) == len(old):
        return list(range(len(old)))
    places: list[int | None] = []
    start = 0
    for each in old:
        at = next((at for at in range(start, len(kept)) if _shows(each, kept[at])), None)
        places.append(at)
        start = start if at is None else at + 1
    return places


def _shows(seen: Any, whole: Any) -> bool:
    """Whether a visible member can be the view of a carried one."""
    if isinstance(seen, Mapping) and isinstance(whole, Mapping):
        return all(whole.get(key) == value for key, value in seen.items())
    return bool(seen == whole)
