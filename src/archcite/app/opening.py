"""Documents opened by what they are, with the files that they take in.

Reads files below a document's own folder alone; finds no records.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path, PurePath
from typing import Any, cast

from archcite.app.reading import read_bytes
from archcite.doc.model import Document, Included
from archcite.doc.weave import clusters
from archcite.errors import Problem, UsageFault

# What opens a document of that suffix: "module:function" of (bytes, name) -> Document.
KINDS: dict[str, str] = {
    **dict.fromkeys((".md", ".markdown", ".qmd", ".rmd", ".txt"), "archcite.app.opening:markdown"),
    **dict.fromkeys((".tex", ".ltx"), "archcite.app.opening:latex"),
    ".typ": "archcite.app.opening:typst",
    ".org": "archcite.app.opening:org",
    ".json": "archcite.app.opening:pandoc",
    **dict.fromkeys((".docx", ".docm"), "archcite.doc.docx:Docx"),
    ".odt": "archcite.doc.odt:Odt",
}


# What word processors can save in a form that is in KINDS.
_OFFICE = frozenset((".doc", ".dot", ".dotx", ".dotm", ".rtf", ".fodt", ".ott", ".sxw", ".pages"))


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
    if suffix in _OFFICE:
        raise UsageFault(
            Problem("format-unknown", named, f"documents with the suffix {suffix} cannot be woven",
                    "save it as .docx in Word, or as .odt in LibreOffice")
        )  # fmt: skip
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
    return bool(clusters(found[path])) or any(
        each.name in found for each in _included(found[path]) if each.name != path
    )


def _below(path: str, folder: PurePath) -> bool:
    real = Path(path).expanduser().resolve()
    return real.is_relative_to(Path(folder).expanduser().resolve()) and real.is_file()
