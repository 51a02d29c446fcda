"""archcite rights and funders, as a writer calls them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def stated(library: Path) -> None:
    for key, tables in {
        "smith-1961-05-04": """
            [rights]
            license = "CC-BY-NC-4.0"
            [[funders]]
            name = "A Fund"
            award = "7"
            ids = { ror = "02twcfp32" }
            """,
        "ivanov-1950-03-02": """
            [[funders]]
            name = "A fund"
            award = "7"
            statement = "Thanks to A."
            """,
    }.items():
        path = library / "records" / f"{key}.toml"
        path.write_text(path.read_text() + tables)


def test_rights_of_all(call) -> None:
    ran = call("rights", "--json")
    assert ran.code == 0
    found = {row["key"]: row for row in json.loads(ran.out)}
    assert found["smith-1961-05-04"]["permission"] == "for some uses"
    assert found["smith-1961-05-04"]["needed_for"] == "commercial use"
    assert "On Peace &" in found["smith-1961-05-04"]["credit"]
    assert found["ivanov-1950-03-02"]["missing"] == ["rights.statement"]
    text = call("rights").out
    assert "without rights.statement: 1 (ivanov-1950-03-02)" in text


def test_rights_of_what_a_document_cites(call, tmp_path: Path) -> None:
    (tmp_path / "one.tex").write_text(r"\input{two} \cite{smith-1961-05-04}")
    (tmp_path / "two.tex").write_text("nothing")
    ran = call("rights", "--from", str(tmp_path / "one.tex"), "--to", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["key"] for row in rows] == ["smith-1961-05-04"]


def test_a_key_that_no_record_has_is_told_with_its_line(call, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("\n[@smith-1961-05-05]")
    ran = call("rights", "--from", str(tmp_path / "a.md"))
    assert ran.code == 3
    assert "a.md:2: error" in ran.err
    assert "did you mean smith-1961-05-04" in ran.err


def test_an_output_file_says_the_format(call, tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    assert call("rights", "-o", str(out)).code == 0
    assert out.read_text().startswith("<!DOCTYPE html>")


def test_funders_are_told_once(call) -> None:
    (fund,) = json.loads(call("funders", "--json").out)
    assert fund == {
        "funderName": "A fund",
        "funderIdentifier": "https://ror.org/02twcfp32",
        "funderIdentifierType": "ROR",
        "awardNumber": "7",
        "acknowledgement": "Thanks to A.",
        "records": ["ivanov-1950-03-02", "smith-1961-05-04"],
    }


@pytest.mark.parametrize("command", ["rights", "funders"])
def test_faults_of_the_command_line(call, command: str) -> None:
    assert call(command, "--to", "pdf").code == 2
    assert call(command, "smith-1961-05-04", "--from", "x.md").code == 2
    assert call(command, "nobody").code == 3
    assert call(command, "archive:nowhere").code == 3
