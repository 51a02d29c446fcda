"""Tables of records for people and for programs, and words marked in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archcite.app.cli import _print
from archcite.app.searching import Piece
from archcite.library.index import Row
from archcite.text.width import cut, width

COLUMNS = ("key", "date", "kind", "title")  # what a Row begins with
_ON, _OFF = "\x1b[1m", "\x1b[0m"


def data(row: Row) -> dict[str, str]:
    """What one line says of a record, for programs."""
    return {name: getattr(row, name) for name in (*COLUMNS, "people", "archive")}


def lines(rows: Iterable[Row], *, table: bool) -> Iterator[str]:
    """The lines of a list. table: in columns that fit the terminal; else with tabs between."""
    if not table:
        for row in rows:
            yield "\t".join(row[: len(COLUMNS)])  # type: ignore[arg-type]
        return
    from shutil import get_terminal_size

    kept = list(rows)
    widths = [max((width(getattr(row, name)) for row in kept), default=0) for name in COLUMNS[:-1]]
    most = max(get_terminal_size().columns, 40)
    # A long key must not leave the rest without room.
    widths[0] = min(widths[0], most // 2)
    for row in kept:
        cells = [
            padded(getattr(row, name), room) for name, room in zip(COLUMNS, widths, strict=False)
        ]
        yield _print.visible(cut("  ".join([*cells, row.title]), most).rstrip())


def padded(text: str, room: int) -> str:
    """A text in a column of that width."""
    short = cut(text, room)
    return short + " " * (room - width(short))


def shown(pieces: Sequence[Piece]) -> str:
    """Pieces as one line; what was found in bold on a terminal."""
    bold = _print.to_terminal()
    return "".join(
        f"{_ON}{_print.visible(text)}{_OFF}" if found and bold else _print.visible(text)
        for text, found in pieces
    )
