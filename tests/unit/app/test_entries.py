"""archcite weave --entries: citing is left to LaTeX or Typst."""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.library.styles import find_style

TYPST = (
    'A @Smith_Old[p. 3]. #cite(label("IVANOV/1"))\r\n@one #figure[x] <one>\n'
    '#include "two.typ"\n#bibliography("old.bib", title: none)'
)
LATEX = (
    "\\documentclass{article}\n\\usepackage{biblatex}\n\\addbibresource{old.bib}\n"
    "\\begin{document}\n\\autocite[3]{ivanov-1950-03-02}\\nocite{smith-1961-05-04}\n"
    "\\end{document}\n"
)


@pytest.fixture
def thesis(library: Path) -> Path:
    for key, name in (("smith-1961-05-04", "Smith_Old"), ("ivanov-1950-03-02", "IVANOV/1")):
        path = library / "records" / f"{key}.toml"
        path.write_text(f'{path.read_text()}\n[record]\nknown_as = ["{name}"]\n')
    (library / "t.typ").write_bytes(TYPST.encode())
    (library / "two.typ").write_text("#cite(<smith-1961-05-04>, form: none)\n")
    (library / "t.tex").write_text(LATEX)
    (library / "records" / "uncited-1999.toml").write_text(
        'schema = "archcite/1"\n[document]\nid = "uncited-1999"\nkind = "letter"\ntitle = "No"\n'
        'date = "1999"\n'
    )
    return library


def test_the_document_stays_and_what_is_cited_is_written(thesis: Path, call) -> None:
    ran = call("weave", "t.typ", "--entries", "used.yml")
    assert ran.code == 0
    assert ran.out == ""
    assert (thesis / "t.typ").read_bytes() == TYPST.encode()
    made = (thesis / "used.yml").read_text()
    heads = [line for line in made.splitlines() if line and line[0] not in " #"]
    assert heads == ["Smith_Old:", "IVANOV/1:"]
    assert '#bibliography("used.yml", title: none)' in ran.err
    assert "2 records as hayagriva" in ran.err


def test_the_call_names_entries_and_style(thesis: Path, call) -> None:
    args = ("weave", "t.typ", "--entries", "refs/used.bib", "--style", "mla", "--in-place", "-q")
    (thesis / "refs").mkdir()
    assert call(*args).err == ""
    made = (thesis / "t.typ").read_bytes().decode()
    old, new = (
        '"old.bib", title: none',
        '"refs/used.bib", title: none, style: "refs/archcite-mla.csl"',
    )
    assert made == TYPST.replace(old, new)
    assert (thesis / "t.typ.bak").read_bytes() == TYPST.encode()
    assert not (thesis / "two.typ.bak").exists()
    assert b"urn:x-archcite:style:mla" in (thesis / "refs" / "archcite-mla.csl").read_bytes()
    assert call(*args).code == 0  # the same again changes nothing
    assert (thesis / "t.typ.bak").read_bytes() == TYPST.encode()


def test_paths_are_those_from_where_the_document_goes(thesis: Path, call) -> None:
    (thesis / "own.csl").write_bytes(find_style("mla").data)
    ran = call("weave", "t.typ", "--entries", "used.yml", "--style", "own.csl", "-o", "done")
    assert ran.code == 0
    made = (thesis / "done" / "t.typ").read_text()
    assert '#bibliography("../used.yml", title: none, style: "../own.csl")' in made
    assert (thesis / "done" / "two.typ").read_text() == (thesis / "two.typ").read_text()


def test_latex_gets_the_same(thesis: Path, call) -> None:
    assert call("weave", "t.tex", "--entries", "used.bib", "-o", "new.tex", "-q").code == 0
    assert (thesis / "new.tex").read_text() == LATEX.replace("{old.bib}", "{used.bib}")
    made = (thesis / "used.bib").read_text()
    assert made.index("{ivanov-1950-03-02,") < made.index("{smith-1961-05-04,")
    assert "uncited" not in made
    assert "date" in made  # biblatex, since that is loaded


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("t.md", "--entries", "u.bib"), "for files of LaTeX and Typst"),
        (("t.typ", "--entries", "u.ris"), "it reads .yml and .yaml and .bib"),
        (("t.tex", "--entries", "u.yml"), "it reads .bib"),
        (("t.tex", "--entries", "u.bib", "--style", "mla"), "reads no CSL style"),
        (("t.typ", "--entries", "u.yml", "--restart", "chapter"), "--restart is for finished text"),
        (("t.typ", "--entries", "t.tex.bib"), "the output is there already"),
        (("t.typ", "--entries", "u.yml", "--style", "none-such"), "no citation style"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_written(
    thesis: Path, call, args: tuple[str, ...], said: str
) -> None:
    (thesis / "t.md").write_text("[@smith-1961-05-04]")
    (thesis / "t.tex.bib").write_text("mine")
    before = {path: path.read_bytes() for path in thesis.rglob("*") if path.is_file()}
    ran = call("weave", *args)
    assert ran.code in (2, 6)
    assert said in ran.err
    assert {path: path.read_bytes() for path in thesis.rglob("*") if path.is_file()} == before


def test_unknown_keys_are_told_and_nothing_is_written(thesis: Path, call) -> None:
    (thesis / "two.typ").write_text("@smith-1961-05-05")
    ran = call("weave", "t.typ", "--entries", "u.yml")
    assert ran.code == 3
    assert "two.typ:1: error" in ran.err
    assert "did you mean smith-1961-05-04" in ran.err
    assert not (thesis / "u.yml").exists()


DEPENDENT = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>A</title>'
    "<id>a</id>\n<link rel='independent-parent' href='{}'/></info></style>"
)


def test_of_a_style_that_names_another_the_other_is_written(
    thesis: Path, call, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = find_style("mla").data
    monkeypatch.setattr("archcite.library.styles.parent_style", {"http://x/parent": data}.get)
    (thesis / "own.csl").write_text(DEPENDENT.format("http://x/parent"))
    ran = call("weave", "t.typ", "--entries", "u.yml", "--style", "own.csl", "--in-place", "-q")
    assert ran.code == 0
    assert 'style: "archcite-own.csl"' in (thesis / "t.typ").read_text()
    assert (thesis / "archcite-own.csl").read_bytes() == data


def test_a_style_whose_parent_is_missing_is_told_with_its_line(thesis: Path, call) -> None:
    (thesis / "own.csl").write_text(DEPENDENT.format("http://x/none-such"))
    ran = call("weave", "t.typ", "--entries", "u.yml", "--style", "own.csl")
    assert ran.code == 6
    assert "own.csl:2: error: its parent style http://x/none-such" in ran.err
    assert not (thesis / "u.yml").exists()
