"""Records as CSL items in other dress: Better CSL JSON, and CSL-YAML for pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from archcite.crosswalk import csl_entry, csl_yaml
from archcite.crosswalk.csl_entry import Item
from archcite.crosswalk.two_way import Out
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole
from archcite.write.yaml_text import yaml_text


def write_better_csl_json(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A list of items, one a line, with citation keys; the carrier's word in `custom`."""
    return whole(stream_better_csl_json(records, carrier=carrier))


def stream_better_csl_json(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""

    def out(record: Record) -> Out[Item]:
        return csl_entry.ENTRY.out(record, carrier)

    return pieces(records, out, _line, ("[\n", ",\n", "\n]\n"))


def _line(item: Item) -> str:
    first = {"id": item["id"], "citation-key": item["id"]}
    rest = {name: item[name] for name in sorted(item, key=str.casefold) if name != "id"}
    return "  " + msgspec.json.encode(first | rest).decode("utf-8")


def write_csl_yaml(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A document of references, which pandoc takes as bibliography and as metadata."""
    return whole(stream_csl_yaml(records, carrier=carrier))


def stream_csl_yaml(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""

    def out(record: Record) -> Out[Item]:
        return csl_yaml.ENTRY.out(record, carrier)

    for piece in pieces(records, out, _member, ("---\nreferences:\n", "", "...\n")):
        text = piece.text
        if text == "---\nreferences:\n...\n":
            text = "---\nreferences: []\n...\n"
        yield piece._replace(text=text)


def _member(item: Item) -> str:
    return re.sub("(?m)^(?!$)", "  ", yaml_text([item]))
