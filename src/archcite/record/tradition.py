"""How each archival tradition prints a shelfmark: its words, their plurals, what stands between.

One row per tradition; the row is recognised from the words of the levels, their kinds and the
archive. Says nothing about citation styles and adds no fact to what the holding has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec.structs import replace

from archcite.record import shelfwords as words
from archcite.record.archives import PRESIDENTS, find_archive, is_chinese
from archcite.record.model import Holding, Level
from archcite.record.shelfhabits import TRADITIONS, Tradition
from archcite.record.shelfvalues import is_many, is_number, is_title, with_spans, with_versos
from archcite.record.shelfwords import Form, Language, Word
from archcite.record.vocab import LevelKind as K

__all__ = ["TRADITIONS", "Form", "Order", "print_levels", "reads_large_first", "tradition_of"]

Order = Literal["large-first", "small-first"]


_ROW_OF: Mapping[str, Tradition] = {row.name: row for row in TRADITIONS}

_LEAVES = frozenset({K.LEAF, K.FOLIO, K.PAGE})
_COUNTED = frozenset({*_LEAVES, K.FRAME, K.YEAR})
_ONLY_INSIDE = frozenset({K.FILE, K.PIECE, K.ITEM, K.DELO, K.OPIS})  # no reference of themselves
_PLURAL = frozenset({*_COUNTED, K.BOX, K.FOLDER, K.REEL, K.ITEM, K.VOLUME, K.DELO, K.FILE})
_TITLED = frozenset({K.SERIES, K.SUBSERIES, K.FILE, K.FOND, K.VOLUME})
# F/7, BB/18, 10 AJ, GR 7 N: the series of the French national and military archives.
_FRENCH_SERIES = re.compile(
    r"[A-Z]{1,3}/?\d{1,2}[a-z]?|(?:(?:GR|MV|AI) )?\d{1,4} ?[A-Z]{1,2}|[A-Z]{2} [IVXL]{1,6}"
)
_GERMAN_FOND = re.compile(r"[A-Z]{1,4} \d{1,4}(?:[- ][IVX]{1,4})?")


def tradition_of(holding: Holding) -> str:
    """The name of the tradition (a row of TRADITIONS) in which the shelfmark is written."""
    terms = [term for level in holding.levels if (term := words.find_term(level.label))]
    known = _tradition_of_archive(holding)
    kinds = {level.kind for level in holding.levels}
    for term in terms:
        # caja 12 of an American library is a reader's word for box 12
        translated = known not in ("", term.tradition) or K.RECORD_GROUP in kinds
        if term.tradition and (term.tradition == "ukrainian" or not translated):
            return term.tradition
    hint = next((term.hint for term in terms if term.hint), "") or _by_marks(holding.levels)
    for row in TRADITIONS:
        if kinds & row.marks:
            if K.RECORD_GROUP in kinds or known not in row.yields:
                weak = row.name == "american" and K.RECORD_GROUP not in kinds
                return hint if weak and hint and known in ("", hint) else row.name
            return known
    if known:
        return known
    if hint:
        return hint
    unlabelled = not any(level.label for level in holding.levels)
    return "soviet" if K.FOND in kinds and K.LEAF in kinds and unlabelled else "general"


def reads_large_first(holding: Holding) -> bool:
    """Whether the shelfmark is read from large to small and follows the name of its archive."""
    return _ROW_OF[tradition_of(holding)].large_first


def _by_marks(levels: Iterable[Level]) -> str:
    """The tradition whose series or Bestände are marked so (F/7, 10 AJ; DY 30), before a file."""
    outer: Level | None = None
    for level in levels:
        if level.kind is K.FILE and outer is not None:
            if _is_french(outer):
                return "french"
            if outer.kind is K.FOND and _GERMAN_FOND.fullmatch(outer.value):
                return "german"
        outer = level
    return ""


def _is_french(level: Level) -> bool:
    return level.kind is K.SERIES and _FRENCH_SERIES.fullmatch(level.value) is not None


def _tradition_of_archive(holding: Holding) -> str:
    archive = holding.archive
    if archive is None:
        return ""
    for name in (archive.acronym, archive.name):
        if not name:
            continue
        known = find_archive(name)
        if known:
            return known.tradition
        parts = name.split()
        if parts[-1] == "Library" and any(president in parts for president in PRESIDENTS):
            return "american"
        if is_chinese(name):
            return "chinese"
    return ""


class _Manner(NamedTuple):
    """How one shelfmark is printed: where its words are looked for, and the reader's habits."""

    row: Tradition
    tables: tuple[Mapping[K, Word], ...]
    main: str
    tongue: Language
    form: Form
    as_written: bool
    spelt_out: bool
    together: tuple[K, ...]
    sentences: bool
    foreign: bool
    title_first: bool


def print_levels(
    holding: Holding,
    *,
    form: Form = "usual",
    language: str = "en",
    order: Order = "large-first",
) -> str:
    """The shelfmark of a holding as its tradition prints it; "" if it has no levels.

    form: "long" fond 558, opis 11, listy 67–70; "short" f. 558, op. 11, ll. 67–70; "slashed"
    558/11/97, ll. 67–70; "usual" the one that readers of the language expect, with the source's
    own words for its levels; "as-given" the source's line, and the usual form if there is none.
    language: BCP 47, of the reader; one without words of its own reads as in English.
    Archive, collection name and copies are not part of it.
    """
    if form == "as-given" and holding.ref_as_given:
        return holding.ref_as_given
    if not holding.levels:
        return ""
    manner = _manner(tradition_of(holding), form, language, order)
    parts = _joined(holding.levels, manner)
    if order == "small-first":
        parts.reverse()
    if not manner.sentences:
        return manner.tongue.comma.join(parts)
    return " ".join([*(f"{part.removesuffix('.')}." for part in parts[:-1]), *parts[-1:]])


