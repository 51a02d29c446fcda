"""The plain view fitted to a style: what it would lose stands where it prints something."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from archcite.cite.prints import TYPES
from archcite.crosswalk.csl import to_csl, to_item
from archcite.crosswalk.csl_view import View
from archcite.csl import vocab
from archcite.record.model import (
    Agent,
    Carrier,
    Credit,
    Document,
    Holding,
    Level,
    Publication,
    Published,
    Record,
    Repository,
)
from archcite.record.vocab import AgentKind, Certainty, Kind, LevelKind, Role, TitleKind, Verb

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

ADA = Agent(role=Role.AUTHOR, as_given="Ada Roe", family="Roe", given="Ada")
BEN = Agent(role=Role.RECIPIENT, as_given="Ben Poe", family="Poe", given="Ben")
BOARD = Agent(role=Role.RECIPIENT, as_given="the Board", kind=AgentKind.BODY)
EVE = Agent(role=Role.INTERVIEWER, as_given="Eve Doe", family="Doe", given="Eve")
HELD = Holding(
    archive=Repository(name="Archive", place="Ayr"),
    collection="Papers",
    levels=(Level(kind=LevelKind.BOX, value="3"),),
)
# What a style prints that knows archives, and what one prints that knows none.
ARCHIVES = (
    "archive", "archive-place", "archive_collection", "archive_location", "day", "genre",
    "genre-cited", "interviewer", "place-last", "publisher", "publisher-after-title", "recipient",
    "references", "translator", "year",
)  # fmt: skip
SCIENCE = ("publisher", "publisher-after-title", "translator", "year")


def record(kind: Kind, *people: Agent, source: Holding | None = HELD, **document: Any) -> Record:
    return Record(
        schema="archcite/1",
        document=Document(id="a", kind=kind, **document),
        people=people,
        source=source,
    )


def fitted(told: Record, *words: str, language: str = "en-US", **of: str) -> dict[str, Any]:
    """The item for a style that prints that of every type; TYPE="word word" for one type alone."""
    every = [f"{kind}:{word}" for kind in TYPES for word in words]
    single = [f"{kind}:{word}" for kind, said in of.items() for word in said.split()]
    return to_item(told, View(language=language, prints=tuple(sorted({*every, *single}))))


def without(*words: str) -> tuple[str, ...]:
    return tuple(word for word in ARCHIVES if word not in words)


def test_a_style_that_prints_all_gets_the_plain_view() -> None:
    told = record(Kind.TELEGRAM, ADA, BEN, date="1921-03-04")
    assert fitted(told, *ARCHIVES) == to_item(told)


def test_the_recipient_goes_into_the_description() -> None:
    item = fitted(record(Kind.TELEGRAM, ADA, BEN, BOARD), *without("recipient"))
    assert item["genre"] == "telegram to Ben Poe and the Board"
    assert "recipient" not in item


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de-DE", "Brief an Ben Poe"), ("fr", "lettre à Ben Poe"), ("ko-KR", "Ben Poe에게 보낸 편지")],
)
def test_in_the_readers_language(language: str, expected: str) -> None:
    told = record(Kind.LETTER, ADA, BEN)
    assert fitted(told, *without("recipient"), language=language)["genre"] == expected


def test_a_letter_of_nobody_is_known_by_its_recipient() -> None:
    item = fitted(record(Kind.LETTER, replace(BEN, certainty=Certainty.UNCERTAIN)), *ARCHIVES)
    assert item["genre"] == "Letter to [Ben Poe?]"


def test_a_title_that_names_the_recipient_makes_it_a_document() -> None:
    told = record(Kind.TELEGRAM, ADA, BEN, title="Telegram to Ben Poe")
    assert fitted(told, *ARCHIVES)["type"] == "document"


def test_a_memorandum_is_not_called_a_letter() -> None:
    told = record(Kind.MEMORANDUM, ADA, BEN, title="On Rye")
    assert fitted(told, *ARCHIVES)["genre"] == "memorandum"
    assert "genre" not in fitted(record(Kind.LETTER, ADA, BEN, title="On Rye"), *ARCHIVES)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({}, "decision no. 12"),
        ({"title": "On Rye"}, "decision no. 12"),
        ({"title": "Decision on Rye"}, "no. 12"),
        ({"title": "Decision no. 12"}, None),
        ({"title": "Will of 1806", "title_kind": TitleKind.GENERIC}, "will of 1806, no. 12"),
    ],
)
def test_the_number_goes_with_the_kind(document: dict[str, Any], expected: str | None) -> None:
    item = fitted(record(Kind.DECISION, ADA, number="No. 12", **document), *ARCHIVES)
    assert item.get("genre") == expected
    assert "number" not in item


def test_a_number_that_nothing_else_would_print_stays() -> None:
    told = record(Kind.DECISION, ADA, number="12", title="On Rye")
    assert fitted(told, "year")["number"] == "12"


def test_the_interviewer_goes_into_the_description() -> None:
    asked = replace(ADA, role=Role.INTERVIEWEE)
    told = record(Kind.INTERVIEW, asked, EVE, medium="tape")
    assert fitted(told, *without("interviewer"))["genre"] == "interview by Eve Doe"
    assert fitted(told, *ARCHIVES, "medium-cited")["genre"] == "interview by Eve Doe"
    assert "genre" not in fitted(told, *ARCHIVES)


def test_a_speech_has_one_day() -> None:
    told = record(Kind.SPEECH, ADA, title="On Rye", date="1921-03-04")
    assert "event-date" not in fitted(told, *ARCHIVES)
    assert "event-date" in fitted(told, *without("day"), "event-day")


@pytest.mark.parametrize(
    ("date", "mark", "expected"),
    [
        ("1772~", "doubt", "ca. 1772"),
        ("1772?", "circa", "1772?"),
        ("1772~", "", "ca. 1772"),
        ("1772?", "", "[1772?]"),
        ("1772-03-04?", "", "[March 4, 1772?]"),
        ("1400~/1410~", "doubt", "ca. 1400–1410"),
        ("1772~", "circa", None),
        ("1772?", "doubt", None),
        ("1772-03-04?", "circa", None),
        ("1772", "", None),
    ],
)
def test_a_doubt_that_the_style_does_not_print(date: str, mark: str, expected: str | None) -> None:
    issued = fitted(record(Kind.REPORT, ADA, date=date), *ARCHIVES, mark)["issued"]
    assert issued.get("literal") == expected
    assert issued["date-parts"]


def test_a_supplied_year_has_brackets() -> None:
    told = record(Kind.REPORT, ADA, date="1772", date_inferred=True)
    assert fitted(told, *ARCHIVES)["issued"]["literal"] == "[1772]"


def test_a_translator_whom_no_sentence_names() -> None:
    dora = Agent(role=Role.TRANSLATOR, as_given="Dora Loe", family="Loe", given="Dora")
    credit = Credit(verb=Verb.TRANSLATED, by=("Dora Loe",))
    told = replace(record(Kind.REPORT, ADA, dora, title="On Rye"), credits=(credit,))
    assert "translator" not in fitted(told, *ARCHIVES)
    assert "translator" in fitted(told, *without("references"))


def test_the_digital_archive_is_no_publisher() -> None:
    on_line = Carrier(name="Northern Archive", program="Programme", url="https://example.org/1")
    told = replace(record(Kind.REPORT, ADA, title="On Rye"), digital=on_line)
    item = fitted(told, *ARCHIVES)
    assert "publisher" not in item
    assert item["archive-place"] == "Ayr, Northern Archive"
    alone = replace(told, source=None)
    assert fitted(alone, *ARCHIVES)["archive"] == "Northern Archive, Programme"
    assert "archive" not in fitted(alone, *ARCHIVES, "source")


def test_without_archives_the_holding_stands_where_a_publisher_would() -> None:
    told = record(Kind.LETTER, ADA, BEN, date="1921-03-04")
    expected = "letter to Ben Poe, March 4, 1921, box 3, Papers, Archive, Ayr"
    item = fitted(told, *SCIENCE)
    assert item["publisher"] == expected
    assert "genre" not in item
    assert fitted(told, *SCIENCE, "publisher-opens")["publisher"] == f"L{expected[1:]}"


def test_a_shelfmark_from_large_to_small_follows_its_archive() -> None:
    marks = (Level(kind=LevelKind.FOND, value="5"), Level(kind=LevelKind.OPIS, value="2"))
    held = Holding(archive=Repository(acronym="RGANI"), levels=marks)
    item = fitted(record(Kind.REPORT, ADA, source=held, title="On Rye"), *SCIENCE)
    assert item["publisher"] == "RGANI, fond 5, opis 2"


def test_a_style_that_prints_institutions_for_reports_alone() -> None:
    told = record(Kind.DECISION, ADA, title="On Rye", date="1921")
    item = fitted(told, "year", report="publisher publisher-after-title")
    assert (item["type"], item["publisher"]) == ("report", "box 3, Papers, Archive, Ayr")


def test_the_title_is_the_last_resort() -> None:
    item = fitted(record(Kind.REPORT, ADA), "year")
    assert item["title"] == "Report, box 3, Papers, Archive, Ayr"
    assert "title" not in fitted(record(Kind.REPORT, ADA), *ARCHIVES)


def test_a_treaty_is_a_document_where_that_has_an_archive() -> None:
    told = record(Kind.TREATY, title="Treaty of Rye", date="1921-03-04")
    assert fitted(told, *ARCHIVES)["type"] == "treaty"
    words = " ".join(ARCHIVES)
    assert fitted(told, "year", document=words)["type"] == "document"


def test_years_of_a_file_are_not_printed_twice() -> None:
    told = record(Kind.FILE, title="Trade, 1950–1953", date="1950/1953")
    assert fitted(told, *ARCHIVES)["title"] == "Trade"
    assert fitted(told, *without("year"))["title"] == "Trade, 1950–1953"
    other = record(Kind.FILE, title="Trade, 1950", date="1950/1953")
    assert fitted(other, *ARCHIVES)["title"] == "Trade, 1950"


def edition(**fields: Any) -> Holding:
    return Holding(published_in=Publication(title="Papers", date="2010", **fields))


def test_volume_and_number_of_an_edition_are_one() -> None:
    printed = edition(volume="19, part 1", document_number="75")
    told = record(Kind.MEMORANDUM, ADA, BEN, source=printed)
    item = fitted(told, *ARCHIVES, "edition-genre", "edition-day", "edition-volume")
    assert item["volume"] == "vol. 19, part 1, doc. 75"
    shown = ("edition-genre", "edition-day", "edition-volume", "edition-volume-labelled")
    assert fitted(told, *ARCHIVES, *shown)["volume"] == "19, part 1, doc. 75"
    assert fitted(told, *ARCHIVES)["container-title"] == "Papers, vol. 19, part 1, doc. 75"


def test_a_plain_volume_stays_a_number() -> None:
    told = record(Kind.REPORT, ADA, source=edition(volume="3"), title="On Rye")
    assert fitted(told, *ARCHIVES, "edition-volume")["volume"] == "3"


def test_a_document_in_an_edition_that_has_no_title() -> None:
    told = record(Kind.MEMORANDUM, ADA, BEN, source=edition(), date="1970-12-18")
    item = fitted(told, *SCIENCE, "as-chapter")
    assert (item["type"], item["title"]) == ("chapter", "Memorandum to Ben Poe, December 18, 1970")
    with_genre = fitted(told, *without("recipient"), "edition-genre")
    assert with_genre["genre"] == "memorandum to Ben Poe, December 18, 1970"


def test_the_day_of_a_chapter_is_where_a_style_prints_whole_days() -> None:
    told = record(Kind.REPORT, ADA, source=edition(), title="On Rye", date="1970-12-18")
    assert "event-date" in fitted(told, *ARCHIVES)
    assert "original-date" in fitted(told, *ARCHIVES, "original-day")


def test_published_works_stay_as_they_are() -> None:
    told = record(Kind.PUBLISHED, ADA, source=None, title="Rye", number="12", date="1921~")
    book = replace(told, published=Published(type="report", publisher="Press"))
    assert fitted(book, *SCIENCE) == to_item(book)


KNOWN = vocab.NAMES | vocab.DATES | vocab.TEXTS | vocab.NUMBERS | {"id", "type"}
WORDS = st.frozensets(
    st.sampled_from(
        [*ARCHIVES, "event-day", "doubt", "circa", "source", "medium-cited", "as-chapter",
         "publisher-opens", "edition-genre", "edition-day", "edition-volume", "original-day"]
    )
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(records(), WORDS)
def test_any_record_fits_any_style(told: Record, words: frozenset[str]) -> None:
    before = to_csl(told)
    item = fitted(told, *words)
    assert item.keys() <= KNOWN | to_item(told).keys()
    assert item["id"] == told.document.id
    assert to_csl(told) == before
