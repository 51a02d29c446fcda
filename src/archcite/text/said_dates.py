"""Dates as running text says them: May 27, 1966; le 3 mars 1850; 27.5.1966; 27 мая 1966 г.

Finds only what has a month and a year; a year alone says too little. Every pattern is bounded.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archcite.text.edtf import days_in_month

# The months in the languages of most finding aids, with their usual short forms.
_MONTHS = (
    "january jan januar jänner januari janvier janv enero gennaio января январь stycznia styczeń",
    "february feb februar februari février févr febrero febbraio февраля февраль lutego luty",
    "march mar märz maart mars marzo марта март marca marzec",
    "april apr avril abril aprile апреля апрель kwietnia kwiecień",
    "may mai mei mayo maggio мая май maja maj",
    "june jun juni juin junio giugno июня июнь czerwca czerwiec",
    "july jul juli juillet julio luglio июля июль lipca lipiec",
    "august aug augustus août agosto августа август sierpnia sierpień",
    "september sep sept septembre septiembre settembre сентября сентябрь września wrzesień",
    "october oct oktober okt octobre octubre ottobre октября октябрь października październik",
    "november nov novembre noviembre ноября ноябрь listopada listopad",
    "december dec dezember dez décembre déc diciembre dicembre декабря декабрь grudnia grudzień",
)
_NUMBER_OF = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_MONTH = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
_YEAR = r"((?:1[0-9]|20)\d\d)(?!\d)"
_SPAN = r"(?:\d{1,2}\.? ?[-–] ?)?"
_WORDED = re.compile(
    rf"(?<!\w)(?:{_SPAN}{_DAY} (?:de )?({_MONTH})\.?,? (?:de )?[(\[]?{_YEAR}"
    rf"|({_MONTH})\.? {_SPAN}{_DAY},? [(\[]?{_YEAR}"
    rf"|({_MONTH})\.?,? (?:de )?[(\[]?{_YEAR})",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"(?<![\w./-])(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})([./])(\d{1,2})\5(\d{4}))(?![\w/-])"
)


class Said(NamedTuple):
    """One date of a text. ways: what it can mean, as year, month, day; a day of 0 was not said."""

    text: str
    ways: tuple[tuple[int, int, int], ...]


def said_dates(text: str) -> list[Said]:
    """The dates with a month that a text says, in their order."""
    if not any(char.isdigit() for char in text):
        return []
    found = [(match.start(), _worded(match)) for match in _WORDED.finditer(text)]
    found += [(match.start(), _figures(match)) for match in _FIGURES.finditer(text)]
    return [said for _, said in sorted(found, key=lambda pair: pair[0]) if said.ways]


def first_day(way: tuple[int, int, int]) -> tuple[int, int, int]:
    """The first day that it can mean."""
    return way[0], way[1], way[2] or 1


def last_day(way: tuple[int, int, int]) -> tuple[int, int, int]:
    """The last day that it can mean."""
    return way[0], way[1], way[2] or days_in_month(way[0], way[1])


def _worded(match: re.Match[str]) -> Said:
    day = match[1] or match[5] or "0"
    month = match[2] or match[4] or match[7]
    year = match[3] or match[6] or match[8]
    return Said(match[0], _days((int(year), _NUMBER_OF[month.casefold()], int(day))))


def _figures(match: re.Match[str]) -> Said:
    """27.5.1966 is a day and a month; 5/3/1966 may be either."""
    if match[1]:
        return Said(match[0], _days((int(match[1]), int(match[2]), int(match[3]))))
    one, other, year = int(match[4]), int(match[6]), int(match[7])
    ways = [(year, other, one)] + ([(year, one, other)] if match[5] == "/" else [])
    return Said(match[0], _days(*ways))


def _days(*ways: tuple[int, int, int]) -> tuple[tuple[int, int, int], ...]:
    """Those that are in the calendar."""
    return tuple(
        way for way in ways if 1 <= way[1] <= 12 and way[2] <= days_in_month(way[0], way[1])
    )
