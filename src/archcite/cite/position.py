"""Where a cite stands in the document: first, subsequent, ibid, near-note. Pure.

CSL 1.0.2, Choose (position): ibid needs the same single item in the note before (or, in the text,
the citation before), or the cite before in the same citation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from archcite.cite.request import Citation, Cite

_TRUE = {
    "first": frozenset(("first",)),
    "subsequent": frozenset(("subsequent",)),
    "ibid": frozenset(("subsequent", "ibid")),
    "ibid-with-locator": frozenset(("subsequent", "ibid", "ibid-with-locator")),
}
_NEAR = frozenset(("near-note",))


class Place(NamedTuple):
    """What a cite's position conditions answer, and the note of the item's first citation."""

    position: frozenset[str]
    first_note: int = 0


def first_notes(citations: Sequence[Citation], places: Sequence[Sequence[Place]]) -> dict[str, int]:
    """The note in which each item that is cited again was cited first."""
    return {
        cite.id: place.first_note
        for citation, row in zip(citations, places, strict=True)
        for cite, place in zip(citation.cites, row, strict=True)
        if place.first_note
    }


def positions(citations: Sequence[Citation], near_distance: int = 5) -> list[list[Place]]:
    """For every citation, the place of each of its cites."""
    last_note: dict[str, int] = {}
    first_note: dict[str, int] = {}
    # the citation before in the notes, and the one before in the running text
    before: dict[bool, Citation] = {}
    alone: dict[bool, bool] = {}  # whether that one has its note for itself
    places: list[list[Place]] = []
    for citation in citations:
        previous = before.get(citation.note > 0)
        joins = previous is not None and previous.note == citation.note
        if previous and not joins and citation.note and not alone[True]:
            previous = None
        alone[citation.note > 0] = not joins
        row = []
        for index, cite in enumerate(citation.cites):
            word = cite.position or _word(cite, index, citation, previous, first_note)
            position = _TRUE.get(word, _TRUE["first"])
            near = citation.note and citation.note - last_note.get(cite.id, 0) <= near_distance
            if word != "first" and near:
                position |= _NEAR
            row.append(Place(position, first_note.get(cite.id, 0) if word != "first" else 0))
            if cite.position == "first":
                first_note[cite.id] = citation.note
            else:
                first_note.setdefault(cite.id, citation.note)
            last_note[cite.id] = citation.note
        places.append(row)
        before[citation.note > 0] = citation
    return places


def _word(
    cite: Cite,
    index: int,
    citation: Citation,
    previous: Citation | None,
    seen: dict[str, int],
) -> str:
    if cite.id not in seen:
        return "first"
    before: Cite | None = None
    if index:
        before = citation.cites[index - 1]
    elif previous is not None and len(previous.cites) == 1:
        gap = citation.note - previous.note
        before = previous.cites[0] if not citation.note or gap in (0, 1) else None
    if before is None or before.id != cite.id:
        return "subsequent"
    if before.locator is None:
        return "ibid-with-locator" if cite.locator else "ibid"
    if cite.locator is None:
        return "subsequent"
    return "ibid" if cite.locator == before.locator else "ibid-with-locator"
