"""What typst makes of our Hayagriva: it takes every file, and prints archive and locator."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from archcite.crosswalk import prose
from archcite.crosswalk.marks import mark_of
from archcite.record.model import Record
from archcite.record.toml import from_plain, read
from archcite.write.hayagriva import write_hayagriva

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import records

typst = pytest.importorskip("typst")
pytestmark = pytest.mark.slow
LIBRARY = [
    read(path.read_text(encoding="utf-8"), path.name)
    for path in sorted((Path(__file__).parents[3] / "records").glob("*.toml"))
]


def printed(folder: Path, found: list[Record], style: str = "chicago-notes") -> str:
    """The bibliography that typst prints of records; it raises for a file that typst refuses."""
    (folder / "refs.yml").write_text(write_hayagriva(found).text, encoding="utf-8")
    document = folder / "main.typ"
    document.write_text(f'#bibliography("refs.yml", style: "{style}", full: true)')
    page = typst.compile(document, format="html").decode("utf-8")
    return " ".join(html.unescape(re.sub("<[^>]*>", "", page)).split())


def smooth(text: str) -> str:
    """A text without what typography and letter case change in it."""
    return re.sub(r"[\W_]+", " ", text.casefold())


def test_archive_locator_and_translator_are_printed(tmp_path: Path) -> None:
    text = smooth(printed(tmp_path, LIBRARY))
    held = [each for each in LIBRARY if each.source and not each.source.published_in]
    assert len(held) > 5
    for record in held:
        assert record.source
        for part in (*prose.repository(record.source.archive), mark_of(record.source)):
            assert smooth(part) in text
    for style in ("mla", "apa", "chicago-author-date"):
        assert printed(tmp_path, LIBRARY, style)


def test_translator_and_recipient_are_printed(tmp_path: Path) -> None:
    record = from_plain(
        {
            "schema": "archcite/1",
            "document": {"id": "a", "kind": "telegram", "date": "1921-03-04"},
            "people": [
                {"role": "author", "as_given": "Ada Roe", "family": "Roe", "given": "Ada"},
                {"role": "recipient", "as_given": "Carl Moe", "family": "Moe", "given": "Carl"},
                {"role": "translator", "as_given": "Dora Loe", "family": "Loe", "given": "Dora"},
            ],
            "source": {"archive": {"name": "Ayr Archives", "place": "Ayr"}},
        }
    )
    text = smooth(printed(tmp_path, [record]))
    for part in ("Roe Ada", "telegram to Carl Moe", "Dora Loe", "March 4 1921", "Ayr Archives Ayr"):
        assert smooth(part) in text


@settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(record=records())
def test_typst_takes_every_record(tmp_path_factory: pytest.TempPathFactory, record: Record) -> None:
    printed(tmp_path_factory.getbasetemp(), [record])
