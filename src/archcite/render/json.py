"""Citations as JSON: the finished tree with its tags, for programs that print it their own way.

A text is a string. A span is an object of children and, where they say something, tag, look, link.
"""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONEncoder

from archcite.inline import PLAIN, Inline, Span
from archcite.render.layout import UNSAID, BibliographyLayout
from archcite.render.looks import clean, safe_link

_json = JSONEncoder(ensure_ascii=False).encode


def render(nodes: list[Inline]) -> str:
    """A finished citation as an array on one line; a span that says nothing is its children."""
    out: list[str] = ["["]
    texts: list[str] = []
    outer: list[tuple[Iterator[Inline], bool]] = []
    level = iter(nodes)
    while True:
        for node in level:
            if isinstance(node, str):
                texts.append(node)
                continue
            head = _head(node)
            if head:
                _flush(texts, out)
                _part(out)
                out.append(head)
            outer.append((level, bool(head)))
            level = iter(node.children)
            break
        else:
            if not outer:
                _flush(texts, out)
                return "".join([*out, "]"])
            level, wrote = outer.pop()
            if wrote:
                _flush(texts, out)
                out.append("]}")


def bibliography(entries: list[list[Inline]], layout: BibliographyLayout = UNSAID) -> str:
    """An object of the layout and of the entries, one a line."""
    lines = ",\n".join(map(render, entries))
    return f'{{"layout": {_json(layout._asdict())},\n"entries": [\n{lines}\n]}}'


def _head(span: Span) -> str:
    """The beginning of a span's object up to its children; "" for a span that says nothing."""
    if span.look == PLAIN and not span.tag and not span.link:
        return ""
    said: dict[str, object] = {}
    if span.tag:
        said["tag"] = clean(span.tag)
    if span.look != PLAIN:
        said["look"] = {what: value for what, value in span.look._asdict().items() if value}
    if span.link and (address := safe_link(span.link)):
        said["link"] = address
    if not said:
        return ""
    return _json(said)[:-1] + ', "children": ['


def _flush(texts: list[str], out: list[str]) -> None:
    text = clean("".join(texts))
    texts.clear()
    if text:
        _part(out)
        out.append(_json(text))


def _part(out: list[str]) -> None:
    if not out[-1].endswith("["):
        out.append(", ")
