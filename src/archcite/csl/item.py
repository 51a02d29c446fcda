"""What a style may ask of an item. cite.item implements it; a style sees nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from archcite.text.names import Name


class DatePart(NamedTuple):
    """One day, month, season or year; 0 stands for what is not known. BC years are negative.

    season: 1 spring, 2 summer, 3 autumn, 4 winter.
    """

    year: int
    month: int = 0
    day: int = 0
    season: int = 0


class DateValue(NamedTuple):
    """A CSL date variable: one date, a range (open_end: without an end), or a literal.

    A literal may have a start, by which it is sorted. words: what stands before and behind it.
    """

    start: DatePart
    end: DatePart | None = None
    open_end: bool = False
    circa: bool = False
    literal: str = ""
    words: tuple[str, str] = ("", "")


class Item(Protocol):
    """One bibliographic item.

    Variables are named as in CSL 1.0.2 ("archive_location", "container-title"). Texts may carry the
    inline markup that CSL-JSON allows (<i>, <b>, <sup>, <sub>, <sc>, <span class="nocase">).
    """

    id: str
    type: str
    language: str

    def variables(self) -> Iterable[str]:
        """The variables that the item has, of whatever kind."""

    def text(self, variable: str) -> str:
        """A standard or number variable; "" where the item has none."""

    def names(self, variable: str) -> tuple[Name, ...]:
        """A names variable; () where the item has none."""

    def date(self, variable: str) -> DateValue | None:
        """A date variable."""

    def locator_words(self, label: str) -> tuple[str, str] | None:
        """What the item itself calls a locator of that label, one and many; None for the usual."""
