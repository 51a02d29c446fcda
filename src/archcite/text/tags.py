"""BCP 47 language tags: whether one is well formed, and the chain of less exact tags behind it."""

from __future__ import annotations

from functools import lru_cache

# RFC 5646, 2.1: the irregular tags, which the grammar does not produce.
_IRREGULAR = frozenset(
    (
        "en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn"
        " i-tao i-tay i-tsu sgn-be-fr sgn-be-nl sgn-ch-de"
    ).split()
)


@lru_cache(1024)
def is_tag(text: str) -> bool:
    """Whether the text is well formed; whether its subtags are registered is not looked up."""
    if not text.isascii():
        return False
    if text.lower() in _IRREGULAR:
        return True
    parts = text.lower().split("-")
    if not all(part.isalnum() and len(part) <= 8 for part in parts):
        return False
    if parts[0] == "x":
        return len(parts) > 1
    return _is_language_tag(parts)


def fallback(tag: str) -> list[str]:
    """The tag itself and then each less exact one, as RFC 4647 (3.4) looks them up.

    "zh-Hant-TW" gives zh-Hant-TW, zh-Hant, zh.
    """
    chain = []
    parts = tag.split("-")
    while parts and parts[0]:
        chain.append("-".join(parts))
        parts.pop()
        while len(parts) > 1 and len(parts[-1]) == 1:
            parts.pop()
    return chain


def _is_language_tag(parts: list[str]) -> bool:
    """RFC 5646, 2.1: language, script, region, variants, extensions, private use, in this order."""
    language = parts[0]
    if not (language.isalpha() and 2 <= len(language) <= 8):
        return False
    at = 1
    while len(language) <= 3 and at <= 3 and _alphabetic(parts, at, 3):  # extlang
        at += 1
    if _alphabetic(parts, at, 4):  # script
        at += 1
    if _alphabetic(parts, at, 2) or (at < len(parts) and _is_area(parts[at])):  # region
        at += 1
    first_variant = at
    while at < len(parts) and (
        len(parts[at]) >= 5 or (len(parts[at]) == 4 and parts[at][0].isdigit())
    ):
        at += 1
    variants = parts[first_variant:at]
    if len(set(variants)) < len(variants):
        return False
    return _are_extensions(parts[at:])


def _is_area(part: str) -> bool:
    return len(part) == 3 and part.isdigit()


def _alphabetic(parts: list[str], at: int, length: int) -> bool:
    return at < len(parts) and len(parts[at]) == length and parts[at].isalpha()


def _are_extensions(parts: list[str]) -> bool:
    seen: set[str] = set()
    while parts:
        singleton, *rest = parts
        if len(singleton) != 1 or singleton in seen or not rest:
            return False
        if singleton == "x":
            return True
        seen.add(singleton)
        if len(rest[0]) < 2:
            return False
        while rest and len(rest[0]) >= 2:
            rest.pop(0)
        parts = rest
    return True
