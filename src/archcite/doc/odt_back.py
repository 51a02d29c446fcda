"""A woven LibreOffice document as it was typed: marks become typed citations, notes of ours go."""

from __future__ import annotations

import json
from typing import Any

from archcite.doc.odt_list import left, typed
from archcite.doc.odt_text import Held, Note, Scan, replaced
from archcite.doc.xml_part import Edit
from archcite.render import odf

CITATION, REST, LIST = "ARCHCITE ", "ARCHCITE_NOTE ", "ARCHCITE_BIBLIOGRAPHY "


def unwoven(scan: Scan) -> bytes:
    """The content with the citations of ours as they were typed; nothing where it has none."""
    edits: list[Edit] = []
    gone: set[int] = set()
    texts: dict[int, str] = {}
    inside: dict[int, list[Held]] = {}
    for paragraph in scan.paragraphs:
        texts[paragraph.note] = texts.get(paragraph.note, "") + paragraph.text.strip()
    for held in scan.held:
        inside.setdefault(held.note, []).append(held)
    for note in scan.notes:
        both = inside.get(note.start, [])
        said = _own(both[0].name) if len(both) == 1 and not texts.get(note.start) else None
        if said and said[1].get("note") and not note.remarked:
            gone.add(note.start)
            kept = said[1] if said[0] == CITATION else {}
            edits += _note_back(scan, note, kept)
    for held in scan.held:
        said = _own(held.name)
        if said is None or held.note in gone:
            continue
        kind, kept = said
        text = _word(kept, "typed")
        if kind == LIST and held.section:
            lines = text.split("\n") if text else []
            back = typed(scan.part, held.begin, held.end, lines, _word(kept, "style"))
            edits.append(Edit(held.begin, held.end, back))
        elif not held.section:
            text = "" if kind == REST else text + _word(kept, "after")
            stays = left(scan.part.xml[held.begin : held.end])
            edits.append(Edit(held.begin, held.end, odf.plain(text).encode() + stays))
    return scan.part.edited(edits) if edits else b""


def _note_back(scan: Scan, note: Note, kept: dict[str, Any]) -> list[Edit]:
    """A note of ours as the citation that was typed in its place."""
    behind = _word(kept, "behind")
    edits: list[Edit] = []
    if behind and note.paragraph.text[: note.letter].endswith(behind):
        start = note.letter - len(behind)
        edits += replaced(scan.part, note.paragraph, start, note.letter, b"")
    else:
        behind = ""
    text = _word(kept, "typed")
    whole = f"{_word(kept, 'before')}{text}{behind}" if text else ""
    return [*edits, Edit(note.start, note.end, odf.plain(whole).encode())]


def _own(name: str) -> tuple[str, dict[str, Any]] | None:
    """The kind of a mark of ours and what it keeps; None for another's, or a spoilt one."""
    for kind in (CITATION, REST, LIST):
        if name.startswith(kind):
            try:
                kept = json.JSONDecoder().raw_decode(name[len(kind) :])[0]
            except (ValueError, RecursionError):
                return None
            return (kind, kept) if isinstance(kept, dict) else None
    return None


def _word(kept: dict[str, Any], name: str) -> str:
    value = kept.get(name)
    return value if isinstance(value, str) else ""
