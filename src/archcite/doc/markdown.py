"""Markdown with pandoc's citations: Quarto and R Markdown too, and MyST's roles.

Finds citations by their places and puts texts there; nothing else of the document is changed. What
stands in code, addresses, comments and mathematics is no citation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import PurePath
from typing import NamedTuple

from archcite.cite.request import Citation, Cite
from archcite.doc import markdown_places
from archcite.doc.cluster import parse_cluster, parse_running
from archcite.doc.crossref import is_crossref
from archcite.doc.edits import Edit, Lines, edited, ended
from archcite.doc.fitting import placed
from archcite.doc.markdown_brackets import KEY, Brackets, Notes
from archcite.doc.markdown_hidden import hidden, visible
from archcite.doc.markdown_tables import Tables
from archcite.doc.model import (
    Bibliography,
    Cluster,
    Event,
    Listing,
    NoteMark,
    Part,
    Printed,
    Settings,
    Unclosed,
)
from archcite.errors import ProblemsFound, UsageFault
from archcite.render import markdown
from archcite.render.layout import BibliographyLayout, Block

_BEGUN = re.compile(rf"[^@]*(?<![\w.])-?{KEY}")
_METADATA = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_IN_TEXT = re.compile(rf"(?<![\w@\\/.])((?:(?<!-)-)?)({KEY})")
# The marks of quotations, lists, notes and terms at the beginning of a line.
_LINE_MARKS = re.compile(r"(?:[ \t>:*+-]|(?:\(?@?\w{1,9}|#)[.)]|\[\^[^\]\s]+\]:|\[[ xX]\])*")
_LONGEST_MARKS = 200
_BEHIND = re.compile(r"[ \t]*\n?[ \t]*\[")
_MYST = re.compile(r"\{cite(:[a-z]+)?\}`([^`\n]+)`")


class _Place(NamedTuple):
    """A cluster's place in the text. order: where its mark stands, for one in a footnote."""

    start: int
    end: int
    cluster: Cluster
    order: int
    composite: bool


