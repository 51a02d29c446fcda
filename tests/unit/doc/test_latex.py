"""LaTeX: the citation commands, and what stands in their places."""

from __future__ import annotations

import pytest

from archcite.cite.request import Locator
from archcite.doc.latex import Latex
from archcite.doc.model import Cluster, Included, NoteMark, Printed, Unclosed, Unset
from archcite.inline import Look, Span
from archcite.render.layout import BibliographyLayout

LAYOUT = BibliographyLayout(hanging_indent=True)


def clusters(text: str) -> list[Cluster]:
    return [each for each in Latex(text, "t.tex").events if isinstance(each, Cluster)]


def keys_of(document: Latex) -> list[str]:
    found = [each for each in document.events if isinstance(each, Cluster)]
    return [cite.id for each in found for cite in each.citation.cites]


def woven(text: str, *printed: Printed | str) -> str:
    """The document with those texts in notes, or as they are printed."""
    made = [Printed([], [each]) if isinstance(each, str) else each for each in printed]
    return Latex(text, "t.tex").woven(made, [], LAYOUT).decode()


@pytest.mark.parametrize(
    ("text", "kind", "composite"),
    [
        (r"\cite{a}", "", False),
        (r"\autocite{a}", "", False),
        (r"\Autocite{a}", "", False),
        (r"\smartcite{a}", "", False),
        (r"\citep{a}", "", False),
        (r"\footcite{a}", "note", False),
        (r"\parencite{a}", "text", False),
        (r"\textcite{a}", "", True),
        (r"\citet{a}", "", True),
        (r"\fullcite{a}", "whole", False),
        (r"\footfullcite{a}", "whole-note", False),
        (r"\citeauthor{a}", "author", False),
        (r"\citetitle*{a}", "title", False),
        (r"\citeyear{a}", "year", False),
    ],
)
def test_commands(text: str, kind: str, composite: bool) -> None:
    (cluster,) = clusters(text)
    assert cluster.kind == kind
    assert cluster.citation.composite is composite
    assert [cite.id for cite in cluster.citation.cites] == ["a"]


@pytest.mark.parametrize(
    ("text", "prefix", "label", "value", "suffix"),
    [
        (r"\cite[12]{a}", "", "", "12", ""),
        (r"\cite[12--14]{a}", "", "", "12-14", ""),
        (r"\cite[see][]{a}", "see", "", "", ""),
        (r"\cite[see \emph{also}][fol.~12v]{a}", "see <i>also</i>", "folio", "12v", ""),
        (r"\cite[\pno~3]{a}", "", "page", "3", ""),
        (r"\cite[\ppno~3--5, my italics]{a}", "", "page", "3-5", ", my italics"),
        (r"\cite[3\psqq]{a}", "", "", "3 ff.", ""),
        (r"\cite[and elsewhere]{a}", "", "", "", ", and elsewhere"),
        (r"\cite[{[3]}]{a}", "", "", "[3]", ""),
        ("\\cite%\n  [see]\n  [4]{a}", "see", "", "4", ""),
    ],
)
def test_prenotes_and_postnotes(
    text: str, prefix: str, label: str, value: str, suffix: str
) -> None:
    ((cite,),) = [each.citation.cites for each in clusters(text)]
    assert cite.prefix == prefix
    assert (cite.locator.label if cite.locator else "") == label
    assert (cite.locator.value if cite.locator else "") == value
    assert cite.suffix == suffix


def test_several_works() -> None:
    (cluster,) = clusters(r"\footcites(see)(and others)[1]{a}[cf.][2]{b}{c,d}")
    assert cluster.kind == "note"
    cites = cluster.citation.cites
    assert [cite.id for cite in cites] == ["a", "b", "c", "d"]
    assert [cite.prefix for cite in cites] == ["see", "cf.", "", ""]
    assert cites[-1].suffix == ", and others"
    assert cites[0].locator is not None


