"""The tables [[sections]] of archcite.toml: parts of a bibliography, and faults with lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from archcite.app.config import SECTIONS
from archcite.cite.arrange import NATURES, SORTS, Section
from archcite.cite.sections import Filter, Match
from archcite.csl import vocab
from archcite.errors import Problem
from archcite.record.layout import Layout, read_layout
from archcite.record.vocab import Kind

KINDS = frozenset(map(str, Kind)) | vocab.TYPES


class Key(NamedTuple):
    """One key of a section: what it means, an example as TOML, and what reads its value.

    read: the value as Section has it; ValueError with a sentence for one that it cannot have.
    """

    sentence: str
    example: str
    read: Callable[[object], object]


def _text(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return " ".join(value.split())
    raise ValueError("must be a text")


def _words(known: Iterable[str]) -> Callable[[object], tuple[str, ...]]:
    def read(value: object) -> tuple[str, ...]:
        listed = value if isinstance(value, list) and value else [value]
        for each in listed:
            if not isinstance(each, str):
                raise ValueError("must be a text or a list of texts")
            if each not in known:
                raise ValueError(f"cannot be {each[:40]!r}")
        return tuple(map(str, listed))

    return read


def _word(known: Mapping[str, object]) -> Callable[[object], object]:
    def read(value: object) -> object:
        if isinstance(value, str) and value in known:
            return known[value]
        said = f"cannot be {value[:40]!r}" if isinstance(value, str) else "must be a text"
        raise ValueError(f"{said}: it is one of {', '.join(known)}")

    return read


def _matches(value: object) -> tuple[Match, ...]:
    """field = "value", a list of values, or true and false for any value and none."""
    if not isinstance(value, dict) or not value:
        raise ValueError("must be a table of fields and values")
    found: list[Match] = []
    for field, wanted in value.items():
        if field not in _FIELDS:
            raise ValueError(f"has no field {str(field)[:40]!r}: fields are CSL variables, or type")
        listed = wanted if isinstance(wanted, list) and wanted else [wanted]
        if not all(isinstance(each, (str, bool)) for each in listed):
            raise ValueError(f"must give {field} a text, true, false, or a list of them")
        found += [Match(field, each) for each in listed]
    return tuple(found)


_FIELDS = vocab.NAMES | vocab.DATES | vocab.NUMBERS | vocab.TEXTS | {"id", "type", "categories"}

KEYS: dict[str, Key] = {
    "title": Key(
        "The heading; without it the usual word for what the section takes.", '"Archives"', _text
    ),
    "takes": Key(
        "archive, printed or literature, or a list of them; without it any.",
        '["archive", "printed"]',
        _words(NATURES),
    ),
    "kinds": Key(
        "Kinds of records, or types of CSL items, or a list of them.",
        '["letter", "diary"]',
        _words(KINDS),
    ),
    "include": Key(
        "Fields of which one has the value; true stands for any value, false for none.",
        '{ keyword = ["Korea", "China"] }',
        _matches,
    ),
    "exclude": Key("Fields of which none has the value.", '{ DOI = true }', _matches),
    "select": Key("Fields that all have the value.", '{ language = "ru" }', _matches),
    "quash": Key("What of the rest to leave out: all fields have the value.",
                 '{ type = "thesis" }', _matches),
    "group_by": Key(
        "repository for a heading over each, or none.",
        '"repository"',
        _word({"repository": True, "none": False}),
    ),
    "entries": Key(
        "collection for one entry a collection, of which a single document stands for itself; "
        "or item.",
        '"collection"',
        _word({"collection": True, "item": False}),
    ),
    "sort": Key(
        "style, repository, date, author or title.", '"date"', _word({each: each for each in SORTS})
    ),
}  # fmt: skip
_FILTER = ("include", "exclude", "select", "quash")
_FIELDS_OF_SECTION = {"group_by": "by_repository", "entries": "one_a_collection"}


def read_sections(value: object, text: str, where: str) -> tuple[list[Section], list[Problem]]:
    """The sections that archcite.toml describes, and all that is wrong with them."""
    layout = read_layout(text)
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        place = f"{where}:{layout.line((SECTIONS,))}"
        return [], [
            Problem("bad-config", place, f"{SECTIONS} must be tables", f"write [[{SECTIONS}]]")
        ]
    made: list[Section] = []
    problems: list[Problem] = []
    for number, table in enumerate(value):
        section, faults = _section(table, number, layout, where)
        made.append(section)
        problems += faults
    return made, problems


def _section(
    table: Mapping[str, object], number: int, layout: Layout, where: str
) -> tuple[Section, list[Problem]]:
    found: dict[str, object] = {}
    problems: list[Problem] = []
    for name, value in table.items():
        place = f"{where}:{layout.line((SECTIONS, number, name))}"
        key = KEYS.get(name)
        if key is None:
            known = f"known are {', '.join(KEYS)}"
            message = f"a section has no key {name[:40]!r}"
            problems.append(Problem("bad-config", place, message, known))
            continue
        try:
            found[name] = key.read(value)
        except ValueError as fault:
            message = f"{name} of a section {fault}"
            problems.append(Problem("bad-config", place, message, f"such as {key.example}"))
    if "title" not in found and not problems and len(found.get("takes", ())) != 1:  # type: ignore[arg-type]
        place = f"{where}:{layout.line((SECTIONS, number))}"
        problems.append(
            Problem("bad-config", place, "a section that takes more than one sort has no title",
                    'such as title = "Sources"')
        )  # fmt: skip
    rules = {name: found.pop(name) for name in _FILTER if name in found}
    values = {_FIELDS_OF_SECTION.get(name, name): value for name, value in found.items()}
    return Section(filter=Filter(**rules), **values), problems  # type: ignore[arg-type]
