"""HTML: tags, escapes, links, entries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.inline import Inline, Look, Span
from archcite.render import html


def test_looks_nest_in_one_order() -> None:
    look = Look("italic", "small-caps", "bold", "underline", "sup")
    assert html.render([Span(["x"], look)]) == (
        '<sup><span style="text-decoration:underline;"><b>'
        '<span style="font-variant:small-caps;"><i>x</i></span></b></span></sup>'
    )


def test_only_changes_are_printed() -> None:
    italic, normal = Look(font_style="italic"), Look(font_style="normal")
    nodes: list[Inline] = [
        Span(["n"], normal),
        Span(["a", Span(["b"], italic), Span(["c", Span(["d"], italic)], normal)], italic),
        Span([""], italic),
    ]
    assert html.render(nodes) == ('n<i>ab<span style="font-style:normal;">c<i>d</i></span></i>')


def test_signs() -> None:
    assert html.render(["<script>&</script>  \x1b\x00\u202e\u2066x\ty"]) == (
        "&#60;script&#62;&#38;&#60;/script&#62;\u00a0 x\ty"
    )
    assert html.render(["1ᵉʳ ™"]) == "1<sup>e</sup><sup>r</sup> <sup>TM</sup>"


def test_line_ends_stay() -> None:
    assert html.render(["a\nb\r"]) == "a\nb "


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://a.example/x?b=1&c=2", "https://a.example/x?b=1&#38;c=2"),
        ("http://a.example/ж\"'<>", "http://a.example/%D0%B6%22%27%3C%3E"),
        ("doi:10.1000/x", "https://doi.org/10.1000/x"),
    ],
)
def test_links(address: str, href: str) -> None:
    assert html.render([Span(["x"], link=address)]) == f'<a href="{href}">x</a>'


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " https://a.example", "data:text/html,x", "file:///etc", "//x"],
)
def test_unsafe_links_are_text(address: str) -> None:
    assert html.render([Span(["x"], link=address)]) == "x"


def test_no_link_inside_a_link() -> None:
    inner = Span(["x"], link="https://b.example")
    assert html.render([Span([inner], link="https://a.example")]) == (
        '<a href="https://a.example">x</a>'
    )


def test_bibliography() -> None:
    entry: list[Inline] = [
        Span(["1"], Look(display="left-margin")),
        Span(["Report"], Look(display="right-inline")),
        Span([], Look(display="block")),
    ]
    assert html.bibliography([entry, ["Two"]]) == (
        '<div class="csl-bib-body">\n'
        '  <div class="csl-entry">\n'
        '    <div class="csl-left-margin">1</div><div class="csl-right-inline">Report</div>\n'
        "  </div>\n"
        '  <div class="csl-entry">Two</div>\n'
        "</div>"
    )
    assert html.bibliography([]) == '<div class="csl-bib-body">\n</div>'


@given(st.text())
def test_no_text_makes_a_tag(text: str) -> None:
    bare = html.render([text]).replace("<sup>", "").replace("</sup>", "")
    assert "<" not in bare
    assert ">" not in bare
