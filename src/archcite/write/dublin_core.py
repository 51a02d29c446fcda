"""Records as Dublin Core: a file of qualified records, or an answer of OAI-PMH with simple ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from archcite.record.model import Record
from archcite.write import Written
from archcite.write.xml import text_of

_OAI = "http://www.openarchives.org/OAI/2.0/"
# A writer knows no clock: who serves the answer puts the true time in.
_NO_TIME = "1970-01-01T00:00:00Z"


def write_dublin_core(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """Qualified records in one element. What is told as dropped stands in the carrier alone."""
    from lxml.etree import Element

    from archcite.crosswalk.dublin_core import DC, TERMS, qualified, to_dublin_core

    spaces: Any = {"dc": DC, "dcterms": TERMS}
    root = Element("records", nsmap=spaces)
    dropped: dict[str, list[str]] = {}
    for record in records:
        if left := to_dublin_core(record, qualified(root), carrier):
            dropped[record.document.id] = left
    return Written(text_of(root), dropped)


def write_oai_dc(
    records: Iterable[Record], *, carrier: bool = True, now: str = _NO_TIME
) -> Written:
    """An answer to ListRecords. now: when it was made, in UTC."""
    from lxml.etree import Element

    from archcite.crosswalk.dublin_core import simple, to_dublin_core
    from archcite.crosswalk.tree import XSI, add

    spaces: Any = {None: _OAI, "xsi": XSI}
    root = Element(f"{{{_OAI}}}OAI-PMH", nsmap=spaces)
    root.set(f"{{{XSI}}}schemaLocation", f"{_OAI} {_OAI}OAI-PMH.xsd")
    add(root, "responseDate", now)
    asked = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    add(root, "request", "https://example.org/oai", asked)
    answer = add(root, "ListRecords")
    dropped: dict[str, list[str]] = {}
    for record in records:
        entry = add(answer, "record")
        header = add(entry, "header")
        add(header, "identifier", f"oai:archcite:{record.document.id}")
        stamp = record.record.imported if record.record and record.record.imported else now[:10]
        add(header, "datestamp", stamp)
        if left := to_dublin_core(record, simple(add(entry, "metadata")), carrier):
            dropped[record.document.id] = left
    return Written(text_of(root), dropped)
