"""archcite cite: the main job."""

from __future__ import annotations

from typing import Annotated

import typer

from archcite.app import citing, completeness, items, options
from archcite.app.cli import _print
from archcite.app.cli._options import (
    AddedFiles,
    Carrier,
    InputFile,
    Json,
    LibraryFolder,
    Locale,
    OutputFile,
    OutputFormat,
    Quiet,
    StyleOptions,
    Styles,
    complete_citation_forms,
    complete_keys,
)
from archcite.app.config import Config, cache_folder, read_config
from archcite.app.gathering import gathered
from archcite.app.styles import LoadedStyle
from archcite.cite.request import Citation, Cite
from archcite.crosswalk.csl_view import View
from archcite.errors import Problem, ProblemsFound, UsageFault
from archcite.library.files import is_key

EXAMPLES = (
    "archcite cite brezhnev-1966-05-27",
    "archcite cite brezhnev-1966-05-27 --style mla --to html",
    "archcite cite brezhnev-1966-05-27 --form short",
    "archcite cite '[see @brezhnev-1966-05-27, 3; @stalin-1950-12-01, fol. 12v]'",
    "archcite cite brezhnev-1966-05-27 --option dates=day-first --option urls=off",
    "archcite cite --input items.json --style chicago-author-date",
)


def run(
    cited: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KEY...",
            help="Citation keys, each alone ('key'), with a locator ('key, fol. 12v'), or a whole "
            "citation as pandoc writes it ('[see @key, 3; @other]').",
            autocompletion=complete_keys,
        ),
    ] = None,
    style: Styles = None,
    form: Annotated[
        str,
        typer.Option(
            "--form",
            "-f",
            metavar="FORM",
            help="note, short, ibid, bibliography, text or all; by default what the style is for.",
            autocompletion=complete_citation_forms,
        ),
    ] = "",
    to: OutputFormat = None,
    locale: Locale = None,
    option: StyleOptions = None,
    carrier: Carrier = None,
    input_file: InputFile = None,
    add: AddedFiles = None,
    output: OutputFile = None,
    labels: Annotated[
        bool | None,
        typer.Option(
            "--labels/--no-labels",
            help="Say above each citation what it is; by default on a terminal, if there are "
            "several.",
        ),
    ] = None,
    copy: Annotated[
        bool,
        typer.Option("--copy", help="Put it on the clipboard too; with --to html as rich text."),
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
    library: LibraryFolder = None,
) -> None:
    """Cite records, in one style or several.

    A note style prints the note and the bibliography entry, an in-text style the citation in the
    text and the entry; --form asks for one of them. Each citation is one line on standard output.
    What a complete citation still lacks is said on standard error.
    """
    config = settings(library, input_file)
    citations = [citation_of(argument) for argument in cited or []]
    found = _citable(config, citations, input_file, add or [])
    citations = citing.renamed(citations, found.aliases)
    citations = citations or [Citation((Cite(key),)) for key in found.citable]
    target = to or config.to or ("plain" if copy else _print.default_format(output))
    wanted = options.asked(config, locale, option, carrier)
    names = dict.fromkeys(style or config.styles)
    loaded = options.load_styles(names, wanted, cache_folder())
    printed: list[citing.Printed] = []
    for name in names:
        if name in loaded:
            view = options.view_for(loaded[name], wanted)
            printed += _in_style(loaded[name], form, target, found, citations, view)
        else:
            from archcite.app.exporting import entries

            keys = dict.fromkeys(key for each in citations for key in citing.keys_of(each))
            printed += entries(name, [found.citable[key] for key in keys])
    missing: completeness.Missing = {}
    if json or not quiet:
        missing = completeness.missing(found.citable, names, loaded, wanted)
    _tell(printed, missing, labels, json, output)
    if copy:
        from archcite.app import clipboard

        clipboard.copy("\n".join(each.text for each in printed), html=target == "html")
    if not quiet:
        _print.gaps(missing)
    items.collected(ProblemsFound, found.problems)


def citation_of(argument: str) -> Citation:
    """The citation that an argument asks for; UsageFault says what is wrong with it."""
    if is_key(argument):
        return Citation((Cite(argument),))
    from archcite.doc.cluster import parse_cluster

    return parse_cluster(argument, "")


def settings(library: str | None, input_file: str | None) -> Config:
    """The settings; citing from a file needs no library."""
    if library or not input_file:
        return read_config(library)
    try:
        return read_config()
    except UsageFault:
        return Config()


def _citable(
    config: Config, citations: list[Citation], input_file: str | None, added: list[str]
) -> items.Found:
    """What is cited, with the faults that stop nothing; raises where a key means nothing."""
    keys = dict.fromkeys(key for citation in citations for key in citing.keys_of(citation))
    if input_file is None and not keys:
        raise UsageFault(
            Problem("nothing-named", "", "no citation key was given", "archcite list shows them")
        )
    found = gathered(config, keys, input_file, added)
    if not all(found.aliases.get(key, key) in found.citable for key in keys):
        items.collected(ProblemsFound, found.problems)
    return found


def _in_style(
    style: LoadedStyle,
    form: str,
    to: str,
    found: items.Found,
    citations: list[Citation],
    view: View,
) -> list[citing.Printed]:
    """What one style prints."""
    forms = citing.forms_of(style, form)
    printed, problems = citing.cite(
        style, found.citable, citations, forms, citing.renderer(to), view
    )
    _print.problems(problems)
    return printed


def _tell(
    printed: list[citing.Printed],
    missing: completeness.Missing,
    labels: bool | None,
    json: bool,
    output: str | None,
) -> None:
    """Print the citations, or write them to a file."""
    if json:
        lacks = {key: completeness.phrases_of(each) for key, each in missing.items()}
        text = _print.json_text(
            {"citations": [each._asdict() for each in printed], "missing": lacks}
        )
    else:
        if labels is None:
            labels = _print.to_terminal() and output is None and len(printed) > 1
        text = "\n".join(_labelled(printed) if labels else [each.text for each in printed])
    _print.deliver(text, output)


def _labelled(printed: list[citing.Printed]) -> list[str]:
    """Each citation under a line that names style and form, with an empty line between."""
    lines: list[str] = []
    for each in printed:
        lines += [*([""] if lines else []), f"# {each.style}, {each.form}", each.text]
    return lines
