"""Files of XML and JSON formats beside the records that they give, in tests/cases/<format>.

--update writes the texts anew.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from archcite.errors import Problem
from archcite.read import READERS, load_reader, sniff
from archcite.record.model import Record
from archcite.record.toml import from_plain, write

CASES = Path(__file__).parents[2] / "cases"
FORMATS = (
    "mods", "ead", "dublin-core", "zotero-rdf", "datacite", "marcxml",
    "datacite-json", "iiif", "schema-org", "tropy",
)  # fmt: skip
FILES = sorted(
    path
    for name in FORMATS
    for path in (CASES / name).glob("*")
    if path.suffix in (".xml", ".rdf", ".json", ".jsonld")
)


def told(found: list[Record | Problem]) -> str:
    """Records as TOML, Problems as lines of comment, in order."""
    parts = [write(each, "").strip() if isinstance(each, Record) else f"# {each}" for each in found]
    return "\n\n# ---\n\n".join(parts) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_a_file_gives(path: Path, update: bool) -> None:
    found = load_reader(path.parent.name)(path.read_bytes(), path.name)
    golden = path.with_suffix(".txt")
    if update:
        golden.write_text(told(found), encoding="utf-8")
    assert told(found) == golden.read_text(encoding="utf-8")
    for each in found:
        if isinstance(each, Record):
            assert from_plain(msgspec.to_builtins(each)) == each


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_format_is_known_by_its_content(path: Path) -> None:
    assert sniff(path.read_bytes(), "download") == path.parent.name
    assert path.parent.name in READERS
