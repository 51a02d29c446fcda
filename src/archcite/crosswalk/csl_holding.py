"""Where a document lies, was printed and can be read, as CSL variables, and who is to be thanked.

A shelfmark that reads from large to small (fond, opis, delo; FO 371/123) is given as call-number
too: by that our styles know that it follows the name of its archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from archcite.crosswalk.csl_carriers import shelfmark
from archcite.crosswalk.csl_names import CREDITED, running
from archcite.crosswalk.csl_view import View
from archcite.crosswalk.csl_wording import AUTHORS, Fact
from archcite.crosswalk.csl_words import credited, joins_clauses, listed, verb_word
from archcite.crosswalk.prose import as_given
from archcite.record.model import Holding, Level, Record, Repository
from archcite.record.tradition import reads_large_first
from archcite.record.vocab import LevelKind

# Levels that are named with the collection, from which box and folder are counted.
_UPPER = frozenset((LevelKind.RECORD_GROUP, LevelKind.COLLECTION))
_SERIES = frozenset((LevelKind.SERIES, LevelKind.SUBSERIES))


def holding(record: Record, view: View) -> Iterator[Fact]:
    """archive and its place, archive_collection, archive_location, call-number."""
    source = record.source
    if source is None:
        return
    if view.shelfmark == "as-given" and source.levels and (line := as_given(source)):
        yield from _whole_line(source, line)
        return
    if source.archive:
        yield from _repository(source.archive)
    large_to_small = reads_large_first(source)
    upper, lower = ((), source.levels) if large_to_small else _divided(source.levels)

    def printed(levels: tuple[Level, ...]) -> str:
        return shelfmark(msgspec.structs.replace(source, levels=levels), record, view)

    named = [source.collection] if source.collection else []
    if upper:
        named.append(printed(upper))
    if named:
        yield {"archive_collection": ", ".join(named)}, ("source.collection",)
    if lower:
        mark = printed(lower)
        yield {"archive_location": mark}, ()
        if large_to_small:
            yield {"call-number": mark}, ()
    if source.levels:
        # The levels are what the source's line says; credits in it are told apart.
        yield {}, ("source.levels.kind", "source.levels.value", "source.levels.label")
        yield {}, ("source.ref_as_given",)
    elif source.ref_as_given and not source.archive and not source.published_in:
        mark = as_given(source)
        if mark:
            yield {"archive_location": mark}, ("source.ref_as_given",)


def _whole_line(source: Holding, line: str) -> Iterator[Fact]:
    """The source's own line, credits left out; the archive's name before it if it lacks that."""
    archive = source.archive
    if archive and not any(name and name in line for name in (archive.acronym, archive.name)):
        yield from _repository(archive)
    if source.collection and source.collection not in line:
        yield {"archive_collection": source.collection}, ("source.collection",)
    yield {"archive_location": line, "call-number": line}, ("source.ref_as_given",)


def _repository(archive: Repository) -> Iterator[Fact]:
    """archive is department and institution; MLA, which parts them, finds both once more."""
    name, acronym, department = archive.name, archive.acronym, archive.department
    if name and acronym and acronym not in name:
        name = f"{name} ({acronym})"
    name = name or acronym
    parts = [part for part in (department, name) if part]
    if parts:
        fields = ("name", "acronym", "department")
        yield {"archive": ", ".join(parts)}, tuple(f"source.archive.{field}" for field in fields)
    if department and name:
        yield {"division": department, "authority": name}, ()
    if archive.place:
        yield {"archive-place": archive.place}, ("source.archive.place",)


def _divided(levels: tuple[Level, ...]) -> tuple[tuple[Level, ...], tuple[Level, ...]]:
    """The levels that go with the collection's name, and those that stand before it.

    A series with a name of its own goes with the collection, unless a record group does.
    """
    grouped = any(level.kind is LevelKind.RECORD_GROUP for level in levels)
    upper = tuple(
        level
        for level in levels
        if level.kind in _UPPER or (level.kind in _SERIES and not grouped and " " in level.value)
    )
    return upper, tuple(level for level in levels if level not in upper)


def edition(record: Record, view: View) -> Iterator[Fact]:
    """The printed edition that a document is cited from: its titles, makers, imprint, number."""
    found = record.source.published_in if record.source else None
    if found is None:
        return
    at = "source.published_in"
    yield {}, (f"{at}.as_given",)
    if found.title or found.series:
        yield {"container-title": found.title or found.series}, (f"{at}.title", f"{at}.series")
        if found.title and found.series:
            yield {"collection-title": found.series}, ()
    elif found.as_given:
        yield {"container-title": found.as_given.rstrip(". ")}, ()
    authors = [agent.as_given for agent in record.people if agent.role in AUTHORS]
    if found.authors:
        same = list(found.authors) == authors
        yield {} if same else {"container-author": running(found.authors)}, (f"{at}.authors",)
    if found.editors:
        yield {"editor": running(found.editors)}, (f"{at}.editors",)
    if found.translators:
        yield {"translator": running(found.translators)}, (f"{at}.translators",)
    for variable, value, field in (
        ("volume", found.volume, "volume"),
        ("publisher", found.publisher, "publisher"),
        ("publisher-place", found.place, "place"),
        ("number", found.document_number, "document_number"),
        ("page", found.pages, "pages"),
    ):
        if value:
            yield {variable: value}, (f"{at}.{field}",)
    if found.url and not (record.digital and record.digital.url):
        yield {"URL": found.url}, (f"{at}.url",)


def online(record: Record, view: View) -> Iterator[Fact]:
    """source, publisher (the programme that runs it), URL, DOI, accessed."""
    digital = record.digital
    if digital is None:
        return
    printed = bool(record.source and record.source.published_in)
    if digital.name:
        yield {"source": digital.name}, ("digital.name",)
    # In a printed edition publisher and collection-title are the edition's.
    if digital.program and not (printed and digital.name):
        yield {"source" if printed else "publisher": digital.program}, ("digital.program",)
    if digital.collection and not printed:
        yield {"collection-title": digital.collection}, ("digital.collection",)
    if digital.url:
        yield {"URL": digital.url}, ("digital.url",)
    elif digital.archived_url:
        yield {"URL": digital.archived_url}, ("digital.archived_url",)
    if digital.doi:
        yield {"DOI": digital.doi}, ("digital.doi",)
    if digital.accessed:
        parts = [int(part) for part in digital.accessed.split("-")]
        yield {"accessed": {"date-parts": [parts]}}, ("digital.accessed",)


def credits(record: Record, view: View) -> Iterator[Fact]:
    """references: the sentence that says who obtained, gave and translated the document."""
    told = [credit for credit in record.credits if credit.by]
    clauses = [(str(credit.verb), credit.by, credit.purpose) for credit in told]
    if record.source and record.source.published_in:
        # editor and translator are the edition's there.
        for role, verb in CREDITED.items():
            by = tuple(agent.as_given for agent in record.people if agent.role is role)
            if by and not any(credit.verb is verb for credit in told):
                clauses.append((str(verb), by, None))
    if not clauses:
        return
    carried = {f"credits.{credit.verb}" for credit in told}
    yield {"references": _sentence(clauses, view.language)}, tuple(carried)


Clause = tuple[str, tuple[str, ...], str | None]


def _sentence(clauses: Iterable[Clause], language: str) -> str:
    """Obtained by A and translated for B by C; what the same people did stands together."""
    joined: list[tuple[list[str], tuple[str, ...], str | None]] = []
    for verb, by, purpose in clauses:
        if joined and joined[-1][1:] == (by, purpose):
            joined[-1][0].append(verb)
        else:
            joined.append(([verb], by, purpose))
    parts = [
        credited(listed(verbs, language), listed(by, language), purpose or "", language)
        for verbs, by, purpose in (
            ([verb_word(verb, language) for verb in verbs], by, purpose)
            for verbs, by, purpose in joined
        )
    ]
    lists = any(len(by) > 1 for _, by, _ in joined)
    sentence = "; ".join(parts) if lists or not joins_clauses(language) else listed(parts, language)
    return sentence[:1].upper() + sentence[1:]
