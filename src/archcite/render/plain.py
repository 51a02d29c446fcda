"""Citations as plain text, and as text for a terminal that shows italic and bold letters.

The escape codes here are the only ones that reach a terminal: those in the data are taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from archcite.inline import Inline, Look, Span
from archcite.render.layout import UNSAID, BibliographyLayout, Block, stretches
from archcite.render.looks import blocks, clean, runs


def render(nodes: list[Inline]) -> str:
    """A finished citation on one line, its letters alone; a space between display blocks."""
    texts: list[str] = []
    outer: list[Iterator[Inline]] = []
    level = iter(nodes)
    while True:
        for node in level:
            if isinstance(node, str):
                texts.append(node)
            elif node.look.display:
                return _in_blocks(nodes)
            else:
                outer.append(level)
                level = iter(node.children)
                break
        else:
            if not outer:
                return clean("".join(texts))
            level = outer.pop()


def _in_blocks(nodes: list[Inline]) -> str:
    return _joined(["".join(run.text for run in inside) for _, inside in blocks(runs(nodes))])


def render_terminal(nodes: list[Inline]) -> str:
    """The same with ANSI codes for italic, bold and underlined text."""
    return _joined(
        ["".join(_coded(run.text, run.look) for run in inside) for _, inside in blocks(runs(nodes))]
    )


def bibliography(found: Sequence[Block], layout: BibliographyLayout = UNSAID) -> str:
    """One entry a line, a heading between empty lines, a tab after a term.

    The layout has no say here.
    """
    return _lines(found, render, (Look(), Look()))


def bibliography_terminal(found: Sequence[Block], layout: BibliographyLayout = UNSAID) -> str:
    """The same with ANSI codes; headings are bold, those of the second level underlined."""
    return _lines(found, render_terminal, (Look(font_weight="bold"), Look("", "", "", "underline")))


def _lines(
    found: Sequence[Block], show: Callable[[list[Inline]], str], looks: Sequence[Look]
) -> str:
    parts: list[str] = []
    for heading, entries, terms in stretches(found):
        if heading is not None:
            parts.append(show([Span(heading.nodes, looks[min(heading.level, 2) - 1])]))
        else:
            explained = (f"{show(name)}\t{show(meaning)}".rstrip("\t") for name, meaning in terms)
            parts.append("\n".join([*map(show, entries), *explained]))
    return "\n\n".join(parts)


def _joined(parts: list[str]) -> str:
    text = ""
    for part in parts:
        gap = " " if text and part and not (text[-1].isspace() or part[0].isspace()) else ""
        text += gap + part
    return text


def _coded(text: str, look: Look) -> str:
    on = off = ""
    if look.font_weight == "bold":
        on, off = on + "\x1b[1m", "\x1b[22m" + off
    if look.font_style:
        on, off = on + "\x1b[3m", "\x1b[23m" + off
    if look.text_decoration:
        on, off = on + "\x1b[4m", "\x1b[24m" + off
    return on + text + off