class Markdown:
    """A document in Markdown. ProblemsFound with the line of each citation that cannot be read."""

    def __init__(self, text: str, name: str) -> None:
        """name: what messages call the document."""
        self._whole = text
        self._text = text = text.replace("\r\n", " \n")  # every place stays where it is
        self._name = name
        self._metadata = _METADATA.match(text)
        begin = self._metadata.end() if self._metadata else 0
        metadata = self._metadata[1] if self._metadata else ""
        found = hidden(text, begin)
        self._masked = visible(text, found, begin)
        self._lists = markdown_places.places(text, self._masked, found, name)
        self._brackets = Brackets(self._masked, text)
        self._notes = Notes(self._masked, self._brackets)
        self._places = self._found()
        self._tables = Tables(self._masked, text)
        # The names of notes that are set last; other chapters have theirs.
        stem = re.sub(r"[^\w-]", "", PurePath(name).stem) or "t"
        named = (f"{stem}{'-' * number}" for number in count(1))
        self._unused: str = next(each for each in named if f"[^{each}" not in text)
        heads = markdown_places.headings(self._masked)
        starts = [each.start for each in self._places]
        self._lists += markdown_places.chapters(metadata, heads, starts, len(text))
        self._lists.sort(key=lambda each: each.start)
        order: list[tuple[int, int, Event]] = [
            (each.order, each.start, each.cluster) for each in self._places
        ]
        order += [(place, -1, NoteMark(id_)) for id_, place in self._notes.marks.items()]
        order += [(place, -2, Part("heading", level)) for place, level in heads]
        order += [(each.start, -3, Listing(at)) for at, each in enumerate(self._lists)]
        lines = Lines(text)
        order += [
            (start, -4, Unclosed(lines.at(start), "[", r"\["))
            for start in self._brackets.unclosed()
        ]
        self.events: Sequence[Event] = [event for *_, event in sorted(order, key=_by_place)]
        self._in_order = sorted(self._places, key=lambda each: (each.order, each.start))
        roles = [(each[1] or "", each[2]) for each in self._roles()]
        self.bibliographies: Sequence[Bibliography] = [
            markdown_places.as_bibliography(
                each, lines.at(each.start - (each.kind == "division")), roles
            )
            for each in self._lists
        ]
        self.uncited: Sequence[str] = _uncited(metadata)
        self.settings = _settings(metadata)._replace(
            place=bool(self._lists), files=markdown_places.files(metadata)
        )

    def woven(
        self,
        printed: Sequence[Printed],
        lists: Sequence[Sequence[Block]],
        layout: BibliographyLayout,
    ) -> bytes:
        """The document with finished text in the places of its citations, as UTF-8."""
        notes: list[str] = []
        edits = self._tables.laid(
            self._whole,
            [self._edit(place, each, notes)
             for place, each in zip(self._in_order, printed, strict=True)],
        )  # fmt: skip
        if self.settings.no_bibliography:
            return self._encoded(edited(self._whole, edits), notes)
        if not self._lists:
            ends = [self._appended(each, layout) for each in lists if each]
            text = edited(self._whole, edits)
            return self._encoded("".join([text.rstrip() if ends else text, *ends]), notes)
        filled = [
            (place.start, place.end, self._listed(place, number, entries, layout))
            for number, (place, entries) in enumerate(zip(self._lists, lists, strict=True), start=1)
            if entries
        ]
        starts = [start for start, *_ in filled]

        def goes(edit: Edit) -> bool:
            """Whether it stands in a bibliography's place, all of which is replaced."""
            at = bisect_right(starts, edit[0]) - 1
            return at >= 0 and edit[1] <= filled[at][1]

        edits = [each for each in edits if not goes(each)]
        return self._encoded(edited(self._whole, [*edits, *filled]), notes)

    def _encoded(self, text: str, notes: Sequence[str]) -> bytes:
        """The whole with notes that are set at its end."""
        if notes:
            text = text.rstrip() + ended("\n\n" + "\n\n".join(notes) + "\n", self._whole)
        return text.encode("utf-8", "surrogateescape")

    def _edit(self, place: _Place, printed: Printed, notes: list[str]) -> Edit:
        def aside(told: str) -> str:
            """The mark of a note that is set at the end, for it would not fit in its column."""
            mark = f"[^{self._unused}{len(notes) + 1}]"
            notes.append(f"{mark}: {told}")
            return mark

        span = (place.start, place.end)
        begins = bool(printed.text) and self._begins(place.start)
        note = "^[{}]".format if self._tables.around(place.start) < 0 else aside
        render = markdown.render if begins or note is aside else markdown.inline
        start, end, new = placed(self._whole, span, printed, render, note)
        if start < place.start and self._tables.begins_cell(self._text, place.start):
            start = place.start
        # Before a bracket pandoc 3 takes an inline note for superscript text.
        apart = bool(printed.note) and self._whole[end : end + 1] in ("[", "(")
        return start, end, f"{new}<!-- -->" if apart else new

    def _begins(self, place: int) -> bool:
        """Whether nothing but marks stands before a place in its line or cell."""
        before = self._text[max(0, place - _LONGEST_MARKS) : place]
        line = before[max(before.rfind("\n"), before.rfind("|")) + 1 :]
        return _LINE_MARKS.fullmatch(line) is not None

    def _listed(
        self,
        place: markdown_places.Place,
        number: int,
        entries: Sequence[Block],
        layout: BibliographyLayout,
    ) -> str:
        """Entries as they stand in a place of their own."""
        listed = markdown.bibliography(entries, layout)
        if place.kind == "division":
            return f"\n{listed}\n\n"
        if place.kind == "html":
            return f"\n\n{listed}\n\n"
        if place.kind == "directive":
            return f"::: {{.references}}\n\n{listed}\n\n:::"
        title = markdown.escape(self.settings.title)
        title = f"{'#' * min(place.level + 1, 6)} {title}\n\n" if title else ""
        before = self._text[max(0, place.start - 2) : place.start]
        line = "\n" * (2 - (len(before) - len(before.rstrip("\n"))))
        gap = "" if place.end >= len(self._text) else "\n"
        return f"{line}{title}::: {{#refs-{number} .references}}\n\n{listed}\n\n:::\n{gap}"

    def _appended(self, entries: Sequence[Block], layout: BibliographyLayout) -> str:
        """A bibliography for the end of the text."""
        title = f"# {markdown.escape(self.settings.title)}\n\n" if self.settings.title else ""
        listed = markdown.bibliography(entries, layout)
        return ended(f"\n\n{title}::: {{#refs}}\n\n{listed}\n\n:::\n", self._whole)

    def _found(self) -> list[_Place]:
        """Every citation, in the order of the text."""
        found: list[_Place] = []
        faults: list[UsageFault] = []
        at = 0
        lines = Lines(self._text)
        for start, end, make in self._candidates():
            if start < at:
                continue
            note = self._notes.of(start)
            line = lines.at(start)
            try:
                citation = make(f"{self._name}:{line}")
            except UsageFault as fault:
                faults.append(fault)
                continue
            if citation is None or is_crossref(cite.id for cite in citation.cites):
                continue
            at = end
            cluster = Cluster(citation, line, note)
            place = self._notes.marks.get(note, start)
            found.append(_Place(start, end, cluster, place, citation.composite))
        if faults:
            raise ProblemsFound(*(each for fault in faults for each in fault.problems))
        return found

    def _roles(self) -> Iterator[re.Match[str]]:
        """MyST's roles that nothing hides."""
        for found in _MYST.finditer(self._text):
            if self._masked[found.start()] == self._text[found.start()]:
                yield found

    def _candidates(self) -> Iterator[tuple[int, int, Callable[[str], Citation | None]]]:
        """Where a citation may stand, with what reads it."""
        masked, text = self._masked, self._text
        found: list[tuple[int, int, Callable[[str], Citation | None]]] = []
        for start, end in self._brackets.keyed():
            found.append((start, end, partial(_bracketed, text, start, end)))
        for match in _IN_TEXT.finditer(masked):
            end, tail = match.end(), ""
            bracket = _BEHIND.match(masked, end)
            if bracket and (close := self._brackets.closing(bracket.end() - 1)):
                inside = masked[bracket.end() : close - 1]
                if not inside.startswith("^") and masked[close : close + 1] not in ("(", ":", "["):
                    tail, end = text[bracket.end() : close - 1], close
            key = text[match.start(2) + 1 : match.end(2)].strip("{}")
            found.append((match.start(), end, partial(_running, key, tail, bool(match[1]))))
        prefixes = tuple(each.prefix for each in self._lists if each.prefix)
        for match in self._roles():
            made = partial(_role, match[1] or "", match[2], prefixes)
            found.append((match.start(), match.end(), made))
        return iter(sorted(found, key=lambda each: (each[0], -each[1])))


