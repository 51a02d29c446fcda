"""Records written as TOML: the law that reading gives them back, and how the text looks."""

import tomllib

import pytest
from hypothesis import HealthCheck, given, settings

from archcite.errors import ProblemsFound
from archcite.record import toml
from archcite.record.model import (
    Agent,
    Document,
    Event,
    Holding,
    Level,
    Record,
    Repository,
    Rights,
    Subject,
)
from archcite.record.vocab import Kind, LevelKind, Role, State
from strategies import HARD_TEXTS, records

SCHEMA = "../schema/record.schema.json"


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
@given(records())
def test_what_is_written_is_read_back(record: Record) -> None:
    text = toml.write(record, SCHEMA)
    assert toml.read(text, "") == record
    assert toml.write(toml.read(text, ""), SCHEMA) == text
    windows = text.replace("\n", "\r\n")
    assert toml.read(windows, "") == record


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_hard_texts_come_back_everywhere(text: str) -> None:
    record = Record(
        schema="archcite/1",
        document=Document(id="a", kind=Kind.LETTER, title=text, notes={"title": text}),
        people=(Agent(role=Role.AUTHOR, as_given=text),),
        source=Holding(levels=(Level(kind=LevelKind.FOND, value=text),)),
        rights=Rights(holder=(text, text)),
    )
    assert toml.read(toml.write(record, SCHEMA), "a.toml") == record


def test_layout() -> None:
    record = Record(
        schema="archcite/1",
        document=Document(
            id="a",
            kind=Kind.LETTER,
            title="Letter",
            summary="First.\n\nSecond.",
            event=Event(name="Plenum"),
            src={"title": State.INFERRED},
            notes={"title": "From the first line."},
        ),
        people=(Agent(role=Role.AUTHOR, as_given="A. B.", src=State.SUPPLIED),),
        source=Holding(
            archive=Repository(acronym="RGANI"),
            levels=(
                Level(kind=LevelKind.FOND, value="0100"),
                Level(kind=LevelKind.DELO, value="22a", src=State.INFERRED),
            ),
        ),
        subjects=(Subject(term="Peace"),),
    )
    assert (
        toml.write(record, SCHEMA)
        == '''\
#:schema ../schema/record.schema.json

schema = "archcite/1"

[document]
id = "a"
kind = "letter"
title = "Letter"
summary = """
First.

Second."""
_src = { title = "inferred" }
_note = { title = "From the first line." }

[document.event]
name = "Plenum"

[[people]]
role = "author"
as_given = "A. B."
_src = "supplied"

[source]
levels = [
    { kind = "fond", value = "0100" },
    { kind = "delo", value = "22a", _src = "inferred" },
]

[source.archive]
acronym = "RGANI"

[[subjects]]
term = "Peace"
'''
    )


def test_long_lists_and_remarks_go_over_several_lines() -> None:
    record = Record(
        schema="archcite/1",
        document=Document(id="a", kind=Kind.NOTE, notes={"title": "long " * 30, "id": "short"}),
        rights=Rights(holder=("long " * 10 + ".", "long " * 10 + "!")),
        source=Holding(levels=(Level(kind=LevelKind.FOLDER, value="long " * 30),)),
    )
    text = toml.write(record, "")
    assert "\n_note.title = " in text
    assert "\n_note.id = " in text
    assert 'holder = [\n    "long' in text
    assert "\n[[source.levels]]\n" in text
    assert toml.read(text, "") == record


def test_default_values_are_not_written() -> None:
    record = Record(schema="archcite/1", document=Document(id="a", kind=Kind.NOTE))
    assert set(tomllib.loads(toml.write(record, ""))["document"]) == {"id", "kind"}


def test_what_could_not_be_read_is_not_written() -> None:
    record = Record(schema="archcite/1", document=Document(id="A b", kind=Kind.NOTE, title=" "))
    with pytest.raises(ProblemsFound) as caught:
        toml.write(record, "")
    assert [problem.where for problem in caught.value.problems] == [
        "$.document.id",
        "$.document.title",
    ]
