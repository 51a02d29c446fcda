"""The parts of a text: which works each bibliography lists, over chapters, sections and files."""

from __future__ import annotations

from archcite.doc.latex import Latex
from archcite.doc.markdown import Markdown
from archcite.doc.model import Document
from archcite.doc.org import Org
from archcite.doc.parts import listed


def keys(*documents: Document, names: tuple[str, ...] = ()) -> list[list[str | None]]:
    """The keys that each bibliography lists, as one word; None for all."""
    found = listed(documents, names)
    return [[None if one is None else "".join(sorted(one)) for one in each] for each in found.keys]


def test_chapters_of_markdown() -> None:
    text = (
        "[@z]\n\n# One\n\n[@a]^[[@b]]\n\n::: {#refs-1 .chapter}\n:::\n\n## Part\n\n[@c]\n\n"
        "::: {#refs-2 .section}\n:::\n\nTwo\n===\n\n<div id='refs-3' class='chapter'></div>\n\n"
        "[@d].[^n]\n\n::: {#refs}\n:::\n\n# Three\n\n[^n]: [@e]\n"
    )
    assert keys(Markdown(text, "a")) == [["abc", "c", "de", None]]


def test_each_chapter_gets_one_where_the_metadata_says_so() -> None:
    head = "---\nsection-bibliographies: {}\n---\n"
    text = "# One\n\n[@a]\n\n## Sub\n\n[@b]\n\n# Empty\n\n# Two\n\n[@c]\n"
    assert keys(Markdown(head.format("true") + text, "a")) == [["ab", "c"]]
    assert keys(Markdown(head.format("\n  level: 2") + text, "a")) == [["a", "b", "c"]]
    assert keys(Markdown(head.format("false") + text, "a")) == [[]]
    assert keys(Markdown(head.format("true") + "[@a]", "a")) == [[]]


def test_the_same_bibliography_in_several_documents_is_each_ones_own() -> None:
    one, two = (Markdown(f"[@{key}]\n\n::: {{#refs}}\n:::\n", key) for key in "ab")
    assert keys(one, two) == [["a"], ["b"]]
    last = Markdown("[@b]\n\n::: {#refs-x}\n:::\n\n::: {#refs-y}\n:::\n", "b")
    assert keys(Markdown("[@a]", "a"), last) == [[], [None, None]]


def test_sections_of_biblatex() -> None:
    text = (
        "\\begin{document}\\cite{z}\\begin{refsection}[x.bib]\\cite{a}\\printbibliography"
        "\\end{refsection}\\cite{y}\\newrefsection\\cite{b}\\nocite{c}"
        "\\begin{refsegment}\\cite{d}\\end{refsegment}\\cite{e}\\refsegment\\cite{f}\\endrefsegment"
        "\\printbibliography\\printbibliography[segment=1]\\printbibliography[segment=2]"
        "\\printbibliography[section=1]\\endrefsection\\printbibliography\\end{document}"
    )
    assert keys(Latex(text, "a.tex")) == [["a", "bcdef", "d", "f", "a", "yz"]]


def test_without_sections_the_whole_is_meant() -> None:
    text = "\\begin{document}\\cite{a}\\printbibliography\\cite{b}\\printbibliography[type=x]"
    assert keys(Latex(text, "a.tex")) == [[None, None]]


def test_a_section_for_each_chapter_goes_over_files() -> None:
    main = Latex(
        "\\documentclass{book}\\usepackage[refsection=chapter]{biblatex}\\begin{document}"
        "\\chapter{A}\\include{b}\\printbibliography\\chapter{C}\\cite{c}\\printbibliography",
        "a.tex",
    )
    part = Latex("\\section{x}\\cite{b}", "b.tex", main=main)
    assert keys(main, part, names=("a.tex", "b.tex")) == [["b", "c"], []]


def test_bibliographies_of_files_and_of_units() -> None:
    main = Latex("\\begin{document}\\include{b}\\include{c}", "a.tex")
    two = [Latex(f"\\cite{{{key}}}\\bibliography{{x}}", f"{key}.tex", main=main) for key in "bc"]
    names = ("a.tex", "b.tex", "c.tex")
    assert keys(main, *two, names=names) == [[], ["b"], ["c"]]
    alone = Latex("\\bibliography{x}", "c.tex", main=main)
    assert keys(main, Latex("\\cite{b}", "b.tex", main=main), alone, names=names)[2] == [None]
    units = Latex(
        "\\begin{document}\\begin{bibunit}[plain]\\cite{a}\\putbib[x]\\end{bibunit}"
        "\\begin{bibunit}\\cite{b}\\putbib\\end{bibunit}",
        "a.tex",
    )
    assert keys(units) == [["a", "b"]]


def test_what_the_metadata_names_is_of_no_chapter() -> None:
    text = "---\nnocite: '@n'\n---\n# One\n\n[@a]\n\n::: {#refs-1 .chapter}\n:::\n\n"
    assert keys(Markdown(f"{text}::: {{#refs-2 .document}}\n:::\n", "a")) == [["a", "an"]]


def test_chapters_of_org() -> None:
    text = (
        "* One\n[cite:@a]\n#+print_bibliography: :within chapter\n* Two\n[cite:@b][cite/n:@c]\n"
        "#+print_bibliography: :within chapter :type book\n#+print_bibliography:\n"
    )
    assert keys(Org(text, "a.org")) == [["a", "bc", None]]
