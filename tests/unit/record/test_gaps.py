"""What citations still lack, by kind, by tradition and by what is there."""

from typing import Any

import pytest
from hypothesis import given

from archcite.record.gap import Gap
from archcite.record.gaps import gaps, is_empty
from archcite.record.model import Record
from archcite.record.standins import STAND_INS, filled, stand_ins
from archcite.record.toml import from_plain
from strategies import records

ANY = ["the holding archive", "its shelfmark (fond, opis, delo and list, or box and folder)"]
TOWN = "the town of the archive"
BOX = "its folder or collection (boxes move)"
SHOWN = {"name": "D", "url": "https://e.org/1", "accessed": "2026-01-01"}
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
    """The phrases of what the complete letter lacks with some tables replaced (None: taken out)."""
    return [gap.phrase for gap in gaps(changed(**tables))]


def changed(**tables: Any) -> Record:
    """The complete letter with some tables replaced."""
    data = {"schema": "archcite/1", **COMPLETE, **tables}
    data = {key: value for key, value in data.items() if value is not None}
    data["document"] = {"id": "a", **data["document"]}
    return from_plain(data)


def test_a_complete_letter_lacks_nothing() -> None:
    assert lacking() == []


def test_a_page_whose_values_were_lost() -> None:
    record = changed(
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
    )
    assert gaps(record) == [
        Gap("event-place", "where it was given", "document.event.place"),
        Gap("archive", "the holding archive", "source.archive", lost=True),
        Gap("shelfmark", "its fond, opis, delo and list", "source.levels", lost=True),
        Gap("translator", "who translated it", "credits.translated"),
        Gap("original-language", "the language of the original", "document.original_language"),
        Gap("url", "a URL", "digital.url"),
        Gap("accessed", "the day it was read", "digital.accessed"),
    ]


def holding(archive: str, *levels: str, **more: Any) -> dict[str, Any]:
    return {
        "archive": {"name": archive},
        "levels": [{"kind": level, "value": "1"} for level in levels],
        **more,
    }


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        (None, ANY),
        ({}, ANY),
        ({"ref_as_given": "Obtained by A."}, ANY),
        ({"levels": [{"kind": "fond", "value": "5"}]}, ["the holding archive"]),
        ({"levels": [{"kind": "box", "value": "5"}]}, ["the holding archive", BOX]),
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
        (holding("Jimmy Carter Library", "box"), [BOX]),
        (holding("Jimmy Carter Library", "record-group", "box"), ["its folder"]),
        (holding("Jimmy Carter Library", "box", collection="WHCF"), []),
        (holding("Jimmy Carter Library", "box", "folder"), []),
        (holding("Some Museum"), ["its shelfmark", TOWN]),
        (holding("Some Museum", collection="House Papers"), [TOWN]),
        (holding("Some Museum", "item"), [TOWN]),
        (holding("Yale University Library", "item"), []),
        (holding("Archiwum Akt Nowych", "item"), []),
        (holding("Bundesamt für Archive", "item"), []),
        ({**holding("A", "item"), "archive": {"name": "A", "place": "Rome"}}, []),
        ({**holding("A", "item"), "archive": {"name": "A", "_src": {"place": "empty"}}}, []),
        ({"published_in": {"as_given": "A. B., Book, 3"}}, []),
        ({"published_in": {"title": "Book", "date": "1977", "pages": "3"}}, []),
        (
            {"published_in": {"title": "Book", "editors": ["A"], "date": "1977", "pages": "3"}},
            ["the publisher of the edition"],
        ),
        (
            {"published_in": {"as_given": "Book", "title": "Book"}},
            ["the year of the edition", "the pages or the document's number in the edition"],
        ),
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


@pytest.mark.parametrize(
    ("document", "more", "missing"),
    [
        # one's own interview, and what was heard at a meeting, lie in no archive
        ({"kind": "interview"}, {}, []),
        ({"kind": "interview"}, {"digital": {"archived_url": "https://e.org"}}, ANY),
        ({"kind": "interview"}, {"record": {"lost_fields": ["source"]}}, ANY),
        ({"kind": "speech", "event": {"name": "E", "place": "P"}}, {}, []),
        ({"kind": "speech", "event": {"place": "P"}}, {}, ANY),
        ({"kind": "letter"}, {"digital": {"doi": "10.1000/182"}}, []),
        ({"kind": "map", "title": "T"}, {"digital": SHOWN}, []),
        (
            {"kind": "map", "title": "T"},
            {"digital": {"archived_url": "https://e.org"}},
            ANY,
        ),
        ({"kind": "letter"}, {"source": {"collection": "C"}}, ANY[:1]),
        # a book lies anywhere
        ({"kind": "published", "title": "T"}, {"published": {"type": "book"}}, []),
        # a work in a museum is known by its title, an untitled one by its number
        ({"kind": "object", "title": "T"}, {"source": holding("National Museum")}, []),
        (
            {"kind": "object"},
            {"source": holding("National Museum")},
            ["its number in the collection"],
        ),
    ],
)
def test_what_needs_no_shelfmark(document: Any, more: Any, missing: list[str]) -> None:
    roles = ("author", "recipient", "interviewer")
    people = [{"role": role, "as_given": "A"} for role in roles]
    tables = {"source": None, **more}
    found = lacking(document={"date": "1966", **document}, people=people, **tables)
    assert found == missing


