"""archcite log: the changes of a library."""

from __future__ import annotations

from archcite.app.cli import _print
from archcite.app.cli._options import Json, LibraryFolder, Limit
from archcite.app.config import read_config
from archcite.text.numbers import counted

EXAMPLES = ("archcite log", "archcite log -n 5 --json")


def run(limit: Limit = None, json: Json = False, library: LibraryFolder = None) -> None:
    """List the changes that archcite has made to the library, the newest first.

    Each has its number, its time in UTC and a sentence. What is undone is marked; the last thousand
    changes are kept.
    """
    from archcite.library import history

    root = read_config(library).library().root
    changes = list(history.past(root))
    undone = set(history.undoable(changes)[1])
    shown = changes if limit is None else changes[:limit]
    if json:
        _print.result(
            _print.json_text(
                [{**each._asdict(), "undone": each.number in undone} for each in shown]
            )
        )
        return
    for each in shown:
        mark = " (undone)" if each.number in undone else ""
        files = counted(each.size, "file")
        _print.result(_print.visible(f"{each.number:>5}  {each.when}  {each.said}{mark}, {files}"))
    if not changes:
        _print.remark("nothing was changed yet")
