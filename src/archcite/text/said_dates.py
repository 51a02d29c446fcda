"""Dates as running text says them: May 27, 1966; le 3 mars 1850; 27.5.1966; 27 мая 1966 г.

Finds only what has a month and a year; a year alone says too little. Every pattern is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_YEAR = re.compile(r"(?<![\w./-])(?:1[0-9]|20)\d\d(?![\w/]|-\d)")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[-–;:]")
_FILLERS = frozenset("st nd rd th er de of".split())
_BEFORE = 48  # letters before a year in which its day and month stand
_FIGURES = re.compile(
    r"(?<![\w./-])(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})([./])(\d{1,2})\5(\d{4}))(?![\w/-])"
)


Day = tuple[int, int, int]


class Said(NamedTuple):
    """One date of a text. ways: what it can mean, each as its first and last day."""

    text: str
    ways: tuple[tuple[Day, Day], ...]


def said_dates(text: str) -> list[Said]:
    """The dates with a month that a text says, in their order."""
    found = [(at, said) for year in _YEAR.finditer(text) for at, said in _worded(text, year)]
    if "." in text or "/" in text or "-" in text:
        found += [(match.start(), _figures(match)) for match in _FIGURES.finditer(text)]
    return [said for _, said in sorted(found, key=lambda pair: pair[0]) if said.ways]


def _worded(text: str, year: re.Match[str]) -> Iterator[tuple[int, Said]]:
    """The date whose year that is, where a month stands before it: 5-7 May 1966, May 5-7, 1966."""
    since = max(0, year.start() - _BEFORE)
    tokens = [
        token
        for token in _TOKEN.finditer(text, since, year.start())
        if token[0].casefold() not in _FILLERS
    ]
    words = [token[0].casefold() for token in tokens]
    month, days = len(words) - 1, (0, 0)
    if month >= 0 and _is_day(words[month]):  # May 5, 1966
        month, days = _run_of_days(words, month)
        if month < 0 or words[month] not in _NUMBER_OF:
            return
        start = month
    elif month >= 0 and words[month] in _NUMBER_OF:
        start = month
        if month and _is_day(words[month - 1]):  # 5 May 1966
            before, days = _run_of_days(words, month - 1)
            start = before + 1
    else:
        return
    at = tokens[start].start()
    last = (int(year[0]), _NUMBER_OF[words[month]], days[1])
    yield at, Said(text[at : year.end()], _days(last, days[0]))


def _run_of_days(words: list[str], at: int) -> tuple[int, tuple[int, int]]:
    """The first and last of the days that end at a place, and the place before them."""
    last = int(words[at])
    if at > 1 and words[at - 1] in ("-", "–") and _is_day(words[at - 2]):
        return at - 3, (int(words[at - 2]), last)
    return at - 1, (last, last)


def _is_day(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31


def _figures(match: re.Match[str]) -> Said:
    """27.5.1966 is a day and a month; 5/3/1966 may be either."""
    if match[1]:
        return Said(match[0], _days((int(match[1]), int(match[2]), int(match[3]))))
    one, other, year = int(match[4]), int(match[6]), int(match[7])
    ways = _days((year, other, one))
    if match[5] == "/" and one != other:
        ways += _days((year, one, other))
    return Said(match[0], ways)


def _days(last: Day, since: int = 0) -> tuple[tuple[Day, Day], ...]:
    """The one day, month or run of days, if it is in the calendar. since: its first day, or 0."""
    year, month, day = last
    if not 1 <= month <= 12 or day > days_in_month(year, month):
        return ()
    if not day:
        return (((year, month, 1), (year, month, days_in_month(year, month))),)
    return (((year, month, since if 0 < since < day else day), last),)
