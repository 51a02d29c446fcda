"""The plain view fitted to one style: a fact that it would not print stands where it prints one.

Works on the item of the plain view, by what the style prints of which type (View.prints) and never
by its name. Programs that read our CSL-JSON never see this.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from archcite.crosswalk.csl_fitted_dates import doubted
from archcite.crosswalk.csl_fitted_places import described, held, in_edition, read_online, volume
from archcite.crosswalk.csl_names import name
from archcite.crosswalk.csl_view import View, printed
from archcite.crosswalk.csl_wording import is_correspondence, says
from archcite.crosswalk.csl_words import credited, kind_word, listed, phrase
from archcite.record.model import Agent, Record
from archcite.record.vocab import Certainty, Kind, Role

Item = dict[str, Any]
Step = Callable[[Item, Record, View], None]

# Types that lose nothing but their name where they are cited as documents.
_LIKE_DOCUMENTS = ("manuscript", "treaty")


def fitted(item: Item, record: Record, view: View) -> Item:
    """A new item, in which the style finds what it would not print.

    Published works stay as they are: styles were written for them.
    """
    found = dict(item)
    if record.published or record.document.kind is Kind.PUBLISHED:
        return found
    for step in _STEPS:
        step(found, record, view)
    return found


def _typed(item: Item, record: Record, view: View) -> None:
    """A letter whose title says to whom it went, and what is printed better as a document.

    Styles that print no archive print an institution, if at all, for reports.
    """
    kind = item["type"]
    titled = "title" in item and "recipient" not in item
    if kind == "personal_communication" and titled and not in_edition(record):
        item["type"] = "document"
    elif kind in _LIKE_DOCUMENTS:
        wanted = ("archive", "archive_location", "day", "genre")
        own = {word for word in wanted if printed(item, view, word)}
        as_document = {word for word in wanted if f"document:{word}" in view.prints}
        if own < as_document:
            item["type"] = "document"
    if not (printed(item, view, "archive") or _has_stand_in(item, view)):
        as_report = {**item, "type": "report"}
        if not in_edition(record) and _has_stand_in(as_report, view):
            item["type"] = "report"


def _has_stand_in(item: Item, view: View) -> bool:
    return printed(item, view, "publisher-after-title" if "title" in item else "publisher")


def _years_once(item: Item, record: Record, view: View) -> None:
    """A title that ends with the years of a file or collection, where the style prints them too."""
    years = "[–-]".join(map(str, _years(item)))
    if item["type"] != "collection" or not years or not printed(item, view, "year"):
        return
    for variable in ("title", "title-short"):
        if bare := re.sub(rf",? {years}\Z", "", item.get(variable, "")):
            item[variable] = bare


def _years(item: Item) -> list[int]:
    """The years of a date that has nothing but years."""
    parts = item.get("issued", {}).get("date-parts", [])
    return [each[0] for each in parts] if all(len(each) == 1 for each in parts) else []


def _numbered(item: Item, record: Record, view: View) -> None:
    """The document's own number goes with the word for its kind, as styles fuse the two anyhow."""
    number = item.get("number")
    if not number or in_edition(record):
        return
    title = str(item.get("title", ""))
    if title and not (printed(item, view, "genre") or _has_stand_in(item, view)):
        return
    del item["number"]
    if says(title, number):
        return
    what = item.get("genre", "") or word_for(record, title, view)
    told = phrase("number", view.language).format(number)
    comma = "," if record.document.title and "genre" in item and " " in what else ""
    item["genre"] = f"{what}{comma} {told}".strip()


def word_for(record: Record, title: str, view: View) -> str:
    """What the document is called, "" where its title says it."""
    kind = record.document.kind
    word = kind_word(kind, view.language)
    if kind is Kind.LETTER:
        word = phrase("letter", view.language)
    return "" if says(title, word) else word


def _addressed(item: Item, record: Record, view: View) -> None:
    """The recipient stands in the description where the style does not print one."""
    title = item.get("title", "")
    if not is_correspondence(record):
        return
    if "recipient" not in item:
        if not title and "genre" not in item:
            item["genre"] = phrase("letter", view.language)
        return
    with_day = in_edition(record) and not printed(item, view, "edition-day")
    if with_day or not printed(item, view, "recipient") or "author" not in item:
        del item["recipient"]
        what = item.get("genre", "") or word_for(record, "", view)
        names = [_running(each) for each in record.people if each.role is Role.RECIPIENT]
        whom = listed(names, view.language)
        item["genre"] = phrase("addressed", view.language).format(what=what, whom=whom)
    elif title and "genre" not in item and record.document.kind is not Kind.LETTER:
        # Styles that find no word for a communication call it a letter.
        item["genre"] = word_for(record, title, view)


def _running(agent: Agent) -> str:
    doubt = "?" if agent.certainty is Certainty.UNCERTAIN else ""
    certain = agent.certainty is Certainty.CERTAIN
    return agent.as_given if certain else f"[{agent.as_given}{doubt}]"


def _interviewed(item: Item, record: Record, view: View) -> None:
    """The interviewer, likewise; and a later note that would name an interview by its medium."""
    if "interviewer" not in item:
        return
    by_medium = "medium" in item and printed(item, view, "medium-cited")
    unnamed = "genre" not in item and "title" not in item
    if printed(item, view, "interviewer") and not (by_medium and unnamed):
        return
    del item["interviewer"]
    what = item.get("genre", "") or phrase("interview", view.language)
    names = [_running(each) for each in record.people if each.role is Role.INTERVIEWER]
    item["genre"] = credited(what, listed(names, view.language), "", view.language)


def _spoken(item: Item, record: Record, view: View) -> None:
    """A speech has its day in the date that the style prints, and in one only."""
    held, issued = item.get("event-date", {}), item.get("issued", {})
    same = held.get("date-parts") == issued.get("date-parts")
    if item["type"] == "speech" and held and same and not printed(item, view, "event-day"):
        del item["event-date"]


def _credited(item: Item, record: Record, view: View) -> None:
    """A translator whom the sentence of credits names, where the style prints no such sentence.

    Where nobody is named as author, many styles would have the translator stand in for one; the
    sentence follows the title then.
    """
    if in_edition(record) or "references" not in item or printed(item, view, "references"):
        return
    if "author" not in item:
        told = all(printed(item, view, each) for each in ("archive", "genre"))
        if told and "title" in item and "genre" not in item:
            sentence = item["references"].rstrip(".")
            item["genre"] = sentence[:1].lower() + sentence[1:]
        return
    people = [agent for agent in record.people if agent.role is Role.TRANSLATOR]
    if people and printed(item, view, "translator"):
        item["translator"] = [name(agent, view) for agent in people]


_STEPS: tuple[Step, ...] = (
    _typed,
    _years_once,
    _numbered,
    _addressed,
    _interviewed,
    _spoken,
    doubted,
    _credited,
    volume,
    read_online,
    described,
    held,
)
