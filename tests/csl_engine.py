"""Our engine behind the CSL suite's line protocol: a JSON request a line in, an answer a line out.

The protocol stands in the docstring of the suite's own runner. Nothing here knows a fixture.
"""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archcite.cite.item import JsonItem
from archcite.cite.process import Result, process
from archcite.cite.request import Citation, Cite, Locator
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.inline import Inline
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


def document_of(document: list[dict[str, Any]]) -> list[Citation]:
    return [
        Citation(
            cites=tuple(cite_of(entry) for entry in citation["citationItems"]),
            note=citation["properties"].get("noteIndex") or 0,
            id=citation["citationID"],
        )
        for citation in document
    ]


class Engine:
    """One request: a style and its items."""

    def __init__(self, request: dict[str, Any]) -> None:
        self.style: CompiledStyle = compile_style(
            request["csl"].strip().encode(), request["name"], "", locale_xml
        )
        self.items = [JsonItem(entry) for entry in request["input"]]
        self.request = request

    def finished(self, nodes: list[Inline]) -> list[Inline]:
        return finish(nodes, Typography(*self.style.facts.quotes))

    def html(self, nodes: list[Inline]) -> str:
        """The suite's expected results have no links."""
        return html.render(self.finished(nodes), links=False)

    def run(self, citations: list[Citation], *, bibliography: bool = False) -> Result:
        return process(self.style, self.items, citations, bibliography=bibliography)

    def answer(self) -> str:
        request = self.request
        if request["mode"].startswith("bibliography"):
            return self.bibliography()
        if request["document"]:
            return self.document(request["document"], request["document_before"] or [])
        if request["citation_items"]:
            citations = [
                Citation(tuple(cite_of(entry)._replace(position=cite_of(entry).position or "first")
                               for entry in cites))
                for cites in request["citation_items"]
            ]  # fmt: skip
        else:
            order = [entry.id for entry in self.run([], bibliography=True).bibliography]
            ids = order or [item.id for item in self.items]
            citations = [Citation(tuple(Cite(key, position="first") for key in ids))]
        return "\n".join(self.html(nodes) for nodes in self.run(citations).citations)

    def document(self, final: list[dict[str, Any]], before: list[dict[str, Any]]) -> str:
        after = self.run(document_of(final)).citations
        old = dict(
            zip(
                (citation["citationID"] for citation in before),
                map(self.html, self.run(document_of(before)).citations),
                strict=True,
            )
        )
        last = self.request["citations"][-1]
        touched = (last[0] if isinstance(last, list) else last).get("citationID")
        lines = []
        for index, (citation, nodes) in enumerate(zip(final, after, strict=True)):
            text = self.html(nodes)
            key = citation["citationID"]
            new = key == touched or old.get(key) != text
            lines.append(f"{'>>' if new else '..'}[{index}] {text}")
        return "\n".join(lines)

    def bibliography(self) -> str:
        entries = [entry.nodes for entry in self.run([], bibliography=True).bibliography]
        return html.bibliography([self.finished(nodes) for nodes in entries], links=False)


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
