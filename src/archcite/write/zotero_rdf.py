"""Records as Zotero's RDF: the way into Zotero on which nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable

from archcite.record.model import Record
from archcite.write import Written
from archcite.write.xml import text_of


def write_zotero_rdf(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """An RDF file. What is told as dropped stands in the carrier alone, a line of Extra."""
    from archcite.crosswalk.zotero_rdf import empty, write_collections, write_item
    from archcite.crosswalk.zotero_rdf_back import measured

    root = empty()
    kept = list(records)
    dropped: dict[str, list[str]] = {}
    for record in kept:
        word, left = measured(record)
        write_item(root, record, word if carrier else "")
        if left:
            dropped[record.document.id] = left
    write_collections(root, kept)
    return Written(text_of(root), dropped)
