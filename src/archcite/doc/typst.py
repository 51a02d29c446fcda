"""Typst with its own citations, @key and #cite, set as finished text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archcite.cite.request import Citation, Cite
from archcite.doc import locator
from archcite.doc.edits import Edit, Lines, edited
from archcite.doc.fitting import placed
from archcite.doc.latex_commands import blanked, closed
from archcite.doc.model import Bibliography, Cluster, Event, NoteMark, Printed, Settings
from archcite.render import typst
from archcite.render.layout import BibliographyLayout, Block

_HIDDEN = re.compile(
    r"(?P<ticks>`{3,}).*?(?P=ticks)|`[^`]*`|(?<!:)//[^\n]*|/\*.*?\*/|\\."
    r"|(?<![\\$])\$[^$\n]*\$|[\w.+-]+@[\w.-]+|https?:[^\s\])]+",
    re.DOTALL,
)
_LABEL = re.compile(r"<([\w:.-]+)>")
_KEY = re.compile(r"(?<![\w@\\\"<])@([^\W\d_]?[\w](?:[\w:.-]*[\w])?)")
_CITE = re.compile(r"(?<![\w.-])(#?)cite\(")
_CITED = re.compile(r"\s*(?:<([^<>]+)>|label\(\s*\"([^\"]+)\"\s*\))")
_FORM = re.compile(r"\bform:\s*(?:\"(\w+)\"|(none))")
_SUPPLEMENT = re.compile(r"\bsupplement:\s*(?:\[|\")")
_FOOTNOTE = re.compile(r"(?<![\w.-])#?footnote(?:\([^()\n]*\))?(?=\[)")
_LIST = re.compile(r"(?<![\w.-])#bibliography(?=\()")
_TITLE = re.compile(r"\btitle:\s*(?:\[([^\[\]]*)\]|\"([^\"]*)\"|(none))")
_LANGUAGE = re.compile(r"#set\s+text\([^()]*\blang:\s*\"([\w-]+)\"(?:[^()]*\bregion:\s*\"(\w+)\")?")
# What would go on with a call of a function.
_GOES_ON = re.compile(r"[(\[;]|\.[^\W\d]")
_MARKS = re.compile(
    r"\\(?P<sign>.)|\*(?P<b>[^*]+)\*|(?<!\w)_(?P<i>[^_]+)_(?!\w)|(?P<d>---?)|(?P<t>~)"
)


class _Place(NamedTuple):
    start: int
    end: int
    cluster: Cluster
    code: bool


class Typst:
    """A document in Typst."""

    def __init__(self, text: str, name: str) -> None:
        """name: what messages call the document."""
        self._text = text
        self._plain = blanked(text, [found.span() for found in _HIDDEN.finditer(text)])
        self._labels = set(_LABEL.findall(_without_cites(self._plain)))
        self._notes = list(self._footnotes())
        self._lists = [
            (found.start(), end)
            for found in _LIST.finditer(self._plain)
            if (end := closed(self._plain, found.end()))
        ]
        self.uncited: list[str] = []
        self._unprinted: list[tuple[int, int]] = []
        self._places = _together(self._text, list(self._citations()))
        order: list[tuple[int, Event]] = [(each.start, each.cluster) for each in self._places]
        order += [(start, NoteMark(str(start))) for start, _ in self._notes]
        self.events: Sequence[Event] = [event for _, event in sorted(order, key=lambda one: one[0])]
        if any(re.search(r"\bfull:\s*true", self._text[start:end]) for start, end in self._lists):
            self.uncited.append("*")
        said = _LANGUAGE.search(self._plain)
        locale = "-".join(filter(None, said.groups())) if said else ""
        self.settings = Settings(locale=locale, place=bool(self._lists))
        self.bibliographies: Sequence[Bibliography] = ()  # Typst has one alone

    def woven(
        self,
        printed: Sequence[Printed],
        lists: Sequence[Sequence[Block]],
        layout: BibliographyLayout,
    ) -> bytes:
        """The document with finished text in the places of its citations, as UTF-8."""
        edits: list[Edit] = [
            self._edit(place, each) for place, each in zip(self._places, printed, strict=True)
        ]
        edits += [(start, end, "") for start, end in self._unprinted]
        entries = next(iter(lists), ())
        listed = typst.bibliography(entries, layout) if entries else ""
        for number, (start, end) in enumerate(self._lists):
            title = self._title(self._text[start:end]) if listed and not number else ""
            edits.append((start, end, f"{title}{listed}" if listed and not number else ""))
        if listed and not self._lists:
            gap = "" if self._text.endswith("\n") else "\n"
            edits.append((len(self._text),) * 2 + (f"{gap}\n{self._title('')}{listed}\n",))
        return edited(self._text, edits).encode("utf-8", "surrogateescape")

    def _edit(self, place: _Place, printed: Printed) -> Edit:
        start, end, new = placed(
            self._text,
            (place.start, place.end),
            printed,
            lambda nodes: typst.render(nodes) if not place.code else f"[{typst.render(nodes)}]",
            lambda told: f"footnote{told}" if place.code else f"#footnote[{told}]",
        )
        ends = new.endswith("]") and _GOES_ON.match(self._text, end)
        return start, end, f"{new};" if ends and not place.code else new

    def _title(self, arguments: str) -> str:
        found = _TITLE.search(arguments)
        if found and found[3]:
            return ""
        title = (found[1] or found[2] or "") if found else "Bibliography"
        return f"#heading(numbering: none)[{title}]\n"

    def _footnotes(self) -> Iterator[tuple[int, int]]:
        at = 0
        for found in _FOOTNOTE.finditer(self._plain):
            end = closed(self._plain, found.end())
            if end and found.start() >= at:
                at = end
                yield found.start(), end

    def _citations(self) -> Iterator[_Place]:
        """Every citation, in the order of the text."""
        found = [(each.start(), self._called(each)) for each in _CITE.finditer(self._plain)]
        found += [(each.start(), self._named(each)) for each in _KEY.finditer(self._plain)]
        lines = Lines(self._text)
        at = 0
        for start, made in sorted(found, key=lambda one: one[0]):
            if made is None or start < at:
                continue
            end, cite, kind, code = made
            at = end
            if kind == "none":
                self.uncited.append(cite.id)
                self._unprinted.append((start, end))
                continue
            number = bisect_right(self._notes, start, key=lambda span: span[0]) - 1
            inside = number >= 0 and start < self._notes[number][1]
            note = str(self._notes[number][0]) if inside else ""
            citation = Citation((cite,), composite=kind == "prose")
            kind = {"full": "whole", "prose": "", "normal": ""}.get(kind, kind)
            yield _Place(start, end, Cluster(citation, lines.at(start), note, kind), code)

    def _named(self, found: re.Match[str]) -> tuple[int, Cite, str, bool] | None:
        """@key[supplement]"""
        key, end, after = found[1], found.end(), ""
        if key in self._labels:
            return None
        if self._plain.startswith("[", end) and (close := closed(self._plain, end)):
            after, end = self._text[end + 1 : close - 1], close
        return end, _cite(key, after), "", False

    def _called(self, found: re.Match[str]) -> tuple[int, Cite, str, bool] | None:
        """#cite(<key>, supplement: [..], form: "..")"""
        end = closed(self._plain, found.end() - 1)
        named = _CITED.match(self._plain, found.end())
        if not end or named is None:
            return None
        inside = self._text[found.end() : end - 1]
        told = _SUPPLEMENT.search(inside)
        after = ""
        if told and told[0].endswith("["):
            close = closed(inside, told.end() - 1)
            after = inside[told.end() : close - 1] if close else ""
        elif told:
            after = inside[told.end() : inside.find('"', told.end())]
        form = _FORM.search(inside)
        kind = (form[1] or "none") if form else ""
        return end, _cite(named[1] or named[2], after), kind, not found[1]


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


def _together(text: str, places: list[_Place]) -> list[_Place]:
    """Places with those that stand side by side as one citation, as Typst groups them."""
    made: list[_Place] = []
    for place in places:
        last = made[-1] if made else None
        if (
            last
            and not (last.code or place.code or last.cluster.kind or place.cluster.kind)
            and not (last.cluster.citation.composite or place.cluster.citation.composite)
            and not text[last.end : place.start].strip(" \t")
        ):
            cites = (*last.cluster.citation.cites, *place.cluster.citation.cites)
            cluster = last.cluster._replace(citation=Citation(cites))
            made[-1] = last._replace(end=place.end, cluster=cluster)
        else:
            made.append(place)
    return made


def _without_cites(text: str) -> str:
    """The text without the labels that name what is cited."""
    return re.sub(r"cite\(\s*<[^<>]*>", "", text)
