"""archcite check: faults of records, what rules find in them, and what complete citations lack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from archcite.app.cli import _changes, _print
from archcite.app.cli._options import (
    Commit,
    Json,
    LibraryFolder,
    Quiet,
    complete_query,
    complete_severities,
    complete_styles,
)
from archcite.app.config import Config, cache_folder, read_config, today
from archcite.errors import Problem, Severity, UsageFault
from archcite.library.files import MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archcite.app.checking import Asked, Source, Told
    from archcite.app.cli._findings import Format

EXAMPLES = (
    "archcite check",
    "archcite check brezhnev-1966-05-27 --style mla --style apa",
    "archcite check --select date --select name",
    "archcite check archive:rgani date:1966",
    "archcite check --diff",
    "archcite check --explain date-title-differ",
)
_MANY = 200  # records, from which on a bar is shown
_WEIGHTS = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def _complete_codes(incomplete: str) -> list[str]:
    from archcite.record.check import codes

    return [code for code in codes() if code.startswith(incomplete)]


def _complete_formats(incomplete: str) -> list[str]:
    from archcite.app.cli._findings import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def run(
    keys: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KEY|QUERY...",
            help="Citation keys of records, paths of their files, or queries (archive:rgani).",
            autocompletion=complete_query,
        ),
    ] = None,
    style: Annotated[
        list[str] | None,
        typer.Option(
            "--style",
            "-s",
            metavar="STYLE",
            help="What a citation in this style needs, instead of the library's own; may be "
            "repeated.",
            autocompletion=complete_styles,
        ),
    ] = None,
    gaps: Annotated[
        bool, typer.Option("--gaps/--no-gaps", help="Also say what complete citations lack.")
    ] = True,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODE",
            help="Only these rules: a code, the first words of several (date), or all; may be "
            "repeated, or hold several with commas.",
            autocompletion=_complete_codes,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="CODE",
            help="None of these rules; may be repeated, or hold several with commas.",
            autocompletion=_complete_codes,
        ),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Mend what has one right answer, and show what was changed."),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text, concise, json, sarif, errorformat or github.",
            autocompletion=_complete_formats,
        ),
    ] = "text",
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="SEVERITY",
            help="End with exit code 1 if anything is as grave as this: error, warning or info.",
            autocompletion=complete_severities,
        ),
    ] = "error",
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="CODE",
            help="Explain a rule with a bad and a good example, and check nothing.",
            autocompletion=_complete_codes,
        ),
    ] = None,
    rules: Annotated[
        bool, typer.Option("--rules", help="List every rule, and check nothing.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
    commit: Commit = None,
    library: LibraryFolder = None,
) -> None:
    """Find faults in some records, or in all: each with file, line, code, and what to do about it.

    Rules look for what is probably wrong; the records that are checked together are compared with
    each other. What a citation lacks goes by the style: the one asked for, or the library's own.
    Ends with exit code 1 where there is an error, or with --diff something to mend.
    """
    if explain is not None or rules:
        _tell_rules(explain, json=json)
        return
    from archcite.app import checking
    from archcite.app.searching import keys_of

    format_ = _format("json" if json else form)
    least = _weight(fail_on)
    config = read_config(library)
    named = keys_of(config, keys or []) if config.root else keys or []
    place = config.library() if config.root else None
    every = checking.sources(place, named) if named else checking.all_of(config.library())
    if any(source.library is None and source.path is None for source in every):
        config.library()  # a key, and no library: says so
    asked = _asked(config, select, ignore, style, gaps=gaps)._replace(ignored=format_.whole)
    told = checking.check(_print.with_bar(every, "checking", _MANY), asked)
    changed = 0
    if fix or diff:
        with _changes.committing(config, commit and not diff):
            changed, told = _mend(every, told, asked, only_show=diff, quiet=quiet)
    if not diff:
        _write(format_, told, every)
    told = [each for each in told if each.ignored is None]
    if not quiet:
        _summarise(len(every), told, changed, only_show=diff, fixing=fix)
    if (diff and changed) or any(_WEIGHTS.index(each.severity) <= least for each in told):
        raise typer.Exit(1)


def _tell_rules(explain: str | None, *, json: bool) -> None:
    from archcite.app import explaining

    if json:
        _print.result(_print.json_text(explaining.data(explain)))
        return
    if explain is not None:
        _print.result(explaining.explained(explain).rstrip())
        return
    known = explaining.listed()
    wide = max(len(code) for code, _, _ in known)
    for code, weight, summary in known:
        _print.result(f"{code:{wide}}  {weight:7}  {summary}")


def _format(name: str) -> Format:
    from archcite.app.cli._findings import FORMATS

    if name not in FORMATS:
        raise UsageFault(
            Problem("format-unknown", "", f"there is no format {name[:40]!r} of findings",
                    f"known are {', '.join(FORMATS)}")
        )  # fmt: skip
    return FORMATS[name]


def _write(format_: Format, told: Sequence[Told], every: Sequence[Source]) -> None:
    from archcite.app.checking import Findings

    mendable = {each.file for each in told if each.fix and format_.whole}
    texts = {each.where: each.text() for each in every if each.where in mendable}
    if words := format_.write(Findings(told, texts)):
        _print.result(words)


def _weight(name: str) -> int:
    if name not in map(str, _WEIGHTS):
        raise UsageFault(
            Problem("option-unknown", "", f"--fail-on {name[:40]!r} is no severity",
                    "it is error, warning or info")
        )  # fmt: skip
    return _WEIGHTS.index(Severity(name))


def _asked(
    config: Config,
    select: list[str] | None,
    ignore: list[str] | None,
    style: list[str] | None,
    *,
    gaps: bool,
) -> Asked:
    """What is looked for; options go before archcite.toml, whose ignores hold in any case."""
    from archcite.app import checking, completeness, options
    from archcite.record.check import INCOMPLETE, chosen

    wanted, unwanted = _words(select), _words(ignore)
    checking.checked_words([*wanted, *unwanted])
    checking.checked_words([*config.select, *config.ignore], f"{MARK}: [check]")
    codes = chosen(wanted or config.select, [*unwanted, *config.ignore])
    codes = codes if gaps else codes - {INCOMPLETE}
    if INCOMPLETE not in codes:
        return checking.Asked(codes, today())
    wishes = options.asked(config, None, None, None)
    names = dict.fromkeys(style or config.styles)
    loaded = options.load_styles(names, wishes, cache_folder())
    ask = completeness.asking(names, loaded, wishes)
    return checking.Asked(codes, today(), ask, cache_folder())


def _words(given: list[str] | None) -> list[str]:
    return [word.strip() for each in given or [] for word in each.split(",") if word.strip()]


def _mend(
    every: list[Source], told: list[Told], asked: Asked, *, only_show: bool, quiet: bool
) -> tuple[int, list[Told]]:
    """Mend, or show what would be; how many findings that are, and those that remain."""
    from archcite.app import checking, fixing

    fixed = list(fixing.fixes(every, told, asked))
    for each in fixed:
        if only_show:
            _print.raw(each.diff())
        elif not quiet:
            _print.remark(each.diff().rstrip("\n"))
    count = sum(each.mended for each in fixed)
    if only_show or not fixed:
        return count, told
    fixing.write(fixed)
    return count, checking.check(every, asked)


def _summarise(
    checked: int, told: list[Told], changed: int, *, only_show: bool, fixing: bool
) -> None:
    from archcite.app.cli._findings import summary

    line = summary(checked, told)
    mendable = sum(bool(each.fix) for each in told)
    if only_show or fixing:
        done = "would be" if only_show else "was" if changed == 1 else "were"
        line += f"; {changed} {done} mended"
    elif mendable:
        line += f"; {mendable} can be mended with --fix"
    _print.remark(line)
