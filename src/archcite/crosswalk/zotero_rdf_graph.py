"""The nodes of Zotero's RDF: which are items, what refers to what, and which collection holds what.

Nodes stand inside one another or refer to one another; both are followed, nothing in circles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from archcite.crosswalk import zotero_rdf_table as table
from archcite.crosswalk.tree import attribute, child, children, line, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NO_ITEMS = ("Attachment", "Memo", "Collection", "Seq", "Person", "Organization", "Address")
_DEEPEST = 50  # collections within one another


class Graph(NamedTuple):
    """The nodes of a file by their address, those that are part of others, and the collections."""

    nodes: Mapping[str, Element]
    parts: frozenset[str]
    collections: Mapping[str, tuple[str, ...]]


def graph_of(root: Element) -> Graph:
    """What refers to what in a file."""
    nodes: dict[str, Element] = {}
    parts: set[str] = set()
    for node in children(root):
        if address := address_of(node):
            nodes.setdefault(address, node)
    for each in root.iterdescendants():
        if local(each) in ("isPartOf", "isReferencedBy", "link", "presentedAt", "publisher"):
            parts.add(attribute(each, "resource"))
    return Graph(nodes, frozenset(parts), _collections(root))


def items_of(root: Element, graph: Graph) -> Iterator[Element]:
    """The nodes that are items of a library, in order."""
    for node in children(root):
        type_ = line(child(node, "itemType"))
        kind = type_of(node)
        if type_ in ("attachment", "note") or kind in _NO_ITEMS:
            continue
        if type_ or (kind in table.TYPES and address_of(node) not in graph.parts):
            yield node


def is_alone(node: Element, graph: Graph) -> bool:
    """Whether a note or file belongs to no item."""
    return type_of(node) in ("Memo", "Attachment") and address_of(node) not in graph.parts


def type_of(node: Element) -> str:
    """The type of a node: its name, or for a rdf:Description what its rdf:type says."""
    if local(node) != "Description":
        return local(node)
    for each in children(node, "type"):
        if address := attribute(each, "resource"):
            return re.split(r"[#/]", address)[-1]
    return "Description"


def address_of(node: Element) -> str:
    return attribute(node, "about") or attribute(node, "ID") or attribute(node, "nodeID")


def _collections(root: Element) -> dict[str, tuple[str, ...]]:
    """For each item the collections that it is in, with those above them: Papers / Letters."""
    names: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    above: dict[str, str] = {}
    for node in children(root):
        if type_of(node) == "Collection":
            address = address_of(node)
            names[address] = line(child(node, "title")).replace(" / ", "/") or "unnamed"
            members[address] = [attribute(each, "resource") for each in children(node, "hasPart")]
    for address, parts in members.items():
        for part in parts:
            if part in names:
                above.setdefault(part, address)
    found: dict[str, list[str]] = {}
    for address, parts in members.items():
        path, seen, at = [names[address]], {address}, address
        while at in above and above[at] not in seen and len(path) < _DEEPEST:
            at = above[at]
            seen.add(at)
            path.insert(0, names[at])
        for part in parts:
            if part not in names:
                found.setdefault(part, []).append(" / ".join(path))
    return {item: tuple(paths) for item, paths in found.items()}
