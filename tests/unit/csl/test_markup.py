"""A field's text as a tree: inline tags, quotation marks, apostrophes; letters are never lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.csl.rt.text import markup
from archcite.inline import Inline, Look, Span, plain, walk


def quoted(*children: Inline) -> Span:
    return Span(list(children), quotes=True)


def italic(*children: Inline) -> Span:
    return Span(list(children), Look(font_style="italic"), "markup")


CAPS = Span(["b"], Look(font_variant="small-caps"), "markup")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("plain", ["plain"]),
        ("a\n\t b", ["a b"]),
        ("a <i>b</i> c", ["a ", italic("b"), " c"]),
        ("<b>b</b>", [Span(["b"], Look(font_weight="bold"), "markup")]),
        ("<sup>b</sup>", [Span(["b"], Look(vertical_align="sup"), "markup")]),
        ("<sub>b</sub>", [Span(["b"], Look(vertical_align="sub"), "markup")]),
        ("<sc>b</sc>", [CAPS]),
        ('<span style="font-variant: small-caps;">b</span>', [CAPS]),
        ('<span  style="font-variant:small-caps">b</span>', [CAPS]),
        ('<span class="nocase">b</span>', [Span(["b"], tag="nocase")]),
        ('<span class="nodecor">b</span>', [Span(["b"], tag="nodecor")]),
        # what is not closed, or closes nothing, or is no markup
        ("a <i>b", ["a ", "<i>", "b"]),
        ("a</i> b", ["a", "</i>", " b"]),
        ("<i>a<b>c</i>", [italic("a", "<b>", "c")]),
        ("<em>a</em>", ["<em>a</em>"]),
        # quotation marks
        ('"a"', [quoted("a")]),
        (
            "“a ‘b’ c”",
            [
                Span(
                    [
                        "a ",
                        Span(["b"], tag="quoted-‘", quotes=True),
                        Span([" c"], tag="typed"),
                    ],
                    tag="quoted-“",
                    quotes=True,
                )
            ],
        ),
        ("'a'", [quoted("a")]),
        ('"a", b', [quoted("a"), Span([", b"], tag="typed")]),
        ('5" disk', ["5", '"', " disk"]),
        # apostrophes
        ("Anna's", ["Anna", "’", "s"]),
        ("the '90s", ["the ", "’", "90s"]),
        ("rock 'n' roll", ["rock ", quoted("n"), Span([" roll"], tag="typed")]),
    ],
)
def test_markup(text: str, tree: list[Inline]) -> None:
    assert markup(text) == tree


PIECES = st.sampled_from(
    ["<i>", "</i>", "<sc>", "</sc>", '<span class="nocase">', "</span>", '"', "'", "“", "”", "‘",
     "’", "X", "Y1", " ", ", ", ".", "("]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_letters_are_never_lost_and_spans_are_not_shared(text: str) -> None:
    tree = markup(text)
    assert [c for c in plain(tree) if c in "XY1,.("] == [c for c in text if c in "XY1,.("]
    spans = [id(node) for node in walk(tree) if isinstance(node, Span)]
    assert len(spans) == len(set(spans))


def test_markup_is_only_so_deep() -> None:
    tree = markup("<i>" * 200 + "x" + "</i>" * 200)
    assert "x" in plain(tree)
    depth = 0
    while isinstance(tree[0], Span):
        tree, depth = tree[0].children, depth + 1
    assert 20 < depth < 60
