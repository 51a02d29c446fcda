"""What generated code knows while it renders one item: Context, and the facts of style and locale.

A Context lives for one rendering and is the only thing that changes while generated code runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from archcite.csl import vocab
from archcite.csl.item import DateValue, Item
from archcite.csl.specs import Dress
from archcite.inline import Inline, Span
from archcite.text.names import Name
from archcite.text.numbers import is_numeric

if TYPE_CHECKING:
    from archcite.csl.rt.names import Opening, Shown
    from archcite.csl.rt.registry import Registry

# What a rendering function answers, or-ed together: nothing but fixed text was produced (0), a
# variable was called and was empty, a variable was called and printed (CSL 1.0.2, Group).
EMPTY = 1
PRESENT = 2

CITATION, BIBLIOGRAPHY = 0, 1

Terms = Mapping[tuple[str, str, str], tuple[str, str]]


class Asked(NamedTuple):
    """The bits of all that a style asks: by the kind of question, what is asked -> its bit."""

    variables: Mapping[str, int]
    types: Mapping[str, int]
    numeric: Mapping[str, int]
    uncertain: Mapping[str, int]
    positions: Mapping[str, int]
    locators: Mapping[str, int]
    disambiguate: Mapping[str, int]


class Facts:
    """What style and locale settle for all items. Made by the generated module; it never changes.

    terms: (name, form, gender-form) -> (single, multiple); genders: name -> gender of the term.
    options: the style's and both layouts' attributes. explicit_suffix: whether the style prints
    year-suffix itself. asked: what the style asks of an item. *_bits: the answers that depend on
    the place of a cite.
    """

    __slots__ = (
        "_found", "asked", "bibliography", "citation", "explicit_suffix", "genders", "kind",
        "label_bits", "lang", "locator_bits", "note_bits", "number_bits", "options",
        "ordinal_match", "suffix_bits", "terms",
    )  # fmt: skip

    def __init__(
        self,
        *,
        lang: str,
        kind: str,
        terms: Terms,
        genders: Mapping[str, str],
        ordinal_match: Mapping[str, str],
        options: Mapping[str, str],
        citation: Mapping[str, str],
        bibliography: Mapping[str, str],
        explicit_suffix: bool,
        asked: Asked,
    ) -> None:
        self.lang = lang
        self.kind = kind
        self.terms = terms
        self.genders = genders
        self.ordinal_match = ordinal_match
        self.options = options
        self.citation = citation
        self.bibliography = bibliography
        self.explicit_suffix = explicit_suffix
        self.asked = asked
        self._found: dict[tuple[str, str, bool, str], str] = {}

        def bits(name: str) -> int:
            return asked.variables.get(name, 0) | asked.numeric.get(name, 0)

        self.number_bits = bits("citation-number")
        self.note_bits = bits("first-reference-note-number")
        self.suffix_bits = asked.variables.get("year-suffix", 0)
        self.label_bits = asked.variables.get("citation-label", 0)
        self.locator_bits = asked.variables.get("locator", 0)

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str:
        """A term's text in the best form there is; "" where the locale has none."""
        key = name, form, plural, gender
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._look_up(name, form, plural, gender)
        return found

    def _look_up(self, name: str, form: str, plural: bool, gender: str) -> str:
        for candidate in (form, *vocab.FORM_FALLBACK.get(form, ("long",))):
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
        return (name, "long", "") in self.terms or any(key[0] == name for key in self.terms)


class Hints(NamedTuple):
    """What disambiguation settled for an item: more names, fuller names, the condition, the letter.

    names: for each list of names of the cite how many to show at least; givens: for each list and
    name how much of the given name, 0 as the style has it, 1 its initials, 2 all of it;
    disambiguate: how many of the conditions of that name hold; year_suffix: "a", "b" ..., or "".
    """

    names: tuple[int, ...] = ()
    givens: tuple[tuple[int, ...], ...] = ()
    disambiguate: int = 0
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

    keys: (function, whether descending, et-al settings of the key, whether it may show names).
    """

    body: Callable[[Context, list[Inline]], int]
    dress: Dress
    keys: tuple[tuple[Callable[[Context, list[Inline]], int], bool, NamesLimit, bool], ...]


def shape_of(item: Item, asked: Asked) -> int:
    """The item's answers to all that a style asks, whatever the place of the cite."""
    bits = asked.variables
    shape = asked.types.get(item.type, 0)
    for variable in item.variables():
        if variable in bits:
            shape |= bits[variable]
    if "page-first" in bits and (item.text("page-first") or item.text("page")):
        shape |= bits["page-first"]
    for variable, bit in asked.numeric.items():
        if shape & bits[variable]:
            found = first_page(item) if variable == "page-first" else item.text(variable)
            if is_numeric(found):
                shape |= bit
    for variable, bit in asked.uncertain.items():
        if shape & bits[variable]:
            date = item.date(variable)
            if date is not None and date.circa:
                shape |= bit
    return shape


