"""Citations as JSON: the finished tree with its tags, for programs that print it their own way.

A text is a string. A span is an object of children and, where they say something, tag, look, link.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json import JSONEncoder

from archcite.inline import PLAIN, Inline, Span
from archcite.render.layout import UNSAID, BibliographyLayout, Block, Heading, Term
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


def bibliography(found: Sequence[Block], layout: BibliographyLayout = UNSAID) -> str:
    """An object of the layout and of the entries, one a line.

    Headings and terms stand among the entries, as objects with the tag heading or term.
    """
    lines = ",\n".join(map(_line, found))
    return f'{{"layout": {_json(layout._asdict())},\n"entries": [\n{lines}\n]}}'


def _line(block: Block) -> str:
    if isinstance(block, Heading):
        head = f'{{"tag": "heading", "level": {block.level}, "children": '
        return f"{head}{render(block.nodes)}}}"
    if isinstance(block, Term):
        meaning = render(block.meaning)
        return f'{{"tag": "term", "children": {render(block.name)}, "meaning": {meaning}}}'
    return render(block)


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
