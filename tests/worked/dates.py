"""Dates among the facts: EDTF, or as an English citation writes them."""

from __future__ import annotations

from typing import NamedTuple

from archcite.read.dates import UNDATED, read_date
from archcite.text.edtf import parse
from worked.facts import Facts


class Day(NamedTuple):
    """An EDTF date, and whether the source has it in brackets."""

    edtf: str
    inferred: bool = False


def day_of(facts: Facts, *names: str) -> Day | None:
    """The first of these facts that is a date; one that cannot be read is told and left out."""
    for name in names:
        text = facts.text(name)
        if text is None or UNDATED.fullmatch(text):
            continue
        try:
            parse(text)
        except ValueError:
            if (found := read_date(text)) is not None:
                return Day(found.edtf, found.inferred)
            facts.remark(f"{name} {text!r} is no date that can be read")
            continue
        return Day(text)
    return None
