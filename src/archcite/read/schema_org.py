"""schema.org as JSON-LD: a node, a list of them, a graph; which of its nodes are entries.

Nodes that are told apart from what refers to them (@graph) are put where they are referred to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from archcite.crosswalk.json_ld import listed, plain_names, text_of, types_of, values
from archcite.crosswalk.schema_org import from_schema_org
from archcite.crosswalk.schema_org_table import COMPONENT, FROM_TYPES, PAGES, SPACES
from archcite.errors import Problem
from archcite.read.frame import records_of
from archcite.read.json_text import Place, json_entries
from archcite.record.model import Record

Node = Mapping[str, Any]

_TOGETHER = 2000  # nodes of a list that may refer to one another
_DEEPEST = 12  # references within references; parts of parts
_LEVELS = 100  # of an entry, in which references are looked for
_MOST = 50  # nodes that are put in for the references of one entry
_NAMING = {"@id", "@type", "url"}
_CONTAINING = ("hasPart", "itemListElement", "item", "mainEntity", "dataset", "subjectOf", "about",
               "mainEntityOfPage", "isRelatedTo", "citation", "archiveHeld")  # fmt: skip
_LEFT = frozenset(_CONTAINING) - {"about"}  # whose references stay as they are


def read_schema_org(data: bytes, name: str) -> list[Record | Problem]:
    """Each work or archival component as a record."""
    return list(_records(json_entries(data, name), name))


def read_schema_org_stream(stream: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same entry by entry."""
    return _records(json_entries(stream, name), name)


def _records(found: Iterator[tuple[Place, Any] | Problem], name: str) -> Iterator[Record | Problem]:
    empty = Problem("nothing-found", name, "The file has no work or document of schema.org.")
    return records_of(_entries(found), from_schema_org, "schema-org", empty)


def _entries(
    found: Iterator[tuple[Place, Any] | Problem],
) -> Iterator[tuple[str, Node] | Problem]:
    """The entries among the values of a file, with their places, some thousands together."""
    together: list[tuple[Place, Any]] = []
    for each in found:
        if not isinstance(each, Problem):
            together.append(each)
            if len(together) < _TOGETHER:
                continue
        yield from _chosen(together)
        together = []
        if isinstance(each, Problem):
            yield each
    yield from _chosen(together)


def _chosen(together: list[tuple[Place, Any]]) -> Iterator[tuple[str, Node] | Problem]:
    for place, value in together:
        if not isinstance(value, Mapping):
            told = f"An entry must be an object, not {type(value).__name__}."
            yield Problem("entry-unfit", str(place), told)
    places = {id(value): place for place, value in together}
    whole = [value for _, value in together if isinstance(value, Mapping)]
    for number, (origin, node) in enumerate(_nodes(whole), 1):
        at = places[origin]
        yield str(at) if len(together) > 1 else f"{at.name}: entry {number}", node


def nodes_of(value: Any) -> list[Node]:
    """The nodes of parsed JSON-LD that are entries, each with what it refers to put in.

    value: an object, a list, a graph. Pages count where there is nothing else; of what an entry is
    a part of, nothing; components of an archive that a component holds, each for itself.
    """
    return [node for _, node in _nodes(value)]


def _nodes(value: Any) -> list[tuple[int, Node]]:
    """The same with the id() of the member of a list that each stands in."""
    told = [(id(each), node) for each in listed(value) for node in _flat(each, 0)]
    index: dict[str, Node] = {}
    for _, node in told:
        own = node.get("@id")
        if isinstance(own, str) and len(node) > 1:
            index.setdefault(own, node)
    parts = _referred([node for _, node in told], index) if index else set()
    entries = [
        (origin, node)
        for origin, node in told
        if _is_work(node) and not (isinstance(node.get("@id"), str) and node["@id"] in parts)
    ] or [(origin, node) for origin, node in told if _is_work(node)]
    if any(not _is_page(node) for _, node in entries):
        entries = [(origin, node) for origin, node in entries if not _is_page(node)]
    found: list[tuple[int, Node]] = []
    for origin, node in entries:
        found += [(origin, each) for each in _with_parts(_filled(node, index), 0)]
    return found


