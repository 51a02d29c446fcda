"""The bibliographies of a LaTeX document: where they stand, what they hold, the parts they are of.

Biblatex's commands and options, \\bibliography, and bibunits; does not know any work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from archcite.doc import wanted
from archcite.doc.edits import Lines
from archcite.doc.latex_commands import arguments
from archcite.doc.model import Bibliography, Part
from archcite.doc.wanted import Not, Question, Wanted, Within

_COMMANDS = re.compile(
    r"\\(?P<name>printbibliography|printbibheading|bibliography|putbib|bibbysection|bibbysegment"
    r"|bibbycategory|printshorthands|printbiblist)(?![A-Za-z])"
)
_PARTS = re.compile(
    r"\\(?:(?P<new>new)?(?P<end>end)?ref(?P<a>section|segment)"
    r"|(?P<env>begin|end)\s*\{(?:ref(?P<b>section|segment)|(?P<unit>bibunit))\})(?![A-Za-z])"
)
_CATEGORY = re.compile(r"\\addtocategory\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_FILTER = re.compile(r"\\defbibfilter\s*(?=\{)")
_EACH = re.compile(r"\bref(section|segment)\s*=\s*\{?(part|chapter|section|subsection)\+?")
_LEVELS = re.compile(r"\\(part|chapter|section|subsection)\*?\s*(?=[\[{])")
_OPTION = re.compile(r"\s*(\w+)\s*(?:=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|[^,]*))?(?:,|\Z)")
_ATOM = re.compile(r"(type|keyword|category)\s*=\s*(\{[^{}]*\}|[^\s(){}]+)")
_WHOLE_LIST = frozenset(("bibbysection", "bibbysegment", "bibbycategory"))
_FIELDS = {"type": "type", "keyword": "keyword"}
_HEADINGS = frozenset(
    "bibliography subbibliography bibintoc subbibintoc bibnumbered subbibnumbered none".split()
)


class Place(NamedTuple):
    """A command that prints a bibliography, or only a heading where bibliography is None."""

    start: int
    end: int
    bibliography: Bibliography | None
    heading: str = ""
    title: str = ""


class Boundary(NamedTuple):
    """A command at which a part begins or ends; end is start where the text says nothing."""

    start: int
    end: int
    part: Part


class Defined(NamedTuple):
    """What a document defines for its bibliographies: keys of categories, and filters."""

    categories: Mapping[str, tuple[str, ...]]
    filters: Mapping[str, str]


NOTHING = Defined({}, {})


def defined(plain: str, outer: Defined) -> Defined:
    """What stands in a text, beside what the document around it defines."""
    categories = dict(outer.categories)
    for name, keys in _CATEGORY.findall(plain):
        more = tuple(key.strip() for key in keys.split(",") if key.strip())
        categories[name.strip()] = categories.get(name.strip(), ()) + more
    filters = dict(outer.filters)
    for found in _FILTER.finditer(plain):
        parts = arguments(plain, found.end(), "{", 2)
        if len(parts) == 2:
            filters[parts[0].of(plain).strip()] = " ".join(parts[1].of(plain).split())
    return Defined(categories, filters)


def places(
    plain: str, text: str, begin: int, known: Defined, lines: Lines, *, included: bool
) -> Iterator[Place]:
    """The commands that print something, behind the preamble. included: the text is of a part."""
    for found in _COMMANDS.finditer(plain, begin):
        name = found["name"]
        parts = arguments(plain, found.end(), "[{", 2)
        if name == "bibliography" and not (parts and parts[0].bracket == "{"):
            continue
        end = (
            parts[-1].end
            if parts and (name != "putbib" or parts[0].bracket == "[")
            else (found.end())
        )
        asked = parts[0].of(text) if parts and parts[0].bracket == "[" and name != "putbib" else ""
        told = options(asked)
        heading, title = told.pop("heading", ""), told.pop("title", "")
        if name == "printbibheading":
            yield Place(found.start(), end, None, heading, title)
            continue
        wanted_, within, unheeded = _asked(told, known)
        if heading and heading not in _HEADINGS:
            unheeded = (*unheeded, f"heading={heading}")
        if name == "bibliography" and included:
            within = Within("file")
        elif name in _WHOLE_LIST:
            within, unheeded = Within(), (f"\\{name}", *unheeded)
        elif name in ("printshorthands", "printbiblist"):
            wanted_, unheeded = wanted.NOTHING, (f"\\{name}", *unheeded)
        made = Bibliography(lines.at(found.start()), wanted_, within, unheeded)
        heading = "none" if name == "putbib" or wanted_ == wanted.NOTHING else heading
        yield Place(found.start(), end, made, heading, title)


def options(text: str) -> dict[str, str]:
    """The options of a command with their values, without braces; the last of a name counts."""
    found: dict[str, str] = {}
    for each in _OPTION.finditer(text):
        value = (each[2] or "").strip()
        value = value[1:-1].strip() if value[:1] == "{" and value[-1:] == "}" else value
        before = found.get(each[1])
        joins = before is not None and each[1] in ("keyword", "notkeyword", "nottype")
        found[each[1]] = f"{before},{value}" if joins else value
    return found


def _asked(told: Mapping[str, str], known: Defined) -> tuple[Wanted, Within, tuple[str, ...]]:
    """What the options of a bibliography ask for, and those that say nothing here."""
    tests: list[Wanted] = []
    within = Within("section")
    rest: list[tuple[str, str]] = []
    unheeded: list[str] = []
    for name, value in told.items():
        if name in ("section", "segment") and value.isdigit():
            within = Within(name, int(value)) if int(value) else Within(name)
        elif name in ("category", "notcategory") and value in known.categories:
            test = Question("key", known.categories[value])
            tests.append(test if name == "category" else Not(test))
        elif name == "filter" and (made := _filtered(value, known)) is not None:
            tests.append(made)
        elif name.removeprefix("not") in _FIELDS:
            rest.append((name, value))
        else:
            unheeded.append(f"{name}={value}" if value else name)
    said = wanted.asked(rest, _FIELDS)
    return wanted.every([said.wanted, *tests]), within, (*unheeded, *said.unheeded)


def _filtered(name: str, known: Defined) -> Wanted | None:
    """What a filter of the document's own asks for; None where that cannot be read."""
    if name not in known.filters:
        return None

    def made(found: re.Match[str]) -> Wanted:
        value = found[2].strip("{}").strip()
        if found[1] == "category":
            return Question("key", known.categories.get(value, ()))
        return Question(found[1], (value,))

    try:
        return wanted.read(known.filters[name], _ATOM, made)
    except ValueError:
        return None


