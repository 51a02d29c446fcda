"""Markdown: which places are citations, and what stands there afterwards."""

from __future__ import annotations

import pytest

from archcite.app.opening import markdown as opened
from archcite.doc.markdown import Markdown
from archcite.doc.model import Cluster, NoteMark, Printed, Unclosed
from archcite.errors import ProblemsFound
from archcite.render.layout import BibliographyLayout

LAYOUT = BibliographyLayout(hanging_indent=True)


def read(text: str) -> Markdown:
    return Markdown(text, "t.md")


def keys(text: str) -> list[list[str]]:
    return [
        [cite.id for cite in event.citation.cites]
        for event in read(text).events
        if isinstance(event, Cluster)
    ]


def woven(text: str, *notes: str, texts: bool = False) -> str:
    """The document with those texts in new notes, or in the places of its citations."""
    printed = [Printed([each], []) if texts else Printed([], [each]) for each in notes]
    return read(text).woven(printed, [], LAYOUT).decode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[@a]", [["a"]]),
        ("[see @a, pp. 3-5; -@b]", [["a", "b"]]),
        ("[@{odd key}, fol. 2v]", [["odd key"]]),
        ("@a says", [["a"]]),
        ("@a [p. 3] says", [["a"]]),
        ("@a [p. 3; @b] says", [["a", "b"]]),
        ("-@a says", [["a"]]),
        ("*[@a]* **@b**", [["a"], ["b"]]),
        ("| a | [@a] |\n|---|---|\n| b | @b |", [["a"], ["b"]]),
        ("- one [@a]\n\n    more [@b]", [["a"], ["b"]]),
        ("> quoted [@a]", [["a"]]),
        ("# Heading [@a]", [["a"]]),
        ("{cite:p}`a,b` {cite:t}`c` {cite}`d`", [["a", "b"], ["c"], ["d"]]),
        ("![A caption [@a]](x.png)", [["a"]]),
        ("[words [@a]](https://example.org)", [["a"]]),
        ("::: {.callout}\n[@a]\n:::", [["a"]]),
        ("[@a:b.c/d_e]", [["a:b.c/d_e"]]),
        ("[@a.]", [["a"]]),
        ("[@größe; @Иванов1950]", [["größe", "Иванов1950"]]),
    ],
)
def test_citations_are_found(text: str, found: list[list[str]]) -> None:
    assert keys(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "write to ada@example.org",
        "<ada@example.org>",
        "`[@a]`",
        "``a ` [@a]``",
        "```\n[@a]\n```",
        "~~~ {.py}\n@a\n~~~",
        "para\n\n    [@a]\n",
        "<!-- [@a] -->",
        "$x_{@a}$ and $$@a$$",
        "https://example.org/@a",
        "[x](https://example.org/@a)",
        "\\@a",
        "\\[@ a]",
        "[a](b@c)",
        "{{< video https://example.org/@a >}}",
        "See @fig-one, @tbl-two and [@sec-three].",
        "[@fig:one]",
        "@",
        "---\nauthor: a@b\n---\n",
        "---\nnocite: '@a'\n---\n",
    ],
)
def test_what_is_no_citation_is_left_alone(text: str) -> None:
    assert keys(text) == []
    assert woven(text) == text


def test_modes_and_affixes() -> None:
    document = read("[see *also* @a, pp. 3-5, but *not* this; -@b]; @c [4] says")
    one, two = (each.citation for each in document.events if isinstance(each, Cluster))
    a, b = one.cites
    assert a.prefix == "see <i>also</i>"
    assert a.locator is not None
    assert (a.locator.label, a.locator.value) == ("page", "3-5")
    assert a.suffix == ", but <i>not</i> this"
    assert b.suppress_author
    assert two.composite
    assert not one.composite


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("It was so [@a].", "It was so.^[N]"),
        ("So [@a], and", "So,^[N] and"),
        ("“It was so [@a].”", "“It was so.”^[N]"),
        ('"So [@a]", he', '"So",^[N] he'),
        ("So  [@a] and", "So^[N] and"),
        ("So[@a]", "So^[N]"),
        ("[@a] So", "^[N] So"),
        ("word\n[@a], next", "word,^[N] next"),
        ("word\r\n[@a] next", "word^[N] next"),
        ("# Heading\n[@a] next", "# Heading\n^[N] next"),
        ("word\n\n[@a] next", "word\n\n^[N] next"),
        ("So [@a]!", "So!^[N]"),
        ("So [@a].[^n]", "So.^[N]<!-- -->[^n]"),
        ("So [@a].(x)", "So.^[N]<!-- -->(x)"),
    ],
)
def test_the_mark_of_a_note_stands_behind_the_punctuation(text: str, after: str) -> None:
    assert woven(text, "N") == after


