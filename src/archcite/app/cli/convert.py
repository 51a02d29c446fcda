"""archcite convert: from any format into any other, without a library."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, BinaryIO, cast

import typer

from archcite.app import exporting, reading
from archcite.app.cli import _print
from archcite.app.cli._options import (
    ForProgram,
    NoCarrier,
    Quiet,
    Report,
    Strict,
    complete_readers,
    complete_writers,
)
from archcite.app.converting import Conversion
from archcite.errors import CannotWrite, Problem, ProblemsFound, UnreadableInput, UsageFault

EXAMPLES = (
    "archcite convert export.ris sources.bib",
    "archcite convert library.bib - --to csl-json",
    "archcite convert downloads/ zotero.rdf --for zotero --report losses.json",
)
STANDARD_OUTPUT = "-"
SHOWN = 20  # so many warnings are told one by one


class _Refused(Exception):
    """What was written so far is to be thrown away."""


def run(
    source: Annotated[
        str, typer.Argument(metavar="IN", help="A file, a folder of files, or - for input.")
    ],
    output: Annotated[
        str, typer.Argument(metavar="OUT", help="The file to write, or - for standard output.")
    ],
    reader: Annotated[
        str,
        typer.Option(
            "--from",
            "-f",
            metavar="FORMAT",
            help="The format of IN, such as ris; by default it is found out.",
            autocompletion=complete_readers,
        ),
    ] = "",
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            "-t",
            metavar="FORMAT",
            help="The format of OUT, such as biblatex; by default what its suffix says.",
            autocompletion=complete_writers,
        ),
    ] = None,
    program: ForProgram = None,
    strict: Strict = False,
    report: Report = None,
    no_carrier: NoCarrier = False,
    force: Annotated[bool, typer.Option("--force", help="Replace OUT if it exists.")] = False,
    quiet: Quiet = False,
) -> None:
    """Convert files between the formats of other programs; no library is needed.

    Ends with a summary by field: what was carried, what stands in another place, what was dropped.
    Entries that cannot be read are told with their place, and the others are converted.
    """
    reading.check_format(reader)
    target = exporting.chosen_format(to, program, None if output == STANDARD_OUTPUT else output)
    if not target:
        hint = "say it with --to or --for"
        raise UsageFault(Problem("nothing-named", "", "which format is to be printed?", hint))
    files = reading.files_of(source)
    _check_output(output, force)
    work = Conversion(files, reader, target, carrier=not no_carrier)
    size = sum(map(reading.size_of, files))
    try:
        with _written_to(output, strict) as stream, _print.progress(size, "converting") as passed:
            work.write(stream, passed)
            if not work.intake.records or (strict and work.lossy):
                raise _Refused
    except _Refused:
        if not (work.errors or work.intake.records):
            where = reading.called(source)
            work.errors.append(Problem("nothing-found", where, "there is no entry in it"))
        written = None
    else:
        written = output
    _print.problems(work.errors)
    if not quiet:
        _print.some_problems(work.warnings, SHOWN)
        for line in (*work.intake.lines(), *work.balance.lines()):
            _print.remark(line)
    if report:
        problems = [_print.problem_data(each) for each in (*work.errors, *work.warnings)]
        data = {"output": written, **work.data(), "problems": problems}
        _print.deliver(_print.json_text(data), report)
    if not work.intake.records:
        raise typer.Exit(UnreadableInput.exit_code)
    if written is None:
        _print.remark(f"{output}: nothing was written, since --strict allows no loss")
    if written is None or work.errors:
        raise typer.Exit(ProblemsFound.exit_code)


def _check_output(output: str, force: bool) -> None:
    """CannotWrite where the output is there and nobody says that it may go."""
    path = Path(output).expanduser()
    if output == STANDARD_OUTPUT or force or not path.is_file():
        return
    if sys.stdin.isatty() and sys.stderr.isatty():
        if typer.confirm(f"{output} exists. Replace it?", err=True):
            return
        raise typer.Abort
    raise CannotWrite(
        Problem("cannot-write", output, "it exists already; nothing was changed",
                "--force replaces it")
    )  # fmt: skip


@contextlib.contextmanager
def _written_to(output: str, strict: bool) -> Iterator[BinaryIO]:
    """Where the result goes: whole or not at all, but for a pipe that may read on the way."""
    if output != STANDARD_OUTPUT:
        from archcite.library.atomic import replacing

        with replacing(Path(output).expanduser(), output) as stream:
            yield stream
    elif strict or sys.stdout.isatty():
        from tempfile import TemporaryFile

        with TemporaryFile() as kept:
            yield cast("BinaryIO", kept)
            kept.seek(0)
            for line in kept:
                _print.raw(line.decode("utf-8"))
    else:
        with _print.data_stream() as stream:
            yield stream
