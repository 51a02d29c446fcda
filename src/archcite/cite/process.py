"""A whole document's citations and bibliography, from items and requests, in one pure call.

It is handed a compiled style and never looks for one; it knows records only as items.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from archcite.cite.collapse import Rendered, collapsed
from archcite.cite.composite import composite
from archcite.cite.disambiguate import disambiguate, registry_of
from archcite.cite.order import Key, in_order, item_keys, ordered
from archcite.cite.position import Place, first_notes, positions
from archcite.cite.request import Citation, Cite
from archcite.cite.sections import Filter, parted
from archcite.csl.compile import CompiledStyle
from archcite.csl.item import Item
from archcite.csl.rt.context import (
    BIBLIOGRAPHY,
    CITATION,
    NO_HINTS,
    Context,
    Facts,
    Hints,
    Run,
    shape_of,
)
from archcite.csl.rt.names import Opening
from archcite.csl.rt.text import markup
from archcite.errors import NoSuchRecord, Problem
from archcite.inline import Inline, Look, Span, walk


class Entry(NamedTuple):
    """One entry of the bibliography."""

    id: str
    nodes: list[Inline]


class Result(NamedTuple):
    """The citations in their order, each a tree, and the bibliography; still to be finished.

    sections: the bibliography once more, an inner list for each filter or part asked for.
    """

    citations: list[list[Inline]]
    bibliography: list[Entry]
    problems: list[Problem]
    sections: list[list[Entry]]


class _Opened(NamedTuple):
    """An entry with what opens it."""

    id: str
    nodes: list[Inline]
    opening: Opening | None


class _Settled(NamedTuple):
    """What holds for every cite of the document."""

    style: CompiledStyle
    items: Mapping[str, Item]
    shapes: Mapping[str, int]
    numbers: Mapping[str, int]
    hints: Mapping[str, Hints]
    run: Run


def process(
    style: CompiledStyle,
    items: Sequence[Item],
    citations: Sequence[Citation],
    *,
    bibliography: bool = True,
    sections: Sequence[Filter] = (),
    arrange: Callable[[Sequence[str]], Sequence[Sequence[str]]] | None = None,
) -> Result:
    """Render the citations, and a bibliography of all items, cited or not.

    sections: filters by which the bibliography is parted; what none of them takes is left out.
    arrange, instead of filters: from the ids in the style's order to those of each part in its own;
    one may stand in several.
    Raises NoSuchRecord for a cite of an item that is not there.
    """
    by_id = {item.id: item for item in items}
    for citation in citations:
        for cite in citation.cites:
            if cite.id not in by_id:
                raise NoSuchRecord(
                    Problem("key-unknown", "", f"no item has the key {cite.id!r}", "check the key")
                )
    facts = style.facts
    shapes = {item.id: shape_of(item, facts.asked) for item in items}
    run = Run({}, registry_of(style))
    cited = dict.fromkeys(cite.id for citation in citations for cite in citation.cites)
    registry = [by_id[key] for key in dict.fromkeys([*cited, *by_id])]
    sorted_items = (
        ordered(registry, shapes, style.bibliography, facts, BIBLIOGRAPHY, run)
        if style.bibliography is not None
        else registry
    )
    numbers = {item.id: number for number, item in enumerate(sorted_items, 1)}
    places = positions(citations, near_distance(facts))
    notes = first_notes(citations, places)
    hints, problems = disambiguate(style, sorted_items, shapes, run, notes)
    settled = _Settled(style, by_id, shapes, numbers, hints, run)
    rendered = [
        _citation(settled, citation, row) for citation, row in zip(citations, places, strict=True)
    ]
    entries = (
        [_entry(settled, item) for item in sorted_items]
        if bibliography and style.bibliography is not None
        else []
    )

    def nameless(key: str) -> list[Inline]:
        return _entry(settled, by_id[key], without_names=True).nodes

    if arrange is None:
        chosen = parted(entries, by_id, sections)
    else:
        opened = {entry.id: entry for entry in entries}
        ids = list(opened)
        once: set[str] = set()

        def taken(key: str) -> _Opened:
            if key in once:  # names are replaced in place: what stands twice is rendered twice
                return _entry(settled, by_id[key])
            once.add(key)
            return opened[key]

        chosen = [[taken(key) for key in part if key in opened] for part in arrange(ids)]
    parts = [_substituted(part, facts, nameless) for part in chosen]
    listed = [entry for part in parts for entry in part]
    return Result(rendered, listed, [*style.problems, *problems], parts)


def near_distance(facts: Facts) -> int:
    """How many notes back still is near (CSL 1.0.2, Note Distance)."""
    near = facts.citation.get("near-note-distance", "5")
    return int(near) if re.fullmatch("[0-9]{1,6}", near) else 5


def _citation(settled: _Settled, citation: Citation, row: Sequence[Place]) -> list[Inline]:
    layout = settled.style.citation
    pairs = list(zip(citation.cites, row, strict=True))
    if layout.keys and len(pairs) > 1:
        facts = settled.style.facts
        of_items = item_keys(settled.shapes, settled.numbers, layout, facts, CITATION, settled.run)
        pairs = in_order(pairs, [_of_pair(key, settled.items) for key in of_items])
    if citation.composite:
        collapses = "collapse" in settled.style.facts.citation
        return composite(citation, pairs, partial(_citation, settled), collapses=collapses)
    rendered = [
        Rendered(cite, place, nodes)
        for index, (cite, place) in enumerate(pairs)
        if (nodes := _cite(settled, cite, place, opens=not index))
    ]
    if not rendered:
        return []
    dress = layout.dress

    def again(one: Rendered) -> list[Inline]:
        return _cite(settled, one.cite, one.place, without_names=True)

    facts = settled.style.facts
    body = collapsed(rendered, facts, dress.delimiter, again, together=bool(layout.keys))
    if all(one.cite.author_only for one in rendered):  # what stands in the text has no brackets
        return [Span(body, tag="citation")]
    # the layout's affixes stand inside its formatting (CSL 1.0.2, Affixes)
    inner = [part for part in (_end(dress.prefix), *body, _end(dress.suffix)) if part]
    if settled.style.facts.kind == "note":
        _alternate_brackets(inner)
    return [Span(inner, dress.look, "citation")]


def _of_pair(
    key: Callable[[Item], Key], items: Mapping[str, Item]
) -> Callable[[tuple[Cite, Place]], Key]:
    return lambda pair: key(items[pair[0].id])


def _cite(
    settled: _Settled,
    cite: Cite,
    place: Place,
    *,
    opens: bool = False,
    without_names: bool = False,
) -> list[Inline]:
    """One cite; opens: it is the first of its citation."""
    item = settled.items[cite.id]
    c = Context(
        item,
        settled.shapes[item.id],
        settled.style.facts,
        CITATION,
        locator=(cite.locator.label, cite.locator.value) if cite.locator else None,
        position=place.position,
        hints=settled.hints.get(cite.id, NO_HINTS),
        citation_number=settled.numbers[cite.id],
        first_note=place.first_note,
        run=settled.run,
    )
    c.names_done = without_names or cite.suppress_author
    o: list[Inline] = []
    settled.style.citation.body(c, o)
    if cite.author_only:
        o = _first_names(o)
    if settled.style.facts.kind == "note" and (
        _ends_sentence(cite.prefix) if cite.prefix else opens
    ):
        _capitalise_term(o)
    if cite.prefix:
        o = [*markup(_spaced(cite.prefix, before=False)), *o]
    if cite.suffix:
        o = [*o, *markup(_spaced(cite.suffix, before=True))]
    return o


def _ends_sentence(prefix: str) -> bool:
    """Whether a cite's prefix is a sentence; one word with a full stop is short for something."""
    return " " in prefix.strip() and prefix.rstrip(" \"'”’»")[-1:] in (".", "!", "?")


