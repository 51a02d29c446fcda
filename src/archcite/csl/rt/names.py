"""cs:names: lists of names, et al., labels, substitution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from archcite.csl.rt.context import EMPTY, PRESENT, Context
from archcite.csl.rt.group import joined
from archcite.csl.rt.name import is_inverted, printed_name
from archcite.csl.rt.registry import usual_level
from archcite.csl.rt.text import dressed, worded
from archcite.csl.specs import NAKED, Label, NameOptions, Names
from archcite.inline import PLAIN, Inline, Span, plain
from archcite.text.names import Name

Body = Callable[[Context, list[Inline]], int]
People = tuple[Name, ...]


class Opening(NamedTuple):
    """What stands for the names of a bibliography entry: the span, and what it is compared by.

    lists: the spans of its lists of names, each with the names that it shows; none for a text that
    stands in for names.
    """

    span: Span
    compared: tuple[str, ...]
    lists: tuple[tuple[Span, People], ...] = ()


class Shown(NamedTuple):
    """A list of names as a cite shows it: how many of how many, how much of each given name."""

    number: int
    total: int
    levels: tuple[int, ...]


def names(c: Context, o: list[Inline], spec: Names) -> int:
    """A cs:names of which at least one variable is there."""
    variables = spec.variables
    if len(variables) == 1:
        found = [(variables[0], c.names(variables[0]))]
    else:
        found = [(variable, people) for variable in variables if (people := c.names(variable))]
    if c.names_done:
        c.names_done = False
        return PRESENT
    if c.trace is not None:  # within a substitute a variable is printed once
        for variable, _ in found:
            c.live &= ~c.facts.asked.variables[variable]
    if variables[0] == "editor-translator":
        found = _named_once(c, found)
    options = spec.settled[c.area]
    first = c.namesets
    c.namesets += len(found)
    if options.form == "count":
        return _count(c, o, found, spec, options, first)
    if len(found) > 1 and (common := _common(c, found, spec)):
        found = [(common, found[0][1])]
    blocks = []
    for variable, people in found:
        block = _block(c, variable, people, spec, options, first)
        first += 1
        if block:
            blocks.append(block)
    if blocks:
        nodes = joined(blocks, spec.delimiters[c.area]) if len(blocks) > 1 else blocks
        if spec.dress is not NAKED:
            nodes = [dressed(c, nodes, spec.dress)]
        span = Span(nodes, tag="names")
        o.append(span)
        if c.lists is not None and c.opening is None:
            compared = tuple(_raw(name) for _, people in c.lists for name in people)
            c.opening = Opening(span, compared, tuple(c.lists))
    return PRESENT


def _named_once(c: Context, found: list[tuple[str, People]]) -> list[tuple[str, People]]:
    """The lists, where the first may be of people who are both: these are not named as either."""
    if not found or found[0] != ("editor-translator", c.item.names("editor")):
        return found
    for variable in ("editor", "translator"):
        c.live &= ~c.facts.asked.variables.get(variable, 0)
    return [one for one in found if one[0] not in ("editor", "translator")]


def _count(
    c: Context,
    o: list[Inline],
    found: list[tuple[str, People]],
    spec: Names,
    options: NameOptions,
    first: int,
) -> int:
    """How many names are shown, for form="count"."""
    total = sum(
        _shown(c, len(people), options, first + at)[0] for at, (_, people) in enumerate(found)
    )
    if total:
        number = f"{total:010d}" if c.sorting else str(total)
        o.append(dressed(c, [number], spec.dress))
    return PRESENT


def _raw(name: Name) -> str:
    """A name by which it is known again, whether it came in parts or not."""
    if name.literal:
        return name.literal
    parts = (name.dropping_particle, name.non_dropping_particle, name.family, name.given)
    return " ".join(filter(None, (*parts, name.suffix)))


def substitute(c: Context, o: list[Inline], bodies: Sequence[Body]) -> int:
    """The first substitute of missing names that prints; its variables count as empty after."""
    hidden = c.names_done
    for body in bodies:
        outer, c.trace = c.trace, 0
        inner: list[Inline] = []
        body(c, inner)
        used, c.trace = c.trace, outer
        if hidden and not c.names_done:  # names that are not to be printed again
            c.live &= ~used
            return PRESENT
        if inner:
            c.names_done = False  # a title in place of names is not hidden, nor what comes after
            c.live &= ~used
            if outer is not None:
                c.trace = outer | used
            span = Span(inner, tag="names")
            o.append(span)
            if c.lists is not None and c.opening is None:
                c.opening = Opening(span, (plain(inner),))
            return PRESENT
    return EMPTY


def _common(c: Context, found: list[tuple[str, People]], spec: Names) -> str:
    """The term for people who are in both lists, such as editortranslator, or "".

    CSL 1.0.2, Names: the lists are the same, and there is a label with that term.
    """
    label = spec.label or spec.label_before
    if len(spec.variables) != 2 or len(found) != 2 or label is None:
        return ""
    term = "".join(sorted(spec.variables))
    same = found[0][1] == found[1][1]
    return term if same and c.facts.term(term, label.form) else ""


def _block(
    c: Context, variable: str, people: People, spec: Names, options: NameOptions, at: int
) -> Inline:
    """The names of one variable with their label; "" where none of them is shown."""
    nodes = _list(c, people, spec, options, at)
    if not nodes:
        return ""
    span = Span(nodes, tag="name-list")
    if c.lists is not None and c.opening is None:
        c.lists.append((span, people[: _shown(c, len(people), options, at)[0]]))
    listed: Inline = span
    if c.sorting or (spec.label is None and spec.label_before is None):
        return listed
    several = len(people) > 1
    before = _label(c, variable, several, spec.label_before)
    after = _label(c, variable, several, spec.label)
    if not before and not after:
        return listed
    return Span([part for part in (before, listed, after) if part])


# Variables whose term has another name.
_TERMS = {"editor-translator": "editortranslator"}


def _label(c: Context, variable: str, several: bool, spec: Label | None) -> Inline:
    if spec is None:
        return ""
    many = spec.plural == "always" or (spec.plural == "contextual" and several)
    term = c.facts.term(_TERMS.get(variable, variable), spec.form, plural=many)
    return worded(c, term, spec.dress) if term else ""


# -- how many are shown


def _shown(c: Context, total: int, options: NameOptions, at: int) -> tuple[int, bool]:
    """(how many names are printed, whether the last one closes a shortened list)."""
    minimum, first, last = options.et_al_min, options.et_al_use_first, options.et_al_use_last
    if "subsequent" in c.position:
        minimum, first = options.et_al_subsequent_min, options.et_al_subsequent_use_first
    limit = c.limit
    if limit is not None:
        minimum = minimum if limit.minimum is None else limit.minimum
        first = first if limit.use_first is None else limit.use_first
        last = last if limit.use_last is None else limit.use_last
    wanted = c.hints.names
    if c.exact_names and at < len(wanted) and wanted[at] and minimum >= (first or 0):
        return min(total, wanted[at]), False
    if not minimum or total < minimum or first is None or minimum < first:
        return total, False
    if at < len(wanted) and wanted[at] > first:
        first = wanted[at]
    if last:
        first = min(first, max(1, minimum - 2))
    return (total, False) if first >= total else (first, last and total > first + 1)


def _list(c: Context, people: People, spec: Names, options: NameOptions, at: int) -> list[Inline]:
    total = len(people)
    shown, with_last = _shown(c, total, options, at)
    levels = _levels(c, people, options, at)
    if c.shown is not None:
        c.shown.append(Shown(shown, total, levels))
    if total == shown == 1:
        return [printed_name(c, people[0], 0, options, levels[0])]
    printed = [
        printed_name(c, name, index, options, levels[index])
        for index, name in enumerate(people[:shown])
    ]
    delimiter = options.delimiter
    if shown < total and with_last:
        last = printed_name(c, people[-1], total - 1, options, levels[-1])
        if c.sorting:
            return joined([*printed, last], delimiter)
        return [*joined(printed, delimiter), delimiter, "… ", last]
    if shown < total and not c.sorting:
        return _with_et_al(c, printed, spec, options)
    if shown < 2 or c.sorting:
        return joined(printed, delimiter)
    body = bool(people[shown - 1].literal)
    if not options.and_:
        return joined(printed, delimiter)
    symbol = options.and_ == "symbol"
    conjunction = c.facts.term("and", "symbol") if symbol else c.facts.term("and")
    if symbol and not conjunction:
        conjunction = "&"
    inverted = is_inverted(c, people[shown - 2], shown - 2, options)
    # as in the reference implementation, a body at the end goes by what cs:style or its
    # citation say of the delimiter, not by what cs:name says
    rule = options.institution_precedes_last if body else options.delimiter_precedes_last
    if _is_glued(conjunction):
        return [*joined(printed[:-1], delimiter), conjunction, printed[-1]]
    before = delimiter if _precedes(rule, shown > 2, inverted) else " "
    spaced = before if before.endswith(" ") else before + " "
    return [*joined(printed[:-1], delimiter), f"{spaced}{conjunction} ", printed[-1]]


def _is_glued(conjunction: str) -> bool:
    """Whether the word for "and" stands without blanks: the Hebrew vav, Chinese and Japanese."""
    letter = conjunction[:1]
    korean = "\uac00" <= letter <= "\ud7a3"
    return letter == "\u05d5" or (letter >= "\u2e80" and not korean)


def _levels(c: Context, people: People, options: NameOptions, at: int) -> tuple[int, ...]:
    """How much of each given name the place asks for."""
    names = c.names_known
    if names is None:
        return (0,) * len(people)
    hints = c.hints.givens
    if names.rule.by_cite and at >= len(hints) and not _of_one_family(people):
        return (usual_level(options),) * len(people)  # there is nobody to be told apart from
    item = c.item.id
    if c.registering:
        for index, name in enumerate(people):
            names.add(item, name, index)
    wanted = hints[at] if at < len(hints) else ()
    return tuple(
        [
            names.level(item, name, index, options, wanted[index] if index < len(wanted) else 0)
            for index, name in enumerate(people)
        ]
    )


def _of_one_family(people: People) -> bool:
    """Whether some of the names share their family name."""
    if len(people) == 1:
        return False
    families = [name.family for name in people if name.family]
    return len(set(families)) < len(families)


def _precedes(rule: str, contextual: bool, inverted: bool) -> bool:
    if rule == "contextual":
        return contextual
    return rule == "always" or (rule == "after-inverted-name" and inverted)


def _with_et_al(
    c: Context, printed: list[Inline], spec: Names, options: NameOptions
) -> list[Inline]:
    et_al = spec.et_al
    term = c.facts.term(et_al.term if et_al else "et-al")
    if not term or not printed:
        return joined(printed, options.delimiter)
    first = len(printed) == 1
    inverted = bool(options.name_as_sort_order) and (first or options.name_as_sort_order == "all")
    delimiter = (
        options.delimiter
        if _precedes(options.delimiter_precedes_et_al, not first, inverted)
        else " "
    )
    word: Inline = worded(c, term, et_al.dress) if et_al else term
    look = options.dress.look
    if look is not PLAIN:  # as in the reference implementation, the term has the look of the names
        word = Span([word], look)
    return [*joined(printed, options.delimiter), delimiter, word]
