"""The parts of a Wilson Center Digital Archive page, whatever it was saved as, and its labels.

Reads them from plain text by labels and shapes, never by line numbers. Knows nothing of records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from archcite.read.dates import UNDATED, read_date

# The page's own labels. A strong one occurs in no running text: the label block begins with one.
STRONG_LABELS: Mapping[str, str] = {
    "Author(s)": "authors",
    "Associated Places": "places",
    "Subjects Discussed": "subjects",
    "Associated People & Organizations": "people",
    "Document Contributor(s)": "contributors",
    "Document Information": "information",
}
WEAK_LABELS: Mapping[str, str] = {
    "Source": "source",
    "Original Archive": "archive",
    "Rights": "rights",
    "Original Uploaded Date": "uploaded",
    "Type": "type",
    "Language": "language",
    "Record ID": "record_id",
    "Original Classification": "classification",
    "Donors": "donors",
}
# Labels whose value is free text of several lines; the others have one value a line.
_RUNNING = frozenset({"source", "rights"})
_ONE_LINE = frozenset({"uploaded", "type", "record_id", "classification"})
FUNDING = re.compile(r"This document was made possible with (?:the )?support from\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://digitalarchive\.wilsoncenter\.org/(?:document|node)/[\w-]+")
_SITE_NAME = re.compile(
    r"\b((?:Wilson Center|History and Public Policy Program) Digital Archive)\b"
)
_END_OF_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")


class Page(NamedTuple):
    """One document page. A label whose value is () was there and empty: its value was lost.

    body: the paragraphs of the text, its heading included. url and site_name: "" if not said.
    """

    date: str
    title: str
    funding: tuple[str, ...]
    body: tuple[str, ...]
    summary: str
    labels: Mapping[str, tuple[str, ...]]
    url: str = ""
    site_name: str = ""


def label_key(line: str) -> str:
    """The key of the label that a line consists of; "" if it is none."""
    return _KEYS.get(_fold(line), "")


def count_labels(lines: Sequence[str]) -> tuple[int, int]:
    """How many different labels, and how many strong ones, stand on lines of their own."""
    keys = {label_key(line) for line in lines if len(line) < 60} - {""}
    return len(keys), len(keys & set(STRONG_LABELS.values()))


def is_page(lines: Sequence[str]) -> bool:
    """Whether enough of the page's labels are there: two, one of them strong."""
    some, strong = count_labels(lines)
    return some >= 2 and strong >= 1


def read_text(text: str) -> Page:
    """The parts of a page that was saved or copied as plain text."""
    lines = [line.strip() for line in text.split("\n")]
    start = next(
        (n for n, line in enumerate(lines) if _opens_labels(line)),
        len(lines),
    )
    labels, last = _read_labels(lines[start:])
    rest = lines[start + last :]
    paragraphs = [line for line in lines[:start] if line]
    funding = tuple(line for line in paragraphs if FUNDING.match(line))
    paragraphs = [line for line in paragraphs if not FUNDING.match(line)]
    date, title, before, body = _read_head(paragraphs)
    summary = next((line for line in before if _is_prose(line)), "")
    if not summary and len(body) > 1 and _is_summary(body[-1]):
        *body, summary = body
    furniture = "\n".join([*(line for line in before if line != summary), *rest])
    address, site = _ADDRESS.search(furniture), _SITE_NAME.search(furniture)
    return Page(
        date=date,
        title=title,
        funding=funding,
        body=tuple(body),
        summary=summary,
        labels=labels,
        url=address[0] if address else "",
        site_name=site[1] if site else "",
    )


def is_heading(paragraph: str) -> bool:
    """Whether a paragraph is a heading in square brackets and not an omission ([...])."""
    return (
        paragraph.startswith("[")
        and paragraph.endswith("]")
        and any(char.isalpha() for char in paragraph)
        and "]" not in paragraph[1:-1].replace("[...]", "")
    )


def _fold(line: str) -> str:
    folded = line.strip().rstrip(":").strip().casefold()
    return folded.replace("&amp;", "&").replace(" and ", " & ").replace("(s)", "s")


def _keys() -> dict[str, str]:
    keys: dict[str, str] = {}
    for label, key in (*STRONG_LABELS.items(), *WEAK_LABELS.items()):
        keys[_fold(label)] = key
    keys["author"] = "authors"
    keys["document contributor"] = "contributors"
    keys["donor"] = "donors"
    return keys


