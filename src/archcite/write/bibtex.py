"""Records as the text of a .bib file.

Owns how the file looks: fields in crosswalk.bibtex.ORDER, values aligned, one entry after another.
"""

from __future__ import annotations

from collections.abc import Iterable

from archcite.crosswalk.bibtex import CARRIER, Entry
from archcite.crosswalk.bibtex_carried import carrier
from archcite.crosswalk.bibtex_dates import MONTHS
from archcite.crosswalk.bibtex_targets import TARGETS, written
from archcite.record.key import Keys, entry_name
from archcite.record.model import Record
from archcite.write import Written

# Where values begin: after the longest name that an entry commonly has (archive-place, and
# eventtitleaddon), so that a file does not change all over when one entry is added.
_BIBTEX_COLUMN = 16
_BIBLATEX_COLUMN = 18


def write_bibtex(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A BibTeX file."""
    return _write(records, "bibtex", carrier)


def write_biblatex(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A BibLaTeX file for the standard styles."""
    return _write(records, "biblatex", carrier)


def write_chicago(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A BibLaTeX file for biblatex-chicago."""
    return _write(records, "biblatex-chicago", carrier)


def write_fiwi(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A BibLaTeX file for biblatex-fiwi."""
    return _write(records, "biblatex-fiwi", carrier)


def write_historian(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A BibLaTeX file for biblatex-historian."""
    return _write(records, "biblatex-historian", carrier)


def write_mla(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A BibLaTeX file for biblatex-mla."""
    return _write(records, "biblatex-mla", carrier)


def _write(records: Iterable[Record], target: str, carried: bool) -> Written:
    """carried: whether each entry has the whole record in a private field, for the way back."""
    column = _BIBTEX_COLUMN if TARGETS[target].bibtex else _BIBLATEX_COLUMN
    texts: list[str] = []
    dropped: dict[str, list[str]] = {}
    taken = Keys()
    beside: dict[str, Entry] = {}
    for record in records:
        entry, others, left = written(record, target)
        key = taken.take(entry.key)
        if key != entry_name(record):
            left = ["document.id", *left]
        if left:
            dropped[record.document.id] = left
        beside.update((other.key, other) for other in others)
        fields = entry.fields
        if carried:
            fields = (*fields, (CARRIER, carrier(record, target)))
        texts.append(_entry(entry.type, key, fields, column))
    # biber wants what others refer to behind them.
    texts += [_entry(*other, column) for other in beside.values()]
    return Written("\n".join(texts), dropped)


def _entry(type_: str, key: str, fields: Iterable[tuple[str, str]], column: int) -> str:
    lines = [f"  {name.ljust(column - 3)} = {_enclosed(name, value)},\n" for name, value in fields]
    return f"@{type_}{{{key},\n{''.join(lines)}}}\n"


def _enclosed(name: str, value: str) -> str:
    return value if name == "month" and value in MONTHS else f"{{{value}}}"
