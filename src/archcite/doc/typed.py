"""Citations in the running text of a paragraph, where text is only text: no code, no markup.

What word processors hold. Markdown has its own finder, which knows what hides a citation there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

from archcite.cite.request import Citation, Cite
from archcite.doc import locator
from archcite.doc.brackets import mates
from archcite.doc.cluster import parse_cluster, parse_running
from archcite.doc.wanted import Asked, in_words, of_attributes
from archcite.errors import Problem, UsageFault

WALL = "\ufffc"  # stands for what no citation reaches across: a picture, the mark of a note
COMPUTED = "\ufffb"  # the same for text that a program makes: a number, a reference
_KEY = r"@(?:\{[^{}\ufffb\ufffc]+\}|\w+(?:[:.#$%&\-+?<>~/]\w+)*)"
_ADDRESS = re.compile(
    r"(?:https?|ftp|doi|mailto):[^\s<>\])}\ufffb\ufffc]+|[\w.+-]+@\w[\w-]*(?:\.[\w-]+)+"
)
_START = re.compile(rf"\[|\{{(?=-?@)|(?<![\w@\\/.])-?(?P<key>{_KEY})")
_FIRST = re.compile(rf"[^@]*?(?<![\w.@])-?{_KEY}")
_BEHIND = re.compile(r"[ \t\u00a0]?\[")
_PLAIN_KEY = re.compile(r"\w+(?:[:.#$%&\-+?<>~/]\w+)*")
_BARRED = re.compile(f"[{WALL}{COMPUTED}]")
_LONGEST = 5000  # letters of one citation
_STOPS = re.compile(r"[\[\]{}\ufffb\ufffc]")
_OPEN = re.compile(rf"\[[^\]@]{{0,60}}?-?{_KEY}")
# A paragraph that says where a bibliography goes, and what it holds.
_MARKED = re.compile(
    r"\s*(?:\{bibliography(?::(?P<a>[^{}]*))?\}|\[\[bibliography(?::(?P<b>[^\[\]]*))?\]\]"
    r"|:{3,}\s*\{(?P<c>#refs[^{}]*)\}(?:\s*:{3,})?)\s*",
    re.I,
)
_LONGEST_MARK = 300


class Typed(NamedTuple):
    """A citation and its place in a text: letters start to end."""

    start: int
    end: int
    citation: Citation


def place_of_bibliography(text: str) -> Asked | None:
    """What a paragraph asks for that is nothing but the mark of a bibliography."""
    found = _MARKED.fullmatch(text) if len(text) < _LONGEST_MARK else None
    if found is None:
        return None
    if found["c"] is not None:
        return of_attributes(found["c"])
    return in_words((found["a"] or found["b"] or "").strip())


class Paragraph(Protocol):
    """A paragraph of a word processor's document, its text as one."""

    @property
    def text(self) -> str: ...


P = TypeVar("P", bound=Paragraph)


def marked(paragraphs: Sequence[P], may_be: Callable[[P], bool]) -> list[tuple[list[P], Asked]]:
    """The paragraphs that mark each bibliography's place, one or a pair of fences, and what for.

    may_be: whether a bibliography may stand where a paragraph stands.
    """
    found: list[tuple[list[P], Asked]] = []
    for number, paragraph in enumerate(paragraphs):
        asked = place_of_bibliography(paragraph.text) if may_be(paragraph) else None
        if asked is None:
            continue
        after = paragraphs[number + 1 : number + 2]
        if "#refs" in paragraph.text and after and re.fullmatch(r"\s*:{3,}\s*", after[0].text):
            found.append(([paragraph, *after], asked))
        else:
            found.append(([paragraph], asked))
    return found


def find(text: str, where: str = "") -> list[Typed | UsageFault]:
    """Each citation of a text in order; the fault of one that cannot be read, in its place."""
    if "@" not in text:
        return []
    return list(_found(text, where))


def _found(text: str, where: str) -> Iterator[Typed | UsageFault]:
    masked = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    ends = {each: mates(masked, each, _STOPS, lone=True) for each in "[{"}
    at = 0
    while start := _START.search(masked, at):
        at = start.end()
        begin = start.start()
        try:
            if start["key"]:
                made = _running(text, masked, start, ends["["])
            elif close := _closing(ends[masked[begin]], begin):
                inner = text[begin + 1 : close - 1]
                if not _FIRST.match(masked, begin + 1, close - 1):
                    continue
                made = Typed(begin, close, parse_cluster(f"[{_plain(inner)}]", where))
            elif masked[begin] == "[" and _OPEN.match(masked, begin):
                raise _never_closed(text[begin : begin + 61], where)
            else:
                continue
        except UsageFault as fault:
            yield fault
            continue
        at = made.end
        yield made


def _never_closed(text: str, where: str) -> UsageFault:
    shown = text if len(text) <= 60 else text[:59] + "…"
    message = f"The bracket that opens here is never closed (“{_BARRED.sub('…', shown)}”)."
    if "]" in shown and _BARRED.search(shown.partition("]")[0]):
        message = (
            "No citation reaches across a picture, a break, the mark of a note or a field of the "
            f"word processor's (“{_BARRED.sub('…', shown)}”)."
        )
    return UsageFault(Problem("citation-syntax", where, message))


def _running(text: str, masked: str, start: re.Match[str], ends: dict[int, int]) -> Typed:
    """@key [p. 3; @other], or -@key, which leaves the author out."""
    end, tail = start.end(), ""
    bracket = _BEHIND.match(masked, end)
    if bracket and (close := _closing(ends, bracket.end() - 1)):
        tail, end = _plain(text[bracket.end() : close - 1]), close
    key = start["key"][1:].strip("{}").strip()
    citation = parse_running(key, tail, suppress=start[0].startswith("-"))
    return Typed(start.start(), end, citation)


def _closing(ends: dict[int, int], start: int) -> int:
    """Behind what closes the bracket or brace at start; 0 for nothing on this side of a wall."""
    end = ends.get(start, 0)
    return end if end - start <= _LONGEST else 0


def _plain(text: str) -> str:
    """The text on one line, without the marks of where a word may be parted."""
    return " ".join(text.replace("\u00ad", "").replace("\u2011", "-").split())


def written(citation: Citation) -> str:
    """The citation as one would type it."""
    return f"[{'; '.join(_cite(each) for each in citation.cites)}]"


def _cite(cite: Cite) -> str:
    key = cite.id if _PLAIN_KEY.fullmatch(cite.id) else f"{{{cite.id}}}"
    parts = [cite.prefix] if cite.prefix else []
    parts.append(f"{'-' if cite.suppress_author else ''}@{key}")
    text = " ".join(parts)
    if cite.locator:
        words = locator.TERMS.get(cite.locator.label)
        said = f"{words[0]} {cite.locator.value}" if words else cite.locator.value
        plain = locator.parse(f", {said}") == (cite.locator, "")
        text += f", {said}" if plain else f", {{{said}}}"
    return f"{text} {cite.suffix}" if cite.suffix else text
