"""What the way to a document lacks: archive, town, steps of the shelfmark, a printed edition.

Yields wants for record.gaps, which drops those whose field is empty on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from archcite.record.archives import find_archive
from archcite.record.gap import Want
from archcite.record.languages import written_in
from archcite.record.model import Holding, Publication, Record, Repository
from archcite.record.tradition import tradition_of
from archcite.record.vocab import Kind as K
from archcite.record.vocab import LevelKind as L

AS_A_WHOLE = (K.COLLECTION, K.FILE)
THINGS = (K.PHOTOGRAPH, K.OBJECT, K.MAP, K.RECORDING)

# tradition -> the steps that lead to one document, and the word for each.
_STEPS: Mapping[str, tuple[tuple[L, str], ...]] = {
    "soviet": ((L.FOND, "fond"), (L.OPIS, "opis"), (L.DELO, "delo"), (L.LEAF, "list")),
    "ukrainian": ((L.FOND, "fond"), (L.OPIS, "opys"), (L.DELO, "sprava"), (L.LEAF, "arkush")),
    "british": ((L.SERIES, "series"), (L.PIECE, "piece number")),
    "american": ((L.BOX, "box"), (L.FOLDER, "folder")),
    "german": ((L.FOND, "Bestand"), (L.FILE, "file number")),
}
# Levels that stand for others, where an archive counts so.
_SAME: Mapping[L, tuple[L, ...]] = {
    L.DELO: (L.FILE, L.FOLDER, L.PAPKA),
    L.LEAF: (L.PAGE, L.FOLIO),
    L.PIECE: (L.ITEM, L.FILE),
    L.FILE: (L.PIECE, L.VOLUME, L.ITEM, L.DELO),
    L.BOX: (L.REEL, L.VOLUME, L.ITEM),
    L.FOLDER: (L.FILE, L.FRAME, L.ITEM, L.REEL, L.VOLUME),
}
_ANY_SHELFMARK = "shelfmark (fond, opis, delo and list, or box and folder)"
# The tradition that is to be expected where only the language of the document is known.
_TRADITION_OF: Mapping[str, str] = {"ru": "soviet", "uk": "ukrainian", "de": "german"}

# Universities and bodies of a state, in the languages in which archives are mostly named.
_PUBLIC = (
    *("universit", "universid", "college", "national", "nacional", "nazional", "narod", "state"),
    *("federal", "bundes", "ministr", "ministère", "ministero", "agency", "parliament"),
)

# Editions that number their documents, with the first year of the volumes that are cited by them.
_NUMBERED: tuple[tuple[str, int], ...] = (
    ("Foreign Relations of the United States", 1955),
    ("Documents on British Policy Overseas", 0),
    ("Documents on Australian Foreign Policy", 0),
    ("Documents on Canadian External Relations", 0),
    ("Documents diplomatiques français", 0),
    ("Akten zur Auswärtigen Politik", 0),
)


def of_holding(record: Record, *, lost: bool) -> Iterator[Want]:
    """What the holding, or the edition that stands for it, lacks. lost: the source named one."""
    source = record.source or Holding()
    kind = record.document.kind
    if record.source is None and not lost and _needs_none(record):
        return
    if source.published_in:
        yield from _edition(source.published_in)
        return
    archive = source.archive
    if archive and (archive.name or archive.acronym):
        steps = _shelfmark(kind, source)
        if steps and not _is_enough(record):
            yield Want("shelfmark", steps, "source.levels")
        if not archive.place and not well_known(archive):
            yield Want("place", "the town of the archive", "source.archive.place")
    else:
        yield Want("archive", "the holding archive", "source.archive")
        if kind not in AS_A_WHOLE and not source.levels and not source.collection:
            yield Want("shelfmark", f"its {_expected(record)}", "source.levels")
    if _is_box_alone(kind, source):
        phrase = "its folder or collection (boxes move)"
        yield Want("collection", phrase, "source.collection")


def _needs_none(record: Record) -> bool:
    """Whether a document may lie in no archive: it was heard, or is cited from where it is shown.

    Chicago 18, 14.108 and 14.115: a lecture is cited by its occasion, an interview of one's own by
    its day. MLA 9: a photograph that is shown on a site is cited from there. A book lies anywhere.
    """
    document, digital = record.document, record.digital
    if document.kind is K.PUBLISHED:
        return True
    if digital:
        shown = document.kind in THINGS and document.title and digital.name and digital.url
        return bool(digital.doi or shown)
    occasion = document.event and (document.event.name or document.event.as_given)
    return document.kind is K.INTERVIEW or bool(document.kind is K.SPEECH and occasion)


def _is_enough(record: Record) -> bool:
    """Whether an archive's name leads to the document: a titled work, or a collection on line."""
    levels = record.source.levels if record.source else ()
    titled = record.document.kind in THINGS and record.document.title
    return not levels and bool(titled or (record.digital and record.digital.collection))


