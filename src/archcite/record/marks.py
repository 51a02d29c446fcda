"""The marks in a plain record that say how its values are known, when the values change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archcite.record.faults import find_faults


def says_anything(value: object) -> bool:
    """Whether there is a value in plain data without defaults; marks and remarks are none."""
    if isinstance(value, Mapping):
        return any(says_anything(value[key]) for key in value if key not in ("_src", "_note"))
    if isinstance(value, list | tuple):
        return any(map(says_anything, value))
    return value not in (None, "")


def drop_untrue(plain: dict[str, Any]) -> None:
    """Take out the marks that a change has made untrue: how a value was known that is there no
    more, or that a field was empty which now has one.
    """
    for fault in find_faults(plain):
        if fault.code != "state-contradicts":
            continue
        at = fault.path.index("_src")
        table: Any = plain
        for step in fault.path[:at]:
            table = table[step]
        marks, fields = table.pop("_src"), fault.path[at + 1 :]
        if fields and len(marks) > 1:
            table["_src"] = {name: mark for name, mark in marks.items() if name not in fields}
