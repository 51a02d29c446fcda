"""Citations that Zotero and Mendeley left in a document, and the records that they may be.

Also what only documents of word processors can: to be given back as they were typed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archcite.app.config import Config, cache_folder
from archcite.doc.model import Document
from archcite.errors import Problem, UsageFault

if TYPE_CHECKING:  # most documents have no such citation
    from archcite.app.recognising import Index
    from archcite.doc import foreign


def unwoven(document: Document, named: str) -> bytes:
    """The document with its citations as they were typed; UsageFault for one that keeps none."""
    back: Any = getattr(document, "unwoven", None)
    if back is None:
        raise UsageFault(
            Problem("contradiction", named, "this kind of document keeps no typed citations",
                    "only .docx, .docm and .odt can be unwoven")
        )  # fmt: skip
    return bytes(back())


def found(document: Document) -> Sequence[foreign.Foreign]:
    """The citations of other programs in a document."""
    held: Sequence[foreign.Foreign] = getattr(document, "foreign", ())
    return held


def adopted(config: Config, document: Document) -> Document:
    """The document with every citation of another program whose works all are records here."""
    theirs = found(document)
    if not theirs:
        return document
    from archcite.app.recognising import Index

    index = Index(config.library(), cache_folder())
    wanted = [_keys(index, each) for each in theirs]
    made: Any = getattr(document, "adopted")  # noqa: B009
    changed: Document = made([None if None in keys else keys for keys in wanted])
    return changed


def told(config: Config, document: Document, named: str) -> Iterator[str]:
    """One line for each citation of another program: what it cites, and which records these are."""
    theirs = found(document)
    if not theirs:
        return
    from archcite.app.recognising import Index

    index = Index(config.library() if config.root else None, cache_folder())
    for each in theirs:
        where = f"{named}:{each.line}" if each.line else named
        works = [
            f"{_title(item)} → {key or 'no record'}"
            for item, key in zip(each.items, _keys(index, each), strict=True)
        ]
        yield f"{where}: a citation of {each.program}: {'; '.join(works)}"


def _keys(index: Index, cited: foreign.Foreign) -> list[str | None]:
    return [_key(index, item) for item in cited.items]


def _key(index: Index, item: foreign.Item) -> str | None:
    """The record that an item is: known by its name there, or by what it says of itself."""
    from archcite.read.csl_records import read_csl_json
    from archcite.record.likeness import likeness
    from archcite.record.model import Record

    known = {key for name in item.names for key in index.named(name)}
    if len(known) == 1:
        return known.pop()
    data = {"type": "document", **item.data, "id": str(item.data.get("id") or "cited")}
    text = json.dumps([data]).encode()
    for each in read_csl_json(text, "citation"):
        if isinstance(each, Record):
            match = index.find(likeness(each), alone=False)
            return match.key if match and match.sure else None
    return None


def _title(item: foreign.Item) -> str:
    title = item.data.get("title")
    shown = str(title) if isinstance(title, str) and title else (*item.names, "a work")[0]
    return shown[:80]


# Documents that no other kind can be made of by weaving.
_PACKAGES = frozenset((".docx", ".docm", ".odt"))


def check_kinds(documents: Sequence[str], targets: Sequence[Path | None], kind: str) -> None:
    """UsageFault where a document of a word processor goes to a file of another kind.

    kind: the suffix that is said to be that of all documents, or "".
    """
    for named, target in zip(documents, targets, strict=True):
        own = kind or Path(named).suffix.lower() or ".md"
        to = target.suffix.lower() if target and target != Path(named) else own
        if target and to not in (own, "") and (own in _PACKAGES or to in _PACKAGES):
            raise UsageFault(
                Problem("contradiction", str(target), f"weaving makes no {to} of a {own}",
                        f"name a {own} with -o, and convert that")
            )  # fmt: skip


def check_closed(named: str, *, force: bool) -> None:
    """UsageFault for a document that is open in Word or LibreOffice."""
    place = Path(named).expanduser()
    name = place.name
    marks = [f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#"]
    for mark in marks:
        if not force and place.suffix and len(mark) > 3 and (place.parent / mark).exists():
            raise UsageFault(
                Problem("document-open", named, "the document is open in a word processor",
                        f"close it, or delete {mark}; --force goes on as it is")
            )  # fmt: skip
