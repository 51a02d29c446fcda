"""Citations as LaTeX for a UTF-8 document that loads hyperref; nothing of the data is a command."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archcite.inline import Inline
from archcite.render.layout import (
    UNSAID,
    BibliographyLayout,
    Block,
    Joints,
    Stretch,
    entries_of,
    joined,
    margin_letters,
    stretches,
)
from archcite.render.looks import blocks, nested, runs
from archcite.text.latex import SIGNS

_SIGNS = {
    **SIGNS,
    "{": r"\{",
    "}": r"\}",
    '"': r"\char34{}",
    "`": r"\textasciigrave{}",
    # blanks of other widths, and the hyphen that does not break: LaTeX has them by other names
    "\u2002": r"\enspace{}",
    "\u2003": r"\quad{}",
    "\u2007": "~",
    **dict.fromkeys("\u2004\u2005\u2006\u2008\u2009\u200a\u202f", r"\,"),
    "\u2011": r"\mbox{-}",
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
_JOINTS = Joints("\\par\\noindent ", "\\hspace*{2em} ", "\\quad ")


def render(nodes: list[Inline]) -> str:
    """A finished citation as LaTeX; a display block begins a paragraph, but right-inline."""
    return _guarded(joined(_parts(nodes), _JOINTS))


def bibliography(found: Sequence[Block], layout: BibliographyLayout = UNSAID) -> str:
    """The entries as paragraphs, in a group of their own; margins stand in a box of one width.

    Headings are subsections without a number, terms a description.
    """
    lines = ["\\begingroup", "\\parindent=0pt\\relax"]
    if layout.line_spacing != 1:
        lines.append(f"\\linespread{{{layout.line_spacing}}}\\selectfont")
    if layout.entry_spacing:
        lines.append(f"\\parskip={layout.entry_spacing}\\baselineskip\\relax")
    letters = margin_letters(entries_of(found))
    width = f"{letters / 2 + 0.5:g}em" if letters else "1.5em"
    aside = bool(letters) and layout.second_field_align == "margin"
    hang = f"\\hangindent={width}\\hangafter=1\\relax "
    if aside or not (letters or layout.hanging_indent):
        hang = ""
    for stretch in stretches(found):
        lines += _headed(stretch)
        lines += [_entry(_parts(nodes), hang, width, aside=aside) for nodes in stretch.entries]
    return "\n".join([*lines, "\\endgroup"])


def _entry(parts: list[tuple[str, str]], hang: str, width: str, *, aside: bool) -> str:
    """One paragraph; aside: what stands in the margin is pulled out of the text."""
    if parts and parts[0][0] == "left-margin":
        box = f"\\makebox[{width}][l]{{{parts[0][1]}}}"
        pull = f"\\hspace*{{-{width}}}" if aside else ""
        return f"{hang}\\noindent{pull}{box}{_guarded(joined(parts[1:], _JOINTS))}\\par"
    return f"{hang}{_guarded(joined(parts, _JOINTS))}\\par"


def _headed(stretch: Stretch) -> list[str]:
    """A heading, or a list of terms."""
    if stretch.heading is not None:
        command = "subsubsection" if stretch.heading.level > 1 else "subsection"
        return [f"\\{command}*{{{render(stretch.heading.nodes)}}}"]
    if not stretch.terms:
        return []
    items = [f"\\item[{{{render(name)}}}] {render(meaning)}" for name, meaning in stretch.terms]
    return ["\\begin{description}", *items, "\\end{description}"]


def escape(text: str) -> str:
    """Text in which no sign acts as a command."""
    return re.sub(_SPECIAL, _escaped, text)


def _parts(nodes: list[Inline]) -> list[tuple[str, str]]:
    return [(display, nested(inside, _wrapped, escape)) for display, inside in blocks(runs(nodes))]


def _guarded(text: str) -> str:
    """The text, at whose beginning no bracket is the argument of what stands before."""
    return "{[}" + text[1:] if text.startswith("[") else text


def _escaped(found: re.Match[str]) -> str:
    return _SIGNS.get(found[0], "{}" + found[0])


def _wrapped(what: str, value: str, inner: str) -> str:
    if what == "link":
        address = re.sub(_IN_ADDRESS, r"\\\g<0>", value.replace("~", "%7E").replace("$", "%24"))
        shown = f"\\nolinkurl{{{address}}}" if escape(value) == inner else inner
        return f"\\href{{{address}}}{{{shown}}}"
    command = _COMMANDS.get((what, value))
    return f"\\{command}{{{inner}}}" if command else inner
