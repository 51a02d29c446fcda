"""The catalogue of the U.S. National Archives, presidential libraries included: JSON and pages.

The levels above a description are its ancestors, the farthest first; box and place stand with the
physical occurrence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from archcite.crosswalk import relators
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.read.catalogues import meaning
from archcite.read.catalogues.labels import labelled, lines_after
from archcite.read.catalogues.meaning import Table, kept
from archcite.read.page import Page
from archcite.read.visible import lines_of
from archcite.record.vocab import Kind, Role

_SITE = "https://catalog.archives.gov/id/"
_LEVELS: Mapping[str, str] = {
    "recordgroup": "record-group",
    "collection": "collection",
    "series": "series",
    "fileunit": "file",
    "item": "item",
    "itemav": "item",
}
# "Record Group 59: General Records …", "File Unit: Lot 12" on a page.
_ANCESTOR = re.compile(
    r"(?:From: )?(Record Group|Collection|Series|File Unit)(?: ([\w.-]{1,30}))?: (\S.{1,300}?)"
    r"(?:, (?:ca\. )?\d{4} [-–] (?:ca\. )?\d{4})?",  # the site sets the dates behind each title
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_RECORDS: tuple[tuple[str, Kind], ...] = (
    ("photograph", Kind.PHOTOGRAPH),
    ("map", Kind.MAP),
    ("drawing", Kind.MAP),
    ("sound", Kind.RECORDING),
    ("moving image", Kind.RECORDING),
    ("artifact", Kind.OBJECT),
)


def _access(plain: Plain, values: list[str]) -> None:
    word = values[0].casefold()
    if word.startswith("unrestricted"):
        store(plain, "rights.access", "open")
    elif word.startswith("restricted"):
        store(plain, "rights.access", "closed" if word.endswith("fully") else "restricted")
    kept("nara", "accessRestriction")(plain, values)


def _use(plain: Plain, values: list[str]) -> None:
    """What the use restriction says; its bare status where it has no note."""
    store(plain, "rights.statement", values[0])


def _extent(plain: Plain, values: list[str]) -> None:
    """How much there is, unless that is only that it is one item."""
    if not re.fullmatch(r"1 items?", values[0]):
        store(plain, "document.extent", values[0])


MEMBERS: Table = {
    "title": meaning.title,
    "naId": meaning.first("digital.record_id"),
    "scopeAndContentNote": meaning.summary,
    "useRestriction.note": _use,
    "useRestriction.status": _use,
    "accessRestriction.status": _access,
    "languages": meaning.language,
    "physicalOccurrences.extent": _extent,
    "localIdentifier": kept("nara", "localIdentifier"),
    "otherTitles": kept("nara", "otherTitles"),
    "dateNote": kept("nara", "dateNote"),
}
LABELS: Table = {
    "national archives identifier": meaning.first("digital.record_id"),
    "naid": meaning.first("digital.record_id"),
    "scope & content": meaning.summary,
    "scope and content": meaning.summary,
    "use restriction(s)": _use,
    "use restriction": _use,
    "access restriction(s)": _access,
    "access restriction": _access,
    "language": meaning.language,
    "local identifier": kept("nara", "localIdentifier"),
    "date note": kept("nara", "dateNote"),
}
_DATES = (
    "this item was produced or created",
    "this file unit was created",
    "this series was created",
    "production date(s)",
    "production date",
    "coverage dates",
    "date",
)


def records_in(answer: Any) -> Iterator[Mapping[str, Any]]:
    """The descriptions of an answer of the API, of its search, or of an exported file."""
    stack, left = [answer], 100_000
    while stack and left:
        left -= 1
        each = stack.pop()
        if isinstance(each, list):
            stack.extend(reversed(each))
        elif isinstance(each, Mapping):
            if "naId" in each and "title" in each:
                yield each
            else:
                inner = ("body", "hits", "_source", "record", "records", "description")
                stack.extend(each[name] for name in reversed(inner) if name in each)


def read_json(entry: Any) -> Iterator[Plain]:
    """The record of each description."""
    for found in records_in(entry):
        plain: Plain = {}
        meaning.apply(plain, meaning.members(found, MEMBERS), MEMBERS)
        own = str(found.get("levelOfDescription", "")).casefold()
        ancestors = meaning.mappings(found.get("ancestors"))
        ancestors.sort(key=lambda each: -_number(each.get("distance")))
        steps = [_step(each) for each in ancestors]
        _archive(plain, found)
        _place(plain, own, steps)
        store(plain, "source.levels", [*_held(plain, own, found, steps)])
        types = " ".join(meaning.texts(found, "generalRecordsTypes")).casefold()
        _kind(plain, own, types)
        _date(plain, found)
        _people(plain, own, found)
        _site(plain)
        yield plain


def _number(told: Any) -> int:
    text = str(told)
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _step(found: Mapping[str, Any]) -> tuple[str, str, str]:
    """Level, number and title of an ancestor."""
    number = found.get("recordGroupNumber") or found.get("collectionIdentifier") or ""
    level = str(found.get("levelOfDescription", "")).casefold()
    return level, str(number), str(found.get("title") or "").strip()


def _place(plain: Plain, own: str, steps: list[tuple[str, str, str]]) -> None:
    """The name of the record group or collection that it belongs to."""
    for level, _, title in steps:
        if level in ("recordgroup", "collection") and own != level:
            store(plain, "source.collection", title)


def _held(
    plain: Plain, own: str, found: Mapping[str, Any], steps: list[tuple[str, str, str]]
) -> Iterator[Plain]:
    """Record group, series, file unit; box. A library has folders, the archives file units."""
    library = "Library" in (value(plain, "source.archive.name") or "")
    for level, number, title in [*steps, _step({**found, "title": ""})]:
        if level == "recordgroup" and number:
            yield {"kind": "record-group", "value": number}
        elif level == "series" and title:
            yield {"kind": "series", "value": title}
        elif level == "fileunit" and title:
            yield {"kind": "folder" if library else "file", "value": title}
    boxes = meaning.texts(found, "physicalOccurrences.mediaOccurrences.containerId")
    if boxes and own in ("fileunit", "item", "itemav"):
        yield {"kind": "box", "value": boxes[0].removeprefix("Box ").strip()}


def _archive(plain: Plain, found: Mapping[str, Any]) -> None:
    units = meaning.texts(found, "physicalOccurrences.referenceUnits.name")
    city = meaning.texts(found, "physicalOccurrences.referenceUnits.city")
    state = meaning.texts(found, "physicalOccurrences.referenceUnits.state")
    if units:
        _unit(plain, units[0], ", ".join([*city[:1], *state[:1]]))


def _unit(plain: Plain, told: str, place: str) -> None:
    """A reference unit: the building or library, behind it the room that serves the records."""
    told = re.sub(r"\[.*?\]", "", told).strip()
    name, dash, room = told.partition(" - ")
    store(plain, "source.archive.name", name)
    store(plain, "source.archive.place", place)
    if dash:
        store(plain, "source.archive._note.name", f"The catalogue names the unit “{room}”.")


def _kind(plain: Plain, own: str, types: str) -> None:
    if own in ("recordgroup", "collection", "series"):
        store(plain, "document.kind", "collection")
    elif own == "fileunit":
        store(plain, "document.kind", "file")
    else:
        for word, kind in _RECORDS:
            if word in types:
                store(plain, "document.kind", str(kind))
    meaning.kind_from_title(plain)


def _date(plain: Plain, found: Mapping[str, Any]) -> None:
    """The day of production, else the span that is covered, else when the series was kept."""
    days = [_edtf(each) for each in meaning.mappings(found.get("productionDates"))]
    if any(days):
        told = [day for day in days if day]
        store(plain, "document.date", told[0] if len(told) == 1 else f"{told[0]}/{told[-1]}")
        return
    for name in ("coverage", "inclusive"):
        start, end = _edtf(found.get(f"{name}StartDate")), _edtf(found.get(f"{name}EndDate"))
        if start or end:
            store(plain, "document.date", start if start == end else f"{start}/{end}")
            return
    if isinstance(found.get("date"), str):
        meaning.date(plain, [found["date"]])


def _edtf(told: Any) -> str:
    """A date of the catalogue, with its qualifier (ca., ?) as EDTF writes it."""
    if not isinstance(told, Mapping):
        return ""
    year, month, day = (_number(told.get(part)) for part in ("year", "month", "day"))
    if not year:
        return str(told.get("logicalDate") or "")
    text = (
        f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    )
    qualifier = str(told.get("dateQualifier") or "")
    return text + {"ca.": "~", "?": "?"}.get(qualifier, "")


def _people(plain: Plain, own: str, found: Mapping[str, Any]) -> None:
    for each in meaning.mappings(found.get("contributors")):
        if isinstance(each.get("heading"), str):
            told = relators.role_of(str(each.get("contributorType") or ""))
            meaning.person(plain, _heading(each["heading"]), told or Role.CONTRIBUTOR)
    if own in ("recordgroup", "collection", "series", "fileunit"):
        for name in meaning.texts(found, "creators.heading"):
            meaning.person(plain, _heading(name), Role.CREATOR)
    for each in meaning.mappings(found.get("subjects")):
        if not isinstance(each.get("heading"), str):
            continue
        sort = str(each.get("authorityType") or "")
        if sort in ("person", "organization"):
            meaning.person(plain, _heading(each["heading"]), Role.SUBJECT)
        elif sort == "geographicPlaceName":
            append(plain, "places", {"name": each["heading"]})
        else:
            append(plain, "subjects", {"term": each["heading"]})


def _heading(told: str) -> str:
    """A name without what the catalogue says of the office's own dates."""
    return re.sub(
        r"\s*\((?:Most Recent|Predecessor|[\d/ -]+)\)|\.?\s*\([\d/]+ ?- ?[\d/]*\)", "", told
    )


