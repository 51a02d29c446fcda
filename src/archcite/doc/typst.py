"""Typst with its own citations, @key and #cite, set as finished text or left to Typst.

Files that #include and #import take in are documents of their own; what is a label in one of them
is no citation in any.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from archcite.cite.request import Citation, Cite
from archcite.doc import locator, typst_reading
from archcite.doc.edits import Edit, Lines, edited
from archcite.doc.fitting import placed
from archcite.doc.model import (
    Bibliography,
    Cluster,
    Event,
    Included,
    Listing,
    NoteMark,
    Printed,
    Settings,
    Unclosed,
)
from archcite.doc.typst_reading import Call, Label, Reference
from archcite.doc.wanted import ALL, Question, Wanted
from archcite.errors import Problem, ProblemsFound
from archcite.render import typst
from archcite.render.layout import BibliographyLayout, Block

_FORM = re.compile(r"\bform:\s*(?:\"(\w+)\"|(none))")
_SUPPLEMENT = re.compile(r"\bsupplement:\s*([\[\"])")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ATTRIBUTION = re.compile(r"\battribution:\s*$")
_TITLE = re.compile(r"\btitle:\s*(?:\[([^\[\]]*)\]|\"([^\"]*)\"|(none))")
_NAMED = re.compile(r"\b[a-z]+:")
_FULL = re.compile(r"\bfull:\s*true")
_LANGUAGE = re.compile(r"\blang:\s*\"([\w-]+)\"")
_REGION = re.compile(r"\bregion:\s*\"(\w+)\"")
# What would go on with a call of a function.
_GOES_ON = re.compile(r"[(\[;]|\.[^\W\d]")
_MARKS = re.compile(
    r"\\(?P<sign>.)|\*(?P<b>[^*]+)\*|(?<!\w)_(?P<i>[^_]+)_(?!\w)|(?P<d>---?)|(?P<t>~)"
)


class _Place(NamedTuple):
    """What may be a citation. code: it stands in code. key_only: it may name a label too."""

    start: int
    end: int
    cite: Cite
    form: str
    code: bool
    key_only: bool


class _Set(NamedTuple):
    """A citation that is set: its span, and whether it stands in code."""

    start: int
    end: int
    cluster: Cluster
    code: bool


class Typst:
    """A document in Typst, or a file that one takes in."""

    def __init__(self, text: str, name: str, *, main: Typst | None = None) -> None:
        """name: its path, as messages call it. main: the document that takes this one in.

        ProblemsFound where something begins that never ends, at which Typst stops too.
        """
        self._text = text
        self._read = typst_reading.read(text)
        self._lines = Lines(text)
        if self._read.unclosed:
            place, sign = self._read.unclosed
            raise ProblemsFound(
                Problem("document-unclosed", f"{name}:{self._lines.at(place)}",
                        f"the {sign} here is never closed, so that Typst does not read on",
                        "close it, or write a backslash before it")
            )  # fmt: skip
        self._folder = PurePath(name).parent.as_posix()
        self._root: str = main._root if main else self._folder
        # The labels of all files that belong together: each adds its own when it is read.
        self._labels: set[str] = main._labels if main else set()
        self._calls = [each for each in self._read.calls if not each.set_]
        self._labels.update(self._defined())
        self._notes = list(self._footnotes())
        self._lists = [
            (each.start, end, not each.hashed)
            for each in self._calls
            if each.name == "bibliography" and (end := self._end(each))
        ]
        self._found = sorted(self._candidates(), key=lambda one: one.start)
        self._settled: tuple[int, list[_Set], list[_Place]] | None = None
        whole = any(_FULL.search(self._text[start:end]) for start, end, _ in self._lists)
        self._whole = ["*"] if whole else []
        self.settings = Settings(locale=self._locale(), place=bool(self._lists))
        self.bibliographies: Sequence[Bibliography] = [
            Bibliography(self._lines.at(start), self._wanted(self._text[start:end]))
            for start, end, _ in self._lists
        ]

    @property
    def events(self) -> Sequence[Event]:
        """Citations, footnotes and files taken in; what is a label in any of the files is none."""
        order: list[tuple[int, Event]] = [(each.start, each.cluster) for each in self._places()]
        order += [(start, NoteMark(str(start))) for start, _ in self._notes]
        order += [
            (each.start, Included(self._path(each.path), optional=each.imported))
            for each in self._read.taken
            if not each.path.startswith("@")  # a package
        ]
        order += self._never_closed()
        order += [(start, Listing(number)) for number, (start, *_) in enumerate(self._lists)]
        return [event for _, event in sorted(order, key=lambda one: one[0])]

    @property
    def uncited(self) -> Sequence[str]:
        """Keys of form none; "*" for a bibliography that is full."""
        return [*(each.cite.id for each in self._unprinted()), *self._whole]

    def woven(
        self,
        printed: Sequence[Printed],
        lists: Sequence[Sequence[Block]],
        layout: BibliographyLayout,
    ) -> bytes:
        """The document with finished text in the places of its citations, as UTF-8."""
        edits: list[Edit] = [
            self._edit(place, each) for place, each in zip(self._places(), printed, strict=True)
        ]
        edits += [(each.start, each.end, "[]" if each.code else "") for each in self._unprinted()]
        listed = [typst.bibliography(each, layout) if each else "" for each in lists]
        for (start, end, code), told in zip(self._lists, listed, strict=bool(self._lists)):
            made = f"{self._title(self._text[start:end])}{told}" if told else ""
            edits.append((start, end, f"[{made}]" if code else made))
        if any(listed) and not self._lists:
            gap = "" if self._text.endswith("\n") else "\n"
            edits.append((len(self._text),) * 2 + (f"{gap}\n{self._title('')}{listed[0]}\n",))
        return edited(self._text, edits).encode("utf-8", "surrogateescape")

    def _never_closed(self) -> Iterator[tuple[int, Event]]:
        """Citations whose supplement or arguments have no end."""
        for each in self._read.references:
            if self._opens(each.end) and each.end not in self._read.closes:
                yield each.start, Unclosed(self._lines.at(each.start), "[")
        for call in self._calls:
            if call.name == "cite" and call.place not in self._read.closes:
                yield call.start, Unclosed(self._lines.at(call.start), self._text[call.place])

    def _edit(self, place: _Set, printed: Printed) -> Edit:
        start, end = place.start, place.end
        if place.code:
            note = f"#footnote[{typst.render(printed.note)}]" if printed.note else ""
            if note and not printed.text:
                return start, end, note[1:]
            return start, end, f"[{typst.render(printed.text)}{note}]"
        if printed.note and not printed.text and self._behind_comment(start):
            new = f"#footnote[{typst.render(printed.note)}]"
        else:
            start, end, new = placed(
                self._text, (start, end), printed, typst.render, lambda told: f"#footnote[{told}]"
            )
        ends = new.endswith("]") and _GOES_ON.match(self._text, end)
        return start, end, f"{new};" if ends else new

    def _behind_comment(self, place: int) -> bool:
        """Whether it begins a line behind a comment, into which nothing may move."""
        end = self._text.rfind("\n", 0, place)
        if end < 1 or self._text[end:place].strip():
            return False
        return self._read.plain[end - 1] == " " and not self._text[end - 1].isspace()

    def _wanted(self, arguments: str) -> Wanted:
        """What a bibliography lists: of several, each what stands in the files that it names."""
        if len(self._lists) == 1:
            return ALL
        named = _NAMED.search(arguments)
        files = _QUOTED.findall(arguments[: named.start()] if named else arguments)
        return Question("file", tuple(files)) if files else ALL

    def _title(self, arguments: str) -> str:
        rules = [each for each in self._read.calls if each.set_ and each.name == "bibliography"]
        told = [self._text[each.place : self._end(each)] for each in rules]
        found = next(filter(None, map(_TITLE.search, [arguments, *told])), None)
        if found and found[3]:
            return ""
        title = (found[1] or found[2] or "") if found else "Bibliography"
        return f"#heading(numbering: none)[{title}]\n"

    def _locale(self) -> str:
        """The language and region of the first rule for text that says one."""
        for each in self._read.calls:
            arguments = self._text[each.place : self._end(each)]
            if each.set_ and each.name == "text" and (said := _LANGUAGE.search(arguments)):
                region = _REGION.search(arguments)
                return f"{said[1]}-{region[1]}" if region else said[1]
        return ""

    def _path(self, path: str) -> str:
        """The path of a file as documents are named; one with / is named from the root."""
        if path.startswith("/"):
            return posixpath.normpath(posixpath.join(self._root, path.lstrip("/")))
        return posixpath.normpath(posixpath.join(self._folder, path))

    def _end(self, call: Call) -> int:
        """Behind a call's arguments and content; 0 where these are not closed."""
        end = self._read.closes.get(call.place, 0)
        while end and self._text[end : end + 1] == "[" and end in self._read.closes:
            end = self._read.closes[end]
        return end

    def _defined(self) -> Iterator[str]:
        """Labels that things here have; in code, all that nothing but citing or linking names."""
        naming = {
            each.place + 1
            for each in self._calls
            if each.name in ("cite", "ref", "link", "footnote", "label")
        }
        for label in self._read.labels:
            before = self._text[max(0, label.start - 20) : label.start]
            named = label.start - len(before) + len(before.rstrip()) in naming
            if not label.code or not (named or _ATTRIBUTION.search(before)):
                yield label.name

    def _footnotes(self) -> Iterator[tuple[int, int]]:
        """The spans of the writer's own footnotes; one that names another by its label is none."""
        at = 0
        for each in self._calls:
            end = self._end(each)
            if each.name != "footnote" or not end or each.start < at:
                continue
            if self._text[each.place] == "(" and self._read.closes[each.place] == end:
                inside = self._text[each.place + 1 : end - 1].lstrip()
                if inside.startswith(("<", "label(")):
                    continue
            at = end
            yield each.start, end

    def _candidates(self) -> Iterator[_Place]:
        """All that may be a citation, or the name of a label."""
        for each in self._read.references:
            yield self._named(each)
        labels = self._read.labels
        for call in self._calls:
            if call.name not in ("cite", "ref") or not (end := self._end(call)):
                continue
            first = bisect_right(labels, call.place, key=lambda label: label.start)
            if first < len(labels) and labels[first].end <= end and labels[first].code:
                yield self._called(call, end, labels[first])
        for label in labels:
            if label.code and _ATTRIBUTION.search(
                self._text, max(0, label.start - 20), label.start
            ):
                yield _Place(label.start, label.end, Cite(label.name), "prose", True, True)

    def _named(self, found: Reference) -> _Place:
        """@key[supplement]"""
        end = self._read.closes.get(found.end, found.end) if self._opens(found.end) else found.end
        after = self._text[found.end + 1 : end - 1] if end > found.end else ""
        return _Place(found.start, end, _cite(found.key, after), "", False, True)

    def _opens(self, place: int) -> bool:
        return self._text.startswith("[", place)

    def _called(self, call: Call, end: int, label: Label) -> _Place:
        """#cite(<key>, supplement: [..], form: "..")"""
        told = _SUPPLEMENT.search(self._text, call.place, end)
        after = ""
        if told and told[1] == "[":
            close = self._read.closes.get(told.end() - 1, 0)
            after = self._text[told.end() : close - 1] if close else ""
        elif told and (quoted := _QUOTED.match(self._text, told.end() - 1)):
            after = quoted[1]
        form = _FORM.search(self._text, call.place, end)
        kind = (form[1] or "none") if form else ""
        cite = _cite(label.name, after)
        return _Place(call.start, end, cite, kind, not call.hashed, call.name == "ref")

    def _places(self) -> list[_Set]:
        return self._sorted_out()[1]

    def _unprinted(self) -> list[_Place]:
        return self._sorted_out()[2]

    def _sorted_out(self) -> tuple[int, list[_Set], list[_Place]]:
        """The citations without the names of labels; anew when other files have brought labels."""
        if self._settled is None or self._settled[0] != len(self._labels):
            places: list[_Set] = []
            unprinted: list[_Place] = []
            at = 0
            for each in self._found:
                if each.start < at or (each.key_only and each.cite.id in self._labels):
                    continue
                at = each.end
                if each.form == "none":
                    unprinted.append(each)
                else:
                    places.append(_Set(each.start, each.end, self._cluster(each), each.code))
            grouped = _together(self._read.plain, places)
            self._settled = (len(self._labels), grouped, unprinted)
        return self._settled

    def _cluster(self, place: _Place) -> Cluster:
        number = bisect_right(self._notes, place.start, key=lambda span: span[0]) - 1
        inside = number >= 0 and place.start < self._notes[number][1]
        note = str(self._notes[number][0]) if inside else ""
        citation = Citation((place.cite,), composite=place.form == "prose")
        kind = {"full": "whole", "prose": "", "normal": ""}.get(place.form, place.form)
        return Cluster(citation, self._lines.at(place.start), note, kind)


