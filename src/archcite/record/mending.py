"""Faults of a record's file that have one right answer: an ORCID with its address, a bare date.

What the reader refuses cannot be read as a record, so this works on the plain data of the file.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from archcite.record.faults import Fault, Path, dotted, find_faults
from archcite.record.fields import Shape, shapes
from archcite.record.identifiers import CHECKS
from archcite.record.model import Record, Table

_RESOLVERS = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/")


class Mend(NamedTuple):
    """A fault and the value that mends it. path: as people write it."""

    fault: Fault
    path: str
    value: str


def mends(text: str) -> Iterator[Mend]:
    """The faults of a file that can be mended safely; none of a text that is no TOML."""
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
        faults = find_faults(data)
    except (ValueError, RecursionError):
        return
    for fault in faults:
        shape = _shape_at(fault.path)
        found, value = _value_at(data, fault.path)
        right = mended(shape, value) if shape and found else ""
        if right:
            yield Mend(fault, dotted(fault.path), right)


def mended(shape: Shape, value: object) -> str:
    """The one good value that was meant, "" if there is none, or the value is good."""
    if shape.kind != "text" or shape.constant:
        return ""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat() if shape.check in ("edtf", "day") else ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if value >= 0 and shape.check == "text" else ""
    if not isinstance(value, str) or not CHECKS[shape.check](value):
        return ""
    make = _MEANT.get(shape.check, str.strip)
    meant = make(value.strip())
    return meant if meant and meant != value and not CHECKS[shape.check](meant) else ""


def _doi(text: str) -> str:
    for resolver in _RESOLVERS:
        if text.lower().startswith(resolver):
            return text[len(resolver) :]
    return text[4:].strip() if text[:4].lower() == "doi:" else text


def _orcid(text: str) -> str:
    bare = _tail(text).replace("-", "").replace(" ", "").upper()
    return "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))


def _isni(text: str) -> str:
    return _tail(text).replace("-", "").replace(" ", "").upper()


def _funder(text: str) -> str:
    bare = _doi(text)
    return f"10.13039/{bare}" if bare.isascii() and bare.isdigit() else bare


def _rights(text: str) -> str:
    found = text.partition("/vocab/")[2] or text.partition("/page/")[2]
    code = found.partition("/")[0]
    return f"http://rightsstatements.org/vocab/{code}/1.0/" if code else ""


def _license(text: str) -> str:
    """The spelling of SPDX; a version is never guessed."""
    from archcite.record.identifiers import SPDX

    folded = "-".join(text.split()).casefold()
    return next((name for name in SPDX if name.casefold() == folded), "")


def _tail(text: str) -> str:
    return text.rstrip("/").rpartition("/")[2]


_MEANT: Mapping[str, Callable[[str], str]] = {
    "doi": _doi,
    "orcid": _orcid,
    "isni": _isni,
    "viaf": _tail,
    "wikidata": lambda text: _tail(text).upper(),
    "lccn": lambda text: _tail(text).replace(" ", "").lower(),
    "ror": lambda text: _tail(text).lower(),
    "crossref-funder": _funder,
    "rights-uri": _rights,
    "license": _license,
    "language": lambda text: text.replace("_", "-"),
    "email": lambda text: text.removeprefix("mailto:"),
    "edtf": lambda text: text,
    "sha256": str.lower,
}


def _shape_at(path: Path) -> Shape | None:
    """The field that a path names."""
    table: type[Table] | None = Record
    shape: Shape | None = None
    for step in path:
        if isinstance(step, int):
            continue
        shape = shapes(table).get(step) if table else None
        table = shape.table if shape else None
    return shape


def _value_at(data: Any, path: Path) -> tuple[bool, object]:
    """Whether there is something at the path, and what."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False, None
    return True, data
