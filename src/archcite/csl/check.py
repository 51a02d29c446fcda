"""What can be wrong with a style beyond its grammar, each fault at its element.

Words that do not exist, macros, conditions that can never hold, options that need one another. Says
what is; changes nothing and knows no files: locales and parents come from callbacks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from archcite.csl import vocab
from archcite.csl.check_flow import Fault, condition_faults, macro_faults
from archcite.csl.grammar import XML_LANG, explained, near_variable, near_word
from archcite.csl.locale import fallback
from archcite.csl.parse import parse_locale
from archcite.csl.schema import culprits
from archcite.csl.xml import NAMESPACE, attributes_of, line_of, tag_of
from archcite.errors import Problem, StyleFault

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Files = Callable[[str], bytes | None]
# Elements within one another, of whatever kind: the rules below walk them by recursion.
MAX_DEPTH = 150
_KINDS: Mapping[str, frozenset[str]] = {
    "names": vocab.NAMES,
    "a date": vocab.DATES,
    "a number": vocab.NUMBERS,
    "a text": vocab.TEXTS,
}
# element -> the kinds of variable that it can print.
_TAKES = {
    "text": ("a text", "a number"),
    "number": ("a number",),
    "label": ("a number",),
    "date": ("a date",),
    "names": ("names",),
}
_BETTER = {"names": "names", "a date": "date", "a number": "text", "a text": "text"}


def check(
    root: Element,
    where: str,
    *,
    schema: bytes | None,
    locale_xml: Files,
    parent_xml: Files | None = None,
) -> list[Problem]:
    """All faults of a style, in the order of its lines; none is said twice of one element.

    where: what the Problems call the file. schema: CSL's RELAX NG schema in XML syntax, or None.
    """
    if (deep := _first_at_depth(root, MAX_DEPTH)) is not None:
        line = f"{where}:{line_of(deep)}"
        return [
            Problem("style-invalid", line, "the file nests its elements too deeply", "flatten it")
        ]
    found: list[Fault] = []
    for element in root.iter():
        found += ((element, "style-invalid", *told) for told in _grammar(element))
    if root.tag == NAMESPACE + "style":
        for rule in _RULES:
            found += rule(root)
        found += _terms(root, locale_xml)
        found += _locales(root, locale_xml)
        found += _parent(root, parent_xml)
    told = {id(element) for element, *_ in found}
    for part in culprits(root, schema) if schema else ():
        # a part may be refused for what stands in it, or, as a choose or a group, around it
        if not any(id(each) in told for each in part.iter()):
            found.append((part, "style-invalid", _complaint(part), "see the CSL specification"))
    problems = [
        Problem(code, f"{where}:{line_of(element)}", message, hint)
        for element, code, message, hint in sorted(found, key=lambda fault: line_of(fault[0]))
    ]
    return list(dict.fromkeys(problems))


def _first_at_depth(root: Element, depth: int) -> Element | None:
    """The first element that stands that deep in the file."""
    return next(root.iterfind("/".join("*" * (depth - 1))), None)


def _grammar(element: Element) -> Iterable[tuple[str, str]]:
    """What the grammar's tables say; of what stands in cs:info the schema alone says it."""
    if any(around.tag == NAMESPACE + "info" for around in element.iterancestors()):
        return ()
    return explained(element)


def _complaint(part: Element) -> str:
    if tag_of(part) == "term":
        return f"CSL has no term {part.get('name', '')!r} with these attributes"
    given = "".join(f' {name}="{value}"' for name, value in attributes_of(part).items())
    return f"CSL does not allow <{tag_of(part)}{given}> here, or not with this inside"


# -- variables


def _kind(variable: str) -> str:
    return next((kind for kind, known in _KINDS.items() if variable in known), "")


def _variables(root: Element) -> Iterator[Fault]:
    """Variables that do not exist, or that are of another kind than the element prints."""
    for element in root.iter(*(NAMESPACE + name for name in (*_TAKES, "key"))):
        name = tag_of(element)
        for variable in (element.get("variable") or "").split():
            if (unknown := _unknown(element, variable)) is not None:
                yield unknown
                continue
            kind = _kind(vocab.RENAMED.get(variable, variable))
            if name in _TAKES and kind not in _TAKES[name]:
                yield (
                    element, "style-variable-kind",
                    f"the variable {variable!r} is {kind}, which <{name}> does not print",
                    f"use <{_BETTER[kind]}>",
                )  # fmt: skip
    for element in root.iter(NAMESPACE + "if", NAMESPACE + "else-if"):
        for test in ("variable", "is-numeric", "is-uncertain-date"):
            for variable in (element.get(test) or "").split():
                if (unknown := _unknown(element, variable)) is not None:
                    yield unknown
                elif test == "is-uncertain-date" and variable not in vocab.DATES:
                    yield (
                        element, "style-variable-kind",
                        f"the variable {variable!r} is no date, so it is never uncertain",
                        "test a date such as issued",
                    )  # fmt: skip


def _unknown(element: Element, variable: str) -> Fault | None:
    if variable == "event" or _kind(variable):
        return None
    now = vocab.RENAMED.get(variable, "")
    hint = f"it is called {now} now" if now else near_variable(variable)
    return element, "style-variable-unknown", f"CSL has no variable {variable!r}", hint


