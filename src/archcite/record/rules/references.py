"""Rules about references that have a form of their own: CIA-RDP numbers, FO 371/123, papki."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archcite.errors import Severity
from archcite.record.model import Holding
from archcite.record.rules.rule import Changes, Finding, Seen, rule
from archcite.record.vocab import LevelKind as K


@rule(
    "papka-or-page",
    Severity.WARNING,
    "A “p.” of the source line may be a papka, and was read as a page.",
    why="The Archive of the Foreign Policy of the Russian Federation keeps its files in papki, "
    "which it writes “p.” as if they were pages. Before the delo it is never a page.",
    bad="""
    [source]
    ref_as_given = "AVPRF f. 0100, op. 34, p. 253, d. 18"
    levels = [
        { kind = "fond", value = "0100" },
        { kind = "opis", value = "34" },
        { kind = "delo", value = "18" },
        { kind = "page", value = "253" },
    ]

    [source.archive]
    acronym = "AVPRF"
    """,
    good="""
    [source]
    ref_as_given = "AVPRF f. 0100, op. 34, p. 253, d. 18"
    levels = [
        { kind = "fond", value = "0100" },
        { kind = "opis", value = "34" },
        { kind = "papka", value = "253" },
        { kind = "delo", value = "18" },
    ]

    [source.archive]
    acronym = "AVPRF"
    """,
)
def papka_or_page(seen: Seen) -> Iterator[Finding]:
    for path, holding, tradition in seen.holdings:
        kinds = [level.kind for level in holding.levels]
        if tradition not in ("soviet", "ukrainian") or K.PAGE not in kinds or K.PAPKA in kinds:
            continue
        index = kinds.index(K.PAGE)
        before = re.search(rf"\bp\. ?{re.escape(holding.levels[index].value)}\b,? *(?:d\.|delo)",
                           holding.ref_as_given or "", re.IGNORECASE)  # fmt: skip
        if before:
            yield Finding(
                f"{path}.levels[{index}]",
                f"{before[0]!r} in the source line is a papka and no page",
                'write kind = "papka", before the delo',
            )


_CREST = re.compile(r"CIA-RDP\d\d(?:[A-Z]\d{5}|-\d{5})[A-Z]\d{12}-\d")
_CREST_SAID = re.compile(r"\bCIA-RDP[\w-]+", re.IGNORECASE)
_CREST_BOX = re.compile(r"CIA-RDP\d\d(?:[A-Z]\d{5}|-\d{5})[A-Z]")


@rule(
    "crest-number",
    Severity.WARNING,
    "A CIA-RDP number has not the form of one.",
    why="The number is the only way to a document of the CIA's reading room: two digits of the "
    "year, a letter or hyphen and five digits of the job, a letter, twelve digits, a check digit.",
    bad="""
    [[source.levels]]
    kind = "reference"
    value = "CIA-RDP80B01676R00150010007-6"
    """,
    good="""
    [[source.levels]]
    kind = "reference"
    value = "CIA-RDP80B01676R001500100007-6"
    """,
)
def crest_number(seen: Seen) -> Iterator[Finding]:
    places = [(f"{path}.value", level.value) for path, level in seen.levels]
    digital = seen.record.digital
    if digital and digital.record_id:
        places.append(("digital.record_id", digital.record_id))
    for path, holding, _ in seen.holdings:
        said = _CREST_SAID.search(holding.ref_as_given or "")
        if said and not any(said[0] == value.strip() for _, value in places):
            places.append((f"{path}.ref_as_given", said[0]))
    for path, value in places:
        number = value.strip()
        if number.upper().startswith("CIA-RDP") and not (
            _CREST.fullmatch(number) or _CREST_BOX.fullmatch(number)
        ):
            yield Finding(
                path,
                f"{number} is no CIA-RDP number",
                "it is written as CIA-RDP80B01676R001500100007-6",
            )


_TNA_CLASS = re.compile(r"[A-Z]{1,6} \d{1,5}")
_TNA_PIECE = re.compile(r"\d{1,6}[A-Z]?(?:/\d{1,6}[A-Z]?)*")


@rule(
    "tna-reference",
    Severity.INFO,
    "A reference of The National Archives (UK) has not the form of one.",
    why="A reference there is a department's letters, a series number, a slash and the piece "
    "(FO 371/187100). Without the blank, or with the piece in the series, no search finds it.",
    bad="""
    [source]
    levels = [
        { kind = "series", value = "FO371" },
        { kind = "piece", value = "187100" },
    ]

    [source.archive]
    acronym = "TNA"
    """,
    good="""
    [source]
    levels = [
        { kind = "series", value = "FO 371" },
        { kind = "piece", value = "187100" },
    ]

    [source.archive]
    acronym = "TNA"
    """,
    mends=True,
)
def tna_reference(seen: Seen) -> Iterator[Finding]:
    for path, holding, _ in seen.holdings:
        if not _is_tna(holding):
            continue
        for index, level in enumerate(holding.levels):
            form = {K.SERIES: _TNA_CLASS, K.PIECE: _TNA_PIECE}.get(level.kind)
            if form and not form.fullmatch(level.value):
                field = f"{path}.levels[{index}].value"
                spaced = re.fullmatch(r"([A-Z]{1,6})[- ]*(\d{1,5})", level.value)
                right = f"{spaced[1]} {spaced[2]}" if spaced and level.kind is K.SERIES else ""
                fix: Changes = ((field, right),) if right else ()
                yield Finding(
                    field,
                    f"{level.value} is no {level.kind} of The National Archives",
                    f"write {right or 'it as FO 371, the piece as 187100'}",
                    fix=fix,
                )


def _is_tna(holding: Holding) -> bool:
    from archcite.record.archives import find_archive

    archive = holding.archive
    names = [name for name in (archive.acronym, archive.name) if name] if archive else []
    return any((known := find_archive(name)) and known.acronym == "TNA" for name in names)


RULES = (papka_or_page, crest_number, tna_reference)
