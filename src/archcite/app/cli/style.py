"""archcite style: list, show, check and code."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from archcite.app.cli import _print, examples, new_program
from archcite.app.cli._options import Json, Locale, complete_styles
from archcite.errors import StyleFault

EXAMPLES = ("archcite style list chicago", "archcite style show mla")

program = new_program()


@program.callback()
def style() -> None:
    """Find, describe and check citation styles."""


Name = Annotated[
    str,
    typer.Argument(
        metavar="STYLE", help="A style's name, or a .csl file.", autocompletion=complete_styles
    ),
]


@program.command(
    "list",
    short_help="List styles.",
    epilog=examples(("archcite style list", "archcite style list chicago")),
)
def list_styles(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD...", help="List all styles with these words in their name."),
    ] = None,
    json: Json = False,
) -> None:
    """List the styles that come with archcite, or all those whose names hold some words.

    All means: also those of the official repository, if archcite[styles] is installed.
    """
    from archcite.app.describing import listed

    rows = listed(words or [])
    if json:
        _print.result(_print.json_text(rows))
        return
    width = max((len(row["name"]) for row in rows), default=0)
    for row in rows:
        separated = row["name"].ljust(width + 2) if _print.to_terminal() else row["name"] + "\t"
        _print.result((separated + row["about"]).rstrip())


@program.command(
    "show",
    short_help="Describe a style.",
    epilog=examples(("archcite style show chicago",)),
)
def show(name: Name, json: Json = False) -> None:
    """Describe a style: what it is called, who keeps it, how it cites."""
    from archcite.app.describing import described

    facts = described(name)
    if json:
        _print.result(_print.json_text(facts))
        return
    for label, value in facts.items():
        if value:
            _print.result(_print.visible(f"{label + ':':<14}{value}"))


@program.command(
    "check",
    short_help="Validate a style.",
    epilog=examples(("archcite style check my-style.csl",)),
)
def check(name: Name, locale: Locale = None, json: Json = False) -> None:
    """Validate a style against the CSL schema, and compile it; exit code 6 if it has faults."""
    from archcite.app.describing import faults

    found = faults(name, locale or "")
    if json:
        data: list[dict[str, Any]] = [_print.problem_data(each) for each in found]
        _print.result(_print.json_text(data))
    else:
        for problem in found:
            _print.result(_print.visible(_print.worded(problem)))
    if found:
        raise typer.Exit(StyleFault.exit_code)
    if not json:
        _print.result(f"{name}: valid CSL, no faults")


@program.command(
    "code",
    short_help="Print a style as the Python that it is compiled to.",
    epilog=examples(("archcite style code chicago",)),
)
def code(name: Name, locale: Locale = None) -> None:
    """Print the Python that a style is compiled to; each line names the style's line."""
    from archcite.app.styles import compile_found
    from archcite.library.styles import find_style

    compiled, _ = compile_found(find_style(name), locale or "")
    _print.raw(compiled.source)
