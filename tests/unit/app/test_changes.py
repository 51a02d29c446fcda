"""rename, remove, merge, undo, redo and log, as a writer calls them."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from pathlib import Path

import pytest

ROE, DOE = "smith-1961-05-04", "ivanov-1950-03-02"


def state(library: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (library / "records").glob("*.toml")}


def test_rename(call, library: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(f"[@{ROE}, 3] and @{ROE}. Not @{ROE}-b.")
    ran = call("rename", ROE, "smith-peace", "--in", str(note))
    assert ran.code == 0
    assert note.read_text() == f"[@smith-peace, 3] and @smith-peace. Not @{ROE}-b."
    assert (tmp_path / "note.md.bak").read_text().startswith(f"[@{ROE}")
    assert call("cite", "smith-peace").out == call("cite", ROE).out
    assert call("check", "--no-gaps").code == 0
    assert f"{ROE}.toml" not in state(library)


def test_a_document_of_the_library_is_renamed_in_and_given_back(call, library: Path) -> None:
    thesis = library / "thesis.md"
    thesis.write_bytes(f"[@{ROE}, 3]\r\n\xff\n".encode("latin-1"))
    before, old = thesis.read_bytes(), state(library)
    shown = call("rename", ROE, "smith-peace", "--in", "thesis.md", "--dry-run")
    assert "+[@smith-peace, 3]" in shown.out
    assert (thesis.read_bytes(), state(library)) == (before, old)
    ran = call("rename", ROE, "smith-peace", "--in", "thesis.md", "--in", "./thesis.md")
    assert ran.out.startswith(f"rename {ROE} to smith-peace in ./thesis.md: done")
    assert ran.err == "./thesis.md: 1 citation\n"
    assert thesis.read_bytes() == before.replace(ROE.encode(), b"smith-peace")
    assert not (library / "thesis.md.bak").exists()
    assert call("undo").code == 0
    assert (thesis.read_bytes(), state(library)) == (before, old)
    assert call("redo").code == 0
    assert b"smith-peace" in thesis.read_bytes()
    thesis.write_bytes(thesis.read_bytes() + b"More.")
    renamed = state(library)
    refused = call("undo")
    assert refused.code == 5
    assert refused.err.startswith("thesis.md: ")
    assert state(library) == renamed


def test_undo_says_that_it_leaves_a_document_elsewhere(call, library: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(f"@{ROE}")
    ran = call("rename", ROE, "smith-peace", "--in", note)
    assert "the old text is kept in note.md.bak" in ran.err
    ran = call("undo")
    assert f"in {note}, which undo leaves as it is" in ran.out
    assert note.read_text() == "@smith-peace"
    assert f"{ROE}.toml" in state(library)


@pytest.mark.parametrize("place", ["library", "elsewhere"])
def test_a_rename_that_fails_changes_nothing(
    call, library: Path, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch, snapshot
) -> None:
    from archcite.library import together

    note = (library if place == "library" else tmp_path) / "note.md"
    note.write_text(f"@{ROE}")
    before = snapshot(tmp_path)
    real = together._put
    for failing in range(3):

        def full(journal: object, number: int, step: object, failing: int = failing) -> None:
            if number == failing:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            real(journal, number, step)

        monkeypatch.setattr(together, "_put", full)
        ran = call("rename", ROE, "smith-peace", "--in", note)
        assert (ran.code, "nothing was changed" in ran.err) == (5, True)
        assert snapshot(tmp_path) == before


def test_a_record_that_is_renamed_back_is_not_its_own_alias(call, library: Path) -> None:
    call("rename", ROE, "smith-peace")
    assert call("rename", "smith-peace", ROE).code == 0
    assert b'known_as = ["smith-peace"]' in state(library)[f"{ROE}.toml"]


def test_rename_to_a_key_that_is_taken_or_none(call, library: Path) -> None:
    before = state(library)
    assert call("rename", ROE, DOE).code == 2
    assert call("rename", ROE, "No Key").code == 2
    assert call("rename", "nobody", "x").code == 3
    assert state(library) == before


def test_everything_can_be_undone_and_redone(call, library: Path) -> None:
    states = [state(library)]
    for command in (
        ("edit", ROE, "--set", "document.short_title=Peace"),
        ("rename", ROE, "smith-peace"),
        ("merge", "smith-peace", DOE, "--yes"),
        ("remove", "smith-peace", "--yes"),
    ):
        assert call(*command).code == 0, command
        states.append(state(library))
    assert states[-1] == {}
    for expected in reversed(states[:-1]):
        assert call("undo").code == 0
        assert state(library) == expected
    assert call("undo").code == 3
    for expected in states[1:]:
        assert call("redo").code == 0
        assert state(library) == expected
    assert call("redo").code == 3


def test_an_import_can_be_undone(call, library: Path, tmp_path: Path) -> None:
    before = state(library)
    source = tmp_path / "in.ris"
    source.write_text("TY  - BOOK\nAU  - Roe, Ada\nTI  - Snow\nPY  - 1950\nER  - \n")
    assert call("import", str(source)).code == 0
    assert state(library) != before
    assert call("undo").code == 0
    assert state(library) == before


def test_an_earlier_change_is_undone_by_its_number(call, library: Path) -> None:
    call("edit", ROE, "--set", "document.short_title=Peace")
    call("edit", DOE, "--set", "document.short_title=Letter")
    before = state(library)
    assert call("undo", "1").code == 0
    assert state(library)[f"{DOE}.toml"] == before[f"{DOE}.toml"]
    assert b"short_title" not in state(library)[f"{ROE}.toml"]
    assert call("undo", "1").code == 3
    assert call("undo", "77").code == 3


def test_what_was_changed_by_hand_since_is_not_undone(call, library: Path) -> None:
    call("edit", ROE, "--set", "document.short_title=Peace")
    path = library / "records" / f"{ROE}.toml"
    path.write_text(path.read_text() + "# by hand\n")
    before = state(library)
    ran = call("undo")
    assert ran.code == 5
    assert "changed by another program or command; nothing was changed (undo what" in ran.err
    assert state(library) == before


def test_nothing_is_removed_unasked(call, library: Path) -> None:
    before = state(library)
    ran = call("remove", ROE)
    assert ran.code == 2
    assert "--yes" in ran.err
    assert call("remove", "--yes").code == 2
    assert call("remove", "title:peace", "--dry-run").out == "1 record would be removed\n"
    assert state(library) == before


def test_merge_shows_what_it_does(call, library: Path) -> None:
    before = state(library)
    ran = call("merge", ROE, DOE, "--dry-run")
    assert "--- records/ivanov-1950-03-02.toml" in ran.out
    assert "document.title: both say something else" in ran.err
    assert state(library) == before
    assert call("merge", ROE, ROE, "--yes").code == 2


def test_log(call, library: Path) -> None:
    assert call("log").err == "nothing was changed yet\n"
    call("edit", ROE, "--set", "document.short_title=Peace")
    call("remove", DOE, "--yes")
    call("undo")
    told = json.loads(call("log", "--json").out)
    assert [each["said"] for each in told] == [
        f"undo: remove {DOE}", f"remove {DOE}", f"edit {ROE}: document.short_title",
    ]  # fmt: skip
    assert [each["undone"] for each in told] == [False, True, False]
    assert len(call("log", "-n", "1").out.splitlines()) == 1


def test_a_history_that_leads_out_of_the_library_is_refused(call, library: Path) -> None:
    import gzip

    call("edit", ROE, "--set", "document.short_title=Peace")
    (entry,) = (library / ".archcite" / "history").glob("*.gz")
    head = gzip.decompress(entry.read_bytes()).splitlines()[0]
    entry.write_bytes(gzip.compress(head + b'\n["../evil", null, "x"]\n'))
    assert call("undo").code == 4
    assert not (library.parent / "evil").exists()


@pytest.fixture
def repository(library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    git(library, "init", "--quiet")
    git(library, "add", ".")
    git(library, "commit", "--quiet", "--message", "start")
    return library


def git(root: Path, *arguments: str) -> str:
    ran = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_changes_are_committed_where_the_settings_say_so(call, repository: Path) -> None:
    (repository / "other.txt").write_text("mine, and not archcite's to commit")
    (repository / "archcite.toml").write_text("commit = true\n")
    call("edit", ROE, "--set", "document.short_title=Peace")
    call("rename", ROE, "smith-peace")
    call("remove", DOE, "--yes", "--no-commit")
    assert git(repository, "log", "--format=%s").splitlines() == [
        f"rename {ROE} to smith-peace", f"edit {ROE}: document.short_title", "start",
    ]  # fmt: skip
    left = git(repository, "status", "--porcelain").splitlines()
    assert left == [" M archcite.toml", f" D records/{DOE}.toml", "?? other.txt"]


def test_a_document_is_committed_if_git_has_it(call, repository: Path) -> None:
    (repository / "mine.md").write_text(f"@{ROE}")
    (repository / "thesis.md").write_text(f"@{ROE}")
    git(repository, "add", "thesis.md")
    call("rename", ROE, "smith-peace", "--in", "mine.md", "--in", "thesis.md", "--commit")
    assert git(repository, "show", "--format=", "--name-only", "--no-renames").splitlines() == [
        f"records/{ROE}.toml", "records/smith-peace.toml", "thesis.md",
    ]  # fmt: skip
    assert git(repository, "status", "--porcelain").splitlines() == ["?? mine.md"]


def test_a_commit_that_fails_leaves_the_change(call, library: Path) -> None:
    ran = call("remove", DOE, "--yes", "--commit")
    assert ran.code == 0
    assert "[not-committed]" in ran.err
    assert f"{DOE}.toml" not in state(library)


def test_what_is_said_after_a_change_is_true(call, library: Path) -> None:
    key = "smith-1961-05-04"
    assert "archcite undo takes it back" in call("remove", key, "--yes").out
    assert "archcite redo makes it again" in call("undo").out
    assert "archcite undo takes it back" in call("redo").out
    assert call("undo", "0").code == 2
