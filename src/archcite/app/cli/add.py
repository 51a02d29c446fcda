"""archcite add: a new record, by questions, by fields, or in the editor."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from archcite.app import adding, editing
from archcite.app.cli import _changes, _print
from archcite.app.cli._options import Commit, LibraryFolder, complete_kinds, complete_roles
from archcite.app.config import Config, editor, read_config
from archcite.errors import ArchciteError, Problem, UnreadableInput, UsageFault

EXAMPLES = (
    "archcite add",
    "archcite add --template telegram",
    "archcite add --kind letter --date 1961-05-04 --person author='Ann Smith'",
    "archcite add --title 'On rice' --source 'RGANI, f. 5, op. 49, d. 14, l. 3'",
)


def run(
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="What it is: letter, telegram, speech, minutes, report ...; other if not said.",
            autocompletion=complete_kinds,
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its title.")] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="DATE", help="Its date: 1961-05-04, 1966~, or as the source has it."
        ),
    ] = None,
    person: Annotated[
        list[str] | None,
        typer.Option(
            "--person",
            metavar="ROLE=NAME",
            help="A person or body with the role, such as author='Ann Smith'; may be repeated.",
            autocompletion=complete_roles,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source", metavar="TEXT", help="Archive and shelfmark, as a footnote has them."
        ),
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where it can be read.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="TAG", help="Language of its text, such as en or ru."),
    ] = None,
    key: Annotated[
        str,
        typer.Option("--key", metavar="KEY", help="Its citation key, instead of one made from it."),
    ] = "",
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            metavar="KIND",
            help="Open a template for that kind of document in $EDITOR.",
            autocompletion=complete_kinds,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the record, and change nothing.")
    ] = False,
    commit: Commit = None,
    library: LibraryFolder = None,
) -> None:
    """Add a record: answer some questions, or say the fields, or fill in a template.

    Names, dates and shelfmarks are taken apart as import does it; what you typed is kept beside.
    Questions are asked if neither a title nor a person nor a source is given.
    """
    config = read_config(library)
    config.library()
    with _changes.committing(config, commit):
        if template is not None:
            if dry_run:
                raise UsageFault(
                    Problem("contradiction", "", "--template opens the editor, --dry-run does not",
                            "leave out one")
                )  # fmt: skip
            _in_editor(config, adding.check_kind(template), key)
            return
        answers = {
            "kind": kind or "", "title": title or "", "date": date or "", "source": source or "",
            "url": url or "", "language": language or "",
        }  # fmt: skip
        people = [_person(each) for each in person or []]
        adding.check_kind(kind or "other")
        if not (answers["title"].strip() or people or answers["source"].strip()):
            answers, people = _asked(answers, people)
        plain = adding.from_answers({**answers, "kind": answers["kind"] or "other"}, people)
        if "date" not in plain["document"] and answers["date"]:
            _print.remark(
                f"the date {answers['date'][:60]!r} is not understood; it is kept as the source's "
                "words (document.date_as_given)"
            )
        record = adding.finished(config, plain, key)
        if dry_run:
            _print.raw(adding.text_of(config, record))
            return
        _print.result(_print.visible(f"{adding.save(config, record)} added"))


def _person(text: str) -> tuple[str, str]:
    from archcite.record.vocab import Role

    role, equals, name = text.partition("=")
    if not equals or not name.strip():
        raise UsageFault(
            Problem("bad-assignment", "", f"{text[:60]!r} is not of the form ROLE=NAME",
                    "such as author='Ann Smith'")
        )  # fmt: skip
    roles = [str(each) for each in Role]
    if role.strip() not in roles:
        from difflib import get_close_matches

        near = get_close_matches(role.strip(), roles, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(roles)}"
        raise UsageFault(Problem("word-unknown", "", f"there is no role {role[:40]!r}", hint))
    return role.strip(), name.strip()


def _asked(
    answers: dict[str, str], people: list[tuple[str, str]]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Ask for what a citation needs; an empty answer leaves it out."""
    if not sys.stdin.isatty():
        raise UsageFault(
            Problem("nothing-named", "", "nobody is there to be asked",
                    "say --title, --person or --source, or --template KIND")
        )  # fmt: skip
    answers["kind"] = answers["kind"] or _kind()
    answers["title"] = _ask("Title")
    answers["date"] = answers["date"] or _ask("Date (1966-05-27, 1966~, or in words)")
    while line := _ask("Person (author=Ann Smith; nothing to go on)"):
        try:
            people.append(_person(line))
        except ArchciteError as error:
            _print.problems(error.problems)
    answers["source"] = _ask("Archive and shelfmark, as a footnote has them")
    answers["url"] = answers["url"] or _ask("Address on line")
    answers["language"] = answers["language"] or _ask("Language (en, ru, ...)")
    return answers, people


def _kind() -> str:
    """Ask for the kind until it is one."""
    while True:
        try:
            return adding.check_kind(_ask("Kind (letter, telegram, speech ...)", "letter"))
        except UsageFault as error:
            _print.problems(error.problems)


def _ask(question: str, default: str = "") -> str:
    answer: Any = typer.prompt(question, default=default, show_default=bool(default), err=True)
    return str(answer).strip()


def _in_editor(config: Config, kind: str, key: str) -> None:
    """Fill in a template; the text is kept where it cannot be saved."""
    import tomllib

    program = editor()
    if not program:
        raise UsageFault(Problem("no-editor", "", "no editor is set", "set EDITOR"))
    place = config.library()
    before = text = adding.template(kind, key or "item", place.schema_ref())
    while True:
        copy, text = editing.edit_copy(text, key or "new", program)
        if text == before:
            editing.discard(copy)
            _print.remark("nothing was filled in; no record was added")
            return
        try:
            plain = adding.filled_in(text)
            told = plain.get("document", {}).get("id", "")
            record = adding.finished(config, plain, key or ("" if told == "item" else str(told)))
            where = adding.save(config, record)
        except (ArchciteError, tomllib.TOMLDecodeError) as error:
            problems = (
                error.problems
                if isinstance(error, ArchciteError)
                else (Problem("toml-invalid", str(copy), f"not valid TOML: {error}"),)
            )
            _print.problems(problems)
            if sys.stdin.isatty() and typer.confirm("Open the editor again?", default=True):
                editing.discard(copy)
                continue
            _print.remark(f"no record was added; your text is in {copy}")
            exits = UnreadableInput if not isinstance(error, ArchciteError) else error
            raise typer.Exit(exits.exit_code) from error
        editing.discard(copy)
        _print.result(_print.visible(f"{where} added"))
        return
