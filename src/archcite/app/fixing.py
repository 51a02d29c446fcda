"""Safe fixes of records: those findings that have one right answer, mended in the files' text.

Comments, order and layout stay. Nothing is written that does not read back as what was meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from typing import NamedTuple

from archcite.app.checking import Asked, Source, Told, in_text
from archcite.errors import CODES, ArchciteError, CannotWrite, Problem
from archcite.record.toml import change_all, changed

_ROUNDS = 12  # a fix may make room for another; no record needs more


class Fixed(NamedTuple):
    """One file: its text before and after, and the number of findings that were mended."""

    source: Source
    before: str
    after: str
    mended: int

    def diff(self) -> str:
        """What changes, as a unified diff."""
        name = self.source.where.replace("\\", "/")
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in unified_diff(
                self.before.splitlines(keepends=True),
                self.after.splitlines(keepends=True),
                f"a/{name}",
                f"b/{name}",
            )
        )


def fixes(every: Iterable[Source], told: Iterable[Told], asked: Asked) -> Iterator[Fixed]:
    """The files in which something can be mended. told: what check found in them."""
    mendable: dict[str, list[Told]] = {}
    for each in told:
        if each.fix and each.ignored is None:
            mendable.setdefault(each.file, []).append(each)
    for source in every:
        if source.where in mendable:
            fixed = _fixed(source, mendable[source.where], asked)
            if fixed.mended:
                yield fixed


class Edit(NamedTuple):
    """Text that takes the place of a stretch of a file. Lines and columns count from 1."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


def edit(told: Told, text: str) -> Edit | None:
    """What the fix of one finding changes in the text of its file; None for nothing."""
    after, mended = _mended(text, [told]) if told.fix else (text, 0)
    if not mended or after == text:
        return None
    start = _alike(text, after)
    tail = _alike(text[start:][::-1], after[start:][::-1])
    return Edit(*_at(text, start), *_at(text, len(text) - tail), after[start : len(after) - tail])


def _alike(one: str, other: str) -> int:
    """The number of letters with which both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _at(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _fixed(source: Source, known: list[Told], asked: Asked) -> Fixed:
    before = text = source.text()
    count = 0
    for _ in range(_ROUNDS):
        text, mended = _mended(text, known)
        if not mended:
            break
        count += mended
        known = _again(source, text, asked)
    return Fixed(source, before, text, count)


def _mended(text: str, known: list[Told]) -> tuple[str, int]:
    """The text after those fixes that do not touch each other, and how many they were."""
    touched: set[str] = set()
    count = 0
    for each in known:
        # Taking one table out of a list moves the others.
        paths = {path.rpartition("[")[0] if value is None else path for path, value in each.fix}
        if paths & touched:
            continue
        try:
            if each.code in CODES:  # a fault: the text is no record yet
                for path, value in each.fix:
                    text = changed(text, path, value, each.file)
            else:
                text = change_all(text, each.fix, each.file)
        except ArchciteError:
            continue  # the finding stays, and is told
        touched |= paths
        count += 1
    return text, count


def _again(source: Source, text: str, asked: Asked) -> list[Told]:
    """What can be mended in the text as it is now."""
    return [each for each in in_text(source, text, asked) if each.fix]


def write(every: list[Fixed]) -> None:
    """Write all files of a library at once, or none; then those that are in none.

    CannotWrite, and nothing is written, where another program has changed one of them meanwhile.
    """
    from archcite.library.atomic import write_file

    for each in every:
        if each.source.text() != each.before:
            said = "the file was changed by another program; nothing was mended"
            hint = "run archcite check --fix again"
            raise CannotWrite(Problem("edit-conflict", each.source.where, said, hint))
    libraries = dict.fromkeys(each.source.library for each in every)
    for library in filter(None, libraries):
        own = (each for each in every if each.source.library is library)
        texts = {each.source.key: (each.after, each.before) for each in own}
        listed = ", ".join(list(texts)[:3]) + (f" and {len(texts) - 3} more" * (len(texts) > 3))
        library.save_together(texts, "fix", said=f"mend {listed}")
    for each in every:
        if each.source.path:
            write_file(
                each.source.path, each.after.encode("utf-8"), each.source.where, overwrite=True
            )
