"""archcite weave: citations and a bibliography in a document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, NamedTuple

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
from archcite.app.cli.cite import settings
from archcite.app.config import Config, cache_folder
from archcite.app.reading import read_bytes
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
        bool, typer.Option("--check", help="List unknown keys and odd locators, and write nothing.")
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
            help="chapter: number the notes of each document anew.",
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
    """Set the citations of a document, and put its bibliography at the marked place or the end.

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
    read = weaving.opened_with_parts(asked.documents, asked.suffix)
    if asked.unweave:
        places = _targets(asked.documents, asked.output, asked.in_place, asked.force)
        _unweave(asked.documents, read, places, asked.in_place)
        return asked.documents
    if asked.adopt and not asked.check:
        read = [(named, adopting.adopted(config, document)) for named, document in read]
    bound = weaving.bound(config, read, asked.input_file, asked.add)
    parts = [named for named, _ in read]
    if asked.check:
        _check(config, read, bound, asked.quiet)
        return parts
    if asked.entries:
        _leave_citing(asked, read, bound, asked.entries)
        items.collected(ProblemsFound, bound.found.problems)
        return parts
    targets = _targets(parts, asked.output, asked.in_place, asked.force)
    name = weaving.asked_style(config, bound.documents, asked.style)
    said = next((each.settings.locale for each in bound.documents if each.settings.locale), None)
    locale = asked.locale or (None if config.locale else said)
    wanted = options.asked(config, locale, asked.option, asked.carrier)
    loaded = options.load_styles([name], wanted, cache_folder())
    if name not in loaded:
        raise UsageFault(
            Problem("contradiction", "", f"{name} is no citation style", "name a CSL style")
        )
    blocks = _in_sections(config, bound, wanted) if asked.sections else None
    texts, problems = weaving.woven(bound, loaded[name], wanted, blocks, restart=asked.restart)
    _print.problems(
        each for each in problems if not (asked.quiet and each.severity is Severity.INFO)
    )
    for named, target, data in zip(parts, targets, texts, strict=True):
        _write(named, target, data, asked.in_place)
    items.collected(ProblemsFound, bound.found.problems)
    return parts


def _leave_citing(
    asked: _Asked, read: list[tuple[str, Document]], bound: weaving.Bound, place: str
) -> None:
    """Write what is cited, and the documents with the line that names it where that is asked."""
    from archcite.app.cli._entries import written
    from archcite.app.entries import Own

    for name, said in (
        ("--sections", asked.sections), ("--restart", asked.restart), ("--option", asked.option),
        ("--carrier", asked.carrier), ("--locale", asked.locale),
    ):  # fmt: skip
        if said:
            raise UsageFault(
                Problem("contradiction", "", f"{name} is for finished text, which --entries leaves",
                        "leave out one")
            )  # fmt: skip
    own = Own(read, asked.suffix)
    parts = [named for named, _ in read]
    changes = asked.in_place or asked.output not in (None, "-")
    targets = _targets(parts, asked.output, asked.in_place, asked.force) if changes else []
    made = written(own, bound, place, asked.style, targets, force=asked.force, quiet=asked.quiet)
    for named, target, data in made:
        if not asked.in_place or data != own.unchanged(named):
            _write(named, target, data, asked.in_place)


def _unweave(
    documents: list[str],
    read: list[tuple[str, Document]],
    targets: list[Path | None],
    in_place: bool,
) -> None:
    """Write documents as they were typed."""
    texts = [adopting.unwoven(document, named) for named, document in read]
    for named, target, data in zip(documents, targets, texts, strict=True):
        _write(named, target, data, in_place)


def _in_sections(config: Config, bound: weaving.Bound, wanted: options.Asked) -> Any:
    from archcite.app import listing

    def blocks(style: Any, made: Any) -> list[Any]:
        view = options.view_for(style, wanted)
        listed, problems = listing.in_sections(style, bound.found.citable, view, config.sections)
        _print.problems(problems)
        return listing.headed(listed)

    return blocks


def _targets(
    documents: list[str], output: str | None, in_place: bool, force: bool
) -> list[Path | None]:
    """Where each document goes; None is standard output. UsageFault where it would be lost."""
    if in_place:
        if output:
            raise UsageFault(
                Problem("contradiction", "", "--in-place and -o both say where to", "leave out one")
            )
        return [Path(named).expanduser() for named in documents]
    if output in (None, "-"):
        if len(documents) > 1:
            raise UsageFault(
                Problem("nothing-named", "", "several documents need a folder to go to", "-o DIR")
            )
        return [None]
    place = Path(str(output)).expanduser()
    if len(documents) > 1:
        if place.exists() and not place.is_dir():
            raise UsageFault(Problem("nothing-named", str(place), "this is no folder"))
        targets = [place / each for each in _apart(documents)]
    else:
        targets = [place / Path(documents[0]).name if place.is_dir() else place]
    for named, target in zip(documents, targets, strict=True):
        if target.exists():
            if target.samefile(named) if Path(named).exists() else False:
                raise UsageFault(
                    Problem("output-exists", str(target), "this is the document itself",
                            "--in-place changes it and keeps the old one")
                )  # fmt: skip
            if not force and not _replace(target):
                raise UsageFault(
                    Problem("output-exists", str(target), "the output is there already",
                            "--force replaces it")
                )  # fmt: skip
    return list(targets)


def _apart(documents: list[str]) -> list[Path]:
    """The paths of documents below the folder that has the first one, or else their names."""
    folder = Path(documents[0]).parent
    return [
        Path(named).relative_to(folder) if Path(named).is_relative_to(folder) else
        Path(Path(named).name)
        for named in documents
    ]  # fmt: skip


def _replace(target: Path) -> bool:
    return sys.stdin.isatty() and typer.confirm(f"Replace {target}?", default=False, err=True)


def _write(named: str, target: Path | None, data: bytes, in_place: bool) -> None:
    from archcite.library.atomic import refused, write_file

    if target is None:
        with _print.data_stream() as stream:
            stream.write(data)
        return
    if in_place:
        write_file(target.with_name(f"{target.name}.bak"), read_bytes(named))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise refused(str(target.parent), fault) from fault
    write_file(target, data)


def _check(
    config: Config, read: list[tuple[str, Document]], bound: weaving.Bound, quiet: bool
) -> None:
    """Tell what is odd about a document's citations; exit code 1 where something is."""
    from archcite.app import proofing

    told = [each for named, document in read for each in proofing.odd(named, document, bound.found)]
    for named, document in read:
        for line in adopting.told(config, document, named):
            _print.result(_print.visible(line))
    for problem in told:
        _print.result(_print.visible(_print.worded(problem)))
    if not quiet:
        _print.remark(proofing.summary([document for _, document in read], bound.found, config))
    if told:
        raise typer.Exit(1)
