"""Cites of one citation brought together: groups of one author, years, suffixes, number ranges.

CSL 1.0.2, Cite Grouping and Cite Collapsing. It asks the tags of the rendered cites, never compares
punctuation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from archcite.cite.position import Place
from archcite.cite.request import Cite
from archcite.csl.rt.context import Facts
from archcite.inline import Inline, Span, plain, walk


class Rendered(NamedTuple):
    """A cite and what the layout made of it."""

    cite: Cite
    place: Place
    nodes: list[Inline]


# Renders a cite again without the names that were printed already.
Again = Callable[[Rendered], list[Inline]]


def collapsed(
    rendered: Sequence[Rendered],
    facts: Facts,
    delimiter: str,
    again: Again,
    *,
    together: bool = False,
) -> list[Inline]:
    """The cites in one list with their delimiters, as the style's citation options want them.

    together: whether cites of the same names are brought together; the reference implementation
    does so where the style sorts its cites, and else takes them as they come.
    """
    options = facts.citation
    how = options.get("collapse", "")
    if how == "citation-number":
        return _numbers(rendered, delimiter, facts, options)
    if how or "cite-group-delimiter" in options:
        groups = _by_names(rendered) if together else _in_a_row(rendered)
        return _groups(list(groups), how, delimiter, facts, again)
    return _in_line(rendered, delimiter)


def _in_line(rendered: Sequence[Rendered], delimiter: str) -> list[Inline]:
    out: list[Inline] = []
    for index, one in enumerate(rendered):
        if index:
            out += _between(rendered[index - 1].cite, one.cite, delimiter)
        out.append(_span(one.nodes))
    return out


def _between(before: Cite, after: Cite, delimiter: str) -> list[Inline]:
    """The delimiter, or what is left of it where the writer's own words bring the cites together.

    As the reference implementation does: behind "see p. 3." there is no "; ", only its space.
    """
    if after.prefix[:1] in (",", ".", ";", ":") and after.prefix:
        return []
    if before.suffix and before.suffix.rstrip()[-1:] in (",", ".", ";"):
        delimiter = delimiter[delimiter.find(" ") :] if " " in delimiter else ""
    return [delimiter] if delimiter else []


def _span(nodes: list[Inline]) -> Span:
    return Span(nodes, tag="cite")


def _joined(nodes: Sequence[Inline], delimiter: str) -> list[Inline]:
    out: list[Inline] = []
    for node in nodes:
        out += [delimiter, node] if out and delimiter else [node]
    return out


def _tagged(nodes: list[Inline], tag: str) -> Span | None:
    return next((n for n in walk(nodes) if isinstance(n, Span) and n.tag == tag), None)


def _text(nodes: list[Inline], tag: str) -> str:
    found = _tagged(nodes, tag)
    return "" if found is None else plain([found])


# -- names and years


def _by_names(rendered: Sequence[Rendered]) -> Iterator[list[Rendered]]:
    """Cites of the same names, brought to where the first of them stands."""
    groups: dict[str, list[Rendered]] = {}
    for index, one in enumerate(rendered):
        names = _text(one.nodes, "names")
        if not names:  # years alone go together, anything else stands for itself
            suffixed = bool(_text(one.nodes, "year-suffix"))
            names = f"\0{_without_suffix(one.nodes) if suffixed else index}"
        groups.setdefault(names, []).append(one)
    return iter(groups.values())


def _in_a_row(rendered: Sequence[Rendered]) -> Iterator[list[Rendered]]:
    """Cites of the same names that follow one another."""
    group: list[Rendered] = []
    before = ""
    for one in rendered:
        names = _text(one.nodes, "names")
        if not names and _text(one.nodes, "year-suffix"):
            names = f"\0{_without_suffix(one.nodes)}"  # years alone go together
        if group and (not names or names != before):
            yield group
            group = []
        group.append(one)
        before = names
    yield group


def _groups(
    groups: list[list[Rendered]], how: str, delimiter: str, facts: Facts, again: Again
) -> list[Inline]:
    options = facts.citation
    usual = ", " if how and facts.kind == "in-text" else delimiter
    within = options.get("cite-group-delimiter", usual)
    out: list[Inline] = []
    shortened = False
    before: Cite | None = None
    for group in groups:
        if before is not None:
            after = options.get("after-collapse-delimiter", delimiter) if shortened else delimiter
            out += _between(before, group[0].cite, after)
        before = group[-1].cite
        shortened = bool(how) and len(group) > 1
        if how.startswith("year-suffix"):
            out += _suffixes(group, how, within, delimiter, facts, again)
        elif how == "year":
            out += _years(group, within, again)
        else:
            out += _in_line(group, within)
    return out


def _years(group: list[Rendered], within: str, again: Again) -> list[Inline]:
    spans = [_span(group[0].nodes), *(_span(again(one)) for one in group[1:])]
    return _joined([span for span in spans if span.children], within)


def _suffixes(
    group: list[Rendered], how: str, within: str, delimiter: str, facts: Facts, again: Again
) -> list[Inline]:
    """2000a, b; 2001: runs of one year print it once."""
    options = facts.citation
    usual = options.get("cite-group-delimiter", delimiter)
    suffix_delimiter = options.get("year-suffix-delimiter", usual)
    runs: list[list[Rendered]] = []
    for one in group:
        if runs and _same_year(runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    out: list[Inline] = []
    for number, run in enumerate(runs):
        first = run[0].nodes if number == 0 else again(run[0])
        letters = [_tagged(one.nodes, "year-suffix") for one in run[1:]]
        rest: list[Inline] = [letter for letter in letters if letter is not None]
        nodes = [_span(first), *rest]
        if how == "year-suffix-ranged":
            nodes = _ranged_letters(nodes, run)
            line = _joined_runs(nodes, suffix_delimiter)
        else:
            line = _joined(nodes, suffix_delimiter)
        if out:
            out.append(within)
        out += line
    return out


def _same_year(before: Rendered, one: Rendered) -> bool:
    if one.cite.prefix or one.cite.locator or before.cite.locator or before.cite.suffix:
        return False
    years = [_without_suffix(r.nodes) for r in (before, one)]
    return years[0] == years[1] and bool(_text(one.nodes, "year-suffix"))


def _without_suffix(nodes: list[Inline]) -> str:
    return "".join(
        node if isinstance(node, str) else _without_suffix(node.children)
        for node in nodes
        if isinstance(node, str) or node.tag != "year-suffix"
    )


_DASH = Span(["–"], tag="range")


def _ranged_letters(nodes: Sequence[Inline], run: list[Rendered]) -> list[Inline]:
    """Three or more letters in a row become a range."""
    letters = [_text(one.nodes, "year-suffix") for one in run]
    return _ranged(list(nodes), [_number(letter) for letter in letters])


def _number(letters: str) -> int:
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - ord("a") + 1
    return total


# -- citation numbers


def _numbers(
    rendered: Sequence[Rendered], delimiter: str, facts: Facts, options: Mapping[str, str]
) -> list[Inline]:
    """[1–3, 5]: numbers in a row become a range."""
    numbers = [
        0
        if one.cite.prefix or one.cite.suffix or _tagged(one.nodes, "locator")
        else _citation_number(one.nodes)
        for one in rendered
    ]
    spans: list[Inline] = [_span(one.nodes) for one in rendered]
    cites = {id(span): one.cite for span, one in zip(spans, rendered, strict=True)}
    after = options.get("after-collapse-delimiter", "")
    return _joined_runs(_ranged(spans, numbers), after, delimiter, cites)


def _citation_number(nodes: list[Inline]) -> int:
    text = _text(nodes, "citation-number")
    return int(text) if text.isascii() and text.isdigit() else 0


def _ranged(nodes: list[Inline], numbers: list[int]) -> list[Inline]:
    """The nodes with the middle of every run of three or more numbers replaced by a dash."""
    out: list[Inline] = []
    start = 0
    for index in range(1, len(numbers) + 1):
        if index < len(numbers) and numbers[index] and numbers[index] == numbers[index - 1] + 1:
            continue
        run = nodes[start:index]
        out += [run[0], _DASH, run[-1]] if len(run) > 2 else run
        start = index
    return out


def _joined_runs(
    nodes: Sequence[Inline],
    after: str,
    delimiter: str | None = None,
    cites: Mapping[int, Cite] = MappingProxyType({}),
) -> list[Inline]:
    """Like joined, but nothing stands beside a dash, and after a range its own delimiter."""
    usual = after if delimiter is None else delimiter
    out: list[Inline] = []
    for index, node in enumerate(nodes):
        if index and node is not _DASH and nodes[index - 1] is not _DASH:
            ranged = index > 1 and nodes[index - 2] is _DASH
            chosen = after if ranged and after else usual
            if cites:
                out += _between(cites[id(nodes[index - 1])], cites[id(node)], chosen)
            else:
                out.append(chosen)
        out.append(node)
    return out
