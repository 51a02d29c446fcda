"""Citation keys: making one from what a record says, and the next free one.

A key is ASCII, lower case, and the name of the record's file: name-date (brezhnev-1966-05-27), or
name-title for what is undated (shakespeare-will). Knows no files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from itertools import count

from archcite.record.model import Agent, Record
from archcite.record.vocab import AgentKind, NameOrder, Role
from archcite.text.edtf import Point, parse
from archcite.text.fold import LETTERS

_LONGEST_PART = 60
_LONGEST = 150
_BODY_WORDS = 4
_TITLE_WORDS = 3
_WHO = (
    Role.AUTHOR,
    Role.SPEAKER,
    Role.INTERVIEWEE,
    Role.PHOTOGRAPHER,
    Role.ARTIST,
    Role.CREATOR,
    Role.RECIPIENT,
)
_SMALL_WORDS = frozenset("a an and at by for from in of on or the to with de la le du von".split())
_RUN = re.compile(r"[a-z0-9]+")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def make_key(record: Record) -> str:
    """A key for the record: who, or else what, and when; never longer than a file name may be."""
    document = record.document
    who = next((name for name in map(_name, _named_after(record)) if name), "")
    if who and document.date:
        return f"{who}-{_date(document.date)}"
    title = _words(document.title or document.heading or "", _TITLE_WORDS)
    name = who or title or str(document.kind)
    if document.date:
        return f"{name}-{_date(document.date)}"
    if who and title:
        return f"{who}-{title}"
    return title or f"{name}-undated"


PARTS = {
    "author": "The family name of whoever stands as author, or the body's acronym.",
    "date": "The date, as far as it is known: 1966-05-27, 1966, 186x.",
    "year": "Its year.",
    "title": "The first words of the title.",
    "kind": "What the document is.",
    "archive": "The archive's acronym.",
    "collection": "The first words of the collection's name.",
}


def patterned(record: Record, pattern: str) -> str:
    """The key that a pattern makes, such as "{author}-{year}-{title}"; make_key's for "".

    What the record does not say leaves out its part. Raises KeyError for a part that is none of
    PARTS, ValueError for braces that do not match.
    """
    if not pattern:
        return make_key(record)
    document, source = record.document, record.source
    date = _date(document.date) if document.date else ""
    archive = source.archive if source and source.archive else None
    values = {
        "author": next((name for name in map(_name, _named_after(record)) if name), ""),
        "date": date,
        "year": date.split("-")[0],
        "title": _words(document.title or document.heading or "", _TITLE_WORDS),
        "kind": str(document.kind),
        "archive": slug((archive.acronym or archive.name or "") if archive else ""),
        "collection": _words((source.collection or "") if source else "", _TITLE_WORDS),
    }
    made = slug(pattern.format_map(values))[:_LONGEST].strip("-")
    return made or make_key(record)


def suffixed(key: str, taken: Container[str]) -> str:
    """The key itself; if it is taken the first free one of key-b ... key-z, key-aa, key-ab ..."""
    if key not in taken:
        return key
    return next(
        candidate for number in count(2) if (candidate := f"{key}-{_letters(number)}") not in taken
    )


def entry_name(record: Record) -> str:
    """The key of its entry in other programs: the one it came with, if its own is made of that.

    So documents that cite Smith2020 go on doing so.
    """
    key = record.document.id
    for name in record.record.known_as if record.record else ():
        if from_name(name) == key:
            return name
    return key


def from_name(name: str) -> str:
    """The key that an entry's key in another program makes; "" where nothing of it is left."""
    return slug(name)[:100].strip("-")


class Keys:
    """Keys that are taken; the next free one is found without trying them all again."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._taken

    def free(self, key: str) -> str:
        """The key as suffixed() makes it free."""
        free = key
        while free in self._taken:
            number = self._last[key] = self._last.get(key, 1) + 1
            free = f"{key}-{_letters(number)}"
        return free

    def take(self, key: str) -> str:
        """The key made free, which is taken from now on."""
        free = self.free(key)
        self._taken.add(free)
        return free


def slug(text: str) -> str:
    """The text in a-z, 0-9 and hyphens: accents folded, Cyrillic transliterated."""
    if text.isascii():
        return "-".join(_RUN.findall(text.lower().translate(LETTERS)))
    lower = text.casefold().translate(LETTERS)
    # Taking a letter apart may give a capital: mathematical letters have no small ones.
    plain = unicodedata.normalize("NFKD", lower).translate(LETTERS).lower()
    letters = (
        letter if letter.isascii() and letter.isalnum() else "-"
        for letter in plain
        if not unicodedata.combining(letter)
    )
    return "-".join(part for part in "".join(letters).split("-") if part)


def _named_after(record: Record) -> list[Agent]:
    """Who may give the key its name: as a citation would take them, the recipient last."""
    return [agent for role in _WHO for agent in record.people if agent.role is role]


def _name(agent: Agent) -> str:
    if agent.kind is AgentKind.BODY:
        acronym = agent.as_given.rpartition("(")[2].partition(")")[0]
        if "(" in agent.as_given and acronym.isupper() and slug(acronym):
            return slug(acronym)
        return _words(agent.as_given, _BODY_WORDS)
    if agent.family:
        return slug(agent.family)[:_LONGEST_PART].strip("-")
    names = slug(agent.as_given).split("-")
    return names[0 if agent.order is NameOrder.FAMILY_FIRST else -1][:_LONGEST_PART]


def _words(text: str, most: int) -> str:
    """The first few words, without small ones at either end."""
    words = slug(text).split("-")
    while words and words[0] in _SMALL_WORDS:
        words.pop(0)
    words = words[:most]
    while words and words[-1] in _SMALL_WORDS:
        words.pop()
    return "-".join(words)[:_LONGEST_PART].strip("-")


def _date(text: str) -> str:
    """The date as part of a key: the start of an interval, both ends if they are years."""
    date = parse(text)
    points = [point for point in (date.start, date.end) if point]
    if len(points) == 2 and not any(point.month or point.season for point in points):
        return "-".join(_point(point) for point in points)
    return _point(points[0])


def _point(point: Point) -> str:
    year = f"{abs(point.year):04d}"
    if point.digits:
        year = year[: -point.digits] + "x" * point.digits
    if point.year < 0:
        year += "bc"
    if point.season:
        return f"{year}-{_SEASONS[point.season]}"
    return year + "".join(f"-{part:02d}" for part in (point.month, point.day) if part)


def _letters(number: int) -> str:
    """1 a, 2 b ... 26 z, 27 aa."""
    text = ""
    while number:
        number, place = divmod(number - 1, 26)
        text = chr(ord("a") + place) + text
    return text
