"""Documents and a style -> finished citations: notes numbered, positions found, trees parted.

Knows no format of documents, and finds no records: they are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from archcite.cite.composite import IN_TEXT
from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite
from archcite.csl.compile import CompiledStyle
from archcite.doc.fitting import opened, opening, unstopped
from archcite.doc.model import Cluster, Document, Event, Included, NoteMark, Printed
from archcite.errors import Problem
from archcite.inline import Inline, Span, walk
from archcite.render.finish import Typography, finish

# What prints a part of a work's description, and is no citation of it.
_PARTS = frozenset(("author", "title", "year"))
_WHOLE = frozenset(("whole", "whole-note"))
_NOTES = frozenset(("note", "whole-note"))


class Woven(NamedTuple):
    """The texts of each document's clusters, the bibliography's entries, and what was wrong."""

    printed: list[list[Printed]]
    entries: list[tuple[str, list[Inline]]]
    problems: list[Problem]


def clusters(document: Document) -> list[Cluster]:
    """The citations of a document, in reading order."""
    return [each for each in document.events if isinstance(each, Cluster)]


def cited(documents: Iterable[Document]) -> list[str]:
    """The keys that documents cite, each once, in order; not those of their nocite."""
    return list(
        dict.fromkeys(
            cite.id
            for document in documents
            for cluster in clusters(document)
            for cite in cluster.citation.cites
        )
    )


class _Reading(NamedTuple):
    """An event where a reader comes upon it. document: its number."""

    document: int
    event: Event


def in_order(documents: Sequence[Document], names: Sequence[str] = ()) -> Iterator[_Reading]:
    """The events of documents as a reader comes upon them, those of included ones in their place.

    names: by which documents include each other; each stands once, and where it is included first.
    """
    numbers = {name: number for number, name in enumerate(names)}
    seen: set[int] = set()
    for top in range(len(documents)):
        if top in seen:
            continue
        seen.add(top)
        stack = [(top, iter(documents[top].events))]
        while stack:
            number, events = stack[-1]
            event = next(events, None)
            if event is None:
                stack.pop()
            elif isinstance(event, Included):
                other = numbers.get(event.name, -1)
                if other >= 0 and other not in seen:
                    seen.add(other)
                    stack.append((other, iter(documents[other].events)))
            else:
                yield _Reading(number, event)


def _numbered(
    documents: Sequence[Document], in_notes: bool, restart: bool, names: Sequence[str]
) -> list[tuple[int, Cluster, Citation]]:
    """Each cluster as it is read, with the number of its document, and its note's in its citation.

    in_notes: whether the style prints notes. restart: notes are numbered anew in each document, and
    what is cited there for the first time is cited in full.
    """
    made: list[tuple[int, Cluster, Citation]] = []
    numbers = [0] * len(documents)
    seen: list[set[str]] = [set() for _ in documents]
    notes: list[dict[str, int]] = [{} for _ in documents]
    for at, event in in_order(documents, names):
        counter = at if restart else 0
        if isinstance(event, NoteMark):
            numbers[counter] += 1
            notes[at][event.id] = numbers[counter]
        elif isinstance(event, Cluster):
            new = _in_new_note(event, in_notes)
            numbers[counter] += new
            note = numbers[counter] if new else notes[at].get(event.note, 0) if event.note else 0
            citation = event.citation._replace(note=note if in_notes or new else 0)
            if new and not citation.composite and citation.cites:
                first, *more = citation.cites
                first = first._replace(prefix=opening(first.prefix))
                citation = citation._replace(cites=(first, *more))
            if restart:
                cites = tuple(_restarted(cite, seen[at]) for cite in citation.cites)
                citation = citation._replace(cites=cites)
            if event.kind not in _PARTS:
                seen[at].update(cite.id for cite in citation.cites)
            made.append((at, event, citation))
    return made


def _in_new_note(cluster: Cluster, in_notes: bool) -> bool:
    """Whether a footnote is made for the cluster."""
    return not cluster.note and (cluster.kind in _NOTES or (in_notes and not cluster.kind))


def _restarted(cite: Cite, seen: set[str]) -> Cite:
    """A cite whose work is cited in its chapter for the first time is a first one."""
    return cite if cite.id in seen else cite._replace(position="first")


def weave(
    documents: Sequence[Document],
    style: CompiledStyle,
    items: Mapping[str, JsonItem],
    *,
    in_notes: bool,
    restart: bool = False,
    names: Sequence[str] = (),
) -> Woven:
    """The texts of all citations of some documents, in their order, as of one document.

    items: what may be cited, by key; the bibliography has all of them. names: of the documents,
    where one includes another.
    """
    asked = _numbered(documents, in_notes, restart, names)
    real = [citation for _, cluster, citation in asked if cluster.kind not in _PARTS]
    aside = [_named(cluster) for _, cluster, _ in asked if cluster.kind in _PARTS]
    result = process(style, list(items.values()), [*real, *aside])
    typography = Typography(*style.facts.quotes)

    def finished(nodes: list[Inline]) -> list[Inline]:
        return finish(nodes, typography)

    entries = [(each.id, finished(each.nodes)) for each in result.bibliography]
    whole = dict(entries)
    trees, parts = iter(result.citations[: len(real)]), iter(result.citations[len(real) :])
    printed: list[list[Printed]] = [[] for _ in documents]
    for number, cluster, citation in asked:
        if cluster.kind in _PARTS:
            said = _part(cluster, finished(next(parts)), whole, items)
            made = Printed(_joined(said), [])
        elif cluster.kind in _WHOLE:
            next(trees)
            made = _whole(cluster, citation, whole, in_notes)
        else:
            made = _printed(cluster, next(trees), in_notes, finished)
        printed[number].append(made)
    return Woven(printed, entries, list(result.problems))


def _named(cluster: Cluster) -> Citation:
    """A citation of the works' names alone, or as they are called later; it stands behind all."""
    alone = cluster.kind == "author"
    return Citation(
        tuple(
            Cite(each.id, author_only=alone, position="subsequent")
            for each in cluster.citation.cites
        )
    )


