"""Dates as the citation templates of Wikipedia (CS1) take them; they call everything else an error.

Source: the module's own list of forms. Days first, since no document says which the article wants.
"""

from __future__ import annotations

from archcite.crosswalk.prose import date_words
from archcite.text.edtf import Edtf, Point, parse


def date_value(edtf: str) -> str:
    """The date for a parameter; "" for one that the templates cannot take."""
    date = parse(edtf)
    start, end = date.start, date.end
    if start is None or not _is_plain(start):
        return ""
    if not date.interval:
        return _point(start)
    if end is None or not _is_plain(end) or _shape(start) != _shape(end) or start.season:
        return ""
    if start.approximate != end.approximate:
        return ""
    return _range(start, end)


def words_of(edtf: str) -> str:
    """The date in words, for where it may be anything."""
    return date_words(parse(edtf))


def _is_plain(point: Point) -> bool:
    """Whether a form exists for it: circa stands before years alone."""
    if point.uncertain or point.digits or point.year < 100 or point.time:
        return False
    if point.month_unspecified or point.day_unspecified:
        return False
    return not point.approximate or not (point.month or point.season)


def _shape(point: Point) -> tuple[bool, bool]:
    return bool(point.month), bool(point.day)


def _point(point: Point) -> str:
    words = date_words(Edtf(point))
    return words[:1].upper() + words[1:] if point.season else words.replace("ca. ", "c. ")


def _range(start: Point, end: Point) -> str:
    first, last = _point(start), _point(end)
    if start == end:
        return first
    if not start.month:
        return f"{first} – {last}" if start.approximate else f"{first}–{last}"
    if start.year == end.year:
        first = first.removesuffix(f" {start.year}")
        if not start.day:
            return f"{first}–{last}"  # May–June 1966
        if start.month == end.month:
            return f"{start.day}–{last}"  # 3–5 May 1966
    return f"{first} – {last}"
