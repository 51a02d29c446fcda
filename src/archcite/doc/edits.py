"""Changes of a text by their places, and the lines of places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import TypeAlias

# Where a change begins and ends in the old text, and what stands there in the new one.
Edit: TypeAlias = tuple[int, int, str]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with its edits made; of two that overlap the second takes only what is left."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda each: each[:2]):
        parts += [text[at:start], new]
        at = max(at, end)
    return "".join([*parts, text[at:]])


class Lines:
    """The lines of a text, counted from 1."""

    def __init__(self, text: str) -> None:
        self._begins = list(accumulate((len(each) + 1 for each in text.split("\n")), initial=0))

    def at(self, place: int) -> int:
        """The line on which a place is."""
        return bisect_right(self._begins, place)
