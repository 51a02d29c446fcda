"""An example cited: from its facts by way of the record to what our style prints, as HTML."""

from __future__ import annotations

import html as html_entities
import json
from typing import NamedTuple

from archcite.app.options import Asked, view_for
from archcite.app.styles import LoadedStyle
from archcite.cite.item import JsonItem, RecordItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite, Locator
from archcite.crosswalk.csl_view import View
from archcite.inline import Inline, Span, walk
from archcite.render import html
from archcite.render.finish import Typography, finish
from worked.examples import Example
from worked.facts import Facts
from worked.forms import form_of, options_of, styled
from worked.kinds import record_kind
from worked.records import record_of
from worked.works import item_as_given, work_of


class Printed(NamedTuple):
    """What the style prints, with which options, and what is to be said of the facts."""

    text: str
    options: dict[str, str]
    remarks: tuple[str, ...] = ()


def printed(example: Example, examples: list[Example]) -> Printed:
    """The example in its style; a form that is not ours prints nothing and is told."""
    form = form_of(example.style)
    if form is None:
        return Printed("", {}, (f"style {example.style!r} is unknown",))
    facts = Facts(example.facts)
    options = options_of(form, example.edition, example.authority, facts)
    style = styled(form.style, options)
    view = view_for(style, Asked(options=options))
    item = item_of(example.key, facts, view)
    cite = cite_of(item.id, facts, form.form)
    library = [item, *companions(example, examples, view)]
    if form.form == "text" and len(library) > 1:
        cite = cite._replace(suppress_author=not _names(example, item))
    text = _printed(style, library, cite, form.form)
    remarks = [*facts.remarks, *(f"unknown fact: {name}" for name in facts.left())]
    return Printed(text, options, tuple(remarks))


def item_of(key: str, facts: Facts, view: View) -> JsonItem:
    """What a style is asked to print."""
    if isinstance(source := facts.value("csl_item"), dict):
        facts.use(*facts.all())  # the other facts are the item's, said once more
        return JsonItem(item_as_given(key, source))
    facts.use("archived", "position")
    kind, type_ = record_kind(facts)
    if kind is None:
        return JsonItem(work_of(key, facts, type_ or "document"))
    return RecordItem(record_of(key, facts, kind), view)


def cite_of(key: str, facts: Facts, form: str) -> Cite:
    label, _, value = (facts.text("locator") or "").partition(" ")
    return Cite(
        key,
        locator=Locator(label, value) if value else None,
        position=form if form in ("first", "subsequent", "ibid") else "first",
    )


def _printed(style: LoadedStyle, items: list[JsonItem], cite: Cite, form: str) -> str:
    if form == "bibliography":
        entries = process(style.compiled, items, []).bibliography
        nodes = next((entry.nodes for entry in entries if entry.id == cite.id), [])
    else:
        citation = Citation((cite,), note=1)
        nodes = process(style.compiled, items, [citation], bibliography=False).citations[0]
    return _html(style, nodes)


def _html(style: LoadedStyle, nodes: list[Inline]) -> str:
    for node in walk(nodes):
        if isinstance(node, Span):
            node.link = ""
    finished = finish(nodes, Typography(*style.compiled.facts.quotes))
    return html_entities.unescape(html.render(finished))


def companions(example: Example, examples: list[Example], view: View) -> list[JsonItem]:
    """The other works of the author in the file, where the example is one of several of them.

    Where the file has none, an earlier one that is like the example.
    """
    facts = example.facts
    author = facts.get("author")
    position = str(facts.get("position") or "").casefold()
    if not author or not any(word in position for word in _SEVERAL):
        return []
    others: dict[str, JsonItem] = {}
    for other in examples:
        same = json.dumps(other.facts, sort_keys=True)
        if other.facts.get("author") == author and other.facts != facts and same not in others:
            others[same] = item_of(f"other-{len(others)}", Facts(other.facts), view)
    if not others:
        earlier = {**facts, "date": "1001-01-01", "date_display": None}
        return [item_of("other-0", Facts(earlier), view)]
    return list(others.values())


_SEVERAL = ("author", "entry", "letters", "works", "recipient")


def _names(example: Example, item: JsonItem) -> bool:
    """Whether the citation begins with the author: if not, the writer's sentence names him.

    That is the writer's choice, not the style's, and the facts do not tell it.
    """
    names = item.names("author")
    first = names[0].family or names[0].literal if names else ""
    return bool(first) and example.expected.lstrip("([").startswith(first)
