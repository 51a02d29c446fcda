"""A woven Word document as it was typed: fields become typed citations, notes of ours go.

What somebody has written into such a note since stays, in a note of the writer's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archcite.doc import docx_edit, foreign, typed
from archcite.doc.docx_parts import Parts
from archcite.doc.docx_text import Field, Mark, Scan
from archcite.doc.xml_part import Edit, escaped
from archcite.render.ooxml import with_properties

KINDS = ("footnote", "endnote")


class Opened:
    """The parts of a document that hold text, each scanned."""

    def __init__(self, parts: Parts) -> None:
        self.main = Scan(parts.part(parts.main))
        self.notes = {
            kind: Scan(parts.part(parts.related[f"{kind}s"]))
            for kind in KINDS
            if f"{kind}s" in parts.related
        }

    def scans(self) -> list[Scan]:
        """All of them, the text first."""
        return [self.main, *self.notes.values()]


def unwoven(opened: Opened) -> dict[str, bytes]:
    """The parts that hold citations of ours, with these as they were typed."""
    edits: dict[str, list[Edit]] = {}
    made = {
        (kind, id_): note
        for kind, scan in opened.notes.items()
        for id_, note in _made_notes(scan).items()
    }
    for scan in opened.scans():
        mine = edits.setdefault(scan.part.name, [])
        for field in scan.fields:
            said = docx_edit.own(field.said)
            if said and not _is_gone(field, made):
                mine += _field_back(scan, field, *said)
    mine = edits[opened.main.part.name]
    for mark in opened.main.marks:
        note = made.get((mark.kind, mark.id))
        if note is not None:
            mine += _mark_back(opened.main, mark, note)
            scan = opened.notes[mark.kind]
            edits[scan.part.name].append(Edit(*scan.notes[mark.id], b""))
    return {
        scan.part.name: scan.part.edited(edits[scan.part.name])
        for scan in opened.scans()
        if edits[scan.part.name]
    }


def _is_gone(field: Field, made: Mapping[tuple[str, str], object]) -> bool:
    """Whether a field goes with its note."""
    note = field.first.note if field.first else ""
    return bool(note) and any(id_ == note and kind == _kind(field) for kind, id_ in made)


def _kind(field: Field) -> str:
    said = docx_edit.own(field.said)
    return docx_edit.word(said[1], "note") if said else ""


def _made_notes(scan: Scan) -> dict[str, dict[str, object]]:
    """The notes that hold one citation of ours and nothing else, with what its field keeps."""
    others: dict[str, str] = {}
    for paragraph in scan.paragraphs:
        others[paragraph.note] = others.get(paragraph.note, "") + paragraph.text.strip()
    found: dict[str, dict[str, object]] = {}
    counts: dict[str, int] = {}
    for field in scan.fields:
        note = field.first.note if field.first else ""
        counts[note] = counts.get(note, 0) + 1
        said = docx_edit.own(field.said)
        if note and said and docx_edit.word(said[1], "note"):
            found[note] = said[1] if said[0] == docx_edit.CITATION else {}
    inner = _nested(scan)
    return {
        note: kept
        for note, kept in found.items()
        if not others.get(note) and counts[note] - inner.get(note, 0) == 1
    }


def _nested(scan: Scan) -> dict[str, int]:
    """How many fields of each note stand inside of another one: links of a citation."""
    count: dict[str, int] = {}
    reach = -1
    for field in sorted(scan.fields, key=lambda each: (each.begin, -each.end)):
        note = field.first.note if field.first else ""
        if field.end <= reach:
            count[note] = count.get(note, 0) + 1
        reach = max(reach, field.end)
    return count


def _field_back(scan: Scan, field: Field, kind: str, kept: dict[str, object]) -> list[Edit]:
    """One field as it was typed."""
    if field.first is None or field.last is None:
        return []
    text = docx_edit.word(kept, "typed")
    if kind == docx_edit.LIST:
        return _list_back(scan, field, text)
    if field.first is not field.last:
        return []  # torn apart since: nothing that could be taken back safely
    text += docx_edit.word(kept, "after")
    if kind == docx_edit.REST:
        text = ""
    return [Edit(field.begin, field.end, _like(field, text))]


def _like(field: Field, text: str) -> bytes:
    """A run in the looks of a field's first."""
    if not text:
        return b""
    props = with_properties(field.run.props.decode()) if field.run else ""
    return f'<w:r>{props}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'.encode()


def _list_back(scan: Scan, field: Field, text: str) -> list[Edit]:
    """The bibliography's paragraphs as what marked their place; what stands beside them stays."""
    first, last = field.first, field.last
    if first is None or last is None:
        return []
    xml = scan.part.xml
    beside = xml[first.props or first.inside : field.begin] + xml[field.end : last.inside_end]
    lines = text.split("\n") if text else []
    typed_ = b"".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r></w:p>'.encode()
        for line in lines
    )
    if b"<w:t" in beside or b"<w:drawing" in beside:
        typed_ += b"<w:p>" + beside + b"</w:p>"
    return [Edit(first.start, last.end, typed_)]


def _mark_back(scan: Scan, mark: Mark, kept: Mapping[str, object]) -> list[Edit]:
    """A note's mark as the citation that was typed in its place."""
    said = dict(kept)
    gap, behind = docx_edit.word(said, "before"), docx_edit.word(said, "behind")
    text = docx_edit.word(said, "typed")
    paragraph, edits = mark.paragraph, list[Edit]()
    letters = paragraph.text[: mark.letter]
    if behind and letters.endswith(behind):
        edits += docx_edit.replaced(
            scan.part, paragraph, mark.letter - len(behind), mark.letter, b""
        )
    else:
        behind = ""
    text = f"{gap}{text}{behind}" if text else ""
    if mark.run.children == 1:
        new = docx_edit.run(text, docx_edit.before(paragraph, mark.letter))
        return [*edits, Edit(mark.run.start, mark.run.end, new)]
    inner = f'<w:t xml:space="preserve">{escaped(text)}</w:t>'.encode() if text else b""
    return [*edits, Edit(mark.start, mark.end, inner)]


def foreign_fields(scan: Scan) -> list[tuple[Field, foreign.Foreign]]:
    """The citations of other programs in a part."""
    found = []
    for field in scan.fields:
        line = field.first.number if field.first else 0
        read = foreign.read(field.said, line)
        if read:
            found.append((field, read))
    return sorted(found, key=lambda each: each[0].begin)


def adopted(opened: Opened, keys: Sequence[Sequence[str] | None]) -> dict[str, bytes]:
    """The parts with citations of other programs as typed ones; None leaves one alone."""
    asked = iter(keys)
    changed: dict[str, bytes] = {}
    for scan in opened.scans():
        edits = []
        for field, read in foreign_fields(scan):
            wanted = next(asked)
            whole = field.first is not None and field.first is field.last
            if wanted is not None and whole:
                text = typed.written(foreign.adopted(read, wanted))
                edits.append(Edit(field.begin, field.end, _like(field, text)))
        if edits:
            changed[scan.part.name] = scan.part.edited(edits)
    return changed
