"""The one entrance for XML from outside: no DTD, no entities, no network, bounded size and depth.

A file is read entry by entry and each entry forgotten, so that memory does not grow with the file.
What is wrong becomes a Problem with its line; the entries before it stand.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from io import BytesIO
from typing import TYPE_CHECKING

from archcite.crosswalk.tree import local
from archcite.errors import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_BYTES = 256 * 2**20
MAX_DEPTH = 100  # elements within one another; the deepest finding aids have some thirty
MAX_ENTRY = 2_000_000  # elements of one entry

# What may stand before the first element: blanks, comments, instructions, a document type.
_PROLOG = re.compile(rb"(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OWN = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_ROOT = re.compile(
    r"(?>\s+|<\?.{0,2000}?\?>|<!--.{0,9999}?-->|<!DOCTYPE[^\[>]{0,999}(?:\[[^\]]{0,9999}\]\s*)?>)*+"
    r"<(?:([\w.-]+):)?([\w.-]+)([^>]{0,4000})",
    re.DOTALL,
)


def root_of(text: str) -> tuple[str, str]:
    """The local name of a text's first element, and the namespaces that it declares; or "" twice.

    Looks at the beginning alone and parses nothing.
    """
    found = _ROOT.match(text[:40_000].lstrip("\ufeff"))
    if not found:
        return "", ""
    return found[2], " ".join(re.findall(r"xmlns(?::[\w.-]+)?\s*=\s*[\"']([^\"']*)", found[3]))


def entries(data: bytes, name: str, *names: str, kept: bool = False) -> Iterator[Element | Problem]:
    """Each outermost element of one of these local names; a Problem last, where the XML breaks off.

    name: the file's, for Problems. An entry is good until the next one is asked for. kept: leave
    what stands around the entries in the tree.
    """
    from lxml import etree

    mended = _mended(data, name)
    if isinstance(mended, Problem):
        yield mended
        return
    depth = inside = count = 0
    try:
        events = etree.iterparse(
            BytesIO(mended),
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        for event, element in events:
            if event == "start":
                depth += 1
                if depth == 1 and _has_doctype(element):
                    yield _refused(name, element, "has a document type of its own")
                    return
                if depth > MAX_DEPTH:
                    yield _refused(name, element, f"has more than {MAX_DEPTH} elements in a row")
                    return
                if inside:
                    count += 1
                    if count > MAX_ENTRY:
                        yield _refused(
                            name, element, f"has an entry of more than {MAX_ENTRY} parts"
                        )
                        return
                elif local(element) in names:
                    inside, count = depth, 0
            else:
                if depth == inside:
                    yield element
                    inside = 0
                    if kept:
                        element.clear(keep_tail=True)  # type: ignore[call-arg, unused-ignore]
                    else:
                        _forget(element)
                elif not inside and not kept and depth > 1:
                    _forget(element)
                depth -= 1
    except (etree.XMLSyntaxError, ValueError) as error:
        yield _broken(name, error)


def placed(data: bytes, name: str, *names: str) -> Iterator[tuple[str, Element] | Problem]:
    """The same with the place of each, as Problems give it."""
    for each in entries(data, name, *names):
        yield each if isinstance(each, Problem) else (f"{name}:{each.sourceline}", each)


def tree(data: bytes, name: str) -> Element | Problem:
    """The root element of a whole file, with the same guards; for formats that refer crosswise."""
    from lxml import etree

    mended = _mended(data, name)
    if isinstance(mended, Problem):
        return mended
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(mended, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return _broken(name, error)
    if _has_doctype(root):
        return _refused(name, root, "has a document type of its own")
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return _refused(name, element, f"has more than {MAX_DEPTH} elements in a row")
    return root


def _has_doctype(element: Element) -> bool:
    return bool(element.getroottree().docinfo.doctype)  # type: ignore[union-attr, attr-defined, unused-ignore]


def _forget(element: Element) -> None:
    """Free what has been read. The element itself stays until its parent goes."""
    element.clear(keep_tail=True)  # type: ignore[call-arg, unused-ignore]
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        if len(before) or before.attrib:
            break
        parent.remove(before)


def _mended(data: bytes, name: str) -> bytes | Problem:
    """The bytes as libxml2 takes them: one charset that it knows, no document type."""
    if len(data) > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES // 2**20} MB."
        return Problem("too-large", name, message, "divide it")
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return Problem("empty-file", name, "The file is empty.")
    data = _as_utf_8(data).translate(None, _CONTROLS)
    start = _PROLOG.match(data)
    at = start.end() if start else 0
    if data[at : at + 9].upper() == b"<!DOCTYPE":
        end = _doctype_end(data, at)
        if end < 0:
            line = data[:at].count(b"\n") + 1
            message = "The document type at the beginning has no end."
            return Problem("xml-invalid", f"{name}:{line}", message)
        kept = b"\n" * data[at:end].count(b"\n")
        data = data[:at] + kept + data[end:]
    if b"&" in data and b"<![CDATA[" not in data:
        data = _NAMED.sub(_numbered, data)
    return data


def _as_utf_8(data: bytes) -> bytes:
    """UTF-16 and undeclared Latin-1 as UTF-8; anything else as it is."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    elif data[:2] in (b"<\0", b"\0<"):
        text = data.decode("utf-16-le" if data[0] else "utf-16-be", "replace")
    else:
        declared = _DECLARED.match(data[:300])
        charset = declared[1].decode("ascii").casefold() if declared else "utf-8"
        if charset not in ("utf-8", "utf8"):
            try:
                info = codecs.lookup(charset)
            except LookupError:
                info = codecs.lookup("utf-8")
            # Only charsets that hold ASCII as it is can be looked through for a document type.
            safe = info._is_text_encoding and info.name not in ("utf-7", "utf-16", "utf-32")
            text = data.decode(info.name if safe else "utf-8", "replace")
        else:
            try:
                data.decode("utf-8")
            except UnicodeDecodeError:
                text = data.decode("cp1252", "replace")
            else:
                return data.removeprefix(codecs.BOM_UTF8)
    text = text.removeprefix("\ufeff")
    declaration = _XML_DECLARATION.match(text)
    if declaration:
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    return text.encode("utf-8", "replace")


