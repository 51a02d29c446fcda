"""Microdata and RDFa Lite of schema.org in a page's tree, as nodes like those of JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archcite.read.page import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SCHEMA = re.compile(r"https?://(?:www\.)?schema\.org/?(.*)")
_MOST = 2000  # properties of a page
_DEEPEST = 10
_VALUES = {
    "time": "datetime",
    "data": "value",
    "meter": "value",
    **dict.fromkeys(("a", "link", "area"), "href"),
    **dict.fromkeys(("img", "audio", "video", "iframe"), "src"),
    "object": "data",
}


def nodes_in(tree: HtmlElement) -> list[dict[str, Any]]:
    """The nodes that are no property of another one, in the page's order."""
    budget = [_MOST]
    return [
        _node(element, budget, 0)
        for element in tree.iter()
        if isinstance(element.tag, str) and _types(element) and not _property(element)
    ]


def _types(element: HtmlElement) -> list[str]:
    """The types of schema.org that an element says it is about."""
    if element.get("itemscope") is not None:
        told = (element.get("itemtype") or "").split()
        return [match[1] for each in told if (match := _SCHEMA.fullmatch(each)) and match[1]]
    told = (element.get("typeof") or "").split()
    if not told:
        return []
    known = next(
        (each.get("vocab") for each in (element, *element.iterancestors()) if each.get("vocab")), ""
    )
    inside = bool(_SCHEMA.fullmatch(known or ""))
    found = (each.removeprefix("schema:") for each in told if inside or each.startswith("schema:"))
    return [match[1] if (match := _SCHEMA.fullmatch(each)) else each for each in found]


def _property(element: HtmlElement) -> list[str]:
    told = element.get("itemprop") or element.get("property") or ""
    names = [each.removeprefix("schema:") for each in told.split()]
    return [each for each in names if re.fullmatch(r"[A-Za-z]+", each)]


def _node(element: HtmlElement, budget: list[int], depth: int) -> dict[str, Any]:
    types = _types(element)
    node: dict[str, Any] = {"@context": "https://schema.org",
                            "@type": types if len(types) > 1 else types[0]}  # fmt: skip
    if name := element.get("itemid") or element.get("resource"):
        node["@id"] = name
    for each in _below(element):
        if budget[0] <= 0:
            break
        names = _property(each)
        if not names:
            continue
        budget[0] -= 1
        inner = bool(_types(each)) and depth < _DEEPEST
        found = _node(each, budget, depth + 1) if inner else _value(each)
        for name in names if found else ():
            had = node.get(name)
            node[name] = (
                found if had is None else [*(had if isinstance(had, list) else [had]), found]
            )
    return node


def _below(element: HtmlElement) -> Iterator[HtmlElement]:
    """What stands within an element, but not within another thing there."""
    stack = list(reversed(element))
    while stack:
        each = stack.pop()
        if isinstance(each.tag, str):
            yield each
            if each.get("itemscope") is None and each.get("typeof") is None:
                stack.extend(reversed(each))


def _value(element: HtmlElement) -> str:
    tag = str(element.tag)
    said = element.get("content")
    if said is None:
        said = element.get(_VALUES.get(tag, "content"))
    return " ".join(said.split()) if said is not None else line(element)
