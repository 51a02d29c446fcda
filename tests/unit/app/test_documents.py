"""What documents cite, as bibliography and for other programs; documents woven again and again."""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.app.cli import _watch

LATEX = (
    "\\documentclass{article}\n\\begin{document}\nOne\\footcite[3]{ivanov-1950-03-02}.\n"
    "\\input{part/two}\n\\printbibliography\n\\end{document}\n"
)


@pytest.fixture
def thesis(library: Path) -> Path:
    (library / "part").mkdir()
    (library / "t.tex").write_text(LATEX)
    (library / "part" / "two.tex").write_text("Two\\footcite{smith-1961-05-04}.\n")
    return library


def test_included_files_are_woven_beside_their_document(thesis: Path, call) -> None:
    assert call("weave", "t.tex").code == 2  # two files need a folder to go to
    assert call("weave", "t.tex", "-o", "done", "--style", "chicago").code == 0
    main = (thesis / "done" / "t.tex").read_text()
    part = (thesis / "done" / "part" / "two.tex").read_text()
    assert "\\footnote{Ivan Ivanov to Pyotr Petrov" in main
    assert "\\input{part/two}" in main
    assert main.count("On Peace \\& War") == 1  # in the bibliography
    assert part.startswith("Two\\footnote{Ann Smith, ")


@pytest.fixture
def typst(library: Path) -> Path:
    (library / "part").mkdir()
    (library / "t.typ").write_text(
        '#import "look.typ": look\n#import "terms.typ": term\n= One <one>\nAs @two says @smith-1961'
        '-05-04[3].\n#include "part/two.typ"\n#term\n#bibliography("old.bib", title: [Sources])\n'
    )
    (library / "part" / "two.typ").write_text(
        "= Two <two>\nTwo @one @ivanov-1950-03-02.\n#cite(<smith-1961-05-04>, form: none)\n"
    )
    (library / "look.typ").write_text("#let look(x) = [*#x*]\n")
    (library / "terms.typ").write_text("#let term = [Ice @ivanov-1950-03-02[4].]\n")
    return library


def test_files_that_typst_takes_in_are_woven_in_their_order(typst: Path, call) -> None:
    assert call("weave", "t.typ", "-o", "done", "--style", "chicago").code == 0
    made = {path.name: path.read_text() for path in (typst / "done").rglob("*.typ")}
    assert sorted(made) == ["t.typ", "terms.typ", "two.typ"]  # look.typ only defines something
    assert "As @two says.#footnote[Ann Smith, “On Peace & War" in made["t.typ"]
    assert "Two @one.#footnote[Ivanov to Petrov" in made["two.typ"]
    assert "Ice.#footnote[Ivan Ivanov to Pyotr Petrov" in made["terms.typ"]
    assert "#heading(numbering: none)[Sources]" in made["t.typ"]


def test_unknown_keys_of_typst_are_told_with_file_and_line(typst: Path, call) -> None:
    (typst / "part" / "two.typ").write_text("\n@smith-1961-05-05 @fig\n")
    ran = call("weave", "t.typ", "-o", "done")
    assert ran.code == 3
    assert "part/two.typ:2: error" in ran.err
    assert "did you mean smith-1961-05-04" in ran.err
    assert not (typst / "done").exists()


@pytest.mark.parametrize("name", ["t.tex", "t.aux"])
def test_export_and_bib_take_what_is_cited(thesis: Path, call, name: str) -> None:
    (thesis / "t.aux").write_text("\\citation{ivanov-1950-03-02,smith-1961-05-04}\n")
    ran = call("export", "--from", name, "--to", "bibtex", "--quiet")
    assert ran.code == 0
    assert ran.out.count("@") == 2
    assert ran.out.index("ivanov-1950-03-02") < ran.out.index("smith-1961-05-04")
    assert "Petrov" in call("bib", "--from", name, "--style", "chicago").out
    assert call("export", "smith-1961-05-04", "--from", name).code == 2
    assert call("bib", "smith-1961-05-04", "--from", name).code == 2


def test_entries_have_the_keys_of_the_document(thesis: Path, call) -> None:
    path = thesis / "records" / "smith-1961-05-04.toml"
    path.write_text(f'{path.read_text()}\n[record]\nknown_as = ["Smith_Old", "SMITH-1961-05-04"]\n')
    (thesis / "old.tex").write_text("\\cite{Smith_Old}")
    assert "{Smith_Old," in call("export", "--from", "old.tex", "--to", "biblatex", "-q").out
    (thesis / "new.tex").write_text("\\cite{smith-1961-05-04}")
    assert "{smith-1961-05-04," in call("export", "--from", "new.tex", "--to", "bibtex", "-q").out
    (thesis / "all.tex").write_text("\\nocite{*}")
    assert call("export", "--from", "all.tex", "--to", "bibtex", "-q").out.count("@") == 2


def test_a_document_without_citations_has_no_bibliography(thesis: Path, call) -> None:
    (thesis / "t.md").write_text("Nothing here.\n")
    ran = call("weave", "t.md", "--style", "chicago")
    assert (ran.code, ran.out) == (0, "Nothing here.\n")


def test_watch_sees_that_a_file_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    path.write_text("one")
    before = _watch.state([str(path)])
    path.write_text("longer")
    _watch.waited([str(path)], before, every=0.01)
    assert _watch.state([str(path)]) != before
    before = _watch.state([str(path), str(tmp_path / "none")])
    assert list(before) == [str(path)]


def test_watch_needs_a_file_to_write(thesis: Path, call) -> None:
    (thesis / "t.md").write_text("x")
    assert call("weave", "t.md", "--watch").code == 2
