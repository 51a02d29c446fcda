"""Citing left to LaTeX or Typst: entries of what a document cites, and the line that names them.

Composes doc, crosswalks and styles; writes nothing and prints nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from archcite.app import exporting
from archcite.app.balance import Balance
from archcite.app.documents import called, cited_in, names_of
from archcite.app.reading import read_bytes
from archcite.app.styles import independent
from archcite.app.works import Bound
from archcite.doc import naming
from archcite.doc.model import Document
from archcite.errors import Problem, UsageFault
from archcite.library.styles import SUFFIX, find_style

_TYPST = (".typ",)
_LATEX = (".tex", ".ltx")


class Entries(NamedTuple):
    """A file of entries. target: its format; balance: what that holds of the records."""

    text: str
    target: str
    balance: Balance


class Style(NamedTuple):
    """A CSL style that Typst reads. data: what to write there, None for a file of the user's."""

    place: Path
    data: bytes | None


class SelfCiting:
    """Documents of LaTeX or Typst, which that program itself cites in."""

    def __init__(self, read: Sequence[tuple[str, Document]], kind: str = "") -> None:
        """read: the documents with what they take in. kind: a suffix, instead of their own.

        UsageFault where the documents are of another kind.
        """
        self.read = read
        top = read[0][0]
        self._kind = kind or PurePath(top).suffix.lower()
        if self._kind not in (*_TYPST, *_LATEX) or top == "-":
            raise UsageFault(
                Problem("contradiction", top, "--entries is for files of LaTeX and Typst",
                        "archcite export --from writes the entries of any document")
            )  # fmt: skip
        self._texts = {
            name: read_bytes(name).decode("utf-8", "surrogateescape") for name, _ in read
        }
        asks = naming.typst if self.is_typst else naming.latex
        self._asked = {name: asks(text) for name, text in self._texts.items()}
        # The one that names the file, or is to name it.
        self.main = next((name for name, asked in self._asked.items() if asked.names), top)
        # LaTeX loads its package in the document named.
        self._formats = self._asked[top].formats

    @property
    def is_typst(self) -> bool:
        return self._kind in _TYPST

    def entries(self, bound: Bound, place: str) -> Entries:
        """What is cited, in the format of that place's suffix, with the keys of the documents."""
        target = self._formats.get(PurePath(place).suffix.lower())
        if target is None:
            program = "Typst" if self.is_typst else "LaTeX"
            raise UsageFault(
                Problem("format-unknown", place, f"{program} reads no entries from such a file",
                        f"it reads {' and '.join(self._formats)}")
            )  # fmt: skip
        names = names_of((key for key, _ in cited_in(self.read)), bound.found.aliases)
        records = [
            called(record, names.get(key, []))
            for key, each in bound.found.citable.items()
            if (record := each.entry())
        ]
        balance = Balance(target, carrier=exporting.has_carrier(target))
        written = exporting.export(balance.watched(records), target)
        balance.add(written)
        return Entries(written.text, target, balance)

    def style(self, named: str, place: Path) -> Style:
        """The style of that name, for a file beside the entries; UsageFault where none can go.

        A path of a CSL file stays the user's own file, unless all it does is to name another style,
        which Typst does not look for.
        """
        if not self.is_typst:
            raise UsageFault(
                Problem("contradiction", "", "LaTeX reads no CSL style, which --style names",
                        "leave --style out: the document's own package decides")
            )  # fmt: skip
        found = find_style(named)
        parent = independent(found)
        if parent is None and named.endswith(SUFFIX):
            return Style(found.path, None)
        return Style(place.with_name(f"archcite-{found.name}{SUFFIX}"), parent or found.data)

    def naming(self, entries: Path, style: Path | None, target: Path) -> bytes:
        """The document that names the file, for its new place, with the paths from there."""
        text = self._texts[self.main]
        path = _from(target, entries)
        if not self.is_typst:
            return naming.named_in_latex(text, path).encode("utf-8", "surrogateescape")
        told = _from(target, style) if style else ""
        return naming.named_in_typst(text, path, told).encode("utf-8", "surrogateescape")

    def unchanged(self, name: str) -> bytes:
        """A document as it is."""
        return self._texts[name].encode("utf-8", "surrogateescape")


def _from(document: Path, file: Path) -> str:
    """A file's path as a document names it: from its own folder, with slashes."""
    folder = document.expanduser().resolve().parent
    return Path(os.path.relpath(file.expanduser().resolve(), folder)).as_posix()
