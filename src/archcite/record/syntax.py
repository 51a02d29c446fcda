"""Reading on behind a syntax error: TOML that is broken in places still gives the rest of its data.

Only ever called for text that tomllib refused, so it may be slow. Judges no values.
"""

from __future__ import annotations

import tomllib
from typing import Any, NamedTuple

from archcite.record.layout import Statement, line_at, statements

_ROUNDS = 40
_LONG = 50_000  # characters: above this only the first error is told

_ONE_LINE = "a table in braces stands on one line, without a comma before the closing brace"
# How tomllib's messages begin -> the sentence that is told instead ({} is the key), and a hint.
_TOLD: tuple[tuple[str, str, str], ...] = (
    ("Cannot overwrite a value", "{} stands twice", ""),
    ("Cannot mutate", "{} stands twice", ""),
    ("Cannot declare", "[{}] stands twice", "a table that may be repeated is written [[name]]"),
    ("Expected '='", "", "write key = value"),
    ("Illegal character '\\n'", "{} is not closed on its line", "a quotation mark is missing"),
    (
        "Found invalid character '\\n'",
        "{} is not closed on its line",
        "a quotation mark is missing",
    ),
    ("Illegal character", "", "a control character stands there; take it out"),
    ("Found invalid character", "", "a control character stands there; take it out"),
    ("Unescaped", "", "write a backslash twice, or put the text in single quotation marks"),
    ("Invalid initial character for a key", "", "write key = value"),
    ("Invalid statement", "", "write key = value, or [table]"),
    ("Unclosed array", "", "a square bracket or comma is missing"),
    ("Unclosed inline table", "", "a brace or comma is missing"),
    ("Exceeds the limit", "{} has a number that is too long", "text stands in quotation marks"),
)


class SyntaxFault(NamedTuple):
    """One syntax error."""

    line: int
    message: str
    hint: str


class Broken(NamedTuple):
    """What is left of a broken text.

    text: the same lines, the faulty statements blanked. data: its values, or None if it could not
    be mended. left_out: the keys, from the top, of the statements and tables that are not in data.
    """

    faults: tuple[SyntaxFault, ...]
    text: str
    data: dict[str, Any] | None
    left_out: frozenset[tuple[str, ...]]


def read_broken(text: str) -> Broken:
    """All syntax errors of a text, as far as one can read on behind each."""
    faults: list[SyntaxFault] = []
    left_out: set[tuple[str, ...]] = set()
    for _ in range(1 if len(text) > _LONG else _ROUNDS):
        try:
            return Broken(tuple(faults), text, tomllib.loads(text), frozenset(left_out))
        except RecursionError:
            faults.append(SyntaxFault(1, "the file is nested too deeply", ""))
            break
        except ValueError as error:
            found = statements(text)
            at = _faulty(text, found, error)
            if at is None:
                faults.append(SyntaxFault(_line_of(error) or 1, *_sentence(error, "the text")))
                break
            faults.append(_tell(text, found[at], error))
            text = _leave_out(text, found, at, error, left_out)
    return Broken(tuple(faults), text, None, frozenset(left_out))


def _faulty(text: str, found: list[Statement], error: ValueError) -> int | None:
    """Which statement the error is in."""
    line = _line_of(error)
    for index, statement in enumerate(found):
        first, last = line_at(text, statement.start), line_at(text, statement.end - 1)
        if not statement.closed and (not line or first <= line):
            return index
        if line and first <= line <= last:
            return index
    if line or not found:
        return None
    # Without a line: at the end of the text, or a number that Python refuses to read.
    if isinstance(error, tomllib.TOMLDecodeError):
        return len(found) - 1
    return max(range(len(found)), key=lambda index: found[index].end - found[index].start)


def _tell(text: str, statement: Statement, error: ValueError) -> SyntaxFault:
    name = ".".join(statement.keys) or "the value"
    if not statement.closed:
        line = line_at(text, statement.start)
        hint = "a quotation mark or bracket is missing"
        return SyntaxFault(line, f"not valid TOML: {name} is never closed", hint)
    line = _line_of(error) or line_at(text, statement.start)
    message, hint = _sentence(error, name)
    value = text[statement.value : statement.end]
    if statement.kind == "pair" and "{" in value and line > line_at(text, statement.start):
        hint = _ONE_LINE
    elif statement.kind == "pair" and not hint and value[:1] not in ('"', "'", "[", "{"):
        hint = "text stands in quotation marks"
    return SyntaxFault(line, message, hint)


def _leave_out(
    text: str,
    found: list[Statement],
    at: int,
    error: ValueError,
    left_out: set[tuple[str, ...]],
) -> str:
    """Blank the statement; with a header its whole table, whose keys would land in another."""
    statement = found[at]
    end = statement.end
    if statement.kind != "pair":
        name = ".".join(statement.keys)
        header = f"[[{name}]]" if statement.kind == "list-header" else f"[{name}]"
        written = text[statement.start : end].partition("#")[0].strip()
        twice = str(error).startswith("Cannot")
        if name and written != header and not twice:  # only a bracket is missing or too much
            return f"{text[: statement.start]}{header}\n{text[end:]}"
        below = (one.start for one in found[at + 1 :] if one.kind != "pair")
        end = next(below, len(text))
        if not twice:
            left_out.add(statement.keys)
    elif not str(error).startswith("Cannot"):
        above = next((one.keys for one in reversed(found[:at]) if one.kind != "pair"), ())
        left_out.add((*above, *statement.keys))
    return text[: statement.start] + "\n" * text.count("\n", statement.start, end) + text[end:]


def _line_of(error: ValueError) -> int:
    """The line that tomllib names, 0 if it says "at end of document"."""
    digits = str(error).rpartition("(at line ")[2].partition(",")[0]
    return int(digits) if digits.isdigit() else 0


def _sentence(error: ValueError, name: str) -> tuple[str, str]:
    """What is told of a tomllib error, and the hint."""
    reason = str(error).rpartition(" (at ")[0] or str(error)
    for start, told, hint in _TOLD:
        if reason.startswith(start):
            return f"not valid TOML: {told.format(name) or _lower(reason)}", hint
    return f"not valid TOML: {_lower(reason)}", ""


def _lower(reason: str) -> str:
    return reason[:1].lower() + reason[1:]
