"""The keys that LaTeX's helper files name, and those of documents of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.app.documents import _cited
from archcite.doc.cited import named


@pytest.mark.parametrize(
    ("suffix", "text", "found"),
    [
        (".aux", "\\citation{roe, doe}\n\\abx@aux@cite{0}{lee}\n\\citation{*}",
         [("roe", 1), ("doe", 1), ("lee", 2), ("*", 3)]),
        (".aux", "\\citation{REVTEX41Control}", []),
        (".bcf", '\n<bcf:citekey order="1">a&amp;b</bcf:citekey>', [("a&b", 2)]),
    ],
)  # fmt: skip
def test_helper_files(suffix: str, text: str, found: list[tuple[str, int]]) -> None:
    assert [tuple(each) for each in named(text, suffix)] == found


@given(st.text(alphabet="@{}[]\\cite`~<>-a1 \n%", max_size=200), st.sampled_from([".aux", ".bcf"]))
def test_no_text_breaks_it(text: str, suffix: str) -> None:
    lines = text.count("\n") + 1
    assert all(each.key and 1 <= each.line <= lines for each in named(text, suffix))


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.md", "---\nnocite: '@lee'\n---\n[@roe, 3] ada@example.org `@code` {cite:p}`doe`",
         [("roe", 4), ("doe", 4), ("lee", 0)]),
        ("a.tex", "% \\cite{no}\n\\textcites{roe}{doe} \\verb|\\cite{no}| \\nocite{*}\n",
         [("roe", 2), ("doe", 2), ("*", 0)]),
        ("a.typ", "As @roe says #cite(<doe>) `@no` // @no\n", [("roe", 1), ("doe", 1)]),
        ("a.org", "[cite/t:see @roe p. 3;@doe]\n#+begin_src\n[cite:@no]\n#+end_src\n",
         [("roe", 1), ("doe", 1)]),
    ],
)  # fmt: skip
def test_documents(tmp_path: Path, name: str, text: str, found: list[tuple[str, int]]) -> None:
    path = tmp_path / name
    path.write_text(text)
    places = [(key, int(where.rpartition(":")[2]) if ":" in where else 0)
              for key, where in _cited(str(path))]  # fmt: skip
    assert places == found


def test_files_that_a_document_takes_in(tmp_path: Path) -> None:
    (tmp_path / "one.tex").write_text("\\cite{a} \\input{two} \\cite{c} \\input{../outside}")
    (tmp_path / "two.tex").write_text("\n\\cite{b}")
    (tmp_path.parent / "outside.tex").write_text("\\cite{d}")
    one, two = tmp_path / "one.tex", tmp_path / "two.tex"
    assert _cited(str(one)) == [("a", f"{one}:1"), ("b", f"{two}:2"), ("c", f"{one}:1")]
