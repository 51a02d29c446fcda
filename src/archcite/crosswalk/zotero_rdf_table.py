"""The words of Zotero's RDF: namespaces, nodes, fields and creators of each item type."""

from __future__ import annotations

from collections.abc import Mapping

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
Z = "http://www.zotero.org/namespaces/export#"
SPACES: Mapping[str, str] = {
    "rdf": RDF,
    "z": Z,
    "dcterms": "http://purl.org/dc/terms/",
    "bib": "http://purl.org/net/biblio#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "link": "http://purl.org/rss/1.0/modules/link/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "vcard": "http://nwalsh.com/rdf/vCard#",
}
# The scheme that marks a tag which Zotero gave by itself.
AUTOMATIC = "Zotero automatic tag"
# Item type -> the node that Zotero makes of it; the others are rdf:Description.
NODES: Mapping[str, str] = {
    "artwork": "bib:Illustration",
    "audioRecording": "bib:Recording",
    "bill": "bib:Legislation",
    "blogPost": "bib:Document",
    "book": "bib:Book",
    "bookSection": "bib:BookSection",
    "case": "bib:Document",
    "computerProgram": "bib:Data",
    "email": "bib:Letter",
    "film": "bib:MotionPicture",
    "forumPost": "bib:Document",
    "hearing": "bib:Report",
    "instantMessage": "bib:Letter",
    "interview": "bib:Interview",
    "journalArticle": "bib:Article",
    "letter": "bib:Letter",
    "magazineArticle": "bib:Article",
    "manuscript": "bib:Manuscript",
    "map": "bib:Image",
    "newspaperArticle": "bib:Article",
    "patent": "bib:Patent",
    "podcast": "bib:Recording",
    "presentation": "bib:ConferenceProceedings",
    "radioBroadcast": "bib:Recording",
    "report": "bib:Report",
    "statute": "bib:Legislation",
    "thesis": "bib:Thesis",
    "tvBroadcast": "bib:Recording",
    "videoRecording": "bib:Recording",
    "webpage": "bib:Document",
}
# Node -> item type, where no z:itemType tells it.
TYPES: Mapping[str, str] = {
    "Article": "journalArticle",
    "Book": "book",
    "BookSection": "bookSection",
    "ConferenceProceedings": "presentation",
    "Data": "computerProgram",
    "Document": "webpage",
    "Illustration": "artwork",
    "Image": "map",
    "Interview": "interview",
    "Legislation": "statute",
    "Letter": "letter",
    "Manuscript": "manuscript",
    "MotionPicture": "film",
    "Patent": "patent",
    "Recording": "audioRecording",
    "Report": "report",
    "Thesis": "thesis",
}
CONTAINERS: Mapping[str, str] = {
    "blogPost": "z:Blog",
    "bookSection": "bib:Book",
    "case": "bib:CourtReporter",
    "conferencePaper": "bib:Journal",
    "dictionaryEntry": "bib:Book",
    "encyclopediaArticle": "bib:Book",
    "forumPost": "z:Forum",
    "journalArticle": "bib:Journal",
    "magazineArticle": "bib:Periodical",
    "newspaperArticle": "bib:Newspaper",
    "webpage": "z:Website",
}
# Types without a container that have volumes.
NUMBERED = frozenset(("audioRecording", "book", "film", "hearing", "videoRecording"))
WITHOUT_PUBLISHER = frozenset(
    "artwork blogPost document email forumPost instantMessage interview letter webpage".split()
)
# Types that mean an unpublished document where nothing else is said.
ARCHIVAL = frozenset(
    "document email instantMessage interview letter manuscript map presentation".split()
)
_PAGED = frozenset(
    """bill bookSection case conferencePaper dictionaryEntry encyclopediaArticle hearing
    journalArticle magazineArticle newspaperArticle patent report statute""".split()
)
_TYPED = frozenset(
    """blogPost film forumPost letter manuscript map podcast presentation report thesis
    webpage""".split()
)
_EDITIONS = frozenset(
    """book bookSection dictionaryEntry encyclopediaArticle map newspaperArticle""".split()
)
_MEDIA = frozenset(("artwork", "interview"))
_VOLUMES = frozenset("audioRecording book bookSection dictionaryEntry encyclopediaArticle".split())
_COUNTED = frozenset(("book", "manuscript", "thesis"))
_ALL: frozenset[str] = frozenset()
# Path of the record, property, and the item types that have the field (none named: every one).
FIELDS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("document.title", "dc:title", _ALL),
    ("document.short_title", "z:shortTitle", _ALL),
    ("document.summary", "dcterms:abstract", _ALL),
    ("document.language", "z:language", _ALL),
    ("document.genre", "dc:type", _TYPED),
    ("document.medium", "dcterms:medium", _MEDIA),
    ("document.extent", "z:numPages", _COUNTED),
    ("document.extent", "z:artworkSize", frozenset(("artwork",))),
    ("digital.name", "z:libraryCatalog", _ALL),
    ("digital.accessed", "dcterms:dateSubmitted", _ALL),
    ("published.pages", "bib:pages", _PAGED),
    ("published.edition", "prism:edition", _EDITIONS),
    ("published.version", "prism:edition", frozenset(("computerProgram",))),
    ("published.volumes", "z:numberOfVolumes", _VOLUMES),
)
# What a type calls whoever made it, where that is not the author.
PRIMARY: Mapping[str, str] = {
    "artwork": "artist",
    "computerProgram": "programmer",
    "interview": "interviewee",
    "map": "cartographer",
    "patent": "inventor",
    "presentation": "presenter",
}
_NAMES: Mapping[str, str] = {
    "contributor": "contributor",
    "editor": "editor",
    "translator": "translator",
    "collection-editor": "seriesEditor",
    "container-author": "bookAuthor",
    "reviewed-author": "reviewedAuthor",
    "recipient": "recipient",
    "interviewer": "interviewer",
    "director": "director",
    "producer": "producer",
    "script-writer": "scriptwriter",
    "performer": "performer",
    "composer": "composer",
    "guest": "guest",
}
_WITH: Mapping[str, str] = {
    "artwork": "contributor",
    "audioRecording": "composer performer contributor",
    "book": "contributor editor seriesEditor translator",
    "bookSection": "bookAuthor contributor editor seriesEditor translator",
    "conferencePaper": "contributor editor seriesEditor translator",
    "computerProgram": "contributor",
    "dictionaryEntry": "contributor editor seriesEditor translator",
    "document": "contributor editor reviewedAuthor translator",
    "encyclopediaArticle": "contributor editor seriesEditor translator",
    "film": "director contributor producer scriptwriter",
    "hearing": "contributor",
    "interview": "contributor interviewer translator",
    "journalArticle": "contributor editor reviewedAuthor translator",
    "letter": "contributor recipient",
    "magazineArticle": "contributor reviewedAuthor translator",
    "manuscript": "contributor translator",
    "map": "contributor seriesEditor",
    "newspaperArticle": "contributor reviewedAuthor translator",
    "preprint": "contributor editor reviewedAuthor translator",
    "presentation": "contributor",
    "report": "contributor seriesEditor translator",
    "thesis": "contributor",
    "tvBroadcast": "director contributor guest producer scriptwriter",
    "videoRecording": "director contributor producer scriptwriter",
    "webpage": "contributor translator",
}
# Types whose items have no author at all in Zotero.
_WITHOUT_AUTHOR = frozenset("audioRecording bill film hearing tvBroadcast videoRecording".split())


def creators(type_: str) -> Mapping[str, str]:
    """The roles of a record that an item type has a creator for, and Zotero's name of it."""
    allowed = _WITH.get(type_, "contributor").split()
    return {role: name for role, name in _NAMES.items() if name in allowed}


def creators_of_all() -> Mapping[str, str]:
    """Every role that some item type has a creator for, and Zotero's name of it."""
    return _NAMES


def role_of(name: str) -> str:
    """The role that a creator's name means; "" for whoever made the item, and for others."""
    found = next((role for role, other in _NAMES.items() if other == name), "")
    return found or {"wordsBy": "author", "commenter": "author", "podcaster": "host",
                     "sponsor": "contributor", "cosponsor": "contributor",
                     "counsel": "contributor", "castMember": "performer",
                     "attorneyAgent": "contributor"}.get(name, "")  # fmt: skip


def has_author(type_: str) -> bool:
    """Whether whoever made it has a name of its own in that type."""
    return type_ not in _WITHOUT_AUTHOR
