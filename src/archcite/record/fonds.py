"""Which documents belong together: their repository and their collection, however these are spelt.

Works on what holdings say. The table of archives only helps to see that two spellings mean one
archive; no fact comes from it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from archcite.record.archives import KnownArchive, find_archive
from archcite.record.model import Agent, Document, Holding, Level, Record, Repository
from archcite.record.shelfwords import GENERAL, LANGUAGES
from archcite.record.tradition import reads_large_first
from archcite.record.vocab import Kind, LevelKind, Role

T = TypeVar("T")


class Home(NamedTuple):
    """Where a document belongs: equal values are one repository and one collection; "" is unknown.

    Only holdings that were compared with each other can be compared by it.
    """

    repository: str = ""
    collection: str = ""


def holding_of(record: Record) -> Holding | None:
    """The record's holding; a collection described as a whole gives its title as its name."""
    source, document = record.source, record.document
    if source is None or source.collection or document.kind is not Kind.COLLECTION:
        return source
    return msgspec.structs.replace(source, collection=document.title) if _ends(source) else source


def is_whole(record: Record) -> bool:
    """Whether the record describes a whole collection, and no series or file in one."""
    source, document = record.source, record.document
    if source is None or document.kind is not Kind.COLLECTION or not _ends(source):
        return False
    return not source.collection or document.title in (None, source.collection)


def homes(holdings: Sequence[Holding | None]) -> list[Home]:
    """The home of each holding. Without an archive there is no telling which collection it is."""
    archives = [None if each is None else each.archive for each in holdings]
    repositories = _repositories(archives)
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    spelt: dict[str, set[str]] = defaultdict(set)
    said: list[tuple[str, str]] = []
    for holding, repository in zip(holdings, repositories, strict=True):
        number = name = ""
        if holding is not None and repository:
            at = number_level(holding)
            number = _number(holding.levels[at]) if at is not None else ""
            name = folded(holding.collection or "")
            spelt[repository].add(name)
            if number:
                numbers[repository, name].add(number)
        said.append((number, name))
    full = {repository: _in_full(names) for repository, names in spelt.items()}
    for (repository, name), found in list(numbers.items()):
        numbers[repository, full[repository][name]] |= found
    made: list[Home] = []
    for repository, (number, name) in zip(repositories, said, strict=True):
        if name and not number:
            name = full[repository][name]
            known = numbers.get((repository, name), set())
            number = next(iter(known)) if len(known) == 1 else f"name {name}"
        made.append(Home(repository, number))
    return made


def whole(holdings: Sequence[Holding]) -> Holding:
    """The collection that the holdings share, as a holding: what is said of it and nothing more.

    Of several spellings the commonest, then the shortest. A department counts if all name it.
    """
    archives = [each.archive or Repository() for each in holdings]
    departments = {archive.department for archive in archives}
    archive = Repository(
        name=agreed(archive.name for archive in archives),
        acronym=agreed(archive.acronym for archive in archives),
        department=departments.pop() if len(departments) == 1 else None,
        place=agreed(archive.place for archive in archives),
        country=agreed(archive.country for archive in archives),
    )
    uppers = [each.levels[at] for each in holdings if (at := number_level(each)) is not None]
    levels: tuple[Level, ...] = ()
    if uppers:
        value = agreed(level.value for level in uppers) or uppers[0].value
        levels = (Level(kind=uppers[0].kind, value=value, label=agreed(_labels(uppers))),)
    name = agreed(each.collection for each in holdings)
    return Holding(archive=archive, collection=name, levels=levels)


def collection_record(key: str, holding: Holding, people: Sequence[Sequence[Agent]]) -> Record:
    """A record of a whole collection, with the creators that the records of its documents share."""
    creators = [tuple(each for each in ones if each.role is Role.CREATOR) for ones in people]
    same = bool(creators) and all(each == creators[0] for each in creators)
    return Record(
        schema="archcite/1",
        document=Document(id=key, kind=Kind.COLLECTION),
        people=creators[0] if same else (),
        source=holding,
    )


def agreed(values: Iterable[str | None]) -> str | None:
    """The value that is said most often, of several the shortest; None where none is said."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], len(value), value), default=None)


_NUMBERED = (LevelKind.RECORD_GROUP, LevelKind.FOND, LevelKind.COLLECTION)


def number_level(holding: Holding) -> int | None:
    """The place of the level that numbers the collection: record group, fond, collection, series.

    A series does so in shelfmarks that read from large to small (FO 371), and where there is no
    collection.
    """
    kinds = [level.kind for level in holding.levels]
    for kind in _NUMBERED:
        if kind in kinds:
            return kinds.index(kind)
    if LevelKind.SERIES not in kinds:
        return None
    alone = not holding.collection or reads_large_first(holding)
    return kinds.index(LevelKind.SERIES) if alone else None


def _ends(holding: Holding) -> bool:
    """Whether the shelfmark goes no deeper than the collection's own number."""
    at = number_level(holding)
    return len(holding.levels) == (0 if at is None else at + 1)


def _labels(levels: Iterable[Level]) -> Iterable[str | None]:
    return (level.label for level in levels)


# Cyrillic letters that look like Latin ones: 059а and 059a are one fond.
_TWINS = str.maketrans("авекмнорстухі", "abekmhopctyxi")


