"""What the keys and values of a COinS context object mean, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from archcite.crosswalk.carrier import MARK
from archcite.crosswalk.coins_table import FIELDS, MATRICES, OTHER_GENRES
from archcite.crosswalk.dublin_core import from_lines
from archcite.crosswalk.dublin_core_back import inverted
from archcite.crosswalk.table import Plain
from archcite.crosswalk.told_works import body, foreign, named, pages, same_name, work_of
from archcite.crosswalk.tree import append, store
from archcite.crosswalk.zotero_types import TO_CSL
from archcite.record.vocab import Kind, Role, WorkType

Pairs = list[tuple[str, str]]

FORMAT = "info:ofi/fmt:kev:mtx:"
KEY = "archcite:"
PRIVATE = "rft_dat"
_ELEMENTS = frozenset(
    """title creator subject description publisher contributor date type format identifier source
    language relation coverage rights""".split()
)
_TYPES: Mapping[tuple[str, str], str] = {
    **{told: type_ for type_, told in reversed(list(MATRICES.items()))},
    **OTHER_GENRES,
}
_SPENT = frozenset(("genre", "type", "date", "spage", "epage", "eissn", "title"))
_PEOPLE = frozenset(
    """au aulast aufirst auinit auinit1 auinitm ausuffix aucorp inventor invlast invfirst
    contributor creator""".split()
)


def means(pairs: Pairs) -> Plain:
    """The plain record of a context object."""
    told: dict[str, list[str]] = {}
    for name, text in pairs:
        if text.strip():
            told.setdefault(name, []).append(" ".join(text.split()))
    fields = {name[4:]: found for name, found in told.items() if name.startswith("rft.")}
    matrix = _matrix(told, fields)
    plain = _dublin_core(fields) if matrix == "dc" else _work(fields, matrix)
    _identifiers(told.get("rft_id", []), plain)
    for text in told.get(PRIVATE, ()):
        if not text.startswith(MARK):
            foreign(plain, "coins", PRIVATE, text)
    return plain


def _matrix(told: Mapping[str, list[str]], fields: Mapping[str, list[str]]) -> str:
    said = next(iter(told.get("rft_val_fmt", [])), "").rpartition(":")[2].casefold()
    if said in ("journal", "book", "dissertation", "patent", "dc"):
        return said
    if fields.keys() & {"jtitle", "issn", "stitle"}:
        return "journal"
    return "book" if fields.keys() & {"btitle", "isbn", "pub"} else "dc"


# -- Dublin Core


def _dublin_core(fields: Mapping[str, list[str]]) -> Plain:
    lines = [
        (f"dc:{name}", text, "")
        for name, texts in fields.items()
        if name in _ELEMENTS and name != "type"
        for text in texts
    ]
    lines += [("dc:type", text, "") for text in _dc_types(fields.get("type", []))]
    for name in ("au", "aucorp"):
        lines += [("dc:creator", text, "") for text in fields.get(name, ())]
    plain = from_lines(lines, full=False)
    for name, texts in fields.items():
        if name not in _ELEMENTS and name not in _PEOPLE:
            for text in texts:
                foreign(plain, "coins", f"rft.{name}", text)
    return plain


def _dc_types(types: list[str]) -> Iterator[str]:
    """The types as records call them; Zotero's name for its own program only where it is alone."""
    own = any(each in Kind._value2member_map_ for each in types)
    for number, each in enumerate(types):
        zotero = TO_CSL.get(each)
        if zotero and own and number == len(types) - 1 > 0:
            continue
        yield zotero if zotero and not own and each not in Kind._value2member_map_ else each


# -- works


def _work(fields: Mapping[str, list[str]], matrix: str) -> Plain:
    genre = next(iter(fields.get("genre", [])), "").casefold()
    if matrix == "book" and not genre and "atitle" in fields:
        genre = "bookitem"
    type_ = _TYPES.get((matrix, genre)) or _TYPES.get((matrix, "")) or "document"
    said = next(iter(fields.get("type", [])), "")
    item = {"type": said if said in WorkType._value2member_map_ else type_}
    known = FIELDS.get((matrix, genre)) or FIELDS[MATRICES.get(type_, (matrix, ""))]
    for name, variable in known:
        store(item, variable, next(iter(fields.get(name, [])), ""))
    # Older spans have "title" for the container of an article, and for a book itself.
    inside = any(name == "atitle" for name, _ in known) and "atitle" in fields
    store(item, "container-title" if inside else "title", next(iter(fields.get("title", [])), ""))
    store(item, "ISSN", next(iter(fields.get("eissn", [])), ""))
    first, last = (next(iter(fields.get(name, [])), "") for name in ("spage", "epage"))
    store(item, "page", pages(first, last))
    store(item, "issued", next(iter(fields.get("date", [])), ""))
    plain = work_of(item, _people(fields, "inv" if matrix == "patent" else "au"))
    read = {name for name, _ in known} | _SPENT | _PEOPLE
    for name, texts in fields.items():
        for text in texts if name not in read else texts[1:] if name not in _PEOPLE else ():
            foreign(plain, "coins", f"rft.{name}", text)
    return plain


def _people(fields: Mapping[str, list[str]], prefix: str) -> list[Plain]:
    """Who made it, each once: a first author may stand in parts and whole."""
    whole = fields.get("inventor" if prefix == "inv" else "au", []) + fields.get("creator", [])
    found = [named(text) for text in whole]
    families, givens = fields.get(f"{prefix}last", []), fields.get(f"{prefix}first", [])
    initials = fields.get(f"{prefix}init", []) or fields.get(f"{prefix}init1", [])
    suffixes = fields.get(f"{prefix}suffix", [])
    for number, family in reversed(list(enumerate(families))):
        given = _at(givens, number) or _at(initials, number)
        parts = [family, given, _at(suffixes, number) if given else ""]
        agent = inverted(", ".join(each for each in parts if each))
        agent.setdefault("family", family)
        same = next((at for at, each in enumerate(found) if same_name(each, agent)), None)
        if same is None:
            found.insert(0, agent)
        elif "family" not in found[same]:
            found[same] = {**agent, "as_given": found[same]["as_given"]} if given else found[same]
    found += [body(text) for text in fields.get("aucorp", ())]
    found += [named(text, Role.CONTRIBUTOR) for text in fields.get("contributor", ())]
    return found


def _at(texts: list[str], number: int) -> str:
    return texts[number] if number < len(texts) else ""


def _identifiers(texts: list[str], plain: Plain) -> None:
    for text in texts:
        doi = re.match(r"(?:info:doi/|urn:doi:|doi:|https?://(?:dx\.)?doi\.org/)(10\..+)", text)
        number = re.match(r"urn:(isbn|issn):(.+)", text, re.IGNORECASE)
        pubmed = re.match(r"info:pmid/(\d+)", text)
        if text.startswith(KEY):
            plain["document"]["id"] = text.removeprefix(KEY)
        elif doi:
            store(plain, "digital.doi", doi[1])
        elif number:
            store(plain, f"published.{number[1].lower()}", number[2].strip())
        elif pubmed:
            store(plain, "published.pmid", pubmed[1])
        elif re.match(r"https?://", text):
            if (plain.get("digital") or {}).get("url") not in (None, text):
                append(plain, "attachments", {"url": text})
            store(plain, "digital.url", text)
        else:
            foreign(plain, "coins", "rft_id", text)
