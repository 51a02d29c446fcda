"""Our engine behind the CSL suite's line protocol: a JSON request a line in, an answer a line out.

The protocol stands in the docstring of the suite's own runner. Nothing here knows a fixture.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archcite.cite.item import JsonItem
from archcite.cite.process import Entry, process
from archcite.cite.request import Citation, Cite, Locator
from archcite.cite.sections import Filter, Match
from archcite.cite.session import Session
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.inline import Inline, Span, plain, walk
from archcite.render import html
from archcite.render.finish import Typography, finish

_POSITIONS = ("first", "subsequent", "ibid", "ibid-with-locator")


def locale_xml(tag: str) -> bytes | None:
    """The locale file that citeproc-py ships."""
    spec = find_spec("citeproc")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "data" / "locales" / f"locales-{tag}.xml"
    return path.read_bytes() if path.is_file() else None


def cite_of(entry: dict[str, Any]) -> Cite:
    position = entry.get("position")
    locator = entry.get("locator")
    return Cite(
        id=str(entry["id"]),
        locator=Locator(entry.get("label") or "page", str(locator)) if locator else None,
        prefix=entry.get("prefix") or "",
        suffix=entry.get("suffix") or "",
        suppress_author=bool(entry.get("suppress-author")),
        author_only=bool(entry.get("author-only")),
        position=_POSITIONS[position] if isinstance(position, int) else "",
    )


def citation_of(citation: dict[str, Any]) -> Citation:
    properties = citation.get("properties") or {}
    mode = properties.get("mode")
    cites = [cite_of(entry) for entry in citation["citationItems"]]
    if cites and mode == "author-only":
        cites = [cites[0]._replace(author_only=True)]
    elif cites and mode == "suppress-author":
        cites[0] = cites[0]._replace(suppress_author=True)
    return Citation(
        cites=tuple(cites),
        note=properties.get("noteIndex") or 0,
        id=citation["citationID"],
        composite=mode == "composite",
        infix=properties.get("infix") or "",
    )


def document_of(document: list[dict[str, Any]]) -> list[Citation]:
    return [citation_of(citation) for citation in document]


def match_of(entry: dict[str, Any]) -> Match:
    value = entry.get("value")
    return Match(entry["field"], value if isinstance(value, (str, bool)) else bool(value))


def filter_of(section: dict[str, Any]) -> Filter:
    kinds = (section.get(kind) or () for kind in Filter._fields)
    return Filter(*(tuple(map(match_of, kind)) for kind in kinds))


def abbreviated(entry: dict[str, Any], lists: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The item with the short forms that the lists have for its texts."""
    short = {
        f"{variable}-short": found
        for variable, forms in lists.items()
        if isinstance(entry.get(variable), str) and (found := forms.get(entry[variable]))
    }
    return {**entry, **short}


def items_of(request: dict[str, Any]) -> list[JsonItem]:
    """The items as they are at last: input2 comes later than input."""
    entries = {str(entry.get("id", "")): entry for entry in request["input"]}
    entries |= {str(entry.get("id", "")): entry for entry in request.get("input2") or []}
    lists = (request.get("abbreviations") or {}).get("default") or {}
    return [JsonItem(abbreviated(entry, lists)) for entry in entries.values()]