def _labels(root: Element) -> Iterator[Fault]:
    """Labels of numbers that the style prints nowhere."""
    printed = {
        element.get("variable") for element in root.iter(NAMESPACE + "text", NAMESPACE + "number")
    }
    for label in root.iter(NAMESPACE + "label"):
        variable = label.get("variable")
        around = label.getparent()
        if variable is None:
            if around is not None and tag_of(around) != "names":
                yield (
                    label, "style-label", "the label does not say of which number",
                    'add variable, such as variable="locator"',
                )  # fmt: skip
        elif variable not in printed and not (variable == "page" and "page-first" in printed):
            yield (
                label, "style-label",
                f"the label is of {variable!r}, a number that the style never prints",
                f'print it too: <text variable="{variable}"/>',
            )  # fmt: skip


# -- options


_PAIRS = (
    ("et-al-min", "et-al-use-first"),
    ("et-al-subsequent-min", "et-al-subsequent-use-first"),
    ("names-min", "names-use-first"),
)
# What holds where an option is not given.
_STANDS_IN = {
    "et-al-subsequent-min": "et-al-min",
    "et-al-subsequent-use-first": "et-al-use-first",
    "names-min": "et-al-min",
    "names-use-first": "et-al-use-first",
}


def _options(root: Element) -> Iterator[Fault]:
    """Numbers for et al. of which one is nothing without the other."""
    places = [
        root, *root.iterfind(NAMESPACE + "citation"), *root.iterfind(NAMESPACE + "bibliography"),
    ]  # fmt: skip
    everywhere = {key for each in places for key in attributes_of(each)}
    named = list(root.iter(NAMESPACE + "name"))
    anywhere = everywhere.union(*(attributes_of(each) for each in named))
    for element in (*places, *named, *root.iter(NAMESPACE + "names", NAMESPACE + "key")):
        own = attributes_of(element)
        around = element.getparent()
        inside = tag_of(element) in ("name", "names")
        holding = (everywhere if inside else anywhere).union(own)
        if tag_of(element) == "name" and around is not None:
            holding = holding.union(attributes_of(around))
        elif tag_of(element) == "names":
            holding = holding.union(*(attributes_of(child) for child in element))
        for least, first in _PAIRS:
            for here, other in ((least, first), (first, least)):
                if here in own and not {other, _STANDS_IN.get(other, other)} & holding:
                    yield (
                        element, "style-et-al", f"{here} does nothing without {other}",
                        f"add {other}",
                    )  # fmt: skip
            low, high = _number(own.get(first)), _number(own.get(least))
            if low is not None and high is not None and 0 < high < low:
                yield (
                    element, "style-et-al",
                    f"{first} is {low}, more than the {high} names that {least} asks for",
                    f"{first} must not be more than {least}",
                )  # fmt: skip


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.strip().isdecimal() else None


# -- terms and locales


def _terms(root: Element, locale_xml: Files) -> Iterator[Fault]:
    """Terms that neither the style nor its locale defines: nothing is printed for them."""
    known = {term.get("name") for term in root.iter(NAMESPACE + "term")}
    for tag in fallback(root.get("default-locale") or "en-US"):
        data = locale_xml(tag)
        if data is not None:
            known.update(name for name, *_ in parse_locale(data, tag).terms)
    known.update(vocab.ARCHIVAL_LOCATORS["en"])
    if not known:
        return
    names = frozenset(name for name in known if name)
    for text in root.iter(NAMESPACE + "text"):
        term = text.get("term")
        if term is not None and term not in names:
            yield (
                text, "style-term-unknown",
                f"the term {term!r} is defined neither in the style nor in its locale",
                near_word(term, names) or "define it in <locale><terms>",
            )  # fmt: skip


def _locales(root: Element, locale_xml: Files) -> Iterator[Fault]:
    """Languages that there is no locale file for."""
    for element, tag in (
        (root, root.get("default-locale")),
        *((each, each.get(XML_LANG)) for each in root.iterfind(NAMESPACE + "locale")),
    ):
        if tag and not any(_has(each, locale_xml) for each in (tag, *fallback(tag)[:-1])):
            yield (
                element, "style-locale-unknown",
                f"there is no locale {tag!r}; the words are American English", "correct the tag",
            )  # fmt: skip


def _has(tag: str, locale_xml: Files) -> bool:
    return tag.split("-")[0] == "en" or locale_xml(tag) is not None


def _parent(root: Element, parent_xml: Files | None) -> Iterator[Fault]:
    """What a dependent style may not hold, and a parent that is not here."""
    links = [
        link
        for link in root.iterfind(f"{NAMESPACE}info/{NAMESPACE}link")
        if link.get("rel") == "independent-parent"
    ]
    own = [each for each in root if tag_of(each) in ("citation", "bibliography", "macro", "locale")]
    if not links:
        if root.find(NAMESPACE + "citation") is None:
            yield (
                root, "style-invalid", "the style has neither a citation nor a parent",
                'add <citation>, or <link rel="independent-parent"> to its info',
            )  # fmt: skip
        elif root.get("class") is None:
            yield root, "style-invalid", "<style> lacks the attribute class", "in-text or note"
        return
    for element in own:
        yield (
            element, "style-dependent",
            f"a dependent style takes everything from its parent, so it has no <{tag_of(element)}>",
            "delete it, or delete the link to the parent",
        )  # fmt: skip
    for link in links:
        address = link.get("href") or ""
        if parent_xml is not None and _absent(parent_xml, address):
            yield (
                link, "style-unknown", f"its parent style {address} is not here",
                "install archcite[styles], or correct the address",
            )  # fmt: skip


def _absent(parent_xml: Files, address: str) -> bool:
    try:
        return parent_xml(address) is None
    except StyleFault:
        return True


_RULES: tuple[Callable[[Element], Iterator[Fault]], ...] = (
    _variables,
    _labels,
    macro_faults,
    condition_faults,
    _options,
)
