"""Files of worked examples: a JSON list of citations, each with its facts, style and authority."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple


class Example(NamedTuple):
    """One citation as it should read. authority: who says so, without remarks in parentheses."""

    key: str
    style: str
    authority: str
    edition: str
    facts: Mapping[str, Any]
    expected: str


class Unreadable(Exception):
    """A file that is no list of examples."""


def read_examples(path: Path) -> tuple[list[Example], list[str]]:
    """The examples of a file, and a sentence for each entry that is none. Raises Unreadable."""
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as fault:
        raise Unreadable(f"{path}: {fault}") from None
    if isinstance(found, dict):
        found = found.get("examples")
    if not isinstance(found, list):
        raise Unreadable(f"{path}: not a list of examples")
    examples: list[Example] = []
    faults: list[str] = []
    for place, entry in enumerate(found, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("metadata"), dict):
            faults.append(f"{path.name}, entry {place}: no metadata")
        elif not isinstance(entry.get("expected"), str):
            faults.append(f"{path.name}, entry {place}: no expected citation")
        else:
            examples.append(_example(entry, place))
    return examples, faults


def _example(entry: dict[str, Any], place: int) -> Example:
    def text(name: str) -> str:
        value = entry.get(name)
        return value if isinstance(value, str) else ""

    return Example(
        key=text("id") or f"example-{place}",
        style=text("style"),
        authority=text("authority").partition(" (")[0] or "unknown",
        edition=text("edition"),
        facts=entry["metadata"],
        expected=entry["expected"],
    )
