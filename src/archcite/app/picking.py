"""Picking records by hand: what is found while somebody types, where they stand, what is marked.

Knows no terminal: the command shows this and passes keys on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from archcite.errors import Problem, UsageFault

if TYPE_CHECKING:
    from archcite.library.index import Index, Row

MOST = 1000  # rows that one can go through; who has more types another word
KEY = "{key}"
# Forms of several keys at once: what stands before each, between, and round them all.
FORMS: dict[str, tuple[str, str, str]] = {
    "pandoc": ("@", "; ", "[{keys}]"),
    "latex": ("", ",", "\\cite{{{keys}}}"),
    "typst": ("@", " ", "{keys}"),
    "org": ("@", ";", "[cite:{keys}]"),
}
_LAST = re.compile(r'(?:^|(?<=[\s(]))(?P<field>[^\W\d_][\w.]*:)?(?P<word>[^\s()":*]*)$')
_WHOLE = ("date:", "year:", "has:", "missing:", "lacks:")  # their words go on in no other way


class Picking:
    """The rows that a growing query finds, the one that is pointed at, and those that are marked.

    fault: what cannot be read in the query so far; the rows are then those from before.
    """

    def __init__(self, index: Index, text: str = "") -> None:
        self._index = index
        self.rows: list[Row] = []
        self.total = 0
        self.at = 0
        self.words: tuple[str, ...] = ()
        self.marked: dict[str, Row] = {}
        self.fault = ""
        self.ask(text)

    def ask(self, text: str) -> None:
        """Find what the text means so far."""
        from archcite.library.query import parse_query

        try:
            selection = parse_query(completed(text))
        except UsageFault as fault:
            problem = fault.problems[0]
            self.fault = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
            return
        self.fault = ""
        self.rows = list(self._index.select(selection, MOST))
        self.total = len(self.rows)
        if self.total == MOST:
            self.total = self._index.count(selection)
        self.words = selection.words
        self.at = 0

    def move(self, by: int) -> None:
        """Point at another row, at most at the first or last."""
        self.at = max(0, min(self.at + by, len(self.rows) - 1))

    def mark(self) -> None:
        """Mark the row that is pointed at, or take its mark off."""
        if self.rows:
            row = self.rows[self.at]
            if self.marked.pop(row.key, None) is None:
                self.marked[row.key] = row

    def chosen(self) -> list[Row]:
        """The marked rows in the order of their marks, or the one that is pointed at.

        What stands there for a query that cannot be read is of another query: none of it.
        """
        pointed = [] if self.fault else self.rows[self.at : self.at + 1]
        return list(self.marked.values()) or pointed


def completed(text: str) -> str:
    """A query that is still being typed, as it can be read now.

    The last word may go on; quotation marks and parentheses are closed; what is only begun is left
    out.
    """
    if text.count('"') % 2:
        bare = text.rstrip()
        text = bare[:-1] if bare.endswith('"') else f'{bare}"'
    elif (last := _LAST.search(text)) and (last["word"] or last["field"]):
        field, word = last["field"] or "", last["word"]
        before = text[: last.start()]
        if not word or (before.strip() and word.lower() in ("and", "or", "not")):
            text = before
        elif field.lower() not in _WHOLE and word[0] not in "-<>":
            text = f"{before}{field}({word} or {word}*)"
    outside = re.sub(r'"[^"]*"', "", text)
    text = re.sub(r"\(\s*$", "", text)
    missing = outside.count("(") - outside.count(")") - (text.count("(") < outside.count("("))
    return text + ")" * max(0, missing)


def check_form(form: str) -> None:
    """UsageFault for what is neither the name of a form nor a text with {key}."""
    if form not in FORMS and KEY not in form:
        raise UsageFault(
            Problem("word-unknown", "", f"{form[:40]!r} is no form of a citation",
                    f"known are {', '.join(FORMS)}; or a text with {KEY} in it")
        )  # fmt: skip


def worded(keys: Sequence[str], form: str) -> list[str]:
    """Lines with the keys. form: one of FORMS, for all in one line; or a text with {key} for each.

    "" is the keys alone.
    """
    if form in FORMS:
        before, between, whole = FORMS[form]
        return [whole.format(keys=between.join(f"{before}{key}" for key in keys))]
    return [(form or KEY).replace(KEY, key) for key in keys]
