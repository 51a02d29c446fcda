"""Which documents belong to one collection, and what a collection is, told from its documents."""

from __future__ import annotations

import time

import pytest

from archcite.record.abbreviations import Abbreviation, abbreviations
from archcite.record.fonds import (
    agreed,
    collection_record,
    holding_of,
    homes,
    is_whole,
    whole,
)
from archcite.record.model import Agent, Document, Holding, Level, Record, Repository
from archcite.record.vocab import AgentKind, Kind, LevelKind, Role


def holding(archive: str, collection: str = "", **levels: str) -> Holding:
    """archive: name, acronym and place, parted by bars; levels: kind and value."""
    name, acronym, place = (*archive.split("|"), "", "")[:3]
    return Holding(
        archive=Repository(name=name or None, acronym=acronym or None, place=place or None),
        collection=collection or None,
        levels=tuple(
            Level(kind=LevelKind(kind.replace("_", "-")), value=value)
            for kind, value in levels.items()
        ),
    )


def record(kind: str = "letter", title: str = "", source: Holding | None = None) -> Record:
    return Record(
        schema="archcite/1",
        document=Document(id="a", kind=Kind(kind), title=title or None),
        source=source,
    )


ONE_COLLECTION = [
    (holding("X Library", "Roe Papers"), holding("X Library", "ROE PAPERS.")),
    (holding("X Library", "Roe Papers"), holding("The X Library", "The Roe Papers")),
    (holding("X Library", "Ada B. Roe Papers"), holding("X Library", "Ada Beth Roe Papers")),
    (holding("X Library||Ely"), holding("X Library")),
    (holding("X Library|XL", "Roe Papers"), holding("|XL", "Roe Papers")),
    (holding("X Library|XL|Ely", fond="1"), holding("X-Bibliothek|XL|Ely", fond="1")),
    (holding("|RGASPI", fond="17", opis="3"), holding("|РГАСПИ", fond="17", opis="166")),
    (holding("|RTsKhIDNI", fond="17"), holding("|RGASPI|Moscow", fond="17")),
    (holding("|RGASPI|Москва", fond="17"), holding("|RGASPI|Moscow", fond="17")),
    (holding("|RGANI", fond="Ф. 5"), holding("|RGANI", fond="5")),
    (holding("|AVPRF", fond="059a"), holding("|AVPRF", fond="059а")),  # the last is Cyrillic
    (holding("|RGASPI", "Stalin", fond="558"), holding("|RGASPI", fond="558")),
    (holding("|RGASPI", "Stalin", fond="558"), holding("|RGASPI", "Stalin")),
    (holding("|TNA", series="FO 371", piece="1"), holding("|TNA", series="FO371", piece="2")),
    (holding("|NARA", record_group="59", box="1"), holding("|NARA", record_group="RG 59")),
]
APART = [
    (holding("X Library", "Roe Papers"), holding("X Library", "Poe Papers")),
    (holding("X Library", "Roe Papers"), holding("Y Library", "Roe Papers")),
    (holding("City Archives||Ely", fond="1"), holding("City Archives||York", fond="1")),
    (holding("Alpha|SA", fond="1"), holding("Beta|SA", fond="1")),
    (holding("|AVPRF", fond="0100"), holding("|AVPRF", fond="100")),
    (holding("|RGASPI", fond="17"), holding("|RGANI", fond="17")),
    (holding("|NARA", record_group="59"), holding("|NARA", record_group="84")),
    (holding("|TNA", series="FO 371"), holding("|TNA", series="FO 372")),
    (holding("X Library", "Ada B. Roe Papers"), holding("X Library", "Ada Carl Roe Papers")),
]


@pytest.mark.parametrize(("one", "other"), ONE_COLLECTION)
def test_one_collection_in_two_spellings(one: Holding, other: Holding) -> None:
    first, second = homes([one, other])
    assert first == second
    assert homes([other, one])[0] == homes([other, one])[1]


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_collections(one: Holding, other: Holding) -> None:
    first, second = homes([one, other])
    assert first != second


def test_what_can_be_meant_twice_is_not_joined() -> None:
    library = "X Library"
    short, one, other = homes(
        [holding(library, f"Ada {name} Roe Papers") for name in ("B.", "Beth", "Bo")]
    )
    assert len({short, one, other}) == 3
    ely, york, none = homes([holding(f"City Archives||{town}") for town in ("Ely", "York", "")])
    assert len({ely.repository, york.repository, none.repository}) == 3
    name, first, second = homes(
        [
            holding("|XL", collection="Roe", **levels)
            for levels in ({}, {"fond": "1"}, {"fond": "2"})
        ]
    )
    assert len({name.collection, first.collection, second.collection}) == 3