@pytest.mark.parametrize("kind", ["collection", "file"])
def test_a_whole_collection_needs_no_leaf(kind: str) -> None:
    document = {"kind": kind, "title": "T", "date": "1966"}
    assert lacking(document=document, source=holding("RGANI", "fond")) == []
    assert lacking(document=document, source=holding("A", "box")) == [TOWN]
    assert lacking(document=document, source=None) == ["the holding archive"]


@pytest.mark.parametrize(
    ("edition", "is_gap"),
    [
        ({"series": "Foreign Relations of the United States, 1969–1976"}, True),
        ({"title": "Foreign relations of the United States", "volume": "1964–1968, 29"}, True),
        ({"series": "Foreign Relations of the United States", "title": "1950, Korea"}, False),
        ({"series": "Documents on British Policy Overseas", "volume": "I"}, True),
        ({"series": "Annals of a Project"}, False),
    ],
)
def test_editions_that_number_their_documents(edition: dict[str, Any], is_gap: bool) -> None:
    phrase = "the document's number in the edition, which stands for the pages"
    paged = {"date": "2010", "pages": "3", "publisher": "P", **edition}
    assert lacking(source={"published_in": paged}) == ([phrase] if is_gap else [])
    assert lacking(source={"published_in": {**paged, "document_number": "75"}}) == []


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
    assert ("who translated it" in lacking(document=document, **more)) is is_gap


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


def test_a_translation_has_an_original() -> None:
    document = {"kind": "letter", "date": "1966", "title": "T", "language": "en"}
    translated = {"credits": [{"verb": "translated", "by": ["C"]}]}
    language, title = "the language of the original", "the title of the original"
    assert lacking(document=document, **translated) == [language]
    formal = {**document, "title_kind": "formal"}
    assert lacking(document=formal, **translated) == [language, title]
    known = {**formal, "original_title": {"text": "Т", "language": "ru"}}
    assert lacking(document=known, **translated) == []


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("letter", ["the author", "the recipient", "a date"]),
        ("telegram", ["the author", "the recipient", "a date"]),
        ("memorandum", ["the author", "a date"]),
        ("interview", ["who was interviewed", "the interviewer", "a date"]),
        ("speech", ["the speaker", "the meeting or occasion", "where it was given", "a date"]),
        ("minutes", ["a title", "a date"]),
        ("photograph", ["a date", "its medium (print, negative, disc)"]),
        ("recording", ["a date", "its medium (print, negative, disc)"]),
        ("map", ["a date"]),
        ("other", ["a title", "a word for what it is", "a date"]),
        ("collection", ["a title"]),
    ],
)
def test_people_title_and_date_by_kind(kind: str, missing: list[str]) -> None:
    assert lacking(document={"kind": kind}, people=None) == missing


@pytest.mark.parametrize(
    ("event", "places", "missing"),
    [
        ({"name": "E"}, [], ["where it was given"]),
        ({"as_given": "E", "place": "P"}, [], []),
        ({"place": "P"}, [], []),
        ({"session": "morning"}, [], ["the meeting or occasion", "where it was given"]),
        (None, [{"name": "P", "role": "delivered-at"}], []),
        (None, [{"name": "P"}], ["the meeting or occasion", "where it was given"]),
        ({"name": "E", "_src": {"place": "empty"}}, [], []),
    ],
)
def test_a_speech_was_given_somewhere(event: Any, places: Any, missing: list[str]) -> None:
    document = {"kind": "speech", "date": "1966", **({"event": event} if event else {})}
    speaker = [{"role": "speaker", "as_given": "A"}]
    assert lacking(document=document, people=speaker, places=places) == missing


