"""CSL-JSON items out of a file, for citing straight from it.

Owns what is tolerated (names as strings, dates as strings, numbers for text) and what is a fault.
An item comes out with the shapes of the CSL 1.0.2 schema; whatever was left out is a Problem with
the line of its item. Knows the words of CSL and no styles.
"""

from __future__ import annotations

from typing import Any

# Of the style language only its table of words: CSL-JSON is spelled in them.
from archcite.csl import vocab
from archcite.errors import Problem
from archcite.read.json_text import json_entries, json_value

Item = dict[str, Any]

_NAME_TEXTS = (
    "family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal",
)  # fmt: skip
_NAME_SWITCHES = ("comma-suffix", "static-ordering", "parse-names")
_DATE_TEXTS = ("literal", "raw")
_WRAPPERS = ("items", "references")  # Zotero's web interface; pandoc's metadata


def read_items(data: bytes, name: str, *, repeated: bool = False) -> list[Item | Problem]:
    """Every item of an array, of {"items": [...]}, or the one item, in the order of the file.

    name: what a Problem calls the file. A mended item follows the Problems that concern it; an item
    without an id, or with the id of an earlier one, leaves only its Problem. repeated: whether the
    latter is given all the same, for those who find it another key.
    """
    whole = json_value(data, name, "csl-json-syntax")
    if isinstance(whole, Problem):
        return [whole]
    found: list[Item | Problem] = []
    taken: set[str] = set()
    lines = _Lines(data)
    for number, (path, entry) in enumerate(_entries(whole)):
        if path == "":
            found.append(
                Problem(
                    "csl-json-item",
                    name,
                    f"A list of CSL-JSON items was expected, but this is {_kind(entry)}.",
                )
            )
            continue
        reading = _Reading(f"{name}: {path}", [])
        item = reading.item(entry)
        if item is not None and item["id"] in taken:
            reading.fault(
                "id",
                f"The id {_short(item['id'])} is used twice; the first item keeps it.",
                "key-repeated" if repeated else "csl-json-item",
            )
            item = item if repeated else None
        if reading.problems and (line := lines.of(number)):
            there = f"{name}:{line}: {path}"
            found += (
                problem._replace(where=problem.where.replace(reading.where, there, 1))
                for problem in reading.problems
            )
        else:
            found += reading.problems
        if item is not None:
            taken.add(item["id"])
            found.append(item)
    return found


def read_item(entry: Any, where: str) -> tuple[Item | None, list[Problem]]:
    """One entry of a list that somebody else has taken apart, and what was found wrong with it."""
    reading = _Reading(where, [])
    return reading.item(entry), reading.problems


def _entries(whole: Any) -> list[tuple[str, Any]]:
    """Each entry with its JSON path; the path is "" for a value that can hold no item."""
    if isinstance(whole, list):
        return [(f"$[{number}]", entry) for number, entry in enumerate(whole)]
    if not isinstance(whole, dict):
        return [("", whole)]
    for wrapper in _WRAPPERS:
        listed = whole.get(wrapper)
        if isinstance(listed, list):
            return [(f"$.{wrapper}[{number}]", entry) for number, entry in enumerate(listed)]
    if "id" in whole or "type" in whole:
        return [("$", whole)]
    return [("", whole)]