def of_source_line(record: Record) -> Iterator[Want]:
    """A source line that was taken apart by a program which did not understand all of it."""
    from archcite.record.shelfmark import parse_source

    source = record.source
    if source is None or not source.ref_as_given:
        return
    parse = parse_source(source.ref_as_given)
    untouched = parse.holding is not None and parse.holding.levels == source.levels
    if parse.leftover and untouched:
        phrase = f"the rest of its source line ({parse.leftover})"
        yield Want("source-line", phrase, "source.levels")


def _edition(edition: Publication) -> Iterator[Want]:
    """What the reference to a printed edition lacks; one that is only kept as a string is enough.

    A book has a publisher; editors, a series or a place tell that it is no journal.
    """
    at = "source.published_in"
    if edition.as_given and not (edition.title or edition.series):
        return
    if not edition.title and not edition.series:
        yield Want("edition", "the title of the edition", f"{at}.title")
    if (edition.editors or edition.series or edition.place) and not edition.publisher:
        yield Want("publisher", "the publisher of the edition", f"{at}.publisher")
    if not edition.date:
        yield Want("edition-date", "the year of the edition", f"{at}.date")
    if edition.document_number:
        return
    if not edition.pages:
        phrase = "the pages or the document's number in the edition"
        yield Want("pages", phrase, f"{at}.pages")
    elif numbers_documents(edition):
        phrase = "the document's number in the edition, which stands for the pages"
        yield Want("document-number", phrase, f"{at}.document_number")


def numbers_documents(edition: Publication) -> bool:
    """Whether the edition is one whose documents are cited by number."""
    called = " ".join(filter(None, (edition.series, edition.title, edition.volume)))
    for series, since in _NUMBERED:
        if series.casefold() in called.casefold():
            year = re.search(r"\b(1[5-9]|20)\d\d\b", called)
            return year is None or int(year[0]) >= since
    return False


def _expected(record: Record) -> str:
    """The steps that the shelfmark of such a document would have."""
    expected = {_TRADITION_OF.get(language, "") for language in written_in(record)}
    steps = _STEPS[expected.pop()] if len(expected) == 1 and "" not in expected else ()
    return _joined([word for _, word in steps]) if steps else _ANY_SHELFMARK


def _shelfmark(kind: K, source: Holding) -> str:
    """The steps that are missing between a named archive and the document, "" where none is."""
    kinds = {level.kind for level in source.levels}
    if kind in AS_A_WHOLE or L.REFERENCE in kinds or L.OTHER in kinds:
        return ""
    steps = _STEPS.get(tradition_of(source), ())
    if not kinds:
        if source.collection or any(letter.isdigit() for letter in source.ref_as_given or ""):
            return ""
        if kind in THINGS:
            return "its number in the collection"
        return f"its {_joined([word for _, word in steps])}" if steps else "its shelfmark"
    if tradition_of(source) == "american" and (_has_collection(source) or kinds == {L.BOX}):
        return ""  # Chicago 18, 14.127: a named collection is enough; for the box see below
    missing = [
        word for step, word in steps if step not in kinds and not kinds & {*_SAME.get(step, ())}
    ]
    return f"its {_joined(missing)}" if missing else ""


def _is_box_alone(kind: K, source: Holding) -> bool:
    """Whether nothing but boxes leads to the document: an archive puts things into new boxes."""
    kinds = {level.kind for level in source.levels}
    return kind not in AS_A_WHOLE and kinds == {L.BOX} and not _has_collection(source)


def _has_collection(source: Holding) -> bool:
    return bool(source.collection) or any(level.kind is L.COLLECTION for level in source.levels)


def well_known(archive: Repository) -> bool:
    """Whether readers know where it is: it is on the list, or its name says enough.

    Chicago 17, 14.227; the manual prints universities and presidential libraries without a town.
    """
    names = [name for name in (archive.acronym, archive.name) if name]
    if any(find_archive(name) for name in names):
        return True
    if tradition_of(Holding(archive=archive)) != "general":
        return True
    return any(part in name.casefold() for name in names for part in _PUBLIC)


def _joined(words: list[str]) -> str:
    """fond, opis, delo and list."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