@pytest.mark.parametrize(
    ("document", "is_gap"),
    [
        ({"title": "x" * 61}, True),
        ({"title": "x" * 60}, False),
        ({"title": "x" * 61, "title_kind": "generic"}, False),
        ({"title": "x" * 61, "short_title": "x"}, False),
        ({"title": "x" * 61, "_src": {"short_title": "empty"}}, False),
    ],
)
def test_a_long_title_has_a_short_form(document: dict[str, Any], is_gap: bool) -> None:
    document = {"kind": "minutes", "date": "1966", **document}
    assert lacking(document=document) == (["a short title for later notes"] if is_gap else [])


def test_a_recorded_speech_may_have_had_no_audience() -> None:
    document = {"kind": "speech", "date": "1920", "medium": "78 rpm disc"}
    assert lacking(document=document) == []
    assert len(lacking(document={**document, "medium": "typescript"})) == 2


def test_a_document_with_a_title_of_its_own_needs_no_word_for_its_kind() -> None:
    document = {"kind": "other", "date": "1920", "title": "T", "title_kind": "formal"}
    assert lacking(document=document) == []
    devised = {**document, "title_kind": "devised"}
    assert lacking(document=devised) == ["a word for what it is"]


def test_a_date_in_words_alone_is_not_printed() -> None:
    document = {"kind": "letter", "date_as_given": "last Tuesday"}
    assert lacking(document=document) == ["its date in figures"]


def test_empty_on_purpose_is_no_gap() -> None:
    document = {"kind": "minutes", "_src": {"title": "empty", "date": "empty"}}
    assert lacking(document=document) == []
    online = {"name": "D", "_src": {"url": "empty", "accessed": "empty"}}
    assert lacking(digital=online) == []
    assert lacking(people=None, _src={"people": "empty"}) == []


@pytest.mark.parametrize(
    ("lost", "gap"),
    [
        ("people.author", Gap("author", "the author", "people.author", True)),
        ("people.recipient", Gap("recipient", "the recipient", "people.recipient", True)),
        ("people.editor", Gap("editor", "the editor", "people.editor", True)),
        ("people.participant", None),
        ("document.summary", None),
    ],
)
def test_lost_people_are_a_gap_for_any_kind(lost: str, gap: Gap | None) -> None:
    document = {"kind": "minutes", "title": "T", "date": "1966"}
    record = changed(document=document, people=None, record={"lost_fields": [lost]})
    assert gaps(record) == ([gap] if gap else [])


def test_what_a_page_calls_the_author_is_the_speaker() -> None:
    document = {"kind": "speech", "date": "1966", "event": {"place": "P"}}
    lost = {"lost_fields": ["people.author"]}
    found = gaps(changed(document=document, people=None, record=lost))
    assert found == [Gap("speaker", "the speaker", "people.speaker", lost=True)]


@pytest.mark.parametrize(
    "digital",
    [
        {"url": "https://example.org/", "accessed": "2026-01-01"},
        {"doi": "10.1000/182"},
        {"archived_url": "https://example.org/"},
    ],
)
def test_any_address_will_do(digital: dict[str, str]) -> None:
    assert lacking(digital=digital) == []
    assert lacking(digital={"name": "D"}) == ["a URL", "the day it was read"]
    assert lacking(digital={"url": "https://example.org/"}) == ["the day it was read"]


def test_what_lies_only_on_line_names_its_site() -> None:
    digital = {"url": "https://example.org/", "accessed": "2026-01-01"}
    nowhere = {"_src": {"archive": "empty"}}
    assert lacking(digital=digital, source=nowhere) == ["the name of the digital archive"]
    assert lacking(digital={**digital, "program": "P"}, source=nowhere) == []


@given(records())
def test_a_filled_gap_is_gone_and_filling_ends(record: Record) -> None:
    for gap in gaps(record):
        for way in stand_ins(gap):
            assert gap.word not in [each.word for each in gaps(way.put(record))]
    for _ in range(4):  # an archive may be followed by its town, a title by its short form
        record = filled(record, gaps(record))
    assert gaps(record) == []


@given(records())
def test_words_are_distinct_and_no_field_is_empty_on_purpose(record: Record) -> None:
    found = gaps(record)
    assert len({gap.word for gap in found}) == len(found)
    assert not any(is_empty(record, gap.field) for gap in found)


def test_no_stand_in_is_taken_for_another() -> None:
    marks = {word: {way.mark for way in ways} - {""} for word, ways in STAND_INS.items()}
    for word, own in marks.items():
        others = [mark for other in marks if other != word for mark in marks[other]]
        assert not [(a, b) for a in own for b in others if a in b]
