"""Pandoc's document tree, as its filters get it: Cite elements become text, notes, a bibliography.

What stands in the tree beside citations is handed back as it came.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from archcite.cite.request import Citation, Cite
from archcite.doc import locator, pandoc_lists, pandoc_words
from archcite.doc.crossref import is_crossref
from archcite.doc.fitting import NOTED, fitted
from archcite.doc.model import (
    Bibliography,
    Cluster,
    Event,
    Listing,
    NoteMark,
    Part,
    Printed,
)
from archcite.errors import Problem, UnreadableInput
from archcite.render import pandoc
from archcite.render.layout import BibliographyLayout, Block
from archcite.render.pandoc import Node

# Gets a Cite and the note around it; what stands in its place, or None to leave it.
_Visit = Callable[[Node, str], "tuple[list[Node], list[Node]] | None"]


class Pandoc:
    """A document as pandoc's JSON; UnreadableInput for anything else."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._events: list[Event] = []
        tree = self._tree()
        meta = tree["meta"]
        self.uncited: Sequence[str] = list(pandoc_words.keys(meta.get("nocite")))
        lists = pandoc_lists.places(tree["blocks"])
        numbers = {id(each.node): number for number, each in enumerate(lists)}
        self.bibliographies: Sequence[Bibliography] = [each.bibliography for each in lists]
        self.settings = pandoc_words.settings(meta)._replace(
            place=bool(lists), files=pandoc_words.files(meta)
        )
        self.libraries = [
            *pandoc_words.words_of(meta.get("bibliography")),
            *(path for _, paths in self.settings.files for path in paths),
        ]
        self.library = pandoc_words.said(meta, "archcite-library")
        self.options = pandoc_words.words_of(meta.get("archcite-options"))
        self._links = pandoc_words.true(meta, "link-citations")
        _Walk(self._noticed, self._marked, partial(self._passed, numbers)).document(tree)

    @property
    def events(self) -> Sequence[Event]:
        """Its citations and footnotes, those of its metadata first."""
        return self._events

    def woven(
        self,
        printed: Sequence[Printed],
        lists: Sequence[Sequence[Block]],
        layout: BibliographyLayout,
    ) -> bytes:
        """The tree with finished inlines in the places of its citations."""
        tree = self._tree()
        texts = iter(printed)

        def replaced(node: Node, note: str) -> tuple[list[Node], list[Node]] | None:
            citation = _citation(node)
            if citation is None:
                return None
            each = next(texts)
            said = pandoc.inlines(each.text)
            noted = pandoc.inlines(each.note)
            if self._links and each.entry:
                said, noted = _linked(said, each.entry), _linked(noted, each.entry)
            if not noted:
                return [_Fit(_dressed(node, said), each.text)], []
            inside = {"t": "Note", "c": [{"t": "Para", "c": noted}]}
            return ([_dressed(node, said)] if said else []), [_dressed(node, [inside])]

        places = pandoc_lists.places(tree["blocks"])
        _Walk(replaced, lambda _: None, lambda _: None).document(tree)
        if not self.settings.no_bibliography:
            pandoc_lists.put(tree["blocks"], places, lists, layout, self.settings.title)
        return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )

    def _tree(self) -> dict[str, Any]:
        try:
            tree = json.loads(self._data)
        except (ValueError, RecursionError) as fault:
            raise _foreign(self._name) from fault
        if not (
            isinstance(tree, dict)
            and isinstance(tree.get("meta"), dict)
            and isinstance(tree.get("blocks"), list)
        ):
            raise _foreign(self._name)
        level = pandoc_words.level(tree["meta"])
        tree["blocks"] = pandoc_lists.with_chapters(
            tree["blocks"], level, lambda blocks: any(pandoc_words.keys(blocks))
        )
        return tree

    def _noticed(self, node: Node, note: str) -> None:
        citation = _citation(node)
        if citation is not None:
            self._events.append(Cluster(citation, 0, note))

    def _marked(self, id_: str) -> None:
        self._events.append(NoteMark(id_))

    def _passed(self, numbers: Mapping[int, int], node: Node) -> None:
        """A heading, or the place of a bibliography."""
        if node["t"] == "Header":
            self._events.append(Part("heading", int(node["c"][0])))
        elif (number := numbers.get(id(node))) is not None:
            self._events.append(Listing(number))


class _Fit(dict[str, Any]):
    """An inline for a citation in the text, whose end depends on what follows it."""

    def __init__(self, node: Node, nodes: Any) -> None:
        super().__init__(node)
        self.nodes = nodes


