"""archcite weave: citations and a bibliography in a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from archcite.app import adopting, citing, items, options, weaving
from archcite.app.cli import _print
from archcite.app.cli._options import (
    AddedFiles,
    Carrier,
    InputFile,
    LibraryFolder,
    Locale,
    Quiet,
    StyleOptions,
    complete_styles,
)
from archcite.app.cli._woven import targets_of, write
from archcite.app.cli.cite import settings
from archcite.app.config import Config, cache_folder
from archcite.app.opening import opened_with_parts
from archcite.app.styles import LoadedStyle
from archcite.app.works import Bound
from archcite.doc.model import Document
from archcite.errors import Problem, ProblemsFound, Severity, UsageFault

EXAMPLES = (
    "archcite weave thesis.md -o thesis-done.md",
    "archcite weave one.md two.md -o done --restart chapter --style mla",
    "archcite weave thesis.tex -o done",
    "archcite weave thesis.md -o thesis-done.md --watch",
    "archcite weave thesis.typ --entries used.yml --style chicago --in-place",
    "archcite weave thesis.md --check",
    "archcite weave thesis.docx -o thesis-done.docx --style chicago-notes",
    "archcite weave thesis-done.docx --unweave -o thesis.docx",
)


def run(
    documents: Annotated[
        list[str],
        typer.Argument(metavar="IN...", help="The document, or its chapters in their order."),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="OUT", help="The new document; a folder if there are several."
        ),
    ] = None,
    in_place: Annotated[
        bool,
        typer.Option(
            "--in-place", help="Change the document itself, and keep the old one as IN.bak."
        ),
    ] = False,
    force: Annotated[bool, typer.Option("--force", "-f", help="Replace OUT if it exists.")] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="List unknown keys, odd locators and bibliographies, and write nothing.",
        ),
    ] = False,
    unweave: Annotated[
        bool,
        typer.Option(
            "--unweave", help="Give a woven Word or LibreOffice document back as it was typed."
        ),
    ] = False,
    adopt: Annotated[
        bool,
        typer.Option(
            "--adopt",
            help="Take over citations of Zotero and Mendeley whose works are records here.",
        ),
    ] = False,
    entries: Annotated[
        str | None,
        typer.Option(
            "--entries",
            metavar="FILE",
            help="Leave citing to LaTeX or Typst; write what is cited to FILE (.bib, .yml).",
        ),
    ] = None,
    style: Annotated[
        str | None,
        typer.Option(
            "--style",
            "-s",
            metavar="STYLE",
            help="A style by name, or a .csl file, instead of the document's or the library's.",
            autocompletion=complete_styles,
        ),
    ] = None,
    locale: Locale = None,
    option: StyleOptions = None,
    carrier: Carrier = None,
    sections: Annotated[
        bool,
        typer.Option("--sections", help="Put the bibliography in sections, as archcite bib does."),
    ] = False,
    restart: Annotated[
        str,
        typer.Option(
            "--restart",
            metavar="WHERE",
            help="chapter: number the notes of each document anew, and cite in full what each "
            "chapter cites first.",
            autocompletion=lambda incomplete: ["chapter"],
        ),
    ] = "",
    watch: Annotated[
        bool, typer.Option("--watch", help="Weave anew whenever a document changes, until Ctrl-C.")
    ] = False,
    kind: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="SUFFIX",
            help="What the document is, if its name does not say so: md, tex, docx.",
        ),
    ] = "",
    input_file: InputFile = None,
    add: AddedFiles = None,
    quiet: Quiet = False,
    library: LibraryFolder = None,
) -> None:
    """Set the citations of a document, and put bibliographies at the marked places, or one last.

    Notes are numbered with the writer's own; later notes are short, and ibid. where the style has
    it. Everything else in the document stays as it is. - reads and writes the standard streams.
    """
    if restart not in ("", "chapter"):
        raise UsageFault(
            Problem("contradiction", "", f"--restart takes chapter, not {restart[:20]!r}")
        )
    asked = _Asked(
        documents, output, in_place, force, check, style, locale, option, carrier, sections,
        restart == "chapter", f".{kind.lstrip('.')}" if kind else "", input_file, add or [], quiet,
        library, adopt, unweave, entries,
    )  # fmt: skip
    if not watch:
        _weave(asked)
        return
    if in_place or (output in (None, "-") and not entries):
        raise UsageFault(
            Problem("contradiction", "", "--watch writes again and again", "name a file with -o")
        )
    from archcite.app.cli._watch import watch as watched

    watched(lambda first: _weave(asked if first else asked._replace(force=True)), quiet)


class _Asked(NamedTuple):
    """What is woven, and how."""

    documents: list[str]
    output: str | None
    in_place: bool
    force: bool
    check: bool
    style: str | None
    locale: str | None
    option: list[str] | None
    carrier: str | None
    sections: bool
    restart: bool
    suffix: str
    input_file: str | None
    add: list[str]
    quiet: bool
    library: str | None
    adopt: bool
    unweave: bool
    entries: str | None


def _weave(asked: _Asked) -> list[str]:
    """Weave once; the files that were read for it."""
    with citing.uncollected():  # trees of citations hold no circles
        return _woven(asked)


def _woven(asked: _Asked) -> list[str]:
    config = settings(asked.library, asked.input_file)
    for named in asked.documents:
        adopting.check_closed(named, force=asked.force or asked.check)
    read = opened_with_parts(asked.documents, asked.suffix)
    if asked.unweave:
        places = targets_of(asked.documents, asked.output, asked.in_place, asked.force)
        adopting.check_kinds(asked.documents, places, asked.suffix)
        _unweave(asked.documents, read, places, asked.in_place)
        return asked.documents
    if asked.adopt and not asked.check:
        read = [(named, adopting.adopted(config, document)) for named, document in read]
    bound = weaving.bound(config, read, asked.input_file, asked.add)
    parts = [named for named, _ in read]
    if asked.check:
        _check(config, read, bound, asked)
        return parts
    if asked.entries:
        _leave_citing(asked, read, bound, asked.entries)
        items.collected(ProblemsFound, bound.found.problems)
        return parts
    targets = targets_of(parts, asked.output, asked.in_place, asked.force)
    adopting.check_kinds(parts, targets, asked.suffix)
    style, wanted = _style(config, bound, asked)
    texts, problems = weaving.woven(
        config, bound, style, wanted, sections=asked.sections, restart=asked.restart
    )
    _print.problems(
        each for each in problems if not (asked.quiet and each.severity is Severity.INFO)
    )
    for named, target, data in zip(parts, targets, texts, strict=True):
        write(named, target, data, asked.in_place)
    items.collected(ProblemsFound, bound.found.problems)
    return parts


def _style(config: Config, bound: Bound, asked: _Asked) -> tuple[LoadedStyle, options.Asked]:
    """The style that is asked for, here or in a document, and how it is to print."""
    name = weaving.asked_style(config, bound.documents, asked.style)
    said = next((each.settings.locale for each in bound.documents if each.settings.locale), None)
    locale = asked.locale or (None if config.locale else said)
    wanted = options.asked(config, locale, asked.option, asked.carrier)
    loaded = options.load_styles([name], wanted, cache_folder())
    if name not in loaded:
        raise UsageFault(
            Problem("contradiction", "", f"{name} is no citation style", "name a CSL style")
        )
    return loaded[name], wanted


def _leave_citing(
    asked: _Asked, read: list[tuple[str, Document]], bound: Bound, place: str
) -> None:
    """Write what is cited, and the documents with the line that names it where that is asked."""
    from archcite.app import proofing
    from archcite.app.cli._entries import written
    from archcite.app.entries import SelfCiting

    for name, said in (
        ("--sections", asked.sections), ("--restart", asked.restart), ("--option", asked.option),
        ("--carrier", asked.carrier), ("--locale", asked.locale),
    ):  # fmt: skip
        if said:
            raise UsageFault(
                Problem("contradiction", "", f"{name} is for finished text, which --entries leaves",
                        "leave out one")
            )  # fmt: skip
    own = SelfCiting(read, asked.suffix)
    parts = [named for named, _ in read]
    changes = asked.in_place or asked.output not in (None, "-")
    targets = targets_of(parts, asked.output, asked.in_place, asked.force) if changes else []
    made = written(own, bound, place, asked.style, targets, force=asked.force, quiet=asked.quiet)
    _print.problems(proofing.unset(read))
    for named, target, data in made:
        if not asked.in_place or data != own.unchanged(named):
            write(named, target, data, asked.in_place)


def _unweave(
    documents: list[str],
    read: list[tuple[str, Document]],
    targets: list[Path | None],
    in_place: bool,
) -> None:
    """Write documents as they were typed."""
    texts = [adopting.unwoven(document, named) for named, document in read]
    for named, target, data in zip(documents, targets, texts, strict=True):
        write(named, target, data, in_place)


def _check(config: Config, read: list[tuple[str, Document]], bound: Bound, asked: _Asked) -> None:
    """Tell what is odd about a document's citations; exit code 1 where something is."""
    from archcite.app import proofing

    told = proofing.unset(read)
    told += [
        each for named, document in read for each in proofing.odd(named, document, bound.found)
    ]
    if any(document.bibliographies for document in bound.documents):
        told += weaving.of_bibliographies(config, bound, *_style(config, bound, asked))
    for named, document in read:
        for line in adopting.told(config, document, named):
            _print.result(_print.visible(line))
    for problem in told:
        _print.result(_print.visible(_print.worded(problem)))
    if not asked.quiet:
        _print.remark(proofing.summary([document for _, document in read], bound.found, config))
    if told:
        raise typer.Exit(1)
