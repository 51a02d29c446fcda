"""Finished citations that try to be more than text, in every output format at once."""

from __future__ import annotations

from archcite.inline import Inline, Look, Span
from archcite.render.layout import BibliographyLayout, Block, Heading, Term

ITALIC, BOLD, CAPS = Look(font_style="italic"), Look(font_weight="bold"), Look("", "small-caps")
SUP, SUB = Look(vertical_align="sup"), Look(vertical_align="sub")
THIN = Look(font_weight="light")
LINE = Look(text_decoration="underline")
UPRIGHT = Look(font_style="normal")
LEFT, RIGHT = Look(display="left-margin"), Look(display="right-inline")
BLOCK, INDENT = Look(display="block"), Look(display="indent")

_TEXTS = {
    "HTML and XML": "<script>alert(\"x\")</script> <b>A &amp; B & C &#38;</b> <!-- --> ]]> 'y'",
    "LaTeX": r"\input{/etc/passwd} \write18{x} $x^2_3$ % no comment #1 ~ {a} }{ \\ a--b ''c'' ^^M",
    "Typst": '#eval("1+1") #x $ a $ <l> @r // no /* no */ https://a.example -1 a-1 ... -? [b] 1--2',
    "RTF": r"{\rtf1 \par} \u8217? \'e9 {\*\fldinst x} \bin9 }",
    "reStructuredText": "|s| :sup:`x` `l`_ word_ __a _b *c* **d** [1]_ a:b http://e.org f@g.org ::",
    "Markdown": "*a* _b_ `c` [d](e) ![f](g) ~~h~~ ^i^ <j> $k$ @l {.m} &nbsp; a_b ...",
    "controls and directions": "a\x00\x07\x1b[31mb\x9b31mc\rd\u202ee\u2066f\u2069g\u200fh\u2028i"
    "\ud800j\ufffek\tl\nm",
    "letters": "Ёлка, “Страх” – ‘x’ 金日成 😀 f.\u00a012 café",
    "JSON": '"}, {"tag": "x\\u0041\\',
}
_BEGINNINGS = """
    - a|-5|1. a|12) a|= a|== a ==|# a|+ a|(i) a|A. Gromyko|> a|:a: b|====|....|.. a:: b|[1] a|/ a
    >>> a|::|-a b|--a  b|* a|** a|; a|.a|__ a|'a|"a" b|~a|%a|@a|{a|}a|\\a|(a) b|#. a
    1986. A great year!
"""

CASES: dict[str, list[Inline]] = {
    **{name: [text] for name, text in _TEXTS.items()},
    **{
        f"beginning {text}": [text]
        for line in _BEGINNINGS.strip().splitlines()
        for text in line.strip().split("|")
    },
    "looks": [
        Span(["italic ", Span(["roman"], UPRIGHT), " italic ", Span(["both"], BOLD)], ITALIC),
        " ", Span(["Caps"], CAPS), Span(["up"], SUP), Span(["down"], SUB), " ",
        Span(["line"], LINE), Span(["slanted"], Look("oblique")), Span(["thin"], THIN),
    ],
    "looks around signs": [
        Span(["*a*"], ITALIC), "(b)", Span([" c] "], BOLD), ";", Span(["}"], SUP), ".d ",
        "(", Span([")"], ITALIC), ")", Span(["`"], BOLD), "[", Span(["#e"], CAPS), "-1 ",
        Span(["- f"], ITALIC), ":g", Span([" "], BOLD), Span(["h:"], ITALIC), "_",
        Span(["i\\"], SUB),
    ],
    "a link": [
        "At ", Span(["<a>] \\ {", Span(["b"], ITALIC)], link="https://a.example/x_y?a=1&b='\"<>\\{}#~%z_"),
        ".", Span(["doi:10.1000/x_"], link="doi:10.1000/x_"), "(c)",
    ],
    "an address": [Span(["https://a.example/x_y?b=1"], link="https://a.example/x_y?b=1"), "."],
    "a link to nowhere": [Span(["here"], link="javascript:alert(1)"), ", ",
                          Span(["there"], link="file:///etc/passwd")],
    "blocks": [
        Span(["[1]"], LEFT), Span(["- Report;"], RIGHT), Span(["= A note"], BLOCK),
        Span(["(Indented)"], INDENT), "rest",
    ],
}  # fmt: skip

HANGING = BibliographyLayout(hanging_indent=True, line_spacing=2, entry_spacing=1)
ENTRIES: list[list[Inline]] = [CASES["LaTeX"], CASES["looks"], ["= A"], ["[1] #b"]]
ASIDE = BibliographyLayout(second_field_align="flush")
NUMBERED: list[list[Inline]] = [
    [Span(["[1]"], LEFT), Span(["- One ", Span(["title"], ITALIC)], RIGHT)],
    [Span(["[100]"], LEFT), Span(["(Two)"], RIGHT), Span(["A note"], INDENT)],
    ["No number"],
]

_NAMES = ["a] b : c :: d", "- a", "::", "#", "C #", "[1]", "A. B", "====", "Ф. 金日成", "\\"]
HEADED: list[Block] = [
    Heading(["Archives & <b>Co.</b>"]),
    Heading(["RGANI, ", Span(["Moscow"], ITALIC)], 2),
    ["One"],
    CASES["looks"],
    *(Heading([text], level % 2 + 1) for level, text in enumerate([*_TEXTS.values(), *_NAMES])),
    *(Term([name], [text]) for name, text in zip(_NAMES, [*_TEXTS.values(), ""], strict=True)),
    ["Two"],
]
