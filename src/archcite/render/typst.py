"""Citations as Typst markup; nothing of the data is code, and smart typography changes no sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archcite.inline import Inline
from archcite.render.layout import (
    DEEPEST,
    UNSAID,
    BibliographyLayout,
    Block,
    Joints,
    joined,
    margin_letters,
    stretches,
)
from archcite.render.looks import blocks, nested, runs

# What acts anywhere; a hyphen only where it would become a dash or a minus, a full stop only in an
# ellipsis, a slash only before a comment.
_ACTIVE = re.compile(
    r"[\\#*_`$@<~\[\]\"']|-(?=[-?])|(?<=-)-|(?<![^\W_])-(?=\w)|\.(?=\.\.)|/(?=[/*])|(?<=/)/"
)
# What acts at the beginning of a line: headings, lists, terms.
_LEADING = re.compile(r"(\s*)(=+|[-+/]|\d+(?=\.))(?=\.?(?:\s|$))")
# After a function's last bracket: what would go on with the call, or end it.
_END = "\x00"
_GOES_ON = re.compile(f"{_END}(?=[.(;])")
_FUNCTIONS = {
    ("font_style", "italic"): "#emph",
    ("font_style", "oblique"): '#text(style: "oblique")',
    ("font_weight", "bold"): "#strong",
    ("font_weight", "light"): '#text(weight: "light")',
    ("font_variant", "small-caps"): "#smallcaps",
    ("text_decoration", "underline"): "#underline",
    ("vertical_align", "sup"): "#super",
    ("vertical_align", "sub"): "#sub",
}
_JOINTS = Joints(" \\\n", f"#h(2em){_END}", f"#h(1em){_END}")


def render(nodes: list[Inline]) -> str:
    """A finished citation as Typst; a display block begins a line."""
    return _settled(joined(_parts(nodes), _JOINTS))


def bibliography(found: Sequence[Block], layout: BibliographyLayout = UNSAID) -> str:
    """The entries as paragraphs in a block of their own, or as a grid with the margins apart.

    Headings are of the second and third level.
    """
    extra = 1.35 * (layout.line_spacing - 1)
    after = f"{0.65 + extra + 1.35 * layout.entry_spacing:.4g}em" if layout != UNSAID else "1.2em"
    lines = ["#["]
    if layout != UNSAID:
        hanging = "2em" if layout.hanging_indent else "0pt"
        leading = f"{0.65 + extra:.4g}em"
        lines.append(f"#set par(hanging-indent: {hanging}, leading: {leading}, spacing: {after})")
    parts: list[str] = []
    for heading, entries, terms in stretches(found):
        if heading is not None:
            parts.append(f"{'=' * min(heading.level + 1, DEEPEST)} {render(heading.nodes)}")
        elif terms:
            rows = (f"  ([{render(name)}], [{render(meaning)}])," for name, meaning in terms)
            parts.append("\n".join(["#terms(", *rows, ")"]))
        elif margin_letters(entries):
            head = f"#grid(columns: (auto, 1fr), column-gutter: 0.5em, row-gutter: {after},"
            parts.append("\n".join([head, *(_row(_parts(nodes)) for nodes in entries), ")"]))
        else:
            parts.append("\n\n".join(map(render, entries)))
    return "\n".join([*lines, "\n\n".join(parts), "]"])


def escape(text: str) -> str:
    """Text that Typst shows as it is, at the beginning of a line too."""
    text = _ACTIVE.sub(r"\\\g<0>", text)
    return _LEADING.sub(_led, text, count=1) if _LEADING.match(text) else text


def _led(found: re.Match[str]) -> str:
    blank, sign = found.groups()
    return f"{blank}{sign}\\" if sign.isdigit() else f"{blank}\\{sign}"


def _parts(nodes: list[Inline]) -> list[tuple[str, str]]:
    return [(display, nested(inside, _wrapped, escape)) for display, inside in blocks(runs(nodes))]


def _settled(text: str) -> str:
    return _GOES_ON.sub(";", text).replace(_END, "")


def _row(parts: list[tuple[str, str]]) -> str:
    if parts and parts[0][0] == "left-margin":
        return f"  [{_settled(parts[0][1])}], [{_settled(joined(parts[1:], _JOINTS))}],"
    return f"  grid.cell(colspan: 2)[{_settled(joined(parts, _JOINTS))}],"


def _wrapped(what: str, value: str, inner: str) -> str:
    if what == "link":
        return f'#link("{value}")[{inner}]{_END}'
    function = _FUNCTIONS.get((what, value))
    return f"{function}[{inner}]{_END}" if function else inner
