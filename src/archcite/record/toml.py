"""A record as TOML text: read it with every fault and its line, write it, change one field of it.

Opens no files. tomli_w is imported only to write: citing a record needs tomllib alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from archcite.errors import CannotWrite, Problem, ProblemsFound, UnreadableInput
from archcite.record.faults import Data, Fault, Path, dotted, find_faults
from archcite.record.fields import shapes
from archcite.record.model import Record, Table

_WIDTH = 100
# A dotted name costs tomllib time in the square of its parts; a run of so many in a text is none.
_DOTTED = re.compile(r"(?<![\w\"'-])(?>(?:[\w\"'-]++[ \t]*+\.[ \t]*+){100,})")
_MOST_PARTS = 2000
_INLINE_FIELDS = 3  # tables below the top with so few plain fields stand on one line each


def read(text: str, where: str) -> Record:
    """Read a record.

    where: how the file is told in problems; if it ends in .toml, the record must be named after it.
    Raises UnreadableInput if the text is not TOML, ProblemsFound if the record is not valid, both
    with all problems, by line.
    """
    endless = next(filter(_is_endless, _DOTTED.finditer(text)), None)
    if endless:
        place = _place(where, text.count("\n", 0, endless.start()) + 1)
        told = f"a name of more than {_MOST_PARTS} parts between dots"
        raise UnreadableInput(Problem("toml-invalid", place, told))
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise UnreadableInput(*_broken_problems(text, where)) from None
    try:
        faults = find_faults(data) + _name_faults(data, where)
    except RecursionError:
        problem = Problem("type-wrong", where, "the record is nested too deeply")
        raise UnreadableInput(problem) from None
    if faults:
        raise _refusal(text, where, faults)
    return _convert(data, where)


def _is_endless(run: re.Match[str]) -> bool:
    return run[0].count(".") > _MOST_PARTS


def from_plain(data: Data, where: str = "") -> Record:
    """The record that plain data (from JSON, or from a reader) describes, with the same checks.

    Raises ProblemsFound with all problems; their places are paths such as $.document.date.
    """
    faults = find_faults(data)
    if faults:
        raise ProblemsFound(*(_at_path(fault, where) for fault in faults))
    return _convert(data, where)


def write(record: Record, schema_ref: str) -> str:
    """The record as TOML; read() of it gives the same record.

    schema_ref: the path of the JSON Schema for editors, written on the first line; "" for none.
    Raises ProblemsFound if the record is one that read() would refuse.
    """
    data = msgspec.to_builtins(record)
    faults = find_faults(data)
    if faults:
        raise ProblemsFound(*(_at_path(fault, "") for fault in faults))
    blocks = [f"#:schema {schema_ref}\n"] if schema_ref else []
    _write_table(Record, data, (), "", blocks)
    return "\n".join(blocks)


def change(text: str, path: str, value: object, where: str = "") -> str:
    """The text with one field set to a value, or taken out (None); every other byte stays."""
    return change_all(text, [(path, value)], where)


def change_all(text: str, changes: Iterable[tuple[str, object]], where: str = "") -> str:
    """The text with several fields set or taken out (None), judged together at the end.

    Paths are such as "document.short_title", "people[0].family". Raises what read() raises if the
    text or the outcome is not a valid record. A mark that a change makes untrue goes with it: how a
    value was known that is taken out, or that a field was empty which now has one.
    """
    read(text, where)
    for path, value in changes:
        text = changed(text, path, value, where)
    read(text, where)
    return text


def changed(text: str, path: str, value: object, where: str) -> str:
    """The text with one field set or taken out; whether the outcome is a record is not asked."""
    from archcite.record.edit import drop, parse_path, put

    steps = parse_path(path)
    data = tomllib.loads(text.removeprefix("\ufeff"))
    if steps is None or not _set(data, steps, value):
        problem = Problem("field-unknown", where, f"{path!r} is not a field of this record")
        raise ProblemsFound(problem)
    if value is None:
        after = drop(text, steps)
    else:
        plain = msgspec.to_builtins(value)
        after = put(text, steps, _literal(plain, multiline=True), _literal(plain))
    stale = _stale_mark(data, steps, value)
    if stale:
        after = drop(after, stale)
        _set(data, stale, None)
    if tomllib.loads(after.removeprefix("\ufeff")) != msgspec.to_builtins(data):
        message = f"{path} cannot be changed without touching the rest of the file"
        raise CannotWrite(Problem("change-unsafe", where, message, "edit the file by hand"))
    return after


def _set(data: Any, path: Path, value: object) -> bool:
    """Set or take out one value in plain data; False if there is no such place."""
    *above, last = path
    for step in above:
        if isinstance(step, int):
            if not isinstance(data, list) or step >= len(data):
                return False
            data = data[step]
        elif not isinstance(data, dict):
            return False
        elif step not in data and value is None:
            return True
        else:
            data = data.setdefault(step, {})
    if isinstance(last, int):
        if not isinstance(data, list) or last >= len(data):
            return False
        if value is None:
            del data[last]
        else:
            data[last] = value
    elif not isinstance(data, dict):
        return False
    elif value is None:
        data.pop(last, None)
    else:
        data[last] = value
    return True


def _stale_mark(data: Any, path: Path, value: object) -> Path | None:
    """The path of the field's own mark in `_src`, if the change has made it untrue."""
    *above, key = path
    for step in above:
        if isinstance(data, dict) and step not in data:
            return None
        data = data[step]
    marks = data.get("_src") if isinstance(data, dict) else None
    if (
        not isinstance(marks, dict)
        or key not in marks
        or (marks[key] == "empty") == (value is None)
    ):
        return None
    return (*above, "_src", *([key] if len(marks) > 1 else []))


