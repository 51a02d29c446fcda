"""The keys that a writer's document cites, with the files that it takes in.

Reads files below the document's own folder alone; prints nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from archcite.app.config import Config
from archcite.app.reading import read_bytes
from archcite.errors import NoSuchRecord, Problem, UnreadableInput
from archcite.library.files import is_key
from archcite.record.key import from_name

if TYPE_CHECKING:
    from archcite.record.model import Record

_MOST_FILES = 500


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
    everything = False
    for each in named:
        keys, whole = _cited(each)
        everything |= whole
        for key, where in keys:
            found.setdefault(key, where)
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
    names: dict[str, list[str]] = {}
    for key in found:
        names.setdefault(known.get(key, key), []).append(key)
    for key in library.keys() if everything else ():
        names.setdefault(key, [])
    return names


def cited_records(config: Config, named: Sequence[str]) -> tuple[list[Record], list[Problem]]:
    """The records that documents cite, called as there, and the faults of the faulty ones."""
    from archcite.app.exporting import load_all

    names = cited_names(config, named)
    records, problems = load_all(config, list(names))
    return [_called(record, names.get(record.document.id, [])) for record in records], problems


def _called(record: Record, names: Sequence[str]) -> Record:
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


def _opened(named: str) -> tuple[list[tuple[str, str]], bool] | None:
    """What a document of a kind that is no text cites; None for others."""
    from archcite.app import weaving
    from archcite.doc import weave
    from archcite.doc.cited import TEXTS

    suffix = Path(named).suffix.lower()
    if suffix not in weaving.KINDS or suffix in TEXTS:
        return None
    document = weaving.opened(read_bytes(named), named)
    found = [
        (cite.id, f"{named}:{cluster.line}" if cluster.line else named)
        for cluster in weave.clusters(document)
        for cite in cluster.citation.cites
    ]
    found += [(key, named) for key in document.uncited if key != "*"]
    return found, "*" in document.uncited


def _cited(named: str) -> tuple[list[tuple[str, str]], bool]:
    """Each key with its place, in a document and in what that takes in; whether it wants all."""
    from archcite.doc.cited import cited, cites_all, included

    if (read := _opened(named)) is not None:
        return read
    top = Path(named).expanduser()
    found: list[tuple[str, str]] = []
    everything = False
    waiting, seen = [top], set[Path]()
    while waiting:
        path = waiting.pop(0)
        if path.resolve() in seen or len(seen) >= _MOST_FILES:
            continue
        seen.add(path.resolve())
        text = read_bytes(str(path)).decode("utf-8", "replace")
        suffix = path.suffix
        found += [(each.key, f"{path}:{each.line}") for each in cited(text, suffix)]
        everything |= cites_all(text, suffix)
        for other in included(text, suffix):
            place = (top.parent / other) if Path(other).suffix else (top.parent / f"{other}.tex")
            inside = place.resolve().is_relative_to(top.parent.resolve())
            if inside and place.is_file():
                waiting.append(place)
    return found, everything
