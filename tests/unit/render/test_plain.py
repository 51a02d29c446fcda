"""Plain text, the terminal, and the flat reading that all renderers share."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from archcite.inline import Inline, Look, Span
from archcite.render import html, latex, markdown, plain
from archcite.render.looks import Run, clean, runs

ITALIC, BOLD = Look(font_style="italic"), Look(font_weight="bold")


def test_plain() -> None:
    nodes: list[Inline] = ["a ", Span(["b", Span(["c"], BOLD)], ITALIC), "\n\td"]
    assert plain.render(nodes) == "a bc  d"
    assert plain.bibliography([["One"], ["Two"]]) == "One\nTwo"


def test_blocks_are_parted_by_a_space() -> None:
    nodes: list[Inline] = [
        Span(["[1]"], Look(display="left-margin")),
        Span(["Report"], Look(display="right-inline")),
        Span(["Note"], Look(display="block")),
        Span(["More"], Look(display="block")),
    ]
    assert plain.render(nodes) == "[1] Report Note More"


def test_terminal() -> None:
    nodes: list[Inline] = ["a ", Span(["b ", Span(["c"], BOLD)], ITALIC)]
    assert plain.render_terminal(nodes) == ("a \x1b[3mb \x1b[23m\x1b[1m\x1b[3mc\x1b[23m\x1b[22m")
    assert plain.bibliography_terminal([["One"], ["Two"]]) == "One\nTwo"


def test_hostile_text_cannot_reach_the_terminal() -> None:
    assert plain.render_terminal(["\x1b]0;x\x07\x9b31m\u202e\u2067a\r\nb\ud800"]) == (
        "]0;x31ma  b\ufffd"
    )


@given(st.text())
def test_clean(text: str) -> None:
    shown = clean(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert clean(shown) == shown
    shown.encode()


def test_runs_settle_looks() -> None:
    nodes: list[Inline] = [
        "a",
        Span(["b", Span(["c"], Look(font_style="normal")), Span(["d"], ITALIC)], ITALIC),
    ]
    assert runs(nodes) == [Run("a"), Run("b", ITALIC), Run("c"), Run("d", ITALIC)]


def test_ten_thousand_levels() -> None:
    nodes: list[Inline] = ["x"]
    for depth in range(10_000):
        nodes = [Span(nodes, ITALIC if depth % 2 else Look(font_style="normal"))]
    assert plain.render(nodes) == "x"
    assert html.render(nodes).count("<i>") == 5_000
    assert "x" in markdown.render(nodes)
    assert "x" in latex.render(nodes)
