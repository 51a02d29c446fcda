"""Changes of a library that can be undone: renaming, removing, joining, undoing and redoing.

Each is one transaction with its sentence in the history. What is to be asked is the caller's;
nothing here prints.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from archcite.errors import NoSuchRecord, Problem, UnreadableInput, UsageFault
from archcite.library import history
from archcite.library.files import Library, is_key, shown
from archcite.library.lock import locked
from archcite.library.together import Change, change_together
from archcite.text.numbers import counted

_COPY = ".bak"  # behind the name of a document


class Planned(NamedTuple):
    """A change that can be looked at before it is made. said: a sentence on it.

    told: more sentences, on documents that are changed with the records.
    """

    what: str
    said: str
    changes: tuple[Change, ...]
    ties: tuple[int, int] = (0, 0)
    told: tuple[str, ...] = ()

    def diff(self) -> list[str]:
        """The change as lines of a unified diff; a copy of an old text is no news."""
        lines: list[str] = []
        for each in self.changes:
            if each.path.suffix == _COPY:
                continue
            before, after = (_lines(data) for data in (each.before, each.data))
            old, new = (
                each.shown if data is not None else "/dev/null" for data in (each.before, each.data)
            )
            lines += difflib.unified_diff(before, after, old, new, lineterm="")
        return lines


def make(library: Library, plan: Callable[[], Planned]) -> Planned:
    """Plan a change and make it, while no other process changes the library; what was planned.

    CannotWrite, and nothing changed, where a file is not what the plan was made for: a plan from
    before, which somebody has said yes to, or a program that does not ask for the lock.
    """
    with locked(library.root, str(library.root)):
        planned = plan()
        if planned.changes:
            count = sum(each.remembered for each in planned.changes)
            change_together(
                library.root, planned.changes, planned.what, count,
                said=planned.said, ties=planned.ties, held=True,
            )  # fmt: skip
    return planned


def removal(library: Library, keys: Sequence[str]) -> Planned:
    """Take records out."""
    changes = [_of(library, key, None) for key in dict.fromkeys(keys)]
    return Planned("remove", f"remove {_named(keys)}", tuple(changes))


def renaming(
    library: Library, old: str, new: str, *, alias: bool = True, documents: Sequence[str] = ()
) -> Planned:
    """Give a record another key. alias: whether it is still found by the old one.

    documents: files in which the key is changed too.
    """
    from archcite.record.toml import change_all, read

    if not is_key(new):
        raise UsageFault(
            Problem("key-invalid", "", f"{new[:80]!r} is not a citation key",
                    "keys are made of a-z, 0-9, hyphen, dot and underscore")
        )  # fmt: skip
    if new in library:
        raise UsageFault(Problem("key-taken", library.where(new), "there is a record of that key"))
    text = library.text(old)
    changes: list[tuple[str, object]] = [("document.id", new)]
    if alias:
        known = library.load(old).record
        names = [*(known.known_as if known else ()), old]
        changes.append(("record.known_as", [name for name in dict.fromkeys(names) if name != new]))
    made = change_all(text, changes)  # without a name: the key is not the file's on the way
    read(made, library.where(new))
    changed, told = _renamed_in_documents(library, documents, old, new)
    said = f"rename {old} to {new}"
    if given := [each.shown for each in changed if each.remembered]:
        said += f" in {_named(given)}"
    if left := [
        each.shown for each in changed if not each.remembered and each.path.suffix != _COPY
    ]:
        said += f" (and in {_named(left)}, which undo leaves as it is)"
    return Planned(
        "rename",
        said,
        (
            Change(library.path(new), made.encode("utf-8"), library.where(new)),
            Change(library.path(old), None, library.where(old), text.encode("utf-8")),
            *changed,
        ),
        told=tuple(told),
    )


def _renamed_in_documents(
    library: Library, documents: Sequence[str], old: str, new: str
) -> tuple[list[Change], list[str]]:
    """The changes of these documents, and a sentence on each.

    Undo gives back what is a file of the library. Of any other the old text is kept beside it.
    """
    from archcite.app.reading import read_bytes

    changes: list[Change] = []
    told: list[str] = []
    for path, named in {Path(each).expanduser().resolve(): each for each in documents}.items():
        before = read_bytes(named)
        text, count = renamed_in(before.decode("utf-8", "surrogateescape"), old, new)
        if not count:
            told.append(f"{named}: the key {old} is not in it")
            continue
        data = text.encode("utf-8", "surrogateescape")
        inner = _inside(library, path)
        changes.append(Change(inner or path, data, named, before, inner is not None))
        said = f"{named}: {counted(count, 'citation')}"
        if inner is None:
            copy = path.with_name(path.name + _COPY)
            old_copy = read_bytes(str(copy)) if copy.exists() else None
            changes.append(Change(copy, before, str(copy), old_copy, remembered=False))
            said += f"; the old text is kept in {copy.name}"
        told.append(said)
    return changes, told


def _inside(library: Library, path: Path) -> Path | None:
    """A file of the library by its path from there; None for what lies elsewhere or is hidden."""
    root = library.root.resolve()
    real = path.resolve()
    if not real.is_relative_to(root):
        return None
    inner = real.relative_to(root)
    hidden = any(part.startswith(".") for part in inner.parts)
    return None if hidden else library.root / inner


def joining(library: Library, kept: str, gone: str) -> tuple[Planned, list[str]]:
    """Put a second record of the same document into the first, and take the second out.

    What the first lacks is taken from the second, lists are joined; where both say something else
    the first keeps its own: the paths of these fields are given too.
    """
    import msgspec

    from archcite.record.joined import joined
    from archcite.record.toml import from_plain, write

    if kept == gone:
        raise UsageFault(Problem("contradiction", "", "a record cannot be merged with itself"))
    one, other = library.load(kept), library.load(gone)
    plain, conflicts = joined(msgspec.to_builtins(one), msgspec.to_builtins(other), gone)
    text = write(from_plain(plain, kept), library.schema_ref())
    planned = Planned(
        "merge",
        f"merge {gone} into {kept}",
        (_of(library, kept, text.encode("utf-8")), _of(library, gone, None)),
    )
    return planned, conflicts


def undoing(library: Library, number: int = 0) -> Planned:
    """Take a change back: that one, or the last. NoSuchRecord where there is none."""
    done, _ = history.undoable(history.past(library.root))
    if not number and not done:
        raise NoSuchRecord(Problem("change-unknown", "", "there is nothing to undo"))
    if number and number not in done:
        raise NoSuchRecord(
            Problem("change-unknown", "", f"there is no change {number} that can be undone",
                    "archcite log lists them")
        )  # fmt: skip
    return _turned(library, number or done[0], back=True)


def redoing(library: Library) -> Planned:
    """Make the change again that was undone last."""
    _, undone = history.undoable(history.past(library.root))
    if not undone:
        raise NoSuchRecord(Problem("change-unknown", "", "there is nothing to redo"))
    return _turned(library, undone[0], back=False)


def list_changed(library: Library, key: str, field: str, members: list[dict[str, str]]) -> Change:
    """A record with another list in a field of its own: tables as archcite writes them.

    A file that was laid out by hand keeps every other byte.
    """
    import msgspec

    from archcite.record.toml import change_all, from_plain, write

    text = library.text(key)
    record = library.load(key)
    if text == write(record, library.schema_ref()):
        plain = {**msgspec.to_builtins(record), field: members}
        made = write(from_plain(plain, key), library.schema_ref())
    else:
        made = change_all(text, [(field, members or None)], library.where(key))
    return Change(library.path(key), made.encode(), library.where(key), text.encode())


def _turned(library: Library, number: int, *, back: bool) -> Planned:
    """A change of the history backwards, or once more."""
    head = next(each for each in history.past(library.root) if each.number == number)
    changes: list[Change] = []
    for path, before, after in history.files(library.root, number):
        place = library.root / path
        if _inside(library, place) is None:
            raise UnreadableInput(Problem("unreadable", path, "a change leads out of the library"))
        now, new = (after, before) if back else (before, after)
        changes.append(Change(place, new, shown(place), now))
    what = "undo" if back else "redo"
    ties = (number, 0) if back else (0, number)
    # What came last goes first: a file may stand in a change twice.
    return Planned(what, f"{what}: {head.said}", tuple(changes[::-1] if back else changes), ties)


def renamed_in(text: str, old: str, new: str) -> tuple[str, int]:
    """A document's text with one key in the place of another, and how often it stood there.

    A key counts behind an @, and between braces, brackets, commas and quotation marks, as the
    citation commands of every kind of document have it.
    """
    pattern = re.compile(
        rf"(?:(?<=@)|(?<=@\{{)|(?<=[{{,<`\"])(?P<blank>\s*)){re.escape(old)}"
        rf"(?=[\s,;:.!?\]}}>)`\"'’]|$)(?![.:]\w)",
        re.MULTILINE,
    )
    return pattern.subn(lambda found: f"{found['blank'] or ''}{new}", text)


def _of(library: Library, key: str, data: bytes | None) -> Change:
    return Change(library.path(key), data, library.where(key), library.read(key))


def _lines(data: bytes | None) -> list[str]:
    return [] if data is None else data.decode("utf-8", "replace").splitlines()


def _named(keys: Iterable[str], most: int = 3) -> str:
    listed = list(dict.fromkeys(keys))
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