def test_full_stops_meet_once() -> None:
    text = "A[^n]\n\n[^n]: See [@a]; and [@b]. So [@c] too. [@d]"
    made = woven(text, *"ABCD", texts=True)
    assert made == "A[^n]\n\n[^n]: See A; and B. So C too. D"
    made = woven(text, "A.", "B.", "“C.”", "D.", texts=True)
    assert made == "A[^n]\n\n[^n]: See A; and B. So “C” too. D."


def test_footnotes_are_read_where_their_marks_stand() -> None:
    text = (
        "One[^b] and [@k]. Two[^a]\n\n[^a]: A [@a]\n\n    more [@a2]\n\n"
        "[^b]: B [@b] ^[no]\n\nEnd^[In [@c].]"
    )
    events = read(text).events
    shown = [
        each.citation.cites[0].id if isinstance(each, Cluster) else "mark"
        for each in events
        if isinstance(each, (Cluster, NoteMark))
    ]
    assert shown == ["mark", "b", "k", "mark", "a", "a2", "mark", "c"]
    inside = {
        each.citation.cites[0].id: bool(each.note) for each in events if isinstance(each, Cluster)
    }
    assert inside == {"b": True, "k": False, "a": True, "a2": True, "c": True}


def test_lines_are_told() -> None:
    events = read("one\n\n[@a]\n\ntwo [@b]").events
    assert [each.line for each in events if isinstance(each, Cluster)] == [3, 5]


def test_metadata_is_read() -> None:
    document = read(
        "---\ncsl: my.csl # mine\nlang: 'de-DE'\nreference-section-title: Quellen\n"
        "suppress-bibliography: true\nnocite: |\n  @a, @{b c}\n---\n[@x]"
    )
    assert document.settings.style == "my.csl"
    assert document.settings.locale == "de-DE"
    assert document.settings.title == "Quellen"
    assert document.settings.no_bibliography
    assert list(document.uncited) == ["a", "b c"]
    assert list(read("---\nnocite: '@*'\n---\n").uncited) == ["*"]


def test_the_bibliography_stands_in_its_place_or_at_the_end() -> None:
    entries = [["Roe."]]
    assert (
        read("A\n\n::: {#refs}\n:::\n\nB\n").woven([], [entries], LAYOUT).decode()
        == "A\n\n::: {#refs}\n\nRoe.\n\n:::\n\nB\n"
    )
    assert read('A\n\n<div id="refs"></div>\n').woven([], [entries], LAYOUT).decode() == (
        'A\n\n<div id="refs">\n\nRoe.\n\n</div>\n'
    )
    at_end = read("---\nreference-section-title: Sources\n---\nA").woven([], [entries], LAYOUT)
    assert at_end.decode().endswith("A\n\n# Sources\n\n::: {#refs}\n\nRoe.\n\n:::\n")
    assert read("A ::: {#refs}\n:::").settings.place is False


def test_other_files_are_kept_as_they_are() -> None:
    data = b"\xef\xbb\xbfOne [@a].\r\n\r\nTwo \xff [@b]\r\n"
    document = opened(data, "t.md")
    made = document.woven([Printed([], ["A"]), Printed([], ["B"])], [], LAYOUT)
    assert made == b"\xef\xbb\xbfOne.^[A]\r\n\r\nTwo \xff^[B]\r\n"
    metadata = opened(b"---\r\nlang: fr\r\n---\r\n\r\n```\r\n[@a]\r\n```\r\n", "t.md")
    assert metadata.settings.locale == "fr"
    assert list(metadata.events) == []
    listed = opened(b"A\r\n", "t.md").woven([], [[["Roe."], ["Poe."]]], LAYOUT)
    assert listed == b"A\r\n\r\n::: {#refs}\r\n\r\nRoe.\r\n\r\nPoe.\r\n\r\n:::\r\n"


def test_every_broken_citation_is_told_with_its_line() -> None:
    with pytest.raises(ProblemsFound) as caught:
        read("one\n\n[see @a @b]\n\n[@c @d]")
    assert [each.where for each in caught.value.problems] == ["t.md:3", "t.md:5"]


@pytest.mark.parametrize(
    "text", ["[@a", "[" * 3000 + "@a", "`" * 3000 + "@", "^[" * 2000, "*" * 5000]
)
def test_what_is_never_closed_ends_in_time(text: str) -> None:
    assert isinstance(keys(text), list)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One [@a]. Two [@b, p. 4\nand more.\n\nThree [@c].", [1]),
        ("a\n\nb [see @a, p. 4", [3]),
        ("a [@a, and [@b].\n", [1]),
        ("the interval [0, 5) of @a", []),
        (r"no \[@a, and `[@a` and <!-- [@a -->", []),
        ("an e-mail [me@x.org", []),
    ],
)
def test_citations_that_are_never_closed_are_told(text: str, lines: list[int]) -> None:
    assert [each.line for each in read(text).events if isinstance(each, Unclosed)] == lines


