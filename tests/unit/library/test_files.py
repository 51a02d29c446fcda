"""The library on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.errors import CannotWrite, NoSuchRecord, UnreadableInput
from archcite.library.files import LONGEST_KEY, MAX_BYTES, Library, find_library, is_key
from archcite.record import vocab
from archcite.record.model import SCHEMA, Document, Record


def record(key: str, title: str = "A title") -> Record:
    return Record(schema=SCHEMA, document=Document(id=key, kind=vocab.Kind.LETTER, title=title))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def test_found_from_any_folder_below(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_library(below) is None or tmp_path not in find_library(below).parents
    (tmp_path / "archcite.toml").touch()
    assert find_library(below) == tmp_path
    assert find_library(tmp_path) == tmp_path


@pytest.mark.parametrize("key", ["a", "brezhnev-1966-05-27", "a.b_c-1", "1917-letter"])
def test_keys(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize(
    "key",
    ["", "..", ".hidden", "-a", "a/b", "../a", "a\\b", "A", "ключ", "a b", "a\n", "²", "é",
     "a" * (LONGEST_KEY + 1)],
)  # fmt: skip
def test_no_keys(library: Library, key: str) -> None:
    assert not is_key(key)
    assert key not in library
    with pytest.raises(NoSuchRecord, match="is not a citation key"):
        library.path(key)


def test_keys_and_slugs_are_the_same() -> None:
    from archcite.record.identifiers import CHECKS

    for text in ["a", "a-", "a..b", "_a", "A", "1.", "a_b", "á", "a b", "x" * 50]:
        assert is_key(text) == (CHECKS["slug"](text) == "")


def test_save_and_load(library: Library) -> None:
    path = library.save(record("a-1966"))
    assert path.read_text("utf-8").startswith("#:schema ../schema/record.schema.json\n")
    assert library.load("a-1966") == record("a-1966")
    assert library.keys() == ["a-1966"]
    assert "a-1966" in library


def test_save_refuses_a_taken_key(library: Library) -> None:
    library.save(record("a"))
    with pytest.raises(CannotWrite, match="it exists already"):
        library.save(record("a", "Another"))
    assert library.load("a").document.title == "A title"
    library.save(record("a", "Another"), overwrite=True)
    assert library.load("a").document.title == "Another"


def test_other_files_are_no_records(library: Library) -> None:
    library.folder.mkdir()
    for name in ["notes.txt", ".hidden.toml", "Upper.toml", "a.toml~", "b.toml.tmp"]:
        (library.folder / name).touch()
    assert library.keys() == []


def test_nearest(library: Library) -> None:
    for key in ["brezhnev-1966-05-27", "stalin-1950-12-01", "stalin-1951-01-01"]:
        library.save(record(key))
    assert library.nearest("stalin") == ["stalin-1950-12-01", "stalin-1951-01-01"]
    assert library.nearest("breznev-1966-05-27") == ["brezhnev-1966-05-27"]
    assert library.nearest("zzz") == []
    with pytest.raises(NoSuchRecord, match="did you mean brezhnev-1966-05-27"):
        library.load("brezhnev-1966-05-28")


def test_missing_in_an_empty_library(library: Library) -> None:
    with pytest.raises(NoSuchRecord, match="holds no records yet"):
        library.load("a")


def test_same_source(library: Library) -> None:
    digest = "0" * 63 + "1"
    library.save(record("a"))
    library.folder.joinpath("b.toml").write_text(f'x = "{digest}"')
    assert library.same_source(digest) == ["b"]
    assert library.same_source("") == []


def test_bad_files(library: Library) -> None:
    library.folder.mkdir()
    (library.folder / "a.toml").write_bytes(b"x = 1\ny = '\xff'\n")
    with pytest.raises(UnreadableInput, match=r"a\.toml:2: .*not valid UTF-8"):
        library.text("a")
    (library.folder / "b.toml").write_bytes(b" " * (MAX_BYTES + 1))
    with pytest.raises(UnreadableInput, match="at most"):
        library.read("b")
    (library.folder / "c.toml").mkdir()
    with pytest.raises(UnreadableInput, match="it is a folder"):
        library.read("c")


def test_no_library_there(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="no library"):
        Library(tmp_path / "none").save(record("a"))
