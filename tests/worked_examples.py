"""Real citations from manuals and archives, with their facts: how many our styles print exactly.

Reads a file of facts and expected strings (not part of the project), turns the facts into
records, or into CSL items where the work is published, by general rules, and cites them.
Run: python worked_examples.py FILE [--style STYLE] [--misses]
"""

from __future__ import annotations

import argparse
import html as html_entities
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite, Locator
from archcite.crosswalk.csl import to_item
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.inline import Inline, Span, walk
from archcite.record import model
from archcite.record.vocab import AgentKind, Kind, LevelKind, Role, TitleKind
from archcite.render import html
from archcite.render.finish import Typography, finish
from csl_engine import locale_xml

Facts = dict[str, Any]
Item = dict[str, Any]

FORMS = {
    "chicago-note": ("chicago-notes", "first"),
    "chicago-note-short": ("chicago-notes", "subsequent"),
    "chicago-bib": ("chicago-notes", "bibliography"),
    "chicago-ad-ref": ("chicago-author-date", "bibliography"),
    "chicago-ad-text": ("chicago-author-date", "text"),
    "mla-wc": ("mla", "bibliography"),
    "mla-text": ("mla", "text"),
}
# What lies in an archive, by the first words that say what it is.
KINDS = {
    "letter": Kind.LETTER,
    "interview": Kind.INTERVIEW,
    "speech": Kind.SPEECH,
    "conference talk": Kind.SPEECH,
    "paper read": Kind.SPEECH,
    "collection": Kind.COLLECTION,
    "record group": Kind.COLLECTION,
    "photograph": Kind.PHOTOGRAPH,
    "painting": Kind.OBJECT,
    "exhibition": Kind.OBJECT,
    "manuscript": Kind.OTHER,
    "typescript": Kind.OTHER,
    "pamphlet": Kind.OTHER,
    "document": Kind.OTHER,
}
PUBLISHED = {
    "book": "book",
    "article": "article-journal",
    "report": "report",
    "web document": "webpage",
    "archive website": "webpage",
}
LEVELS = {
    "reference_code": LevelKind.REFERENCE,
    "shelfmark": LevelKind.REFERENCE,
    "location": LevelKind.REFERENCE,
    "record_group": LevelKind.RECORD_GROUP,
    "box": LevelKind.BOX,
    "folder": LevelKind.FOLDER,
    "collection_ref": LevelKind.COLLECTION,
}
AUTHORS = {
    Kind.SPEECH: Role.SPEAKER,
    Kind.PHOTOGRAPH: Role.PHOTOGRAPHER,
    Kind.OBJECT: Role.ARTIST,
}


def kind_of(facts: Facts) -> Kind | None:
    """The record's kind; None for a published work."""
    told = facts["kind"]
    if "container" in facts and "event" not in facts and "repository" not in facts:
        return Kind.PHOTOGRAPH if told.startswith("photograph") and "title" in facts else None
    return next((kind for word, kind in KINDS.items() if told.startswith(word)), None)


def plain_name(text: str) -> tuple[str | None, str | None]:
    given, _, family = text.rpartition(" ")
    if given.rpartition(" ")[2] in ("de", "von", "van"):
        given, _, particle = given.rpartition(" ")
        return f"{particle} {family}", given
    return (family, given) if given else (None, None)


def agent(text: str, role: Role, *, body: bool = False) -> model.Agent:
    if body or text.startswith("the "):
        return model.Agent(role=role, as_given=text, kind=AgentKind.BODY)
    family, given = plain_name(text)
    return model.Agent(role=role, as_given=text, family=family, given=given)


def record_of(key: str, facts: Facts, kind: Kind) -> model.Record:
    """The facts as a record."""
    people = []
    body = facts.get("author_type") == "corporate"
    for name, role in (
        ("author", AUTHORS.get(kind, Role.AUTHOR)),
        ("interviewee", Role.INTERVIEWEE),
        ("recipient", Role.RECIPIENT),
        ("interviewer", Role.INTERVIEWER),
        ("creator", Role.CREATOR),
    ):
        if facts.get(name):
            people.append(agent(facts[name], role, body=body))
    title = facts.get("title") or facts.get("title_lower")
    generic = title is None and "description" in facts
    event = None
    if "event" in facts:
        place = facts.get("event_place") or facts.get("venue")
        event = model.Event(name=facts["event"], place=place)
    levels = tuple(
        model.Level(kind=level, value=facts[name])
        for name, level in LEVELS.items()
        if name in facts
    )
    archive = None
    if "repository" in facts:
        archive = model.Repository(
            name=facts["repository"],
            department=facts.get("department"),
            place=facts.get("repository_place"),
        )
    elif "venue" in facts and event is None:
        archive = model.Repository(name=facts["venue"], place=facts.get("place"))
    source = None
    if archive or levels or "collection" in facts:
        source = model.Holding(archive=archive, collection=facts.get("collection"), levels=levels)
    digital = None
    if {"url", "container", "digital_collection", "doi"} & facts.keys():
        digital = model.Carrier(
            name=facts.get("container"),
            collection=facts.get("digital_collection"),
            url=facts.get("url"),
            doi=facts.get("doi"),
            accessed=facts.get("accessed"),
        )
    return model.Record(
        schema="archcite/1",
        document=model.Document(
            id=key,
            kind=kind,
            title=title or facts.get("description"),
            title_kind=TitleKind.GENERIC if generic else TitleKind.FORMAL,
            short_title=facts.get("short_title"),
            genre=facts.get("genre"),
            medium=facts.get("medium"),
            extent=facts.get("dimensions"),
            date=facts.get("date"),
            event=event,
        ),
        people=tuple(people),
        source=source,
        digital=digital,
    )


