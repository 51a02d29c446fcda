"""cs:text, and what every element does to its output: markup, case, quotes, affixes."""

from __future__ import annotations

import re
from collections.abc import Callable

from archcite.csl.rt.context import EMPTY, PRESENT, Context
from archcite.csl.specs import Dress
from archcite.inline import PLAIN, Inline, Look, Span, map_text
from archcite.text import case
from archcite.text.pages import page_range

Macro = Callable[[Context, list[Inline]], int]

# The numbers in which a hyphen stands for a range, and gets its dash.
RANGED = frozenset(
    """chapter-number collection-number edition issue number number-of-pages number-of-volumes page
    volume""".split()
)

_TOKEN = re.compile(
    r"""(</?(?:i|b|sup|sub|sc)>|<span\s+style="font-variant:\s*small-caps;?">"""
    r"""|<span\s+class="no(?:case|decor)">|</span>|["'“”‘’])"""
)
_MARKED = re.compile(r"""[<"'“”‘’\n\t]| [:;?!»]|« """)
# a mark that was typed with a space before it, or behind it, as in French: they are kept together
_SPACED = re.compile(" (?=[:;?!»])|(?<=«) ")
_NARROW = "\u202f"
_LOOKS = {
    "<i>": Look(font_style="italic"),
    "<b>": Look(font_weight="bold"),
    "<sup>": Look(vertical_align="sup"),
    "<sub>": Look(vertical_align="sub"),
    "<sc>": Look(font_variant="small-caps"),
}
_CLOSING_QUOTE = {'"': '"', "'": "'", "“": "”", "‘": "’"}
# what is told of a quotation whose marks were typed as printers set them
_TYPED_MARK = {"“": "quoted-“", "‘": "quoted-‘"}
_APOSTROPHE = "’"
_MAX_DEPTH = 50


class _Frame:
    """Markup that is still open."""

    __slots__ = ("children", "opening", "span")

    def __init__(self, opening: str, span: Span | None) -> None:
        self.opening = opening
        self.span = span
        self.children: list[Inline] = []


def markup(value: str) -> list[Inline]:
    """A field's text -> tree: the inline tags that CSL-JSON allows, quotation marks, apostrophes.

    Whatever is not closed, or closes nothing, stays as it was typed.
    """
    if not _MARKED.search(value):
        return [value]
    value = _SPACED.sub(_NARROW, value)
    pieces = _TOKEN.split(" ".join(value.split()) if "\n" in value or "\t" in value else value)
    stack = [_Frame("", None)]
    for index, piece in enumerate(pieces):
        if not piece:
            continue
        if index % 2 == 0:
            stack[-1].children.append(piece)
            continue
        before = pieces[index - 1][-1:] or _before(pieces, index)
        after = pieces[index + 1][:1]
        _token(stack, piece, before, after)
    while len(stack) > 1:
        _abandon(stack)
    return _typed(stack[0].children)


def _typed(nodes: list[Inline]) -> list[Inline]:
    """A mark that was typed behind a quotation stays there, wherever the style's marks go."""
    for index in range(1, len(nodes)):
        before, node = nodes[index - 1], nodes[index]
        if isinstance(before, Span) and before.quotes and isinstance(node, str):
            nodes[index] = Span([node], tag="typed")
    return nodes


def _before(pieces: list[str], index: int) -> str:
    """The letter before an empty piece: inside fresh markup it is as if a text began."""
    return "" if index < 2 else {"</": "x"}.get(pieces[index - 2][:2], "")


def _token(stack: list[_Frame], token: str, before: str, after: str) -> None:
    top = stack[-1]
    if token.startswith("</"):
        for depth in range(len(stack) - 1, 0, -1):
            opening = stack[depth].opening
            if opening.startswith("<") and opening[1:].split(" ")[0].rstrip(">") == token[2:-1]:
                while len(stack) - 1 > depth:
                    _abandon(stack)
                _close(stack)
                return
        top.children.append(token)
    elif token.startswith("<"):
        if token in _LOOKS:
            span = Span([], _LOOKS[token], "markup")
        elif "small-caps" in token:
            span = Span([], _LOOKS["<sc>"], "markup")
        else:
            span = Span([], tag="nocase" if "nocase" in token else "nodecor")
        if len(stack) < _MAX_DEPTH:
            stack.append(_Frame(token, span))
        else:
            top.children.append(token)
    elif _closes(stack, token, before, after):
        while stack[-1].opening not in _CLOSING_QUOTE:
            _abandon(stack)
        _close(stack)
    elif (
        token in _CLOSING_QUOTE
        and (not before or before.isspace() or before in "([{—–-/“‘")
        and after
        and not after.isspace()
        and len(stack) < _MAX_DEPTH
    ):
        stack.append(_Frame(token, Span([], tag=_TYPED_MARK.get(token, ""), quotes=True)))
    else:
        top.children.append(_APOSTROPHE if token in "'’" else token)


