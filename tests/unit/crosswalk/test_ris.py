"""RIS there and back: exact with the word, nothing turned into something else without it."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.crosswalk import ris_tags as tags
from archcite.crosswalk.flat_dates import read_date, slashed
from archcite.crosswalk.ris import from_ris, to_ris
from archcite.crosswalk.table import leaves
from archcite.csl import vocab
from archcite.read.ris import read_ris
from archcite.record.model import Record
from archcite.record.toml import from_plain, read
from archcite.record.vocab import Kind
from archcite.write.ris import write_ris, write_ris_jabref

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

LIBRARY = Path(__file__).resolve().parents[3] / "records"
BOTH = pytest.mark.parametrize("write", [write_ris, write_ris_jabref])
Write = Callable[..., Any]

TELEGRAM: dict[str, Any] = {
    "schema": "archcite/1",
    "document": {
        "id": "roe-1966",
        "kind": "telegram",
        "title": "The harbour is closed",
        "date": "1966-05-27~",
        "language": "ru",
        "number": "709",
        "summary": "No ships.",
    },
    "people": [
        {"role": "author", "as_given": "Ada Roe", "family": "Roe", "given": "Ada"},
        {
            "role": "recipient",
            "as_given": "Kim Chol Su",
            "family": "Kim",
            "given": "Chol Su",
            "order": "family-first",
        },
        {"role": "translator", "as_given": "Eva Noe", "family": "Noe", "given": "Eva"},
    ],
    "source": {
        "archive": {"name": "Ayr County Archive", "acronym": "ACA", "place": "Ayr"},
        "collection": "Roe Papers",
        "levels": [{"kind": "box", "value": "3"}, {"kind": "folder", "value": "7"}],
    },
    "digital": {"name": "Ayr Archives Online", "url": "https://example.org/7"},
    "rights": {
        "statement": "Ask the archive.",
        "uri": "http://rightsstatements.org/vocab/InC/1.0/",
    },
    "subjects": [{"term": "lamps"}, {"term": "harbours", "scheme": "LCSH"}],
}


def found(text: str) -> Record:
    (record,) = read_ris(text.encode(), "a.ris")
    assert isinstance(record, Record)
    return record


def test_a_telegram_for_zotero() -> None:
    lines = write_ris([from_plain(TELEGRAM)], carrier=False).text.splitlines()
    assert lines == [
        "TY  - PCOMM",
        "ID  - roe-1966",
        "AU  - Roe, Ada",
        "A2  - Kim, Chol Su",
        "A4  - Noe, Eva",
        "TI  - The harbour is closed",
        "M3  - Telegram",
        "M1  - 709",
        "DA  - 1966/05/27/",
        "PY  - 1966",
        "LA  - ru",
        "DB  - Ayr County Archive (ACA)",
        "AN  - Roe Papers, box 3, folder 7",
        "DP  - Ayr Archives Online",
        "UR  - https://example.org/7",
        "CR  - Ask the archive. | http://rightsstatements.org/vocab/InC/1.0/",
        "AB  - No ships.",
        "KW  - lamps",
        "KW  - harbours",
        "M2  - name-order: Kim, Chol Su",
        "M2  - issued: 1966-05-27~",
        "M2  - archive-place: Ayr",
        "ER  - ",
    ]


def test_the_same_for_jabref() -> None:
    text = write_ris_jabref([from_plain(TELEGRAM)]).text
    assert "\nAV  - Roe Papers, box 3, folder 7\n" in text
    assert "\nTA  - Noe, Eva\n" in text
    assert "\nN1  - archcite: archcite1." in text
    assert "\nA4  - " not in text


@BOTH
def test_what_ris_has_a_place_for_comes_back_without_the_word(write: Write) -> None:
    there = from_plain(TELEGRAM)
    written = write([there], carrier=False)
    back = msgspec.to_builtins(found(written.text))
    expected = msgspec.to_builtins(there)
    expected["source"]["ref_as_given"] = "Roe Papers, box 3, folder 7"
    del expected["subjects"][1]["scheme"]
    assert back == expected
    assert written.dropped == {"roe-1966": ["subjects.scheme"]}


@BOTH
def test_the_library_comes_back_exactly(write: Write) -> None:
    there = [read(path.read_text(encoding="utf-8"), path.name) for path in LIBRARY.glob("*.toml")]
    assert len(there) > 20
    assert read_ris(write(there).text.encode(), "a.ris") == there


@settings(max_examples=100, deadline=None)
@given(records(), st.sampled_from([write_ris, write_ris_jabref]))
def test_any_record_comes_back_exactly(record: Record, write: Write) -> None:
    assert read_ris(write([record]).text.encode(), "a.ris") == [record]


@settings(max_examples=100, deadline=None)
@given(records(), st.sampled_from([write_ris, write_ris_jabref]))
def test_what_is_not_told_as_lost_comes_back_without_the_word(record: Record, write: Write) -> None:
    written = write([record], carrier=False)
    (back,) = read_ris(written.text.encode(), "a.ris")
    assert isinstance(back, Record)
    lost = set(written.dropped.get(record.document.id, ()))
    here, again = facts(record), facts(back)
    for path in leaves(record):
        if path not in lost:
            assert not Counter(here[path]) - Counter(again.get(path, ())), (path, written.text)


def facts(record: Record) -> dict[str, list[str]]:
    """Every value of a record by the paths of crosswalk.table.leaves."""
    values: dict[str, list[str]] = {}

    def walk(table: msgspec.Struct, prefix: str) -> None:
        for field in msgspec.structs.fields(type(table)):
            value, path = getattr(table, field.name), prefix + field.encode_name
            if isinstance(value, msgspec.Struct):
                walk(value, f"{path}.")
            elif isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
                for each in value:
                    word = getattr(each, "role", None) or getattr(each, "verb", None)
                    walk(each, f"{path}.{word}." if word else f"{path}.")
            elif isinstance(value, dict):
                for key, one in value.items():
                    values.setdefault(f"{path}.{key}", []).append(str(one))
            elif value is not None:
                values.setdefault(path, []).append(str(value))

    walk(record, "")
    return values


EDITS: list[tuple[str, str, dict[str, Any]]] = [
    (r"TI  - .*", "TI  - A new title", {"document": {"title": "A new title"}}),
    (r"DA  - .*\nPY  - .*", "DA  - 1967/01/02/\nPY  - 1967", {"document": {"date": "1967-01-02"}}),
    (r"AB  - .*\n", "", {"document": {"summary": None}}),
    (r"DB  - .*", "DB  - Bute Library", {"source": {"archive": {"name": "Bute Library",
                                                              "acronym": None}}}),
    (r"KW  - lamps\n", "", {"subjects": [{"term": "harbours", "scheme": "LCSH"}]}),
    (r"KW  - lamps\n", "KW  - lights\n", {"subjects": [
        {"term": "lights"}, {"term": "harbours", "scheme": "LCSH"}]}),
    (r"KW  - harbours\n", "KW  - harbours\nKW  - sea\n", {"subjects": [
        {"term": "lamps"}, {"term": "harbours", "scheme": "LCSH"}, {"term": "sea"}]}),
    (r"AU  - .*", "AU  - Poe, Ben", {"people": [
        {"role": "author", "as_given": "Ben Poe", "family": "Poe", "given": "Ben"},
        *TELEGRAM["people"][1:]]}),
    (r"ER  - ", "N1  - Look again.\nER  - ", {"remarks": [{"text": "Look again."}]}),
    (r"CR  - .*", "CR  - Free.", {"rights": {"statement": "Free.", "uri": None}}),
]  # fmt: skip


@BOTH
@pytest.mark.parametrize(("old", "new", "change"), EDITS)
def test_an_edit_and_nothing_else_differs(
    write: Write, old: str, new: str, change: dict[str, Any]
) -> None:
    plain = msgspec.convert(TELEGRAM, Any)
    plain = {**plain, "funders": [{"name": "Lamp Fund", "award": "12"}]}
    text = write([from_plain(plain)]).text
    edited, times = re.subn(old, new, text, count=1)
    assert times
    assert found(edited) == from_plain(changed(plain, change))


def changed(plain: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    made = dict(plain)
    for key, value in change.items():
        if value is None:
            del made[key]
        else:
            made[key] = changed(plain[key], value) if isinstance(value, dict) else value
    return made


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_stays_itself(kind: Kind) -> None:
    for source in ({}, {"archive": {"name": "Ayr Library"}}):
        plain = {**TELEGRAM, "document": {**TELEGRAM["document"], "kind": str(kind)}}
        plain["source"] = source
        if kind is Kind.PUBLISHED:
            plain["published"] = {"type": "book"}
        for people in ([], TELEGRAM["people"]):
            record = from_plain({**plain, "people": people})
            back = found(write_ris([record], carrier=False).text)
            assert back.document.kind is kind
            assert back.published == record.published
            assert back.document.genre is None


@pytest.mark.parametrize("type_", sorted(vocab.TYPES))
def test_every_type_of_published_work_stays_itself(type_: str) -> None:
    plain = {
        "schema": "archcite/1",
        "document": {"id": "a", "kind": "published", "title": "T", "number": "9"},
        "published": {
            "type": type_,
            "container": "C",
            "container_short": "Cs",
            "series": "S",
            "series_number": "2",
            "volume": "3",
            "issue": "9",
            "pages": "5-6",
            "publisher": "P",
            "place": "Ayr",
            "isbn": "9780000000002",
            "issn": "1234-5678",
            "section": "B",
            "chapter": "7",
            "version": "1.2",
            "other": [{"name": "number-of-pages", "value": "12"}],
        },
        "people": [
            {"role": role, "as_given": f"Ada {role}", "family": role, "given": "Ada"}
            for role in ("Author", "Editor")
        ],
        "digital": {"record_id": "x1", "name": "Lamp Index"},
        "source": {"archive": {"name": "Ayr Library"}, "ref_as_given": "MS 7"},
    }
    for each in plain["people"]:  # type: ignore[attr-defined]
        each["role"] = each["role"].lower()
    record = from_plain(plain)
    written = write_ris([record], carrier=False)
    back = found(written.text)
    assert facts(back)["published.type"] == [type_]
    assert back.published == record.published
    assert back.people == record.people
    assert back.digital == record.digital
    assert back.source is not None
    assert back.source.archive == (record.source and record.source.archive)


def test_a_type_that_programs_share_is_written_again() -> None:
    for type_ in tags.TYPES:
        text = f"TY  - {type_}\nTI  - T\nID  - a\nER  - \n"
        assert write_ris([found(text)], carrier=False).text.startswith(f"TY  - {type_}\n")


def test_fields_of_other_programs_are_written_again() -> None:
    text = "TY  - JOUR\nID  - a\nTI  - T\nXX  - odd\nAD  - Ayr\nM2  - a remark\nER  - \n"
    assert sorted(write_ris([found(text)], carrier=False).text.split("\n")) == sorted(
        text.split("\n")
    )


def test_a_damaged_word_leaves_what_can_be_seen() -> None:
    text = write_ris([from_plain(TELEGRAM)]).text.replace("archcite1.", "archcite1.x")
    back = found(text)
    assert back.document.title == "The harbour is closed"
    assert back.rights is not None


def test_an_edit_takes_marks_with_it_that_are_not_true_any_more() -> None:
    document = {**TELEGRAM["document"], "_src": {"title": "empty", "date": "inferred"}}
    del document["title"]
    text = write_ris([from_plain({**TELEGRAM, "document": document})]).text
    text = re.sub(r"TI  - .*", "TI  - Told", re.sub(r"(DA|PY)  - .*\n|M2  - issued.*\n", "", text))
    back = found(text).document
    assert (back.title, back.date, back.src) == ("Told", None, {})


def test_a_word_that_was_wrapped_is_read() -> None:
    record = from_plain(TELEGRAM)
    text = re.sub(r"(archcite1\..{70})(.{70})", "\\1\n\\2\n ", write_ris([record]).text)
    assert found(text) == record


@given(st.dates().map(str))
def test_days_come_back(day: str) -> None:
    assert read_date(slashed(day)) == day


def test_pairs_are_one_line_each() -> None:
    plain = {**TELEGRAM, "remarks": [{"text": "one\nTY  - BOOK\nER  - \u2028two"}]}
    record = from_plain(plain)
    assert all("\n" not in value for _, value in to_ris(record).pairs)
    assert from_ris(to_ris(record).pairs) == record
    assert read_ris(write_ris([record]).text.encode(), "a") == [record]
