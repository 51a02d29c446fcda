"""archcite find: records that answer a query, the best first, with the words marked."""

from __future__ import annotations

from archcite.app.cli import _print, _tables
from archcite.app.cli._options import Json, LibraryFolder, Limit, OnlyKeys, Query
from archcite.app.config import read_config

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
    from archcite.app import searching
    from archcite.library.query import parse_query

    selection = parse_query(" ".join(query or []))
    most = _USUAL if limit is None and _print.to_terminal() and not (keys or json) else limit
    with (
        _print.counting("reading records") as passed,
        searching.index_of(read_config(library), passed) as index,
    ):
        found = list(index.select(selection, -1 if most is None else most))
        total = index.count(selection) if len(found) == most else len(found)
    if json:
        _print.result(_print.json_text([_tables.data(row) for row in found]))
        return
    for row in found:
        if keys:
            _print.result(row.key)
            continue
        head = [each for each in (row.key, row.date, row.kind, row.people) if each]
        pieces = [searching.marked(each, selection.words) for each in (*head, row.title)]
        *said, title = map(_tables.shown, pieces)
        _print.result("  ".join(said))
        if title:
            _print.result(f"    {title}")
        passage = searching.passage_of(row)
        if passage and not any(piece.found for each in pieces for piece in each):
            _print.result(f"    {_tables.shown(passage)}")
    if total > len(found):
        _print.remark(f"{total - len(found)} more; --limit {total} shows them all")
    elif not found:
        _print.remark("nothing was found")
