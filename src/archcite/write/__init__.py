"""The formats that records are written in, by the name that --to and --style take.

A writer takes records and gives the text and, by citation key, the field paths that it left out.
Its module is imported when it is asked for, not before.
"""

from __future__ import annotations

from typing import NamedTuple


class Writer(NamedTuple):
    """function: "module:name". sentence: what the manual says of the format."""

    function: str
    suffix: str
    sentence: str


class Written(NamedTuple):
    """A whole file, and for each record that lost something the field paths of what it lost."""

    text: str
    dropped: dict[str, list[str]]


WRITERS: dict[str, Writer] = {
    "biblatex": Writer(
        "archcite.write.bibtex:write_biblatex",
        ".bib",
        "BibLaTeX, for biber and the biblatex styles: full EDTF dates, events, languages.",
    ),
    "biblatex-chicago": Writer(
        "archcite.write.bibtex:write_chicago",
        ".bib",
        "BibLaTeX as the styles of biblatex-chicago want archival documents.",
    ),
    "biblatex-fiwi": Writer(
        "archcite.write.bibtex:write_fiwi",
        ".bib",
        "BibLaTeX as the style fiwi wants archival documents (`@archival`).",
    ),
    "biblatex-historian": Writer(
        "archcite.write.bibtex:write_historian",
        ".bib",
        "BibLaTeX as the style historian wants archival documents (`@customd`, `@customa`).",
    ),
    "biblatex-mla": Writer(
        "archcite.write.bibtex:write_mla",
        ".bib",
        "BibLaTeX as the style mla wants archival documents (`@unpublished`).",
    ),
    "bibtex": Writer(
        "archcite.write.bibtex:write_bibtex",
        ".bib",
        "BibTeX, for the classic styles and for the programs that import nothing newer.",
    ),
    "csl-json": Writer(
        "archcite.write.csl_json:write_csl_json",
        ".json",
        "CSL-JSON, for pandoc, Zotero and every citation processor.",
    ),
    "ris": Writer(
        "archcite.write.ris:write_ris",
        ".ris",
        "RIS for Zotero, EndNote, Mendeley and most other programs.",
    ),
    "ris-jabref": Writer(
        "archcite.write.ris:write_ris_jabref",
        ".ris",
        "RIS for JabRef, which reads shelfmark and translator from tags of its own.",
    ),
}
