"""Where a document in Markdown wants its bibliographies, and what it wants there.

Pandoc's divisions, HTML's, and MyST's directive; chapters that get a bibliography each.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from archcite.doc import wanted
from archcite.doc.markdown_hidden import Hidden
from archcite.doc.model import Bibliography
from archcite.doc.wanted import ALL, Asked, Question, Wanted, Within
from archcite.errors import Problem, UsageFault

_FENCE = re.compile(r"^(:{3,})[ \t]*([^\n]*?)[ \t]*$", re.MULTILINE)
_DIVISION = re.compile(r"<div\s+([^<>]*\bid\s*=\s*[\"']?refs[^<>]*)>")
_DIRECTIVE = re.compile(r"[ \t]*(?:`{3,}|~{3,})\{bibliography\}[^\n]*\n")
_OPTION = re.compile(r"^[ \t]*:([\w-]+):[ \t]*([^\n]*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]|$)|^[ \t]{0,3}\S[^\n]*\n=+[ \t]*$", re.MULTILINE)
_OLD_LEVEL = re.compile(r"^section-(?:refs|bibs)-level:[ \t]*(\d)", re.MULTILINE)
_EACH_CHAPTER = re.compile(r"^section-bibliographies:(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_MAP = re.compile(r"^bibliography:[ \t]*(?:\{([^{}\n]*)\}|\n((?:[ \t]+[^\n]*(?:\n|\Z))+))", re.M)
_NAMED = re.compile(r"(?:^|,)[ \t]*([\w-]+):[ \t]*(\[[^\]\n]*\]|[^,\n]+)", re.MULTILINE)
_NAMED_FILES = re.compile(r"^bibliography[_-]([\w-]+):[ \t]*(\S[^\n]*)", re.MULTILINE)
_LISTED = re.compile(r"^[ \t]+([\w-]+):[ \t]*\n((?:[ \t]+-[^\n]*(?:\n|\Z))+)", re.MULTILINE)


class Place(NamedTuple):
    """A place in the text. inside: whether it holds entries of one that keeps its own frame.

    kind: "division", "html", "directive" or "chapter", which is the end of one. level: of that.
    prefix: what MyST puts before the keys of what is listed here.
    """

    start: int
    end: int
    kind: str
    asked: Asked
    level: int = 0
    prefix: str = ""


def places(text: str, masked: str, hidden: Sequence[Hidden], where: str) -> list[Place]:
    """The places that are marked, in order. where: the document, for messages."""
    found = [*_divisions(masked, text), *_in_html(masked)]
    for start, end, kind in hidden:
        if kind == "fence" and (directive := _DIRECTIVE.match(text, start, end)):
            told = text[directive.end() : end]
            line = text.count("\n", 0, start) + 1
            found.append(_directive(start, end, told, f"{where}:{line}"))
    made: list[Place] = []
    for each in sorted(found, key=lambda one: one.start):
        if not made or each.start >= made[-1].end:
            made.append(each)
    return made


def _divisions(masked: str, text: str) -> Iterator[Place]:
    """::: {#refs-name .chapter keyword=x} and :::{bibliography}"""
    lines = list(_FENCE.finditer(masked))
    closing = [each.start() for each in lines if not each[2]]
    for each in lines:
        said = each[2]
        place = bisect_left(closing, each.end())
        if not said or place == len(closing):
            continue
        if said.startswith("{bibliography}"):
            end = masked.find("\n", closing[place])
            end = end if end >= 0 else len(masked)
            yield _directive(each.start(), end, text[each.end() : closing[place]], "")
        elif said.startswith("{") and (asked := wanted.of_attributes(said)):
            yield Place(each.end() + 1, closing[place], "division", asked)


def _in_html(masked: str) -> Iterator[Place]:
    for each in _DIVISION.finditer(masked):
        end = masked.find("</div>", each.end())
        if end < 0:
            return
        said = re.sub(r"\bid\s*=\s*[\"']?([^\s\"'>]+)[\"']?", r"#\1", each[1])
        if asked := wanted.of_attributes(re.sub(r"\bdata-", "", said)):
            yield Place(each.end(), end, "html", asked)


_ATOM = re.compile(
    r"(?P<here>docname\s+in\s+docnames)|(?P<all>cited\b|True\b)"
    r"|(?P<field>type|key|keywords?)\s*(?P<sign>==|!=|%)\s*(?P<q>[\"'])(?P<value>[^\"']*)(?P=q)"
    r"|(?P<p>[\"'])(?P<word>[^\"']*)(?P=p)\s+in\s+keywords?"
)
_UNDONE = frozenset(("style", "list", "enumtype", "start", "labelprefix", "all", "notcited"))


def _directive(start: int, end: int, told: str, where: str) -> Place:
    """MyST's directive with its options; UsageFault for a filter that cannot be read."""
    tests: list[Wanted] = []
    within = Within()
    unheeded: list[str] = []
    prefix = ""
    for option, value in _OPTION.findall(told):
        if option == "filter":
            here = "docname" in value
            try:
                tests.append(wanted.read(value, _ATOM, _of_filter))
            except ValueError as fault:
                raise UsageFault(
                    Problem("bibliography-unknown", where,
                            f"the filter cannot be read from {str(fault)!r} on",
                            'it takes docname in docnames, type == "book", "x" in keywords, '
                            'key % "^x" with and, or, not')
                ) from fault  # fmt: skip
            within = Within("document") if here else within
        elif option == "keyprefix":
            prefix = value
        elif option in _UNDONE:
            unheeded.append(option)
    said = Asked(wanted.every(tests), within, tuple(unheeded))
    if prefix:
        said = said._replace(within=Within("document"))
    return Place(start, end, "directive", said, prefix=prefix)


def _of_filter(found: re.Match[str]) -> Wanted:
    if found["here"] or found["all"]:
        return ALL
    if found["word"] is not None:
        return Question("keyword", (found["word"],))
    value = found["value"]
    if found["field"] == "key":
        made = (
            Question("key-begins", (value[1:],))
            if value.startswith("^")
            else Question("key", (value,))
        )
        return wanted.Not(made) if found["sign"] == "!=" else made
    made = Question("type" if found["field"] == "type" else "keyword", (value,))
    return wanted.Not(made) if found["sign"] == "!=" else made


def headings(masked: str) -> list[tuple[int, int]]:
    """Where the headings of chapters and their parts begin, each with its level."""
    return [(each.start(), len(each[1]) if each[1] else 1) for each in _HEADING.finditer(masked)]


def chapters(
    metadata: str, heads: Sequence[tuple[int, int]], cited: Sequence[int], end: int
) -> list[Place]:
    """The ends of the chapters, if the metadata wants a bibliography for each, as the filter
    section-bibliographies makes them; of those in which something is cited.
    """
    level = _level(metadata)
    if not level:
        return []
    asked = Asked(ALL, Within("heading", level))
    starts = [start for start, each in heads if each <= level]
    made = []
    for start, stop in pairwise([*starts, end]):
        place = bisect_left(cited, start)
        if place < len(cited) and cited[place] < stop:
            made.append(Place(stop, stop, "chapter", asked, level))
    return made


def _level(metadata: str) -> int:
    """The level of the headings whose parts get a bibliography each; 0 for none."""
    found = _EACH_CHAPTER.search(metadata)
    if found and found[1].strip() not in ("false", "no"):
        said = re.search(r"\blevel:\s*(\d)", found[1])
    elif not (said := _OLD_LEVEL.search(metadata)):
        return 0
    return min(max(int(said[1]), 1), 6) if said else 1


def files(metadata: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The files that the metadata has under names: bibliography as a map."""
    told: dict[str, tuple[str, ...]] = {}
    block = _MAP.search(metadata)
    if block:
        inside = block[1] or block[2]
        for name, listed in _LISTED.findall(inside):
            told[name] = tuple(_bare(each.strip()[1:]) for each in listed.splitlines())
        for name, value in _NAMED.findall(inside):
            told.setdefault(name, tuple(map(_bare, value.strip("[] \t").split(","))))
    for name, value in _NAMED_FILES.findall(metadata):
        told.setdefault(name, (_bare(value),))
    return tuple(told.items())


def _bare(text: str) -> str:
    return text.strip().strip("\"'")


def keys_of_role(inside: str) -> list[str]:
    """The keys that a role of MyST's names."""
    return [key.strip() for key in re.split(r"[,;]", inside) if key.strip()]


def as_bibliography(place: Place, line: int, roles: Sequence[tuple[str, str]]) -> Bibliography:
    """What the document says of it to others. roles: kind and keys of each role of MyST's."""
    asked = place.asked
    if place.prefix:
        keys = dict.fromkeys(
            key.removeprefix(place.prefix)
            for _, inside in roles for key in keys_of_role(inside) if key.startswith(place.prefix)
        )  # fmt: skip
        asked = asked._replace(wanted=wanted.every([asked.wanted, Question("key", tuple(keys))]))
    return Bibliography(line, asked.wanted, asked.within, asked.unheeded)
