"""The meeting at which a speech was given, from sentences about it ("speech at the ... Plenum").

Takes the first sentence that names a meeting; its sitting and date only if they stand beside it.
"""

from __future__ import annotations

import re

from archcite.read.dates import FULL_DATE, read_date
from archcite.record.model import Event
from archcite.record.vocab import State

_MEETING = (
    r"(?:Plenum|Congress|Conference|Session|Meeting|Summit|Assembly|Symposium|Rally|Convention"
    r"|Reception|Seminar|Forum|Banquet|Ceremony)"
)
_AT = re.compile(
    r"\b(?:at|to|before|during) (?:the |a |an )?"
    rf"([^.,;:\[\]]{{0,120}}?\b{_MEETING}\b"
    r"(?: of (?:the )?[A-Z][^.,;:\[\]]{0,80}?)?)"
    r"(?= (?:on|in|held|at|where|during|about)\b|[.,;:\[\]]|$)",
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATED = re.compile(rf"^(?:{_MONTH} )?(?:\(?(?:1\d|20)\d\d\)? )?(?=\S)")
_SITTING = re.compile(
    r"\b(morning|afternoon|evening|night|opening|closing|first|second|third|fourth|fifth|final)\b"
    rf"(?: (?:session|sitting|meeting))?,? (?:of|on) (?:the )?({FULL_DATE.pattern})",
    re.IGNORECASE,
)
_SITTING_ALONE = re.compile(
    r"\b(morning|afternoon|evening|night|opening|closing|first|second|third|fourth|fifth|final)"
    r" (?:session|sitting)\b",
    re.IGNORECASE,
)


def find_event(sentences: list[str]) -> Event | None:
    """The event that the first of the texts that names one speaks of."""
    for text in sentences:
        match = _AT.search(text)
        if not match or not match[1][:1].isalnum() or not any(c.isupper() for c in match[1]):
            continue
        as_given = match[1].strip()
        name = _DATED.sub("", as_given).strip() or as_given
        near = text[match.end() : match.end() + 120]
        sitting = _SITTING.search(near)
        alone = sitting or _SITTING_ALONE.search(near)
        dated = FULL_DATE.search(near)
        date = read_date(dated[0]) if dated else None
        # A name that stands in another sentence as it is was not made by taking the date off.
        said = name == as_given or any(name in other for other in sentences if other is not text)
        return Event(
            name=name,
            as_given=as_given,
            session=alone[1].lower() if alone else None,
            date=date.edtf if date else None,
            src={} if said else {"name": State.INFERRED},
        )
    return None
