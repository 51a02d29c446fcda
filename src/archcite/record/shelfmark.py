"""The source line of an archive page or a footnote -> Holding with its levels, copies and credits.

Takes every shape that archives and scholars write and keeps the original string whatever it
understood. Never raises, invents nothing: what the line does not say is not in the holding.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec.structs import replace

from archcite.record.archives import PRESIDENTS, KnownArchive, is_chinese, starts_with_archive
from archcite.record.credits import ABBREVIATIONS, end_of_sentence, take_credits
from archcite.record.levels import scan_levels, starts_with_fond, starts_with_level
from archcite.record.model import Credit, Holding, Publication, Repository
from archcite.record.publication import find_publication
from archcite.record.vocab import State

_CUT = re.compile(
    r"; (?:and |also )?|\. (?=[A-ZА-ЯЇІЄҐ])|, (?:and |also )|, (?=[A-ZА-ЯЇІЄҐ])| and "
)
_ACRONYM = re.compile(r"[A-ZА-ЯЇІЄҐ](?:[\w/-]{0,10}[A-ZА-ЯЇІЄҐ])(?: [A-ZА-ЯЇІЄҐ]{2,6})?(?![\w’'])")
_ARCHIVE_WORD = re.compile(
    r"\b(?:archiv\w{0,6}|librar\w{1,4}|bibliothe\w{1,5}|museum|institution|institute|society"
    r"|universit\w{1,5}|cent(?:er|re)|record offices?|arhiv\w{0,5}|biblioteca|levéltár"
    r"|архив\w{0,4}|архів\w{0,4}|библиотека)\b"
    r"|档案|圖書館|图书馆",
    re.IGNORECASE,
)
_COLLECTION = re.compile(
    r"\S.{0,140}\b(?:papers|collections?|records|fonds|files?|manuscripts|correspondence)"
    r"(?:,? \d{4}(?: ?[-–—] ?\d{2,4})?)?",
    re.IGNORECASE,
)
_NAME_AND_ACRONYM = re.compile(
    r"(.{3,200}?) \(([A-ZА-ЯЇІЄ][\w./-]{0,13}[A-ZА-ЯЇІЄ][\w./-]{0,13})\)"
)
_ACRONYM_AFTER = re.compile(r" \(([A-ZА-ЯЇІЄ][\w. /-]{1,15})\)")
_DEPARTMENT = re.compile(r"\b(?:Division|Department|Section|Special Collections)\b")
_TOWNS = frozenset("Madrid Sevilla Seville Simancas Salamanca Warszawa Warsaw".split())
_STATE = re.compile(r"(?:[A-Z]{2}|[A-Z]\.[A-Z]\.|USA?|UK)")
_TOWN = re.compile(r"[A-ZÀ-ÞА-ЯЇІЄҐ][^\W\d_]{2,20}(?:[ -][A-ZÀ-ÞА-Я][^\W\d_]{1,20}){0,2}")


class SourceParse(NamedTuple):
    """What a source line says. leftover: the words that were not understood, "" if none."""

    holding: Holding | None
    credits: tuple[Credit, ...]
    leftover: str


def parse_source(text: str) -> SourceParse:
    """Read a source line, in any of the shapes that archives and scholars use.

    The main holding has the whole line in ref_as_given, exactly as given; each copy its own part.
    A line without any archive still gives a Holding for that; only a blank one gives None.
    """
    line = " ".join(text.split())
    if not line:
        return SourceParse(None, (), "")
    if line[0] == "[" and line[-1] == "]" and line.count("[") == 1:
        line = line[1:-1].strip()
    found = find_publication(line)
    before, after = (line[: found.start], line[found.end :]) if found else (line, "")
    taken, taken_after = take_credits(before), take_credits(after)
    leftover = list(taken_after.rest)
    holdings: list[Holding] = []
    for piece in taken.rest:
        for part in _copies(piece):
            holding, rest = _read_holding(part)
            if holding is None:
                leftover.append(rest)
            else:
                holdings.append(holding)
                leftover.append(rest)
    main = _main(text, holdings, found.publication if found else None)
    rest = " ".join(piece for piece in leftover if any(char.isalnum() for char in piece))
    return SourceParse(main, taken.credits + taken_after.credits, rest)


def read_archive(text: str) -> Repository:
    """An archive from its name alone: "Name (ACRONYM)", an acronym, or a name."""
    text = " ".join(text.split())
    named = _NAME_AND_ACRONYM.fullmatch(text)
    if named:
        return Repository(name=named[1], acronym=named[2])
    known = starts_with_archive(text)
    if known and known[1] == text:
        return _repository(known, text)[0]
    return Repository(acronym=text) if _ACRONYM.fullmatch(text) else Repository(name=text)


def _main(text: str, holdings: list[Holding], publication: Publication | None) -> Holding:
    first = holdings[0] if holdings else Holding()
    return Holding(
        archive=first.archive,
        collection=first.collection,
        levels=first.levels,
        ref_as_given=text,
        published_in=publication,
        copies=tuple(_with_archive_of(copy, first) for copy in holdings[1:]),
    )


def _with_archive_of(copy: Holding, first: Holding) -> Holding:
    """A second shelfmark without an archive of its own lies in the first one's archive."""
    if copy.archive is not None or first.archive is None or first.archive.src:
        return copy
    archive = Repository(name=first.archive.name, acronym=first.archive.acronym, src=State.INFERRED)
    return Holding(
        archive=archive,
        collection=copy.collection,
        levels=copy.levels,
        ref_as_given=copy.ref_as_given,
    )


