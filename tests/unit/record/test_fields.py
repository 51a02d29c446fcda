"""The walk of the schema: nothing of the model is left out."""

import msgspec
import pytest

from archcite.record import model, vocab
from archcite.record.fields import fields, is_path, selector, shapes, words
from archcite.record.model import Record


def test_every_field_of_every_table_is_walked_and_explained() -> None:
    found = fields()
    owners = {field.shape.table for field in found if field.shape.table} | {Record}
    tables = {
        table
        for table in vars(model).values()
        if isinstance(table, type) and issubclass(table, model.Table) and table is not model.Table
    }
    assert owners == tables
    assert all(field.sentence for field in found)
    for table in tables:
        encoded = [*table.__struct_encode_fields__]
        assert set(encoded) == {*shapes(table), "_src", "_note"}
    assert len({field.path for field in found}) == len(found)


def test_paths_and_types() -> None:
    by_path = {field.path: field for field in fields()}
    assert by_path["people[].family"].type == "text"
    assert by_path["people[].role"].type == "word (Role)"
    assert by_path["people[].role"].required
    assert by_path["document.date"].type == "date (EDTF)"
    assert by_path["rights.holder[]"].type == "list of text"
    assert by_path["credits[].for"].shape.name == "purpose"
    assert by_path["credits[].for"].sentence == "For whom (CWIHP, NKIDP)."
    assert by_path["schema"].type == '"archcite/1"'
    assert by_path["source.copies[]"].many
    assert "source.copies[].levels[]" not in by_path


def test_the_order_is_the_models() -> None:
    tops = [field.path.strip("[]") for field in fields() if "." not in field.path]
    assert tops == [
        name for name in Record.__struct_encode_fields__ if name not in ("_src", "_note")
    ]


def test_every_vocabulary_has_sentences_and_a_place() -> None:
    found = {vocabulary.name: vocabulary for vocabulary in words()}
    assert len(found) == sum(
        isinstance(name, type) and issubclass(name, vocab.Word) for name in vars(vocab).values()
    ) - len({"Word"})
    for vocabulary in found.values():
        assert vocabulary.used_in
        assert all(word.sentence for word in vocabulary.words)
    assert found["State"].used_in == ("_src",)
    assert found["Covers"].used_in == ("rights.covers[]",)


def test_defaults_are_the_models() -> None:
    agent = msgspec.convert({"role": "author", "as_given": "x"}, model.Agent)
    for shape in shapes(model.Agent).values():
        assert shape.required or getattr(agent, shape.name) == shape.default


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("source", True),
        ("source.archive.name", True),
        ("people.author", True),
        ("people.author.given", True),
        ("people.given", True),
        ("credits.translated", True),
        ("source.levels.opis", True),
        ("source.copies.levels.fond", True),
        ("source.opis", False),
        ("author", False),
        ("people.author.author", False),
        ("document.date.year", False),
        ("_src", False),
        ("", False),
    ],
)
def test_is_path(path: str, known: bool) -> None:
    assert is_path(path) is known


def test_selector() -> None:
    role = selector(model.Agent)
    assert role is not None
    assert role.key == "role"
    assert selector(model.Funder) is None
