"""The syntax tree of a style: one frozen class an element, each with the line it stands on.

Attributes are parsed, defaulted and typed; there are no methods that render.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct, field

from archcite.inline import PLAIN, Look


class Dress(Struct, frozen=True):
    """What an element puts around and does to its output (CSL 1.0.2, Affixes ... Text-case)."""

    prefix: str = ""
    suffix: str = ""
    delimiter: str = ""
    look: Look = PLAIN
    quotes: bool = False
    text_case: str = ""
    strip_periods: bool = False


NAKED = Dress()


class Text(Struct, frozen=True):
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


class Number(Struct, frozen=True):
    """cs:number."""

    line: int
    variable: str
    form: str = "numeric"
    dress: Dress = NAKED


class Label(Struct, frozen=True):
    """cs:label. variable is "" inside cs:names, where it labels the names before it."""

    variable: str
    form: str = "long"
    plural: str = "contextual"
    dress: Dress = NAKED
    line: int = 0


class DatePart(Struct, frozen=True):
    """cs:date-part."""

    name: str
    form: str = ""
    range_delimiter: str = "–"
    dress: Dress = NAKED
    line: int = 0


class Date(Struct, frozen=True):
    """cs:date. form is "" for a date that lists its own parts, else "text" or "numeric"."""

    variable: str
    form: str = ""
    date_parts: str = "year-month-day"
    parts: tuple[DatePart, ...] = ()
    dress: Dress = NAKED
    line: int = 0


class NamePart(Struct, frozen=True):
    """cs:name-part."""

    name: str
    dress: Dress = NAKED
    line: int = 0


class NameOptions(Struct, frozen=True):
    """cs:name and the options that it inherits; et-al counts of 0 mean never."""

    and_: str = ""
    delimiter: str = ", "
    delimiter_precedes_et_al: str = "contextual"
    delimiter_precedes_last: str = "contextual"
    et_al_min: int = 0
    et_al_use_first: int = 0
    et_al_use_last: bool = False
    et_al_subsequent_min: int = 0
    et_al_subsequent_use_first: int = 0
    form: str = "long"
    initialize: bool = True
    initialize_with: str | None = None
    name_as_sort_order: str = ""
    sort_separator: str = ", "
    dress: Dress = NAKED
    family: Dress = NAKED
    given: Dress = NAKED


class EtAl(Struct, frozen=True):
    """cs:et-al."""

    term: str = "et-al"
    dress: Dress = NAKED
    line: int = 0


class Names(Struct, frozen=True):
    """cs:names. own_name holds the raw attributes of its cs:name until lowering settles them.

    substitute is None where there is no cs:substitute. label_first: cs:label stands before cs:name.
    settled and delimiters: what holds in the citation and in the bibliography, by cs:style's and
    their own inheritable options.
    """

    variables: tuple[str, ...]
    own_name: Mapping[str, str] = field(default_factory=dict)
    has_name: bool = False
    name_dress: Dress = NAKED
    name_parts: tuple[NamePart, ...] = ()
    et_al: EtAl | None = None
    label: Label | None = None
    label_first: bool = False
    substitute: tuple[Node, ...] | None = None
    delimiter_given: str | None = None
    dress: Dress = NAKED
    settled: tuple[NameOptions, NameOptions] = (NameOptions(), NameOptions())
    delimiters: tuple[str, str] = ("", "")
    line: int = 0


class Group(Struct, frozen=True):
    """cs:group."""

    line: int
    children: tuple[Node, ...]
    dress: Dress = NAKED


class Condition(Struct, frozen=True):
    """One attribute of cs:if: the test and one of its values."""

    test: str
    value: str


class Branch(Struct, frozen=True):
    """cs:if, cs:else-if or cs:else (no conditions)."""

    line: int
    match: str
    conditions: tuple[Condition, ...]
    children: tuple[Node, ...]


class Choose(Struct, frozen=True):
    """cs:choose."""

    line: int
    branches: tuple[Branch, ...]


Node: TypeAlias = Text | Number | Label | Date | Names | Group | Choose


class SortKey(Struct, frozen=True):
    """cs:key. source is "variable" or "macro"."""

    line: int
    source: str
    name: str
    descending: bool = False
    names_min: int | None = None
    names_use_first: int | None = None
    names_use_last: bool | None = None


class Layout(Struct, frozen=True):
    """cs:citation or cs:bibliography: its options, sort keys and layout."""

    line: int
    children: tuple[Node, ...]
    dress: Dress = NAKED
    sort: tuple[SortKey, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)


class Term(Struct, frozen=True):
    """A term in one form: its two numbers, gender, and how ordinals match."""

    single: str = ""
    multiple: str = ""
    gender: str = ""


class Locale(Struct, frozen=True):
    """Terms by (name, form, gender-form), localized dates by form, options; of one file or merged.

    ordinal_match: ordinal term name -> match attribute.
    """

    lang: str = ""
    terms: Mapping[tuple[str, str, str], Term] = field(default_factory=dict)
    dates: Mapping[str, Date] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    ordinal_match: Mapping[str, str] = field(default_factory=dict)


class Info(Struct, frozen=True):
    """cs:info, as far as somebody asks for it."""

    title: str = ""
    id: str = ""
    summary: str = ""
    updated: str = ""
    rights: str = ""
    fields: tuple[str, ...] = ()
    citation_format: str = ""
    links: tuple[tuple[str, str], ...] = ()


class IndependentStyle(Struct, frozen=True):
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


class DependentStyle(Struct, frozen=True):
    """A style that only names another one."""

    info: Info
    parent: str
    default_locale: str


Style: TypeAlias = IndependentStyle | DependentStyle
