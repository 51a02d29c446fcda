"""Export: records as text for another program, and what that text could not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from archcite.app import items
from archcite.app.citing import Printed
from archcite.app.config import Config
from archcite.app.items import Citable
from archcite.errors import Problem, ProblemsFound, UsageFault

if TYPE_CHECKING:
    from archcite.record.model import Record
    from archcite.write import Written


def export(records: Iterable[Record], name: str, *, carrier: bool = True) -> Written:
    """The records in that format; UsageFault where there is no such format."""
    from archcite.write.frame import whole

    return whole(writing(name, records, carrier=carrier))


def writing(name: str, records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The file piece by piece where the format can stream, in one piece where it cannot."""
    from archcite.write import WRITERS

    write = _writer(name)
    plain = {} if carrier or not _takes_carrier(write) else {"carrier": False}
    writer = WRITERS[name]
    if writer.stream:
        stream: Callable[..., Iterator[Written]] = _function(writer.stream)
        return stream(records, **plain)
    if writer.between is not None:
        return _in_pieces(partial(write, **plain), records, writer.between)
    return iter([write(list(records), **plain)])


_PIECE = 1000  # records


def _in_pieces(
    write: Callable[[Sequence[Record]], Written], records: Iterable[Record], between: str
) -> Iterator[Written]:
    """Files of some records each, which make one file."""
    source = iter(records)
    before = ""
    while piece := list(islice(source, _PIECE)):
        written = write(piece)
        yield written._replace(text=before + written.text)
        before = between
    if not before:
        yield write([])


def has_carrier(name: str) -> bool:
    """Whether the format takes the whole record along."""
    return _takes_carrier(_writer(name))


def _takes_carrier(write: Callable[..., Written]) -> bool:
    from inspect import signature

    return "carrier" in signature(write).parameters


# What a suffix means that several formats share.
_USUAL = {".bib": "biblatex", ".json": "csl-json", ".ris": "ris"}


def format_of(path: str) -> str:
    """The format that a file's suffix asks for; UsageFault where it says too little."""
    from pathlib import PurePath

    from archcite.write import WRITERS

    suffix = PurePath(path).suffix.lower()
    ending = [name for name, writer in WRITERS.items() if suffix and writer.suffix == suffix]
    if _USUAL.get(suffix) in ending:
        return _USUAL[suffix]
    if len(ending) == 1:
        return ending[0]
    several = f"{suffix} is the suffix of several formats: {', '.join(ending)}"
    said = several if ending else f"the name {path!r} does not say which format is meant"
    names = "one of them" if ending else f"one of {', '.join(WRITERS)}"
    hint = f"--to takes {names}, --for the name of a program"
    raise UsageFault(Problem("format-unknown", "", said, hint))


def chosen_format(to: str | None, program: str | None, path: str | None) -> str:
    """The format that --to, --for or the name of the output asks for, "" where none does."""
    from archcite.app.programs import format_for

    if to and program:
        raise UsageFault(
            Problem("contradiction", "", "--to and --for both say the format", "leave out one")
        )
    if to:
        _writer(to)
        return to
    if program:
        return format_for(program)
    return format_of(path) if path else ""


def formats() -> dict[str, str]:
    """Every export format with a sentence about it."""
    from archcite.write import WRITERS

    return {name: writer.sentence for name, writer in WRITERS.items()}


def entries(name: str, citable: Iterable[Citable]) -> list[Printed]:
    """The entry of each thing in that format, as cite prints it."""
    write = _writer(name)
    bare = name != "csl-json" and _takes_carrier(write)
    plain = partial(write, carrier=False) if bare else write
    printed: list[Printed] = []
    for each in citable:
        record = each.entry()
        if record is not None:
            printed.append(Printed(name, "entry", (each.key,), plain([record]).text.strip()))
    return printed


def _writer(name: str) -> Callable[..., Written]:
    from archcite.write import WRITERS

    writer = WRITERS.get(name)
    if writer is None:
        raise UsageFault(
            Problem("format-unknown", "", f"there is no export format {name[:40]!r}",
                    f"known are {', '.join(WRITERS)}")
        )  # fmt: skip
    return _function(writer.function)


def _function(path: str) -> Callable[..., Any]:
    from importlib import import_module

    module, _, function = path.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def load_all(config: Config, keys: Sequence[str]) -> tuple[list[Record], list[Problem]]:
    """The records of those keys and queries, or of all, and the faults of the faulty ones."""
    from archcite.app.searching import keys_of
    from archcite.errors import UnreadableInput

    library = config.library()
    asked = bool(keys)
    keys = keys_of(config, keys)
    known = items.aliases(library, keys)
    keys = [known.get(key, key) for key in keys]
    items.check_keys(library, keys)
    records: list[Record] = []
    problems: list[Problem] = []
    for key in keys if asked else library.keys():
        try:
            records.append(library.load(key))
        except (ProblemsFound, UnreadableInput) as error:
            problems.extend(error.problems)
    return records, problems
