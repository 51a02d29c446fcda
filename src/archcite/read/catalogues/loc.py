"""The Library of Congress at loc.gov: the page of an item, and its JSON (?fo=json)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import store, value
from archcite.read.catalogues import meaning
from archcite.read.catalogues.labels import labelled
from archcite.read.catalogues.meaning import Table, kept
from archcite.read.dates import read_date
from archcite.read.page import Page
from archcite.record.vocab import Kind

_REPOSITORY = re.compile(
    r"(Library of Congress)[ ,]+(.*?)[ ,]*"
    r"(?:(Washington,? D\.? ?C\.?)[ ,]*[\d-]*\s*(?:USA|U\.S\.A\.)?)?"
    r"\s*(https?://\S+)?"
)
_ITEM = re.compile(r"https?://(?:www\.)?loc\.gov/(?:item|resource)/([\w.-]+)/?")
_SERIES = re.compile(r"(.+?)[,:;.]? \(?Series (\d+\w?)(?:[:,] (.+?))?\)?", re.IGNORECASE)
_PHOTOGRAPH = re.compile(
    r"\b(?:negatives?|photographs?|photographic|daguerreotypes?|ambrotypes?)\b"
)
_REEL = re.compile(r"(?:Microfilm )?Reel:? (\d[\w-]*)", re.IGNORECASE)
_FORMATS: tuple[tuple[str, Kind], ...] = (
    ("photo", Kind.PHOTOGRAPH),
    ("map", Kind.MAP),
    ("film", Kind.RECORDING),
    ("sound", Kind.RECORDING),
    ("audio", Kind.RECORDING),
    ("object", Kind.OBJECT),
    ("newspaper", Kind.PUBLISHED),
    ("book", Kind.PUBLISHED),
    ("periodical", Kind.PUBLISHED),
)


def _repository(plain: Plain, values: list[str]) -> None:
    """Institution, division, town and the division's address, written in one line."""
    text = " ".join(" ".join(values).split())[:500]
    found = _REPOSITORY.fullmatch(text)
    if not found:
        store(plain, "source.archive.name", text)
        return
    store(plain, "source.archive.name", found[1])
    store(plain, "source.archive.department", found[2].strip(" ,"))
    store(plain, "source.archive.place", found[3])


def _collection(plain: Plain, values: list[str]) -> None:
    """A collection's name, and its series where that stands behind."""
    text = values[0][:500].removesuffix("(Library of Congress)").strip()
    found = _SERIES.fullmatch(text)
    store(plain, "source.collection", found[1].strip(" ,:;.") if found else text)
    if found:
        series = ": ".join(part for part in (found[2], found[3]) if part)
        store(plain, "source.levels", [{"kind": "series", "value": series}])


def _call_number(plain: Plain, values: list[str]) -> None:
    levels = value(plain, "source.levels") or []
    store(plain, "source.ref_as_given", values[0])
    mark = re.sub(r"\s*[\[(](?:item|P&P|b&w[^\])]*)[\])]", "", values[0]).strip()
    if any(level["kind"] in ("reference", "reel") for level in levels):
        return
    reel = _REEL.fullmatch(mark)
    level = {"kind": "reel" if reel else "reference", "value": reel[1] if reel else mark}
    plain.setdefault("source", {})["levels"] = [*levels, level]


def _format(plain: Plain, values: list[str]) -> None:
    words = " ".join(values).casefold()
    for word, kind in _FORMATS:
        if word in words:
            store(plain, "document.kind", str(kind))
            return


def _medium(plain: Plain, values: list[str]) -> None:
    """How many of what: 1 negative, 12 photographic prints."""
    if _PHOTOGRAPH.search(values[0]):
        store(plain, "document.kind", "photograph")
    meaning.extent(plain, values)


def _created(plain: Plain, values: list[str]) -> None:
    """Place, maker and date in one line; the date is what stands behind the last comma."""
    for text in (values[0], values[0].rpartition(", ")[2], values[0].rpartition(": ")[2]):
        if read_date(text):
            meaning.date(plain, [text])
            return
    store(plain, "document.date_as_given", values[0].rpartition(", ")[2])


