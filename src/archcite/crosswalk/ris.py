"""A record as the tags of RIS, and back: the facts of crosswalk.flat under crosswalk.ris_tags.

What has no tag stands in M2 as "variable: value": Zotero keeps these lines in Extra, where its
citation processor reads them. Knows no files and no lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

import msgspec

from archcite.crosswalk.carrier import pack, unpack
from archcite.crosswalk.flat import to_flat
from archcite.crosswalk.flat_return import returned
from archcite.crosswalk.ris_back import meaning
from archcite.crosswalk.ris_out import tagged
from archcite.crosswalk.table import Pair, Plain, apart
from archcite.errors import ProblemsFound
from archcite.record.model import Record
from archcite.record.toml import from_plain

CARRIER = "archcite: "
_TAG = re.compile(r"(?!ER)[A-Z][A-Z0-9]")


class Ris(NamedTuple):
    """One reference. The first pair is the type; dropped: what the tags do not carry.

    moved: the field paths that no tag of their own has.
    """

    pairs: list[Pair]
    dropped: list[str]
    moved: list[str]


def to_ris(
    record: Record,
    jabref: bool = False,
    carrier: bool = True,
    is_note: Callable[[str, str], bool] = lambda type_, tag: False,
) -> Ris:
    """The tags for a record, in Zotero's manner or JabRef's (AV, TA, and N1 for M2).

    carrier: whether the whole record goes along in one word. is_note: of a type and a tag, whether
    the tag is no field of its own in the format.
    """
    facts = to_flat(record, "ris", _TAG)
    pairs, lines = tagged(record, facts.pairs, jabref)
    if carrier:
        pairs.append(("N1" if jabref else "M2", f"{CARRIER}{pack(record)}"))
    type_ = pairs[0][1]

    def is_apart(fact: Pair) -> bool:
        own = [tag for tag, _ in lines.get(fact, ()) if not is_note(type_, tag)]
        return not own and fact[0] not in ("", "type")

    return Ris(pairs, facts.dropped, apart(record, facts, is_apart))


def from_ris(pairs: Iterable[Pair]) -> Record:
    """The record of a reference: of one that archcite wrote, with what was edited since.

    pairs: the type first; each value one line, and not empty. Its key is "item" if it has none.
    """
    return from_pairs(pairs, _forms)


def from_pairs(pairs: Iterable[Pair], forms: Callable[[Record], Iterator[list[Pair]]]) -> Record:
    """The same for any format of these tags; forms: how a record may have been written in it."""
    seen, word = [], ""
    for tag, value in pairs:
        if value.startswith(CARRIER) and tag in ("M2", "N1"):
            word = word or value
        else:
            seen.append((tag, value))
    carried = unpack(word.removeprefix(CARRIER)) if word else None
    if carried is not None:
        with suppress(ProblemsFound):
            return _with_edits(from_plain(carried), carried, seen, forms)
    # What the facts say was checked one by one; only a carried record can be faulty.
    return msgspec.convert(meaning(seen), Record)


def _with_edits(
    record: Record,
    carried: Plain,
    seen: list[Pair],
    forms: Callable[[Record], Iterator[list[Pair]]],
) -> Record:
    """A carried record with what the tags say otherwise today."""
    written = []
    for form in forms(record):
        if form == seen:
            return record
        written.append(form)
    there = set(seen)
    then = max(written, key=lambda form: len(there.intersection(form)))
    return from_plain(returned(carried, meaning(then), meaning(seen)))


def _forms(record: Record) -> Iterator[list[Pair]]:
    for jabref in (False, True):
        yield to_ris(record, jabref, carrier=False).pairs
