"""Variables as sort keys (CSL 1.0.2, Sorting)."""

from __future__ import annotations

from archcite.csl import vocab
from archcite.csl.rt.context import EMPTY, PRESENT, Context
from archcite.csl.rt.dates import sort_key
from archcite.csl.rt.names import names
from archcite.csl.rt.numbers import padded
from archcite.csl.rt.text import markup
from archcite.csl.specs import NameOptions, Names
from archcite.inline import Inline, plain

_OPTIONS = NameOptions(name_as_sort_order="all")


def sort_variable(c: Context, o: list[Inline], variable: str) -> int:
    """The variable as a text that sorts: names by family, dates and numbers by size."""
    if not c.is_live(variable):
        return EMPTY
    if variable in vocab.NAMES:
        return names(c, o, Names((variable,), settled=(_OPTIONS, _OPTIONS)))
    if variable in vocab.DATES:
        date = c.date(variable)
        if date is not None:
            o.append(sort_key(date))
    else:
        found = c.text(variable)
        if found:
            number = variable in vocab.NUMBERS
            o.append(padded(found) if number else plain(markup(found)))
    return PRESENT
