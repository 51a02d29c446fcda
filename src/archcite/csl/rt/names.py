"""cs:names: lists of names, et al., labels, substitution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from archcite.csl.rt.context import EMPTY, PRESENT, Context
from archcite.csl.rt.group import joined
from archcite.csl.rt.text import dressed, markup, without_periods
from archcite.csl.specs import NAKED, Dress, Label, NameOptions, Names
from archcite.inline import Inline, Span, plain
from archcite.text.names import Name, initialise, is_romanesque

Body = Callable[[Context, list[Inline]], int]


class Shown(NamedTuple):
    """A name of a list: its place, and whether et al. stands for it."""

    name: Name
    place: int
    options: NameOptions
    omitted: bool


def names(c: Context, o: list[Inline], spec: Names) -> int:
    """A cs:names of which at least one variable is there."""
    found = [(variable, people) for variable in spec.variables if (people := c.names(variable))]
    if c.names_done:
        c.names_done = False
        return PRESENT
    if c.trace is not None:  # within a substitute a variable is printed once
        for variable, _ in found:
            c.live &= ~c.facts.asked.variables[variable]
    options = spec.settled[c.area]
    if options.form == "count":
        total = sum(_shown(c, len(people), options)[0] for _, people in found)
        if total:
            o.append(dressed(c, [str(total)], spec.dress))
        return PRESENT
    both = _editor_translator(c, found, spec)
    blocks = [_block(c, variable, people, spec, options) for variable, people in both or found]
    nodes = joined(blocks, spec.delimiters[c.area])
    o.append(Span([dressed(c, nodes, spec.dress)], tag="names"))
    return PRESENT


def substitute(c: Context, o: list[Inline], bodies: Sequence[Body]) -> int:
    """The first substitute of missing names that prints; its variables count as empty after."""
    c.names_done = False  # a title in place of names is not hidden, nor what comes after it
    for body in bodies:
        outer, c.trace = c.trace, 0
        inner: list[Inline] = []
        body(c, inner)
        used, c.trace = c.trace, outer
        if inner:
            c.live &= ~used
            if outer is not None:
                c.trace = outer | used
            o.append(Span(inner, tag="names"))
            return PRESENT
    return EMPTY


def _editor_translator(
    c: Context, found: list[tuple[str, tuple[Name, ...]]], spec: Names
) -> list[tuple[str, tuple[Name, ...]]] | None:
    """One block for people who are both editor and translator (CSL 1.0.2, Names)."""
    people = dict(found)
    if (
        spec.label is not None
        and set(spec.variables) == {"editor", "translator"}
        and len(people) == 2
        and people["editor"] == people["translator"]
        and c.facts.has_term("editortranslator")
    ):
        return [("editortranslator", people["editor"])]
    return None


def _block(
    c: Context, variable: str, people: tuple[Name, ...], spec: Names, options: NameOptions
) -> Inline:
    """The names of one variable with their label."""
    names = Span(_list(c, people, spec, options), tag="name-list")
    listed = dressed(c, [names], options.dress)
    label = _label(c, variable, len(people) > 1, spec.label)
    if label is None:
        return listed
    return Span([label, listed] if spec.label_first else [listed, label])


def _label(c: Context, variable: str, several: bool, spec: Label | None) -> Inline | None:
    if spec is None or c.sorting:
        return None
    many = spec.plural == "always" or (spec.plural == "contextual" and several)
    term = c.facts.term(variable, spec.form, plural=many)
    return dressed(c, [term], spec.dress) if term else None


# -- how many are shown


def _limits(c: Context, options: NameOptions) -> tuple[int, int, bool]:
    """et-al-min, et-al-use-first and et-al-use-last in this place."""
    minimum, first, last = options.et_al_min, options.et_al_use_first, options.et_al_use_last
    if "subsequent" in c.position:
        minimum, first = options.et_al_subsequent_min, options.et_al_subsequent_use_first
    if c.limit is not None:
        minimum = c.limit.minimum if c.limit.minimum is not None else minimum
        first = c.limit.use_first if c.limit.use_first is not None else first
        last = c.limit.use_last if c.limit.use_last is not None else last
    return minimum, first, last


def _shown(c: Context, total: int, options: NameOptions) -> tuple[int, bool]:
    """(how many names are printed, whether the last one closes a shortened list)."""
    minimum, first, last = _limits(c, options)
    if not minimum or total < minimum or not first:
        return total, False
    first = max(first, c.hints.names)
    if first >= total:
        return total, False
    return first, last and total > first + 1


def _list(c: Context, people: tuple[Name, ...], spec: Names, options: NameOptions) -> list[Inline]:
    shown, with_last = _shown(c, len(people), options)
    if c.shown is not None:
        c.shown += [Shown(name, i, options, i >= shown) for i, name in enumerate(people)]
    printed = [printed_name(c, name, index, options) for index, name in enumerate(people[:shown])]
    if shown < len(people):
        if with_last:
            last = printed_name(c, people[-1], len(people) - 1, options)
            return [*joined(printed, options.delimiter), options.delimiter, "… ", last]
        return _with_et_al(c, printed, spec, options)
    if len(printed) < 2 or not options.and_:
        return joined(printed, options.delimiter)
    conjunction = c.facts.term("and", "symbol") if options.and_ == "symbol" else ""
    conjunction = conjunction or ("&" if options.and_ == "symbol" else c.facts.term("and"))
    inverted = _inverted(c, people[shown - 2], shown - 2, options)
    before = (
        options.delimiter
        if _precedes(options.delimiter_precedes_last, shown > 2, inverted)
        else " "
    )
    spaced = before if before.endswith(" ") else before + " "
    return [*joined(printed[:-1], options.delimiter), f"{spaced}{conjunction} ", printed[-1]]


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
    word: Inline = dressed(c, [term], et_al.dress) if et_al else term
    return [*joined(printed, options.delimiter), delimiter, word]


# -- one name


def _inverted(c: Context, name: Name, index: int, options: NameOptions) -> bool:
    order = "all" if c.sorting else options.name_as_sort_order
    return (
        (order == "all" or (order == "first" and index == 0))
        and not name.literal
        and not name.static_ordering
    )


def printed_name(c: Context, name: Name, index: int, options: NameOptions) -> Inline:
    if name.literal:
        return Span([_part(c, name.literal, options.family)], tag="name")
    level = 0 if c.hints.primary and index else c.hints.given.get(name, 0)
    short = options.form == "short" and not level and not c.sorting
    demote = c.facts.options.get("demote-non-dropping-particle", "display-and-sort")
    family, given, suffix = name.family, name.given, name.suffix
    if not is_romanesque(name):
        text = family if short else family + given
        return Span([_part(c, text, options.family)], tag="name")
    if given and options.initialize_with is not None and level < 2:
        hyphen = c.facts.options.get("initialize-with-hyphen", "true") != "false"
        given = initialise(given, options.initialize_with, hyphen, options.initialize)
    if short:
        return Span(
            [_part(c, _spaced(name.non_dropping_particle, family), options.family)], tag="name"
        )
    if name.static_ordering:
        return Span(
            _gapped([_part(c, _spaced(name.non_dropping_particle, family), options.family),
                     _part(c, given, options.given)]),
            tag="name",
        )  # fmt: skip
    if _inverted(c, name, index, options):
        return Span(_sorted(c, name, given, options, demote), tag="name")
    nodes = _gapped(
        [
            _part(c, _spaced(given, name.dropping_particle), options.given),
            _part(c, _spaced(name.non_dropping_particle, family), options.family),
        ]
    )
    if suffix:
        nodes += [", " if name.comma_suffix else " ", suffix]
    return Span(nodes, tag="name")


def _sorted(c: Context, name: Name, given: str, options: NameOptions, demote: str) -> list[Inline]:
    """Family name first (CSL 1.0.2, Name-part Order)."""
    particle, dropping = name.non_dropping_particle, name.dropping_particle
    demoted = demote == "display-and-sort" or (c.sorting and demote == "sort-only")
    if demoted:
        head, tail = name.family, _spaced(given, dropping, particle)
    else:
        head, tail = _spaced(particle, name.family), _spaced(given, dropping)
    separator = options.sort_separator
    nodes: list[Inline] = [_part(c, head, options.family)]
    if tail:
        nodes += [separator, _part(c, tail, options.given)]
    if name.suffix:
        nodes += [separator, name.suffix]
    return nodes


def _spaced(*parts: str) -> str:
    """Parts with a space between, none after an apostrophe or hyphen (d’Arc, al-Sayyid)."""
    text = ""
    for part in filter(None, parts):
        text += part if not text or text[-1] in "'’-" else f" {part}"
    return text


def _gapped(nodes: list[Inline]) -> list[Inline]:
    """Name parts with a space between; none after an apostrophe (d’Arc)."""
    first, *rest = [node for node in nodes if node != ""] or [""]
    return joined([first, *rest], "" if plain([first])[-1:] in ("'", "’") else " ")


def _part(c: Context, text: str, dress: Dress) -> Inline:
    if not text:
        return ""
    nodes = markup(text)
    if dress == NAKED:
        return nodes[0] if len(nodes) == 1 else Span(nodes)
    if dress.strip_periods:
        nodes = without_periods(nodes)
    return dressed(c, nodes, dress)
