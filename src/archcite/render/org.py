"""Citations as Emacs' Org: no character of the data takes effect."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archcite.inline import Inline
from archcite.render.layout import DEEPEST, UNSAID, BibliographyLayout, Block, stretches
from archcite.render.looks import blocks, nested, runs

# An empty space keeps a sign from being the mark of an emphasis, a link or a target.
_KEPT = "\u200b"
_ACTIVE = re.compile(
    r"(?<![^\W_])[*/+=~](?=\S)|(?<=[^\s])[*/+=~](?![^\W_])|\[(?=\[|fn:|cite)|<(?=<)"
)
_ENTITIES = {"\\": r"\backslash{}", "_": r"\under{}", "^": f"^{_KEPT}", "{": r"\lbrace{}",
             "}": r"\rbrace{}"}  # fmt: skip
_MARKS = {
    ("font_style", "italic"): ("/", "/"),
    ("font_style", "oblique"): ("/", "/"),
    ("font_weight", "bold"): ("*", "*"),
    ("text_decoration", "underline"): ("_", "_"),
    ("vertical_align", "sup"): ("^{", "}"),
    ("vertical_align", "sub"): ("_{", "}"),
}


def render(nodes: list[Inline]) -> str:
    """A finished citation as Org; a display block begins a line after a hard break."""
    parts = [nested(inside, _wrapped, escape) for _, inside in blocks(runs(nodes))]
    return "\\\\\n".join(part.strip() for part in parts) if len(parts) > 1 else "".join(parts)


def bibliography(found: Sequence[Block], layout: BibliographyLayout = UNSAID) -> str:
    """One paragraph an entry; headings have two and three stars, terms are a list."""
    parts: list[str] = []
    for heading, entries, terms in stretches(found):
        if heading is not None:
            parts.append(f"{'*' * min(heading.level + 1, DEEPEST)} {render(heading.nodes).strip()}")
        parts += [_paragraph(render(nodes).strip()) for nodes in entries]
        parts += [f"- {render(each.name)} :: {render(each.meaning)}" for each in terms]
    return "\n\n".join(parts)


def escape(text: str) -> str:
    """Text inside a line, so that Org shows just this text."""
    text = re.sub(r"[\\_^{}]", lambda found: _ENTITIES[found[0]], text)
    return _ACTIVE.sub(lambda found: f"{found[0]}{_KEPT}", text)


def _paragraph(text: str) -> str:
    """A paragraph that begins no headline, list, table, comment or keyword."""
    begins = re.match(r"\*+ |[-+] |\d+[.)] |[|:#]", text)
    return f"{_KEPT}{text}" if begins else text


def _wrapped(what: str, value: str, inner: str) -> str:
    core = inner.strip(" ")
    if not core:
        return inner
    before, after = inner[: inner.index(core)], inner[inner.index(core) + len(core) :]
    if what == "link":
        address = value.replace("[", "%5B").replace("]", "%5D")
        same = escape(value) == core
        return f"{before}[[{address}]]{after}" if same else f"{before}[[{address}][{core}]]{after}"
    opening, closing = _MARKS.get((what, value), ("", ""))
    return before + opening + core + closing + after
