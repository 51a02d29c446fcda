"""One name of cs:names: its parts in their order, initials, particles, dress."""

from __future__ import annotations

from archcite.csl.rt.context import Context
from archcite.csl.rt.registry import FAMILY, INITIALS, usual_level
from archcite.csl.rt.text import dressed, markup, without_periods
from archcite.csl.specs import NAKED, Dress, NameOptions
from archcite.inline import Inline, Span, plain
from archcite.text.names import Name, initialise, is_romanesque


def is_inverted(c: Context, name: Name, index: int, options: NameOptions) -> bool:
    """Whether the name stands here with its family name first, for its place in the list."""
    order = "all" if c.sorting else options.name_as_sort_order
    return (
        (order == "all" or (order == "first" and index == 0))
        and not name.literal
        and not name.static_ordering
    )


def printed_name(c: Context, name: Name, index: int, options: NameOptions, level: int) -> Inline:
    """One name; level: how much of the given name the document asks for, the style may show more.

    The same name in the same dress is made once in a document.
    """
    inverted = is_inverted(c, name, index, options)
    key = (name, id(options), inverted, level, c.sorting, c.item.language[:2])
    made = c.memo.get(key)
    if made is None:
        nodes = _name(c, name, inverted, options, level)
        if name.certainty and not c.sorting:
            nodes = ["[", *nodes, "?]" if name.certainty == "uncertain" else "]"]
        if options.dress != NAKED:
            nodes = [dressed(c, nodes, options.dress)]
        made = c.memo[key] = Span(nodes, tag="name")
    return made


def _name(c: Context, name: Name, inverted: bool, options: NameOptions, level: int) -> list[Inline]:
    short = name.short if options.form == "short" and level == FAMILY and not c.sorting else ""
    if name.literal or short:
        text = short or (without_article(name.literal) if c.sorting else name.literal)
        return [_affixed(_run(c, [(text, options.family)]), options.family)]
    family_dress, given_dress = options.family, options.given
    given = _given(c, name, options, level)
    family, particle = name.family, name.non_dropping_particle
    dropping, suffix = (name.dropping_particle, name.suffix) if given else ("", "")
    if c.sorting:
        particle, dropping = _bare(particle), _bare(dropping)
    if suffix and options.initialize_with is not None:
        suffix = initialise(suffix, options.initialize_with, True, False)
    east_asian = not is_romanesque(name)
    if east_asian and not (given and given[0].isascii() and given[0].isalpha()):
        pieces = [(particle, family_dress), (family, family_dress), (given, given_dress)]
        return [_run(c, pieces, "")]
    if east_asian or name.static_ordering or c.item.language[:2] in ("zh", "ja"):
        head = _run(c, [(particle, family_dress), (family, family_dress)])
        tail = _run(c, [(given, given_dress)])
        return _gapped(_affixed(head, family_dress), _affixed(tail, given_dress))
    if inverted:
        return _sorted(c, (family, given, particle, dropping, suffix), options)
    glued = bool(dropping) and not particle and dropping[-1] in "'’ʼ-" and dropping[:-1] != "de"
    space = "\u00a0" if c.facts.lang[:2] in ("fr", "ru", "cs") else " "
    pieces = [(dropping, given_dress), (particle, family_dress), (family, family_dress)]
    if glued:
        pieces = [(dropping + family, family_dress)]
    last = _run(c, pieces, space)
    if suffix:
        last = Span([last, ", " if name.comma_suffix else " ", *markup(suffix)])
    first = _run(c, [(given, given_dress)])
    return _gapped(_affixed(first, given_dress), _affixed(last, family_dress))


def _given(c: Context, name: Name, options: NameOptions, level: int) -> str:
    """As much of the given name as the style and the document ask for."""
    initials = options.initialize_with is not None
    level = max(usual_level(options), level)
    if level == FAMILY:
        return ""
    rule = c.names_known.rule if c.names_known is not None else None
    if level == INITIALS and name.given and (initials or (rule is not None and rule.initials)):
        hyphen = c.facts.options.get("initialize-with-hyphen", "true") != "false"
        return initialise(name.given, options.initialize_with or "", hyphen, options.initialize)
    return name.given


def _sorted(
    c: Context, parts: tuple[str, str, str, str, str], options: NameOptions
) -> list[Inline]:
    """Family name first (CSL 1.0.2, Name-part Order)."""
    family, given, particle, dropping, suffix = parts
    of_family, of_given = options.family, options.given
    demote = c.facts.options.get("demote-non-dropping-particle", "display-and-sort")
    if demote == "display-and-sort" or (c.sorting and demote == "sort-only"):
        head = [(family, of_family)]
        tail = [(given, of_given), (dropping, of_given), (particle, of_family)]
    elif c.sorting and demote == "never":
        head = [(particle, of_family), (family, of_family), (dropping, of_given)]
        tail = [(given, of_given)]
    else:
        head = [(particle, of_family), (family, of_family)]
        tail = [(given, of_given), (dropping, of_given)]
    separator = ", " if given in ("Lord", "Lady") else options.sort_separator
    nodes: list[Inline] = [_affixed(_run(c, head), of_family)]
    rest = _affixed(_run(c, tail), of_given)
    if rest:
        nodes += [separator, rest]
    if suffix:
        nodes += [separator, *markup(suffix)]
    return nodes


def without_article(text: str) -> str:
    """A name as it is sorted: a leading English article does not count."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an") else text


def _bare(particle: str) -> str:
    return particle.replace("'", "").replace("’", "")


def _run(c: Context, pieces: list[tuple[str, Dress]], space: str = " ") -> Inline:
    """Parts of a name in their dress, with a space between but after an apostrophe or a hyphen.

    Affixes are not put on; "" where there are no parts.
    """
    text = ""
    nodes: list[Inline] = []
    bare = True
    for part, dress in pieces:
        if part:
            if text and text[-1] not in "'’- \u00a0":
                text += space
                nodes.append(space)
            text += part
            if dress == NAKED:
                nodes += markup(part)
            else:
                bare = False
                nodes.append(_styled(c, part, dress))
    if not text:
        return ""
    if bare:
        nodes = markup(text)
    return nodes[0] if len(nodes) == 1 else Span(nodes)


def _styled(c: Context, text: str, dress: Dress) -> Inline:
    """A part of a name in its dress, but for the affixes."""
    nodes = markup(text)
    if dress.strip_periods:
        nodes = without_periods(nodes)
    return dressed(c, nodes, dress._replace(prefix="", suffix=""))


def _gapped(first: Inline, last: Inline) -> list[Inline]:
    """Both parts of a name with a space between, unless the first brings one."""
    if not first or not last:
        return [part for part in (first, last) if part]
    brings = plain([first])[-1] in " \u00a0"
    return [first, last] if brings else [first, " ", last]


def _affixed(node: Inline, dress: Dress) -> Inline:
    if not node or not (dress.prefix or dress.suffix):
        return node
    return Span([dress.prefix, node, dress.suffix])