def _copies(text: str) -> list[str]:
    """The parts of a line that each speak of one copy."""
    parts: list[str] = []
    start = 0
    for cut in _CUT.finditer(text):
        at = cut.end()
        strong = cut[0][0] in ";."
        if cut[0][0] == "." and _ends_with_abbreviation(text, cut.start()):
            continue
        known = starts_with_archive(text, at)
        length = len(known[1]) if known else 0
        if not known:
            acronym = _ACRONYM.match(text, at)
            length = len(acronym[0]) if acronym else 0
        after = at + length
        while after < len(text) and text[after] in " ,:":
            after += 1
        levels = starts_with_level(text, after) or (
            known is not None
            and known[0].tradition != "american"
            and text[after : after + 1].isdigit()
        )
        if (length and levels and (strong or known)) or (
            cut[0][0] == ";" and starts_with_fond(text, at)
        ):
            parts.append(text[start : cut.start()])
            start = at
    parts.append(text[start:])
    return [part for part in (each.strip(" ,;:") for each in parts) if part]


def _ends_with_abbreviation(text: str, at: int) -> bool:
    word = text[max(0, at - 12) : at].rsplit(" ", 1)[-1].lower()
    return len(word) == 1 or word in ABBREVIATIONS


class _Chunk(NamedTuple):
    """Words between levels. leads: they open the line; closed: a comma, stop or the end follows."""

    text: str
    leads: bool
    closed: bool


def _read_holding(part: str) -> tuple[Holding | None, str]:
    """The holding that one part of the line speaks of, and its words that were not understood."""
    known = starts_with_archive(part)
    archive: Repository | None = None
    head = 0
    tradition = ""
    if known:
        archive, head = _repository(known, part)
        tradition = known[0].tradition
    elif is_chinese(part):
        tradition = "chinese"
    papka_after_delo = known is not None and known[0].has_papki
    scan = scan_levels(part, tradition, head, papka_after_delo=papka_after_delo)
    collection: str | None = None
    rest: list[str] = []
    last = "archive" if archive else ""  # what the chunk before this one was
    for chunk in _chunks(part, scan.spans, head):
        found, last = last, ""
        leads = chunk.leads and bool(scan.levels)
        if archive is None and (named := _archive_name(chunk.text, leads=leads)):
            archive, last = named, "archive"
        elif collection is None and _is_collection(chunk.text):
            collection = chunk.text
        elif archive and found and not archive.department and _DEPARTMENT.search(chunk.text):
            archive, last = _with(archive, department=chunk.text), "archive"
        elif found == "archive" and collection is None and _is_section(chunk.text, tradition):
            collection = chunk.text
        elif archive and found == "archive" and chunk.closed and _TOWN.fullmatch(chunk.text):
            archive, last = _with(archive, place=chunk.text), "place"
        elif archive and archive.place and found == "place" and _STATE.fullmatch(chunk.text):
            archive = _with(archive, place=f"{archive.place}, {chunk.text}")
        else:
            rest.append(chunk.text)
    if archive is None and collection is None and not scan.levels:
        return None, part
    holding = Holding(archive=archive, collection=collection, levels=scan.levels, ref_as_given=part)
    return holding, ", ".join(rest)


