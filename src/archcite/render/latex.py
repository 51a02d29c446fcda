"""Citations as LaTeX for a UTF-8 document that loads hyperref; nothing of the data is a command."""

from __future__ import annotations

import re

from archcite.inline import Inline
from archcite.render.looks import blocks, nested, runs
from archcite.text.latex import SIGNS

_SIGNS = {
    **SIGNS,
    "{": r"\{",
    "}": r"\}",
    '"': r"\char34{}",
    "`": r"\textasciigrave{}",
    # direction marks, the empty space and the byte order mark: LaTeX has no glyph for them
    "\u200b": "",
    "\u2060": "",
    "\u200e": "",
    "\u200f": "",
    "\u061c": "",
    "\ufeff": "",
}
# The signs, and those that LaTeX would melt with the one before ("--" is no dash here).
_SPECIAL = f"[{re.escape(''.join(_SIGNS))}]|(?<=-)-|(?<=')'|(?<=,),"
_IN_ADDRESS = r"[#%&_]"
_COMMANDS = {
    ("font_style", "italic"): "textit",
    ("font_style", "oblique"): "textsl",
    ("font_weight", "bold"): "textbf",
    ("font_variant", "small-caps"): "textsc",
    ("text_decoration", "underline"): "underline",
    ("vertical_align", "sup"): "textsuperscript",
    ("vertical_align", "sub"): "textsubscript",
}


def render(nodes: list[Inline]) -> str:
    """A finished citation as LaTeX; a display block begins a paragraph, but right-inline."""
    text = ""
    for display, inside in blocks(runs(nodes)):
        part = nested(inside, _wrapped, escape)
        if display == "right-inline" and text:
            text = f"{text.rstrip()}\\quad {part.lstrip()}"
        elif display and text:
            gap = "\\hspace*{2em}" if display == "indent" else ""
            text = f"{text.rstrip()}\\par\\noindent{gap} {part.lstrip()}"
        else:
            text += part
    return "{[}" + text[1:] if text.startswith("[") else text


def bibliography(entries: list[list[Inline]]) -> str:
    """The entries as paragraphs with a hanging indent, in a group of their own."""
    paragraphs = [
        f"\\hangindent=1.5em\\hangafter=1\\relax {render(nodes)}\\par" for nodes in entries
    ]
    return "\n".join(["\\begingroup", "\\parindent=0pt\\relax", *paragraphs, "\\endgroup"])


def escape(text: str) -> str:
    """Text in which no sign acts as a command."""
    return re.sub(_SPECIAL, _escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return _SIGNS.get(found[0], "{}" + found[0])


def _wrapped(what: str, value: str, inner: str) -> str:
    if what == "link":
        address = re.sub(_IN_ADDRESS, r"\\\g<0>", value.replace("~", "%7E").replace("$", "%24"))
        shown = f"\\nolinkurl{{{address}}}" if escape(value) == inner else inner
        return f"\\href{{{address}}}{{{shown}}}"
    command = _COMMANDS.get((what, value))
    return f"\\{command}{{{inner}}}" if command else inner
