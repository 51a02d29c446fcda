"""A published work as BibTeX fields: container, imprint, numbers, people of the other roles.

Rows of the table in crosswalk.bibtex. Names that begin with @ are called otherwise in each entry
type (bibtex_types.slots); "@rest" stands for several fields (rest).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from archcite.crosswalk import bibtex_facts as facts
from archcite.crosswalk import bibtex_files as attached
from archcite.crosswalk import bibtex_names as names
from archcite.crosswalk import bibtex_types as types
from archcite.crosswalk import latex, prose
from archcite.crosswalk.csl import type_of
from archcite.crosswalk.csl_published import TEXTS
from archcite.crosswalk.table import Pair, Plain, Row
from archcite.record.key import entry_name
from archcite.record.model import Record, Remark
from archcite.record.vocab import Kind, Role

FORMAT = "biblatex"  # how record.foreign names the fields of .bib files
FORMATS = (FORMAT, "bibtex")
# Headings of the remarks that stand in the field of that name, which styles print.
PRINTED = ("note", "addendum")

# Field of `published` -> field of the entry; of those that are not here, the CSL variable's name.
_FIELDS = {
    "container": "@container",
    "container_short": "shortjournal",
    "series": "series",
    "series_number": "@series-number",
    "volume": "volume",
    "volumes": "volumes",
    "issue": "@issue",
    "edition": "edition",
    "version": "version",
    "chapter": "chapter",
    "section": "section",
    "status": "pubstate",
    "publisher": "@publisher",
    "place": "@place",
    "original_publisher": "origpublisher",
    "isbn": "isbn",
    "issn": "issn",
    "pmid": "pmid",
    "pmcid": "pmcid",
}
_TITLES = ("container", "reviewed_title")
# CSL variable without a field in the record -> field of the entry; of the rest, its own name.
VARIABLES = {
    "number-of-pages": "pagetotal",
    "part-number": "part",
    "URL": "url",
    "DOI": "doi",
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
    "original-title": "origtitle",
}
# Roles that have rows of their own in crosswalk.bibtex.
_PLACED = frozenset(
    {*names.AUTHOR_ROLES, Role.EDITOR, Role.TRANSLATOR, Role.RECIPIENT, Role.INTERVIEWER,
     Role.COMPILER, Role.PARTICIPANT, Role.SUBJECT, Role.CATALOGUER}
)  # fmt: skip
# Role -> field, where biblatex has one; of the rest, the role's name.
ROLES = {Role.CONTAINER_AUTHOR: "bookauthor"}
ROLE_OF = {field: role for role, field in ROLES.items()} | {
    str(role): role for role in Role if role not in (*_PLACED, *ROLES)
}

_HYPHENS = re.compile(r"(?<=[^\W_])[-–](?=[^\W_])")


def _work(field: str) -> Callable[[Record], str]:
    shape = latex.protect if field in _TITLES else latex.escape
    return lambda record: shape(getattr(record.published, field) or "") if record.published else ""


def _field(field: str, there: str, when: Callable[[Record], bool] | None = None) -> Row:
    back = facts.back_to_title if field in _TITLES else facts.back_to
    row = Row((f"published.{field}",), there, _work(field), back("published", field))
    return row._replace(when=when) if when else row


def pages(text: str) -> str:
    """Ranges with two hyphens, as BibTeX wants them."""
    return _HYPHENS.sub("--", latex.clean(text).translate(latex.SIGN_TABLE))


def pages_back(value: str) -> Plain:
    return {"published": {"pages": re.sub(r"\s*[–—]\s*", "-", latex.unescape(value))}}


def is_work(record: Record) -> bool:
    return record.document.kind is Kind.PUBLISHED


def is_archival(record: Record) -> bool:
    return not is_work(record)


def entry_type(record: Record, *, bibtex: bool) -> tuple[str, str]:
    """The entry type and subtype of a published work."""
    type_ = type_of(record)
    table = types.BIBTEX if bibtex else types.BIBLATEX
    found, subtype = table.get(type_, ("misc", type_))
    if not (record.published and record.published.type):
        subtype = str(Kind.PUBLISHED)
    if bibtex and found == "phdthesis" and re.search(r"master|m\.?\s?a\b|m\.?sc", genre(record)):
        found = "mastersthesis"
    was = foreign(record, "entrytype")
    if was and types.TYPES.get(was) == type_ and not (bibtex and was not in _CLASSIC):
        found = was
    return found, subtype


_CLASSIC = frozenset(
    """article book booklet inbook incollection inproceedings manual mastersthesis
