"""Everything that is wrong with the plain data of a record, not only the first thing.

Takes what tomllib or a JSON reader gave. Knows no text and no lines: a fault names its path.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from archcite.record.fields import Shape, fields, selector, shapes
from archcite.record.identifiers import CHECKS, check_text, is_text
from archcite.record.model import Record, Table
from archcite.record.vocab import State, Word

Path = tuple[str | int, ...]
Data = Mapping[str, Any]

_STATES = frozenset(map(str, State))
_LISTED_WORDS = 8  # a vocabulary up to this size is listed whole in a message
_LISTED_FIELDS = 14  # and a table's fields up to this number

_CODES = {
    "slug": "key-invalid",
    "edtf": "date-invalid",
    "day": "date-invalid",
    "language": "language-invalid",
    "url": "address-invalid",
    "email": "address-invalid",
    "rights-uri": "rights-uri-invalid",
    "license": "license-invalid",
    "text": "text-invalid",
    "field-path": "field-path-invalid",
}


class Fault(NamedTuple):
    """One fault. path: keys and list positions down to where it is; message: a sentence."""

    path: Path
    code: str
    message: str
    hint: str = ""


def find_faults(data: Data) -> list[Fault]:
    """All faults of a record, in the order in which the data has them; [] if it is valid."""
    faults: list[Fault] = []
    _check_table(Record, data, (), faults)
    _check_lost(data, faults)
    return faults


def dotted(path: Path) -> str:
    """The path as people write it: people[0].family."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _check_table(table: type[Table], data: Data, path: Path, faults: list[Fault]) -> None:
    known, right = shapes(table), _right(table)
    for key, value in data.items():
        if type(value) is str and key in right and right[key](value):
            continue
        shape = known.get(key)
        if shape:
            _check_field(shape, value, (*path, key), faults)
        elif key == "_src":
            _check_states(known, data, value, (*path, key), faults)
        elif key == "_note":
            _check_notes(known, value, (*path, key), faults)
        else:
            hint = _where_else(key, [*known, "_src", "_note"])
            message = f"{dotted(path) or 'a record'} has no field {key!r}"
            faults.append(Fault((*path, key), "field-unknown", message, hint))
    if missing := [key for key in _required(table) if key not in data]:
        faults += (_missing(known[key], (*path, key)) for key in missing)


@cache
def _required(table: type[Table]) -> tuple[str, ...]:
    return tuple(key for key, shape in shapes(table).items() if shape.required)


@cache
def _right(table: type[Table]) -> dict[str, Callable[[str], bool]]:
    """For each field of one text, whether a text is what it may have: what most of them are."""
    return {
        key: _is_word(shape.words) if shape.words else _passes(CHECKS[shape.check])
        for key, shape in shapes(table).items()
        if not (shape.many or shape.constant) and shape.kind in ("text", "word")
    }


def _is_word(words: type[Word]) -> Callable[[str], bool]:
    return frozenset(map(str, words)).__contains__


def _passes(check: Callable[[str], str]) -> Callable[[str], bool]:
    return is_text if check is check_text else lambda text: not check(text)


def _missing(shape: Shape, path: Path) -> Fault:
    if shape.constant:
        hint = f'write {shape.key} = "{shape.constant}" on the first line'
    elif shape.table:
        hint = f"write [{dotted(path)}]"
    elif shape.words:
        hint = _listed("one of", list(map(str, shape.words)))
    else:
        hint = shape.sentence
    return Fault(path, "field-missing", f"{dotted(path)} is missing", hint)


def _check_field(shape: Shape, value: object, path: Path, faults: list[Fault]) -> None:
    if not shape.many:
        _check_one(shape, value, path, faults)
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            _check_one(shape, one, (*path, index), faults)
    elif shape.table and isinstance(value, Mapping):
        hint = f"there may be several: write [[{dotted(path)}]], not [{dotted(path)}]"
        faults.append(Fault(path, "type-wrong", f"{dotted(path)} must be a list of tables", hint))
    elif shape.table:
        hint = f"write [[{dotted(path)}]]"
        faults.append(Fault(path, "type-wrong", f"{dotted(path)} must be a list of tables", hint))
    else:
        hint = "write it in square brackets: [...]"
        faults.append(Fault(path, "type-wrong", f"{dotted(path)} must be a list", hint))


