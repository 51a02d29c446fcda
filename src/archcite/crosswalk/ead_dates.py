"""Dates of a component: unitdate with @normal and @certainty, and the structured dates of EAD3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archcite.crosswalk.ead_units import (
    Unit,
    did_of,
)
from archcite.crosswalk.edtf_back import as_edtf, between, qualified
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    append,
    attribute,
    below,
    child,
    line,
    local,
    store,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_POINTS = ("fromdate", "todate", "datesingle")
_DAY = r"\d{4}(?:-?\d\d(?:-?\d\d)?)?"
_NORMAL = re.compile(rf"({_DAY})(?:/({_DAY}))?")


def read_date(unit: Unit, plain: Plain) -> None:
    did = did_of(unit)
    dates = list(below(did, "unitdate", "unitdatestructured")) if did is not None else []
    main = [each for each in dates if "bulk" not in (attribute(each, "type"),
            attribute(each, "unitdatetype"))] or dates  # fmt: skip
    for each in main:
        if local(each) == "unitdatestructured":
            found = _structured(each)
            words = "–".join(text for part in below(each, *_POINTS) if (text := line(part)))
        else:
            words = line(each)
            normal = attribute(each, "normal")
            found = _normal(normal) if normal else as_edtf(words)
        certainty = attribute(each, "certainty").casefold()
        if certainty in ("approximate", "circa", "ca.", "ca"):
            found = qualified(found, "approximate")
        elif certainty in ("inferred", "supplied", "deduced"):
            plain["document"]["date_inferred"] = bool(found)
            if not found:
                del plain["document"]["date_inferred"]
        elif found and re.match(r"(?:\[?ca?\.|circa|about)\s?\d", words, re.IGNORECASE):
            found = qualified(found, "approximate")
        store(plain, "document.date", found)
        if words and words != found:
            store(plain, "document.date_as_given", words)
        if found or words:
            break
    for each in dates:
        if each not in main and line(each):
            append(plain, "remarks", {"text": line(each), "title": "Bulk dates"})


def _normal(text: str) -> str:
    """The value of @normal: ISO 8601 with or without hyphens, one date or two."""
    found = _NORMAL.fullmatch(text.replace(" ", ""))
    if not found:
        return as_edtf(text)
    start, end = (as_edtf(_hyphens(part)) if part else "" for part in found.groups())
    year = start[:4]
    if end and start == f"{year}-01-01" and end == f"{end[:4]}-12-31":
        start, end = year, end[:4]  # a whole year is written so
    return between(start, end)


def _hyphens(digits: str) -> str:
    if "-" in digits:
        return digits
    return "-".join(part for part in (digits[:4], digits[4:6], digits[6:8]) if part)


def _structured(element: Element) -> str:
    """A date or range of EAD3."""
    for each in below(element, "daterange"):
        ends = [_standard(child(each, name)) for name in ("fromdate", "todate")]
        return between(ends[0], ends[1])
    for each in below(element, "datesingle"):
        return _standard(each)
    return ""


def _standard(element: Element | None) -> str:
    if element is None:
        return ""
    return _normal(attribute(element, "standarddate")) or as_edtf(line(element))