misc phdthesis proceedings techreport unpublished conference""".split()
)


def unsaid_thesis(record: Record) -> str:
    """What a thesis of no known degree is, which phdthesis would call one of a PhD."""
    return THESIS if type_of(record) == "thesis" and not record.document.genre else ""


THESIS = "Thesis"


def genre(record: Record) -> str:
    return (record.document.genre or "").casefold()


def foreign(record: Record, name: str) -> str:
    """The value of a field of another .bib file that was kept; "" if there is none."""
    kept = record.record.foreign if record.record else ()
    return next((each.value for each in kept if each.name == name and each.format in FORMATS), "")


def remarks(record: Record, heading: str) -> str:
    """The remarks under that heading; with "", all that stand under no printed one."""

    def text(each: Remark) -> str:
        title = each.title or ""
        return f"{title}: {each.text}" if title and title not in PRINTED else each.text

    chosen = [each for each in record.remarks if (each.title or "") == heading]
    if not heading:
        chosen = [each for each in record.remarks if each.title not in PRINTED]
    return " ".join(map(text, chosen))


def _headed(record: Record) -> set[str]:
    others = [each for each in record.remarks if each.title not in PRINTED]
    return {"remarks.title"} if any(each.title for each in others) else set()


def short_names(record: Record) -> str:
    """What repeated notes call the authors, where one of them has a short name."""
    authors = prose.authors(record)
    if not any(agent.short for agent in authors):
        return ""
    return latex.names(
        latex.whole_name(agent.short or agent.family or agent.as_given) for agent in authors
    )


def _unshort(record: Record) -> set[str]:
    """Whose short name shortauthor does not say: a creator's beside an author."""
    said = {agent.role for agent in prose.authors(record)}
    return {f"people.{role}.short" for role in names.AUTHOR_ROLES if role not in said}


def files(record: Record) -> str:
    """The attachments' paths. Backslashes stay: no program takes this field for LaTeX."""
    written = attached.files(record)
    # Before the brace that ends the field a backslash would hide it from some programs.
    return f"{written};" if written.endswith("\\") else written


def _unfiled(record: Record) -> set[str]:
    lost = {"attachments.url"} if any(each.url for each in record.attachments) else set()
    paths = (each.path or "" for each in record.attachments)
    return lost | ({"attachments.path"} if any(set(path) & set("{}") for path in paths) else set())


def aliases(record: Record) -> str:
    """Other keys of the record that can stand in a .bib file."""
    known = record.record.known_as if record.record else ()
    own = entry_name(record)
    return ", ".join(key for key in known if key != own and latex.key(key) == key)


def aliased(record: Record) -> str:
    """Something, where the entry's key or its aliases say what else the record is called."""
    return "known" if record.record and record.record.known_as else ""


def _unaliased(record: Record) -> set[str]:
    known = record.record.known_as if record.record else ()
    kept = all(latex.key(key) == key for key in known)
    return set() if kept else {"record.known_as"}


def rest(record: Record, taken: set[str]) -> Iterator[Pair]:
    """Fields whose names the record gives: CSL variables, people by role, fields kept as they were.

    taken: fields that the entry has already.
    """
    for each in record.published.other if record.published else ():
        name = VARIABLES.get(each.name, each.name.lower())
        if name not in taken and latex.key(name) == name:
            taken.add(name)
            yield name, _raw(each.value) if name in ("url", "doi") else latex.escape(each.value)
    for role in dict.fromkeys(agent.role for agent in record.people):
        if role not in _PLACED:
            name = ROLES.get(role, str(role))
            taken.add(name)
            yield name, names.names(prose.people(record, role))
    for kept in record.record.foreign if record.record else ():
        name = kept.name.lower()
        if kept.format in FORMATS and name not in taken and _can_stand(name, kept.value):
            taken.add(name)
            yield name, latex.SPACES.sub(" ", kept.value).strip(" ")


