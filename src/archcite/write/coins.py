"""Records as COinS: a span each, for pages whose readers have a reference manager."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from urllib.parse import quote

from archcite.crosswalk.coins import COINS
from archcite.crosswalk.coins_back import Pairs
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole


def write_coins(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A span a line. What is told as dropped stands in the carrier alone."""
    return whole(stream_coins(records, carrier=carrier))


def stream_coins(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    return pieces(records, partial(COINS.out, carrier=carrier), span, ("", "\n", "\n"))


def span(pairs: Pairs) -> str:
    """The element of one context object."""
    title = "&".join(f"{key}={quote(value.encode('utf-8', 'replace'), '')}" for key, value in pairs)
    return f'<span class="Z3988" title="{escape(title)}"></span>'
