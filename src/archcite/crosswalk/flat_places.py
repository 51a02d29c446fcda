"""Archive, shelfmark and rights of a record as one text each, and back.

Each way back is checked on the way out: what reading the text again does not give is told as lost.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archcite.crosswalk.flat_text import line
from archcite.crosswalk.prose import as_given
from archcite.crosswalk.table import Plain
from archcite.record.identifiers import check_license, check_rights_uri
from archcite.record.model import Holding, Record, Repository
from archcite.record.shelfmark import parse_source
from archcite.record.tradition import print_levels

_ACRONYM = re.compile(r"[^\W\d_]*[A-ZА-ЯЁІЇЄҐ][\w-]{0,10}[A-ZА-ЯЁІЇЄҐ0-9]")
_NAMED = re.compile(r"(.+) \(([^()]{2,14})\)")
_BETWEEN = " | "
_LONGEST = 1000  # of a shelfmark


def archive(record: Record) -> str:
    """Name with its acronym, the department before it."""
    found = _archive(record)
    if found is None:
        return ""
    name, acronym = line(found.name or ""), line(found.acronym or "")
    if name and acronym and acronym not in name:
        name = f"{name} ({acronym})"
    parts = (line(found.department or ""), name or acronym)
    return ", ".join(part for part in parts if part)


def division(record: Record) -> str:
    """The department, which the text of the archive begins with."""
    found = _archive(record)
    return line(found.department or "") if found else ""


def read_archive(text: str) -> Plain:
    """Name and acronym: "RGANI" alone is an acronym, "State Archive (SA)" has both."""
    if _is_acronym(text):
        return {"source": {"archive": {"acronym": text}}}
    found = _NAMED.fullmatch(text)
    if found and _is_acronym(found[2]):
        return {"source": {"archive": {"name": found[1], "acronym": found[2]}}}
    return {"source": {"archive": {"name": text}}}


def unsaid_archive(record: Record) -> list[str]:
    found = _archive(record)
    if found is None:
        return []
    text = archive(record)
    house = division(record)
    if house and text != house:
        text = text.removeprefix(f"{house}, ")
    again = read_archive(text)["source"]["archive"]
    told = {"name": found.name, "acronym": found.acronym}
    if text == house:
        again = {}
    lost = [f"source.archive.{key}" for key, value in told.items() if again.get(key) != value]
    if house != found.department and found.department:
        lost.append("source.archive.department")
    return lost


def shelfmark(record: Record) -> str:
    """Collection and levels in one line, if that is understood again; else the levels alone."""
    source = record.source
    if source is None:
        return ""
    marks = line(print_levels(source))
    if not marks:
        return line(as_given(source)) if not source.published_in else ""
    joined = _with_collection(source, marks)
    return joined or marks


def collection(record: Record) -> str:
    """The collection, where `shelfmark` does not name it."""
    source = record.source
    if source is None or not source.collection:
        return ""
    marks = line(print_levels(source))
    return "" if marks and _with_collection(source, marks) else line(source.collection)


def read_shelfmark(text: str) -> Plain:
    """The line as given, and what is understood of it."""
    name, levels = _understood(text)
    source: Plain = {"ref_as_given": text}
    if name:
        source["collection"] = name
    if levels:
        source["levels"] = [
            {"kind": kind, "value": value} | ({"label": label} if label else {})
            for kind, value, label in levels
        ]
    return {"source": source}


def unsaid_shelfmark(record: Record) -> list[str]:
    source = record.source
    if source is None:
        return []
    text = shelfmark(record)
    _, levels = _understood(text)
    lost = []
    if source.ref_as_given and source.ref_as_given != text:
        lost.append("source.ref_as_given")
    if levels != _of(source):
        lost += [f"source.levels.{part}" for part in ("kind", "value", "label")]
    return lost


def unsaid_collection(record: Record) -> list[str]:
    source = record.source
    same = source and source.collection == line(source.collection or "")
    return [] if same else ["source.collection"]


def rights(record: Record) -> str:
    """Statement, address and licence."""
    terms = record.rights
    if terms is None:
        return ""
    parts = (line(part or "") for part in (terms.statement, terms.uri, terms.license))
    return _BETWEEN.join(part for part in parts if part)


def read_rights(text: str) -> Plain:
    """The parts by their form: an address of rightsstatements.org, a licence, else words."""
    found: Plain = {}
    words = []
    for part in text.split(_BETWEEN):
        if "uri" not in found and "rightsstatements.org" in part and not check_rights_uri(part):
            found["uri"] = part
        elif "license" not in found and " " not in part and not check_license(part):
            found["license"] = part
        else:
            words.append(part)
    if words:
        found["statement"] = _BETWEEN.join(words)
    return {"rights": found}


def unsaid_rights(record: Record) -> list[str]:
    terms = record.rights
    if terms is None:
        return []
    again = read_rights(rights(record))["rights"]
    told = {"statement": terms.statement, "uri": terms.uri, "license": terms.license}
    return [f"rights.{key}" for key, value in told.items() if again.get(key) != value]


def _archive(record: Record) -> Repository | None:
    return record.source.archive if record.source else None


def _is_acronym(text: str) -> bool:
    return bool(_ACRONYM.fullmatch(text))


def _with_collection(source: Holding, marks: str) -> str:
    """Both in one line, if reading it gives both again; else ""."""
    name = line(source.collection or "")
    if not name:
        return ""
    text = f"{name}, {marks}"
    return text if _understood(text) == (name, _of(source)) else ""


_Levels = tuple[tuple[str, str, str | None], ...]


def _of(source: Holding) -> _Levels:
    return tuple((str(level.kind), level.value, level.label) for level in source.levels)


@lru_cache(4096)
def _understood(text: str) -> tuple[str, _Levels]:
    """Collection and levels of a shelfmark; neither where a part of it is not understood."""
    if len(text) > _LONGEST:
        return "", ()
    read = parse_source(text)
    found = read.holding
    if found is None or read.leftover or read.credits or found.archive or found.copies:
        return "", ()
    if found.published_in:
        return "", ()
    return found.collection or "", _of(found)
