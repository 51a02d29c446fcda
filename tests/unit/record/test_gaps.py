"""What a complete citation still lacks, by kind, by tradition and by what is there."""

from typing import Any

import pytest

from archcite.record.gaps import gaps
from archcite.record.toml import from_plain

ANY = "the holding archive and its shelfmark (fond, opis, delo and list, or box and folder)"
COMPLETE: dict[str, Any] = {
    "document": {"kind": "letter", "date": "1966"},
    "people": [{"role": "author", "as_given": "A"}, {"role": "recipient", "as_given": "B"}],
    "source": {
        "archive": {"acronym": "RGANI"},
        "levels": [
            {"kind": "fond", "value": "5"},
            {"kind": "opis", "value": "49"},
            {"kind": "delo", "value": "131"},
            {"kind": "leaf", "value": "193-194"},
        ],
    },
}


def lacking(**tables: Any) -> list[str]:
    """The gaps of the complete letter with some tables replaced (None: taken out)."""
    data = {"schema": "archcite/1", **COMPLETE, **tables}
    data = {key: value for key, value in data.items() if value is not None}
    data["document"] = {"id": "a", **data["document"]}
    return gaps(from_plain(data))


def test_a_complete_letter_lacks_nothing() -> None:
    assert lacking() == []


def test_a_page_whose_values_were_lost() -> None:
    assert lacking(
        document={
            "kind": "speech",
            "title": "T",
            "date": "1966",
            "language": "en",
            "event": {"name": "CC CPSU Plenum"},
        },
        people=[{"role": "speaker", "as_given": "A"}],
        source=None,
        digital={"name": "D"},
        record={"lost_fields": ["people.author", "source", "source.archive"]},
    ) == ["the holding archive and its fond, opis, delo and list", "who translated it", "a URL"]


def holding(archive: str, *levels: str, **more: Any) -> dict[str, Any]:
    return {
        "archive": {"name": archive},
        "levels": [{"kind": level, "value": "1"} for level in levels],
        **more,
    }


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        (None, [ANY]),
        ({}, [ANY]),
        ({"ref_as_given": "Obtained by A."}, [ANY]),
        ({"levels": [{"kind": "fond", "value": "5"}]}, ["the holding archive"]),
        ({"_src": "empty"}, []),
        ({"_src": {"archive": "empty"}}, []),
        (holding("RGANI"), ["its fond, opis, delo and list"]),
        (holding("RGANI", "fond", "delo"), ["its opis and list"]),
        (holding("AVPRF", "fond", "opis", "papka", "delo"), ["its list"]),
        (holding("RGASPI", "fond", "opis", "delo", "page"), []),
        (holding("APRF", "reference"), []),
        (holding("RGANI", ref_as_given="RGANI 5/49/131"), []),
        (holding("TNA", "series"), ["its piece number"]),
        (holding("TNA", "series", "piece"), []),
        (holding("Jimmy Carter Library", "box"), ["its folder"]),
        (holding("Jimmy Carter Library", "box", collection="WHCF"), []),
        (holding("Jimmy Carter Library", "box", "folder"), []),
        (holding("Some Museum"), ["its shelfmark"]),
        (holding("Some Museum", collection="House Papers"), []),
        (holding("Some Museum", "item"), []),
        ({"published_in": {"as_given": "A. B., Book, 3"}}, []),
        ({"published_in": {"title": "Book", "date": "1977", "pages": "3"}}, []),
        (
            {"published_in": {"authors": ["A"]}},
            [
                "the title of the edition",
                "the year of the edition",
                "the pages or the document's number in the edition",
            ],
        ),
    ],
)
def test_holding(source: dict[str, Any] | None, missing: list[str]) -> None:
    assert lacking(source=source) == missing


@pytest.mark.parametrize("kind", ["collection", "file"])
def test_a_whole_collection_needs_no_leaf(kind: str) -> None:
    document = {"kind": kind, "title": "T", "date": "1966"}
    assert lacking(document=document, source=holding("RGANI", "fond")) == []
    assert lacking(document=document, source=None) == ["the holding archive"]


@pytest.mark.parametrize(
    ("document", "more", "is_gap"),
    [
        ({"language": "en", "original_language": "ru"}, {}, True),
        ({"language": "en-GB", "original_language": "eng"}, {}, False),
        ({"language": "ru", "original_language": "rus"}, {}, False),
        ({"language": "en", "original_title": {"text": "Речь", "language": "ru"}}, {}, True),
        ({"language": "en", "event": {"name": "CC CPSU Plenum"}}, {}, True),
        ({"language": "ru", "event": {"name": "CC CPSU Plenum"}}, {}, False),
        (
            {"language": "en", "event": {"name": "XCPSUX"}},
            {"source": holding("Some Museum", "item")},
            False,
        ),
        ({"language": "en"}, {}, True),  # it lies in RGANI
        ({"language": "en"}, {"source": holding("Some Museum", "item")}, False),
        ({}, {}, False),
        (
            {"language": "en"},
            {
                "source": holding("Some Museum", "item"),
                "people": [
                    {"role": "author", "as_given": "A", "affiliation": "secretary of the SED"},
                    {"role": "recipient", "as_given": "B"},
                ],
            },
            True,
        ),
    ],
)
def test_translator(document: dict[str, Any], more: dict[str, Any], is_gap: bool) -> None:
    document = {"kind": "letter", "date": "1966", **document}
    assert lacking(document=document, **more) == (["who translated it"] if is_gap else [])


@pytest.mark.parametrize(
    "named",
    [
        {"credits": [{"verb": "translated", "by": ["C"]}]},
        {"people": [*COMPLETE["people"], {"role": "translator", "as_given": "C"}]},
        {"source": {"published_in": {"as_given": "x", "translators": ["C"]}}},
    ],
)
def test_a_translator_who_is_named_anywhere_will_do(named: dict[str, Any]) -> None:
    document = {"kind": "letter", "date": "1966", "language": "en", "original_language": "ru"}
    assert lacking(document=document, **named) == []


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("letter", ["the author", "the recipient", "a date"]),
        ("telegram", ["the author", "the recipient", "a date"]),
        ("interview", ["who was interviewed", "the interviewer", "a date"]),
        ("speech", ["the speaker", "a date", "where or at what meeting it was given"]),
        ("minutes", ["a title", "a date"]),
        ("photograph", ["a date"]),
        ("collection", ["a title"]),
    ],
)
def test_people_title_and_date_by_kind(kind: str, missing: list[str]) -> None:
    assert lacking(document={"kind": kind}, people=None) == missing


def test_empty_on_purpose_is_no_gap() -> None:
    document = {"kind": "minutes", "_src": {"title": "empty", "date": "empty"}}
    assert lacking(document=document) == []
    assert lacking(digital={"name": "D", "_src": {"url": "empty"}}) == []


def test_a_lost_author_is_a_gap_for_any_kind() -> None:
    document = {"kind": "minutes", "title": "T", "date": "1966"}
    lost = {"lost_fields": ["people.author"]}
    assert lacking(document=document, people=None, record=lost) == ["the author"]


@pytest.mark.parametrize(
    "digital",
    [
        {"url": "https://example.org/"},
        {"doi": "10.1000/182"},
        {"archived_url": "https://example.org/"},
    ],
)
def test_any_address_will_do(digital: dict[str, str]) -> None:
    assert lacking(digital=digital) == []
    assert lacking(digital={"name": "D"}) == ["a URL"]
