"""A printed source in a source line (a book's imprint, an edited volume, FRUS) -> Publication.

Finds where in the line it stands; what is before and after it is somebody else's. Never raises.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archcite.record.credits import end_of_sentence, split_names
from archcite.record.model import Publication

_YEAR = r"(?:1[5-9]|20)\d\d"
_IMPRINT = re.compile(rf"\(([^():;]{{2,80}}): ?([^():]{{2,120}}?),? ({_YEAR})\)")
_YEAR_ONLY = re.compile(rf"\(((?:[^():]{{2,120}}?, )?)({_YEAR})\)")
_FRUS = re.compile(r"\b(?:Foreign Relations of the United States|FRUS)\b")
_EDITED = re.compile(r"\b(?:from|in) ([^();]{3,160}?) \(eds?\.\),? ")
_LEAD = re.compile(
    r"(?:[,;.] |^)(?:(?:re)?(?:printed|published)(?: in)?|from|in|cited in|as cited in):? ",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r",? ?(?:pp?\. ?)?(\d+(?: ?[-–—] ?\d+)?(?:, ?\d+(?: ?[-–—] ?\d+)?){0,20})(?=[.,;)\]\s]|$)"
)
_DOCUMENT = re.compile(r",? ?(?:[Dd]ocuments?|[Dd]ocs?\.|[Nn]o\.|[Nn]umber) ?(\d+[A-Za-z]?)")
_SERIES_YEARS = re.compile(rf",? ?({_YEAR}(?: ?[-–—] ?\d{{2,4}})?)")
_VOLUME = re.compile(
    r",? ?[Vv]ol(?:ume|\.) ?([IVXLC]+|\d+)((?:,? ?[Pp](?:ar)?t\.? ?(?:\d+|[IVX]+))?)"
)
_EDITORS = re.compile(r",? ?(?:\(?eds?\.\)?|[Ee]dited by) ")
_INVERTED = re.compile(r"([A-ZÀ-Þ][\w’'-]+), ([A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,2}?)\.")
_BY = re.compile(r"^(Translated|Edited|Translated and edited|Edited and translated) by ")


class Found(NamedTuple):
    """A publication and the stretch of the text that speaks of it."""

    publication: Publication
    start: int
    end: int


def find_publication(text: str) -> Found | None:
    """The printed source that a line (white space single) speaks of, if it speaks of one."""
    frus = _FRUS.search(text)
    if frus:
        return _read_frus(text, frus.start(), frus.end())
    imprint = _IMPRINT.search(text) or _YEAR_ONLY.search(text)
    if imprint:
        lead, start = _last_lead(text, imprint.start())
        end, pages, number = _after(text, imprint.end())
        place, publisher, year = _imprint_parts(imprint)
        front = text[start : imprint.start()].strip(" ,")
        if not front or (publisher is None and "." not in front and start == 0):
            return None
        front, volume = _take_volume(front)
        authors, title, translators, editors = _read_front(front)
        return Found(
            Publication(
                as_given=text[start:end].strip(" ,;"),
                authors=authors,
                editors=editors,
                translators=translators,
                title=title or None,
                volume=volume,
                place=place,
                publisher=publisher,
                date=year,
                document_number=number,
                pages=pages,
            ),
            lead,
            end,
        )
    edited = _EDITED.search(text)
    if edited:
        end = end_of_sentence(text, edited.end())
        title = text[edited.end() : end].rstrip(" .")
        pages = None
        head, comma, tail = title.rpartition(", ")
        if comma and _PAGES.fullmatch(tail):
            title, pages = head, tail.removeprefix("pp.").removeprefix("p.").strip()
        return Found(
            Publication(
                as_given=text[edited.start() : end].removeprefix("from ").removeprefix("in "),
                editors=split_names(edited[1]),
                title=title or None,
                pages=pages,
            ),
            edited.start(),
            end,
        )
    return None


def _imprint_parts(imprint: re.Match[str]) -> tuple[str | None, str | None, str]:
    if imprint.re is _IMPRINT:
        return imprint[1].strip() or None, imprint[2].strip(" ,") or None, imprint[3]
    return None, None, imprint[2]  # "(Moscow, 1977)" or "(Nauka, 1977)": which, it does not say


def _last_lead(text: str, before: int) -> tuple[int, int]:
    """Where the words that lead to the reference begin, and where it begins itself."""
    lead = start = 0
    for match in _LEAD.finditer(text, 0, before):
        lead, start = match.span()
    semicolon = text.rfind("; ", 0, before)
    return (lead, start) if start > semicolon else (semicolon, semicolon + 2)


def _after(text: str, at: int) -> tuple[int, str | None, str | None]:
    """End of the reference, its pages and its document number, read after the imprint."""
    number = _DOCUMENT.match(text, at)
    if number:
        at = number.end()
    pages = _PAGES.match(text, at)
    if pages:
        at = pages.end()
    if text[at : at + 1] == ".":
        at += 1
    return at, pages[1] if pages else None, number[1] if number else None


def _take_volume(text: str) -> tuple[str, str | None]:
    match = _VOLUME.search(text)
    if not match:
        return text, None
    volume = match[1] + match[2]
    return (text[: match.start()] + text[match.end() :]).strip(" ,"), volume


def _read_front(
    front: str,
) -> tuple[tuple[str, ...], str, tuple[str, ...], tuple[str, ...]]:
    """Authors, title, translators and editors of what stands before an imprint."""
    translators: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    sentences: list[str] = []
    at = 0
    while at < len(front):
        end = end_of_sentence(front, at)
        sentence = front[at:end].strip(" ,")
        at = end
        credit = _BY.match(sentence)
        if credit:
            names = split_names(sentence[credit.end() :].rstrip("."))
            if "ranslated" in credit[1]:
                translators += names
            if "dited" in credit[1]:
                editors += names
        elif sentence.strip("."):
            sentences.append(sentence)
    inverted = _INVERTED.fullmatch(sentences[0]) if len(sentences) >= 2 else None
    if inverted:
        title = " ".join(sentences[1:]).rstrip(". ")
        return (f"{inverted[2]} {inverted[1]}",), title, translators, editors
    if len(sentences) >= 2 and _is_names(sentences[0].rstrip(".")):
        title = " ".join(sentences[1:]).rstrip(". ")
        return split_names(sentences[0].rstrip(".")), title, translators, editors
    whole = " ".join(sentences).rstrip(". ")
    edited = _EDITORS.search(whole)
    if edited:
        before, after = whole[: edited.start()].strip(" ,"), whole[edited.end() :].strip(" ,")
        if _is_names(before):
            return (), after, translators, editors + split_names(before)
        return (), before, translators, editors + split_names(after)
    first, comma, title = whole.partition(", ")
    if comma and _is_names(first):
        return split_names(first), title, translators, editors
    return (), whole, translators, editors


def _is_names(text: str) -> bool:
    """Whether a phrase looks like names of people: two to four capitalised words each."""
    names = split_names(text)
    if not names or len(names) > 6:
        return False
    for name in names:
        words = name.split()
        if not 2 <= len(words) <= 4 or any(char.isdigit() for char in name):
            return False
        if not (words[0][0].isupper() and words[-1][0].isupper()):
            return False
        if any(word.isupper() and len(word) > 2 for word in words):
            return False
        if any(word.lower() in ("the", "of", "and", "in", "on") for word in words):
            return False
    return True


def _read_frus(text: str, start: int, at: int) -> Found:
    """Foreign Relations of the United States: series with its years, volume, title, document."""
    series = text[start:at]
    years = _SERIES_YEARS.match(text, at)
    if years:
        series, at = f"{series}, {years[1]}", years.end()
    volume = _VOLUME.match(text, at)
    if volume:
        at = volume.end()
    imprint = _IMPRINT.search(text, at)
    document = _DOCUMENT.search(text, at)
    stop = min(
        (match.start() for match in (imprint, document) if match),
        default=end_of_sentence(text, at),
    )
    middle = text[at:stop].strip(" ,.:")
    edited = _EDITORS.search(middle)
    editors: tuple[str, ...] = ()
    if edited:
        editors = split_names(middle[edited.end() :].strip(" …,"))
        middle = middle[: edited.start()].strip(" ,")
    end, pages, number = _after(text, imprint.end() if imprint else stop)
    return Found(
        Publication(
            as_given=text[start:end].strip(" ,;"),
            editors=editors,
            title=middle or None,
            series=series,
            volume=(volume[1] + volume[2]) if volume else None,
            place=imprint[1].strip() if imprint else None,
            publisher=imprint[2].strip(" ,") if imprint else None,
            date=imprint[3] if imprint else None,
            document_number=number,
            pages=pages,
        ),
        start,
        end,
    )
