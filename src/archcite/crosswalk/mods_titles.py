"""The titleInfo elements of MODS: which is the title, and what the others are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    XML_LANG,
    append,
    attribute,
    child,
    children,
    line,
    prose,
    store,
    value,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TITLE_KINDS = ("formal", "work", "generic")


def read_titles(root: Element, plain: Plain, used: set[Element]) -> None:
    titles = [each for each in children(root, "titleInfo") if each not in used]
    main = [each for each in titles if not attribute(each, "type")] or titles[:1]
    for each in main[:1]:
        used.add(each)
        store(plain, "document.title", title_of(each))
        if attribute(each, "supplied") == "yes":
            store(plain, "document.title_kind", "devised")
        elif attribute(each, "otherType") in _TITLE_KINDS:
            store(plain, "document.title_kind", attribute(each, "otherType"))
        store(plain, "document.title_language", each.get(XML_LANG) or "")
    taken = {line(each) for each in titles if each in used}
    for each in titles:
        if each in used or not title_of(each):
            continue
        used.add(each)
        type_, label = attribute(each, "type"), attribute(each, "displayLabel")
        text = title_of(each)
        if type_ == "alternative" and label == "original title":
            field = "transliteration" if attribute(each, "transliteration") else "text"
            store(plain, f"document.original_title.{field}", text)
            store(plain, "document.original_title.language", each.get(XML_LANG) or "")
        elif type_ == "translated" and value(plain, "document.original_title.text"):
            store(plain, "document.original_title.translation", text)
        elif type_ == "translated" and value(plain, "document.title"):
            original = plain["document"].setdefault("original_title", {})
            original.update(text=plain["document"]["title"], translation=text)
        elif type_ == "abbreviated" and not label:
            store(plain, "document.short_title", text)
        elif label not in ("heading", "cited as") and text not in taken:
            append(plain, "remarks", {"text": text, "title": f"{type_ or 'other'} title"})


def title_of(element: Element) -> str:
    """Title, subtitle and part of a titleInfo, in one line."""
    before = line(child(element, "nonSort"))
    text = prose(child(element, "title"))
    if before:
        text = f"{before}{'' if before[-1] in chr(39) + '’' else ' '}{text}"
    if below := line(child(element, "subTitle")):
        text = f"{text.rstrip(' :')}: {below}"
    parts = [line(child(element, name)) for name in ("partNumber", "partName")]
    part = ": ".join(each for each in parts if each)
    return f"{text.rstrip('. ')}. {part}" if part and text else text or part