def _convert(data: Data, where: str) -> Record:
    try:
        return msgspec.convert(data, Record)
    except msgspec.ValidationError as error:  # what the walk over the schema let through
        raise ProblemsFound(Problem("type-wrong", where, str(error))) from error


def _name_faults(data: Data, where: str) -> list[Fault]:
    """The file of a record is named after its key."""
    document = data.get("document")
    key = document.get("id") if isinstance(document, Mapping) else None
    if not where.endswith(".toml") or not isinstance(key, str):
        return []
    stem = where.replace("\\", "/").rpartition("/")[2].removesuffix(".toml")
    if key == stem:
        return []
    message = f"document.id {key!r} is not the name of the file"
    hint = f'write id = "{stem}", or rename the file'
    return [Fault(("document", "id"), "key-differs", message, hint)]


def _refusal(text: str, where: str, faults: list[Fault]) -> ProblemsFound | UnreadableInput:
    if not text.strip("\ufeff \t\r\n"):
        return UnreadableInput(Problem("nothing-found", where, "the file is empty"))
    return ProblemsFound(*_located(text, where, [], faults))


def _broken_problems(text: str, where: str) -> list[Problem]:
    from archcite.record.syntax import read_broken

    broken = read_broken(text.removeprefix("\ufeff"))
    faults: list[Fault] = []
    if not broken.data or not any(key in broken.data for key in shapes(Record)):
        broken = broken._replace(faults=broken.faults[:1])  # not a record at all: one sentence
    else:
        faults = find_faults(broken.data) + _name_faults(broken.data, where)
    real = [fault for fault in faults if not _follows(fault, broken.left_out)]
    syntax = [
        (fault.line, Problem("toml-invalid", _place(where, fault.line), fault.message, fault.hint))
        for fault in broken.faults
    ]
    return _located(broken.text, where, syntax, real)


def _follows(fault: Fault, left_out: frozenset[tuple[str, ...]]) -> bool:
    """Whether a fault is only there because a broken statement was left out."""
    if fault.code not in ("field-missing", "state-contradicts"):
        return False
    keys = tuple(step for step in fault.path if isinstance(step, str) and step != "_src")
    return any(keys[: len(gone)] == gone or gone[: len(keys)] == keys for gone in left_out)


