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
    "better-csl-json": Writer(
        "archcite.write.csl_dialects:write_better_csl_json",
        ".json",
        "Better CSL JSON: CSL-JSON with citation keys, one item a line.",
        stream="archcite.write.csl_dialects:stream_better_csl_json",
    ),
    "biblatex": Writer(
        "archcite.write.bibtex:write_biblatex",
        ".bib",
        "BibLaTeX, for biber and the biblatex styles: full EDTF dates, events, languages.",
        stream="archcite.write.bibtex:stream_biblatex",
    ),
    "biblatex-chicago": Writer(
        "archcite.write.bibtex:write_chicago",
        ".bib",
        "BibLaTeX as the styles of biblatex-chicago want archival documents.",
        stream="archcite.write.bibtex:stream_chicago",
    ),
    "biblatex-fiwi": Writer(
        "archcite.write.bibtex:write_fiwi",
        ".bib",
        "BibLaTeX as the style fiwi wants archival documents (`@archival`).",
        stream="archcite.write.bibtex:stream_fiwi",
    ),
    "biblatex-historian": Writer(
        "archcite.write.bibtex:write_historian",
        ".bib",
        "BibLaTeX as the style historian wants archival documents (`@customd`, `@customa`).",
        stream="archcite.write.bibtex:stream_historian",
    ),
    "biblatex-mla": Writer(
        "archcite.write.bibtex:write_mla",
        ".bib",
        "BibLaTeX as the style mla wants archival documents (`@unpublished`).",
        stream="archcite.write.bibtex:stream_mla",
    ),
    "bibtex": Writer(
        "archcite.write.bibtex:write_bibtex",
        ".bib",
        "BibTeX, for the classic styles and for the programs that import nothing newer.",
        stream="archcite.write.bibtex:stream_bibtex",
    ),
    "cff": Writer(
        "archcite.write.cff:write_cff",
        ".cff",
        "CITATION.cff 1.2.0: one record as the preferred citation, several as references.",
        stream="archcite.write.cff:stream_cff",
    ),
    "coins": Writer(
        "archcite.write.coins:write_coins",
        ".html",
        "COinS: a span for each record, which Zotero and library resolvers find on a page.",
        stream="archcite.write.coins:stream_coins",
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
    "csl-yaml": Writer(
        "archcite.write.csl_dialects:write_csl_yaml",
        ".yaml",
        "CSL-YAML for pandoc: EDTF dates, markup as Markdown.",
        stream="archcite.write.csl_dialects:stream_csl_yaml",
    ),
    "datacite": Writer(
        "archcite.write.datacite:write_datacite",
        ".xml",
        "DataCite XML 4.6, for whoever registers a DOI: funders and rights whole.",
        stream="archcite.write.datacite:stream_datacite",
    ),
    "datacite-json": Writer(
        "archcite.write.datacite:write_datacite_json",
        ".json",
        "DataCite JSON, as the REST API takes it: the same fields as the XML.",
        stream="archcite.write.datacite:stream_datacite_json",
    ),
    "dublin-core": Writer(
        "archcite.write.dublin_core:write_dublin_core",
        ".xml",
        "Qualified Dublin Core (DCMI terms), for repositories and catalogues.",
        stream="archcite.write.dublin_core:stream_dublin_core",
    ),
    "endnote-xml": Writer(
        "archcite.write.endnote:write_endnote",
        ".xml",
        "EndNote XML, which EndNote imports whole, custom fields and research notes too.",
        stream="archcite.write.endnote:stream_endnote",
    ),
    "hayagriva": Writer(
        "archcite.write.hayagriva:write_hayagriva",
        ".yml",
        "Hayagriva, for typst: archive, locator and translators are printed.",
        stream="archcite.write.hayagriva:stream_hayagriva",
    ),
    "html-meta": Writer(
        "archcite.write.html_meta:write_html_meta",
        ".html",
        "The metadata of a record's own page: Highwire, Dublin Core and Zotero tags, JSON-LD.",
        stream="archcite.write.html_meta:stream_html_meta",
    ),
    "mods": Writer(
        "archcite.write.mods:write_mods",
        ".xml",
        "MODS 3.8, for libraries, repositories, Zotero and JabRef.",
        stream="archcite.write.mods:stream_mods",
    ),
    "oai-dc": Writer(
        "archcite.write.dublin_core:write_oai_dc",
        ".xml",
        "Simple Dublin Core as an answer of OAI-PMH, for harvesters.",
        stream="archcite.write.dublin_core:stream_oai_dc",
    ),
    "ris": Writer(
        "archcite.write.ris:write_ris",
        ".ris",
        "RIS for Zotero, EndNote, Mendeley and most other programs.",
        stream="archcite.write.ris:stream_ris",
    ),
    "ris-jabref": Writer(
        "archcite.write.ris:write_ris_jabref",
        ".ris",
        "RIS for JabRef, which reads shelfmark and translator from tags of its own.",
        stream="archcite.write.ris:stream_ris_jabref",
    ),
    "schema-org": Writer(
        "archcite.write.schema_org:write_schema_org",
        ".jsonld",
        "schema.org as JSON-LD, for web pages and search engines: components of an archive.",
        stream="archcite.write.schema_org:stream_schema_org",
    ),
    "text": Writer(
        "archcite.write.text:write_text",
        ".txt",
        "Plain text for people and e-mails: every field of a record on a line of its own.",
        stream="archcite.write.text:stream_text",
    ),
    "tropy": Writer(
        "archcite.write.tropy:write_tropy",
        ".json",
        "JSON-LD that Tropy imports: items with their photos, notes and tags.",
        stream="archcite.write.tropy:stream_tropy",
    ),
    "wikipedia": Writer(
        "archcite.write.wikipedia:write_wikipedia",
        ".wiki",
        "Citation templates of the English Wikipedia: cite archive, and those for published works.",
        stream="archcite.write.wikipedia:stream_wikipedia",
    ),
    "zotero-json": Writer(
        "archcite.write.zotero_json:write_zotero_json",
        ".json",
        "Zotero's JSON, for its API: items with their notes and files.",
        stream="archcite.write.zotero_json:stream_zotero_json",
    ),
    "zotero-rdf": Writer(
        "archcite.write.zotero_rdf:write_zotero_rdf",
        ".rdf",
        "Zotero's own RDF: the way into Zotero on which nothing is lost.",
        stream="archcite.write.zotero_rdf:stream_zotero_rdf",
    ),
}