_KEYS: Mapping[str, str] = _keys()
_INLINE = re.compile(
    rf"({'|'.join(re.escape(label) for label in (*STRONG_LABELS, *WEAK_LABELS))}): *(\S.*)"
)


def _opens_labels(line: str) -> bool:
    """Whether a line is one of the labels that no prose has, alone or with its value behind it."""
    inline = _INLINE.fullmatch(line)
    return label_key(inline[1] if inline else line) in set(STRONG_LABELS.values())


def _read_labels(lines: list[str]) -> tuple[dict[str, tuple[str, ...]], int]:
    """The values under each label, and the number of lines that the label block takes."""
    found: dict[str, list[str]] = {}
    key = ""
    taken = 0
    for number, line in enumerate(lines):
        inline = _INLINE.fullmatch(line)
        if label_key(line) or inline:
            key = label_key(inline[1] if inline else line)
            values = found.setdefault(key, [])
            if inline:
                values.append(inline[2])
            taken = number + 1
        elif line and key and _belongs(key, line, found[key]):
            found[key].append(line)
            taken = number + 1
        elif line:
            key = ""
    found.pop("information", None)
    out = {key: tuple(values) for key, values in found.items()}
    for running in _RUNNING & out.keys():
        if out[running]:
            joint = "\n\n" if running == "rights" else " "
            out[running] = (joint.join(out[running]),)
    return out, taken


_AFTER_BLOCK = re.compile(
    r"(?:©|copyright ©|\(c\)|related |privacy|terms of|contact us|back to top|previous|next|share\b"
    r"|subscribe|follow us|skip to|print\b|download)",
    re.IGNORECASE,
)
_RIGHTS_WORD = re.compile(
    r"\b(?:rights?|copyright\w*|domain|licen[cs]\w*|CC|permission|reuse|use)\b", re.IGNORECASE
)


def _belongs(key: str, line: str, values: list[str]) -> bool:
    """Whether a line is a value of the label over it, not what the page prints after the block."""
    if key == "information":
        return False
    if key in _ONE_LINE:
        return not values
    if _AFTER_BLOCK.match(line):
        return False
    if key == "rights":
        return bool(_END_OF_SENTENCE.search(line) or (not values and _RIGHTS_WORD.search(line)))
    return key == "source" or len(line) <= 120


# Digits, months and what joins them: a date line, even where it says no one day.
_DATE_LIKE = re.compile(
    r"(?=.*\d)(?:[\d\s.,/()?–—-]|ca?\.|circa|to|and|or|between|before|after"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)+",
    re.IGNORECASE,
)


def _read_head(paragraphs: list[str]) -> tuple[str, str, list[str], list[str]]:
    """Date, title, what stands before them, and the body.

    The title follows the date. Where no date stands before the body, the first line that is no
    sentence is the title, and a sentence before it is the summary.
    """
    for number, line in enumerate(paragraphs):
        if not (read_date(line) or UNDATED.fullmatch(line) or _DATE_LIKE.fullmatch(line)):
            continue
        before, after = paragraphs[:number], paragraphs[number + 1 :]
        # A date inside the body has a title before it: neither prose nor page furniture.
        if number == 0 or all(_is_prose(each) or _is_furniture(each) for each in before):
            return line, after[0] if after else "", before, after[1:]
        break
    for number, line in enumerate(paragraphs):
        if not _is_prose(line) and not _is_furniture(line):
            return "", line, paragraphs[:number], paragraphs[number + 1 :]
    return "", "", [], paragraphs


_FURNITURE = re.compile(
    r"(?:skip to .*|search|menu|home|digital archive|international history declassified|print|share"
    r"|cite|view full text.*|english(?: translation)?|original (?:scan|language).*|transcript"
    r"|summary|(?:the )?wilson center.*|https?://\S+)",
    re.IGNORECASE,
)


def _is_furniture(line: str) -> bool:
    return bool(_FURNITURE.fullmatch(line)) or bool(_SITE_NAME.search(line) and len(line) < 80)


def _is_prose(line: str) -> bool:
    return len(line) >= 40 and bool(_END_OF_SENTENCE.search(line))


def _is_summary(paragraph: str) -> bool:
    """Whether the last paragraph before the labels can be the summary: prose, not a signature."""
    if len(paragraph) < 20 or not _END_OF_SENTENCE.search(paragraph) or paragraph[0] in "[(":
        return False
    return not re.match(r"(?:Yours|Sincerely|Signed|With (?:best|kind|communist)|\()", paragraph)
