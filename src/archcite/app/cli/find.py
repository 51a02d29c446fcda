"""archcite find: records that answer a query, the best first, with the words marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from archcite.app import searching
from archcite.app.cli import _print, _tables
from archcite.app.cli._options import Json, LibraryFolder, Limit, OnlyKeys, Query
from archcite.app.config import read_config
from archcite.library.index import Row

EXAMPLES = (
    "archcite find brezhnev 'kim il-sŏng'",
    "archcite find author:brezhnev archive:rgani date:1966..1968",
    "archcite find '(kind:telegram or kind:letter) -has:translator' --keys",
)
_USUAL = 20


def run(
    query: Query = None,
    limit: Limit = None,
    keys: OnlyKeys = False,
    json: Json = False,
    library: LibraryFolder = None,
) -> None:
    """Find records by words in any field, the best first, with the words in bold.

    Case, accents and transliterations do not matter: Brezhnev finds Brežnev and Брежнев. "Two
    words" in quotation marks must stand together; vietnam* finds what begins so; FIELD:WORD looks
    in one field; and, or, not (or -, quoted) and parentheses join. date: takes days and spans
    (1966..1968), missing:FIELD and has:FIELD ask whether a record has it. The fields: key, title,
    author, recipient, translator, editor, person, archive, collection, shelfmark, place, kind,
    event, subject, funder, rights, work, digital, number, language, note, text.
    """
    from archcite.library.query import parse_query

    selection = parse_query(" ".join(query or []))
    most = _USUAL if limit is None and _print.to_terminal() and not (keys or json) else limit
    with (
        _print.counting("reading records") as passed,
        searching.index_of(read_config(library), passed) as index,
    ):
        found = index.select(selection, -1 if most is None else most)
        if json:
            _print.json_list(map(_tables.data, found))
            return
        lines = _shower(selection.words)
        shown = total = 0
        for some in _print.batches(found):
            shown += len(some)
            _print.results([row.key for row in some] if keys else chain(*map(lines, some)))
        total = index.count(selection) if shown == most else shown
    if total > shown:
        _print.remark(f"{total - shown} more; --limit {total} shows them all")
    elif not shown:
        _print.remark("nothing was found")


def _shower(words: tuple[str, ...]) -> Callable[[Row], Iterator[str]]:
    """What is shown of a record: two lines with the words marked; a third if they are elsewhere."""
    marked = searching.marker(words)

    def lines(row: Row) -> Iterator[str]:
        head = "  ".join(filter(None, (row.key, row.date, row.kind, row.people)))
        pieces = marked(f"{head}\n    {row.title}" if row.title else head)
        yield _tables.shown(pieces)
        if not any(piece.found for piece in pieces) and (said := searching.passage_of(row)):
            yield f"    {_tables.shown(said)}"

    return lines
