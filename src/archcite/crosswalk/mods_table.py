"""The plain facts of a record and the MODS elements that say them: one table for both ways.

What takes more than one element (titles, dates, names, where it lies, rights) is in mods_*.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from archcite.crosswalk.tree import Fact

NAMESPACE = "http://www.loc.gov/mods/v3"
SCHEMA = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"

# Where imprint and digital edition stand: the kind of event (MODS 3.8, originInfo).
IMPRINT = "originInfo[eventType=publication]"
ONLINE = "originInfo[eventType=digital publication]"
MADE = "originInfo[eventType=production]"
ORIGINAL = "relatedItem[type=original][!displayLabel]"
HOST = "relatedItem[type=host][!displayLabel]"
HELD = "relatedItem[type=host][displayLabel=archive]"

FACTS: tuple[Fact, ...] = (
    Fact("document.short_title", "titleInfo[type=abbreviated][!displayLabel]/title"),
    Fact("document.abbreviation", "titleInfo[type=abbreviated][displayLabel=cited as]/title"),
    Fact("document.heading", "titleInfo[type=alternative][displayLabel=heading]/title"),
    Fact("document.genre", "genre[!authority][!type]"),
    Fact("document.medium", "physicalDescription/form[!authority]"),
    Fact("document.extent", "physicalDescription/extent[!unit]"),
    Fact("document.summary", "abstract"),
    Fact("document.number", "identifier[type=document-number]"),
    Fact("document.classification", "note[type=classification]"),
    Fact("document.extract", "note[type=completeness]"),
    Fact("document.event.name", "note[type=venue][displayLabel=event]"),
    Fact("document.event.as_given", "note[type=venue][displayLabel=event as given]"),
    Fact("document.event.session", "note[type=venue][displayLabel=session]"),
    Fact("document.event.place", "note[type=venue][displayLabel=place]"),
    Fact("document.event.date", "originInfo/dateOther[type=event]"),
    Fact("document.date_old_style", "originInfo/dateOther[type=old style]"),
    Fact("digital.name", "recordInfo/recordContentSource[!authority]"),
    Fact("digital.program", f"{ONLINE}/publisher"),
    Fact("digital.uploaded", f"{ONLINE}/dateOther[type=uploaded]"),
    Fact(
        "digital.collection",
        "relatedItem[type=series][displayLabel=digital collection]/titleInfo/title",
    ),
    Fact("digital.record_id", "identifier[type=record]"),
    Fact("digital.doi", "identifier[type=doi]"),
    Fact("published.edition", f"{IMPRINT}/edition"),
    Fact("published.publisher", f"{IMPRINT}/publisher"),
    Fact("published.place", f"{IMPRINT}/place/placeTerm[type=text]"),
    Fact("published.version", "note[type=version]"),
    Fact("published.status", "note[type=publication status]"),
    Fact("published.volumes", "physicalDescription/extent[unit=volumes]"),
    Fact("published.call_number", "classification[!authority]"),
    Fact("published.isbn", "identifier[type=isbn]"),
    Fact("published.pmid", "identifier[type=pmid]"),
    Fact("published.pmcid", "identifier[type=pmcid]"),
    Fact("published.reviewed_title", "relatedItem[type=reviewOf]/titleInfo/title"),
    Fact("published.original_date", f"{ORIGINAL}/originInfo/dateIssued"),
    Fact("published.original_publisher", f"{ORIGINAL}/originInfo/publisher"),
    Fact("published.original_place", f"{ORIGINAL}/originInfo/place/placeTerm[type=text]"),
    Fact("published.series", "relatedItem[type=series][!displayLabel]/titleInfo[!type]/title"),
    Fact(
        "published.series_number",
        "relatedItem[type=series][!displayLabel]/part/detail[type=volume]/number",
    ),
    Fact("published.container", f"{HOST}/titleInfo[!type]/title"),
    Fact("published.container_short", f"{HOST}/titleInfo[type=abbreviated]/title"),
    Fact("published.issn", f"{HOST}/identifier[type=issn]"),
    Fact("record.language", "recordInfo/languageOfCataloging/languageTerm"),
    Fact("record.known_as", "identifier[type=citekey]"),
)
# The series of a work in a book is the book's.
NESTED: tuple[Fact, ...] = (
    Fact("published.series", f"{HOST}/relatedItem[type=series]/titleInfo[!type]/title"),
    Fact(
        "published.series_number",
        f"{HOST}/relatedItem[type=series]/part/detail[type=volume]/number",
    ),
)
LISTS = frozenset(("record.known_as",))

# Of the work in its container: field of the table `published`, and the detail that has it.
DETAILS: Mapping[str, str] = {
    "volume": "volume",
    "issue": "issue",
    "section": "section",
    "chapter": "chapter",
}

# Genre terms of MARC, and the CSL type that each means; the first of a type is written.
MARC_GENRES: Mapping[str, str] = {
    "article": "article-journal",
    "journal": "article-journal",
    "periodical": "article-magazine",
    "newspaper": "article-newspaper",
    "book": "book",
    "legislation": "legislation",
    "web site": "webpage",
    "legal case and case notes": "legal_case",
    "conference publication": "paper-conference",
    "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia",
    "motion picture": "motion_picture",
    "interview": "interview",
    "letter": "personal_communication",
    "map": "map",
    "patent": "patent",
    "speech": "speech",
    "technical report": "report",
    "standard or specification": "standard",
    "thesis": "thesis",
    "theses": "thesis",
    "treaty": "treaty",
    "review": "review",
    "art original": "graphic",
    "picture": "graphic",
    "graphic": "graphic",
    "sound": "song",
    "videorecording": "motion_picture",
    "loose-leaf": "manuscript",
    "yearbook": "book",
    "biography": "book",
    "autobiography": "book",
    "novel": "book",
}
# Types that stand in a book: programs tell that by the genre of the host.
IN_BOOKS = frozenset(("chapter", "entry", "entry-dictionary", "entry-encyclopedia"))
# What a record of a CSL type is made of (MODS, typeOfResource); everything else is text.
RESOURCES: Mapping[str, str] = {
    "graphic": "still image",
    "figure": "still image",
    "map": "cartographic",
    "song": "sound recording",
    "motion_picture": "moving image",
    "broadcast": "moving image",
    "software": "software, multimedia",
    "dataset": "software, multimedia",
    "musical_score": "notated music",
    "collection": "mixed material",
}
# The way back, where no genre tells more.
FROM_RESOURCE: Mapping[str, str] = {
    "still image": "graphic",
    "cartographic": "map",
    "sound recording": "song",
    "sound recording-musical": "song",
    "sound recording-nonmusical": "song",
    "moving image": "motion_picture",
    "software, multimedia": "software",
    "notated music": "musical_score",
    "three dimensional object": "graphic",
}

# Where identifiers of places and funders have their address.
PLACE_IDS: Mapping[str, str] = {
    "geonames": "https://sws.geonames.org/",
    "tgn": "http://vocab.getty.edu/tgn/",
    "wikidata": "https://www.wikidata.org/entity/",
}
FUNDER_IDS: Mapping[str, str] = {
    "ror": "https://ror.org/",
    "crossref": "https://doi.org/",
    "isni": "https://isni.org/isni/",
    "wikidata": "https://www.wikidata.org/entity/",
}
# Of a file that belongs to the document, as a related item.
ATTACHMENT: tuple[Fact, ...] = (
    Fact("title", "titleInfo/title"),
    Fact("media_type", "physicalDescription/internetMediaType"),
    Fact("url", "location/url[!note]"),
    Fact("path", "location/url[note=file]"),
)
