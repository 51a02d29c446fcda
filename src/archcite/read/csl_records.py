"""CSL-JSON as records: the items of read.csl_json by way of crosswalk.csl_back."""

from __future__ import annotations

from archcite.crosswalk.csl_back import from_csl
from archcite.crosswalk.returning import Returned
from archcite.errors import Problem, ProblemsFound
from archcite.read.csl_json import Item, read_items
from archcite.read.finish import finished
from archcite.record.model import Record
from archcite.record.toml import from_plain


def read_csl_json(data: bytes, name: str) -> list[Record | Problem]:
    """Each item as a record; what an item has that a record cannot hold is a Problem.

    data: a whole file. name: what Problems call it. A faulty item leaves its Problems alone.
    """
    found: list[Record | Problem] = []
    for item in read_items(data, name, repeated=True):
        found += [item] if isinstance(item, Problem) else as_records(item, name)
    return found


def as_records(item: Item, name: str) -> list[Record | Problem]:
    """The record of an item, after a Problem for what it cannot hold and for each faulty value."""
    plain, dropped = from_csl(item)
    where = f"{name}: {item['id']}"
    found: list[Record | Problem] = []
    if dropped:
        listed = ", ".join(dropped)
        told = f"a record cannot hold {listed}"
        found.append(Problem("import-loss", where, told, fields=tuple(dropped)))
    try:
        return [*found, from_plain(plain, where)]
    except ProblemsFound:
        return [*found, *finished(Returned(plain, True), where, "csl-json")]
