"""What a record is to a citation style: types, words, names, dates, shelfmarks, confessions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from archcite.crosswalk.csl import to_csl, to_item, type_of
from archcite.crosswalk.csl_dates import value
from archcite.crosswalk.csl_names import name
from archcite.crosswalk.table import leaves
from archcite.csl import vocab
from archcite.record.model import (
    Agent,
    Carrier,
    Credit,
    Document,
    Event,
    Holding,
    Level,
    Place,
    Publication,
    Record,
    Repository,
)
from archcite.record.vocab import (
    AgentKind,
    Certainty,
    Kind,
    LevelKind,
    NameOrder,
    PlaceRole,
    Role,
    TitleKind,
    Verb,
)
from archcite.text.edtf import parse

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

ADA = Agent(role=Role.AUTHOR, as_given="Ada Roe", family="Roe", given="Ada")
BEN = Agent(role=Role.RECIPIENT, as_given="Ben Poe", family="Poe", given="Ben")


def record(kind: Kind, *people: Agent, **document: Any) -> Record:
    return Record(
        schema="archcite/1", document=Document(id="a", kind=kind, **document), people=people
    )


def lying(*levels: tuple[LevelKind, str], **holding: Any) -> dict[str, Any]:
    steps = tuple(Level(kind=kind, value=mark) for kind, mark in levels)
    source = Holding(levels=steps, **holding)
    return to_item(msgspec.structs.replace(record(Kind.OTHER), source=source))


def test_types() -> None:
    assert type_of(record(Kind.LETTER, ADA, BEN)) == "personal_communication"
    assert type_of(record(Kind.TELEGRAM, BEN)) == "personal_communication"
    assert type_of(record(Kind.RECORDING, medium="16 mm film")) == "motion_picture"
    assert type_of(record(Kind.RECORDING, medium="wax cylinder")) == "song"


def test_a_memorandum_of_nobody_to_nobody_is_a_document() -> None:
    assert type_of(record(Kind.MEMORANDUM)) == "document"


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_type_that_csl_knows(kind: Kind) -> None:
    assert type_of(record(kind)) in vocab.TYPES


def test_a_generic_title_is_no_title() -> None:
    item = to_item(record(Kind.REPORT, title="Report to the board", title_kind=TitleKind.GENERIC))
    assert "title" not in item
    assert item["genre"] == "report to the board"


def test_a_description_keeps_the_capital_of_a_name() -> None:
    item = to_item(record(Kind.OTHER, title="Soviet notes", title_kind=TitleKind.GENERIC))
    assert item["genre"] == "Soviet notes"


def test_a_generic_title_that_only_names_the_recipient_gives_way() -> None:
    told = record(
        Kind.TELEGRAM, ADA, BEN, title="Telegram to Ben Poe", title_kind=TitleKind.GENERIC
    )
    assert to_item(told)["genre"] == "telegram"
    assert "recipient" in to_item(told)


def test_a_title_that_names_the_recipient_replaces_it() -> None:
    item = to_item(record(Kind.LETTER, ADA, BEN, title="Letter from A. Roe to B. Poe"))
    assert "recipient" not in item
    assert "genre" not in item


@pytest.mark.parametrize(
    ("title", "genre"),
    [("Report on Rye", None), ("On Rye", "report"), (None, "report")],
)
def test_the_kind_is_told_once(title: str | None, genre: str | None) -> None:
    assert to_item(record(Kind.REPORT, title=title, genre="report")).get("genre") == genre


def test_no_kind_is_added_to_a_title() -> None:
    assert "genre" not in to_item(record(Kind.REPORT, title="On Rye"))


def test_the_word_letter_is_never_a_genre() -> None:
    assert "genre" not in to_item(record(Kind.LETTER, ADA, BEN, genre="letter"))


def test_number_loses_its_word() -> None:
    assert to_item(record(Kind.TELEGRAM, ADA, BEN, number="№ 709"))["number"] == "709"


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (ADA, {"family": "Roe", "given": "Ada"}),
        (
            Agent(role=Role.AUTHOR, as_given="Kim Chol Su", order=NameOrder.FAMILY_FIRST),
            {"family": "Kim", "given": "Chol Su", "static-ordering": True},
        ),
        (
            Agent(role=Role.AUTHOR, as_given="Office of Works", kind=AgentKind.BODY),
            {"literal": "Office of Works"},
        ),
        (
            Agent(role=Role.AUTHOR, as_given="Ada Roe", certainty=Certainty.UNCERTAIN),
            {"literal": "[Ada Roe?]"},
        ),
        (Agent(role=Role.AUTHOR, as_given="Bryher"), {"literal": "Bryher"}),
        (
            Agent(role=Role.RECIPIENT, as_given="Colonel Poe", family="Poe", given="Benjamin"),
            {"family": "Poe", "given": "Colonel"},
        ),
        (
            Agent(role=Role.AUTHOR, as_given="President Poe", family="Poe", given="Benjamin"),
            {"family": "Poe", "given": "Benjamin"},
        ),
        (
            Agent(role=Role.RECIPIENT, as_given="B.C. Poe", family="Poe", given="B. C."),
            {"family": "Poe", "given": "B. C."},
        ),
        (
            Agent(
                role=Role.AUTHOR, as_given="Ben Poe Jr.", family="Poe", given="Ben", suffix="Jr."
            ),
            {"family": "Poe", "given": "Ben", "suffix": "Jr.", "comma-suffix": True},
        ),
    ],
)
def test_names(agent: Agent, expected: dict[str, Any]) -> None:
    assert name(agent) == expected


def test_a_name_without_parts_is_read() -> None:
    assert name(Agent(role=Role.AUTHOR, as_given="Ada Roe")) == {"family": "Roe", "given": "Ada"}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1966-05-27", {"date-parts": [[1966, 5, 27]]}),
        ("1966-05-XX", {"date-parts": [[1966, 5]]}),
        ("1966-XX", {"date-parts": [[1966]]}),
        ("1966-22", {"date-parts": [[1966]], "season": 2}),
        ("196X", {"literal": "1960s"}),
        ("19XX", {"date-parts": [[1900], [1999]]}),
        ("1966/1968-03", {"date-parts": [[1966], [1968, 3]]}),
        ("1966-05/..", {"date-parts": [[1966, 5], [0]]}),
        ("../1966", {"literal": "until 1966"}),
        ("-0043-03-15", {"date-parts": [[-43, 3, 15]]}),
    ],
)
def test_dates(date: str, expected: dict[str, Any]) -> None:
    assert value(parse(date)) == expected


@pytest.mark.parametrize(
    ("date", "inferred", "marks"),
    [
        ("1920", False, (False, False)),
        ("1920?", False, (True, False)),
        ("1920~", False, (True, True)),
        ("1920%", False, (True, True)),
        ("1920", True, (False, True)),
        ("1920?", True, (True, False)),
    ],
)
def test_which_date_is_marked_circa_says_how_it_is_known(
    date: str, inferred: bool, marks: tuple[bool, bool]
) -> None:
    item = to_item(record(Kind.REPORT, date=date, date_inferred=inferred))
    found = [item.get(name, {}).get("circa", False) for name in ("issued", "submitted")]
    assert tuple(found) == marks


def test_a_small_to_large_shelfmark_stands_before_its_collection() -> None:
    item = lying(
        (LevelKind.RECORD_GROUP, "59"),
        (LevelKind.BOX, "3"),
        (LevelKind.FOLDER, "7"),
        collection="General Records",
    )
    assert item["archive_collection"] == "General Records, RG 59"
    assert item["archive_location"] == "box 3, folder 7"
    assert "call-number" not in item


def test_a_large_to_small_shelfmark_is_a_call_number_too() -> None:
    item = lying((LevelKind.FOND, "5"), (LevelKind.OPIS, "61"), (LevelKind.DELO, "462"))
    assert item["archive_location"] == item["call-number"] == "fond 5, opis 61, delo 462"


def test_repository() -> None:
    archive = Repository(name="Example Archive", acronym="EA", department="Maps", place="Kew")
    item = lying(archive=archive)
    assert item["archive"] == "Maps, Example Archive (EA)"
    assert item["archive-place"] == "Kew"
    assert (item["division"], item["authority"]) == ("Maps", "Example Archive (EA)")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Matter 210, 1973. Obtained by Carl Moe.", "Matter 210, 1973"),
        ("Obtained by Carl Moe; translated by Dora Loe.", None),
    ],
)
def test_a_source_line_that_was_not_understood_is_printed_without_its_credits(
    line: str, expected: str | None
) -> None:
    assert lying(ref_as_given=line).get("archive_location") == expected


def test_an_edition_takes_issued_and_leaves_the_day_to_event_date() -> None:
    edition = Publication(title="Papers", editors=("Carl Moe",), date="2014", document_number="9")
    told = msgspec.structs.replace(
        record(Kind.LETTER, ADA, BEN, date="1970-12-18"), source=Holding(published_in=edition)
    )
    item = to_item(told)
    assert item["issued"] == {"date-parts": [[2014]]}
    assert item["event-date"] == {"date-parts": [[1970, 12, 18]]}
    assert item["container-title"] == "Papers"
    assert item["editor"] == [{"family": "Moe", "given": "Carl"}]
    assert item["number"] == "9"


@pytest.mark.parametrize(
    ("credits", "sentence"),
    [
        (
            (Credit(verb=Verb.OBTAINED, by=("A",)), Credit(verb=Verb.TRANSLATED, by=("B",))),
            "Obtained by A and translated by B",
        ),
        (
            (
                Credit(verb=Verb.OBTAINED, by=("A",), purpose="X"),
                Credit(verb=Verb.TRANSLATED, by=("A",), purpose="X"),
            ),
            "Obtained and translated for X by A",
        ),
        (
            (
                Credit(verb=Verb.OBTAINED, by=("A",)),
                Credit(verb=Verb.EDITED, by=("B", "C", "D")),
            ),
            "Obtained by A; edited by B, C, and D",
        ),
    ],
)
def test_credits(credits: tuple[Credit, ...], sentence: str) -> None:
    told = msgspec.structs.replace(record(Kind.OTHER), credits=credits)
    assert to_item(told)["references"] == sentence


def test_a_credited_translator_is_not_printed_twice() -> None:
    translator = Agent(role=Role.TRANSLATOR, as_given="Dora Loe", family="Loe", given="Dora")
    plain = record(Kind.OTHER, translator)
    assert to_item(plain)["translator"] == [{"family": "Loe", "given": "Dora"}]
    credit = Credit(verb=Verb.TRANSLATED, by=("Dora Loe",))
    assert "translator" not in to_item(msgspec.structs.replace(plain, credits=(credit,)))


def test_event_and_places() -> None:
    event = Event(name="Plenum", session="morning", place="Springfield")
    item = to_item(record(Kind.SPEECH, event=event))
    assert (item["event-title"], item["event-place"]) == ("Plenum", "Springfield")
    sent = msgspec.structs.replace(
        record(Kind.LETTER, ADA, BEN),
        places=(Place(name="Kew"), Place(name="Ayr", role=PlaceRole.WRITTEN_AT)),
    )
    assert to_item(sent)["event-place"] == "Ayr"


def test_the_number_of_a_whole_collection_stands_with_its_name() -> None:
    told = msgspec.structs.replace(
        record(Kind.COLLECTION, title="Roe Papers"),
        source=Holding(
            collection="Roe Papers", levels=(Level(kind=LevelKind.RECORD_GROUP, value="9"),)
        ),
    )
    item = to_item(told)
    assert (item["title"], item["title-short"]) == ("Roe Papers, RG 9", "Roe Papers")
    assert "archive_collection" not in item


def test_what_is_not_printed_is_confessed() -> None:
    told = msgspec.structs.replace(
        record(Kind.SPEECH, title="On Rye", classification="Secret", heading="[Rye]"),
        digital=Carrier(name="Archive", record_id="12"),
    )
    dropped = to_csl(told)[1]
    assert dropped == ["document.heading", "document.classification", "digital.record_id"]


def test_the_whole_record_travels_in_custom() -> None:
    told = record(Kind.LETTER, ADA, BEN, date="1921-03-04", heading="[Rye]")
    kept = to_csl(told)[0]["custom"]["archcite"]
    assert msgspec.convert(msgspec.json.decode(msgspec.json.encode(kept)), Record) == told


KNOWN = vocab.NAMES | vocab.DATES | vocab.TEXTS | vocab.NUMBERS | {"id", "type", "custom"}


@settings(max_examples=60, deadline=None)
@given(records())
def test_any_record_becomes_an_item_of_csl_variables(told: Record) -> None:
    item, dropped = to_csl(told)
    assert item.keys() <= KNOWN
    assert set(dropped) <= set(leaves(told))
    del item["custom"]
    assert item == to_item(told)
