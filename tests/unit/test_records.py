"""The sample library in records/: it reads, names itself, and says no more than its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from archcite.record import toml
from archcite.record.model import SCHEMA, Record, Table
from archcite.record.tradition import tradition_of
from archcite.record.vocab import State

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "records").glob("*.toml"))
SEED = ROOT.parent / "shared" / "seed" / "brezhnev-1966.txt"
SCHEMA_LINE = "#:schema ../schema/record.schema.json"

# What the library is meant to show: one record at least of each.
KINDS = {
    "speech",
    "letter",
    "telegram",
    "memorandum",
    "minutes",
    "conversation-record",
    "report",
    "interview",
    "photograph",
    "diary",
    "map",
    "legal",
    "collection",
}
TRADITIONS = {"soviet", "british", "american", "chinese"}

# Strings of a record that its keeper chooses, not its source.
KEPT = {
    "id",
    "language",
    "original_language",
    "field",
    "proposed",
    "source_file",
    "sha256",
    "importer",
    "issues",
}
DATES = {"date", "imported"}


def load(path: Path) -> Record:
    return toml.read(path.read_text(encoding="utf-8"), str(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_record_reads_names_itself_and_its_schema(path: Path) -> None:
    record = load(path)
    assert record.schema == SCHEMA
    assert record.document.id == path.stem
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == SCHEMA_LINE
    assert (ROOT / "records" / SCHEMA_LINE.split()[1]).is_file()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_record_is_laid_out_as_it_would_be_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert toml.write(load(path), SCHEMA_LINE.split()[1]) == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_record_says_where_its_facts_are_from(path: Path) -> None:
    record = load(path)
    assert record.record is not None
    assert record.record.source_file or record.record.notes


def test_the_library_shows_the_kinds_and_the_traditions() -> None:
    records = [load(path) for path in FILES]
    assert len(records) >= 15
    assert {str(record.document.kind) for record in records} >= KINDS
    assert {tradition_of(record.source) for record in records if record.source} >= TRADITIONS
    assert any(record.source and record.source.published_in for record in records)
    assert any("?" in (record.document.date or "") for record in records)
    assert any("X" in (record.document.date or "") for record in records)
    assert any("/" in (record.document.date or "") for record in records)


def stated_strings(table: Table) -> Iterator[tuple[str, str]]:
    """Every free string that a table states, with the name of its field."""
    for name in table.__struct_fields__:
        state = table.src if isinstance(table.src, State) else table.src.get(name, State.STATED)
        if name in ("src", "notes") or state is not State.STATED:
            continue
        value = getattr(table, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Table):
                yield from stated_strings(each)
            elif type(each) is str:
                yield name, each


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.skipif(not SEED.is_file(), reason="the seed document is not beside the project")
def test_the_seed_record_says_only_what_the_seed_says() -> None:
    seed = words(SEED.read_text(encoding="utf-8"))
    record = load(ROOT / "records" / "brezhnev-1966-05-27.toml")
    checked = 0
    for name, text in stated_strings(record):
        if name in KEPT or name in DATES or name == "schema" or name == "lost_fields":
            continue
        assert words(text) in seed, f"{name} = {text!r} is not in the seed"
        checked += 1
    assert checked >= 10
    assert record.source is None or record.source.archive is None
    assert not record.credits
    assert not record.places


def test_the_seed_record_holds_no_sentence_of_the_page_s_own_prose() -> None:
    record = load(ROOT / "records" / "brezhnev-1966-05-27.toml")
    assert record.rights is not None
    assert isinstance(record.document.src, dict)
    assert isinstance(record.rights.src, dict)
    assert record.document.src["summary"] is State.SUPPLIED
    assert record.rights.src["statement"] is State.SUPPLIED
    if SEED.is_file():
        seed = words(SEED.read_text(encoding="utf-8"))
        assert words(record.document.summary or "-") not in seed
        assert words(record.rights.statement or "-") not in seed
