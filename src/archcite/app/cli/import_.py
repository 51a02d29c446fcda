"""archcite import: read files into the library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from archcite.app.cli import _print
from archcite.app.cli._options import Json, LibraryFolder, Quiet
from archcite.app.config import Config, read_config, today
from archcite.app.importing import FAULTY, KNOWN, NEW, Outcome, import_file
from archcite.errors import ArchciteError, CannotWrite, UsageFault

if TYPE_CHECKING:
    from archcite.library.files import Library
    from archcite.record.model import Record

EXAMPLES = (
    "archcite import page.html",
    "archcite import --dry-run page.txt",
    "archcite import downloads/*.txt",
)
MANY = 20  # from here on, a terminal gets a progress bar
WIDTH = 100


def complete_readers(incomplete: str) -> list[str]:
    """Names of the formats that can be read, for the shell."""
    from archcite.read import READERS

    return [name for name in READERS if name.startswith(incomplete)]


def run(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Files to read; - for standard input.")
    ],
    reader: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="The files' format; otherwise it is found out.",
            autocompletion=complete_readers,
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the records and write nothing.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
    library: LibraryFolder = None,
) -> None:
    """Read saved pages of digital archives, and files of other programs, into records.

    Says for each record, field by field, what the file states, what was inferred from it, and what
    it names but has lost. Importing the same page again changes nothing.
    """
    _check_reader(reader)
    place = _library(library, dry_run)
    day = today()
    outcomes: list[Outcome] = []
    for named in _print.with_bar(files, "importing", MANY):
        for outcome in import_file(place, named, reader, day, dry_run=dry_run):
            outcomes.append(outcome)
            if outcome.error:
                _print.problems(outcome.error.problems)
            elif not json:
                _tell(outcome, place, dry_run, quiet)
    if json:
        _print.result(_print.json_text([_as_data(each, place, dry_run) for each in outcomes]))
    code = _exit_code([each.error for each in outcomes if each.error])
    if code:
        raise typer.Exit(code)


def _check_reader(name: str) -> None:
    from archcite.errors import Problem
    from archcite.read import READERS

    if name and name not in READERS:
        raise UsageFault(
            Problem("format-unknown", "", f"there is no input format {name[:40]!r}",
                    f"known are {', '.join(READERS)}")
        )  # fmt: skip


def _library(named: str | None, dry_run: bool) -> Library | None:
    """The library; a dry run needs none."""
    config: Config = read_config(named)
    return None if dry_run and config.root is None else config.library()


def _tell(outcome: Outcome, library: Library | None, dry_run: bool, quiet: bool) -> None:
    """What became of one record, for people."""
    record = outcome.record
    assert record is not None
    if dry_run:
        from archcite.record.toml import write

        _print.raw(write(record, library.schema_ref() if library else "record.schema.json"))
    tell = _print.remark if dry_run else _print.result
    head = f"{outcome.file}: {_became(outcome, library, dry_run)}"
    tell(_print.visible(head + (f" ({outcome.note})" if outcome.note else "")))
    if not quiet and (dry_run or outcome.what == NEW):
        for line in field_lines(record):
            tell(_print.visible(line))


def _became(outcome: Outcome, library: Library | None, dry_run: bool) -> str:
    if outcome.what == KNOWN:
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
    written = outcome.what == NEW and not dry_run and library is not None
    return {
        "file": outcome.file,
        "outcome": outcome.what,
        "key": outcome.key,
        "written": library.where(outcome.key) if written and library else None,
        "note": outcome.note,
        "fields": [
            {"path": each.path, "state": str(each.state), "value": str(each.value)}
            for each in states(outcome.record)
        ],
    }


def _exit_code(errors: list[ArchciteError]) -> int:
    """The code of the run: what could not be written weighs more than what could not be read."""
    if not errors:
        return 0
    if any(isinstance(error, CannotWrite) for error in errors):
        return CannotWrite.exit_code
    return max(error.exit_code for error in errors)
