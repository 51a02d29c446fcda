"""One thing that a citation may lack, as a value that is quick to load; record.gaps finds them."""

from __future__ import annotations

from typing import NamedTuple


class Want(NamedTuple):
    """Something that a citation may need.

    word: stable, a record has no two wants of the same; phrase: a noun phrase, which is printed;
    field: where it would stand (people.recipient: one of `people` in that role).
    """

    word: str
    phrase: str
    field: str


class Gap(NamedTuple):
    """A want that is not met. lost: the source had it, the extraction lost it."""

    word: str
    phrase: str
    field: str
    lost: bool = False