def boundaries(plain: str, begin: int, loaded: str, *, chapters: bool) -> Iterator[Boundary]:
    """Where sections, segments and chapters of the text begin and end.

    loaded: the options with which biblatex is loaded. chapters: whether the class has chapters.
    """
    for found in _PARTS.finditer(plain, begin):
        closes = bool(found["end"]) or found["env"] == "end"
        kind = found["a"] or found["b"] or "section"
        parts = arguments(plain, found.end(), "[", 1) if not closes else []
        end = parts[-1].end if parts else found.end()
        yield Boundary(found.start(), end, Part(kind, opens=not closes))
    each = dict(_EACH.findall(loaded))
    for found in _LEVELS.finditer(plain, begin):
        place = found.start()
        level = {"chapter": 1, "section": 1 + chapters, "subsection": 2 + chapters}.get(found[1])
        if level:
            yield Boundary(place, place, Part("heading", level))
        for kind, named in each.items():
            if named == found[1]:
                yield Boundary(place, place, Part(kind))


def heading(place: Place | None, class_: str) -> str:
    """The heading that a bibliography asks for, as the class has it. class_: "" if unknown."""
    asked, title = (place.heading, place.title) if place else ("", "")
    if asked == "none":
        return ""
    sub = asked.startswith("sub")
    names = ("section", "subsection") if sub else ("chapter", "section")
    words = ("\\bibname", "\\refname")
    upper, lower = (
        _heading(name, title or word, asked) for name, word in zip(names, words, strict=True)
    )
    if class_ in _WITH_CHAPTERS:
        return upper
    if class_ in _WITHOUT:
        return lower
    return f"\\ifdefined\\chapter{upper}\\else{lower}\\fi"


_WITH_CHAPTERS = frozenset("book report memoir scrbook scrreprt extbook extreport".split())
_WITHOUT = frozenset("article scrartcl extarticle amsart paper minimal letter".split())


def has_chapters(class_: str) -> bool:
    """Whether a class of documents has chapters."""
    return class_ in _WITH_CHAPTERS


def _heading(name: str, title: str, asked: str) -> str:
    if asked.endswith("numbered"):
        return f"\\{name}{{{title}}}"
    made = f"\\{name}*{{{title}}}"
    return f"{made}\\addcontentsline{{toc}}{{{name}}}{{{title}}}" if "intoc" in asked else made
