"""Citations of documents set in a style: documents opened, records found, texts put in.

Composes doc, cite and render; writes nothing and prints nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path, PurePath
from typing import Any, NamedTuple, cast

from archcite.app import citing, items, options
from archcite.app.config import Config
from archcite.app.gathering import gathered
from archcite.app.options import Asked
from archcite.app.reading import read_bytes
from archcite.app.styles import LoadedStyle
from archcite.doc import weave
from archcite.doc.model import Cluster, Document, Event, Included
from archcite.errors import NoSuchRecord, Problem, UsageFault
from archcite.render.layout import Block, Keyed

# What opens a document of that suffix: "module:function" of (bytes, name) -> Document.
KINDS: dict[str, str] = {
    **dict.fromkeys((".md", ".markdown", ".qmd", ".rmd", ".txt"), "archcite.app.weaving:markdown"),
    **dict.fromkeys((".tex", ".ltx"), "archcite.app.weaving:latex"),
    ".typ": "archcite.app.weaving:typst",
    ".org": "archcite.app.weaving:org",
    ".json": "archcite.app.weaving:pandoc",
    **dict.fromkeys((".docx", ".docm"), "archcite.doc.docx:Docx"),
    ".odt": "archcite.doc.odt:Odt",
}


def markdown(data: bytes, name: str) -> Document:
    """A document in Markdown."""
    from archcite.doc.markdown import Markdown

    return cast("Document", Markdown(data.decode("utf-8", "surrogateescape"), name))


def latex(data: bytes, name: str, main: Document | None = None) -> Document:
    """A document in LaTeX; main: the one that takes it in."""
    from archcite.doc.latex import Latex

    text = data.decode("utf-8", "surrogateescape")
    return cast("Document", Latex(text, name, main=main if isinstance(main, Latex) else None))


def typst(data: bytes, name: str, main: Document | None = None) -> Document:
    """A document in Typst; main: the one that takes it in."""
    from archcite.doc.typst import Typst

    text = data.decode("utf-8", "surrogateescape")
    return cast("Document", Typst(text, name, main=main if isinstance(main, Typst) else None))


def org(data: bytes, name: str) -> Document:
    """A document of Emacs' Org mode."""
    from archcite.doc.org import Org

    return cast("Document", Org(data.decode("utf-8", "surrogateescape"), name))


def pandoc(data: bytes, name: str) -> Document:
    """A document as pandoc's tree in JSON."""
    from archcite.doc.pandoc import Pandoc

    return cast("Document", Pandoc(data, name))


def kind_of(named: str) -> str:
    """The suffix by which a document is opened; UsageFault for one that nobody opens."""
    suffix = PurePath(named).suffix.lower()
    if suffix in KINDS or not suffix:
        return suffix or ".md"
    raise UsageFault(
        Problem("format-unknown", named, f"documents with the suffix {suffix} cannot be woven",
                f"known are {', '.join(KINDS)}; --from names another")
    )  # fmt: skip


def opened(data: bytes, named: str, kind: str = "") -> Document:
    """The document. kind: a suffix, instead of its own. ProblemsFound with all that is wrong."""
    return cast("Document", _opener(kind or kind_of(named))(data, named))


def _opener(kind: str) -> Callable[..., Any]:
    """What opens documents of that suffix, and for LaTeX and Typst the files that they take in."""
    module, _, function = KINDS[kind].partition(":")
    opens: Callable[..., Any] = getattr(import_module(module), function)
    return opens


_MOST_FILES = 500


def opened_with_parts(
    named: Sequence[str], kind: str = "", read: Callable[[str], bytes] = read_bytes
) -> list[tuple[str, Document]]:
    """Documents with the files that they take in, each under its path, once.

    Only files below the folder of the document named are taken in; others are left alone, and so
    are those that only define something and cite nothing.
    """
    found: dict[str, Document] = {}
    for top in named:
        main = found[top] = opened(read(top), top, kind)
        folder = PurePath(top).parent
        needed = dict.fromkeys(found, True)
        waiting = _included(main)
        while waiting and len(found) < _MOST_FILES:
            path, optional = waiting.pop(0)
            needed[path] = needed.get(path, False) or not optional
            if path in found or not _below(path, folder):
                continue
            found[path] = _opener(kind or kind_of(top))(read(path), path, main)
            waiting = [*_included(found[path]), *waiting]
        for path in reversed(list(found)):
            if not needed.get(path, True) and not _cites(found, path):
                del found[path]
    return list(found.items())


def _included(document: Document) -> list[Included]:
    return [event for event in document.events if isinstance(event, Included)]


def _cites(found: dict[str, Document], path: str) -> bool:
    """Whether a document cites, or takes in one that is woven as well."""
    return bool(weave.clusters(found[path])) or any(
        each.name in found for each in _included(found[path]) if each.name != path
    )


def _below(path: str, folder: PurePath) -> bool:
    real = Path(path).expanduser().resolve()
    return real.is_relative_to(Path(folder).expanduser().resolve()) and real.is_file()


class Bound(NamedTuple):
    """Documents with the things that they cite, and the names by which they include each other."""

    documents: list[Document]
    found: items.Found
    names: list[str]


def bound(
    config: Config,
    documents: Sequence[tuple[str, Document]],
    input_file: str | None,
    added: Sequence[str] = (),
) -> Bound:
    """Find what documents cite; NoSuchRecord with the line of each key that nothing has."""
    named = weave.cited([document for _, document in documents])
    uncited = [key for _, document in documents for key in document.uncited if key != "*"]
    everything = any("*" in document.uncited for _, document in documents)
    wanted = list(dict.fromkeys([*named, *uncited]))
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


class _Renamed(NamedTuple):
    """A document whose citations have the keys that their things have here."""

    document: Document
    events: Sequence[Event]

    @property
    def uncited(self) -> Sequence[str]:
        return self.document.uncited

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
        events.append(event)
    return _Renamed(document, events)


def woven(
    bound: Bound,
    style: LoadedStyle,
    wanted: Asked,
    blocks: Callable[[LoadedStyle, weave.Woven], list[Block]] | None = None,
    *,
    restart: bool = False,
) -> tuple[list[bytes], list[Problem]]:
    """The documents with their citations set, and the bibliography in its place or the last one.

    blocks: makes the bibliography; None for its entries in the style's order.
    """
    view = options.view_for(style, wanted)
    seen = {key: each.seen(view) for key, each in bound.found.citable.items()}
    with citing.uncollected():
        made = weave.weave(
            bound.documents,
            style.compiled,
            seen,
            in_notes=style.in_notes,
            restart=restart,
            names=bound.names,
        )
    entries = blocks(style, made) if blocks else [Keyed(nodes, key) for key, nodes in made.entries]
    layout = citing.layout_of(style)
    placed = (at for at, each in enumerate(bound.documents) if each.settings.place)
    chosen = next(placed, len(bound.documents) - 1)
    texts = [
        document.woven(printed, entries if number == chosen else [], layout)
        for number, (document, printed) in enumerate(
            zip(bound.documents, made.printed, strict=True)
        )
    ]
    return texts, made.problems


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
