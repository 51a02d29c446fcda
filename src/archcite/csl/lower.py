"""Passes over the syntax tree: what can be settled before any item is known.

settle_names inherits name options, fold resolves terms and localized dates, check_macros refuses
missing and circular macros. Tree to tree; nothing is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from archcite.csl import model, vocab
from archcite.csl.attributes import name_options
from archcite.errors import Problem, StyleFault
from archcite.inline import PLAIN, Look

_UP_TO = {"year": ("year",), "year-month": ("year", "month"),
          "year-month-day": ("year", "month", "day")}  # fmt: skip


def lower(
    style: model.IndependentStyle, locale: model.Locale, where: str
) -> model.IndependentStyle:
    """All passes. Raises StyleFault with where:line for a macro that is missing or calls itself."""
    check_macros(style, where)
    inherited = _inherited(style)

    def settle(node: model.Node) -> model.Node | None:
        node = settle_names(node, *inherited)
        return fold(nesting(node, style.kind), locale)

    def layout(node: model.Layout) -> model.Layout:
        return node._replace(children=mapped(node.children, settle))

    return style._replace(
        macros={name: mapped(nodes, settle) for name, nodes in style.macros.items()},
        citation=layout(style.citation),
        bibliography=None if style.bibliography is None else layout(style.bibliography),
    )


def mapped(
    nodes: Iterable[model.Node], change: Callable[[model.Node], model.Node | None]
) -> tuple[model.Node, ...]:
    """The nodes changed from the leaves up; change answers None to drop a node."""
    out = []
    for node in nodes:
        inner: model.Node = node
        if isinstance(node, model.Group):
            inner = node._replace(children=mapped(node.children, change))
        elif isinstance(node, model.Choose):
            inner = node._replace(
                branches=tuple(
                    branch._replace(children=mapped(branch.children, change))
                    for branch in node.branches
                ),
            )
        elif isinstance(node, model.Names) and node.substitute is not None:
            inner = node._replace(substitute=mapped(_shorthand(node), change))
        changed = change(inner)
        if changed is not None:
            out.append(changed)
    return tuple(out)


# -- macros


def calls(nodes: Iterable[model.Node]) -> Iterator[model.Text]:
    """The macro calls in a piece of tree."""
    for node in nodes:
        if isinstance(node, model.Text):
            if node.source == "macro":
                yield node
        elif isinstance(node, model.Group):
            yield from calls(node.children)
        elif isinstance(node, model.Choose):
            for branch in node.branches:
                yield from calls(branch.children)
        elif isinstance(node, model.Names) and node.substitute:
            yield from calls(node.substitute)


MAX_DEPTH = 100


def check_macros(style: model.IndependentStyle, where: str) -> None:
    """Refuse macros that are missing, or that end in themselves."""
    layouts = [style.citation, *([style.bibliography] if style.bibliography else [])]
    called = {name: [(c.name, c.line) for c in calls(n)] for name, n in style.macros.items()}
    roots = [(c.name, c.line) for layout in layouts for c in calls(layout.children)]
    roots += [(k.name, k.line) for lay in layouts for k in lay.sort if k.source == "macro"]
    for name, line in [*roots, *(call for found in called.values() for call in found)]:
        if name not in style.macros:
            raise StyleFault(
                Problem("style-invalid", f"{where}:{line}", f"the macro {name!r} does not exist",
                        "define it, or correct the name")
            )  # fmt: skip
    done: set[str] = set()
    for start in dict.fromkeys([*(name for name, _ in roots), *style.macros]):
        # depth-first without recursion: (macro, its calls still to visit)
        path: list[tuple[str, Iterator[tuple[str, int]]]] = [(start, iter(called[start]))]
        on_path = {start}
        while path:
            macro, rest = path[-1]
            step = next(rest, None)
            if step is None:
                path.pop()
                on_path.discard(macro)
                done.add(macro)
            elif step[0] in on_path:
                raise StyleFault(
                    Problem("style-invalid", f"{where}:{step[1]}",
                            f"the macro {step[0]!r} calls itself", "break the circle")
                )  # fmt: skip
            elif len(path) >= MAX_DEPTH:
                raise StyleFault(
                    Problem("style-invalid", f"{where}:{step[1]}",
                            f"the style nests macros more than {MAX_DEPTH} deep",
                            "call fewer macros from within macros")
                )  # fmt: skip
            elif step[0] not in done:
                path.append((step[0], iter(called[step[0]])))
                on_path.add(step[0])


# -- brackets


def nesting(node: model.Node, kind: str) -> model.Node:
    """Mark the affixes of an element with content of its own, where these may have to give way.

    As in the reference implementation, brackets within brackets become square ones in notes, and
    a full stop behind a quotation that ends in a mark of its own is none.
    """
    if isinstance(node, model.Text):
        if node.source != "macro":
            return node
    elif not isinstance(node, model.Group | model.Names | model.Date):
        return node
    affixes = node.dress.prefix + node.dress.suffix
    if node.dress.suffix[:1] == "." or (kind == "note" and ("(" in affixes or ")" in affixes)):
        return node._replace(dress=node.dress._replace(nests=True))
    return node


# -- names


def _inherited(style: model.IndependentStyle) -> tuple[dict[str, str], dict[str, str]]:
    """The name options that hold in the citation and in the bibliography."""

    def of(layout: model.Layout | None) -> dict[str, str]:
        options: dict[str, str] = {}
        for source in (style.options, layout.options if layout else {}):
            options.update(
                (here, source[there])
                for there, here in vocab.INHERITED_NAME_OPTIONS.items()
                if there in source
            )
            if "names-delimiter" in source:
                options["names-delimiter"] = source["names-delimiter"]
        return options

    return of(style.citation), of(style.bibliography)


def settle_names(
    node: model.Node, citation: Mapping[str, str], bibliography: Mapping[str, str]
) -> model.Node:
    """cs:names with the options of its cs:name inherited, for both places."""
    if not isinstance(node, model.Names):
        return node
    parts = {part.name: part.dress for part in node.name_parts}

    def settled(inherited: Mapping[str, str]) -> model.NameOptions:
        return name_options({**inherited, **node.own_name})._replace(
            dress=node.name_dress,
            family=parts.get("family", model.NAKED),
            given=parts.get("given", model.NAKED),
            institution_precedes_last=inherited.get("delimiter-precedes-last", "contextual"),
        )

    def delimiter(inherited: Mapping[str, str]) -> str:
        own = node.delimiter_given
        return own if own is not None else inherited.get("names-delimiter", "")

    return node._replace(
        settled=(settled(citation), settled(bibliography)),
        delimiters=(delimiter(citation), delimiter(bibliography)),
    )


def _shorthand(node: model.Names) -> tuple[model.Node, ...]:
    """The substitutes, where a cs:names without cs:name takes over what its parent says.

    CSL 1.0.2, Substitute; as in the reference implementation the label is taken over too.
    """

    def filled(child: model.Node) -> model.Node:
        if isinstance(child, model.Group):
            return child._replace(children=tuple(map(filled, child.children)))
        if isinstance(child, model.Choose):
            return child._replace(branches=tuple(map(alternatives, child.branches)))
        if not isinstance(child, model.Names) or child.has_name:
            return child
        return child._replace(
            own_name=node.own_name,
            has_name=node.has_name,
            name_dress=node.name_dress,
            name_parts=node.name_parts,
            et_al=child.et_al or node.et_al,
            label=child.label or node.label,
            label_before=child.label_before or node.label_before,
            dress=node.dress if child.dress == model.NAKED else child.dress,
            delimiter_given=(
                node.delimiter_given if child.delimiter_given is None else child.delimiter_given
            ),
        )

    def alternatives(branch: model.Branch) -> model.Branch:
        """A branch among substitutes: again the first of its children that prints."""
        children = tuple(map(filled, branch.children))
        if len(children) > 1:
            children = (model.Names((), substitute=children, line=branch.line),)
        return branch._replace(children=children)

    return tuple(filled(child) for child in node.substitute or ())


# -- terms and dates


def lookup(locale: model.Locale, name: str, form: str, plural: bool) -> str:
    """A term's text in the best form there is; "" for an unknown term."""
    for candidate in (form, *vocab.FORM_FALLBACK.get(form, ("long",))):
        term = locale.terms.get((name, candidate, ""))
        if term is not None:
            return (term.multiple or term.single) if plural else term.single
    return ""


