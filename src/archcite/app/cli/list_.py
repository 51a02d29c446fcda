"""archcite list: what is in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from archcite.app.cli import _print
from archcite.app.cli._options import Json, LibraryFolder
from archcite.app.config import read_config
from archcite.errors import ProblemsFound

if TYPE_CHECKING:
    from archcite.record.model import Record

EXAMPLES = ("archcite list", "archcite list brezhnev 1966", "archcite list --json")


def run(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORD...",
            help="List only records that have all these words in key, title, date, people or "
            "archive.",
        ),
    ] = None,
    json: Json = False,
    library: LibraryFolder = None,
) -> None:
    """List records: key, date, kind and title, with tabs between on a pipe."""
    from archcite.app.exporting import load_all

    records, problems = load_all(read_config(library), [])
    wanted = [word.casefold() for word in words or []]
    rows = [
        row(record)
        for record in records
        if not wanted or all(word in _searched(record) for word in wanted)
    ]
    if json:
        _print.result(_print.json_text(rows))
    elif rows:
        for line in (
            _aligned(rows) if _print.to_terminal() else ["\t".join(r.values()) for r in rows]
        ):
            _print.result(_print.visible(line) if _print.to_terminal() else line)
    if problems:
        raise ProblemsFound(*problems)


def row(record: Record) -> dict[str, str]:
    """What one line says of a record."""
    document = record.document
    title = document.title or document.heading or document.genre or ""
    return {
        "key": document.id,
        "date": document.date or "",
        "kind": str(document.kind),
        "title": " ".join(title.split()),
    }


def _searched(record: Record) -> str:
    """The letters of a record that a word is looked for in."""
    people = [agent.as_given for agent in record.people]
    archive = record.source.archive if record.source else None
    place = [archive.name, archive.acronym] if archive else []
    texts = [*row(record).values(), record.document.heading, *people, *place]
    return " ".join(text for text in texts if text).casefold()


def _aligned(rows: list[dict[str, str]]) -> list[str]:
    """The rows in columns, cut to the terminal's width."""
    from shutil import get_terminal_size

    columns = ("key", "date", "kind")
    widths = [max(len(row[name]) for row in rows) for name in columns]
    width = max(get_terminal_size().columns, 40)
    lines = []
    for row in rows:
        cells = [row[name].ljust(room) for name, room in zip(columns, widths, strict=True)]
        lines.append("  ".join([*cells, row["title"]]))
    return [line if len(line) <= width else line[: width - 1] + "…" for line in lines]