def folded(text: str) -> str:
    """The text for comparing: words in lower case, without signs and without an article."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = re.sub(r"['’‘ʼ`]", "", plain)
    words = " ".join(re.findall(r"[^\W_]+", words))
    return words.removeprefix("the ")


def _words_of_levels() -> Mapping[LevelKind, frozenset[str]]:
    found: dict[LevelKind, set[str]] = defaultdict(set)
    for table in (GENERAL, *(language.words for language in LANGUAGES.values())):
        for kind, word in table.items():
            found[kind] |= {each.casefold().strip(".") for each in word if each}
    return {kind: frozenset(words) for kind, words in found.items()}


_LEVEL_WORDS = _words_of_levels()


def _number(level: Level) -> str:
    """A level's kind and value for comparing. Leading zeros count, blanks and dashes do not."""
    value = unicodedata.normalize("NFKC", level.value).casefold().strip(" .,")
    first, _, rest = value.replace(".", ". ", 1).partition(" ")
    if rest.strip() and first.strip(".") in _LEVEL_WORDS.get(level.kind, ()):
        value = rest.strip()
    if any(char.isdigit() for char in value):
        value = value.translate(_TWINS)
    bare = re.sub(r"[\s\-‐‑–—]+", "", value)
    return f"{level.kind} {bare}"


# Places where initials stand, in the names of one archive: so many of them are looked at, so that
# thousands of odd names take no longer than thousands of usual ones.
_PATTERNS = 20


def _in_full(names: Iterable[str]) -> dict[str, str]:
    """Each name by what stands for all its spellings: one with initials may be another in full.

    edward m house papers is edward mandell house papers, if no other name can be meant.
    """
    known = set(names)
    short: dict[tuple[int, ...], list[tuple[str, list[str]]]] = defaultdict(list)
    for name in known:
        words = name.split()
        if places := tuple(at for at, word in enumerate(words) if len(word) == 1):
            short[places].append((name, words))
    found = {name: name for name in known}
    commonest = sorted(short.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    for places, ones in commonest[:_PATTERNS]:
        longer: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for name in known:
            words = name.split()
            if len(words) > places[-1] and any(len(words[at]) > 1 for at in places):
                longer[_initials(words, places)].add(name)
        for name, words in ones:
            meant = longer.get(_initials(words, places), set())
            if len(meant) == 1:
                found[name] = next(iter(meant))
    return found


def _initials(words: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    short = list(words)
    for at in places:
        short[at] = short[at][0]
    return tuple(short)


_Node = tuple[str, str]


def _repositories(archives: Sequence[Repository | None]) -> list[str]:
    """A mark for each archive, the same for all its spellings; "" where none is named.

    An archive is one if name or acronym are the same and its places do not differ. Spellings
    without a place go with the only place there is.
    """
    distinct = dict.fromkeys(map(_identity, archives))
    nodes = {each: row for each in distinct if (row := _nodes(each))}
    names: dict[_Node, set[_Node]] = defaultdict(set)
    for row in nodes.values():
        for node in row[1:]:
            names[node].add(row[0])
    join = _Joined()
    for row in nodes.values():
        for node in row[1:]:
            # an acronym alone does not make two names one archive, unless their town is one too
            if node[1] or node[0].startswith("=") or len(names[node]) == 1:
                join.unite(row[0], node)
    placed: dict[str, set[_Node]] = defaultdict(set)
    for label, place in {node for row in nodes.values() for node in row}:
        if place:
            placed[label].add(join.root((label, place)))
    for row in nodes.values():
        for label, place in row:
            if not place and len({join.root(node) for node in placed[label]}) == 1:
                join.unite((label, place), next(iter(placed[label])))
    marks = {each: " @".join(join.root(row[0])) for each, row in nodes.items()}
    return [marks.get(_identity(each), "") for each in archives]


_Identity = tuple[str, str, str]


def _identity(archive: Repository | None) -> _Identity:
    if archive is None or not (archive.name or archive.acronym):
        return ("", "", "")
    return (archive.acronym or "", archive.name or "", archive.place or "")


def _nodes(identity: _Identity) -> list[_Node]:
    """What an archive is known by, each with its place; the name first."""
    acronym, name, place = identity
    if not (acronym or name):
        return []
    known = find_archive(acronym) or find_archive(name)
    town = _town(place, known)
    labels = [f"n {folded(name)}"] if name else []
    if known is not None:
        labels.append(f"={known.acronym}")
    elif acronym:
        labels.append(f"a {folded(acronym)}")
    return [(label, town) for label in labels]


def _town(place: str, known: KnownArchive | None) -> str:
    """A place for comparing; in another script than ours it is taken to be the archive's own."""
    if known is not None and _foreign(place):
        place = known.place
    return folded(place).replace(" ", "")


def _foreign(text: str) -> bool:
    """Whether no letter of it is Latin."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and not any(unicodedata.name(c, "").startswith("LATIN") for c in letters)


class _Joined:
    """Sets that grow together, each with a root."""

    __slots__ = ("_above",)

    def __init__(self) -> None:
        self._above: dict[_Node, _Node] = {}

    def root(self, node: _Node) -> _Node:
        top = node
        while (above := self._above.get(top, top)) != top:
            top = above
        while node != top:
            self._above[node], node = top, self._above.get(node, top)
        return top

    def unite(self, one: _Node, other: _Node) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._above[second] = first
