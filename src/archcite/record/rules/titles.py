"""Rules about titles: what a style would print wrongly, and what is no title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archcite.errors import Severity
from archcite.record.rules.rule import Finding, Seen, rule
from archcite.record.vocab import Extract, TitleKind

_FIELDS = ("title", "short_title")
# What ends in a stop of its own: a single letter too (1981 r., 1981 г.), and a Hungarian day of a
# month (okt. 24.).
_ABBREVIATION = re.compile(
    r"(?:\b(?:etc|Jr|Sr|Inc|Ltd|Co|Corp|Bros|No|vol|ed|eds|et al|Dr|St|cf|ca|a\.m|p\.m|U\.S|U\.K"
    r"|usw|bzw|u\. ?a|itd|itp|i in|stb|sz|atd|apod|tj|и др|и пр|т\. ?д|т\. ?п|гг|рр|им|bl|pp|str"
    r"|[^\W\d_]|[^\W\d_]\.[^\W\d_]))\.$|\.\.+$|\. \.$"
    r"|\b(?:jan|febr|már|ápr|máj|jún|júl|aug|szept|okt|nov|dec)\w*\.? [0-3]?\d\.$"
)
_QUOTES = ("“”", "„“", "„”", "«»", "»«", '""', "‘’", "''", "‹›", "「」")
_LONGEST = 300

_GENERIC = frozenset(
    """letter telegram cable memorandum memo minutes report note notes diary speech interview map
    photograph decision resolution untitled document record protocol statement draft transcript
    correspondence message file folder brief telegramm bericht protokoll schreiben aktennotiz lettre
    rapport procès-verbal télégramme письмо телеграмма записка протокол справка доклад""".split()
)


@rule(
    "title-full-stop",
    Severity.INFO,
    "The title ends with a full stop.",
    why="A style sets its own stop or comma behind a title, so that two would meet. "
    "Abbreviations (etc., Jr.) and dots of omission keep theirs.",
    bad="""
    [document]
    title = "Report on the harvest."
    """,
    good="""
    [document]
    title = "Report on the harvest, etc."
    """,
    mends=True,
)
def title_full_stop(seen: Seen) -> Iterator[Finding]:
    for field, title in _titles(seen):
        if title.endswith(".") and len(title) > 1 and not _ABBREVIATION.search(title):
            bare = title.rstrip(". ")
            if not bare:
                continue
            yield Finding(
                f"document.{field}",
                f"the {field.replace('_', ' ')} ends with a full stop",
                "take it out; the style sets one",
                fix=((f"document.{field}", bare),),
            )


@rule(
    "title-quoted",
    Severity.INFO,
    "The whole title stands in quotation marks.",
    why="The marks belong to the citation, and a style puts its own around a title.",
    bad="""
    [document]
    title = "“Report on the harvest”"
    """,
    good="""
    [document]
    title = "Report on “the harvest”"
    """,
    mends=True,
)
def title_quoted(seen: Seen) -> Iterator[Finding]:
    for field, title in _titles(seen):
        inner = title[1:-1]
        pair = title[:1] + title[-1:]
        if len(title) > 2 and pair in _QUOTES and inner.strip() and not set(pair) & set(inner):
            yield Finding(
                f"document.{field}",
                f"the {field.replace('_', ' ')} stands in quotation marks",
                "take them out; the style sets its own",
                fix=((f"document.{field}", inner.strip()),),
            )


@rule(
    "title-bracketed",
    Severity.INFO,
    "The whole title stands in square brackets.",
    why="Brackets say that somebody supplied the title. A record says so with "
    '`title_kind = "devised"`, and a style prints the brackets where its manual wants them.',
    bad="""
    [document]
    title = "[Report on the harvest]"
    """,
    good="""
    [document]
    title = "Report on the harvest"
    title_kind = "devised"
    """,
    mends=True,
)
def title_bracketed(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    title = (document.title or "").strip()
    inner = title[1:-1]
    if not (title.startswith("[") and title.endswith("]") and inner.strip()) or set("[]") & set(
        inner
    ):
        return
    fix: tuple[tuple[str, object], ...] = (("document.title", inner.strip()),)
    if document.title_kind is None:
        fix = (*fix, ("document.title_kind", "devised"))
    yield Finding(
        "document.title",
        "the title stands in square brackets",
        'take them out and write title_kind = "devised"',
        fix=fix if document.title_kind in (None, TitleKind.DEVISED) else (),
    )


@rule(
    "title-all-caps",
    Severity.INFO,
    "The title is in capitals throughout.",
    why="Capitals are the catalogue's typography. No style can find out which letters are "
    "capitals by right, so they would be printed.",
    bad="""
    [document]
    title = "REPORT ON THE HARVEST OF 1931"
    """,
    good="""
    [document]
    title = "Report on the Harvest of 1931"
    """,
)
def title_all_caps(seen: Seen) -> Iterator[Finding]:
    for field, title in _titles(seen):
        words = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 3]
        if len(words) >= 2 and title.isupper():
            yield Finding(
                f"document.{field}",
                f"the {field.replace('_', ' ')} is in capitals throughout",
                "write it as a sentence",
            )


@rule(
    "title-generic-formal",
    Severity.INFO,
    "A word for the kind of document is called its formal title.",
    why="“Letter” or “Minutes” is a description. Called formal it would be printed in quotation "
    'marks; with `title_kind = "generic"` it is printed without.',
    bad="""
    [document]
    title = "Minutes"
    title_kind = "formal"
    """,
    good="""
    [document]
    title = "Minutes"
    title_kind = "generic"
    """,
)
def title_generic_formal(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    if document.title_kind is TitleKind.FORMAL and document.title:
        word = document.title.strip(" .[]()").casefold()
        if word in _GENERIC:
            yield Finding(
                "document.title_kind",
                f"{document.title!r} is a description and no formal title",
                'write title_kind = "generic"',
            )


@rule(
    "title-long",
    Severity.INFO,
    f"The title has more than {_LONGEST} letters.",
    why="Nobody cites such a title. What it tells belongs in the summary; `short_title` holds what "
    "repeated notes print.",
    bad=f'[document]\ntitle = "Report {"on this and that " * 20}"\n',
    good="""
    [document]
    title = "Report on this and that"
    """,
)
def title_long(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    if document.title and len(document.title) > _LONGEST:
        yield Finding(
            "document.title",
            f"the title has {len(document.title)} letters",
            "shorten it, and put the rest into document.summary",
        )


@rule(
    "short-title-longer",
    Severity.INFO,
    "The short title is not shorter than the title.",
    why="Repeated notes print the short title to save room.",
    bad="""
    [document]
    title = "On the Harvest"
    short_title = "The Report on the Harvest"
    """,
    good="""
    [document]
    title = "The Report on the Harvest"
    short_title = "On the Harvest"
    """,
    mends=True,
)
def short_title_longer(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    if document.title and document.short_title:
        if len(document.short_title) > len(document.title):
            yield Finding("document.short_title", "the short title is longer than the title")
        elif document.short_title == document.title:
            yield Finding(
                "document.short_title",
                "the short title is the title",
                "leave it out",
                fix=(("document.short_title", None),),
            )


_EXCERPT = re.compile(
    r"^(?:\W*)(?:excerpts?|extracts?|auszüge?|extraits?|выписк[аи]|выдержки)\b", re.I
)
_OMISSION = re.compile(r"\[ ?(?:\. ?\. ?\.|…) ?\]")


@rule(
    "extract-title-differ",
    Severity.WARNING,
    "The record calls the document complete, but its title or heading speaks of excerpts.",
    why="Whether a text is whole decides what can be concluded from its silence.",
    bad="""
    [document]
    title = "Excerpts from a Speech"
    extract = "complete"
    """,
    good="""
    [document]
    title = "Excerpts from a Speech"
    extract = "excerpt"
    """,
)
def extract_title_differ(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    if document.extract is not Extract.COMPLETE:
        return
    for field, text in (("title", document.title), ("heading", document.heading)):
        found = text and (_EXCERPT.search(text) or _OMISSION.search(text))
        if found:
            yield Finding(
                f"document.{field}",
                f"the {field} speaks of an excerpt, but extract is complete",
                'write extract = "excerpt"',
                found[0].strip(),
            )


@rule(
    "ellipses-mixed",
    Severity.WARNING,
    "Dots of omission are written in two ways in one record.",
    why="`[...]` and `[ ... ]` side by side come from two hands or two programs: one of them may "
    "stand for a gap in the original, and not for what an editor left out.",
    bad="""
    [document]
    title = "Talks [...] with Kim"
    heading = "From a speech [ ... ] in May"
    """,
    good="""
    [document]
    title = "Talks [...] with Kim"
    heading = "From a speech [...] in May"
    """,
)
def ellipses_mixed(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    first = ""
    for field in ("title", "heading", "summary"):
        for found in _OMISSION.finditer(getattr(document, field) or ""):
            if first and found[0] != first:
                yield Finding(
                    f"document.{field}",
                    f"dots of omission are written {found[0]} here and {first} before",
                    "write them in one way",
                    found[0],
                )
                return
            first = found[0]


def _titles(seen: Seen) -> Iterator[tuple[str, str]]:
    document = seen.record.document
    for field in _FIELDS:
        title = getattr(document, field)
        if title:
            yield field, title.strip()


RULES = (
    title_full_stop,
    title_quoted,
    title_bracketed,
    title_all_caps,
    title_generic_formal,
    title_long,
    short_title_longer,
    extract_title_differ,
    ellipses_mixed,
)
