"""A record as a flat list of facts (name, text), for formats that are lists of fields.

RIS, EndNote XML and PubMed share this one table. A name is the CSL variable where CSL has one; a
fact may come several times. Texts are one line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from archcite.crosswalk import flat_names as names
from archcite.crosswalk import flat_places as places
from archcite.crosswalk.csl import TYPES
from archcite.crosswalk.csl_wording import AUTHORS
from archcite.crosswalk.flat_fields import LETTERS, NEXT, kind_word, seen_kind
from archcite.crosswalk.flat_table import BACK, OUT, Field
from archcite.crosswalk.flat_text import line
from archcite.crosswalk.table import Out, Pair, Placed, Plain
from archcite.record.model import Record
from archcite.record.vocab import Kind, PlaceRole, Role

NAMES = frozenset(("author", *map(str, names.ROLES)))
# Variables without a field, kept by their names in published.other.
OTHERS = frozenset(
    """annote authority citation-key citation-number jurisdiction number-of-pages part-number
    part-title printing-number references reviewed-genre scale supplement-number volume-title
    available-date submitted""".split()
)


class Flat(NamedTuple):
    """A plain record (for record.toml.from_plain), and the facts that no record holds."""

    plain: Plain
    left: list[Pair]


def to_flat(record: Record, format: str, tag: re.Pattern[str]) -> Out:
    """The facts of a record, and the field paths of what they do not carry.

    format: whose fields in record.foreign are facts too, each as "foreign": name, tab, value; tag:
    the form of their names.
    """
    out = OUT(record)
    pairs: list[Pair] = []
    placed: list[Placed] = []
    for (name, value), here in zip(out.pairs, out.placed, strict=True):
        texts = value.split(NEXT) if name else []
        pairs += [(name, text) for text in texts]
        placed += [here] * len(texts)
    dropped = out.dropped
    work, kept = record.published, record.record
    for each in work.other if work else ():
        text = line(each.value)
        if each.name in OTHERS and text:
            pairs.append((each.name, text))
            placed.append((("published.other",), ()))
            dropped += ["published.other.value"] if text != each.value else []
        else:
            dropped += ["published.other.name", "published.other.value"]
    for field in kept.foreign if kept else ():
        text = line(field.value)
        if field.format == format and text and tag.fullmatch(field.name):
            pairs.append(("foreign", f"{field.name}\t{text}"))
            placed.append((("record.foreign",), ()))
            dropped += ["record.foreign.value"] if text != field.value else []
        else:
            dropped += [f"record.foreign.{part}" for part in ("format", "name", "value")]
    return Out(pairs, list(dict.fromkeys(dropped)), placed)


def from_flat(pairs: Iterable[Pair], format: str) -> Flat:
    """The plain record of facts in any order, none of them empty; see to_flat."""
    plain: Plain = {"schema": "archcite/1"}
    made = _Made(plain, format)
    for name, text in pairs:
        made.take(name, text)
    made.finish()
    return Flat(plain, made.left)


class _Made:
    """A plain record in the making: what later facts decide is kept aside."""

    def __init__(self, plain: Plain, format: str) -> None:
        self.plain = plain
        self.format = format
        self.left: list[Pair] = []
        self.aside: dict[str, str] = {}
        self.first: list[str] = []  # names that are said family first
        self.roles: dict[str, list[str]] = {}  # of names that stand as author, if unusual
        self.people: list[tuple[str, Plain]] = []  # each with its text

    def take(self, name: str, text: str) -> None:
        back = BACK.get(name)
        if type(back) is Field:
            self._put(back, name, text)
        elif back:
            part = back(text)
            if not part or not _merge(self.plain, part):
                self.left.append((name, text))
        elif name in NAMES:
            agent = names.read_name(text)
            if agent:
                self.people.append((text, {"role": name, **agent}))
        elif name == "name-order":
            self.first.append(text)
        elif name == "author-role":
            role, _, whose = text.partition(": ")
            if role in Role._value2member_map_:
                self.roles.setdefault(whose, []).append(role)
        elif name in _ASIDE:
            self.aside.setdefault(name, text)
        elif name == "foreign":
            field, _, value = text.partition("\t")
            self._list("record", "foreign").append(
                {"format": self.format, "name": field, "value": value}
            )
        elif name in _PRINTED:
            pass
        elif name in OTHERS:
            self._list("published", "other").append({"name": name, "value": text})
        else:
            self.left.append((name, text))

    def _put(self, field: Field, name: str, text: str) -> None:
        """Set a field; what it may not have, and a second value for it, is left."""
        if field.check and field.check(text):
            self.left.append((name, text))
            return
        table = self.plain
        for step in field.tables:
            table = table.setdefault(step, {})
        if table.setdefault(field.field, text) != text:
            self.left.append((name, text))

    def finish(self) -> None:
        document = self.plain.setdefault("document", {})
        aside = self.aside
        kind = self._kind()
        document["kind"] = str(kind)
        document.setdefault("id", "item")
        if aside.get("supplied-title") == document.get("title"):
            document.pop("title", None)
        genre = aside.get("genre", "")
        if genre and genre != kind_word(kind):
            document["genre"] = genre
        self._house()
        self._shelfmark()
        self._place(kind)
        self._people(kind)
        self._type(kind)

    def _house(self) -> None:
        """The department, which the text of the archive begins with."""
        house = self.aside.get("division")
        held = self.plain.get("source", {}).get("archive", {})
        if house:
            if held.get("name") == house:
                del held["name"]
            elif held.get("name", "").startswith(f"{house}, "):
                rest = held.pop("name").removeprefix(f"{house}, ")
                again = places.read_archive(rest + _acronym(held))["source"]["archive"]
                held.pop("acronym", None)
                held.update(again)
            self.plain.setdefault("source", {}).setdefault("archive", {})["department"] = house

    def _shelfmark(self) -> None:
        text = self.aside.get("archive_location")
        if text:
            part = places.read_shelfmark(text)
            if "collection" in self.plain.get("source", {}):
                part["source"].pop("collection", None)
            _merge(self.plain, part)

    def _kind(self) -> Kind:
        told = self.aside.get("kind", "")
        if isinstance(found := Kind._value2member_map_.get(told), Kind):
            return found
        told = self.aside.get("type") or self.aside.get("implied-type", "document")
        medium = self.plain.get("document", {}).get("medium")
        return seen_kind(told, self.aside.get("genre", ""), medium, self._is_held())

    def _is_held(self) -> bool:
        source = self.plain.get("source", {})
        archive = source.get("archive", {})
        known = "name" in archive or "acronym" in archive or "collection" in source
        return known or "archive_location" in self.aside

    def _place(self, kind: Kind) -> None:
        place = self.aside.get("event-place")
        if place and kind in LETTERS:
            self._list("places").append({"name": place, "role": str(PlaceRole.WRITTEN_AT)})
        elif place:
            self.plain["document"].setdefault("event", {})["place"] = place

    def _people(self, kind: Kind) -> None:
        role = str(names.author_role(kind))
        first, roles = self.first, self.roles
        for text, agent in self.people:
            if agent["role"] == "author":
                told = roles.get(text)
                agent["role"] = told.pop(0) if told else role
            if text in first:
                agent.update(names.family_first(agent))
        if self.people:
            self.plain["people"] = [agent for _, agent in self.people]

    def _type(self, kind: Kind) -> None:
        told = self.aside.get("type", "")
        if not told:
            told = self.aside.get("implied-type", "document")
            if kind not in (Kind.PUBLISHED, Kind.OTHER):
                return  # only where a format has no better type
        usual = TYPES[kind] if kind is not Kind.PUBLISHED else ""
        if usual == "personal_communication" and not any(
            agent["role"] in _SENT for _, agent in self.people
        ):
            usual = "document"
        work = self.plain["document"].get("title_kind") == "work" and told == "classic"
        if told != usual and not work:
            self.plain.setdefault("published", {})["type"] = told

    def _list(self, *path: str) -> list[Any]:
        table = self.plain
        for step in path[:-1]:
            table = table.setdefault(step, {})
        found: list[Any] = table.setdefault(path[-1], [])
        return found


_SENT = (*map(str, AUTHORS), "recipient")
# Facts that say how others are to be read.
_ASIDE = frozenset(
    "type implied-type kind genre supplied-title division event-place archive_location".split()
)
# Facts that are for people's eyes.
_PRINTED = frozenset(("credits", "funder"))


def _merge(into: Plain, part: Plain) -> bool:
    """Join a part; False where a field that can have one value has one already."""
    for name, value in part.items():
        there = into.get(name)
        if there is None:
            into[name] = value
        elif isinstance(value, dict):
            if not _merge(there, value):
                return False
        elif isinstance(value, list):
            there.extend(value)
        elif there != value:
            return False
    return True


def _acronym(held: Mapping[str, str]) -> str:
    return f" ({held['acronym']})" if "acronym" in held else ""


# Every name of a fact.
FACTS = frozenset((*BACK, *NAMES, *OTHERS, *_ASIDE, *_PRINTED, "name-order", "author-role"))
