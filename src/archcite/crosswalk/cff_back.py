"""What a reference of CITATION.cff means, and what the file says of its own work."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from archcite.crosswalk import cff_table as table
from archcite.crosswalk.csl_back import AUTHORS_OF, kind_of
from archcite.crosswalk.edtf_back import as_edtf
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.mods_holding import read_mark
from archcite.crosswalk.rights_back import rights_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.crosswalk.zotero_extra import read_extra
from archcite.record.key import from_name
from archcite.record.shelfmark import read_archive
from archcite.record.vocab import Kind, Role

Reference = dict[str, Any]

_DATES = ("date-published", "date-released", "issue-date")
_READ = frozenset(
    """type title authors senders year month start end publisher database-provider location
    conference institution keywords languages license identifiers notes cff-version message
    references preferred-citation year-original collection-title collection-type""".split()
) | {*table.TEXTS, *table.PEOPLE, *_DATES}  # fmt: skip


def means(reference: Reference) -> Plain:
    """The plain record of a reference, whatever a carrier says."""
    return _Reading(reference).read()


def other_identifiers(reference: Mapping[str, Any]) -> dict[str, list[str]]:
    """The identifiers without a type of their own, by their description."""
    found: dict[str, list[str]] = {}
    for each in _dicts(reference.get("identifiers")):
        if _text(each.get("type")) == "other" and _text(each.get("value")):
            found.setdefault(_text(each.get("description")), []).append(_text(each["value"]))
    return found


class _Reading:
    """One reference on its way into a plain record."""

    def __init__(self, fields: Reference) -> None:
        self.fields = fields
        self.plain: Plain = {"schema": "archcite/1", "document": {}}
        self.type = _text(fields.get("type")) or "generic"

    def read(self) -> Plain:
        plain = self.plain
        rest = read_extra(_raw(self.fields.get("notes")), plain)
        plain.get("record", {}).pop("known_as", None)
        if not plain.get("record"):
            plain.pop("record", None)
        self._identifiers()
        self._bodies()
        self._what()
        title = _raw(self.fields.get("title"))
        store(plain, "document.title", title if title.strip() != table.UNTITLED else "")
        for name, (path, _) in table.TEXTS.items():
            self._text(name, path)
        self._people()
        self._dates()
        self._rest()
        if note := "\n".join(rest).strip():
            append(plain, "remarks", {"text": note})
        for name, told in self.fields.items():
            if name not in _READ:
                self._foreign(name, told)
        return plain

    def _foreign(self, name: str, told: Any) -> None:
        text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
        if text.strip() and text not in ("[]", "{}"):
            append(self.plain, "record.foreign", {"format": "cff", "name": name, "value": text})

    def _text(self, name: str, path: str) -> None:
        text = _raw(self.fields.get(name))
        if name == "license-url":
            rights_of(self.plain, "", text.strip())
        elif name in ("url", "doi"):
            address = (
                re.sub(r"^(?:https?://(?:dx\.)?doi\.org/)", "", text) if name == "doi" else text
            )
            store(self.plain, path, address.strip())
        elif text.strip():
            store(self.plain, path, text)

    def _what(self) -> None:
        """Kind and CSL type: what the notes said, else what the type means."""
        plain = self.plain
        csl = table.FROM.get(self.type, "document")
        if "kind" not in plain["document"]:
            item: Plain = {"type": value(plain, "published.type") or csl}
            item["genre"] = value(plain, "document.genre") or ""
            if value(plain, "source"):
                item["archive"] = "yes"
            kind = kind_of(item)
            generic = self.type == "generic" and kind is Kind.OTHER and not value(plain, "source")
            plain["document"]["kind"] = str(Kind.PUBLISHED if generic else kind)
        if plain["document"]["kind"] == "published" and csl != "document":
            store(plain, "published.type", csl)

    def _people(self) -> None:
        kind = Kind._value2member_map_[self.plain["document"]["kind"]]
        main = str(AUTHORS_OF.get(kind, Role.AUTHOR))  # type: ignore[call-overload]
        told = self.plain.pop("people", [])
        for name, role in {"authors": main, "senders": main, **table.PEOPLE}.items():
            for each in _dicts(self.fields.get(name)):
                agent = _agent(each)
                if agent and agent["as_given"].casefold() != table.ANONYMOUS:
                    append(self.plain, "people", {"role": role, **agent})
        for agent in told:
            append(self.plain, "people", agent)

    def _dates(self) -> None:
        for name in _DATES:
            if text := _text(self.fields.get(name)):
                date = as_edtf(text)
                store(self.plain, "document.date", date)
                if not date:
                    store(self.plain, "document.date_as_given", text)
        year, month = _text(self.fields.get("year")), _text(self.fields.get("month"))
        if re.fullmatch(r"\d{1,4}", year):
            parts = [f"{int(year):04d}"]
            if re.fullmatch("0?[1-9]|1[0-2]", month):
                parts.append(f"{int(month):02d}")
            store(self.plain, "document.date", as_edtf("-".join(parts)))
        elif year:
            store(self.plain, "document.date_as_given", f"{month} {year}".strip())
        store(
            self.plain, "published.original_date", as_edtf(_text(self.fields.get("year-original")))
        )

    def _bodies(self) -> None:
        plain = self.plain
        for name in ("publisher", "institution"):
            body = self.fields.get(name)
            if isinstance(body, Mapping):
                if name == "institution" and value(plain, "published.publisher"):
                    self._foreign(name, body)
                    continue
                store(plain, "published.publisher", _raw(body.get("name")))
                store(plain, "published.place", _raw(body.get("city")) or _raw(body.get("address")))
        provider = self.fields.get("database-provider")
        if isinstance(provider, Mapping):
            store(plain, "digital.program", _raw(provider.get("name")))
        self._place()
        meeting = self.fields.get("conference")
        if isinstance(meeting, Mapping):
            store(plain, "document.event.name", _raw(meeting.get("name")))
            place = _raw(meeting.get("location")) or _raw(meeting.get("city"))
            store(plain, "document.event.place", place)
            days = [as_edtf(_text(meeting.get(f"date-{end}"))) for end in ("start", "end")]
            store(plain, "document.event.date", "/".join(filter(None, dict.fromkeys(days))))

    def _place(self) -> None:
        where = self.fields.get("location")
        if isinstance(where, Mapping) and _text(where.get("name")):
            archive = msgspec.to_builtins(read_archive(_text(where["name"])))
            for key, told in archive.items():
                store(self.plain, f"source.archive.{key}", told)
            store(self.plain, "source.archive.acronym", _text(where.get("alias")))
            store(self.plain, "source.archive.place", _raw(where.get("city")))
            store(self.plain, "source.archive.country", _text(where.get("country")))

    def _identifiers(self) -> None:
        plain, others = self.plain, other_identifiers(self.fields)
        names = others.pop(table.KEY, [])
        key = from_name(names[0]) if names else ""
        plain["document"]["id"] = key or "item"
        for name in names:
            if name != key:
                append(plain, "record.known_as", name)
        for mark in others.pop(table.SHELFMARK, [])[:1]:
            read_mark(plain.setdefault("source", {}), mark)
        others.pop(table.WORD, None)
        for name, numbers in others.items():
            if name in table.NUMBERS:
                store(plain, table.NUMBERS[name], numbers[0])
                numbers = numbers[1:]
            for number in numbers:
                self._foreign(f"identifier: {name}" if name else "identifier", number)
        for each in _dicts(self.fields.get("identifiers")):
            type_, text = _text(each.get("type")), _text(each.get("value"))
            if type_ == "doi" and not _text(self.fields.get("doi")):
                store(plain, "digital.doi", text)
            elif type_ == "url" and _text(each.get("description")) == "archived copy":
                store(plain, "digital.archived_url", text)
            elif type_ and type_ != "other":
                self._foreign(f"identifier: {type_}", text)

    def _rest(self) -> None:
        plain, fields = self.plain, self.fields
        first, last = _text(fields.get("start")), _text(fields.get("end"))
        store(plain, "published.pages", "-".join(part for part in (first, last) if part))
        keywords = fields.get("keywords")
        for term in keywords if isinstance(keywords, list) else []:
            append(plain, "subjects", {"term": term} if _text(term) else {})
        languages = fields.get("languages")
        told = [tag_of(_text(each)) for each in languages] if isinstance(languages, list) else []
        store(plain, "document.language", told[0] if told else "")
        for tag in told[1:]:
            self._foreign("languages", tag)
        licenses = fields.get("license")
        for each in licenses if isinstance(licenses, list) else [licenses]:
            if value(plain, "rights.license"):
                self._foreign("license", _text(each))
            else:
                rights_of(plain, _text(each))
        title, type_ = _raw(fields.get("collection-title")), _text(fields.get("collection-type"))
        if type_ == table.ARCHIVAL:
            store(plain, "source.collection", title)
        elif type_ == table.CONTAINER or (
            type_ != table.SERIES and self.type in ("conference-paper", "website")
        ):
            store(plain, "published.container", title)
        else:
            store(plain, "published.series", title)
        if type_ and type_ not in (table.ARCHIVAL, table.SERIES, table.CONTAINER):
            self._foreign("collection-type", type_)


def _agent(each: Mapping[str, Any]) -> Plain:
    """A person or entity without its role; {} for nobody."""
    if name := _text(each.get("name")):
        return {"as_given": name, "kind": "body"}
    part = {
        key: _text(each.get(name))
        for key, name in (
            ("family", "family-names"),
            ("given", "given-names"),
            ("particle", "name-particle"),
            ("suffix", "name-suffix"),
        )
    }
    running = [part["given"], part["particle"], part["family"], part["suffix"]]
    whole = " ".join(word for word in running if word) or _text(each.get("alias"))
    if not whole:
        return {}
    agent: Plain = {"as_given": whole}
    if part["family"]:
        agent |= {key: text for key, text in part.items() if text}
    store(agent, "affiliation", _text(each.get("affiliation")))
    if orcid := re.search(r"(?:\d{4}-){3}\d{3}[\dX]", _text(each.get("orcid"))):
        store(agent, "ids.orcid", orcid[0])
    return agent


def _dicts(found: object) -> list[Mapping[str, Any]]:
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _raw(found: object) -> str:
    return str(found) if isinstance(found, (str, int)) else ""


def _text(found: object) -> str:
    return " ".join(_raw(found).split())