class _Lines:
    """The lines on which the items of a file begin; looked for when the first is asked for."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.starts: list[int] | None = None

    def of(self, number: int) -> int:
        """The line of that item; 0 where the file is no list of them."""
        if self.starts is None:
            above = len(self.data) - len(self.data.lstrip())
            first = self.data.count(b"\n", 0, above) + 1
            self.starts = [
                each[0].line or (first if each[0].path == "$" else 0)
                for each in json_entries(self.data, "", *_WRAPPERS)
                if not isinstance(each, Problem)
            ]
        return self.starts[number] if number < len(self.starts) else 0


_TEXTS = (vocab.TEXTS | vocab.NUMBERS) - vocab.RENAMED.keys()


class _Reading:
    """One item being read: where it stands, and what was found wrong with it so far."""

    __slots__ = ("problems", "where")

    def __init__(self, where: str, problems: list[Problem]) -> None:
        self.where = where
        self.problems = problems

    def fault(self, variable: str, message: str, code: str = "csl-json-shape") -> None:
        place = f"{self.where}.{variable}" if variable else self.where
        self.problems.append(Problem(code, place, message))

    def item(self, entry: Any) -> Item | None:
        """The item in its proper shapes, or None if it cannot be cited."""
        if not isinstance(entry, dict):
            self.fault(
                "", f"An item was expected here, but this is {_kind(entry)}.", "csl-json-item"
            )
            return None
        ident = _text(entry.get("id")) or _text(entry.get("citation-key"))
        if not ident:
            self.fault("id", "The item has no id, so it cannot be cited.", "csl-json-item")
            return None
        item: Item = {"id": ident, "type": self.type(entry.get("type"))}
        given: Item = entry
        for key, value in given.items():
            if isinstance(value, str) and key in _TEXTS:  # what most of them are
                if kept := value.strip():
                    item[key] = kept
                continue
            if key in ("id", "type") or value is None:
                continue
            variable = vocab.RENAMED.get(key, key)
            if variable != key and entry.get(variable) is not None:
                continue
            kept = self.value(variable, value)
            if kept is not None:
                item[variable] = kept
        return item

    def type(self, value: Any) -> str:
        given = _text(value)
        if value == "":
            return "document"  # how pandoc writes the types that CSL lacks
        if not given:
            self.fault("type", "The item has no type; it is cited as a document.", "csl-json-type")
            return "document"
        if given in vocab.TYPES:
            return given
        # "legal case", "legal-case" and "Article_Journal" are told apart by their letters alone.
        plain = given.lower().replace("_", "-").replace(" ", "-")
        for known in (plain, plain.replace("-", "_")):
            if known in vocab.TYPES:
                return known
        self.fault(
            "type",
            f"CSL has no type {_short(given)}; the item is cited as a document.",
            "csl-json-type",
        )
        return "document"

    def value(self, variable: str, value: Any) -> Any:
        """The value in the shape of its variable; None leaves it out."""
        if variable in vocab.NAMES:
            return self.names(variable, value)
        if variable in vocab.DATES:
            return self.date(variable, value)
        if variable in vocab.TEXTS or variable in vocab.NUMBERS:
            return self.text(variable, value)
        return value  # "custom", "categories" and whatever a program adds: no style asks for it

    def text(self, variable: str, value: Any) -> str | None:
        if isinstance(value, list) and value and all(_text(part) for part in value):
            return ", ".join(_text(part) for part in value)  # keywords, and ISBNs, come as lists
        if isinstance(value, (bool, list, dict)):
            self.fault(variable, f"A text was expected, but this is {_kind(value)}; left out.")
            return None
        return _text(value) or None

    def names(self, variable: str, value: Any) -> list[Item] | None:
        listed = value if isinstance(value, list) else [value]
        names = []
        for number, entry in enumerate(listed):
            name = _name(entry)
            if name:
                names.append(name)
                if isinstance(entry, str) and (isinstance(value, str) or number == 0):
                    self.fault(
                        variable,
                        f"The name {_short(entry)} is one text, so it is printed as it stands; "
                        "family and given would be its parts.",
                    )
            elif entry not in (None, "", {}):
                self.fault(f"{variable}[{number}]", "This is not a name; left out.")
        return names or None

    def date(self, variable: str, value: Any) -> Item | None:
        if isinstance(value, dict):
            date: Item = {}
            for key in _DATE_TEXTS:
                if text := _text(value.get(key)):
                    date[key] = text
            if parts := self.parts(variable, value.get("date-parts")):
                date["date-parts"] = parts
            if season := _season(value.get("season")):
                date["season"] = season
            circa = value.get("circa")
            if date and circa and str(circa).strip().lower() not in ("0", "false"):
                date["circa"] = True
        elif isinstance(value, list):
            parts = self.parts(variable, value)
            date = {"date-parts": parts} if parts else {}
        else:
            text = _text(value)
            date = {"raw": text} if text else {}
        if not date and not _is_blank(value):
            self.fault(variable, "Nothing in this can be read as a date; left out.")
        return date or None

    def parts(self, variable: str, value: Any) -> list[list[int] | None]:
        """The one or two points of date-parts as whole numbers; None for an open end."""
        if not isinstance(value, list) or not value:
            return []
        # [1966, 5, 27] for [[1966, 5, 27]] is a common slip.
        points = value if any(isinstance(point, list) for point in value) else [value]
        read: list[list[int] | None] = []
        for point in points[:2]:
            numbers = _numbers(point)
            if numbers and isinstance(point, list) and not _is_whole(point, numbers):
                told = "-".join(map(str, numbers))
                self.fault(variable, f"A part of this date is no number; only {told} is kept.")
            if numbers and not _in_calendar(numbers):
                told = "-".join(map(str, numbers))
                self.fault(variable, f"There is no day {_short(told)}; only its year is kept.")
                numbers = numbers[:1]
            read.append(numbers or None)
        if read[0] is None:
            return []
        return read


_SEASONS = frozenset("1 2 3 4 spring summer autumn fall winter".split())


def _season(value: Any) -> str:
    """A season's number, or its English name; "" for what is none."""
    text = _text(value)
    return text if text.lower() in _SEASONS else ""