def test_a_star_leaves_the_author_out() -> None:
    ((cite,),) = [each.citation.cites for each in clusters(r"\autocite*{a}")]
    assert cite.suppress_author


@pytest.mark.parametrize(
    "text",
    [
        r"% \cite{a}",
        r"\verb|\cite{a}| and \verb*+\cite{a}+",
        "\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}",
        "\\begin{lstlisting}\n\\cite{a}\n\\end{lstlisting}",
        r"\newcommand{\mycite}[1]{\cite{#1}}",
        r"\citestyle{x} \citereset \citation{x}",
        r"\cite{a",
        r"\cite",
        r"\cite[" * 50,
        r"\includegraphics{cite} 50\% off",
    ],
)
def test_what_is_no_citation_is_left_alone(text: str) -> None:
    assert clusters(text) == []
    assert woven(text) == text


def test_a_percent_sign_is_no_comment() -> None:
    assert len(clusters(r"50\% \cite{a}")) == 1
    assert len(clusters(r"\\% \cite{a}")) == 0


def test_footnotes_of_the_writer() -> None:
    text = r"A\footnote{See \cite{a}; and \cite[3]{b}.} \cite{c}\footnotetext[2]{\cite{d}}"
    events = Latex(text, "t.tex").events
    shown = [
        each.citation.cites[0].id if isinstance(each, Cluster) else type(each).__name__
        for each in events
    ]
    assert shown == ["NoteMark", "a", "b", "c", "NoteMark", "d"]
    marks = [each.id for each in events if isinstance(each, NoteMark)]
    notes = [each.note for each in events if isinstance(each, Cluster)]
    assert notes == [marks[0], marks[0], "", marks[1]]
    made = woven(text, *(Printed([each], []) for each in ("A.", "B.", "C", "D.")))
    assert made == r"A\footnote{See A; and B.} C\footnotetext[2]{D.}"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (r"So \autocite{a}.", r"So.\footnote{N}"),
        (r"So \footcite{a}.", r"So\footnote{N}."),
        (r"``So'' \cite{a}, and", r"``So'',\footnote{N} and"),
        (r"``So \cite{a}.''", r"``So.''\footnote{N}"),
        ("\\cite{a} So", "\\footnote{N} So"),
    ],
)
def test_the_mark_of_a_note(text: str, after: str) -> None:
    assert woven(text, "N") == after


def test_notes_of_a_float_stand_behind_it() -> None:
    text = "\\begin{table}\\caption{A \\autocite{a}.}\nb\\cite{b}\\end{table} Z"
    assert woven(text, "A", "B") == (
        "\\begin{table}\\caption[{A.}]{A.\\protect\\footnotemark[\\number\\numexpr\\value{footnote}"
        "+1\\relax]}\nb\\protect\\footnotemark[\\number\\numexpr\\value{footnote}+2\\relax]"
        "\\end{table}\\stepcounter{footnote}\\footnotetext{A}\\stepcounter{footnote}"
        "\\footnotetext{B} Z"
    )


def test_the_bibliography_and_what_loads_it() -> None:
    text = (
        "\\documentclass{book}\n\\usepackage{a,biblatex} \n\\addbibresource{x.bib}\n"
        "\\begin{document}\n\\nocite{k, l}\n\\printbibliography[title={My {Own}}, heading=x]\n"
        "\\printbibliography\n\\end{document}\n"
    )
    document = Latex(text, "t.tex")
    assert list(document.uncited) == ["k", "l"]
    assert document.settings.place
    made = document.woven([], [[["Roe."]], []], LAYOUT).decode()
    assert made.startswith(
        "\\documentclass{book}\n\\usepackage{a}\n% \\usepackage{a,biblatex} \n"
        "% \\addbibresource{x.bib}\n\\begin{document}\n{}\n\\chapter*{My {Own}}\n"
    )
    assert made.count("Roe.") == 1
    assert "printbibliography" not in made


