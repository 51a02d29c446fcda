"""Generated source -> CompiledStyle, in memory. Knows no disk: caching is app.styles' trade."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import CodeType, MappingProxyType
from typing import Any

from archcite.errors import Problem, StyleFault


class CompiledStyle:
    """A style ready to render in one locale.

    code can be kept with marshal and given to `load`; source is the generated Python ("" after
    `load`). facts is an rt Facts, citation and bibliography are rt Layouts; a style may have no
    bibliography, which is None then.
    """

    def __init__(
        self, code: CodeType, source: str = "", problems: tuple[Problem, ...] = ()
    ) -> None:
        namespace: dict[str, Any] = {"__name__": "archcite.csl.compiled"}
        exec(code, namespace)
        self.code = code
        self.source = source
        self.problems = problems
        self.facts = namespace["FACTS"]
        self.citation = namespace["CITATION"]
        self.bibliography = namespace["BIBLIOGRAPHY"]

    @classmethod
    def load(cls, code: CodeType) -> CompiledStyle:
        """A style from code that was kept."""
        return cls(code)


def compile_style(
    xml: bytes,
    where: str,
    locale: str,
    locale_xml: Callable[[str], bytes | None],
    parent_xml: Callable[[str], bytes | None] | None = None,
    options: Mapping[str, str] = MappingProxyType({}),
) -> CompiledStyle:
    """CSL XML -> a style ready to render.

    locale: a BCP 47 tag, or "" for the style's own default. locale_xml: tag -> that CSL locale
    file, or None. parent_xml: id of an independent style -> its file, for dependent styles.
    options: which variants of the style are wanted (see variants); unknown ones change nothing.
    Raises StyleFault with file and line.
    """
    import linecache
    from zlib import crc32

    from archcite.csl import model
    from archcite.csl.emit import emit
    from archcite.csl.limits import check_size
    from archcite.csl.locale import merged
    from archcite.csl.lower import lower
    from archcite.csl.parse import parse_style
    from archcite.csl.variants import select
    from archcite.text.tags import is_tag

    style = parse_style(xml, where)
    if isinstance(style, model.DependentStyle):
        locale = locale or style.default_locale
        parent = parent_xml(style.parent) if parent_xml else None
        if parent is None:
            line = f"{where}:{style.line}"
            raise StyleFault(
                Problem("style-unknown", line, f"its parent style {style.parent} is not here",
                        "install archcite[styles], or choose an independent style")
            )  # fmt: skip
        where = style.parent
        style = parse_style(parent, where)
        if isinstance(style, model.DependentStyle):
            raise StyleFault(
                Problem("style-invalid", where, "a parent style must be independent",
                        "choose the style that it names itself")
            )  # fmt: skip
    lang = locale or style.default_locale or "en-US"
    if not is_tag(lang):
        raise StyleFault(
            Problem("style-invalid", where, f"{lang[:40]!r} is no language tag",
                    "a tag such as en-US, de-DE or fr-FR")
        )  # fmt: skip
    terms, problems = merged(style, lang, locale_xml, options.get("dates", ""))
    chosen = "".join(f" {option}={value}" for option, value in sorted(options.items()))
    name = f"<style {where} {lang}{chosen} {crc32(xml):08x}>"
    try:
        lowered = lower(select(style, options), terms, where)
        check_size(style, where)
        source = emit(lowered, terms, lang)
        code = compile(source, name, "exec", dont_inherit=True)
    except (RecursionError, MemoryError, IndentationError):
        raise StyleFault(
            Problem("style-invalid", where, "the style nests its elements too deeply",
                    "use macros, and fewer groups within groups")
        ) from None  # fmt: skip
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    return CompiledStyle(code, source, problems)
