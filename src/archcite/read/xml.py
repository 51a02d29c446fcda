"""The one entrance for XML from outside: no DTD, no entities, no network, bounded size and depth.

A file is read entry by entry and each entry forgotten, so that memory does not grow with the file.
What is wrong becomes a Problem with its line; the entries before it stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, cast

from archcite.crosswalk.tree import local
from archcite.errors import Problem
from archcite.read.xml_text import XmlText, mended

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_BYTES = 256 * 2**20
MAX_DEPTH = 100  # elements within one another; the deepest finding aids have some thirty
MAX_ENTRY = 2_000_000  # elements of one entry

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


Source = bytes | BinaryIO  # a whole file, or one that is open


def entries(
    source: Source, name: str, *names: str, kept: bool = False
) -> Iterator[Element | Problem]:
    """Each outermost element of one of these local names; a Problem last, where the XML breaks off.

    name: the file's, for Problems. An entry is good until the next one is asked for. kept: leave
    what stands around the entries in the tree, and nothing of them.
    """
    from lxml import etree

    text = _opened(source, name)
    if isinstance(text, Problem):
        yield text
        return
    depth = inside = count = given = 0
    done: Element | None = None  # an entry that is to go: the parser still stands in it
    try:
        events = etree.iterparse(
            cast("BinaryIO", text),
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
                    given += 1
                    yield element
                    inside = 0
                    if kept:
                        _drop(done)
                        element.clear()
                        done = element
                    else:
                        _forget(element)
                elif not inside and not kept and depth > 1:
                    _forget(element)
                depth -= 1
        _drop(done)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield _broken(name, error, text, "what stands before it was read" if given else "")


def placed(source: Source, name: str, *names: str) -> Iterator[tuple[str, Element] | Problem]:
    """The same with the place of each, as Problems give it."""
    for each in entries(source, name, *names):
        yield each if isinstance(each, Problem) else (f"{name}:{each.sourceline}", each)


def tree(data: bytes, name: str) -> Element | Problem:
    """The root element of a whole file, with the same guards; for formats that refer crosswise."""
    from lxml import etree

    text = _opened(data, name)
    if isinstance(text, Problem):
        return text
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.parse(cast("BinaryIO", text), parser).getroot()
    except (etree.XMLSyntaxError, ValueError) as error:
        return _broken(name, error, text)
    if _has_doctype(root):
        return _refused(name, root, "has a document type of its own")
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return _refused(name, element, f"has more than {MAX_DEPTH} elements in a row")
    return root


def _opened(source: Source, name: str) -> XmlText | Problem:
    if not isinstance(source, bytes):
        return mended(source, name)
    if len(source) > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES // 2**20} MB."
        return Problem("too-large", name, message, "divide it")
    return mended(BytesIO(source), name)


def _has_doctype(element: Element) -> bool:
    return bool(element.getroottree().docinfo.doctype)  # type: ignore[union-attr, attr-defined, unused-ignore]


def _drop(element: Element | None) -> None:
    """Take an element out of its tree."""
    if element is not None and (parent := element.getparent()) is not None:
        parent.remove(element)


def _forget(element: Element) -> None:
    """Free what has been read. The element itself stays until its parent goes."""
    element.clear(keep_tail=True)  # type: ignore[call-arg, unused-ignore]
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        if len(before) or before.attrib:
            break
        parent.remove(before)


def _broken(name: str, error: Exception, text: XmlText, hint: str = "") -> Problem:
    number = getattr(error, "lineno", None) or 1
    said = str(error).split(", line")[0].split("\n")[0][:200]
    message = f"The XML breaks off or is not well-formed: {said}."
    if text.entity:
        message = f"The XML uses an entity of its own (&{text.entity[:40]};), which is not read."
        number = text.line
        hint = "let a program write it out without its document type"
    return Problem("xml-invalid", f"{name}:{number}", message, hint)


def _refused(name: str, element: Element, what: str) -> Problem:
    return Problem("xml-invalid", f"{name}:{element.sourceline}", f"The XML {what}.")


def skeleton(file: BinaryIO, name: str, *names: str) -> Element | Problem:
    """The root of a file without the elements of these local names. The file can be sought in.

    Where the XML breaks off later on, what was before it is all there is; `entries` tells of it.
    """
    roots: list[Element] = []
    for each in entries(file, name, *names, kept=True):
        if isinstance(each, Problem):
            return roots[0] if roots else each
        if not roots:
            roots.append(each.getroottree().getroot())
    file.seek(0)
    return roots[0] if roots else tree(file.read(MAX_BYTES + 1), name)
