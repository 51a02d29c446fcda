"""Notes of a MARC record: summary, conditions, acquisition, funding; all others as remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archcite.crosswalk.marc_fields import Field, Marc, trimmed
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value

_HEADINGS: Mapping[str, str] = {
    "351": "Arrangement",
    "501": "With",
    "502": "Thesis",
    "504": "Bibliography",
    "505": "Contents",
    "510": "Cited in",
    "511": "Performers",
    "518": "Date and place of event",
    "524": "Preferred citation",
    "530": "Other forms",
    "533": "Reproduction",
    "534": "Original version",
    "535": "Location of originals",
    "538": "System details",
    "544": "Related material",
    "545": "Biography or history",
    "546": "Language",
    "555": "Finding aids",
    "561": "Custodial history",
    "580": "Linking",
    "581": "Publications",
    "583": "Processing",
    "585": "Exhibitions",
}
_CONTROL = "0123456789"


def read_notes(marc: Marc, plain: Plain) -> None:
    """The fields 351 and 5xx."""
    for field in marc.fields:
        if field.tag != "351" and not (field.tag[:1] == "5" and len(field.tag) == 3):
            continue
        text = " ".join(text for code, text in field.parts if code not in _CONTROL)
        if not text:
            continue
        match field.tag:
            case "520":
                _summary(field, text, plain)
            case "506":
                rights_of(plain, field.get("abcdefg") or text, field.get("u"), "restriction")
                store(plain, "rights.access", _access(field, text))
            case "540":
                rights_of(plain, field.get("abcdfg") or text, field.get("u"))
            case "542":
                append(plain, "rights.holder", trimmed(field.get("d")))
                rights_of(plain, field.get("nf"), field.get("u"))
            case "541":
                _acquisition(field, text, plain)
            case "536":
                _funding(field, text, plain)
            case "535" if field.first == "2":
                append(plain, "source.copies", {"ref_as_given": text})
            case _:
                heading = _HEADINGS.get(field.tag, "")
                remark: Plain = {"text": text}
                append(plain, "remarks", {**remark, "title": heading} if heading else remark)


def _summary(field: Field, text: str, plain: Plain) -> None:
    told = field.get("ab") or text
    if value(plain, "document.summary"):
        append(plain, "remarks", {"text": told, "title": "Summary"})
    else:
        store(plain, "document.summary", told)


def _access(field: Field, text: str) -> str:
    told = field.get("f").casefold()
    if field.first == "0" or re.match(r"(?:open|unrestricted)", told or text.casefold()):
        return "open"
    if re.search(r"\b(?:closed|not open)\b", text.casefold()):
        return "closed"
    return "restricted" if field.first == "1" or "restrict" in text.casefold() else ""


def _acquisition(field: Field, text: str, plain: Plain) -> None:
    """The source of acquisition gave it, unless it was bought."""
    giver = trimmed(field.get("a"))
    bought = re.search(r"\b(?:purchase|bought|sale)", field.get("c"), re.IGNORECASE)
    if giver and not bought:
        append(plain, "credits", {"verb": "provided", "by": [giver]})
    append(plain, "remarks", {"text": text, "title": "Acquisition"})


def _funding(field: Field, text: str, plain: Plain) -> None:
    said = trimmed(field.get("a")) or text
    named = re.search(r"\b(?:support|funding|grant|sponsored|funded|financed)\b.*?\b(?:from|by|of)"
                      r"\s(?:the\s)?([A-Z].*)$", said[:500])  # fmt: skip
    funder: Plain = {"name": trimmed(named[1]) if named else said}
    if named:
        funder["statement"] = field.get("a")
    if award := trimmed(field.get("c") or field.get("b")):
        funder["award"] = award
    append(plain, "funders", funder)
