"""Notes numbered over several documents, parts of citations, and sentences that go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.doc.fitting import fitted, opened, unstopped
from archcite.doc.latex import Latex
from archcite.doc.model import Cluster
from archcite.doc.parts import in_order
from archcite.inline import Look, Span, plain


@pytest.mark.parametrize(
    ("text", "following", "printed", "taken"),
    [
        ("Roe.", ". Then", "Roe.", 1),
        ("Roe.", "; then", "Roe", 0),
        ("Roe.", " then", "Roe", 0),
        ("Roe.", " Then", "Roe.", 0),
        ("Roe.", "", "Roe.", 0),
        ("“Roe.”", ", so", "“Roe”", 0),
        ("Roe", ".", "Roe", 0),
        ("Roe.", ")", "Roe", 0),
    ],
)
def test_full_stops(text: str, following: str, printed: str, taken: int) -> None:
    nodes, count = fitted([text], following)
    assert (plain(nodes), count) == (printed, taken)


def test_a_full_stop_inside_a_look() -> None:
    tree = ["A ", Span(["“b.", Span(["”"])], Look(font_style="italic"))]
    assert plain(unstopped(tree)) == "A “b”"
    assert plain(opened([Span(["to Mao"]), " x"])) == "To Mao x"


def test_included_files_stand_in_their_place() -> None:
    main = Latex("\\cite{a}\\input{b}\\cite{c}\\input{b}", "t.tex")
    part = Latex("\\cite{b}\\input{t}", "b.tex", main=main)
    read = [
        (each.document, each.event.citation.cites[0].id)
        for each in in_order([main, part], ["t.tex", "b.tex"])
        if isinstance(each.event, Cluster)
    ]
    assert read == [(0, "a"), (1, "b"), (0, "c")]


def test_a_file_outside_of_the_folder_is_not_read(tmp_path: Path) -> None:
    from archcite.app.opening import opened_with_parts

    (tmp_path / "in").mkdir()
    (tmp_path / "secret.tex").write_text("\\cite{a}")
    (tmp_path / "in" / "b.tex").write_text("\\cite{b}")
    main = tmp_path / "in" / "t.tex"
    main.write_text("\\input{../secret}\\input{b}\\input{missing}")
    found = opened_with_parts([str(main)])
    assert [Path(name).name for name, _ in found] == ["t.tex", "b.tex"]
