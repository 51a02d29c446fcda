"""The index of a library: an SQLite file in the user's cache folder that says what is where.

The files are the truth. Before every question the index is brought up to date by their sizes and
times, and by their contents where these say too little; what is damaged, or of another version, is
thrown away and made anew. Memory does not grow with the library.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from archcite.library.files import Library
from archcite.library.query import Selection
from archcite.library.scan import YOUNG, files_in
from archcite.record.findable import BEHIND, COLUMNS

VERSION = 1  # of the tables below; another one is no index of ours
_CACHE = 4000  # kilobytes: a listing jumps about in the table
_PATIENCE = 30.0  # seconds to wait for another process that writes

_TABLES = f"""
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE records (
    id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, size INTEGER NOT NULL, time INTEGER NOT NULL,
    seen INTEGER NOT NULL, hash BLOB NOT NULL, good INTEGER NOT NULL,
    kind TEXT, title TEXT, date TEXT, first INTEGER, last INTEGER, people TEXT, archive TEXT,
    has TEXT
);
CREATE INDEX by_day ON records (first, last);
CREATE TABLE names (name TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    {", ".join(f'"{name}"' for name in COLUMNS)}, tokenize = 'unicode61 remove_diacritics 2'
);
"""
BEFORE, AFTER = "\x02", "\x03"


class Row(NamedTuple):
    """What a list says of a record. good: whether its file is TOML; if not, all but the key is "".

    rank: how well it answers the question, less is better; 0 where nothing was asked.
    passage: some words of it round those that were found, which stand between BEFORE and AFTER.
    """

    key: str
    date: str
    kind: str
    title: str
    people: str
    archive: str
    good: bool
    rank: float = 0.0
    passage: str = ""


class Update(NamedTuple):
    """What bringing the index up to date came to: files that were read, and records gone."""

    read: int
    gone: int


def no_progress(done: int, total: int) -> None:
    """Nobody wants to know."""


class Index:
    """The index of one library. Close it, or use it in a with statement."""

    def __init__(self, library: Library, place: Path | None, mark: str = "") -> None:
        """place: the cache folder; None keeps the index in memory for this run.

        mark: of what makes it, the program's version; an index with another mark is made anew.
        """
        self._library = library
        self._mark = f"{VERSION} {mark} {' '.join(COLUMNS)}"
        self._path = None if place is None else place / "index" / f"{_name(library.root)}.sqlite"
        self._db = self._opened()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """The index's file; None for one in memory."""
        return self._path

    def close(self) -> None:
        self._db.close()

    def refresh(self, passed: Callable[[int, int], None] = no_progress) -> Update:
        """Bring the index up to date with the files. passed: told of files read, and of how many.

        UnreadableInput where the records' folder cannot be read.
        """
        try:
            return self._refreshed(passed)
        except sqlite3.OperationalError as fault:  # held by another for long, or not to be written
            kept = "malformed" in str(fault) or "disk I/O" in str(fault)
        except sqlite3.DatabaseError:
            kept = True
        self._db.close()
        if kept:
            self._remove()
        else:
            self._path = None
        self._db = self._opened()
        return self._refreshed(passed)

    def select(self, selection: Selection, most: int = -1) -> Iterator[Row]:
        """The records that a selection means, best first, then by key; most: no more than these."""
        if selection.ranking:
            for row in starmap(Row, self._ranked(selection, most)):
                passage = row.passage.partition(BEHIND)[0]
                yield row._replace(passage=passage if AFTER in passage else "")
            return
        found = self._db.execute(  # in the order of the index of keys, with nothing to be sorted
            f"SELECT {_TOLD} FROM records WHERE {selection.where} ORDER BY key LIMIT ?",
            (*selection.values, most),
        )
        yield from starmap(Row, found)

    def _ranked(self, selection: Selection, most: int) -> sqlite3.Cursor:
        """What a Row has of each record, by rank and key; most: no more than these."""
        # All passages come from one walk through the words; those of a few, each by itself.
        few = most >= 0
        found = (
            f"SELECT rowid AS id, bm25(words, {_WEIGHTS}) AS rank, "
            f"{'NULL' if few else _PASSAGE} AS said FROM words WHERE words MATCH ?"
        )
        query = (
            f"SELECT {_TOLD}, coalesce(rank, 0.0) AS how, coalesce(said, '') "
            f"{', id' if few else ''} FROM records LEFT JOIN ({found}) USING (id) "
            f"WHERE {selection.where} ORDER BY how, key LIMIT ?"
        )
        values: tuple[object, ...] = (selection.ranking, *selection.values, most)
        if few:
            said = f"SELECT {_PASSAGE} FROM words WHERE words MATCH ? AND rowid = best.id"
            query = (
                f"SELECT {_TOLD}, how, coalesce(({said}), '') FROM ({query}) AS best "
                "ORDER BY how, key"
            )
            values = (selection.ranking, *values)
        return self._db.execute(query, values)

    def count(self, selection: Selection) -> int:
        """How many records a selection means."""
        found = self._db.execute(
            f"SELECT count(*) FROM records WHERE {selection.where}", selection.values
        )
        return int(found.fetchone()[0])

    def known_as(self, names: Iterable[str]) -> dict[str, list[str]]:
        """For each of some keys of other programs the records that have it, sorted."""
        return {
            name: [
                key
                for (key,) in self._db.execute(
                    "SELECT key FROM names JOIN records USING (id) WHERE name = ? ORDER BY key",
                    (name,),
                )
            ]
            for name in dict.fromkeys(names)
        }

    def sums(self, column: str) -> list[tuple[str, int]]:
        """How many records there are of each kind, archive or decade ("date"), most first."""
        expression = {
            "kind": "kind",
            "archive": "archive",
            "date": "CASE WHEN first IS NULL THEN '' ELSE (first / 100000) * 10 END",
        }[column]
        return [
            (str(value or ""), count)
            for value, count in self._db.execute(
                f"SELECT {expression} AS value, count(*) AS many FROM records WHERE good "
                "GROUP BY value ORDER BY many DESC, value"
            )
        ]

    def having(self, field: str) -> int:
        """How many records have that field, as `has:` looks for it."""
        found = self._db.execute(
            "SELECT count(*) FROM records WHERE instr(has, ?)", (f" {field} ",)
        )
        return int(found.fetchone()[0])

    def _opened(self) -> sqlite3.Connection:
        if self._path is not None:
            with contextlib.suppress(OSError, sqlite3.DatabaseError):
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                return self._connected(str(self._path))
            self._remove()
            with contextlib.suppress(OSError, sqlite3.DatabaseError):
                return self._connected(str(self._path))
            self._path = None
        return self._connected(":memory:")

    def _connected(self, place: str) -> sqlite3.Connection:
        """A connection to an index of this version; sqlite3.DatabaseError where it is none."""
        db = sqlite3.connect(place, timeout=_PATIENCE, isolation_level=None)
        try:
            # What is lost in a power cut can be made again; a torn file is found out and dropped.
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = OFF")
            db.execute("PRAGMA temp_store = FILE")
            db.execute(f"PRAGMA cache_size = -{_CACHE}")
            if self._mark_of(db) != self._mark:
                self._make(db)
        except BaseException:
            db.close()
            raise
        return db

    def _make(self, db: sqlite3.Connection) -> None:
        """Make the tables anew, whatever was there."""
        db.execute("BEGIN EXCLUSIVE")
        if self._mark_of(db) == self._mark:
            db.execute("COMMIT")  # another process was faster
            return
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words_%' "
            "AND name NOT LIKE 'sqlite_%'"
        ).fetchall():
            db.execute(f'DROP TABLE "{name}"')
        for statement in filter(str.strip, _TABLES.split(";")):
            db.execute(statement)
        db.execute("INSERT INTO about VALUES ('mark', ?)", (self._mark,))
        db.execute("COMMIT")

    @staticmethod
    def _mark_of(db: sqlite3.Connection) -> str:
        """What the index was made by; "" for a file that has no tables yet."""
        known = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'about'").fetchone()
        if not known[0]:
            return ""
        found = db.execute("SELECT value FROM about WHERE name = 'mark'").fetchone()
        return str(found[0]) if found else ""

    def _remove(self) -> None:
        for tail in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                os.unlink(f"{self._path}{tail}")

    def _refreshed(self, passed: Callable[[int, int], None]) -> Update:
        if self._listing() == self._known_listing():
            return Update(0, 0)
        from archcite.library.intake import take_in

        now = time.time_ns()
        self._db.execute("BEGIN IMMEDIATE")
        try:
            listing = blake2b(digest_size=16)
            found = files_in(self._library.folder, listing)
            read, gone = take_in(self._db, self._library.folder, found, now, passed)
            self._note_listing(listing.digest())
            self._db.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.DatabaseError):
                self._db.execute("ROLLBACK")
            raise
        return Update(read, gone)

    def _known_listing(self) -> bytes | None:
        """What the files looked like when the index was last right, and could not change unseen."""
        found = self._db.execute("SELECT value FROM about WHERE name = 'listing'").fetchone()
        return bytes(found[0]) if found else None

    def _listing(self) -> bytes:
        """A mark of all names, sizes and times. One with other files is another one."""
        listing = blake2b(digest_size=16)
        for _ in files_in(self._library.folder, listing):
            pass
        return listing.digest()

    def _note_listing(self, listing: bytes) -> None:
        """Keep the mark for the next time; not while a file is so young that its time may lie."""
        self._db.execute("DELETE FROM about WHERE name = 'listing'")
        young = f"SELECT 1 FROM records WHERE seen - time < {YOUNG} LIMIT 1"
        if self._db.execute(young).fetchone() is None:
            self._db.execute("INSERT INTO about VALUES ('listing', ?)", (listing,))


_TOLD = "key, date, kind, title, people, archive, good"  # as in Row
_PASSAGE = f"snippet(words, -1, '{BEFORE}', '{AFTER}', '…', 12)"
_WEIGHTS = ", ".join(str(column.weight) for column in COLUMNS.values())


def _name(root: Path) -> str:
    """The name of a library's index: by where the library is."""
    return blake2b(os.fsencode(os.path.realpath(root)), digest_size=12).hexdigest()
