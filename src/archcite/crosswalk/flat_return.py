"""What becomes of a carried record when lists of its members were edited in another program.

Goes beyond carrier.reconciled for the lists whose members the visible fields hold one by one: of
people, subjects, notes and files those that still stand there keep what only the record knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from archcite.crosswalk.carrier import reconciled
from archcite.crosswalk.flat_text import line
from archcite.crosswalk.table import Plain
from archcite.record.marks import drop_untrue

_SAME: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    "people": lambda each: (each.get("role"), line(each.get("as_given", "")).replace(",", "")),
    "subjects": lambda each: line(each.get("term", "")),
    "remarks": lambda each: line(each.get("text", "")),
    "attachments": lambda each: line(each.get("path") or each.get("url") or ""),
}


def returned(carried: Plain, then: Plain, now: Plain) -> Plain:
    """The carried record with every edit of the visible fields since; see carrier.reconciled."""
    made = reconciled(carried, then, now)
    for name, same in _SAME.items():
        old, new, kept = then.get(name, []), now.get(name, []), carried.get(name, [])
        if old != new and new:
            made[name] = _members(kept, old, new, same)
    drop_untrue(made)
    return made


def _members(
    kept: list[Plain], old: list[Plain], new: list[Plain], same: Callable[[Plain], object]
) -> list[Plain]:
    """The new members; one that stood there before, as it was carried, and in the old order."""
    carried: dict[object, list[int]] = {}
    for at, each in enumerate(kept):
        carried.setdefault(same(each), []).append(at)
    unchanged = [same(each) for each in old if each in new]
    made: list[tuple[int, Plain]] = []
    last = -1
    seen = {same(each) for each in old}
    for each in new:
        mark = same(each)
        if mark in unchanged and carried.get(mark):
            last = carried[mark].pop(0)
            made.append((last, kept[last]))
        else:
            made.append((last, each))
    hidden = [(at, each) for at, each in enumerate(kept) if same(each) not in seen]
    made.sort(key=lambda pair: pair[0])
    return [each for _, each in sorted([*made, *hidden], key=lambda pair: pair[0])]
