"""Citations as reStructuredText; no sign of the data is markup.

Its markup cannot be nested: a text of several looks shows one of them, a link first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from archcite.inline import Inline
from archcite.render.layout import UNSAID, BibliographyLayout, Block, Heading, Stretch, stretches
from archcite.render.looks import Run, blocks, runs

# What acts in a line; an underscore only at the edge of a word, a colon only where an address, a
# role or a literal block could begin.
_ACTIVE = re.compile(r"[\\*`|@<]|(?<![^\W_])_|_(?![^\W_])|:(?=\S)|(?<=:):")
# What acts at the beginning of a paragraph.
_LEADING = re.compile(
    r"[-+/*=:>•‣⁃]|\.\.(?=\s|$)|\(?(?:\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+|#)[.)](?=\s|$)"
    r"|([!-/:-@\[-`{-~])\1*\s*$"
)
# Where markup begins and ends, until its neighbours are known.
_BEGIN, _END = "\x00", "\x01"
_EDGE = re.compile(f"(?P<before>^|\\s)?[{_BEGIN}{_END}]+(?P<after>$|(?=\\s))?")
_CLOSED = re.compile(f"{_END}(?=[.,;:!?)])")
_MARKS = {
    "bold": ("**", "**"),
    "italic": ("*", "*"),
    "oblique": ("*", "*"),
    "sup": (":sup:`", "`"),
    "sub": (":sub:`", "`"),
}


def render(nodes: list[Inline]) -> str:
    """A finished citation on one line; display blocks become the lines of a line block."""
    lines: list[str] = []
    before = ""
    for display, inside in blocks(runs(nodes)):
        text = _line(inside)
        if not lines:
            lines.append(text)
        elif display == "right-inline" or (not display and before == "left-margin"):
            lines[-1] += " " + text
        else:
            lines.append("    " * (display == "indent") + text)
        before = display
    if len(lines) > 1:
        return "\n".join(f"| {line}" for line in lines)
    text = "".join(lines)
    if not _LEADING.match(text) or _ours(text):
        return text
    return ("\\ " if text[0] == "\\" else "\\") + text


def bibliography(found: Sequence[Block], layout: BibliographyLayout = UNSAID) -> str:
    """The entries as paragraphs of containers, whose classes say how they are to be set.

    Headings are titles, underlined with = and -; terms are a definition list,
    in which a comment stands for what has no meaning.
    """
    classes = "csl-bib-body" + " csl-hanging-indent" * layout.hanging_indent
    parts: list[str] = []
    for stretch in stretches(found) or [Stretch(None, [], [])]:
        if stretch.heading is not None:
            parts.append(_title(stretch.heading))
        elif stretch.terms:
            parts += [
                f"{_term(name)}\n   {_inside(meaning) or '..'}" for name, meaning in stretch.terms
            ]
        else:
            shown = map(_inside, stretch.entries)
            parts.append(f".. container:: {classes}")
            parts += [f"   {entry}" for entry in shown if entry]
    return "\n\n".join(parts)


def _inside(nodes: list[Inline]) -> str:
    """What stands indented."""
    return render(nodes).replace("\n", "\n   ")


def _title(heading: Heading) -> str:
    text = render(heading.nodes).replace("\n", " ").strip()
    width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return f"{text}\n{'=-'[min(heading.level, 2) - 1] * max(width, 4)}"


def _term(name: list[Inline]) -> str:
    """What a definition list explains; no colon in it sets off a classifier."""
    return re.sub(r"(?<= ):(?= )", r"\\:", render(name).replace("\n", " "))


def escape(text: str) -> str:
    """Text inside a line, so that just this text is shown."""
    return _ACTIVE.sub(r"\\\g<0>", text)


def _line(inside: list[Run]) -> str:
    parts = ""
    for (link, look), together in groupby(inside, key=lambda run: (run.link, _look(run))):
        text = "".join(run.text for run in together)
        core = text.strip()
        if not core or not (link or look):
            parts += escape(text)
            continue
        at = text.index(core)
        opening, closing = _MARKS.get(look, ("", ""))
        if link:
            end = "\\_" if link.endswith("_") else link[-1]
            opening, closing = "`", f" <{link[:-1]}{end}>`__"
        marked = _BEGIN + opening + escape(core) + closing + _END
        parts += escape(text[:at]) + marked + escape(text[at + len(core) :])
    return _EDGE.sub(_edge, _CLOSED.sub("", parts.strip()))


def _look(run: Run) -> str:
    """The one look that is shown."""
    if run.link:
        return ""
    look = run.look
    shown = (look.font_weight, look.font_style, look.vertical_align)
    return next((each for each in shown if each in _MARKS), "")


def _edge(found: re.Match[str]) -> str:
    """Nothing at a blank or at an end of the line, else a blank that is not shown."""
    before = found["before"]
    return (before or "") if before is not None or found["after"] is not None else "\\ "


def _ours(text: str) -> bool:
    """Whether a line begins with our own markup."""
    return re.match(r"\*\*?[^\s*]|:su[pb]:`", text) is not None
