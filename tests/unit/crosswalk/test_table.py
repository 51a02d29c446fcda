"""Two-way tables: what fires, what is confessed, what comes back."""

from __future__ import annotations

import msgspec

from archcite.crosswalk.table import Row, compile, leaves
from archcite.record.model import (
    Administration,
    Agent,
    AgentIds,
    Credit,
    Document,
    Holding,
    Level,
    Place,
    Record,
    Repository,
)
from archcite.record.vocab import Kind, LevelKind, PlaceRole, Role, State, Verb

RECORD = Record(
    schema="archcite/1",
    document=Document(id="a", kind=Kind.LETTER, title="A title", src={"title": State.INFERRED}),
    people=(
        Agent(role=Role.AUTHOR, as_given="An Author", family="Author"),
        Agent(role=Role.RECIPIENT, as_given="A Reader", ids=AgentIds(viaf="1234")),
        Agent(role=Role.RECIPIENT, as_given="Another", src=State.SUPPLIED),
    ),
    source=Holding(
        archive=Repository(name="An Archive"),
        levels=(
            Level(kind=LevelKind.BOX, value="1"),
            Level(kind=LevelKind.FOLDER, value="2", label="jacket"),
        ),
    ),
    credits=(Credit(verb=Verb.OBTAINED, by=("Somebody",)),),
    places=(Place(name="Here"), Place(name="There", role=PlaceRole.WRITTEN_AT)),
    record=Administration(lost_fields=("source.archive.place",)),
)


def title(record: Record) -> str:
    return record.document.title or ""


def archive(record: Record) -> str:
    source = record.source
    return (source.archive.name or "") if source and source.archive else ""


def test_leaves_name_every_value_once() -> None:
    assert leaves(RECORD) == [
        "document.id",
        "document.kind",
        "document.title",
        "document._src.title",
        "people.author.role",
        "people.author.as_given",
        "people.author.family",
        "people.recipient.role",
        "people.recipient.as_given",
        "people.recipient.ids.viaf",
        "people.recipient._src",
        "source.archive.name",
        "source.levels.kind",
        "source.levels.value",
        "source.levels.label",
        "credits.obtained.verb",
        "credits.obtained.by",
        "places.subject.name",
        "places.written-at.name",
        "places.written-at.role",
        "record.lost_fields",
    ]


def test_what_no_row_carries_is_dropped() -> None:
    out, _ = compile([Row(("document.title",), "TI", title), Row(("source",), "AV", archive)])
    pairs, dropped, _ = out(RECORD)
    assert pairs == [("TI", "A title"), ("AV", "An Archive")]
    assert "document.title" not in dropped
    assert not any(path.startswith("source.") for path in dropped)
    assert "people.author.as_given" in dropped
    assert "document.kind" in dropped


def test_how_a_value_is_known_is_not_carried_with_it() -> None:
    out, _ = compile([Row(("document",), "TI", title)])
    assert "document._src.title" in out(RECORD).dropped
    out, _ = compile([Row(("document", "document._src.title"), "TI", title)])
    assert "document._src.title" not in out(RECORD).dropped


def test_a_row_that_does_not_fire_carries_nothing() -> None:
    closed = Row(("document.title",), "TI", title, when=lambda _: False)
    empty = Row(("document.title",), "TI", lambda _: "")
    for row in (closed, empty):
        pairs, dropped, _ = compile([row])[0](RECORD)
        assert pairs == []
        assert "document.title" in dropped


def test_a_row_confesses_what_its_value_cannot_hold() -> None:
    row = Row(("source",), "AV", archive, loses=lambda _: {"source.levels.label", "source.copies"})
    dropped = compile([row])[0](RECORD).dropped
    assert "source.levels.label" in dropped
    # What the record does not have cannot be lost.
    assert "source.copies" not in dropped


def test_rows_may_share_a_name() -> None:
    rows = [Row(("document.title",), "N1", title), Row(("source.archive",), "N1", archive)]
    assert compile(rows)[0](RECORD).pairs == [("N1", "A title"), ("N1", "An Archive")]


def test_the_way_back_joins_the_meanings() -> None:
    rows = [
        Row((), "TI", title, lambda value: {"document": {"title": value}}),
        Row((), "LA", title, lambda value: {"document": {"language": value}}),
        Row((), "A1", title, lambda value: {"people": [{"as_given": value}]}),
        Row((), "AV", archive),
    ]
    plain, dropped = compile(rows)[1](
        [("TI", "A"), ("A1", "X"), ("LA", "en"), ("A1", "Y"), ("TI", "B"), ("AV", "Z"), ("??", "")]
    )
    assert plain == {
        "document": {"title": "A", "language": "en"},
        "people": [{"as_given": "X"}, {"as_given": "Y"}],
    }
    assert dropped == ["AV", "??"]


def test_the_way_back_does_not_change_what_it_was_given() -> None:
    shared = {"people": [{"as_given": "X"}], "document": {"title": "A"}}
    language = {"document": {"language": "en"}}
    rows = [Row((), "A1", title, lambda _: shared), Row((), "LA", title, lambda _: language)]
    compile(rows)[1]([("A1", ""), ("LA", ""), ("A1", "")])
    assert shared == {"people": [{"as_given": "X"}], "document": {"title": "A"}}


def test_every_leaf_of_an_empty_record_is_what_it_must_have() -> None:
    least = Record(schema="archcite/1", document=Document(id="a", kind=Kind.OTHER))
    assert leaves(least) == ["document.id", "document.kind"]
    assert msgspec.to_builtins(least)["document"] == {"id": "a", "kind": "other"}
