"""A document with citations in it, whatever its format: what it cites, and how it takes the texts.

Values and one protocol; each format implements it in a file of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeAlias

from archcite.cite.request import Citation
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
    """Where the mark of a footnote of the writer's own stands in the running text."""

    id: str


class Included(NamedTuple):
    """Where the whole of another document stands in the text. name: as this one names it.

    optional: it may be left out if it cites nothing, such as a file of definitions.
    """

    name: str
    optional: bool = False


Event: TypeAlias = Cluster | NoteMark | Included


class Printed(NamedTuple):
    """What is printed for a cluster. text: where it stands. note: in a new footnote, or []."""

    text: list[Inline]
    note: list[Inline]


class Settings(NamedTuple):
    """What a document says of its own citations; "" and nothing where it says nothing.

    place: whether it says where the bibliography stands.
    """

    style: str = ""
    locale: str = ""
    title: str = ""  # over the bibliography
    no_bibliography: bool = False
    place: bool = False


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
    def settings(self) -> Settings: ...

    def woven(
        self, printed: Sequence[Printed], entries: Sequence[Block], layout: BibliographyLayout
    ) -> bytes:
        """The document with a text for each of its clusters, in their order, and a bibliography.

        entries: none leaves the bibliography out. Everything else stays byte for byte.
        """
        ...
