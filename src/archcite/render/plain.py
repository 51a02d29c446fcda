"""Citations as plain text, and as text for a terminal that shows italic and bold letters.

The escape codes here are the only ones that reach a terminal: those in the data are taken out.
"""

from __future__ import annotations

from collections.abc import Iterator

from archcite.inline import Inline, Look
from archcite.render.layout import UNSAID, BibliographyLayout
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


def bibliography(entries: list[list[Inline]], layout: BibliographyLayout = UNSAID) -> str:
    """One entry a line; the layout has no say here."""
    return "\n".join(map(render, entries))


def bibliography_terminal(entries: list[list[Inline]], layout: BibliographyLayout = UNSAID) -> str:
    """One entry a line, with ANSI codes."""
    return "\n".join(map(render_terminal, entries))


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
