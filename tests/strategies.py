"""Hypothesis strategies for records: every field of the schema can occur, with valid values."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from archcite.record.faults import find_faults
from archcite.record.fields import Shape, fields, shapes
from archcite.record.identifiers import RIGHTS_CODES, SPDX
from archcite.record.marks import says_anything
from archcite.record.model import Record, Table
from archcite.record.toml import from_plain
from archcite.record.vocab import State

# What breaks writers: quotes of every kind, backslashes, blanks at the ends, line breaks.
HARD_TEXTS = [
    'He said "no"',
    "It's \\n not a line break\\",
    'three """ quotes """ and \'\'\' more',
    '"',
    "\\",
    " blank before and behind ",
    "line\nbreak",
    "\nbreak first, break last\n",
    "line \n with blanks \n\n at the ends \t",
    'ends in a quote"\n"',
    'line\nends in quotes""',
    "back\\\nslash before a break",
    "tab\there",
    "Ф. 558. Оп. 11. Д. 97",
    "金日成 \u202e override \u2028 separator \u00a0 \ufeff",
    "#:schema = [x]",
    "x" * 300,
]

_LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs"), include_characters="\n\t\"'\\"
)


def texts() -> st.SearchStrategy[str]:
    """Any text that a record may hold."""
    free = st.text(_LETTERS, min_size=1, max_size=30).filter(lambda text: bool(text.strip()))
    return st.one_of(free, st.sampled_from(HARD_TEXTS))


def records() -> st.SearchStrategy[Record]:
    """Any valid record."""
    return plain_records().map(from_plain)


@st.composite
def plain_records(draw: st.DrawFn) -> dict[str, Any]:
    """The plain data of any valid record."""
    data = draw(_tables(Record, 0))
    paths = st.sampled_from([field.path.replace("[]", "") for field in fields()])
    for path in draw(st.lists(paths | st.just("people.author"), max_size=2)):
        administration = data.setdefault("record", {})
        lost = {**data, "record": {**administration, "lost_fields": [path]}}
        if not find_faults(lost):
            administration["lost_fields"] = [path]
    return data


@st.composite
def _tables(draw: st.DrawFn, table: type[Table], depth: int) -> dict[str, Any]:
    known = shapes(table)
    optional = [key for key, shape in known.items() if not shape.required]
    chosen = draw(st.sets(st.sampled_from(optional), max_size=5)) if optional else set()
    data = {
        key: draw(_values(shape, depth))
        for key, shape in known.items()
        if shape.required or key in chosen
    }
    missing = [key for key in optional if known[key].default in (None, ())]
    missing = [key for key in missing if not says_anything(data.get(key))]
    filled = [key for key, value in data.items() if says_anything(value)]
    marks: dict[str, str] = {}
    if bool(filled) and draw(st.booleans()):
        some = st.sets(st.sampled_from(filled), max_size=2)
        marks = dict.fromkeys(
            draw(some), draw(st.sampled_from([str(s) for s in State if s != "empty"]))
        )
    if bool(missing) and draw(st.booleans()):
        marks[draw(st.sampled_from(missing))] = "empty"
    if marks:
        data["_src"] = marks
    elif bool(filled) and draw(st.booleans()):
        data["_src"] = "inferred"
    match draw(st.sampled_from(["", "", "one", "map"])):
        case "one":
            data["_note"] = draw(texts())
        case "map":
            keys = draw(st.sets(st.sampled_from(list(known)), min_size=1, max_size=2))
            data["_note"] = {key: draw(texts()) for key in keys}
    return data


def _values(shape: Shape, depth: int) -> st.SearchStrategy[Any]:
    one: st.SearchStrategy[Any]
    if shape.table:
        one = _tables(shape.table, depth + 1)
    elif shape.constant:
        one = st.just(shape.constant)
    elif shape.words:
        one = st.sampled_from([str(word) for word in shape.words])
    elif shape.kind == "flag":
        one = st.booleans()
    elif shape.kind == "number":
        one = st.integers(1, 10**6)
    else:
        one = CHECKED[shape.check]
    if shape.many:
        empty = depth > 3 or shape.check == "field-path"  # lost fields are drawn last
        return st.lists(one, max_size=0 if empty else 2)
    return one


def _mod_11_2(digits: str) -> str:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def _ror(number: int) -> str:
    rest, letters = number, ""
    for _ in range(6):
        rest, place = divmod(rest, 32)
        letters = "0123456789abcdefghjkmnpqrstvwxyz"[place] + letters
    return f"0{letters}{98 - number * 100 % 97:02d}"


_SIXTEEN = st.integers(0, 10**15 - 1).map(lambda n: f"{n:015d}{_mod_11_2(f'{n:015d}')}")
_DAYS = st.dates().map(lambda day: day.isoformat())

CHECKED: dict[str, st.SearchStrategy[str]] = {
    "text": texts(),
    "slug": st.from_regex(r"\A[a-z0-9][a-z0-9._-]{0,20}\Z"),
    "edtf": _DAYS
    | st.sampled_from(["1966", "1966-05~", "196X", "1966-05-XX?", "1966/1968", "../1966", "-0044"]),
    "day": _DAYS,
    "language": st.sampled_from(["en", "ru-Latn-alalc97", "zh-Hant", "kor"]),
    "url": st.sampled_from(["https://example.org/a?b=c&d=%20#e", "http://example.org/ж'\"\\"]),
    "email": st.just("name@example.org"),
    "sha256": st.from_regex(r"\A[0-9a-f]{64}\Z"),
    "doi": st.sampled_from(["10.1000/182", "10.1234.5/a(b)c<d>"]),
    "orcid": _SIXTEEN.map(lambda n: "-".join(n[at : at + 4] for at in (0, 4, 8, 12))),
    "isni": _SIXTEEN,
    "viaf": st.integers(10, 10**22 - 1).map(str),
    "wikidata": st.integers(1, 10**9).map(lambda n: f"Q{n}"),
    "lccn": st.from_regex(r"\A[a-z]{0,3}[0-9]{8,10}\Z"),
    "ror": st.integers(0, 32**6 - 1).map(_ror),
    "crossref-funder": st.integers(0, 10**12).map(lambda n: f"10.13039/{n}"),
    "rights-uri": st.sampled_from(RIGHTS_CODES).map(
        lambda code: f"http://rightsstatements.org/vocab/{code}/1.0/"
    ),
    "license": st.sampled_from([*sorted(SPDX), "https://creativecommons.org/licenses/by/4.0/"]),
    "field-path": st.nothing(),
}
