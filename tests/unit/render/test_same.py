"""The quick renderers print what the slow ones print, whatever the tree."""

from __future__ import annotations

from hypothesis import example, given

import slow_render
from archcite.inline import Inline, Look, Span
from archcite.render import html, plain
from archcite.render.looks import blocks, runs
from trees import NODES


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
