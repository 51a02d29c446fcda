"""The matrices of Z39.88 in keys and values: types of CSL, genres, keys and variables."""

from __future__ import annotations

from collections.abc import Mapping

# Type -> matrix and genre. Of types that share them the first is what they mean.
MATRICES: Mapping[str, tuple[str, str]] = {
    "article-journal": ("journal", "article"),
    "article-magazine": ("journal", "article"),
    "article-newspaper": ("journal", "article"),
    "review": ("journal", "article"),
    "review-book": ("journal", "article"),
    "article": ("journal", "preprint"),
    "periodical": ("journal", "journal"),
    "book": ("book", "book"),
    "classic": ("book", "book"),
    "musical_score": ("book", "book"),
    "chapter": ("book", "bookitem"),
    "entry": ("book", "bookitem"),
    "entry-dictionary": ("book", "bookitem"),
    "entry-encyclopedia": ("book", "bookitem"),
    "paper-conference": ("book", "proceeding"),
    "report": ("book", "report"),
    "thesis": ("dissertation", ""),
    "patent": ("patent", ""),
}
# Genres that archcite does not write.
OTHER_GENRES: Mapping[tuple[str, str], str] = {
    ("journal", ""): "article-journal",
    ("journal", "unknown"): "article-journal",
    ("journal", "issue"): "periodical",
    ("journal", "proceeding"): "paper-conference",
    ("journal", "conference"): "paper-conference",
    ("book", ""): "book",
    ("book", "unknown"): "book",
    ("book", "conference"): "book",
    ("book", "document"): "document",
}
_ARTICLE = (
    ("atitle", "title"),
    ("jtitle", "container-title"),
    ("stitle", "container-title-short"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("pages", "page"),
    ("issn", "ISSN"),
)
_IMPRINT = (
    ("place", "publisher-place"),
    ("pub", "publisher"),
    ("edition", "edition"),
    ("series", "collection-title"),
    ("volume", "volume"),
    ("pages", "page"),
    ("tpages", "number-of-pages"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
)
_BOOK = (("btitle", "title"), *_IMPRINT)
_PART = (("atitle", "title"), ("btitle", "container-title"), *_IMPRINT)
# Matrix and genre -> keys (without "rft.") and CSL variables.
FIELDS: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("journal", "article"): _ARTICLE,
    ("journal", "preprint"): _ARTICLE,
    ("journal", "proceeding"): _ARTICLE,
    ("journal", "conference"): _ARTICLE,
    ("journal", "journal"): (("jtitle", "title"), *_ARTICLE[2:]),
    ("book", "book"): _BOOK,
    ("book", "report"): _BOOK,
    ("book", "document"): _BOOK,
    ("book", "bookitem"): _PART,
    ("book", "proceeding"): _PART,
    ("dissertation", ""): (
        ("title", "title"),
        ("inst", "publisher"),
        ("degree", "genre"),
        ("tpages", "number-of-pages"),
    ),
    ("patent", ""): (("title", "title"), ("number", "number"), ("assignee", "authority")),
}
