"""The shelfmark of a holding in one line, in the words that lead back to it."""

from __future__ import annotations

import msgspec

from archcite.crosswalk import prose
from archcite.crosswalk.mods_holding import read_mark
from archcite.crosswalk.table import Plain
from archcite.record.model import Holding
from archcite.record.tradition import print_levels


def mark_of(source: Holding) -> str:
    """The line of the source where it says just the levels, else the levels as printed."""
    given = " ".join((source.ref_as_given or "").split())
    if not source.levels:
        return prose.as_given(source)
    if given:
        plain: Plain = {}
        read_mark(plain, given)
        if plain.get("levels") == list(msgspec.to_builtins(source.levels)):
            return given
    return print_levels(source)
