"""The changes of a library: kept with the change itself, in order, whatever became of the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.errors import CannotWrite, NoSuchRecord, UnreadableInput
from archcite.library import history
from archcite.library.history import File, Past, undoable
from archcite.library.together import Change, change_together


def put(
    root: Path, name: str, data: bytes | None, before: bytes | None = None, **more: str
) -> None:
    change = Change(root / name, data, name, before)
    change_together(root, [change], "edit", 1, said=more.get("said", f"edit {name}"))


def test_a_change_is_kept_as_it_was_made(tmp_path: Path) -> None:
    put(tmp_path, "a.toml", "ä\n".encode(), said="add a")
    put(tmp_path, "a.toml", b"\xff\x00", "ä\n".encode())
    newest, oldest = history.past(tmp_path)
    assert (oldest.number, oldest.what, oldest.said, oldest.size) == (1, "edit", "add a", 1)
    assert newest.number == 2
    assert list(history.files(tmp_path, 1)) == [File("a.toml", None, "ä\n".encode())]
    assert list(history.files(tmp_path, 2)) == [File("a.toml", "ä\n".encode(), b"\xff\x00")]


def test_a_change_that_failed_leaves_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.toml", b"x")
    with pytest.raises(CannotWrite):
        put(tmp_path, "a.toml", b"y", b"not what is there")
    assert [each.number for each in history.past(tmp_path)] == [1]


def test_the_oldest_are_forgotten(tmp_path: Path) -> None:
    before = None
    for number in range(6):
        data = str(number).encode()
        put(tmp_path, "a.toml", data, before)
        before = data
    history.prune(tmp_path, 3)
    assert [each.number for each in history.past(tmp_path)] == [6, 5, 4]
    put(tmp_path, "b.toml", b"x")
    assert next(history.past(tmp_path)).number == 7


def test_what_is_damaged_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "a.toml", b"x")
    put(tmp_path, "b.toml", b"x")
    (tmp_path / ".archcite" / "history" / "00000002.gz").write_bytes(b"\x1f\x8bnonsense")
    assert [each.number for each in history.past(tmp_path)] == [1]
    with pytest.raises(UnreadableInput):
        list(history.files(tmp_path, 2))
    with pytest.raises(NoSuchRecord):
        list(history.files(tmp_path, 9))


def changes(*told: tuple[int, int, int]) -> list[Past]:
    return [Past(n, "", "", "", 1, undoes, redoes) for n, undoes, redoes in reversed(told)]


@pytest.mark.parametrize(
    ("told", "done", "undone"),
    [
        ([], [], []),
        ([(1, 0, 0), (2, 0, 0)], [2, 1], []),
        ([(1, 0, 0), (2, 0, 0), (3, 2, 0)], [1], [2]),
        ([(1, 0, 0), (2, 0, 0), (3, 2, 0), (4, 1, 0)], [], [1, 2]),
        ([(1, 0, 0), (2, 1, 0), (3, 0, 1)], [1], []),
        ([(1, 0, 0), (2, 1, 0), (3, 0, 0)], [3], []),
        ([(1, 0, 0), (2, 0, 0), (3, 1, 0)], [2], [1]),
        ([(5, 4, 0), (6, 0, 0)], [6], []),
    ],
)
def test_what_can_be_undone_and_redone(
    told: list[tuple[int, int, int]], done: list[int], undone: list[int]
) -> None:
    assert undoable(changes(*told)) == (done, undone)


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        (".archcite/history/00000001.gz", True),
        (".archcite/history/../x.gz", False),
        (".archcite/lock", False),
        ("records/00000001.gz", False),
        (".archcite/history/x.gz", False),
    ],
)
def test_only_its_own_files_are_entries(path: str, is_one: bool) -> None:
    assert history.is_entry(path) is is_one