def _rights(plain: Plain, values: list[str]) -> None:
    store(plain, "rights.statement", "\n\n".join(values))


LABELS: Table = {
    "format": _format,
    "original format": _format,
    "medium": _medium,
    "title": meaning.title,
    "names": meaning.people(),
    "contributor names": meaning.people(),
    "contributor": meaning.people(),
    "creator": meaning.people(),
    "created": meaning.date,
    "date": meaning.date,
    "date created / published": meaning.date,
    "created / published": _created,
    "repository": _repository,
    "source collection": _collection,
    "call number/physical location": _call_number,
    "call number": _call_number,
    "summary": meaning.summary,
    "language": meaning.language,
    "rights advisory": _rights,
    "access advisory": kept("loc", "access_advisory"),
    "subjects": meaning.subjects,
    "subject headings": meaning.subjects,
    "headings": meaning.subjects,
    "genre": kept("loc", "genre"),
    "notes": kept("loc", "notes"),
    "digital id": kept("loc", "digital_id"),
    "reproduction number": kept("loc", "reproduction_number"),
    "library of congress control number": kept("loc", "lccn"),
    "lccn permalink": kept("loc", "lccn_permalink"),
}
MEMBERS: Table = {
    "original_format": _format,
    "format": _format,
    "medium": _medium,
    "title": meaning.title,
    "contributor_names": meaning.people(),
    "date": meaning.date,
    "created_published_date": meaning.date,
    "created_published": _created,
    "repository": _repository,
    "source_collection": _collection,
    "call_number": _call_number,
    "shelf_id": _call_number,
    "summary": meaning.summary,
    "language": meaning.language,
    "rights_advisory": _rights,
    "rights_information": _rights,
    "rights": _rights,
    "access_advisory": kept("loc", "access_advisory"),
    "subject_headings": meaning.subjects,
    "subjects": meaning.subjects,
    "genre": kept("loc", "genre"),
    "notes": kept("loc", "notes"),
    "digital_id": kept("loc", "digital_id"),
    "reproduction_number": kept("loc", "reproduction_number"),
    "library_of_congress_control_number": kept("loc", "lccn"),
    "number_lccn": kept("loc", "lccn"),
}


def read_page(page: Page) -> Plain:
    """The record of an item's page."""
    plain: Plain = {}
    found = labelled(page.tree)
    meaning.apply(plain, found, LABELS)
    store(plain, "document.title", meaning.heading(page, page.title.partition(" | ")[0]))
    _finish(plain, page.canonical)
    return plain


def read_json(entry: Any) -> Iterator[Plain]:
    """The record of an item: what the catalogue had first, then what the site made of it."""
    item = entry.get("item") if isinstance(entry, Mapping) else None
    if not isinstance(item, Mapping):
        return
    plain: Plain = {}
    own = item.get("item") if isinstance(item.get("item"), Mapping) else {}
    facts = meaning.members(item, MEMBERS)
    facts.update((name, told) for name, told in meaning.members(own, MEMBERS).items() if told)
    meaning.apply(plain, facts, MEMBERS)
    addresses = [*meaning.texts(item, "url"), *meaning.texts(item, "id")]
    _finish(plain, next((each for each in addresses if _ITEM.match(each)), ""))
    yield plain


def _finish(plain: Plain, address: str) -> None:
    found = _ITEM.match(address)
    if found:
        store(plain, "digital.url", found[0].replace("http://", "https://", 1))
        store(plain, "digital.record_id", found[1])
    store(plain, "digital.name", "Library of Congress")
    meaning.inferred(plain, "digital", "name", "record_id")
    if value(plain, "digital.name") == value(plain, "source.archive.name"):
        del plain["digital"]["name"]  # the library is its own digital host
        plain["digital"].get("_src", {}).pop("name", None)
    meaning.kind_from_title(plain)
    meaning.correspondents(plain)
