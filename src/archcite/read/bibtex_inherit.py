"""Fields that an entry has from another: crossref, xdata, and historian's xref.

The rules are biblatex' (Appendix B, Default Inheritance Setup) and BibTeX's where those are silent.
Every chain is followed once round at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from archcite.crosswalk.bibtex_types import BOOKS, IN_BOOKS
from archcite.crosswalk.table import Pair


class Block(NamedTuple):
    """One entry as it stands in a file: raw values without delimiters, strings put in."""

    type: str
    key: str
    fields: tuple[Pair, ...]
    line: int


_DEEPEST = 8  # entries above an entry
_PRIVATE = frozenset(
    """ids crossref xref xdata entryset entrysubtype execute label options presort related
    relatedoptions relatedstring relatedtype shortauthor shorteditor shorthand shorttitle sortkey
    sortname sorttitle sortyear keywords file annotation annote abstract archcite""".split()
)
_MULTI = frozenset("mvbook mvcollection mvproceedings mvreference".split())
_TITLES = ("title", "subtitle", "titleaddon")
_IN_BOOK = frozenset("inbook bookinbook suppbook".split())


def inherited(
    block: Block, by_key: Mapping[str, Block], folded: Mapping[str, Block]
) -> tuple[tuple[Pair, ...], list[str]]:
    """The fields of an entry with those that it has from others, and keys that no entry has."""
    own = {name.lower(): value for name, value in block.fields}
    if not own.keys() & {"crossref", "xdata", "xref"} and not any(
        value.startswith("xdata=") for value in own.values()
    ):
        return block.fields, []
    missing: list[str] = []

    def find(key: str) -> Block | None:
        found = by_key.get(key) or folded.get(key.casefold())
        if found is None:
            missing.append(key)
        return found

    fields = list(block.fields)
    _add(fields, _granular(own, by_key))
    seen = {block.key}
    waiting = [("xdata", key.strip()) for key in own.get("xdata", "").split(",") if key.strip()]
    if own.get("crossref"):
        waiting.append(("crossref", own["crossref"].strip()))
    if own.get("xref"):
        waiting.append(("xref", own["xref"].strip()))
    child = block.type
    while waiting and len(seen) <= _DEEPEST:
        how, key = waiting.pop(0)
        if key in seen:
            continue
        seen.add(key)
        if how == "xref":
            parent = by_key.get(key)
            if parent is None or parent.type != "customa":
                continue
        else:
            parent = find(key)
        if parent is None:
            continue
        given = dict(_given(how, child, parent))
        _add(fields, given)
        above = {name.lower(): value for name, value in parent.fields}
        waiting += [(how, above[how].strip())] if above.get(how) else []
        waiting += [("xdata", each.strip()) for each in above.get("xdata", "").split(",")
                    if each.strip() and how != "xdata"]  # fmt: skip
        child = parent.type if how == "crossref" else child
    if any(by_key[key].type == "customa" for key in seen if key in by_key):
        fields = [pair for pair in fields if pair[0].lower() != "xref"]
    return tuple(fields), missing


def _add(fields: list[Pair], given: Mapping[str, str]) -> None:
    """Append what the entry does not have, and fill what only refers."""
    at = {name.lower(): index for index, (name, _) in enumerate(fields)}
    # A year is no news to an entry that has a date, nor the other way round.
    dated = "date" in at or "year" in at
    for name, value in given.items():
        index = at.get(name)
        if index is not None and fields[index][1].startswith("xdata="):
            fields[index] = (name, value)
        elif index is None and not (dated and name in ("date", "year", "month", "day")):
            fields.append((name, value))


def _granular(own: Mapping[str, str], by_key: Mapping[str, Block]) -> dict[str, str]:
    """Values such as xdata=key-field-1: one field, or one item of it, of that entry."""
    found = {}
    for name, value in own.items():
        if not value.startswith("xdata="):
            continue
        key, _, field = value.removeprefix("xdata=").rpartition("-")
        item = 0
        if field.isdecimal():
            item = int(field)
            key, _, field = key.rpartition("-")
        block = by_key.get(key)
        whole = next((v for n, v in block.fields if n.lower() == field), "") if block else ""
        parts = whole.split(" and ")
        found[name] = parts[item - 1] if 0 < item <= len(parts) else whole
    return {name: value for name, value in found.items() if value}


def _given(how: str, child: str, parent: Block) -> Iterator[Pair]:
    """What a child of that type has from its parent."""
    above = {name.lower(): value for name, value in parent.fields}
    if how == "xdata":
        yield from ((name, value) for name, value in above.items() if name != "xdata")
        return
    if how == "xref":
        # An archive of biblatex-historian: the title is the collection's.
        for name, value in above.items():
            if name not in _PRIVATE:
                yield ("collection" if name == "title" else name), value
        return
    renamed = _renamed(child, parent.type, above)
    for name, value in above.items():
        if name in _PRIVATE:
            continue
        if name in renamed:
            for other in renamed[name]:
                yield other, value
        else:
            yield name, value


def _renamed(child: str, parent: str, above: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Field of the parent -> what it is in the child."""
    found: dict[str, tuple[str, ...]] = {}
    into = ""
    if parent in _MULTI:
        into = "main"
    elif child in IN_BOOKS and parent in BOOKS | {"inbook", "incollection"}:
        into = "book"
    elif parent == "periodical":
        into = "journal"
    elif child in IN_BOOKS:
        into = "book"
    if into:
        for name in _TITLES:
            # Files for BibTeX repeat the title of the parent as its booktitle.
            there = f"{into}{name}"
            found[name] = () if there in above else (there,)
    if child in _IN_BOOK and parent in ("book", "mvbook"):
        found["author"] = ("author", "bookauthor")
    elif child in IN_BOOKS and child not in _IN_BOOK and parent in BOOKS:
        found["author"] = ("bookauthor",) if parent in ("book", "mvbook") else ()
    return found