class _Walk:
    """A way through a tree in reading order that may put inlines in the places of citations."""

    def __init__(
        self,
        visit: _Visit | Callable[[Node, str], None],
        mark: Callable[[str], None],
        passing: Callable[[Node], None],
    ) -> None:
        self._visit = visit
        self._mark = mark
        self._passing = passing
        self._count = 0

    def document(self, tree: dict[str, Any]) -> None:
        """Through the metadata but its nocite, then through the text."""
        for key, value in tree["meta"].items():
            if key != "nocite":
                self._value(value, "", 0)
        self._value(tree["blocks"], "", 0)

    def _value(self, value: Any, note: str, depth: int) -> None:
        if depth > pandoc_words.DEEPEST:
            raise pandoc_words.too_deep()
        if isinstance(value, dict):
            if value.get("t") == "Note":
                self._count += 1
                note = str(self._count)
                self._mark(note)
            elif value.get("t") in ("Header", "Div"):
                self._passing(value)
            inside = value.get("c") if "t" in value else list(value.values())
            if isinstance(inside, (list, dict)):
                self._value(inside, note, depth + 1)
        elif isinstance(value, list):
            if any(isinstance(each, dict) and each.get("t") == "Cite" for each in value):
                self._inlines(value, note, depth)
            else:
                for each in value:
                    if isinstance(each, (list, dict)):
                        self._value(each, note, depth + 1)
            if any(isinstance(each, dict) and each.get("t") == "Quoted" for each in value):
                _behind_quotes(value)

    def _inlines(self, listed: list[Node], note: str, depth: int) -> None:
        """A list that has citations in it, changed in its place."""
        made: list[Node] = []
        at = 0
        while at < len(listed):
            node = listed[at]
            at += 1
            found = None
            if isinstance(node, dict) and node.get("t") == "Cite":
                found = self._visit(node, note)
            else:
                self._value(node, note, depth + 1)
            if found is None:
                made.append(node)
                continue
            said, noted = found
            following = _Following(listed, at)
            if noted and not said:
                _closed_up(made)
                made += following.moved() if made else []
            elif said and isinstance(said[0], _Fit):
                nodes, taken = fitted(said[0].nodes, following.text())
                if nodes is not said[0].nodes:
                    said = [_dressed(node, pandoc.inlines(nodes))]
                following.cut(taken)
            at = following.at
            made += [*said, *noted]
        listed[:] = made


class _Following:
    """What stands behind a citation in its list."""

    def __init__(self, listed: list[Node], at: int) -> None:
        self._listed = listed
        self.at = at

    def text(self) -> str:
        """The first letters of what follows."""
        parts: list[str] = []
        for node in self._listed[self.at : self.at + 3]:
            if node.get("t") == "Str":
                parts.append(str(node.get("c")))
            elif node.get("t") in ("Space", "SoftBreak"):
                parts.append(" ")
            else:
                break
        return "".join(parts)

    def cut(self, count: int) -> str:
        """The first letters, taken away."""
        if not count or self.at >= len(self._listed):
            return ""
        node = self._listed[self.at]
        text = str(node.get("c"))
        if len(text) <= count:
            self.at += 1
        else:
            self._listed[self.at] = {"t": "Str", "c": text[count:]}
        return text[:count]

    def moved(self) -> list[Node]:
        """The punctuation that a note's mark stands behind."""
        found = NOTED.match(self.text())
        node = self._listed[self.at] if self.at < len(self._listed) else {}
        if not found or not found[0] or node.get("t") != "Str":
            return []
        return [{"t": "Str", "c": self.cut(len(found[0]))}]


def _closed_up(made: list[Node]) -> None:
    """Without the space before the mark of a note."""
    while made and made[-1].get("t") in ("Space", "SoftBreak"):
        made.pop()
    if made and made[-1].get("t") == "Str":
        made[-1] = {"t": "Str", "c": str(made[-1]["c"]).rstrip("\u00a0") or "\u200b"}


def _behind_quotes(listed: list[Node]) -> None:
    """The marks of notes at the end of quoted words behind them, and behind what ends them."""
    at = 0
    while at < len(listed):
        node = listed[at]
        at += 1
        if node.get("t") != "Quoted" or not _is_note(node["c"][1][-1:]):
            continue
        mark = node["c"][1].pop()
        following = _Following(listed, at)
        moved = following.moved()
        listed[at : following.at] = [*moved, mark]
        at += len(moved) + 1


def _is_note(nodes: list[Node]) -> bool:
    """Whether this is a citation that was set as a note."""
    return (
        bool(nodes)
        and nodes[0].get("t") == "Cite"
        and ([each.get("t") for each in nodes[0]["c"][1]] == ["Note"])
    )


def _dressed(node: Node, inside: list[Node]) -> Node:
    """A Cite with what is printed for it, as pandoc's own citeproc leaves it."""
    return {"t": "Cite", "c": [node["c"][0], inside]}


def _linked(said: list[Node], entry: str) -> list[Node]:
    if not said or any(node.get("t") == "Link" for node in said):
        return said
    return [{"t": "Link", "c": [["", [], []], said, [f"#ref-{entry}", ""]]}]


def _citation(node: Node) -> Citation | None:
    """What a Cite asks for; None for references to figures and sections."""
    listed = node["c"][0]
    if not listed or is_crossref(str(each["citationId"]) for each in listed):
        return None
    cites: list[Cite] = []
    for each in listed:
        place, rest = locator.parse(
            pandoc_words.words(each.get("citationSuffix")).replace("\u00a0", " ")
        )
        cites.append(
            Cite(
                str(each["citationId"]),
                place,
                prefix=pandoc_words.words(each.get("citationPrefix")).strip(),
                suffix=rest.strip(),
                suppress_author=_mode(each) == "SuppressAuthor",
            )
        )
    return Citation(tuple(cites), composite=_mode(listed[0]) == "AuthorInText")


def _mode(citation: Node) -> str:
    mode = citation.get("citationMode")
    return str(mode.get("t")) if isinstance(mode, dict) else str(mode)


def _foreign(name: str) -> UnreadableInput:
    return UnreadableInput(
        Problem("format-unknown", name, "this is not a document tree of pandoc",
                "pandoc calls the filter: pandoc thesis.md --filter archcite-filter -o thesis.docx")
    )  # fmt: skip
