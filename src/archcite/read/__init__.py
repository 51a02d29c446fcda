"""What can be read into records: the registry of readers, and which of them a file is for.

A reader turns bytes into records and problems; it is imported only when it is asked for. To add a
format: write read/<format>.py with read_<format>(data, name), and a row here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from archcite.errors import Problem
from archcite.read.decode import LARGEST, MAX_BYTES, decode, head, too_large
from archcite.read.shapes import Shape, shape_of

if TYPE_CHECKING:
    from archcite.record.model import Record

    Read = Callable[[bytes, str], list[Record | Problem]]
    Stream = Callable[[BinaryIO, str], Iterator[Record | Problem]]

__all__ = ["LARGEST", "MAX_BYTES", "READERS", "Reader", "load_reader", "load_stream", "sniff"]


LINES, XML, JSON = (frozenset((each,)) for each in (Shape.LINES, Shape.XML, Shape.JSON))


class Reader(NamedTuple):
    """One input format. read, recognise and stream are "module:function"; sentence the manual's.

    stream: reads an open file of any size entry by entry, without keeping what it has given; ""
    where a file of the format must be read as a whole. shapes: of texts that can be of the format;
    for another one its module is not even imported to find out.
    """

    read: str
    recognise: str
    suffixes: tuple[str, ...]
    sentence: str
    lenient: bool = False  # whether the reader copes with text that is no UTF-8
    stream: str = ""
    shapes: frozenset[Shape] = LINES


# sniff asks them in this order: whoever is content with less comes later.
READERS: Mapping[str, Reader] = {
    "archcite": Reader(
        "archcite.read.record_file:read_record",
        "archcite.read.record_file:is_record",
        (".toml",),
        "A record of another library of archcite: its TOML file.",
    ),
    "wilson": Reader(
        "archcite.read.wilson:read_page",
        "archcite.read.wilson:is_wilson",
        (".txt", ".html", ".htm", ".ris"),
        "A page of the Wilson Center Digital Archive: plain text, HTML, or the site's RIS file.",
        shapes=LINES | XML,
    ),
    "catalogue": Reader(
        "archcite.read.catalogue:read_catalogue",
        "archcite.read.catalogues:is_catalogue",
        (".html", ".htm", ".json"),
        "A page, or the JSON, of a catalogue: FRUS, The National Archives, NARA, CIA, Library of "
        "Congress, DPLA, Europeana, Internet Archive, ArchivesSpace, AtoM.",
        shapes=XML | JSON,
    ),
    "bibtex": Reader(
        "archcite.read.bibtex:read_bibtex",
        "archcite.read.bibtex:is_bibtex",
        (".bib", ".bibtex", ".biblatex"),
        "BibTeX and BibLaTeX, as Zotero, Better BibTeX, JabRef, Mendeley, papis and people write.",
        stream="archcite.read.bibtex:read_bibtex_stream",
        shapes=LINES | XML,
    ),
    "mods": Reader(
        "archcite.read.mods:read_mods",
        "archcite.read.mods:is_mods",
        (".xml", ".mods"),
        "MODS, as libraries, Zotero and bibutils write it: single records and collections.",
        lenient=True,
        stream="archcite.read.mods:read_mods_stream",
        shapes=XML,
    ),
    "ead": Reader(
        "archcite.read.ead:read_ead",
        "archcite.read.ead:is_ead",
        (".xml", ".ead"),
        "A finding aid in EAD 2002 or EAD3: the whole, its files and its items.",
        lenient=True,
        stream="archcite.read.ead:read_ead_stream",
        shapes=XML,
    ),
    "marcxml": Reader(
        "archcite.read.marcxml:read_marcxml",
        "archcite.read.marcxml:is_marcxml",
        (".xml", ".mrcx"),
        "MARCXML, as library catalogues give it: books, and collections under archival control.",
        lenient=True,
        stream="archcite.read.marcxml:read_marcxml_stream",
        shapes=XML,
    ),
    "datacite": Reader(
        "archcite.read.datacite:read_datacite",
        "archcite.read.datacite:is_datacite",
        (".xml",),
        "DataCite XML, schema 2 to 4: the metadata of DOIs, funders and rights whole.",
        lenient=True,
        stream="archcite.read.datacite:read_datacite_stream",
        shapes=XML,
    ),
    "dublin-core": Reader(
        "archcite.read.dublin_core:read_dublin_core",
        "archcite.read.dublin_core:is_dublin_core",
        (".xml",),
        "Dublin Core, simple or qualified, and whole answers of OAI-PMH.",
        lenient=True,
        stream="archcite.read.dublin_core:read_dublin_core_stream",
        shapes=XML,
    ),
    "zotero-rdf": Reader(
        "archcite.read.zotero_rdf:read_zotero_rdf",
        "archcite.read.zotero_rdf:is_zotero_rdf",
        (".rdf",),
        "Zotero's own RDF: items with their notes, files, tags and collections.",
        lenient=True,
        shapes=XML,
    ),
    "iiif": Reader(
        "archcite.read.iiif:read_iiif",
        "archcite.read.json_signs:is_iiif",
        (".json", ".jsonld"),
        "IIIF Presentation 2 and 3: manifests and collections, as libraries' viewers load them.",
        shapes=JSON,
    ),
    "tropy": Reader(
        "archcite.read.tropy:read_tropy",
        "archcite.read.json_signs:is_tropy",
        (".json", ".jsonld"),
        "Tropy's JSON-LD: items with their photos, notes, transcriptions and tags.",
        shapes=JSON,
    ),
    "datacite-json": Reader(
        "archcite.read.datacite:read_datacite_json",
        "archcite.read.json_signs:is_datacite_json",
        (".json",),
        "DataCite JSON, as its REST API, Zenodo and content negotiation give it.",
        stream="archcite.read.datacite:read_datacite_json_stream",
        shapes=JSON,
    ),
    "schema-org": Reader(
        "archcite.read.schema_org:read_schema_org",
        "archcite.read.json_signs:is_schema_org",
        (".jsonld", ".json"),
        "schema.org as JSON-LD: archives' components, published works, graphs and lists of them.",
        stream="archcite.read.schema_org:read_schema_org_stream",
        shapes=JSON,
    ),
    "zotero-json": Reader(
        "archcite.read.zotero_json:read_zotero_json",
        "archcite.read.json_signs:is_zotero_json",
        (".json",),
        "Zotero's API and Better BibTeX's JSON: items with notes, files, tags and collections.",
        shapes=JSON,
    ),
    "better-csl-json": Reader(
        "archcite.read.csl_dialects:read_better_csl_json",
        "archcite.read.json_signs:is_better_csl_json",
        (".json",),
        "Better CSL JSON: CSL-JSON with citation keys, as Better BibTeX writes it.",
        stream="archcite.read.csl_dialects:read_better_csl_json_stream",
        shapes=JSON,
    ),
    "cff": Reader(
        "archcite.read.cff:read_cff",
        "archcite.read.cff:is_cff",
        (".cff",),
        "CITATION.cff: the software or data, its preferred citation and its references.",
    ),
    "csl-yaml": Reader(
        "archcite.read.csl_dialects:read_csl_yaml",
        "archcite.read.csl_dialects:is_csl_yaml",
        (".yaml", ".yml", ".md"),
        "CSL-YAML, as pandoc and Better BibTeX write it: a file, or the metadata of Markdown.",
        stream="archcite.read.csl_dialects:read_csl_yaml_stream",
    ),
    "hayagriva": Reader(
        "archcite.read.hayagriva:read_hayagriva",
        "archcite.read.hayagriva:is_hayagriva",
        (".yml", ".yaml"),
        "Hayagriva, the bibliographies of typst.",
        stream="archcite.read.hayagriva:read_hayagriva_stream",
    ),
    "csl-json": Reader(
        "archcite.read.csl_records:read_csl_json",
        "archcite.read.json_signs:is_csl_json",
        (".json",),
        "CSL-JSON, as Zotero, pandoc and every citation processor write it.",
        stream="archcite.read.csl_stream:read_csl_stream",
        shapes=JSON,
    ),
    "ris": Reader(
        "archcite.read.ris:read_ris",
        "archcite.read.ris:is_ris",
        (".ris",),
        "RIS, as Zotero, EndNote, JabRef, Mendeley and publishers write it.",
        lenient=True,
        stream="archcite.read.ris:read_ris_stream",
        shapes=LINES | XML,
    ),
    "endnote-xml": Reader(
        "archcite.read.endnote:read_endnote",
        "archcite.read.endnote:is_endnote",
        (".xml",),
        "EndNote XML, as EndNote, Mendeley and Zotero write it.",
        stream="archcite.read.endnote:read_endnote_stream",
        shapes=XML,
    ),
    "nbib": Reader(
        "archcite.read.nbib:read_nbib",
        "archcite.read.nbib:is_nbib",
        (".nbib", ".txt"),
        "PubMed's own citations (nbib, MEDLINE).",
        lenient=True,
        stream="archcite.read.nbib:read_nbib_stream",
    ),
    "coins": Reader(
        "archcite.read.coins:read_coins",
        "archcite.read.coins:is_coins",
        (".html", ".htm", ".txt"),
        "COinS: the Z3988 spans of a page or of any text, an entry each.",
        shapes=LINES | XML,
    ),
    "html": Reader(
        "archcite.read.html:read_html_pages",
        "archcite.read.html:is_html_page",
        (".html", ".htm"),
        "A saved page of any site, by its meta tags, JSON-LD, COinS, microdata or title.",
        shapes=XML,
    ),
}


def sniff(data: bytes, name: str) -> str | Problem:
    """The name of the reader that a file is for, by its content and not by its name.

    data: the file, or its first bytes. A Problem tells why no reader takes it.
    """
    text = decode(head(data), name)
    problem = text if isinstance(text, Problem) else None
    if isinstance(text, Problem):
        if text.code != "not-utf-8":
            return text
        text = head(data).decode("latin-1")
    shape = shape_of(text)
    for format_name, reader in READERS.items():
        if shape not in reader.shapes or (problem and not reader.lenient):
            continue
        recognise = cast("Callable[[str], bool]", _load(reader.recognise))
        if recognise(text):
            return format_name
    if problem:
        return problem
    if len(data) > MAX_BYTES:
        return too_large(name, MAX_BYTES)
    return Problem(
        "page-unknown", name,
        f"no format is recognised in it; known are {', '.join(READERS)}",
        "--format, or --from of convert, says what it is; a page should be saved whole, as HTML",
    )  # fmt: skip


def load_reader(format_name: str) -> Read:
    """The reader of that name: (data, file name) -> records and problems; or KeyError."""
    return cast("Read", _load(READERS[format_name].read))


def load_stream(format_name: str) -> Stream | None:
    """The reader of that name for open files; None where it needs the whole file; or KeyError."""
    found = READERS[format_name].stream
    return cast("Stream", _load(found)) if found else None


def _load(path: str) -> object:
    module, _, function = path.partition(":")
    return getattr(import_module(module), function)
