"""Markdown with pandoc's citations: Quarto and R Markdown too, and MyST's roles.

Finds citations by their places and puts texts there; nothing else of the document is changed. What
stands in code, addresses, comments and mathematics is no citation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from archcite.cite.request import Citation, Cite
from archcite.doc.cluster import parse_cluster, parse_running
from archcite.doc.crossref import is_crossref
from archcite.doc.edits import Edit, Lines, edited, ended
from archcite.doc.fitting import placed
from archcite.doc.model import Cluster, Event, NoteMark, Printed, Settings
from archcite.errors import ProblemsFound, UsageFault
from archcite.render import markdown
from archcite.render.layout import BibliographyLayout, Block

_KEY = r"@(?:\{[^{}\n]+\}|\w+(?:[:.#$%&\-+?<>~/]\w+)*)"
_KEYED = re.compile(rf"(?<![\w.])-?{_KEY}")
_BEGUN = re.compile(rf"[^@]*(?<![\w.])-?{_KEY}")
_METADATA = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
# What hides citations. The order matters: what begins first wins.
_HIDDEN = re.compile(
    r"""(?=[\ \t`~<$(hfd@\\])(?:
    (?P<fence>^[ \t]{0,3}(?P<ticks>`{3,}|~{3,})[^\n]*\n(?:.*?\n)?
        [ \t]{0,3}(?P=ticks)[`~]*[ \t]*$)
    |(?P<code>(?<!`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`))
    |(?P<comment><!--.*?-->)
    |(?P<math>(?<![\\$])\$\$.+?\$\$|(?<![\\$\w])\$(?=\S)[^$\n]+?(?<=\S)\$(?!\d))
    |(?P<target>(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+"[^"\n]*")?\))
    |(?P<auto><[A-Za-z][\w+.-]*:[^<>\s]*>|<[\w.+-]+@[\w.-]+>)
    |(?P<bare>(?:https?|ftp|doi):[^\s<>\])}]+)
    |(?P<mail>(?<=[\w.+-])@\w[\w-]*(?:\.[\w-]+)+)
    |(?P<escaped>\\[@\[\]\\`^$]))""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_INDENTED = re.compile(r"(?:\A|(?<=\n)[ \t]*\n)(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+")
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_IN_TEXT = re.compile(rf"(?<![\w@\\/.])(-?)({_KEY})")
_BEHIND = re.compile(r"[ \t]*\n?[ \t]*\[")
_MYST = re.compile(r"\{cite(:[a-z]+)?\}`([^`\n]+)`")
_REFS = re.compile(
    r"^(?P<colons>:{3,})[ \t]*\{[^}\n]*#refs\b[^}\n]*\}[^\n]*\n(?P<inside>.*?)^:{3,}[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_DIV = re.compile(r'<div\s+id="refs"[^>]*>(?P<inside>.*?)</div>', re.DOTALL)
_STOPS = re.compile(r"[\[\]{}]|\n[ \t]*\n")
_LONGEST = 5000  # letters of one bracket


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
        self._masked = _masked(text, self._metadata.end() if self._metadata else 0)
        self._notes = _Notes(self._masked)
        self._places = self._found()
        order: list[tuple[int, int, Event]] = [
            (each.order, each.start, each.cluster) for each in self._places
        ]
        order += [(place, -1, NoteMark(id_)) for id_, place in self._notes.marks.items()]
        self.events: Sequence[Event] = [event for *_, event in sorted(order, key=_by_place)]
        self._in_order = sorted(self._places, key=lambda each: (each.order, each.start))
        self.uncited: Sequence[str] = _uncited(self._metadata[1] if self._metadata else "")
        self.settings = _settings(self._metadata[1] if self._metadata else "")._replace(
            place=bool(_REFS.search(self._masked) or _DIV.search(self._masked))
        )

    def woven(
        self, printed: Sequence[Printed], entries: Sequence[Block], layout: BibliographyLayout
    ) -> bytes:
        """The document with finished text in the places of its citations, as UTF-8."""
        edits = [
            self._edit(place, each) for place, each in zip(self._in_order, printed, strict=True)
        ]
        text = edited(self._whole, edits)
        if entries and not self.settings.no_bibliography:
            text = self._with_bibliography(text, markdown.bibliography(entries, layout))
        return text.encode("utf-8", "surrogateescape")

    def _edit(self, place: _Place, printed: Printed) -> Edit:
        span = (place.start, place.end)
        start, end, new = placed(self._whole, span, printed, markdown.render, "^[{}]".format)
        # Before a bracket pandoc 3 takes an inline note for superscript text.
        apart = bool(printed.note) and self._whole[end : end + 1] in ("[", "(")
        return start, end, f"{new}<!-- -->" if apart else new

    def _with_bibliography(self, text: str, listed: str) -> str:
        listed = ended(listed, text)
        masked = _masked(text.replace("\r\n", " \n"), 0, targets=False)
        for pattern in (_REFS, _DIV):
            found = pattern.search(masked)
            if found:
                start, end = found.span("inside")
                line = ended("\n", text)
                blank = line if pattern is _REFS else line * 2
                return f"{text[:start]}{blank}{listed}{line * 2}{text[end:]}"
        title = f"# {markdown.escape(self.settings.title)}\n\n" if self.settings.title else ""
        added = ended(f"\n\n{title}::: {{#refs}}\n\n", text), listed, ended("\n\n:::\n", text)
        return "".join([text.rstrip(), *added])

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

    def _candidates(self) -> Iterator[tuple[int, int, Callable[[str], Citation | None]]]:
        """Where a citation may stand, with what reads it."""
        masked, text = self._masked, self._text
        found: list[tuple[int, int, Callable[[str], Citation | None]]] = []
        for start, end in _brackets(masked):
            found.append((start, end, partial(_bracketed, text[start:end])))
        for match in _IN_TEXT.finditer(masked):
            end, tail = match.end(), ""
            bracket = _BEHIND.match(masked, end)
            if bracket and (close := _closing(masked, bracket.end() - 1)):
                inside = masked[bracket.end() : close - 1]
                if not inside.startswith("^") and masked[close : close + 1] not in ("(", ":", "["):
                    tail, end = text[bracket.end() : close - 1], close
            key = text[match.start(2) + 1 : match.end(2)].strip("{}")
            found.append((match.start(), end, partial(_running, key, tail, bool(match[1]))))
        for match in _MYST.finditer(text):
            if masked[match.start()] == text[match.start()]:
                made = partial(_role, match[1] or "", match[2])
                found.append((match.start(), match.end(), made))
        return iter(sorted(found, key=lambda each: (each[0], -each[1])))


def _by_place(event: tuple[int, int, Event]) -> tuple[int, int]:
    return event[0], event[1]


class _Notes:
    """The writer's own footnotes: where they are defined, and where their marks stand."""

    def __init__(self, masked: str) -> None:
        self._spans: list[tuple[int, int, str]] = []
        defined: set[str] = set()
        for found in _DEFINITION.finditer(masked):
            if self._spans and found.start() < self._spans[-1][1]:
                continue
            self._spans.append((found.start(), _end_of_note(masked, found.end()), found[1]))
            defined.add(found[1])
        inline: list[tuple[int, int, str]] = []
        self.marks: dict[str, int] = {}
        for found in _MARK.finditer(masked):
            if found[1] in defined and not self.of(found.start()):
                self.marks.setdefault(found[1], found.start())
        for found in re.finditer(r"\^\[", masked):
            end = _closing(masked, found.start() + 1)
            if end and not self.of(found.start()):
                id_ = f"^{found.start()}"
                if not inline or found.start() >= inline[-1][1]:
                    inline.append((found.start(), end, id_))
                    self.marks[id_] = found.start()
        self._spans = sorted([*self._spans, *inline])

    def of(self, place: int) -> str:
        """The footnote in which a place is; "" for the running text."""
        number = bisect_right(self._spans, place, key=itemgetter(0)) - 1
        if number < 0 or place >= self._spans[number][1]:
            return ""
        return self._spans[number][2]


def _end_of_note(masked: str, start: int) -> int:
    """Where a footnote's definition ends: before the first paragraph that is not indented."""
    place = start
    blank = False
    for line in _lines(masked, start):
        if not line.strip():
            blank = True
        elif place > start and (
            (blank and not line.startswith(("    ", "\t"))) or _DEFINITION.match(line)
        ):
            return place
        else:
            blank = False
        place += len(line)
    return place


def _lines(text: str, start: int) -> Iterator[str]:
    """The lines from a place on, with their ends."""
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _masked(text: str, begin: int, *, targets: bool = True) -> str:
    """The text with what hides citations as blanks, as long as it was."""

    def blanks(found: re.Match[str]) -> str:
        if found.lastgroup == "target" and not targets:
            return found[0]
        return re.sub(r"[^\n]", " ", found[0])

    head = re.sub(r"[^\n]", " ", text[:begin])
    body = _HIDDEN.sub(blanks, text[begin:])
    return head + _INDENTED.sub(_unless_in_list, body)


def _unless_in_list(found: re.Match[str]) -> str:
    """Indented code as blanks; what goes on in a list or a note stays."""
    before = found.string[: found.start()].rstrip("\n")
    last = before.rsplit("\n\n", 1)[-1].lstrip("\n")
    opener = re.match(
        r"(?:[ \t]*(?:[-*+]|\d+[.)]|\(?[a-z]\))[ \t])|[ ]{4}|\t|[ ]{0,3}\[\^[^\]]+\]:|:[ \t]", last
    )
    return found[0] if opener else re.sub(r"[^\n]", " ", found[0])


def _brackets(masked: str) -> Iterator[tuple[int, int]]:
    """Each bracket that has a key in it, and is no link, image, note or definition."""
    for found in re.finditer(r"\[", masked):
        start = found.start()
        if (masked[start - 1 : start] in ("^", "!") and start) or masked[
            start + 1 : start + 2
        ] == "^":
            continue
        end = _closing(masked, start)
        if not end or masked[end : end + 1] in ("(", "{"):
            continue
        if masked[end : end + 1] == ":" and (start == 0 or masked[start - 1] == "\n"):
            continue
        if _KEYED.search(masked, start + 1, end - 1):
            yield start, end


def _closing(masked: str, start: int) -> int:
    """Behind the bracket that closes the one at start; 0 for none in its paragraph."""
    depth = braces = 0
    for found in _STOPS.finditer(masked, start, start + _LONGEST):
        letter = found[0]
        if letter == "{":
            braces += 1
        elif letter == "}":
            braces = max(0, braces - 1)
        elif letter not in "[]":
            return 0
        elif not braces:
            depth += 1 if letter == "[" else -1
            if not depth:
                return found.end()
    return 0


def _bracketed(text: str, where: str) -> Citation | None:
    inner = text[1:-1]
    if not _BEGUN.match(inner):
        return None
    return _marked_up(parse_cluster(" ".join(text.split()), where))


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


def _role(kind: str, inside: str, where: str) -> Citation:
    """MyST's roles: {cite:p} in brackets or notes, {cite:t} in the text."""
    cites = tuple(Cite(key.strip()) for key in re.split(r"[,;]", inside) if key.strip())
    return Citation(cites, composite=kind.lstrip(":") in ("t", "ct", "alt", "author"))


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
