"""XML trees on either side of a crosswalk: making elements, finding them by name, plain values.

Parses nothing (read.xml does) and writes no files. Names are local names: in the wild a namespace
is missing, old or wrong more often than a name is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from archcite.crosswalk.table import Plain

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XLINK = "http://www.w3.org/1999/xlink"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
CARRIER = "urn:x-archcite:record"  # namespace of the element that holds a word of crosswalk.carrier

# What XML 1.0 cannot hold, and what no record may have.
_MANY = 500  # members of a list from which on doubles are not looked for
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFEFF])
_BLANKS = re.compile(r"[ \t\u00a0]+")
_STEP = re.compile(r"([\w.-]+)((?:\[[^\]]*\])*)")


class Step(NamedTuple):
    """One element on a way down: its local name, the attributes that it has and those it lacks."""

    name: str
    has: tuple[tuple[str, str], ...] = ()
    lacks: tuple[str, ...] = ()


class Fact(NamedTuple):
    """A value of a plain record and the element that says it.

    here: the record's path (document.summary). there: steps with attributes, such as
    originInfo/dateOther[type=event]; [!type] stands for an attribute that is not there.
    """

    here: str
    there: str


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """The value of an attribute of that local name, in any namespace or none; "" for none."""
    found = element.get(name) or next(
        (other for key, other in element.items() if _local(str(key)) == name), ""
    )
    return " ".join(_shown(str(found)).split())


def _shown(text: str) -> str:
    """The text without control characters."""
    return text if text.isprintable() else text.translate(_CONTROLS)


def add(
    parent: Element, name: str, text: str | None = None, has: Mapping[str, str] | None = None
) -> Element:
    """A new last child in the parent's namespace, or in its own ({namespace}name)."""
    from lxml.etree import SubElement

    if name[0] != "{":
        tag = str(parent.tag)
        name = f"{tag[: tag.index('}') + 1] if tag[0] == '{' else ''}{name}"
    made = SubElement(parent, name)
    if text is not None:
        made.text = clean(text)
    for key, value in (has or {}).items():
        if value:
            made.set(key, clean(value))
    return made


def children(parent: Element | None, *names: str) -> list[Element]:
    """The children of any of these local names, all elements for none, in order."""
    if parent is None:
        return []
    return [each for each in parent if (found := local(each)) and (not names or found in names)]


def child(parent: Element | None, *path: str) -> Element | None:
    """The first element down a path of local names."""
    for name in path:
        if parent is None:
            break
        parent = next((each for each in parent if local(each) == name), None)
    return parent


def below(parent: Element, *names: str) -> Iterator[Element]:
    """All descendants of any of these local names, in the order of the document."""
    for each in parent.iterdescendants():
        if local(each) in names:
            yield each


def line(element: Element | None) -> str:
    """All text of an element on one line; "" for none."""
    if element is None:
        return ""
    text = "".join(_texts(element)) if len(element) else str(element.text or "")
    return " ".join(_shown(text).split())


def prose(element: Element | None) -> str:
    """All text of an element, its line breaks kept and its paragraphs apart."""
    if element is None:
        return ""
    if not len(element):
        text = str(element.text or "")
        if text.isprintable() and "  " not in text:
            return text.strip()
    broken = any(True for _ in below(element, "p", "item", "lb", "br"))
    text = "".join(_texts(element, broken)).translate(_CONTROLS)
    lines = (_BLANKS.sub(" ", each).strip() for each in text.replace("\r", "\n").split("\n"))
    joined = "\n".join(lines).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", joined)


def _texts(element: Element, broken: bool = False) -> Iterator[str]:
    if not broken:
        yield from (str(each) for each in element.itertext() if isinstance(each, str))
        return
    # Where there are paragraphs, a line break of the file is only a blank.
    for each in element.iter():
        if not local(each):
            continue
        if local(each) in ("p", "item", "lb", "br", "head"):
            yield "\n"
        yield " ".join((each.text or "").split("\n")) if each.text else ""
        if local(each) in ("p", "item", "head"):
            yield ""
        if each is not element and each.tail:
            yield " ".join(each.tail.split("\n"))