def _is_blank(value: Any) -> bool:
    """Whether a value holds nothing at all: "", [[]], {"date-parts": []}."""
    if isinstance(value, dict):
        return all(map(_is_blank, value.values()))
    if isinstance(value, list):
        return all(map(_is_blank, value))
    return value is None or (isinstance(value, str) and not value.strip())


def _text(value: Any) -> str:
    """A text, or a number as text; "" for anything else. 3.0 is 3."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return str(value)


def _name(entry: Any) -> Item:
    """A name in its CSL parts; {} if there is no name in it."""
    if not isinstance(entry, dict):
        literal = entry.strip() if isinstance(entry, str) else ""
        return {"literal": literal} if literal else {}
    if len(entry) == 2:
        family, given = entry.get("family"), entry.get("given")
        if family and given and isinstance(family, str) and isinstance(given, str):
            return {"family": family.strip(), "given": given.strip()}
    name: Item = {part: text for part in _NAME_TEXTS if (text := _text(entry.get(part)))}
    if not name.keys() & {"family", "given", "literal"}:
        alone = _text(entry.get("name"))  # schema.org's word, which some exporters use
        return {"literal": alone} if alone else {}
    for switch in _NAME_SWITCHES:
        if entry.get(switch) in (True, 1, "1", "true"):
            name[switch] = True
    return name


def _numbers(point: Any) -> list[int]:
    """Year, month and day as far as they are there; numbers may stand as strings."""
    numbers: list[int] = []
    for part in (point if isinstance(point, list) else [point])[:3]:
        if type(part) is int and 0 <= part < 10_000:
            numbers.append(part)
            continue
        text = _text(part)
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
            break
        numbers.append(int(text))
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return numbers


def _is_whole(point: list[Any], numbers: list[int]) -> bool:
    """Whether nothing of a point of time was left out but blanks and zeros at its end."""
    rest = point[len(numbers) : 3]
    return all(part in ("", 0, "0") for part in rest)


def _in_calendar(numbers: list[int]) -> bool:
    """Whether month and day can be; months 13-16 and 21-24 are the seasons of older CSL-JSON."""
    month, day = (*numbers[1:], 1, 1)[:2]
    if 13 <= month <= 16 or 21 <= month <= 24:
        return True
    longest = 31 if month in (1, 3, 5, 7, 8, 10, 12) else 29 if month == 2 else 30
    return 1 <= month <= 12 and 0 <= day <= longest


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list) else "an object of another kind"


def _short(text: str) -> str:
    """A foreign text as a sentence can show it: one line, quoted, bounded."""
    return repr(text if len(text) <= 60 else text[:57] + "...")
