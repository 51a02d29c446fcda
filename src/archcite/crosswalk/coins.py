"""A record as a COinS context object (Z39.88 in keys and values), and back.

Articles, books, theses and patents by the matrix of their kind; everything else, archival documents
first of all, by that of Dublin Core. The carrier is private data of the referrer (rft_dat).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archcite.crosswalk import dublin_core
from archcite.crosswalk.coins_back import FORMAT, KEY, PRIVATE, Pairs, means
from archcite.crosswalk.coins_table import FIELDS, MATRICES
from archcite.crosswalk.csl import to_item
from archcite.crosswalk.csl_wording import AUTHORS
from archcite.crosswalk.two_way import TwoWay
from archcite.crosswalk.zotero_types import zotero_type
from archcite.record.model import Agent, Record
from archcite.record.vocab import AgentKind, Kind, NameOrder


def write(record: Record) -> Pairs:
    """The keys and values of a record, in the order in which they are written."""
    item = to_item(record)
    matrix, genre = MATRICES.get(str(item["type"]), ("dc", ""))
    if record.document.kind is not Kind.PUBLISHED:
        matrix = "dc"
    pairs = [("ctx_ver", "Z39.88-2004"), ("ctx_enc", "info:ofi/enc:UTF-8"),
             ("rfr_id", "info:sid/archcite"), ("rft_val_fmt", f"{FORMAT}{matrix}")]  # fmt: skip
    if matrix == "dc":
        pairs += _dublin_core(record)
    else:
        pairs += _matrix(record, item, matrix, genre)
    return [(name, " ".join(text.split())) for name, text in pairs if text.strip()]


def _dublin_core(record: Record) -> Iterator[tuple[str, str]]:
    for name, text, _ in dublin_core.lines(record, full=False):
        yield f"rft.{name.removeprefix('dc:')}", text
    # Zotero takes the last type that it knows.
    yield "rft.type", zotero_type(record)


def _matrix(
    record: Record, item: Mapping[str, object], matrix: str, genre: str
) -> Iterator[tuple[str, str]]:
    yield "rft_id", f"{KEY}{record.document.id}"
    if record.digital and record.digital.doi:
        yield "rft_id", f"info:doi/{record.digital.doi}"
    if record.digital and record.digital.url:
        yield "rft_id", record.digital.url
    if record.published and record.published.pmid:
        yield "rft_id", f"info:pmid/{record.published.pmid}"
    if genre:
        yield "rft.genre", genre
    if _is_second(str(item["type"])):
        yield "rft.type", str(item["type"])
    date = record.document.date or record.document.date_as_given
    yield "rft.date", date or ""
    for name, variable in FIELDS[matrix, genre]:
        found = item.get(variable)
        yield f"rft.{name}", found if isinstance(found, str) else ""
    yield from _authors(record, "inv" if matrix == "patent" else "au")


def _is_second(type_: str) -> bool:
    """Whether a type shares matrix and genre with one that they mean first."""
    return next(name for name, told in MATRICES.items() if told == MATRICES[type_]) != type_


def _authors(record: Record, prefix: str) -> Iterator[tuple[str, str]]:
    authors = [agent for agent in record.people if agent.role in AUTHORS]
    whole = "rft.inventor" if prefix == "inv" else "rft.au"
    for number, agent in enumerate(authors):
        if agent.kind is AgentKind.BODY:
            yield "rft.aucorp" if prefix == "au" else whole, agent.as_given
            continue
        if number == 0 and _has_parts(agent):
            family = " ".join(each for each in (agent.particle, agent.family) if each)
            yield f"rft.{prefix}last", family
            yield f"rft.{prefix}first", agent.given or ""
        yield whole, dublin_core.catalogue_name(agent)


def _has_parts(agent: Agent) -> bool:
    first = agent.order is NameOrder.FAMILY_FIRST
    return bool(agent.family and agent.given and not agent.suffix and not first)


def _carry(pairs: Pairs, word: str) -> None:
    pairs.append((PRIVATE, word))


def _words(pairs: Pairs) -> Iterable[str]:
    return [text for name, text in pairs if name == PRIVATE]


COINS = TwoWay(write, means, _carry, _words)
