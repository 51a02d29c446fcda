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
SECTION = re.compile(r">>===== ([A-Z0-9-]+) =====>>\n(.*?)\n?<<===== \1 =====<<", re.S)


JSON_SECTIONS = ("BIBENTRIES", "BIBSECTION", "INPUT2", "ABBREVIATIONS", "OPTIONS")


def document_of(calls: list[Any]) -> list[dict[str, Any]]:
    """The outcome of calls that append a citation, or replace the one that has its id."""
    return list({call[0]["citationID"]: call[0] for call in calls}.values())


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
    for name in JSON_SECTIONS:
        request[name.lower()] = json.loads(sections.get(name, "null"))
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