def published(key: str, facts: Facts) -> Item:
    """The facts of a published work as a CSL item."""
    told = facts["kind"]
    item: Item = {
        "id": key,
        "type": next(
            (kind for word, kind in PUBLISHED.items() if told.startswith(word)), "webpage"
        ),
        "title": facts.get("title") or facts.get("title_translated"),
        "genre": facts.get("description"),
        "title-short": facts.get("short_title"),
        "publisher": facts.get("publisher"),
        "publisher-place": facts.get("place"),
        "container-title": facts.get("container"),
        "issue": facts.get("issue"),
        "page": facts.get("pages"),
        "URL": facts.get("url"),
        "DOI": facts.get("doi"),
        "issued": {"raw": facts["date"]} if facts.get("date") else None,
        "language": facts.get("language"),
        "accessed": {"raw": facts["accessed"]} if facts.get("accessed") else None,
    }
    for name, variable in (("author", "author"), ("editors", "editor")):
        names = facts.get(name) or []
        item[variable] = []
        for each in [names] if isinstance(names, str) else names:
            # An open list has more names than any style prints.
            item[variable] += (
                [{"literal": "N. N."}] * 9 if each == "et al." else [name_item(each, facts)]
            )
    return {name: value for name, value in item.items() if value}


def name_item(text: str, facts: Facts) -> Item:
    family, given = plain_name(text)
    if facts.get("author_type") == "corporate" or not family:
        return {"literal": text}
    return {"family": family, "given": given}


LINE = re.compile(r"([A-Za-z_-]+): (.+)")
DATES = ("issued", "event-date", "original-date", "accessed")


def with_note_lines(key: str, source: Item) -> Item:
    """A Zotero item: the lines of its note that name a variable are that variable."""
    item = {**source, "id": key}
    for line in item.pop("note", "").splitlines():
        if found := LINE.fullmatch(line):
            name, value = found.groups()
            item[name] = {"raw": value} if name in DATES else value
    return item


def item_of(key: str, facts: Facts) -> Item:
    if "csl_item" in facts:
        return with_note_lines(key, facts["csl_item"])
    kind = kind_of(facts)
    return published(key, facts) if kind is None else to_item(record_of(key, facts, kind))


def load_style(name: str) -> CompiledStyle:
    path = Path("styles") / f"{name}.csl"
    return compile_style(path.read_bytes(), str(path), "", locale_xml)


def text_of(style: CompiledStyle, nodes: list[Inline]) -> str:
    for node in walk(nodes):
        if isinstance(node, Span):
            node.link = ""
    return html_entities.unescape(html.render(finish(nodes, Typography(*style.facts.quotes))))


def cited(style: CompiledStyle, form: str, example: Facts, library: list[Item]) -> str:
    """What our style prints for the example, among the other works of its author."""
    facts, key = example["metadata"], example["id"]
    items = [JsonItem(item) for item in library]
    if form == "bibliography":
        result = process(style, items, [])
        return next((text_of(style, e.nodes) for e in result.bibliography if e.id == key), "")
    label, _, value = facts.get("locator", "").partition(" ")
    hereafter = facts.get("hereafter")
    cite = Cite(
        key,
        locator=Locator(label, value) if value else None,
        suffix=f" (hereafter cited as {hereafter})" if hereafter and form == "first" else "",
        suppress_author=len(items) > 1 and form == "text",
        position="subsequent" if form == "subsequent" else "first",
    )
    result = process(style, items, [Citation((cite,), note=1)], bibliography=False)
    return text_of(style, result.citations[0])


def library_of(example: Facts, examples: list[Facts]) -> list[Item]:
    """The example's item, and where it is one of several by its author, the others too."""
    facts = example["metadata"]
    own = item_of(example["id"], facts)
    if "position" not in facts or "author" not in facts:
        return [own]
    others = {
        json.dumps(other["metadata"], sort_keys=True): item_of(other["id"], other["metadata"])
        for other in examples
        if other["metadata"].get("author") == facts["author"] and other["metadata"] != facts
    }
    return [own, *others.values()]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--style", default="")
    options.add_argument("--misses", action="store_true")
    asked = options.parse_args()
    examples = json.loads(asked.file.read_text("utf-8"))
    styles = {name: load_style(name) for name, _ in FORMS.values()}
    total: Counter[tuple[str, str]] = Counter()
    exact: Counter[tuple[str, str]] = Counter()
    for example in examples:
        if asked.style and asked.style not in example["style"]:
            continue
        name, form = FORMS[example["style"]]
        got = cited(styles[name], form, example, library_of(example, examples))
        authority = example["authority"].split(" (")[0]
        counted = [(example["style"], ""), ("", authority), ("", "")]
        total.update(counted)
        if got == example["expected"]:
            exact.update(counted)
        elif asked.misses:
            print(f"{example['id']} [{authority}]\n  want {example['expected']}\n  got  {got}")
    for (style, authority), count in sorted(total.items()):
        label = style or authority or "all"
        print(f"{exact[style, authority]:3} of {count:3}  {label}", file=sys.stderr)


if __name__ == "__main__":
    main()
