"""An XML text of CSL as elements: hardened (no DTD, no entities, no network), bounded in size.

Faults are StyleFault with file and line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archcite.errors import Problem, StyleFault

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
MAX_BYTES = 8 * 1024 * 1024
MAX_ELEMENTS = 50_000  # the largest official style has 3,600


def read_xml(data: bytes, where: str) -> Element:
    """The root element of an XML text; raises StyleFault for anything that is not plain XML."""
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise fault(where, f"the file has more than {MAX_BYTES // 2**20} MB", "is it a CSL file?")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in data:
            raise _doctype(data, where) from None
        line = getattr(error, "lineno", None) or 1
        text = str(error).split(", line")[0]
        if "depth" in text:  # libxml2 counts to 256 or 2,048
            raise too_deep(f"{where}:{line}") from None
        raise fault(f"{where}:{line}", f"not well-formed XML: {text}", "mend the XML") from None
    if root.xpath("count(//*)") > MAX_ELEMENTS:  # type: ignore[operator]
        raise fault(where, f"the file has more than {MAX_ELEMENTS:,} elements", "is it a CSL file?")
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise _doctype(data, where)
    return root


def fault(where: str, message: str, hint: str = "", code: str = "style-invalid") -> StyleFault:
    return StyleFault(Problem(code, where, message, hint))


def too_deep(where: str) -> StyleFault:
    return fault(
        where,
        "the file nests its elements too deeply",
        "use macros, and fewer groups within groups",
    )


def _doctype(data: bytes, where: str) -> StyleFault:
    line = data.count(b"\n", 0, max(data.find(b"<!DOCTYPE"), 0)) + 1
    where = f"{where}:{line}"
    return fault(where, "the file has a DOCTYPE, which is refused", "delete the DOCTYPE line")


def attributes_of(element: Element) -> dict[str, str]:
    """The attributes by name, those of another namespace as {namespace}name."""
    return dict(element.items())  # type: ignore[arg-type]  # both are texts


def line_of(element: Element) -> int:
    """The line of the file that the element begins or ends its tag on; 0 if unknown."""
    return element.sourceline or 0  # type: ignore[return-value,unreachable]


def tag_of(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
