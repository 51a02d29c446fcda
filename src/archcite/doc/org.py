"""Emacs' Org with its citations, [cite:...], set as finished text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archcite.cite.request import Citation, Cite
from archcite.doc import locator, wanted
from archcite.doc.brackets import stretches
from archcite.doc.edits import Edit, Lines, edited
from archcite.doc.fitting import placed
from archcite.doc.latex_commands import blanked, closed
from archcite.doc.model import (
    Bibliography,
    Cluster,
    Event,
    Listing,
    NoteMark,
    Part,
    Printed,
    Settings,
    Uncited,
    Unclosed,
)
from archcite.render import org
from archcite.render.layout import BibliographyLayout, Block

_HIDDEN = re.compile(
    r"^[ \t]*#\+begin_(?P<name>src|example|comment|export)\b"
    r"|\\\([^\n]*?\\\)|(?<![\w\\$])\$(?=[^\s$,.;])[^$\n]*(?<=[^\s$,.])\$(?!\w)"
    r"|^[ \t]*#[ \t][^\n]*|^[ \t]*: [^\n]*|(?<!\w)[=~](?=\S)[^\n=~]+(?<=\S)[=~](?!\w)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_CITE = re.compile(r"\[cite(?:/([\w-]*)(?:/[\w-]*)?)?:")
_KEY = re.compile(r"@([\w\-.:?!`'/*@+|(){}<>&^$#%~]*[\w/+*)}>])")
_FIRST_KEY = re.compile(r"[^@\[\]]{0,200}@\w")
_NOTE = re.compile(r"\[fn:([\w-]*):")
_MARK = re.compile(r"\[fn:([\w-]+)\]")
_DEFINED = re.compile(r"^\[fn:([\w-]+)\]", re.MULTILINE)
_NOTE_ENDS = re.compile(r"^(?=\[fn:[\w-]+\]|\*+ )|\n[ \t]*\n[ \t]*\n", re.MULTILINE)
_LIST = re.compile(r"^[ \t]*#\+print_bibliography:([^\n]*)", re.MULTILINE | re.IGNORECASE)
_OPTION = re.compile(r":([\w-]+)[ \t]+(?:\"([^\"\n]*)\"|([^\s:][^\s]*))|:([\w-]+)")
_HEADING = re.compile(r"^(\*+)[ \t]", re.MULTILINE)
_STYLE = re.compile(r"^#\+cite_export:[ \t]*csl[ \t]+(\S+)", re.MULTILINE | re.IGNORECASE)
_LANGUAGE = re.compile(r"^#\+language:[ \t]*(\S+)", re.MULTILINE | re.IGNORECASE)
_MARKS = re.compile(r"(?<!\w)(?P<mark>[*/_])(?=\S)(?P<inner>[^\n]+?)(?<=\S)(?P=mark)(?!\w)")
_TAGS = {"*": "b", "/": "i", "_": "i"}
# By the name of a style and its short form in Org's manual.
_KINDS = {
    "t": "", "text": "", "a": "author", "author": "author", "y": "year", "year": "year",
    "ti": "title", "title": "title", "ft": "note", "note": "note", "f": "note", "footnote": "note",
    "full": "whole",
}  # fmt: skip


class _Place(NamedTuple):
    start: int
    end: int
    cluster: Cluster
    order: int


class Org:
    """A document of Org mode."""

    def __init__(self, text: str, name: str) -> None:
        """name: what messages call the document."""
        self._text = text
        self._plain = blanked(text, (
            found if isinstance(found, tuple) else found.span()
            for found in stretches(text, _HIDDEN, _closing)
        ))  # fmt: skip
        self._notes: list[tuple[int, int, str]] = sorted(self._footnotes())
        self._marks = self._marked()
        self.uncited: list[str] = []
        self._unprinted: list[tuple[int, int]] = []
        self._asides: list[tuple[int, int, Event]] = []  # what is no citation, but written as one
        self._places = sorted(self._citations(), key=lambda each: (each.order, each.start))
        order: list[tuple[int, int, Event]] = [
            (each.order, each.start, each.cluster) for each in self._places
        ]
        order += self._asides
        order += [(place, -1, NoteMark(id_)) for id_, place in self._marks.items()]
        self._lists = list(_LIST.finditer(self._plain))
        order += [(each.start(), -2, Listing(at)) for at, each in enumerate(self._lists)]
        order += [
            (each.start(), -3, Part("heading", len(each[1])))
            for each in _HEADING.finditer(self._plain)
        ]
        self.events: Sequence[Event] = [
            event for *_, event in sorted(order, key=lambda each: each[:2])
        ]
        lines = Lines(text)
        self.bibliographies: Sequence[Bibliography] = [
            _asked(text[each.start(1) : each.end(1)], lines.at(each.start()))
            for each in self._lists
        ]
        style, language = _STYLE.search(self._plain), _LANGUAGE.search(self._plain)
        self.settings = Settings(
            style[1] if style else "", language[1] if language else "", place=bool(self._lists)
        )

    def woven(
        self,
        printed: Sequence[Printed],
        lists: Sequence[Sequence[Block]],
        layout: BibliographyLayout,
    ) -> bytes:
        """The document with finished text in the places of its citations, as UTF-8."""
        edits: list[Edit] = [
            placed(self._text, (place.start, place.end), each, org.render, _noted)
            for place, each in zip(self._places, printed, strict=True)
        ]
        edits += [(start, end, "") for start, end in self._unprinted]
        listed = [org.bibliography(each, layout) if each else "" for each in lists]
        edits += [
            (found.start(), found.end(), each)
            for found, each in zip(self._lists, listed, strict=bool(self._lists))
        ]
        text = edited(self._text, edits)
        if not self._lists and any(listed):
            text = f"{text.rstrip()}\n\n* Bibliography\n\n{listed[0]}\n"
        return text.encode("utf-8", "surrogateescape")

    def _footnotes(self) -> Iterator[tuple[int, int, str]]:
        """The spans of the writer's own footnotes with their names."""
        for found in _NOTE.finditer(self._plain):
            end = closed(self._plain, found.start())
            if end:
                yield found.start(), end, found[1] or f":{found.start()}"
        for found in _DEFINED.finditer(self._plain):
            ends = _NOTE_ENDS.search(self._plain, found.end())
            yield found.start(), ends.start() if ends else len(self._plain), found[1]

    def _marked(self) -> dict[str, int]:
        """Where the mark of each footnote stands."""
        names = {name for *_, name in self._notes}
        marks = {
            name: start for start, _, name in self._notes
            if not self._plain.startswith(f"[fn:{name}]", start)
        }  # fmt: skip
        for found in _MARK.finditer(self._plain):
            if found[1] in names and not self._note_of(found.start()):
                marks.setdefault(found[1], found.start())
        return marks

    def _note_of(self, place: int) -> str:
        number = bisect_right(self._notes, place, key=lambda span: span[0]) - 1
        if number >= 0 and place < self._notes[number][1]:
            return self._notes[number][2]
        return ""

    def _citations(self) -> Iterator[_Place]:
        lines = Lines(self._text)
        for found in _CITE.finditer(self._plain):
            end = closed(self._plain, found.start())
            if not end and _FIRST_KEY.match(self._plain, found.end()):
                unclosed = Unclosed(lines.at(found.start()), "[")
                self._asides.append((found.start(), 0, unclosed))
            cites = _cites(self._text[found.end() : end - 1]) if end else []
            if not cites:
                continue
            style = (found[1] or "").lower()
            if style in ("n", "nocite"):
                self.uncited += [each.id for each in cites]
                named = Uncited(tuple(each.id for each in cites))
                note = self._note_of(found.start())
                self._asides.append((self._marks.get(note, found.start()), 0, named))
                self._unprinted.append((found.start(), end))
                continue
            if style in ("na", "noauthor"):
                cites = [each._replace(suppress_author=True) for each in cites]
            citation = Citation(tuple(cites), composite=style in ("t", "text"))
            note = self._note_of(found.start())
            cluster = Cluster(citation, lines.at(found.start()), note, _KINDS.get(style, ""))
            order = self._marks.get(note, found.start())
            yield _Place(found.start(), end, cluster, order)


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*#\+end_{name}\b", re.MULTILINE | re.IGNORECASE)


