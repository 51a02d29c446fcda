"""Citations of documents set in a style: records found, texts and bibliographies put in.

Composes doc, cite and render; writes nothing and prints nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from archcite.app import bibliographies, citing, items, options, works
from archcite.app.config import Config
from archcite.app.gathering import gathered
from archcite.app.options import Asked
from archcite.app.proofing import unset
from archcite.app.styles import LoadedStyle
from archcite.app.works import Bound, Works
from archcite.doc import weave
from archcite.doc.model import Cluster, Document, Event, Uncited
from archcite.errors import NoSuchRecord, Problem


def bound(
    config: Config,
    documents: Sequence[tuple[str, Document]],
    input_file: str | None,
    added: Sequence[str] = (),
) -> Bound:
    """Find what documents cite; NoSuchRecord with the line of each key that nothing has.

    Where there is neither a library nor an input file, the files are cited from that documents
    have for their bibliographies.
    """
    if config.root is None and input_file is None and not added:
        named = _named_files(documents)
        input_file, added = next(iter(named), None), named[1:]
    cited = weave.cited([document for _, document in documents])
    uncited = [key for _, document in documents for key in document.uncited if key != "*"]
    everything = any("*" in document.uncited for _, document in documents)
    wanted = list(dict.fromkeys([*cited, *uncited]))
    if not wanted and not everything:  # no key asks for all there is
        return Bound(
            [each for _, each in documents], items.Found({}), [name for name, _ in documents]
        )
    try:
        found = gathered(config, [] if everything else wanted, input_file, added)
    except NoSuchRecord as error:
        raise NoSuchRecord(*_placed(error, documents)) from error
    known = {key: key for key in found.citable} | dict(found.aliases)
    missing = [key for key in wanted if known.get(key) not in found.citable]
    faulty = [key for key in missing if key in known]
    if missing and not faulty and not found.problems:
        raise NoSuchRecord(*_placed_keys(missing, documents))
    items.collected(NoSuchRecord, [] if not missing else list(found.problems))
    made = [_renamed(document, found.aliases) for _, document in documents]
    return Bound(made, found, [name for name, _ in documents])


def _named_files(documents: Sequence[tuple[str, Document]]) -> list[str]:
    """The files that documents name for their bibliographies, beside the document or here."""
    return list(dict.fromkeys(
        str(works.beside(name, path))
        for name, document in documents
        for _, paths in document.settings.files
        for path in paths
    ))  # fmt: skip


class _Renamed(NamedTuple):
    """A document whose citations have the keys that their things have here."""

    document: Document
    events: Sequence[Event]

    @property
    def uncited(self) -> Sequence[str]:
        return self.document.uncited

    @property
    def bibliographies(self) -> Any:
        return self.document.bibliographies

    @property
    def settings(self) -> Any:
        return self.document.settings

    @property
    def woven(self) -> Any:
        return self.document.woven


def _renamed(document: Document, names: Any) -> Document:
    if not names:
        return document
    events: list[Event] = []
    for event in document.events:
        if isinstance(event, Cluster):
            (citation,) = citing.renamed([event.citation], names)
            event = event._replace(citation=citation)
        elif isinstance(event, Uncited):
            event = Uncited(tuple(names.get(key, key) for key in event.keys))
        events.append(event)
    return _Renamed(document, events)


def woven(
    config: Config,
    bound: Bound,
    style: LoadedStyle,
    wanted: Asked,
    *,
    sections: bool = False,
    restart: bool = False,
) -> tuple[list[bytes], list[Problem]]:
    """The documents with their citations set and their bibliographies, and what was odd.

    A document without a place for its bibliography gets it at the end. sections: the bibliography
    of all that is cited is printed in sections.
    """
    seen = Works(config, bound, style, options.view_for(style, wanted))
    planned = bibliographies.planned(bound, seen, sections=sections)
    with citing.uncollected():
        made = weave.weave(
            bound.documents,
            style.compiled,
            seen.items,
            in_notes=style.in_notes,
            restart=restart,
            names=bound.names,
            lists=[each.keys for each in planned.lists],
        )
    listed, problems = bibliographies.listed(planned, seen, made.entries)
    printed = bibliographies.linked(bound, made.printed, planned, listed)
    layout = citing.layout_of(style)
    texts = [
        document.woven(texts, [each.blocks for each in listed if each.document == number], layout)
        for number, (document, texts) in enumerate(zip(bound.documents, printed, strict=True))
    ]
    odd = unset(list(zip(bound.names, bound.documents, strict=True)))
    return texts, [*odd, *planned.problems, *made.problems, *problems]


def of_bibliographies(
    config: Config, bound: Bound, style: LoadedStyle, wanted: Asked
) -> list[Problem]:
    """What is odd about the bibliographies of documents; UsageFault for a name that is none."""
    seen = Works(config, bound, style, options.view_for(style, wanted))
    return bibliographies.planned(bound, seen, sections=False).problems


def _placed(error: NoSuchRecord, documents: Sequence[tuple[str, Document]]) -> list[Problem]:
    """The problems of unknown keys with the lines on which these stand."""
    lines = _lines(documents)
    return [
        problem._replace(where=next((where for key, where in lines if repr(key) in problem.message),
                                    problem.where))
        for problem in error.problems
    ]  # fmt: skip


def _placed_keys(keys: Sequence[str], documents: Sequence[tuple[str, Document]]) -> list[Problem]:
    lines = dict(_lines(documents))
    return [
        Problem("key-unknown", lines.get(key, ""), f"nothing has the key {key[:80]!r}")
        for key in keys
    ]


def _lines(documents: Sequence[tuple[str, Document]]) -> list[tuple[str, str]]:
    """Each key with the place where it is cited first."""
    found: dict[str, str] = {}
    for name, document in documents:
        for cluster in weave.clusters(document):
            for cite in cluster.citation.cites:
                where = f"{name}:{cluster.line}" if cluster.line else name
                found.setdefault(cite.id, where)
    return list(found.items())


def asked_style(config: Config, documents: Sequence[Document], named: str | None) -> str:
    """The style that is asked for: on the command line, in a document, in the settings."""
    told = next((each.settings.style for each in documents if each.settings.style), "")
    return named or told or config.styles[0]
