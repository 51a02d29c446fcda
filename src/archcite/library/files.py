"""The library on the disk: one TOML file for each record, named after its key.

Knows paths, and nothing else does. A key is checked before it becomes a path; loading one record
opens that one file. Knows neither styles nor other formats.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from archcite.errors import ArchciteError, CannotWrite, NoSuchRecord, Problem, UnreadableInput
from archcite.library.atomic import reason, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from archcite.record.model import Record

MARK = "archcite.toml"
FOLDER = "records"
CHANGE = ".archcite/change"  # where library.journal writes down a change on its way
SUFFIX = ".toml"
LONGEST_KEY = 200
MAX_BYTES = 4 * 1024 * 1024  # no record that a person keeps comes near


def find_library(start: Path) -> Path | None:
    """The nearest folder at or above start that holds archcite.toml."""
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return folder
    return None


def is_key(text: str) -> bool:
    """Whether text has the shape of a citation key: a-z, 0-9, then also dot, hyphen, underscore."""
    return (
        0 < len(text) <= LONGEST_KEY
        and text.isascii()
        and text.replace("-", "").replace("_", "").replace(".", "").isalnum()
        and text == text.lower()
        and text[0].isalnum()
    )


def shown(path: Path) -> str:
    """The path as people are told it: relative where it lies below the working folder."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


class Library:
    """The records below one folder."""

    __slots__ = ("folder", "root")

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / FOLDER

    def path(self, key: str) -> Path:
        """The file of that record, there or not; NoSuchRecord for what cannot be a key."""
        if not is_key(key):
            raise NoSuchRecord(
                Problem(
                    "key-unknown",
                    "",
                    f"{_quoted(key)} is not a citation key",
                    "keys are made of a-z, 0-9, hyphen, dot and underscore",
                )
            )
        return self.folder / (key + SUFFIX)

    def where(self, key: str) -> str:
        """The file of that record as people are told it."""
        return shown(self.path(key))

    def keys(self) -> list[str]:
        """All citation keys, sorted."""
        try:
            with os.scandir(self.folder) as entries:
                names = [entry.name for entry in entries]
        except FileNotFoundError:
            return []
        except OSError as fault:
            raise _unreadable(shown(self.folder), fault) from fault
        stems = (name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))
        return sorted(stem for stem in stems if is_key(stem))

    def __contains__(self, key: str) -> bool:
        return is_key(key) and self.path(key).is_file()

    def read(self, key: str) -> bytes:
        """The bytes of the record's file, unchecked; NoSuchRecord names the nearest keys."""
        path = self.path(key)
        try:
            with open(path, "rb") as stream:
                data = stream.read(MAX_BYTES + 1)
        except FileNotFoundError:
            if path.is_symlink():
                said = "cannot read: it is a link to a file that is not there"
                raise UnreadableInput(Problem("unreadable", shown(path), said)) from None
            raise self.missing(key) from None
        except OSError as fault:
            raise _unreadable(shown(path), fault) from fault
        if len(data) > MAX_BYTES:
            raise UnreadableInput(
                Problem("too-large", shown(path), f"a record has at most {MAX_BYTES} bytes")
            )
        return data

    def text(self, key: str) -> str:
        """The record's file as text."""
        data = self.read(key)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as fault:
            line = data.count(b"\n", 0, fault.start) + 1
            raise UnreadableInput(
                Problem(
                    "not-utf-8",
                    f"{self.where(key)}:{line}",
                    "the file is not valid UTF-8",
                    "save it as UTF-8",
                )
            ) from fault

    def load(self, key: str) -> Record:
        """The record; ProblemsFound or UnreadableInput with all its faults."""
        from archcite.record.toml import read

        return read(self.text(key), self.where(key))

    def save(self, record: Record, *, overwrite: bool = False) -> Path:
        """Write the record's file whole or not at all, and return its path."""
        from archcite.record.toml import write

        key = record.document.id
        before = self.text(key) if overwrite and key in self else None
        self.save_together({key: (write(record, self.schema_ref()), before)}, "change")
        return self.path(key)

    def save_together(
        self,
        texts: Mapping[str, tuple[str, str | None]],
        what: str,
        passed: Callable[[int], None] = lambda count: None,
        said: str = "",
    ) -> None:
        """Write some records' files, all of them or none, even if the power ends meanwhile.

        texts: by key the new text, and the one that it replaces, None for a new record; a file that
        has another one by now is a refusal. what: the command's name. passed: told of each.
        said: a sentence on the change, for the history.
        """
        from archcite.library.together import Change, change_together

        self._check_place()
        changes = (
            Change(
                self.path(key),
                text.encode("utf-8"),
                self.where(key),
                None if before is None else before.encode("utf-8"),
            )
            for key, (text, before) in texts.items()
        )
        change_together(self.root, changes, what, len(texts), passed, said)

    def recovered(self) -> Problem | None:
        """Complete or take back a change whose process is dead; what is to be said about it."""
        if not os.path.lexists(self.root / CHANGE):
            return None
        from archcite.library.together import recovered

        return recovered(self.root, shown(self.root))

    def _check_place(self) -> None:
        """Make the folder of the records; CannotWrite where there is no library for it."""
        if not self.root.is_dir():
            raise CannotWrite(
                Problem("cannot-write", shown(self.root), "there is no library in this folder")
            )
        try:
            self.folder.mkdir(exist_ok=True)
        except OSError as fault:
            raise refused(shown(self.folder), fault) from fault

    def schema_ref(self) -> str:
        """How a record's first line names the schema."""
        return "../schema/record.schema.json"

    def nearest(self, key: str, most: int = 3) -> list[str]:
        """Keys that look like key, the likeliest first; judged by file names alone."""
        keys = self.keys()
        part = key.lower()
        holding = [known for known in keys if part and part in known][:most]
        if len(holding) < most:
            from difflib import get_close_matches

            close = get_close_matches(part, keys, n=most, cutoff=0.6)
            holding += [known for known in close if known not in holding]
        return holding[:most]

    def same_source(self, sha256: str) -> list[str]:
        """Keys of the records that were imported from the file with that hash.

        A record that cannot be read is passed over: it is no reason to refuse another one.
        """
        wanted = sha256.encode("ascii")
        found = []
        for key in self.keys() if wanted else []:
            with contextlib.suppress(ArchciteError):
                if wanted in self.read(key):
                    found.append(key)
        return found

    def missing(self, key: str) -> NoSuchRecord:
        """The error that says that there is no such record, with the nearest keys."""
        near = [other for other in self.nearest(key) if other != key]
        hint = f"did you mean {' or '.join(near)}?" if near else ""
        if not near:
            where = shown(self.folder)
            hint = f"{where} holds no records yet" if not self.keys() else "see archcite list"
        return NoSuchRecord(
            Problem("key-unknown", "", f"no record has the key {_quoted(key)}", hint)
        )


def _quoted(key: str) -> str:
    """A key from outside, printable and short enough for one line."""
    short = key if len(key) <= 80 else key[:77] + "..."
    return "'" + "".join(char if char.isprintable() else "?" for char in short) + "'"


def _unreadable(where: str, fault: OSError) -> UnreadableInput:
    return UnreadableInput(Problem("unreadable", where, f"cannot read: {reason(fault)}"))