def _asked(options: str, line: int) -> Bibliography:
    """What a keyword asks for with its options."""
    pairs = [(each[1] or each[4], each[2] or each[3] or "") for each in _OPTION.finditer(options)]
    said = wanted.asked(pairs)
    return Bibliography(line, said.wanted, said.within, said.unheeded)


def _noted(told: str) -> str:
    """An inline footnote; brackets that are not in balance are written as entities."""
    if closed(f"[{told}]", 0) != len(told) + 2:
        told = told.replace("[", r"\lbrack{}").replace("]", r"\rbrack{}")
    return f"[fn:: {told}]"


def _cites(inside: str) -> list[Cite]:
    """common prefix;prefix @key suffix;...;common suffix"""
    parts = [" ".join(part.split()) for part in inside.split(";")]
    cites: list[Cite] = []
    before = after = ""
    for number, part in enumerate(parts):
        found = _KEY.search(part)
        if found is None:
            before = part if not number else before
            after = part if number else after
            continue
        place, rest = locator.parse(part[found.end() :].strip())
        cites.append(
            Cite(
                found[1],
                place,
                prefix=_affix(part[: found.start()].strip()),
                suffix=_affix(rest.strip()),
            )
        )
    if cites and before:
        cites[0] = cites[0]._replace(prefix=f"{_affix(before)} {cites[0].prefix}".strip())
    if cites and after:
        last = cites[-1]
        joint = "" if not last.suffix and after[:1] in ",;:." else " "
        cites[-1] = last._replace(suffix=f"{last.suffix}{joint}{_affix(after)}".strip())
    return cites


def _affix(text: str) -> str:
    return _MARKS.sub(
        lambda found: f"<{_TAGS[found['mark']]}>{found['inner']}</{_TAGS[found['mark']]}>", text
    )
