"""Which record of the library an entry of a file is: looked up by evidence, never by comparing all.

The evidence of each record is kept in the cache beside the fingerprint of its file.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import NamedTuple

from archcite.app import cache
from archcite.errors import ArchciteError
from archcite.library.files import Library
from archcite.record.likeness import KINDS, Likeness, is_sure, likeness

_LOOKS = 8  # so many records are compared for one word of evidence


class Match(NamedTuple):
    """A record that an entry may be. why: the evidence in words. sure: whether it settles it."""

    key: str
    why: str
    sure: bool
    same: bool


class Index:
    """The evidence of every record, and of those that this run adds.

    A record is taken for one entry of a file alone: a second one is a suspected duplicate.
    """

    def __init__(self, library: Library | None, cache_folder: Path | None) -> None:
        self._known: dict[str, Likeness] = {}
        self._by_word: dict[str, list[str]] = {}
        self._claimed: set[str] = set()
        self._begin: dict[str, int] = {}
        self._named: dict[str, list[str]] | None = None
        self._kept_at: Path | None = None
        self._kept: dict[str, tuple[bytes, tuple[object, ...]]] = {}
        if library:
            self._read(library, cache_folder)

    def _read(self, library: Library, cache_folder: Path | None) -> None:
        """The evidence of each record that can be read; what cannot be is not recognised."""
        if cache_folder is not None:
            place = cache.fingerprint(str(library.root.absolute()).encode()).hex()
            self._kept_at = cache_folder / "likeness" / place
        kept = (self._kept_at and cache.fetch(self._kept_at)) or {}
        keys = library.keys()
        for key in keys:
            with contextlib.suppress(ArchciteError):
                mark = cache.fingerprint(library.read(key))
                old = kept.get(key)
                if old and old[0] == mark:
                    self._add(key, Likeness(*old[1]), mark)
                else:
                    self._add(key, likeness(library.load(key)), mark)
        if self._kept != kept:
            self.keep()

    def keep(self) -> None:
        """Keep the evidence in the cache for the next run."""
        if self._kept_at is not None:
            cache.keep(self._kept_at, self._kept)

    def add(self, key: str, found: Likeness, text: str) -> None:
        """Note a record and the text that its file will have."""
        self._add(key, found, cache.fingerprint(text.encode("utf-8")))

    def _add(self, key: str, found: Likeness, mark: bytes) -> None:
        self._known[key] = found
        self._kept[key] = (mark, tuple(found))
        for word in found.words:
            self._by_word.setdefault(word, []).append(key)

    def claim(self, key: str) -> None:
        """Let the record be no other entry of this file."""
        self._claimed.add(key)

    def next_file(self) -> None:
        """The entries of another file may be the same records again."""
        self._claimed.clear()
        self._begin.clear()

    def find(self, entry: Likeness, alone: bool) -> Match | None:
        """The record that an entry is, or may be.

        alone: whether it is the only entry of its file, so that the same file is the same thing.
        """
        suspected: Match | None = None
        for word in entry.words:
            for key, claimed in self._candidates(word):
                other = self._known[key]
                kind = word.partition(":")[0]
                sure = True if kind == "sha" and alone else is_sure(word, entry, other)
                if sure is None:
                    continue
                same = bool(set(entry.same) & set(other.same)) or (kind == "sha" and sure)
                found = Match(key, KINDS[kind], sure, same)
                if sure and not claimed:
                    return found
                if suspected is None:
                    suspected = found._replace(sure=False)
        return suspected

    def named(self, name: str) -> list[str]:
        """The records that another program knows by this identifier of its own."""
        if self._named is None:
            self._named = {}
            for word, keys in self._by_word.items():
                kind, _, rest = word.partition(":")
                if kind == "foreign":
                    self._named.setdefault(rest.split(":", 2)[2], []).extend(keys)
        return self._named.get(name, [])

    def _candidates(self, word: str) -> list[tuple[str, bool]]:
        """Some records with that evidence, those that are still free first."""
        keys = self._by_word.get(word, ())
        begin = self._begin.get(word, 0)
        while begin < len(keys) and keys[begin] in self._claimed:
            begin += 1
        self._begin[word] = begin
        free = [(key, key in self._claimed) for key in keys[begin : begin + _LOOKS]]
        return free or [(key, True) for key in keys[-1:]]
