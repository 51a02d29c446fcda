"""The abbreviations that citations of records use, and what the records say that they mean.

Nothing is added to what they say: what no record explains has no meaning here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from archcite.record.fonds import agreed, folded
from archcite.record.model import Holding, Record, Repository
from archcite.record.vocab import AgentKind


class Abbreviation(NamedTuple):
    """One abbreviation. meaning: "" if no record gives it. others: what records say instead.

    place: of an archive. record: the key of the document that is called so by itself, or "".
    """

    short: str
    meaning: str = ""
    place: str = ""
    others: tuple[str, ...] = ()
    record: str = ""

    @property
    def text(self) -> str:
        """The meaning with its place."""
        if not self.place or folded(self.place) in folded(self.meaning):
            return self.meaning
        return ", ".join(part for part in (self.meaning, self.place) if part)


def abbreviations(records: Sequence[Record], *, copies: bool = True) -> list[Abbreviation]:
    """Acronyms of archives, short names of bodies, documents known by initials.

    copies: whether other copies of a document are cited too. In no particular order.
    """
    archives: dict[str, list[Repository]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    documents: dict[str, str] = {}
    for record in records:
        if record.document.abbreviation:
            documents.setdefault(record.document.abbreviation, record.document.id)
        for agent in record.people:
            if agent.short and agent.kind is AgentKind.BODY:
                names[agent.short].append(agent.as_given)
        for holding in _cited(record.source, copies):
            if holding.archive and holding.archive.acronym:
                archives[holding.archive.acronym].append(holding.archive)
    found = [Abbreviation(short, record=key) for short, key in documents.items()]
    for short, said in names.items():
        found.append(_explained(short, said))
    for short, ones in archives.items():
        place = agreed(each.place for each in ones) or ""
        said = [each.name for each in ones if each.name and folded(each.name) != folded(short)]
        found.append(_explained(short, said)._replace(place=place))
    return found


def _explained(short: str, said: Sequence[str]) -> Abbreviation:
    meaning = agreed(said) or ""
    others = {each for each in said if folded(each) != folded(meaning)}
    return Abbreviation(short, meaning, others=tuple(sorted(others)))


def _cited(source: Holding | None, copies: bool) -> Sequence[Holding]:
    """The holdings that a citation names."""
    if source is None:
        return ()
    return (source, *source.copies) if copies else (source,)
