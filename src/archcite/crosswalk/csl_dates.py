"""Dates of a record as CSL dates. CSL has one mark (circa) for three facts; two dates carry them.

submitted, which no style prints for such documents, repeats issued. Both marked circa: approximate;
issued alone: doubtful; submitted alone: supplied. docs/explanation/divergences.md tells why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archcite.crosswalk.csl_view import View
from archcite.crosswalk.csl_wording import Fact, is_correspondence
from archcite.crosswalk.csl_words import century, day_words, decade, main, year_first, year_words
from archcite.record.model import Record
from archcite.record.vocab import Kind
from archcite.text.edtf import Edtf, Point, latest, parse

_OPEN: list[int] = [0]


def dates(record: Record, view: View) -> Iterator[Fact]:
    """issued, submitted, event-date; in a printed edition issued is the edition's year."""
    document = record.document
    edition = record.source.published_in if record.source else None
    if view.archival and document.date_old_style:
        old = _old_style(document.date_old_style, document.date, view)
        yield {"original-date": old}, ("document.date_old_style",)
    if edition:
        if edition.date:
            yield {"issued": value(parse(edition.date))}, ("source.published_in.date",)
        if document.date:
            yield from _in_edition(record, parse(document.date), view)
        elif edition.date:
            yield {"event-date": {"literal": "n.d."}}, ()
        return
    if document.date:
        yield from _of_document(record, parse(document.date), view)


def _old_style(text: str, new_style: str | None, view: View) -> dict[str, Any]:
    """The Old Style day, which styles print without its year: named where a reader needs it."""
    read = parse(text)
    found = value(read)
    new = parse(new_style).start if new_style else None
    if read.start and new and (read.start.year != new.year or year_first(view.language)):
        found["words"] = list(year_words(read.start.year, view.language))
    return found


def _of_document(record: Record, read: Edtf, view: View) -> Iterator[Fact]:
    document = record.document
    approximate = any(point.approximate for point in _points(read))
    doubtful = any(point.uncertain for point in _points(read))
    supplied = document.date_inferred
    issued = seen(record, read, view)
    same = dict(issued)
    if document.kind is Kind.SPEECH and not view.archival:
        yield {"event-date": dict(issued)}, ()
    elif document.event and document.event.date not in (None, document.date):
        held = value(parse(document.event.date or ""))
        yield {"event-date": held}, ("document.event.date",)
    if approximate or doubtful:
        issued["circa"] = True
    if approximate or (supplied and not doubtful):
        same["circa"] = True
    paths = ["document.date"]
    if supplied and not approximate:
        paths.append("document.date_inferred")
    if "literal" in issued:
        paths.append("document.date_as_given")
    # A plain `submitted` asks author-date for the whole day after the description.
    said = document.kind is Kind.INTERVIEW or is_correspondence(record)
    if same.get("circa") or _spans_years(read) or (said and _has_month(read)):
        yield {"submitted": same}, ()
    yield {"issued": issued}, tuple(paths)


def _in_edition(record: Record, read: Edtf, view: View) -> Iterator[Fact]:
    found = seen(record, read, view)
    if any(point.approximate or point.uncertain for point in _points(read)):
        found["circa"] = True
    yield {"event-date": found}, ("document.date",)


def seen(record: Record, read: Edtf, view: View) -> dict[str, Any]:
    """The document's date as a view has it, without its circa mark.

    The archival view has words for what has no beginning or no end, for decades, and years of one
    century as 1955–60; beside them stand the parts by which it is sorted.
    """
    document = record.document
    if not view.archival:
        return value(read, document.date_as_given)
    start, end = read.start, read.end
    spans = document.kind in _SPANNING
    if not read.interval:
        found = value(read)
        if start and start.digits == 1:
            found = {"literal": decade(start.year, view.language), "date-parts": [[start.year]]}
        elif start and start.digits == 2 and start.year >= 100:
            found = {"literal": century(start.year, view.language), "date-parts": [[start.year]]}
        return found
    if start is None and end:
        relation = "until" if spans else "before"
        words = day_words(relation, view.language, whole_day=bool(end.day))
        return {**_one(end), "words": list(words)}
    if start and end is None and not spans:
        words = day_words("after", view.language, whole_day=bool(start.day))
        return {**_one(start), "words": list(words)}
    found = value(read)
    if start and end and main(view.language) == "en" and _in_one_century(start, end):
        found["literal"] = f"{start.year}–{end.year % 100:02d}"
    return found


# Documents that go on for some time: an open date of theirs is no "before" or "after".
_SPANNING = (Kind.COLLECTION, Kind.FILE, Kind.DIARY)


def _in_one_century(start: Point, end: Point) -> bool:
    """Whether two bare years can be written with two digits for the second."""
    bare = not (start.month or end.month or start.season or end.season or start.digits)
    same = start.year // 100 == end.year // 100
    return bare and not end.digits and same and 1000 <= start.year < end.year


def value(date: Edtf, as_given: str | None = None) -> dict[str, Any]:
    """A CSL-JSON date without its circa mark.

    CSL has neither decades nor intervals without a beginning: these become literal.
    """
    start, end = date.start, date.end
    if start is None:
        return {"literal": as_given or f"until {end.year}"} if end else {}
    if not date.interval:
        if start.digits == 1:
            return {"literal": f"{start.year}s"}
        if start.digits:
            return {"date-parts": [[start.year], [latest(start)[0]]]}
        return _one(start)
    parts = [_parts(start)]
    if end:
        parts.append([latest(end)[0]] if end.digits else _parts(end))
    else:
        parts.append(_OPEN)
    return {"date-parts": parts}


def _one(point: Point) -> dict[str, Any]:
    found: dict[str, Any] = {"date-parts": [_parts(point)]}
    if point.season:
        found["season"] = point.season - 20
    return found


def _parts(point: Point) -> list[int]:
    return [part for part in (point.year, point.month, point.day) if part]


def _points(date: Edtf) -> list[Point]:
    return [point for point in (date.start, date.end) if point]


def _has_month(date: Edtf) -> bool:
    return any(point.month for point in _points(date))


def _spans_years(date: Edtf) -> bool:
    start, end = date.start, date.end
    return bool(start and end and start.year != end.year and (start.month or end.month))
