"""A sample of every input format: the files of tests/cases, and what archcite itself writes.

A format's folder there has its reader's name; a reader of many sites has one for each of them.
What is expected of a sample stands beside it under the same stem, as .txt or .toml.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from archcite.app import exporting
from archcite.read import READERS, sniff
from archcite.read.catalogues import CATALOGUES
from archcite.record import toml
from archcite.record.model import Record
from archcite.write import WRITERS

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
_EXPECTED = (".txt", ".toml")
_FOLDERS = {"catalogue": tuple(CATALOGUES)}


@cache
def records() -> tuple[Record, ...]:
    """The records of the repository."""
    return tuple(
        toml.read(path.read_text("utf-8"), path.name)
        for path in sorted((ROOT / "records").glob("*.toml"))
    )


@cache
def samples(reader: str) -> dict[str, bytes]:
    """The files that are for that reader, by name."""
    if reader == "archcite":
        return {path.name: path.read_bytes() for path in sorted((ROOT / "records").glob("*.toml"))}
    own: dict[str, bytes] = {}
    for folder in (CASES / name for name in _FOLDERS.get(reader, (reader,))):
        files = sorted(folder.iterdir()) if folder.is_dir() else []
        before = f"{folder.name}/" if reader in _FOLDERS else ""
        own |= {f"{before}{path.name}": path.read_bytes() for path in files
                if not _is_expectation(path)}  # fmt: skip
    ours = {f"written as {name}": data for name, data in written().items()}
    return own | {name: data for name, data in ours.items() if sniff(data, name) == reader}


@cache
def written() -> dict[str, bytes]:
    """The repository's records in every format that takes whole records along, by its name."""
    return {
        name: exporting.export(records(), name).text.encode("utf-8")
        for name in WRITERS
        if exporting.has_carrier(name)
    }


def every_sample() -> list[tuple[str, str]]:
    """(reader, name of a sample) for all of them."""
    return [(reader, name) for reader in READERS for name in samples(reader)]


def _is_expectation(path: Path) -> bool:
    def beside(name: str) -> bool:
        return (path.parent / name).exists()

    if path.suffix not in _EXPECTED or any(beside(path.name + each) for each in _EXPECTED):
        return False
    others = [each for each in path.parent.glob(f"{path.stem}.*") if each != path]
    return bool(others) or beside(path.stem)
