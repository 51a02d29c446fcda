"""What pandoc's document tree says in words: text of inlines, metadata, the keys that are cited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archcite.doc.model import Settings
from archcite.errors import Problem, UnreadableInput
from archcite.render.pandoc import Node

DEEPEST = 200  # levels of the tree
_TAGS = {"Emph": "i", "Strong": "b", "Superscript": "sup", "Subscript": "sub"}


def words(value: Any, depth: int = 0) -> str:
    """Inlines as text with the markup that a cite's affixes take."""
    if depth > DEEPEST:
        raise too_deep()
    if isinstance(value, list):
        return "".join(words(each, depth + 1) for each in value)
    if not isinstance(value, dict):
        return ""
    kind, inside = value.get("t"), value.get("c")
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Str", "MetaString"):
        return str(inside)
    if kind in ("Code", "Math", "RawInline"):
        return str(inside[1]) if isinstance(inside, list) else ""
    if kind == "Note":
        return ""
    if kind == "Quoted" and isinstance(inside, list):
        marks = "‘’" if inside[0].get("t") == "SingleQuote" else "“”"
        return f"{marks[0]}{words(inside[1], depth + 1)}{marks[1]}"
    if kind in ("Link", "Span", "Image", "Cite") and isinstance(inside, list):
        return words(inside[1], depth + 1)
    text = words(inside, depth + 1)
    tag = _TAGS.get(str(kind))
    return f"<{tag}>{text}</{tag}>" if tag else text


def words_of(value: Any) -> list[str]:
    """A metadata value that is one text or a list of them."""
    if not isinstance(value, dict):
        return []
    if value.get("t") == "MetaList":
        return [text for each in value.get("c", ()) if (text := words(each).strip())]
    text = words(value).strip()
    return [text] if text else []


def said(meta: Node, *names: str) -> str:
    return next((found[0] for name in names if (found := words_of(meta.get(name)))), "")


def true(meta: Node, name: str) -> bool:
    value = meta.get(name)
    return isinstance(value, dict) and (
        value.get("c") is True or words(value).strip().lower() in ("true", "yes")
    )


def settings(meta: Node) -> Settings:
    return Settings(
        said(meta, "archcite-style", "csl", "citation-style"),
        said(meta, "lang", "locale"),
        said(meta, "reference-section-title"),
        true(meta, "suppress-bibliography"),
    )


def files(meta: Node) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The files that the metadata has under names."""
    value = meta.get("bibliography")
    if not isinstance(value, dict) or value.get("t") != "MetaMap":
        return ()
    return tuple((name, tuple(words_of(each))) for name, each in value["c"].items())


def level(meta: Node) -> int:
    """The level of the headings whose parts get a bibliography each; 0 for none."""
    value = meta.get("section-bibliographies")
    told = said(meta, "section-refs-level", "section-bibs-level")
    if isinstance(value, dict) and value.get("t") == "MetaMap":
        told = said(value["c"], "level") or "1"
    elif true(meta, "section-bibliographies"):
        told = told or "1"
    return int(told) if told in ("1", "2", "3", "4", "5", "6") else 0


def keys(value: Any, depth: int = 0) -> Iterator[str]:
    """The keys that are cited anywhere in a value."""
    if depth > DEEPEST:
        raise too_deep()
    if isinstance(value, list):
        for each in value:
            yield from keys(each, depth + 1)
    elif isinstance(value, dict):
        if value.get("t") == "Cite":
            yield from (str(each["citationId"]) for each in value["c"][0])
        else:
            yield from keys(value.get("c"), depth + 1)


def too_deep() -> UnreadableInput:
    return UnreadableInput(
        Problem("json-invalid", "", f"the document's tree has more than {DEEPEST} levels")
    )
