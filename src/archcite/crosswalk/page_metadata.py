"""What a web page's metadata mean together, and a record as the metadata of its page.

The order of trust: Zotero's tags, Highwire's, PRISM and EPrints, the one COinS span, schema.org,
Dublin Core, Open Graph, the title; on a page of archcite's schema.org and Dublin Core come first.
What it is (letter, article, page) is settled first, so that all are read as of one thing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from archcite.crosswalk import coins_back, page_dublin_core, page_works, page_zotero
from archcite.crosswalk.carrier import reconciled, seen_of, unpack
from archcite.crosswalk.page_joined import joined
from archcite.crosswalk.page_said import Said, Tags, content_of
from archcite.crosswalk.page_schema_org import moved, schema_org, write_node
from archcite.crosswalk.page_social import site_name, social, social_type
from archcite.crosswalk.returning import Returned, digest
from archcite.crosswalk.table import Plain
from archcite.crosswalk.told_works import foreign, work_of
from archcite.crosswalk.tree import store
from archcite.crosswalk.two_way import Out, TwoWay
from archcite.errors import ProblemsFound
from archcite.record.model import Record
from archcite.record.toml import from_plain

CARRIER = "archcite.record"


class _What(NamedTuple):
    """The kind of document, "" for unknown, and the CSL type where the kind does not say it."""

    kind: str
    type: str


def means(said: Said) -> Plain:
    """The plain record that the metadata mean."""
    tags = Tags(said.metas)
    own = page_dublin_core.is_own(said.metas)
    what, found = _accounts(said)
    made = joined(found.values(), what.kind, what.type)
    if what.kind != "published" and not own:
        store(made, "digital.name", site_name(said, tags))
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
    if seen_of(found) == digest(means(said)):
        return Returned(carried, True)
    now = _accounts(said)[1]
    for name, account in now.items():
        try:
            then = _accounts(write(from_plain(carried)))[1].get(name)
        except ProblemsFound:
            break
        if account and then and account != then:
            carried = reconciled(carried, then, account)
    return Returned(carried, True)


def _accounts(said: Said) -> tuple[_What, dict[str, Plain]]:
    """What the document is, and what each source says, the most trusted first."""
    tags = Tags(said.metas)
    own = page_dublin_core.is_own(said.metas)
    span, node = _span(said), schema_org(said)
    what = _what(said, tags, own, span, node)
    known = what if what.kind else _What("published", "webpage")
    core = page_dublin_core.dublin_core(said.metas, what.kind, what.type)
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
    return Said(
        metas=[(name, text, more) for name, told, more in metas if (text := content_of(told))],
        nodes=[write_node(record)],
        coins=[],
        unapi=(record.document.id,),
    )


def _carry(said: Said, word: str) -> None:
    said.metas.append((CARRIER, word, ""))


def _words(said: Said) -> Iterable[str]:
    return [text for name, text, _ in said.metas if name.lower() == CARRIER]


_FORMAT = TwoWay(write, means, _carry, _words, moved)


def out(record: Record, carrier: bool = True) -> Out[Said]:
    """A record as the metadata of its page. carrier: whether the whole record travels along."""
    return _FORMAT.out(record, carrier)
