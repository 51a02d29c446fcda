"""Scans and files beside a record: copied into the library under the hash of what they hold.

The same file is kept once, whatever it is called. Prints nothing.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from archcite.app.changing import Planned, list_changed
from archcite.app.reading import unreadable
from archcite.errors import CannotWrite, Problem, UnreadableInput, UsageFault
from archcite.library.atomic import refused, replacing
from archcite.library.files import Library, shown

FOLDER = "files"
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_PIECE = 2**20


class Kept(NamedTuple):
    """An attachment of a record. path: of its file, None where it is only an address."""

    number: int
    title: str
    told: str
    path: Path | None

    @property
    def there(self) -> bool:
        return self.path is not None and self.path.is_file()


def attached(library: Library, key: str) -> list[Kept]:
    """What a record has attached, in its order; numbers begin with 1."""
    found: list[Kept] = []
    for number, each in enumerate(library.load(key).attachments, 1):
        told = each.path or each.url or ""
        path = place_of(library, each.path) if each.path else None
        found.append(Kept(number, each.title or Path(told).name, told, path))
    return found


def place_of(library: Library, told: str) -> Path | None:
    """Where an attachment lies; None where a record's path leads out of the library's own folder.

    A path of another program is only told, never opened: it is what a file says.
    """
    path = library.root / told
    inside = path.resolve().is_relative_to((library.root / FOLDER).resolve())
    return path if inside else None


def copied(library: Library, files: Sequence[Path]) -> dict[str, str]:
    """Copy files into the library: by the path of each there the name that it had."""
    return {_copied(library, file): file.name for file in files}


def attaching(library: Library, key: str, files: Mapping[str, str], title: str = "") -> Planned:
    """Plan the change of the record that names these copies, unless it does."""
    from msgspec import to_builtins

    listed = list(to_builtins(library.load(key).attachments))
    here = {each.get("path") for each in listed}
    new = {path: name for path, name in files.items() if path not in here}
    if not new:
        return Planned("attach", f"attach nothing new to {key}", ())
    for path, name in new.items():
        media = mimetypes.guess_type(name)[0]
        told = {"path": path, "title": title or name}
        listed.append(told | ({"media_type": media} if media else {}))
    change = list_changed(library, key, "attachments", listed)
    return Planned("attach", f"attach {', '.join(new.values())} to {key}", (change,))


def detaching(library: Library, key: str, number: int) -> Planned:
    """Take an attachment out of a record; its file stays for who undoes that."""
    from msgspec import to_builtins

    one = chosen(library, key, number)
    listed = list(to_builtins(library.load(key).attachments))
    del listed[number - 1]
    changed = list_changed(library, key, "attachments", listed)
    return Planned("attach", f"detach {one.title} from {key}", (changed,))


def chosen(library: Library, key: str, number: int) -> Kept:
    """The attachment of that number."""
    found = attached(library, key)
    if not 1 <= number <= len(found):
        have = f"it has {len(found)}" if found else "it has none"
        raise UsageFault(Problem("nothing-named", key, f"there is no attachment {number}", have))
    return found[number - 1]


def show(kept: Kept) -> None:
    """Open an attachment with the program that the system has for it."""
    if not kept.there or kept.path is None:
        raise UnreadableInput(
            Problem("unreadable", kept.told, "this file is not in the library's folder of files")
        )
    path = str(kept.path.resolve())
    if sys.platform == "win32":
        os.startfile(path)
        return
    program = "open" if sys.platform == "darwin" else "xdg-open"
    if not shutil.which(program):
        raise UsageFault(
            Problem("no-program", "", f"{program} is not installed, which opens files here",
                    f"the file is {shown(kept.path)}")
        )  # fmt: skip
    ran = subprocess.run([program, path], check=False, capture_output=True, text=True)
    if ran.returncode:
        said = (ran.stderr or f"it ended with code {ran.returncode}").strip().split("\n")[0]
        raise UsageFault(Problem("no-program", shown(kept.path), f"{program} failed: {said}"))


def orphans(library: Library, told: set[str]) -> Iterator[Path]:
    """Files in the library's folder of files that none of these paths means."""
    folder = library.root / FOLDER
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and path.relative_to(library.root).as_posix() not in told:
            yield path


def _copied(library: Library, file: Path) -> str:
    """Copy a file under the name of its hash; its path from the library's folder."""
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):
            raise UnreadableInput(Problem("unreadable", str(file), "this is no file"))
        with open(file, "rb") as stream:
            mark = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as fault:
        raise unreadable(str(file), fault) from fault
    suffix = file.suffix.lower()
    name = f"{mark[2:32]}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
    path = f"{FOLDER}/{mark[:2]}/{name}"
    target = library.root / path
    if target.is_file():
        return path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise refused(shown(target.parent), fault) from fault
    with open(file, "rb") as source, replacing(target, shown(target)) as stream:
        seen = hashlib.sha256()
        while piece := source.read(_PIECE):
            seen.update(piece)
            stream.write(piece)
        if seen.hexdigest() != mark:
            raise CannotWrite(
                Problem("edit-conflict", str(file), "the file was changed while it was copied")
            )
    return path
