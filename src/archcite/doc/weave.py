"""Documents and a style -> finished citations: notes numbered, positions found, trees parted.

Knows no format of documents, and finds no records: they are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from archcite.cite.composite import IN_TEXT
from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite
from archcite.csl.compile import CompiledStyle
from archcite.doc.model import Cluster, Document, NoteMark, Printed
from archcite.errors import Problem
from archcite.inline import Inline, Span
from archcite.render.finish import Typography, finish


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


def numbered(
    documents: Sequence[Document], in_notes: bool, *, restart: bool = False
) -> list[list[Citation]]:
    """Each document's citations with the numbers of their notes.

    in_notes: whether the style prints notes. restart: notes are numbered anew in each document, and
    what is cited there for the first time is cited in full.
    """
    found: list[list[Citation]] = []
    number = 0
    for document in documents:
        seen: set[str] = set()
        number = 0 if restart else number
        notes: dict[str, int] = {}
        made: list[Citation] = []
        for event in document.events:
            if isinstance(event, NoteMark):
                number += 1
                notes[event.id] = number
                continue
            new = not event.note and (event.kind == "note" or (in_notes and not event.kind))
            number += new
            note = number if new else notes.get(event.note, 0) if event.note else 0
            citation = event.citation._replace(note=note if in_notes or new else 0)
            if restart and found:
                citation = citation._replace(
                    cites=tuple(_restarted(cite, seen) for cite in citation.cites)
                )
            seen.update(cite.id for cite in citation.cites)
            made.append(citation)
        found.append(made)
    return found


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
) -> Woven:
    """The texts of all citations of some documents, in their order, as of one document.

    items: what may be cited, by key; the bibliography has all of them.
    """
    asked = numbered(documents, in_notes, restart=restart)
    result = process(style, list(items.values()), [each for made in asked for each in made])
    typography = Typography(*style.facts.quotes)
    entries = [(each.id, finish(each.nodes, typography)) for each in result.bibliography]
    whole = dict(entries)
    trees = iter(result.citations)
    printed = [
        [
            _printed(cluster, next(trees), in_notes, whole, lambda nodes: finish(nodes, typography))
            for cluster in clusters(document)
        ]
        for document in documents
    ]
    return Woven(printed, entries, list(result.problems))


def _printed(
    cluster: Cluster,
    tree: list[Inline],
    in_notes: bool,
    whole: Mapping[str, list[Inline]],
    finished: Callable[[list[Inline]], list[Inline]],
) -> Printed:
    """A citation's tree in the place, or the two places, where it belongs."""
    if cluster.kind == "whole":
        parts: list[Inline] = []
        for cite in cluster.citation.cites:
            parts += [*([" "] if parts else []), *whole.get(cite.id, [])]
        return Printed(parts, [])
    in_note = not cluster.note and (cluster.kind == "note" or (in_notes and not cluster.kind))
    author, rest = _parted(tree) if cluster.citation.composite else ([], tree)
    if not in_note:
        return Printed(finished([*author, *([" "] if author and rest else []), *rest]), [])
    return Printed(finished(author) if author else [], finished(rest))


def _parted(tree: list[Inline]) -> tuple[list[Inline], list[Inline]]:
    """The author that belongs into the text, with its infix, and the rest of a citation."""
    if not tree or not (isinstance(tree[0], Span) and tree[0].tag == IN_TEXT):
        return [], tree
    try:
        gap = tree.index(" ", 1)
    except ValueError:
        return tree, []
    return tree[:gap], tree[gap + 1 :]


def unknown(documents: Iterable[Document], known: Callable[[str], bool]) -> list[tuple[str, int]]:
    """The keys that nothing is known by, with the line of the first citation of each."""
    lines: dict[str, int] = {}
    for document in documents:
        for cluster in clusters(document):
            for cite in cluster.citation.cites:
                if not known(cite.id):
                    lines.setdefault(cite.id, cluster.line)
    return list(lines.items())
