"""The vocabularies of the DataCite schema 4.6 that a record meets, both ways."""

from __future__ import annotations

from collections.abc import Mapping

NAMESPACE = "http://datacite.org/schema/kernel-4"
SCHEMA = "https://schema.datacite.org/meta/kernel-4.6/metadata.xsd"
# What the schema wants and nobody knows (DataCite, standard values for unknown information).
UNKNOWN = "(:unav)"
NO_YEAR = "0000"

# CSL type -> resourceTypeGeneral; everything else is Text.
GENERAL: Mapping[str, str] = {
    "article": "Preprint",
    "article-journal": "JournalArticle",
    "book": "Book",
    "broadcast": "Audiovisual",
    "chapter": "BookChapter",
    "collection": "Collection",
    "dataset": "Dataset",
    "event": "Event",
    "figure": "Image",
    "graphic": "Image",
    "map": "Image",
    "motion_picture": "Audiovisual",
    "paper-conference": "ConferencePaper",
    "periodical": "Journal",
    "report": "Report",
    "software": "Software",
    "song": "Sound",
    "standard": "Standard",
    "thesis": "Dissertation",
}
FROM_GENERAL: Mapping[str, str] = {
    "Audiovisual": "motion_picture",
    "Book": "book",
    "BookChapter": "chapter",
    "Collection": "collection",
    "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "DataPaper": "article-journal",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Event": "event",
    "Image": "graphic",
    "Journal": "periodical",
    "JournalArticle": "article-journal",
    "Preprint": "article",
    "Report": "report",
    "Software": "software",
    "Sound": "song",
    "Standard": "standard",
}
# Role of a record -> contributorType; the others are RelatedPerson, their role behind the name.
CONTRIBUTORS: Mapping[str, str] = {
    "editor": "Editor",
    "producer": "Producer",
    "translator": "Translator",
    "contributor": "Other",
    "curator": "DataCurator",
    "compiler": "DataCollector",
}
FROM_CONTRIBUTOR: Mapping[str, str] = {
    "Editor": "editor",
    "Producer": "producer",
    "Translator": "translator",
    "DataCurator": "curator",
    "DataCollector": "compiler",
}
# Key of an agent's identifiers -> scheme and address.
NAME_IDS: Mapping[str, tuple[str, str]] = {
    "orcid": ("ORCID", "https://orcid.org"),
    "isni": ("ISNI", "https://isni.org"),
    "viaf": ("VIAF", "https://viaf.org"),
    "wikidata": ("Wikidata", "https://www.wikidata.org"),
    "lcnaf": ("LCNAF", "https://id.loc.gov/authorities/names"),
}
# Key of a funder's identifiers -> funderIdentifierType and how its address begins.
FUNDER_IDS: Mapping[str, tuple[str, str]] = {
    "ror": ("ROR", "https://ror.org/"),
    "crossref": ("Crossref Funder ID", "https://doi.org/"),
    "isni": ("ISNI", ""),
    "wikidata": ("Other", "https://www.wikidata.org/entity/"),
}
ARCHIVE_IDS: Mapping[str, tuple[str, str]] = {
    "ror": ("ROR", "https://ror.org"),
    "isil": ("ISIL", ""),
    "isni": ("ISNI", "https://isni.org"),
    "wikidata": ("Wikidata", "https://www.wikidata.org"),
}
# Path of the record -> type of an alternateIdentifier.
ALTERNATES: Mapping[str, str] = {
    "digital.url": "URL",
    "digital.archived_url": "Archived URL",
    "digital.record_id": "Record",
    "document.number": "Document number",
    "published.isbn": "ISBN",
    "published.issn": "ISSN",
    "published.pmid": "PMID",
    "published.pmcid": "PMCID",
    "published.call_number": "Call number",
    "source.ref_as_given": "Source line",
}
# The Creative Commons licences that SPDX names, with their addresses.
_CC = "https://creativecommons.org/"


def address_of(license_: str) -> str:
    """The address of a licence: its own, or that of a Creative Commons licence by its SPDX name."""
    if "://" in license_:
        return license_
    if license_ == "CC0-1.0":
        return f"{_CC}publicdomain/zero/1.0/"
    name, _, version = license_.removeprefix("CC-").rpartition("-")
    known = license_.startswith("CC-") and name.replace("-", "").isalpha() and version[:1].isdigit()
    return f"{_CC}licenses/{name.lower()}/{version}/" if known else ""
