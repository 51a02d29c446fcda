"""Documents and a style -> finished citations: notes numbered, positions found, trees parted.

Knows no format of documents, and finds no records: they are handed in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from archcite.cite.composite import IN_TEXT
from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite
from archcite.csl.compile import CompiledStyle
from archcite.doc.fitting import opened, opening, unstopped
from archcite.doc.model import Cluster, Document, NoteMark, Printed
from archcite.doc.parts import Parts, in_order
from archcite.errors import Problem
from archcite.inline import Inline, Span, walk
from archcite.render.finish import Typography, finish

# What prints a part of a work's description, and is no citation of it.
_PARTS = frozenset(("author", "title", "year"))
_WHOLE = frozenset(("whole", "whole-note"))
_NOTES = frozenset(("note", "whole-note"))


class Woven(NamedTuple):
    """The texts of each document's clusters, each bibliography's entries, and what was wrong."""

    printed: list[list[Printed]]
    entries: list[list[tuple[str, list[Inline]]]]
    problems: list[Problem]


def clusters(document: Document) -> list[Cluster]:
    """The citations of a document, in reading order."""
    return [each for each in document.events if isinstance(each, Cluster)]


def keys_of(cluster: Cluster) -> list[str]:
    """The keys that a citation cites, as often as it does."""
    return [cite.id for cite in cluster.citation.cites]


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


class _Asked(NamedTuple):
    """A cluster as it is read: its document's number, its citation with the number of its note.

    stretch: the stretch of the text, and the sequence of notes, in which it counts.
    """

    document: int
    cluster: Cluster
    citation: Citation
    stretch: tuple[object, ...]


def _numbered(
    documents: Sequence[Document], in_notes: bool, restart: bool, names: Sequence[str]
) -> list[_Asked]:
    """Each cluster as it is read.

    in_notes: whether the style prints notes. restart: notes are numbered anew in each document, and
    what is cited in a chapter for the first time is cited in full. So it is in a section of
    biblatex's, and in each of two sequences of notes: no note points into the other.
    """
    made: list[_Asked] = []
    numbers: dict[tuple[int, str], int] = defaultdict(int)
    seen: dict[tuple[object, ...], set[str]] = defaultdict(set)
    notes: list[dict[str, tuple[int, str]]] = [{} for _ in documents]
    parts = Parts()
    for reading in in_order(documents, names):
        parts.read(reading)
        at, event, _ = reading
        counter = at if restart else 0
        if isinstance(event, NoteMark):
            numbers[counter, event.sequence] += 1
            notes[at][event.id] = numbers[counter, event.sequence], event.sequence
        elif isinstance(event, Cluster):
            new = _in_new_note(event, in_notes)
            numbers[counter, ""] += new
            note, sequence = notes[at].get(event.note, (0, "")) if event.note else (0, "")
            note = numbers[counter, ""] if new else note
            citation = event.citation._replace(note=note if in_notes or new else 0)
            if new and not citation.composite and citation.cites:
                first, *more = citation.cites
                first = first._replace(prefix=opening(first.prefix))
                citation = citation._replace(cites=(first, *more))
            own = (at, parts.chapter()) if restart else ()
            stretch = (*own, parts.section, sequence if in_notes else "")
            if event.kind not in _PARTS:
                citation = _restarted(citation, seen[stretch])
            made.append(_Asked(at, event, citation, stretch))
    return made


def _in_new_note(cluster: Cluster, in_notes: bool) -> bool:
    """Whether a footnote is made for the cluster."""
    return not cluster.note and (cluster.kind in _NOTES or (in_notes and not cluster.kind))


def _restarted(citation: Citation, seen: set[str]) -> Citation:
    """A citation whose works are first ones where its stretch has not seen them, which it now has.

    The stretches follow each other when positions are found, and none goes on with another.
    """
    cites: list[Cite] = []
    for cite in citation.cites:
        cites.append(cite if cite.id in seen else cite._replace(position="first"))
        seen.add(cite.id)
    return citation._replace(cites=tuple(cites))


def weave(
    documents: Sequence[Document],
    style: CompiledStyle,
    items: Mapping[str, JsonItem],
    *,
    in_notes: bool,
    restart: bool = False,
    names: Sequence[str] = (),
    lists: Sequence[Collection[str]] = (),
) -> Woven:
    """The texts of all citations of some documents, in their order, as of one document.

    items: what may be cited, by key. lists: the keys of each bibliography. names: of the documents,
    where one includes another.
    """
    asked = _numbered(documents, in_notes, restart, names)
    real = [each for each in asked if each.cluster.kind not in _PARTS]
    order = _by_stretch(real) if in_notes else list(range(len(real)))
    aside = [_named(each.cluster) for each in asked if each.cluster.kind in _PARTS]
    alone = list(dict.fromkeys(_printed_whole(asked)))

    def arranged(keys: Sequence[str]) -> list[list[str]]:
        rank = {key: place for place, key in enumerate(keys)}
        listed = [sorted((key for key in each if key in rank), key=rank.__getitem__)
                  for each in lists]  # fmt: skip
        return [*listed, *([key] if key in rank else [] for key in alone)]

    ordered = [real[place].citation for place in order]
    result = process(style, list(items.values()), [*ordered, *aside], arrange=arranged)
    typography = Typography(*style.facts.quotes)

    def finished(nodes: list[Inline]) -> list[Inline]:
        return finish(nodes, typography)

    entries = [
        [(each.id, finished(each.nodes)) for each in part] for part in result.sections[: len(lists)]
    ]
    whole = {
        each.id: finished(each.nodes) for part in result.sections[len(lists) :] for each in part
    }
    by_place = dict(zip(order, result.citations[: len(real)], strict=True))
    trees = (by_place[place] for place in range(len(real)))
    parts = iter(result.citations[len(real) :])
    printed: list[list[Printed]] = [[] for _ in documents]
    for number, cluster, citation, _ in asked:
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


def _by_stretch(asked: Sequence[_Asked]) -> list[int]:
    """The places of clusters so that those of a stretch follow each other.

    The first of a stretch is cited in full, so that none is taken for the one after another's.
    """
    first: dict[tuple[object, ...], int] = {}
    for each in asked:
        first.setdefault(each.stretch, len(first))
    return sorted(range(len(asked)), key=lambda place: first[asked[place].stretch])


def _printed_whole(asked: Sequence[_Asked]) -> Iterator[str]:
    """The keys of which an entry, or the title of one, is printed in the text."""
    for each in asked:
        if each.cluster.kind in _WHOLE or each.cluster.kind == "title":
            yield from (cite.id for cite in each.citation.cites)


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
        nameless = cluster.citation.cites[0].suppress_author if cluster.citation.cites else False
        return (
            Printed(finished(author), opened(finished(rest)))
            if author
            else Printed([], opened(finished(rest)) if nameless else finished(rest))
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
