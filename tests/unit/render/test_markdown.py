"""Markdown: the data's signs escaped where they would act, the looks in pandoc's marks."""

from __future__ import annotations

import pytest

from archcite.inline import Inline, Look, Span
from archcite.render import markdown

ITALIC, BOLD = Look(font_style="italic"), Look(font_weight="bold")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("*a* `b` [c] {d} ~e~ ^f^", r"\*a\* \`b\` \[c\] \{d\} \~e\~ \^f\^"),
        ("\\input{x} $y$ @key |", r"\\input\{x\} \$y\$ \@key \|"),
        ("<script>", r"\<script>"),
        ("_a_ b_c", r"\_a\_ b_c"),
        ("a -- b ...", r"a -\- b \..."),
        ("\"a\" 'b'", r"\"a\" \'b\'"),
        ("A & B &amp; C", r"A & B \&amp; C"),
        ("!", r"\!"),
        ("wait! what", "wait! what"),
        ("“Report,” May 27, 1966 (fol. 2).", "“Report,” May 27, 1966 (fol. 2)."),
    ],
)
def test_escapes_in_a_line(text: str, escaped: str) -> None:
    assert markdown.escape(text) == escaped


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1. One", r"1\. One"),
        ("i) one", r"i\) one"),
        ("(1) one", r"\(1) one"),
        ("1966. Report", r"1966\. Report"),
        ("A. Gromyko", r"A\. Gromyko"),
        ("(2) 1", r"\(2) 1"),
        ("# One", r"\# One"),
        ("#. One", r"#\. One"),
        ("- one", r"\- one"),
        ("> one", r"\> one"),
        (": one", r"\: one"),
        ("=====", r"\====="),
        ("    one", " one"),
        ("1966 report", "1966 report"),
        ("(see it)", "(see it)"),
    ],
)
def test_escapes_at_the_beginning(text: str, escaped: str) -> None:
    assert markdown.render([text]) == escaped


def test_looks() -> None:
    nodes: list[Inline] = [
        Span(["a"], ITALIC),
        " ",
        Span(["b"], BOLD),
        " ",
        Span(["c d"], Look(font_variant="small-caps")),
        Span(["e f"], Look(vertical_align="sup")),
        Span(["g"], Look(vertical_align="sub")),
        Span(["h"], Look(text_decoration="underline")),
    ]
    assert markdown.render(nodes) == (r"*a* **b** [c d]{.smallcaps}^e\ f^~g~[h]{.underline}")


def test_roman_inside_italics_closes_them() -> None:
    nodes: list[Inline] = [Span(["On ", Span(["War"], Look(font_style="normal")), " now"], ITALIC)]
    assert markdown.render(nodes) == "*On* War *now*"


def test_spaces_stand_outside_the_marks() -> None:
    assert markdown.render(["a", Span([" b "], ITALIC), "c"]) == "a *b* c"
    assert markdown.render([Span(["a ", Span(["b"], BOLD)], ITALIC)]) == "*a **b***"


def test_links() -> None:
    address = "https://a.example/x_(y)"
    assert markdown.render([Span(["*t*"], link=address), "{.x}"]) == (
        r"[\*t\*](https://a.example/x\_%28y%29)\{.x\}"
    )
    plain_address = "https://a.example/x_y"
    assert markdown.render([Span([plain_address], link=plain_address)]) == f"<{plain_address}>"
    assert markdown.render(["so!", Span(["t"], link="https://a.example")]) == (
        r"so\![t](https://a.example)"
    )


def test_blocks_and_bibliography() -> None:
    entry: list[Inline] = [
        Span(["Gromyko"], Look(display="block")),
        Span(["1950"], Look(display="indent")),
    ]
    assert markdown.bibliography([entry, ["# Two"]]) == "Gromyko\\\n1950\n\n\\# Two"
