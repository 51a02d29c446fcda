"""Dates of the plain view fitted to one style: a doubt that it would not print becomes words."""

from __future__ import annotations

from typing import Any

from archcite.crosswalk.csl_view import View, printed
from archcite.crosswalk.csl_words import day_in_words, phrase
from archcite.record.model import Record
from archcite.text.edtf import Point, parse

Item = dict[str, Any]


def doubted(item: Item, record: Record, view: View) -> None:
    """A style knows one doubt or none: another that the record has becomes the wording of the date.

    Where the style marks one of them itself, only bare years are put into words: it alone knows how
    it writes a day.
    """
    issued = item.get("issued", {})
    said = bool(item.get("submitted", {}).get("circa"))
    circa = bool(issued.get("circa"))
    if not (circa or said) or "literal" in issued or not issued.get("date-parts"):
        return
    approximate, supplied = circa and said, said and not circa
    marks_circa, marks_doubt = printed(item, view, "circa"), printed(item, view, "doubt")
    if (approximate and marks_circa) or (circa and not approximate and marks_doubt):
        return
    bare = all(len(parts) == 1 for parts in issued["date-parts"])
    marks = marks_circa or marks_doubt
    if marks and not bare:
        return
    text = "–".join(str(parts[0]) for parts in issued["date-parts"] if parts[0])
    if not bare and printed(item, view, "day"):
        text = day_in_words(point, view.language) or text if (point := _point(record)) else text
    if approximate:
        text = phrase("about", view.language).format(text)
    elif supplied:
        text = f"[{text}]"
    else:
        text = f"{text}?" if marks_circa else f"[{text}?]"
    item["issued"] = {"date-parts": issued["date-parts"], "literal": text}


def day(record: Record, view: View) -> str:
    """The record's day or month in words, with its doubt; "" where it has neither."""
    point = _point(record)
    text = day_in_words(point, view.language) if point else ""
    if text and point and point.approximate:
        return phrase("about", view.language).format(text)
    return f"{text}?" if text and point and point.uncertain else text


def _point(record: Record) -> Point | None:
    """The document's date, if it is one and no interval."""
    written = record.document.date
    read = parse(written) if written else None
    return None if read is None or read.interval else read.start
