"""What generated code knows while it renders one item: Context, and the facts of style and locale.

A Context lives for one rendering and is the only thing that changes while generated code runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from archcite.csl.item import DateValue, Item
from archcite.csl.specs import Dress
from archcite.inline import Inline
from archcite.text.names import Name
from archcite.text.numbers import is_numeric

if TYPE_CHECKING:
    from archcite.csl.rt.names import Shown

# What a rendering function answers, or-ed together: nothing but fixed text was produced (0), a
# variable was called and was empty, a variable was called and printed (CSL 1.0.2, Group).
EMPTY = 1
PRESENT = 2

CITATION, BIBLIOGRAPHY = 0, 1

Terms = Mapping[tuple[str, str, str], tuple[str, str]]


class Facts(NamedTuple):
    """What style and locale settle for all items. Filled in by the generated module.

    terms: (name, form, gender-form) -> (single, multiple); genders: name -> gender of the term.
    options: the style's and both layouts' attributes. explicit_suffix: whether the style prints
    year-suffix itself.
    """

    lang: str
    kind: str
    terms: Terms
    genders: Mapping[str, str]
    ordinal_match: Mapping[str, str]
    options: Mapping[str, str]
    citation: Mapping[str, str]
    bibliography: Mapping[str, str]
    explicit_suffix: bool

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str:
        """A term's text in the best form there is; "" where the locale has none."""
        for candidate in _FORMS.get(form, (form, "long")):
            found = self.terms.get((name, candidate, gender)) or self.terms.get(
                (name, candidate, "")
            )
            if found is not None:
                return (found[1] or found[0]) if plural else found[0]
        return ""

    @property
    def quotes(self) -> tuple[str, str, str, str, bool]:
        """Opening and closing marks, outer and inner; whether punctuation goes inside."""
        marks = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
        inside = self.options.get("punctuation-in-quote") == "true"
        opening, closing, inner_opening, inner_closing = (self.term(mark) for mark in marks)
        return opening, closing, inner_opening, inner_closing, inside

    def has_term(self, name: str) -> bool:
        return any((name, form, "") in self.terms for form in _FORMS)


_FORMS = {
    "long": ("long",),
    "short": ("short", "long"),
    "symbol": ("symbol", "short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
}


class Hints(NamedTuple):
    """What disambiguation settled for an item: more names, fuller names, the condition, the letter.

    names: how many names to show at least; given: how a name is shown, 0 as the style has it,
    1 with initials, 2 in full; primary: whether that holds for first names alone; year_suffix:
    "a", "b" ..., or "".
    """

    names: int = 0
    given: Mapping[Name, int] = MappingProxyType({})
    primary: bool = False
    disambiguate: bool = False
    year_suffix: str = ""


NO_HINTS = Hints()
_NO_POSITION: frozenset[str] = frozenset()


class NamesLimit(NamedTuple):
    """The et-al settings of a sort key; None leaves what the style says."""

    minimum: int | None = None
    use_first: int | None = None
    use_last: bool | None = None


class Layout(NamedTuple):
    """A compiled layout: its function, what is put around it, and its sort keys.

    keys: (function, whether descending, et-al settings of the key).
    """

    body: Callable[[Context, list[Inline]], int]
    dress: Dress
    keys: tuple[tuple[Callable[[Context, list[Inline]], int], bool, NamesLimit], ...]


class Context:
    """One item in one place."""

    __slots__ = (
        "area", "citation_number", "facts", "first_note", "hints", "item", "limit", "locator",
        "locator_label", "names_done", "position", "shown", "sorting", "suffix_done", "suppressed",
        "trace", "type",
    )  # fmt: skip

    def __init__(
        self,
        item: Item,
        facts: Facts,
        area: int,
        *,
        locator: tuple[str, str] | None = None,
        position: frozenset[str] = _NO_POSITION,
        hints: Hints = NO_HINTS,
        citation_number: int = 0,
        first_note: int = 0,
        suppressed: frozenset[str] = frozenset(),
    ) -> None:
        self.item = item
        self.type = item.type
        self.facts = facts
        self.area = area
        self.locator_label, self.locator = locator or ("", "")
        self.position = position
        self.hints = hints
        self.citation_number = citation_number
        self.first_note = first_note
        self.suppressed = suppressed
        self.trace: set[str] | None = None
        self.sorting = False
        # where the names of the first names element are noted down, for disambiguation
        self.shown: list[Shown] | None = None
        self.limit: NamesLimit | None = None
        self.suffix_done = False
        # the names that open the cite are not to be printed: the text, or the cite before, has them
        self.names_done = False

    # -- variables, as far as they are not suppressed

    def text(self, variable: str) -> str:
        if variable in self.suppressed:
            return ""
        special = _SPECIAL.get(variable)
        value = special(self) if special else self.item.text(variable)
        if value and self.trace is not None:
            self.trace.add(variable)
        return value

    def names(self, variable: str) -> tuple[Name, ...]:
        if variable in self.suppressed:
            return ()
        value = self.item.names(variable)
        if value and self.trace is not None:
            self.trace.add(variable)
        return value

    def date(self, variable: str) -> DateValue | None:
        if variable in self.suppressed:
            return None
        value = self.item.date(variable)
        if value is not None and self.trace is not None:
            self.trace.add(variable)
        return value

    # -- conditions (CSL 1.0.2, Choose)

    def has(self, variable: str) -> bool:
        if variable in self.suppressed:
            return False
        special = _SPECIAL.get(variable)
        if special:
            return bool(special(self))
        return bool(
            self.item.text(variable)
            or self.item.names(variable)
            or self.item.date(variable) is not None
        )

    def has_any(self, variables: tuple[str, ...]) -> bool:
        return any(map(self.has, variables))

    def any_numeric(self, variables: tuple[str, ...]) -> bool:
        return any(map(self.is_numeric, variables))

    def at_any_locator(self, labels: tuple[str, ...]) -> bool:
        return any(map(self.at_locator, labels))

    def is_numeric(self, variable: str) -> bool:
        return is_numeric(self.text(variable))

    def is_uncertain(self, variable: str) -> bool:
        date = self.item.date(variable)
        return date is not None and date.circa

    def at_locator(self, label: str) -> bool:
        return bool(self.locator) and (self.locator_label or "page") == label

    def is_disambiguate(self, wanted: str) -> bool:
        return self.hints.disambiguate == (wanted == "true")


def _page_first(c: Context) -> str:
    """The first page of a range (CSL 1.0.2, Number Variables)."""
    found = re.match(r"[^\s,&–—-]+", c.item.text("page"))
    return c.item.text("page-first") or (found[0] if found else "")


_SPECIAL: dict[str, Callable[[Context], str]] = {
    "page-first": _page_first,
    "locator": lambda c: c.locator,
    "citation-number": lambda c: str(c.citation_number) if c.citation_number else "",
    "first-reference-note-number": lambda c: str(c.first_note) if c.first_note else "",
    "year-suffix": lambda c: c.hints.year_suffix,
}
