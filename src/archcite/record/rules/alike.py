"""Rules that compare the records of a library: duplicates, one person in several spellings.

Each keeps a few words of every record and no record; two records that share none are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archcite.errors import Severity
from archcite.record.likeness import KINDS, Likeness, is_sure, likeness
from archcite.record.model import Agent, Record
from archcite.record.rules.likely import folded, script, spelling
from archcite.record.rules.rule import Finding, Rule, Seen
from archcite.record.vocab import LevelKind as K

_MOST = 20  # records that share one word of evidence; more of them have it by their nature
_TELLING_TITLE = 4  # words; shorter ones (Letter to X) are shared by many documents of a day
# Steps that lead to one document; a box, folder or file has many of one day.
_EXACT = frozenset((K.FRAME, K.ITEM, K.REFERENCE, K.FOLIO, K.LEAF, K.PAGE))
_NUMBER = re.compile(r"\d+")


class _Mark(NamedTuple):
    """What tells documents of one place apart. number: the figures of the document's own number.

    archive: folded. exact: the first figure of each step of _EXACT.
    """

    number: tuple[str, ...]
    archive: str
    exact: dict[str, str]

    def parts(self, other: _Mark) -> bool:
        """Whether two of these are of two documents."""
        if self.number and other.number and self.number != other.number:
            return True
        if not self.archive or self.archive != other.archive:
            return False  # copies lie in other archives under other numbers
        return any(first != other.exact.get(kind, first) for kind, first in self.exact.items())


def _mark(record: Record) -> _Mark:
    source = record.source
    archive = source.archive if source else None
    first = {
        str(level.kind): found[0]
        for level in (source.levels if source else ())
        if level.kind in _EXACT and (found := _NUMBER.search(level.value))
    }
    number = tuple(_NUMBER.findall(record.document.number or ""))
    return _Mark(number, folded((archive.acronym or archive.name or "") if archive else ""), first)


class Duplicates:
    """Records that describe the same thing."""

    def __init__(self) -> None:
        self._likenesses: dict[str, Likeness] = {}
        self._marks: dict[str, _Mark] = {}
        self._having: dict[str, list[str]] = {}

    def add(self, key: str, seen: Seen) -> None:
        known = likeness(seen.record, with_fields=False)
        words = [word for word in known.words if not word.startswith(("name:", "foreign:"))]
        full = len(known.date) == 10
        if full and len(known.title.split()) >= _TELLING_TITLE and seen.record.document.title:
            words.append(f"said:{known.title}|{known.date}")
        self._likenesses[key] = known._replace(words=tuple(words))
        self._marks[key] = _mark(seen.record)
        for word in words:
            self._having.setdefault(word, []).append(key)

    def found(self) -> Iterator[tuple[str, Finding]]:
        for key, known in self._likenesses.items():
            others: dict[str, str] = {}
            for word in known.words:
                group = self._having[word]
                for other in group if 1 < len(group) <= _MOST else ():
                    if other != key and self._are_alike(word, key, other):
                        others.setdefault(other, KINDS[word.partition(":")[0]])
            if others:
                other, why = next(iter(others.items()))
                more = f" and {len(others) - 1} more" if len(others) > 1 else ""
                yield (
                    key,
                    Finding(
                        "document.id",
                        f"it may be the same document as {other}{more}: {why}",
                        "merge the two, or ignore this rule in one of them with the reason",
                    ),
                )

    def _are_alike(self, word: str, key: str, other: str) -> bool:
        one, two = self._likenesses[key], self._likenesses[other]
        if word.startswith("said:"):
            if self._marks[key].parts(self._marks[other]):
                return False
            if word.count("|") == 1:
                return not (one.who and two.who and one.who != two.who)
        if word.startswith("mark:"):
            return self._share_a_place(key, other)
        return bool(is_sure(word, one, two))

    def _share_a_place(self, key: str, other: str) -> bool:
        """Whether two records with one shelfmark are of one document."""
        one, two = self._likenesses[key], self._likenesses[other]
        if self._marks[key].parts(self._marks[other]):
            return False
        if one.date and two.date and one.date != two.date:
            return False
        same_day = bool(one.date and two.date)
        same_title = bool(one.title) and one.title == two.title
        if self._marks[key].exact:
            return same_day or same_title
        return same_day and same_title


duplicate = Rule(
    "duplicate",
    Severity.WARNING,
    "Two records seem to describe the same document.",
    "They have the same file, identifier or address, the same title on the same day, or lie on one "
    "leaf. What lies in one folder, or has a number of its own, is told apart by title and day. "
    "Two keys for one document split its citations and its notes.",
    (
        '[document]\nid = "brezhnev-a"\ntitle = "Speech on Talks with Kim Il Sung"\n'
        'date = "1966-05-27"\n',
        '[document]\nid = "brezhnev-b"\ntitle = "Speech on talks with Kim Il-sung"\n'
        'date = "1966-05-27"\n',
    ),
    (
        '[document]\nid = "brezhnev-a"\ntitle = "Speech on Talks with Kim Il Sung"\n'
        'date = "1966-05-27"\n',
        '[document]\nid = "brezhnev-b"\ntitle = "Speech on Talks with Kim Il Sung"\n'
        'date = "1966-06-30"\n',
    ),
    compare=Duplicates,
)


class _Marked(NamedTuple):
    key: str
    path: str
    level: str
    value: str


class LeadingZeros:
    """Shelfmarks that differ in a leading zero or a letter alone."""

    def __init__(self) -> None:
        self._having: dict[str, list[_Marked]] = {}

    def add(self, key: str, seen: Seen) -> None:
        for path, holding, _ in seen.holdings:
            archive = holding.archive
            name = folded((archive.acronym or archive.name or "") if archive else "")
            for index, level in enumerate(holding.levels[:3]):
                bare = re.sub(r"^0+(?=\d)|(?<=\d)[^\W\d_]$", "", level.value)
                rest = ";".join(
                    f"{each.kind}={folded(each.value)}"
                    for place, each in enumerate(holding.levels)
                    if place != index
                )
                if name and len(holding.levels) > 2 and bare.isdigit():
                    word = f"{name}|{index}|{level.kind}={bare}|{rest}"
                    marked = _Marked(
                        key, f"{path}.levels[{index}].value", str(level.kind), level.value
                    )
                    self._having.setdefault(word, []).append(marked)

    def found(self) -> Iterator[tuple[str, Finding]]:
        for group in self._having.values():
            longest = max((each.value for each in group), key=len)
            for each in group if len(group) > 1 else ():
                if each.value != longest and len(each.value) < len(longest):
                    other = next(one.key for one in group if one.value == longest)
                    yield (
                        each.key,
                        Finding(
                            each.path,
                            f"{each.level} {each.value} is {longest} in {other}, whose shelfmark "
                            "is the same otherwise",
                            "leading zeros and letters count; look it up",
                        ),
                    )


_MARK = (
    '[document]\nid = "note-{id}"\n\n[source]\nlevels = [\n'
    '    {{ kind = "fond", value = "{fond}" }},\n    {{ kind = "opis", value = "34" }},\n'
    '    {{ kind = "delo", value = "18" }},\n    {{ kind = "leaf", value = "{leaf}" }},\n]\n\n'
    '[source.archive]\nacronym = "AVPRF"\n'
)

leading_zero = Rule(
    "leading-zero",
    Severity.WARNING,
    "A number of a shelfmark lacks the leading zero or the letter that it has in another record.",
    "Fond 0100 and fond 100 of one archive are two fonds, 22 and 22a two files. Spreadsheets take "
    "zeros away, and typists letters; a record with the same shelfmark otherwise shows it.",
    (
        _MARK.format(id="a", fond="0100", leaf="5"),
        _MARK.format(id="b", fond="100", leaf="5"),
    ),
    (
        _MARK.format(id="a", fond="0100", leaf="5"),
        _MARK.format(id="b", fond="0100", leaf="9"),
    ),
    compare=LeadingZeros,
)


class Spellings:
    """Persons that different records write differently."""

    def __init__(self) -> None:
        # What spellings have in common -> each spelling with how often it stands, and where first.
        self._written: dict[str, dict[str, list[tuple[str, str]]]] = {}

    def add(self, key: str, seen: Seen) -> None:
        for name in seen.names:
            agent = name.agent
            if not name.is_person or (agent and _is_settled(agent)):
                continue
            word = spelling(name.text)
            if len(word) >= 6 and " " in name.text.strip():
                places = self._written.setdefault(word, {}).setdefault(name.text, [])
                places.append((key, name.path))

    def found(self) -> Iterator[tuple[str, Finding]]:
        for forms in self._written.values():
            if len(forms) < 2:
                continue
            usual = max(forms, key=lambda form: (len({key for key, _ in forms[form]}), form))
            records = {key for key, _ in forms[usual]}
            for form, places in forms.items():
                if form == usual or script(form) != script(usual):
                    continue
                for key, path in dict(reversed(places)).items():
                    if key in records:
                        continue  # name-spellings tells what differs within one record
                    count = len(records)
                    where = next(iter(records)) if count == 1 else f"{count} other records"
                    yield (
                        key,
                        Finding(
                            path,
                            f"{form} is written {usual} in {where}",
                            "write one spelling, or give the authority_form",
                        ),
                    )


def _is_settled(agent: Agent) -> bool:
    ids = agent.ids
    return bool(agent.authority_form or (ids and (ids.viaf or ids.wikidata or ids.lcnaf)))


_LETTER = '[document]\nid = "letter-{id}"\n\n[[people]]\nrole = "recipient"\nas_given = "{name}"\n'

library_spellings = Rule(
    "person-spellings",
    Severity.INFO,
    "A person is written otherwise in other records of the library.",
    "An index of the library, or a bibliography, would have the person twice. Spellings are "
    "compared without accents, hyphens and the differences between systems of transliteration; "
    "a record with an authority form or an identifier may write the name as its source does.",
    (
        _LETTER.format(id="a", name="Kim Il-Sung"),
        _LETTER.format(id="b", name="Kim Il Sung"),
    ),
    (
        _LETTER.format(id="a", name="Kim Il Sung"),
        _LETTER.format(id="b", name="Kim Il Sung"),
    ),
    compare=Spellings,
)


class SharedIds:
    """Identifiers that different records give to people of different names."""

    def __init__(self) -> None:
        self._having: dict[str, dict[str, tuple[str, str, str]]] = {}

    def add(self, key: str, seen: Seen) -> None:
        for index, agent in enumerate(seen.record.people):
            for kind in ("orcid", "isni", "viaf", "wikidata", "lcnaf") if agent.ids else ():
                number = getattr(agent.ids, kind)
                if number:
                    name = spelling(agent.family or agent.as_given)
                    people = self._having.setdefault(f"{kind} {number}", {})
                    people.setdefault(name, (key, f"people[{index}].ids.{kind}", agent.as_given))

    def found(self) -> Iterator[tuple[str, Finding]]:
        for number, people in self._having.items():
            # One name in two alphabets, or with and without a title, is one name.
            first, *more = people.items()
            for name, (key, path, called) in more:
                if name in first[0] or first[0] in name or script(called) != script(first[1][2]):
                    continue
                yield (
                    key,
                    Finding(
                        path,
                        f"{number} is {called} here and {first[1][2]} in {first[1][0]}",
                        "an identifier is one person's: look it up again",
                    ),
                )


_WITH_ID = (
    '[document]\nid = "letter-{id}"\n\n[[people]]\nrole = "author"\nas_given = "{name}"\n'
    'ids = {{ wikidata = "Q41117" }}\n'
)

shared_id = Rule(
    "id-of-another",
    Severity.WARNING,
    "Two records give the same identifier to people of different names.",
    "One of the two was copied from the record before, or looked up wrongly; catalogues would "
    "hold the two people for one.",
    (
        _WITH_ID.format(id="a", name="Kim Il Sung"),
        _WITH_ID.format(id="b", name="Leonid Brezhnev"),
    ),
    (
        _WITH_ID.format(id="a", name="Kim Il Sung"),
        _WITH_ID.format(id="b", name="Kim Il-sŏng"),
    ),
    compare=SharedIds,
)

RULES = (duplicate, leading_zero, library_spellings, shared_id)