class Engine:
    """One request: a style and its items."""

    def __init__(self, request: dict[str, Any]) -> None:
        self.style: CompiledStyle = compile_style(
            request["csl"].strip().encode(), request["name"], "", locale_xml
        )
        if request["mode"] == "bibliography-nosort" and self.style.bibliography is not None:
            self.style.bibliography = self.style.bibliography._replace(keys=())
        self.items = items_of(request)
        self.request = request
        # the suite's expected results have links only where the fixture asks for them
        self.links = bool((request.get("options") or {}).get("wrap_url_and_doi"))

    def finished(self, nodes: list[Inline]) -> list[Inline]:
        return finish(nodes, Typography(*self.style.facts.quotes))

    def html(self, nodes: list[Inline]) -> str:
        return html.render(self.finished(nodes), links=self.links)

    def updated(self) -> list[str]:
        """The items of the last call of updateItems, where there is none all of them."""
        calls = self.request.get("bibentries")
        if calls:
            last = calls[-1] if isinstance(calls[-1], list) else calls
            return [str(key) for key in last]
        return [item.id for item in self.items]

    def answer(self) -> str:
        request = self.request
        if request["mode"].startswith("bibliography"):
            return self.bibliography()
        if request["document"]:
            return self.document(document_of(request["document"]))
        by_id = {item.id: item for item in self.items}
        items = [by_id[key] for key in self.updated()]
        if request["citation_items"]:
            citations = [
                Citation(tuple(cite_of(entry)._replace(position=cite_of(entry).position or "first")
                               for entry in cites))
                for cites in request["citation_items"]
            ]  # fmt: skip
            # a cite may be of an item that the last call took out again
            cited = dict.fromkeys(cite.id for one in citations for cite in one.cites)
            items += [by_id[key] for key in cited if by_id[key] not in items]
        else:
            order = [entry.id for entry in process(self.style, items, []).bibliography]
            ids = order or [item.id for item in items]
            citations = [Citation(tuple(Cite(key, position="first") for key in ids))]
        result = process(self.style, items, citations, bibliography=False)
        return "\n".join(self.html(nodes) for nodes in result.citations)

    def document(self, final: list[Citation]) -> str:
        session = Session(self.style, self.items)
        before = document_of(self.request["document_before"] or [])
        session.arrange(before)
        told = session.arrange(final)
        last = self.request["citations"][-1]
        new = {(last[0] if isinstance(last, list) else last).get("citationID")}
        new |= {one.id for one in told.citations} | self.stirred(before, final)
        return "\n".join(
            f"{'>>' if one.id in new else '..'}[{place}] {self.html(nodes)}"
            for place, (one, nodes) in enumerate(
                zip(final, session.document().citations, strict=True)
            )
        )

    def stirred(self, before: list[Citation], after: list[Citation]) -> set[str]:
        """The citations that the reference implementation answers with though they read as before.

        Those of an item that is told apart from others in another way, of which the first of
        several notes has another number, or, in notes of a style with a condition "disambiguate",
        that was cited once and is cited more often now, or the other way round.
        """
        old, new = uses(before), uses(after)
        old_looks, new_looks = self.later(old), self.later(new)
        facts = self.style.facts
        counts = facts.kind == "note" and bool(facts.asked.disambiguate)
        items = {
            key
            for key in old.keys() & new.keys()
            if old_looks[key] != new_looks[key]
            or (len(old[key]) > 1 and len(new[key]) > 1 and old[key][0] != new[key][0])
            or (counts and (len(old[key]) > 1) != (len(new[key]) > 1))
        }
        return {one.id for one in after if any(cite.id in items for cite in one.cites)}

    def later(self, items: Iterable[str]) -> dict[str, list[Inline]]:
        """How a later cite of each of a document's items reads."""
        citations = [Citation((Cite(key, position="subsequent"),)) for key in items]
        wanted = [item for item in self.items if item.id in set(items)]
        rendered = process(self.style, wanted, citations, bibliography=False).citations
        return dict(zip(items, rendered, strict=True))

    def bibliography(self) -> str:
        request = self.request
        section = request.get("bibsection")
        session = Session(self.style, self.items, sections=[filter_of(section)] if section else ())
        if request["document"]:
            session.arrange(document_of(request["document"]))
        if request.get("bibentries") or not request["document"]:
            session.set_uncited(self.updated())
        entries = session.bibliography()
        if request["mode"] == "bibliography-header":
            return self.header(entries)
        finished = [self.finished(entry.nodes) for entry in entries]
        return html.bibliography(finished, links=self.links)

    def header(self, entries: list[Entry]) -> str:
        """What is said of a bibliography besides its entries; texts as JavaScript has them."""
        options = self.style.facts.bibliography
        margins = [
            len(plain([node]))
            for entry in entries
            for node in walk(self.finished(entry.nodes))
            if isinstance(node, Span) and node.look.display == "left-margin"
        ]
        said = {
            "bibend": "</div>",
            "bibliography_errors": "",
            "bibstart": '<div class="csl-bib-body">\n',
            "done": "false",
            "entry_ids": ",".join(entry.id for entry in entries),
            "entryspacing": options.get("entry-spacing", "1"),
            "linespacing": options.get("line-spacing", "1"),
            "maxoffset": str(max(margins, default=0)),
            "second-field-align": options.get("second-field-align", "false"),
        }
        if options.get("hanging-indent") == "true":
            said["hangingindent"] = "true"
        return "\n".join(f"{key}: {text}" for key, text in sorted(said.items())).strip()


def uses(document: list[Citation]) -> dict[str, list[int]]:
    """The numbers of the notes in which each item is cited."""
    notes: dict[str, list[int]] = {}
    for citation in document:
        for key in dict.fromkeys(cite.id for cite in citation.cites):
            notes.setdefault(key, []).append(citation.note)
    return notes


def main() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"output": Engine(request).answer()}
        except Exception as error:  # the runner wants every failure as an answer
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps({"name": request["name"], **answer}), flush=True)


if __name__ == "__main__":
    main()