def test_the_heading_is_of_the_class() -> None:
    def head(class_: str, options: str = "") -> str:
        text = f"\\documentclass{{{class_}}}\\begin{{document}}\\printbibliography{options}"
        made = Latex(text, "t.tex").woven([], [[["Roe."]]], LAYOUT).decode()
        return made.split("\\begin{document}")[1].split("\n")[0]

    assert head("article") == r"\section*{\refname}"
    assert head("book") == r"\chapter*{\bibname}"
    assert head("article", "[heading=subbibliography,title=A]") == r"\subsection*{A}"
    assert head("own").startswith("\\ifdefined")
    assert head("own", "[heading=none]") == ""


def test_without_hyperref_there_are_no_links() -> None:
    link = Span(["x"], Look(), link="https://example.org/a")
    text = "\\documentclass{article}\\begin{document}\\cite{a}\\end{document}"
    assert "\\footnote{x}" in woven(text, Printed([], [link]))
    loaded = text.replace("\\begin", "\\usepackage{hyperref}\\begin", 1)
    assert "\\href{https://example.org/a}{x}" in woven(loaded, Printed([], [link]))


def test_files_that_are_taken_in() -> None:
    main = Latex("\\input{a}\\include{b/c}\\cite{k}% \\input{no}", "dir/t.tex")
    names = [each.name for each in main.events if isinstance(each, Included)]
    assert names == ["dir/a.tex", "dir/b/c.tex"]
    part = Latex("\\input{d.tex}", "dir/b/c.tex", main=main)
    assert [each.name for each in part.events if isinstance(each, Included)] == ["dir/d.tex"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One \\cite{a\nand two \\cite{b}.", [(1, "{")]),
        ("\n\\footcite[p. 4{a}.", [(2, "[")]),
        ("\\autocites(see)[3]{a", [(1, "{")]),
        ("\\newcommand{\\my}{\\cite} \\let\\old\\cite % \\cite{a", []),
    ],
)
def test_citations_that_are_never_closed_are_told(text: str, told: list[tuple[int, str]]) -> None:
    events = Latex(text, "t.tex").events
    assert [(each.line, each.sign) for each in events if isinstance(each, Unclosed)] == told


def test_volumes_are_locators() -> None:
    (one, two) = clusters(r"\avolcite[see]{2}[12]{a} \ftvolcite{3}{b}")
    assert one.citation.cites[0].locator == Locator("volume", "2, p. 12")
    assert (one.citation.cites[0].prefix, two.kind) == ("see", "note")
    assert two.citation.cites[0].locator == Locator("volume", "3")


def test_commands_that_cannot_be_set_are_told() -> None:
    text = (
        "\\newcommand{\\my}[2][]{\\autocite[#1]{#2}}\\newcommand{\\cut}{\\cite{a}}\n"
        "\\begin{document}\n\\my{a} \\cut{} \\citetext{see \\citealp{a}}\n"
        "\\textcquote[3]{a}{words} \\myself{a}\n\\end{document}"
    )
    document = Latex(text, "t.tex")
    told = [(each.line, each.command) for each in document.events if isinstance(each, Unset)]
    assert told == [(3, r"\my"), (4, r"\textcquote")]
    assert keys_of(document) == ["a"]


def test_headings_with_notes_get_a_short_form_without() -> None:
    assert woven("\\section{One \\autocite{a}, two}", "x") == (
        "\\section[{One, two}]{One,\\footnote{x} two}"
    )
    assert woven("\\section[a]{One \\cite{a}}", "x") == "\\section[a]{One\\footnote{x}}"
    assert woven("\\section{One \\cite{a}}", Printed(["(x)"], [])) == "\\section{One (x)}"


def test_short_forms_of_headings_have_no_notes() -> None:
    text = "\\section[One \\cite{a}]{One \\cite{a}}\\caption[\\footcite{a}]{x}"
    assert [each.kind for each in clusters(text)] == ["text", "", "text"]
