"""A document with citations in it, whatever its format: what it cites, and how it takes the texts.

Values and one protocol; each format implements it in a file of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeAlias

from archcite.cite.request import Citation
from archcite.doc.wanted import ALL, Wanted, Within
from archcite.inline import Inline
from archcite.render.layout import BibliographyLayout, Block


class Cluster(NamedTuple):
    """One citation where it stands.

    citation: its cites, without the number of a note. line: where it begins, counted from 1, or 0.
    note: the writer's own footnote that it stands in, "" for the running text.
    kind: "note" for what is a note in every style (\\footcite), "text" for what never is one
    (\\parencite), "whole" for a bibliography entry in the text (\\fullcite), "whole-note" for one
    in a note, "author", "title" and "year" for that part alone, which is no citation by itself; ""
    for what the style decides.
    """

    citation: Citation
    line: int = 0
    note: str = ""
    kind: str = ""


class NoteMark(NamedTuple):
    """Where the mark of a footnote of the writer's own stands in the running text.

    sequence: "" for the notes among which new ones are numbered; the name of another sequence for
    those that are numbered apart, as endnotes are beside footnotes.
    """

    id: str
    sequence: str = ""


class Included(NamedTuple):
    """Where the whole of another document stands in the text. name: as this one names it.

    optional: it may be left out if it cites nothing, such as a file of definitions.
    """

    name: str
    optional: bool = False


class Part(NamedTuple):
    """Where a part of the text begins, whose citations a bibliography may list by themselves.

    kind: "heading" with its level, or "section" and "segment" as biblatex has them. opens: False
    where one of the latter ends.
    """

    kind: str
    level: int = 0
    opens: bool = True


class Uncited(NamedTuple):
    """Keys that stand in the bibliography of the part where this stands; "*" for all."""

    keys: tuple[str, ...]


class Listing(NamedTuple):
    """Where a bibliography of the document stands. number: its place among them."""

    number: int


class Unclosed(NamedTuple):
    """Where a citation begins that has no end. line: as of a cluster.

    sign: what is never closed. escaped: how it is written where it opens nothing; "" for no way.
    """

    line: int
    sign: str
    escaped: str = ""


class Unset(NamedTuple):
    """Where a command cites that cannot be set. line: as of a cluster."""

    line: int
    command: str


Event: TypeAlias = Cluster | NoteMark | Included | Part | Uncited | Listing | Unclosed | Unset


class Bibliography(NamedTuple):
    """A bibliography that a document wants in one of its places.

    line: as of a cluster. unheeded: what else is said there, which is not done.
    """

    line: int = 0
    wanted: Wanted = ALL
    within: Within = Within()
    unheeded: tuple[str, ...] = ()


class Printed(NamedTuple):
    """What is printed for a cluster. text: where it stands. note: in a new footnote, or [].

    entry: the name of the entry of its only work that it leads to, as Keyed has it, or "".
    """

    text: list[Inline]
    note: list[Inline]
    entry: str = ""


class Settings(NamedTuple):
    """What a document says of its own citations; "" and nothing where it says nothing.

    place: whether it says where the bibliography stands. files: those of the metadata that have a
    name there, by that name.
    """

    style: str = ""
    locale: str = ""
    title: str = ""  # over the bibliography
    no_bibliography: bool = False
    place: bool = False
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Document(Protocol):
    """A document of one format, read.

    events: its citations and its own footnotes in reading order; the clusters of a footnote follow
    its mark. uncited: keys that stand in the bibliography without being cited; "*" for all.
    """

    @property
    def events(self) -> Sequence[Event]: ...

    @property
    def uncited(self) -> Sequence[str]: ...

    @property
    def bibliographies(self) -> Sequence[Bibliography]: ...

    @property
    def settings(self) -> Settings: ...

    def woven(
        self,
        printed: Sequence[Printed],
        lists: Sequence[Sequence[Block]],
        layout: BibliographyLayout,
    ) -> bytes:
        """The document with a text for each of its clusters, in their order, and bibliographies.

        lists: what stands in each of its bibliographies, or in the one at its end; without entries
        it is left out. Everything else stays byte for byte.
        """
        ...
