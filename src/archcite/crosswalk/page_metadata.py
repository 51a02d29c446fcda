"""What a web page's metadata mean together, and a record as the metadata of its page.

The order of trust: archcite's own Dublin Core, Zotero's tags, Highwire's, PRISM and EPrints, the
one COinS span, schema.org, anybody's Dublin Core, Open Graph, the title. What it is (letter,
article, web page) is settled first, so that all sources are read as of one thing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from archcite.crosswalk import coins_back, page_dublin_core, page_works, page_zotero
from archcite.crosswalk.page_joined import joined
from archcite.crosswalk.page_said import Said, Tags
from archcite.crosswalk.page_schema_org import node_of
from archcite.crosswalk.page_social import site_name, social, social_type
from archcite.crosswalk.table import Plain
from archcite.crosswalk.told_works import foreign, work_of
from archcite.crosswalk.tree import store
from archcite.crosswalk.two_way import TwoWay
from archcite.record.model import Record

CARRIER = "archcite.record"


class _What(NamedTuple):
    """The kind of document, "" for unknown, and the CSL type where the kind does not say it."""

    kind: str
    type: str


def means(said: Said) -> Plain:
    """The plain record that the metadata mean."""
    tags = Tags(said.metas)
    own = page_dublin_core.is_own(said.metas)
    span = _span(said)
    node = node_of(said)
    what = _what(said, tags, own, span, node)
    known = what if what.kind else _What("published", "webpage")
    core = page_dublin_core.dublin_core(said.metas, what.kind, what.type)
    accounts = [
        page_zotero.zotero(tags, own=own),
        page_works.highwire(tags),
        page_works.prism(tags),
        span,
        node,
        core,
        social(said, tags, known.type or "document"),
    ]
    if own:
        accounts.insert(0, core)
    made = joined([each for each in accounts if each], known.kind, known.type)
    site = site_name(said, tags)
    if known.kind != "published" and site and not own:
        store(made, "digital.name", site)
    for text in said.unapi if len(said.unapi) == 1 and not own else ():
        foreign(made, "unapi", "id", text)
    return made


def _what(said: Said, tags: Tags, own: bool, span: Plain, node: Plain) -> _What:
    """What the document is, by the most trusted source that tells it."""
    core = page_dublin_core.dublin_core(said.metas, "", "")
    told = page_dublin_core.tells_type(said.metas)
    types = (
        page_zotero.zotero_csl_type(tags),
        page_works.highwire_type(tags),
        page_works.prism_type(tags),
    )
    accounts = [core] if own else []
    accounts += [_typed(type_) for type_ in types if type_]
    accounts += [each for each in (span, node) if each]
    accounts += [core] if told else []
    accounts += [_typed(type_) for type_ in (social_type(tags),) if type_]
    for each in accounts:
        if kind := each["document"].get("kind"):
            return _What(str(kind), str((each.get("published") or {}).get("type") or ""))
    return _What("", "")


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
    return Said([(name, text.strip(), more) for name, text, more in metas if text.strip()], [], [])


def _carry(said: Said, word: str) -> None:
    said.metas.append((CARRIER, word, ""))


def _words(said: Said) -> Iterable[str]:
    return [text for name, text, _ in said.metas if name.lower() == CARRIER]


PAGE = TwoWay(write, means, _carry, _words, page_zotero.moved)
