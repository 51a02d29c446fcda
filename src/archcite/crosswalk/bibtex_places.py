"""Where a BibTeX or BibLaTeX entry says that a document lies, was written or was published."""

from __future__ import annotations

from typing import Any

from archcite.crosswalk import latex
from archcite.crosswalk.bibtex_reading import URL, Reading, address_of
from archcite.crosswalk.table import Plain
from archcite.record.vocab import Kind, PlaceRole


def read_places(entry: Reading) -> None:
    address, location = entry.text("address"), entry.text("location")
    _original_place(entry)
    if entry.kind is Kind.PUBLISHED:
        if entry.archived or "archive-place" in entry.raw:
            _holding(entry, "")
        else:
            entry.put(("published", "call_number"), entry.text("library"))
        entry.put(("published", "place"), location or address)
        if location and address and location != address:
            entry.kept.append(("address", address))
        return
    archived = entry.archived or entry.raw.keys() & {"howpublished", "number", "collection"}
    held = _holding(entry, location) if archived else False
    if held:
        location = ""
    letter = entry.kind in (Kind.LETTER, Kind.TELEGRAM, Kind.MEMORANDUM)
    place = address or ("" if held else location)
    if place and (letter or address):
        entry.append("places", {"name": place, "role": str(PlaceRole.WRITTEN_AT)})
    else:
        entry.put(("published", "place"), place)


def _original_place(entry: Reading) -> None:
    place = entry.text("origlocation")
    if entry.kind is Kind.PUBLISHED:
        entry.put(("published", "original_place"), place)
    elif place:
        entry.append("places", {"name": place, "role": str(PlaceRole.WRITTEN_AT)})


def _holding(entry: Reading, location: str) -> bool:
    """Archive, collection and shelfmark; whether the location was the archive's town."""
    place, division = entry.text("archive-place"), entry.text("division")
    house = entry.text("library") or entry.text("archive")
    if not house and entry.chicago:
        house, division = entry.text("institution"), entry.text("organization") or division
        if "collection" not in entry.raw:
            entry.put(("source", "collection"), entry.text("note"))
    held = bool(house and location and not place)
    place = place or (location if house else "")
    for part in (place, division):
        house = house.removesuffix(f", {part}") if part and house != part else house
    _archive(entry, house, place, division)
    _shelfmark(entry, house)
    return held


def _archive(entry: Reading, house: str, place: str, division: str) -> None:
    from archcite.record.shelfmark import read_archive

    if house:
        archive = read_archive(house)
        entry.put(("source", "archive", "name"), archive.name)
        entry.put(("source", "archive", "acronym"), archive.acronym)
    entry.put(("source", "archive", "department"), division)
    entry.put(("source", "archive", "place"), place)


def _shelfmark(entry: Reading, house: str) -> None:
    from archcite.record.model import Holding, Repository
    from archcite.record.shelfmark import parse_source
    from archcite.record.tradition import print_levels

    marks = [name for name in ("call-number", "number", "shelfmark", "archive-location",
                               "librarylocation") if name in entry.raw]  # fmt: skip
    if entry.kind is Kind.PUBLISHED or not (house or entry.archived or entry.told):
        marks = [name for name in marks if name != "number"]
    if entry.raw.get("librarylocation") == entry.raw.get("collection", ""):
        marks = [name for name in marks if name != "librarylocation"]
        entry.take("librarylocation")
    mark = entry.text(marks[0]) if marks else ""
    if not mark:
        return
    located = entry.text("librarylocation")
    if located and not located.endswith(mark):
        entry.kept.append(("librarylocation", latex.escape(located)))
    archive = entry.plain.get("source", {}).get("archive", {})
    repository = Repository(name=archive.get("name"), acronym=archive.get("acronym"))
    for line in (f"{archive.get('acronym') or house}, {mark}", mark):
        parsed = parse_source(line.replace("–", "-"))
        held = parsed.holding
        if not held or not held.levels:
            continue
        shown = print_levels(Holding(archive=repository, levels=held.levels))
        whole = not (parsed.leftover or held.archive or held.collection or held.copies)
        if shown == mark or whole:
            entry.put(("source", "levels"), [_level(each) for each in held.levels])
            if shown != mark:
                entry.put(("source", "ref_as_given"), mark)
            return
    if not archive and "collection" not in entry.raw:
        entry.put(("source", "ref_as_given"), mark)
    else:
        entry.put(("source", "levels"), [{"kind": "reference", "value": mark}])


def _level(level: Any) -> Plain:
    plain = {"kind": str(level.kind), "value": level.value}
    return plain | ({"label": level.label} if level.label else {})


def read_published_how(entry: Reading) -> None:
    raw = entry.raw.get("howpublished", "")
    if not raw:
        return
    address = URL.search(raw)
    words = latex.unescape(URL.sub("", raw)).strip(" ,.;:") if address else ""
    if address and "url" not in entry.raw and len(words) < 25:
        entry.plain.setdefault("digital", {})["url"] = address_of(address[1] or address[2])
        if words.lower() in ("", "online", "available at", "available online", "available"):
            entry.take("howpublished")
            return
    if entry.kind is Kind.PUBLISHED and not entry.archived:
        if "publisher" not in entry.raw:
            entry.put(("published", "publisher"), entry.text("howpublished"))
        return
    line = entry.text("howpublished")
    source = entry.plain.setdefault("source", {})
    if source.get("ref_as_given", line) not in line:
        entry.kept.append(("howpublished", raw))
        return
    source["ref_as_given"] = line
    if not source.keys() & {"archive", "levels", "collection"}:
        _source_line(entry, line)


def _source_line(entry: Reading, line: str) -> None:
    """Archive and shelfmark of a line in which nothing else stands."""
    from msgspec import to_builtins

    from archcite.record.shelfmark import parse_source

    parsed = parse_source(line)
    if parsed.holding and parsed.holding.archive and not parsed.leftover and not parsed.credits:
        held = to_builtins(parsed.holding)
        for name in ("archive", "collection", "levels"):
            entry.put(("source", name), held.get(name))