def _chunks(text: str, spans: tuple[tuple[int, int], ...], head: int) -> list[_Chunk]:
    """What stands between the levels, cut at commas, semicolons and sentence ends."""
    out: list[_Chunk] = []
    at = head
    for start, end in (*spans, (len(text), len(text))):
        gap = text[at:start] if at < start else ""
        cut = 0
        while cut < len(gap):
            stop = max(end_of_sentence(gap, cut, stop=",;"), cut + 1)
            chunk = gap[cut:stop].strip(" ,;:.…[]/")
            if any(char.isalnum() for char in chunk) and chunk.casefold() not in ("and", "no"):
                closed = stop < len(gap) or start == len(text) or gap[-1:] in ".;,"
                out.append(_Chunk(chunk, at + cut == 0, closed or gap.rstrip()[-1:] in ".;,"))
            cut = stop
        at = max(at, end)
    return out


def _repository(known: tuple[KnownArchive, str], text: str) -> tuple[Repository, int]:
    """The archive as the line writes it (an acronym stays an acronym), and where that ends."""
    spelling = known[1]
    words = spelling.replace(":", "").split()
    if any(word.isupper() and len(word) > 2 for word in words) or len(words) == 1:
        return Repository(acronym=spelling), len(spelling)
    after = _ACRONYM_AFTER.match(text, len(spelling))
    if after:
        return Repository(name=spelling, acronym=after[1]), after.end()
    return Repository(name=spelling), len(spelling)


def _archive_name(chunk: str, *, leads: bool) -> Repository | None:
    """An archive outside the table: by an archive's word in its name, or its capitals in front."""
    known = starts_with_archive(chunk)
    if known and len(known[1]) == len(chunk):
        return _repository(known, chunk)[0]
    named = _NAME_AND_ACRONYM.fullmatch(chunk)
    if named and _ARCHIVE_WORD.search(named[1]):
        return Repository(name=named[1], acronym=named[2])
    if _ARCHIVE_WORD.search(chunk) and not _is_collection(chunk) and len(chunk) <= 240:
        return Repository(name=chunk)
    words = chunk.split()
    if words[-1] == "Library" and any(president in words for president in PRESIDENTS):
        return Repository(name=chunk)
    if leads and _ACRONYM.fullmatch(chunk):
        return Repository(acronym=chunk)
    return None


def _is_collection(chunk: str) -> bool:
    if len(chunk) > 160 or " " not in chunk:
        return False
    return bool(_COLLECTION.fullmatch(chunk)) or chunk.startswith(("Records of ", "Papers of "))


def _is_section(chunk: str, tradition: str) -> bool:
    """Whether a name behind the archive is a part of it: AGI, Indiferente, leg. 5; AAN, KC PZPR."""
    return tradition in ("spanish", "polish") and chunk not in _TOWNS and len(chunk) <= 80


def _with(archive: Repository, **known: str) -> Repository:
    """The archive with what the line says of it by position alone: its town, its division."""
    src = dict.fromkeys(known, State.INFERRED)
    if isinstance(archive.src, dict):
        src = {**archive.src, **src}
    return replace(archive, src=src, **known)
