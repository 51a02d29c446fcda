"""CSL-YAML, as pandoc and Better BibTeX have it: dates as EDTF, markup as Markdown; both ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from archcite.crosswalk import csl_dates, csl_entry
from archcite.crosswalk.csl_back import edtf
from archcite.crosswalk.csl_entry import Item
from archcite.crosswalk.csl_markdown import from_markdown, to_markdown
from archcite.crosswalk.csl_published import DATES
from archcite.crosswalk.table import Plain
from archcite.crosswalk.two_way import TwoWay
from archcite.record.model import Record
from archcite.text.edtf import is_edtf, parse

_DATES = frozenset(("issued", "original-date", "accessed", *DATES))
# What is no text for readers: no Markdown in it.
_CODES = frozenset("id citation-key type language URL DOI ISBN ISSN PMID PMCID custom".split())
# Years, months and days, approximate or not, and closed intervals of them.
_READ_BY_PANDOC = re.compile(r"\d{4}(-[01]\d(-\d\d)?)?~?(/\d{4}(-[01]\d(-\d\d)?)?~?)?")
_SWITCHES = ("static-ordering", "comma-suffix", "parse-names", "circa")


def dressed(item: Mapping[str, Any], record: Record) -> Item:
    """An item as it stands in YAML. record: knows dates more exactly than CSL can say them."""
    entry: Item = {}
    exact = list(_edtf_of(record))
    for name, kept in item.items():
        if name in _DATES and isinstance(kept, Mapping):
            entry[name] = _date(kept, exact)
        else:
            entry[name] = kept if name in _CODES else _mapped(kept, to_markdown)
    if entry.get("submitted") == entry.get("issued"):
        entry.pop("submitted", None)  # EDTF says what it was there to say
    return entry


def undressed(entry: Mapping[str, Any]) -> Item:
    """An entry as a CSL-JSON item, whoever wrote it."""
    item: Item = {}
    for name, kept in entry.items():
        if name in _DATES:
            item[name] = _parts(kept)
        else:
            item[name] = kept if name in _CODES else _mapped(kept, from_markdown)
    return item


def means(entry: Mapping[str, Any]) -> Plain:
    """The plain record that an entry means, whatever a carrier says."""
    return csl_entry.means(undressed(entry))


def write(record: Record) -> Item:
    """The entry of a record."""
    return dressed(csl_entry.write(record), record)


ENTRY = TwoWay(write, means, csl_entry.carry, csl_entry.words, csl_entry.moved)


def _edtf_of(record: Record) -> Iterator[str]:
    """The dates of a record that its item may show."""
    document, source = record.document, record.source
    edition = source.published_in if source else None
    event, work = document.event, record.published
    for date in (
        document.date,
        edition.date if edition else None,
        event.date if event else None,
        work.original_date if work else None,
    ):
        if date:
            yield date


def _date(date: Mapping[str, Any], exact: list[str]) -> Any:
    """A CSL date as EDTF where pandoc reads all of it; else as it is, with its EDTF beside."""
    bare = _bare(date)
    said = next((text for text in exact if csl_dates.value(parse(text)) == bare), "")
    text = said or ("" if "literal" in date else edtf(date)[0])
    if _READ_BY_PANDOC.fullmatch(text):
        # Two tildes would make what is between them an index.
        return text.replace("~", "\\~") if text.count("~") > 1 else text
    return {**date, **({"circa": True} if _doubtful(said) else {}), **_beside(said)}


def _bare(date: Mapping[str, Any]) -> Item:
    return {name: kept for name, kept in date.items() if name not in ("circa", "edtf")}


def _doubtful(text: str) -> bool:
    return any(mark in text for mark in "?~%")


def _beside(text: str) -> Item:
    return {"edtf": text} if text else {}


def _mapped(value: Any, change: Any) -> Any:
    """The same with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(each, change) for each in value]
    if isinstance(value, Mapping):
        return {
            name: (str(kept).casefold() in ("true", "yes", "1"))
            if name in _SWITCHES
            else _mapped(kept, change)
            for name, kept in value.items()
        }
    return value


def _of_map(date: Mapping[str, Any]) -> Any:
    """A date that has CSL-JSON's parts; its EDTF where both still say the same."""
    made: Item = _mapped(date, str)
    text = made.pop("edtf", "")
    if isinstance(text, str) and is_edtf(text):
        told, here = edtf(csl_dates.value(parse(text))), edtf(_bare(made))
        if told == here and bool(made.get("circa")) == _doubtful(text):
            return text
    return made


def _parts(date: Any) -> Any:
    """A date with its parts in CSL-JSON's way; Better BibTeX writes a list of years and months."""
    if isinstance(date, str):
        return from_markdown(date)
    points = date if isinstance(date, list) else [date]
    if not all(isinstance(point, Mapping) for point in points) or not points:
        return date
    if isinstance(date, Mapping) and "year" not in date:
        return _of_map(date)
    made: Item = {"date-parts": []}
    for point in points:
        named = [point.get(name) for name in ("year", "month", "day")]
        made["date-parts"].append([part for part in named if part])
        for name in ("literal", "raw", "season"):
            if point.get(name):
                made[name] = point[name]
        if str(point.get("circa", "")).casefold() in ("true", "yes", "1"):
            made["circa"] = True
    if not any(made["date-parts"]):
        del made["date-parts"]
    return made
