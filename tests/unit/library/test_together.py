"""Several files are changed all or not at all, whatever kills the process."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archcite.errors import CannotWrite
from archcite.library import lock
from archcite.library.lock import LibraryBusy, locked
from archcite.library.together import Change, change_together, recovered

OLD, NEW = b"old", b"new"
Contents = dict[str, bytes]


def contents(root: Path) -> Contents:
    """The records; what archcite keeps for itself is not among them."""
    return {
        path.name: path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".archcite" not in path.parts
    }


def library(root: Path, count: int) -> tuple[list[Change], Contents, Contents]:
    """A folder of files, changes of it, and what it holds before and after.

    Of every three files one is new, one is replaced and one is removed.
    """
    changes = []
    for number in range(count):
        path = root / f"{number}.toml"
        if number % 3:
            path.write_bytes(OLD)
        data = None if number % 3 == 2 else NEW
        changes.append(Change(path, data, path.name, OLD if number % 3 else None))
    (root / "kept.toml").write_bytes(b"kept")
    before = contents(root)
    after = {change.path.name: NEW for change in changes if change.data is not None}
    return changes, before, after | {"kept.toml": b"kept"}


def run(root: Path, changes: list[Change]) -> None:
    change_together(root, changes, "import", len(changes))


def killed(work: Callable[[], object], after: float | None = None) -> bool:
    """Do the work in a process of its own and kill it after some time; whether it was killed."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


CALLS = ("open", "mkdir", "link", "replace", "unlink", "fsync", "rmdir", "write", "close")


def dying(work: Callable[[], object], number: int) -> Callable[[], None]:
    """The work, in the middle of which the process kills itself before its nth call to the disk."""

    def done() -> None:
        calls = 0

        def watched(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any, **more: Any) -> Any:
                nonlocal calls
                calls += 1
                if calls == number:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **more)

            return call

        for name in CALLS:
            setattr(os, name, watched(getattr(os, name)))
        work()

    return done


@pytest.mark.parametrize("count", [3, 100])
def test_all(tmp_path: Path, count: int) -> None:
    changes, _, after = library(tmp_path, count)
    (tmp_path / "1.toml").chmod(0o600)
    told: list[int] = []
    change_together(tmp_path, changes, "import", count, told.append)
    assert contents(tmp_path) == after
    assert (tmp_path / "1.toml").stat().st_mode & 0o777 == 0o600
    assert sum(told) == count
    assert sorted(os.listdir(tmp_path / ".archcite")) == [".gitignore", "history", "lock"]
    assert recovered(tmp_path, "here") is None


