"""The thesis in each format of text that archcite weaves, and all formats by their suffix."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from thesis.office import docx, odt
from thesis.text import Chapter, Cited, Footnote, Part, Work


def markdown(thesis: Sequence[Chapter]) -> str:
    """In pandoc's Markdown."""
    out = ["---\ntitle: A thesis\nlang: en-US\n---\n"]
    for number, chapter in enumerate(thesis):
        out.append(f"# {chapter.title}\n")
        notes: list[str] = []
        for place, paragraph in enumerate(chapter.paragraphs):
            text = ""
            for part in paragraph:
                if isinstance(part, Footnote):
                    name = f"n{number}-{place}"
                    notes.append(f"[^{name}]: {_inside(part, _of_pandoc)}\n")
                    text += f"[^{name}]"
                else:
                    text += part if isinstance(part, str) else f" {_of_pandoc(part)}"
            out.append(f"{text}\n")
        for table in chapter.tables:
            lines = [f"| {row.year} | {row.what} {_of_pandoc(row.cited)} |" for row in table.rows]
            out.append(f"Table: {table.caption} {_of_pandoc(table.cited)}\n")
            out.append("\n".join(["| Year | What |", "|:-----|:-----|", *lines, ""]))
        out += notes
    return "\n".join([*out, "# Sources\n", "::: {#refs}\n:::\n"])


def latex(thesis: Sequence[Chapter]) -> str:
    """In LaTeX with biblatex."""
    out = [
        "\\documentclass{article}",
        "\\usepackage{iftex}",
        "\\ifpdftex\\usepackage[T1]{fontenc}\\fi",
        "\\usepackage[style=verbose,backend=biber]{biblatex}",
        "\\addbibresource{sources.bib}",
        "\\begin{document}",
    ]
    for chapter in thesis:
        out.append(f"\\section{{{chapter.title}}}\n")
        for paragraph in chapter.paragraphs:
            note = "\\footnote{%s}"
            out.append(f"{_text(paragraph, _of_biblatex, note)}\n")
        for table in chapter.tables:
            lines = [
                f"{row.year} & {row.what} {_of_biblatex(row.cited)} \\\\" for row in table.rows
            ]
            out.append(
                f"\\begin{{table}}\n\\caption{{{table.caption} {_of_biblatex(table.cited)}}}"
            )
            out += ["\\begin{tabular}{ll}", *lines, "\\end{tabular}\n\\end{table}"]
    return "\n".join([*out, "\\printbibliography[title={Sources}]", "\\end{document}", ""])


def typst(thesis: Sequence[Chapter]) -> str:
    """In Typst, in one file."""
    return "\n".join([*map(_typst_chapter, thesis), _TYPST_LIST, ""])


def typst_files(thesis: Sequence[Chapter]) -> dict[str, str]:
    """In Typst, each chapter in a file of its own, by name; the first one takes in the others."""
    names = [f"chapters/{number + 1}.typ" for number in range(len(thesis))]
    main = "\n".join([*(f'#include "{name}"' for name in names), _TYPST_LIST, ""])
    return {"thesis.typ": main, **dict(zip(names, map(_typst_chapter, thesis), strict=True))}


_TYPST_LIST = '#bibliography("sources.bib", title: [Sources])'


def _typst_chapter(chapter: Chapter) -> str:
    out = [f"= {chapter.title}\n"]
    out += [
        f"{_text(each, _of_typst, '#footnote[%s]')}\n".replace("t@e", "t\\@e")
        for each in chapter.paragraphs
    ]
    for table in chapter.tables:
        cells = [f"  [{row.year}], [{row.what} {_of_typst(row.cited)}]," for row in table.rows]
        caption = f"caption: [{table.caption} {_of_typst(table.cited)}]"
        out.append("#set figure.caption(position: top)")
        out.append("\n".join([f"#figure({caption}, table(columns: 2,", *cells, ")) <ships>", ""]))
        out.append("The ships are those of @ships.\n")
    return "\n".join(out)


def org(thesis: Sequence[Chapter]) -> str:
    """In Org."""
    out = ["#+title: A thesis\n"]
    for chapter in thesis:
        out.append(f"* {chapter.title}\n")
        out += [f"{_text(each, _of_org, '[fn:: %s]')}\n" for each in chapter.paragraphs]
        for table in chapter.tables:
            lines = [f"| {row.year} | {row.what} {_of_org(row.cited)} |" for row in table.rows]
            out.append(f"#+caption: {table.caption} {_of_org(table.cited)}")
            out.append("\n".join([*lines, ""]))
    return "\n".join([*out, "* Sources\n", "#+print_bibliography:", ""])


def _encoded(write: Callable[[Sequence[Chapter]], str]) -> Callable[[Sequence[Chapter]], bytes]:
    return lambda thesis: write(thesis).encode()


FORMATS: dict[str, Callable[[Sequence[Chapter]], bytes]] = {
    ".md": _encoded(markdown),
    ".tex": _encoded(latex),
    ".typ": _encoded(typst),
    ".org": _encoded(org),
    ".docx": docx,
    ".odt": odt,
}


def _text(paragraph: Sequence[Part], cite: Callable[[Cited], str], note: str) -> str:
    text = ""
    for part in paragraph:
        if isinstance(part, Footnote):
            text += note.replace("%s", _inside(part, cite))
        else:
            text += part if isinstance(part, str) else f" {cite(part)}"
    return text


def _inside(note: Footnote, cite: Callable[[Cited], str]) -> str:
    return "".join(part if isinstance(part, str) else cite(part) for part in note.parts)


def _of_pandoc(cited: Cited) -> str:
    return f"[{'; '.join(_typed(work, ', ') for work in cited.works)}]"


def _of_org(cited: Cited) -> str:
    return f"[cite:{';'.join(_typed(work, ' ') for work in cited.works)}]"


def _typed(work: Work, gap: str) -> str:
    before = f"{work.before} " if work.before else ""
    return f"{before}@{work.key}" + (f"{gap}{work.page}" if work.page else "")


def _of_biblatex(cited: Cited) -> str:
    def options(work: Work) -> str:
        page = work.page.replace("-", "--")
        before = f"[{work.before}]" if work.before else ""
        return before + (f"[{page}]" if page or before else "")

    if len(cited.works) == 1:
        return f"\\autocite{options(cited.works[0])}{{{cited.works[0].key}}}"
    return "\\autocites" + "".join(f"{options(work)}{{{work.key}}}" for work in cited.works)


def _of_typst(cited: Cited) -> str:
    return " ".join(
        f"@{work.key}" + (f"[{work.page}]" if work.page else "") for work in cited.works
    )