def _check_one(shape: Shape, value: object, path: Path, faults: list[Fault]) -> None:
    if shape.table:
        if type(value) is dict or isinstance(value, Mapping):
            _check_table(shape.table, value, path, faults)
        else:
            hint = f"there is only one: write [{dotted(path)}]" if isinstance(value, list) else ""
            faults.append(Fault(path, "type-wrong", f"{dotted(path)} must be a table", hint))
    elif shape.kind == "flag":
        if not isinstance(value, bool):
            hint = "without quotation marks" if isinstance(value, str) else ""
            faults.append(Fault(path, "type-wrong", f"{dotted(path)} must be true or false", hint))
    elif shape.kind == "number":
        _check_number(value, path, faults)
    elif not isinstance(value, str):
        faults.append(_not_text(value, path))
    elif shape.constant:
        if value != shape.constant:
            message = f"{dotted(path)} {_shown(value)} is not known to this version"
            faults.append(Fault(path, "schema-unknown", message, f'write "{shape.constant}"'))
    elif shape.words:
        if value not in shape.words._value2member_map_:
            faults.append(_not_word(shape.words, value, path))
    else:
        sentence = CHECKS[shape.check](value)
        if sentence:
            code = _CODES.get(shape.check, "identifier-invalid")
            faults.append(Fault(path, code, _told(path, sentence)))


def _told(path: Path, sentence: str) -> str:
    """The sentence of a check, with the field before it."""
    return f"{dotted(path)}{'' if sentence.startswith(('is ', 'has ')) else ':'} {sentence}"


def _check_number(value: object, path: Path, faults: list[Fault]) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        hint = "without quotation marks" if isinstance(value, str) else ""
        faults.append(Fault(path, "type-wrong", f"{dotted(path)} must be a whole number", hint))
    elif not 1 <= value < 2**63:
        faults.append(Fault(path, "type-wrong", f"{dotted(path)} must be 1 or more"))


def _not_text(value: object, path: Path) -> Fault:
    if isinstance(value, datetime.date | datetime.time):
        hint = f'write it in quotation marks: "{value.isoformat()}"'
    elif isinstance(value, bool):
        hint = f'write it in quotation marks: "{str(value).lower()}"'
    elif isinstance(value, int | float):
        hint = "write it in quotation marks; leading zeros would be lost without them"
    elif isinstance(value, list | tuple):
        hint = "write one value, without square brackets"
    elif isinstance(value, Mapping):
        hint = "write one value, not a table"
    else:
        hint = "leave out what is not there"
    return Fault(path, "type-wrong", f"{dotted(path)} must be text", hint)


def _not_word(words: type[Word], value: str, path: Path) -> Fault:
    known = list(map(str, words))
    nearest = _nearest(value, known)
    hint = f"did you mean {nearest}?" if nearest else _listed("one of", known)
    if len(known) <= _LISTED_WORDS and nearest:
        hint = f"did you mean {nearest}? {_listed('One of', known)}"
    message = f"{dotted(path)} {_shown(value)} is not one of the words for it"
    return Fault(path, "word-unknown", message, hint)


def _check_states(
    known: Mapping[str, Shape], table: Data, value: object, path: Path, faults: list[Fault]
) -> None:
    """Check `_src`: one word for the table, or a word for each of its fields."""
    if isinstance(value, str):
        _check_state(
            value, _is_filled(known, table), dotted(path[:-1]) or "the record", path, faults
        )
    elif isinstance(value, Mapping):
        for key, state in value.items():
            place = (*path, key)
            if key not in known:
                faults.append(_names_no_field(key, known, place))
            else:
                name = dotted((*path[:-1], key))
                _check_state(state, _has_value(known[key], table), name, place, faults)
    else:
        hint = _listed("one of", sorted(_STATES))
        faults.append(Fault(path, "type-wrong", f"{dotted(path)} must be a word or a table", hint))


def _check_state(state: object, filled: bool, name: str, path: Path, faults: list[Fault]) -> None:
    if not isinstance(state, str):
        faults.append(_not_text(state, path))
    elif state == "lost":
        hint = f'write it into record.lost_fields = ["{name}"]'
        message = "lost is not a word for _src: a lost value is not there to be marked"
        faults.append(Fault(path, "word-unknown", message, hint))
    elif state not in _STATES:
        faults.append(_not_word(State, state, path))
    elif state == "empty" and filled:
        message = f"{name} is marked as empty but has a value"
        faults.append(Fault(path, "state-contradicts", message, "take one of them out"))
    elif state != "empty" and not filled:
        message = f"{name} is marked as {state} but has no value"
        hint = "take the mark out, or write empty if it is known that there is none"
        faults.append(Fault(path, "state-contradicts", message, hint))


