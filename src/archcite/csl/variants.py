"""Options of a style: the variants that its macros offer, and those that every style has.

A macro named NAME:option.value takes the place of the macro NAME where that option is chosen;
NAME:a.1:b.2 needs both, and the most particular one wins. To other programs it is an unused macro,
and its name is one that the schema of CSL allows. Tree to tree; nothing is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from archcite.csl import model
from archcite.csl.lower import mapped

Options = Mapping[str, str]

# What can be asked of every style: option -> its value -> the manual's sentence.
EVERY_STYLE: Mapping[str, Mapping[str, str]] = {
    "dates": {
        "as-locale": "Dates as the style and its language have them; the default.",
        "day-first": "In English, 27 May 1966 and not May 27, 1966.",
    },
    "case": {
        "title": "English titles in headline case, where the style wants that; the default.",
        "as-given": "Titles with the capitals that they have in the record.",
    },
    "repeated-authors": {
        "as-style": "An author of several entries as the style has it; the default.",
        "dash": "Three em dashes for an author who stands in the entry before.",
        "name": "The name in every entry.",
    },
}
# The link by which a style asks for the archival view of records.
ARCHIVAL_VIEW = "urn:x-archcite:view:archival"
# Facts.options says under these names what the style asks for, and which variants it offers.
VIEW = "view"
OFFERS = "offers"

_VARIANT = re.compile(r"([^:]+)((?::[a-z0-9-]+\.[a-z0-9-]+)+)")


class Variant(NamedTuple):
    """A macro's name taken apart: what it takes the place of, and where."""

    macro: str
    when: tuple[tuple[str, str], ...]


def variant_of(name: str) -> Variant | None:
    """What a macro of that name is a variant of; None for an ordinary one."""
    match = _VARIANT.fullmatch(name)
    if match is None:
        return None
    pairs = (each.partition(".") for each in match[2][1:].split(":"))
    return Variant(match[1], tuple((option, value) for option, _, value in pairs))


def offered(macros: Mapping[str, object]) -> dict[str, list[str]]:
    """The options that macros of these names offer, each with its values beside the default."""
    found: dict[str, list[str]] = {}
    for name in macros:
        variant = variant_of(name)
        for option, value in variant.when if variant else ():
            values = found.setdefault(option, [])
            if value not in values:
                values.append(value)
    return found


def select(style: model.IndependentStyle, options: Options) -> model.IndependentStyle:
    """The style with its variants settled; its options say which view of records it asks for."""
    macros = dict(_chosen(style, options))
    citation, bibliography = style.citation, style.bibliography
    if options.get("case") == "as-given":
        macros = {name: mapped(nodes, _as_given) for name, nodes in macros.items()}
        citation = citation._replace(children=mapped(citation.children, _as_given))
        if bibliography is not None:
            bibliography = bibliography._replace(children=mapped(bibliography.children, _as_given))
    if bibliography is not None:
        bibliography = bibliography._replace(options=_substituting(bibliography.options, options))
    links = {href for _, href in style.info.links}
    told = {VIEW: "archival"} if ARCHIVAL_VIEW in links else {}
    pairs = [f"{option}={value}" for option, values in offered(style.macros).items()
             for value in values]  # fmt: skip
    if pairs:
        told[OFFERS] = " ".join(pairs)
    return style._replace(
        options={**style.options, **told},
        macros=macros,
        citation=citation,
        bibliography=bibliography,
    )


def _chosen(
    style: model.IndependentStyle, options: Options
) -> Mapping[str, tuple[model.Node, ...]]:
    """Each ordinary macro by its name, with the body of the variant that is wanted."""
    best: dict[str, tuple[int, str]] = {}
    for name in style.macros:
        variant = variant_of(name)
        if variant is None:
            best.setdefault(name, (0, name))
        elif all(options.get(option) == value for option, value in variant.when):
            known = best.get(variant.macro, (0, ""))
            if len(variant.when) > known[0]:
                best[variant.macro] = (len(variant.when), name)
    return {name: style.macros[best[name][1]] for name in style.macros if variant_of(name) is None}


def _as_given(node: model.Node) -> model.Node:
    if isinstance(node, model.Text) and node.dress.text_case == "title":
        return node._replace(dress=node.dress._replace(text_case=""))
    return node


def _substituting(attributes: Options, options: Options) -> Options:
    """The attributes of a bibliography with the wanted rule for an author who comes again."""
    wanted = options.get("repeated-authors")
    if wanted == "dash":
        return {**attributes, "subsequent-author-substitute": "———"}
    if wanted == "name":
        return {k: v for k, v in attributes.items() if not k.startswith("subsequent-author-sub")}
    return attributes
