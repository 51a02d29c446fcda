"""archcite list: what is in the library, or what a query means, in a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from archcite.app.cli import _print, _tables
from archcite.app.cli._options import Json, LibraryFolder, Limit, OnlyKeys, Query, Sort
from archcite.app.config import read_config
from archcite.errors import ProblemsFound

if TYPE_CHECKING:
    from archcite.library.index import Row

EXAMPLES = (
    "archcite list",
    "archcite list 'archive:rgani date:1966..1968 -missing:translator'",
    "archcite list --sort date --json",
)


def run(
    query: Query = None,
    sort: Sort = "",
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="Turn the order round.")] = False,
    limit: Limit = None,
    keys: OnlyKeys = False,
    json: Json = False,
    library: LibraryFolder = None,
) -> None:
    """List records: key, date, kind and title, with tabs between on a pipe.

    QUERY is of words, "phrases", FIELD:WORD, and, or, not and parentheses; archcite find says more.
    Files that are no valid TOML are told on standard error; archcite check finds all other faults.
    """
    from archcite.app import searching
    from archcite.library.query import parse_query

    config = read_config(library)
    selection = parse_query(" ".join(query or []))
    faulty: list[str] = []

    def sound(rows: Iterable[Row]) -> Iterator[Row]:
        """The rows of files that are TOML; the others are told at the end."""
        for row in rows:
            if row.good:
                yield row
            else:
                faulty.append(row.key)

    with (
        _print.counting("reading records") as passed,
        searching.index_of(config, passed) as index,
    ):
        most = -1 if limit is None else limit
        rows = sound(searching.rows(index, selection, sort or "key", turned=reverse, most=most))
        if json:
            _print.json_list(map(_tables.data, rows))
        elif keys:
            _print.results(row.key for row in rows)
        else:
            _print.results(_tables.lines(rows, table=_print.to_terminal()))
    problems = searching.faults(config, faulty)
    if problems:
        raise ProblemsFound(*problems)
