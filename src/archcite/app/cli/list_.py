"""archcite list: what is in the library, or what a query means, in a table."""

from __future__ import annotations

from typing import Annotated

import typer

from archcite.app.cli import _print, _tables
from archcite.app.cli._options import Json, LibraryFolder, Limit, OnlyKeys, Query, Sort
from archcite.app.config import read_config
from archcite.errors import ProblemsFound

EXAMPLES = (
    "archcite list",
    "archcite list 'archive:rgani date:1966..1968 -missing:translator'",
    "archcite list --sort date --json",
)


def run(
    query: Query = None,
    sort: Sort = "",
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="The other way round.")] = False,
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
    with (
        _print.counting("reading records") as passed,
        searching.index_of(read_config(library), passed) as index,
    ):
        found = list(
            searching.rows(
                index, selection, sort or "key", turned=reverse, most=-1 if limit is None else limit
            )
        )
    rows = [row for row in found if row.good]
    if json:
        _print.result(_print.json_text([_tables.data(row) for row in rows]))
    elif keys:
        for row in rows:
            _print.result(row.key)
    else:
        for line in _tables.lines(rows, table=_print.to_terminal()):
            _print.result(line)
    problems = searching.faults(config, [row.key for row in found if not row.good])
    if problems:
        raise ProblemsFound(*problems)
