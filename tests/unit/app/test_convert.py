"""archcite convert, and what import and export say of losses."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from archcite.app.programs import PROGRAMS, known
from archcite.write import WRITERS


def item(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"Roe{number}",
        "type": "article-journal",
        "title": f"Notes on parish registers {number}",
        "author": [{"family": "Roe", "given": "Ada"}],
        "issued": {"date-parts": [[1950 + number % 50]]},
        "container-title": "Annals of Weather",
        **more,
    }


@pytest.fixture
def source(nowhere: Path) -> Path:
    """A file of three entries in a folder without a library."""
    path = nowhere / "in.json"
    path.write_text(json.dumps([item(each) for each in range(3)]))
    return path


def test_to_a_file_by_its_suffix(call, source: Path) -> None:
    ran = call("convert", source, "out.bib")
    assert ran.code == 0
    assert ran.out == ""
    text = Path("out.bib").read_text()
    assert text.count("\n@") + text.startswith("@") == 3
    assert "3 records as biblatex; by field, in so many records:" in ran.err
    assert "document.title 3" in ran.err
    assert not [each for each in os.listdir() if each.startswith(".")]


def test_to_standard_output(call, source: Path) -> None:
    ran = call("convert", "-", "-", "--to", "csl-json", "-q", stdin=source.read_bytes())
    assert ran.code == 0
    assert ran.err == ""
    assert [each["title"] for each in json.loads(ran.out)] == [
        f"Notes on parish registers {each}" for each in range(3)
    ]


def test_standard_output_needs_a_format(call, source: Path) -> None:
    ran = call("convert", source, "-")
    assert ran.code == 2
    assert "--to" in ran.err


def test_a_folder(call, source: Path) -> None:
    below = source.parent / "more" / "deep"
    below.mkdir(parents=True)
    (below / "b.json").write_text(json.dumps([item(7)]))
    (source.parent / "more" / ".hidden.json").write_text("no JSON")
    source.rename(source.parent / "more" / "a.json")
    ran = call("convert", "more", "out.json")
    assert ran.code == 0
    assert [each["id"] for each in json.loads(Path("out.json").read_text())] == [
        "Roe0", "Roe1", "Roe2", "Roe7",
    ]  # fmt: skip


def test_records_of_a_library(call, library: Path) -> None:
    assert call("convert", "records", "out.json").code == 0
    assert len(json.loads(Path("out.json").read_text())) == 2
    before = sorted(os.listdir("records"))
    assert call("import", "records").out.count("already in the library") == 2
    assert sorted(os.listdir("records")) == before


def test_keys_stay_what_they_were(call, source: Path) -> None:
    """Documents cite by them."""
    call("convert", source, "a.ris")
    call("convert", "a.ris", "b.json")
    assert [each["id"] for each in json.loads(Path("b.json").read_text())] == [
        "Roe0", "Roe1", "Roe2",
    ]  # fmt: skip


def test_an_empty_folder(call, nowhere: Path) -> None:
    (nowhere / "none").mkdir()
    assert call("convert", "none", "out.json").code == 4


def test_formats_may_be_named(call, source: Path) -> None:
    assert call("convert", source, "out.txt", "--from", "csl-json", "--to", "bibtex").code == 0
    assert "@" in Path("out.txt").read_text()
    for wrong in (["--from", "papyrus"], ["--to", "papyrus"], ["--for", "papyrus"]):
        ran = call("convert", source, "other.txt", *wrong)
        assert ran.code == 2
        assert "known are" in ran.err
    ran = call("convert", source, "other.xyz")
    assert ran.code == 2
    assert not Path("other.xyz").exists()


def test_what_is_there_is_not_replaced(call, source: Path) -> None:
    Path("out.bib").write_text("mine")
    ran = call("convert", source, "out.bib")
    assert ran.code == 5
    assert "--force" in ran.err
    assert Path("out.bib").read_text() == "mine"
    assert call("convert", source, "out.bib", "--force").code == 0
    assert "Roe" in Path("out.bib").read_text()


def test_a_fault_while_writing_leaves_the_old_file(call, source: Path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "")

    Path("out.json").write_text("mine")
    monkeypatch.setattr(os, "replace", full)
    ran = call("convert", source, "out.json", "--force")
    assert ran.code == 5
    assert Path("out.json").read_text() == "mine"
    assert sorted(os.listdir()) == ["in.json", "out.json"]


def test_faulty_entries_do_not_hide_the_others(call, nowhere: Path) -> None:
    entries = [item(0), {"title": "no id"}, item(1)]
    (nowhere / "in.json").write_text(json.dumps(entries))
    ran = call("convert", "in.json", "out.json")
    assert ran.code == 1
    assert "in.json:1: $[1].id: error" in ran.err
    assert len(json.loads(Path("out.json").read_text())) == 2
    assert "2 entries read, 1 faulty" in ran.err


def test_nothing_to_convert(call, nowhere: Path) -> None:
    (nowhere / "in.json").write_text("[]")
    ran = call("convert", "in.json", "out.json")
    assert ran.code == 4
    assert "no entry" in ran.err
    assert not Path("out.json").exists()
    assert call("convert", "none.json", "out.json").code == 4


def test_strict_writes_nothing_where_something_is_lost(call, nowhere: Path) -> None:
    lossy = [item(0, archive_location="f. 17, op. 3, d. 5", dimensions="3 leaves")]
    lossy[0]["author"].append({"family": "Doe", "given": "Jo"})
    lossy[0]["citation-key"] = "x"
    lossy[0]["categories"] = ["no record holds these"]
    (nowhere / "in.json").write_text(json.dumps(lossy))
    ran = call("convert", "in.json", "out.json", "--strict")
    assert ran.code == 1
    assert "--strict" in ran.err
    assert not Path("out.json").exists()
    assert call("convert", "in.json", "-", "--to", "csl-json", "--strict").out == ""
    assert call("convert", "in.json", "out.json").code == 0


def test_strict_lets_pass_what_loses_nothing(call, source: Path) -> None:
    assert call("convert", source, "out.json", "--strict").code == 0
    assert len(json.loads(Path("out.json").read_text())) == 3


def test_report(call, nowhere: Path) -> None:
    (nowhere / "in.json").write_text(json.dumps([item(0), {"title": "no id"}]))
    call("convert", "in.json", "out.bib", "--report", "report.json")
    report = json.loads(Path("report.json").read_text())
    assert report["output"] == "out.bib"
    assert report["read"]["records"] == 1
    assert report["read"]["faulty"] == 1
    assert report["written"]["target"] == "biblatex"
    assert report["written"]["fields"]["document.title"] == {"carried": 1}
    assert report["problems"][0]["code"] == "csl-json-item"


def test_keys_that_meet_are_told(call, nowhere: Path) -> None:
    for name in "ab":
        (nowhere / f"{name}.json").write_text(json.dumps([item(0)]))
    ran = call("convert", ".", "out.bib")
    assert ran.code == 0
    assert "1 keys were taken" in ran.err
    assert "roe0-b" in Path("out.bib").read_text()


def test_without_the_carrier(call, source: Path) -> None:
    call("convert", source, "with.json")
    call("convert", source, "without.json", "--no-carrier")
    assert "custom" in json.loads(Path("with.json").read_text())[0]
    assert "custom" not in json.loads(Path("without.json").read_text())[0]


def test_out_and_back_is_the_same(call, source: Path) -> None:
    call("convert", source, "a.json")
    call("convert", "a.json", "b.json")
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()


def test_many_entries_in_a_moment(call, nowhere: Path) -> None:
    (nowhere / "in.json").write_text(json.dumps([item(each) for each in range(5000)]))
    start = time.process_time()
    assert call("convert", "in.json", "out.json", "-q").code == 0
    assert time.process_time() - start < 10
    assert len(json.loads(Path("out.json").read_text())) == 5000


def test_every_program_has_a_format_and_a_sentence() -> None:
    for name, program in PROGRAMS.items():
        assert program.keeps.endswith("."), name
        assert program.formats
    for name, program in known().items():
        assert program.formats[0] in WRITERS, name


def test_for_a_program(call, library: Path) -> None:
    ran = call("export", "--for", "JabRef", "-q")
    assert ran.code == 0
    assert "@" in ran.out
    ran = call("export", "--for", "papyrus")
    assert ran.code == 2
    assert "zotero, jabref" in ran.err
    assert call("export", "--for", "jabref", "--to", "bibtex").code == 2


def test_export_ends_with_a_summary(call, library: Path) -> None:
    ran = call("export", "--to", "csl-json", "--report", "report.json")
    assert ran.code == 0
    assert "2 records as csl-json; by field, in so many records:" in ran.err
    report = json.loads(Path("report.json").read_text())
    # "Letter from X to Y" is said by the type and the names.
    assert report["fields"]["document.title"] == {"carried": 1, "moved": 1}
    assert call("export", "-o", "out.json", "-q").code == 0
    assert json.loads(Path("out.json").read_text())
