"""What a bibliography asks of the works that documents cite: sections, types, keywords, files.

Answers for the keys that documents have; prints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from archcite.app import items
from archcite.app.config import Config
from archcite.app.items import Citable
from archcite.app.styles import LoadedStyle
from archcite.cite.arrange import SECTIONS, Section, Thing, of_item, of_record
from archcite.cite.headings import headings
from archcite.cite.sections import values_of
from archcite.crosswalk.csl_carriers import narrowed
from archcite.crosswalk.csl_view import View
from archcite.doc.model import Document
from archcite.doc.wanted import REST, Every, Not, Question, Some, Wanted, every
from archcite.errors import ArchciteError, Problem, ProblemsFound, UsageFault
from archcite.record.fonds import folded


class Bound(NamedTuple):
    """Documents with the things that they cite, and the names by which they include each other."""

    documents: list[Document]
    found: items.Found
    names: list[str]


class Works:
    """The things that documents cite, as a style sees them, and the answers about them."""

    def __init__(self, config: Config, bound: Bound, style: LoadedStyle, view: View) -> None:
        self.config, self.style, self.view = config, style, view
        self.citable: Mapping[str, Citable] = bound.found.citable
        self.items = {key: each.seen(view) for key, each in self.citable.items()}
        self.sections: Sequence[Section] = config.sections or SECTIONS
        self._bound = bound

    def resolved(self, wanted: Wanted, document: int, where: str) -> Wanted:
        """The same with every name as what it is the name of; UsageFault for one that is none."""
        if isinstance(wanted, Not):
            return Not(self.resolved(wanted.of, document, where))
        if isinstance(wanted, Some):
            return Some(tuple(self.resolved(each, document, where) for each in wanted.of))
        if isinstance(wanted, Every):
            return every(self.resolved(each, document, where) for each in wanted.of)
        if wanted.field == "name":
            return self._named(wanted.values[0], document, where)
        if wanted.field == "section":
            return Question(
                "section", tuple(str(self._section(each, where)) for each in wanted.values)
            )
        if wanted.field == "file":
            paths = tuple(str(self._path(each, document)) for each in wanted.values)
            return Question("key", self._keys_of_files(paths, where))
        if wanted.field == "key":
            known = self._bound.found.aliases
            return Question("key", tuple(known.get(each, each) for each in wanted.values))
        if wanted.field == "query":
            return Question("key", self._answers(wanted.values[0], where))
        return wanted

    def takes(self, wanted: Wanted, key: str) -> bool:
        """Whether what is asked, with its names resolved, is true of the work."""
        if isinstance(wanted, Not):
            return not self.takes(wanted.of, key)
        if isinstance(wanted, Some):
            return any(self.takes(each, key) for each in wanted.of)
        if isinstance(wanted, Every):
            return all(self.takes(each, key) for each in wanted.of)
        values = wanted.values
        if wanted.field == "rest":
            return True
        if wanted.field == "key":
            return key in values
        if wanted.field == "key-begins":
            return key.startswith(values)
        if wanted.field == "section":
            return str(self._natures.get(key, -1)) in values
        known = self._types if wanted.field == "type" else self._keywords
        return any(_plain(each) in known[key] for each in values)

    def _named(self, name: str, document: int, where: str) -> Wanted:
        """What one word stands for: the first thing that has the name."""
        if name.lower() == "rest":
            return REST
        files = dict(self._bound.documents[document].settings.files)
        if name in files:
            paths = tuple(str(self._path(each, document)) for each in files[name])
            return Question("key", self._keys_of_files(paths, where))
        if (number := self._titles.get(_plain(name))) is not None:
            return Question("section", (str(number),))
        if any(_plain(name) in words for words in self._keywords.values()):
            return Question("keyword", (name,))
        if any(_plain(name) in types for types in self._types.values()):
            return Question("type", (name,))
        if ":" in name:
            return Question("key", self._answers(name, where))
        known = [*files, *self._titles, "rest"]
        raise UsageFault(
            Problem("bibliography-unknown", where, f"no bibliography is called {name[:60]!r}",
                    f"there are {', '.join(known)}, and the keywords and types of what is cited")
        )  # fmt: skip

    def _section(self, name: str, where: str) -> int:
        number = self._titles.get(_plain(name))
        if number is None:
            raise UsageFault(
                Problem("bibliography-unknown", where, f"there is no section {name[:60]!r}",
                        f"there are {', '.join(self._titles)}")
            )  # fmt: skip
        return number

    @cached_property
    def _titles(self) -> dict[str, int]:
        """The names of the sections: their titles, and the usual words for what they take."""
        words = [headings(self.style.compiled.facts.lang), headings("en")]
        found: dict[str, int] = {}
        for number, section in enumerate(self.sections):
            named = [section.title] if section.title else []
            if len(section.takes) == 1:
                (nature,) = section.takes
                named += [nature, *(str(getattr(each, nature)) for each in words)]
            for name in named:
                found.setdefault(_plain(name), number)
        return found

    @cached_property
    def _natures(self) -> dict[str, int]:
        """The number of the first section that takes each work."""
        found: dict[str, int] = {}
        for key in self.items:
            thing = self._thing(key)
            for number, section in enumerate(self.sections):
                if section.wants(thing):
                    found[key] = number
                    break
        return found

    def _thing(self, key: str) -> Thing:
        record = self.citable[key].record()
        if record is None:
            return of_item(self.items[key])
        return of_record(narrowed(record, self.view), self.items[key])

    @cached_property
    def _types(self) -> dict[str, frozenset[str]]:
        """The kind of each record, its CSL type, and the types of its entries for LaTeX."""
        from archcite.crosswalk.bibtex import to_biblatex, to_bibtex

        found: dict[str, frozenset[str]] = {}
        for key, item in self.items.items():
            types = {item.type}
            try:
                record = self.citable[key].entry()
            except ProblemsFound:
                record = None
            if record is not None:
                types |= {str(record.document.kind)}
                types |= {to_biblatex(record)[0].type, to_bibtex(record)[0].type}
            found[key] = frozenset(map(_plain, types))
        return found

    @cached_property
    def _keywords(self) -> dict[str, frozenset[str]]:
        return {
            key: frozenset(map(_plain, values_of(item, "keyword")))
            for key, item in self.items.items()
        }

    def _path(self, named: str, document: int) -> Path:
        return beside(self._bound.names[document], named)

    def _keys_of_files(self, paths: Sequence[str], where: str) -> tuple[str, ...]:
        found: list[str] = []
        for path in paths:
            try:
                read = items.from_file(path)
            except ArchciteError as error:
                raise type(error)(*map(partial(_at, where), error.problems)) from error
            found += [*read.citable, *read.aliases]
        known = self._bound.found.aliases
        return tuple(dict.fromkeys([*found, *(known[key] for key in found if key in known)]))

    def _answers(self, query: str, where: str) -> tuple[str, ...]:
        from archcite.app.searching import index_of
        from archcite.library.query import parse_query

        try:
            with index_of(self.config) as index:
                return tuple(row.key for row in index.select(parse_query(query)))
        except ArchciteError as error:
            raise type(error)(*map(partial(_at, where), error.problems)) from error


def beside(document: str, named: str) -> Path:
    """A file that a document names: beside it, or else in the folder in which archcite runs."""
    found = Path(document).parent / named
    return found if found.is_file() else Path(named)


def _at(where: str, problem: Problem) -> Problem:
    """A problem with the place in the document, and what it is about before its sentence."""
    said = f"{problem.where}: {problem.message}" if problem.where else problem.message
    return problem._replace(where=where, message=said)


def _plain(name: str) -> str:
    """A name as it is compared: small letters, hyphens for what parts its words."""
    return "-".join(folded(name).replace("_", " ").replace("-", " ").split())
