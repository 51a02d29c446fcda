"""Typst and Org: which places are citations, and what stands there afterwards."""

from __future__ import annotations

import pytest

from archcite.doc.model import Cluster, NoteMark, Printed
from archcite.doc.org import Org
from archcite.doc.typst import Typst
from archcite.render.layout import BibliographyLayout

LAYOUT = BibliographyLayout()


def keys(document: Typst | Org) -> list[list[str]]:
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
        ("@a, @b.", [["a"], ["b"]]),
        ("@a-b_c:d.", [["a-b_c:d"]]),
        ("#cite(<a>)", [["a"]]),
        ('#cite(label("a/b"), supplement: "p. 3")', [["a/b"]]),
        ("#table([@a], cite(<b>))", [["a"], ["b"]]),
        ("a@b.org `@c` // @d\n/* @e */ \\@f $@g$ https://x.org/@h", []),
        ("= Intro <in>\n@in", []),
    ],
)
def test_citations_of_typst(text: str, found: list[list[str]]) -> None:
    assert keys(Typst(text, "t.typ")) == found


def test_forms_and_supplements_of_typst() -> None:
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


def test_typst_is_woven() -> None:
    text = (
        '#set text(lang: "de")\nA @a. #footnote[See @b; so.]\nB @c[3](x) cite(<d>)\n'
        '#bibliography("x.bib", title: [Quellen])\n'
    )
    document = Typst(text, "t.typ")
    assert document.settings.locale == "de"
    printed = [Printed([], ["A"]), Printed(["B."], []), Printed([], ["C"]), Printed([], ["D"])]
    made = document.woven(printed, [[["Roe."]]], LAYOUT).decode()
    assert made.startswith(
        '#set text(lang: "de")\nA.#footnote[A] #footnote[See B; so.]\n'
        "B#footnote[C];(x)footnote[D]\n"
        "#heading(numbering: none)[Quellen]\n#["
    )
    plain = "No citation: `@a`\n"
    assert Typst(plain, "t.typ").woven([], [], LAYOUT).decode() == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[cite:@a]", [["a"]]),
        ("[cite:see @a p. 3; -@b;end]", [["a", "b"]]),
        ("[cite/t:@a]", [["a"]]),
        ("[cite/text/c:@a.b:c]", [["a.b:c"]]),
        ("=[cite:@a]= ~[cite:@a]~", []),
        ("#+begin_src x\n[cite:@a]\n#+end_src", []),
        ("# [cite:@a]", []),
        ("a@b.org [cite:]", []),
    ],
)
def test_citations_of_org(text: str, found: list[list[str]]) -> None:
    assert keys(Org(text, "t.org")) == found


def test_affixes_and_styles_of_org() -> None:
    document = Org("[cite/na:see;cf. @a p. 3, /so/;@b;and others] [cite/n:@c]", "t.org")
    (cluster,) = (each for each in document.events if isinstance(each, Cluster))
    a, b = cluster.citation.cites
    assert a.prefix == "see cf."
    assert a.suffix == ", <i>so</i>"
    assert a.suppress_author
    assert b.suffix == "and others"
    assert document.uncited == ["c"]


def test_org_is_woven() -> None:
    text = (
        "#+language: de\n#+cite_export: csl my.csl\nA [cite:@a].[fn:1] B[fn:: in [cite:@b]; x]\n\n"
        "[fn:1] Note [cite:@c].\n\n#+print_bibliography: :x y\n"
    )
    document = Org(text, "t.org")
    assert (document.settings.locale, document.settings.style) == ("de", "my.csl")
    shown = [
        each.citation.cites[0].id if isinstance(each, Cluster) else "mark"
        for each in document.events
        if isinstance(each, (Cluster, NoteMark))
    ]
    assert shown == ["a", "mark", "c", "mark", "b"]
    printed = [Printed([], ["A]"]), Printed(["C."], []), Printed(["B."], [])]
    made = document.woven(printed, [[["Roe*."]]], LAYOUT).decode()
    assert "A.[fn:: A\\rbrack{}][fn:1] B[fn:: in B; x]" in made
    assert "[fn:1] Note C.\n" in made
    assert "print_bibliography" not in made