@pytest.mark.parametrize("count", [3, 100])
@pytest.mark.parametrize("call", ["open", "mkdir", "replace", "unlink", "chmod"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, count: int, number: int
) -> None:
    changes, before, after = library(tmp_path, count)
    real, calls = getattr(os, call), 0

    def failing(*args: Any, **more: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == number:
            raise OSError(errno.ENOSPC, "")
        return real(*args, **more)

    monkeypatch.setattr(os, call, failing)
    said = ""
    try:
        run(tmp_path, changes)
    except CannotWrite as error:
        said = str(error)
    monkeypatch.undo()
    # Where the call only tidied up, all was done.
    assert contents(tmp_path) == (before if said else after)
    assert not said or "no space is left on the disk; nothing was changed" in said
    run(tmp_path, changes if contents(tmp_path) == before else [])
    assert contents(tmp_path) == after


def test_a_disk_without_second_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes, _, after = library(tmp_path, 6)

    def refuse(*_: Any) -> None:
        raise OSError(errno.EPERM, "")

    monkeypatch.setattr(os, "link", refuse)
    run(tmp_path, changes)
    assert contents(tmp_path) == after


def test_another_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes, _, after = library(tmp_path, 6)
    real = os.replace

    def replace(source: Any, target: Any) -> None:
        if ".archcite" in str(source) and ".archcite" not in str(target):
            raise OSError(errno.EXDEV, "")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    run(tmp_path, changes)
    assert contents(tmp_path) == after


def test_what_another_program_has_done_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    changes, before, _ = library(tmp_path, 3)
    (tmp_path / "0.toml").write_bytes(b"theirs")
    with pytest.raises(CannotWrite, match="exists already"):
        run(tmp_path, changes)
    (tmp_path / "0.toml").unlink()
    (tmp_path / "1.toml").write_bytes(b"theirs")
    with pytest.raises(CannotWrite, match=r"changed by another program.*edit-conflict"):
        run(tmp_path, changes)
    assert contents(tmp_path) == before | {"1.toml": b"theirs"}


def test_what_could_not_be_put_back_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes, before, _ = library(tmp_path, 6)
    replace = os.replace

    def failing(source: Any, target: Any) -> None:
        if str(target).endswith("4.toml") or "old" in str(source):
            raise OSError(errno.EIO, "")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(CannotWrite, match=r"could not be put back; the next command"):
        run(tmp_path, changes)
    assert contents(tmp_path) != before
    told = recovered(tmp_path, "here")
    assert told
    assert told.code == "change-unfinished"
    monkeypatch.undo()
    told = recovered(tmp_path, "here")
    assert told
    assert told.code == "change-undone"
    assert contents(tmp_path) == before


@pytest.mark.parametrize("again", [0, 3, 7], ids=lambda number: f"killed-again-{number}")
def test_a_process_that_dies_at_any_moment(tmp_path: Path, again: int) -> None:
    """Before each call to the disk in turn; and the one that recovers dies too."""
    seen: set[str] = set()
    for number in range(1, 200):
        root = tmp_path / str(number)
        root.mkdir()
        changes, before, after = library(root, 3)
        died = killed(dying(lambda at=root, what=changes: run(at, what), number))
        if again:
            killed(dying(lambda at=root: recovered(at, "here"), again))
        told = recovered(root, "here")
        assert contents(root) in (before, after), number
        seen.add(told.code if told else "nothing")
        if told:
            assert contents(root) == (after if told.code == "change-finished" else before)
        assert recovered(root, "here") is None
        if contents(root) == before:
            run(root, changes)
        assert contents(root) == after
        if not died:
            break
    else:
        pytest.fail("it never got to the end")
    assert number > 30
    assert "nothing" in seen
    if not again:
        assert {"change-finished", "change-undone"} <= seen


def at_random(folder: Path, rounds: int, count: int, seed: int) -> set[str]:
    """Kill changes after random times; what the recoveries said."""
    dice, seen = random.Random(seed), set()
    changes, before, after = library(folder, count)
    start = time.monotonic()
    run(folder, changes)
    needed = time.monotonic() - start
    assert contents(folder) == after
    back = {change.path: OLD for change in changes if change.before is not None}
    for number in range(rounds):
        for change in changes:
            if change.path in back:
                change.path.write_bytes(OLD)
            else:
                change.path.unlink(missing_ok=True)
        assert contents(folder) == before
        killed(lambda: run(folder, changes), dice.uniform(0, 1.5 * needed))
        told = recovered(folder, "here")
        assert contents(folder) in (before, after), (seed, number)
        seen.add(told.code if told else "nothing")
    return seen


def test_killed_at_random(tmp_path: Path) -> None:
    assert at_random(tmp_path, 30, 300, 1966) >= {"nothing"}


@pytest.mark.slow
def test_killed_at_random_for_long(tmp_path: Path) -> None:
    found = at_random(tmp_path, 1000, 300, time.time_ns())
    assert found == {"nothing", "change-finished", "change-undone"}


def interrupted(root: Path, changes: list[Change], at: int = 1) -> None:
    """Leave a change whose process died after it had put the first file(s) in place."""

    def work() -> None:
        real, puts = os.replace, 0

        def replace(source: Any, target: Any) -> None:
            nonlocal puts
            if ".archcite" not in str(target):
                puts += 1
                if puts > at:
                    os.kill(os.getpid(), signal.SIGKILL)
            real(source, target)

        os.replace = replace  # type: ignore[assignment]
        run(root, changes)

    assert killed(work)


def test_a_file_outside_the_library_is_of_the_same_change(tmp_path: Path) -> None:
    root = tmp_path / "library"
    root.mkdir()
    outside, hidden = tmp_path / "thesis.md", root / ".notes.md"
    outside.write_bytes(OLD)
    hidden.write_bytes(OLD)
    changes, _, after = library(root, 3)
    others = [Change(path, NEW, path.name, OLD, remembered=False) for path in (outside, hidden)]
    interrupted(root, [*changes, *others])
    told = recovered(root, "here")
    assert told
    assert told.code == "change-finished"
    assert contents(tmp_path) == after | {"thesis.md": NEW, ".notes.md": NEW}


def test_what_somebody_edited_after_the_crash_is_kept(tmp_path: Path) -> None:
    changes, _, after = library(tmp_path, 9)
    interrupted(tmp_path, changes)
    (tmp_path / "0.toml").write_bytes(b"mine")
    (tmp_path / "4.toml").write_bytes(b"mine too")
    told = recovered(tmp_path, "here")
    assert told
    assert "without 0.toml, 4.toml, changed by somebody since" in told.message
    assert contents(tmp_path) == after | {"0.toml": b"mine", "4.toml": b"mine too"}


def test_nobody_changes_what_another_process_is_changing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes, before, after = library(tmp_path, 3)
    monkeypatch.setattr(lock, "WAIT", 0.1)
    with (
        locked(tmp_path, "here"),
        pytest.raises(LibraryBusy, match=rf"another archcite \(process {os.getpid()}\)"),
    ):
        run(tmp_path, changes)
    assert contents(tmp_path) == before
    run(tmp_path, changes)
    assert contents(tmp_path) == after


def test_two_processes_at_once(tmp_path: Path) -> None:
    changes, _, after = library(tmp_path, 30)
    children = []
    for _ in range(4):
        child = os.fork()
        if not child:
            try:
                run(tmp_path, changes)
            except CannotWrite:
                os._exit(5)
            os._exit(0)
        children.append(child)
    codes = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    assert codes == [0, 5, 5, 5]
    assert contents(tmp_path) == after


def planted(root: Path, path: str) -> None:
    """A journal as it could come with a library from elsewhere."""
    from archcite.library.journal import digest

    folder = root / ".archcite" / "change"
    (folder / "new").mkdir(parents=True)
    (folder / "old").mkdir()
    (folder / "new" / "0").write_bytes(b"evil")
    plan = {"what": "import", "folder": 1, "steps": [[path, "", digest(b"evil")]]}
    (folder / "plan").write_text(json.dumps(plan))


@pytest.mark.parametrize(
    "path", ["../out", "/tmp/archcite-evil", ".git/hooks/post-checkout", "a/../../out", "link/out",
             "", ".", "C:/out", "a\\..\\out", "a\0b"]
)  # fmt: skip
def test_a_foreign_journal_writes_nothing_outside(tmp_path: Path, path: str) -> None:
    root, outside = tmp_path / "library", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "link").symlink_to(outside)
    planted(root, path)
    told = recovered(root, "here")
    assert told
    found = [each for each in tmp_path.rglob("*") if each.is_file() and "evil" in each.read_text()]
    assert found == [] or all(".archcite" in each.parts for each in found)
    assert not Path("/tmp/archcite-evil").exists()
    assert recovered(root, "here") is None


@pytest.mark.parametrize("plan", [b"", b"{}", b"[" * 100_000, b'{"what":1,"steps":[[1]]}', b"\xff"])
def test_a_damaged_plan_is_set_aside(tmp_path: Path, plan: bytes) -> None:
    planted(tmp_path, "a.toml")
    (tmp_path / ".archcite" / "change" / "plan").write_bytes(plan)
    told = recovered(tmp_path, "here")
    assert told
    assert told.code == "change-unfinished"
    assert "change-" in told.message
    assert recovered(tmp_path, "here") is None


def test_the_state_folder_is_never_a_link(tmp_path: Path) -> None:
    root, outside = tmp_path / "library", tmp_path / "outside"
    root.mkdir()
    (outside / "change").mkdir(parents=True)
    (outside / "change" / "precious").write_bytes(b"kept")
    (root / ".archcite").symlink_to(outside)
    told = recovered(root, "here")
    assert told
    assert told.code == "change-unfinished"
    changes, before, _ = library(root, 3)
    with pytest.raises(CannotWrite):
        run(root, changes)
    assert (outside / "change" / "precious").read_bytes() == b"kept"
    assert contents(root)["1.toml"] == before["1.toml"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "library", tmp_path / "real.toml"
    root.mkdir()
    outside.write_bytes(OLD)
    (root / "a.toml").symlink_to(outside)
    run(root, [Change(root / "a.toml", NEW, "a", OLD)])
    assert (root / "a.toml").is_symlink()
    assert outside.read_bytes() == NEW
