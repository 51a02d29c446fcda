"""Runs that were put into a Word part, joined with those beside them that look the same.

So a text that was cut for a citation is whole again when the citation is taken back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archcite.doc.xml_part import Edit, Part, spliced
from archcite.render.ooxml import with_properties

_OPENS = re.compile(
    rb"(?P<run><w:r(?: [^<>]*)?>)(?P<props><w:rPr/>|<w:rPr>(?:(?!<w:rPr\b).)*?</w:rPr>)?", re.S
)
_TEXT = re.compile(rb"<w:t(?: [^<>]*)?>")
_CLOSES = b"</w:t></w:r>"
_FARTHEST = 20_000  # bytes of a run
_KEEPS_SPACE = b'<w:t xml:space="preserve">'


def joined(part: Part, edits: Sequence[Edit]) -> bytes:
    """The part with all edits, the runs that they put in joined with their neighbours."""
    xml, places = spliced(part.xml, edits)
    cuts: list[Edit] = []
    for start, end in places:
        if xml.startswith(b"<w:r>", start) and xml.endswith(_CLOSES, start, end):
            if not _join(xml, start, cuts) and (after := _OPENS.match(xml, end)):
                head = _OPENS.match(xml, start)
                if head and _join(xml, end, cuts):  # the writer's run begins as it did
                    cuts.append(Edit(*head.span(), after[0]))
            else:
                _join(xml, end, cuts)
    return part.encoded(spliced(xml, cuts)[0])


def _join(xml: bytes, place: int, cuts: list[Edit]) -> bool:
    """Join the runs that end and begin at a place, if both are one text and look the same.

    Whether they are joined, by this or before.
    """
    reach = max((each.end for each in cuts[-2:]), default=0)
    if not xml.endswith(_CLOSES, 0, place) or reach > place:
        return reach > place
    far = max(place - _FARTHEST, 0)
    start = max(xml.rfind(b"<w:r>", far, place), xml.rfind(b"<w:r ", far, place))
    before = _OPENS.match(xml, start) if start >= 0 else None
    after = _OPENS.match(xml, place)
    text = _TEXT.match(xml, after.end()) if after else None
    if before is None or after is None or text is None or _look(before) != _look(after):
        return False
    if after["run"] not in (b"<w:r>", before["run"]) and before["run"] != b"<w:r>":
        return False  # two runs of the writer's that say different things of themselves
    if xml.startswith(b"<w:rPr", before.end()) or xml.startswith(b"<w:rPr", after.end()):
        return False  # properties with older ones in them
    inner = place - len(_CLOSES)
    own = list(_TEXT.finditer(xml, before.end(), inner))
    if not own or xml.find(b"</w:r>", before.end(), inner) >= 0:
        return False
    if reach <= own[-1].start():
        cuts.append(Edit(*own[-1].span(), _KEEPS_SPACE))
    cuts.append(Edit(inner, text.end(), b""))
    return True


def _look(run: re.Match[bytes]) -> str:
    return with_properties((run["props"] or b"").decode())