def _part(
    cluster: Cluster,
    tree: list[Inline],
    whole: Mapping[str, list[Inline]],
    items: Mapping[str, JsonItem],
) -> list[list[Inline]]:
    """The names, or the title or the year of each work, that a cluster asks for.

    tree: the names, or how the works are called later; a work without a title is called so.
    """
    if cluster.kind == "author":
        return [tree]
    told: list[list[Inline]] = []
    for cite in cluster.citation.cites:
        item = items.get(cite.id)
        if cluster.kind == "year":
            told.append([_year(item)])
            continue
        found = next(
            (
                node
                for node in walk(whole.get(cite.id, []))
                if isinstance(node, Span) and node.tag == "title"
            ),
            None,
        )
        title = item.text("title") if item else ""
        told.append([found] if found else [title] if title else [])
    return [unstopped(each) for each in told] if any(told) else [unstopped(tree)]


def _year(item: JsonItem | None) -> str:
    """The year in which a work came out or was written; "" where nothing says it."""
    for name in ("submitted", "issued", "event-date") if item else ():
        date = item.date(name) if item else None
        if date and date.start and date.start.year:
            return str(date.start.year)
    return ""


def _joined(told: Sequence[list[Inline]]) -> list[Inline]:
    """Several texts with commas between them."""
    made: list[Inline] = []
    for each in told:
        made += [*([", "] if made else []), *each]
    return made


def _whole(
    cluster: Cluster, citation: Citation, whole: Mapping[str, list[Inline]], in_notes: bool
) -> Printed:
    """The bibliography entries of a citation's works, with what is typed around the keys."""
    parts: list[Inline] = []
    for cite in citation.cites:
        before = [f"{cite.prefix} "] if cite.prefix else []
        parts += [*([" "] if parts else []), *before, *whole.get(cite.id, [])]
        if cite.locator or cite.suffix:
            place = f" {cite.locator.label} {cite.locator.value}" if cite.locator else ""
            parts += [" ".join(f"{place} {cite.suffix}".split()).join((" ", ""))]
    if _in_new_note(cluster, in_notes):
        return Printed([], parts)
    return Printed(parts, [])


def _printed(
    cluster: Cluster,
    tree: list[Inline],
    in_notes: bool,
    finished: Callable[[list[Inline]], list[Inline]],
) -> Printed:
    """A citation's tree in the place, or the two places, where it belongs."""
    in_note = _in_new_note(cluster, in_notes)
    author, rest = _parted(tree) if cluster.citation.composite else ([], tree)
    if in_note:
        return (
            Printed(finished(author), opened(finished(rest)))
            if author
            else Printed([], finished(rest))
        )
    if in_notes and cluster.kind == "text" and not cluster.note:
        rest = ["(", *unstopped(finished(rest)), ")"]
        return Printed([*finished(author), *([" "] if author else []), *rest], [])
    return Printed(finished([*author, *([" "] if author and rest else []), *rest]), [])


def _parted(tree: list[Inline]) -> tuple[list[Inline], list[Inline]]:
    """The author that belongs into the text, with its infix, and the rest of a citation."""
    if not tree or not (isinstance(tree[0], Span) and tree[0].tag == IN_TEXT):
        return [], tree
    try:
        gap = tree.index(" ", 1)
    except ValueError:
        return tree, []
    return tree[:gap], tree[gap + 1 :]
