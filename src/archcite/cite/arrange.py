"""A bibliography as historians print it: sections, repositories in them, one entry a collection.

Decides what stands where and in which order; renders nothing. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from archcite.cite.headings import Headings, headings
from archcite.cite.sections import Filter
from archcite.csl.item import Item
from archcite.record.fonds import (
    Home,
    agreed,
    collection_record,
    folded,
    holding_of,
    homes,
    is_whole,
    number_level,
    whole,
)
from archcite.record.key import slug, suffixed
from archcite.record.model import Agent, Holding, Record, Repository
from archcite.record.vocab import Kind, LevelKind
from archcite.text import edtf
from archcite.text.collate import sort_key

Nature: TypeAlias = Literal["archive", "printed", "literature"]
Sort: TypeAlias = Literal["style", "repository", "date", "author", "title"]

NATURES: Mapping[Nature, str] = {
    "archive": "Documents that are cited from an archive.",
    "printed": "Documents that are cited from a printed edition.",
    "literature": "Everything else: books, articles, theses.",
}
SORTS: Mapping[Sort, str] = {
    "style": "As the citation style sorts a bibliography.",
    "repository": "By repository, then by collection; single documents as the style sorts them.",
    "date": "By date, the undated last.",
    "author": "By author, or by title where there is none.",
    "title": "By title.",
}


class Section(NamedTuple):
    """One part of the bibliography; it takes what no section before it has taken.

    title: "" for the usual word for what it takes. takes, kinds: () for any; a kind is one of the
    record's or a CSL type. by_repository: a heading for each. one_a_collection: one entry for all
    documents of a collection, unless only one of it is cited.
    """

    title: str = ""
    takes: tuple[Nature, ...] = ()
    kinds: tuple[str, ...] = ()
    filter: Filter = Filter()
    by_repository: bool = False
    one_a_collection: bool = False
    sort: Sort = "style"

    def wants(self, thing: Thing) -> bool:
        """Whether the thing belongs into the section."""
        if self.takes and thing.nature not in self.takes:
            return False
        if self.kinds and not {thing.kind, thing.item.type} & set(self.kinds):
            return False
        return self.filter.takes(thing.item)


SECTIONS: tuple[Section, ...] = (
    Section(takes=("archive",), by_repository=True, one_a_collection=True, sort="repository"),
    Section(takes=("printed",)),
    Section(takes=("literature",)),
)


class Thing(NamedTuple):
    """One thing to list. holding: where it lies; is_whole: it is a collection as a whole.

    date: EDTF, "" for none; None leaves it to the item.
    """

    item: Item
    nature: Nature
    kind: str
    holding: Holding | None = None
    is_whole: bool = False
    people: tuple[Agent, ...] = ()
    date: str | None = None


class Shown(NamedTuple):
    """One entry: its item's id, and the ids of all that it stands for."""

    id: str
    stands_for: tuple[str, ...]


class Group(NamedTuple):
    """Entries under one heading, which is "" where there is none."""

    heading: str
    entries: list[Shown]


class Part(NamedTuple):
    """A section with its groups."""

    title: str
    groups: list[Group]


class Plan(NamedTuple):
    """items: what has an entry, in the order of the entries. left_out: ids that no section took."""

    items: list[Item]
    parts: list[Part]
    left_out: list[str]
    keys: Mapping[Sort, Mapping[str, object]]
    sorts: Sequence[Sort]

    def arranged(self, ids: Sequence[str]) -> Plan:
        """The plan with the entries of each group in order, where the style has them as given."""
        place = {key: at for at, key in enumerate(ids)}
        last = len(place)
        parts = []
        for part, sort in zip(self.parts, self.sorts, strict=True):
            keys = self.keys[sort]
            groups = []
            for group in part.groups:
                entries = sorted(group.entries, key=lambda each: place.get(each.id, last))
                if keys:
                    entries.sort(key=lambda each: keys[each.id])  # type: ignore[arg-type, return-value]
                groups.append(group._replace(entries=entries))
            parts.append(part._replace(groups=groups))
        by_id = {item.id: item for item in self.items}
        shown = [each for part in parts for group in part.groups for each in group.entries]
        return self._replace(items=[by_id[each.id] for each in shown], parts=parts)


# CSL types of what is not published: with an archive they are archival documents.
_UNPUBLISHED = frozenset(
    "classic collection document graphic interview manuscript map personal_communication speech "
    "treaty".split()
)


