"""archcite import: read files into the library."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from archcite.app import importing, reading
from archcite.app.cli import _changes, _print
from archcite.app.cli._options import Commit, Json, LibraryFolder, Quiet, Report, complete_readers
from archcite.app.config import cache_folder, read_config, today
from archcite.app.fetching import is_address
from archcite.app.importing import FAULTY, NEW, Import, Outcome
from archcite.errors import Problem, ProblemsFound, UnreadableInput, UsageFault

if TYPE_CHECKING:
    from archcite.app.recognising import Match
    from archcite.library.files import Library
    from archcite.record.model import Record

EXAMPLES = (
    "archcite import page.html",
    "archcite import --dry-run page.txt",
    "archcite import downloads/*.txt",
    "archcite import https://digitalarchive.wilsoncenter.org/document/209833",
    "archcite import --duplicates skip 'My Library.json'",
)
MANY = 20  # of more entries only a summary is told, and what is not as usual
WIDTH = 100


DUPLICATES = ("ask", importing.KEEP, importing.SKIP)


def complete_duplicates(incomplete: str) -> list[str]:
    """What --duplicates takes, for the shell."""
    return [each for each in DUPLICATES if each.startswith(incomplete)]


def run(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Files, folders, web addresses; - for standard input."
        ),
    ],
    reader: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="The files' format, such as ris; by default it is found out.",
            autocompletion=complete_readers,
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the records, and write nothing.")
    ] = False,
    update: Annotated[
        bool,
        typer.Option(
            "--update/--no-update",
            help="Let records that are known take over what has changed in the file; a field that "
            "was changed here stays.",
        ),
    ] = True,
    duplicates: Annotated[
        str | None,
        typer.Option(
            "--duplicates",
            metavar="WHAT",
            help="What to do with an entry that looks like a record, but not for sure: ask, keep "
            "(both) or skip (the entry). By default ask on a terminal, keep elsewhere.",
            autocompletion=complete_duplicates,
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="Import nothing if an entry is faulty or loses anything on the way."
        ),
    ] = False,
    report: Report = None,
    json: Json = False,
    quiet: Quiet = False,
    commit: Commit = None,
    library: LibraryFolder = None,
) -> None:
    """Read saved pages of digital archives, and files of other programs, into records.

    Says for each record, field by field, what the file states, what was inferred from it, and what
    it names but has lost; of many records a summary alone. All is written, or nothing. Importing
    the same again changes nothing; what has changed in the file since is taken over.
    """
    reading.check_format(reader)
    config = read_config(library)
    place = None if dry_run and config.root is None else config.library()
    rules = importing.Rules(today(), update, _judge(duplicates))
    work = importing.Import(place, rules, cache_folder())
    pages = [file for file in files if is_address(file)]
    named = [each for file in files if file not in pages for each in _files_of(work, file)]
    with _print.progress(sum(map(reading.size_of, named)), "reading") as passed:
        for each in named:
            work.add_file(each, reader, passed)
        for each in pages:
            _fetch(work, each, reader)
    errors = [each.error for each in work.outcomes if each.error]
    if not json:
        _print.problems(problem for error in errors for problem in error.problems)
    refused = strict and bool(errors or work.intake.dropped)
    if not (dry_run or refused):
        with (
            _changes.committing(config, commit),
            _print.progress(work.planned, "writing") as passed,
        ):
            work.write(passed)
    _tell_all(work, dry_run or refused, json, quiet)
    if report:
        _print.deliver(_print.json_text(_report(work, dry_run or refused)), report)
    if refused:
        _print.remark("nothing was written, since --strict allows no loss")
        raise typer.Exit(ProblemsFound.exit_code)
    if errors:
        raise typer.Exit(max(error.exit_code for error in errors))


def _fetch(work: Import, address: str, reader: str) -> None:
    """Read a page of the web; a record that says no address is noted as read there, today."""
    from msgspec.structs import replace

    from archcite.app.fetching import Fetcher
    from archcite.record.model import Carrier, Record

    try:
        page = Fetcher().get(address)
    except UnreadableInput as error:
        work.outcomes.append(Outcome(address, FAULTY, error=error))
        return
    found = reading.read_records(page.data, address, reader)
    alone = sum(isinstance(each, Record) for each in found) == 1
    for at, each in enumerate(found):
        if isinstance(each, Record) and alone:
            digital = each.digital or Carrier()
            digital = replace(
                digital, url=digital.url or page.address, accessed=digital.accessed or today()
            )
            found[at] = replace(each, digital=digital)
    work.add_found(address, found)


def _files_of(work: Import, named: str) -> list[str]:
    """The files that a name means; what is wrong with it is an outcome."""
    try:
        return reading.files_of(named)
    except UnreadableInput as error:
        work.outcomes.append(Outcome(named, FAULTY, error=error))
        return []


def _judge(duplicates: str | None) -> Callable[[str, Record, Match], str]:
    """What answers whether an entry is what it looks like."""
    terminal = sys.stdin.isatty() and sys.stderr.isatty()
    wanted = duplicates or ("ask" if terminal else importing.KEEP)
    if wanted not in DUPLICATES:
        raise UsageFault(
            Problem("option-unknown", "", f"--duplicates cannot be {wanted[:40]!r}",
                    f"it takes {', '.join(DUPLICATES)}")
        )  # fmt: skip
    if wanted != "ask":
        return lambda file, record, match: wanted
    if not terminal:
        raise UsageFault(
            Problem("contradiction", "", "nobody can be asked: this is no terminal",
                    "--duplicates takes keep or skip here")
        )  # fmt: skip
    return _asked


def _asked(file: str, record: Record, match: Match) -> str:
    """Ask on the terminal."""
    document = record.document
    said = f"{document.title or document.id}, {document.date or 'undated'}"
    _print.remark(f"{file}: {said} looks like {match.key} ({match.why})")
    if typer.confirm("Is it the same?", default=True, err=True):
        return importing.SAME
    return importing.KEEP if typer.confirm("Import it?", default=True, err=True) else importing.SKIP


def _tell_all(work: Import, dry: bool, json: bool, quiet: bool) -> None:
    """What became of everything."""
    place = work.library
    if json:
        _print.result(_print.json_text([_as_data(each, place, dry) for each in work.outcomes]))
        return
    tell = _print.remark if dry else _print.result
    if not quiet:
        _print.some_problems(work.warnings, MANY)
    many = len(work.outcomes) > MANY
    for outcome in work.outcomes:
        if outcome.record and (not many or outcome.note or outcome.conflicts):
            _tell(outcome, place, dry, quiet or many)
    if not quiet:
        if many:
            tell(_print.visible(_counted(work, dry)))
        for line in work.intake.lines(carried=many) if work.intake.records else ():
            tell(_print.visible(line))


def _counted(work: Import, dry: bool) -> str:
    """How many entries had which outcome."""
    counts = Counter(each.what for each in work.outcomes)
    told = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
    return f"{told}; nothing was written" if dry else told


def _tell(outcome: Outcome, library: Library | None, dry_run: bool, brief: bool) -> None:
    """What became of one record, for people."""
    record = outcome.record
    assert record is not None
    if dry_run and outcome.what == NEW and not brief:
        from archcite.record.toml import write

        _print.raw(write(record, library.schema_ref() if library else "record.schema.json"))
    tell = _print.remark if dry_run else _print.result
    head = f"{outcome.file}: {_became(outcome, library, dry_run)}"
    tell(_print.visible(head + (f" ({outcome.note})" if outcome.note else "")))
    if outcome.conflicts:
        told = ", ".join(outcome.conflicts)
        tell(_print.visible(f"  changed here and there, kept as it is here: {told}"))
    if not brief and outcome.what == NEW:
        for line in field_lines(record):
            tell(_print.visible(line))


def _became(outcome: Outcome, library: Library | None, dry_run: bool) -> str:
    match outcome.what:
        case importing.SKIPPED:
            return "left out"
        case importing.UPDATED:
            done = "would be" if dry_run else "was"
            return f"{outcome.key} {done} brought up to date: {', '.join(outcome.changes)}"
        case importing.KNOWN:
            return f"already in the library as {outcome.key}; nothing was changed"
    if dry_run or library is None:
        return f"would become {outcome.key}; nothing was written"
    return f"written to {library.where(outcome.key)}"


def field_lines(record: Record) -> Iterator[str]:
    """One line for each field: how it is known, which, and its value."""
    from archcite.record.states import states

    for field in states(record):
        value = " ".join(str(field.value).split())
        short = value if len(value) <= WIDTH else value[: WIDTH - 1] + "…"
        yield f"  {field.state!s:<9} {field.path:<26} {short}".rstrip()


def _as_data(outcome: Outcome, library: Library | None, dry_run: bool) -> dict[str, Any]:
    """What became of one record, for programs."""
    from archcite.record.states import states

    if outcome.record is None:
        assert outcome.error is not None
        problems = [_print.problem_data(each) for each in outcome.error.problems]
        return {"file": outcome.file, "outcome": FAULTY, "problems": problems}
    written = outcome.what in (NEW, importing.UPDATED) and not dry_run and library is not None
    return {
        "file": outcome.file,
        "outcome": outcome.what,
        "key": outcome.key,
        "written": library.where(outcome.key) if written and library else None,
        "note": outcome.note,
        "changes": outcome.changes,
        "conflicts": outcome.conflicts,
        "fields": [
            {"path": each.path, "state": str(each.state), "value": str(each.value)}
            for each in states(outcome.record)
        ],
    }


def _report(work: Import, dry: bool) -> dict[str, Any]:
    """What became of every field and entry, for programs."""
    return {
        "read": work.intake.data(),
        "written": 0 if dry else work.planned,
        "entries": [
            {"file": each.file, "outcome": each.what, "key": each.key, "note": each.note,
             "changes": each.changes, "conflicts": each.conflicts}
            for each in work.outcomes if each.record
        ],
        "problems": [
            _print.problem_data(problem)
            for problem in (
                *(one for each in work.outcomes if each.error for one in each.error.problems),
                *work.warnings,
            )
        ],
    }  # fmt: skip