@pytest.mark.parametrize(
    ("before", "guarded"),
    [
        ("", True), ("> ", True), ("- ", True), ("1. ", True), ("[^n]: ", True), ("| ", True),
        ("One\n", True), ("One | ", True), ("See ", False), ("[^n]: See ", False),
        ("One\ntwo ", False), ("x" * 300 + " ", False),
    ],
)  # fmt: skip
def test_only_what_begins_a_line_is_kept_from_being_a_list(before: str, guarded: bool) -> None:
    made = woven(f"{before}[@a]", "N. Roe", texts=True)
    assert made == f"{before}{'N' + chr(92) if guarded else 'N'}. Roe"


def test_a_note_begins_no_list() -> None:
    assert woven("One [@a].", "N. Roe") == "One.^[N. Roe]"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{see @a}", "{see N^[x]}"),
        ("[text @a][one] b\n\n[One]: /x", "[text N^[x]][one] b\n\n[One]: /x"),
        ("[@a](http://x.org)", "[N^[x]](http://x.org)"),
        ("words--@a", "words--N^[x]"),
    ],
)
def test_what_is_no_bracket_of_a_citation_keeps_its_words(text: str, made: str) -> None:
    assert read(text).woven([Printed(["N"], ["x"])], [], LAYOUT).decode() == made


def test_raw_tex_and_titles_of_addresses_have_no_citations() -> None:
    assert not keys(
        "\\emph{a @a} \\footnote{see [@a]\nand {x} @b}\n\n\\begin{center}\n@a\n\\end{center}\n\n"
        '[one]: http://x.org/@a "by @a"\n'
    )
    assert keys("\\noindent [@a] \\foo{ @b\n\n@c") == [["a"], ["b"], ["c"]]


def test_notes_behind_the_end_of_a_sentence_double_no_stop() -> None:
    assert woven("It ended. [@a]. In the U.S. [@b]. So, [@c], no", "x", "y", "z") == (
        "It ended.^[x] In the U.S.^[y] So,^[z] no"
    )
    assert woven("so, [@a]; no", "x") == "so,^[x]; no"


GRID = """\
+-----+-------------+----+
| a   | one [@a].   | 電 |
+====:+=============+====+
| b   | [@b]        | @c |
+-----+-------------+----+
| spanning [@d]     | x  |
+-----+-------------+----+
"""
SIMPLE = """\
    A  B      C
-----  ------ ----------
 [@a]  [@b]   c
   12  x      d [@c, p. 3]
"""


def in_tables(text: str, *printed: Printed) -> str:
    return Markdown(text, "x/ch 1.md").woven(list(printed), [], LAYOUT).decode()


def test_notes_in_columns_are_set_last() -> None:
    made = in_tables(GRID, *(Printed([], [f"N. {each}"]) for each in "123"), Printed([], ["4"]))
    assert (
        made
        == """\
+-----+--------------+----------+
| a   | one.[^ch1-1] | 電       |
+====:+==============+==========+
| b   | [^ch1-2]     | [^ch1-3] |
+-----+--------------+----------+
| spanning[^ch1-4]   | x        |
+-----+--------------+----------+

[^ch1-1]: N\\. 1

[^ch1-2]: N\\. 2

[^ch1-3]: N\\. 3

[^ch1-4]: 4
"""
    )


def test_columns_are_as_wide_as_what_is_set_in_them() -> None:
    made = in_tables(SIMPLE, *(Printed([each], []) for each in ("(A)", "(Bee 1950)", "(C)")))
    assert (
        made
        == """\
    A  B          C
-----  ------     ----------
 (A)   (Bee 1950) c
   12  x          d (C)
"""
    )
    crlf = in_tables(SIMPLE.replace("\n", "\r\n"), *(Printed(["(AAAAA)"], []) for _ in "abc"))
    assert crlf.split("\r\n")[2:4] == [" (AAAAA) (AAAAA) c", "   12    x       d (AAAAA)"]


def test_multiline_tables_keep_their_columns() -> None:
    text = (
        "-------------------\n One     Two\n------- -----------\n a       b [@a] c\n"
        "         d\n\n [@b]    e\n-------------------\n\n[@c]\n"
    )
    made = in_tables(text, *(Printed([each], []) for each in ("(Roe 1950)", "(Poe 1950)", "(R)")))
    assert made == (
        "-----------------------\n One         Two\n-------     -----------\n"
        " a           b (Roe 1950) c\n             d\n\n (Poe 1950)  e\n"
        "-----------------------\n\n(R)\n"
    )


def test_tables_with_short_lines_keep_their_line_ends() -> None:
    text = "A     B\r\n----- ----\r\n[@a]\r\nx     [@b]\r\n\r\nEnd [@c].\r\n"
    made = in_tables(text, *(Printed([each], []) for each in ("(A)", "(Bee 1950)", "(C)")))
    assert made.splitlines(keepends=True) == [
        "A     B\r\n", "----- ----\r\n", "(A)\r\n", "x     (Bee 1950)\r\n", "\r\n", "End (C).\r\n"
    ]  # fmt: skip
