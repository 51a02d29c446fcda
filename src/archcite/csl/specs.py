"""What the runtime is told of an element: its dress, and dates, labels and names in full.

Parts of the syntax tree that generated modules keep as constants. Values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from archcite.inline import PLAIN, Look

if TYPE_CHECKING:
    from archcite.csl.model import Node

NONE: Mapping[str, str] = MappingProxyType({})


class Dress(NamedTuple):
    """What an element puts around and does to its output (CSL 1.0.2, Affixes ... Text-case).

    nests: whether its affixes are told from what stands in them: brackets alternate with those
    around them, a full stop may be one too many.
    """

    prefix: str = ""
    suffix: str = ""
    delimiter: str = ""
    look: Look = PLAIN
    quotes: bool = False
    text_case: str = ""
    strip_periods: bool = False
    nests: bool = False


NAKED = Dress()


class Label(NamedTuple):
    """cs:label. variable is "" inside cs:names, where it labels the names before it."""

    variable: str
    form: str = "long"
    plural: str = "contextual"
    dress: Dress = NAKED
    line: int = 0


class DatePart(NamedTuple):
    """cs:date-part."""

    name: str
    form: str = ""
    range_delimiter: str = ""
    dress: Dress = NAKED
    line: int = 0


class Date(NamedTuple):
    """cs:date. form is "" for a date that lists its own parts, else "text" or "numeric"."""

    variable: str
    form: str = ""
    date_parts: str = "year-month-day"
    parts: tuple[DatePart, ...] = ()
    dress: Dress = NAKED
    line: int = 0


class NamePart(NamedTuple):
    """cs:name-part."""

    name: str
    dress: Dress = NAKED
    line: int = 0


class NameOptions(NamedTuple):
    """cs:name and the options that it inherits; et-al counts of 0 mean never.

    institution_precedes_last: what cs:style and its layouts alone say, which holds for a body.
    """

    and_: str = ""
    delimiter: str = ", "
    delimiter_precedes_et_al: str = "contextual"
    delimiter_precedes_last: str = "contextual"
    et_al_min: int = 0
    et_al_use_first: int | None = None
    et_al_use_last: bool = False
    et_al_subsequent_min: int = 0
    et_al_subsequent_use_first: int | None = None
    form: str = "long"
    initialize: bool = True
    initialize_with: str | None = None
    name_as_sort_order: str = ""
    sort_separator: str = ", "
    dress: Dress = NAKED
    family: Dress = NAKED
    given: Dress = NAKED
    institution_precedes_last: str = "contextual"


class EtAl(NamedTuple):
    """cs:et-al."""

    term: str = "et-al"
    dress: Dress = NAKED
    line: int = 0


class Names(NamedTuple):
    """cs:names. own_name holds the raw attributes of its cs:name until lowering settles them.

    substitute is None where there is no cs:substitute. label_before stands before cs:name, label
    behind it. settled and delimiters: what holds in the citation and in the bibliography, by
    cs:style's and their own inheritable options.
    """

    variables: tuple[str, ...]
    own_name: Mapping[str, str] = NONE
    has_name: bool = False
    name_dress: Dress = NAKED
    name_parts: tuple[NamePart, ...] = ()
    et_al: EtAl | None = None
    label: Label | None = None
    label_before: Label | None = None
    substitute: tuple[Node, ...] | None = None
    delimiter_given: str | None = None
    dress: Dress = NAKED
    settled: tuple[NameOptions, NameOptions] = (NameOptions(), NameOptions())
    delimiters: tuple[str, str] = ("", "")
    line: int = 0
