"""What a MARC 21 record means (bibliographic format, read from MARCXML).

Archival control, collections and manuscripts become archival documents, the rest published works.
Notes without a field become remarks under MARC's name for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from archcite.crosswalk import relators
from archcite.crosswalk.csl_back import kind_of
from archcite.crosswalk.dublin_core_back import inverted
from archcite.crosswalk.edtf_back import as_edtf, between, qualified
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.marc_fields import Field, Marc, trimmed, unbracketed
from archcite.crosswalk.marc_notes import read_notes
from archcite.crosswalk.mods_holding import read_mark
from archcite.crosswalk.mods_names import is_special, other
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.record.key import slug
from archcite.record.vocab import Role

# Leader 06 -> CSL type.
_TYPES: Mapping[str, str] = {
    "a": "book",
    "c": "musical_score",
    "d": "musical_score",
    "e": "map",
    "f": "map",
    "g": "motion_picture",
    "i": "song",
    "j": "song",
    "k": "graphic",
    "m": "software",
    "r": "graphic",
    "t": "manuscript",
}
_NAMES = ("100", "110", "111", "700", "710", "711", "720")
_PART = re.compile(
    r"(?:\b(?:vol(?:ume)?|v|bd|t)\b\.?\s*(?P<volume>[\w-]+))?"
    r"(?:.{0,20}?\b(?:no|nr|issue|iss|h)\b\.?\s*(?P<issue>[\w-]+))?"
    r"(?:.{0,60}?\b(?:p|pp|pages?|s)\b\.?\s*(?P<pages>[\w]+(?:\s?[-–]\s?[\w]+)?))?",
    re.IGNORECASE,
)


def from_marc(marc: Marc) -> Plain:
    """The plain record."""
    plain: Plain = {"schema": "archcite/1", "document": {}}
    _key(marc, plain)
    archival = is_archival(marc)
    _title(marc, plain)
    _kind(marc, plain, archival)
    _people(marc, plain)
    _dates(marc, plain, archival)
    _imprint(marc, plain, archival)
    _languages(marc, plain)
    _physical(marc, plain)
    _host(marc, plain, archival)
    _numbers(marc, plain)
    _holding(marc, plain, archival)
    _online(marc, plain)
    _headings(marc, plain)
    read_notes(marc, plain)
    _vernacular(marc, plain)
    return plain


def is_archival(marc: Marc) -> bool:
    """Whether it is a document or collection of an archive, not something published."""
    type_, level, control = marc.leader[6], marc.leader[7], marc.leader[8]
    return control == "a" or type_ in "dfpt" or level in "cd"


def _key(marc: Marc, plain: Plain) -> None:
    own = marc.controls.get("001", "").strip()
    told = [own] if own else []
    told += [text for field in marc.every("035") for text in field.all("a")]
    plain["document"]["id"] = (slug(told[0])[:100].strip("-") if told else "") or "item"
    for each in told:
        if each != plain["document"]["id"]:
            append(plain, "record.known_as", each)


def _title(marc: Marc, plain: Plain) -> None:
    field = marc.first("245")
    if field is None:
        return
    main, below = trimmed(field.get("a")), trimmed(field.get("b"))
    parallel = field.get("a").rstrip().endswith("=")
    if below and parallel:
        store(plain, "document.original_title.text", below)
        below = ""
    title = f"{main}: {below}" if main and below else main or below
    part = ". ".join(trimmed(each) for each in field.all("np"))
    store(plain, "document.title", f"{title}. {part}" if title and part else title or part)
    store(plain, "document.genre", trimmed(field.get("k")))
    store(plain, "document.date_as_given", trimmed(field.get("f")))
    for each in marc.every("240"):
        store(plain, "document.original_title.text", trimmed(each.get("anp")))
        if language := trimmed(each.get("l")):
            append(plain, "record.foreign", _foreign("240 l", language))
    for each in marc.every("242"):
        if text := trimmed(each.get("abnp")):
            original = plain["document"].setdefault("original_title", {})
            original.setdefault("text", plain["document"].get("title", text))
            original.setdefault("translation", text)
    for each in marc.every("246", "247"):
        text = trimmed(each.get("abnp"))
        if text and each.second == "1" and not value(plain, "document.original_title"):
            store(plain, "document.original_title.text", text)
        elif text:
            label = trimmed(each.get("i")) or "other title"
            append(plain, "remarks", {"text": text, "title": label})


def _kind(marc: Marc, plain: Plain, archival: bool) -> None:
    document = plain["document"]
    type_, level = _TYPES.get(marc.leader[6], ""), marc.leader[7]
    genres = [trimmed(field.get("a")) for field in marc.every("655")]
    if genres:
        store(plain, "document.genre", genres[0])
        for each in genres[1:]:
            append(plain, "subjects", {"term": each})
    if level == "c" and archival:
        document["kind"] = "collection"
        return
    if archival:
        item = {"type": "manuscript" if type_ in ("book", "manuscript", "") else type_}
        item.update(genre=" ".join([*genres, document.get("genre", "")]), archive="yes")
        item["genre"] = re.sub(r"(?i)\b(letter|telegram|photograph|diary|report|note)s\b", r"\1",
                               item["genre"].replace("diaries", "diary"))  # fmt: skip
        kind = str(kind_of(item))
        document["kind"] = "other" if kind == "published" else kind
        return
    document["kind"] = "published"
    if marc.first("502"):
        type_ = "thesis"
    elif level in "ab" and type_ == "book":
        host = marc.first("773")
        type_ = "article-journal" if host and (host.get("x") or not host.get("z")) else "chapter"
    elif level in "si" and type_ == "book":
        type_ = "periodical"
    store(plain, "published.type", type_)


def _people(marc: Marc, plain: Plain) -> None:
    collection = plain["document"]["kind"] == "collection"
    for field in marc.every(*_NAMES):
        if field.get("t"):  # a work, not a person who had a hand in this one
            append(plain, "record.foreign", _foreign(field.tag, field.get("abcdt")))
            continue
        agent = agent_of(field)
        if not agent:
            continue
        main = field.tag[0] == "1"
        default = Role.CREATOR if collection else Role.AUTHOR
        told = [*field.all("4"), *field.all("ej" if field.tag[1:] == "11" else "e")]
        roles = list(dict.fromkeys(filter(None, map(relators.role_of, told))))
        special = next((word for each in told if is_special(word := relators.bare(each))), "")
        if roles:
            for role in roles:
                if collection and not main and role is Role.AUTHOR:
                    role = Role.SUBJECT  # a correspondent: nobody writes a whole collection
                append(plain, "people", {"role": str(role), **agent})
        elif special:
            other(plain, special, agent["as_given"])
        else:
            append(plain, "people", {"role": str(default if main else Role.CONTRIBUTOR), **agent})


def agent_of(field: Field) -> Plain:
    """Who a name field names, without a role."""
    kind = field.tag[1:]
    if kind in ("10", "11"):
        parts = [trimmed(text) for code, text in field.parts if code in "abq" and trimmed(text)]
        return {"as_given": ". ".join(parts), "kind": "body"} if parts else {}
    name = trimmed(field.get("a"))
    if not name:
        return {}
    if field.first == "3":
        return {"as_given": name, "kind": "body"}
    number, titles = trimmed(field.get("b")), trimmed(field.get("c"))
    suffix = titles if re.fullmatch(r"(?:Jr|Sr|I{2,3}|IV)\.?", titles) else ""
    if field.first == "0":
        agent: Plain = {"as_given": " ".join(each for each in (name, number) if each)}
    else:
        agent = inverted(name)
    if suffix:
        agent["suffix"] = suffix
        agent["as_given"] += f", {suffix}"
    elif titles:
        agent["affiliation"] = titles
    dates = trimmed(field.get("d"))
    if dates or titles:
        heading = ", ".join(each for each in (name, number, titles, dates) if each)
        agent["authority_form"] = heading
    ids = _ids(field.all("01"))
    if ids:
        agent["ids"] = ids
    return agent


def _ids(told: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in told:
        bare = each.rstrip("/").rsplit("/", 1)[-1].rpartition(")")[2].strip()
        folded = each.casefold()
        for key, marks in (("lcnaf", ("id.loc.gov", "(dlc)")), ("viaf", ("viaf",)),
                           ("wikidata", ("wikidata",)), ("isni", ("isni",)),
                           ("orcid", ("orcid",))):  # fmt: skip
            if any(mark in folded for mark in marks):
                found.setdefault(key, bare.replace(" ", "") if key != "orcid" else bare)
    return found


def _dates(marc: Marc, plain: Plain, archival: bool) -> None:
    for field in marc.every("046"):
        start, end = (as_edtf(field.get(code), "iso8601") for code in ("k", "l"))
        store(plain, "document.date", between(start, end))
    imprints = [*marc.every("264", "260")]
    wanted = "01" if archival else "1 "
    imprints.sort(key=lambda field: 0 if field.tag == "260" or field.second in wanted else 1)
    wording = next((trimmed(field.get("c")) for field in imprints if field.get("c")), "")
    wording = wording or value(plain, "document.date_as_given") or ""
    if wording:
        bare = unbracketed(wording).lstrip("c©pP ").strip()
        date = as_edtf(re.sub(r"^(?:ca\.?|circa)\s*", "", bare))
        if re.match(r"\[?(?:ca\b|circa)", wording):
            date = qualified(date, "approximate")
        store(plain, "document.date", date)
        if date and wording.startswith("[") and value(plain, "document.date") == date:
            plain["document"]["date_inferred"] = True
        if wording != date:
            store(plain, "document.date_as_given", wording)
    coded = marc.controls.get("008", "").ljust(40)
    first, second = coded[7:11], coded[11:15]
    if not value(plain, "document.date") and coded[6] in "siqkmtpcdre" and first.strip(" |u"):
        start, end = as_edtf(first, "marc"), as_edtf(second, "marc") if coded[6] in "ikqm" else ""
        store(plain, "document.date", between(start, end))


def _imprint(marc: Marc, plain: Plain, archival: bool) -> None:
    for field in marc.every("264", "260"):
        place, name = (unbracketed(each[0]) if (each := field.all(code)) else "" for code in "ab")
        unnamed = ("s.l", "s.n", "place of publication not identified", "publisher not identified",
                   "s.l.", "s.n.")  # fmt: skip
        place = "" if place.casefold() in unnamed else place
        name = "" if name.casefold() in unnamed else name
        if archival:
            append(plain, "places", {"name": place, "role": "written-at"} if place else {})
        elif field.second not in "234" or field.tag == "260":
            store(plain, "published.place", place)
            store(plain, "published.publisher", name)
    if field_ := marc.first("250"):
        store(plain, "published.edition", trimmed(field_.get("ab")))
    for field in marc.every("490", "830", "440"):
        store(plain, "published.series", trimmed(field.get("anp")))
        store(plain, "published.series_number", trimmed(field.get("v")))


def _languages(marc: Marc, plain: Plain) -> None:
    field = marc.first("041")
    codes = field.all("ad") if field else []
    coded = marc.controls.get("008", "").ljust(40)[35:38].strip(" |")
    first = codes[0][:3] if codes else coded
    if first and first not in ("zxx", "und", "mul"):
        store(plain, "document.language", tag_of(first))
    if field and field.get("h"):
        store(plain, "document.original_language", tag_of(field.all("h")[0][:3]))


def _physical(marc: Marc, plain: Plain) -> None:
    for field in marc.every("300"):
        parts = [text for code, text in field.parts if code in "abcefg"]
        store(plain, "document.extent", trimmed(" ".join(parts)))
    for field in marc.every("340"):
        store(plain, "document.medium", trimmed(field.get("a")))


def _host(marc: Marc, plain: Plain, archival: bool) -> None:
    for field in marc.every("773"):
        title = trimmed(field.get("t") or field.get("p"))
        if archival:
            store(plain, "source.collection", title)
            continue
        store(plain, "published.container", title)
        store(plain, "published.container_short", trimmed(field.get("p")) if field.get("t") else "")
        store(plain, "published.issn", field.get("x"))
        store(plain, "published.isbn", field.get("z"))
        part = field.get("g")[:400]
        found = _PART.search(part) if part else None
        if found and any(found.groups()):
            for name, text in found.groupdict().items():
                store(plain, f"published.{name}", (text or "").replace(" ", ""))
        elif part:
            append(plain, "record.foreign", _foreign("773 g", part))


def _numbers(marc: Marc, plain: Plain) -> None:
    for tag, name in (("020", "isbn"), ("022", "issn")):
        found = [text.split()[0] for field in marc.every(tag) for text in field.all("a")]
        store(plain, f"published.{name}", " ".join(dict.fromkeys(found)))
    for field in marc.every("024"):
        scheme, text = field.get("2").casefold(), field.get("a")
        if scheme == "doi":
            bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", text)
            store(plain, "digital.doi", bare)
        elif text:
            append(plain, "record.foreign", _foreign(f"024 {scheme}".strip(), text))


def _holding(marc: Marc, plain: Plain, archival: bool) -> None:
    for field in marc.every("852"):
        mark = " ".join(field.all("khijlm"))
        if not archival:
            store(plain, "published.call_number", mark)
            continue
        name = trimmed(field.get("a"))
        if value(plain, "source.archive.name") not in (None, name):
            words = ", ".join(trimmed(each) for each in field.all("abchijk"))
            append(plain, "source.copies", {"ref_as_given": words})
            continue
        store(plain, "source.archive.name", name)
        store(plain, "source.archive.department", trimmed(field.get("b")))
        store(plain, "source.archive.place", trimmed(field.get("e")))
        if mark or field.get("c"):
            read_mark(plain.setdefault("source", {}), mark or field.get("c"))
    call = marc.first("099", "090", "050", "084")
    if call is not None and not value(plain, "published.call_number"):
        text = " ".join(call.all("ab"))
        if archival and not value(plain, "source.ref_as_given"):
            read_mark(plain.setdefault("source", {}), text)
        elif not archival:
            store(plain, "published.call_number", text)


def _online(marc: Marc, plain: Plain) -> None:
    for field in marc.every("856"):
        address = field.get("u").split(" ")[0]
        title = trimmed(field.get("3") or field.get("y") or field.get("z"))
        if not address:
            continue
        web = address.startswith(("http://", "https://"))
        if web and field.second in "01 " and not value(plain, "digital.url"):
            store(plain, "digital.url", address)
        else:
            file: Plain = {"url" if web else "path": address}
            append(plain, "attachments", {**file, "title": title} if title else file)


def _headings(marc: Marc, plain: Plain) -> None:
    for field in marc.every("600", "610", "611", "630", "647", "648", "650", "651", "653"):
        below = [trimmed(text) for text in field.all("vxyz")]
        scheme = {"0": "lcsh", "2": "mesh"}.get(field.second, field.get("2"))
        person = field.tag in ("600", "610") and not below and not field.get("t")
        if person and (agent := agent_of(field)):
            append(plain, "people", {"role": "subject", **agent})
        elif field.tag == "651" and not below:
            append(plain, "places", {"name": trimmed(field.get("a"))})
        else:
            name = trimmed(field.get("abcdnpt"))
            heading: Plain = {"term": " -- ".join(each for each in (name, *below) if each)}
            if scheme:
                heading["scheme"] = scheme
            address = next((each for each in field.all("01") if each.startswith("http")), "")
            if address:
                heading["uri"] = address
            append(plain, "subjects", heading if heading["term"] else {})


def _vernacular(marc: Marc, plain: Plain) -> None:
    """Fields 880: the same in its own script."""
    for field in marc.every("880"):
        tag = field.get("6")[:3]
        text = trimmed(field.get("ab"))
        if tag == "245" and text:
            store(plain, "document.original_title.text", text)
        elif tag in _NAMES and text and plain.get("people"):
            link = field.get("6")[4:6]
            for number, other_ in enumerate(f for f in marc.every(*_NAMES) if not f.get("t")):
                if other_.get("6")[4:6] == link and number < len(plain["people"]):
                    plain["people"][number].setdefault("original", trimmed(field.get("a")))
        elif text:
            append(plain, "record.foreign", _foreign(f"880 {tag}", text))


def _foreign(name: str, text: str) -> Plain:
    return {"format": "marc", "name": name, "value": text}
