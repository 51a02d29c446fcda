"""The command line: which commands there are, and how a run ends.

Each command is a module that is imported when it is called, or when its help is asked for.
"""

from __future__ import annotations

import errno
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from typer.core import TyperGroup

from archcite import __version__
from archcite.app.cli import _print
from archcite.app.config import completing
from archcite.errors import ArchciteError, CannotWrite, Problem
from archcite.library.atomic import reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click import Command as TyperCommand
    from typer._click import Context


class Command(NamedTuple):
    """One command: the function in the module of the same name, and one line about it."""

    module: str
    sentence: str


COMMANDS: dict[str, Command] = {
    "init": Command("init", "Start a library."),
    "import": Command("import_", "Read saved pages and files of other programs into records."),
    "harvest": Command("harvest", "Take records from a repository that speaks OAI-PMH."),
    "cite": Command("cite", "Cite records."),
    "bib": Command("bib", "Print a bibliography."),
    "weave": Command("weave", "Set the citations of a document, and its bibliography."),
    "pandoc-filter": Command("pandoc_filter", "Set the citations of a document for pandoc."),
    "show": Command("show", "Show a record."),
    "list": Command("list_", "List records."),
    "stats": Command("stats", "Count what is in the library."),
    "find": Command("find", "Find records by words and fields."),
    "pick": Command("pick", "Pick records in the terminal, for their keys."),
    "check": Command("check", "Find faults in records."),
    "add": Command("add", "Add a record."),
    "tag": Command("tag", "Put tags on records, or list them."),
    "attach": Command("attach", "Keep scans and files beside a record, and open them."),
    "edit": Command("edit", "Change a record."),
    "rename": Command("rename", "Give a record another key."),
    "remove": Command("remove", "Take records out of the library."),
    "merge": Command("merge", "Make one record of two."),
    "undo": Command("undo", "Take the last change back."),
    "redo": Command("redo", "Make the change again that was undone."),
    "doctor": Command("doctor", "Look whether the library is sound, and mend it."),
    "log": Command("log", "List the changes of the library."),
    "rights": Command("rights", "Report permissions and credits."),
    "funders": Command("funders", "Report who paid, and how to thank them."),
    "export": Command("export", "Write records for another program."),
    "convert": Command("convert", "Convert files from one format into another."),
    "style": Command("style", "Find, describe and check citation styles."),
    "schema": Command("schema", "Print the JSON Schema of a record."),
}

INTERRUPTED = 130
UNEXPECTED = 70  # EX_SOFTWARE of sysexits.h

EXIT_CODES = {
    0: "Done.",
    1: "Problems were found in records or entries, or something would be lost under --strict.",
    2: "The command line was not understood, or no library was found.",
    3: "No record has the citation key.",
    4: "An input file could not be read or understood.",
    5: "A file could not be written; nothing was changed.",
    6: "A style or locale was not found or is not valid CSL.",
    UNEXPECTED: "A fault in archcite itself; please report it.",
    INTERRUPTED: "Interrupted from the keyboard.",
}


class Commands(TyperGroup):
    """The group that knows its commands by name and loads each when it is needed."""

    def list_commands(self, ctx: Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> TyperCommand | None:
        if cmd_name not in self.commands and cmd_name in COMMANDS:
            self.commands[cmd_name] = load(cmd_name)
        return self.commands.get(cmd_name)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, TyperCommand | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


def load(name: str) -> TyperCommand:
    """The command of that name, with its one-line help and its examples."""
    module = import_module(f"archcite.app.cli.{COMMANDS[name].module}")
    program = getattr(module, "program", None)
    if program is None:
        program = new_program()
        program.command(name, short_help=COMMANDS[name].sentence, epilog=examples(module.EXAMPLES))(
            module.run
        )
    command = typer.main.get_command(program)
    command.short_help = COMMANDS[name].sentence
    return command


def new_program() -> typer.Typer:
    """A typer program without colours, frames and tracebacks."""
    return typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"]},
    )


def examples(lines: Sequence[str]) -> str:
    """The closing words of a help text, one example a line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _tell_version(asked: bool) -> None:
    if asked:
        _print.result(f"archcite {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Cite and describe archival documents."""


def group() -> TyperCommand:
    """The whole command line."""
    program = typer.Typer(
        cls=Commands,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    program.callback()(_root)
    return typer.main.get_command(program)


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)


def run(args: list[str]) -> int:
    """Run one command line to its end; the exit code."""
    _print.prepare()
    try:
        code = _called(args)
        _flush()
    except ArchciteError as error:
        _print.problems(error.problems)
        return error.exit_code
    except typer.Abort:
        return INTERRUPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _unread()
    except SystemExit as ending:
        if isinstance(ending.__context__, BrokenPipeError):  # typer's way to end on a closed pipe
            return _unread()
        raise
    except OSError as fault:
        if fault.errno not in _FULL:
            return _unexpected(fault)
        full = Problem("cannot-write", "standard output", f"cannot write: {reason(fault)}")
        _print.problems([full])
        _print.silence()
        return CannotWrite.exit_code
    except Exception as fault:
        return _unexpected(fault)
    return code if isinstance(code, int) else 0


def _called(args: list[str]) -> object:
    """Run the command that the arguments name; without the group where no part of it is needed."""
    import gc

    if args and args[0] in COMMANDS and not completing():
        called, *args = args
        command, name = load(called), f"archcite {called}"
    else:
        command, name = group(), "archcite"
    if not gc.isenabled():
        # Start-up runs with the collector off; nothing that was imported so far can be garbage.
        gc.freeze()
        gc.enable()
    return command.main(args=args, prog_name=name, standalone_mode=False)


def _flush() -> None:
    import sys

    sys.stdout.flush()


def _unread() -> int:
    """End a run of which nobody reads any more: `archcite list | head -1` has done its work."""
    _print.silence()
    return 0


def _unexpected(fault: Exception) -> int:
    """End a run that failed in a way that nobody foresaw: in one sentence, or a usage error."""
    from archcite.app.config import debugging

    show = getattr(fault, "show", None)  # a usage error of the command-line library
    if show is not None:
        show()
        return int(getattr(fault, "exit_code", 2))
    if debugging():
        _print.debug_trace()
    _print.remark(
        f"archcite failed in a way that it should not ({type(fault).__name__}: {fault}); "
        "please report this, with ARCHCITE_DEBUG=1 set for the details"
    )
    return UNEXPECTED
