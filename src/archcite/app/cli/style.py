"""archcite style: list, show, check and code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from archcite.app.cli import _print, examples, new_program
from archcite.app.cli._options import Json, Locale, complete_styles
from archcite.errors import StyleFault
from archcite.text.width import cut

EXAMPLES = ("archcite style list chicago", "archcite style show mla")

KINDS = ("note", "author-date", "numeric", "author", "label")
MANY = 1000  # from here on, a terminal gets a progress bar

program = new_program()


@program.callback()
def style() -> None:
    """Find, describe and check citation styles."""


def _complete_kinds(incomplete: str) -> list[str]:
    return [each for each in KINDS if each.startswith(incomplete)]


Name = Annotated[
    str,
    typer.Argument(
        metavar="STYLE", help="A style's name, or a .csl file.", autocompletion=complete_styles
    ),
]


@program.command(
    "list",
    short_help="Find styles by title, field and kind.",
    epilog=examples(
        (
            "archcite style list",
            "archcite style list chicago",
            "archcite style list --field history --kind note",
        )
    ),
)
def list_styles(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORD...", help="List all styles with these words in their name or title."
        ),
    ] = None,
    field: Annotated[
        str | None,
        typer.Option("--field", metavar="FIELD", help="Only styles of a field, such as history."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only styles that cite like this: note, author-date, numeric, author or label.",
            autocompletion=_complete_kinds,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """List the styles that come with archcite, or find some among all there are.

    All means: also those of the official repository, if archcite[styles] is installed. A dependent
    style is shown with the style that it follows.
    """
    from archcite.app.config import cache_folder
    from archcite.app.describing import listed

    rows = listed(
        words or [],
        field or "",
        kind or "",
        cache_folder(),
        lambda found: _print.with_bar(found, "reading styles", MANY),
    )
    if json:
        _print.result(_print.json_text(rows))
        return
    _print.results(map(_print.visible, _table(rows)))
    if not rows:
        _print.remark("no style was found")


def _table(rows: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each style, on a terminal as wide as that; a long name has its own line."""
    if not _print.to_terminal():
        yield from (f"{row['name']}\t{_about(row)}" for row in rows)
        return
    from shutil import get_terminal_size

    most = max(get_terminal_size().columns, 40)
    room = min(max((len(row["name"]) for row in rows), default=0), most // 3)
    for row in rows:
        name = str(row["name"])
        if len(name) > room:
            yield name
            name = ""
        yield cut(f"{name:{room}}  {_about(row)}", most).rstrip()


def _about(row: dict[str, Any]) -> str:
    """A style's title, and in brackets its other name, its kind and the style that it follows."""
    more = [
        f"also: {row['also']}" if row["also"] else "",
        row["kind"],
        f"as {row['parent']}" if row["parent"] else "",
    ]
    told = "; ".join(each for each in more if each)
    return f"{row['title']} ({told})" if told else str(row["title"])


@program.command(
    "show",
    short_help="Describe a style.",
    epilog=examples(("archcite style show chicago",)),
)
def show(name: Name, json: Json = False) -> None:
    """Describe a style: what it is called, how it cites, whom it is for, who may use it."""
    from archcite.app.describing import described

    facts = described(name)
    if json:
        _print.result(_print.json_text(facts))
        return
    for label, value in facts.items():
        for each in _lines(label, value):
            _print.result(_print.visible(f"{label + ':':<14}{each}"))


def _lines(label: str, value: str | list[str] | bool | None) -> list[str]:
    """A fact in lines: every link on its own, yes or no, nothing for nothing."""
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list):
        return value if label == "links" else [", ".join(value)][: len(value)]
    return [value] if value else []


@program.command(
    "check",
    short_help="Validate a style.",
    epilog=examples(("archcite style check my-style.csl",)),
)
def check(name: Name, locale: Locale = None, json: Json = False) -> None:
    """Validate a style: all its faults, each with its line; exit code 6 if there are any.

    First by the CSL schema, then for what a schema cannot see: macros that are missing or never
    used, terms and variables that do not exist, conditions that are never true, and the like.
    """
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
