"""BibTeX and BibLaTeX files as records: blocks, strings, inherited fields.

bibtexparser splits; a block that it cannot split is a Problem with its line and the rest is read.
What an entry means is crosswalk.bibtex_back's. Opens no files.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from archcite.crosswalk.bibtex import Entry
from archcite.crosswalk.bibtex_back import is_entry
from archcite.crosswalk.bibtex_carried import to_record
from archcite.errors import Problem
from archcite.read.bibtex_inherit import Block, inherited
from archcite.read.bibtex_text import MAX_BYTES, decoded
from archcite.read.rejoined import taken
from archcite.record.key import Keys
from archcite.record.model import Record

if TYPE_CHECKING:
    from bibtexparser.library import Library

_ENTRY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]{2,30})[ \t]*[{(]", re.MULTILINE)
_NOT_BLOCKS = ("comment", "preamble", "string")
_MONTHS = {each: each for each in "jan feb mar apr may jun jul aug sep oct nov dec".split()}
_PIECE = re.compile(r'[ \t\n]*(?:#[ \t\n]*)*(?:([{"])|([^\s#{"]+))')
_LONGEST = 2_000_000  # characters of one value; what strings double into more is no value
_SHOWN = 60


def is_bibtex(text: str) -> bool:
    """Whether a text has a BibTeX entry at the beginning of a line, before much else."""
    found = _ENTRY.search(text[:20_000])
    return found is not None and text.lstrip()[:1] not in ("<", "[") and _is_first(text, found)


def _is_first(text: str, found: re.Match[str]) -> bool:
    """Whether braces follow as they do in an entry: after a key a comma, or a string's =."""
    following = text[found.end() : found.end() + 500]
    return bool(re.match(r"[^\s,={}]*\s*[,=}]|\s*\w+\s*=|[^,\n]{0,200}[,\n]|[\"\\]", following))


def read_bibtex(data: bytes, name: str) -> list[Record | Problem]:
    """Each entry as a record. data: a whole file. name: what Problems call it."""
    text = decoded(data, name)
    if isinstance(text, Problem):
        return [text]
    return list(_records(text, name))


