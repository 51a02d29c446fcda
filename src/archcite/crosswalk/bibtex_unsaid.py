"""What archcite writes for programs that only print, taken out of an entry on its way back."""

from __future__ import annotations

from archcite.crosswalk import latex, prose
from archcite.crosswalk.bibtex import to_biblatex, to_bibtex
from archcite.crosswalk.bibtex_reading import Reading
from archcite.crosswalk.bibtex_works import PRINTED
from archcite.errors import ProblemsFound
from archcite.record.model import Record


def unsay(entry: Reading) -> None:
    """Take out what archcite writes for programs that only print."""
    from archcite.record.toml import from_plain

    document = entry.plain["document"]
    try:
        record = from_plain({**entry.plain, "document": {**document, "title": "x"}})
    except ProblemsFound:
        return
    _unsay_title(entry, record)
    _unsay_place(entry, record)
    _unsay_notes(entry, record)


def _unsay_title(entry: Reading, record: Record) -> None:
    from msgspec.structs import replace

    document = entry.plain["document"]
    bare = replace(record, document=replace(record.document, title=None))
    if document.get("title") == latex.clean(prose.title(bare)):
        del document["title"]


def _unsay_place(entry: Reading, record: Record) -> None:
    """The holding in one line, where its parts say the same; the digital archive behind it."""
    source = entry.plain.get("source", {})
    line = source.get("ref_as_given")
    if not line:
        return
    from msgspec.structs import replace

    bare = replace(record, source=record.source and replace(record.source, ref_as_given=None))
    held = latex.clean(prose.where(bare))
    if held == line:
        del source["ref_as_given"]
    elif held and line.startswith(f"{held}; "):
        entry.put(("digital", "name"), line.removeprefix(f"{held}; "))
        del source["ref_as_given"]
    elif line.endswith(f"; {held}"):
        source["ref_as_given"] = line.removesuffix(f"; {held}")
    if not source:
        del entry.plain["source"]


def _unsay_notes(entry: Reading, record: Record) -> None:
    """Sentences that only say what fields say, before a remark of the keeper's."""
    remarks = [each for each in entry.plain.get("remarks", ()) if each.get("title") in PRINTED]
    if not remarks:
        return
    from msgspec.structs import replace

    from archcite.crosswalk.bibtex_targets import styled

    bare = replace(record, remarks=())
    said = [dict(to(bare)[0].fields) for to in (to_biblatex, to_bibtex)]
    said[:0] = styled(bare, entry.type)
    for each in remarks:
        for fields in said:
            words = latex.unescape(fields.get(each["title"], ""))
            if words and each["text"].startswith(words):
                each["text"] = each["text"].removeprefix(words).lstrip(". ")
    kept = [each for each in entry.plain["remarks"] if each["text"]]
    if kept:
        entry.plain["remarks"] = kept
    else:
        del entry.plain["remarks"]
