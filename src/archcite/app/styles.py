"""From a style's name to a style ready to render: found, compiled, and kept for the next time.

A kept style lists what it was made from (style, parent, locales) with a fingerprint of each: a warm
start parses no XML and yet never uses a stale style.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType, MappingProxyType
from typing import NamedTuple

from archcite.app import cache
from archcite.csl.compile import CompiledStyle
from archcite.errors import Problem, StyleFault
from archcite.library import styles as files

# The names under which generated entries are asked for like a style; they are not CSL.
EXPORTS = ("bibtex", "biblatex")
NO_OPTIONS: Mapping[str, str] = MappingProxyType({})


class LoadedStyle(NamedTuple):
    """A style by the name that people use for it."""

    name: str
    compiled: CompiledStyle

    @property
    def in_notes(self) -> bool:
        """Whether the style cites in notes, not in the text."""
        return str(self.compiled.facts.kind) == "note"


def load_style(
    wanted: str, locale: str, cache_folder: Path | None, options: Mapping[str, str] = NO_OPTIONS
) -> LoadedStyle:
    """The style of that name, compiled for the locale ("" means the style's own).

    options: the variants of the style that are wanted; what it does not offer changes nothing.

    Raises StyleFault where there is no such style, or where it is not valid CSL. For a locale that
    nobody has, the style's words are American English, and its problems say so.
    """
    locale = locale.replace("_", "-")
    found = files.find_style(wanted)
    kept = _kept_at(cache_folder, found, locale, options)
    code = None if kept is None else _fresh(cache.fetch(kept), found.data)
    if code is not None:
        return LoadedStyle(found.name, CompiledStyle.load(code))
    compiled, ingredients = compile_found(found, locale, options)
    if kept is not None and not compiled.problems:
        cache.keep(kept, (cache.fingerprint(found.data), ingredients, compiled.code))
    return LoadedStyle(found.name, compiled)


def independent(found: files.StyleFile) -> bytes | None:
    """The style that another one takes everything from, None where it has rules of its own.

    StyleFault where it is no CSL, or where that other style is not here.
    """
    from archcite.csl.model import DependentStyle
    from archcite.csl.parse import parse_style

    style = parse_style(found.data, found.where)
    if not isinstance(style, DependentStyle):
        return None
    parent = files.parent_style(style.parent)
    if parent is None:
        raise StyleFault(
            Problem("style-unknown", f"{found.where}:{style.line}",
                    f"its parent style {style.parent} is not here",
                    "install archcite[styles], or name an independent style")
        )  # fmt: skip
    return parent


Ingredients = list[tuple[str, str, bytes]]
SOURCES: dict[str, Callable[[str], bytes | None]] = {
    "locale": files.locale_file,
    "parent": files.parent_style,
}


def compile_found(
    found: files.StyleFile, locale: str, options: Mapping[str, str] = NO_OPTIONS
) -> tuple[CompiledStyle, Ingredients]:
    """Compile afresh; also what else was asked for, as (kind, name, fingerprint)."""
    from archcite.csl.compile import compile_style

    asked: Ingredients = []

    def noting(kind: str) -> Callable[[str], bytes | None]:
        def ask(name: str) -> bytes | None:
            data = SOURCES[kind](name)
            asked.append((kind, name, cache.fingerprint(data)))
            return data

        return ask

    compiled = compile_style(
        found.data, found.where, locale, noting("locale"), noting("parent"), options
    )
    return compiled, asked


def _kept_at(
    folder: Path | None, found: files.StyleFile, locale: str, options: Mapping[str, str]
) -> Path | None:
    """Where that style would be kept: no word of the input is part of the path.

    Two files of one name take turns there.
    """
    if folder is None:
        return None
    called = "@".join([found.name, locale, *(f"{k}={v}" for k, v in sorted(options.items()))])
    return folder / "styles" / cache.fingerprint(called.encode()).hex()


def _fresh(kept: object, style: bytes) -> CodeType | None:
    """The code of a kept style whose style, parent and locales are still what they were."""
    match kept:
        case (own, [*ingredients], CodeType() as code) if own == cache.fingerprint(style):
            same = all(_unchanged(each) for each in ingredients)
            return code if same else None
    return None


def _unchanged(ingredient: object) -> bool:
    match ingredient:
        case (str() as kind, str() as name, mark) if kind in SOURCES:
            return cache.fingerprint(SOURCES[kind](name)) == mark
    return False
