"""Citations from what can be cited: items, citations and styles in, printed texts out.

Composes cite.process, render.finish and the renderers; finds nothing and prints nothing.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from archcite.app.items import Citable
from archcite.app.styles import LoadedStyle
from archcite.cite.process import Entry, Result, process
from archcite.cite.request import Citation
from archcite.crosswalk.csl_view import View
from archcite.errors import Problem, StyleFault, UsageFault
from archcite.inline import Inline
from archcite.render.finish import Typography, finish
from archcite.render.layout import BibliographyLayout, Block

FORMS: dict[str, str] = {
    "note": "The first note that cites the record; an in-text style gives its citation.",
    "short": "A later note, shortened.",
    "ibid": "A note right after one to the same record.",
    "bibliography": "The entry in the bibliography or list of works cited.",
    "text": "The citation in the text; a note style gives its note.",
    "all": "All that the style has.",
}

FORMATS: dict[str, str] = {
    "plain": "Letters alone.",
    "markdown": "Markdown as pandoc reads it.",
    "html": "HTML.",
    "latex": "LaTeX, for a document that loads hyperref.",
    "typst": "Typst markup.",
    "rtf": "RTF: bib prints a document, cite a piece for one.",
    "rst": "reStructuredText.",
    "ooxml": "WordprocessingML: bib prints paragraphs, cite the runs of one.",
    "json": "The tree of texts and spans, with what each span is and how it looks.",
}
TERMINAL = "terminal"

# How a form is asked for: the position that every cite is given.
_POSITIONS = {"note": "first", "text": "first", "short": "subsequent", "ibid": "ibid"}

Renderer = Callable[[list[Inline]], str]
BibliographyRenderer = Callable[[Sequence[Block], BibliographyLayout], str]


class Printed(NamedTuple):
    """One text: in which style and form, of what, as it is printed."""

    style: str
    form: str
    keys: tuple[str, ...]
    text: str


def renderer(name: str) -> Renderer:
    """The function that turns a finished tree into that format."""
    if name == TERMINAL:
        from archcite.render.plain import render_terminal

        return render_terminal
    render: Renderer = _module(name).render
    return render


def bibliography_renderer(name: str) -> BibliographyRenderer:
    """The function that turns finished entries into a bibliography in that format."""
    if name == TERMINAL:
        from archcite.render.plain import bibliography_terminal

        return bibliography_terminal
    render: BibliographyRenderer = _module(name).bibliography
    return render


def _module(name: str) -> ModuleType:
    if name in FORMATS:
        return import_module(f"archcite.render.{name}")
    raise UsageFault(
        Problem("format-unknown", "", f"there is no output format {name[:40]!r}",
                f"known are {', '.join(FORMATS)}")
    )  # fmt: skip


def forms_of(style: LoadedStyle, form: str) -> list[str]:
    """The forms that a style prints when that form is asked for; "" means: the usual ones."""
    if form and form not in FORMS:
        raise UsageFault(
            Problem("format-unknown", "", f"there is no form {form[:40]!r}",
                    f"known are {', '.join(FORMS)}")
        )  # fmt: skip
    has_entries = style.compiled.bibliography is not None
    if form == "bibliography" and not has_entries:
        raise StyleFault(
            Problem("form-missing", style.name, "the style has no bibliography",
                    "--form note or --form text")
        )  # fmt: skip
    entries = ["bibliography"] if has_entries else []
    if form == "all":
        return [*(("note", "short", "ibid") if style.in_notes else ("text",)), *entries]
    if form in ("", "bibliography"):
        cited = [] if form else ["note" if style.in_notes else "text"]
        return [*cited, *entries]
    return [form]


def cite(
    style: LoadedStyle,
    citable: Mapping[str, Citable],
    citations: Sequence[Citation],
    forms: Sequence[str],
    render: Renderer,
    view: View,
) -> tuple[list[Printed], list[Problem]]:
    """The citations in each form, in one run of the engine so that they are told apart alike."""
    asked = [form for form in forms if form in _POSITIONS]
    requests = [
        _placed(citation, _POSITIONS[form], len(citations) * round_ + number, style.in_notes)
        for round_, form in enumerate(asked)
        for number, citation in enumerate(citations, 1)
    ]
    result = _process(style, citable, view, requests, "bibliography" in forms)
    typography = Typography(*style.compiled.facts.quotes)
    printed: list[Printed] = []
    trees = iter(result.citations)
    for form in forms:
        if form == "bibliography":
            printed += [
                Printed(style.name, form, (entry.id,), render(finish(entry.nodes, typography)))
                for entry in result.bibliography
            ]
        else:
            printed += [
                Printed(
                    style.name, form, keys_of(citation), render(finish(next(trees), typography))
                )
                for citation in citations
            ]
    empty = [
        _not_printed(key, style, "has nothing to print where it is cited")
        for key in dict.fromkeys(
            key for each in printed if _says_nothing(each) for key in each.keys
        )
    ]
    return _without_repeats(printed), [*result.problems, *empty]


def _says_nothing(one: Printed) -> bool:
    return not any(char.isalnum() for char in one.text)


def _not_printed(key: str, style: LoadedStyle, what: str) -> Problem:
    return Problem("not-printed", key, f"the style {style.name} {what}",
                   "archcite's own styles print every document")  # fmt: skip


def _without_repeats(printed: list[Printed]) -> list[Printed]:
    """Without the ibid forms, where the style prints the short form for them."""
    short = {(each.keys, each.text) for each in printed if each.form == "short"}
    return [each for each in printed if each.form != "ibid" or (each.keys, each.text) not in short]


def bibliography(
    style: LoadedStyle, citable: Mapping[str, Citable], view: View
) -> tuple[list[tuple[str, list[Inline]]], list[Problem]]:
    """The finished entries of a bibliography in the style's order, each with its key."""
    result = _process(with_entries(style), citable, view, [], True)
    typography = Typography(*style.compiled.facts.quotes)
    entries = [(entry.id, finish(entry.nodes, typography)) for entry in result.bibliography]
    return entries, result.problems


