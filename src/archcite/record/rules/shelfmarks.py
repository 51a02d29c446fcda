"""Rules about the way to a document: the steps of its shelfmark, their words and their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from archcite.errors import Severity
from archcite.record.levels import RANK, kind_of_word
from archcite.record.model import Level
from archcite.record.rules.rule import Finding, Seen, rule
from archcite.record.shelfvalues import is_many
from archcite.record.vocab import Kind
from archcite.record.vocab import LevelKind as K

_SOVIET = ("soviet", "ukrainian")


@rule(
    "levels-order",
    Severity.WARNING,
    "The steps of a shelfmark do not go from large to small.",
    why="Styles print the steps in their order or in its reverse: a delo before its opis comes out "
    "wrong in both.",
    bad="""
    [[source.levels]]
    kind = "delo"
    value = "336"

    [[source.levels]]
    kind = "fond"
    value = "45"
    """,
    good="""
    [[source.levels]]
    kind = "fond"
    value = "45"

    [[source.levels]]
    kind = "opis"
    value = "1"

    [[source.levels]]
    kind = "delo"
    value = "336"
    """,
)
def levels_order(seen: Seen) -> Iterator[Finding]:
    for path, holding, _ in seen.holdings:
        above: Level | None = None
        for index, level in enumerate(holding.levels):
            rank = RANK.get(level.kind)
            if rank is None:
                continue
            if above and rank < RANK[above.kind] and not _swaps(above.kind, level.kind):
                yield Finding(
                    f"{path}.levels[{index}]",
                    f"{level.kind} {level.value} stands behind {above.kind} {above.value}, "
                    "which is a part of it",
                    "put the levels from large to small",
                )
                break
            above = level


# Where things are put; finding aids count these apart from what they are (file 4, box 3).
_CONTAINERS = frozenset((K.BOX, K.FOLDER, K.REEL, K.VOLUME))
_LEAVES = frozenset((K.LEAF, K.FOLIO, K.PAGE, K.FRAME))


def _swaps(above: K, below: K) -> bool:
    """Whether two steps may stand either way round: container and unit, papka behind delo."""
    pair = {above, below}
    if pair & _CONTAINERS and not pair <= _CONTAINERS:
        return not pair & _LEAVES
    return pair <= {K.PAPKA, K.DELO, K.FILE} or bool(pair & {K.REEL, K.VOLUME, K.COLLECTION})


# A step, and the one without which it cannot be found.
_NEEDS: Mapping[str, tuple[tuple[K, frozenset[K]], ...]] = {
    "soviet": (
        (K.DELO, frozenset((K.OPIS,))),
        (K.OPIS, frozenset((K.FOND,))),
        (K.LEAF, frozenset((K.DELO, K.FILE, K.FOLDER, K.PAPKA, K.REFERENCE))),
    ),
    "american": ((K.FOLDER, frozenset((K.BOX, K.REEL, K.SERIES, K.VOLUME, K.RECORD_GROUP))),),
}


@rule(
    "level-missing",
    Severity.WARNING,
    "A step of the shelfmark is missing between two others.",
    why="Dela are counted within an opis, opisi within a fond, folders within a box: without the "
    "step above, the number leads to several files.",
    bad="""
    [[source.levels]]
    kind = "fond"
    value = "45"

    [[source.levels]]
    kind = "delo"
    value = "336"

    [source.archive]
    acronym = "APRF"
    """,
    good="""
    [[source.levels]]
    kind = "fond"
    value = "45"

    [[source.levels]]
    kind = "opis"
    value = "1"

    [[source.levels]]
    kind = "delo"
    value = "336"

    [source.archive]
    acronym = "APRF"
    """,
)
def level_missing(seen: Seen) -> Iterator[Finding]:
    for path, holding, tradition in seen.holdings:
        kinds = {level.kind for level in holding.levels}
        if kinds & {K.REFERENCE, K.OTHER}:
            continue
        for step, needed in _NEEDS.get("soviet" if tradition in _SOVIET else tradition, ()):
            if step not in kinds or kinds & needed:
                continue
            if step is K.FOLDER and holding.collection:
                continue  # folders of a collection that lies in no boxes
            index = next(i for i, level in enumerate(holding.levels) if level.kind is step)
            missing = next(kind for kind in K if kind in needed)
            yield Finding(
                f"{path}.levels[{index}]",
                f"there is a {step} but no {missing} that it belongs to",
                f"add the {missing}, or say in a _note that there is none",
            )
            break


@rule(
    "level-word-in-value",
    Severity.WARNING,
    "The value of a step repeats the word for it.",
    why="The word is the step's kind, and a style prints it in the reader's language: the value "
    "“f. 45” would come out as “fond f. 45”.",
    bad="""
    [[source.levels]]
    kind = "fond"
    value = "f. 45"
    """,
    good="""
    [[source.levels]]
    kind = "fond"
    value = "45"
    """,
    mends=True,
)
def level_word_in_value(seen: Seen) -> Iterator[Finding]:
    for path, level in seen.levels:
        found = _WORDED.fullmatch(level.value)
        if found and _means(found[1], level.kind):
            field = f"{path}.value"
            yield Finding(
                field,
                f"the value {level.value!r} repeats the word for a {level.kind}",
                f"write {found[2]!r}",
                found[1],
                ((field, found[2]),),
            )


_WORDED = re.compile(r"([^\W\d_]{1,12}\.?)\s?(?:[Nn]o\.? ?|№ ?)?(\d[\w./–-]*(?:[ ,]+\d[\w./–-]*)*)")


def _means(word: str, kind: K) -> bool:
    """Whether a word before a number is one for that kind of step; one capital is a class mark."""
    if word.isupper():
        return False
    meant = kind_of_word(word.rstrip("."))
    if kind in (K.FOLIO, K.LEAF) and word.casefold().rstrip(".") in ("f", "l", "ll", "ff", "fol"):
        return True
    return meant is kind and (len(word.rstrip(".")) > 1 or word.endswith("."))


@rule(
    "range-mark",
    Severity.INFO,
    "A range of leaves or pages is written with a dash or with blanks.",
    why="In a record a range has a plain hyphen (67-70); each style sets the mark of its manual.",
    bad="""
    [[source.levels]]
    kind = "leaf"
    value = "67–70"
    """,
    good="""
    [[source.levels]]
    kind = "leaf"
    value = "67-70"
    """,
    mends=True,
)
def range_mark(seen: Seen) -> Iterator[Finding]:
    for path, level in seen.levels:
        if level.kind in (K.LEAF, K.FOLIO, K.PAGE, K.FRAME):
            plain = _DASH.sub("-", level.value)
            if plain != level.value:
                field = f"{path}.value"
                yield Finding(
                    field,
                    f"the range {level.value} has a mark of its own",
                    f"write {plain}",
                    fix=((field, plain),),
                )


_DASH = re.compile(r"(?<=\w) ?[–—−‑] ?(?=\w)|(?<=\d) - (?=\d)")


@rule(
    "leaf-word",
    Severity.WARNING,
    "The label says one leaf and the value several, or the other way round.",
    why="`l.` and `list` are one leaf, `ll.` and `listy` are several. One of the two was mistyped, "
    "or a range was cut off.",
    bad="""
    [[source.levels]]
    kind = "leaf"
    value = "67-70"
    label = "l."
    """,
    good="""
    [[source.levels]]
    kind = "leaf"
    value = "67-70"
    label = "ll."
    """,
    mends=True,
)
def leaf_word(seen: Seen) -> Iterator[Finding]:
    for path, level in seen.levels:
        right = _agreeing(level)
        if right:
            field = f"{path}.label"
            yield Finding(
                field,
                f"{level.label} {level.value} does not agree in number",
                f"write {right}",
                fix=((field, right),),
            )


_ONE_AND_MANY = (
    *(("l.", "ll."), ("l", "ll"), ("list", "listy"), ("л.", "лл."), ("л", "лл"), ("лист", "листы")),
    *(("f.", "ff."), ("fol.", "fols."), ("folio", "folios"), ("p.", "pp."), ("page", "pages")),
    *(("leaf", "leaves"), ("аркуш", "аркуші"), ("arkush", "arkushi")),
)


def _agreeing(level: Level) -> str:
    """The label that agrees with the value in number, "" if it does already."""
    if level.kind not in (K.LEAF, K.FOLIO, K.PAGE) or not level.label:
        return ""
    many = is_many(level.value, counted=True)
    for one, several in _ONE_AND_MANY:
        if level.label == (one if many else several):
            return several if many else one
    return ""


@rule(
    "box-alone",
    Severity.WARNING,
    "Nothing but a box leads to the document.",
    why="Archives put things into new boxes. The folder, the file or the collection stays.",
    bad="""
    [[source.levels]]
    kind = "box"
    value = "12"

    [source.archive]
    acronym = "NARA"
    """,
    good="""
    [source]
    collection = "Papers of John Doe"

    [[source.levels]]
    kind = "box"
    value = "12"

    [source.archive]
    acronym = "NARA"
    """,
)
def box_alone(seen: Seen) -> Iterator[Finding]:
    if seen.record.document.kind in (Kind.COLLECTION, Kind.FILE):
        return
    for path, holding, _ in seen.holdings:
        if not holding.collection and {level.kind for level in holding.levels} == {K.BOX}:
            yield Finding(
                f"{path}.levels",
                "only a box leads to the document",
                "add its folder, or the collection",
            )


RULES = (
    levels_order,
    level_missing,
    level_word_in_value,
    range_mark,
    leaf_word,
    box_alone,
)
