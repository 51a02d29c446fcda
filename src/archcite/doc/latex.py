"""LaTeX with the citations of biblatex, natbib or LaTeX itself, set as finished text.

The woven document needs neither biber nor BibTeX. What stands in comments and verbatim is no
citation; everything but citations and what would load their packages stays byte for byte.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from archcite.doc import latex_cites, latex_lists
from archcite.doc.edits import Edit, Lines, edited
from archcite.doc.fitting import placed
from archcite.doc.latex_cites import Asked
from archcite.doc.latex_commands import Argument, argument, arguments, environments, visible
from archcite.doc.model import (
    Bibliography,
    Cluster,
    Event,
    Included,
    Listing,
    NoteMark,
    Printed,
    Settings,
    Uncited,
    Unclosed,
    Unset,
)
from archcite.inline import Inline, Span
from archcite.render import latex
from archcite.render.layout import BibliographyLayout, Block, Heading, Term

_FOOTNOTE = re.compile(
    r"\\(?:footnote|footnotetext|endnote|thanks|sidenote|marginnote)(?![A-Za-z])"
)
_CAPTION = re.compile(r"\\caption(?:of)?\*?(?![A-Za-z])")
_TITLE = re.compile(
    r"\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph|addchap|addsec)(?![A-Za-z*])"
)
_FLOATS = frozenset(
    "table figure sidewaystable sidewaysfigure wraptable wrapfigure tabular tabularx tabulary "
    "minipage".split()
)
_NOCITE = re.compile(r"\\nocite\s*\{([^{}]*)\}")
_PRINTED = re.compile(r"\\bibliography\s*(?=\{)")
_INCLUDED = re.compile(r"\\(?:input|include|subfile)\s*\{([^{}]+)\}")
_BEGIN = re.compile(r"\\begin\{document\}")
_END = re.compile(r"\\end\{document\}")
_LINKS = re.compile(
    r"\\(?:usepackage|RequirePackage)[^{}\n]{0,300}\{[^{}]*\bhyperref\b|hyperref\s*=\s*true"
)
_LOADED = re.compile(r"\\usepackage\s*(?:\[[^\[\]]*\])?\s*\{([^{}]*)\}(?:\s*\[[^\[\]]*\])?")
_OF_BIBLATEX = re.compile(
    r"\\(?:addbibresource|addglobalbib|addsectionbib|ExecuteBibliographyOptions"
    r"|DeclareFieldFormat|DeclareNameAlias|DeclareBibliographyAlias|DefineBibliographyStrings"
    r"|DefineBibliographyExtras|DeclareSourcemap|renewbibmacro|newbibmacro|AtEveryBibitem"
    r"|AtEveryCitekey|AtBeginBibliography|DeclareDelimFormat|defbibheading|defbibfilter"
    r"|DeclareBibliographyCategory|addtocategory|defbibcheck|defbibenvironment|defbibnote"
    r"|DeclareLanguageMapping|setcounter\{biburl\w+\})\*?(?![A-Za-z])"
)
_MOVED = re.compile(r"(?:'')?[.,;:!?]*(?:'')?")
_CLASS = re.compile(r"\\documentclass\s*(?:\[[^\[\]]*\])?\s*\{(\w+)\}")


class _Place(NamedTuple):
    """A citation in the text. note: the writer's footnote around it; float: its number, or -1."""

    start: int
    asked: Asked
    cluster: Cluster
    float: int


