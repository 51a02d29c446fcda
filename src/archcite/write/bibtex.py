"""Records as the text of a .bib file.

Owns how the file looks: fields in crosswalk.bibtex.ORDER, values aligned, one entry after another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from archcite.crosswalk.bibtex import CARRIER, Entry
from archcite.crosswalk.bibtex_carried import carrier
from archcite.crosswalk.bibtex_dates import MONTHS
from archcite.crosswalk.bibtex_targets import TARGETS, written
from archcite.record.key import Keys, entry_name
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import whole

# Where values begin: after the longest name that an entry commonly has (archive-place, and
# eventtitleaddon), so that a file does not change all over when one entry is added.
_BIBTEX_COLUMN = 16
_BIBLATEX_COLUMN = 18


def write_bibtex(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A BibTeX file."""
    return whole(stream_bibtex(records, carrier=carrier))


def stream_bibtex(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    return _pieces(records, "bibtex", carrier)


def write_biblatex(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A BibLaTeX file for the standard styles."""
    return whole(stream_biblatex(records, carrier=carrier))


def stream_biblatex(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    return _pieces(records, "biblatex", carrier)


def write_chicago(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A BibLaTeX file for biblatex-chicago."""
    return whole(stream_chicago(records, carrier=carrier))


def stream_chicago(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    return _pieces(records, "biblatex-chicago", carrier)


def write_fiwi(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A BibLaTeX file for biblatex-fiwi."""
    return whole(stream_fiwi(records, carrier=carrier))


def stream_fiwi(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    return _pieces(records, "biblatex-fiwi", carrier)


def write_historian(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A BibLaTeX file for biblatex-historian."""
    return whole(stream_historian(records, carrier=carrier))


def stream_historian(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    return _pieces(records, "biblatex-historian", carrier)


def write_mla(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A BibLaTeX file for biblatex-mla."""
    return whole(stream_mla(records, carrier=carrier))


def stream_mla(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    return _pieces(records, "biblatex-mla", carrier)


_PIECE = 500  # records


def _pieces(records: Iterable[Record], target: str, carried: bool) -> Iterator[Written]:
    """carried: whether each entry has the whole record in a private field, for the way back."""
    column = _BIBTEX_COLUMN if TARGETS[target].bibtex else _BIBLATEX_COLUMN
    source = iter(records)
    taken = Keys()
    beside: dict[str, Entry] = {}
    before = ""
    while piece := list(islice(source, _PIECE)):
        texts: list[str] = []
        dropped: dict[str, list[str]] = {}
        moved: dict[str, list[str]] = {}
        for record in piece:
            entry, others, left, apart = written(record, target)
            key = taken.take(entry.key)
            if key != entry_name(record):
                left = ["document.id", *left]
            if left:
                dropped[record.document.id] = left
            if apart:
                moved[record.document.id] = apart
            beside.update((other.key, other) for other in others)
            fields = entry.fields
            if carried:
                fields = (*fields, (CARRIER, carrier(record, target)))
            texts.append(_entry(entry.type, key, fields, column))
        yield Written(before + "\n".join(texts), dropped, moved)
        before = "\n"
    # biber wants what others refer to behind them.
    others_text = "\n".join(_entry(*other, column) for other in beside.values())
    yield Written(before + others_text if others_text else "", {})


def _entry(type_: str, key: str, fields: Iterable[tuple[str, str]], column: int) -> str:
    lines = [f"  {name.ljust(column - 3)} = {_enclosed(name, value)},\n" for name, value in fields]
    return f"@{type_}{{{key},\n{''.join(lines)}}}\n"


def _enclosed(name: str, value: str) -> str:
    return value if name == "month" and value in MONTHS else f"{{{value}}}"
