"""Documents that LaTeX or Typst itself cites from: the line that names the file of entries.

All else stays byte for byte. Paths are as that program takes them, with slashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from archcite.doc import typst_reading
from archcite.doc.edits import Edit, edited
from archcite.doc.latex_commands import visible
from archcite.doc.typst_reading import Call, Reading

_RESOURCE = re.compile(
    r"\\(?P<of>addbibresource|addglobalbib|bibliography)\s*(?:\[[^\[\]]*\]\s*)?\{(?P<name>[^{}]*)\}"
)
_BIBLATEX = re.compile(
    r"\\(?:usepackage|RequirePackage)\s*(?:\[(?P<options>[^\[\]]*)\])?\s*"
    r"\{[^{}]*\b(?P<package>biblatex(?:-chicago)?)\s*(?:,[^{}]*)?\}"
)
_STYLE = re.compile(r"(?<![a-z])(?:bib)?style\s*=\s*\{?([\w-]+)")
_BEGIN = re.compile(r"\\begin\{document\}")
_END = re.compile(r"\\end\{document\}")
# Styles of biblatex for which there is a form of entries of their own.
_OWN = ("fiwi", "historian", "mla")
_SETTING = re.compile(r"([\w-]+)\s*:")


class Asked(NamedTuple):
    """What a document says of the file that it cites from.

    formats: suffix -> the format in which archcite writes such a file for it. names: whether it
    has a line that names one.
    """

    formats: Mapping[str, str]
    names: bool


def latex(text: str) -> Asked:
    """What a document in LaTeX takes: entries for its package and its style."""
    plain = visible(text)
    names = bool(_RESOURCE.search(plain))
    loaded = _BIBLATEX.search(plain)
    if loaded is None:
        return Asked({".bib": "bibtex"}, names)
    if loaded["package"] == "biblatex-chicago":
        return Asked({".bib": "biblatex-chicago"}, names)
    style = _STYLE.search(loaded["options"] or "")
    own = next((each for each in _OWN if style and style[1].startswith(each)), "")
    return Asked({".bib": f"biblatex-{own}" if own else "biblatex"}, names)


def typst(text: str) -> Asked:
    """What a document in Typst takes."""
    formats = {".yml": "hayagriva", ".yaml": "hayagriva", ".bib": "biblatex"}
    return Asked(formats, _call(typst_reading.read(text)) is not None)


def named_in_latex(text: str, path: str) -> str:
    """The document with the path in the place of the files that it names, or before it begins."""
    plain = visible(text)
    found = list(_RESOURCE.finditer(plain))
    if found:
        edits: list[Edit] = [
            (*found[0].span("name"), _bare(path) if found[0]["of"] == "bibliography" else path)
        ]
        edits += [(each.start(), each.end(), "") for each in found[1:]]
        return edited(text, edits)
    begin, end = _BEGIN.search(plain), _END.search(plain)
    if _BIBLATEX.search(plain):
        place = begin.start() if begin else 0
        return edited(text, [(place, place, f"\\addbibresource{{{path}}}\n")])
    place = end.start() if end else len(text)
    style = "plainnat" if re.search(r"\{natbib\}", plain) else "plain"
    said = "" if "\\bibliographystyle" in plain else f"\\bibliographystyle{{{style}}}\n"
    return edited(text, [(place, place, f"{said}\\bibliography{{{_bare(path)}}}\n")])


def _bare(path: str) -> str:
    return path.removesuffix(".bib")


def named_in_typst(text: str, path: str, style: str = "") -> str:
    """The document with the path, and the style, in its call of bibliography, or in one at its end.

    style: the path of a CSL file; "" leaves what the document says.
    """
    read = typst_reading.read(text)
    call = _call(read)
    if call is None:
        gap = "" if text.endswith("\n") or not text else "\n"
        told = f", style: {_quoted(style)}" if style else ""
        end = len(text)
        return edited(text, [(end, end, f"{gap}\n#bibliography({_quoted(path)}{told})\n")])
    arguments = list(_arguments(read, call))
    settings = {
        said[1]: span
        for start, end in arguments
        if (said := _SETTING.match(read.plain, start, end))
        and (span := _stripped(read, said.end(), end))
    }
    bare = [each for each in arguments if not _SETTING.match(read.plain, *each)]
    edits: list[Edit] = []
    if bare:
        edits.append((*bare[0], _quoted(path)))
    else:
        after = ", " if arguments else ""
        edits.append((call.place + 1, call.place + 1, f"{_quoted(path)}{after}"))
    if style and "style" in settings:
        edits.append((*settings["style"], _quoted(style)))
    elif style:
        last = max(end for _, end in arguments) if arguments else call.place + 1
        edits.append((last, last, f", style: {_quoted(style)}"))
    return edited(text, edits)


def _call(read: Reading) -> Call | None:
    """The first call of bibliography that is closed."""
    calls = (each for each in read.calls if each.name == "bibliography" and not each.set_)
    return next(
        (each for each in calls if read.plain[each.place] == "(" and each.place in read.closes),
        None,
    )


def _arguments(read: Reading, call: Call) -> Iterator[tuple[int, int]]:
    """The spans of a call's arguments, without the blanks around them."""
    end = read.closes[call.place] - 1
    begin = place = call.place + 1
    while place <= end:
        sign = read.plain[place]
        if place == end or sign == ",":
            span = _stripped(read, begin, place)
            if span:
                yield span
            begin = place + 1
        place = read.closes.get(place, place + 1) if sign in "([{" else place + 1


def _stripped(read: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The span without the blanks at its ends, or None where nothing else is in it."""
    while start < end and read.text[start].isspace():
        start += 1
    while start < end and read.text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _quoted(path: str) -> str:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
