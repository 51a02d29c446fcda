"""CSL items in other dress as records: Better CSL JSON, and CSL-YAML in files and in Markdown.

An item's shapes are settled by read.csl_json, as for CSL-JSON itself; crosswalk.csl_entry says what
it means.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any, BinaryIO

from archcite.crosswalk import csl_entry, csl_yaml
from archcite.crosswalk.csl_entry import Item
from archcite.crosswalk.returning import Returned, returned
from archcite.crosswalk.two_way import TwoWay

# Of the style language only its table of words: CSL is spelled in them.
from archcite.csl import vocab
from archcite.errors import Problem
from archcite.read.csl_json import read_item
from archcite.read.decode import LARGEST, decode
from archcite.read.frame import records_of
from archcite.read.json_text import Place, json_entries
from archcite.read.rejoined import taken
from archcite.read.yaml_text import listed, yaml_entries
from archcite.record.model import Record

Placed = tuple[str, Item]
_REFERENCES = re.compile(r"(?m)^references:[ \t]*(?:#.*)?$")
_ITEM = re.compile(r"(?m)\A(?:---[^\n]*\n)?(?:\s|#[^\n]*\n)*-[ \t]+[a-z-]+:")
_ID = re.compile(r"(?m)^(?:-|[ ])[ \t]+[\"']?id[\"']?:[ \t]*\S")
_LOOKED = 40_000  # characters
_BORDER = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*$")


def read_better_csl_json(data: bytes, name: str) -> list[Record | Problem]:
    """Each item as a record."""
    return list(_records(json_entries(data, name, "items"), csl_entry.ENTRY, name))


def read_better_csl_json_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same from an open file of any size."""
    return _records(json_entries(stream, name, "items"), csl_entry.ENTRY, name)


def is_csl_yaml(text: str) -> bool:
    """Whether a text is YAML with a list of references, or Markdown with such metadata."""
    start = text[:_LOOKED].lstrip("\ufeff")
    if start.lstrip()[:1] in ("{", "[", "<", "@"):
        return False
    if _REFERENCES.search(start) and "cff-version" not in start:
        return any(_REFERENCES.search(block) for _, block in _blocks(start))
    return bool(_ITEM.match(start) and _ID.search(start))


def read_csl_yaml(data: bytes, name: str) -> list[Record | Problem]:
    """Each reference as a record."""
    return list(_from_yaml(data, name))


def read_csl_yaml_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same one by one; the text is in memory, what was read of it is not."""
    return _from_yaml(taken(stream, LARGEST + 1), name)


def _from_yaml(data: bytes, name: str) -> Iterator[Record | Problem]:
    text = decode(data, name)
    del data  # the file is in memory once, and what is being read of it
    if isinstance(text, Problem):
        yield text
        return
    entries = (
        entry
        for line, block in _blocks(text)
        for entry in yaml_entries(block, name, "references", line=line)
    )
    loose: set[str] = set()
    yield from _records(_undressed(entries, loose), csl_yaml.ENTRY, name, loose)


def _undressed(
    entries: Iterable[tuple[Place, Any] | Problem], loose: set[str]
) -> Iterator[tuple[Place, Any] | Problem]:
    """The entries as items. loose: gets the names that stand in one piece."""
    for each in entries:
        if isinstance(each, Problem):
            yield each
            continue
        where, entry = each
        if isinstance(entry, dict) and where.path == "$" and "id" not in entry:
            continue  # a document's other metadata
        if isinstance(entry, dict):
            entry = csl_yaml.undressed(entry)
            for variable in vocab.NAMES & entry.keys():
                entry[variable] = [_name(each, loose) for each in listed(entry[variable])]
        yield where, entry


def _name(name: Any, loose: set[str]) -> Any:
    """A name that is one text in the parts that its comma tells; without one it is loose."""
    if not isinstance(name, str):
        return name
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and family and given:
        return {"family": family, "given": given}
    loose.add(" ".join(name.split()))
    return {"literal": name}


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The YAML of a text with the line on which each part begins: all of it, or in Markdown its
    metadata, which stands between lines of --- with something right behind the first.
    """
    borders = list(_BORDER.finditer(text))
    filled = re.search(r"\S", text)
    first = text.rfind("\n", 0, filled.start()) + 1 if filled else 0
    opened = any(each.start() == first for each in borders)
    if not opened and not _REFERENCES.match(text, first):
        inside = any(each[0].startswith("---") for each in borders)
        if not inside or _ITEM.match(text):
            yield 1, text
            return
    if not borders:
        yield 1, text
        return
    if not opened:
        yield 1, text[: max(0, borders[0].start() - 1)]
    ends = [max(0, each.start() - 1) for each in borders[1:]] + [len(text)]
    for border, end in zip(borders, ends, strict=True):
        if not border[0].startswith("---"):
            continue
        whole = text[border.end() + 1 : end]
        leads = (
            border.start() == first or whole.partition("\n")[0].strip()
        )  # else a rule in Markdown
        if leads and (_REFERENCES.search(whole) or _ITEM.match(whole)):
            yield text.count("\n", 0, border.start()) + 2, whole


def _records(
    entries: Iterable[tuple[Place, Any] | Problem],
    form: TwoWay[Item],
    name: str,
    loose: Container[str] = (),
) -> Iterator[Record | Problem]:
    """loose: names in one piece, of which it is not said whether they are a body's."""

    def back(item: Item) -> Returned:
        now = csl_entry.means(item)
        for agent in now.get("people", ()):
            if agent.get("kind") == "body" and agent["as_given"] in loose:
                del agent["kind"]
        return returned(now, csl_entry.words(item), lambda record: form.means(form.write(record)))

    empty = Problem("nothing-found", name, "The file has no references of CSL.")
    return records_of(_settled(entries), back, "csl", empty)


def _settled(entries: Iterable[tuple[Place, Any] | Problem]) -> Iterator[Placed | Problem]:
    """Each item in the shapes of CSL-JSON after what is wrong with it."""
    for each in entries:
        if isinstance(each, Problem):
            yield each
            continue
        where, entry = each
        item, problems = read_item(entry, str(where))
        yield from problems
        if item is not None:
            yield str(where), item
