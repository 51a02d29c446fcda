"""archcite show: one record."""

from __future__ import annotations

from archcite.app.cli import _print
from archcite.app.cli._options import Json, Key, LibraryFolder
from archcite.app.config import read_config
from archcite.app.items import real_key

EXAMPLES = ("archcite show brezhnev-1966-05-27", "archcite show brezhnev-1966-05-27 --json")


def run(key: Key, json: Json = False, library: LibraryFolder = None) -> None:
    """Show a record as it stands in its file."""
    place = read_config(library).library()
    key = real_key(place, key)
    if not json:
        _print.raw(place.text(key))
        return
    from msgspec import to_builtins

    _print.result(_print.json_text(to_builtins(place.load(key))))
