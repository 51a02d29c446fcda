"""The types and identifiers of schema.org that a record meets, both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from archcite.crosswalk.json_ld import Node, text, text_of, values
from archcite.record.vocab import Kind, LevelKind

NAME = "schema-org"
CONTEXT = "https://schema.org"
EDTF = "http://id.loc.gov/datatypes/edtf"
SPACES = re.compile(r"https?://(?:www\.)?schema\.org/|schema:|sdo:")
COMPONENT = "ArchiveComponent"

# Kind of document -> what it is beside an ArchiveComponent.
KINDS: Mapping[Kind, str] = {
    Kind.LETTER: "Message",
    Kind.TELEGRAM: "Message",
    Kind.MEMORANDUM: "Message",
    Kind.REPORT: "Report",
    Kind.DIARY: "Manuscript",
    Kind.NOTE: "Manuscript",
    Kind.PHOTOGRAPH: "Photograph",
    Kind.MAP: "Map",
    Kind.RECORDING: "MediaObject",
    Kind.OBJECT: "VisualArtwork",
    Kind.FILE: "Collection",
    Kind.COLLECTION: "Collection",
}
# CSL type -> type; everything else is a CreativeWork.
TYPES: Mapping[str, str] = {
    "article": "ScholarlyArticle",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "bill": "Legislation",
    "book": "Book",
    "broadcast": "Episode",
    "chapter": "Chapter",
    "collection": "Collection",
    "dataset": "Dataset",
    "entry": "Article",
    "entry-dictionary": "Article",
    "entry-encyclopedia": "Article",
    "figure": "ImageObject",
    "graphic": "VisualArtwork",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "musical_score": "SheetMusic",
    "pamphlet": "Book",
    "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical",
    "personal_communication": "Message",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "regulation": "Legislation",
    "report": "Report",
    "review": "Review",
    "review-book": "Review",
    "software": "SoftwareApplication",
    "song": "MusicRecording",
    "thesis": "Thesis",
    "treaty": "Legislation",
    "webpage": "WebPage",
}
PAGES = frozenset(
    """WebPage ItemPage AboutPage CollectionPage ContactPage FAQPage MedicalWebPage ProfilePage
    QAPage SearchResultsPage WebSite""".split()
)
# Type -> CSL type, the more telling types first.
FROM_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("ScholarlyArticle", "MedicalScholarlyArticle"), "article-journal"),
    **dict.fromkeys(
        """NewsArticle ReportageNewsArticle OpinionNewsArticle AnalysisNewsArticle
        BackgroundNewsArticle ReviewNewsArticle AskPublicNewsArticle""".split(),
        "article-newspaper",
    ),
    **dict.fromkeys(("BlogPosting", "LiveBlogPosting"), "post-weblog"),
    **dict.fromkeys(("SocialMediaPosting", "DiscussionForumPosting"), "post"),
    "Report": "report",
    "TechArticle": "article",
    "Article": "article-magazine",
    "Thesis": "thesis",
    "Chapter": "chapter",
    **dict.fromkeys(("Book", "Audiobook", "PublicationVolume"), "book"),
    **dict.fromkeys(("Periodical", "Newspaper", "PublicationIssue"), "periodical"),
    **dict.fromkeys(("Dataset", "DataFeed"), "dataset"),
    **dict.fromkeys(
        """SoftwareApplication SoftwareSourceCode WebApplication MobileApplication
        VideoGame""".split(),
        "software",
    ),
    **dict.fromkeys(("Map", "Atlas"), "map"),
    **dict.fromkeys(
        """Photograph VisualArtwork Painting Drawing Sculpture ImageObject ImageGallery
        Poster""".split(),
        "graphic",
    ),
    **dict.fromkeys(("Movie", "VideoObject", "Clip", "MovieClip", "TVClip"), "motion_picture"),
    **dict.fromkeys(
        """Episode TVEpisode RadioEpisode PodcastEpisode TVSeries RadioSeries
        PodcastSeries""".split(),
        "broadcast",
    ),
    **dict.fromkeys(("MusicRecording", "MusicAlbum", "AudioObject"), "song"),
    **dict.fromkeys(("SheetMusic", "MusicComposition"), "musical_score"),
    **dict.fromkeys(("Review", "CriticReview"), "review"),
    **dict.fromkeys(("Legislation", "LegislationObject"), "legislation"),
    "Manuscript": "manuscript",
    **dict.fromkeys(("Message", "EmailMessage"), "personal_communication"),
    "Collection": "collection",
    **dict.fromkeys(sorted(PAGES), "webpage"),
    **dict.fromkeys(
        """ArchiveComponent CreativeWork DigitalDocument TextDigitalDocument MediaObject
        Conversation Quotation Play Poem ShortStory Statement""".split(),
        "document",
    ),
}
# CSL type -> the type of what it stands in.
CONTAINERS: Mapping[str, str] = {
    **dict.fromkeys(
        "article article-journal article-magazine review review-book".split(), "Periodical"
    ),
    "article-newspaper": "Newspaper",
    **dict.fromkeys(
        "chapter entry entry-dictionary entry-encyclopedia paper-conference".split(), "Book"
    ),
    **dict.fromkeys(("webpage", "post"), "WebSite"),
    "post-weblog": "Blog",
}
SERIALS = frozenset(("Periodical", "Newspaper"))
SERIES = frozenset(("BookSeries", "CreativeWorkSeries"))
# Role -> property of the same meaning; other roles are told by a Role.
ROLES: Mapping[str, str] = {
    "author": "author",
    "recipient": "recipient",
    "translator": "translator",
    "editor": "editor",
    "creator": "creator",
    "composer": "composer",
    "director": "director",
    "illustrator": "illustrator",
    "producer": "producer",
    "narrator": "readBy",
    "contributor": "contributor",
    "performer": "actor",
}
FROM_PROPERTIES: Mapping[str, str] = {
    **{there: role for role, there in ROLES.items()},
    "sender": "author",
    "toRecipient": "recipient",
    "accountablePerson": "author",
    "byArtist": "performer",
    "musicBy": "composer",
    "artist": "artist",
    "creditedTo": "author",
}
# How the addresses of a register begin, and where the identifier stands in one.
ADDRESSES: Mapping[str, tuple[str, str]] = {
    "orcid": ("https://orcid.org/", r"orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$"),
    "isni": ("https://isni.org/isni/", r"isni\.org/(?:isni/)?(\d{15}[\dX])$"),
    "viaf": ("https://viaf.org/viaf/", r"viaf\.org/viaf/(\d+)/?$"),
    "wikidata": ("https://www.wikidata.org/entity/", r"wikidata\.org/(?:wiki|entity)/(Q\d+)$"),
    "lcnaf": (
        "https://id.loc.gov/authorities/names/",
        r"id\.loc\.gov/authorities/names/([a-z]{0,3}\d+)(?:\.html)?$",
    ),
    "ror": ("https://ror.org/", r"ror\.org/(0[a-z0-9]{8})$"),
    "crossref": ("https://doi.org/", r"(?:doi\.org/|^doi:)(10\.13039/\d+)$"),
    "geonames": ("https://sws.geonames.org/", r"geonames\.org/(\d+)(?:/[^/]*)?/?$"),
    "tgn": ("http://vocab.getty.edu/tgn/", r"vocab\.getty\.edu/(?:page/)?tgn/(\d+)$"),
}
_PATTERNS = {key: re.compile(pattern) for key, (_, pattern) in ADDRESSES.items()}
# Path of the record -> propertyID of an identifier.
IDENTIFIERS: Mapping[str, str] = {
    "digital.doi": "doi",
    "digital.record_id": "Record",
    "document.number": "Document number",
    "published.pmid": "PMID",
    "published.pmcid": "PMCID",
    "published.call_number": "Call number",
    "source.ref_as_given": "Source line",
}
LEVELS = frozenset(map(str, LevelKind))


def addresses(ids: Node | None) -> list[str]:
    """The addresses of somebody's identifiers, as far as their registers have any."""
    return [ADDRESSES[key][0] + found for key, found in (ids or {}).items() if key in ADDRESSES]


def ids_of(node: Node, keys: Iterable[str]) -> dict[str, str]:
    """The identifiers of these registers that a node names."""
    found: dict[str, str] = {}
    told = [node.get("@id"), *values(node, "sameAs", "identifier", "url")]
    for each in told:
        name = ""
        if isinstance(each, Mapping):
            name = text(each, "propertyID", "name").casefold().rsplit("/", 1)[-1]
            each = text_of(each.get("value") or each.get("@id") or each.get("url") or "")
        if not isinstance(each, str):
            continue
        for key in keys:
            pattern = _PATTERNS.get(key)
            match = pattern.search(each) if pattern else None
            if match:
                found.setdefault(key, match[1])
            elif name == key and "/" not in each:
                found.setdefault(key, each.replace(" ", "") if key == "isni" else each)
    return found
