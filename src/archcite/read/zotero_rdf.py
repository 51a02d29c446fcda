"""Zotero's own RDF, the export that loses nothing: items, notes, files, tags, collections."""

from __future__ import annotations

from archcite.crosswalk.tree import children, local
from archcite.crosswalk.zotero_rdf_back import from_item
from archcite.crosswalk.zotero_rdf_graph import graph_of, is_alone, items_of
from archcite.errors import Problem
from archcite.read.finish import finished, keyed
from archcite.read.xml import root_of, tree
from archcite.record.model import Record


def is_zotero_rdf(text: str) -> bool:
    """Whether a text is RDF as Zotero writes it."""
    name, namespaces = root_of(text)
    return name == "RDF" and (
        "zotero.org/namespaces/export" in namespaces or "purl.org/net/biblio" in namespaces
    )


def read_zotero_rdf(data: bytes, name: str) -> list[Record | Problem]:
    """Each item as a record; a note or file that belongs to no item is a Problem."""
    root = tree(data, name)
    if isinstance(root, Problem):
        return [root]
    graph = graph_of(root)
    found: list[Record | Problem] = []
    for node in items_of(root, graph):
        found += finished(from_item(node, graph), f"{name}:{node.sourceline}", "zotero")
    for node in children(root):
        if is_alone(node, graph):
            what = "note" if local(node) == "Memo" else "file"
            message = f"A {what} belongs to no item and is left out."
            found.append(Problem("import-loss", f"{name}:{node.sourceline}", message))
    if not found:
        found.append(Problem("nothing-found", name, "The file has no item of Zotero."))
    return keyed(found)
