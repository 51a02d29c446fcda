"""Records written in a format and read back: what the laws of all two-way formats need."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from archcite.read import load_reader
from archcite.record.model import Record
from archcite.record.toml import read
from archcite.write import WRITERS, Written

RECORDS = sorted((Path(__file__).parents[1] / "records").glob("*.toml"))
# A writer's format by the reader of it, where that has another name.
READER_OF = {"oai-dc": "dublin-core"}
# A letter with people, an archive, a funder and rights, whose words stand in it once.
LETTER: dict[str, Any] = {
    "schema": "archcite/1",
    "document": {
        "id": "roe-1921",
        "kind": "letter",
        "title": "On lamps",
        "date": "1921-03~",
        "text_quality": {"ocr": True},
    },
    "people": [
        {"role": "author", "as_given": "Ada Roe", "family": "Roe", "given": "Ada"},
        {"role": "recipient", "as_given": "Carl Moe", "family": "Moe", "given": "Carl"},
        {"role": "translator", "as_given": "Dora Loe", "family": "Loe", "given": "Dora"},
    ],
    "source": {
        "archive": {"name": "Ayr County Archives"},
        "levels": [{"kind": "box", "value": "3"}, {"kind": "folder", "value": "7"}],
    },
    "funders": [{"name": "Oil Fund"}],
    "rights": {"statement": "Ask the archive."},
    "subjects": [{"term": "oil"}],
}


def samples() -> list[Record]:
    """The project's sample records."""
    return [read(path.read_text(encoding="utf-8"), path.name) for path in RECORDS]


def write(name: str) -> Callable[..., Written]:
    """The writer of that name."""
    module, _, function = WRITERS[name].function.partition(":")
    found: Callable[..., Written] = getattr(import_module(module), function)
    return found


def read_back(name: str, text: str) -> list[Any]:
    """Records and Problems of what the writer of that name has written."""
    return load_reader(READER_OF.get(name, name))(text.encode(), "a")


def records_of(name: str, text: str) -> list[Record]:
    """The records alone."""
    return [each for each in read_back(name, text) if isinstance(each, Record)]
