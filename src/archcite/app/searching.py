"""Looking things up in a library: its index brought up to date, rows for a query, keys for one.

Prints nothing; a bar is the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from archcite.app import cache
from archcite.app.config import Config, cache_folder
from archcite.errors import ArchciteError, NoSuchRecord, Problem
from archcite.library.files import Library

if TYPE_CHECKING:
    from archcite.library.index import Index, Row
    from archcite.library.query import Selection

# What no key has: an argument with one of these is a query.
_QUERY = re.compile(r"[\s:()\"*]|^-")

SORTS: dict[str, Callable[[Row], tuple[object, ...]]] = {
    "key": lambda row: (row.key,),
    "date": lambda row: (not row.date, row.date.lstrip("./"), row.key),
    "kind": lambda row: (row.kind, row.key),
    "title": lambda row: (row.title.casefold(), row.key),
    "people": lambda row: (not row.people, row.people.casefold(), row.key),
    "archive": lambda row: (not row.archive, row.archive.casefold(), row.key),
}


class Piece(NamedTuple):
    """A part of a text. found: whether it is a word that was looked for."""

    text: str
    found: bool


def _unheard(done: int, total: int) -> None:
    """Nobody wants to know how far it has come."""


def index_of(config: Config, passed: Callable[[int, int], None] = _unheard) -> Index:
    """The library's index, up to date. passed: told of the files that had to be read."""
    return index_for(config.library(), passed)


def index_for(library: Library, passed: Callable[[int, int], None] = _unheard) -> Index:
    """The same for a library that is at hand."""
    from archcite.library.index import Index

    index = Index(library, cache_folder(), cache.header().hex())
    try:
        index.refresh(passed)
    except BaseException:
        index.close()
        raise
    return index


def rows(
    index: Index, selection: Selection, sort: str = "", *, turned: bool = False, most: int = -1
) -> Iterator[Row]:
    """The records of a selection, best first, or sorted. turned: the other way round."""
    by_key = sort == "key" and not selection.ranking  # as the index gives them anyway
    if not turned and (not sort or by_key):
        return index.select(selection, most)
    found = list(index.select(selection))
    if sort:
        found.sort(key=SORTS[sort])
    if turned:
        found.reverse()
    return iter(found[:most] if most >= 0 else found)


def is_query(argument: str) -> bool:
    """Whether an argument can only be a query: author:brezhnev, "two words".

    Keys of other programs may have a colon too (Smith:2020).
    """
    if not _QUERY.search(argument):
        return False
    from archcite.library.query import is_field

    before, colon, _ = argument.lstrip("-(").partition(":")
    return not colon or not before.replace(".", "").isalnum() or is_field(before)


def keys_of(config: Config, arguments: Sequence[str]) -> list[str]:
    """The arguments with each query among them as the keys of what it finds, sorted by key.

    NoSuchRecord for a query that finds nothing, so that it is never taken for no question at all.
    """
    if not any(map(is_query, arguments)):
        return list(arguments)
    from archcite.library.query import parse_query

    found: list[str] = []
    with index_of(config) as index:
        for each in arguments:
            if is_query(each) and not index.known_as([each])[each]:
                keys = sorted(row.key for row in index.select(parse_query(each)))
                if not keys:
                    problem = Problem("nothing-found", "", f"no record answers {each[:80]!r}")
                    raise NoSuchRecord(problem)
                found += keys
            else:
                found.append(each)
    return list(dict.fromkeys(found))


def faults(config: Config, keys: Iterable[str]) -> list[Problem]:
    """What is wrong with the files of these records."""
    found: list[Problem] = []
    for key in keys:
        try:
            config.library().load(key)
        except ArchciteError as error:
            found += error.problems
    return found


def marker(looked_for: Iterable[str]) -> Callable[[str], list[Piece]]:
    """What takes a text into pieces, those that were looked for marked.

    looked_for: as in Selection.words.
    """
    from archcite.text.fold import words

    phrases = [(form.rstrip("*").split(), form.endswith("*")) for form in looked_for]
    starts = tuple({parts[0] for parts, open_ in phrases if open_ and len(parts) == 1})
    single = {part for parts, _ in phrases for part in parts}

    def marked(text: str) -> list[Piece]:
        if text.isascii():  # where no word needs reading, most texts are seen to have none of them
            plain = text.lower().replace("'", "")
            if not any(map(plain.__contains__, single)):
                return [Piece(text, False)]
        pieces: list[Piece] = []
        end = 0
        for start, stop, forms in words(text):
            if single.isdisjoint(forms) and not (starts and any(map(_begins(starts), forms))):
                continue
            if text[end:start]:
                pieces.append(Piece(text[end:start], False))
            pieces.append(Piece(text[start:stop], True))
            end = stop
        if text[end:] or not pieces:
            pieces.append(Piece(text[end:], False))
        return pieces

    return marked


def _begins(starts: tuple[str, ...]) -> Callable[[str], bool]:
    return lambda form: form.startswith(starts)


def passage_of(row: Row) -> list[Piece]:
    """The words of a record round those that were found, marked."""
    from archcite.library.index import AFTER, BEFORE

    text = " ".join(row.passage.split())
    return [
        Piece(part.strip(BEFORE + AFTER), part.startswith(BEFORE))
        for part in re.split(f"({BEFORE}[^{AFTER}]*{AFTER})", text)
        if part
    ]
