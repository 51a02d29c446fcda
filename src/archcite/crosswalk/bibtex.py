"""The record as a BibTeX and as a BibLaTeX entry: one table, two variants.

Owns what an entry is and the order of its fields. The rows are in bibtex_rows, bibtex_variants and
bibtex_works, the
way back in bibtex_back, the forms of single styles in bibtex_targets. Values are escaped for LaTeX
and balanced; how a file looks is write.bibtex's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from archcite.crosswalk import bibtex_rows as rows
from archcite.crosswalk import bibtex_types as types
from archcite.crosswalk import bibtex_variants as variants
from archcite.crosswalk import bibtex_works as works
from archcite.crosswalk import prose, table
from archcite.crosswalk.table import Pair, compile
from archcite.record.model import Record

# The order in which an entry is read: who, what, when, where, then what surrounds it. Fields that
# are not here (works.rest) come after them.
ORDER = (
    "author authortype shortauthor key title titleaddon shorttitle shorthand origtitle bookauthor "
    "editor editora editoratype translator recipient interviewer booktitle journal journaltitle "
    "shortjournal eventtitle eventtitleaddon eventdate venue type entrysubtype year month day "
    "date origdate howpublished edition version volume volumes series number issue chapter "
    "section eid pages part publisher organization institution school address location "
    "origpublisher origlocation pubstate library division archive-place collection call-number "
    "collection-number document-number pagetotal dimensions note addendum doi eprint eprinttype "
    "isbn issn pmid pmcid url urldate source source-collection source-program language langid "
    "origlanguage funder copyright usera keywords abstract annotation annote file ids "
    "reviewed-title publisher-place original-publisher-place"
).split()
# The private field with the whole record: one of biblatex's own verbatim fields, which no style
# prints. biber keeps it; a field that it does not know it would drop with a warning.
CARRIER = "verbc"
_RANK = {name: rank for rank, name in enumerate(ORDER)}
_LAST = len(ORDER)
_JOINED = ("note", "addendum")


class Entry(NamedTuple):
    """One entry. Values are LaTeX without their outer braces; that of month is a macro (may)."""

    type: str
    key: str
    fields: tuple[Pair, ...]


class Made(NamedTuple):
    """An entry, the field paths that it does not carry, and those that a note and the like has."""

    entry: Entry
    dropped: list[str]
    moved: list[str]


# Fields in which nothing stands in a place of its own.
_APART = frozenset(("note", "addendum"))


def to_bibtex(record: Record) -> tuple[Entry, list[str]]:
    """The entry for BibTeX, and the field paths that it does not carry."""
    return made(record, bibtex=True)[:2]


def to_biblatex(record: Record) -> tuple[Entry, list[str]]:
    """The entry for BibLaTeX, and the field paths that it does not carry."""
    return made(record, bibtex=False)[:2]


def made(record: Record, *, bibtex: bool) -> Made:
    """The entry for BibTeX or BibLaTeX."""
    out = (_bibtex_out if bibtex else _biblatex_out)(record)
    values: dict[str, list[str]] = {}
    for name, value in out.pairs:
        values.setdefault(name, []).append(value)
    type_, key = values.pop("@type")[0], values.pop("@key")[0]
    slots = types.slots(type_, bibtex=bibtex)
    has_rest = values.pop("@rest", None)
    values.pop("@known", None)
    is_work = works.is_work(record)
    fields: dict[str, str] = {}
    for name, found in values.items():
        there = slots.get(name, name)
        if there != name and (there in values or (there == "howpublished" and not is_work)):
            there = name.removeprefix("@")  # a field that the record has in another meaning
        fields[there] = prose.sentences(found) if name in _JOINED else found[0]
    if has_rest:
        fields.update(works.rest(record, set(fields)))
    # A publication is published in some way; of a document howpublished tells where it is.
    apart = _APART if is_work else _APART | {"howpublished"}
    moved = table.apart(record, out, lambda pair: pair[0] in apart)
    return Made(Entry(type_, key, in_order(fields)), out.dropped, moved)


def in_order(fields: Mapping[str, str]) -> tuple[Pair, ...]:
    """The fields as an entry has them."""
    return tuple(sorted(fields.items(), key=lambda pair: _RANK.get(pair[0], _LAST)))


_bibtex_out, bibtex_back = compile((*rows.CORE, *rows.HELD, *rows.WORK, *variants.BIBTEX))
_biblatex_out, biblatex_back = compile((*rows.CORE, *rows.HELD, *rows.WORK, *variants.BIBLATEX))
