"""Saved pages and lists of spans, and the records that they give, side by side in tests/cases.

--update writes the texts anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.errors import Problem
from archcite.read import load_reader, sniff
from archcite.record.model import Record
from archcite.record.toml import write

CASES = Path(__file__).parents[2] / "cases"
FILES = sorted(path for name in ("html", "coins") for path in (CASES / name).glob("*.html"))


def told(found: list[Record | Problem]) -> str:
    parts = [write(each, "").strip() if isinstance(each, Record) else f"# {each}" for each in found]
    return "\n\n# ---\n\n".join(parts) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_a_page_gives(path: Path, update: bool) -> None:
    found = load_reader(path.parent.name)(path.read_bytes(), path.name)
    golden = path.with_suffix(".txt")
    if update:
        golden.write_text(told(found), encoding="utf-8")
    assert told(found) == golden.read_text(encoding="utf-8")
    assert sniff(path.read_bytes(), "download") == path.parent.name
