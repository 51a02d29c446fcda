"""What an entry of Hayagriva means, whoever wrote it: by way of a CSL item."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from archcite.crosswalk import csl_entry
from archcite.crosswalk import hayagriva_table as table
from archcite.crosswalk.csl_back import AUTHORS_OF
from archcite.crosswalk.hayagriva_table import text_of
from archcite.crosswalk.languages_back import tag_of
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append, store, value
from archcite.record.shelfmark import read_archive
from archcite.record.vocab import Kind, Role

Entry = tuple[str, dict[str, Any]]

_KINDS: Mapping[str, Kind] = {
    str(kind).replace("-", " "): kind for kind in Kind if kind not in (Kind.PUBLISHED, Kind.OTHER)
}
# What was sent, and to whom: letter to Ada Roe and Carl Moe.
_SENT = re.compile(r"((?:.* )?(letter|telegram|memorandum)) to (\S.*)", re.IGNORECASE)
_UNPUBLISHED = frozenset("manuscript misc artwork audio video anthology".split())
_SERIAL_KEYS = {name: variable for variable, name in table.SERIALS.items()}
_READ = frozenset(
    """type title author editor affiliated date parent publisher location url doi isbn issn
    serial-number language archive archive-location volume-total runtime translator""".split()
) | {*table.PLAIN.values(), *table.FORMATTED.values()}  # fmt: skip


def means(entry: Entry) -> Plain:
    """The plain record of an entry, whatever a carrier says."""
    return _Reading(*entry).read()


def serials_of(fields: Mapping[str, Any]) -> dict[str, str]:
    """The serial numbers of an entry by their kind; one without a kind is "serial"."""
    found = fields.get("serial-number")
    told = {name: text_of(fields.get(name)) for name in ("doi", "isbn", "issn")}
    if isinstance(found, Mapping):
        told |= {str(name): text_of(number) for name, number in found.items()}
    elif text := text_of(found):
        told["serial"] = text
    return {name: number for name, number in told.items() if number}


class _Reading:
    """One entry on its way into a CSL item, and that into a plain record."""

    def __init__(self, key: str, fields: dict[str, Any]) -> None:
        self.fields = fields
        self.item: dict[str, Any] = {"id": key}
        self.type = _word(fields.get("type")) or "misc"
        self.foreign: list[tuple[str, Any]] = []
        self.loose: set[str] = set()  # names in one piece: of a person or a body

    def read(self) -> Plain:
        self.parents = list(self._parents(self.fields, self.type, 0))
        self.item["type"] = self._csl_type()
        self._people()
        self._own()
        for type_, fields in self.parents:
            self._parent(type_, fields)
        for name, told in self.fields.items():
            if name not in _READ:
                self.foreign.append((name, told))
        item = {name: told for name, told in self.item.items() if told not in (None, "", [], {})}
        plain = csl_entry.means(item)
        self._finish(plain)
        return plain

    def _parents(
        self, fields: Mapping[str, Any], type_: str, depth: int
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Each parent with its type, the nearest first."""
        told = fields.get("parent")
        for each in told if isinstance(told, list) else [told]:
            if isinstance(each, Mapping) and depth < 8:
                own = _word(each.get("type")) or table.PARENTS.get(type_, "misc")
                yield own, each
                yield from self._parents(each, own, depth + 1)

    def _csl_type(self) -> str:
        above = {type_ for type_, _ in self.parents}
        archived = text_of(self.fields.get("archive")) or text_of(
            self.fields.get("archive-location")
        )
        if self.type == "article":
            return next(
                (csl for parent, csl in table.ARTICLES.items() if parent in above),
                "article-journal",
            )
        if self.type == "anthology" and archived:
            return "collection"
        if self.type in ("misc", "manuscript") and "conference" in above:
            return "speech"
        return table.FROM.get(self.type, "document")

    def _text(self, fields: Mapping[str, Any], name: str) -> str:
        text = text_of(fields.get(name))
        return table.unescaped(text) if name in table.FORMATTED_FIELDS else text

    def _put(self, variable: str, found: Any) -> None:
        if found not in (None, "", [], {}):
            self.item.setdefault(variable, found)

    def _own(self) -> None:
        fields, item = self.fields, self.item
        self._put("title", self._text(fields, "title"))
        title = fields.get("title")
        if isinstance(title, Mapping):
            for name in ("short", "shorthand"):
                self._put("title-short", table.unescaped(text_of(title.get(name))))
            for name in ("translation", "sentence-case", "title-case"):
                if text_of(title.get(name)):
                    self.foreign.append((f"title.{name}", title[name]))
        self._put("issued", text_of(fields.get("date")))
        for variable, name in (*table.PLAIN.items(), *table.FORMATTED.items()):
            self._put(variable, self._text(fields, name))
        self._put("number-of-volumes", text_of(fields.get("volume-total")))
        self._put("dimensions", text_of(fields.get("runtime")))
        self._imprint(fields, "publisher", "publisher-place")
        if self.type in _UNPUBLISHED and "publisher" not in item and "publisher-place" in item:
            item["event-place"] = item.pop("publisher-place")
        url = fields.get("url")
        self._put("URL", text_of(url))
        if isinstance(url, Mapping):
            self._put("accessed", text_of(url.get("date")))
        self._serials(fields)
        self._put("language", tag_of(text_of(fields.get("language"))))
        self._put("archive", self._text(fields, "archive"))
        self._put("archive_location", self._text(fields, "archive-location"))

    def _imprint(self, fields: Mapping[str, Any], name: str, place: str) -> None:
        found = fields.get("publisher")
        if isinstance(found, Mapping) and "value" not in found:
            self._put(name, table.unescaped(text_of(found.get("name"))))
            self._put(place, table.unescaped(text_of(found.get("location"))))
        else:
            self._put(name, table.unescaped(text_of(found)))
        self._put(place, self._text(fields, "location"))

    def _serials(self, fields: Mapping[str, Any]) -> None:
        for name, number in serials_of(fields).items():
            if name in _SERIAL_KEYS:
                self._put(_SERIAL_KEYS[name], number)
            elif name != "archcite":
                self.foreign.append((f"serial-number.{name}", number))

    def _parent(self, type_: str, fields: Mapping[str, Any]) -> None:
        item, title = self.item, self._text(fields, "title")
        if type_ == "original":
            self._put("original-title", title)
            self.original_language = text_of(fields.get("language"))
            self._put("original-date", text_of(fields.get("date")))
            self._imprint(fields, "original-publisher", "original-publisher-place")
            return
        if type_ in ("conference", "exhibition") and item["type"] != "paper-conference":
            self._put("event-title", title)
            self._put("event-place", self._text(fields, "location"))
            self._put("event-date", text_of(fields.get("date")))
            return
        series = self.type == "book" or type_ == "anthology"
        if "container-title" in item or (series and self.type not in ("anthos", "legislation")):
            self._put("collection-title", title)
            self._put("collection-number", text_of(fields.get("volume")))
        else:
            self._put("container-title", title)
            self._put("container-author", self._names(fields.get("author")))
            self._put("editor", self._names(fields.get("editor")))
            self._put("volume", text_of(fields.get("volume")))
            self._put("issue", text_of(fields.get("issue")))
            self._put("edition", text_of(fields.get("edition")))
            self._put("issued", text_of(fields.get("date")))
        self._imprint(fields, "publisher", "publisher-place")
        self._serials(fields)

    # -- who

    def _people(self) -> None:
        for variable in ("author", "editor", "translator"):
            self._put(variable, self._names(self.fields.get(variable)))
        told = self.fields.get("affiliated")
        for each in told if isinstance(told, list) else [told]:
            if not isinstance(each, Mapping):
                continue
            role = _word(each.get("role"))
            names = self._names(each.get("names"))
            variable = table.FROM_ROLE.get(role, "contributor")
            self.item.setdefault(variable, []).extend(names)
            if names and role not in table.FROM_ROLE:
                self.foreign.append((f"affiliated.{role}", each.get("names")))

    def _names(self, found: Any) -> list[dict[str, str]]:
        told = found if isinstance(found, list) else [found]
        return [name for each in told if (name := self._name(each))]

    def _name(self, found: Any) -> dict[str, str]:
        if isinstance(found, Mapping):
            name, given = text_of(found.get("name")), text_of(found.get("given-name"))
            prefix, suffix = text_of(found.get("prefix")), text_of(found.get("suffix"))
            if not (given or prefix or suffix):
                return {"literal": name} if name else {}
        else:
            parts = [part.strip() for part in text_of(found).split(",")]
            if len(parts) == 1 or len(parts) > 3:
                whole = text_of(found)
                self.loose.add(whole)
                return {"literal": whole} if whole else {}
            prefix, name = _particle(parts[0])
            given, suffix = parts[1], parts[2] if len(parts) == 3 else ""
        named = {
            "family": name,
            "given": given,
            "non-dropping-particle": prefix,
            "suffix": suffix,
        }
        return {key: text for key, text in named.items() if text}

    # -- what CSL cannot say

    def _finish(self, plain: Plain) -> None:
        document = plain["document"]
        if self.type in _UNPUBLISHED and (genre := str(document.get("genre", ""))):
            self._genre(plain, genre)
        if name := value(plain, "source.archive.name"):
            del plain["source"]["archive"]
            archive = msgspec.to_builtins(read_archive(name))
            for key, told in archive.items():
                store(plain, f"source.archive.{key}", told)
        language = getattr(self, "original_language", "")
        if language and value(plain, "document.original_title"):
            store(plain, "document.original_title.language", tag_of(language))
        for agent in plain.get("people", ()):
            if agent.get("kind") == "body" and agent["as_given"] in self.loose:
                del agent["kind"]
        for name, told in self.foreign:
            text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
            if text.strip():
                append(plain, "record.foreign",
                       {"format": "hayagriva", "name": name, "value": text})  # fmt: skip

    def _genre(self, plain: Plain, genre: str) -> None:
        """What the genre says of the kind, and of whom it was sent to."""
        document = plain["document"]
        sent = _SENT.fullmatch(genre)
        if sent:
            genre = sent[1]
            for name in re.split(r", and | and |, ", sent[3]):
                append(plain, "people", {"role": "recipient", "as_given": name})
        kind = _KINDS.get((sent[2] if sent else genre).casefold())
        if kind:
            self._other_kind(plain, kind)
        if kind and genre == str(kind).replace("-", " "):
            del document["genre"]
        else:
            document["genre"] = genre

    def _other_kind(self, plain: Plain, kind: Kind) -> None:
        """The kind that the genre names instead of the one that the type means."""
        was = Kind._value2member_map_.get(plain["document"]["kind"])
        plain["document"]["kind"] = str(kind)
        work = plain.get("published", {})
        work.pop("type", None)
        if "published" in plain and not work:
            del plain["published"]
        before = AUTHORS_OF.get(was, Role.AUTHOR)  # type: ignore[call-overload]
        after = AUTHORS_OF.get(kind, Role.AUTHOR)
        for agent in plain.get("people", ()):
            if agent["role"] == before:
                agent["role"] = str(after)


def _particle(family: str) -> tuple[str, str]:
    """The words in small letters before a family name, and the name."""
    words = family.split()
    count = next(
        (at for at, word in enumerate(words[:-1]) if not word[0].islower()), len(words) - 1
    )
    return " ".join(words[: max(count, 0)]), " ".join(words[max(count, 0) :])


def _word(found: Any) -> str:
    """A type or role in its usual spelling: CastMember is cast-member."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", text_of(found))
    return text.replace("_", "-").replace(" ", "-").casefold()
