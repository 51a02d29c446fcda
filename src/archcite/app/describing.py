"""What can be said of a style without citing anything: its name card, and its faults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from archcite.app.catalogue import Card, Shown, catalogue, chosen, own_cards, unshown
from archcite.app.styles import EXPORTS, compile_found
from archcite.errors import Problem, StyleFault
from archcite.library import styles as files

if TYPE_CHECKING:
    from lxml.etree import _Element

CSL = "{http://purl.org/net/xbiblio/csl}"


def listed(
    words: list[str],
    field: str = "",
    kind: str = "",
    cache_folder: Path | None = None,
    shown: Shown = unshown,
) -> list[dict[str, Any]]:
    """Our own styles and the entries for LaTeX, or all styles that fit what is asked for.

    field and kind are words of CSL, "" for any.
    """
    own = set(files.names(official=False))
    if not (words or field or kind):
        cards = own_cards()
    else:
        cards = chosen(catalogue(cache_folder, shown), words, field, kind)
    asked = [word.casefold() for word in words]
    entries = [
        {"name": name, "title": "entry for LaTeX"}
        for name in EXPORTS
        if not (field or kind) and all(word in f"{name} entry for latex" for word in asked)
    ]
    rows = [_row(card) for card in cards]
    ours = sum(card.name in own for card in cards)
    return [*rows[:ours], *({**_row(Card("", "")), **entry} for entry in entries), *rows[ours:]]


def _row(card: Card) -> dict[str, Any]:
    also = next((alias for alias, name in files.ALIASES.items() if name == card.name), "")
    return {
        "name": card.name,
        "title": card.title,
        "also": also,
        "kind": card.kind,
        "fields": list(card.fields),
        "parent": card.parent,
    }


def described(wanted: str) -> dict[str, Any]:
    """The name card of a style; texts, lists of texts, and whether it has a bibliography.

    A dependent style cites as its parent does; where that is not here, nothing is said of it.
    """
    from archcite.csl.xml import read_xml

    found = files.find_style(wanted)
    root = read_xml(found.data, found.where)
    info = root.find(CSL + "info")
    links = [] if info is None else list(info.iterfind(CSL + "link"))
    parent = next((link.get("href") or "" for link in links if _rel(link) == _PARENT), "")
    source = _parent(parent) if parent else root
    categories = [] if info is None else list(info.iterfind(CSL + "category"))
    rights = None if info is None else info.find(CSL + "rights")
    licence = "" if rights is None else rights.get("license") or ""
    return {
        "name": found.name,
        "title": _text(info, "title"),
        "id": _text(info, "id"),
        "cites": _PLACES.get("" if source is None else source.get("class") or "", ""),
        "kind": next((c.get("citation-format") or "" for c in categories if _formats(c)), ""),
        "fields": [field for c in categories if (field := c.get("field"))],
        "bibliography": None if source is None else source.find(CSL + "bibliography") is not None,
        "summary": _text(info, "summary"),
        "parent": parent,
        "locale": root.get("default-locale") or "",
        "updated": _text(info, "updated"),
        "rights": _text(info, "rights"),
        "licence": licence,
        "links": [
            f"{_rel(link)}: {link.get('href') or ''}" for link in links if _rel(link) != _PARENT
        ],
        "options": _options(source),
        "file": str(found.path),
    }


def _options(source: _Element | None) -> list[str]:
    """The options that the style's own macros offer, each with its values beside the default."""
    told = {} if source is None else offered_by(source)
    return [f"{name}={'|'.join(values)}" for name, values in sorted(told.items())]


def offered_by(root: _Element) -> dict[str, list[str]]:
    """The options that the macros of a style's XML offer."""
    from archcite.csl.variants import offered

    return offered({macro.get("name") or "": None for macro in root.iterfind(CSL + "macro")})


_PARENT = "independent-parent"
_PLACES = {"note": "in notes", "in-text": "in the text"}


def _rel(link: _Element) -> str:
    return link.get("rel") or "link"


def _formats(category: _Element) -> bool:
    return category.get("citation-format") is not None


def _parent(address: str) -> _Element | None:
    """The parent style, as far as it is here and can be read."""
    from archcite.csl.xml import read_xml

    try:
        data = files.parent_style(address)
        return None if data is None else read_xml(data, address)
    except StyleFault:
        return None


def faults(wanted: str, locale: str) -> list[Problem]:
    """All that the CSL schema, our own checks and the compiler have against a style."""
    from archcite.csl.check import check
    from archcite.csl.xml import read_xml

    found = files.find_style(wanted)
    try:
        root = read_xml(found.data, found.where)
    except StyleFault as fault:
        return list(fault.problems)
    problems = check(
        root,
        found.where,
        schema=files.schema_file(),
        locale_xml=files.locale_file,
        parent_xml=files.parent_style,
    )
    try:
        compiled, _ = compile_found(found, locale)
        for name, values in offered_by(root).items():
            for value in values:
                compile_found(found, locale, {name: value})
    except StyleFault as fault:
        # the compiler stops at the first fault, which as a rule the checks have told already
        known = {problem.where for problem in problems}
        told = bool(problems)
        return problems + [
            each for each in fault.problems if each.where not in known and not (
                told and each.where == found.where
            )
        ]  # fmt: skip
    return problems + list(compiled.problems)


def _text(info: _Element | None, name: str) -> str:
    """The text of one line of a style's cs:info."""
    element = info.find(CSL + name) if info is not None else None
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""