@lru_cache(256)
def _manner(tradition: str, form: Form, tag: str, order: Order) -> _Manner:
    row = _ROW_OF[tradition]
    main, tongue = words.find_language(tag)
    as_written = form in ("usual", "as-given")
    if as_written:
        form = tongue.usual
    sentences = tongue.sentences and form != "long"
    foreign = sentences and row.own not in ("", "ru", "uk", "zh", "ko")
    spoken = row.own if foreign else main
    own = row.words.get(spoken, {})
    _, speech = words.find_language(spoken)
    together = row.joined
    if form != "long" or as_written:
        together = row.slash if form == "slashed" else (*row.joined, *row.compact)
    return _Manner(
        row,
        (own, row.words.get("", {}), speech.words, words.GENERAL),
        main,
        tongue,
        form,
        as_written,
        as_written or form == "long",
        together,
        sentences,
        foreign,
        order == "small-first" and tongue is words.LANGUAGES["en"],
    )


def _joined(levels: Iterable[Level], manner: _Manner) -> list[str]:
    """The printed levels; those of `together` that follow each other become one reference."""
    parts: list[str] = []
    run: list[Level] = []
    aside: list[str] = []
    for level in levels:
        if level.kind in manner.together and not (level.label and manner.spelt_out):
            run.append(level)
            continue
        if run and level.kind is K.YEAR and manner.form == "slashed":
            aside.append(_print_level(level, manner))  # 0100/34/253/18, 1946
            continue
        parts += [*_reference(run, manner), *aside, _print_level(level, manner)]
        run, aside = [], []
    return [*parts, *_reference(run, manner), *aside]


def _reference(run: list[Level], manner: _Manner) -> list[str]:
    """Levels as one reference: FO 371/187100, F/7/12345, 10 AJ 5, 855-5-1234, 288. f. 5. cs."""
    if not run:
        return []
    outer, *inner = run
    if not inner and outer.kind in (*_ONLY_INSIDE, *manner.row.compact):
        return [_print_level(outer, manner)]
    if outer.kind in (K.SERIES, K.FOND) and not _is_code(outer.value):
        return [_print_level(outer, manner), *_reference(inner, manner)]
    if manner.row.worded:
        brief = manner._replace(form="short", as_written=False)
        return [" ".join(_print_level(replace(level, label=None), brief) for level in run)]
    mark = " " if _is_french(outer) and "/" not in outer.value else manner.row.mark
    # RZ 206, R 103295: a number that has its own mark stands apart
    rest = (f"{', ' if ' ' in level.value else mark}{level.value}" for level in inner)
    return [outer.value + "".join(rest)]


def _is_code(value: str) -> bool:
    """Whether a series is called by its mark (FO 371, F/7, DY 30, CAB) and not by its title."""
    return any(char.isdigit() for char in value) or value.isupper()


def _print_level(level: Level, manner: _Manner) -> str:
    value = _print_value(level, manner)
    quoted = level.kind is K.FOLDER and not value[:1].isalnum()  # a title may have commas
    many = level.kind in _PLURAL and is_many(level.value, counted=level.kind in _COUNTED)
    many = many and not quoted
    name = _name(level, manner, many)
    if name == level.label and name and value.casefold().startswith(name.casefold()):
        return value
    if level.kind in _TITLED and not level.label and is_title(value):
        return value  # a series by its title: Lighthouse Drawings
    if not name or value.casefold().startswith(name.casefold() + " "):
        return value
    if manner.sentences:
        name = name[:1].upper() + name[1:]
    if "{}" in name:
        bare = value.removesuffix(manner.tongue.verso)  # 第12页背面
        return name.replace("{}", bare, 1) + value[len(bare) :]
    if manner.title_first and level.kind is K.FOLDER and not is_number(level.value):
        return f"{value} {name}"  # “CA 7 Ex.” folder
    return f"{name} {value}"


def _name(level: Level, manner: _Manner, many: bool) -> str:
    """The word before a value: the source's own, or what its tradition or the reader calls it."""
    term = words.find_term(level.label)
    if level.label and term is None:
        return level.label
    if term and term.words:
        found = term.words.get(manner.main)
        legible = words.script_of(level.label or "") in ("Latn", manner.tongue.script)
        if level.label and found is None and manner.as_written and legible:
            return level.label
        found = found or term.words[""]
    else:
        found = next(table[level.kind] for table in manner.tables if level.kind in table)
    one, more = found[:2] if manner.form == "long" else found[2:]
    return more if many else one


def _print_value(level: Level, manner: _Manner) -> str:
    value, tongue = level.value, manner.tongue
    counted = level.kind in _COUNTED
    if level.kind is K.FOLDER and not is_number(value):
        before, after = tongue.quotes
        return value if value[:1] in "“\"'‘«„「" else f"{before}{value}{after}"
    if level.kind in _PLURAL:
        value = with_spans(value, tongue.span, counted=counted).replace(", ", tongue.listed)
    if level.kind in _LEAVES:
        value = with_versos(value, "" if manner.foreign else tongue.verso)
    return value
