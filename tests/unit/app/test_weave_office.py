"""archcite weave with a Word document: out and back, and what --check and --adopt say of Zotero."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archcite.app.cli import run
from office_files import docx, field, odt, p, part

RECORD = """\
schema = "archcite/1"

[document]
id = "roe-1921"
kind = "published"
title = "On Trains"
date = "1921"

[[people]]
role = "author"
as_given = "Ada Roe"
family = "Roe"
given = "Ada"

[digital]
doi = "10.1234/trains"
"""
ITEM = {"type": "book", "title": "On trains", "DOI": "10.1234/TRAINS"}
OTHER = {"type": "book", "title": "Of Ships"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "archcite.toml").write_text("")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "roe-1921.toml").write_text(RECORD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def zotero(item: dict[str, str]) -> str:
    kept = json.dumps({"citationItems": [{"itemData": item, "locator": "3"}]})
    return field(f"ADDIN ZOTERO_ITEM CSL_CITATION {kept}".replace('"', "&quot;"), "(old)")


def test_out_and_back(place: Path) -> None:
    data = docx(p("So [@roe-1921]."))
    (place / "a.docx").write_bytes(data)
    assert run(["weave", "a.docx", "-o", "b.docx", "--style", "chicago-notes"]) == 0
    assert "On Trains" in part((place / "b.docx").read_bytes(), "word/footnotes.xml")
    assert run(["weave", "b.docx", "--unweave", "-o", "c.docx"]) == 0
    typed = part((place / "c.docx").read_bytes(), "word/document.xml")
    assert typed == part(data, "word/document.xml")
    assert (place / "a.docx").read_bytes() == data


def test_what_cannot_be_woven_leaves_everything(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "a.docx").write_bytes(docx(p("So [@roe-1921]."))[:-40])
    assert run(["weave", "a.docx", "-o", "b.docx"]) == 4
    assert "document-damaged" in capsys.readouterr().err
    assert not (place / "b.docx").exists()
    (place / "a.md").write_text("[@roe-1921]")
    assert run(["weave", "a.md", "--unweave", "-o", "b.md"]) == 2
    assert not (place / "b.md").exists()


def test_citations_of_zotero(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "a.docx").write_bytes(docx(p("So ", zotero(ITEM), " and ", zotero(OTHER))))
    assert run(["weave", "a.docx", "--check"]) == 0
    said = capsys.readouterr().out
    assert "On trains → roe-1921" in said
    assert "Of Ships → no record" in said
    assert run(["weave", "a.docx", "--adopt", "-o", "b.docx", "-s", "chicago-author-date"]) == 0
    made = part((place / "b.docx").read_bytes(), "word/document.xml")
    assert "ARCHCITE" in made
    assert "(Roe 1921" in made
    assert "Of Ships" in made  # left alone
    assert made.count("ZOTERO_ITEM") == 1


@pytest.mark.parametrize("output", ["b.odt", "b.pdf", "b.docm"])
def test_no_other_kind_of_document_is_made(
    place: Path, capsys: pytest.CaptureFixture[str], output: str
) -> None:
    (place / "a.docx").write_bytes(docx(p("So [@roe-1921].")))
    assert run(["weave", "a.docx", "-o", output, "--style", "mla"]) == 2
    assert f"makes no {Path(output).suffix} of a .docx" in capsys.readouterr().err
    assert not (place / output).exists()


def test_a_document_with_the_wrong_name_is_told(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "a.odt").write_bytes(docx(p("So [@roe-1921].")))
    (place / "a.docx").write_bytes(odt("<text:p>So [@roe-1921].</text:p>"))
    assert run(["weave", "a.odt", "--check"]) == 4
    assert "this is a document of Word's" in capsys.readouterr().err
    assert run(["weave", "a.docx", "--check"]) == 4
    assert "--from odt" in capsys.readouterr().err
    assert run(["weave", "a.docx", "--from", "odt", "-o", "b.odt", "--style", "mla"]) == 0
    (place / "a.doc").write_bytes(b"x")
    assert run(["weave", "a.doc", "--check"]) == 2
    assert "save it as .docx" in capsys.readouterr().err