def _cite(key: str, after: str) -> Cite:
    """A cite with its supplement: a locator and what follows it."""
    if not after.strip():
        return Cite(key)
    after = _MARKS.sub(_in_csl, " ".join(after.split()))
    place, rest = locator.parse(after)
    if place is None:
        return Cite(key, suffix=after if after[:1] in ",;:.(" else f", {after}")
    return Cite(key, place, suffix=rest.strip())


def _in_csl(found: re.Match[str]) -> str:
    if found["sign"]:
        return found["sign"]
    if found["b"]:
        return f"<b>{found['b']}</b>"
    if found["i"]:
        return f"<i>{found['i']}</i>"
    return " " if found["t"] else "–" if len(found["d"]) == 2 else "—"


_ASIDE = re.compile(r"[ \t]*(?:\r?\n[ \t]*)?")


def _together(plain: str, places: list[_Set]) -> list[_Set]:
    """Places with those that stand side by side as one citation, as Typst groups them."""
    groups: list[list[_Set]] = []
    for place in places:
        last = groups[-1][-1] if groups else None
        if (
            last
            and not (last.code or place.code or last.cluster.kind or place.cluster.kind)
            and not (last.cluster.citation.composite or place.cluster.citation.composite)
            and _ASIDE.fullmatch(plain, last.end, place.start)
        ):
            groups[-1].append(place)
        else:
            groups.append([place])
    return [group[0] if len(group) == 1 else _grouped(group) for group in groups]


def _grouped(group: list[_Set]) -> _Set:
    cites = tuple(cite for each in group for cite in each.cluster.citation.cites)
    cluster = group[0].cluster._replace(citation=Citation(cites))
    return group[0]._replace(end=group[-1].end, cluster=cluster)
