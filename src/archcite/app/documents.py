"""The keys that a writer's document cites, with the files that it takes in.

Reads files below the document's own folder alone; prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from archcite.app.config import Config
from archcite.app.reading import read_bytes
from archcite.errors import NoSuchRecord, Problem, UnreadableInput
from archcite.library.files import is_key
from archcite.record.key import from_name

if TYPE_CHECKING:
    from archcite.doc.model import Document
    from archcite.record.model import Record


def cited_keys(config: Config, named: Sequence[str]) -> list[str]:
    """The keys of the library's records that documents cite, in the order of the first time.

    NoSuchRecord with the line of each key that no record has.
    """
    return list(cited_names(config, named))


def cited_names(config: Config, named: Sequence[str]) -> dict[str, list[str]]:
    """The keys of the records that documents cite, each with the names that it has there.

    A document that wants all of the library (\\nocite{*}) has all of it, behind what it cites.
    """
    from archcite.app.items import aliases

    found: dict[str, str] = {}
    for each in named:
        for key, where in _cited(each):
            found.setdefault(key, where)
    everything = found.pop("*", None) is not None
    library = config.library()
    known = aliases(library, found)
    problems: list[Problem] = []
    for key, where in found.items():
        real = known.get(key, key)
        if not (is_key(real) and real in library):
            near = library.nearest(key)
            hint = f"did you mean {' or '.join(near)}?" if near else ""
            problems.append(Problem("key-unknown", where, f"no record has the key {key!r}", hint))
    if problems:
        raise NoSuchRecord(*problems)
    if not found and not everything:
        raise UnreadableInput(
            Problem("nothing-found", ", ".join(named), "there is no citation in it")
        )
    names = names_of(found, known)
    for key in library.keys() if everything else ():
        names.setdefault(key, [])
    return names


def names_of(cited: Iterable[str], known: Mapping[str, str]) -> dict[str, list[str]]:
    """The keys of records, each with the names by which they are cited. known: keys by alias."""
    names: dict[str, list[str]] = {}
    for name in dict.fromkeys(cited):
        names.setdefault(known.get(name, name), []).append(name)
    return names


def cited_records(config: Config, named: Sequence[str]) -> tuple[list[Record], list[Problem]]:
    """The records that documents cite, called as there, and the faults of the faulty ones."""
    from archcite.app.exporting import load_all

    names = cited_names(config, named)
    records, problems = load_all(config, list(names))
    return [called(record, names.get(record.document.id, [])) for record in records], problems


def called(record: Record, names: Sequence[str]) -> Record:
    """The record as one whose entry has the first of those names, and the others as aliases."""
    from msgspec.structs import replace

    from archcite.record.key import entry_name
    from archcite.record.model import Administration

    if not names or (names[0] == entry_name(record) and len(names) == 1):
        return record
    own = record.record or Administration()
    others = [name for name in (*names, *own.known_as) if name != names[0]]
    named = replace(record, document=replace(record.document, id=names[0]))
    kept = [name for name in dict.fromkeys(others) if name != record.document.id]
    renamed = replace(named, record=replace(own, known_as=tuple(kept)))
    if entry_name(renamed) != names[0]:  # another alias would come before the name
        kept = [name for name in kept if from_name(name) != names[0]]
        renamed = replace(named, record=replace(own, known_as=tuple(kept)))
    return renamed


def _cited(named: str) -> list[tuple[str, str]]:
    """Each key with its place, in a document and in what that takes in; "*" for all there are."""
    from archcite.doc.cited import HELPERS

    if Path(named).suffix.lower() in HELPERS:
        return _looked_up(named)
    from archcite.app.opening import opened_with_parts

    return cited_in(opened_with_parts([named]))


def cited_in(read: Sequence[tuple[str, Document]]) -> list[tuple[str, str]]:
    """Each key with its place in documents of these names; those of nocite come last."""
    from archcite.doc import parts
    from archcite.doc.model import Cluster

    names = [name for name, _ in read]
    documents = [document for _, document in read]
    found: list[tuple[str, str]] = []
    for at, event, _ in parts.in_order(documents, names):
        if isinstance(event, Cluster):
            where = f"{names[at]}:{event.line}" if event.line else names[at]
            found += [(cite.id, where) for cite in event.citation.cites]
    return found + [(key, name) for name, document in read for key in document.uncited]


def _looked_up(named: str) -> list[tuple[str, str]]:
    """The same of a helper file of LaTeX."""
    from archcite.doc.cited import named as named_in

    text = read_bytes(named).decode("utf-8", "replace")
    return [(each.key, f"{named}:{each.line}") for each in named_in(text, Path(named).suffix)]
