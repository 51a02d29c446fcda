"""The only place that prints: results to standard output, everything else to standard error.

What is printed for people never carries control characters of the data, so that no record can
disturb a terminal.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, TypeVar

from archcite.app.config import plain_terminal

if TYPE_CHECKING:
    from archcite.errors import Problem
    from archcite.record.gap import Gap

T = TypeVar("T")
_BATCH = 500
LONGEST = 1000  # characters of a sentence; a report has it whole


def prepare() -> None:
    """Make both streams write UTF-8 on a pipe, and never fail on a letter that a terminal lacks."""
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)
        if change is None:
            continue
        if stream.isatty():
            change(errors="replace")
        else:
            change(encoding="utf-8", errors="surrogateescape")


def to_terminal() -> bool:
    """Whether results go to a person's terminal that shows italics."""
    return sys.stdout.isatty() and not plain_terminal()


def default_format(output: str | None) -> str:
    """The output format where none was asked for."""
    return "terminal" if output is None and to_terminal() else "plain"


def result(text: str, end: str = "\n") -> None:
    """One result, on standard output."""
    print(text, end=end)


def results(lines: Iterable[str]) -> None:
    """Many results, a line each, some hundreds at a time."""
    for some in batches(lines):
        print(*some, sep="\n")


def json_list(values: Iterable[Any]) -> None:
    """A JSON list, some hundred values at a time: the same text as of json_text."""
    mark = "["
    for some in batches(values):
        result(mark + json_text(some)[1:-2], end="")
        mark = ","
    result("[]" if mark == "[" else "\n]")


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in lists that are long enough to be fast, and take little memory."""
    left = iter(values)
    while some := list(islice(left, _BATCH)):
        yield some


def json_text(value: Any) -> str:
    """A value as JSON that people can read too."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)


def raw(text: str) -> None:
    """A text as it is, on standard output; made harmless where that is a terminal."""
    sys.stdout.write(visible(text) if sys.stdout.isatty() else text)


@contextlib.contextmanager
def data_stream() -> Iterator[BinaryIO]:
    """Standard output for bytes, on a pipe."""
    sys.stdout.flush()
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


def remark(text: str) -> None:
    """A line that is no result, on standard error."""
    print(visible(text), file=sys.stderr)


def problems(found: Iterable[Problem]) -> None:
    """Every problem on a line of its own, on standard error."""
    for problem in found:
        print(visible(worded(problem)), file=sys.stderr)


def some_problems(found: Sequence[Problem], most: int) -> None:
    """The first of many problems, and how many more there are."""
    problems(found[:most])
    if len(found) > most:
        remark(f"... and {len(found) - most} more; --report FILE writes them all")


def worded(problem: Problem) -> str:
    """A problem in one line: place, weight, sentence, hint, code."""
    place = f"{shortened(problem.where)}: " if problem.where else ""
    hint = f" ({shortened(problem.hint)})" if problem.hint else ""
    line = f"{place}{problem.severity}: {shortened(problem.message)}{hint} [{problem.code}]"
    return " ".join(line.split("\n"))


def shortened(text: str) -> str:
    """A sentence of a length that people read, whatever was quoted in it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"


def deliver(text: str, output: str | None) -> None:
    """A whole result: to standard output, or into the file that was named with --output."""
    if output is None:
        result(text)
        return
    from pathlib import Path

    from archcite.library.atomic import write_file

    write_file(Path(output).expanduser(), (text.rstrip("\n") + "\n").encode("utf-8"), output)


def gaps(missing: Mapping[str, Mapping[str, Sequence[Gap]]]) -> None:
    """One line for each record of which a complete citation lacks something, by key and style."""
    if missing:
        from archcite.app import completeness

        for key, found in missing.items():
            remark(f"{key}: {completeness.sentence(found)}")


def visible(text: str) -> str:
    """The text with control characters and direction overrides shown as escapes."""
    if text.replace("\n", "").isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in "\n\t" or (char.isspace() and ord(char) > 0x9F)
        else f"\\u{ord(char):04x}"
        for char in text
    )  # fmt: skip


def silence() -> None:
    """Nobody reads any more: make the interpreter's last flush harmless."""
    import os

    for stream in (sys.stdout, sys.stderr):
        _point_to_nothing(stream, os.open(os.devnull, os.O_WRONLY))


def _point_to_nothing(stream: TextIO, descriptor: int) -> None:
    import os

    try:
        os.dup2(descriptor, stream.fileno())
    except (OSError, ValueError):
        return


def debug_trace() -> None:
    """The traceback of the fault in hand, for developers."""
    import traceback

    traceback.print_exc()


def with_bar(things: Sequence[T], doing: str, many: int) -> Iterable[T]:
    """The things, with a bar on a terminal where they are many."""
    if len(things) < many or not sys.stderr.isatty():
        return things
    return _tracked(things, doing)


def _tracked(things: Sequence[T], doing: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import track

    yield from track(things, doing, console=Console(stderr=True), transient=True)


@contextlib.contextmanager
def progress(total: int, doing: str) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal: what is yielded is told by how much the work has come on.

    total: how much there is, 0 where nobody knows. On a pipe nothing is shown.
    """
    if not sys.stderr.isatty():
        yield lambda amount: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=total or None)
        yield lambda amount: bar.advance(task, amount)


@contextlib.contextmanager
def counting(doing: str, many: int = 2000) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal for work that tells how much is done, and of how much.

    many: with less to do than this there is none.
    """
    with contextlib.ExitStack() as bars:
        advance: list[Callable[[int], None]] = []
        before = 0

        def passed(done: int, total: int) -> None:
            nonlocal before
            if total >= many:
                if not advance:
                    advance.append(bars.enter_context(progress(total, doing)))
                advance[0](done - before)
                before = done

        yield passed


def problem_data(problem: Problem) -> dict[str, str]:
    """A problem for programs."""
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "where": problem.where,
        "message": problem.message,
        "hint": problem.hint,
    }
