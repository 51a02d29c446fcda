"""archcite bib: a bibliography."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from archcite.app import citing, completeness, items, options
from archcite.app.cli import _print
from archcite.app.cli._options import (
    AddedFiles,
    Carrier,
    FromDocuments,
    InputFile,
    Json,
    KeysOrQuery,
    LibraryFolder,
    Locale,
    OutputFile,
    OutputFormat,
    Quiet,
    StyleOptions,
    Styles,
)
from archcite.app.cli.cite import settings
from archcite.app.config import Config, cache_folder
from archcite.app.gathering import gathered
from archcite.app.styles import LoadedStyle
from archcite.crosswalk.csl_view import View
from archcite.errors import Problem, ProblemsFound, Severity, UsageFault

EXAMPLES = (
    "archcite bib",
    "archcite bib archive:rgani date:1966..1968",
    "archcite bib brezhnev-1966-05-27 stalin-1950-12-01 --style mla",
    "archcite bib --from thesis.md --style mla",
    "archcite bib --input items.json --to html -o bibliography.html",
    "archcite bib --sections --abbreviations --add literature.json",
)


class _Asked(NamedTuple):
    """What of the bibliography is asked for, and how it is printed."""

    sections: bool
    abbreviations: bool
    to: str
    json: bool


def run(
    keys: KeysOrQuery = None,
    documents: FromDocuments = None,
    style: Styles = None,
    to: OutputFormat = None,
    locale: Locale = None,
    option: StyleOptions = None,
    carrier: Carrier = None,
    sections: Annotated[
        bool,
        typer.Option(
            "--sections",
            help="Put it in sections: archives (by repository, one entry a collection of which "
            "several documents are cited), printed documents, literature; or those of "
            "archcite.toml.",
        ),
    ] = False,
    abbreviations: Annotated[
        bool,
        typer.Option(
            "--abbreviations",
            help="Add the list of abbreviations of what is cited; with --sections it comes first.",
        ),
    ] = False,
    input_file: InputFile = None,
    add: AddedFiles = None,
    output: OutputFile = None,
    json: Json = False,
    quiet: Quiet = False,
    library: LibraryFolder = None,
) -> None:
    """Print a bibliography of some records, of the whole library, or of a file.

    The entries stand in the style's order; plain text has one entry a line. A record with faults is
    left out and told on standard error.
    """
    config = settings(library, input_file)
    found = _gathered(config, keys, documents, input_file, add)
    asked = _Asked(sections, abbreviations, to or config.to or _print.default_format(output), json)
    texts: list[str] = []
    rows: list[dict[str, Any]] = []
    wanted = options.asked(config, locale, option, carrier)
    names = dict.fromkeys(style or config.styles)
    styles = options.load_styles(names, wanted, cache_folder())
    for name in names:
        if name not in styles:
            pairs = _exported(name, found, asked)
            if json:
                rows += [{"style": name, "key": key, "text": text} for key, text in pairs]
            texts.append("\n\n".join(text for _, text in pairs))
            continue
        view = options.view_for(styles[name], wanted)
        with citing.uncollected():
            printed = _in_parts if sections or abbreviations else _in_one
            text, made, problems = printed(styles[name], found, view, asked, config)
        texts.append(text)
        rows += [{"style": name, **row} for row in made]
        _print.problems(each for each in problems if not (quiet and each.severity is Severity.INFO))
    text = _print.json_text(rows) if json else "\n\n".join(text.rstrip("\n") for text in texts)
    _print.deliver(text, output)
    if not quiet and keys:
        _print.gaps(completeness.missing(found.citable, names, styles, wanted))
    items.collected(ProblemsFound, found.problems)


def _gathered(
    config: Config,
    keys: list[str] | None,
    documents: list[str] | None,
    input_file: str | None,
    add: list[str] | None,
) -> items.Found:
    """The things that are asked for, or that documents cite, or all."""
    if not documents:
        return gathered(config, keys or [], input_file, add or [])
    if keys:
        raise UsageFault(
            Problem("contradiction", "", "keys and --from both say which records are meant",
                    "leave out one")
        )  # fmt: skip
    from archcite.app import proofing, weaving
    from archcite.app.documents import cited_keys
    from archcite.app.opening import opened_with_parts

    if any(Path(each).suffix.lower() in (".aux", ".bcf") for each in documents):
        return gathered(config, cited_keys(config, documents), input_file, add or [])
    read = opened_with_parts(documents)
    _print.problems(proofing.unset(read))
    return weaving.bound(config, read, input_file, add or []).found


_Printed = tuple[str, list[dict[str, Any]], list[Problem]]


def _exported(name: str, found: items.Found, asked: _Asked) -> list[tuple[str, str]]:
    """The entries of a format that is no style; it has neither sections nor abbreviations."""
    from archcite.app.exporting import entries

    if asked.sections or asked.abbreviations:
        option = "--sections" if asked.sections else "--abbreviations"
        raise UsageFault(
            Problem("contradiction", "", f"{option} is for citation styles, and {name} is none",
                    "name a CSL style")
        )  # fmt: skip
    return [(each.keys[0], each.text) for each in entries(name, found.citable.values())]


def _in_one(
    style: LoadedStyle, found: items.Found, view: View, asked: _Asked, config: Config
) -> _Printed:
    """The whole bibliography in one list."""
    trees, problems = citing.bibliography(style, found.citable, view)
    if asked.json:
        render = citing.renderer(asked.to)
        return "", [{"key": key, "text": render(tree)} for key, tree in trees], problems
    whole = citing.bibliography_renderer(asked.to)
    return whole([tree for _, tree in trees], citing.layout_of(style)), [], problems


def _in_parts(
    style: LoadedStyle, found: items.Found, view: View, asked: _Asked, config: Config
) -> _Printed:
    """The list of abbreviations, the bibliography in sections, or both."""
    from archcite.app import listing

    rows: list[dict[str, Any]] = []
    blocks: list[Any] = []
    problems: list[Problem] = []
    render = citing.renderer(asked.to)
    if asked.abbreviations:
        lines, problems = listing.explained(style, found.citable, view)
        title = listing.abbreviations_heading(style) if asked.sections else ""
        blocks += listing.termed(lines, title)
        section = {"section": title} if title else {}
        rows += [
            {**section, "abbreviation": each.short, "text": render(each.meaning)} for each in lines
        ]
    if asked.sections:
        listed, more = listing.in_sections(style, found.citable, view, config.sections)
        problems += more
        blocks += listing.headed(listed)
        rows += [
            {"section": each.section, "group": each.group, "key": each.key,
             "stands_for": list(each.keys), "text": render(each.nodes)}
            for each in listed
        ] if asked.json else []  # fmt: skip
    if asked.json:
        return "", rows, problems
    whole = citing.bibliography_renderer(asked.to)
    return whole(blocks, citing.layout_of(style)), [], problems
