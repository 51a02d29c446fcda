"""The formats that records are written in, by the name that --to and --style take.

A writer takes records and gives the text and, by citation key, the field paths that it left out.
Its module is imported when it is asked for, not before.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_NONE: Mapping[str, list[str]] = MappingProxyType({})


class Writer(NamedTuple):
    """One output format. sentence: what the manual says of it.

    function: "module:name" of (records) -> Written. It may have a keyword argument carrier, True by
    default: then the whole record travels along, so that archcite reads back even what was dropped.
    between: what makes one file of two, put between them; None where that is not enough.
    stream: where it is not, the same for any number of records, (iterable of records) ->
    Iterator[Written], whose texts one after another are the file.
    """

    function: str
    suffix: str
    sentence: str
    between: str | None = None
    stream: str = ""


class Written(NamedTuple):
    """A whole file, or a piece of one, and what became of the fields of its records, by key.

    dropped: the field paths that no visible field of the format holds. moved: those that stand in a
    field that is not their own, such as a note.
    """

    text: str
    dropped: Mapping[str, list[str]]
    moved: Mapping[str, list[str]] = _NONE


WRITERS: dict[str, Writer] = {
    "biblatex": Writer(
        "archcite.write.bibtex:write_biblatex",
        ".bib",
        "BibLaTeX, for biber and the biblatex styles: full EDTF dates, events, languages.",
        between="\n",
    ),
    "biblatex-chicago": Writer(
        "archcite.write.bibtex:write_chicago",
        ".bib",
        "BibLaTeX as the styles of biblatex-chicago want archival documents.",
        between="\n",
    ),
    "biblatex-fiwi": Writer(
        "archcite.write.bibtex:write_fiwi",
        ".bib",
        "BibLaTeX as the style fiwi wants archival documents (`@archival`).",
        between="\n",
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
        between="\n",
    ),
    "bibtex": Writer(
        "archcite.write.bibtex:write_bibtex",
        ".bib",
        "BibTeX, for the classic styles and for the programs that import nothing newer.",
        between="\n",
    ),
    "csl-json": Writer(
        "archcite.write.csl_json:write_csl_json",
        ".json",
        "CSL-JSON, for pandoc, Zotero and every citation processor.",
        stream="archcite.write.csl_json:stream_csl_json",
    ),
    "csl-json-pandoc": Writer(
        "archcite.write.csl_json:write_csl_for_pandoc",
        ".json",
        "CSL-JSON whose carrier pandoc keeps when it writes the file anew.",
        stream="archcite.write.csl_json:stream_csl_for_pandoc",
    ),
    "datacite": Writer(
        "archcite.write.datacite:write_datacite",
        ".xml",
        "DataCite XML 4.6, for whoever registers a DOI: funders and rights whole.",
    ),
    "dublin-core": Writer(
        "archcite.write.dublin_core:write_dublin_core",
        ".xml",
        "Qualified Dublin Core (DCMI terms), for repositories and catalogues.",
    ),
    "endnote-xml": Writer(
        "archcite.write.endnote:write_endnote",
        ".xml",
        "EndNote XML, which EndNote imports whole, custom fields and research notes too.",
        stream="archcite.write.endnote:stream_endnote",
    ),
    "mods": Writer(
        "archcite.write.mods:write_mods",
        ".xml",
        "MODS 3.8, for libraries, repositories, Zotero and JabRef.",
    ),
    "oai-dc": Writer(
        "archcite.write.dublin_core:write_oai_dc",
        ".xml",
        "Simple Dublin Core as an answer of OAI-PMH, for harvesters.",
    ),
    "ris": Writer(
        "archcite.write.ris:write_ris",
        ".ris",
        "RIS for Zotero, EndNote, Mendeley and most other programs.",
        between="\n",
    ),
    "ris-jabref": Writer(
        "archcite.write.ris:write_ris_jabref",
        ".ris",
        "RIS for JabRef, which reads shelfmark and translator from tags of its own.",
        between="\n",
    ),
    "zotero-rdf": Writer(
        "archcite.write.zotero_rdf:write_zotero_rdf",
        ".rdf",
        "Zotero's own RDF: the way into Zotero on which nothing is lost.",
    ),
}
