"""Records as EndNote XML, each text in one style tag as EndNote itself writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from archcite.crosswalk.endnote import Endnote, to_endnote
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import whole

_STYLE = '<style face="normal" font="default" size="100%">'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n'
# What stands between the several texts of one element.
_BETWEEN = {"notes": "\n\n", "research-notes": "\n"}


def write_endnote(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """An EndNote XML file; the whole record stands in the research notes of each reference."""
    return whole(stream_endnote(records, carrier=carrier))


def stream_endnote(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    yield Written(_HEAD, {})
    for number, record in enumerate(records, 1):
        found = to_endnote(record, carrier)
        dropped = {record.document.id: found.dropped} if found.dropped else {}
        moved = {record.document.id: found.moved} if found.moved else {}
        yield Written(_entry(found, number), dropped, moved)
    yield Written("</records></xml>\n", {})


def _entry(found: Endnote, number: int) -> str:
    """One <record>; elements of one group that follow each other share it."""
    lines = [
        "<record>",
        f"<rec-number>{number}</rec-number>",
        f'<ref-type name="{found.name}">{found.number}</ref-type>',
    ]
    open_: list[str] = []
    fields = _joined(found.fields)
    for path, text in fields:
        *groups, name = path.split("/")
        shared = 0
        while shared < min(len(open_), len(groups)) and open_[shared] == groups[shared]:
            shared += 1
        lines += [f"</{group}>" for group in reversed(open_[shared:])]
        lines += [f"<{group}>" for group in groups[shared:]]
        open_ = groups
        lines.append(f"<{name}>{_STYLE}{escape(text, quote=False)}</style></{name}>")
    lines += [f"</{group}>" for group in reversed(open_)]
    lines.append("</record>\n")
    return "\n".join(lines)


def _joined(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields, those of one element that can have several texts joined."""
    made: list[tuple[str, str]] = []
    for path, text in fields:
        if path in _BETWEEN and made and made[-1][0] == path:
            made[-1] = (path, made[-1][1] + _BETWEEN[path] + text)
        else:
            made.append((path, text))
    return made