def _check_notes(
    known: Mapping[str, Shape], value: object, path: Path, faults: list[Fault]
) -> None:
    """Check `_note`: one remark on the table, or a remark for each of its fields."""
    notes = value if isinstance(value, Mapping) else {"": value}
    for key, note in notes.items():
        place = (*path, key) if key else path
        if key and key not in known:
            faults.append(_names_no_field(key, known, place))
        elif not isinstance(note, str):
            faults.append(_not_text(note, place))
        else:
            sentence = check_text(note)
            if sentence:
                faults.append(Fault(place, "text-invalid", _told(place, sentence)))


def _names_no_field(key: str, known: Mapping[str, Shape], path: Path) -> Fault:
    nearest = _nearest(key, list(known))
    hint = f"did you mean {nearest}?" if nearest else "it names a field of its own table"
    place = dotted(path[:-1])
    return Fault(path, "field-unknown", f"{place} names {key!r}, which is no field here", hint)


def _has_value(shape: Shape, table: Data) -> bool:
    """Whether the field has a value, its default among them."""
    value = table.get(shape.key, shape.default)
    if shape.many and isinstance(value, list | tuple):
        return any(_is_value(shape, one) for one in value)
    return _is_value(shape, value)


def _is_value(shape: Shape, value: object) -> bool:
    """Whether one value says anything: a table does by the values in it."""
    if shape.table and isinstance(value, Mapping):
        return _is_filled(shapes(shape.table), value)
    return value is not None and not (isinstance(value, Sequence | Mapping) and not value)


def _is_filled(known: Mapping[str, Shape], table: Data) -> bool:
    """Whether a table has any value. Marks and remarks are none, nor are defaults.

    So {}, { levels = [] } and a table that is not there are judged alike, as they are written.
    """
    return any(
        key in known and value != known[key].default and _has_value(known[key], table)
        for key, value in table.items()
    )


def _check_lost(data: Data, faults: list[Fault]) -> None:
    """A field that is listed as lost has no value."""
    record = data.get("record")
    lost = record.get("lost_fields") if isinstance(record, Mapping) else None
    if not isinstance(lost, list | tuple):
        return
    for index, path in enumerate(lost):
        if isinstance(path, str) and _is_there(Record, data, path.split(".")):
            message = f"{path} is listed as lost but has a value"
            faults.append(
                Fault(("record", "lost_fields", index), "lost-has-value", message, "take one out")
            )


def _is_there(table: type[Table], data: Data, steps: list[str]) -> bool:
    step, *rest = steps
    shape = shapes(table).get(step)
    value = data.get(step)
    if shape is None or value is None:
        return False
    if not shape.table:
        return not rest and value != shape.default and _has_value(shape, data)
    found = value if shape.many and isinstance(value, list | tuple) else [value]
    tables = [one for one in found if isinstance(one, Mapping)]
    by = selector(shape.table)
    if rest and shape.many and by and rest[0] not in shapes(shape.table):
        tables = [one for one in tables if one.get(by.key, by.default) == rest[0]]
        rest = rest[1:]
    if rest:
        return any(_is_there(shape.table, one, rest) for one in tables)
    return any(_is_filled(shapes(shape.table), one) for one in tables)


def _where_else(key: str, known: Sequence[str]) -> str:
    """The hint for an unknown key: the nearest one of the table, or of another table."""
    nearest = _nearest(key, known)
    if nearest:
        return f"did you mean {nearest}?"
    paths = {field.path.rpartition(".")[2].strip("[]"): field.path for field in reversed(fields())}
    elsewhere = _nearest(key, list(paths))
    if elsewhere:
        return f"there is {paths[elsewhere]}"
    return _listed("it may have", known) if len(known) <= _LISTED_FIELDS else ""


def _nearest(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches  # only where there is a fault

    folded = word.casefold().replace("-", "_").replace(" ", "_")
    same = {name.replace("-", "_"): name for name in known}
    return next((same[name] for name in get_close_matches(folded, list(same), 1, 0.6)), "")


def _listed(lead: str, words: Sequence[str] | Mapping[str, object]) -> str:
    return f"{lead} {', '.join(words)}"


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:59]}…")
