"""Records as Dublin Core: a file of qualified records, or an answer of OAI-PMH with simple ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OAI = "http://www.openarchives.org/OAI/2.0/"
# A writer knows no clock: who serves the answer puts the true time in.
_NO_TIME = "1970-01-01T00:00:00Z"


def write_dublin_core(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """Qualified records in one element. What is told as dropped stands in the carrier alone."""
    return whole(stream_dublin_core(records, carrier=carrier))


def stream_dublin_core(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    from archcite.crosswalk.dublin_core import QUALIFIED_DC
    from archcite.write.xml import pieces

    return pieces(records, lambda each: QUALIFIED_DC.out(each, carrier), _records)


def _records() -> tuple[Element, Element]:
    from lxml.etree import Element as Make

    from archcite.crosswalk.dublin_core import DC, TERMS

    spaces: Any = {"dc": DC, "dcterms": TERMS}
    root = Make("records", nsmap=spaces)
    return root, root


def write_oai_dc(
    records: Iterable[Record], *, carrier: bool = True, now: str = _NO_TIME
) -> Written:
    """An answer to ListRecords. now: when it was made, in UTC."""
    return whole(stream_oai_dc(records, carrier=carrier, now=now))


def stream_oai_dc(
    records: Iterable[Record], *, carrier: bool = True, now: str = _NO_TIME
) -> Iterator[Written]:
    """The same piece by piece."""
    from archcite.crosswalk.dublin_core import SIMPLE_DC
    from archcite.crosswalk.tree import add
    from archcite.write.xml import pieces

    def place(answer: Element, record: Record, entry: Element) -> None:
        around = add(answer, "record")
        header = add(around, "header")
        add(header, "identifier", f"oai:archcite:{record.document.id}")
        stamp = record.record.imported if record.record and record.record.imported else now[:10]
        add(header, "datestamp", stamp)
        add(around, "metadata").append(entry)

    return pieces(records, lambda each: SIMPLE_DC.out(each, carrier), lambda: _answer(now), place)


def _answer(now: str) -> tuple[Element, Element]:
    from lxml.etree import Element as Make

    from archcite.crosswalk.tree import XSI, add

    spaces: Any = {None: _OAI, "xsi": XSI}
    root = Make(f"{{{_OAI}}}OAI-PMH", nsmap=spaces)
    root.set(f"{{{XSI}}}schemaLocation", f"{_OAI} {_OAI}OAI-PMH.xsd")
    add(root, "responseDate", now)
    asked = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    add(root, "request", "https://example.org/oai", asked)
    return root, add(root, "ListRecords")