def test_without_an_archive_nothing_is_known() -> None:
    nowhere = Holding(collection="Roe Papers", levels=(Level(kind=LevelKind.FOND, value="1"),))
    assert [*map(tuple, homes([nowhere, None, Holding(archive=Repository(place="Ely"))]))] == [
        ("", ""),
        ("", ""),
        ("", ""),
    ]
    assert homes([holding("X Library", reference="MS 1")])[0].collection == ""


def test_a_collection_has_what_is_said_of_it_and_no_more() -> None:
    made = whole(
        [
            holding("X Library|XL", "Roe Papers", fond="1", opis="2", delo="9"),
            holding("X Library||Ely", "Roe papers", fond="1", opis="3"),
            holding("The X Library", "Roe Papers", fond="1"),
        ]
    )
    assert made == holding("X Library|XL|Ely", "Roe Papers", fond="1")
    department = Repository(name="X", department="Maps")
    assert whole([Holding(archive=department)] * 2).archive == department
    assert whole([Holding(archive=department), holding("X")]).archive == Repository(name="X")
    assert agreed(["B", "A", "A", None]) == "A"
    assert agreed(["Edward Mandell House", "Edward M. House"]) == "Edward M. House"
    assert agreed([None, ""]) is None


def test_the_creators_that_all_name() -> None:
    creator = Agent(role=Role.CREATOR, as_given="Ada Roe")
    author = Agent(role=Role.AUTHOR, as_given="Ben Poe")
    found = collection_record("x", holding("X"), [(creator, author), (author, creator)])
    assert found.people == (creator,)
    assert found.document == Document(id="x", kind=Kind.COLLECTION)
    assert collection_record("x", holding("X"), [(creator,), ()]).people == ()


def test_a_record_of_a_whole_collection() -> None:
    papers = record("collection", "Roe Papers", holding("X Library"))
    assert is_whole(papers)
    assert holding_of(papers) == holding("X Library", "Roe Papers")
    group = record("collection", "Records of the Mint", holding("|NARA", record_group="104"))
    assert is_whole(group)
    series = record("collection", "Diaries", holding("X Library", "Roe Papers", series="2"))
    assert not is_whole(series)
    assert holding_of(series) == series.source
    deep = record("collection", "Coins", holding("|NARA", record_group="104", box="2"))
    assert not is_whole(deep)
    assert holding_of(deep) == deep.source
    assert not is_whole(record("file", "Roe Papers", holding("X Library")))
    assert not is_whole(record("collection", "Roe Papers"))


@pytest.mark.parametrize("initials", ["A. B. Roe", "Ada Beth Roe"])
def test_thousands_of_collections_take_no_time(initials: str) -> None:
    many = [
        holding(f"Archive {number % 3}", f"{initials} {number:b} {number % 7} Papers")
        for number in range(10_000)
    ]
    started = time.perf_counter()
    assert len(set(homes(many))) == 10_000
    assert time.perf_counter() - started < 10


def test_abbreviations() -> None:
    body = Agent(role=Role.AUTHOR, as_given="Socialist Unity Party", short="SED",
                 kind=AgentKind.BODY)  # fmt: skip
    person = Agent(role=Role.AUTHOR, as_given="Ada Roe", short="Ada")
    copy = holding("|APRF")
    lies = Holding(archive=holding("Old State Archive|OSA|Ely").archive, copies=(copy,))
    full = Record(
        schema="archcite/1",
        document=Document(id="r", kind=Kind.LETTER, abbreviation="LRP"),
        people=(body, person),
        source=lies,
    )
    found = {each.short: each for each in abbreviations([full, record(source=holding("|OSA"))])}
    assert found == {
        "LRP": Abbreviation("LRP", record="r"),
        "SED": Abbreviation("SED", "Socialist Unity Party"),
        "OSA": Abbreviation("OSA", "Old State Archive", "Ely"),
        "APRF": Abbreviation("APRF"),
    }
    assert found["OSA"].text == "Old State Archive, Ely"
    assert found["APRF"].text == ""
    assert "APRF" not in {each.short for each in abbreviations([full], copies=False)}


def test_an_abbreviation_with_two_meanings() -> None:
    said = ["Alpha Archive|AA", "Beta Archive|AA|Ely", "alpha archive|AA", "Alpha Archive|AA"]
    (found,) = abbreviations([record(source=holding(each)) for each in said])
    assert found.meaning == "Alpha Archive"
    assert found.others == ("Beta Archive",)