def read_page(page: Page) -> Plain:
    """The record of a page that a browser has saved with what its scripts had put there."""
    lines = lines_of(page.tree)
    plain: Plain = {}
    heading = meaning.heading(page, page.title.partition(" | ")[0])
    store(plain, "document.title", heading)
    wanted = {**LABELS, **dict.fromkeys((*_DATES, "contact(s)", "creator(s)"), None)}
    found = {**lines_after(lines, wanted), **labelled(page.tree)}
    meaning.apply(plain, found, LABELS)
    steps, seen = [], set()
    for text in lines:
        told = _ANCESTOR.fullmatch(text)
        level = re.sub(r"\s", "", told[1].casefold()) if told else ""
        if told and level not in seen and told[3] != heading:
            seen.add(level)
            steps.append((level, told[2] or "", told[3]))
    steps.sort(key=lambda step: list(_LEVELS).index(step[0]))
    own = _own_level(lines)
    for name in ("contact(s)", "contact", "archived at"):
        if found.get(name):
            _unit(plain, found[name][0], "")
    _place(plain, own, steps)
    store(plain, "source.levels", [*_held(plain, own, {"levelOfDescription": own}, steps)])
    _kind(plain, own, " ".join(lines_after(lines, {"type(s) of archival materials": None})
          .get("type(s) of archival materials", ())).casefold())  # fmt: skip
    for name in _DATES:
        if found.get(name) and not value(plain, "document.date_as_given"):
            _day(plain, found[name][0])
    _site(plain)
    return plain


def _own_level(lines: list[str]) -> str:
    for text in lines:
        word = re.sub(r"\s", "", text.casefold().removeprefix("level of description:"))
        if word in _LEVELS:
            return word
    return "item"


def _day(plain: Plain, text: str) -> None:
    """A date of this site, which writes the month first."""
    store(plain, "document.date_as_given", text)
    days = [f"{int(y):04}-{int(m):02}-{int(d):02}" for m, d, y in _MONTH_FIRST.findall(text)]
    if days:
        store(plain, "document.date", days[0] if len(days) == 1 else f"{days[0]}/{days[-1]}")
    else:
        meaning.date(plain, [text])


def _site(plain: Plain) -> None:
    meaning.correspondents(plain)
    number = value(plain, "digital.record_id")
    store(plain, "digital.url", f"{_SITE}{number}" if number else "")
    store(plain, "digital.name", "National Archives Catalog")
    meaning.inferred(plain, "digital", "name", "url")