def _spaced(text: str, *, before: bool) -> str:
    """A cite's affix with the space that a writer expects between it and the cite.

    None goes to where a mark was typed that does not stand by itself: a dash, a bracket, a quote.
    """
    if before:
        return f" {text}" if text[0].isalnum() or text[0] in "&<[(" else text
    last = re.sub("<[^<>]*>", "", text).rstrip("\"'”’»\u202f\u00a0 ")[-1:]
    if text[-1].isspace() or not (last.isalnum() or last in _APART):
        return text
    return f"{text} "


_APART = frozenset(":.;!?)],")


def _first_names(nodes: list[Inline]) -> list[Inline]:
    """Only the first list of names, for an author-only cite."""
    found = _spans(nodes, "names")
    return [found[0]] if found else nodes


def _entry(settled: _Settled, item: Item, *, without_names: bool = False) -> _Opened:
    layout = settled.style.bibliography
    assert layout is not None
    facts = settled.style.facts
    c = Context(
        item,
        settled.shapes[item.id],
        settled.style.facts,
        BIBLIOGRAPHY,
        hints=_in_bibliography(settled.hints.get(item.id, NO_HINTS), facts),
        citation_number=settled.numbers[item.id],
        run=settled.run,
    )
    if "subsequent-author-substitute" in facts.bibliography:
        c.lists = []
    c.names_done = without_names
    o: list[Inline] = []
    layout.body(c, o)
    if not o:
        return _Opened(item.id, [], None)
    dress = layout.dress
    inner = [part for part in (dress.prefix, *o, _end(dress.suffix)) if part]
    block = _last_block(o)
    if block is not None and dress.suffix:
        block.children = [*block.children, _end(dress.suffix)]
        inner = [part for part in (dress.prefix, *o) if part]
    elif facts.bibliography.get("second-field-align") and len(o) > 1:
        first = inner.index(o[0]) + 1
        inner = [
            Span(inner[:first], Look(display="left-margin")),
            Span(inner[first:], Look(display="right-inline")),
        ]
    return _Opened(item.id, [Span(inner, dress.look, "entry")], c.opening)


