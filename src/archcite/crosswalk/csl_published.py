"""A published work as CSL variables: container, imprint, numbers, and variables without a field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archcite.crosswalk.csl_dates import value
from archcite.crosswalk.csl_view import View
from archcite.crosswalk.csl_wording import Fact
from archcite.record.model import Record
from archcite.record.vocab import Kind
from archcite.text.edtf import parse

# Variables that are dates and that only `published.other` can have; and the texts it can have.
DATES = ("available-date", "submitted", "event-date")
OTHER_TEXTS = frozenset(
    """annote authority citation-key division jurisdiction keyword license note number-of-pages
    original-title part-number part-title printing-number references reviewed-genre scale
    supplement-number volume-title accessed original-date URL DOI""".split()
)
_WORDED = ("accessed", "original-date")  # dates that were no dates
# Field of the record's table `published` -> variable.
TEXTS = {
    "container": "container-title",
    "container_short": "container-title-short",
    "series": "collection-title",
    "series_number": "collection-number",
    "volume": "volume",
    "volumes": "number-of-volumes",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "version": "version",
    "chapter": "chapter-number",
    "section": "section",
    "status": "status",
    "publisher": "publisher",
    "place": "publisher-place",
    "original_publisher": "original-publisher",
    "original_place": "original-publisher-place",
    "reviewed_title": "reviewed-title",
    "call_number": "call-number",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
}


def published(record: Record, view: View) -> Iterator[Fact]:
    """Container, imprint and numbers; and the variables that have no field of their own."""
    original = record.document.original_title
    if record.document.kind is Kind.PUBLISHED and original:
        yield {"original-title": original.text}, ("document.original_title.text",)
    work = record.published
    if work is None:
        return
    if work.type:
        yield {}, ("published.type",)
    for field, variable in TEXTS.items():
        text = getattr(work, field)
        if text:
            yield {variable: text}, (f"published.{field}",)
    if work.original_date:
        yield {"original-date": value(parse(work.original_date))}, ("published.original_date",)
    for each in work.other:
        paths = ("published.other.name", "published.other.value")
        if each.name in DATES or each.name in _WORDED:
            yield {each.name: _date(each.value)}, paths
        elif each.name in OTHER_TEXTS:
            yield {each.name: each.value}, paths


def _date(text: str) -> dict[str, Any]:
    try:
        return value(parse(text))
    except ValueError:
        return {"literal": text}
