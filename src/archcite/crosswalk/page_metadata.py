"""What a web page's metadata mean together, and a record as the metadata of its page.

The order of trust: Zotero's tags, Highwire's, PRISM and EPrints, the one COinS span, schema.org,
Dublin Core, Open Graph, the title; on a page of archcite's schema.org and Dublin Core come first.
What it is (letter, article, page) is settled first, so that all are read as of one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from archcite.crosswalk import coins_back, page_dublin_core, page_works, page_zotero
from archcite.crosswalk.carrier import pack, reconciled, seen_of, unpack
from archcite.crosswalk.page_joined import joined
from archcite.crosswalk.page_said import Said, Tags, content_of
from archcite.crosswalk.page_schema_org import schema_org, write_node
from archcite.crosswalk.page_social import site_name, social, social_type
from archcite.crosswalk.returning import Returned, digest, losses
from archcite.crosswalk.schema_org import bare as bare_node
from archcite.crosswalk.table import Plain
from archcite.crosswalk.told_works import foreign, work_of
from archcite.crosswalk.tree import store
from archcite.crosswalk.two_way import Out
from archcite.errors import ProblemsFound
from archcite.record.model import Record
from archcite.record.toml import from_plain

CARRIER = "archcite.record"
# The tags that are no fact's own.
_NOTES = frozenset((page_dublin_core.CREDITS, page_zotero.EXTRA))


class _What(NamedTuple):
    """The kind of document, "" for unknown, and the CSL type where the kind does not say it."""

    kind: str
    type: str


def means(said: Said) -> Plain:
    """The plain record that the metadata mean."""
    return _together(said, *_accounts(said))


def _together(said: Said, what: _What, found: Mapping[str, Plain]) -> Plain:
    made = joined(found.values(), what.kind, what.type)
    own = page_dublin_core.is_own(said.metas)
    if what.kind != "published" and not own:
        store(made, "digital.name", site_name(said, Tags(said.metas)))
    for text in said.unapi if len(said.unapi) == 1 and not own else ():
        foreign(made, "unapi", "id", text)
    return made


def back(said: Said) -> Returned:
    """What the metadata mean; where they carry a record, that with what was edited since.

    The same fact stands in several tags and in JSON-LD: an edit in any of these places counts.
    """
    found = next((word for word in _words(said) if unpack(word)), "")
    carried = unpack(found)
    if carried is None:
        return Returned(means(said))
    now = _accounts(said)[1]
    if seen_of(found) == digest(now):
        return Returned(carried, True)
    try:
        first = _accounts(write(from_plain(carried)))[1]
        for name in reversed(now):  # of two edits of one fact the more trusted is the last word
            was, is_ = first.get(name), now[name]
            if was and was != is_:
                then = _accounts(write(from_plain(carried)))[1].get(name, {})
                carried = reconciled(carried, was, _news(was, then, is_))
    except ProblemsFound:  # an edit is no valid value; the reader says so
        pass
    return Returned(carried, True)


def _news(was: Mapping[str, Any], then: Mapping[str, Any], now: Mapping[str, Any]) -> Plain:
    """What a source says now, without the edits that another one has told already.

    was: what it said when it was written. then: what it would say after those edits.
    """
    made: Plain = {}
    for key in dict.fromkeys([*was, *now]):
        old, known, new = was.get(key), then.get(key), now.get(key)
        if new == known:
            new = old
        elif all(isinstance(each, Mapping) for each in (old, known, new)):
            new = _news(old or {}, known or {}, new or {})
        if new is not None:
            made[key] = new
    return made


def _accounts(said: Said) -> tuple[_What, dict[str, Plain]]:
    """What the document is, and what each source says, the most trusted first."""
    tags = Tags(said.metas)
    own = page_dublin_core.is_own(said.metas)
    span, node = _span(said), schema_org(said)
    core = page_dublin_core.dublin_core(said.metas, "", "") if own else {}
    what = _what(said, tags, core, span, node)
    known = what if what.kind else _What("published", "webpage")
    core = core or page_dublin_core.dublin_core(said.metas, what.kind, what.type)
    if own and node:  # which has the parts of what Dublin Core only prints
        core = {name: found for name, found in core.items() if name not in ("source", "digital")}
    first = {"schema.org": node, "dublin-core": core} if own else {}
    found = {
        **first,
        "zotero": page_zotero.zotero(tags, own=own),
        "highwire": page_works.highwire(tags),
        "prism": page_works.prism(tags),
        "coins": span,
        "schema.org": node,
        "dublin-core": core,
        "social": social(said, tags, known.type or "document"),
    }
    return known, {name: account for name, account in found.items() if account}


def _what(said: Said, tags: Tags, own: Plain, span: Plain, node: Plain) -> _What:
    """What the document is, by the most trusted source that tells it.

    own: what archcite's own Dublin Core means, {} for that of others.
    """
    for each in _telling(said, tags, own, span, node):
        if kind := each and each["document"].get("kind"):
            return _What(str(kind), str((each.get("published") or {}).get("type") or ""))
    return _What("", "")


def _telling(said: Said, tags: Tags, own: Plain, span: Plain, node: Plain) -> Iterator[Plain]:
    yield own
    for tell in (page_zotero.zotero_csl_type, page_works.highwire_type, page_works.prism_type):
        if type_ := tell(tags):
            yield _typed(type_)
    yield span
    yield node
    if page_dublin_core.tells_type(said.metas):
        yield page_dublin_core.dublin_core(said.metas, "", "")
    if type_ := social_type(tags):
        yield _typed(type_)


def _typed(type_: str) -> Plain:
    return work_of({"type": type_})


def _span(said: Said) -> Plain:
    """The meaning of the page's span, where it has one alone: several are of its references."""
    return coins_back.means(said.coins[0]) if len(said.coins) == 1 else {}


# -- the way there


def write(record: Record) -> Said:
    """The metadata of a record's own page."""
    metas = [*page_works.write_highwire(record), *page_zotero.write_zotero(record),
             *page_dublin_core.write_dublin_core(record)]  # fmt: skip
    return Said(
        metas=[(name, text, more) for name, told, more in metas if (text := content_of(told))],
        nodes=[write_node(record)],
        coins=[],
        unapi=(record.document.id,),
    )


def _bare(said: Said) -> Said | None:
    """The same without the sentences of credits and without Extra; None where it has none."""
    nodes = [bare_node(node) or node for node in said.nodes]
    metas = [meta for meta in said.metas if meta[0] not in _NOTES]
    if nodes == said.nodes and metas == said.metas:
        return None
    return said._replace(nodes=nodes, metas=metas)


def _words(said: Said) -> Iterable[str]:
    return [text for name, text, _ in said.metas if name.lower() == CARRIER]


def out(record: Record, carrier: bool = True) -> Out[Said]:
    """A record as the metadata of its page. carrier: whether the whole record travels along."""
    said = write(record)
    what, found = _accounts(said)
    dropped = losses(record, _together(said, what, found))
    bare = _bare(said)
    moved = losses(record, means(bare)) if bare else []
    if carrier:
        word = pack(record, digest(found))
        said.metas.append((CARRIER, word, ""))
    return Out(said, dropped, [path for path in moved if path not in dropped])