def fold(node: model.Node, locale: model.Locale) -> model.Node | None:
    """Terms become their texts, localized dates list their parts."""
    if isinstance(node, model.Text) and node.source == "term":
        found = lookup(locale, node.name, node.form, node.plural)
        source = "no-date" if node.name == "no date" and found else "term"
        return node._replace(source=source, name=found)
    if isinstance(node, model.Date) and node.form:
        return _localized(node, locale)
    return node


def _localized(node: model.Date, locale: model.Locale) -> model.Date:
    pattern = locale.dates.get(node.form)
    if pattern is None:
        return node._replace(parts=())
    overrides = {part.name: part for part in node.parts}
    parts = tuple(
        _overridden(part, overrides.get(part.name))
        for part in pattern.parts
        if part.name in _UP_TO.get(node.date_parts, ())
    )
    own, base = node.dress, pattern.dress
    dress = own._replace(
        prefix=own.prefix or base.prefix,
        suffix=own.suffix or base.suffix,
        delimiter=base.delimiter,
        look=_look(own.look, base.look),
        text_case=own.text_case or base.text_case,
        quotes=own.quotes or base.quotes,
        strip_periods=own.strip_periods or base.strip_periods,
    )
    return node._replace(parts=parts, dress=dress)


def _look(own: Look, base: Look) -> Look:
    """The own look, and where it says nothing that of the locale."""
    if own == base or base == PLAIN:
        return own
    return Look(*[here or there for here, there in zip(own, base, strict=True)])


def _overridden(part: model.DatePart, own: model.DatePart | None) -> model.DatePart:
    """A localized date-part with the style's own form and formatting, but the locale's affixes."""
    if own is None:
        return part
    return part._replace(
        form=own.form or part.form,
        range_delimiter=own.range_delimiter or part.range_delimiter,
        dress=part.dress._replace(
            look=own.dress.look if any(own.dress.look) else part.dress.look,
            text_case=own.dress.text_case or part.dress.text_case,
            strip_periods=own.dress.strip_periods or part.dress.strip_periods,
        ),
    )
