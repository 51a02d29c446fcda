"""The days that a date can mean, as spans that can be compared."""

from __future__ import annotations

from archcite.text.edtf import Edtf, earliest, latest, parse

Day = tuple[int, int, int]
Span = tuple[Day, Day]
_ALWAYS: Day = (10**15, 12, 31)
_NEVER: Day = (-(10**15), 1, 1)


def span_of(date: Edtf) -> Span:
    """The first and the last day that a date can mean; a mark of doubt widens it by a year."""
    first = earliest(date.start) if date.start else _NEVER
    last = latest(date.end) if date.end else _ALWAYS if date.interval else _NEVER
    if not date.interval and date.start:
        last = latest(date.start)
    doubt = any(p and (p.uncertain or p.approximate) for p in (date.start, date.end))
    return ((first[0] - 1, *first[1:]), (last[0] + 1, *last[1:])) if doubt else (first, last)


def start_of(date: str) -> Day:
    """The first day that an EDTF date can mean."""
    return span_of(parse(date))[0]


def days_of(date: str) -> Span:
    """The days that an EDTF date can mean."""
    return span_of(parse(date))
