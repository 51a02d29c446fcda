"""The CIA's FOIA reading room (CREST among it): a document's page.

Its creation date is that of the scan; the document's own is called publication date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import store, value
from archcite.read.catalogues import meaning
from archcite.read.catalogues.labels import labelled
from archcite.read.catalogues.meaning import Table, kept
from archcite.read.page import Page
from archcite.read.titles import kind_of
from archcite.record.vocab import Kind

_CLASSIFICATIONS: Mapping[str, str] = {
    "U": "Unclassified",
    "C": "Confidential",
    "S": "Secret",
    "T": "Top Secret",
    "TS": "Top Secret",
}
_TYPES: Mapping[str, Kind] = {
    "MEMO": Kind.MEMORANDUM,
    "MFR": Kind.MEMORANDUM,
    "LETTER": Kind.LETTER,
    "CABLE": Kind.TELEGRAM,
    "REPT": Kind.REPORT,
    "STUDY": Kind.REPORT,
    "BRIEF": Kind.REPORT,
    "NOTES": Kind.NOTE,
    "MIN": Kind.MINUTES,
}
_UNTITLED = re.compile(r"[(\[]?\s*(?:UNTITLED|SANITIZED|NO TITLE)\s*[)\]]?", re.IGNORECASE)


def _number(plain: Plain, values: list[str]) -> None:
    store(plain, "source.levels", [{"kind": "reference", "value": values[0]}])
    store(plain, "digital.record_id", values[0])


def _classification(plain: Plain, values: list[str]) -> None:
    code = values[0].strip().upper()
    word = _CLASSIFICATIONS.get(code)
    store(plain, "document.classification", word or values[0])
    if word:
        meaning.inferred(plain, "document", "classification")
        store(plain, "document._note.classification", f"The catalogue writes {values[0]}.")


def _release(plain: Plain, values: list[str]) -> None:
    """RIFPUB is released in full to the public, RIPPUB in part."""
    word = {"RIFPUB": "open", "RIPPUB": "redacted"}.get(values[0].upper(), "")
    store(plain, "rights.access", word)
    kept("cia", "Release Decision")(plain, values)


def _pages(plain: Plain, values: list[str]) -> None:
    count = values[0]
    if count.isdigit() and int(count):
        store(plain, "document.extent", f"{count} page{'' if int(count) == 1 else 's'}")


def _type(plain: Plain, values: list[str]) -> None:
    word = values[0].strip()
    found = _TYPES.get(word.upper()) or kind_of(word.replace("_", " "))
    store(plain, "document.kind", str(found or ""))
    kept("cia", "Content Type")(plain, values)


LABELS: Table = {
    "document number (foia) /esdn (crest)": _number,
    "publication date": meaning.date,
    "original classification": _classification,
    "release decision": _release,
    "document page count": _pages,
    "content type": _type,
    "collection": meaning.first("source.collection"),
    "document type": kept("cia", "Document Type"),
    "document release date": kept("cia", "Document Release Date"),
    "document creation date": kept("cia", "Document Creation Date"),
    "sequence number": kept("cia", "Sequence Number"),
    "case number": kept("cia", "Case Number"),
}


def read_page(page: Page) -> Plain:
    """The record of a document's page."""
    plain: Plain = {}
    heading = meaning.heading(page, page.title.partition(" | ")[0])
    if _UNTITLED.fullmatch(heading):
        store(plain, "document._src.title", "empty")
    else:
        store(plain, "document.title", heading)
        store(plain, "document.title_kind", "formal")
        meaning.inferred(plain, "document", "title_kind")
    meaning.apply(plain, labelled(page.tree), LABELS)
    if not value(plain, "document.kind"):
        meaning.kind_from_title(plain)
    archive = {"name": "Central Intelligence Agency", "acronym": "CIA", "_src": "inferred"}
    store(plain, "source.archive", archive)
    store(plain, "digital.name", "CIA FOIA Electronic Reading Room")
    meaning.inferred(plain, "digital", "name")
    return plain
