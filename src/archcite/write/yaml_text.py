"""Plain data as YAML 1.1 and 1.2 alike: nothing that one of them would read as another type.

A text stands bare only where no reader can take it for a number, a day or a yes; else in quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_BARE = re.compile(r"[^\W\d_][\w.()/’'-]*(?: [\w.()/’'-][\w.,()/’'-]*)*")
_WORDS = frozenset("null true false yes no on off y n".split())
# What JSON leaves as it is and YAML does not take, or would take for a line's end.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def yaml_text(value: Any) -> str:
    """A mapping or a list of texts, numbers, yes and no, mappings and lists, a line each."""
    return "".join(f"{line}\n" for line in _lines(value))


def scalar(value: Any) -> str:
    """A text, a number, or yes and no."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value)
    if _BARE.fullmatch(text) and text.casefold() not in _WORDS and text.isprintable():
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        for key, member in value.items():
            if _is_one(member):
                yield f"{scalar(key)}: {_one(member)}"
            else:
                yield f"{scalar(key)}:"
                for line in _lines(member):
                    yield f"  {line}"
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        for member in value:
            before = "- "
            for line in [_one(member)] if _is_one(member) else _lines(member):
                yield f"{before}{line}"
                before = "  "
    else:
        yield _one(value)


def _is_one(value: Any) -> bool:
    """Whether a value stands in one line."""
    return not value or not isinstance(value, (Mapping, list, tuple))


def _one(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{}"
    return "[]" if isinstance(value, (list, tuple)) else scalar(value)
