"""The quick renderers print what the slow ones print, whatever the tree."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

import slow_render
from archcite.inline import Inline, Look, Span
from archcite.render import html, plain
from archcite.render.looks import blocks, runs

TEXTS = st.one_of(
    st.text(max_size=8),
    st.text(alphabet="a <>&\"'\n\r\t\x00\x1b\u202e\u2066\u2029\ud800ªᵉ™ˀ\u00a0", max_size=6),
    st.sampled_from(["", " ", "  ", "Report", ". "]),
)
LOOKS = st.builds(
    Look,
    st.sampled_from(["", "", "italic", "oblique", "normal"]),
    st.sampled_from(["", "", "small-caps", "normal"]),
    st.sampled_from(["", "", "bold", "light", "normal"]),
    st.sampled_from(["", "", "underline", "none", "wavy"]),
    st.sampled_from(["", "", "sup", "sub", "baseline"]),
    st.sampled_from(["", "", "", "block", "left-margin", "right-inline", "indent", "odd"]),
)
LINKS = st.sampled_from(
    ["", "", "", "https://a.example/?b=1&c='<", "doi:10.1/x", "javascript:x", "https://\x00/"]
)
TREES: st.SearchStrategy[Inline] = st.recursive(
    TEXTS,
    lambda inner: st.builds(
        Span, st.lists(inner, max_size=4), st.one_of(st.just(Look()), LOOKS), link=LINKS
    ),
    max_leaves=20,
)
NODES = st.lists(TREES, max_size=5)


def slow_plain(nodes: list[Inline]) -> str:
    text = ""
    for _, inside in blocks(slow_render.runs(nodes)):
        part = "".join(run.text for run in inside)
        gap = text and part and not (text[-1].isspace() or part[0].isspace())
        text += " " * bool(gap) + part
    return text


@given(NODES)
@example([Span(["a", Span([], Look(display="block")), "b"], Look(display="indent")), "c"])
@example([Span([Span(["\x00"], Look(vertical_align="sup"))], link="https://a.example"), "c"])
def test_html(nodes: list[Inline]) -> None:
    assert html.render(nodes) == slow_render.render_html(nodes)


@given(NODES)
def test_html_without_links(nodes: list[Inline]) -> None:
    def bare(nodes: list[Inline]) -> list[Inline]:
        return [
            node if isinstance(node, str) else Span(bare(node.children), node.look)
            for node in nodes
        ]

    assert html.render(nodes, links=False) == slow_render.render_html(bare(nodes))


@given(NODES)
@example([Span(["a", Span([Span(["b"], Look(display="block"))]), "c"]), "d"])
@example([Span([Span([""], Look(display="block")), "c"], Look(display="indent")), "d"])
def test_runs(nodes: list[Inline]) -> None:
    assert runs(nodes) == slow_render.runs(nodes)


@given(NODES)
def test_plain(nodes: list[Inline]) -> None:
    assert plain.render(nodes) == slow_plain(nodes)
