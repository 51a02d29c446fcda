"""Typst: which places are citations, and what stands there afterwards."""

from __future__ import annotations

import pytest

from archcite.doc import typst_reading
from archcite.doc.model import Cluster, Included, NoteMark, Printed, Unclosed
from archcite.doc.typst import Typst
from archcite.doc.wanted import ALL, Question
from archcite.errors import ProblemsFound
from archcite.render.layout import BibliographyLayout

LAYOUT = BibliographyLayout()


def keys(document: Typst) -> list[list[str]]:
    return [
        [cite.id for cite in each.citation.cites]
        for each in document.events
        if isinstance(each, Cluster)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@a", [["a"]]),
        ("@a[p. 3]", [["a"]]),
        ("@a @b[2]", [["a", "b"]]),
        ("@a\n@b // c\n@c\n\n@d", [["a", "b", "c"], ["d"]]),
        ("@a, @b.", [["a"], ["b"]]),
        ("@a-b_c:d.", [["a-b_c:d"]]),
        ("me@example.org, write@x-y.archive.org. and ü@b.c", [["b.c"]]),
        ('word@a "@b" (@c) @Müller-', [["a"], ["b"], ["c"], ["Müller-"]]),
        ("#cite(<a>)", [["a"]]),
        ('#cite(form: "normal", <a>,)', [["a"]]),
        ('#cite(label("a/b"), supplement: "p. 3")', [["a/b"]]),
        ("#ref(<a>) #link(<b>)[c] #quote(attribution: <d>)[@e]", [["a"], ["d"], ["e"]]),
        ("#table([@a], cite(<b>))", [["a"], ["b"]]),
        ("we cite(<a>) in words", []),
        ("#let f(x) = {\n cite(<a>)\n [@b]\n}\n@c", [["a"], ["b"], ["c"]]),
        ('#let cite(k) = k\n#set cite(style: "x")\n@a', [["a"]]),
        ("#if x [@a] else if y { cite(<b>) } else [@c] @d", [["a"], ["b"], ["c"], ["d"]]),
        ('#for i in (1, 2) [#i] said "@a', [["a"]]),
        ('#context [x] said "@a', [["a"]]),
        ('#x.y("@s").z[@a] said "@b"', [["a"], ["b"]]),
        ('$ x "$" @g #footnote[@a $y$] $ @b', [["a"], ["b"]]),
        ("`@c` ```\n@d``` // @d\n/* /* @e */ @e */ \\@f https://x.org/@h[(@h)] @a", [["a"]]),
        ('#link("mailto:a@b.org") #raw("@c") #"@d"', []),
        ("= Intro <in>\n@in @a", [["a"]]),
        ('#figure[x] #label("f/g") #mark(<m>) @m #ref(label("f/g"))', []),
    ],
)
def test_citations(text: str, found: list[list[str]]) -> None:
    assert keys(Typst(text, "t.typ")) == found


def test_forms_and_supplements() -> None:
    text = (
        '#cite(<a>, form: "prose", supplement: [fol. 2, _so_]) #cite(<b>, form: "full") '
        '#cite(<c>, form: "year") #cite(<d>, form: none)'
    )
    document = Typst(text, "t.typ")
    one, two, three = (each for each in document.events if isinstance(each, Cluster))
    assert one.citation.composite
    (cite,) = one.citation.cites
    assert cite.locator is not None
    assert (cite.locator.label, cite.locator.value) == ("folio", "2")
    assert cite.suffix == ", <i>so</i>"
    assert (two.kind, three.kind) == ("whole", "year")
    assert document.uncited == ["d"]


def test_footnotes_are_counted_where_they_are_made() -> None:
    text = 'A#footnote[b @c @d] #footnote(<n>) #set footnote(numbering: "*")\n#footnote("e")'
    first, cluster, last = Typst(text, "t.typ").events
    assert isinstance(first, NoteMark)
    assert isinstance(cluster, Cluster)
    assert cluster.note == first.id
    assert isinstance(last, NoteMark)


def test_documents_are_woven() -> None:
    text = (
        '#set text(lang: "de", region: "CH")\nA @a. #footnote[See @b; so.]\n'
        'B @c[3](x) #f(cite(<d>), 1)\n#bibliography("x.bib", title: [Quellen])\n'
    )
    document = Typst(text, "t.typ")
    assert document.settings.locale == "de-CH"
    printed = [Printed([], ["A"]), Printed(["B."], []), Printed([], ["C"]), Printed([], ["D"])]
    made = document.woven(printed, [[["Roe."]]], LAYOUT).decode()
    assert made.startswith(
        '#set text(lang: "de", region: "CH")\nA.#footnote[A] #footnote[See B; so.]\n'
        "B#footnote[C];(x) #f(footnote[D], 1)\n"
        "#heading(numbering: none)[Quellen]\n#["
    )
    plain = "No citation: `@a`\n"
    assert Typst(plain, "t.typ").woven([], [], LAYOUT).decode() == plain


