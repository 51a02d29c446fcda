"""archcite harvest: records out of a repository."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import Annotated

import typer

from archcite.app import harvesting, importing
from archcite.app.cli import _changes, _print
from archcite.app.cli._options import Commit, LibraryFolder, Quiet, at_least
from archcite.app.config import Config, cache_folder, read_config, today
from archcite.app.fetching import Fetcher
from archcite.errors import Problem, ProblemsFound, UsageFault
from archcite.library.files import Library

EXAMPLES = (
    "archcite harvest https://example.org/oai --list-sets",
    "archcite harvest https://example.org/oai --set letters",
    "archcite harvest https://example.org/oai --from 2026-01-01 --dry-run",
)

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])(T\d\d:\d\d:\d\dZ)?", re.ASCII)
_SHOWN = 20  # of more problems only so many are told


def run(
    address: Annotated[
        str, typer.Argument(metavar="URL", help="The repository's OAI-PMH address.")
    ],
    set_: Annotated[str, typer.Option("--set", metavar="SET", help="Only this set.")] = "",
    from_: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="DAY",
            help="Only what has changed since that day (2026-01-31); by default since the last "
            "harvest.",
        ),
    ] = "",
    until: Annotated[
        str,
        typer.Option("--until", metavar="DAY", help="Only what was last changed up to that day."),
    ] = "",
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="PREFIX",
            help="The format that is asked for: mods, ead, oai_dc ...; by default the richest.",
        ),
    ] = "",
    list_sets: Annotated[
        bool, typer.Option("--list-sets", help="List the repository's sets, and take nothing.")
    ] = False,
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh",
            help="Take everything again, whatever was harvested before; also after archcite undo.",
        ),
    ] = False,
    remove: Annotated[
        bool,
        typer.Option("--remove-deleted", help="Remove records that the repository has deleted."),
    ] = False,
    pause: Annotated[
        float,
        typer.Option(
            "--pause",
            metavar="SECONDS",
            help="How long to wait between requests.",
            callback=at_least(0),
        ),
    ] = 1.0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read the first page, and write nothing.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="With --list-sets: print JSON.")] = False,
    quiet: Quiet = False,
    commit: Commit = None,
    library: LibraryFolder = None,
) -> None:
    """Take records from a repository that speaks OAI-PMH, and what has changed there since.

    Each page is one import: a harvest that was broken off goes on where it was. Records that are
    here already are brought up to date, as import does it. What the repository has deleted is told.
    """
    fetcher = Fetcher()
    asked_before = False

    def get(where: str) -> bytes:
        nonlocal asked_before
        if asked_before and pause:
            time.sleep(pause)
        asked_before = True
        return fetcher.get(where).data

    if list_sets:
        _list_sets(harvesting.sets(get, address), json=json)
        return
    for day in (from_, until):
        _check_day(day)
    config = read_config(library)
    place = config.library()
    prefix = harvesting.prefix_of(get, address, format_)
    asked = harvesting.Asked(address, prefix, set_, from_, until)
    known = harvesting.Progress() if fresh else harvesting.progress_of(place.root, asked)
    asked = asked._replace(from_=from_ or known.done)
    rules = importing.Rules(today(), True, lambda named, record, match: importing.SKIP)
    work = importing.Import(place, rules, cache_folder())
    told: Counter[str] = Counter()
    deleted: list[str] = []
    moment = known.moment if known.token else ""
    with _print.progress(0, "harvesting") as passed, _changes.committing(config, commit):
        for page in harvesting.pages(get, asked, known.token):
            moment = moment or page.moment
            work.add_found(address, page.entries)
            deleted += page.deleted
            passed(page.size)
            if dry_run:
                break
            work.write(lambda count: None)
            work.begin_again()
            # A run with a day of its own does not say what is harvested up to now.
            done = known.done if page.token or from_ or until else moment
            progress = harvesting.Progress(page.token, moment if page.token else "", done)
            harvesting.note(place.root, asked, progress)
    told.update(each.what for each in work.outcomes)
    if not quiet:
        _print.some_problems(work.warnings, _SHOWN)
    errors = [each.error for each in work.outcomes if each.error]
    _print.some_problems([each for error in errors for each in error.problems], _SHOWN)
    summary = ", ".join(f"{count} {what}" for what, count in sorted(told.items())) or "nothing new"
    _print.result(f"{address} as {prefix}: {summary}{'; nothing was written' if dry_run else ''}")
    _tell_deleted(config, place, deleted, remove and not dry_run, commit)
    if errors:
        raise typer.Exit(ProblemsFound.exit_code)


def _list_sets(found: Iterable[tuple[str, str]], *, json: bool) -> None:
    if json:
        _print.json_list({"set": word, "name": name} for word, name in found)
        return
    for word, name in found:
        _print.result(_print.visible(f"{word}\t{name}"))


def _check_day(day: str) -> None:
    """UsageFault for what OAI-PMH does not take as a day or moment."""
    if day and not _DAY.fullmatch(day):
        raise UsageFault(
            Problem("option-unknown", "", f"{day[:40]!r} is no day", "such as 2026-01-31")
        )


def _tell_deleted(
    config: Config, place: Library, names: list[str], remove: bool, commit: bool | None
) -> None:
    """Tell which records the repository has no more, and remove them if that is asked for."""
    from archcite.app import changing
    from archcite.app.searching import index_for

    if not names:
        return
    with index_for(place) as index:
        keys = [key for found in index.known_as(names).values() for key in found]
    _print.problems(
        Problem("deleted-there", place.where(key), "the repository has deleted this document",
                "" if remove else "--remove-deleted removes such records")
        for key in keys
    )  # fmt: skip
    if remove and keys:
        _changes.make(config, partial(changing.removal, place, keys), commit)
