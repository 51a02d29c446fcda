"""What a bibliography of a document takes in, whatever the format in which the document says it.

Values, and what reads them from options and from expressions; does not know any work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Question(NamedTuple):
    """A question to a work: is one of the values its own? field: a key of FIELDS."""

    field: str
    values: tuple[str, ...]


# Two of these with the same members are not the same, as tuples would be.
@dataclass(frozen=True)
class Every:
    """All of them are true; without any it is."""

    of: tuple[Wanted, ...] = ()


@dataclass(frozen=True)
class Some:
    """One of them is true."""

    of: tuple[Wanted, ...]


@dataclass(frozen=True)
class Not:
    """It is not true."""

    of: Wanted


Wanted: TypeAlias = "Question | Every | Some | Not"
ALL, NOTHING, REST = Every(), Some(()), Question("rest", ())

FIELDS: Mapping[str, str] = {
    "type": "The kind of a record, a CSL type, or the type of its BibLaTeX entry.",
    "keyword": "A keyword or tag.",
    "section": "A section of `archcite bib --sections`, or one of archcite.toml.",
    "file": "A file that has the work.",
    "key": "The citation key.",
    "key-begins": "How the citation key begins.",
    "query": "A query of the library.",
    "rest": "What no other bibliography of the same part lists.",
    "name": "One word for any of these: rest, a file of the document's metadata, a section, a "
    "keyword, a type, a query.",
}


class Within(NamedTuple):
    """Whose citations a bibliography lists: all, or those of a part of the text.

    kind: "" for all, "document" and "file", "section" and "segment" as biblatex has them, or
    "heading". number: of that section or segment, or the level of the heading; 0 for the one in
    which the bibliography stands.
    """

    kind: str = ""
    number: int = 0


class Asked(NamedTuple):
    """What options say. unheeded: the names of those that say nothing here."""

    wanted: Wanted = ALL
    within: Within = Within()
    unheeded: tuple[str, ...] = ()


CHAPTER, SECTION = Within("heading", 1), Within("heading", 2)
PARTS: Mapping[str, Within] = {
    "all": Within(), "document": Within("document"), "chapter": CHAPTER, "section": SECTION,
}  # fmt: skip
_OPTIONS: Mapping[str, str] = {
    "type": "type", "kind": "type", "csltype": "type", "keyword": "keyword", "tag": "keyword",
    "section": "section", "file": "file", "query": "query",
}  # fmt: skip


def asked(options: Iterable[tuple[str, str]], names: Mapping[str, str] = _OPTIONS) -> Asked:
    """What pairs of option and value say; not- or not before a name turns its meaning round.

    Several values stand between commas: one of the types will do, of keywords all must be there.
    names: the options and the fields that they ask for.
    """
    tests: list[Wanted] = []
    within = Within()
    unheeded: list[str] = []
    for option, value in options:
        name = option.lower().replace("-", "")
        plain = name.removeprefix("not")
        values = tuple(part.strip() for part in value.split(",") if part.strip())
        if name == "within" and value.lower() in PARTS:
            within = PARTS[value.lower()]
        elif name == "within" and re.fullmatch("[1-6]", value):
            within = Within("heading", int(value))
        elif plain not in names or not values:
            unheeded.append(option)
        elif name != plain:
            tests.append(Not(Question(names[plain], values)))
        elif names[plain] == "keyword":
            tests += [Question("keyword", (each,)) for each in values]
        else:
            tests.append(Question(names[plain], (value,) if names[plain] == "query" else values))
    return Asked(every(tests), within, tuple(unheeded))


def is_option(name: str) -> bool:
    """Whether an option says something of what a bibliography holds."""
    plain = name.lower().replace("-", "")
    return plain == "within" or plain.removeprefix("not") in _OPTIONS


def every(tests: Iterable[Wanted]) -> Wanted:
    """All of them as one."""
    told = tuple(each for each in tests if each != ALL)
    return told[0] if len(told) == 1 else Every(told)


def fields(wanted: Wanted) -> Iterable[Question]:
    """The questions in it, in order."""
    if isinstance(wanted, Question):
        yield wanted
    elif isinstance(wanted, Not):
        yield from fields(wanted.of)
    else:
        for each in wanted.of:
            yield from fields(each)


_DEEPEST = 50  # parentheses in an expression


def read(text: str, atom: re.Pattern[str], make: Callable[[re.Match[str]], Wanted]) -> Wanted:
    """An expression of not, and, or and parentheses. make: what an atom asks for.

    ValueError with what cannot be read.
    """
    reader = _Reader(text, atom, make)
    made = reader.either(0)
    if reader.rest():
        raise ValueError(reader.rest())
    return made


class _Reader:
    def __init__(
        self, text: str, atom: re.Pattern[str], make: Callable[[re.Match[str]], Wanted]
    ) -> None:
        self._text, self._atom, self._make = text, atom, make
        self._at = 0

    def rest(self) -> str:
        return self._text[self._at :].strip()[:40]

    def _took(self, word: str) -> bool:
        found = re.compile(rf"\s*{word}").match(self._text, self._at)
        if found:
            self._at = found.end()
        return found is not None

    def either(self, depth: int) -> Wanted:
        made = [self._both(depth)]
        while self._took(r"or\b"):
            made.append(self._both(depth))
        return made[0] if len(made) == 1 else Some(tuple(made))

    def _both(self, depth: int) -> Wanted:
        made = [self._one(depth)]
        while self._took(r"and\b"):
            made.append(self._one(depth))
        return every(made)

    def _one(self, depth: int) -> Wanted:
        if depth > _DEEPEST:
            raise ValueError(self.rest())
        if self._took(r"not\b"):
            return Not(self._one(depth + 1))
        if self._took(r"\("):
            made = self.either(depth + 1)
            if not self._took(r"\)"):
                raise ValueError(self.rest() or "(")
            return made
        blanks = re.compile(r"\s*").match(self._text, self._at)
        found = self._atom.match(self._text, blanks.end() if blanks else self._at)
        if not found or found.end() == self._at:
            raise ValueError(self.rest() or self._text[:40])
        self._at = found.end()
        return self._make(found)


_WORD = re.compile(r"\s*(?:([\w-]+)\s*[=:]\s*)?(.+?)\s*", re.DOTALL)


def in_words(text: str) -> Asked:
    """What is said in a few words between commas: "archives, chapter", "keyword=Korea"."""
    options: list[tuple[str, str]] = []
    tests: list[Wanted] = []
    within = Within()
    for part in text.split(","):
        found = _WORD.fullmatch(part)
        if not found:
            continue
        if found[1] and (found[1].lower() in _OPTIONS or found[1].lower().startswith("not")):
            options.append((found[1], found[2]))
        elif found[2].lower() in PARTS and not found[1]:
            within = PARTS[found[2].lower()]
        else:
            tests.append(Question("name", (part.strip(),)))
    said = asked(options)
    return Asked(every([said.wanted, *tests]), within, said.unheeded)


_ATTRIBUTES = re.compile(
    r"#(?P<id>[^\s}]+)|\.(?P<class>[^\s}]+)"
    r"|(?P<name>[\w-]+)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s}\"']+))"
)
_REFS = re.compile(r"refs(?:[-_](\S+))?")


def of_attributes(text: str) -> Asked | None:
    """What the attributes of a division ask for; None for one that is no bibliography."""
    found = list(_ATTRIBUTES.finditer(text))
    id_ = next((each["id"] for each in found if each["id"]), "")
    classes = [each["class"] for each in found if each["class"]]
    pairs = [
        (each["name"], each["a"] or each["b"] or each["c"] or "") for each in found if each["name"]
    ]
    classes += [one for name, value in pairs if name == "class" for one in value.split()]
    return of_division(id_, classes, pairs)


def of_division(id_: str, classes: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Asked | None:
    """What a division asks for; None for one that is no bibliography.

    Its name says what it holds, unless a class or an attribute says it. Other attributes are
    pandoc's business.
    """
    found = _REFS.fullmatch(id_)
    if not found:
        return None
    said = asked(pair for pair in pairs if is_option(pair[0]))
    within = said.within
    for each in classes:
        within = PARTS.get(each, within)
    if found[1] and said.wanted == ALL and not within.kind:
        return Asked(Question("name", (found[1],)))
    return said._replace(within=within)
