"""Records as Zotero's RDF: the way into Zotero on which nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def write_zotero_rdf(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """An RDF file. What is told as dropped stands in the carrier alone, a line of Extra."""
    return whole(stream_zotero_rdf(records, carrier=carrier))


def stream_zotero_rdf(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece; memory holds which collection has which items."""
    from archcite.crosswalk.zotero_rdf import Collections, empty
    from archcite.crosswalk.zotero_rdf_back import to_items
    from archcite.write.xml import pieces

    collections = Collections()

    def place(root: Element, record: Record, nodes: Element) -> None:
        collections.add(record)
        root.extend(nodes)

    def shell() -> tuple[Element, Element]:
        root = empty()
        return root, root

    return pieces(records, lambda each: to_items(each, carrier), shell, place, collections.write)
