"""What comes back of a record from another format: what is lost, and what the carrier restores.

Knows no format: the way there and back is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from archcite.crosswalk.carrier import reconciled, seen_of, unpack
from archcite.crosswalk.table import Plain, leaves
from archcite.errors import ProblemsFound
from archcite.record.model import Record
from archcite.record.toml import from_plain


class Returned(NamedTuple):
    """A plain record. whole: whether it is archcite's own, which needs no guessing."""

    plain: Plain
    whole: bool = False


def returned(
    now: Plain, words: Iterable[str], again: Callable[[Record], Mapping[str, Any]]
) -> Returned:
    """The record that a carrier's word holds, with what was edited in the visible fields since.

    now: what the visible fields mean. words: where a carrier's word may stand; the first counts.
    again: what the visible fields of a record mean when it is written and read without a carrier.
    """
    for word in words:
        carried = unpack(word)
        if carried is None:
            continue
        if seen_of(word) == digest(now):
            return Returned(carried, True)  # nothing was edited
        try:
            record = from_plain(carried)
        except ProblemsFound:
            continue
        then = again(record)
        return Returned(carried if then == now else reconciled(carried, then, now), True)
    return Returned(now)


def digest(fields: Mapping[str, Any]) -> str:
    """A mark of what the visible fields mean: where it is the same, nothing was edited."""
    return sha256(msgspec.json.encode(fields)).hexdigest()[:16]


def losses(record: Record, back: Mapping[str, Any]) -> list[str]:
    """The field paths (as in crosswalk.table.leaves) whose values do not come back as they were."""
    there = values(msgspec.to_builtins(record))
    here = values(back)
    return [path for path in leaves(record) if there.get(path) != here.get(path)]


def values(plain: Mapping[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, text in _walk(plain, ""):
        found.setdefault(path, []).append(text)
    return found


def _walk(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        path = f"{prefix}{name}"
        if isinstance(value, Mapping):
            yield from _walk(value, f"{path}.")
        elif isinstance(value, list | tuple):
            for each in value:
                if isinstance(each, Mapping):
                    word = each.get("role") or each.get("verb") or ""
                    word = word if path in ("people", "credits", "places") else ""
                    if path == "places" and not word:
                        word = "subject"
                    yield from _walk(each, f"{path}.{word}." if word else f"{path}.")
                else:
                    yield path, " ".join(str(each).split())
        else:
            yield path, " ".join(str(value).split())
