"""archcite stats: what is in the library, counted."""

from __future__ import annotations

from archcite.app.cli import _print
from archcite.app.cli._options import Json, LibraryFolder
from archcite.app.config import read_config
from archcite.text.numbers import counted

EXAMPLES = ("archcite stats", "archcite stats --json")

_SUMS = {"kind": "kinds", "archive": "archives", "date": "decades"}
_FIELDS = (
    "title", "date", "author", "translator", "archive", "shelfmark", "digital.url", "rights",
    "funder", "subject", "attachments",
)  # fmt: skip
_SHOWN = 12


def run(json: Json = False, library: LibraryFolder = None) -> None:
    """Count records by kind, archive and decade, and how many have what a citation needs."""
    from archcite.app import searching
    from archcite.library.query import Selection

    with (
        _print.counting("reading records") as passed,
        searching.index_of(read_config(library), passed) as index,
    ):
        total = index.count(Selection())
        sums = {name: index.sums(name) for name in _SUMS}
        having = {field: index.having(field) for field in _FIELDS}
    if json:
        data = {"records": total, "having": having}
        data |= {_SUMS[name]: dict(found) for name, found in sums.items()}
        _print.result(_print.json_text(data))
        return
    _print.result(counted(total, "record"))
    if not total:
        return
    for name, found in sums.items():
        _print.result(f"\n{_SUMS[name]}")
        if name == "date":
            found = sorted(found, key=lambda each: each[0].zfill(6))
        for value, count in found[:_SHOWN] if name != "date" else found:
            label = (f"{value}s" if name == "date" else value) if value else "none"
            _print.result(_print.visible(f"{count:>7}  {label}"))
        if name != "date" and len(found) > _SHOWN:
            rest = sum(count for _, count in found[_SHOWN:])
            _print.result(f"{rest:>7}  {len(found) - _SHOWN} others")
    _print.result("\nwith")
    for field, count in having.items():
        share = round(100 * count / total) if total else 0
        _print.result(f"{count:>7}  {field} ({share} %)")
