"""XML entries without the elements that are no fact's own: what stands in these alone was moved."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import TYPE_CHECKING

from archcite.crosswalk.tree import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def _without(element: Element, is_note: Callable[[Element], bool]) -> Element | None:
    """A copy of a tree without some of its elements; None where it has none of them."""
    if not any(map(is_note, element.iter())):
        return None
    made = deepcopy(element)
    for each in [each for each in made.iter() if is_note(each)]:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    return made


def bare_mods(element: Element) -> Element | None:
    """Without the notes of a type: a note without one is a remark, and has its place there."""
    return _without(element, lambda each: local(each) == "note" and bool(each.get("type")))


def bare_datacite(element: Element) -> Element | None:
    """Without the descriptions that are no abstract."""
    return _without(
        element,
        lambda each: local(each) == "description" and each.get("descriptionType") == "Other",
    )


def bare_dublin_core(element: Element) -> Element | None:
    """Without the provenance, which is that of the document; credits are those of the record."""
    return _without(element, lambda each: local(each) == "provenance")


def bare_zotero_rdf(root: Element) -> Element | None:
    """Without Extra, the description of an item; that of another node is its own."""
    return _without(root, _is_extra)


def _is_extra(each: Element) -> bool:
    parent = each.getparent()
    if local(each) != "description" or parent is None:
        return False
    return any(local(other) == "itemType" for other in parent)
