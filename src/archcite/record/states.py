"""How each field of a record is known: stated, inferred, supplied, lost, or empty on purpose.

What the record says of itself (schema, document.id, record) is no knowledge from the source and is
left out.
"""

from __future__ import annotations

from typing import NamedTuple

from archcite.record.faults import dotted
from archcite.record.fields import Shape, order_of, shapes
from archcite.record.model import Record, Table
from archcite.record.vocab import State

Path = tuple[str | int, ...]

_OWN = (("schema",), ("document", "id"), ("record",))
_SMALL = 3  # a table of a list with so few plain fields is told in one line


class FieldState(NamedTuple):
    """One field. state: a word of State, or "lost". value: as text, "" where there is none."""

    path: str
    state: str
    value: str


def states(record: Record) -> list[FieldState]:
    """Every field that has a value, is lost or is empty on purpose, in the order of the model."""
    found: list[tuple[Path, FieldState]] = []
    _walk(record, (), State.STATED, found)
    lost = record.record.lost_fields if record.record else ()
    found += [(tuple(path.split(".")), FieldState(path, "lost", "")) for path in lost]
    told = [(path, one) for path, one in found if not any(path[: len(own)] == own for own in _OWN)]
    return [one for _, one in sorted(told, key=lambda pair: order_of(pair[0]))]


def _walk(table: Table, path: Path, above: str, found: list[tuple[Path, FieldState]]) -> None:
    """Note the fields of a table. above: the state that holds where the table says nothing."""
    marks = table.src if isinstance(table.src, dict) else {}
    here = above if isinstance(table.src, dict) else str(table.src)
    if here == State.EMPTY:
        found.append((path, FieldState(dotted(path), here, "")))
        return
    for key, shape in shapes(type(table)).items():
        value = getattr(table, shape.name)
        state = str(marks.get(key, here))
        place = (*path, key)
        if state == State.EMPTY:
            found.append((place, FieldState(dotted(place), state, "")))
        elif value is None or value == shape.default:
            continue
        elif not shape.table:
            found.append((place, FieldState(dotted(place), state, _text(value))))
        elif not shape.many:
            _walk(value, place, state, found)
        else:
            for index, one in enumerate(value):
                _walk_one(one, shape, (*place, index), state, found)


def _walk_one(
    table: Table, shape: Shape, path: Path, above: str, found: list[tuple[Path, FieldState]]
) -> None:
    """Note one table of a list, a small one as a whole."""
    known = shapes(type(table)).values()
    small = len(known) <= _SMALL and not any(field.table for field in known)
    if not small or (isinstance(table.src, dict) and table.src):
        _walk(table, path, above, found)
        return
    state = above if isinstance(table.src, dict) else str(table.src)
    found.append((path, FieldState(dotted(path), state, _summary(table))))


def _summary(table: Table) -> str:
    """A small table in one line: fond 558, translated A. B. (CWIHP), Peace (LCSH)."""
    known = list(shapes(type(table)).values())
    values = [(field, getattr(table, field.name)) for field in known]
    texts = [_text(value) for field, value in values if value not in (None, field.default)]
    lead = 2 if known[0].kind == "word" else 1
    rest = f" ({'; '.join(texts[lead:])})" if texts[lead:] else ""
    return " ".join(texts[:lead]) + rest


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(_text, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
