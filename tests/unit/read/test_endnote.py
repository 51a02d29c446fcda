"""EndNote XML as EndNote writes it, our own there and back, and files that are broken or hostile.

A file of tests/cases/endnote and its records stand side by side; --update writes the records anew.
"""

from __future__ import annotations

import re
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings

from archcite.crosswalk.endnote import TYPES, type_of
from archcite.crosswalk.ris_tags import TYPES as RIS_TYPES
from archcite.errors import CODES, Problem
from archcite.read import sniff
from archcite.read.endnote import is_endnote, read_endnote, read_endnote_stream
from archcite.record.model import Record
from archcite.record.toml import from_plain, read, write
from archcite.record.vocab import Kind
from archcite.write.endnote import write_endnote

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

CASES = Path(__file__).parents[2] / "cases" / "endnote-xml"
LIBRARY = Path(__file__).resolve().parents[3] / "records"


def shown(found: list[Record | Problem]) -> str:
    """Records as TOML and Problems as sentences, in their order."""
    return "\n".join(
        f"# {each}\n" if isinstance(each, Problem) else f"# ----\n{write(each, '')}"
        for each in found
    )


@pytest.mark.parametrize("file", sorted(CASES.glob("*.xml")), ids=lambda file: file.stem)
def test_the_records_of_a_file(file: Path, update: bool) -> None:
    text = shown(read_endnote(file.read_bytes(), file.name))
    golden = file.with_suffix(".toml")
    if update:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    assert sniff(file.read_bytes(), "download") == "endnote-xml"
    with file.open("rb") as stream:
        assert shown(list(read_endnote_stream(stream, file.name))) == text


def test_the_library_comes_back_exactly() -> None:
    there = [read(path.read_text(encoding="utf-8"), path.name) for path in LIBRARY.glob("*.toml")]
    text = write_endnote(there).text
    assert is_endnote(text)
    assert read_endnote(text.encode(), "a.xml") == there


@settings(max_examples=100, deadline=None)
@given(records())
def test_any_record_comes_back_exactly(record: Record) -> None:
    assert read_endnote(write_endnote([record]).text.encode(), "a.xml") == [record]


def test_an_edit_and_nothing_else_differs() -> None:
    plain = {
        "schema": "archcite/1",
        "document": {"id": "a", "kind": "letter", "title": "To Ben", "date": "1966-05-27~"},
        "people": [{"role": "author", "as_given": "Ada Roe", "certainty": "probable"}],
        "funders": [{"name": "Lamp Fund"}],
    }
    text = write_endnote([from_plain(plain)]).text
    edited = re.sub("To Ben", "To Ben Poe", text, count=1)
    plain["document"] = {**plain["document"], "title": "To Ben Poe"}  # type: ignore[dict-item]
    assert read_endnote(edited.encode(), "a.xml") == [from_plain(plain)]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_stays_itself(kind: Kind) -> None:
    document = {"id": "a", "kind": str(kind), "title": "T", "date": "1966-05~"}
    published = {"published": {"type": "book"}} if kind is Kind.PUBLISHED else {}
    source = {"source": {"archive": {"name": "Ayr Library", "place": "Ayr"}, "collection": "Roe"}}
    record = from_plain({"schema": "archcite/1", "document": document, **published, **source})
    assert read_endnote(write_endnote([record], carrier=False).text.encode(), "a") == [record]


def test_types_are_known_by_name_and_by_number() -> None:
    for number, name, ris in TYPES:
        assert type_of(str(number), name) == type_of(str(number), "") == ris
        assert ris in RIS_TYPES


def one(body: str) -> list[Record | Problem]:
    return read_endnote(f"<xml><records>{body}</records></xml>".encode(), "x.xml")


GOOD = '<record><ref-type name="Book">6</ref-type><titles><title>T</title></titles></record>'


def test_what_stands_before_a_fault_is_read() -> None:
    found = one(f"{GOOD}<record><ref-type>6</ref-type><titles><title>U</titles></record>")
    assert [type(each) for each in found] == [Record, Problem]
    problem = found[1]
    assert isinstance(problem, Problem)
    assert problem.code in CODES
    assert problem.where.startswith("x.xml:")


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">'
    b'<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    b"<xml><records><record><ref-type>6</ref-type><titles><title>T&d;&f;</title></titles>"
    b"</record></records></xml>"
)


def test_entities_are_not_followed() -> None:
    for found in read_endnote(BOMB, "x.xml"):
        assert "lol" not in str(found)
        assert "root:" not in str(found)


@pytest.mark.parametrize(
    "data",
    [
        b"<xml><records>" + b"<a>" * 100_000,
        b"<xml><records><record>" + b"<titles>" * 100_000,
        b"<xml><records><record><titles><title>" + b"x" * 3_000_000,
        b"<xml><records>" + GOOD.encode() * 3_000,
        b"<xml><records>" + b"<record/>" * 30_000,
        b"",
        b"\x00\x01\x02",
        b"<xml><records><record><ref-type>6</ref-type><notes>" + b"&#13;" * 100_000,
    ],
    ids=range(8),
)
def test_hostile_input_is_soon_done_with(data: bytes) -> None:
    start = time.process_time()
    assert list(read_endnote_stream(BytesIO(data), "x.xml"))
    assert time.process_time() - start < 4
