"""The index of a library: always what the files say, whatever happened to either."""

from __future__ import annotations

import os
import sqlite3
from multiprocessing import get_context
from pathlib import Path

import pytest

from archcite.library.files import Library
from archcite.library.index import Index, Update
from archcite.library.query import parse_query


@pytest.fixture
def library(tmp_path: Path) -> Library:
    root = tmp_path / "library"
    (root / "records").mkdir(parents=True)
    return Library(root)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def put(library: Library, key: str, title: str, *, age: float = 60.0) -> Path:
    path = library.folder / f"{key}.toml"
    path.write_text(f'[document]\nid = "{key}"\nkind = "letter"\ntitle = "{title}"\n', "utf-8")
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns - int(age * 1e9)))
    return path


def keys(library: Library, place: Path | None, query: str = "") -> list[str]:
    with Index(library, place) as index:
        index.refresh()
        return [row.key for row in index.select(parse_query(query))]


def refreshed(library: Library, place: Path) -> Update:
    with Index(library, place) as index:
        return index.refresh()


def test_files_that_came_changed_and_went(library: Library, place: Path) -> None:
    for key in "abc":
        put(library, key, f"Title {key}")
    assert refreshed(library, place) == Update(3, 0)
    assert refreshed(library, place) == Update(0, 0)
    put(library, "a", "Another thing altogether")
    (library.folder / "b.toml").unlink()
    put(library, "d", "New")
    assert refreshed(library, place) == Update(2, 1)
    assert keys(library, place) == ["a", "c", "d"]
    assert keys(library, place, "title:a") == []
    assert keys(library, place, "altogether") == ["a"]


def test_a_change_that_keeps_size_and_time_is_seen_while_the_file_is_young(
    library: Library, place: Path
) -> None:
    path = put(library, "a", "first", age=0)
    status = path.stat()
    assert keys(library, place, "first") == ["a"]
    path.write_text(path.read_text().replace("first", "other"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert keys(library, place, "other") == ["a"]


def test_a_file_that_was_only_touched_is_not_written_anew(library: Library, place: Path) -> None:
    path = put(library, "a", "first")
    refreshed(library, place)
    os.utime(path)
    assert refreshed(library, place).read == 1
    assert keys(library, place, "first") == ["a"]


@pytest.mark.parametrize(("query", "said"), [("harbour or port", True), ("not sea", False)])
def test_the_best_few_are_the_first_of_all_with_the_same_passages(
    library: Library, place: Path, query: str, said: bool
) -> None:
    for number, title in enumerate(["A harbour", "The harbour, a harbour", "No port", "Harbour"]):
        put(library, f"letter-{number}", title)
    with Index(library, place) as index:
        index.refresh()
        found = list(index.select(parse_query(query)))
        assert list(index.select(parse_query(query), 2)) == found[:2]
    assert [bool(row.passage) for row in found] == [said] * 4


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_index_is_made_anew(library: Library, place: Path, damage: bytes) -> None:
    put(library, "a", "first")
    refreshed(library, place)
    (found,) = (place / "index").glob("*.sqlite")
    for each in (place / "index").iterdir():
        each.unlink()
    found.write_bytes(damage)
    assert keys(library, place) == ["a"]
    assert found.read_bytes()[:15] == b"SQLite format 3"


def test_one_torn_in_the_middle_is_made_anew(library: Library, place: Path) -> None:
    for number in range(300):
        put(library, f"k{number}", "word " * 50)
    refreshed(library, place)
    (found,) = (place / "index").glob("*.sqlite")
    size = found.stat().st_size
    with open(found, "r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xa5" * (size - 8192))
    put(library, "new", "fresh")
    assert len(keys(library, place)) == 301


def test_another_version_is_made_anew(library: Library, place: Path) -> None:
    put(library, "a", "first")
    with Index(library, place, "old") as index:
        index.refresh()
    with Index(library, place, "new") as index:
        assert index.refresh() == Update(1, 0)
    with Index(library, place, "new") as index:
        assert index.refresh() == Update(0, 0)


def test_without_a_cache_folder(library: Library, tmp_path: Path) -> None:
    put(library, "a", "first")
    assert keys(library, None) == ["a"]
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert keys(library, blocked) == ["a"]


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everything")
def test_a_cache_that_cannot_be_written(library: Library, place: Path) -> None:
    put(library, "a", "first")
    place.mkdir(mode=0o500)
    assert keys(library, place) == ["a"]


def test_broken_files_are_listed_by_their_keys(library: Library, place: Path) -> None:
    (library.folder / "bad.toml").write_bytes(b"\xff\xfe = ")
    put(library, "good", "word")
    with Index(library, place) as index:
        index.refresh()
        assert [(row.key, row.good) for row in index.select(parse_query(""))] == [
            ("bad", False),
            ("good", True),
        ]


@pytest.mark.parametrize(
    "text",
    [
        "people = 3",
        "people = ['x', 4]",
        "document = 'x'",
        "source = []",
        "record = {known_as = 'x'}",
        "document = {date = 1966-05-27, title = 7}",
        "credits = [{verb = 3, by = 'x'}]",
    ],
)
def test_toml_that_is_no_record_does_no_harm(library: Library, place: Path, text: str) -> None:
    (library.folder / "odd.toml").write_text(text)
    assert keys(library, place) == ["odd"]


def test_keys_of_other_programs(library: Library, place: Path) -> None:
    path = put(library, "a", "first")
    path.write_text(path.read_text() + '[record]\nknown_as = ["Smith2020", "x"]\n')
    with Index(library, place) as index:
        index.refresh()
        assert index.known_as(["Smith2020", "nobody"]) == {"Smith2020": ["a"], "nobody": []}


def test_sums(library: Library, place: Path) -> None:
    put(library, "a", "one")
    path = put(library, "b", "two")
    path.write_text(path.read_text() + 'date = "1966-05"\n')
    with Index(library, place) as index:
        index.refresh()
        assert index.sums("kind") == [("letter", 2)]
        assert set(index.sums("date")) == {("", 1), ("1960", 1)}
        assert index.having("title") == 2
        assert index.having("translator") == 0


def _refresh_often(root: str, place: str) -> None:
    for _ in range(10):
        with Index(Library(Path(root)), Path(place)) as index:
            index.refresh()


def test_processes_at_once(library: Library, place: Path) -> None:
    for number in range(200):
        put(library, f"k{number}", "word")
    processes = [
        get_context("fork").Process(target=_refresh_often, args=(str(library.root), str(place)))
        for _ in range(4)
    ]
    for each in processes:
        each.start()
    for number in range(100):
        put(library, f"k{number}", "another")
    for each in processes:
        each.join(60)
        assert each.exitcode == 0
    assert len(keys(library, place, "another")) == 100
    with sqlite3.connect(next((place / "index").glob("*.sqlite"))) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