def test_a_bibliography_may_be_given_to_a_template() -> None:
    text = '#set bibliography(title: none)\n#show: paper.with(refs: bibliography("x.bib"))\nA @a.\n'
    made = Typst(text, "t.typ").woven([Printed(["(Roe)"], [])], [[["Roe."]]], LAYOUT).decode()
    assert "#show: paper.with(refs: [#[\nRoe.\n]])\nA (Roe).\n" in made
    assert Typst('#f(bibliography("x"))', "t.typ").woven([], [[]], LAYOUT) == b"#f([])"


def test_nothing_moves_into_a_comment() -> None:
    document = Typst("One. // why\n@a", "t.typ")
    made = document.woven([Printed([], ["A"])], [], LAYOUT).decode()
    assert made == "One. // why\n#footnote[A]"


def test_labels_of_all_files_are_no_citations() -> None:
    main = Typst('@fig-map @a #include "ch/one.typ"\n#import "@preview/x:1.0.0": y', "d/main.typ")
    assert keys(main) == [["fig-map", "a"]]
    part = Typst('#figure[x] <fig-map> #import "/lib.typ": f', "d/ch/one.typ", main=main)
    assert keys(main) == [["a"]]
    assert [each for each in main.events if isinstance(each, Included)] == [
        Included("d/ch/one.typ")
    ]
    assert list(part.events) == [Included("d/lib.typ", optional=True)]


@pytest.mark.parametrize(
    ("text", "sign"), [("$x", "$"), ("a\n`x", "`"), ("````x```", "```"), ('#f("x', '"')]
)
def test_what_is_never_closed_is_told(text: str, sign: str) -> None:
    with pytest.raises(ProblemsFound) as raised:
        Typst(f"\n{text}", "t.typ")
    (problem,) = raised.value.problems
    assert problem.code == "document-unclosed"
    assert f"the {sign} here" in problem.message
    assert problem.where == f"t.typ:{3 if text.startswith('a') else 2}"


_MANY = 100_000  # whatever is not linear takes minutes of these


@pytest.mark.parametrize(
    "sign", ["[", "(", "#[", "#f(", "#{", "/*", "/* */", "]", "@a[", "<a", "#cite(",
             "#cite(<a>", "#if a [", "#let x = ", "\\", "#footnote[", "https://[", "@a\n", "//"],
)  # fmt: skip
def test_very_many_signs_that_are_not_closed_are_left_alone(sign: str) -> None:
    text = sign * _MANY
    made = Typst(text, "t.typ")
    clusters = [each for each in made.events if isinstance(each, Cluster)]
    printed = [Printed(["x"], [])] * len(clusters)
    assert len(made.woven(printed, [], LAYOUT)) <= len(text) + 2


@pytest.mark.parametrize("sign", ["#f[$", "#f(`a", "``", '#f("a'])
def test_very_many_signs_that_typst_stops_at_are_told(sign: str) -> None:
    with pytest.raises(ProblemsFound, match="never closed"):
        Typst(sign * (_MANY + 1), "t.typ")


def test_brackets_are_matched_by_what_they_stand_in() -> None:
    text = '#f(")", [a ) ] b]) #footnote[`]` $]$ \\] [x] // ]\n]'
    found = typst_reading.read(text)
    ends = {text[start]: end for start, end in sorted(found.closes.items(), reverse=True)}
    assert ends["("] == text.index(" #footnote")
    assert found.closes[text.index("[`")] == len(text)


def test_several_bibliographies_list_what_their_files_have() -> None:
    text = 'A @a. B @b.\n#bibliography("a.yml", title: [One])\n#bibliography(("b.yml", "c.bib"))\n'
    document = Typst(text, "t.typ")
    assert [each.line for each in document.bibliographies] == [2, 3]
    wanted = [Question("file", ("a.yml",)), Question("file", ("b.yml", "c.bib"))]
    assert [each.wanted for each in document.bibliographies] == wanted
    printed = [Printed(["(Roe)"], []), Printed(["(Poe)"], [])]
    made = document.woven(printed, [[["Roe."]], [["Poe."]]], LAYOUT).decode()
    assert "[One]\n#[\nRoe.\n]" in made
    assert "[Bibliography]\n#[\nPoe.\n]" in made
    (only,) = Typst('@a #bibliography("a.yml")', "t.typ").bibliographies
    assert only.wanted == ALL


def test_citations_that_are_never_closed_are_told() -> None:
    document = Typst("@a[p. 3]\n#cite(<b>\n", "t.typ")
    assert [each.line for each in document.events if isinstance(each, Unclosed)] == [2]
    document = Typst("\n@a[p. 3", "t.typ")
    assert [each.line for each in document.events if isinstance(each, Unclosed)] == [2]
