"""weave --entries: the files that leave citing to LaTeX or Typst, written together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from archcite.app.cli import _print
from archcite.app.cli._woven import already_there
from archcite.app.entries import SelfCiting
from archcite.app.works import Bound


def written(
    own: SelfCiting,
    bound: Bound,
    place: str,
    style: str | None,
    targets: Sequence[Path | None],
    *,
    force: bool,
    quiet: bool,
) -> list[tuple[str, Path, bytes]]:
    """Write the entries and the style; the documents to write, which name them.

    targets: where the documents go, none to leave them as they are. Nothing is written where
    something would be lost.
    """
    from archcite.library.atomic import write_file

    entries = own.entries(bound, place)
    file = Path(place).expanduser()
    found = own.style(style, file) if style else None
    made = [(file, (entries.text.rstrip("\n") + "\n").encode("utf-8"))]
    if found and found.data is not None:
        made.append((found.place, found.data))
    documents: list[tuple[str, Path, bytes]] = []
    for (name, _), target in zip(own.read, targets, strict=bool(targets)):
        if target is not None and name == own.main:
            named = own.naming(file, found.place if found else None, target)
            documents.append((name, target, named))
        elif target is not None:
            documents.append((name, target, own.unchanged(name)))
    for path, data in made:
        _check(path, data, force=force)
    for path, data in made:
        write_file(path, data)
    if not quiet:
        for line in entries.balance.lines():
            _print.remark(line)
        if not documents:
            _tell(own, file, found.place if found else None)
    return documents


def _check(path: Path, data: bytes, *, force: bool) -> None:
    """UsageFault where another file would be lost."""
    if path.exists() and not force and not (path.is_file() and path.read_bytes() == data):
        raise already_there(path)


def _tell(own: SelfCiting, file: Path, style: Path | None) -> None:
    """Say what the document must name, unless it does."""
    named = own.naming(file, style, Path(own.main))
    if named != own.unchanged(own.main):
        lines = own.unchanged(own.main).decode("utf-8", "replace").splitlines()
        new = [line for line in named.decode("utf-8", "replace").splitlines() if line not in lines]
        _print.remark(f"{own.main} does not name it yet; -o or --in-place writes it with:")
        for line in new:
            _print.remark(f"  {line.strip()}")