class Latex:
    """A document in LaTeX, or a file that one takes in."""

    def __init__(self, text: str, name: str, *, main: Latex | None = None) -> None:
        """name: its path, as messages call it. main: the document that takes this one in.

        What it takes in is named from the folder of the main document.
        """
        self._text = text
        self._plain = visible(text)
        self.folder: PurePath = main.folder if main else PurePath(name).parent
        self._links: bool = main._links if main else bool(_LINKS.search(self._plain))
        class_ = _CLASS.search(self._plain)
        self._class: str = class_[1] if class_ else main._class if main else ""
        self._begin = _first(_BEGIN, self._plain)
        outer = main._defined if main else latex_lists.NOTHING
        self._defined: latex_lists.Defined = latex_lists.defined(self._plain, outer)
        self._loaded: str = main._loaded if main else self._options_of_biblatex()
        self._lines = lines = Lines(text)
        self._commands = list(
            latex_lists.places(
                self._plain, text, self._begin, self._defined, lines, included=main is not None
            )
        )
        self._lists = [each for each in self._commands if each.bibliography]
        self.bibliographies: Sequence[Bibliography] = [
            each.bibliography for each in self._commands if each.bibliography
        ]
        chapters = latex_lists.has_chapters(self._class)
        self._boundaries = list(
            latex_lists.boundaries(self._plain, self._begin, self._loaded, chapters=chapters)
        )
        self._floats = environments(self._plain, _FLOATS)
        self._notes = list(self._footnotes())
        self._shorts = sorted(self._short_forms())
        self._unclosed: list[tuple[int, Unclosed]] = []
        self._places = list(self._citations())
        self._nocites = list(_NOCITE.finditer(self._plain))
        self.uncited: Sequence[str] = [key for each in self._nocites for key in _keys(each)]
        self.events: Sequence[Event] = self._in_order()
        place = bool(self._lists or _BEGIN.search(self._plain))
        self.settings = Settings(place=place)

    def _in_order(self) -> list[Event]:
        order: list[tuple[int, Event]] = [(each.start, each.cluster) for each in self._places]
        order += [(start, NoteMark(str(start), self._sequence(start))) for start, _ in self._notes]
        order += [
            (each.start(), Included(self._path(each[1].strip())))
            for each in _INCLUDED.finditer(self._plain)
        ]
        order += [(each.start, each.part) for each in self._boundaries]
        order += [(each.start, Listing(at)) for at, each in enumerate(self._lists)]
        order += [(each.start(), Uncited(_keys(each))) for each in self._nocites]
        order += self._unclosed
        order += [
            (place, Unset(self._lines.at(place), f"\\{name}"))
            for place, name in latex_cites.unset(self._plain, self._begin)
        ]
        return [event for _, event in sorted(order, key=lambda one: one[0])]

    def _sequence(self, start: int) -> str:
        """New notes are footnotes: endnotes are another sequence."""
        return "endnote" if self._plain.startswith("\\endnote", start) else ""

    def _options_of_biblatex(self) -> str:
        return " ".join(
            found[0] for found in _LOADED.finditer(self._plain) if "biblatex" in found[1]
        )

    def _path(self, name: str) -> str:
        """The path of a file that is taken in; a name without a suffix is one of .tex."""
        path = self.folder / name
        return str(path if path.suffix in (".tex", ".ltx") else PurePath(f"{path}.tex"))

    def woven(
        self,
        printed: Sequence[Printed],
        lists: Sequence[Sequence[Block]],
        layout: BibliographyLayout,
    ) -> bytes:
        """The document with finished text in the places of its citations, as UTF-8."""
        edits: list[Edit] = []
        asides: dict[int, list[str]] = {}
        for place, each in zip(self._places, printed, strict=True):
            edits.append(self._edit(place, each, asides))
        for number, texts in asides.items():
            behind = self._floats[number][1]
            edits.append((behind, behind, "".join(texts)))
        edits += [(each.start(), each.end(), "{}") for each in self._nocites]
        edits += self._captions(asides)
        edits += self._headings(printed)
        edits += self._unloaded()
        edits += self._listed(lists, layout)
        edits += [(each.start, each.end, "") for each in self._boundaries if each.end > each.start]
        return edited(self._text, edits).encode("utf-8", "surrogateescape")

    def _edit(self, place: _Place, printed: Printed, asides: dict[int, list[str]]) -> Edit:
        def note(inside: str) -> str:
            if place.float < 0:
                return f"\\footnote{{{inside}}}"
            # LaTeX loses a footnote in a float: its mark stands there, its text behind the float.
            texts = asides.setdefault(place.float, [])
            texts.append(f"\\stepcounter{{footnote}}\\footnotetext{{{inside}}}")
            count = f"\\numexpr\\value{{footnote}}+{len(texts)}\\relax"
            return f"\\protect\\footnotemark[\\number{count}]"

        span = (place.start, place.asked.end)
        moves = _MOVED if place.asked.command.moves else None
        return placed(self._text, span, printed, self._rendered, note, moves)

    def _rendered(self, nodes: list[Inline]) -> str:
        return latex.render(nodes if self._links else _unlinked(nodes))

    def _footnotes(self) -> Iterator[tuple[int, int]]:
        """The spans of the writer's own footnotes."""
        for found in _FOOTNOTE.finditer(self._plain):
            options = arguments(self._plain, found.end(), "[", 1)
            inside = argument(self._plain, options[-1].end if options else found.end(), "{")
            if inside:
                yield found.start(), inside.end

    def _citations(self) -> Iterator[_Place]:
        lines = Lines(self._text)
        at = 0
        for found in latex_cites.CALLED.finditer(self._plain, self._begin):
            if found.start() < at:
                continue
            asked = latex_cites.read(found, self._plain, self._text)
            if asked is None:
                if sign := latex_cites.unclosed(found, self._plain):
                    told = Unclosed(lines.at(found.start()), sign)
                    self._unclosed.append((found.start(), told))
                continue
            at = asked.end
            note = _around(found.start(), self._notes)
            cluster = Cluster(
                asked.citation,
                lines.at(found.start()),
                str(self._notes[note][0]) if note >= 0 else "",
                self._kind(asked, found.start()),
            )
            inside = _around(found.start(), self._floats) if note < 0 else -1
            yield _Place(found.start(), asked, cluster, inside)

    def _kind(self, asked: Asked, start: int) -> str:
        """What a citation is; LaTeX breaks at a note in the short form of a heading or caption."""
        kind = asked.command.kind
        return "text" if kind in ("", "note") and _around(start, self._shorts) >= 0 else kind

    def _short_forms(self) -> Iterator[tuple[int, int]]:
        """The spans of the optional arguments of headings and captions."""
        for pattern in (_TITLE, _CAPTION):
            for found in pattern.finditer(self._plain):
                for each in arguments(self._plain, found.end(), "[", 1):
                    yield each.start, each.end

    def _captions(self, asides: dict[int, list[str]]) -> Iterator[Edit]:
        """A short form for each caption with a note, so that lists of tables have no marks."""
        for found in _CAPTION.finditer(self._plain):
            inside = argument(self._plain, found.end(), "{")
            if inside is None or _around(found.start(), self._floats) not in asides:
                continue
            if short := self._short(inside, self._places):
                yield inside.start, inside.start, short

    def _headings(self, printed: Sequence[Printed]) -> Iterator[Edit]:
        """The same for each heading with a note, for the table of contents and running heads."""
        noted = [
            place for place, each in zip(self._places, printed, strict=True)
            if each.note and place.asked.command.kind != "text"
        ]  # fmt: skip
        for found in _TITLE.finditer(self._plain) if noted else ():
            inside = argument(self._plain, found.end(), "{")
            if inside and (short := self._short(inside, noted)):
                yield inside.start, inside.start, short

    def _short(self, inside: Argument, places: Sequence[_Place]) -> str:
        """The optional argument with the text of another one without those citations in it."""
        first = bisect_right(places, inside.start, key=lambda each: each.start)
        last = bisect_right(places, inside.end, key=lambda each: each.start)
        if first == last:
            return ""
        offset = inside.start + 1
        cut = [(each.start - offset, each.asked.end - offset, "") for each in places[first:last]]
        short = re.sub(r"\s+(?=[.,;:!?]|$)", "", edited(inside.of(self._text), cut))
        return f"[{{{short.strip()}}}]"

    def _unloaded(self) -> Iterator[Edit]:
        """What loads biblatex, which without biber would only warn, as a comment."""
        for found in _LOADED.finditer(self._plain, 0, self._begin or len(self._plain)):
            packages = [each.strip() for each in found[1].split(",")]
            left = [each for each in packages if not each.startswith("biblatex")]
            if len(left) < len(packages):
                kept = f"\\usepackage{{{','.join(left)}}}\n" if left else ""
                yield found.start(), found.end(), kept + self._commented(*found.span())
        for found in _OF_BIBLATEX.finditer(self._plain):
            parts = arguments(self._plain, found.end(), "[{", 6)
            if parts or found[0].startswith("\\setcounter"):
                end = parts[-1].end if parts else found.end()
                yield found.start(), end, self._commented(found.start(), end)
        for found in _PRINTED.finditer(self._plain, 0, self._begin):
            if one := argument(self._plain, found.end(), "{"):
                yield found.start(), one.end, self._commented(found.start(), one.end)

    def _commented(self, start: int, end: int) -> str:
        """A stretch of the text as comments, with a line's end where text follows it."""
        text = "% " + self._text[start:end].replace("\n", "\n% ")
        rest = self._text[end : self._text.find("\n", end) + 1 or len(self._text)]
        return f"{text}\n" if rest.strip() else text

    def _listed(
        self, lists: Sequence[Sequence[Block]], layout: BibliographyLayout
    ) -> Iterator[Edit]:
        """The bibliographies in the places of the commands that print them, or one at the end."""
        texts = iter([self._entries(each, layout) for each in lists])
        for each in self._commands:
            listed = next(texts, "") if each.bibliography else ""
            head = latex_lists.heading(each, self._class)
            if each.bibliography is None:
                yield each.start, each.end, head
            else:
                yield each.start, each.end, f"{head}\n{listed}" if listed else ""
        for listed in texts:
            if listed:
                end = _END.search(self._plain)
                place = end.start() if end else len(self._text)
                yield place, place, f"{latex_lists.heading(None, self._class)}\n{listed}\n"

    def _entries(self, entries: Sequence[Block], layout: BibliographyLayout) -> str:
        blocks = list(entries) if self._links else [_block(each) for each in entries]
        return latex.bibliography(blocks, layout) if blocks else ""


def _keys(found: re.Match[str]) -> tuple[str, ...]:
    """The keys of a \\nocite."""
    return tuple(key.strip() for key in found[1].split(",") if key.strip())


def _first(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return found.end() if found else 0


def _around(place: int, spans: Sequence[tuple[int, int]]) -> int:
    """The number of the span in which a place is; -1 for none. spans: in order and apart."""
    number = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return number if number >= 0 and place < spans[number][1] else -1


def _unlinked(nodes: list[Inline]) -> list[Inline]:
    """A finished tree without links."""
    return [
        node
        if isinstance(node, str)
        else Span(_unlinked(node.children), node.look, node.tag, quotes=node.quotes)
        for node in nodes
    ]


def _block(block: Block) -> Block:
    if isinstance(block, Heading):
        return block._replace(nodes=_unlinked(block.nodes))
    if isinstance(block, Term):
        return Term(_unlinked(block.name), _unlinked(block.meaning))
    return _unlinked(block)