def of_record(record: Record, item: Item) -> Thing:
    """A record, with its item as the style sees it; a published work is literature."""
    source = record.source
    if record.document.kind is Kind.PUBLISHED and source is None:
        return Thing(item, "literature", str(record.document.kind))
    printed = source is not None and source.published_in is not None
    return Thing(
        item,
        "printed" if printed else "archive",
        str(record.document.kind),
        holding_of(record) if _has_archive(source) else _digital(record),
        is_whole(record),
        record.people,
        record.document.date or "",
    )


def of_item(item: Item) -> Thing:
    """A CSL item: an unpublished one of an archive is a document, everything else literature."""
    archive, collection = item.text("archive"), item.text("archive_collection")
    lies = archive or collection or item.text("archive_location")
    if item.type not in _UNPUBLISHED or not lies:
        return Thing(item, "literature", item.type)
    repository = Repository(name=archive, place=item.text("archive-place") or None)
    name = collection or (item.text("title") if item.type == "collection" else "")
    holding = Holding(archive=repository if archive else None, collection=name or None)
    return Thing(item, "archive", item.type, holding, item.type == "collection")


def _has_archive(source: Holding | None) -> bool:
    return bool(source and source.archive and (source.archive.name or source.archive.acronym))


def _digital(record: Record) -> Holding | None:
    """The digital archive as a repository, for what is known from there alone."""
    carrier = record.digital
    named = [carrier.name, carrier.program] if carrier is not None else []
    text = ", ".join(part for part in named if part)
    return Holding(archive=Repository(name=text)) if text else None


def plan(
    things: Sequence[Thing],
    sections: Sequence[Section],
    language: str,
    see: Callable[[Record], Item],
) -> Plan:
    """What stands in which section and group; see shows the style a record that is made here."""
    words = headings(language)
    ids = [thing.item.id for thing in things]
    where = dict(zip(ids, homes([thing.holding for thing in things]), strict=True))
    taken: list[list[Thing]] = [[] for _ in sections]
    left_out: list[str] = []
    for thing in things:
        for section, members in zip(sections, taken, strict=True):
            if section.wants(thing):
                members.append(thing)
                break
        else:
            left_out.append(thing.item.id)
    maker = _Maker(where, see, set(where))
    parts: list[Part] = []
    for section, members in zip(sections, taken, strict=True):
        groups = [
            Group(heading, maker.entries(ones, merge=section.one_a_collection))
            for heading, ones in _grouped(section, members, where, language, words)
        ]
        parts.append(Part(section.title or _usual(section, words), groups))
    listed = [
        maker.shown[each.id] for part in parts for group in part.groups for each in group.entries
    ]
    sorts = [section.sort for section in sections]
    keys = {sort: _sort_keys(sort, listed, language) for sort in dict.fromkeys(sorts)}
    made = [thing.item for thing, _ in listed]
    return Plan(made, parts, left_out, keys, sorts).arranged([item.id for item in made])


def _usual(section: Section, words: Headings) -> str:
    """The usual heading of a section without a title."""
    return str(getattr(words, section.takes[0])) if len(section.takes) == 1 else ""


def _grouped(
    section: Section,
    members: Sequence[Thing],
    where: Mapping[str, Home],
    language: str,
    words: Headings,
) -> list[tuple[str, list[Thing]]]:
    """The members by repository, in the order of the headings; those without one last."""
    if not section.by_repository:
        return [("", list(members))] if members else []
    groups: dict[str, list[Thing]] = defaultdict(list)
    for thing in members:
        groups[where[thing.item.id].repository].append(thing)
    nowhere = groups.pop("", [])
    named = [(_repository(ones), ones) for ones in groups.values()]
    named.sort(key=lambda pair: sort_key(pair[0], language))
    return [*named, *([(words.nowhere, nowhere)] if nowhere else [])]


def _repository(things: Sequence[Thing]) -> str:
    """Name (acronym), place: what is said of a repository."""
    archives = [t.holding.archive for t in things if t.holding and t.holding.archive]
    name = agreed(archive.name for archive in archives)
    acronym = agreed(archive.acronym for archive in archives)
    place = agreed(archive.place for archive in archives)
    if name and acronym and acronym not in name:
        name = f"{name} ({acronym})"
    called = name or acronym or ""
    return f"{called}, {place}" if place and folded(place) not in folded(called) else called


