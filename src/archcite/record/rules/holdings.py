"""Rules about archives, credits and editions: who holds it, who brought it, where it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archcite.errors import Severity
from archcite.record.archives import find_archive, starts_with_archive
from archcite.record.credits import take_credits
from archcite.record.gaps import is_empty
from archcite.record.holding_gaps import numbers_documents, well_known
from archcite.record.languages import is_translation
from archcite.record.rules.likely import folded
from archcite.record.rules.rule import Finding, Seen, rule
from archcite.record.vocab import Role, Verb


@rule(
    "archive-place-missing",
    Severity.INFO,
    "An archive that is not known everywhere has no town.",
    why="Chicago (17: 14.227) leaves out the town of well-known repositories alone; MLA always "
    "prints it.",
    bad="""
    [source.archive]
    name = "Newberry Library"
    """,
    good="""
    [source.archive]
    name = "Newberry Library"
    place = "Chicago"
    """,
)
def archive_place_missing(seen: Seen) -> Iterator[Finding]:
    for path, holding, _ in seen.holdings:
        archive = holding.archive
        if archive is None or archive.place or not (archive.name or archive.acronym):
            continue
        if not well_known(archive) and not is_empty(seen.record, f"{path}.archive.place"):
            yield Finding(
                f"{path}.archive",
                f"the town of {archive.name or archive.acronym} is missing",
                f"add place to [{path}.archive]",
            )


@rule(
    "archive-renamed",
    Severity.INFO,
    "An archive is called by a name that it no longer has.",
    why="RTsKhIDNI is RGASPI, TsKhSD is RGANI, TsGAOR is GARF, the Public Record Office is The "
    "National Archives. A reader who wants to see the document must ask for it by today's name.",
    bad="""
    [source.archive]
    acronym = "RTsKhIDNI"
    """,
    good="""
    [source.archive]
    acronym = "RGASPI"
    """,
)
def archive_renamed(seen: Seen) -> Iterator[Finding]:
    for path, holding, _ in seen.holdings:
        archive = holding.archive
        for field in ("acronym", "name"):
            called = getattr(archive, field) if archive else None
            known = find_archive(called) if called else None
            if known and called in known.former:
                yield Finding(
                    f"{path}.archive.{field}",
                    f"{called} is {known.acronym} now, {known.name}",
                    "write today's name; ref_as_given keeps the old one",
                )


@rule(
    "archive-unknown",
    Severity.INFO,
    "An archive has an acronym that is not known here, and no name.",
    why="Letters that no list explains lead no reader to the archive.",
    bad="""
    [source.archive]
    acronym = "XYZA"
    """,
    good="""
    [source.archive]
    acronym = "XYZA"
    name = "Archive of the Province of Xyz"
    """,
)
def archive_unknown(seen: Seen) -> Iterator[Finding]:
    for path, holding, _ in seen.holdings:
        archive = holding.archive
        if archive and archive.acronym and not archive.name and not find_archive(archive.acronym):
            yield Finding(
                f"{path}.archive.acronym",
                f"nothing says what {archive.acronym} stands for",
                f"add name to [{path}.archive]",
            )


@rule(
    "copies-in-one",
    Severity.WARNING,
    "One source line names several archives, and the record has no copies.",
    why="Several copies of one document are several shelfmarks. In one string a style prints all "
    "of them where one is wanted, or the first with the leaves of the last.",
    bad="""
    [source]
    ref_as_given = "APRF, f. 45, op. 1, d. 342, l. 78; RGASPI, f. 558, op. 11"
    """,
    good="""
    [source]
    ref_as_given = "APRF, f. 45, op. 1, d. 342, l. 78; RGASPI, f. 558, op. 11"

    [[source.copies]]
    levels = [{ kind = "fond", value = "558" }]

    [source.copies.archive]
    acronym = "RGASPI"
    """,
)
def copies_in_one(seen: Seen) -> Iterator[Finding]:
    source = seen.record.source
    if source is None or source.copies:
        return
    lines = [("source.ref_as_given", source.ref_as_given), ("source.collection", source.collection)]
    lines += [(f"source.levels[{i}].value", each.value) for i, each in enumerate(source.levels)]
    for path, line in lines:
        if not line or not (";" in line or " and " in line):
            continue
        first = starts_with_archive(line)
        for found in re.finditer(r"(?:;|\band\b)\s*(?:and\s+)?", line):
            other = starts_with_archive(line, found.end())
            if first and other and (other[0] is not first[0] or ";" in found[0]):
                yield Finding(
                    path,
                    f"another copy begins at {other[1]}",
                    "give each copy a table [[source.copies]]",
                    other[1],
                )
                return


_CREDIT = re.compile(
    r"\b(?:translated|obtained|contributed|provided|edited|transcribed)"
    r"(?: (?:and|for) \w{1,30}){0,4} by\b",
    re.IGNORECASE,
)


@rule(
    "credit-in-source",
    Severity.WARNING,
    "Who obtained or translated the document stands in its shelfmark.",
    why="The credits are no part of the place where the document lies: a style would print them "
    "inside the shelfmark, and nobody gets the credit. They belong in `[[credits]]`.",
    bad="""
    [source]
    collection = "CC CPSU Papers. Translated by Gary Goldberg"
    """,
    good="""
    [source]
    collection = "CC CPSU Papers"

    [[credits]]
    verb = "translated"
    by = ["Gary Goldberg"]
    """,
)
def credit_in_source(seen: Seen) -> Iterator[Finding]:
    for written in seen.written:
        if written.path.startswith(("source.levels", "source.collection", "source.archive",
                                    "source.copies")):  # fmt: skip
            found = _CREDIT.search(written.text)
            if found:
                yield Finding(
                    written.path,
                    "credits stand in the shelfmark",
                    "put them into [[credits]]",
                    found[0],
                )
    source = seen.record.source
    line = source.ref_as_given if source else None
    if line and _CREDIT.search(line):
        known = {credit.verb for credit in seen.record.credits}
        for credit in take_credits(" ".join(line.split())).credits:
            if credit.verb not in known and not _told_in_edition(seen, credit.verb):
                yield Finding(
                    "source.ref_as_given",
                    f"the source line has a credit ({credit.verb} by {', '.join(credit.by)}) that "
                    "[[credits]] has not",
                    "add it to [[credits]]",
                )
                return


def _told_in_edition(seen: Seen, verb: Verb) -> bool:
    source = seen.record.source
    edition = source.published_in if source else None
    roles = {agent.role for agent in seen.record.people}
    if verb is Verb.TRANSLATED:
        return bool(edition and edition.translators) or Role.TRANSLATOR in roles
    return verb is Verb.EDITED and (bool(edition and edition.editors) or Role.EDITOR in roles)


@rule(
    "credit-nameless",
    Severity.INFO,
    "A credit names nobody.",
    why="“Translated by” without a name is what is left of a lost line.",
    bad="""
    [[credits]]
    verb = "translated"
    by = []
    """,
    good="""
    [[credits]]
    verb = "translated"
    by = ["Gary Goldberg"]
    """,
    mechanical=True,
)
def credit_nameless(seen: Seen) -> Iterator[Finding]:
    for index, credit in enumerate(seen.record.credits):
        if not credit.by:
            yield Finding(
                f"credits[{index}]", f"nobody is named who has {credit.verb} it",
                "add the name, or take the credit out",
            )  # fmt: skip


@rule(
    "credit-repeated",
    Severity.INFO,
    "Somebody is credited twice for the same thing.",
    why="The credit sentence would name them twice.",
    bad="""
    [[credits]]
    verb = "translated"
    by = ["Gary Goldberg"]

    [[credits]]
    verb = "translated"
    by = ["Gary Goldberg"]
    """,
    good="""
    [[credits]]
    verb = "obtained"
    by = ["Gary Goldberg"]

    [[credits]]
    verb = "translated"
    by = ["Gary Goldberg"]
    """,
    mechanical=True,
)
def credit_repeated(seen: Seen) -> Iterator[Finding]:
    known: set[tuple[Verb, str]] = set()
    for index, credit in enumerate(seen.record.credits):
        for place, name in enumerate(credit.by):
            word = (credit.verb, folded(name))
            if word in known and word[1]:
                yield Finding(
                    f"credits[{index}].by[{place}]", f"{name} is already credited for this"
                )
            known.add(word)


@rule(
    "translator-missing",
    Severity.WARNING,
    "The text is a translation, and the record names no translator.",
    why="The translation is somebody's work, with rights of its own. It is one where `language` is "
    "not the `original_language`. If the translator is not known, mark it as lost or empty.",
    bad="""
    [document]
    language = "en"
    original_language = "ru"
    """,
    good="""
    [document]
    language = "en"
    original_language = "ru"

    [[credits]]
    verb = "translated"
    by = ["Gary Goldberg"]
    """,
)
def translator_missing(seen: Seen) -> Iterator[Finding]:
    record = seen.record
    title = record.document.original_title
    stated = record.document.original_language or (title and title.language)
    if not stated or not is_translation(record) or _told_in_edition(seen, Verb.TRANSLATED):
        return
    if any(credit.verb is Verb.TRANSLATED for credit in record.credits):
        return
    lost = record.record.lost_fields if record.record else ()
    if any("translat" in path for path in lost) or is_empty(record, "credits"):
        return
    yield Finding(
        "document.original_language",
        f"it is a translation from {stated} into {record.document.language}, but nobody is named "
        "who translated it",
        'add [[credits]] with verb = "translated"',
    )


@rule(
    "edition-by-page",
    Severity.INFO,
    "A document of a numbered edition is cited by its page.",
    why="Foreign Relations of the United States (since the volumes of 1955–57) and its sisters "
    "count their documents. The number is the same in print and on line; pages are in print alone.",
    bad="""
    [source.published_in]
    series = "Foreign Relations of the United States, 1969–1976"
    title = "Korea, 1969–1972"
    pages = "190"
    """,
    good="""
    [source.published_in]
    series = "Foreign Relations of the United States, 1969–1976"
    title = "Korea, 1969–1972"
    document_number = "75"
    """,
)
def edition_by_page(seen: Seen) -> Iterator[Finding]:
    edition = seen.record.source.published_in if seen.record.source else None
    if edition and edition.pages and not edition.document_number and numbers_documents(edition):
        yield Finding(
            "source.published_in.pages",
            "this edition numbers its documents",
            "give document_number",
        )


RULES = (
    archive_place_missing,
    archive_renamed,
    archive_unknown,
    copies_in_one,
    credit_in_source,
    credit_nameless,
    credit_repeated,
    translator_missing,
    edition_by_page,
)
