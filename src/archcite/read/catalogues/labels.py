"""Labels and their values on a page, whatever it sets them in: lists, tables, headings, blocks.

Says what stands under which label, not what it means; each catalogue has a table for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from archcite.read.visible import lines_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_LABELS = frozenset(("label", "field-label", "field__label", "sub-title"))  # class names of labels
_LONGEST = 80  # characters of a label
_LINES = 1000  # of value under one label
_MOST = 400_000  # elements that are looked at for values, all labels together

Labels = Mapping[str, list[str]]


def fold(label: str) -> str:
    """A label without its capitals, its colon and superfluous blanks."""
    return " ".join(label.replace("\u00a0", " ").split()).rstrip(" :").casefold()


def labelled(root: HtmlElement) -> dict[str, list[str]]:
    """The lines of value under each label, folded, each once; [] for a label that has none."""
    found: dict[str, list[str]] = {}
    left = _MOST
    for label, values in _pairs(root):
        text = " ".join(lines_of(label, 50))
        if not text or len(text) > _LONGEST or left <= 0:
            continue
        lines = found.setdefault(fold(text), [])
        for value in values:
            left -= sum(1 for _ in zip(value.iter(), range(left), strict=False))
            told = _linked(value) or lines_of(value, max(left, 1))
            lines += told[: max(0, _LINES - len(lines))]
    return {label: list(dict.fromkeys(lines)) for label, lines in found.items()}


def lines_after(lines: list[str], labels: Mapping[str, object]) -> dict[str, list[str]]:
    """The same of visible lines alone: "Label: value", or the label and the line below it."""
    found: dict[str, list[str]] = {}
    last = ""
    for line in lines:
        label, colon, value = line.partition(":")
        if fold(line) in labels:
            last = fold(line)
        elif colon and len(label) <= _LONGEST and fold(label) in labels and value.strip():
            found.setdefault(fold(label), []).append(value.strip())
            last = ""
        elif last:
            found.setdefault(last, []).append(line)
            last = ""
    return found


def _pairs(root: HtmlElement) -> Iterator[tuple[HtmlElement, list[HtmlElement]]]:
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag == "dt":
            yield element, list(_until(element, "dt", "dd"))
        elif tag == "th":
            yield element, list(_until(element, "th", "td"))
        elif tag in _HEADINGS:
            yield element, list(_until(element, tag))
        elif _LABELS & set((element.get("class") or "").split()) and tag != "dd":
            beside = _next(element)
            yield element, [] if beside is None else [beside]


def _linked(value: HtmlElement) -> list[str]:
    """The texts of a value that is nothing but links with marks between them."""
    links = [each for each in value if each.tag == "a"]
    between = [value.text, *(each.tail for each in value)]
    if (
        len(links) < 2
        or len(links) != len(value)
        or any((each or "").strip(" ,;|\n\t") for each in between)
    ):
        return []
    return [text for each in links[:500] if (text := " ".join(lines_of(each, 50)))]


def _until(label: HtmlElement, end: str, only: str = "") -> Iterator[HtmlElement]:
    """The elements behind a label up to the next one of its sort."""
    beside = _next(label)
    while beside is not None and beside.tag != end:
        if not only or beside.tag == only:
            yield beside
        elif only:
            return
        beside = _next(beside)


def _next(element: HtmlElement) -> HtmlElement | None:
    beside = element.getnext()
    while beside is not None and not isinstance(beside.tag, str):
        beside = beside.getnext()
    return beside