class _Maker:
    """Makes the entries of groups; shown keeps, by id, each thing that has one, with its home."""

    def __init__(
        self, where: Mapping[str, Home], see: Callable[[Record], Item], ids: set[str]
    ) -> None:
        self.shown: dict[str, tuple[Thing, Home]] = {}
        self._where, self._see, self._ids = where, see, ids

    def entries(self, members: Sequence[Thing], *, merge: bool) -> list[Shown]:
        """The entries of one group, by collections where they are merged."""
        rows: dict[Home | str, list[Thing]] = defaultdict(list)
        for thing in members:
            home = self._where[thing.item.id]
            rows[home if merge and home.collection else thing.item.id].append(thing)
        return [shown for ones in rows.values() for shown in self._of_collection(ones)]

    def _of_collection(self, ones: Sequence[Thing]) -> list[Shown]:
        """The entry for what is cited of one collection: it alone, the whole, or one made here."""
        home = self._where[ones[0].item.id]
        ids = tuple(one.item.id for one in ones)
        if len(ones) == 1:
            return [self._show(ones[0], home, ids)]
        wholes = [one for one in ones if one.is_whole]
        if wholes:
            rest = tuple(one.item.id for one in ones if not one.is_whole)
            first, *others = wholes
            return [
                self._show(first, home, (first.item.id, *rest)),
                *(self._show(one, home, (one.item.id,)) for one in others),
            ]
        return [self._show(self._made(ones), home, ids)]

    def _show(self, thing: Thing, home: Home, ids: tuple[str, ...]) -> Shown:
        self.shown[thing.item.id] = (thing, home)
        return Shown(thing.item.id, ids)

    def _made(self, ones: Sequence[Thing]) -> Thing:
        holding = whole([one.holding for one in ones if one.holding is not None])
        archive = holding.archive or Repository()
        levels = [level.value for level in holding.levels]
        key = slug(" ".join([archive.acronym or archive.name or "", holding.collection or "",
                             *levels]))[:100].strip("-")  # fmt: skip
        if not key or key in self._ids:
            key = suffixed(f"collection-of-{ones[0].item.id}", self._ids)
        self._ids.add(key)
        record = collection_record(key, holding, [one.people for one in ones])
        item = self._see(record)
        return Thing(item, "archive", "collection", holding, True, record.people, "")


Listed: TypeAlias = Sequence[tuple[Thing, Home]]


def _sort_keys(sort: Sort, listed: Listed, language: str) -> Mapping[str, object]:
    """What each entry is sorted by, by its id; nothing where the style sorts."""
    if sort == "style":
        return {}
    if sort == "repository":
        return _by_repository(listed, language)
    key = _KEYS[sort]
    return {thing.item.id: key(thing, language) for thing, _ in listed}


def _by_repository(listed: Listed, language: str) -> Mapping[str, object]:
    """Repository, then the collection by its number, or by its name."""
    members: dict[str, list[Thing]] = defaultdict(list)
    for thing, home in listed:
        members[home.repository].append(thing)
    called = {
        each: (not each, sort_key(_repository(ones), language)) for each, ones in members.items()
    }
    collections: dict[Home, str] = {}
    keys: dict[str, object] = {}
    for thing, home in listed:
        label = _label(thing.holding, whole=bool(home.collection))
        if home.collection:
            label = collections.setdefault(home, label)
        keys[thing.item.id] = (*called[home.repository], sort_key(label, language))
    return keys


def _label(holding: Holding | None, *, whole: bool) -> str:
    """What a holding is sorted by: of a collection its number, else its name; else all levels."""
    if holding is None:
        return ""
    at = number_level(holding)
    if whole and at is not None and holding.levels[at].kind is not LevelKind.COLLECTION:
        return holding.levels[at].value
    if whole:
        return holding.collection or ""
    return " ".join([holding.collection or "", *(level.value for level in holding.levels)]).strip()


_UNDATED = (True, 0, 0, 0)


def _by_date(thing: Thing, language: str) -> object:
    if thing.date is None:
        date = thing.item.date("issued") or thing.item.date("event-date")
        if date is None or (date.literal and not date.start.year):
            return _UNDATED
        return False, date.start.year, date.start.month, date.start.day
    if not thing.date:
        return _UNDATED
    read = edtf.parse(thing.date)
    point = read.start or read.end
    if point is None:
        return _UNDATED
    return False, point.year, point.month, point.day


def _by_author(thing: Thing, language: str) -> object:
    for role in ("author", "composer", "editor", "translator"):
        if names := thing.item.names(role):
            text = "; ".join(f"{n.family or n.literal}, {n.given}" for n in names)
            return sort_key(text, language), _by_title(thing, language)
    return _by_title(thing, language), sort_key("", "")


def _by_title(thing: Thing, language: str) -> object:
    return sort_key(thing.item.text("title") or thing.item.text("genre"), language)


_KEYS: Mapping[str, Callable[[Thing, str], object]] = {
    "date": _by_date,
    "author": _by_author,
    "title": _by_title,
}
