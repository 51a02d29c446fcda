"""The JSON Schema of a record, for editors and other programs, made from the walk of the schema.

schema/record.schema.json is this, written out. It says what a schema can say: check digits, the
calendar and the rules between fields are left to record.toml.
"""

from __future__ import annotations

import json
from typing import Any

from archcite.record.fields import Shape, fields, shapes, words
from archcite.record.model import SCHEMA, Record, Table
from archcite.record.vocab import State

Json = dict[str, Any]


def json_schema() -> Json:
    """The schema as JSON data, draft 2020-12; the same from run to run."""
    tables = {field.shape.table for field in fields()} - {None}
    named = {table.__name__: _table(table) for table in tables if table}
    named |= {
        vocabulary.name: {
            "title": vocabulary.name,
            "description": vocabulary.sentence,
            "type": "string",
            "enum": [str(word) for word in vocabulary.words],
            # The TOML editors that build on taplo show a sentence for each word from here.
            "x-taplo": {"docs": {"enumValues": [word.sentence for word in vocabulary.words]}},
        }
        for vocabulary in words()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:archcite:record:{SCHEMA.rpartition('/')[2]}",
        **_table(Record),
        "$defs": {name: named[name] for name in sorted(named)},
    }


def schema_text() -> str:
    """The schema as the file has it."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


def _table(table: type[Table]) -> Json:
    known = shapes(table)
    state = {"$ref": f"#/$defs/{State.__name__}"}
    marks = {
        "_src": _for_each(known, "src", state),
        "_note": _for_each(known, "notes", {"type": "string", "pattern": r"\S"}),
    }
    return {
        "title": table.__name__,
        "description": table.__doc__ or "",
        "type": "object",
        "properties": {key: _property(shape) for key, shape in known.items()} | marks,
        "required": [key for key, shape in known.items() if shape.required],
        "additionalProperties": False,
    }


def _for_each(known: dict[str, Shape], name: str, one: Json) -> Json:
    """One value for the whole table, or one for each of its fields."""
    sentence = Table.__annotations__[name].__metadata__[0].description
    per_field = {
        "type": "object",
        "properties": dict.fromkeys(known, one),
        "additionalProperties": False,
    }
    return {"description": sentence, "anyOf": [one, per_field]}


def _property(shape: Shape) -> Json:
    value: Json
    if shape.constant:
        value = {"const": shape.constant}
    elif shape.table:
        value = {"$ref": f"#/$defs/{shape.table.__name__}"}
    elif shape.words:
        value = {"$ref": f"#/$defs/{shape.words.__name__}"}
    elif shape.kind == "flag":
        value = {"type": "boolean"}
    elif shape.kind == "number":
        value = {"type": "integer", "minimum": 1}
    else:
        value = {"type": "string"} | ({"pattern": shape.pattern} if shape.pattern else {})
    if shape.many:
        value = {"type": "array", "items": value}
    default = [] if shape.many else str(shape.default) if shape.words else shape.default
    told = {} if shape.required or shape.default is None else {"default": default}
    return {"description": shape.sentence} | value | told
