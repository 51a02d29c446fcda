"""What can be said of a style without citing anything: its name card, and its faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from archcite.app.styles import EXPORTS, compile_found
from archcite.errors import Problem, StyleFault
from archcite.library import styles as files

if TYPE_CHECKING:
    from lxml.etree import _Element

CSL = "{http://purl.org/net/xbiblio/csl}"
SCHEMA = Path("data") / "schema" / "schemas" / "styles" / "csl.rng"


def listed(words: list[str]) -> list[dict[str, str]]:
    """Name and description of our own styles, or of all whose names hold the words."""
    wanted = [word.lower() for word in words]
    rows = [*_own(), *({"name": name, "about": "entry for LaTeX"} for name in EXPORTS)]
    if wanted:
        own = {row["name"] for row in rows}
        rows += [{"name": name, "about": ""} for name in files.names() if name not in own]
    return [row for row in rows if all(word in row["name"] for word in wanted)]


def _own() -> list[dict[str, str]]:
    shorter = {name: alias for alias, name in files.ALIASES.items()}
    rows = []
    for name in files.names(official=False):
        also = f" (also: {shorter[name]})" if name in shorter else ""
        rows.append({"name": name, "about": described(name)["title"] + also})
    return rows


def described(wanted: str) -> dict[str, str]:
    """The name card of a style."""
    from archcite.csl.parse import read_xml

    found = files.find_style(wanted)
    root = read_xml(found.data, found.name)
    info = root.find(CSL + "info")
    parent = _link(info, "independent-parent")
    kind = {"note": "in notes", "in-text": "in the text"}.get(root.get("class") or "", "")
    return {
        "name": found.name,
        "title": _text(info, "title"),
        "cites": kind,
        "summary": _text(info, "summary"),
        "parent": parent,
        "id": _text(info, "id"),
        "updated": _text(info, "updated"),
        "rights": _text(info, "rights"),
        "language": root.get("default-locale") or "",
        "file": str(found.path),
    }


def faults(wanted: str, locale: str) -> list[Problem]:
    """All that the CSL schema and the compiler have against a style."""
    found = files.find_style(wanted)
    problems = _against_schema(found)
    try:
        compiled, _ = compile_found(found, locale)
    except StyleFault as fault:
        told = {problem.message for problem in problems}
        return problems + [each for each in fault.problems if each.message not in told]
    return problems + list(compiled.problems)


def _against_schema(found: files.StyleFile) -> list[Problem]:
    """The smallest parts of a style that the RELAX NG schema of CSL does not allow."""
    from archcite.csl.parse import read_xml

    valid = _validator()
    root = read_xml(found.data, found.name)
    if valid is None or valid(root):
        return []
    parts = [part for child in root for part in _culprits(root, child, valid)] or [root]
    return [
        Problem("style-invalid", f"{found.name}:{part.sourceline}", _complaint(part))
        for part in parts
    ]


def _validator() -> Callable[[_Element], bool] | None:
    """The CSL schema that citeproc-py ships; None where it is not installed."""
    from importlib.util import find_spec

    from lxml import etree

    spec = find_spec("citeproc")
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0]) / SCHEMA if folders else None
    if path is None or not path.is_file():
        return None
    schema = etree.RelaxNG(etree.parse(path))
    return lambda root: bool(schema.validate(root))


_TEXT = '<text value="x"/>'
# What stands for the children of an element while its attributes are judged.
_INSIDE = {
    **dict.fromkeys(("group", "if", "else-if", "else", "layout", "macro", "substitute"), _TEXT),
    "choose": f'<if type="book">{_TEXT}</if>',
    "sort": '<key variable="title"/>',
    "citation": f"<layout>{_TEXT}</layout>",
    "bibliography": f"<layout>{_TEXT}</layout>",
}
# What cannot be judged by one child at a time.
_WHOLE = frozenset(("info", "locale"))
# What must stand before or after an element for the schema to judge it alone.
_AFTER = {"sort": f"<layout>{_TEXT}</layout>"}
_BESIDE = {
    "else-if": f'<if type="book">{_TEXT}</if>',
    "else": f'<if type="book">{_TEXT}</if>',
}


def _culprits(root: _Element, part: _Element, valid: Callable[[_Element], bool]) -> list[_Element]:
    """The smallest parts at or below part that are not valid by themselves.

    The schema's own messages name the first part of the style, whatever is wrong; so each part is
    judged alone, in a style that holds nothing else.
    """
    if valid(_alone(root, part)):
        return []
    if len(part) and not valid(_alone(root, part, inner=_INSIDE.get(_local(part), ""))):
        return [part]  # its own attributes are wrong: judged inside it, every child would be
    if _local(part) in _WHOLE:
        return [part]
    inner = [each for child in part for each in _culprits(root, child, valid)]
    return inner or [part]


def _alone(root: _Element, part: _Element, inner: str | None = None) -> _Element:
    """A small valid style that holds only that part, with what it stands in.

    inner: what to put in the place of the part's children; None leaves them.
    """
    from copy import deepcopy

    kept = deepcopy(part)
    if inner is not None:
        kept = _shell(part)
        kept.extend(_parsed(inner))
    while (around := part.getparent()) is not None and around is not root:
        shell = _shell(around)
        shell.extend(_parsed(_BESIDE.get(_local(part), "")))
        shell.append(kept)
        shell.extend(_parsed(_AFTER.get(_local(part), "")))
        part, kept = around, shell
    skeleton = _parsed(_SKELETON)[0]
    standing = [child for child in skeleton if child.tag != part.tag]
    ranked = sorted([*standing, kept], key=_rank)
    for child in list(skeleton):
        skeleton.remove(child)
    skeleton.extend(ranked)
    for name, value in _attributes(root).items():
        skeleton.set(name, value)
    return skeleton


def _shell(element: _Element) -> _Element:
    """The element without its children."""
    from lxml import etree

    return etree.Element(element.tag, _attributes(element))


def _attributes(element: _Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _parsed(text: str) -> list[_Element]:
    """CSL elements from their text."""
    from lxml import etree

    return list(etree.fromstring(f'<x xmlns="{CSL[1:-1]}">{text}</x>'))


def _local(element: _Element) -> str:
    from lxml import etree

    return etree.QName(element).localname


def _rank(child: _Element) -> int:
    """Where a part stands in a style."""
    order = ("info", "locale", "macro", "citation", "bibliography")
    return order.index(_local(child)) if _local(child) in order else len(order)


_SKELETON = """<style class="note" version="1.0">
<info><title>x</title><id>x</id><updated>2000-01-01T00:00:00Z</updated></info>
<citation><layout><text value="x"/></layout></citation></style>"""


def _complaint(part: _Element) -> str:
    given = "".join(f' {name}="{value}"' for name, value in _attributes(part).items())
    return f"CSL does not allow <{_local(part)}{given}> here, or not with this inside"


def _text(info: _Element | None, name: str) -> str:
    """The text of one line of a style's cs:info."""
    element = info.find(CSL + name) if info is not None else None
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def _link(info: _Element | None, relation: str) -> str:
    for link in info.iterfind(CSL + "link") if info is not None else ():
        if link.get("rel") == relation:
            return link.get("href") or ""
    return ""
