"""Brackets and their mates, and texts in which masses of something are never closed."""

from __future__ import annotations

import re

import pytest

from archcite.app.opening import opened
from archcite.doc import typed, weave
from archcite.doc.brackets import mates

STOPS = re.compile(r"\\.|[\[\]{}]|\n\n")
MANY = 100_000  # what is not linear would not end


@pytest.mark.parametrize(
    ("text", "opening", "found"),
    [
        ("[a [b] c]", "[", {0: 9, 3: 6}),
        ("[a {]} b]", "[", {0: 9}),
        ("[a {[} b]", "[", {0: 9}),
        ("[a \n\n b] [c]", "[", {9: 12}),
        ("{a \n\n b}", "{", {0: 8}),
        ("{ [a } ]", "[", {2: 0}),
        ("[ \\] ]", "[", {0: 6}),
        ("[[[ a ]", "[", {2: 7}),
    ],
)
def test_mates(text: str, opening: str, found: dict[int, int]) -> None:
    made = mates(text, opening, STOPS)
    assert {at: end for at, end in made.items() if text[at] == opening} == {
        at: end for at, end in found.items() if end
    }


def test_a_lone_brace_is_a_letter_where_it_is_said() -> None:
    assert mates("[a } b]", "[", STOPS) == {}
    assert mates("[a } b]", "[", STOPS, lone=True) == {0: 7}


@pytest.mark.parametrize(
    ("suffix", "mass"),
    [
        (".md", "<!-- "), (".md", "$$ "), (".md", "```a\n"), (".md", "["), (".md", "[@a "),
        (".md", "{"), (".md", "^[ "), (".md", "::: {#refs}\n"), (".md", '<div id="refs">\n'),
        (".md", "a\n\n    b\n\n"), (".md", "@a [ "), (".tex", "\\begin{verbatim}\n"),
        (".tex", "\\cite{"), (".tex", "{"), (".tex", "\\footnote{"), (".tex", "\\cite["),
        (".tex", "\\usepackage[a"), (".org", "#+begin_src\n"), (".org", "[cite:@a "),
    ],
)  # fmt: skip
def test_masses_of_what_is_never_closed(suffix: str, mass: str) -> None:
    last = {".md": "\n\n[@last]", ".tex": "\n\n\\cite{last}", ".org": "\n\n[cite:@last]"}[suffix]
    document = opened((mass * MANY + last).encode(), f"t{suffix}")
    assert "last" in weave.cited([document])


def test_runs_of_backticks_of_every_length() -> None:
    text = " ".join("`" * length for length in range(1, 400)) + "\n\n[@last]"
    assert weave.cited([opened(text.encode(), "t.md")]) == ["last"]


@pytest.mark.parametrize("mass", ["[", "{@a ", "@a [ ", "@a "])
def test_masses_in_a_paragraph_of_word(mass: str) -> None:
    assert len(typed.find(mass * MANY + "[@last]")) >= 1


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("<!-- [@a] --> [@b] <!-- [@c]", "bc"),
        ("$$ [@a] $$ [@b] $$ [@c]", "bc"),
        ("```\n[@a]\n```\n[@b]\n\n```\n[@c]", "bc"),
        ("````\n[@a]\n```\n[@b]\n````\n[@c]", "c"),
        ("~~~x\n[@a]\n~~~\n[@b]", "b"),
        ("`[@a]` ``[@b] ` [@c]`` `[@d]", "d"),
        ("```x [@a]``` [@b]", "b"),
        ("\\`[@a]` [@b]`", "a"),
        ("x\n\n    [@a]\n\ny\n\n- z\n\n    [@b]", "b"),
    ],
)
def test_what_hides_citations(text: str, cited: str) -> None:
    assert "".join(weave.cited([opened(text.encode(), "t.md")])) == cited
