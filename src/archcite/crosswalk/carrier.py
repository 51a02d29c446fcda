"""The whole record in one field of another format, and what becomes of it when the rest is edited.

Formats without a place for every fact carry the record itself along, packed into letters that every
program keeps. Coming back, what the visible fields say now counts; the rest is taken from it.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from archcite.record.model import Record

Plain = Mapping[str, Any]

MARK = "archcite1."
_UNTOUCHED = str.maketrans({"\\": "", "/": "", "{": "", "}": "", "–": "--", "—": "---"})
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

    What programs put into long words does not count: blanks, and what LaTeX needs round hyphens. A
    dash stands for the hyphens that it was made of.
    """
    word = "".join(text.translate(_UNTOUCHED).split())
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
    that means the same as then keeps its carried value; so does a member of a list.
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
        elif isinstance(kept, (list, tuple)) and isinstance(new, (list, tuple)):
            value = _listed(kept, old if isinstance(old, (list, tuple)) else (), new)
        if value not in (None, {}, []):
            made[key] = value
    return made


_MOST = 500  # members of a list that are compared one by one


def _listed(kept: Sequence[Any], old: Sequence[Any], new: Sequence[Any]) -> list[Any]:
    """A carried list with what was changed in it, added to it and taken out of it since.

    Members that the visible fields never showed stay where they are.
    """
    if max(map(len, (kept, old, new))) > _MOST:
        return list(new)
    shown = _shown(kept, old)
    rest = list(range(len(old)))
    same: dict[int, int] = {}  # a new member's place -> that of the old one that it is
    for at, member in enumerate(new):
        found = next((index for index in rest if old[index] == member), None)
        if found is not None:
            rest.remove(found)
            same[at] = found
    for at in range(len(new)):
        if at not in same and rest and not _is_between(at, same, rest[0]):
            same[at] = rest.pop(0)
    made = [_member(kept, old, new, shown, at, same.get(at)) for at in range(len(new))]
    order = [same[at] for at in sorted(same)]
    if order != sorted(order):  # somebody has moved them: their order counts
        return made + [kept[at] for at in range(len(kept)) if at not in shown.values()]
    return _in_place(kept, shown, same, made)


def _is_between(at: int, same: Mapping[int, int], index: int) -> bool:
    """Whether a new member stands where no old one was changed."""
    before = max((same[each] for each in same if each < at), default=-1)
    after = min((same[each] for each in same if each > at), default=index + 1)
    return not before < index < after


def _member(
    kept: Sequence[Any],
    old: Sequence[Any],
    new: Sequence[Any],
    shown: Mapping[int, int],
    at: int,
    was: int | None,
) -> Any:
    carried = kept[shown[was]] if was is not None and was in shown else None
    if was is None or carried is None:
        return new[at]
    if old[was] == new[at]:
        return carried
    if isinstance(carried, Mapping) and isinstance(new[at], Mapping):
        return reconciled(carried, old[was], new[at])
    return new[at]


def _in_place(
    kept: Sequence[Any], shown: Mapping[int, int], same: Mapping[int, int], made: Sequence[Any]
) -> list[Any]:
    """The made members in the places of the carried ones that they come from, the new behind."""
    place_of = {shown[was]: at for at, was in same.items() if was in shown}
    gone = set(shown.values()) - place_of.keys()
    result: list[Any] = []
    after: dict[int, list[Any]] = {}  # new ones, by the carried place that they stand behind
    last = -1
    for at, value in enumerate(made):
        was = same.get(at)
        if was is not None and was in shown:
            last = shown[was]
        else:
            after.setdefault(last, []).append(value)
    result += after.get(-1, [])
    for place, value in enumerate(kept):
        if place in place_of:
            result.append(made[place_of[place]])
        elif place not in gone:
            result.append(value)
        result += after.get(place, [])
    return result


def _shown(kept: Sequence[Any], old: Sequence[Any]) -> dict[int, int]:
    """The place of an old member -> that of the carried member which it showed."""
    found: dict[int, int] = {}
    free = list(range(len(kept)))
    for at, member in enumerate(old):
        best = max(free, key=lambda place: _likeness(kept[place], member), default=None)
        if best is not None and _likeness(kept[best], member) > 0:
            found[at] = best
            free.remove(best)
    return found


def _likeness(carried: Any, shown: Any) -> int:
    """How many values two members have in common; 0 where they contradict in what names them."""
    if not (isinstance(carried, Mapping) and isinstance(shown, Mapping)):
        return int(carried == shown)
    if any(carried.get(key) != shown.get(key) for key in _NAMING if key in shown):
        return 0
    return sum(carried.get(key) == value for key, value in shown.items())


# Fields that say which member of a list is meant.
_NAMING = ("role", "verb", "term", "path", "kind")
