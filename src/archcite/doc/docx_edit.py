"""Edits of a Word part: letters of a paragraph replaced by runs, and the fields that keep keys.

A citation is a complex field of the kind that word processors leave to add-ins: its instruction
holds what was typed. Word and LibreOffice keep such fields, in notes too; content controls in a
line are lost in older versions of LibreOffice.
"""

from __future__ import annotations

import json
import re
from typing import Any

from archcite.doc.docx_text import Paragraph, Piece
from archcite.doc.xml_part import Edit, Letters, Part, escaped
from archcite.render.ooxml import with_properties

CITATION, REST, LIST = "ARCHCITE", "ARCHCITE_NOTE", "ARCHCITE_BIBLIOGRAPHY"
_ATTRIBUTE = re.compile(r"([\w.:-]+)=\"([^<>\"&]*)\"")
_TAG = re.compile(r"<(/?)([\w.-]+(?::[\w.-]+)?)((?:\s+[\w.:-]+=\"[^<>\"&]*\")*)\s*(/?)>")
_NO_XML = re.compile(r"\S")
_SPACE = b' xml:space="preserve">'


def replaced(
    part: Part, paragraph: Paragraph, start: int, end: int, new: bytes, lead: str = ""
) -> list[Edit]:
    """Edits that put runs in the place of letters start to end of a paragraph.

    lead: letters that stay before them, in the run that the first letter was in.
    """
    edits: list[Edit] = []
    for piece in paragraph.pieces:
        if piece.at + piece.letters <= start or piece.at >= end:
            continue
        first = piece.at <= start
        if not piece.text:
            edits.append(Edit(piece.tag, piece.stop, b""))
            if first:  # a tab or the like before the citation
                edits.append(Edit(piece.run.start, piece.run.start, run(lead, piece) + new))
            continue
        a, b = max(start - piece.at, 0), min(end - piece.at, piece.letters)
        edits += _in_piece(part, piece, a, b, new if first else b"", lead if first else "")
    return edits


def _in_piece(part: Part, piece: Piece, a: int, b: int, new: bytes, lead: str) -> list[Edit]:
    """Letters a to b of one w:t replaced."""
    holder = piece.run
    if a == 0 and b == piece.letters and holder.children == 1:
        return [Edit(holder.start, holder.end, run(lead, piece) + new)]
    letters = Letters(part.xml, piece.start, piece.end)
    begin, stop = letters.place(a), letters.place(b)
    tag = part.xml[piece.tag : piece.start]
    edits = []
    if b"xml:space" not in tag:
        edits.append(Edit(piece.tag, piece.start, tag[:-1] + _SPACE))
    if a == 0 and piece.nth == 1:
        before = run(lead, piece) + new
        edits += [Edit(holder.start, holder.start, before)] if before else []
        return [*edits, Edit(begin, stop, b"")]
    kept = escaped(lead).encode()
    if not new:
        return [*edits, Edit(begin, stop, kept)]
    if b == piece.letters and piece.nth == holder.children:
        return [*edits, Edit(begin, stop, kept), Edit(holder.end, holder.end, new)]
    again = b"<w:r>" + holder.props + b"<w:t" + _SPACE
    return [*edits, Edit(begin, stop, kept + b"</w:t></w:r>" + new + again)]


def run(text: str, like: Piece | None) -> bytes:
    """A run of plain text that looks like another; nothing for no text."""
    return looking(text, with_properties(like.run.props.decode()) if like else "")


def looking(text: str, props: str) -> bytes:
    """A run of plain text with these properties; nothing for no text."""
    if not text:
        return b""
    return f'<w:r>{props}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'.encode()


def before(paragraph: Paragraph, letter: int) -> Piece | None:
    """The text that a letter stands behind; else the one before which it stands, or None."""
    texts = [piece for piece in paragraph.pieces if piece.text]
    earlier = [piece for piece in texts if piece.at < letter]
    return earlier[-1] if earlier else texts[0] if texts else None


def looks(paragraph: Paragraph, start: int, base: str) -> dict[str, object]:
    """What is kept of the looks of a citation whose note is marked at start: those of its own.

    base: the properties of its run.
    """
    around = before(paragraph, start)
    own = with_properties(base)
    if around is None or own == with_properties(around.run.props.decode()):
        return {}
    return {"looks": own}


def opening(kind: str, said: dict[str, Any], base: str = "") -> str:
    """The runs that begin a field of ours."""
    kept = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    props = with_properties(base)
    return (
        f'<w:r>{props}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{props}'
        f'<w:instrText xml:space="preserve"> ADDIN {kind} {escaped(kept)} </w:instrText></w:r>'
        f'<w:r>{props}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def closing(base: str = "") -> str:
    """The run that ends a field."""
    return f'<w:r>{with_properties(base)}<w:fldChar w:fldCharType="end"/></w:r>'


def own(said: str) -> tuple[str, dict[str, Any]] | None:
    """The kind of a field of ours and what it keeps; None for another's, or a spoilt one."""
    words = said.split(None, 2)
    if len(words) < 3 or words[0] != "ADDIN" or words[1] not in (CITATION, REST, LIST):
        return None
    try:
        kept = json.loads(words[2])
    except (ValueError, RecursionError):
        return None
    if not isinstance(kept, dict) or not isinstance(kept.get("typed", ""), str):
        return None
    return words[1], kept


def element(kept: dict[str, Any], name: str, local: str, part: Part) -> str:
    """One element of Word's that a field of ours keeps, with what it holds; "" for anything else.

    name: what it is kept as. local: its own name. Nothing that the part could not hold is given.
    """
    text = word(kept, name)
    tags = _TAG.findall(text)
    if not tags or _NO_XML.search(_TAG.sub("", text)):
        return ""
    open_: list[str] = []
    for place, (closes, called, more, alone) in enumerate(tags):
        if (place and not open_) or (not place and called != f"w:{local}"):
            return ""
        if not _bound(called, more, part):
            return ""
        if closes:
            if open_.pop() != called:
                return ""
        elif not alone:
            open_.append(called)
    return "" if open_ else text


def _bound(called: str, attributes: str, part: Part) -> bool:
    """Whether a part binds the prefixes of a tag's names."""
    names = {each[0] for each in _ATTRIBUTE.findall(attributes)} | {called}
    prefixes = {each.partition(":")[0] for each in names if ":" in each} - {"w", "xml"}
    return all(f"xmlns:{each}=".encode() in part.xml for each in prefixes)


def word(kept: dict[str, Any], name: str) -> str:
    """A text that a field of ours keeps, or ""."""
    value = kept.get(name)
    return value if isinstance(value, str) else ""
