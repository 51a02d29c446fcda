"""The JSON Schema: the file that is checked in is the one that the model gives."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.record.fields import fields, shapes, words
from archcite.record.model import Record
from archcite.record.schema import json_schema, schema_text
from strategies import CHECKED

FILE = Path(__file__).parents[3] / "schema" / "record.schema.json"


def test_the_file_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == schema_text(), "write schema_text() to the file"


def test_every_table_and_word_is_defined_and_every_reference_leads_somewhere() -> None:
    schema = json_schema()
    tables = {field.shape.table.__name__ for field in fields() if field.shape.table}
    assert set(schema["$defs"]) == tables | {vocabulary.name for vocabulary in words()}
    used = re.findall(r'"\$ref": "#/\$defs/(\w+)"', json.dumps(schema))
    assert set(used) == set(schema["$defs"])


def test_what_it_says_of_a_field() -> None:
    schema = json_schema()
    assert schema["required"] == ["schema", "document"]
    assert schema["properties"]["schema"]["const"] == "archcite/1"
    assert schema["properties"]["people"]["default"] == []
    agent = schema["$defs"]["Agent"]
    assert agent["additionalProperties"] is False
    assert agent["required"] == ["role", "as_given"]
    assert agent["properties"]["kind"]["default"] == "person"
    assert "default" not in agent["properties"]["family"]
    assert list(agent["properties"])[-2:] == ["_src", "_note"]
    state = schema["$defs"]["State"]
    assert len(state["x-taplo"]["docs"]["enumValues"]) == len(state["enum"])


def test_marks_may_only_name_fields_of_their_table() -> None:
    for_each = json_schema()["properties"]["_src"]["anyOf"][1]
    assert list(for_each["properties"]) == list(shapes(Record))
    assert for_each["additionalProperties"] is False


@pytest.mark.parametrize("check", sorted(set(CHECKED) - {"field-path"}))
@settings(max_examples=10)
@given(st.data())
def test_a_pattern_never_refuses_what_the_check_takes(check: str, data: st.DataObject) -> None:
    patterns = {field.shape.pattern for field in fields() if field.shape.check == check}
    assert len(patterns) == 1
    assert re.search(patterns.pop(), data.draw(CHECKED[check]))
