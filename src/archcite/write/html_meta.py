"""Records as what stands in the heads of their own pages: meta tags and a block of JSON-LD.

unAPI has no address here: where a server for it is, only the site knows; the id alone is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from html import escape

import msgspec

from archcite.crosswalk.page_metadata import out
from archcite.crosswalk.page_said import Meta, Said
from archcite.record.model import Record
from archcite.write import Written
from archcite.write.frame import pieces, whole

_SCHEMAS = (
    '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">',
    '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">',
    '<link rel="schema.MARCREL" href="http://id.loc.gov/vocabulary/relators/">',
    '<link rel="schema.z" href="http://www.zotero.org/namespaces/export#">',
)


def write_html_meta(records: Iterable[Record], *, carrier: bool = True) -> Written:
    """A part for each record. What is told as dropped stands in the carrier alone."""
    return whole(stream_html_meta(records, carrier=carrier))


def stream_html_meta(records: Iterable[Record], *, carrier: bool = True) -> Iterator[Written]:
    """The same piece by piece."""
    return pieces(records, partial(out, carrier=carrier), head, ("", "\n\n", "\n"))


def head(said: Said) -> str:
    """What belongs into the head of one page, and the unAPI id for its body."""
    key = next(iter(said.unapi), "")
    lines = [f"<!-- archcite: {re.sub('-{2,}', '-', key)} -->", *_SCHEMAS]
    lines += map(_tag, said.metas)
    for node in said.nodes:
        text = msgspec.json.format(msgspec.json.encode(node), indent=1).decode("utf-8")
        # No markup in a script, and no letter that a reader of pages takes for a line's end.
        text = _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
        lines.append(f'<script type="application/ld+json">\n{text}\n</script>')
    if key:
        lines.append("<!-- For the body; with a link of rel unapi-server in the head: -->")
        lines.append(f'<abbr class="unapi-id" title="{escape(key)}"></abbr>')
    return "\n".join(lines)


def _tag(meta: Meta) -> str:
    name, content, more = meta
    mark = ""
    if more:
        mark = f' {"scheme" if "." in more else "lang"}="{escape(more)}"'
    return f'<meta name="{escape(name)}"{mark} content="{escape(content)}">'


_SPECIAL = re.compile("[<>&\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