def read_bibtex_stream(file: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """The same of an open file. The text stays in memory, for entries refer to each other."""
    text = decoded(taken(file, MAX_BYTES + 1), name)
    if isinstance(text, Problem):
        yield text
    else:
        yield from _records(text, name)


def _records(text: str, name: str) -> Iterator[Record | Problem]:
    blocks: list[Block] = []
    problems: list[Problem] = []
    strings = dict(_MONTHS)
    for line, piece in _pieces(text):
        found_here, wrong = _blocks(_split(piece), name, strings, line)
        blocks += found_here
        problems += wrong
    yield from problems
    by_key: dict[str, Block] = {}
    for block in blocks:
        by_key.setdefault(block.key, block)
    folded = {key.casefold(): block for key, block in by_key.items()}
    taken = Keys()
    found = False
    for block in blocks:
        if not is_entry(block.type):
            continue
        fields, missing = inherited(block, by_key, folded)
        where = f"{name}:{block.line}"
        for key in missing:
            message = f"The entry {_short(block.key)} refers to {_short(key)}, which is not there."
            yield Problem("entry-reference", where, message)
        entry = Entry(block.type, block.key, fields)
        made, faults = to_record(entry, where, taken)
        yield from faults
        if made is not None:
            found = True
            taken.take(made.document.id)
            yield made
    if not found and not problems:
        yield Problem("nothing-found", name, "There is no BibTeX entry in this file.")


_BLOCK = re.compile(r"\n(?=[ \t]*@\w+[ \t]*[{(])")
_SPLIT = 500_000  # characters that are split at a time, so that the parser's blocks do not add up


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces, each with the number of lines before it.

    They are cut where a line begins with a block: there the parser begins anew, whatever is open.
    """
    line, start = 0, 0
    while len(text) - start > _SPLIT:
        cut = _BLOCK.search(text, start + _SPLIT)
        if cut is None:
            break
        piece = text[start : cut.end()]
        yield line, piece
        line += piece.count("\n")
        start = cut.end()
    yield line, text[start:]


def _split(text: str) -> Library:
    from bibtexparser.splitter import Splitter

    # The parser logs every block that fails, which is told as a Problem here.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    logging.getLogger("bibtexparser").propagate = False
    return Splitter(text).split()


def _blocks(
    library: Library, name: str, strings: dict[str, str], above: int
) -> tuple[list[Block], list[Problem]]:
    """The entries with their strings put in, and what could not be read.

    strings: those defined so far; those of these blocks are added. above: lines before the text.
    """
    from bibtexparser import model as bib

    blocks: list[Block] = []
    problems: list[Problem] = []

    def entry(each: bib.Entry) -> None:
        values = _Values(strings)
        fields = tuple((field.key, values.of(field.value)) for field in each.fields)
        line = above + (each.start_line or 0) + 1
        if values.unknown:
            listed = ", ".join(map(_short, values.unknown))
            message = f"There is no @string {listed}; its name stands in its place."
            problems.append(Problem("string-unknown", f"{name}:{line}", message))
        blocks.append(Block(each.entry_type, each.key, fields, line))

    for block in library.blocks:
        each: bib.Block | None = block
        if isinstance(each, bib.DuplicateBlockKeyBlock):
            each = each.ignore_error_block
        if isinstance(each, bib.DuplicateFieldKeyBlock):
            each = each.ignore_error_block
        if isinstance(each, bib.String):
            strings[each.key.lower()] = _Values(strings).of(each.value)
        elif isinstance(each, bib.Entry):
            entry(each)
        elif isinstance(each, bib.ParsingFailedBlock):
            problems.append(_failed(each, name, above))
    return blocks, problems


def _failed(block: object, name: str, above: int) -> Problem:
    raw = str(getattr(block, "raw", ""))
    line = above + (getattr(block, "start_line", 0) or 0) + 1
    reason = getattr(getattr(block, "error", None), "abort_reason", "") or "it is malformed"
    reason = " ".join(str(reason).split()).rstrip(". ")
    head = " ".join(raw[:_SHOWN].split())
    message = f"The block {_short(head)} cannot be read: {reason[:1].lower()}{reason[1:]}."
    return Problem("entry-broken", f"{name}:{line}", message, "close its braces and quotes")


class _Values:
    """Raw values without their delimiters, strings put in and pieces joined."""

    def __init__(self, strings: Mapping[str, str]) -> None:
        self.strings = strings
        self.unknown: list[str] = []

    def of(self, raw: str) -> str:
        first = raw[:1]
        if first == "{" and raw[-1:] == "}" and "#" not in raw:
            return raw[1:-1].strip()
        if first == '"' and raw[-1:] == '"' and "#" not in raw:
            return raw[1:-1].strip()
        if raw.isdecimal():
            return raw
        return self._pieces(raw)

    def _pieces(self, raw: str) -> str:
        made: list[str] = []
        at, size = 0, 0
        while at < len(raw):
            found = _PIECE.match(raw, at)
            if not found:
                break
            if found[1]:
                end = _closing(raw, found.end(), found[1])
                piece = raw[found.end() : end]
                at = end + 1
            else:
                piece = self._word(found[2])
                at = found.end()
            size += len(piece)
            if size > _LONGEST:
                break
            made.append(piece)
        return "".join(made).strip()

    def _word(self, word: str) -> str:
        if word.isdecimal():
            return word
        known = self.strings.get(word.lower())
        if known is not None:
            return known
        if any(sign.isalpha() for sign in word):
            self.unknown.append(word)
        return word


def _closing(raw: str, start: int, opening: str) -> int:
    """Where the piece that begins here ends: its closing sign, or the end of the value."""
    depth = 0
    for at in range(start, len(raw)):
        sign = raw[at]
        if sign == "\\":
            continue
        if sign == "}" and depth == 0 and opening == "{":
            return at
        if sign == '"' and depth == 0 and opening == '"':
            return at
        depth += (sign == "{") - (sign == "}")
    return len(raw)


def _short(text: str) -> str:
    """A foreign text as a sentence can show it: one line, quoted, bounded."""
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "...")
