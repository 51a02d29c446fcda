"""JSON-LD nodes on either side of a crosswalk: names without their context, values as lists, texts.

Knows no vocabulary and loads no context: the names of a property are told apart by their ends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import append

Node = Mapping[str, Any]

_DEEPEST = 60  # levels of a value; what lies deeper is left out
_UNFIT = dict.fromkeys(
    [*range(9), *range(11, 32), *range(127, 160), 0xFEFF, *range(0xD800, 0xE000)]
)


def plain_names(value: Any, spaces: re.Pattern[str], depth: int = 0) -> Any:
    """The same value, its properties and types without what `spaces` matches at their beginning.

    A value object without a language becomes its value.
    """
    if depth > _DEEPEST:
        return None
    if isinstance(value, Mapping):
        if "@value" in value and "@language" not in value:
            return plain_names(value["@value"], spaces, depth + 1)
        made: dict[str, Any] = {}
        for key, found in value.items():
            if key == "@context":
                continue
            name = spaces.sub("", key, count=1)
            if name == "@type":
                made[name] = [
                    spaces.sub("", each, count=1) for each in listed(found) if type(each) is str
                ]
            elif name not in made:
                made[name] = plain_names(found, spaces, depth + 1)
        return made
    if isinstance(value, list):
        return [plain_names(each, spaces, depth + 1) for each in value]
    return value


def listed(value: Any, depth: int = 0) -> list[Any]:
    """A value as a list: none for nothing, the members of a list or of a JSON-LD set."""
    if value in (None, "", [], {}) or depth > _DEEPEST:
        return []
    if isinstance(value, list):
        if _nested(value):
            return [one for each in value for one in listed(each, depth + 1)]
        return value
    if isinstance(value, Mapping):
        for name in ("@list", "@set"):
            if name in value:
                return listed(value[name], depth + 1)
    return [value]


def _nested(value: list[Any]) -> bool:
    return any(
        each in (None, "")
        or isinstance(each, list)
        or (isinstance(each, Mapping) and ("@list" in each or "@set" in each))
        for each in value
    )


def values(node: Node, *names: str) -> list[Any]:
    """All values of the properties of these names, in this order."""
    return [each for name in names for each in listed(node.get(name))]


def nodes(node: Node, *names: str) -> list[Node]:
    """Those of the values that are nodes."""
    found = values(node, *names)
    return [each for each in found if isinstance(each, Mapping) and "@value" not in each]


def text_of(value: Any) -> str:
    """The text of a value: a string, a number, a value object, or what a node is called."""
    for _ in range(4):
        if isinstance(value, Mapping):
            value = value.get("@value", value.get("name", ""))
        if isinstance(value, list):
            value = value[0] if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return shown(value).strip() if isinstance(value, str) else ""


def shown(text: str) -> str:
    """The text without what no record may have."""
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_UNFIT)


def texts(node: Node, *names: str) -> list[str]:
    """The texts of all values of these properties."""
    return [text for each in values(node, *names) if (text := text_of(each))]


def text(node: Node, *names: str) -> str:
    """The first text that one of these properties has; "" for none."""
    for name in names:
        if found := texts(node, name):
            return found[0]
    return ""


def language_of(value: Any) -> str:
    """The language that a value object names; "" for none."""
    found = value.get("@language") if isinstance(value, Mapping) else None
    return found if isinstance(found, str) else ""


def types_of(node: Node) -> list[str]:
    """The types of a node."""
    return [each for each in listed(node.get("@type")) if isinstance(each, str)]


def in_language(text_: str, tag: str | None) -> Any:
    """A text, as a value object where its language is known."""
    return {"@value": text_, "@language": tag} if tag else text_


def put(node: dict[str, Any], name: str, value: Any) -> None:
    """Give a node a property; nothing for an empty value, one value instead of a list of one."""
    if isinstance(value, list | tuple):
        value = [each for each in value if each not in (None, "", [], {})]
        value = value[0] if len(value) == 1 else value
    if value not in (None, "", [], {}):
        node[name] = value


def typed(type_: str | list[str], **fields: Any) -> dict[str, Any]:
    """A node of a type with the properties that are not empty; {} where none is."""
    node: dict[str, Any] = {"@type": type_}
    for name, value in fields.items():
        put(node, name, value)
    return node if len(node) > 1 else {}


def keep(
    plain: Plain, format_name: str, node: Node, known: Iterable[str], before: str = ""
) -> None:
    """Put the properties of a node that are not known into record.foreign, as they are."""
    for name, value in node.items():
        if name in known or value in (None, "", [], {}):
            continue
        text_ = text_of(value) if isinstance(value, str) else packed(value)
        if text_ and name.strip():
            one = {"format": format_name, "name": shown(before + name), "value": text_}
            append(plain, "record.foreign", one)


def packed(value: Any) -> str:
    """A value that is no text, as JSON on one line; "" for one that is nested too deeply."""
    if _is_deep(value):
        return ""
    return shown(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def unpacked(text_: str) -> Any:
    """The way back of packed; a text that is no such JSON is itself."""
    if text_[:1] in ("[", "{") or text_ in ("true", "false") or text_[:1].isdigit():
        try:
            value = json.loads(text_)
        except (ValueError, RecursionError):
            return text_
        return value if packed(value) == text_ else text_
    return text_


def _is_deep(value: Any) -> bool:
    level = [value] if isinstance(value, list | Mapping) else []
    for _ in range(_DEEPEST + 2):
        inner = [each.values() if isinstance(each, Mapping) else each for each in level]
        level = [one for each in inner for one in each if isinstance(one, list | Mapping)]
        if not level:
            return False
    return True


def give_back(node: dict[str, Any], plain: Node, format_name: str, known: Iterable[str]) -> None:
    """The way back of keep: foreign properties of that format, unless their name is taken."""
    administration = plain.get("record") or {}
    for each in administration.get("foreign", ()):
        name = each["name"]
        if each["format"] != format_name or name in known or name in node or name[0] in "@$":
            continue
        if "." not in name or "://" in name:  # a part of a property cannot be put back
            node[name] = unpacked(each["value"])
