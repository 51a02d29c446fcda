"""Export: records as text for another program, and what that text could not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from archcite.app import items
from archcite.app.citing import Printed
from archcite.app.config import Config
from archcite.app.items import Citable
from archcite.errors import Problem, ProblemsFound, UsageFault

if TYPE_CHECKING:
    from archcite.record.model import Record
    from archcite.write import Written


def export(records: Sequence[Record], name: str) -> Written:
    """The records in that format; UsageFault where there is no such format."""
    return _writer(name)(records)


def formats() -> dict[str, str]:
    """Every export format with a sentence about it."""
    from archcite.write import WRITERS

    return {name: writer.sentence for name, writer in WRITERS.items()}


def entries(name: str, citable: Iterable[Citable]) -> list[Printed]:
    """The entry of each thing in that format, as cite prints it; UsageFault for CSL items."""
    write = _writer(name)
    plain = write if name == "csl-json" else partial(write, carrier=False)
    printed: list[Printed] = []
    for each in citable:
        record = each.record()
        if record is None:
            raise UsageFault(
                Problem("contradiction", each.key, "CSL-JSON items cannot be written as BibTeX yet",
                        "name a CSL style")
            )  # fmt: skip
        printed.append(Printed(name, "entry", (each.key,), plain([record]).text.strip()))
    return printed


def _writer(name: str) -> Callable[..., Written]:
    from importlib import import_module

    from archcite.write import WRITERS

    writer = WRITERS.get(name)
    if writer is None:
        raise UsageFault(
            Problem("format-unknown", "", f"there is no export format {name[:40]!r}",
                    f"known are {', '.join(WRITERS)}")
        )  # fmt: skip
    module, _, function = writer.function.partition(":")
    write: Callable[..., Written] = getattr(import_module(module), function)
    return write


def load_all(config: Config, keys: Sequence[str]) -> tuple[list[Record], list[Problem]]:
    """The records of those keys, or of the whole library, and the faults of the faulty ones."""
    from archcite.errors import UnreadableInput

    library = config.library()
    items.check_keys(library, keys)
    records: list[Record] = []
    problems: list[Problem] = []
    for key in keys or library.keys():
        try:
            records.append(library.load(key))
        except (ProblemsFound, UnreadableInput) as error:
            problems.extend(error.problems)
    return records, problems
