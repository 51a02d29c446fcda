"""Zotero's own meta tags (z.itemType, z.archive …), both ways: fields of its items by their names.

Zotero's import takes every z. tag into the field of that name, creators too (z.translators).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from archcite.crosswalk import prose
from archcite.crosswalk import zotero_rdf_table as table
from archcite.crosswalk.csl_back import AUTHORS_OF
from archcite.crosswalk.dublin_core import catalogue_name
from archcite.crosswalk.page_said import Meta, Tags
from archcite.crosswalk.page_works import write_highwire
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.told_works import foreign, named, work_of
from archcite.crosswalk.tree import append
from archcite.crosswalk.zotero_extra import lines_of, person_line, read_extra, sentences_of
from archcite.crosswalk.zotero_types import TO_CSL, zotero_type
from archcite.record.model import Record
from archcite.record.tradition import print_levels
from archcite.record.vocab import Role

EXTRA = "z.extra"
# Zotero's field -> CSL variable. Several fields share one: no item type has two of them.
_FIELDS: Mapping[str, str] = {
    "title": "title",
    "shorttitle": "title-short",
    "abstractnote": "abstract",
    "language": "language",
    "date": "issued",
    "archive": "archive",
    "archivelocation": "archive_location",
    "librarycatalog": "source",
    "callnumber": "call-number",
    "url": "URL",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "volume": "volume",
    "numberofvolumes": "number-of-volumes",
    "issue": "issue",
    "pages": "page",
    "numpages": "number-of-pages",
    "edition": "edition",
    "versionnumber": "version",
    "section": "section",
    "series": "collection-title",
    "seriestitle": "collection-title",
    "seriesnumber": "collection-number",
    "place": "publisher-place",
    "number": "number",
    "reportnumber": "number",
    "patentnumber": "number",
    "journalabbreviation": "container-title-short",
    "artworkmedium": "medium",
    "interviewmedium": "medium",
    "artworksize": "dimensions",
    "meetingname": "event-title",
    "conferencename": "event-title",
    "medium": "medium",
    **dict.fromkeys(
        """publicationtitle booktitle proceedingstitle encyclopediatitle dictionarytitle
        websitetitle blogtitle forumtitle programtitle""".split(),
        "container-title",
    ),
    **dict.fromkeys(
        "publisher university institution company studio distributor label network".split(),
        "publisher",
    ),
    **dict.fromkeys(
        """genre lettertype manuscripttype maptype presentationtype reporttype thesistype
        websitetype posttype""".split(),
        "genre",
    ),
}
_TYPE_FIELDS: Mapping[str, str] = {
    "letter": "letterType",
    "manuscript": "manuscriptType",
    "map": "mapType",
    "presentation": "presentationType",
    "report": "reportType",
    "thesis": "thesisType",
}
# Zotero's fields of creators, and the role; None: whoever made the item.
_CREATORS: Mapping[str, Role | None] = {
    "authors": None,
    **{f"{name}s": None for name in table.PRIMARY.values()},
    **{f"{name.casefold()}s": Role(role) for role, name in table.creators_of_all().items()},  # type: ignore[call-arg]
}
_SPENT = frozenset(("itemtype", "extra", "rights", "accessdate", "tags", "itemid", "notes"))


def zotero(tags: Tags, *, own: bool) -> Plain:
    """What the z. tags mean; {} where there are none.

    own: whether the page is archcite's: then what only repeats its Dublin Core is passed over.
    """
    if not tags.names("z."):
        return {}
    item = {"type": zotero_csl_type(tags) or "document"}
    people: list[Plain] = []
    unread: list[str] = []
    for name in tags.names("z."):
        field = name.removeprefix("z.")
        if field in _CREATORS:
            people += [named(text, _CREATORS[field]) for text in tags.lines(name)]
        elif field in _FIELDS and not own:
            item.setdefault(_FIELDS[field], tags.line(name))
        elif field not in _SPENT and not own:
            unread.append(name)
    plain = work_of(item, people)
    rest = read_extra(tags.text(EXTRA), plain)
    for text in rest:
        append(plain, "remarks", {"text": text} if text.strip() else "")
    for text in tags.lines("z.rights"):
        rights_of(plain, text)
    for name in unread:
        for text in tags.lines(name):
            foreign(plain, "zotero", name.removeprefix("z."), text)
    return plain


def zotero_csl_type(tags: Tags) -> str:
    """The CSL type of z.itemType; "" where it says none."""
    told = tags.line("z.itemtype").casefold()
    return next((type_ for name, type_ in TO_CSL.items() if name.casefold() == told), "")


def write_zotero(record: Record) -> Iterator[Meta]:
    """Type, place and creators for Zotero, which it cannot take from Dublin Core."""
    type_ = zotero_type(record)
    document, source, digital = record.document, record.source, record.digital
    yield "z.itemType", type_, ""
    word = document.genre or prose.kind_words(document.kind)
    if type_ in _TYPE_FIELDS and word != "published":
        yield f"z.{_TYPE_FIELDS[type_]}", word, ""
    yield "z.date", document.date or document.date_as_given or "", ""
    yield "z.shortTitle", document.short_title or "", ""
    if source:
        archive = source.archive and msgspec.structs.replace(source.archive, place=None)
        yield "z.archive", ", ".join(prose.repository(archive)), ""
        marks = print_levels(source) if source.levels else prose.as_given(source)
        yield "z.archiveLocation", marks, ""
    if digital and digital.name:
        yield "z.libraryCatalog", digital.name, ""
    if record.published and record.published.call_number:
        yield "z.callNumber", record.published.call_number, ""
    yield from _creators(record, type_)


def _creators(record: Record, type_: str) -> Iterator[Meta]:
    known = table.creators(type_)
    main = AUTHORS_OF.get(record.document.kind, Role.AUTHOR)
    extra: list[str] = []
    plain = msgspec.to_builtins(record)
    for agent, told in zip(record.people, plain.get("people", ()), strict=True):
        primary = table.PRIMARY.get(type_)
        if agent.role is main and table.has_author(type_):
            if primary:
                yield f"z.{primary}s", catalogue_name(agent), ""
        elif name := known.get(str(agent.role)):
            yield f"z.{name}s", catalogue_name(agent), ""
        else:
            extra.append(person_line(told))
    done = _DONE | _OF_WORKS if any(True for _ in write_highwire(record)) else _DONE
    extra += [*lines_of(plain, done), *sentences_of(record)]
    if extra:
        yield EXTRA, "\n".join(extra), ""


# What Zotero takes from other tags, and what it has no use for.
_DONE = {
    "record.known_as",
    "document.kind",
    "document.genre",
    "document.medium",
    "digital.doi",
    "published.isbn",
    "published.issn",
    "published.call_number",
    "rights.license",
    "rights.uri",
}
# What it takes from Highwire's tags, where there are any.
_OF_WORKS = {
    f"published.{name}" for name in ("container", "publisher", "series", "volume", "issue", "pages")
}
