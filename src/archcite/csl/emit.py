"""Syntax tree -> Python source: one function a macro, layout, substitute and sort key.

Emits calls of rt, behind tests of bits for what has nothing to print (see shape.py); how anything
prints is decided in rt. Every line says which line of the style it comes from. The same style and
locale always give the same text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from archcite.csl import model, vocab
from archcite.csl.lower import calls
from archcite.csl.shape import KINDS, Questions, Reach, Reaching, printed_variables

_MARGIN = 72


class _Writer:
    """The lines of the module, and the constants that they name."""

    def __init__(self, style: model.IndependentStyle) -> None:
        self.lines: list[str] = []
        self.constants: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        self.functions: dict[str, str] = {}
        self.waiting: list[tuple[str, str, tuple[model.Node, ...], int]] = []
        self.asked = Questions()
        self.reaching = Reaching(style.macros)

    def needs(self, reach: Reach) -> int:
        """The bits of the variables that a piece needs."""
        return self.asked.variables(sorted(reach.needs))

    def line(self, indent: int, code: str, what: str = "", number: int = 0) -> None:
        code = "    " * indent + code
        if what:
            code = f"{code:<{_MARGIN}}  # {_comment(what)} :{number}"
        self.lines.append(code.rstrip())

    def constant(self, stem: str, expression: str) -> str:
        """The name of a module constant with this value."""
        known = self.constants.get(expression)
        if known is None:
            known = self.numbered(stem)
            self.constants[expression] = known
        return known

    def numbered(self, stem: str) -> str:
        """A name that no other constant or function of the module has."""
        self.counts[stem] += 1
        return f"{stem}{self.counts[stem]}"


def emit(style: model.IndependentStyle, locale: model.Locale, lang: str) -> str:
    """The source of the module that renders this style in this locale."""
    w = _Writer(style)
    words = Counter(_identifier(name) for name in style.macros)
    for index, name in enumerate(style.macros):
        word = _identifier(name)
        w.functions[name] = f"macro_{word if words[word] == 1 else index}"
    layouts = [("citation", style.citation)]
    if style.bibliography is not None:
        layouts.append(("bibliography", style.bibliography))
    reachable = _reachable(style)
    for name, nodes in style.macros.items():
        if name in reachable:
            what = f'macro "{name}"'
            _function(w, w.functions[name], what, style.macro_lines[name], nodes, grouped=True)
    for place, layout in layouts:
        _function(w, place, f"{place} layout", layout.line, layout.children)
        for number, key in enumerate(layout.sort, 1):
            _sort_key(w, f"{place}_key_{number}", key)
    header = [
        f"# {_comment(style.info.title)} ({_comment(lang)})",
        "# Made by archcite from the style; each line names the line of the style it comes from.",
        "from archcite.csl import rt",
        "",
    ]
    tables = _tables(w, style, locale, lang, layouts)
    constants = [f"{name} = {expression}" for expression, name in w.constants.items()]
    return "\n".join([*header, *constants, *w.lines, "", *tables, ""])


def _comment(text: str) -> str:
    """The text on one line: nothing of a style may end a comment and become code."""
    text = " ".join(text.split())
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _identifier(name: str) -> str:
    return "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in name)


def _reachable(style: model.IndependentStyle) -> set[str]:
    """The macros that a layout or sort key comes to."""
    layouts = [style.citation, *([style.bibliography] if style.bibliography else [])]
    waiting = [c.name for layout in layouts for c in calls(layout.children)]
    waiting += [k.name for layout in layouts for k in layout.sort if k.source == "macro"]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [c.name for c in calls(style.macros[name])]
    return found


# -- functions


def _function(
    w: _Writer,
    name: str,
    what: str,
    line: int,
    nodes: tuple[model.Node, ...],
    *,
    grouped: bool = False,
) -> None:
    """grouped: it is a macro, which hides its fixed texts as a group does."""
    w.line(0, "")
    w.line(0, "")
    w.line(0, f"def {name}(c, o):", what, line)
    if any(isinstance(node, model.Choose) for node in _flat(nodes)):
        w.line(1, "s = c.shape")
    reach = w.reaching.of_all(nodes)
    grouped = grouped and reach.free
    if grouped:
        w.line(1, "n = len(o)")
    w.line(1, f"k = {int(reach.certain)}")
    _children(w, 1, nodes, "o", "k", _Place(False, reach.certain))
    w.line(1, "return rt.closed(k, o, n) if len(o) > n else k" if grouped else "return k")
    waiting, w.waiting = w.waiting, []
    for inner, label, children, number in waiting:
        _function(w, inner, label, number, children)


def _flat(nodes: Iterable[model.Node]) -> Iterable[model.Node]:
    """The nodes, and those within groups."""
    for node in nodes:
        yield node
        if isinstance(node, model.Group):
            yield from _flat(node.children)


def _sort_key(w: _Writer, name: str, key: model.SortKey) -> None:
    w.line(0, "")
    w.line(0, "")
    w.line(0, f"def {name}(c, o):", f'key "{key.name}"', key.line)
    if key.source == "macro":
        w.line(1, f"return {w.functions[key.name]}(c, o)")
    else:
        w.asked.bit("variable", key.name)
        w.line(1, f"return rt.sort_variable(c, o, {key.name!r})")


class _Place(NamedTuple):
    """What is known where nodes stand.

    joined: whether a delimiter stands between them, so that each must come as one. asked: whether
    the kind says already that a variable was asked for, so that it does not matter which else.
    """

    joined: bool
    asked: bool


def _children(
    w: _Writer, indent: int, nodes: Iterable[model.Node], out: str, kind: str, place: _Place
) -> None:
    for node in nodes:
        match node:
            case model.Group():
                _group(w, indent, node, out, kind, place)
            case model.Choose():
                _choose(w, indent, node, out, kind, place)
            case model.Names():
                _names(w, indent, node, out, kind)
            case _:
                _leaf(w, indent, node, out, kind, place)


def _leaf(w: _Writer, indent: int, node: model.Node, out: str, kind: str, place: _Place) -> None:
    """An element without children, called only where there is something for it to print."""
    reach = w.reaching.of(node)
    what = "number" if isinstance(node, model.Number) else "text"
    match node:
        case model.Text():
            call = _text(w, out, node, reach.many and place.joined)
        case model.Number():
            form = "" if node.form == "numeric" else f", form={node.form!r}"
            call = f"rt.number(c, {out}, {node.variable!r}{_dress(w, node.dress)}{form})"
        case model.Label():
            what = "label"
            call = f"rt.label(c, {out}, {node.variable!r}{_dress(w, node.dress)}"
            call += "" if node.form == "long" else f", form={node.form!r}"
            call += "" if node.plural == "contextual" else f", plural={node.plural!r}"
            call += ")"
        case model.Date():
            what = "date"
            call = f"rt.date(c, {out}, {w.constant('DATE_', _literal(node, w))})"
    if reach.needs and not reach.free and (reach.skippable or place.asked):
        w.line(indent, f"if c.live & {w.needs(reach):#x}:", f"<{what}>", node.line)
        w.line(indent + 1, f"{kind} |= {call}")
    else:
        w.line(indent, f"{kind} |= {call}", f"<{what}>", node.line)


def _text(w: _Writer, out: str, node: model.Text, several: bool) -> str:
    dress = _dress(w, node.dress)
    if node.source == "macro":
        if dress or several:
            return f"rt.macro(c, {out}, {w.functions[node.name]}{dress})"
        return f"{w.functions[node.name]}(c, {out})"
    if node.source == "no-date":
        return f"rt.no_date(c, {out}, {node.name!r}{dress})"
    if node.source == "term":
        return f"rt.term(c, {out}, {node.name!r}{dress})"
    if node.source == "value":
        return f"rt.value(c, {out}, {node.name!r}{dress})"
    if len(printed_variables(node)) > 1:
        return f"rt.short_text(c, {out}, {node.name!r}{dress})"
    function = "special_text" if node.name in vocab.SPECIAL else "text"
    return f"rt.{function}(c, {out}, {node.name!r}{dress})"


def _dress(w: _Writer, dress: model.Dress) -> str:
    return "" if dress == model.NAKED else f", {_literal(dress, w)}"


def _names(w: _Writer, indent: int, node: model.Names, out: str, kind: str) -> None:
    own = w.asked.variables(node.variables)
    if own:
        spec = w.constant("NAMES_", _literal(node, w))
        w.line(indent, f"if c.live & {own:#x}:", "<names>", node.line)
        w.line(indent + 1, f"{kind} |= rt.names(c, {out}, {spec})")
    if not node.substitute:
        return
    bodies = []
    for child in node.substitute:
        name = w.numbered("substitute_")
        w.waiting.append((name, "substitute", (child,), child.line))
        bodies.append(name)
    call = f"rt.substitute(c, {out}, ({', '.join(bodies)},))"
    reach = w.reaching.of_all(node.substitute)
    test = f"{'elif' if own else 'if'} c.live & {w.needs(reach):#x}:"
    if reach.free:
        test = "else:" if own else "if True:"
    w.line(indent, test, "<substitute>", node.line)
    w.line(indent + 1, f"{kind} |= {call}")


def _group(w: _Writer, indent: int, node: model.Group, out: str, kind: str, place: _Place) -> None:
    reach = w.reaching.of_all(node.children)
    if (reach.certain or (place.asked and reach.needs)) and not w.reaching.of(node).free:
        w.line(indent, f"if c.live & {w.needs(reach):#x}:", "<group>", node.line)
        indent += 1
    depth = indent if out == "o" else int(out[1:]) + 1
    inner, inner_kind = f"g{depth}", f"k{depth}"
    w.line(indent, f"{inner}, {inner_kind} = [], {int(reach.certain)}", "<group>", node.line)
    inside = _Place(bool(node.dress.delimiter), reach.certain)
    _children(w, indent, node.children, inner, inner_kind, inside)
    call = f"rt.group(c, {out}, {inner}, {inner_kind}{_dress(w, node.dress)})"
    w.line(indent, f"if {inner}:", "</group>", node.line)
    w.line(indent + 1, f"{kind} |= {call}")
    if reach.asks and not reach.certain and not place.asked:
        w.line(indent, "else:", "", node.line)
        w.line(indent + 1, f"{kind} |= {inner_kind} & 1")


def _choose(
    w: _Writer, indent: int, node: model.Choose, out: str, kind: str, place: _Place
) -> None:
    certain = w.reaching.of(node).certain
    word = "if"
    for branch in node.branches:
        if not branch.conditions:
            if word == "if":
                _children(w, indent, branch.children, out, kind, place)
                return
            w.line(indent, "else:", "<else>", branch.line)
        else:
            element = "if" if word == "if" else "else-if"
            what = f"<{element} {_attributes(branch)}>"
            w.line(indent, f"{word} {_conditions(w, branch)}:", what, branch.line)
        before = len(w.lines)
        asked = certain or place.asked
        if not asked and w.reaching.of_all(branch.children).certain:
            w.line(indent + 1, f"{kind} |= 1")
            asked = True
        _children(w, indent + 1, branch.children, out, kind, place._replace(asked=asked))
        if len(w.lines) == before:
            w.line(indent + 1, "pass")
        word = "elif"


def _attributes(branch: model.Branch) -> str:
    """What a branch asks for, as the style has it; much is cut short."""
    values: dict[str, list[str]] = {}
    for test, value in branch.conditions:
        values.setdefault(test, []).append(value)
    said = " ".join(f'{test}="{" ".join(words)}"' for test, words in values.items())
    if len(said) > _MARGIN:
        said = f"{said[:_MARGIN]}…"
    match = "" if branch.match == "all" or len(branch.conditions) == 1 else branch.match
    return f'{said} match="{match}"' if match else said


def _conditions(w: _Writer, branch: model.Branch) -> str:
    """The test of a branch, as one comparison of the shape where that is possible."""
    wanted = 0
    tests = []
    negative = branch.match == "none"
    for test, value in branch.conditions:
        if test == "disambiguate":
            w.asked.bit(test, value)
            tests.append(f"{'not ' * (negative == (value == 'true'))}c.disambiguates()")
        else:
            wanted |= w.asked.bit(test, value)
    if wanted:
        if branch.match == "all" and wanted & (wanted - 1):
            tests.insert(0, f"s & {wanted:#x} == {wanted:#x}")
        else:
            tests.insert(0, f"{'not ' * negative}s & {wanted:#x}")
    return (" or " if branch.match == "any" else " and ").join(tests)


# -- constants and tables


_NO_DEFAULT = object()
# Fields that only parsing and lowering ask for.
_PARSED = frozenset(
    "line own_name has_name name_dress name_parts substitute delimiter_given".split()
)
_STEMS: dict[type, str] = {model.Dress: "D", model.NameOptions: "OPTIONS_"}


def _literal(value: Any, w: _Writer) -> str:
    """A constructor expression that names only what differs from the default."""
    cls = type(value)
    defaults = getattr(cls, "_field_defaults", None)
    if defaults is not None:
        parts = [
            f"{name}={_literal(field, w)}"
            for name, field in zip(value._fields, value, strict=True)
            if field is not (usual := defaults.get(name, _NO_DEFAULT))
            and name not in _PARSED
            and field != usual
        ]
        expression = f"rt.{cls.__name__}({', '.join(parts)})"
        return w.constant(_STEMS[cls], expression) if cls in _STEMS else expression
    if isinstance(value, tuple):
        return f"({''.join(f'{_literal(item, w)}, ' for item in value)})"
    return repr(value)


def _tables(
    w: _Writer,
    style: model.IndependentStyle,
    locale: model.Locale,
    lang: str,
    layouts: list[tuple[str, model.Layout]],
) -> list[str]:
    suffix = any(text.source == "variable" and text.name == "year-suffix" for text in _texts(style))
    out = ["TERMS = {"]
    out += [
        f"    {key!r}: {(term.single, term.multiple)!r},"
        for key, term in sorted(locale.terms.items())
    ]
    out += ["}", "FACTS = rt.Facts("]
    genders = {key[0]: term.gender for key, term in sorted(locale.terms.items()) if term.gender}
    by_place = dict(layouts)
    entries = {
        "lang": lang,
        "kind": style.kind,
        "genders": genders,
        "ordinal_match": dict(sorted(locale.ordinal_match.items())),
        "options": {**dict(sorted(locale.options.items())), **dict(sorted(style.options.items()))},
        "citation": dict(style.citation.options),
        "bibliography": dict(by_place["bibliography"].options) if len(layouts) > 1 else {},
        "explicit_suffix": suffix,
    }
    questions = ", ".join(repr(w.asked.bits[kind]) for kind in KINDS)
    out += ["    terms=TERMS,", *(f"    {name}={value!r}," for name, value in entries.items())]
    out += [f"    asked=rt.Asked({questions}),", ")"]
    for place, layout in layouts:
        keys = "".join(
            f"({place}_key_{n}, {key.descending}, "
            f"rt.NamesLimit({key.names_min}, {key.names_use_first}, {key.names_use_last}), "
            f"{_has_names(w, key)}), "
            for n, key in enumerate(layout.sort, 1)
        )
        dress = _literal(layout.dress, w)
        out.append(f"{place.upper()} = rt.Layout({place}, {dress}, ({keys}))")
    if len(layouts) == 1:
        out.append("BIBLIOGRAPHY = None")
    return out


def _has_names(w: _Writer, key: model.SortKey) -> bool:
    """Whether a sort key may show names."""
    needs = w.reaching.of_macro(key.name).needs if key.source == "macro" else {key.name}
    return not vocab.NAMES.isdisjoint(needs)


def _texts(style: model.IndependentStyle) -> Iterable[model.Text]:
    """All cs:text elements of the style."""
    layouts = [style.citation, *([style.bibliography] if style.bibliography else [])]
    waiting: list[model.Node] = [n for layout in layouts for n in layout.children]
    waiting += [n for nodes in style.macros.values() for n in nodes]
    while waiting:
        node = waiting.pop()
        match node:
            case model.Text():
                yield node
            case model.Group():
                waiting += node.children
            case model.Choose():
                waiting += [n for branch in node.branches for n in branch.children]
            case model.Names():
                waiting += node.substitute or ()
