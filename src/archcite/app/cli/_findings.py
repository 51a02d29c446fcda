"""The findings of check in words: for people, editors, build servers and programs.

Every format is a function from the findings to the whole text, "" for none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from archcite.app import completeness
from archcite.app.checking import Findings, Told
from archcite.app.cli._print import to_terminal
from archcite.app.cli._print import visible as safe
from archcite.app.cli._sarif import sarif
from archcite.errors import Severity
from archcite.record.places import Place
from archcite.text.numbers import counted
from archcite.text.width import width

_WIDTH = 96  # letters of a source line that are shown
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


class Format(NamedTuple):
    """One output format: what the manual says of it, and what makes it.

    whole: whether it also tells what records ignore, and the edits of fixes.
    """

    sentence: str
    write: Callable[[Findings], str]
    whole: bool = False


def text(found: Findings) -> str:
    """Each finding with its line, what is meant underlined, and what to do about it."""
    return drawn(found.told, colour=to_terminal()).rstrip("\n")


def drawn(told: Sequence[Told], *, colour: bool = False) -> str:
    """The same of these, as a terminal with or without colours shows it."""
    return "\n".join(_drawn(each, colour) for each in told)


def concise(found: Findings) -> str:
    """A line for each finding."""
    return "\n".join(_line(each) for each in found.told)


def as_json(found: Findings) -> str:
    """A list of objects; what is incomplete once for each style, with its words."""
    plain = [data for each in found.told for data in _data(each)]
    return json.dumps(plain, ensure_ascii=False, indent=2)


def errorformat(found: Findings) -> str:
    """FILE:LINE:COLUMN: E: SENTENCE, as Vim's errorformat %f:%l:%c: %t: %m reads it.

    Vim counts the bytes of a line.
    """
    return "\n".join(
        f"{safe(each.file)}:{max(each.place.line, 1)}:{_bytes_before(each.place) + 1}: "
        f"{each.severity.upper()[0]}: {_sentence(each)}"
        for each in found.told
    )


def _bytes_before(place: Place) -> int:
    return len(place.source[: max(place.column - 1, 0)].encode("utf-8", "surrogatepass"))


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(found: Findings) -> str:
    """The commands by which GitHub Actions shows findings beside the changed lines."""
    lines = []
    for each in found.told:
        place = [("file", each.file.replace("\\", "/"))]
        if each.place.line:
            place += [("line", str(each.place.line)), ("endLine", str(each.place.line))]
        if each.place.column:
            place += [("col", str(each.place.column)), ("endColumn", str(each.place.end))]
        place.append(("title", f"archcite {each.code}"))
        told_of = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in place)
        sentence = each.message + (f" ({each.hint})" if each.hint else "")
        lines.append(f"::{_GITHUB[each.severity]} {told_of}::{_escaped(sentence)}")
    return "\n".join(lines)


def _escaped(value: str, more: str = "") -> str:
    """A value of a GitHub command: its signs as percent codes."""
    for sign in f"%\r\n{more}":
        value = value.replace(sign, f"%{ord(sign):02X}")
    return safe(value)


FORMATS: Mapping[str, Format] = {
    "text": Format("For people: each finding with its line, what is meant underlined.", text),
    "concise": Format("A line for each finding.", concise),
    "json": Format("For programs: a list of objects; `--json` is the same.", as_json),
    "sarif": Format("SARIF 2.1.0, which code scanners and editors read.", sarif, whole=True),
    "errorformat": Format(
        "FILE:LINE:COLUMN: E: SENTENCE, for Vim (`%f:%l:%c: %t: %m`) and other editors; the column "
        "counts bytes, as Vim does.",
        errorformat,
    ),
    "github": Format("Commands of GitHub Actions, which show findings at their lines.", github),
}


def summary(checked: int, told: Sequence[Told]) -> str:
    """How many records were checked, and what was found in them."""
    counts = [
        counted(sum(each.severity is severity for each in told), noun)
        for severity, noun in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.INFO, "note"),
        )
    ]
    shown = [counts[0], *(each for each in counts[1:] if not each.startswith("0 "))]
    return f"{counted(checked, 'record')} checked, {', '.join(shown)}"


def _sentence(each: Told) -> str:
    hint = f" ({each.hint})" if each.hint else ""
    return " ".join(safe(f"{each.message}{hint} [{each.code}]").split("\n"))


def _line(each: Told) -> str:
    return f"{safe(each.where)}: {each.severity}: {_sentence(each)}"


def _drawn(each: Told, colour: bool) -> str:
    """A finding as a compiler would show it."""

    def painted(words: str, codes: str) -> str:
        return f"\x1b[{codes}m{words}\x1b[0m" if colour and words else words

    shade = _COLOURS[each.severity]
    head = (
        f"{painted(safe(each.where), '1')}: {painted(str(each.severity), f'1;{shade}')}: "
        f"{' '.join(safe(each.message).split())} {painted(f'[{each.code}]', '2')}"
    )
    lines = [head]
    number = str(each.place.line)
    margin = " " * len(number) if each.place.source else ""
    if each.place.source:
        before, meant, after = _window(each)
        under = " " * width(before) + "^" * max(width(meant), 1)
        lines += [
            f"{margin} |",
            f"{number} | {before}{meant}{after}".rstrip(),
            f"{margin} | {painted(under, f'1;{shade}')}",
        ]
    if each.hint:
        lines.append(f"{margin} = {' '.join(safe(each.hint).split())}")
    if each.fix:
        lines.append(f"{margin} = --fix mends it")
    return "\n".join(lines) + "\n"


def _window(each: Told) -> tuple[str, str, str]:
    """What of the line is shown: before, at and behind the place."""
    source, start, end = each.place.source, each.place.column - 1, each.place.end - 1
    first = 0
    if len(source) > _WIDTH:
        first = max(0, min(start - _WIDTH // 4, len(source) - _WIDTH))
    last = first + _WIDTH
    cut = source[max(first, start) : min(end, last)]
    before, after = source[first:start], source[min(end, last) : last]
    return (
        ("…" if first else "") + safe(before).replace("\t", " "),
        safe(cut).replace("\t", " "),
        safe(after).replace("\t", " ") + ("…" if last < len(source) else ""),
    )


def _data(each: Told) -> list[dict[str, Any]]:
    """A finding for programs."""
    place = {
        "code": each.code,
        "severity": str(each.severity),
        "where": f"{each.file}:{each.place.line}" if each.place.line else each.file,
    }
    if each.lacks:
        return [
            {**place, **said, "key": each.key, "style": name, "lacks": [g._asdict() for g in found]}
            for name, found in each.lacks.items()
            if found
            for said in [_lacking(each, name)]
        ]
    data: dict[str, Any] = {**place, "message": each.message, "hint": each.hint, "key": each.key}
    if each.place.line:
        data |= {"file": each.file, "line": each.place.line}
        data |= {"column": each.place.column, "end_column": each.place.end}
    if each.field:
        data["field"] = each.field
    if each.fix:
        data["fix"] = [{"field": path, "value": value} for path, value in each.fix]
    return [data]


def _lacking(each: Told, name: str) -> dict[str, str]:
    """What one style wants of a record."""
    found = each.lacks[name]
    said = {name: found, "": ()} if len(each.lacks) > 1 else {name: found}
    fields = dict.fromkeys(gap.field for gap in found)
    return {
        "message": completeness.sentence(said),
        "hint": f"it belongs in {', '.join(fields)}",
    }