# Kept fields that are no field of an entry, or that would send a program to other entries.
_NOT_REPEATED = frozenset({"entrytype", "archcite", "crossref", "xdata", "entryset"})


def _can_stand(name: str, value: str) -> bool:
    """Whether a field of another file can stand in an entry of ours."""
    return name not in _NOT_REPEATED and latex.key(name) == name and is_balanced(value)


def _raw(text: str) -> str:
    return latex.address(text)


def is_balanced(value: str) -> bool:
    """Whether the braces of a raw value close each other, and no control sign is in it."""
    depth = 0
    for sign in value:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0 and not value.endswith("\\") and value.isprintable()


def _has_rest(record: Record) -> str:
    has = record.published and record.published.other
    return "@rest" if has or any(agent.role not in _PLACED for agent in record.people) else ""


def _rest_roles() -> tuple[str, ...]:
    return names.paths(*(role for role in Role if role not in _PLACED))


def _kept(record: Record) -> str:
    return "@rest" if record.record and record.record.foreign else ""


def _lost_rest(record: Record) -> set[str]:
    others = [agent.role for agent in record.people if agent.role not in _PLACED]
    return names.unheld(*dict.fromkeys(others))(record)


def _lost_kept(record: Record) -> set[str]:
    kept = record.record.foreign if record.record else ()
    strangers = any(each.format not in FORMATS for each in kept)
    return (
        {f"record.foreign.{part}" for part in ("format", "name", "value")} if strangers else set()
    )


ROWS: tuple[Row, ...] = (
    *(_field(field, there) for field, there in _FIELDS.items() if field != "place"),
    _field("place", "@place", is_work),
    _field("place", "publisher-place", is_archival),
    _field("reviewed_title", "reviewed-title"),
    _field("call_number", "library", lambda r: is_work(r) and r.source is None),
    _field("call_number", "call-number", lambda r: not (is_work(r) and r.source is None)),
    _field("original_place", "origlocation", is_work),
    _field("original_place", "original-publisher-place", is_archival),
    Row(
        ("published.pages",),
        "pages",
        lambda r: pages((r.published.pages or "") if r.published else ""),
        pages_back,
    ),
    Row(
        ("published.original_date",),
        "origdate",
        facts.of_edtf(lambda r: r.published.original_date if r.published else None),
        facts.back_to("published", "original_date"),
    ),
    facts.document("number", "@number", is_work),
    Row(("published.other.name", "published.other.value"), "@rest", _has_rest),
    Row(_rest_roles(), "@rest", _has_rest, loses=_lost_rest),
)

SHARED: tuple[Row, ...] = (
    Row(
        tuple(f"people.{role}.short" for role in names.AUTHOR_ROLES),
        "shortauthor",
        short_names,
        loses=_unshort,
    ),
    facts.document("abbreviation", "shorthand"),
    Row(("attachments.path", "attachments.title", "attachments.media_type"), "file", files,
        loses=_unfiled),
    Row(("record.known_as",), "@known", aliased, loses=_unaliased),
    Row((), "ids", aliases, when=lambda r: r.record is not None),
    Row(tuple(f"record.foreign.{part}" for part in ("format", "name", "value")), "@rest", _kept,
        loses=_lost_kept),
)  # fmt: skip


def ending(annotation: str) -> tuple[Row, ...]:
    """The remarks: those that styles print, and those in the field of that name."""

    def row(there: str, heading: str) -> Row:
        return Row(
            ("remarks.text", "remarks.title"),
            there,
            facts.escaped(lambda r: remarks(r, heading)),
            loses=_headed,
        )

    return row("note", "note"), row("addendum", "addendum"), row(annotation, "")


VARIABLE_OF = {field: variable for variable, field in VARIABLES.items()}
# Names of CSL variables that stand as fields of an entry -> field of `published`.
FIELD_OF = {variable: field for field, variable in TEXTS.items()}
