"""Whether two records describe the same thing: evidence as words that can be looked up.

Two records that share no word of evidence are never compared, so that recognising the entries of a
large file takes time in proportion to it. Decides nothing alone: see Likeness.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from archcite.record.imported import fingerprint
from archcite.record.model import Holding, Record

# Fields of other programs that name an entry there.
_FOREIGN_IDS = frozenset(
    "uri key itemkey item-key zotero-key uuid guid id identifier citation-key citationkey".split()
)

# What evidence is called when it is told. Sorted by weight.
KINDS = {
    "as": "the same in every field",
    "sha": "from the same file",
    "name": "the same key",
    "foreign": "the same identifier in another program",
    "doi": "the same DOI",
    "pmid": "the same PubMed number",
    "number": "the same number in the same archive",
    "isbn": "the same ISBN and title",
    "url": "the same address",
    "mark": "the same shelfmark",
    "said": "the same title, date and people",
}


class Likeness(NamedTuple):
    """What of a record is compared.

    words: the evidence, "kind:value", the weightiest first. title, date, who: folded, "" for none.
    now: its fingerprint. same: the fingerprints under which it counts as unchanged.
    """

    words: tuple[str, ...]
    title: str
    date: str
    who: str
    now: str
    same: tuple[str, ...]

    def named(self, key: str) -> Likeness:
        """The same record under another key."""
        word = f"name:{key.casefold()}"
        return self if word in self.words else self._replace(words=(*self.words, word))


def likeness(record: Record, *, with_fields: bool = True) -> Likeness:
    """The evidence of a record. with_fields: also whether every field is the same, which costs."""
    document, digital, own = record.document, record.digital, record.record
    title = folded(document.title or "")
    date = document.date or ""
    who = folded(record.people[0].family or record.people[0].as_given) if record.people else ""
    now = fingerprint(record) if with_fields else ""
    then = (own.imported_as or "") if own else ""
    same = tuple(dict.fromkeys(each for each in (now, then) if each))
    words = [f"as:{each}" for each in same]
    names = dict.fromkeys([document.id, *(own.known_as if own else ())])
    words += [f"name:{name.casefold()}" for name in names]
    if own:
        words += [f"sha:{own.sha256}"] if own.sha256 else []
        words += [
            f"foreign:{each.format}:{each.name.casefold()}:{each.value.strip()}"
            for each in own.foreign
            if each.name.casefold() in _FOREIGN_IDS
        ]
    work = record.published
    if work:
        words += [f"pmid:{each}" for each in (work.pmid, work.pmcid) if each]
        if title and (numbers := _isbns(work.isbn or "")):
            words += [f"isbn:{number}:{title}" for number in numbers]
    if digital:
        words += [f"doi:{digital.doi.casefold()}"] if digital.doi else []
        words += [f"url:{address(digital.url)}"] if digital.url else []
        if digital.record_id and digital.name:
            words.append(f"number:{folded(digital.name)}:{digital.record_id}")
    if record.source and (mark := shelfmark(record.source)):
        words.append(f"mark:{mark}")
    if title and date and who:
        words.append(f"said:{title}|{date}|{who}")
    order = list(KINDS)
    words.sort(key=lambda word: order.index(word.partition(":")[0]))
    return Likeness(tuple(dict.fromkeys(words)), title, date, who, now, same)


def is_sure(word: str, one: Likeness, other: Likeness) -> bool | None:
    """Whether shared evidence settles that both are the same; None where it says nothing at all."""
    kind = word.partition(":")[0]
    agreeing = [
        bool(mine) and mine == yours
        for mine, yours in ((one.title, other.title), (one.date, other.date), (one.who, other.who))
    ]
    match kind:
        case "as" | "foreign" | "doi" | "pmid" | "isbn":
            return True
        case "number":
            return agreeing[0] or agreeing[1] or not (one.title and other.title)
        case "name" if word.startswith("name:oai:"):  # a repository's own, and nobody else's
            return True
        case "name":
            # Other libraries give the same key to other works.
            return True if agreeing[0] or sum(agreeing) > 1 else None
        case "sha":
            return True if agreeing[0] and agreeing[1] else None
        case "url":
            # Journals give one address to all that they print.
            titles = bool(one.title and other.title)
            if agreeing[0] or (agreeing[1] and not titles):
                return True
            return False if agreeing[1] or not titles else None
        case "mark":
            if agreeing[0]:
                return True
            apart = one.date != other.date and one.date and other.date
            return None if apart or (one.title and other.title and not agreeing[1]) else False
        case _:
            return not _contradict(one, other)


def _contradict(one: Likeness, other: Likeness) -> bool:
    """Whether both have an identifier of the same kind, and it differs."""
    for kind in ("doi:", "number:", "pmid:", "mark:"):
        mine = {word for word in one.words if word.startswith(kind)}
        yours = {word for word in other.words if word.startswith(kind)}
        if mine and yours and not mine & yours:
            return True
    return False


def shelfmark(holding: Holding) -> str:
    """The archive and every level, folded; "" where one of the two is not known."""
    archive = holding.archive
    name = (archive.acronym or archive.name or "") if archive else ""
    levels = ";".join(f"{level.kind}={folded(level.value)}" for level in holding.levels)
    return f"{folded(name)};{levels}" if name and levels else ""


def address(url: str) -> str:
    """A web address without what does not tell pages apart."""
    bare = url.partition("://")[2].partition("#")[0].rstrip("/")
    host, slash, path = bare.partition("/")
    return host.casefold().removeprefix("www.") + slash + path


def folded(text: str) -> str:
    """Letters and digits alone, without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(char if char.isalnum() else " " for char in plain
                            if not unicodedata.combining(char)).split())  # fmt: skip


def _isbns(text: str) -> list[str]:
    """Each ISBN of a field in the form of thirteen digits."""
    words = (word.replace("-", "").upper() for word in text.split())
    return [
        f"978{word[:9]}" if len(word) == 10 else word[:12]
        for word in words
        if len(word) in (10, 13) and word[:9].isdecimal()
    ]
