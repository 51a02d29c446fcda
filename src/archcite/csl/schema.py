"""Judging a style by the RELAX NG schema of CSL: the smallest parts that it does not allow.

The schema's own messages name the first part of a style, whatever is wrong; so each part is judged
alone, in a small valid style that holds nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import TYPE_CHECKING

from archcite.csl.grammar import is_free
from archcite.csl.xml import NAMESPACE, attributes_of, tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Judge = Callable[["Element"], bool]


def culprits(root: Element, schema: bytes) -> list[Element]:
    """The smallest parts of a style that the schema (in XML syntax) does not allow."""
    from lxml import etree

    rules = etree.RelaxNG(etree.fromstring(schema))

    def valid(element: Element) -> bool:
        return bool(rules.validate(element))

    slim = deepcopy(root)
    for element in slim.iter():
        _slim(element)
    if valid(slim):
        return []
    originals = dict(zip(slim.iter(), root.iter(), strict=True))
    skeleton = _DEPENDENT if _is_dependent(slim) else _INDEPENDENT
    found = [] if valid(_with_attributes(slim, skeleton)) else [slim]
    for part in slim:
        found += _within(slim, part, valid, skeleton)
    return [originals[part] for part in found or [slim]]


# libxml2 tries every subset of an element's optional attributes: 16 of them take it seconds.
_MOST_ATTRIBUTES = 8


def _slim(element: Element) -> None:
    """Take away attributes that the grammar allows in any company, where there are many."""
    kept = attributes_of(element)
    for name, value in list(kept.items()) if len(kept) > _MOST_ATTRIBUTES else ():
        if len(kept) > _MOST_ATTRIBUTES and is_free(tag_of(element), name, value):
            del kept[name], element.attrib[name]


_TEXT = '<text value="x"/>'
_IF = f'<if type="book">{_TEXT}</if>'
# What stands for the children of an element while its attributes are judged.
_INSIDE = {
    **dict.fromkeys(("group", "if", "else-if", "else", "layout", "macro", "substitute"), _TEXT),
    "choose": _IF,
    "sort": '<key variable="title"/>',
    "citation": f"<layout>{_TEXT}</layout>",
    "bibliography": f"<layout>{_TEXT}</layout>",
    "terms": '<term name="in">x</term>',
}
# What cannot be judged by one child at a time.
_WHOLE = frozenset(("term",))
# What must stand before or after an element for the schema to judge it alone.
_BEFORE = {"else-if": _IF, "else": _IF}
_AFTER = {"sort": f"<layout>{_TEXT}</layout>"}

_INFO = "<title>x</title><id>x</id><updated>2000-01-01T00:00:00Z</updated>"
_INDEPENDENT = f"""<style class="note" version="1.0"><info>{_INFO}</info>
<citation><layout>{_TEXT}</layout></citation></style>"""
_DEPENDENT = f"""<style version="1.0"><info>{_INFO}
<link href="x" rel="independent-parent"/></info></style>"""


def _is_dependent(root: Element) -> bool:
    links = root.iterfind(f"{NAMESPACE}info/{NAMESPACE}link")
    return any(link.get("rel") == "independent-parent" for link in links)


def _within(root: Element, part: Element, valid: Judge, skeleton: str) -> list[Element]:
    """The smallest parts at or below part that are not valid by themselves."""
    if valid(_alone(root, part, skeleton)):
        return []
    name = tag_of(part)
    if name == "info":
        return [child for child in part if not valid(_informed(child, skeleton))] or [part]
    if len(part) and not valid(_alone(root, part, skeleton, inner=_INSIDE.get(name, ""))):
        return [part]  # its own attributes are wrong: judged inside it, every child would be
    if name in _WHOLE:
        return [part]
    inner = [each for child in part for each in _within(root, child, valid, skeleton)]
    return inner or [part]


def _alone(root: Element, part: Element, skeleton: str, inner: str | None = None) -> Element:
    """A small valid style that holds only that part, with what it stands in.

    inner: what to put in the place of the part's children; None leaves them.
    """
    if inner is None:
        kept = deepcopy(part)
        kept.tail = None
    else:
        kept = _shell(part)
        kept.extend(_parsed(inner))
    top = part
    while (around := top.getparent()) is not None and around is not root:
        shell = _shell(around)
        shell.extend(_parsed(_BEFORE.get(tag_of(top), "")))
        shell.append(kept)
        shell.extend(_parsed(_AFTER.get(tag_of(top), "")))
        top, kept = around, shell
    style = _parsed(skeleton)[0]
    for child in list(style):
        if child.tag == top.tag:
            style.remove(child)
    style.insert(0 if tag_of(kept) == "info" else len(style), kept)
    return style


def _informed(part: Element, skeleton: str) -> Element:
    """A small valid style whose cs:info has that part, and what no info can be without."""
    style = _parsed(skeleton)[0]
    info = style[0]
    for child in info:
        if child.tag == part.tag and tag_of(part) != "link":
            info.remove(child)
    kept = deepcopy(part)
    kept.tail = None
    info.append(kept)
    return style


def _with_attributes(root: Element, skeleton: str) -> Element:
    """A small valid style with the attributes of that one."""
    style = _parsed(skeleton)[0]
    style.attrib.clear()
    for name, value in attributes_of(root).items():
        style.set(name, value)
    return style


def _shell(element: Element) -> Element:
    """The element without its children."""
    from lxml import etree

    return etree.Element(element.tag, attributes_of(element))


def _parsed(text: str) -> list[Element]:
    """CSL elements from their text."""
    from lxml import etree

    return list(etree.fromstring(f'<x xmlns="{NAMESPACE[1:-1]}">{text}</x>'))
