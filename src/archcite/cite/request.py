"""What a caller asks for: citations made of cites, each with its locator. Values only."""

from __future__ import annotations

from typing import NamedTuple


class Locator(NamedTuple):
    """Where in the item: a CSL locator term ("page", "folio", "leaf", ...) and its value.

    label is "" where the writer typed none. Labels that CSL lacks (leaf, frame, reel, box, folder)
    keep their own word here; csl prints them with the term of the locale or, lacking one, as typed.
    """

    label: str
    value: str


class Cite(NamedTuple):
    """One item in a citation; position "" is to be found out from the order of the citations."""

    id: str
    locator: Locator | None = None
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    position: str = ""


class Citation(NamedTuple):
    """The cites of one note or one pair of brackets.

    note is the footnote's number, 0 for a citation in the text; id is the caller's own name for it.
    composite: the first author goes into the running text, the rest into the note or the brackets,
    "Smith (1990)"; infix is printed between the two ("’s", "in a letter").
    """

    cites: tuple[Cite, ...]
    note: int = 0
    id: str = ""
    composite: bool = False
    infix: str = ""
