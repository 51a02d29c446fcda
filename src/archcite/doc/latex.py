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

from archcite.doc import latex_cites
from archcite.doc.edits import Edit, Lines, edited
from archcite.doc.fitting import placed
from archcite.doc.latex_cites import Asked
from archcite.doc.latex_commands import argument, arguments, environments, visible
from archcite.doc.model import Cluster, Event, Included, NoteMark, Printed, Settings
from archcite.inline import Inline, Span
from archcite.render import latex
from archcite.render.layout import BibliographyLayout, Block, Heading, Term

_FOOTNOTE = re.compile(
    r"\\(?:footnote|footnotetext|endnote|thanks|sidenote|marginnote)(?![A-Za-z])"
)
_CAPTION = re.compile(r"\\caption(?:of)?\*?(?![A-Za-z])")
_FLOATS = frozenset(
    "table figure sidewaystable sidewaysfigure wraptable wrapfigure tabular tabularx tabulary "
    "minipage".split()
)
_NOCITE = re.compile(r"\\nocite\s*\{([^{}]*)\}")
_PRINTED = re.compile(r"\\printbibliography(?![A-Za-z])|\\bibliography\s*(?=\{)")
_INCLUDED = re.compile(r"\\(?:input|include|subfile)\s*\{([^{}]+)\}")
_BEGIN = re.compile(r"\\begin\{document\}")
_END = re.compile(r"\\end\{document\}")
_LINKS = re.compile(
    r"\\(?:usepackage|RequirePackage)[^{}\n]*\{[^{}]*\bhyperref\b|hyperref\s*=\s*true"
)
_LOADED = re.compile(r"\\usepackage\s*(?:\[[^\[\]]*\])?\s*\{([^{}]*)\}(?:\s*\[[^\[\]]*\])?")
_OF_BIBLATEX = re.compile(
    r"\\(?:addbibresource|addglobalbib|addsectionbib|ExecuteBibliographyOptions"
    r"|DeclareFieldFormat|DeclareNameAlias|DeclareBibliographyAlias|DefineBibliographyStrings"
    r"|DefineBibliographyExtras|DeclareSourcemap|renewbibmacro|newbibmacro|AtEveryBibitem"
    r"|AtEveryCitekey|AtBeginBibliography|DeclareDelimFormat|defbibheading|defbibfilter"
    r"|DeclareLanguageMapping|setcounter\{biburl\w+\})\*?(?![A-Za-z])"
)
_TITLE = re.compile(r"(?<!sub)title\s*=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|[^,\]]+)")
_MOVED = re.compile(r"(?:'')?[.,;:!?]*(?:'')?")
_CLASS = re.compile(r"\\documentclass\s*(?:\[[^\[\]]*\])?\s*\{(\w+)\}")
_WITH_CHAPTERS = frozenset("book report memoir scrbook scrreprt extbook extreport".split())
_WITHOUT = frozenset("article scrartcl extarticle amsart paper minimal letter".split())


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
        self._class = _CLASS.search(self._plain)
        self._begin = _first(_BEGIN, self._plain)
        self._lists = [
            each for each in _PRINTED.finditer(self._plain) if each.start() >= self._begin
        ]
        self._floats = environments(self._plain, _FLOATS)
        self._notes = list(self._footnotes())
        self._places = list(self._citations())
        order: list[tuple[int, Event]] = [(each.start, each.cluster) for each in self._places]
        order += [(start, NoteMark(str(start))) for start, _ in self._notes]
        order += [
            (each.start(), Included(self._path(each[1].strip())))
            for each in _INCLUDED.finditer(self._plain)
        ]
        self.events: Sequence[Event] = [event for _, event in sorted(order, key=lambda one: one[0])]
        self._nocites = list(_NOCITE.finditer(self._plain))
        self.uncited: Sequence[str] = [
            key.strip() for each in self._nocites for key in each[1].split(",") if key.strip()
        ]
        self.settings = Settings(place=bool(self._lists or _BEGIN.search(self._plain)))

    def _path(self, name: str) -> str:
        """The path of a file that is taken in; a name without a suffix is one of .tex."""
        path = self.folder / name
        return str(path if path.suffix in (".tex", ".ltx") else PurePath(f"{path}.tex"))

    def woven(
        self, printed: Sequence[Printed], entries: Sequence[Block], layout: BibliographyLayout
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
        edits += self._unloaded()
        edits += self._listed(entries, layout)
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
                continue
            at = asked.end
            note = _around(found.start(), self._notes)
            cluster = Cluster(
                asked.citation,
                lines.at(found.start()),
                str(self._notes[note][0]) if note >= 0 else "",
                asked.command.kind,
            )
            inside = _around(found.start(), self._floats) if note < 0 else -1
            yield _Place(found.start(), asked, cluster, inside)

    def _captions(self, asides: dict[int, list[str]]) -> Iterator[Edit]:
        """A short form for each caption with a note, so that lists of tables have no marks."""
        for found in _CAPTION.finditer(self._plain):
            inside = argument(self._plain, found.end(), "{")
            if inside is None or _around(found.start(), self._floats) not in asides:
                continue
            cites = [each for each in self._places if inside.start < each.start < inside.end]
            if cites:
                cut = [(each.start, each.asked.end, "") for each in cites]
                offset = inside.start + 1
                short = edited(
                    inside.of(self._text),
                    [(start - offset, end - offset, "") for start, end, _ in cut],
                )
                short = re.sub(r"\s+(?=[.,;:!?]|$)", "", short)
                yield inside.start, inside.start, f"[{{{short.strip()}}}]"

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

    def _listed(self, entries: Sequence[Block], layout: BibliographyLayout) -> Iterator[Edit]:
        """The bibliography in the place of the first command that prints one, or at the end."""
        blocks = list(entries) if self._links else [_block(each) for each in entries]
        listed = latex.bibliography(blocks, layout) if entries else ""
        for number, found in enumerate(self._lists):
            parts = arguments(self._plain, found.end(), "[{", 2)
            end = parts[-1].end if parts else found.end()
            told = parts[0].of(self._text) if parts and parts[0].bracket == "[" else ""
            head = self._heading(told)
            yield found.start(), end, f"{head}\n{listed}" if listed and not number else ""
        if listed and not self._lists:
            end_ = _END.search(self._plain)
            place = end_.start() if end_ else len(self._text)
            yield place, place, f"{self._heading('')}\n{listed}\n"

    def _heading(self, options: str) -> str:
        """The heading that \\printbibliography's options ask for, as the class has it."""
        if re.search(r"heading\s*=\s*\{?none\b", options):
            return ""
        found = _TITLE.search(options)
        title = found[1].strip().removeprefix("{").removesuffix("}") if found else ""
        if re.search(r"heading\s*=\s*\{?subbib", options):
            upper, lower = "\\section*", "\\subsection*"
        else:
            upper, lower = "\\chapter*", "\\section*"
        chapter = f"{upper}{{{title}}}" if title else f"{upper}{{\\bibname}}"
        section = f"{lower}{{{title}}}" if title else f"{lower}{{\\refname}}"
        name = self._class[1] if self._class else ""
        if name in _WITH_CHAPTERS:
            return chapter
        if name in _WITHOUT:
            return section
        return f"\\ifdefined\\chapter{chapter}\\else{section}\\fi"


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
