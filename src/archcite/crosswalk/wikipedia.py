"""A record as a citation template of the English Wikipedia, and what that has no parameter for.

Archival documents are {{cite archive}}, what was published the template of CS1 for its kind. What
may stand behind a template (who translated it, from where it was read) stands there, in a sentence.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from archcite.crosswalk import prose
from archcite.crosswalk import wikipedia_table as table
from archcite.crosswalk.csl import type_of
from archcite.crosswalk.relators import word
from archcite.crosswalk.table import leaves
from archcite.crosswalk.two_way import Out
from archcite.crosswalk.wikipedia_dates import date_value, words_of
from archcite.record.model import Agent, Holding, Publication, Record
from archcite.record.tradition import print_levels
from archcite.record.vocab import AgentKind, Certainty, Kind, NameOrder, Role

_NAME = ("role", "as_given", "family", "given", "particle", "suffix", "kind", "order")
_LATIN = 0x250  # letters below are those of Latin alphabets


class Citation(NamedTuple):
    """template: its name. values: parameters in order, nothing escaped. behind: wikitext-free
    sentences after it. tags: templates behind it, such as ("doi", "10.1000/182").
    """

    template: str
    values: list[tuple[str, str]]
    behind: list[str]
    tags: list[tuple[str, str]]


def to_wikipedia(record: Record) -> Out[Citation]:
    """The citation, the field paths that are not in it, and those that stand behind it."""
    return _Writing(record).out()


class _Writing:
    """One record on its way into a template."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.values: dict[str, str] = {}
        self.behind: list[str] = []
        self.tags: list[tuple[str, str]] = []
        self.carried: set[str] = {"document.id", "document.kind", "document.title_kind"}
        self.moved: set[str] = set()
        self.edition = _edition(record)
        self.template = self._template()

    def out(self) -> Out[Citation]:
        self._title()
        self._people()
        self._date()
        if self.template == table.ARCHIVE:
            self._holding()
        else:
            self._work()
        self._online()
        self._behind()
        values = sorted(self.values.items(), key=lambda pair: _place(pair[0]))
        citation = Citation(self.template, values, self.behind, self.tags)
        paths = leaves(self.record)
        dropped = [path for path in paths if not _covers({*self.carried, *self.moved}, path)]
        moved = [path for path in paths if path not in dropped and _covers(self.moved, path)]
        return Out(citation, dropped, [path for path in moved if not _covers(self.carried, path)])

    def _template(self) -> str:
        published = self.record.document.kind is Kind.PUBLISHED
        if self.edition:
            return "cite book"
        if not published:
            return table.ARCHIVE
        fallback = (
            "cite web" if self.record.digital and self.record.digital.url else "cite document"
        )
        return table.TEMPLATES.get(type_of(self.record), fallback)

    def _say(self, name: str, text: str | None, *paths: str) -> None:
        letter = self.template == "cite letter" and name.rstrip("0123456789") not in table.LETTER
        if text and text.strip() and not letter:
            self.values.setdefault(name, " ".join(text.split()))
            self.carried.update(paths)

    def _add(self, text: str, *paths: str) -> None:
        """A sentence behind the template."""
        if text:
            self.behind.append(" ".join(text.split()).rstrip(".") + ".")
            self.moved.update(paths)

    # -- what

    def _title(self) -> None:
        document = self.record.document
        title = prose.title(self.record)
        name, inside = table.TITLES.get(self.template, ("title", ""))
        if self.template == table.ARCHIVE:
            self._say("item", title, "document.title")
            genre = document.genre or prose.kind_words(document.kind)
            if genre.casefold() not in title.casefold():
                self._say("type", genre[:1].upper() + genre[1:])
            self.carried.add("document.genre")
            return
        work = self.record.published
        container = work.container if work else None
        if self.edition or (container and self.template == "cite book"):
            name, inside = "chapter", "title"
        self._say(name, title, "document.title")
        self._original(name)
        if container and inside:
            self._say(inside, container, "published.container")
        elif container:
            self._add(f"In {container}", "published.container")
        if document.genre and self.template != "cite book":
            self._say("type", document.genre, "document.genre")

    def _original(self, name: str) -> None:
        """The original title as the title, the other one as its translation."""
        original = self.record.document.original_title
        if original is None or name not in ("title", "chapter") or not self.record.document.title:
            return
        path = "document.original_title"
        if any(ord(char) >= _LATIN and char.isalpha() for char in original.text):
            if not original.language:
                return
            tag = original.language.partition("-")[0]
            del self.values[name]
            self._say(
                f"script-{name}", f"{tag}:{original.text}", f"{path}.text", f"{path}.language"
            )
            self._say(name, original.transliteration, f"{path}.transliteration")
        else:
            self.values[name] = " ".join(original.text.split())
            self.carried.update((f"{path}.text", f"{path}.language"))
        self._say(f"trans-{name}", self.record.document.title)

    # -- who

    def _people(self) -> None:
        authors = prose.authors(self.record)
        for number, agent in enumerate(authors, 1):
            self._name("", agent, number if len(authors) > 1 else 0)
        helpers = self.template not in table.WITHOUT_HELPERS
        for role, (begin, only) in table.NAMES.items():
            agents = [each for each in self.record.people if each.role == role]
            if helpers and (not only or self.template in only):
                for number, agent in enumerate(agents, 1):
                    self._name(begin, agent, number)
        recipients = prose.people(self.record, Role.RECIPIENT)
        names = prose.listed(each.as_given for each in recipients)
        paths = [f"people.recipient.{part}" for part in _NAME]
        if self.template == "cite letter":
            self._say("recipient", names, *paths)
        elif names and names in self.values.get("item", self.values.get("title", "")):
            self.moved.update(paths)
        elif names:
            self._add(f"Addressed to {names}", *paths)
        if helpers:
            self._others()

    def _name(self, begin: str, agent: Agent, number: int) -> None:
        """One name. number: 0 for the only one, whose parameters need none."""
        if agent.certainty is not Certainty.CERTAIN:
            self.behind.append(f"The attribution to {agent.as_given} is {agent.certainty}.")
            self.moved.add(f"people.{agent.role}.certainty")
        paths = [f"people.{agent.role}.{part}" for part in _NAME]
        at = str(number) if number else ""
        first = agent.order is NameOrder.FAMILY_FIRST
        if agent.kind is AgentKind.BODY or not (agent.family and agent.given) or first:
            self._say(f"{begin.rstrip('-') or 'author'}{at}", agent.as_given, *paths)
            return
        family = " ".join(each for each in (agent.particle, agent.family) if each)
        given = ", ".join(each for each in (agent.given, agent.suffix) if each)
        self._say(f"{begin}last{at}", family, *paths)
        self._say(f"{begin}first{at}", given)

    def _others(self) -> None:
        """Who has no parameter, with what they did."""
        told = []
        for agent in self.record.people:
            if not _covers(self.carried | self.moved, f"people.{agent.role}.as_given"):
                if agent.role in (Role.SUBJECT, Role.CATALOGUER, Role.PARTICIPANT):
                    continue
                told.append(f"{agent.as_given} ({word(agent.role)})")
                self.moved.update(f"people.{agent.role}.{part}" for part in _NAME)
        if told:
            self.values["others"] = ", ".join(told)

    # -- when

    def _date(self) -> None:
        document = self.record.document
        if self.edition:
            self._say("orig-date", words_of(document.date) if document.date else "")
            self.moved.add("document.date")
            date, path = self.edition.date, "source.published_in.date"
        else:
            date, path = document.date, "document.date"
        if date and (value := date_value(date)):
            self._say("date", value, path)
        elif date:
            self._add(f"Date: {words_of(date)}", path)
        elif document.date_as_given and not self.edition:
            self._add(f"Date: {document.date_as_given}", "document.date_as_given")

    # -- where

    def _holding(self) -> None:
        source = self.record.source
        if source is None:
            return
        archive = source.archive
        if archive:
            bare = msgspec.structs.replace(archive, department=None, place=None)
            self._say("institution", ", ".join(prose.repository(bare)),
                      "source.archive.name", "source.archive.acronym")  # fmt: skip
            self._say("repository", archive.department, "source.archive.department")
            self._say("location", archive.place, "source.archive.place")
        self._say("collection", source.collection, "source.collection")
        self._levels(source)
        number = self.record.document.number
        self._add(f"Number: {number}" if number else "", "document.number")
        if not prose.has_holding(source):
            self._add(prose.as_given(source), "source.ref_as_given")

    def _levels(self, source: Holding) -> None:
        """Every step in the parameter of its kind; those without one, in order, in the item's."""
        rest = []
        for level in source.levels:
            name = table.LEVELS.get(level.kind)
            if name == "page" and "-" in level.value:
                name = "pages"
            if name and name not in self.values and not level.label:
                self._say(name, level.value)
            else:
                rest.append(level)
        self._say("item-id", print_levels(msgspec.structs.replace(source, levels=tuple(rest))))
        self.carried.update(f"source.levels.{part}" for part in ("kind", "value"))
        if any(level.label for level in source.levels):
            self.carried.add("source.levels.label")

    def _work(self) -> None:
        if self.edition:
            self._edition(self.edition)
            return
        work, document = self.record.published, self.record.document
        if work:
            plain = msgspec.to_builtins(work)
            for field, name in table.IMPRINT.items():
                if self.template not in table.NUMBERED.get(name, {self.template}):
                    continue
                self._say(name, (plain.get(field) or "").removeprefix("PMC" * (name == "pmc")),
                          f"published.{field}")  # fmt: skip
            if work.pages:
                several = not work.pages.replace(".", "").isalnum()
                self._say("pages" if several else "page", work.pages, "published.pages")
            if work.original_date:
                self._say("orig-date", words_of(work.original_date), "published.original_date")
            self.carried.add("published.type")
        self._say("id", document.number, "document.number")
        self._say("language", document.language, "document.language")
        event = document.event
        if event and self.template in ("cite speech", "cite conference"):
            name = "event" if self.template == "cite speech" else "conference"
            self._say(name, event.name or event.as_given, "document.event.name",
                      "document.event.as_given")  # fmt: skip
            self._say("location", event.place, "document.event.place")

    def _edition(self, edition: Publication) -> None:
        path = "source.published_in"
        title = edition.title or edition.as_given or edition.series
        self._say("title", title, f"{path}.title" if edition.title else f"{path}.as_given")
        self._say("series", edition.series if title != edition.series else "", f"{path}.series")
        if title == edition.series:
            self.carried.add(f"{path}.series")
        self._say("volume", edition.volume, f"{path}.volume")
        self._say("publisher", edition.publisher, f"{path}.publisher")
        self._say("location", edition.place, f"{path}.place")
        for begin, names, field in (
            ("editor", edition.editors, "editors"),
            ("translator", edition.translators, "translators"),
        ):
            for number, name in enumerate(names, 1):
                self._say(f"{begin}{number}", name, f"{path}.{field}")
        if edition.pages:
            several = not edition.pages.isalnum()
            self._say("pages" if several else "page", edition.pages, f"{path}.pages")
        if edition.document_number:
            self._say("id", f"Document {edition.document_number}", f"{path}.document_number")
        self._say("url", edition.url, f"{path}.url")

    def _online(self) -> None:
        digital = self.record.digital
        if digital is None:
            return
        archival = self.template == table.ARCHIVE
        self._say("item-url" if archival else "url", digital.url, "digital.url")
        if digital.url and digital.accessed:
            self._say("access-date", date_value(digital.accessed), "digital.accessed")
        if digital.doi and archival:
            self.tags.append(("doi", digital.doi))
            self.moved.add("digital.doi")
        else:
            self._say("doi", digital.doi, "digital.doi")
        paths = [f"digital.{name}" for name in ("name", "collection", "program")]
        via = prose.carrier(digital)
        if archival:
            self._add(f"Via {via}" if via else "", *paths)
        elif via not in self.values.values():
            self._say("via", via, *paths)
        else:
            self.carried.update(paths)

    def _behind(self) -> None:
        record, document = self.record, self.record.document
        if self.template in table.WITHOUT_HELPERS or record.credits:
            said = [role for role in Role if f"people.{role}.role" in self.carried]
            roles = (Role.TRANSLATOR, Role.EDITOR, Role.COMPILER, Role.INTERVIEWER)
            paths = [f"people.{role}.{part}" for role in roles for part in _NAME]
            self._add(prose.credits(record, said), "credits", *paths)
        if self.template in (table.ARCHIVE, "cite book"):
            told = ("name", "as_given", "session", "place")
            self._add(prose.event(document.event), *(f"document.event.{name}" for name in told))
        if document.language and document.language.partition("-")[0] == "en":
            self.carried.add("document.language")  # which readers take for granted there
        elif document.language and "language" not in self.values:
            self.tags.append(("in lang", document.language.partition("-")[0]))
            self.moved.add("document.language")
        edition = record.source.published_in if record.source else None
        if edition and not self.edition:
            printed = prose.publication(edition)
            self._add(f"Published in {printed}" if printed else "", "source.published_in")


def _edition(record: Record) -> Publication | None:
    """The printed edition that is cited, where no archive is."""
    source = record.source
    if source is None or prose.has_holding(source) or record.document.kind is Kind.PUBLISHED:
        return None
    return source.published_in


def _place(name: str) -> int:
    """The place of a parameter among the others; all of the authors' have one, so keep theirs."""
    bare = name.rstrip("0123456789").removesuffix("-last").removesuffix("-first")
    if bare in ("author", "last", "first"):
        return 0
    return table.ORDER.index(bare) if bare in table.ORDER else len(table.ORDER)


def _covers(paths: set[str], path: str) -> bool:
    """Whether the path or one above it is among them; how a value is known never is."""
    if "_src" in path or "_note" in path:
        return False
    while path not in paths:
        path, dot, _ = path.rpartition(".")
        if not dot:
            return False
    return True