def _closes(stack: list[_Frame], token: str, before: str, after: str) -> bool:
    """Whether a mark ends the innermost open quotation (else it is an apostrophe, or opens one)."""
    if token in "'’" and before.isalnum() and after.isalnum():
        return False
    opening = next((f.opening for f in reversed(stack) if f.opening in _CLOSING_QUOTE), "")
    return (
        bool(opening)
        and _CLOSING_QUOTE[opening] == token
        and not (token in "\"'" and (after.isalnum() or before.isspace()))
    )


def _close(stack: list[_Frame]) -> None:
    frame = stack.pop()
    assert frame.span is not None
    frame.span.children = _typed(frame.children)
    stack[-1].children.append(frame.span)


def _abandon(stack: list[_Frame]) -> None:
    """The innermost open mark never closes: it was a letter after all."""
    frame = stack.pop()
    stack[-1].children.append(_APOSTROPHE if frame.opening == "'" else frame.opening)
    stack[-1].children.extend(frame.children)


# -- what an element does to its output


def dressed(c: Context, nodes: list[Inline], dress: Dress | None, tag: str = "") -> Inline:
    """One node: the nodes with case, periods, look, quotes and affixes of their element."""
    if dress is None:
        return nodes[0] if len(nodes) == 1 and not tag else Span(nodes, tag=tag)
    prefix, suffix, _, look, quotes, text_case, strip_periods, nests = dress
    if text_case:
        nodes = cased(nodes, text_case, c.item.language or c.facts.lang)
    if strip_periods:
        nodes = without_periods(nodes)
    display = look.display if look is not PLAIN else ""
    if display:
        look = look._replace(display="")
    if tag or quotes or look is not PLAIN:
        nodes = [Span(nodes, look, tag, quotes=quotes)]
    if nests:
        nodes = [Span([prefix], tag="affix"), *nodes, Span([suffix], tag="affix")]
    elif prefix:
        nodes = [prefix, *nodes, suffix] if suffix else [prefix, *nodes]
    elif suffix:
        nodes = [*nodes, suffix]
    if display:
        return Span(nodes, Look(display=display))
    return nodes[0] if len(nodes) == 1 else Span(nodes)


def worded(c: Context, text: str, dress: Dress | None) -> Inline:
    """A term in its dress: its case is that of the style's language, not of the item's."""
    if "'" in text:
        text = text.replace("'", _APOSTROPHE)
    if dress is None:
        return text
    if dress.text_case:
        [node] = cased([text], dress.text_case, c.facts.lang)
        return dressed(c, [node], dress._replace(text_case=""))
    return dressed(c, [text], dress)


def without_periods(nodes: list[Inline]) -> list[Inline]:
    return map_text(nodes, lambda text: text.replace(".", ""))


def cased(nodes: list[Inline], text_case: str, language: str) -> list[Inline]:
    """The nodes in another case, as one running text; spans tagged nocase are left alone.

    CSL 1.0.2, Text-case: title case is for English alone.
    """
    if text_case == "title" and not language.lower().startswith("en"):
        return nodes
    if text_case not in _CASES:
        return nodes
    if len(nodes) == 1 and isinstance(nodes[0], str):
        only: Callable[[str, str], str] = _CASED[text_case]
        return [only(nodes[0], language)]
    change = _CASES[text_case]
    runs: list[tuple[str, bool]] = []
    _collect(nodes, False, runs)
    texts = iter(change(runs, language))
    return _replaced(nodes, texts)


_CASES = {
    "lowercase": case.lowercase_runs,
    "uppercase": case.uppercase_runs,
    "capitalize-first": case.capitalize_first_runs,
    "capitalize-all": case.capitalize_all_runs,
    "sentence": case.sentence_runs,
    "title": case.title_runs,
}


_CASED: dict[str, Callable[[str, str], str]] = {
    "lowercase": case.lowercase,
    "uppercase": case.uppercase,
    "capitalize-first": case.capitalize_first,
    "capitalize-all": case.capitalize_all,
    "sentence": case.sentence,
    "title": case.title,
}


def _collect(nodes: list[Inline], protected: bool, runs: list[tuple[str, bool]]) -> None:
    for node in nodes:
        if isinstance(node, str):
            runs.append((node, protected))
        else:
            keep = (
                protected
                or node.tag in ("nocase", "nodecor")
                or node.look.vertical_align in ("sup", "sub")
                or (node.tag == "markup" and bool(node.look.font_variant))
            )
            _collect(node.children, keep, runs)


