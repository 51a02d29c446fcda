"""Records as the text of a .bib file, through bibtexparser's writer.

Owns how the file looks: fields in crosswalk.bibtex.ORDER, values aligned, one entry after another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from archcite.crosswalk.bibtex import Entry, to_biblatex, to_bibtex
from archcite.crosswalk.bibtex_dates import MONTHS
from archcite.record.key import suffixed
from archcite.record.model import Record
from archcite.write import Written

# Where values begin: after the longest name that an entry commonly has (howpublished, and
# eventtitleaddon), so that a file does not change all over when one entry is added.
_BIBTEX_COLUMN = 15
_BIBLATEX_COLUMN = 18


def write_bibtex(records: Iterable[Record]) -> Written:
    """A BibTeX file."""
    return _write(records, to_bibtex, _BIBTEX_COLUMN)


def write_biblatex(records: Iterable[Record]) -> Written:
    """A BibLaTeX file."""
    return _write(records, to_biblatex, _BIBLATEX_COLUMN)


def _write(
    records: Iterable[Record], convert: Callable[[Record], tuple[Entry, list[str]]], column: int
) -> Written:
    from bibtexparser import model as bib
    from bibtexparser.library import Library
    from bibtexparser.writer import BibtexFormat, write

    blocks: list[bib.Block] = []
    dropped: dict[str, list[str]] = {}
    taken: set[str] = set()
    for record in records:
        entry, left = convert(record)
        key = entry.key if entry.key not in taken else suffixed(entry.key, taken)
        taken.add(key)
        if key != record.document.id:
            left = ["document.id", *left]
        if left:
            dropped[record.document.id] = left
        fields = [bib.Field(name, _enclosed(name, value)) for name, value in entry.fields]
        blocks.append(bib.Entry(entry.type, key, fields))
    new_format: Callable[[], BibtexFormat] = BibtexFormat
    looks = new_format()
    looks.indent = "  "
    looks.value_column = column
    looks.trailing_comma = True
    looks.block_separator = "\n"
    return Written(write(Library(blocks), looks), dropped)


def _enclosed(name: str, value: str) -> str:
    return value if name == "month" and value in MONTHS else f"{{{value}}}"
