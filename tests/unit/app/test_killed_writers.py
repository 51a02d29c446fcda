"""Writers that are killed, several at once: every record is old or new, history and index right."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from archcite.app.cli import run
from archcite.app.searching import index_for
from archcite.library import history
from archcite.library.files import Library
from archcite.library.index import Index, Row
from archcite.library.query import Selection
from archcite.record.toml import read

MANY = 12  # records at the beginning
AT_ONCE = 3
TEXT = """\
schema = "archcite/1"

[document]
id = "{key}"
kind = "letter"
title = "{title}"
"""


def filled(root: Path) -> None:
    """Letters that are all alike, so that any two can be merged."""
    for path in (root / "records").iterdir():
        path.unlink()
    for number in range(MANY):
        key = f"letter-{number}"
        text = TEXT.format(key=key, title=f"Letter {number}")
        (root / "records" / f"{key}.toml").write_text(text, "utf-8")


def forked(command: Sequence[str]) -> int:
    """The command in a process of its own; its number."""
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(null, stream)
        code = -1
        try:
            code = run(list(command))
        finally:
            os._exit(code)
    return child


def test_changes_of_one_record_at_once_all_succeed(library: Path) -> None:
    filled(library)
    key = "letter-0"
    scans = [library.parent / f"scan-{number}.png" for number in range(3)]
    for scan in scans:
        scan.write_text(scan.name)
    commands = [
        *(["tag", key, "--add", f"tag {number}"] for number in range(8)),
        *(["edit", key, "--set", f"document.{field}=it"] for field in ("title", "short_title")),
        *(["attach", key, str(scan)] for scan in scans),
    ]
    children = [forked(command) for command in commands]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0] * len(commands)
    record = Library(library).load(key)
    assert {each.term for each in record.subjects} == {f"tag {number}" for number in range(8)}
    assert (record.document.title, record.document.short_title) == ("it", "it")
    assert {each.title for each in record.attachments} == {scan.name for scan in scans}
    assert len(list(history.past(library))) == len(commands)


def some_change(root: Path, dice: random.Random, number: int) -> list[str]:
    """A command that changes records that are there now."""
    keys = Library(root).keys()
    one, other = dice.sample(keys, 2)
    what = dice.choice(("edit", "edit", "rename", "merge", "undo", "undo", "redo", "import"))
    if what == "import" or len(keys) < MANY // 2:
        file = root.parent / f"new-{number}.bib"
        entries = [f"@misc{{new-{number}-{each}, title = {{New {each}}}}}" for each in range(4)]
        file.write_text("\n".join(entries))
        return ["import", str(file)]
    return {
        "edit": ["edit", one, "--set", f"document.title=Letter {number}"],
        "rename": ["rename", one, f"letter-{number}-{dice.randrange(1000)}"],
        "merge": ["merge", one, other, "--yes"],
    }.get(what, [what])


def killed(commands: list[list[str]], dice: random.Random, patience: float) -> int:
    """Run them at once and kill each at some moment; how many were still at it."""
    children = [forked(command) for command in commands]
    moments = sorted((dice.uniform(0, patience), child) for child in children)
    start, hit = time.monotonic(), 0
    for moment, child in moments:
        time.sleep(max(0.0, start + moment - time.monotonic()))
        os.kill(child, signal.SIGKILL)
        hit += os.WIFSIGNALED(os.waitpid(child, 0)[1])
    return hit


def rows_of(library: Library, place: Path | None) -> list[Row]:
    with Index(library, place) as index:
        index.refresh()
        return list(index.select(Selection()))


def check(root: Path, known: dict[str, set[bytes]]) -> None:
    """Everything is whole. known: what the history says that each file has ever been."""
    library = Library(root)
    for path in (root / "records").iterdir():
        assert path.suffix == ".toml", path.name
        data = path.read_bytes()
        record = read(data.decode("utf-8"), path.name)
        assert record.document.id == path.stem
        assert data in known[f"records/{path.name}"], f"{path.name} is neither old nor new"
    with index_for(library) as index:
        kept = list(index.select(Selection()))
    assert kept == rows_of(library, None)
    assert [row.key for row in kept] == library.keys()


def under_fire(call, root: Path, writers: int) -> int:
    """Kill so many writers, and look after each few; how many were hit at work."""
    dice, hit, number, newest = random.Random(writers), 0, 0, 0
    known = {f"records/{path.name}": {path.read_bytes()} for path in (root / "records").iterdir()}
    while number < writers:
        commands = [some_change(root, dice, number + each) for each in range(AT_ONCE)]
        number += AT_ONCE
        hit += killed(commands, dice, 0.12)
        assert call("list", "-n", "1").code == 0  # completes what was broken off, or takes it back
        assert not (root / ".archcite" / "change").exists()
        newest = take_in(root, known, newest)
        check(root, known)
    ran = call("log", "--json")
    assert ran.code == 0
    assert call("undo").code in (0, 3)
    assert "!!" not in call("doctor").out
    return hit


def take_in(root: Path, known: dict[str, set[bytes]], after: int) -> int:
    """Add what newer changes made of files; each begins where those before it ended."""
    new = sorted(each.number for each in history.past(root) if each.number > after)
    for number in new:
        for path, before, now in history.files(root, number):
            assert before is None or before in known[path], path
            if now is not None:
                known.setdefault(path, set()).add(now)
    assert new == list(range(after + 1, after + 1 + len(new)))
    return max(new, default=after)


def test_some_writers(call, library: Path) -> None:
    filled(library)
    assert under_fire(call, library, 42) > 0  # few, on a machine that is busy


@pytest.mark.slow
def test_a_thousand_writers(call, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(library)
    monkeypatch.setattr(history, "MOST", 10_000)
    assert under_fire(call, library, 1000) > 100


def test_what_others_do_to_the_files_is_seen(call, library: Path) -> None:
    """Hand edits, files that come and go, half a file, another one with the old size and time."""
    records = library / "records"
    filled(library)
    first = records / "letter-1.toml"
    assert "letter-1" in call("find", "title:letter", "--keys").out
    first.write_text(first.read_text().replace("Letter 1", "Speech 1"))
    assert call("find", "speech", "--keys").out == "letter-1\n"
    state = first.stat()
    first.write_text(first.read_text().replace("Speech 1", "Ballad 1"))
    os.utime(first, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert call("find", "ballad", "--keys").out == "letter-1\n"
    os.rename(first, records / "moved.toml")
    assert call("find", "ballad", "--keys").out == "moved\n"
    whole = (records / "letter-2.toml").read_bytes()
    (records / "letter-2.toml").write_bytes(whole[: len(whole) - 5])
    ran = call("list")
    assert (ran.code, "letter-2\t" in ran.out) == (1, False)
    (records / "letter-2.toml").write_bytes(whole)
    assert "letter-2\t" in call("list").out
    (records / "letter-3.toml").unlink()
    assert call("cite", "letter-3").code == 3
    assert "letter-3\t" not in call("list").out
    with index_for(Library(library)) as index:
        assert list(index.select(Selection())) == rows_of(Library(library), None)


def test_an_old_library_is_known_by_its_listing(call, library: Path) -> None:
    """What a refresh that looks at nothing more may never miss."""
    filled(library)
    old = time.time() - 3600
    for path in (library / "records").iterdir():
        os.utime(path, (old, old))
    call("list")
    with index_for(Library(library)) as index:
        assert index.refresh() == (0, 0)
    changed = library / "records" / "letter-4.toml"
    changed.write_text(changed.read_text().replace("Letter 4", "Cantata 4"))
    os.utime(changed, (old + 1, old + 1))
    assert call("find", "cantata", "--keys").out == "letter-4\n"
    changed.unlink()
    assert call("find", "cantata", "--keys").out == ""
