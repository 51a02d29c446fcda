"""How much a style may make of one item: macros that call macros can multiply without end.

Thirty macros that call the next one twice print their text a thousand million times, and macros
pile up elements within elements as no file does. This counts before anything is rendered; circles
are refused elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archcite.csl import model
from archcite.errors import Problem, StyleFault

# Elements met in printing one item; the largest official style meets 773.
MOST = 50_000
# Elements within one another, through all macros; the deepest official style has 28.
DEEPEST = 120


def check_size(style: model.IndependentStyle, where: str) -> None:
    """Raise StyleFault for a style without circles that prints too much or too deep."""
    sizes: dict[str, int] = {}
    depths: dict[str, int] = {}
    for name in _callees_first(style.macros):
        sizes[name] = _size(style.macros[name], sizes)
        depths[name] = _depth(style.macros[name], depths)
        if depths[name] > DEEPEST:
            raise _deep(f"{where}:{style.macro_lines[name]}")
    layouts = [style.citation, *([style.bibliography] if style.bibliography else [])]
    for layout in layouts:
        if _depth(layout.children, depths) > DEEPEST:
            raise _deep(f"{where}:{layout.line}")
        keys = sum(sizes.get(key.name, 1) for key in layout.sort if key.source == "macro")
        if keys + _size(layout.children, sizes) > MOST:
            raise StyleFault(
                Problem("style-invalid", f"{where}:{layout.line}",
                        f"its macros come to more than {MOST:,} elements for one item",
                        "call fewer macros from within macros")
            )  # fmt: skip


def _deep(line: str) -> StyleFault:
    return StyleFault(
        Problem("style-invalid", line,
                f"its macros come to more than {DEEPEST} elements within one another",
                "call fewer macros from within macros")
    )  # fmt: skip


def _callees_first(macros: Mapping[str, tuple[model.Node, ...]]) -> Iterator[str]:
    """The names of the macros, each after those that it calls."""
    done: set[str] = set()
    for start in macros:
        path = [(start, _calls(macros[start]))] if start not in done else []
        while path:
            name, rest = path[-1]
            callee = next((c for c in rest if c in macros and c not in done), None)
            if callee is None:
                path.pop()
                if name not in done:
                    done.add(name)
                    yield name
            else:
                path.append((callee, _calls(macros[callee])))


def _calls(nodes: Iterable[model.Node]) -> Iterator[str]:
    """The names of the macros that are called in a piece of tree."""
    for node in nodes:
        match node:
            case model.Text(source="macro"):
                yield node.name
            case model.Group():
                yield from _calls(node.children)
            case model.Choose():
                for branch in node.branches:
                    yield from _calls(branch.children)
            case model.Names() if node.substitute:
                yield from _calls(node.substitute)


def _size(nodes: Iterable[model.Node], sizes: Mapping[str, int]) -> int:
    """How many elements printing these nodes meets at most; one branch of each cs:choose."""
    total = 0
    for node in nodes:
        match node:
            case model.Text(source="macro"):
                total += 1 + sizes.get(node.name, 0)
            case model.Group():
                total += 1 + _size(node.children, sizes)
            case model.Choose():
                total += max((_size(branch.children, sizes) for branch in node.branches), default=0)
            case model.Names() if node.substitute:
                total += 1 + _size(node.substitute, sizes)
            case _:
                total += 1
    return total


def _depth(nodes: Iterable[model.Node], depths: Mapping[str, int]) -> int:
    """How many elements stand within one another at most."""
    deepest = 0
    for node in nodes:
        match node:
            case model.Text(source="macro"):
                depth = 1 + depths.get(node.name, 0)
            case model.Group():
                depth = 1 + _depth(node.children, depths)
            case model.Choose():
                depth = max((_depth(one.children, depths) for one in node.branches), default=0)
            case model.Names() if node.substitute:
                depth = 1 + _depth(node.substitute, depths)
            case _:
                depth = 1
        deepest = max(deepest, depth)
    return deepest