def _located(
    text: str, where: str, told: list[tuple[int, Problem]], faults: list[Fault]
) -> list[Problem]:
    """The problems with the lines of their faults, in the order of the lines."""
    if faults:
        from archcite.record.layout import read_layout

        layout = read_layout(text)
        for fault in faults:
            line = layout.line(fault.path)
            problem = Problem(fault.code, _place(where, line), fault.message, fault.hint)
            told.append((line, problem))
    return [problem for _, problem in sorted(told, key=lambda pair: pair[0])]


def _place(where: str, line: int) -> str:
    return f"{where}:{line}" if where else f"line {line}"


def _at_path(fault: Fault, where: str) -> Problem:
    place = f"{where}: " if where else ""
    return Problem(fault.code, f"{place}$.{dotted(fault.path)}", fault.message, fault.hint)


def _write_table(
    table: type[Table], data: Data, path: Path, header: str, blocks: list[str]
) -> None:
    """Append one block for the table's own pairs and one for each table below it."""
    lines: list[str] = []
    below: list[tuple[type[Table], Data, str, bool]] = []
    for key, shape in shapes(table).items():
        if key not in data:
            continue
        value = data[key]
        if shape.table is None:
            lines.append(f"{key} = {_list_or_literal(key, value)}\n")
        elif not shape.many:
            below.append((shape.table, value, key, False))
        elif inline := _rows(shape.table, value, path):
            lines.append(f"{key} = [\n{inline}]\n")
        else:
            below += [(shape.table, one, key, True) for one in value]
    if data.get("_src"):
        lines.append(f"_src = {_literal(data['_src'])}\n")
    lines += _notes(data.get("_note"))
    if lines or not below:
        blocks.append(f"{header}\n{''.join(lines)}" if header else "".join(lines))
    for child, value, key, many in below:
        name = dotted((*path, key))
        heading = f"[[{name}]]" if many else f"[{name}]"
        # A list's tables need their header, even one that has nothing but tables below it.
        if many and all(shape.table for name_, shape in shapes(child).items() if name_ in value):
            blocks.append(f"{heading}\n")
            heading = ""
        _write_table(child, value, (*path, key), heading, blocks)


def _notes(notes: str | Mapping[str, str] | None) -> list[str]:
    """A short map of remarks on one line, a long one as a line for each."""
    if not notes:
        return []
    line = f"_note = {_literal(notes)}\n"
    if isinstance(notes, str) or len(line) <= _WIDTH:
        return [f"_note = {_literal(notes, multiline=True)}\n" if isinstance(notes, str) else line]
    return [f"_note.{key} = {_literal(note, multiline=True)}\n" for key, note in notes.items()]


def _rows(table: type[Table], value: list[Data], path: Path) -> str:
    """Small tables as the lines of an inline list; "" if they are better written with headers."""
    plain = shapes(table).values()
    if not path or len(plain) > _INLINE_FIELDS or any(shape.table for shape in plain):
        return ""
    order = [*shapes(table), "_src", "_note"]
    rows = [f"    {_literal({key: one[key] for key in order if key in one})},\n" for one in value]
    return "".join(rows) if all(len(row) <= _WIDTH for row in rows) else ""


def _list_or_literal(key: str, value: object) -> str:
    literal = _literal(value, multiline=not isinstance(value, list | tuple))
    if isinstance(value, list | tuple) and len(f"{key} = {literal}") > _WIDTH:
        return f"[\n{''.join(f'    {_literal(one)},{chr(10)}' for one in value)}]"
    return literal


def _literal(value: object, *, multiline: bool = False) -> str:
    """A value as TOML writes it. multiline: text with line breaks is written over several lines."""
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key} = {_literal(one)}" for key, one in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_literal(one) for one in value)}]"
    import tomli_w

    return tomli_w.dumps({"x": value}, multiline_strings=multiline)[len("x = ") : -1]
