"""CSL-JSON items as records, and back: nothing lost, nothing turned into something else."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.crosswalk.csl import to_csl, to_item
from archcite.crosswalk.csl_back import edtf, from_csl, kind_of
from archcite.csl import vocab
from archcite.read.csl_records import read_csl_json
from archcite.record.model import Record
from archcite.record.toml import from_plain
from archcite.record.vocab import Kind
from archcite.write.csl_json import write_csl_for_pandoc, write_csl_json

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

BOOK: dict[str, Any] = {
    "id": "Roe2001",
    "type": "book",
    "title": "Lamps",
    "original-title": "Lampen",
    "author": [
        {"family": "Roe", "given": "Ada"},
        {"literal": "Guild of Lamps"},
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
        {"family": "Kim", "given": "Chol Su", "static-ordering": True},
    ],
    "translator": [{"family": "Loe", "given": "Dora"}],
    "collection-editor": [{"family": "Moe", "given": "Carl"}],
    "container-title": "Light",
    "collection-title": "Series",
    "collection-number": "7",
    "volume": "2",
    "edition": "3",
    "publisher": "Press",
    "publisher-place": "Ayr",
    "page": "12-15",
    "ISBN": "978-0-00-000000-2",
    "URL": "https://example.org/1",
    "DOI": "10.1000/1",
    "issued": {"date-parts": [[2001, 5], [2002]]},
    "accessed": {"date-parts": [[2026, 3, 1]]},
    "original-date": {"date-parts": [[1899]]},
    "submitted": {"date-parts": [[2000, 1, 2]]},
    "keyword": "lamps; towns",
    "note": "Bought in Ayr.",
    "license": "CC-BY-4.0",
    "annote": "Good.",
    "language": "en",
}


def there_and_back(item: dict[str, Any]) -> dict[str, Any]:
    plain, dropped = from_csl(item)
    assert dropped == []
    return to_item(from_plain(plain))


def test_a_book_comes_back_whole() -> None:
    again = there_and_back(BOOK)
    assert again.pop("id") == "roe2001"
    told = {**BOOK}
    del told["id"]
    note = told.pop("note")
    assert again == told
    record = from_plain(from_csl(BOOK).plain)
    assert record.document.kind is Kind.PUBLISHED
    assert [remark.text for remark in record.remarks] == [note]
    assert record.record is not None
    assert record.record.known_as == ("Roe2001",)


@pytest.mark.parametrize("type_", sorted(vocab.TYPES))
def test_every_type_stays_itself(type_: str) -> None:
    assert there_and_back({"id": "a", "type": type_, "title": "T"})["type"] == type_


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ({"type": "personal_communication"}, Kind.LETTER),
        ({"type": "personal_communication", "genre": "Ciphered telegram"}, Kind.TELEGRAM),
        ({"type": "manuscript", "genre": "diary"}, Kind.DIARY),
        ({"type": "manuscript"}, Kind.OTHER),
        ({"type": "document", "genre": "minutes of the board"}, Kind.MINUTES),
        ({"type": "report"}, Kind.PUBLISHED),
        ({"type": "report", "archive": "Ayr Library"}, Kind.REPORT),
        ({"type": "graphic", "archive": "Ayr Library", "medium": "photograph"}, Kind.PHOTOGRAPH),
        ({"type": "graphic"}, Kind.PUBLISHED),
        ({"type": "thesis", "genre": "note"}, Kind.PUBLISHED),
    ],
)
def test_kinds(item: dict[str, Any], kind: Kind) -> None:
    assert kind_of(item) is kind


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ({"date-parts": [[1966, 5, 27]]}, ("1966-05-27", "")),
        ({"date-parts": [["1966", "5"]]}, ("1966-05", "")),
        ({"date-parts": [[1966]], "circa": True}, ("1966~", "")),
        ({"date-parts": [[1966], [1968]]}, ("1966/1968", "")),
        ({"date-parts": [[1966], [0]]}, ("1966/..", "")),
        ({"date-parts": [[1966]], "season": 2}, ("1966-22", "")),
        ({"date-parts": [[-44, 3]]}, ("-0044-03", "")),
        ({"raw": "1966-05-27"}, ("1966-05-27", "")),
        ({"literal": "in the spring"}, ("", "in the spring")),
        ({"date-parts": [[1966, 2, 31]]}, ("", "")),
        ({"date-parts": "no"}, ("", "")),
        ("1966?", ("1966?", "")),
        ({}, ("", "")),
    ],
)
def test_dates(date: object, expected: tuple[str, str]) -> None:
    assert edtf(date) == expected


def test_a_shelfmark_is_taken_apart_where_it_is_understood() -> None:
    item = {"id": "a", "type": "manuscript", "archive": "RGASPI", "archive_location": "f. 5, op. 2"}
    source = from_plain(from_csl(item).plain).source
    assert source is not None
    assert [level.value for level in source.levels] == ["5", "2"]
    assert source.ref_as_given == "f. 5, op. 2"


@settings(max_examples=100, deadline=None)
@given(records())
def test_a_record_that_archcite_wrote_comes_back_equal(record: Record) -> None:
    text = json.dumps([to_csl(record)[0]])
    found = read_csl_json(text.encode(), "a.json")
    assert [each for each in found if isinstance(each, Record)] == [record]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3000, 3000) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*sorted(BOOK), "recipient", "archive", "x"]), JSON))
def test_no_item_is_too_strange(item: dict[str, Any]) -> None:
    for found in read_csl_json(json.dumps([{**item, "id": "a"}]).encode(), "a.json"):
        assert str(found)


LETTER = from_plain(
    {
        "schema": "archcite/1",
        "document": {"id": "roe", "kind": "telegram", "title": "On Lamps", "date": "1918-09~",
                     "classification": "Secret"},
        "people": [{"role": "author", "as_given": "Ada Roe", "family": "Roe", "given": "Ada",
                    "affiliation": "Guild of Lamps"}],
        "funders": [{"name": "Aurora Endowment"}],
    }
)  # fmt: skip


@pytest.mark.parametrize("write", [write_csl_json, write_csl_for_pandoc])
def test_one_edited_variable_is_one_difference(write: Any) -> None:
    items = json.loads(write([LETTER]).text)
    assert read_csl_json(json.dumps(items).encode(), "x") == [LETTER]
    items[0]["title"] = "On Candles"
    (found,) = read_csl_json(json.dumps(items).encode(), "x")
    assert isinstance(found, Record)
    assert found.document.title == "On Candles"
    assert msgspec.structs.replace(found, document=LETTER.document) == LETTER
    assert msgspec.structs.replace(found.document, title="On Lamps") == LETTER.document


@settings(max_examples=30, deadline=None)
@given(records())
def test_what_pandoc_keeps_is_the_whole_record(record: Record) -> None:
    text = write_csl_for_pandoc([record]).text
    assert '"custom"' not in text
    assert read_csl_json(text.encode("utf-8", "replace"), "x") == [record]


def test_without_the_carrier_there_is_none() -> None:
    for write in (write_csl_json, write_csl_for_pandoc):
        text = write([LETTER], carrier=False).text
        assert "archcite" not in text
        assert "Aurora" not in text


def test_a_language_in_words_and_one_that_is_none_cost_no_item() -> None:
    items = [{"id": "a", "type": "book", "title": "Lamps", "language": "english"},
             {"id": "b", "type": "book", "title": "Wicks", "language": "old tongue"}]  # fmt: skip
    found = read_csl_json(json.dumps(items).encode(), "x")
    one, two = (each for each in found if isinstance(each, Record))
    assert (one.document.title, one.document.language) == ("Lamps", "en")
    assert (two.document.title, two.document.language) == ("Wicks", None)
    assert two.record is not None
    assert [each.value for each in two.record.foreign] == ["old tongue"]
    (problem,) = (each for each in found if not isinstance(each, Record))
    assert "old tongue" in str(problem)


def test_a_document_in_an_edition_keeps_its_own_day() -> None:
    record = from_plain(
        {
            "schema": "archcite/1",
            "document": {"id": "a", "kind": "letter", "title": "On Lamps", "date": "1918-09-25"},
            "people": [{"role": "author", "as_given": "Ada Roe", "family": "Roe", "given": "Ada"}],
            "source": {
                "published_in": {"title": "Documents on Light", "date": "1988", "volume": "2",
                                 "editors": ["Jane Moe"], "publisher": "Sea Press",
                                 "place": "Paris", "pages": "114-119"},
            },
        }
    )  # fmt: skip
    items = json.loads(write_csl_json([record], carrier=False).text)
    assert items[0]["issued"] == {"date-parts": [[1988]]}
    assert read_csl_json(json.dumps(items).encode(), "x") == [record]
    meeting = {**items[0], "event-title": "Congress of Lamps"}
    (found,) = read_csl_json(json.dumps([meeting]).encode(), "x")
    assert isinstance(found, Record)
    assert (found.document.date, found.source) == ("1988", None)
