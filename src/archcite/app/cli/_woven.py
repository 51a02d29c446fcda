"""Where woven documents go, and their way there: never over what would be lost."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

import typer

from archcite.app.cli import _print
from archcite.app.reading import read_bytes
from archcite.errors import Problem, UsageFault


def targets_of(
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
                raise already_there(target)
    return list(targets)


def already_there(target: Path) -> UsageFault:
    """The error for a file that nobody says may be replaced."""
    return UsageFault(
        Problem("output-exists", str(target), "the output is there already", "--force replaces it")
    )


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


def _place_for(target: Path, old: bytes) -> Path:
    """Where the old document is kept, or is already: beside the new one, over no other."""
    for number in count(1):
        kept = target.with_name(f"{target.name}.bak{number if number > 1 else ''}")
        if not kept.exists() or (kept.is_file() and kept.read_bytes() == old):
            break
    return kept


def write(named: str, target: Path | None, data: bytes, in_place: bool) -> None:
    """One woven document where it goes; the old one is kept where it is changed in place."""
    from archcite.library.atomic import refused, write_file

    if target is None:
        with _print.data_stream() as stream:
            stream.write(data)
        return
    if in_place:
        old = read_bytes(named)
        if data == old:
            return
        kept = _place_for(target, old)
        if not kept.exists():
            write_file(kept, old)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise refused(str(target.parent), fault) from fault
    write_file(target, data)
