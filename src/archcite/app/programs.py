"""Other programs by name: which of our formats each keeps best.

What `--for` takes. A program's formats stand in the order of preference; the first that there is a
writer for is used.
"""

from __future__ import annotations

from typing import NamedTuple

from archcite.errors import Problem, UsageFault


class Program(NamedTuple):
    """formats: names of writers, the best first. keeps: what is known of it, a sentence."""

    formats: tuple[str, ...]
    keeps: str


PROGRAMS: dict[str, Program] = {
    "zotero": Program(
        ("zotero-rdf", "csl-json"),
        "Keeps all that its own RDF holds; of CSL-JSON everything but keywords.",
    ),
    "jabref": Program(("biblatex",), "Keeps every field of a BibLaTeX file, known to it or not."),
    "endnote": Program(
        ("endnote-xml", "ris"), "Keeps the fields of its own XML; custom fields are not shown."
    ),
    "mendeley": Program(
        ("bibtex",), "Keeps title, people, year, imprint and notes; drops the archive and the day."
    ),
    "papis": Program(
        ("biblatex", "bibtex"), "Keeps fields as they are; an uncertain date loses its mark."
    ),
    "cobib": Program(("biblatex",), "Keeps every field."),
    "pandoc": Program(
        ("csl-json-pandoc", "csl-json"),
        "Keeps every variable of CSL, known to it or not, but no `custom` block.",
    ),
    "quarto": Program(("csl-json-pandoc", "csl-json"), "Reads what pandoc reads."),
    "citavi": Program(("ris",), "Reads RIS."),
    "refworks": Program(("ris",), "Reads RIS."),
    "bookends": Program(("ris",), "Reads RIS."),
    "biblatex": Program(("biblatex",), "Prints all but library; the standard styles need biber."),
    "bibtex": Program(("bibtex",), "The classic styles print howpublished and note."),
    "chicago-notes": Program(
        ("biblatex-chicago", "biblatex"),
        "The LaTeX package biblatex-chicago: archives from small to large in an @misc.",
    ),
    "biblatex-chicago": Program(
        ("biblatex-chicago", "biblatex"), "The same as chicago-notes, by the package's name."
    ),
    "biblatex-historian": Program(
        ("biblatex-historian", "biblatex"), "Documents as @customd, their archives as @customa."
    ),
    "biblatex-mla": Program(
        ("biblatex-mla", "biblatex"), "Documents as @unpublished with number, library, location."
    ),
    "biblatex-fiwi": Program(
        ("biblatex-fiwi", "biblatex"), "Documents as @archival with library and librarylocation."
    ),
    "typst": Program(("hayagriva", "biblatex"), "Reads Hayagriva and BibLaTeX."),
    "tropy": Program(("tropy",), "Keeps every property of its template."),
    "datacite": Program(("datacite", "datacite-json"), "Keeps funders and rights."),
    "wikipedia": Program(("wikipedia",), "A template; people and dates as its parameters."),
}


def known() -> dict[str, Program]:
    """The programs that there is a writer for, each with the formats that can be written."""
    from archcite.write import WRITERS

    found = {
        name: program._replace(formats=tuple(each for each in program.formats if each in WRITERS))
        for name, program in PROGRAMS.items()
    }
    return {name: program for name, program in found.items() if program.formats}


def format_for(program: str) -> str:
    """The name of the writer for that program; UsageFault names the known ones."""
    programs = known()
    found = programs.get(program.lower())
    if found is None:
        raise UsageFault(
            Problem("format-unknown", "", f"no program {program[:40]!r} is known",
                    f"known are {', '.join(programs)}")
        )  # fmt: skip
    return found.formats[0]
