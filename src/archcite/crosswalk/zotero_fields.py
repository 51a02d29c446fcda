"""The fields of Zotero's item types, as its API and Better BibTeX's JSON spell them.

Source: Zotero's schema. A type may have a name of its own for a field of all (bookTitle for
publicationTitle); here they are told apart by type for writing and not for reading.
"""

from __future__ import annotations

from collections.abc import Mapping

_ALL = "title abstractNote date language shortTitle url accessDate rights extra"
_KEPT = "archive archiveLocation libraryCatalog callNumber"
_BOOK = "series seriesNumber volume numberOfVolumes edition place publisher ISBN"
# Item type -> the fields that it has beside those of all. "+" stands for those of a holding.
_OWN: Mapping[str, str] = {
    "artwork": "+ artworkMedium artworkSize",
    "audioRecording": "+ audioRecordingFormat seriesTitle volume numberOfVolumes place label "
    "runningTime ISBN",
    "bill": "billNumber code codeVolume section codePages legislativeBody session history",
    "blogPost": "blogTitle websiteType",
    "book": f"+ {_BOOK} numPages",
    "bookSection": f"+ {_BOOK} bookTitle pages",
    "case": "court docketNumber reporter reporterVolume firstPage history",
    "computerProgram": "+ seriesTitle versionNumber system place company programmingLanguage ISBN",
    "conferencePaper": "+ proceedingsTitle conferenceName place publisher volume pages series DOI "
    "ISBN",
    "dataset": "+ identifier type versionNumber repository repositoryLocation format DOI",
    "dictionaryEntry": f"+ {_BOOK} dictionaryTitle pages",
    "document": "+ publisher",
    "encyclopediaArticle": f"+ {_BOOK} encyclopediaTitle pages",
    "film": "+ distributor genre videoRecordingFormat runningTime",
    "forumPost": "forumTitle postType",
    "hearing": "committee place publisher numberOfVolumes documentNumber pages legislativeBody "
    "session history",
    "interview": "+ interviewMedium",
    "journalArticle": "+ publicationTitle volume issue pages series seriesTitle seriesText "
    "journalAbbreviation DOI ISSN",
    "letter": "+ letterType",
    "magazineArticle": "+ publicationTitle volume issue pages ISSN",
    "manuscript": "+ manuscriptType place numPages",
    "map": "+ mapType scale seriesTitle edition place publisher ISBN",
    "newspaperArticle": "+ publicationTitle place edition section pages ISSN",
    "patent": "place country assignee issuingAuthority patentNumber filingDate pages "
    "applicationNumber priorityNumbers references legalStatus",
    "preprint": "+ genre repository archiveID place series seriesNumber DOI",
    "presentation": "presentationType place meetingName",
    "report": "+ reportNumber reportType seriesTitle place institution pages",
    "standard": "+ organization committee type number versionNumber status publisher place DOI "
    "numPages",
    "statute": "code codeNumber publicLawNumber pages section session history",
    "thesis": "+ thesisType university place numPages",
    "tvBroadcast": "+ programTitle episodeNumber videoRecordingFormat place network runningTime",
    "webpage": "websiteTitle websiteType",
}
# What some types call a field of all.
_RENAMED: Mapping[str, Mapping[str, str]] = {
    "case": {"title": "caseName", "date": "dateDecided"},
    "patent": {"date": "issueDate"},
    "statute": {"title": "nameOfAct", "date": "dateEnacted"},
}
# Path of the record -> the names that the field has in one type or another, best first.
PATHS: Mapping[str, tuple[str, ...]] = {
    path: tuple(names.split())
    for path, names in {
        "document.title": "title caseName subject nameOfAct",
        "document.summary": "abstractNote",
        "document.short_title": "shortTitle",
        "document.language": "language",
        "document.genre": "letterType manuscriptType mapType presentationType reportType "
        "thesisType websiteType postType genre type",
        "document.medium": "artworkMedium interviewMedium audioRecordingFormat "
        "videoRecordingFormat audioFileType format medium",
        "document.extent": "numPages artworkSize runningTime",
        "document.number": "reportNumber patentNumber billNumber docketNumber documentNumber "
        "episodeNumber publicLawNumber archiveID identifier number",
        "document.event.name": "meetingName conferenceName",
        "digital.url": "url",
        "digital.name": "libraryCatalog",
        "digital.doi": "DOI",
        "published.container": "publicationTitle bookTitle proceedingsTitle encyclopediaTitle "
        "dictionaryTitle blogTitle websiteTitle forumTitle programTitle reporter code",
        "published.container_short": "journalAbbreviation",
        "published.series": "series seriesTitle",
        "published.series_number": "seriesNumber",
        "published.volume": "volume codeVolume reporterVolume",
        "published.volumes": "numberOfVolumes",
        "published.issue": "issue",
        "published.pages": "pages firstPage codePages",
        "published.edition": "edition",
        "published.version": "versionNumber",
        "published.section": "section",
        "published.status": "status legalStatus",
        "published.publisher": "publisher label distributor company studio network institution "
        "university repository",
        "published.place": "place repositoryLocation",
        "published.call_number": "callNumber",
        "published.isbn": "ISBN",
        "published.issn": "ISSN",
        "published.pmid": "PMID",
        "published.pmcid": "PMCID",
    }.items()
}
DATES = ("date", "dateDecided", "dateEnacted", "issueDate")
# Field -> path, whatever the type.
FROM: Mapping[str, str] = {name: path for path, names in PATHS.items() for name in names}


def fields_of(type_: str) -> tuple[str, ...]:
    """The fields of an item type, in Zotero's order as far as a person minds it."""
    own = _OWN.get(type_, "").split()
    renamed = _RENAMED.get(type_, {})
    first, *rest = (renamed.get(name, name) for name in _ALL.split())
    kept = _KEPT.split() if "+" in own else []
    return (first, *[name for name in own if name != "+"], *rest[:-2], *kept, *rest[-2:])


def name_of(path: str, type_: str) -> str:
    """What a type calls the field for a path; "" where it has none."""
    has = fields_of(type_)
    return next((name for name in PATHS[path] if name in has), "")