def _end(affix: str) -> Inline:
    """An affix of a layout, told from what stands in it."""
    return Span([affix], tag="affix") if affix else ""


def _last_block(nodes: list[Inline]) -> Span | None:
    """The display block that ends the entry, if one does; a name is shared and no such block."""
    while nodes and isinstance(nodes[-1], Span) and nodes[-1].tag != "name":
        if nodes[-1].look.display:
            return nodes[-1]
        nodes = nodes[-1].children
    return None


def _in_bibliography(hints: Hints, facts: Facts) -> Hints:
    """The hints that hold in an entry: names where the style adds given names, and the letter.

    As in the reference implementation.
    """
    if hints is NO_HINTS or facts.citation.get("disambiguate-add-givenname") == "true":
        return hints
    return hints._replace(names=(), givens=())


def _substituted(
    entries: list[_Opened], facts: Facts, nameless: Callable[[str], list[Inline]]
) -> list[Entry]:
    """Names that stand in the entry before too, replaced; leaves out entries that are empty.

    nameless renders an entry without its names, for styles that put nothing in their place.
    CSL 1.0.2, subsequent-author-substitute and its four rules.
    """
    entries = [entry for entry in entries if entry.nodes]
    mark = facts.bibliography.get("subsequent-author-substitute")
    if mark is None:
        return [Entry(one.id, one.nodes) for one in entries]
    rule = facts.bibliography.get("subsequent-author-substitute-rule", "complete-all")
    before: tuple[object, ...] = ()
    for index, entry in enumerate(entries):
        opening = entry.opening
        if opening is None or not _opens(entry.nodes, opening.span):
            before = ()
            continue
        if rule.startswith("partial"):
            most = 1 if rule == "partial-first" else len(opening.compared)
            same = 0
            while same < min(most, len(before)) and opening.compared[same] == before[same]:
                same += 1
            _replace_names(opening, mark, same)
        elif opening.compared == before:
            if not mark:
                entries[index] = entry._replace(nodes=nameless(entry.id))
            elif rule == "complete-each":
                _replace_names(opening, mark, len(opening.compared))
            elif opening.lists:
                opening.lists[0][0].children = [mark]
                for one, _ in opening.lists[1:]:
                    one.children = []
            else:
                opening.span.children = [mark]
        before = opening.compared
    return [Entry(one.id, one.nodes) for one in entries]


def _opens(nodes: Sequence[Inline], span: Span) -> bool:
    """Whether the span holds the first letters of the entry."""
    for node in walk(list(nodes)):
        if node is span:
            return True
        if isinstance(node, str) and node:
            return False
    return False


def _replace_names(opening: Opening, mark: str, count: int) -> None:
    """The mark instead of each of the first names."""
    if count and not opening.lists:
        opening.span.children = [mark]
    for span, people in opening.lists:
        places = [
            place
            for place, node in enumerate(span.children)
            if isinstance(node, Span) and node.tag == "name"
        ]
        for place in places[: min(count, len(people))]:
            span.children[place] = mark
        count -= len(people)
        if count <= 0:
            break


def _alternate_brackets(nodes: list[Inline]) -> None:
    """Brackets within brackets become square ones, and so on in turn."""
    depth = 0
    for span in _spans(nodes, "affix"):
        text = ""
        for sign in str(span.children[0]):
            if sign == "(":
                text += "[" if depth % 2 else "("
                depth += 1
            elif sign == ")":
                depth -= 1
                text += "]" if depth % 2 else ")"
            else:
                text += sign
        span.children = [text]


def _capitalise_term(nodes: list[Inline]) -> bool:
    """Give a term that opens a note a capital (Ibid.); whether a letter was met.

    As the reference implementation does.
    """
    for node in nodes:
        if isinstance(node, str):
            if any(letter.isalnum() for letter in node):
                return True
        elif node.tag == "term":
            texts = [n for n in walk([node]) if isinstance(n, Span)]
            for span in texts:
                if span.children and isinstance(span.children[0], str):
                    text = span.children[0]
                    span.children[0] = text[:1].upper() + text[1:]
                    return True
        elif _capitalise_term(node.children):
            return True
    return False


def _spans(nodes: Sequence[Inline], tag: str) -> list[Span]:
    return [n for n in walk(list(nodes)) if isinstance(n, Span) and n.tag == tag]
