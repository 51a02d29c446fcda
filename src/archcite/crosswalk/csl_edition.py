"""A document that is printed in an edition: what a CSL item says of both, told apart again.

csl_holding writes an unpublished document of an edition with the edition's year as `issued`, its
own day as `event-date`, and no event; here is the way back.
"""

from __future__ import annotations

from archcite.crosswalk.table import Plain
from archcite.record.vocab import Role

_IMPRINT = {
    "container": "title",
    "series": "series",
    "volume": "volume",
    "place": "place",
    "publisher": "publisher",
    "pages": "pages",
}
_MAKERS = {str(Role.EDITOR): "editors", str(Role.TRANSLATOR): "translators"}


def told_apart(plain: Plain) -> None:
    """Put the imprint of a document with a day of its own into source.published_in.

    plain: the record of an unpublished document, changed in place; any other stays as it is.
    """
    document, published = plain["document"], plain.get("published", {})
    event = document.get("event", {})
    if "container" not in published or event.keys() != {"date"}:
        return
    edition: Plain = {
        there: published.pop(here) for here, there in _IMPRINT.items() if here in published
    }
    if date := document.get("date"):
        edition["date"] = date
    if number := document.pop("number", ""):
        edition["document_number"] = number
    document["date"] = event["date"]
    del document["event"]
    people = plain.get("people", [])
    for role, there in _MAKERS.items():
        if names := [agent["as_given"] for agent in people if agent["role"] == role]:
            edition[there] = names
    if rest := [agent for agent in people if agent["role"] not in _MAKERS]:
        plain["people"] = rest
    else:
        plain.pop("people", None)
    plain.setdefault("source", {})["published_in"] = edition
    if not published:
        del plain["published"]
