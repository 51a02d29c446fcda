"""Org: which places are citations, and what stands there afterwards."""

from __future__ import annotations

import pytest

from archcite.doc.model import Cluster, NoteMark, Printed, Unclosed
from archcite.doc.org import Org
from archcite.render.layout import BibliographyLayout

LAYOUT = BibliographyLayout()


def keys(document: Org) -> list[list[str]]:
    return [
        [cite.id for cite in each.citation.cites]
        for each in document.events
        if isinstance(each, Cluster)
    ]


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
        (r"\(x [cite:@a]\) $[cite:@b]$ costs $5 [cite:@c], or $6", [["c"]]),
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


def test_citations_that_are_never_closed_are_told() -> None:
    document = Org("one\n\nTwo [cite:@a p. 3\n\n=[cite:@b= [cite: nothing", "t.org")
    assert [each.line for each in document.events if isinstance(each, Unclosed)] == [3]