def _flat(value: Any, depth: int, spaces: re.Pattern[str] = SPACES) -> Iterator[Node]:
    """The nodes of a value that may be entries: those of graphs, lists, feeds and pages.

    spaces: how names of schema.org begin in the context around.
    """
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _flat(each, depth + 1, spaces)
    if not isinstance(value, Mapping):
        return
    if "@context" in value:
        spaces = _spaces_of(value["@context"], spaces)
    if "@graph" in value:
        yield from _flat(value["@graph"], depth + 1, spaces)
        return
    node = plain_names(value, spaces)
    types = types_of(node)
    inner: list[Any] = []
    if "ItemList" in types or "DataFeed" in types or "DataCatalog" in types:
        inner = values(node, "itemListElement", "dataFeedElement", "dataset")
    elif "ListItem" in types or "DataFeedItem" in types:
        inner = values(node, "item")
    elif _is_page(node):
        inner = [each for each in values(node, "mainEntity") if isinstance(each, Mapping)]
    for each in inner:
        yield from _flat(each, depth + 1)
    yield node


def _spaces_of(context: Any, around: re.Pattern[str]) -> re.Pattern[str]:
    """How names begin where a context has a prefix of its own for schema.org."""
    prefixes = [
        re.escape(f"{name}:")
        for each in listed(context)
        if isinstance(each, Mapping)
        for name, address in each.items()
        if isinstance(address, str) and SPACES.fullmatch(address) and len(name) < 20
    ]
    return re.compile("|".join([around.pattern, *prefixes[:5]])) if prefixes else around


def _is_work(node: Node) -> bool:
    """Whether a node is a work and more than a reference to one."""
    return any(each in FROM_TYPES for each in types_of(node)) and bool(node.keys() - _NAMING)


def _is_page(node: Node) -> bool:
    types = types_of(node)
    return bool(types) and all(each in PAGES for each in types)


def _referred(told: list[Node], index: Mapping[str, Node]) -> set[str]:
    """The names of nodes that another one is a part of, was written by, and so on."""
    found: set[str] = set()
    for node in told:
        waiting = [each for name, each in node.items() if name not in _CONTAINING]
        while waiting:
            each = waiting.pop()
            if isinstance(each, list):
                waiting += each
            elif isinstance(each, Mapping):
                if isinstance(each.get("@id"), str) and each["@id"] in index:
                    found.add(each["@id"])
                waiting += each.values()
    return found


def _filled(node: Node, index: Mapping[str, Node]) -> Node:
    """The node with other nodes in the place of references to them."""
    if not index:
        return node
    budget = [_MOST]

    def fill(value: Any, above: tuple[str, ...], depth: int) -> Any:
        if isinstance(value, list) and depth < _LEVELS:
            return [fill(each, above, depth + 1) for each in value]
        if not isinstance(value, Mapping) or depth >= _LEVELS:
            return value
        name = value.get("@id")
        if isinstance(name, str) and len(value) == 1 and name in index:
            if name in above or len(above) > _DEEPEST or budget[0] <= 0:
                return value
            budget[0] -= 1
            value, above = index[name], (*above, name)
        return {
            key: each if key in _LEFT else fill(each, above, depth + 1)
            for key, each in value.items()
        }

    own = node.get("@id")
    filled: Node = fill(node, (own,) if isinstance(own, str) else (), 0)
    return filled


def _with_parts(node: Node, depth: int) -> Iterator[Node]:
    """The node and the components below it, which lie in the same archive."""
    yield node
    if depth > _DEEPEST or COMPONENT not in types_of(node):
        return
    above = {
        key: value for key, value in node.items() if key in ("@id", "@type", "name", "isPartOf")
    }
    for each in values(node, "hasPart"):
        if isinstance(each, Mapping) and COMPONENT in types_of(each) and text_of(each):
            held = {key: node[key] for key in ("holdingArchive",) if key in node}
            yield from _with_parts({**held, "isPartOf": above, **each}, depth + 1)
