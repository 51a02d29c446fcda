"""The syntax tree of a style: one frozen class an element, each with the line it stands on.

Attributes are parsed, defaulted and typed; there are no methods that render. What the runtime
needs too (dress, dates, labels, names) is in specs.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from archcite.csl.specs import (
    NAKED,
    NONE,
    Date,
    DatePart,
    Dress,
    EtAl,
    Label,
    NameOptions,
    NamePart,
    Names,
)

__all__ = [
    "NAKED",
    "Branch",
    "Choose",
    "Condition",
    "Date",
    "DatePart",
    "DependentStyle",
    "Dress",
    "EtAl",
    "Group",
    "IndependentStyle",
    "Info",
    "Label",
    "Layout",
    "Locale",
    "NameOptions",
    "NamePart",
    "Names",
    "Node",
    "Number",
    "SortKey",
    "Style",
    "Term",
    "Text",
]


class Text(NamedTuple):
    """cs:text. source is "variable", "macro", "term" or "value"; name is what it names.

    Lowering puts a term's text for its name; the one for a missing date gets a source of its own,
    "no-date".
    """

    line: int
    source: str
    name: str
    form: str = "long"
    plural: bool = False
    dress: Dress = NAKED


class Number(NamedTuple):
    """cs:number."""

    line: int
    variable: str
    form: str = "numeric"
    dress: Dress = NAKED


class Group(NamedTuple):
    """cs:group."""

    line: int
    children: tuple[Node, ...]
    dress: Dress = NAKED


class Condition(NamedTuple):
    """One attribute of cs:if: the test and one of its values."""

    test: str
    value: str


class Branch(NamedTuple):
    """cs:if, cs:else-if or cs:else (no conditions)."""

    line: int
    match: str
    conditions: tuple[Condition, ...]
    children: tuple[Node, ...]


class Choose(NamedTuple):
    """cs:choose."""

    line: int
    branches: tuple[Branch, ...]


Node: TypeAlias = Text | Number | Label | Date | Names | Group | Choose


class SortKey(NamedTuple):
    """cs:key. source is "variable" or "macro"."""

    line: int
    source: str
    name: str
    descending: bool = False
    names_min: int | None = None
    names_use_first: int | None = None
    names_use_last: bool | None = None


class Layout(NamedTuple):
    """cs:citation or cs:bibliography: its options, sort keys and layout."""

    line: int
    children: tuple[Node, ...]
    dress: Dress = NAKED
    sort: tuple[SortKey, ...] = ()
    options: Mapping[str, str] = NONE


class Term(NamedTuple):
    """A term in one form: its two numbers, gender, and how ordinals match."""

    single: str = ""
    multiple: str = ""
    gender: str = ""


class Locale(NamedTuple):
    """Terms by (name, form, gender-form), localized dates by form, options; of one file or merged.

    ordinal_match: ordinal term name -> match attribute.
    """

    lang: str = ""
    terms: Mapping[tuple[str, str, str], Term] = MappingProxyType({})
    dates: Mapping[str, Date] = MappingProxyType({})
    options: Mapping[str, str] = NONE
    ordinal_match: Mapping[str, str] = NONE


class Info(NamedTuple):
    """cs:info, as far as somebody asks for it."""

    title: str = ""
    id: str = ""
    summary: str = ""
    updated: str = ""
    rights: str = ""
    fields: tuple[str, ...] = ()
    citation_format: str = ""
    links: tuple[tuple[str, str], ...] = ()


class IndependentStyle(NamedTuple):
    """A style that says how to cite."""

    info: Info
    kind: str
    default_locale: str
    options: Mapping[str, str]
    locales: tuple[Locale, ...]
    macros: Mapping[str, tuple[Node, ...]]
    macro_lines: Mapping[str, int]
    citation: Layout
    bibliography: Layout | None


class DependentStyle(NamedTuple):
    """A style that only names another one, on that line."""

    info: Info
    parent: str
    default_locale: str
    line: int = 0


Style: TypeAlias = IndependentStyle | DependentStyle
