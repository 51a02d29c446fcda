"""The query language: words, "phrases", fields, and / or / not -> a condition for the index.

    author:brezhnev archive:rgani date:1966..1968 (kind:telegram or kind:letter) -missing:translator

Words next to each other must all be there. Reads text alone; every fault is one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from archcite.errors import Problem, UsageFault
from archcite.record.findable import COLUMNS, days
from archcite.text.fold import readings, spellings

ALIASES = {
    "by": "author",
    "from": "author",
    "to": "recipient",
    "people": "person",
    "tag": "subject",
    "type": "kind",
    "genre": "kind",
    "fond": "shelfmark",
    "fonds": "shelfmark",
    "summary": "text",
    "doi": "number",
    "url": "number",
    "year": "date",
    "lang": "language",
    "id": "key",
    "container": "work",
    "publisher": "work",
    "notes": "note",
    "lacks": "missing",
}
# Whoever asks whether a record has one of these means the field, not what is looked for with it.
_FIELDS = {
    "doi": "digital.doi",
    "url": "digital.url",
    "genre": "document.genre",
    "summary": "document.summary",
    "publisher": "published.publisher",
}
OTHERS: Mapping[str, str] = {
    "date": "The day, month, year or span (1966, 1966-05, 1966..1968, ..1945, 1966~).",
    "has": "Records with that field: a name of this list, a role, or a path (digital.url).",
    "missing": "Records without it.",
}
_TOKEN = re.compile(r"""\s*(?:(?P<sign>[()])|(?P<minus>-(?=[\w"(]))
    |(?P<field>[^\W\d_][\w.]*):(?!//)(?=\S)|(?P<quoted>"(?:[^"\\]|\\.)*")
    |(?P<open>")|(?P<word>[^\s()"]+))""", re.VERBOSE)  # fmt: skip
_DEEPEST = 100
_LONGEST = 10_000
_DATE_FROM, _DATE_TO = 0, 99_999_999


class Selection(NamedTuple):
    """A condition on the index's records. where, values: in SQL. ranking: what to rank them by.

    words: readings of the words that were looked for, to mark them; the last letter of one is *
    where it may go on.
    """

    where: str = "1"
    values: tuple[object, ...] = ()
    ranking: str = ""
    words: tuple[str, ...] = ()


class _Token(NamedTuple):
    kind: str
    text: str
    place: int


def parse_query(text: str) -> Selection:
    """What a query means; UsageFault where it cannot be read. An empty one means every record."""
    if len(text) > _LONGEST:
        raise _fault("a query has at most 10,000 letters", "")
    reading = _Reading(_tokens(text))
    if not reading.tokens:
        return Selection()
    found = reading.either(0)
    if reading.at < len(reading.tokens):
        raise _fault("a closing parenthesis has no opening one", "")
    return found._replace(words=tuple(dict.fromkeys(found.words)))


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    place = 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            break  # blanks alone are left
        kind = str(token.lastgroup)
        if kind == "open":
            raise _fault(
                "a quotation mark is not closed", f"it stands before {text[place:][:30]!r}"
            )
        found.append(_Token(kind, token[kind], place))
        place = token.end()
    return found


class _Reading:
    """A query being read, from one place on."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def either(self, depth: int, field: str = "") -> Selection:
        parts = [self.all(depth, field)]
        while self._takes("or"):
            parts.append(self.all(depth, field))
        return _joined(parts, " OR ")

    def all(self, depth: int, field: str) -> Selection:
        parts = [self.one(depth, field)]
        while self.at < len(self.tokens) and not self._is("or") and self._here().text != ")":
            self._takes("and")
            parts.append(self.one(depth, field))
        return _joined(parts, " AND ")

    def one(self, depth: int, field: str) -> Selection:
        if depth > _DEEPEST:
            raise _fault("the parentheses are nested too deeply", "")
        if self.at >= len(self.tokens):
            raise _fault("the query ends where a word is expected", "")
        token = self._here()
        if self._takes("not") or token.kind == "minus":
            self.at += token.kind == "minus"
            found = self.one(depth + 1, field)
            return Selection(f"NOT ({found.where})", found.values)
        self.at += 1
        if token.kind == "field":
            return self.one(depth + 1, _field(token.text))
        if token.text == "(" and token.kind == "sign":
            found = self.either(depth + 1, field)
            if self.at >= len(self.tokens):
                raise _fault("a parenthesis is not closed", "")
            self.at += 1
            return found
        if token.kind == "sign" or (token.kind == "word" and token.text.lower() in ("or", "and")):
            raise _fault(f"a word is expected before {token.text!r}", "")
        if token.kind == "word" and token.text.endswith(":") and is_field(token.text[:-1]):
            raise _fault(f"nothing is said for {token.text}", "the word stands right behind it")
        return _leaf(field, token)

    def _here(self) -> _Token:
        return self.tokens[self.at]

    def _is(self, word: str) -> bool:
        token = self._here() if self.at < len(self.tokens) else None
        return token is not None and token.kind == "word" and token.text.lower() == word

    def _takes(self, word: str) -> bool:
        found = self._is(word)
        self.at += found
        return found


def _joined(parts: list[Selection], word: str) -> Selection:
    if len(parts) == 1:
        return parts[0]
    return Selection(
        "(" + word.join(part.where for part in parts) + ")",
        tuple(value for part in parts for value in part.values),
        " OR ".join(part.ranking for part in parts if part.ranking),
        tuple(each for part in parts for each in part.words),
    )


def is_field(name: str) -> bool:
    """Whether something can be looked for under that name."""
    plain = name.lower()
    return plain in COLUMNS or plain in OTHERS or plain in ALIASES


def _field(name: str) -> str:
    plain = name.lower()
    plain = ALIASES.get(plain, plain)
    if plain in COLUMNS or plain in OTHERS:
        return plain
    from difflib import get_close_matches

    near = get_close_matches(plain, [*COLUMNS, *OTHERS, *ALIASES], n=1)
    known = f"did you mean {near[0]}?" if near else f"known are {', '.join([*COLUMNS, *OTHERS])}"
    raise _fault(f"there is no field {name[:40]!r} to look in", known)


def _leaf(field: str, token: _Token) -> Selection:
    text = re.sub(r"\\(.)", r"\1", token.text[1:-1]) if token.kind == "quoted" else token.text
    special: Mapping[str, Callable[[str], Selection]] = {
        "date": _date,
        "has": _has,
        "missing": lambda name: _has(name)._replace(where="NOT instr(has, ?)"),
    }
    if field in special:
        return special[field](text)
    prefix = token.kind == "word" and text.endswith("*")
    forms = [form for form in readings(text) if form]
    if not forms:
        raise _fault(f"there is no letter or digit in {text[:40]!r} to look for", "")
    if token.kind == "word" and not prefix:
        # Dmitry is Dmitrii too; a phrase in quotation marks is taken as it stands.
        forms = [
            each for form in forms for each in (spellings(form) if " " not in form else [form])
        ]
    star = "*" if prefix else ""
    said = " OR ".join(f'"{form}"{star}' for form in dict.fromkeys(forms))
    match = f"{{{field}}} : ({said})" if field else f"({said})"
    return Selection(
        "records.id IN (SELECT rowid FROM words WHERE words MATCH ?)",
        (match,),
        match,
        tuple(f"{form}{star}" for form in forms),
    )


def _has(name: str) -> Selection:
    plain = name.lower().strip(".")
    wanted = _FIELDS.get(plain) or ALIASES.get(plain, plain)
    if wanted not in COLUMNS:
        _check_field(wanted, name)
    return Selection("instr(has, ?)", (f" {wanted} ",))


def _check_field(wanted: str, name: str) -> None:
    """UsageFault for what is neither a role nor a field of a record. name: as it was typed."""
    from difflib import get_close_matches

    from archcite.record.fields import fields, is_path
    from archcite.record.vocab import Role

    if wanted in map(str, Role) or is_path(wanted) or is_path(f"document.{wanted}"):
        return
    paths = [each.path.replace("[]", "") for each in fields()]
    own = [path.removeprefix("document.") for path in paths]
    near = get_close_matches(wanted, [*COLUMNS, *ALIASES, *map(str, Role), *paths, *own], n=1)
    told = f"did you mean {near[0]}?" if near else "such as translator, date or digital.url"
    raise _fault(f"no record can have a field {name[:40]!r}", told)


def _date(text: str) -> Selection:
    """Records whose days overlap with those that are asked for."""
    start, dots, end = text.partition("..")
    if not dots:
        for sign, first, last in (("<", "", text), (">", text, "")):
            if text.startswith(sign):
                start, dots, end = first[1:], "..", last[1:]
        if not dots:
            end = start
    earliest = _day(start, text)[0] if start else _DATE_FROM
    latest = _day(end, text)[1] if end else _DATE_TO
    if earliest > latest:
        raise _fault(f"the span {text[:40]!r} ends before it begins", "its first day stands first")
    return Selection(
        "records.date != '' AND coalesce(first, ?) <= ? AND coalesce(last, ?) >= ?",
        (_DATE_FROM, latest, _DATE_TO, earliest),
    )


def _day(date: str, whole: str) -> tuple[int, int]:
    first, last = days(date.strip())
    if first is None and last is None:
        raise _fault(
            f"{whole[:40]!r} is no date", "such as 1966, 1966-05, 1966-05-27 or 1966..1968"
        )
    return _DATE_FROM if first is None else first, _DATE_TO if last is None else last


def _fault(message: str, hint: str) -> UsageFault:
    return UsageFault(Problem("query-invalid", "", message, hint))
