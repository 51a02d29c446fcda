"""The project's own cases of the style language, in the CSL suite's format: a file a behaviour."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TESTS))

from csl_engine import Engine  # noqa: E402

CASES = sorted((TESTS / "cases" / "csl").glob("*.txt"))
SECTION = re.compile(r">>===== ([A-Z-]+) =====>>\n(.*?)\n?<<===== \1 =====<<", re.S)


def document_of(calls: list[Any]) -> list[dict[str, Any]]:
    """The outcome of calls that only ever append a citation."""
    return [call[0] for call in calls]


def request_of(path: Path) -> tuple[dict[str, Any], str]:
    sections = dict(SECTION.findall(path.read_text(encoding="utf-8")))
    calls = json.loads(sections["CITATIONS"]) if "CITATIONS" in sections else None
    request = {
        "name": path.stem,
        "mode": sections["MODE"],
        "csl": sections["CSL"],
        "input": json.loads(sections["INPUT"]),
        "citation_items": json.loads(sections.get("CITATION-ITEMS", "null")),
        "citations": calls,
        "document": document_of(calls) if calls else None,
        "document_before": document_of(calls[:-1]) if calls else None,
    }
    return request, sections["RESULT"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    asked, expected = request_of(path)
    answer = Engine(asked).answer()
    if request.config.getoption("--update"):
        text = path.read_text(encoding="utf-8")
        start = text.index(">>===== RESULT =====>>\n") + len(">>===== RESULT =====>>\n")
        end = text.index("<<===== RESULT =====<<")
        path.write_text(text[:start] + answer + "\n" + text[end:], encoding="utf-8")
    else:
        assert answer == expected


def test_there_are_cases() -> None:
    assert len(CASES) > 20