class Run(NamedTuple):
    """What the renderings of one document share: names made already, and which names there are."""

    memo: dict[Any, Any]
    names: Registry | None = None


class Context:
    """One item in one place.

    shape: the answers to all that the style asks. live: the bits of the variables that may still be
    printed; those that stood in for missing names are printed once.
    """

    # what few renderings change, so that a new Context need not set it
    locator = locator_label = ""
    sorting = False
    trace: int | None = None
    limit: NamesLimit | None = None
    suffix_done = False
    # the names that open the cite are not to be printed: the text, or the cite before, has them
    names_done = False
    # how many lists of names were printed; whether new names are noted down; and where their lists
    # are noted down, for disambiguation
    namesets = 0
    registering = False
    shown: list[Shown] | None = None
    # whether just as many names are shown as the hints say, whatever the style says
    exact_names = False
    # how many conditions of the name disambiguate were asked, and how many of them held
    conditions = conditions_met = 0
    # the lists of names that were printed, and what opens the entry, where repeated names are to be
    # replaced
    lists: list[tuple[Span, tuple[Name, ...]]] | None = None
    opening: Opening | None = None

    def __init__(
        self,
        item: Item,
        shape: int,
        facts: Facts,
        area: int,
        *,
        locator: tuple[str, str] | None = None,
        position: frozenset[str] = _NO_POSITION,
        hints: Hints = NO_HINTS,
        citation_number: int = 0,
        first_note: int = 0,
        run: Run | None = None,
    ) -> None:
        if locator is not None and locator[1]:
            asked = facts.asked
            self.locator_label, self.locator = locator[0], locator[1].strip()
            shape |= facts.locator_bits | asked.locators.get(locator[0] or "page", 0)
            if "locator" in asked.numeric and is_numeric(locator[1]):
                shape |= asked.numeric["locator"]
        if position:
            for word in position:
                shape |= facts.asked.positions.get(word, 0)
        if hints.year_suffix:
            shape |= facts.suffix_bits
        if citation_number:
            shape |= facts.number_bits
        if first_note:
            shape |= facts.note_bits
        self.item = item
        self.shape = shape
        # a label is made up where there is none
        self.live = shape | facts.label_bits
        self.facts = facts
        self.area = area
        self.position = position
        self.hints = hints
        self.citation_number = citation_number
        self.first_note = first_note
        self.memo: dict[Any, Any] = {} if run is None else run.memo
        self.names_known: Registry | None = None if run is None else run.names

    def text(self, variable: str) -> str:
        """The value of a variable that is there."""
        if self.trace is not None:
            self.trace |= self.facts.asked.variables.get(variable, 0)
        special = _SPECIAL.get(variable)
        return special(self) if special else self.item.text(variable)

    def names(self, variable: str) -> tuple[Name, ...]:
        """The names of a variable that is there and was not printed before."""
        bit = self.facts.asked.variables.get(variable, 0)
        if not self.live & bit:
            return ()
        if self.trace is not None:
            self.trace |= bit
        return self.item.names(variable)

    def date(self, variable: str) -> DateValue | None:
        """The date of a variable that is there."""
        if self.trace is not None:
            self.trace |= self.facts.asked.variables.get(variable, 0)
        return self.item.date(variable)

    def disambiguates(self) -> bool:
        """The next condition of that name: as many hold as the document needs."""
        self.conditions += 1
        if self.conditions_met < self.hints.disambiguate:
            self.conditions_met += 1
            return True
        return False

    def is_live(self, variable: str) -> bool:
        """Whether a variable is there and was not printed in place of names."""
        return bool(self.live & self.facts.asked.variables.get(variable, 0))


def first_page(item: Item) -> str:
    """The first page of a range (CSL 1.0.2, Number Variables)."""
    found = re.match(r"[^\s,&–—-]+", item.text("page"))
    return item.text("page-first") or (found[0] if found else "")


def _citation_label(c: Context) -> str:
    return c.item.text("citation-label") or made_label(c.item)


def made_label(item: Item) -> str:
    """A label of authors and year: Roe00, RoPo00, RoPL00, RPLM00 (CSL 1.0.2, citation-label)."""
    people = next((found for role in _LABELLED if (found := item.names(role))), ())
    names = [name.family or name.literal for name in people]
    shares = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}.get(len(names), (1, 1, 1, 1))
    letters = "".join(name[:share] for name, share in zip(names, shares, strict=False))
    date = item.date("issued")
    year = f"{abs(date.start.year) % 100:02d}" if date is not None and date.start.year else ""
    return letters + year


_LABELLED = ("author", "editor", "translator", "composer", "director", "recipient")

_SPECIAL: dict[str, Callable[[Context], str]] = {
    "page-first": lambda c: first_page(c.item),
    "locator": lambda c: c.locator,
    "citation-number": lambda c: str(c.citation_number) if c.citation_number else "",
    "first-reference-note-number": lambda c: str(c.first_note) if c.first_note else "",
    "year-suffix": lambda c: c.hints.year_suffix,
    "citation-label": _citation_label,
}
