"""Records as a MODS 3.8 collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def write_mods(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A modsCollection. What is told as dropped stands in the carrier alone."""
    return whole(stream_mods(records, carrier=carrier))


def stream_mods(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    from archcite.crosswalk.mods import MODS
    from archcite.write.xml import pieces

    return pieces(records, lambda each: MODS.out(each, carrier), _shell)


def _shell() -> tuple[Element, Element]:
    from archcite.crosswalk.mods import collection

    root = collection()
    return root, root