def with_entries(style: LoadedStyle) -> LoadedStyle:
    """The style; StyleFault if it has no bibliography."""
    forms_of(style, "bibliography")
    return style


def layout_of(style: LoadedStyle) -> BibliographyLayout:
    """What the style says of its bibliography; CSL sets one line between entries by itself."""
    said = style.compiled.facts.bibliography
    return BibliographyLayout(
        hanging_indent=said.get("hanging-indent") == "true",
        line_spacing=_lines(said.get("line-spacing", "")),
        entry_spacing=_lines(said.get("entry-spacing", "")),
        second_field_align=said.get("second-field-align", ""),
    )


def _lines(said: str) -> int:
    return int(said) if re.fullmatch("[0-9]{1,2}", said) else 1


def keys_of(citation: Citation) -> tuple[str, ...]:
    """The keys that a citation cites."""
    return tuple(cite.id for cite in citation.cites)


def renamed(citations: Sequence[Citation], names: Mapping[str, str]) -> list[Citation]:
    """The citations with the keys that things have here instead of those in other programs."""
    return [
        each._replace(
            cites=tuple(cite._replace(id=names.get(cite.id, cite.id)) for cite in each.cites)
        )
        for each in citations
    ]


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the garbage collector out while thousands of trees are built, none of them garbage."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _process(
    style: LoadedStyle,
    citable: Mapping[str, Citable],
    view: View,
    citations: Sequence[Citation],
    entries: bool,
) -> Result:
    """What the engine makes of them; a work that gets no entry is told."""
    items = [each.seen(view) for each in citable.values()]
    result = process(style.compiled, items, citations, bibliography=entries)
    if not entries or style.compiled.bibliography is None:
        return result
    told = left_out(style, (item.id for item in items), result.bibliography)
    return result._replace(problems=[*result.problems, *told])


def left_out(style: LoadedStyle, keys: Iterable[str], entries: Iterable[Entry]) -> list[Problem]:
    """A problem for each of the keys that has no entry among those."""
    listed = {entry.id for entry in entries}
    what = "leaves it out of the bibliography"
    return [_not_printed(key, style, what) for key in keys if key not in listed]


def _placed(citation: Citation, position: str, number: int, in_notes: bool) -> Citation:
    """The citation with every cite in that position, in a note of its own."""
    cites = tuple(
        cite._replace(
            position="ibid-with-locator" if position == "ibid" and cite.locator else position
        )
        for cite in citation.cites
    )
    return citation._replace(cites=cites, note=number if in_notes else 0)
