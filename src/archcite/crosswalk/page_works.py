"""The tags of publishers: Highwire's citation_…, and those of PRISM, EPrints and bepress, read.

Highwire's are written too, for published works: Google Scholar and Zotero index by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from archcite.crosswalk.csl import to_item
from archcite.crosswalk.csl_wording import AUTHORS
from archcite.crosswalk.dublin_core import catalogue_name
from archcite.crosswalk.page_said import Meta, Tags
from archcite.crosswalk.table import Plain
from archcite.crosswalk.told_works import body, foreign, named, pages, work_of
from archcite.crosswalk.tree import append, store
from archcite.record.model import Record
from archcite.record.vocab import AgentKind, Kind, Role

# CSL variable -> the tags that say it, the best first.
_TAGS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "container-title": ("journal_title", "inbook_title", "book_title", "conference_title"),
    "container-title-short": ("journal_abbrev",),
    "collection-title": ("series_title",),
    "volume": ("volume",),
    "issue": ("issue",),
    "publisher": ("publisher", "dissertation_institution", "technical_report_institution"),
    "number": ("technical_report_number", "patent_number"),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "ISSN": ("issn", "eissn"),
    "PMID": ("pmid",),
    "PMCID": ("pmcid",),
    "URL": ("public_url", "abstract_html_url", "fulltext_html_url"),
    "language": ("language",),
    "abstract": ("abstract",),
    "event-title": ("conference", "conference_title"),
    "genre": ("dissertation_name",),
    "issued": ("publication_date", "date", "cover_date", "online_date", "year"),
}
# A tag that tells the type.
_TYPES: Mapping[str, str] = {
    "journal_title": "article-journal",
    "conference_title": "paper-conference",
    "conference": "paper-conference",
    "inbook_title": "chapter",
    "book_title": "chapter",
    "dissertation_institution": "thesis",
    "dissertation_name": "thesis",
    "technical_report_institution": "report",
    "technical_report_number": "report",
    "patent_number": "patent",
    "isbn": "book",
    "issn": "article-journal",
}
_PRISM: Mapping[str, tuple[str, ...]] = {
    "title": ("eprints.title",),
    "container-title": ("prism.publicationname", "eprints.publication", "eprints.book_title"),
    "volume": ("prism.volume", "eprints.volume", "dc.source.volume"),
    "issue": ("prism.number", "prism.issueidentifier", "eprints.number", "dc.source.issue"),
    "edition": ("prism.edition",),
    "ISSN": ("prism.issn", "prism.eissn", "eprints.issn", "dc.source.issn"),
    "ISBN": ("prism.isbn", "eprints.isbn"),
    "DOI": ("prism.doi", "eprints.doi"),
    "URL": ("prism.url", "eprints.official_url"),
    "publisher": ("eprints.publisher", "eprints.institution"),
    "publisher-place": ("eprints.place_of_pub",),
    "section": ("prism.section",),
    "abstract": ("eprints.abstract", "prism.teaser"),
    "event-title": ("eprints.event_title", "prism.event"),
    "event-place": ("eprints.event_location",),
    "page": ("prism.pagerange", "eprints.pagerange"),
    "number-of-pages": ("eprints.pages", "prism.pagecount"),
    "issued": ("prism.publicationdate", "prism.coverdate", "eprints.date"),
}
_EPRINTS: Mapping[str, str] = {
    "article": "article-journal",
    "book": "book",
    "book_section": "chapter",
    "conference_item": "paper-conference",
    "monograph": "report",
    "thesis": "thesis",
    "patent": "patent",
    "dataset": "dataset",
}
_AGGREGATES: Mapping[str, str] = {
    "journal": "article-journal",
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "book": "chapter",
}
_SPENT = frozenset(
    """author authors author_institution author_orcid author_email editor editors translator
    firstpage lastpage keywords keyword pdf_url xml_url abstract_pdf_url fulltext_world_readable
    mjid id reference springer_api_url access funding_source article_type section price
    online_date year date cover_date""".split()
)


def highwire(tags: Tags) -> Plain:
    """What the citation_… tags mean (bepress_citation_… too); {} where there are none."""
    prefix = next((each for each in ("citation_", "bepress_citation_") if tags.names(each)), "")
    if not prefix:
        return {}

    def said(*names: str) -> list[str]:
        return tags.lines(*(prefix + name for name in names))

    item = {name: next(iter(said(*told)), "") for name, told in _TAGS.items()}
    item["type"] = highwire_type(tags) or "webpage"
    if item["container-title"] == item["event-title"]:
        item["container-title" if item["type"] != "paper-conference" else "event-title"] = ""
    item["page"] = pages(next(iter(said("firstpage")), ""), next(iter(said("lastpage")), ""))
    plain = work_of(item, [*_authors(said("author", "authors")), *_others(said)])
    for text in said("keywords", "keyword"):
        for word in re.split(r"\s*;\s*", text):
            append(plain, "subjects", {"term": word} if word else "")
    for text in said("pdf_url"):
        append(plain, "attachments", {"url": text, "media_type": "application/pdf"})
    for text in said("funding_source"):
        _funder(plain, text)
    known = {name for names in _TAGS.values() for name in names} | _SPENT
    for name in tags.names(prefix):
        if name.removeprefix(prefix) not in known:
            for text in tags.lines(name):
                foreign(plain, "highwire", name, text)
    return plain


def highwire_type(tags: Tags) -> str:
    """The CSL type that the tags tell; "" where they tell none."""
    for prefix in ("citation_", "bepress_citation_"):
        for name, type_ in _TYPES.items():
            if tags.line(prefix + name):
                return type_
    return ""


def prism(tags: Tags) -> Plain:
    """What the tags of PRISM and EPrints mean; {} where there are none."""
    if not (tags.names("prism.") or tags.names("eprints.")):
        return {}
    item = {name: tags.line(*told) for name, told in _PRISM.items()}
    item["type"] = prism_type(tags) or "webpage"
    if not item["page"]:
        item["page"] = pages(tags.line("prism.startingpage"), tags.line("prism.endingpage"))
    people = [named(text) for text in tags.lines("eprints.creators_name")]
    people += [named(text, Role.EDITOR) for text in tags.lines("eprints.editors_name")]
    plain = work_of(item, people)
    for text in tags.lines("prism.keyword", "eprints.keywords"):
        for word in re.split(r"\s*[;,]\s*", text):
            append(plain, "subjects", {"term": word} if word else "")
    store(plain, "rights.statement", tags.text("prism.copyright"))
    for text in tags.lines("eprints.document_url"):
        append(plain, "attachments", {"url": text})
    return plain


def prism_type(tags: Tags) -> str:
    """The CSL type that they tell."""
    told = _EPRINTS.get(tags.line("eprints.type").casefold())
    told = told or _AGGREGATES.get(tags.line("prism.aggregationtype").casefold())
    return told or ("article-journal" if tags.line("prism.publicationname") else "")


def _authors(texts: list[str]) -> Iterator[Plain]:
    for text in texts:
        several = re.split(r"\s*;\s*", text)
        if len(several) == 1 and re.fullmatch(r"[^,]+ [^,]+(?:, [^,]+ [^,]+)+", text):
            several = re.split(r"\s*,\s*", text)  # Ada Roe, Carl Moe
        for each in several:
            if re.search(r"\w", each):
                yield named(each)


def _others(said: object) -> Iterator[Plain]:
    for name, role in (("editor", Role.EDITOR), ("editors", Role.EDITOR),
                       ("translator", Role.TRANSLATOR)):  # fmt: skip
        for text in said(name):  # type: ignore[operator]
            for each in re.split(r"\s*;\s*", text):
                if each:
                    yield named(each, role)


def _funder(plain: Plain, text: str) -> None:
    """citation_funder=Oil Fund;citation_grant_number=7, or a name alone."""
    parts = {
        key.strip(): value.strip()
        for key, mark, value in (part.partition("=") for part in text.split(";"))
        if mark
    }
    name = parts.get("citation_funder") or ("" if parts else text)
    award = parts.get("citation_grant_number") or parts.get("citation_award_number")
    append(plain, "funders", {"name": name, **({"award": award} if award else {})} if name else "")


# -- the way there

_CONTAINERS: Mapping[str, str] = {
    "article": "journal_title",
    "article-journal": "journal_title",
    "article-magazine": "journal_title",
    "article-newspaper": "journal_title",
    "review": "journal_title",
    "review-book": "journal_title",
    "chapter": "inbook_title",
    "entry-dictionary": "inbook_title",
    "entry-encyclopedia": "inbook_title",
    "paper-conference": "conference_title",
}
_PUBLISHERS: Mapping[str, str] = {
    "thesis": "dissertation_institution",
    "report": "technical_report_institution",
}
_PLAINLY = ("title", "volume", "issue", "DOI", "ISBN", "ISSN", "PMID", "language", "abstract",
            "container-title-short", "collection-title")  # fmt: skip
_SCHOLARLY = frozenset((*_CONTAINERS, *_PUBLISHERS, "book"))


def write_highwire(record: Record) -> Iterator[Meta]:
    """The tags of a published work of a kind that they are for."""
    item = to_item(record)
    type_ = str(item["type"])
    if record.document.kind is not Kind.PUBLISHED or type_ not in _SCHOLARLY:
        return
    found = {_TAGS[name][0]: item.get(name) for name in _PLAINLY}
    found[_CONTAINERS.get(type_, "")] = item.get("container-title")
    found[_PUBLISHERS.get(type_, "publisher")] = item.get("publisher")
    if type_ == "report":
        found["technical_report_number"] = item.get("number")
    date = record.document.date or ""
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", date):
        found["publication_date"] = date.replace("-", "/")
    first, _, last = str(item.get("page") or "").partition("-")
    if first.isalnum() and (last.isalnum() or not last):
        found.update(firstpage=first, lastpage=last)
    found["public_url"] = item.get("URL")
    for name, text in found.items():
        if name and isinstance(text, str) and text:
            yield f"citation_{name}", text, ""
    for agent in record.people:
        name = "author" if agent.role in AUTHORS else str(agent.role)
        if name in ("author", "editor", "translator") and agent.kind is not AgentKind.BODY:
            yield f"citation_{name}", catalogue_name(agent), ""
        elif name in ("author", "editor", "translator"):
            yield f"citation_{name}", body(agent.as_given)["as_given"], ""
    for subject in record.subjects:
        yield "citation_keywords", subject.term, ""
