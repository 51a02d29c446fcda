"""Dublin Core in meta tags (DC.title, DCTERMS.created, MARCREL.trl), both ways.

Names and encodings are those of DCMI's recommendation for HTML, with the qualifiers that
repositories write behind a dot. What an element means is told in dublin_core, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archcite.crosswalk import relators
from archcite.crosswalk.dublin_core import Line, catalogue_name, from_lines, lines
from archcite.crosswalk.page_said import Meta, name_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.told_works import foreign
from archcite.record.model import Record
from archcite.record.vocab import Role

KEY = "archcite:"
CREDITS = "DCTERMS.provenance"
_PREFIXES = ("dc", "dcterms", "dct", "dcq")
_ELEMENTS = frozenset(
    """title creator subject description publisher contributor date type format identifier source
    language relation coverage rights""".split()
)
_TERMS = frozenset(
    """abstract accessRights alternative bibliographicCitation created dateSubmitted extent
    hasFormat isPartOf isVersionOf issued license medium modified provenance rightsHolder spatial
    temporal available""".split()
)
_BY_NAME = {name.casefold(): name for name in (*_ELEMENTS, *_TERMS)}
# Element and qualifier -> name; the others are terms themselves, or are left off.
_QUALIFIED: Mapping[str, str] = {
    "contributor.author": "dc:creator",
    "contributor.creator": "dc:creator",
    "creator.personalname": "dc:creator",
    "creator.corporatename": "dc:creator",
    "relation.ispartof": "dcterms:isPartOf",
    "rights.accessrights": "dcterms:accessRights",
    "coverage.spatial": "dcterms:spatial",
    "coverage.placename": "dcterms:spatial",
    "date.datecreated": "dcterms:created",
    "date.x-metadatalastmodified": "",
    "creator.address": "",
    "type.articletype": "",
    "identifier.pagenumber": "",
    "source.uri": "",
    "source.volume": "",  # these stand with PRISM's
    "source.issue": "",
    "source.issn": "",
}
_NAME = re.compile(r"[^\W\d][\w.-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def dublin_core(metas: Sequence[Meta], kind: str, type_: str) -> Plain:
    """What the tags mean; {} where there are none.

    kind, type_: what the document is, where a better source says so than dc.type; "" otherwise.
    """
    found = list(_lines(metas))
    if not found:
        return {}
    own = is_own(metas)
    if kind:
        words = [line for line in found if line[0] == "dc:type"] if kind != "published" else []
        told = [word for word in (kind, type_) if word]
        found = [line for line in found if line[0] != "dc:type"]
        found += [("dc:type", word, "") for word in told]
        found += [line for line in words if line[1] not in told]
    plain = from_lines(_dated(found, kind in ("", "published")), full=own)
    if not own:  # an identifier of a page is no citation key
        plain["document"]["id"] = "item"
        for text in (plain.get("record") or {}).pop("known_as", ()):
            foreign(plain, "dublin-core", "identifier", text)
    return plain


def is_own(metas: Iterable[Meta]) -> bool:
    """Whether archcite wrote the tags."""
    return any(name == "dc:identifier" and text.startswith(KEY) for name, text, _ in _lines(metas))


def tells_type(metas: Iterable[Meta]) -> bool:
    """Whether dc.type says more than that it is text."""
    words = [text.casefold() for name, text, _ in _lines(metas) if name == "dc:type"]
    return any(word not in ("text", "physicalobject", "interactiveresource") for word in words)


def _lines(metas: Iterable[Meta]) -> Iterator[Line]:
    for told, content, mark in metas:
        prefix, _, name = name_of(told).partition(".")
        if prefix == "marcrel":
            if role := relators.role_of(name):
                yield _by_role(role, content)
            else:
                yield "dc:contributor", f"{content} ({name})", ""
        elif prefix in _PREFIXES:
            yield from _line(name, content, mark)


def _by_role(role: Role, content: str) -> Line:
    if role is Role.CONTRIBUTOR:
        return "dc:contributor", content, ""
    return "dc:contributor", f"{content} ({relators.word(role)})", ""


def _line(name: str, content: str, mark: str) -> Iterator[Line]:
    element, _, qualifier = name.partition(".")
    known = _QUALIFIED.get(name)
    if known is not None:
        if known:
            yield known, content, ""
        return
    found = _BY_NAME.get(qualifier) if element in _ELEMENTS else None
    found = found or _BY_NAME.get(element, name)
    if not _NAME.fullmatch(found):  # a page may call a tag what no element can be called
        return
    prefix = "dc" if found in _ELEMENTS else "dcterms"
    if element == "contributor" and (role := relators.role_of(qualifier)):
        content = f"{content} ({relators.word(role)})"
    if element == "identifier" and qualifier in ("isbn", "issn"):
        content = f"{qualifier.upper()} {content}"
    if element == "identifier" and content.startswith(("urn:ISBN:", "urn:isbn:")):
        content = f"ISBN {content[9:]}"
    scheme = mark.rpartition(".")[2]
    if found in ("title", "alternative"):
        scheme = mark if _LANGUAGE.fullmatch(mark) else ""
    elif scheme and prefix == "dc" and found == "subject":
        scheme = f"dcterms:{scheme}"
    elif scheme not in ("DCMIType",):
        scheme = ""
    else:
        scheme = f"dcterms:{scheme}"
    for text in content.split(";") if found == "subject" and "; " in content else [content]:
        yield f"{prefix}:{found}", text.strip(), scheme


def _dated(found: list[Line], published: bool) -> list[Line]:
    """The lines with one date: a document's is that of its writing, a work's that of its issue."""
    order = ("issued", "created", "date") if published else ("created", "date", "issued")
    dates = [line for line in found if line[0].partition(":")[2] in order]
    best = min(dates, key=lambda line: order.index(line[0].partition(":")[2]), default=None)
    return [line for line in found if line not in dates or line is best]


def write_dublin_core(record: Record) -> Iterator[Meta]:
    """The tags of a record; who is no creator by the code of the role."""
    for name, text, more in lines(record, full=True):
        if name == "dc:contributor":
            continue
        prefix, _, local = name.partition(":")
        yield f"{prefix.upper()}.{local}", text, more.replace("dcterms:", "DCTERMS.")
    for agent in record.people:
        if agent.role in _CREATORS or agent.role is Role.SUBJECT:
            continue
        if code := relators.CODES.get(agent.role):
            yield f"MARCREL.{code}", catalogue_name(agent), ""
        else:
            yield "DC.contributor", f"{catalogue_name(agent)} ({relators.word(agent.role)})", ""
    for funder in record.funders:
        yield "MARCREL.fnd", funder.name, ""


_CREATORS = (Role.AUTHOR, Role.SPEAKER, Role.INTERVIEWEE, Role.PHOTOGRAPHER, Role.ARTIST)
