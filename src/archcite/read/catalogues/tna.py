"""The National Archives' catalogue (Discovery and its successor): pages, and the JSON of its API.

It describes the holdings of other British archives too; only its own references are taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import store, value
from archcite.read.catalogues import meaning
from archcite.read.catalogues.labels import labelled
from archcite.read.catalogues.meaning import Table, kept
from archcite.read.page import Page

_SITE = "https://discovery.nationalarchives.gov.uk/details/r/"
# FO 371/187100/12: series, piece, item; LCO 67 a series; FO a department.
_REFERENCE = re.compile(r"([A-Z]{1,6})(?: (\d{1,4}))?(?:/([\w-]{1,20}))?(?:/([\w/.-]{1,40}))?")
_PREFIX = re.compile(r"Catalogue description\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"(.{3,250}?)(?:\. |\.?$|\n)", re.DOTALL)
_SERIES = 5  # catalogue levels up to this are departments, divisions, series and sub-series
_PIECE = 6


def _archive(plain: Plain, values: list[str]) -> None:
    held = values[0]
    name, comma, place = held.partition(", ")
    if name != "The National Archives":
        store(plain, "source.archive.name", held)
        return
    archive = {"name": "The National Archives of the UK", "acronym": "TNA"}
    src = {"name": "inferred", "acronym": "inferred"}
    note = f"The catalogue writes “{held}”."
    store(plain, "source.archive", {**archive, "_src": src, "_note": {"name": note}})
    store(plain, "source.archive.place", place if comma else "")


def _access(plain: Plain, values: list[str]) -> None:
    text = values[0].casefold()
    if text.startswith("open") or text == "o":
        store(plain, "rights.access", "open")
    elif text.startswith(("closed", "retained")) or text in ("c", "r"):
        store(plain, "rights.access", "closed")
    else:
        kept("tna", "closureStatus")(plain, values)


LABELS: Table = {
    "held by": _archive,
    "reference": meaning.first("source.ref_as_given"),
    "title": meaning.title,
    "description": meaning.summary,
    "date": meaning.date,
    "language": meaning.language,
    "physical description": meaning.extent,
    "closure status": _access,
    "legal status": kept("tna", "legalStatus"),
    "access conditions": kept("tna", "accessConditions"),
    "former reference in its original department": kept("tna", "formerReferenceDep"),
    "former reference": kept("tna", "formerReferencePro"),
    "note": kept("tna", "note"),
}
MEMBERS: Table = {
    "heldBy.xReferenceName": _archive,
    "citableReference": meaning.first("source.ref_as_given"),
    "title": meaning.title,
    "scopeContent.description": meaning.summary,
    "coveringDates": meaning.date,
    "language": meaning.language,
    "closureStatus": _access,
    "legalStatus": kept("tna", "legalStatus"),
    "accessConditions": kept("tna", "accessConditions"),
    "formerReferenceDep": kept("tna", "formerReferenceDep"),
    "formerReferencePro": kept("tna", "formerReferencePro"),
    "note": kept("tna", "note"),
    "id": meaning.first("digital.record_id"),
}


def read_page(page: Page) -> Plain:
    """The record of a details page."""
    found = labelled(page.tree)
    plain: Plain = {}
    meaning.apply(plain, found, LABELS)
    heading = _PREFIX.sub("", meaning.heading(page))
    if heading and not heading.casefold().startswith("the national archives"):
        store(plain, "document.title", heading)
    _finish(plain, 0)
    for name in found.get("creator", ()):
        meaning.person(plain, name)
    return plain


def read_json(entry: Any) -> Iterator[Plain]:
    """The record of one answer of the API; the children in a list of them too."""
    if not isinstance(entry, Mapping):
        return
    for each in entry["assets"] if isinstance(entry.get("assets"), list) else [entry]:
        plain: Plain = {}
        meaning.apply(plain, meaning.members(each, MEMBERS), MEMBERS)
        extent = meaning.texts(each, "physicalDescriptionExtent")
        form = meaning.texts(each, "physicalDescriptionForm")
        store(plain, "document.extent", " ".join([*extent[:1], *form[:1]]))
        number = value(plain, "digital.record_id")
        store(plain, "digital.url", f"{_SITE}{number}" if number else "")
        meaning.inferred(plain, "digital", "url")
        level = meaning.texts(each, "catalogueLevel")
        _finish(plain, int(level[0]) if level and level[0].isdigit() else 0)
        for creator in meaning.texts(each, "creatorName.xReferenceName"):
            meaning.person(plain, creator)
        yield plain


def _finish(plain: Plain, level: int) -> None:
    """Shelfmark, kind, and a title for what has only a description."""
    reference = value(plain, "source.ref_as_given") or ""
    found = _REFERENCE.fullmatch(reference)
    if value(plain, "source.archive.acronym") == "TNA" and found:
        store(plain, "source.levels", list(_levels(found)))
        level = level or (_PIECE + bool(found[4]) if found[3] else _SERIES)
        if level <= _SERIES:
            store(plain, "document.kind", "collection")
        elif level == _PIECE:
            store(plain, "document.kind", "file")
    elif reference:
        store(plain, "source.levels", [{"kind": "reference", "value": reference}])
    if not value(plain, "document.title") and (told := value(plain, "document.summary")):
        sentence = _SENTENCE.match(told)
        if sentence:
            store(plain, "document.title", sentence[1].strip())
            meaning.inferred(plain, "document", "title")
    store(plain, "document.title_kind", "devised" if value(plain, "document.title") else "")
    meaning.inferred(plain, "document", "title_kind")
    store(plain, "digital.name", "Discovery")
    meaning.inferred(plain, "digital", "name")


def _levels(found: re.Match[str]) -> Iterator[Plain]:
    if not found[2]:
        yield {"kind": "record-group", "value": found[1]}
        return
    yield {"kind": "series", "value": f"{found[1]} {found[2]}"}
    if found[3]:
        yield {"kind": "piece", "value": found[3]}
    if found[4]:
        yield {"kind": "item", "value": found[4]}
