"""Records as plain text for people: every value on a labelled line, in the order of the model.

Nothing is left out, so nothing is told as dropped; it is not read back.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from archcite.crosswalk import prose
from archcite.crosswalk.two_way import Out
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole

_WIDTH = 78
_CONTROLS = dict.fromkeys([*range(10), *range(11, 32), *range(127, 160)])
_SECTIONS: Mapping[str, str] = {
    "document": "Document",
    "people": "People",
    "published": "Publication",
    "source": "Where it lies",
    "digital": "On line",
    "credits": "Credits",
    "rights": "Rights",
    "funders": "Funding",
    "places": "Places",
    "subjects": "Subjects",
    "mentions": "Named in it",
    "remarks": "Notes",
    "attachments": "Files",
    "record": "This record",
}
# A list of tables -> the key that labels a member, what stands for it where it is not said, and
# the keys of which the first that is there is what the member is called.
_MEMBERS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "people": ("role", "", ("as_given",)),
    "credits": ("verb", "", ("by",)),
    "places": ("role", "subject", ("name",)),
    "subjects": ("", "subject", ("term",)),
    "funders": ("", "funder", ("name",)),
    "mentions": ("kind", "person", ("name",)),
    "remarks": ("title", "note", ("text",)),
    "attachments": ("title", "file", ("path", "url")),
    "levels": ("kind", "", ("value",)),
    "copies": ("", "copy", ("ref_as_given",)),
    "other": ("name", "", ("value",)),
    "corrections": ("field", "", ("found",)),
    "history": ("when", "", ("what",)),
    "foreign": ("name", "", ("value",)),
    "ignored": ("rule", "", ("reason",)),
}
_LABELS: Mapping[str, str] = {
    "id": "Citation key",
    "ref_as_given": "Source line",
    "url": "Address",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "sha256": "SHA-256",
    "uri": "Rights address",
    "ocr": "OCR",
    "_src": "How it is known",
    "_note": "Remark",
}


def write_text(records: Iterable[Record]) -> Written:
    """An account of each record, blank lines between them."""
    return whole(stream_text(records))


def stream_text(records: Iterable[Record]) -> Iterator[Written]:
    """The same piece by piece."""
    return pieces(records, _out, str, ("", "\n\n\n", "\n"))


def _out(record: Record) -> Out[str]:
    return Out(account(record), [], [])


def account(record: Record) -> str:
    """The text of one record, without a line end at its end."""
    title = " ".join((prose.title(record) or record.document.id).translate(_CONTROLS).split())
    heading = textwrap.wrap(title, _WIDTH) or [record.document.id]
    lines = [*heading, "=" * max(map(len, heading))]
    plain = msgspec.to_builtins(record)
    lines += _table({name: plain[name] for name in ("_src", "_note") if name in plain}, 0)
    for name, label in _SECTIONS.items():
        found = plain.get(name)
        if not found:
            continue
        lines += ["", label]
        lines += _table(found, 1) if isinstance(found, dict) else _members(name, found, 1)
    return "\n".join(lines)


def _table(table: Mapping[str, Any], depth: int) -> Iterator[str]:
    for name, value in table.items():
        yield from _value(name, value, depth)


def _value(name: str, value: Any, depth: int) -> Iterator[str]:
    label = _LABELS.get(name) or _label(name)
    if value in (None, "", (), [], {}):
        return
    if name == "_src" and isinstance(value, Mapping):
        states = (f"{field.replace('_', ' ')} {state}" for field, state in value.items())
        yield from _said(label, "; ".join(states), depth)
    elif isinstance(value, Mapping):
        yield from _said(label, "", depth)
        yield from _table(value, depth + 1)
    elif isinstance(value, list | tuple) and isinstance(value[0], Mapping):
        yield from _said(label, "", depth)
        yield from _members(name, value, depth + 1)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _said(label, each, depth)
    else:
        yield from _said(label, value, depth)


def _members(name: str, members: Iterable[Mapping[str, Any]], depth: int) -> Iterator[str]:
    """Each member: what it is called, and below that whatever else is known of it."""
    labelled, otherwise, called = _MEMBERS[name]
    for member in members:
        key = next((key for key in called if member.get(key)), "")
        label = str(member.get(labelled) or otherwise)
        value = member.get(key, "")
        text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
        if labelled not in ("name", "field", "title"):  # which are nobody's vocabulary
            label = _label(label)
        yield from _said(label, text, depth)
        rest = {field: found for field, found in member.items() if field not in (key, labelled)}
        yield from _table(rest, depth + 1)


def _label(name: str) -> str:
    words = " ".join(name.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]


def _said(label: str, value: Any, depth: int) -> Iterator[str]:
    """A label with its value, wrapped, the paragraphs of a text apart."""
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    begin = "  " * depth
    paragraphs = [" ".join(each.split()) for each in text.translate(_CONTROLS).split("\n")]
    first, *more = [each for each in paragraphs if each] or [""]
    hanging = f"{begin}    "
    yield from textwrap.wrap(
        f"{' '.join(label.split())}: {first}".rstrip(),
        _WIDTH,
        initial_indent=begin,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for each in more:
        yield from textwrap.wrap(
            each,
            _WIDTH,
            initial_indent=hanging,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
