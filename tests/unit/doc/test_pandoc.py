"""Pandoc's tree: Cite elements become notes and text, and everything else stays."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archcite.doc.model import Cluster, NoteMark, Printed
from archcite.doc.pandoc import Pandoc
from archcite.errors import UnreadableInput
from archcite.inline import Look, Span
from archcite.render.layout import BibliographyLayout, Keyed
from archcite.render.pandoc import inlines

LAYOUT = BibliographyLayout(hanging_indent=True, entry_spacing=1)


def string(text: str) -> dict[str, Any]:
    return {"t": "Str", "c": text}


SPACE = {"t": "Space"}


def cite(key: str, mode: str = "NormalCitation", before: str = "", after: str = "") -> Any:
    one = {
        "citationId": key,
        "citationPrefix": [string(before)] if before else [],
        "citationSuffix": [string(after)] if after else [],
        "citationMode": {"t": mode},
        "citationNoteNum": 1,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[one], [string(f"[@{key}]")]]}


def tree(*nodes: Any, meta: dict[str, Any] | None = None) -> bytes:
    whole = {
        "pandoc-api-version": [1, 23],
        "meta": meta or {},
        "blocks": [{"t": "Para", "c": list(nodes)}],
    }
    return json.dumps(whole).encode()


def paragraph(data: bytes) -> list[Any]:
    nodes: list[Any] = json.loads(data)["blocks"][0]["c"]
    return [
        node["c"][1][0] if node["t"] == "Cite" and len(node["c"][1]) == 1 else node
        for node in nodes
    ]


def test_inlines_are_in_the_looks_of_the_tree() -> None:
    made = inlines(
        [
            "A ",
            Span(["b c"], Look(font_style="italic")),
            Span(["D"], Look(font_variant="small-caps")),
            Span(["x"], link="https://example.org/"),
        ]
    )
    assert made == [
        string("A"),
        SPACE,
        {"t": "Emph", "c": [string("b"), SPACE, string("c")]},
        {"t": "SmallCaps", "c": [string("D")]},
        {"t": "Link", "c": [["", [], []], [string("x")], ["https://example.org/", ""]]},
    ]


def test_a_note_stands_behind_the_punctuation() -> None:
    document = Pandoc(tree(string("So"), SPACE, cite("a", before="see", after=", p. 3"),
                           string(".”x")), "t")  # fmt: skip
    (cluster,) = (each for each in document.events if isinstance(each, Cluster))
    (one,) = cluster.citation.cites
    assert (one.id, one.prefix, one.locator) == ("a", "see", ("page", "3"))
    made = paragraph(document.woven([Printed([], ["N"])], [], LAYOUT))
    note = {"t": "Note", "c": [{"t": "Para", "c": [string("N")]}]}
    assert made == [string("So"), string(".”"), note, string("x")]


def test_citations_inside_notes_and_their_full_stops() -> None:
    note = {"t": "Note", "c": [{"t": "Para", "c": [cite("b"), string("; so")]}]}
    document = Pandoc(tree(cite("a"), note, cite("c", "AuthorInText")), "t")
    shown = [
        (each.citation.cites[0].id, bool(each.note)) if isinstance(each, Cluster) else "mark"
        for each in document.events
        if isinstance(each, (Cluster, NoteMark))
    ]
    assert shown == [("a", False), "mark", ("b", True), ("c", False)]
    printed = [Printed([], ["A"]), Printed(["B."], []), Printed(["C"], ["D"])]
    text = document.woven(printed, [], LAYOUT).decode()
    assert '[{"t":"Str","c":"B"}]' in text


def test_quoted_words_end_before_the_mark() -> None:
    quoted = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, [string("So"), SPACE, cite("a")]]}
    document = Pandoc(tree(quoted, string(","), SPACE, string("he")), "t")
    made = paragraph(document.woven([Printed([], ["N"])], [], LAYOUT))
    assert [node["t"] for node in made] == ["Quoted", "Str", "Note", "Space", "Str"]


def test_metadata_and_the_bibliography() -> None:
    meta = {
        "archcite-style": {"t": "MetaInlines", "c": [string("mla")]},
        "lang": {"t": "MetaString", "c": "de"},
        "reference-section-title": {"t": "MetaInlines", "c": [string("Quellen")]},
        "nocite": {"t": "MetaInlines", "c": [cite("z", "AuthorInText")]},
        "bibliography": {"t": "MetaList", "c": [{"t": "MetaInlines", "c": [string("x.bib")]}]},
        "link-citations": {"t": "MetaBool", "c": True},
    }
    document = Pandoc(tree(cite("a"), meta=meta), "t")
    assert document.settings[:3] == ("mla", "de", "Quellen")
    assert list(document.uncited) == ["z"]
    assert document.libraries == ["x.bib"]
    made = json.loads(document.woven([Printed(["A"], [])], [Keyed(["Roe."], "a")], LAYOUT))
    head, division = made["blocks"][1:]
    assert head["c"][2] == [string("Quellen")]
    assert division["c"][0] == [
        "refs", ["references", "csl-bib-body", "hanging-indent"], [["entry-spacing", "1"]],
    ]  # fmt: skip
    assert division["c"][1] == [
        {"t": "Div", "c": [["ref-a", ["csl-entry"], []], [{"t": "Para", "c": [string("Roe.")]}]]}
    ]
    (link,) = made["blocks"][0]["c"][0]["c"][1]
    assert link["c"][2] == ["#ref-a", ""]


def test_references_to_figures_are_left_alone() -> None:
    data = tree(cite("fig:one"), cite("sec-two"))
    document = Pandoc(data, "t")
    assert list(document.events) == []
    assert json.loads(document.woven([], [], LAYOUT)) == json.loads(data)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"meta": {}, "blocks": 1}']
)
def test_what_is_no_tree(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        Pandoc(data, "t")


def test_a_tree_of_too_many_levels() -> None:
    node: Any = string("x")
    for _ in range(300):
        node = {"t": "Emph", "c": [node]}
    with pytest.raises(UnreadableInput):
        Pandoc(tree(node), "t")
