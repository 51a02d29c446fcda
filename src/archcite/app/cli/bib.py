"""archcite bib: a bibliography."""

from __future__ import annotations

from archcite.app import citing, completeness, items, options
from archcite.app.cli import _print
from archcite.app.cli._options import (
    Carrier,
    InputFile,
    Json,
    Keys,
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
from archcite.errors import ProblemsFound

EXAMPLES = (
    "archcite bib",
    "archcite bib brezhnev-1966-05-27 stalin-1950-12-01 --style mla",
    "archcite bib --input items.json --to html -o bibliography.html",
)


def run(
    keys: Keys = None,
    style: Styles = None,
    to: OutputFormat = None,
    locale: Locale = None,
    option: StyleOptions = None,
    carrier: Carrier = None,
    input_file: InputFile = None,
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
    found = _citable(config, keys or [], input_file)
    target = to or config.to or _print.default_format(output)
    texts: list[str] = []
    rows: list[dict[str, str]] = []
    wanted = options.asked(config, locale, option, carrier)
    names = dict.fromkeys(style or config.styles)
    styles = options.load_styles(names, wanted, cache_folder())
    for name in names:
        if name not in styles:
            from archcite.app.exporting import entries

            printed = entries(name, found.citable, config, input_file)
            pairs = [(each.keys[0], each.text) for each in printed]
            texts.append("\n\n".join(text for _, text in pairs))
        else:
            loaded = styles[name]
            view = options.view_for(loaded, wanted)
            with citing.uncollected():
                trees, problems = citing.bibliography(loaded, found.citable, view)
                if json:
                    render = citing.renderer(target)
                    pairs = [(key, render(tree)) for key, tree in trees]
                else:
                    whole = citing.bibliography_renderer(target)
                    texts.append(whole([tree for _, tree in trees], citing.layout_of(loaded)))
            _print.problems(problems)
        if json:
            rows += [{"style": name, "key": key, "text": text} for key, text in pairs]
    text = _print.json_text(rows) if json else "\n\n".join(text.rstrip("\n") for text in texts)
    _print.deliver(text, output)
    if not quiet and keys:
        _print.gaps(completeness.missing(found.citable, names, styles, wanted))
    items.collected(ProblemsFound, found.problems)


def _citable(config: Config, keys: list[str], input_file: str | None) -> items.Found:
    """The records of the keys, or all there are."""
    if input_file is None:
        library = config.library()
        items.check_keys(library, keys)
        return items.from_library(library, keys or library.keys(), cache_folder())
    return items.chosen_from_file(input_file, keys)
