"""The keys that a writer's document cites, with the files that it takes in.

Reads files below the document's own folder alone; prints nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from archcite.app.config import Config
from archcite.app.reading import read_bytes
from archcite.errors import NoSuchRecord, Problem, UnreadableInput
from archcite.library.files import is_key

_MOST_FILES = 500


def cited_keys(config: Config, named: Sequence[str]) -> list[str]:
    """The keys of the library's records that documents cite, in the order of the first time.

    NoSuchRecord with the line of each key that no record has.
    """
    from archcite.app.items import aliases

    found: dict[str, str] = {}
    for each in named:
        for key, where in _cited(each):
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
    if not found:
        raise UnreadableInput(
            Problem("nothing-found", ", ".join(named), "there is no citation in it")
        )
    return list(dict.fromkeys(known.get(key, key) for key in found))


def _cited(named: str) -> list[tuple[str, str]]:
    """Each key with its place, in a document and in what that takes in."""
    from archcite.doc.cited import cited, included

    top = Path(named).expanduser()
    found: list[tuple[str, str]] = []
    waiting, seen = [top], set[Path]()
    while waiting:
        path = waiting.pop(0)
        if path.resolve() in seen or len(seen) >= _MOST_FILES:
            continue
        seen.add(path.resolve())
        text = read_bytes(str(path)).decode("utf-8", "replace")
        suffix = path.suffix
        found += [(each.key, f"{path}:{each.line}") for each in cited(text, suffix)]
        for other in included(text, suffix):
            place = (top.parent / other) if Path(other).suffix else (top.parent / f"{other}.tex")
            inside = place.resolve().is_relative_to(top.parent.resolve())
            if inside and place.is_file():
                waiting.append(place)
    return found
