"""archcite import."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "cases" / "wilson" / "telegram.txt"
OTHER = Path(__file__).parents[2] / "cases" / "wilson" / "memo.txt"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


@pytest.fixture
def key(call, library: Path) -> str:
    """The key under which the page is imported."""
    return json.loads(call("import", "--dry-run", "--json", PAGE).out)[0]["key"]


def test_record_is_written_and_told(call, library: Path, key: str) -> None:
    ran = call("import", PAGE)
    assert ran.code == 0
    assert f"written to records/{key}.toml" in ran.out
    states = {line.split()[0] for line in ran.out.splitlines()[1:]}
    assert {"stated", "inferred"} <= states
    assert 'imported = "2023-11-14"' in (library / "records" / f"{key}.toml").read_text("utf-8")
    assert call("check", key).code == 0
    assert call("cite", key, "-q").code == 0


def test_dry_run_writes_nothing(call, library: Path, snapshot) -> None:
    before = snapshot(library)
    ran = call("import", "--dry-run", PAGE)
    assert ran.code == 0
    assert ran.out.startswith("#:schema ../schema/record.schema.json\n")
    assert "nothing was written" in ran.err
    assert snapshot(library) == before


def test_dry_run_needs_no_library(call, nowhere: Path) -> None:
    assert call("import", "--dry-run", PAGE).code == 0
    assert list(nowhere.iterdir()) == []


def test_dry_run_prints_what_import_writes(call, library: Path, key: str) -> None:
    shown = call("import", "--dry-run", PAGE).out
    call("import", PAGE)
    assert (library / "records" / f"{key}.toml").read_text("utf-8") == shown


def test_same_page_twice_changes_nothing(call, library: Path, snapshot, monkeypatch) -> None:
    call("import", PAGE)
    before = snapshot(library)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    ran = call("import", PAGE)
    assert ran.code == 0
    assert "already in the library" in ran.out
    assert snapshot(library) == before


def test_same_page_is_known_after_it_was_edited(call, library: Path, key: str, snapshot) -> None:
    call("import", PAGE)
    call("edit", key, "--set", "document.title=Another title")
    before = snapshot(library)
    assert "already in the library" in call("import", PAGE).out
    assert snapshot(library) == before


def test_same_page_saved_with_other_line_ends(
    call, library: Path, tmp_path: Path, snapshot
) -> None:
    call("import", PAGE)
    before = snapshot(library)
    other = tmp_path / PAGE.name
    other.write_bytes(PAGE.read_bytes().replace(b"\n", b"\r\n"))
    assert "already in the library" in call("import", other).out
    assert snapshot(library) == before


def test_taken_key_gets_a_suffix(call, library: Path, key: str) -> None:
    letter = (library / "records" / "ivanov-1950-03-02.toml").read_text()
    taken = library / "records" / f"{key}.toml"
    taken.write_text(letter.replace("ivanov-1950-03-02", key))
    ran = call("import", PAGE)
    assert ran.code == 0
    assert f"the key {key} belongs to another document" in ran.out
    assert f"written to records/{key}-b.toml" in ran.out
    assert taken.read_text() == letter.replace("ivanov-1950-03-02", key)


def test_standard_input(call, library: Path, key: str) -> None:
    ran = call("import", "-", stdin=PAGE.read_bytes())
    assert ran.code == 0
    assert f"records/{key}.toml" in ran.out


def test_one_bad_file_does_not_hide_the_others(call, library: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    ran = call("import", PAGE, empty, tmp_path / "none.txt", OTHER)
    assert ran.code == 4
    assert ran.out.count("written to") == 2
    assert "empty.txt" in ran.err
    assert "none.txt: error: cannot read: there is no such file" in ran.err
    assert len(ran.err.splitlines()) == 2


def test_json(call, library: Path, tmp_path: Path) -> None:
    ran = call("import", "--json", PAGE, tmp_path / "none.txt")
    first, second = json.loads(ran.out)
    assert first["outcome"] == "new"
    assert first["written"] == f"records/{first['key']}.toml"
    assert {"path", "state", "value"} == set(first["fields"][0])
    assert second["outcome"] == "faulty"
    assert second["problems"][0]["code"] == "unreadable"


def test_reader_by_name(call, library: Path) -> None:
    assert call("import", "--format", "wilson", PAGE).code == 0
    ran = call("import", "--format", "papyrus", PAGE)
    assert ran.code == 2
    assert "no input format 'papyrus'" in ran.err


def test_failed_write_leaves_everything(call, library: Path, snapshot, monkeypatch) -> None:
    import errno
    import os

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "")

    before = snapshot(library)
    monkeypatch.setattr(os, "fsync", full)
    ran = call("import", PAGE, OTHER)
    assert ran.code == 5
    assert ran.err.count("no space is left on the disk; nothing was changed") == 1
    assert snapshot(library) == before


def test_the_seed(call, library: Path, root: Path) -> None:
    seed = root.parent / "shared" / "seed" / "brezhnev-1966.txt"
    if not seed.exists():
        pytest.skip("the seed document is not here")
    ran = call("import", seed)
    assert "written to records/brezhnev-1966-05-27.toml" in ran.out
    states = {tuple(line.split()[:2]) for line in ran.out.splitlines()[1:]}
    assert ("stated", "document.title") in states
    assert ("inferred", "document.kind") in states
    assert {("lost", "people.author"), ("lost", "places"), ("lost", "source.archive")} <= states
    note = call("cite", "brezhnev-1966-05-27", "--form", "note")
    assert note.out.startswith(
        "Leonid Brezhnev, “Excerpts from Leonid Brezhnev’s May 1966 Speech on Talks with "
        "Kim Il Sung,” CC CPSU Plenum, morning, May 27, 1966, "
    )
    for lacking in ["fond, opis, delo and list", "translat", "URL"]:
        assert lacking in note.err
