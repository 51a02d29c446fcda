"""Options and arguments that several commands share, and what completes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from archcite.errors import ArchciteError


def complete_keys(incomplete: str) -> list[str]:
    """Citation keys of the library, for the shell."""
    from archcite.app.config import read_config

    try:
        keys = read_config().library().keys()
    except ArchciteError:
        return []
    return [key for key in keys if key.startswith(incomplete)]


def complete_styles(incomplete: str) -> list[str]:
    """Style names, for the shell."""
    from archcite.app.styles import EXPORTS
    from archcite.library.styles import ALIASES, names

    known = [*ALIASES, *EXPORTS, *names()]
    return [name for name in known if name.startswith(incomplete)]


def complete_formats(incomplete: str) -> list[str]:
    """Output formats of citations, for the shell."""
    from archcite.app.citing import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def complete_options(incomplete: str) -> list[str]:
    """Options of styles with their values, for the shell."""
    from archcite.app import options
    from archcite.csl.variants import EVERY_STYLE

    tables = (options.OF_STYLES, EVERY_STYLE, options.OF_RECORDS)
    known = [f"{name}={value}" for table in tables for name in table for value in table[name]]
    return [each for each in known if each.startswith(incomplete)]


def complete_carriers(incomplete: str) -> list[str]:
    """What --carrier takes, for the shell."""
    from archcite.crosswalk.csl_view import CARRIERS

    return [each for each in CARRIERS if each.startswith(incomplete)]


def complete_readers(incomplete: str) -> list[str]:
    """Names of the formats that can be read, for the shell."""
    from archcite.read import READERS

    return [name for name in READERS if name.startswith(incomplete)]


def complete_writers(incomplete: str) -> list[str]:
    """Names of the formats that can be written, for the shell."""
    from archcite.write import WRITERS

    return [name for name in WRITERS if name.startswith(incomplete)]


def complete_programs(incomplete: str) -> list[str]:
    """Names of other programs, for the shell."""
    from archcite.app.programs import known

    return [name for name in known() if name.startswith(incomplete)]


def complete_query(incomplete: str) -> list[str]:
    """Fields of a query, and keys, for the shell."""
    from archcite.library.query import OTHERS
    from archcite.record.findable import COLUMNS

    fields = [f"{name}:" for name in (*COLUMNS, *OTHERS) if name.startswith(incomplete)]
    return [*fields, *complete_keys(incomplete)]


def complete_forms(incomplete: str) -> list[str]:
    """Forms of a citation that is picked, for the shell."""
    from archcite.app.picking import FORMS

    return [name for name in FORMS if name.startswith(incomplete)]


def complete_sorts(incomplete: str) -> list[str]:
    """Columns to sort by, for the shell."""
    from archcite.app.searching import SORTS

    return [name for name in SORTS if name.startswith(incomplete)]


def complete_kinds(incomplete: str) -> list[str]:
    """Kinds of documents, for the shell."""
    from archcite.record.vocab import Kind

    return [str(kind) for kind in Kind if str(kind).startswith(incomplete)]


def complete_roles(incomplete: str) -> list[str]:
    """Roles of people with the sign behind them, for the shell."""
    from archcite.record.vocab import Role

    return [f"{role}=" for role in Role if str(role).startswith(incomplete)]


def complete_fields(incomplete: str) -> list[str]:
    """Fields of a record that --set and --unset take, for the shell."""
    from archcite.record.fields import fields

    paths = [each.path.replace("[]", "[0]") for each in fields() if each.shape.kind != "table"]
    return [path for path in paths if path.startswith(incomplete)]


def complete_assignments(incomplete: str) -> list[str]:
    """The same with the sign behind them."""
    return [f"{path}=" for path in complete_fields(incomplete)]


def complete_citation_forms(incomplete: str) -> list[str]:
    """What cite --form takes, for the shell."""
    from archcite.app.citing import FORMS

    return [name for name in FORMS if name.startswith(incomplete)]


def complete_severities(incomplete: str) -> list[str]:
    """What a finding may weigh, for the shell."""
    from archcite.errors import Severity

    return [str(each) for each in Severity if str(each).startswith(incomplete)]


def complete_tags(incomplete: str) -> list[str]:
    """Tags of the library, for the shell."""
    from archcite.app.config import read_config
    from archcite.app.tagging import counts

    try:
        library = read_config().library()
        return [tag for tag in counts(library, library.keys()) if tag.startswith(incomplete)]
    except ArchciteError:
        return []


def complete_reports(incomplete: str) -> list[str]:
    """Formats of reports, for the shell."""
    from archcite.app.tabular import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def at_least(least: float) -> Callable[[float | None], float | None]:
    """A check of a number: BadParameter for one that is too small."""

    def checked(value: float | None) -> float | None:
        if value is not None and value < least:
            raise typer.BadParameter(f"{value} is less than {least}")
        return value

    return checked


def _known_sort(name: str) -> str:
    if name:
        from archcite.app.searching import SORTS

        if name not in SORTS:
            raise typer.BadParameter(f"{name!r} is no column; known are {', '.join(SORTS)}")
    return name


Keys = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="KEY...", help="Citation keys of records.", autocompletion=complete_keys
    ),
]
KeysOrQuery = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="KEY|QUERY...",
        help="Citation keys, or queries such as archive:rgani or 'kind:letter date:1966'.",
        autocompletion=complete_query,
    ),
]
Key = Annotated[
    str, typer.Argument(metavar="KEY", help="Citation key.", autocompletion=complete_keys)
]
Query = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="QUERY...",
        help='Words that must all be there, and FIELD:WORD, "a phrase", or, not, parentheses.',
        autocompletion=complete_query,
    ),
]
Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="COLUMN",
        help="Sort by key, date, kind, title, people or archive; by default what a query finds "
        "best first, else by key.",
        callback=_known_sort,
        autocompletion=complete_sorts,
    ),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", "-n", metavar="N", help="Show at most so many.", callback=at_least(0)),
]
OnlyKeys = Annotated[
    bool, typer.Option("--keys", "-k", help="Citation keys alone, one a line, for scripts.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be changed, and change nothing.")
]
Commit = Annotated[
    bool | None,
    typer.Option(
        "--commit/--no-commit",
        help="Commit the change to the git repository in which the library lies.",
        show_default=False,
    ),
]
FromDocuments = Annotated[
    list[str] | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="Take the records that this document cites: Markdown, LaTeX (.tex, .aux, .bcf), "
        "Typst, Org; may be repeated.",
    ),
]
ReportFormat = Annotated[
    str,
    typer.Option(
        "--to",
        "-t",
        metavar="FORMAT",
        help="text, markdown, html or csv; by default what the output's suffix says, else text.",
        autocompletion=complete_reports,
    ),
]
LibraryFolder = Annotated[
    str | None,
    typer.Option(
        "--library",
        metavar="DIR",
        help="The library's folder, instead of the one found from here or ARCHCITE_LIBRARY.",
    ),
]
Styles = Annotated[
    list[str] | None,
    typer.Option(
        "--style",
        "-s",
        metavar="STYLE",
        help="chicago, chicago-author-date, mla, bibtex, biblatex, any CSL style by name, or a "
        ".csl file; may be repeated. By default the library's, or chicago.",
        autocompletion=complete_styles,
    ),
]
OneStyle = Annotated[
    str | None,
    typer.Option(
        "--style",
        "-s",
        metavar="STYLE",
        help="The style of the credit lines: any CSL style by name, or a .csl file. By default the "
        "library's, or chicago.",
        autocompletion=complete_styles,
    ),
]
OutputFormat = Annotated[
    str | None,
    typer.Option(
        "--to",
        "-t",
        metavar="FORMAT",
        help="plain, markdown, html, latex, typst, rtf, rst, ooxml or json; a terminal gets plain "
        "text with italics.",
        autocompletion=complete_formats,
    ),
]
Locale = Annotated[
    str | None,
    typer.Option("--locale", metavar="TAG", help="Language of the style's words, such as de-DE."),
]
InputFile = Annotated[
    str | None,
    typer.Option(
        "--input",
        "-i",
        metavar="FILE",
        help="Cite from this file (CSL-JSON, or any format that import reads) without a library; "
        "- for standard input.",
    ),
]
AddedFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--add",
        metavar="FILE",
        help="Cite from this file too (CSL-JSON, or any format that import reads); may be "
        "repeated.",
    ),
]
StyleOptions = Annotated[
    list[str] | None,
    typer.Option(
        "--option",
        "-O",
        metavar="NAME[=VALUE]",
        help="An option of the style, such as ibid or urls=off (archcite style show lists them); "
        "may be repeated.",
        autocompletion=complete_options,
    ),
]
Carrier = Annotated[
    str | None,
    typer.Option(
        "--carrier",
        metavar="WHICH",
        help="Which of a document's places to cite: both, original or copy.",
        autocompletion=complete_carriers,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No remarks on standard error.")]
OutputFile = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file instead of standard output."
    ),
]
ForProgram = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="PROGRAM",
        help="Instead of --to: the form that this program keeps best (zotero, jabref, endnote, "
        "papis, chicago-notes ...).",
        autocompletion=complete_programs,
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="Write nothing and exit with 1 if the output would lack any fact of a document.",
    ),
]
Report = Annotated[
    str | None,
    typer.Option(
        "--report", metavar="FILE", help="Write what became of every field to this file, as JSON."
    ),
]
NoCarrier = Annotated[
    bool,
    typer.Option(
        "--no-carrier",
        help="Leave out the word or block from which archcite reads the whole record back.",
    ),
]
