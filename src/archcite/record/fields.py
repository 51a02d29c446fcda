"""The walk of the schema: every field of every table, read off the structs of record.model.

The validator, the JSON Schema and the manual go by this; nothing else takes annotations apart.
"""

from __future__ import annotations

from functools import cache
from types import NoneType
from typing import Any, Literal, NamedTuple, cast, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct, structs

from archcite.record import model, vocab
from archcite.record.model import Table
from archcite.record.vocab import Word

# How the manual names what a string holds. The keys are the check names of record.model.
TYPES = {
    "text": "text",
    "slug": "citation key",
    "edtf": "date (EDTF)",
    "day": "day (YYYY-MM-DD)",
    "language": "language tag (BCP 47)",
    "url": "web address",
    "email": "e-mail address",
    "sha256": "SHA-256 hash",
    "doi": "DOI",
    "orcid": "ORCID",
    "isni": "ISNI",
    "viaf": "VIAF number",
    "wikidata": "Wikidata item",
    "lccn": "LCCN",
    "ror": "ROR",
    "crossref-funder": "Crossref Funder ID",
    "rights-uri": "rightsstatements.org address",
    "license": "licence",
    "field-path": "field path",
}


class Shape(NamedTuple):
    """One field of one table, as the schema declares it.

    key: its name in TOML; name: its attribute. check: of a text, a key of identifiers.CHECKS;
    pattern: what the JSON Schema can say of the check, "" if nothing.
    words, table: what it holds, for the kinds "word" and "table". constant: the only value
    allowed. default: what it is if it is not written.
    """

    key: str
    name: str
    kind: Literal["text", "flag", "number", "word", "table"]
    check: str
    pattern: str
    words: type[Word] | None
    table: type[Table] | None
    constant: str
    many: bool
    required: bool
    default: object
    sentence: str


class Field(NamedTuple):
    """One field of the record: "people[].family" is the family name of each of the people."""

    path: str
    type: str
    required: bool
    many: bool
    sentence: str
    shape: Shape


class Vocabulary(NamedTuple):
    """One closed vocabulary. used_in: paths of the fields that take its words."""

    name: str
    sentence: str
    used_in: tuple[str, ...]
    words: tuple[Word, ...]


@cache
def shapes(table: type[Table]) -> dict[str, Shape]:
    """The fields of a table by TOML key, in the model's order, without _src and _note."""
    return {
        key: _shape(key, name, table.__annotations__[name], _default(default))
        for key, name, default in _declared(table)
    }


def fields() -> list[Field]:
    """Every field of a record, in the order of the model; copies have the fields of source."""
    return list(_walk(model.Record, "", ()))


def words() -> list[Vocabulary]:
    """Every vocabulary, in the order of record.vocab."""
    used: dict[type[Word], list[str]] = {vocab.State: ["_src"]}
    for field in fields():
        if field.shape.words:
            used.setdefault(field.shape.words, []).append(field.path)
    return [
        Vocabulary(found.__name__, found.__doc__ or "", tuple(used.get(found, ())), tuple(found))
        for found in vars(vocab).values()
        if isinstance(found, type) and issubclass(found, Word) and found is not Word
    ]


def is_path(text: str) -> bool:
    """Whether a dotted path such as "source.archive" or "people.author" names a field.

    In a list of tables a step may be one of the words that tell its tables apart (a role, a verb).
    """
    table: type[Table] | None = model.Record
    chosen = False
    for step in text.split("."):
        if table is None:
            return False
        shape = shapes(table).get(step)
        if shape:
            table, chosen = shape.table, bool(shape.table and shape.many)
        elif chosen and step in _choices(table):
            chosen = False
        else:
            return False
    return True


def selector(table: type[Table]) -> Shape | None:
    """The field that tells the tables of a list apart (role of people, verb of credits), if any."""
    return next((shape for shape in shapes(table).values() if shape.kind == "word"), None)


def order_of(path: tuple[str | int, ...]) -> tuple[int, ...]:
    """Where the model has a path among others: a sort key. Unknown keys come last."""
    order = []
    table: type[Table] | None = model.Record
    for step in path:
        if isinstance(step, int):
            order.append(step)
            continue
        known = list(shapes(table)) if table else []
        last = len(known) + (step == "_note")
        order.append(known.index(step) if step in known else last)
        table = shapes(table)[step].table if table and step in known else None
    return tuple(order)


def _choices(table: type[Table]) -> frozenset[str]:
    shape = selector(table)
    return frozenset(map(str, shape.words)) if shape and shape.words else frozenset()


def _declared(table: type[Table]) -> list[tuple[str, str, object]]:
    names = table.__struct_fields__
    defaults = table.__struct_defaults__
    own = (NODEFAULT,) * (len(names) - len(defaults)) + tuple(defaults)
    return [
        (key, name, default)
        for key, name, default in zip(table.__struct_encode_fields__, names, own, strict=True)
        if name in table.__annotations__ and name not in Table.__annotations__
    ]


def _default(default: object) -> object:
    return () if isinstance(default, structs.FieldInfo) else default


def _shape(key: str, name: str, hint: Any, default: object) -> Shape:
    check = pattern = sentence = constant = ""
    many = False
    while True:
        origin = get_origin(hint)
        if hasattr(hint, "__metadata__"):
            for meta in cast("tuple[Meta, ...]", hint.__metadata__):
                sentence = sentence or meta.description or ""
                check = check or (meta.extra or {}).get("check", "")
                pattern = pattern or (meta.extra_json_schema or {}).get("pattern", "")
            hint = hint.__origin__
        elif origin is tuple:
            many, hint = True, get_args(hint)[0]
        elif origin is Literal:
            constant, hint = get_args(hint)[0], str
        elif isinstance(hint, str):
            hint = getattr(model, hint)
        elif NoneType in get_args(hint):
            hint = next(arg for arg in get_args(hint) if arg is not NoneType)
        else:
            break
    found_words = hint if issubclass(hint, Word) else None
    table = hint if issubclass(hint, Struct) else None
    kind: Any = {str: "text", bool: "flag", int: "number"}.get(hint)
    if not kind:
        kind = "word" if found_words else "table"
    required = default is NODEFAULT
    value = None if required else default
    return Shape(
        key,
        name,
        kind,
        check,
        pattern,
        found_words,
        table,
        constant,
        many,
        required,
        value,
        sentence,
    )


def _walk(table: type[Table], prefix: str, above: tuple[type[Table], ...]) -> list[Field]:
    found = []
    for shape in shapes(table).values():
        path = f"{prefix}{shape.key}{'[]' if shape.many else ''}"
        found.append(Field(path, _type(shape), shape.required, shape.many, shape.sentence, shape))
        if shape.table and shape.table not in (*above, table):
            found += _walk(shape.table, f"{path}.", (*above, table))
    return found


def _type(shape: Shape) -> str:
    if shape.constant:
        return f'"{shape.constant}"'
    if shape.kind == "word" and shape.words:
        name = f"word ({shape.words.__name__})"
    elif shape.kind == "text":
        name = TYPES[shape.check]
    else:
        name = {"flag": "true or false", "number": "number", "table": "table"}[shape.kind]
    return f"list of {name}" if shape.many else name
