"""PubMed's files: every fact in its place, and nothing that makes the reader raise.

A file of tests/cases/nbib and its records stand side by side; --update writes the records anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.errors import CODES, Problem
from archcite.read import sniff
from archcite.read.nbib import is_nbib, read_nbib, read_nbib_stream
from archcite.record.model import Record
from archcite.record.toml import write

CASES = Path(__file__).parents[2] / "cases" / "nbib"


@pytest.mark.parametrize("file", sorted(CASES.glob("*.nbib")), ids=lambda file: file.stem)
def test_the_records_of_a_file(file: Path, update: bool) -> None:
    found = read_nbib(file.read_bytes(), file.name)
    text = "\n".join(
        str(each) if isinstance(each, Problem) else f"# ----\n{write(each, '')}" for each in found
    )
    golden = file.with_suffix(".toml")
    if update:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    assert sniff(file.read_bytes(), "download") == "nbib"
    with file.open("rb") as stream:
        assert list(read_nbib_stream(stream, file.name)) == found


def test_what_is_taken_for_pubmed() -> None:
    assert is_nbib("\n\nPMID- 1\n")
    assert not is_nbib("TY  - JOUR\n")
    (problem,) = read_nbib(b"no tags\n", "x")
    assert isinstance(problem, Problem)
    assert problem.code in CODES


LINES = st.lists(
    st.sampled_from(
        """PMID- 1|FAU - Roe, Ada|AU  - Roe A|AU  - |AD  - Ayr|AUID- ORCID: 0000|DP  - soon|
        PG  - 9-1|GR  - a/b|GR  - a/b/c/d/e|PT  - Book|LID - x [doi]|IS  - 1|LA  - zzz|MH  - *|
        TI  - |JT  - J|JT  - K|XX  - y|      wrapped|PMC - 1|CN  - ,|FED - Moe, Carl""".split("|")
    )
    | st.text(max_size=20),
    max_size=14,
)


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_nothing_makes_it_raise(lines: list[str]) -> None:
    found = read_nbib("\n".join(["PMID- 1", *lines]).encode(), "x")
    assert all(isinstance(each, Record | Problem) for each in found)
