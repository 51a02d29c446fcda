"""Takes into the tables of an index what has changed of the files of its library."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from pathlib import Path

from archcite.library.looking import Look, looked_at, several
from archcite.library.scan import YOUNG
from archcite.record.findable import COLUMNS

_PIECE = 500  # records that are read before they are written

# A file counts as the one that was read while its size and time are the same, unless it was so
# young then that it may have been written again within the same tick.
_CHANGED = (
    "FROM there LEFT JOIN records ON records.key = there.key WHERE records.id IS NULL "
    "OR records.size != there.size OR records.time != there.time "
    f"OR records.seen - records.time < {YOUNG}"
)
_LISTED = ", ".join(f'"{name}"' for name in COLUMNS)
_WORDS = f"INSERT INTO words (rowid, {_LISTED}) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"


def take_in(
    db: sqlite3.Connection,
    folder: Path,
    found: Iterable[tuple[str, int, int]],
    now: int,
    passed: Callable[[int, int], None],
) -> tuple[int, int]:
    """How many files were read, and how many records are gone; inside a transaction of the caller.

    found: the key, size and time of each file that is there. now: in nanoseconds.
    passed: told of files read, and of how many.
    """
    db.execute("CREATE TEMP TABLE IF NOT EXISTS there (key TEXT, size INT, time INT)")
    db.execute("DELETE FROM there")
    db.executemany("INSERT INTO there VALUES (?, ?, ?)", found)
    gone = db.execute("SELECT id FROM records WHERE key NOT IN (SELECT key FROM there)").fetchall()
    _take_out(db, gone)
    (total,) = db.execute(f"SELECT count(*) {_CHANGED}").fetchone()
    if total:
        collecting = gc.isenabled()
        gc.disable()  # nothing here goes in circles, and counting what there is takes its time
        try:
            _read_changed(db, folder, total, now, passed)
        finally:
            if collecting:
                gc.enable()
    return total, len(gone)


def _read_changed(
    db: sqlite3.Connection, folder: Path, total: int, now: int, passed: Callable[[int, int], None]
) -> None:
    changed = db.cursor().execute(f"SELECT there.key, records.id, records.hash {_CHANGED}")
    done = 0
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM records").fetchone()
    with several(total) as each:
        while piece := list(islice(changed, _PIECE)):
            taken = _Piece(db, now, last)
            wanted = [(key, known) for key, _, known in piece]
            looks = each(partial(looked_at, folder), wanted)
            for (key, id_, known), look in zip(piece, looks, strict=True):
                taken.note(key, id_, known, look)
            taken.write()
            last = taken.last
            done += len(piece)
            passed(done, total)


def _take_out(db: sqlite3.Connection, ids: list[tuple[int]]) -> None:
    db.executemany("DELETE FROM words WHERE rowid = ?", ids)
    db.executemany("DELETE FROM names WHERE id = ?", ids)
    db.executemany("DELETE FROM records WHERE id = ?", ids)


class _Piece:
    """Rows of some files, until they are written. last: the highest number that a record has."""

    def __init__(self, db: sqlite3.Connection, now: int, last: int) -> None:
        self.last = last
        self._db = db
        self._now = now
        self._records: list[tuple[object, ...]] = []
        self._words: list[tuple[object, ...]] = []
        self._names: list[tuple[str, int]] = []

    def note(self, key: str, id_: int | None, known: bytes | None, look: Look | None) -> None:
        """Note one file; only its time where its content is what it was.

        id_, known: the record's number and the mark of its bytes, where the index has it.
        """
        if look is None:  # it went away just now
            if id_ is not None:
                _take_out(self._db, [(id_,)])
            return
        if known == look.mark:
            self._db.execute(
                "UPDATE records SET size = ?, time = ?, seen = ? WHERE id = ?",
                (look.size, look.time, self._now, id_),
            )
            return
        if id_ is None:
            self.last += 1
            id_ = self.last
        else:
            _take_out(self._db, [(id_,)])
        described = look.described
        place = (id_, key, look.size, look.time, self._now, look.mark)
        if described is None:
            self._records.append((*place, 0, "", "", "", None, None, "", "", ""))
            self._words.append((id_, key, *[""] * (len(COLUMNS) - 1)))
            return
        self._records.append(
            (*place, 1, described.kind, described.title, described.date, described.first,
             described.last, described.people, described.archive, described.has)
        )  # fmt: skip
        self._words.append((id_, *described.words))
        self._names += [(name, id_) for name in described.known_as]

    def write(self) -> None:
        """Put the rows into the tables."""
        self._db.executemany(
            "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self._records,
        )
        self._db.executemany(_WORDS, self._words)
        self._db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", self._names)