def _doctype_end(data: bytes, at: int) -> int:
    """Where a document type ends, its own declarations included; -1 for nowhere near."""
    depth, quote = 0, 0
    for place in range(at, min(len(data), at + 100_000)):
        byte = data[place]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte in b"[<":
            depth += 1
        elif byte in b"]>":
            depth -= 1
            if not depth:
                return place + 1
    return -1


def _numbered(found: re.Match[bytes]) -> bytes:
    """A named reference of HTML by its number: finding aids use them, XML does not know them."""
    if found[1] in _OWN:
        return found[0]
    letters = html5.get(found[1].decode("ascii") + ";")
    return "".join(f"&#{ord(each)};" for each in letters).encode() if letters else found[0]


def _broken(name: str, error: Exception) -> Problem:
    number = getattr(error, "lineno", None) or 1
    said = str(error).split(", line")[0].split("\n")[0][:200]
    message = f"The XML breaks off or is not well-formed: {said}."
    return Problem("xml-invalid", f"{name}:{number}", message, "what stands before it was read")


def _refused(name: str, element: Element, what: str) -> Problem:
    return Problem("xml-invalid", f"{name}:{element.sourceline}", f"The XML {what}.")


def skeleton(data: bytes, name: str, *names: str) -> Element | Problem:
    """The root of a file without what stands in the elements of these local names.

    Where the XML breaks off later on, what was before it is all there is; `entries` tells of it.
    """
    roots: list[Element] = []
    for each in entries(data, name, *names, kept=True):
        if isinstance(each, Problem):
            return roots[0] if roots else each
        if not roots:
            roots.append(each.getroottree().getroot())
    return roots[0] if roots else tree(data, name)
