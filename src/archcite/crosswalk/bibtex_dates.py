"""The document's date in the pieces that BibTeX knows: year, month, day, and EDTF whole.

Knows no escaping: figures, macros and the few words of crosswalk.prose.
"""

from __future__ import annotations

from archcite.crosswalk import prose
from archcite.record.model import Record
from archcite.record.vocab import State
from archcite.text import edtf
from archcite.text.edtf import Edtf, Point

MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())


def read(text: str | None) -> Edtf | None:
    """The date, or None where there is none; a record that was checked holds no other text."""
    if not text:
        return None
    try:
        return edtf.parse(text)
    except ValueError:
        return None


def year(record: Record) -> str:
    """What stands for the year in print: 1966, ca. 1966, [1966] where inferred, n.d. if undated."""
    date = read(record.document.date)
    if date is None:
        sources = record.document.src
        empty = isinstance(sources, dict) and sources.get("date") is State.EMPTY
        return "n.d." if empty else ""
    words = prose.year_words(date)
    return f"[{words}]" if record.document.date_inferred else words


def month(record: Record) -> str:
    """The macro of the month, where the whole date lies in it."""
    # Never a sum such as "27~" # may: most programs lose month and day of it.
    point = _in_one_month(read(record.document.date))
    return MONTHS[point.month - 1] if point else ""


def day(record: Record) -> str:
    """The day, or the first and last day of one month, without leading zeros."""
    date = read(record.document.date)
    if date is None or not (point := _in_one_month(date)) or not point.day:
        return ""
    last = date.end.day if date.end and date.end.day != point.day else 0
    return f"{point.day}–{last}" if last else str(point.day)


def unsaid(record: Record) -> str:
    """The date in words, where year and month, all that a BibTeX style prints, say less."""
    date = read(record.document.date)
    if date is None:
        return ""
    points = [point for point in (date.start, date.end) if point]
    if any(point.day for point in points):
        return prose.date_words(date)
    more = any(point.month or point.season for point in points)
    return prose.date_words(date) if more and not month(record) else ""


def old_style(record: Record) -> str:
    """The day in the Julian calendar, in words."""
    date = read(record.document.date_old_style)
    return prose.date_words(date) if date else ""


def _in_one_month(date: Edtf | None) -> Point | None:
    if date is None or date.start is None or not date.start.month:
        return None
    if date.interval:
        end = date.end
        if end is None or (end.year, end.month) != (date.start.year, date.start.month):
            return None
    return date.start
