"""archcite export: records for another program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from archcite.app.balance import Balance
from archcite.app.cli import _print
from archcite.app.cli._options import (
    ForProgram,
    FromDocuments,
    KeysOrQuery,
    LibraryFolder,
    NoCarrier,
    OutputFile,
    Quiet,
    Report,
    Strict,
    complete_writers,
)
from archcite.app.config import Config, read_config
from archcite.errors import Problem, ProblemsFound, UsageFault

if TYPE_CHECKING:
    from archcite.record.model import Record

EXAMPLES = (
    "archcite export --to biblatex -o sources.bib",
    "archcite export brezhnev-1966-05-27 --to csl-json",
    "archcite export 'kind:telegram -has:translator' --to ris",
    "archcite export --from thesis.tex --to biblatex -o used.bib",
    "archcite export --for zotero -o for-zotero.json --report losses.json",
)


SHOWN = 20  # up to so many losses are told record by record


def run(
    keys: KeysOrQuery = None,
    documents: FromDocuments = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            "-t",
            metavar="FORMAT",
            help="The format, such as biblatex, ris or csl-json; by default what the output's "
            "suffix says, else biblatex.",
            autocompletion=complete_writers,
        ),
    ] = None,
    program: ForProgram = None,
    output: OutputFile = None,
    strict: Strict = False,
    report: Report = None,
    no_carrier: NoCarrier = False,
    quiet: Quiet = False,
    library: LibraryFolder = None,
) -> None:
    """Write some records, or all, in a format that other programs read.

    Ends with a summary by field on standard error: what was carried, what stands in another place,
    what the format cannot hold.
    """
    from archcite.app import exporting
    from archcite.write.frame import whole

    records, problems = _asked(read_config(library), keys, documents)
    target = exporting.chosen_format(to, program, None) or _by_name(output)
    balance = Balance(target, carrier=not no_carrier and exporting.has_carrier(target))
    pieces = exporting.writing(target, balance.watched(records), carrier=not no_carrier)
    exported = whole(pieces)
    balance.add(exported)
    if report:
        _print.deliver(_print.json_text(balance.data()), report)
    refused = strict and balance.lossy
    if not refused:
        _print.deliver(exported.text.rstrip("\n"), output)
    if not quiet or refused:
        losses = [
            Problem("export-loss", key, f"{target} cannot hold {', '.join(fields)}")
            for key, fields in balance.losses()
        ]
        _print.problems(losses if len(losses) <= SHOWN else [])
    if not quiet:
        for line in balance.lines():
            _print.remark(line)
    if refused:
        _print.remark("nothing was written, since --strict allows no loss")
    if problems:
        raise ProblemsFound(*problems)
    if refused:
        raise typer.Exit(ProblemsFound.exit_code)


def _asked(
    config: Config, keys: list[str] | None, documents: list[str] | None
) -> tuple[list[Record], list[Problem]]:
    """The records that are asked for, or that documents cite, or all."""
    from archcite.app import exporting

    if not documents:
        return exporting.load_all(config, keys or [])
    if keys:
        raise UsageFault(
            Problem("contradiction", "", "keys and --from both say which records are meant",
                    "leave out one")
        )  # fmt: skip
    from archcite.app.documents import cited_records

    return cited_records(config, documents)


def _by_name(output: str | None) -> str:
    """The format that the output's name asks for; biblatex where it asks for none."""
    from archcite.app import exporting

    try:
        return exporting.format_of(output or "") or "biblatex"
    except UsageFault:
        return "biblatex"
