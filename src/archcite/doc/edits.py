"""Changes of a text by their places, and the lines of places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import TypeAlias

# Where a change begins and ends in the old text, and what stands there in the new one.
Edit: TypeAlias = tuple[int, int, str]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with its edits made; of two that overlap the second takes only what is left.

    What is put in has the line ends of the text.
    """
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda each: each[:2]):
        parts += [text[at:start], ended(new, text)]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def ended(new: str, text: str) -> str:
    """A new piece with the line ends of the text that it is for."""
    if "\n" in new and "\r\n" in text:
        return new.replace("\r\n", "\n").replace("\n", "\r\n")
    return new


class Lines:
    """The lines of a text, counted from 1."""

    def __init__(self, text: str) -> None:
        self._begins = list(accumulate((len(each) + 1 for each in text.split("\n")), initial=0))

    def at(self, place: int) -> int:
        """The line on which a place is."""
        return bisect_right(self._begins, place)