@lru_cache(maxsize=1024)
def steps(way: str) -> tuple[Step, ...]:
    """The steps that a way is written with; "/" inside brackets does not part them."""
    found: list[Step] = []
    for name, conditions in _STEP.findall(way):
        told = re.findall(r"\[([^\]]*)\]", conditions)
        has = tuple(
            (key, value) for each in told if "=" in each for key, _, value in [each.partition("=")]
        )
        lacks = tuple(each[1:] for each in told if each.startswith("!"))
        found.append(Step(name, has, lacks))
    return tuple(found)


def fits(element: Element, step: Step) -> bool:
    """Whether an element is what a step asks for."""
    tag = element.tag
    if not isinstance(tag, str) or _local(tag) != step.name:
        return False
    if step.has and not all(attribute(element, key) == value for key, value in step.has):
        return False
    return not (step.lacks and any(attribute(element, key) for key in step.lacks))


def at(root: Element, way: str) -> list[Element]:
    """The elements at the end of a way."""
    first, *rest = steps(way)
    return _along([each for each in root if fits(each, first)], rest)


def _along(found: list[Element], way: Iterable[Step]) -> list[Element]:
    for step in way:
        if not found:
            break
        found = [each for parent in found for each in parent if fits(each, step)]
    return found


def put(root: Element, way: str, text: str | None) -> Element:
    """A new element at the end of a way; those on the way are shared with what is there already."""
    *before, last = steps(way)
    for step in before:
        there = next((each for each in root if fits(each, step)), None)
        root = there if there is not None else add(root, step.name, None, dict(step.has))
    return add(root, last.name, text, dict(last.has))


def texts_at(root: Element, way: str, used: set[Element]) -> list[str]:
    """The texts at the end of a way; their elements count as used from now on."""
    return _said(at(root, way), used)


def _said(found: list[Element], used: set[Element]) -> list[str]:
    fresh = [each for each in found if each not in used]
    used.update(fresh)
    return [text for each in fresh if (text := prose(each))]


# -- plain records


def value(plain: Mapping[str, Any], path: str) -> Any:
    """What a plain record has at a dotted path; None for nothing."""
    found: Any = plain
    for name in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(name)
    return found


def store(plain: Plain, path: str, found: object) -> None:
    """Put a value at a dotted path, unless it is empty or something stands there already."""
    if found in (None, "", [], {}):
        return
    *tables, last = path.split(".")
    for name in tables:
        plain = plain.setdefault(name, {})
    plain.setdefault(last, found)


def append(plain: Plain, path: str, found: object) -> None:
    """Put a value at the end of the list at a dotted path, unless it is empty or there already."""
    if found in (None, "", [], {}):
        return
    *tables, last = path.split(".")
    for name in tables:
        plain = plain.setdefault(name, {})
    there = plain.setdefault(last, [])
    if len(there) > _MANY or found not in there:
        there.append(found)


def write_facts(root: Element, plain: Mapping[str, Any], facts: Iterable[Fact]) -> None:
    """Every fact that a plain record has, as an element; a list as several."""
    for fact in facts:
        found = value(plain, fact.here)
        for each in found if isinstance(found, list | tuple) else [found]:
            if each not in (None, ""):
                put(root, fact.there, str(each))


def read_facts(
    root: Element, plain: Plain, facts: Iterable[Fact], used: set[Element], lists: frozenset[str]
) -> None:
    """The way back of write_facts. lists: the paths that hold several values."""
    named: dict[str, list[Element]] = {}
    for each in root:
        named.setdefault(local(each), []).append(each)
    for fact in facts:
        first, *rest = steps(fact.there)
        candidates = [each for each in named.get(first.name, ()) if fits(each, first)]
        if not candidates:
            continue
        found = _said(_along(candidates, rest), used)
        if fact.here in lists:
            for text in found:
                append(plain, fact.here, text)
        elif found:
            store(plain, fact.here, found[0])