def _replaced(nodes: list[Inline], texts: object) -> list[Inline]:
    return [
        next(texts)  # type: ignore[call-overload]
        if isinstance(node, str)
        else Span(
            _replaced(node.children, texts), node.look, node.tag, quotes=node.quotes, link=node.link
        )
        for node in nodes
    ]


# -- the elements


def value(c: Context, o: list[Inline], text: str, dress: Dress | None = None) -> int:
    """A cs:text of a value."""
    if text:
        lines = "\n" in text or "\t" in text  # a style's own white space stays
        o.append(dressed(c, [text] if lines else markup(text), dress))
    return 0


def term(c: Context, o: list[Inline], text: str, dress: Dress | None = None) -> int:
    """A cs:text of a term, tagged so that one that opens a note can be capitalised."""
    if text:
        small = dress is not None and dress.text_case == "lowercase"  # asked for, so it stays
        o.append(Span([worded(c, text, dress)], tag="" if small else "term"))
    return 0


def no_date(c: Context, o: list[Inline], text: str, dress: Dress | None = None) -> int:
    """The term that stands in for a missing date: it counts as the date."""
    term(c, o, text, dress)
    return PRESENT


def text(c: Context, o: list[Inline], variable: str, dress: Dress | None = None) -> int:
    """A cs:text of a variable that is there and has nothing special about it."""
    if c.trace is not None:  # what stands in for names says everything once
        bit = c.facts.asked.variables[variable]
        if c.trace & bit:
            return EMPTY
        c.trace |= bit
    o.append(dressed(c, markup(c.item.text(variable)), dress))
    return PRESENT


def special_text(c: Context, o: list[Inline], variable: str, dress: Dress | None = None) -> int:
    """A cs:text of a variable that is a number, an address, or of the cite and not the item."""
    found = c.text(variable)
    special = _PRINTED.get(variable)
    nodes = markup(found) if special is None else special(c, found)
    if variable == "DOI" and dress is not None and dress.prefix.startswith("http"):
        # the address that the style writes before a DOI belongs to the link
        nodes = [Span([dress.prefix, found], link=doi_address(found))]
        dress = dress._replace(prefix="")
    o.append(dressed(c, nodes, dress, variable if variable in _TAGGED else ""))
    return PRESENT


def short_text(c: Context, o: list[Inline], variable: str, dress: Dress | None = None) -> int:
    """A cs:text of a variable in its short form, or where there is none in its long one."""
    short = f"{variable}-short"
    if c.trace is None or not c.is_live(short):
        return text(c, o, short if c.is_live(short) else variable, dress)
    bit = c.facts.asked.variables.get(variable, 0)
    if c.trace & bit:
        return EMPTY
    c.trace |= bit
    return text(c, o, short, dress)


def macro(c: Context, o: list[Inline], body: Macro, dress: Dress | None = None) -> int:
    """A cs:text of a macro."""
    inner: list[Inline] = []
    kind = body(c, inner)
    if inner:
        o.append(dressed(c, inner, dress))
    return kind


def _pages(c: Context, found: str) -> list[Inline]:
    delimiter = c.facts.term("page-range-delimiter") or "–"
    return [page_range(found, c.facts.options.get("page-range-format", ""), delimiter)]


def _locator(c: Context, found: str) -> list[Inline]:
    if c.locator_label in ("page", ""):
        return _pages(c, found)
    return [page_range(found, "", c.facts.term("page-range-delimiter") or "–")]


def _linked(c: Context, found: str) -> list[Inline]:
    address = found if found.startswith(("http://", "https://")) else ""
    return [Span([found], link=address)]


def _doi(c: Context, found: str) -> list[Inline]:
    return [Span([found], link=doi_address(found))]


def doi_address(found: str) -> str:
    """Where a DOI leads, however it is written."""
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", found)
    return f"https://doi.org/{bare}"


def _label(c: Context, found: str) -> list[Inline]:
    """The label of the item with its letter."""
    c.suffix_done = True
    letter = c.hints.year_suffix
    return [found, Span([letter], tag="year-suffix")] if letter else [found]


def _suffix(c: Context, found: str) -> list[Inline]:
    c.suffix_done = True
    return [found]


def _number(c: Context, found: str) -> list[Inline]:
    """A number variable; a range in it gets the dash of a range."""
    if "-" not in found:
        return markup(found)
    return markup(page_range(found, "", c.facts.term("page-range-delimiter") or "–"))


_PRINTED: dict[str, Callable[[Context, str], list[Inline]]] = {
    "page": _pages,
    "locator": _locator,
    "URL": _linked,
    "DOI": _doi,
    "year-suffix": _suffix,
    "citation-label": _label,
}
_PRINTED.update((variable, _number) for variable in RANGED if variable != "page")
_TAGGED = frozenset(("citation-number", "year-suffix", "locator", "citation-label"))
