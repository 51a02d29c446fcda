"""The grammar of CSL 1.0.2 as tables: what may stand in what, with which attributes and values.

They explain in words what the RELAX NG schema refuses; the schema is the judge. Tables only, and
the function that reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from archcite.csl import vocab
from archcite.csl.xml import NAMESPACE, attributes_of, tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def words(text: str) -> frozenset[str]:
    """The words of a text, as a table holds them."""
    return frozenset(text.split())


# What an attribute may hold: one of some words; "" is any text.
ANY: frozenset[str] = frozenset()
BOOLEAN = words("true false 1 0")
RENDERING = words("text number label date names group choose")

_AFFIXES = {"prefix": ANY, "suffix": ANY}
_FONT = {
    "font-style": words("normal italic oblique"),
    "font-variant": words("normal small-caps"),
    "font-weight": words("normal bold light"),
    "text-decoration": words("none underline"),
    "vertical-align": words("baseline sup sub"),
}
_DISPLAY = {"display": words("block left-margin right-inline indent")}
_CASE = {
    "text-case": words("lowercase uppercase capitalize-first capitalize-all title sentence"),
}
_PERIODS = {"strip-periods": BOOLEAN}
_DELIMITER = {"delimiter": ANY}
_PRECEDES = words("contextual always never after-inverted-name")
_NAME_FORM = words("long short count")
_TERM_FORM = words("long short symbol verb verb-short")
_NAME = {
    "and": words("text symbol"),
    "delimiter-precedes-et-al": _PRECEDES,
    "delimiter-precedes-last": _PRECEDES,
    "et-al-min": ANY,
    "et-al-use-first": ANY,
    "et-al-subsequent-min": ANY,
    "et-al-subsequent-use-first": ANY,
    "et-al-use-last": BOOLEAN,
    "initialize": BOOLEAN,
    "initialize-with": ANY,
    "name-as-sort-order": words("first all"),
    "sort-separator": ANY,
}
_INHERITED = {
    **_NAME,
    "name-delimiter": ANY,
    "name-form": _NAME_FORM,
    "names-delimiter": ANY,
}
_BRANCH = {
    "match": words("all any none"),
    **dict.fromkeys(("type", "variable", "is-numeric", "is-uncertain-date", "locator"), ANY),
    "position": ANY,
    "disambiguate": words("true"),
}
INTEGERS = words(
    """et-al-min et-al-use-first et-al-subsequent-min et-al-subsequent-use-first names-min
    names-use-first near-note-distance line-spacing entry-spacing"""
)

ATTRIBUTES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "style": {
        "class": words("in-text note"),
        "default-locale": ANY,
        "version": words("1.0"),
        "demote-non-dropping-particle": words("never sort-only display-and-sort"),
        "initialize-with-hyphen": BOOLEAN,
        "page-range-format": words("expanded minimal minimal-two chicago chicago-15 chicago-16"),
        **_INHERITED,
    },
    "info": {},
    "macro": {"name": ANY},
    "citation": {
        "cite-group-delimiter": ANY,
        "collapse": words("citation-number year year-suffix year-suffix-ranged"),
        "year-suffix-delimiter": ANY,
        "after-collapse-delimiter": ANY,
        "disambiguate-add-names": BOOLEAN,
        "disambiguate-add-givenname": BOOLEAN,
        "disambiguate-add-year-suffix": BOOLEAN,
        "givenname-disambiguation-rule": words(
            "all-names all-names-with-initials primary-name primary-name-with-initials by-cite"
        ),
        "near-note-distance": ANY,
        **_INHERITED,
    },
    "bibliography": {
        "hanging-indent": BOOLEAN,
        "line-spacing": ANY,
        "entry-spacing": ANY,
        "second-field-align": words("flush margin"),
        "subsequent-author-substitute": ANY,
        "subsequent-author-substitute-rule": words(
            "complete-all complete-each partial-each partial-first"
        ),
        **_INHERITED,
    },
    "layout": {**_AFFIXES, **_FONT, **_DELIMITER},
    "sort": {},
    "key": {
        "variable": ANY,
        "macro": ANY,
        "names-min": ANY,
        "names-use-first": ANY,
        "names-use-last": BOOLEAN,
        "sort": words("ascending descending"),
    },
    "text": {
        **dict.fromkeys(("variable", "macro", "term", "value"), ANY),
        "form": _TERM_FORM,
        "plural": BOOLEAN,
        "quotes": BOOLEAN,
        **_AFFIXES, **_FONT, **_DISPLAY, **_CASE, **_PERIODS,
    },
    "number": {
        "variable": ANY,
        "form": words("numeric ordinal long-ordinal roman"),
        **_AFFIXES, **_FONT, **_DISPLAY, **_CASE,
    },
    "label": {
        "variable": ANY,
        "form": _TERM_FORM,
        "plural": words("always never contextual"),
        **_AFFIXES, **_FONT, **_CASE, **_PERIODS,
    },
    "date": {
        "variable": ANY,
        "form": words("text numeric"),
        "date-parts": words("year year-month year-month-day"),
        **_AFFIXES, **_FONT, **_DISPLAY, **_CASE, **_DELIMITER,
    },
    "date-part": {
        "name": words("day month year"),
        "form": words("numeric numeric-leading-zeros ordinal long short"),
        "range-delimiter": ANY,
        **_AFFIXES, **_FONT, **_CASE, **_PERIODS,
    },
    "names": {"variable": ANY, **_AFFIXES, **_FONT, **_DISPLAY, **_DELIMITER},
    "name": {**_NAME, "form": _NAME_FORM, **_AFFIXES, **_FONT, **_DELIMITER},
    "name-part": {"name": words("family given"), **_AFFIXES, **_FONT, **_CASE},
    "et-al": {"term": frozenset(("et-al", "and others")), **_FONT},
    "substitute": {},
    "group": {**_AFFIXES, **_FONT, **_DISPLAY, **_DELIMITER},
    "choose": {},
    "if": _BRANCH,
    "else-if": _BRANCH,
    "else": {},
    "locale": {XML_LANG: ANY, "version": words("1.0")},
    "style-options": {"limit-day-ordinals-to-day-1": BOOLEAN, "punctuation-in-quote": BOOLEAN},
    "terms": {},
    "term": {
        "name": ANY,
        "form": _TERM_FORM,
        "gender": words("masculine feminine"),
        "gender-form": words("masculine feminine"),
        "match": words("last-digit last-two-digits whole-number"),
    },
    "single": {},
    "multiple": {},
}  # fmt: skip

CHILDREN: Mapping[str, frozenset[str]] = {
    "style": words("info locale macro citation bibliography"),
    "macro": RENDERING,
    "citation": words("sort layout"),
    "bibliography": words("sort layout"),
    "layout": RENDERING,
    "sort": words("key"),
    "date": words("date-part"),
    "names": words("name et-al label substitute"),
    "name": words("name-part"),
    "substitute": RENDERING,
    "group": RENDERING,
    "choose": words("if else-if else"),
    "if": RENDERING,
    "else-if": RENDERING,
    "else": RENDERING,
    "locale": words("style-options date terms"),
    "terms": words("term"),
    "term": words("single multiple"),
}

# Of each row at least one must be there.
REQUIRED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "style": (("version",),),
    "macro": (("name",),),
    "key": (("variable", "macro"),),
    "text": (("variable", "macro", "term", "value"),),
    "number": (("variable",),),
    "names": (("variable",),),
    "date-part": (("name",),),
    "name-part": (("name",),),
    "term": (("name",),),
    "if": (tuple(name for name in _BRANCH if name != "match"),),
    "else-if": (tuple(name for name in _BRANCH if name != "match"),),
}
# Of each row at most one may be there.
EITHER: Mapping[str, tuple[str, ...]] = {
    "text": ("variable", "macro", "term", "value"),
    "key": ("variable", "macro"),
}
# The forms that a cs:text takes, by what it prints.
_TEXT_FORMS = {
    "variable": words("long short"),
    "term": _TERM_FORM,
    "macro": ANY,
    "value": ANY,
}
# What an element cannot be without.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "style": ("info",),
    "info": ("title", "id", "updated"),
    "citation": ("layout",),
    "bibliography": ("layout",),
    "sort": ("key",),
    "terms": ("term",),
}
# What an element can have once.
ONCE: Mapping[str, frozenset[str]] = {
    "style": words("info citation bibliography"),
    "info": words("title title-short id updated published summary rights eissn issnl"),
    "citation": words("sort layout"),
    "bibliography": words("sort layout"),
    "names": words("name et-al label substitute"),
    "locale": words("style-options terms"),
}
# Where words may stand between the tags.
_WORDY = words("single multiple term")
# What must have something inside, whatever it is.
FILLED = words("macro layout group choose else substitute")


_LISTS = frozenset(("variable", *(key for key in _BRANCH if key != "match")))


def _stripped(text: str | None) -> str:
    return (text or "").strip()


def explained(element: Element) -> Iterator[tuple[str, str]]:
    """All that the tables have against an element itself, each with a hint."""
    name = tag_of(element)
    if not str(element.tag).startswith(NAMESPACE) or name not in ATTRIBUTES:
        yield f"CSL has no element <{name}>", _nearest(name, ATTRIBUTES)
        return
    around = element.getparent()
    if around is not None and tag_of(around) in CHILDREN:
        allowed = CHILDREN[tag_of(around)]
        if name not in allowed:
            yield f"<{name}> cannot stand in <{tag_of(around)}>", _one_of(allowed, "it takes ")
    given = attributes_of(element)
    known = ATTRIBUTES[name]
    for key, value in given.items():
        if key not in known:
            yield f"<{name}> has no attribute {key.rpartition('}')[2]}", _nearest(key, known)
        elif key in _LISTS and not value.strip():
            yield f"{key} is empty on <{name}>", "name one, or delete the element"
        elif key in INTEGERS and not _is_count(value):
            yield f'{key}="{value}" on <{name}> is no whole number', "give a number such as 3"
        elif known[key] and value.strip() not in known[key]:
            yield (
                f'<{name}> has no {key} "{value}"',
                _nearest(value, known[key]) or _one_of(known[key], "it is "),
            )
    for either in REQUIRED.get(name, ()):
        if not any(key in given for key in either):
            some = either[0] if len(either) == 1 else f"one of {', '.join(either)}"
            yield f"<{name}> lacks the attribute {some}", "add it"
    both = [key for key in EITHER.get(name, ()) if key in given]
    if len(both) > 1:
        yield f"<{name}> has both {both[0]} and {both[1]}", "delete one of them"
    elif name == "text" and both and (form := given.get("form")) is not None:
        forms = _TEXT_FORMS[both[0]]
        if form not in forms:
            hint = _one_of(forms, "it is ") if forms else "delete form"
            yield f'a <text> with {both[0]} has no form "{form}"', hint
    stray = " ".join(filter(None, map(_stripped, (element.text, *(c.tail for c in element)))))
    if stray and name not in _WORDY:
        yield f"<{name}> cannot hold the text {stray[:40]!r}", 'a text is <text value="..."/>'
    inside = [tag_of(child) for child in element]
    for needed in NEEDED.get(name, ()):
        if needed not in inside:
            yield f"<{name}> has no <{needed}>", "add one"
    for one in sorted(ONCE.get(name, ANY)):
        if inside.count(one) > 1:
            yield f"<{name}> has more than one <{one}>", "delete one of them"
    if name in FILLED and not inside:
        yield f"<{name}> is empty", "put something in it, or delete it"


_FREE = frozenset((*_AFFIXES, *_FONT, *_DISPLAY, *_CASE, *_INHERITED))


def is_free(name: str, key: str, value: str) -> bool:
    """Whether an element may have the attribute with that value, whatever else it has."""
    known = ATTRIBUTES.get(name, {})
    if key not in _FREE or key not in known:
        return False
    if key in INTEGERS:
        return _is_count(value)
    return not known[key] or value in known[key]


def _is_count(value: str) -> bool:
    return value.strip().removeprefix("+").isdecimal() and value.isascii()


def _nearest(word: str, known: Mapping[str, object] | frozenset[str]) -> str:
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else ""


def _one_of(known: frozenset[str], lead: str) -> str:
    return f"{lead}{', '.join(sorted(known - {'1', '0'}))}"


def near_variable(name: str) -> str:
    """A hint for a variable that does not exist."""
    return _nearest(name, vocab.NAMES | vocab.DATES | vocab.NUMBERS | vocab.TEXTS)


def near_word(name: str, known: frozenset[str]) -> str:
    """A hint for a word that is none of those."""
    return _nearest(name, known)
