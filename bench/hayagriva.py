"""CSL-JSON items as Typst's own bibliography format has them, as near as it comes.

Typst has fewer types and fields; what it has no place for is left out, which only helps it.
"""

from __future__ import annotations

import re
from typing import Any

Item = dict[str, Any]

TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "report": "report",
    "webpage": "web",
    "post-weblog": "blog",
    "manuscript": "manuscript",
    "paper-conference": "article",
    "entry-encyclopedia": "entry",
    "entry-dictionary": "entry",
    "motion_picture": "video",
    "song": "audio",
    "broadcast": "video",
    "software": "repository",
}
PARENTS = {"article": "periodical", "chapter": "anthology", "entry": "reference", "blog": "blog"}


def entries(items: list[Item]) -> dict[str, Item]:
    """Typst's entries by key."""
    return {str(item["id"]): entry(item) for item in items}


def entry(item: Item) -> Item:
    """One item."""
    kind = TYPES.get(item["type"], "misc")
    made: Item = {"type": kind, "title": plain(item.get("title", "")) or "Untitled"}
    if "author" in item:
        made["author"] = [name(each) for each in item["author"]]
    day = date(item.get("issued"))
    if day:
        made["date"] = day
    if "publisher" in item:
        publisher = {"name": item["publisher"]}
        if "publisher-place" in item:
            publisher["location"] = item["publisher-place"]
        made["publisher"] = publisher
    if "page" in item:
        made["page-range"] = item["page"]
    if "genre" in item:
        made["genre"] = item["genre"]
    if "DOI" in item:
        made["serial-number"] = {"doi": item["DOI"]}
    if "URL" in item:
        seen = date(item.get("accessed"))
        made["url"] = {"value": item["URL"], "date": seen} if seen else item["URL"]
    if "archive" in item:
        made["archive"] = item["archive"]
    if "archive-place" in item:
        made["archive-location"] = item["archive-place"]
    if "language" in item:
        made["language"] = item["language"]
    translators = [name(each) for each in item.get("translator", ())]
    if translators:
        made["affiliated"] = [{"role": "translator", "names": translators}]
    inner = {key: item[key] for key in ("volume", "issue", "edition") if key in item}
    editors = [name(each) for each in item.get("editor", ())]
    if editors:
        inner["editor"] = editors
    if "container-title" in item:
        inner["title"] = plain(item["container-title"])
        inner["type"] = PARENTS.get(kind, "misc")
        made["parent"] = inner
    else:
        made.update(inner)
    return made


def name(person: Item) -> str | Item:
    """A person as "family, given", with prefix and suffix where there is one."""
    if "literal" in person:
        return {"name": person["literal"]}
    parts = {"name": person["family"], "given-name": person.get("given", "")}
    prefix = person.get("non-dropping-particle") or person.get("dropping-particle")
    if prefix:
        parts["prefix"] = prefix
    if "suffix" in person:
        parts["suffix"] = person["suffix"]
    return parts


def date(value: Item | None) -> str:
    """The first day of a CSL date."""
    parts = (value or {}).get("date-parts")
    if not parts:
        return ""
    year, *rest = parts[0]
    return "-".join([f"{year:04}", *(f"{each:02}" for each in rest)])


def plain(text: str) -> str:
    """Text without markup."""
    return re.sub(r"<[^>]*>", "", text)