def _unclosed(line: int) -> Unclosed:
    return Unclosed(line, "[", r"\[")


def _by_place(event: tuple[int, int, Event]) -> tuple[int, int]:
    return event[0], event[1]


def _bracketed(text: str, start: int, end: int, where: str) -> Citation | None:
    if not _BEGUN.match(text, start + 1, end - 1):
        return None
    return _marked_up(parse_cluster(" ".join(text[start:end].split()), where))


_MARKUP = re.compile(
    r"\\(?P<sign>[!-/:-@\[-`{-~])|(?P<em>[*_]{1,2})(?=\S)(?P<inner>.+?)(?<=\S)(?P=em)(?!\w)"
    r"|\[(?P<words>[^\[\]]*)\]\([^()]*\)|(?P<dash>---?)"
)


def _marked_up(citation: Citation) -> Citation:
    """A citation whose affixes have the markup of CSL for that of Markdown."""
    return citation._replace(
        cites=tuple(
            cite._replace(prefix=_affix(cite.prefix), suffix=_affix(cite.suffix))
            if cite.prefix or cite.suffix
            else cite
            for cite in citation.cites
        )
    )


def _affix(text: str) -> str:
    return _MARKUP.sub(_in_csl, text)


def _in_csl(found: re.Match[str]) -> str:
    if found["sign"]:
        return found["sign"]
    if found["dash"]:
        return "—" if len(found["dash"]) == 3 else "–"
    if found["em"]:
        tag = "b" if len(found["em"]) == 2 else "i"
        return f"<{tag}>{_affix(found['inner'])}</{tag}>"
    return found["words"]


def _running(key: str, tail: str, minus: bool, where: str) -> Citation:
    return _marked_up(parse_running(key, tail, suppress=minus, where=where))


def _role(kind: str, inside: str, prefixes: Sequence[str], where: str) -> Citation:
    """MyST's roles: {cite:p} in brackets or notes, {cite:t} in the text.

    prefixes: what bibliographies of the document put before the keys that they list.
    """
    keys = markdown_places.keys_of_role(inside)
    cites = tuple(Cite(_unprefixed(key, prefixes)) for key in keys)
    return Citation(cites, composite=kind.lstrip(":") in ("t", "ct", "alt", "author"))


def _unprefixed(key: str, prefixes: Sequence[str]) -> str:
    found = next((each for each in prefixes if key.startswith(each) and key != each), "")
    return key.removeprefix(found)


def _uncited(metadata: str) -> list[str]:
    """The keys of the metadata's nocite."""
    found = re.search(r"^nocite:(.*(?:\n(?:[ \t]+.*|[ \t]*-.*|[ \t]*))*)", metadata, re.MULTILINE)
    if not found:
        return []
    return [
        key.strip("{}") for key in re.findall(r"@(\*|\{[^{}]+\}|[\w:.#$%&\-+?<>~/]*\w)", found[1])
    ]


def _settings(metadata: str) -> Settings:
    def said(name: str) -> str:
        found = re.search(rf"^{name}:[ \t]*(.*)$", metadata, re.MULTILINE)
        return found[1].split(" #")[0].strip().strip("\"'") if found else ""

    return Settings(
        said("csl") or said("citation-style"),
        said("lang"),
        said("reference-section-title"),
        said("suppress-bibliography").lower() in ("true", "yes"),
    )
