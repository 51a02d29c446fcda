"""Records as MODS and back: exactly with the carrier; without it nothing becomes another thing."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings

from archcite.crosswalk.carrier import pack
from archcite.read.mods import read_mods
from archcite.record.model import Record
from archcite.record.toml import from_plain, read
from archcite.record.vocab import Kind, Role, WorkType
from archcite.write.mods import write_mods

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

RECORDS = sorted((Path(__file__).parents[3] / "records").glob("*.toml"))
LETTER = from_plain(
    {
        "schema": "archcite/1",
        "document": {
            "id": "roe-1921",
            "kind": "letter",
            "title": "On lamps",
            "date": "1921-03~",
            "language": "de",
        },
        "people": [
            {"role": "author", "as_given": "Ada Roe", "family": "Roe", "given": "Ada"},
            {"role": "recipient", "as_given": "Kim Chol", "family": "Kim", "given": "Chol",
             "order": "family-first"},
            {"role": "translator", "as_given": "Dora Loe", "family": "Loe", "given": "Dora"},
            {"role": "series-creator", "as_given": "Lamp Guild", "kind": "body"},
        ],
        "source": {
            "archive": {"name": "Ayr Archives", "place": "Ayr"},
            "collection": "Guild",
            "levels": [{"kind": "box", "value": "3"}, {"kind": "folder", "value": "07"}],
        },
        "funders": [{"name": "Oil Fund", "award": "17", "ids": {"ror": "03yrm5c26"}}],
        "rights": {"statement": "Ask.", "license": "CC-BY-4.0", "access": "open"},
        "credits": [{"verb": "translated", "by": ["Dora Loe", "Carl Moe"], "for": "Guild"}],
    }
)  # fmt: skip


def there_and_back(record: Record, *, carrier: bool = False) -> Record:
    text = write_mods([record], carrier=carrier).text
    found = read_mods(text.encode(), "a.xml")
    (only,) = [each for each in found if isinstance(each, Record)]
    return only


@settings(max_examples=40, deadline=None)
@given(records())
def test_a_record_comes_back_equal(record: Record) -> None:
    assert read_mods(write_mods([record]).text.encode(), "a.xml") == [record]


def test_many_records_in_one_file() -> None:
    all_ = [read(path.read_text(encoding="utf-8"), path.name) for path in RECORDS]
    assert read_mods(write_mods(all_).text.encode(), "a.xml") == all_


def test_without_the_carrier_what_mods_can_say_comes_back() -> None:
    assert there_and_back(LETTER) == LETTER
    assert write_mods([LETTER]).dropped == {}


@settings(max_examples=60, deadline=None)
@given(records())
def test_a_loss_is_told(record: Record) -> None:
    """Without the carrier: the record is valid, and what is not told came back."""
    written = write_mods([record], carrier=False)
    again = there_and_back(record)
    told = written.dropped.get(record.document.id, [])
    if "document.kind" not in told:
        assert again.document.kind is record.document.kind
    if "document.date" not in told:
        assert again.document.date == record.document.date
    if not any(path.startswith("people") for path in told):
        assert [agent.role for agent in again.people] == [agent.role for agent in record.people]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_stays_itself(kind: Kind) -> None:
    record = from_plain(
        {"schema": "archcite/1", "document": {"id": "a", "kind": str(kind), "title": "T"}}
    )
    assert there_and_back(record) == record


@pytest.mark.parametrize("type_", list(WorkType))
def test_every_type_stays_itself(type_: WorkType) -> None:
    plain = {
        "schema": "archcite/1",
        "document": {"id": "a", "kind": "published", "title": "T", "date": "2001-02"},
        "published": {"type": str(type_), "container": "C", "volume": "2", "pages": "1-9",
                      "publisher": "P", "place": "Ayr", "isbn": "978-0-00-000000-2"},
    }  # fmt: skip
    assert there_and_back(from_plain(plain)) == from_plain(plain)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_stays_itself(role: Role) -> None:
    agent = {"role": str(role), "as_given": "Ada Roe", "family": "Roe", "given": "Ada"}
    record = from_plain(
        {"schema": "archcite/1", "document": {"id": "a", "kind": "photograph"}, "people": [agent]}
    )
    assert there_and_back(record).people == record.people


@pytest.mark.parametrize(
    "date", ["1966", "1966-05~", "196X", "1966?", "1966-05-27%", "1966/1968", "../1966", "-0044"]
)
def test_dates_keep_their_doubt(date: str) -> None:
    plain = msgspec.to_builtins(LETTER)
    plain["document"] = {**plain["document"], "date": date}
    assert there_and_back(from_plain(plain)).document.date == date


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("On lamps", "On wicks", ("document", "title")),
        (">1921-03~</dateCreated>", ">1922</dateCreated>", ("document", "date")),
        (">Ayr Archives</physicalLocation>", ">Quay</physicalLocation>",
         ("source", "archive", "name")),
    ],
)  # fmt: skip
def test_an_edit_is_kept_and_nothing_else_changes(
    old: str, new: str, path: tuple[str, ...]
) -> None:
    hidden = {"text_quality": {"ocr": True}}
    plain = msgspec.to_builtins(LETTER)
    plain["document"] = {**plain["document"], **hidden}
    text = write_mods([from_plain(plain)]).text
    assert text.count(old) == 1
    (found,) = read_mods(text.replace(old, new).encode(), "a.xml")
    table = plain
    for step in path[:-1]:
        table[step] = dict(table[step])
        table = table[step]
    table[path[-1]] = {"On wicks": "On wicks"}.get(new, new[1:].partition("<")[0])
    assert found == from_plain(plain)


def test_an_edited_name_leaves_the_others_whole() -> None:
    plain = msgspec.to_builtins(LETTER)
    plain["people"] = [{**agent, "_note": "seen"} for agent in plain["people"]]
    text = write_mods([from_plain(plain)]).text
    edited = text.replace(">Dora</namePart>", ">Dorothea</namePart>")
    (found,) = read_mods(edited.encode(), "a.xml")
    assert isinstance(found, Record)
    plain["people"][2]["given"] = "Dorothea"
    assert found == from_plain(plain)


def test_zotero_finds_the_whole_line_and_no_funder_among_the_names() -> None:
    text = write_mods([LETTER], carrier=False).text
    assert ">folder 07, box 3, Guild, Ayr Archives, Ayr</physicalLocation>" in text
    assert "fnd" not in text
    assert '<genre authority="local">letter</genre>' in text
    assert '<note type="funding" displayLabel="Oil Fund"' in text


def test_a_carrier_in_a_note_counts_too() -> None:
    word = pack(LETTER)
    text = write_mods([LETTER], carrier=False).text.replace(
        "</mods>", f"<note>{word}</note></mods>"
    )
    plain = msgspec.to_builtins(LETTER)
    assert read_mods(text.encode(), "a.xml") == [from_plain(plain)]
