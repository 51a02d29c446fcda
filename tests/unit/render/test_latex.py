"""LaTeX: nothing of the data is a command."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.inline import Inline, Look, Span
from archcite.render import latex
from archcite.render.layout import BibliographyLayout


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("\\input{x}", r"\textbackslash{}input\{x\}"),
        ("100% $a & #b_c", r"100\% \$a \& \#b\_c"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("<a>|", r"\textless{}a\textgreater{}\textbar{}"),
        ('"q" ?`', r"\char34{}q\char34{} ?\textasciigrave{}"),
        ("a -- b '' ,,", r"a -{}- b '{}' ,{},"),
        ("{}", r"\{\}"),
        ("fol.\u00a012", "fol.~12"),
        ("a\u200e\u200fb\ufeff", "ab"),
        ("“Брежнев” – 1966", "“Брежнев” – 1966"),
    ],
)
def test_escapes(text: str, escaped: str) -> None:
    assert latex.escape(text) == escaped


def test_control_characters() -> None:
    assert latex.render(["a\x1b\n\nb\u202e^^M"]) == (r"a  b\textasciicircum{}\textasciicircum{}M")


def test_looks() -> None:
    nodes: list[Inline] = [
        Span(["a ", Span(["b"], Look(font_style="normal")), " c"], Look(font_style="italic")),
        Span(["d"], Look(font_variant="small-caps", font_weight="bold")),
        Span(["e"], Look(vertical_align="sup")),
        Span(["f"], Look(text_decoration="underline")),
    ]
    assert latex.render(nodes) == (
        r"\textit{a }b\textit{ c}\textbf{\textsc{d}}\textsuperscript{e}\underline{f}"
    )


def test_links() -> None:
    address = "https://a.example/x_y#z%20&\\}"
    assert latex.render([Span(["t{"], link=address)]) == (
        r"\href{https://a.example/x\_y\#z\%20\&\%5C\%7D}{t\{}"
    )
    shown = "https://a.example/x_y"
    assert latex.render([Span([shown], link=shown)]) == (
        r"\href{https://a.example/x\_y}{\nolinkurl{https://a.example/x\_y}}"
    )


def test_a_leading_bracket_is_no_argument() -> None:
    assert latex.render(["[1966?] Report"]) == "{[}1966?] Report"


def test_bibliography() -> None:
    assert latex.bibliography([["One"], ["Two"]], BibliographyLayout(hanging_indent=True)) == (
        "\\begingroup\n\\parindent=0pt\\relax\n"
        "\\hangindent=1.5em\\hangafter=1\\relax One\\par\n"
        "\\hangindent=1.5em\\hangafter=1\\relax Two\\par\n"
        "\\endgroup"
    )


_OURS = re.compile(
    r"\\(?:textbackslash|textasciicircum|textasciitilde|textless|textgreater|textbar|char34"
    r"|textasciigrave)\{\}|\\[{}$&#%_]|\{\}|\{\[\}|~"
)


@given(st.text(alphabet="\\{}[]$&#%_^~ab\"'-`,|<>\n ", max_size=30))
def test_no_text_is_a_command(text: str) -> None:
    assert not set(_OURS.sub("", latex.render([text]))) & set('\\{}$&#%_^~"`')


def test_blanks_of_other_widths_have_their_commands() -> None:
    assert latex.render(["a\u202f: b\u2009c\u2003d\u20114"]) == r"a\,: b\,c\quad{}d\mbox{-}4"
