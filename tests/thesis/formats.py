"""The thesis in each format that archcite weaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from thesis.text import Cited, Footnote, Part, Work, chapters, rows


def markdown() -> str:
    """In pandoc's Markdown."""
    out = ["---\ntitle: A thesis\nlang: en-US\n---\n"]
    for number, chapter in enumerate(chapters()):
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
        if number == 1:
            lines = [f"| {row.year} | {row.what} {_of_pandoc(row.cited)} |" for row in rows()]
            out.append("\n".join(["| Year | What |", "|:-----|:-----|", *lines, ""]))
        out += notes
    return "\n".join([*out, "# Sources\n", "::: {#refs}\n:::\n"])


def latex() -> str:
    """In LaTeX with biblatex."""
    out = [
        "\\documentclass{article}",
        "\\usepackage{iftex}",
        "\\ifpdftex\\usepackage[T1]{fontenc}\\fi",
        "\\usepackage[style=verbose,backend=biber]{biblatex}",
        "\\addbibresource{sources.bib}",
        "\\begin{document}",
    ]
    for number, chapter in enumerate(chapters()):
        out.append(f"\\section{{{chapter.title}}}\n")
        for paragraph in chapter.paragraphs:
            note = "\\footnote{%s}"
            out.append(f"{_text(paragraph, _of_biblatex, note)}\n")
        if number == 1:
            lines = [f"{row.year} & {row.what} {_of_biblatex(row.cited)} \\\\" for row in rows()]
            out += ["\\begin{table}\n\\begin{tabular}{ll}", *lines, "\\end{tabular}\n\\end{table}"]
    return "\n".join([*out, "\\printbibliography[title={Sources}]", "\\end{document}", ""])


def typst() -> str:
    """In Typst."""
    out: list[str] = []
    for number, chapter in enumerate(chapters()):
        out.append(f"= {chapter.title}\n")
        out += [f"{_text(each, _of_typst, '#footnote[%s]')}\n" for each in chapter.paragraphs]
        if number == 1:
            cells = [f"  [{row.year}], [{row.what} {_of_typst(row.cited)}]," for row in rows()]
            out.append("\n".join(["#table(columns: 2,", *cells, ")", ""]))
    return "\n".join([*out, '#bibliography("sources.bib", title: [Sources])', ""])


def org() -> str:
    """In Org."""
    out = ["#+title: A thesis\n"]
    for number, chapter in enumerate(chapters()):
        out.append(f"* {chapter.title}\n")
        out += [f"{_text(each, _of_org, '[fn:: %s]')}\n" for each in chapter.paragraphs]
        if number == 1:
            lines = [f"| {row.year} | {row.what} {_of_org(row.cited)} |" for row in rows()]
            out.append("\n".join([*lines, ""]))
    return "\n".join([*out, "* Sources\n", "#+print_bibliography:", ""])


FORMATS: dict[str, Callable[[], str]] = {
    ".md": markdown,
    ".tex": latex,
    ".typ": typst,
    ".org": org,
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
    """Typst has nothing to type before a key: the words stand before the citation in the text."""
    return " ".join(
        f"@{work.key}" + (f"[{work.page}]" if work.page else "") for work in cited.works
    )
