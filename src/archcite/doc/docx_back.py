"""A woven Word document as it was typed: fields become typed citations, notes of ours go.

What somebody has written into such a note since stays, in a note of the writer's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from archcite.doc import docx_edit, docx_list, foreign, typed
from archcite.doc.docx_joined import joined
from archcite.doc.docx_parts import Parts, prefix_in, renamed
from archcite.doc.docx_text import Field, Mark, Scan
from archcite.doc.xml_part import Edit, escaped
from archcite.render.ooxml import with_properties

KINDS = ("footnote", "endnote")
# Runs of a field that hold nothing else than text, and what may stand beside them and goes too.
_RUNS = re.compile(
    rb"<(?P<run>(?:[\w.-]+:)?r)(?:\s[^<>]*)?>(?:(?!</?(?P=run)[\s>]|(?:comment|foot|end)\w*Reference).)*"
    rb"</(?P=run)>", re.S,
)  # fmt: skip
_SIMPLE = re.compile(
    rb"(?:\s|<[\w.-]+:proofErr\s[^<>]*/>|<(?P<link>[\w.-]+:hyperlink)(?:\s[^<>]*)?>\s*</(?P=link)>)*"
)
_STAYS = re.compile(rb"<[\w.-]+:(?:comment|footnote|endnote)Reference\b")


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
        scan.part.name: _edited(scan, edits[scan.part.name])
        for scan in opened.scans()
        if edits[scan.part.name]
    }


def _edited(scan: Scan, edits: Sequence[Edit]) -> bytes:
    """A part with edits that name Word's elements w:, in the prefix that it has for them."""
    prefix = prefix_in(scan.part)
    return joined(scan.part, [edit._replace(new=renamed(edit.new, prefix)) for edit in edits])


def _is_gone(field: Field, made: Mapping[tuple[str, str], object]) -> bool:
    """Whether a field goes with its note."""
    note = field.first.note if field.first else ""
    return bool(note) and (_kind(field), note) in made


def _kind(field: Field) -> str:
    said = docx_edit.own(field.said)
    return docx_edit.word(said[1], "note") if said else ""


def _made_notes(scan: Scan) -> dict[str, dict[str, object]]:
    """The notes that hold one citation of ours and nothing else, with what its field keeps.

    One with a comment is the writer's: the comment has its place there.
    """
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
        if not others.get(note)
        and counts[note] - inner.get(note, 0) == 1
        and note not in scan.remarked
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
        return docx_list.back(scan, field, kept)
    text += docx_edit.word(kept, "after")
    if kind == docx_edit.REST:
        text = ""
    return _replaced(scan, field, _like(field, text))


def _replaced(scan: Scan, field: Field, new: bytes) -> list[Edit]:
    """Edits that put runs in a field's place. What is no run of it stays, and so do comments.

    It may have been torn since: by the end of a paragraph, or by a tracked change.
    """
    xml = scan.part.xml
    if _SIMPLE.fullmatch(_RUNS.sub(b"", xml[field.begin : field.end])):
        return [Edit(field.begin, field.end, new)]
    edits = [Edit(field.begin, field.begin, new)]
    at = bisect_left(scan.runs, (field.begin, 0))
    for start, end in scan.runs[at:]:
        if end > field.end:
            break
        if not _STAYS.search(xml, start, end):
            edits.append(Edit(start, end, b""))
    return edits


def _like(field: Field, text: str) -> bytes:
    """A run in the looks of a field's first."""
    if not text:
        return b""
    props = with_properties(field.run.props.decode()) if field.run else ""
    return f'<w:r>{props}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'.encode()


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
    around = docx_edit.before(paragraph, mark.letter)
    if mark.run.children == 1:
        new = docx_edit.run(f"{gap}{text}{behind}" if text else "", around)
        if text and "looks" in said:
            new = docx_edit.run(gap, around)
            new += docx_edit.looking(text, docx_edit.element(said, "looks", "rPr", scan.part))
            new += docx_edit.run(behind, around)
        return [*edits, Edit(mark.run.start, mark.run.end, new)]
    text = f"{gap}{text}{behind}" if text else ""
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
    """The parts with citations of other programs as typed ones; None leaves one alone.

    Where none is left alone, the other program's bibliography becomes the mark of one of ours.
    """
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
        for field in scan.fields if None not in keys else ():
            if foreign.is_bibliography(field.said) and keys:
                edits += docx_list.back(scan, field, {"typed": "{bibliography}"})
        if edits:
            changed[scan.part.name] = _edited(scan, edits)
    return changed
