"""The originInfo elements of MODS: when and where a thing was made or published, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archcite.crosswalk.edtf_back import as_edtf, between, qualified
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import (
    append,
    attribute,
    child,
    children,
    line,
    prose,
    store,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DATES = ("dateCreated", "dateIssued", "copyrightDate", "dateCaptured", "dateOther")


def read_dates(root: Element, plain: Plain, used: set[Element], archival: bool) -> None:
    origins = children(root, "originInfo")
    used.update(origins)
    order = _DATES if archival else ("dateIssued", "copyrightDate", "dateCreated", "dateCaptured")
    own = [each for each in origins if attribute(each, "eventType") != "digital publication"]
    for name in order:
        found = [each for origin in own for each in children(origin, name) if each not in used]
        if name == "dateOther":
            told = [each for each in found if attribute(each, "type") in ("", "manufacture")]
            found = told
        if found and read_date(found, plain):
            break
    for each in (e for origin in own for e in children(origin, "dateOther")):
        if attribute(each, "type") == "as given":
            plain["document"]["date_as_given"] = prose(each)
        elif attribute(each, "type") == "inferred":
            plain["document"]["date_inferred"] = True
    places = [
        (line(term), origin)
        for origin in own
        for place in children(origin, "place")
        for term in children(place, "placeTerm")
        if attribute(term, "type") != "code" and line(term)
    ]
    for name, origin in places:
        if attribute(origin, "eventType") == "publication" or not archival:
            store(plain, "published.place", name)
        else:
            append(plain, "places", {"name": name, "role": "written-at"})
    for origin in own:
        if attribute(origin, "eventType") in ("", "publication"):
            for field in ("publisher", "edition"):
                store(plain, f"published.{field}", line(child(origin, field)))


def read_date(found: list[Element], plain: Plain) -> bool:
    """Set the date from elements of one name; whether they said any."""
    points = {attribute(each, "point"): each for each in reversed(found)}
    coded = [each for each in found if attribute(each, "encoding")]
    wording = [line(each) for each in found if not attribute(each, "encoding") and line(each)]
    if "end" in points or "start" in points:
        start, end = (
            as_edtf(
                line(points.get(key)), attribute(points[key], "encoding") if key in points else ""
            )
            for key in ("start", "end")
        )
        date = between(start, end)
        source = points.get("start", points.get("end"))
    else:
        key = [each for each in found if attribute(each, "keyDate") == "yes"]
        source = (key or coded or found)[0]
        date = as_edtf(line(source), attribute(source, "encoding"))
    qualifier = attribute(source, "qualifier") if source is not None else ""
    if attribute(found[0], "encoding") != "edtf":
        date = qualified(date, qualifier)
    store(plain, "document.date", date)
    if date and qualifier == "inferred":
        plain["document"]["date_inferred"] = True
    if wording and wording[0] != date:
        store(plain, "document.date_as_given", wording[0])
    elif not date:
        store(plain, "document.date_as_given", line(found[0]))
    return bool(date or wording)
