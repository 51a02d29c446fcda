"""Pandoc's tree: Cite elements become notes and text, and everything else stays."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from archcite.doc.model import Cluster, NoteMark, Printed
from archcite.doc.pandoc import Pandoc
from archcite.doc.parts import listed
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
    made = json.loads(document.woven([Printed(["A"], [], "a")], [[Keyed(["Roe."], "a")]], LAYOUT))
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


def div(id_: str, *classes: str, **pairs: str) -> dict:
    said = [list(pair) for pair in pairs.items()]
    return {"t": "Div", "c": [[id_, list(classes), said], []]}


def head(level: int) -> dict:
    return {"t": "Header", "c": [level, ["", [], []], [string("H")]]}


def para(key: str) -> dict:
    return {"t": "Para", "c": [cite(key)]}


def document_of(*blocks: dict, **meta: dict) -> Pandoc:
    said = {name.replace("_", "-"): value for name, value in meta.items()}
    return Pandoc(json.dumps({"meta": said, "blocks": blocks}).encode(), "t")


def test_several_bibliographies_and_the_entries_to_which_citations_lead() -> None:
    document = document_of(
        head(1), para("a"), div("refs-1", "chapter"), head(1), para("a"),
        {"t": "Div", "c": [["", [], []], [div("refs-x", keyword="k")]]}, div("refs"),
        link_citations={"t": "MetaBool", "c": True},
    )  # fmt: skip
    assert [each.within.kind for each in document.bibliographies] == ["heading", "", ""]
    assert listed([document]).keys == [[frozenset("a"), None, None]]
    lists = [[Keyed(["Roe."], "a")], [], [Keyed(["Roe."], "a--2")]]
    printed = [Printed(["A"], [], "a"), Printed(["B"], [], "a--2")]
    made = document.woven(printed, lists, LAYOUT).decode()
    assert re.findall(r'"(#?ref-[^"]*)"', made) == ["#ref-a", "ref-a", "#ref-a--2", "ref-a--2"]
    blocks = json.loads(made)["blocks"]
    assert blocks[5]["c"][1] == [div("refs-x", keyword="k")]
    assert blocks[2]["c"][0][:2] == ["refs-1", ["chapter", "references", "csl-bib-body",
                                                "hanging-indent"]]  # fmt: skip


def test_each_chapter_gets_a_bibliography_where_the_metadata_says_so() -> None:
    level = {"t": "MetaMap", "c": {"level": {"t": "MetaString", "c": "2"}}}
    blocks = (head(1), para("a"), head(2), para("b"), head(2), head(1), para("c"))
    title = {"t": "MetaInlines", "c": [string("Sources")]}
    document = document_of(*blocks, section_bibliographies=level, reference_section_title=title)
    assert listed([document]).keys == [[frozenset(each) for each in "abc"]]
    lists = [[Keyed([each], each)] for each in "abc"]
    made = json.loads(document.woven([Printed(["A"], [])] * 3, lists, LAYOUT))["blocks"]
    assert [each["t"] for each in made] == [
        "Header", "Para", "Div", "Header", "Para", "Div", "Header", "Header", "Para", "Div",
    ]  # fmt: skip
    assert [made[at]["c"][0][0] for at in (2, 5, 9)] == ["refs-1", "refs-2", "refs-4"]
    assert made[2]["c"][1][0]["c"][0] == 3
    true = {"t": "MetaBool", "c": True}
    document = document_of(*blocks, section_bibliographies=true)
    assert listed([document]).keys == [[frozenset("ab"), frozenset("c")]]
    assert document_of(para("a"), section_bibliographies=true).bibliographies == []


def test_files_that_the_metadata_names() -> None:
    files = {"lit": {"t": "MetaString", "c": "l.bib"},
             "arch": {"t": "MetaList", "c": [{"t": "MetaString", "c": "a.json"}]}}  # fmt: skip
    document = document_of(para("a"), bibliography={"t": "MetaMap", "c": files})
    assert document.settings.files == (("lit", ("l.bib",)), ("arch", ("a.json",)))
    assert document.libraries == ["l.bib", "a.json"]


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
