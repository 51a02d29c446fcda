"""Rules about names as strings: scanning errors, alphabets, spellings, transliteration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archcite.errors import Severity
from archcite.record.rules.likely import script, spelling
from archcite.record.rules.rule import Finding, Seen, rule
from archcite.text.family_first import is_family_first

# Il, one of the commonest syllables of Korean names, as scanners misread it.
_READ = "(II|11|ll|1l|l1|I1|1I|lI)"
_LOOKS_READ = re.compile(rf"[ -]{_READ}\b")
_SYLLABLE = "([A-Z][a-zŏŭ’']{1,7})"
_IL = re.compile(rf"(?<![\w-]){_SYLLABLE}([ -]){_READ}([ -])([A-Z]?[a-zŏŭ’']{{2,7}})\b")
_IL_LAST = re.compile(rf"(?<![\w-]){_SYLLABLE}([ -]){_SYLLABLE}([ -]){_READ}(?![\w-])")


@rule(
    "name-misread-il",
    Severity.WARNING,
    "A scanner has read the Korean syllable Il as II, 11 or ll.",
    why="In most typefaces I, l and 1 look alike. “Kim II Sung” is found by no search for Kim Il "
    "Sung, and sorts elsewhere. What the source itself has belongs in `as_given` of a mention, or "
    "in `record.corrections`.",
    bad="""
    [document]
    title = "Talks with Kim II Sung"
    """,
    good="""
    [document]
    title = "Talks with Kim Il Sung"
    """,
)
def name_misread_il(seen: Seen) -> Iterator[Finding]:
    document = seen.record.document
    places = [
        (f"document.{field}", getattr(document, field) or "")
        for field in ("title", "short_title", "heading", "summary")
    ]
    places += [(name.path, name.text) for name in seen.names]
    for path, text in places:
        for read, better in _misread(text) if _LOOKS_READ.search(text) else ():
            yield Finding(
                path,
                f"{read} is probably a misread {better}",
                "look at the scan, and mend it or note it in record.corrections",
                read,
            )


def _misread(text: str) -> Iterator[tuple[str, str]]:
    for found in _IL.finditer(text):
        if is_family_first(f"{found[1]} Il {found[5].capitalize()}"):
            yield found[0], f"{found[1]}{found[2]}Il{found[4]}{found[5]}"
    for found in _IL_LAST.finditer(text):
        if is_family_first(f"{found[1]} {found[3]} Il"):
            yield found[0], f"{found[1]}{found[2]}{found[3]}{found[4]}Il"


_WORD = re.compile(r"[^\W_]{2,40}")
_DIGIT_INSIDE = re.compile(r"[^\W\d_][01358][a-zà-ÿа-я]|^[01358][a-zà-ÿа-я]{2}|[a-zà-ÿа-я]{2}[01]$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|ère|e|го|й)")
_L_FOR_I = re.compile(r"^l[bcdfghjkmnpqrstvwxz][a-z]")
_LOOKS_LATIN = str.maketrans("АВЕКМНОРСТХаеорсухіѕј", "ABEKMHOPCTXaeopcyxisj")


@rule(
    "name-confusable",
    Severity.WARNING,
    "A word of a name has a digit or a letter in it that only looks right.",
    why="Scanners and keyboards mix up O and 0, l and 1, and the Cyrillic letters that look like "
    "Latin ones. The eye does not see it; searching and sorting do.",
    bad="""
    [[people]]
    role = "author"
    as_given = "Leonid Brezhn0v"
    """,
    good="""
    [[people]]
    role = "author"
    as_given = "Leonid Brezhnev"
    """,
)
def name_confusable(seen: Seen) -> Iterator[Finding]:
    places = [(name.path, name.text, name.is_person) for name in seen.names]
    places += [
        (f"people[{index}].{field}", getattr(agent, field) or "", True)
        for index, agent in enumerate(seen.record.people)
        for field in ("family", "given")
    ]
    document = seen.record.document
    places += [("document.title", document.title or "", False)]
    for path, text, is_person in places:
        if text.isascii() and not is_person:
            continue  # names of bodies have digits by right: MI5, 7th Fleet
        for word in _WORD.findall(text):
            said = _confused(word, is_person)
            if said:
                yield Finding(path, f"{word!r} {said}", "type the word anew", word)


def _confused(word: str, is_person: bool) -> str:
    """What is wrong with a word, "" if nothing is."""
    if not word.isascii() and script(word) == "":
        latin = word.translate(_LOOKS_LATIN)
        letters = [char for char in word if char.isalpha()]
        if latin != word and {script(char) for char in letters} == {"LATIN", "CYRILLIC"}:
            return "mixes Latin and Cyrillic letters"
    if is_person and _DIGIT_INSIDE.search(word) and not _ORDINAL.fullmatch(word):
        return "has a digit among its letters"
    if is_person and _L_FOR_I.search(word):
        return "begins with a small l, probably for a capital I"
    return ""


@rule(
    "name-spellings",
    Severity.WARNING,
    "One person is written in several ways in one record, and no authority form says which holds.",
    why="Il Sung, Il-Sung and Il-sŏng are one man to the reader and three to an index. Write one "
    "spelling, or give the `authority_form`; spellings of the source go into `as_given` of a "
    "mention.",
    bad="""
    [[people]]
    role = "recipient"
    as_given = "Kim Il-Sung"

    [[mentions]]
    name = "Kim Il Sung"
    """,
    good="""
    [[people]]
    role = "recipient"
    as_given = "Kim Il Sung"

    [[mentions]]
    name = "Kim Il Sung"
    as_given = ["Kim Il Sung", "Kim Il-Sung"]
    """,
)
def name_spellings(seen: Seen) -> Iterator[Finding]:
    first: dict[str, str] = {}
    settled = {spelling(agent.as_given) for agent in seen.record.people if agent.authority_form}
    for name in seen.names:
        word = spelling(name.text) if name.is_person else ""
        if len(word) < 5 or word in settled or script(name.text) == "":
            continue
        known = first.setdefault(word, name.text)
        if known != name.text and script(known) == script(name.text):
            yield Finding(
                name.path,
                f"{name.text} is written {known} elsewhere in this record",
                "write one of the two, or give the person's authority_form",
            )


_SCHOLARLY = re.compile(r"[šžŠŽ]|[čČ]")
_ENGLISH = re.compile(r"zh|kh|shch", re.IGNORECASE)
_ALA = re.compile("[ʹʺ\u0361\ufe20]")
_BGN = re.compile(r"(?<![A-Za-z])[Yy][aueo](?=[a-z])|[aeiou]y[aueo]")


@rule(
    "translit-mixed",
    Severity.WARNING,
    "One name mixes two systems of transliteration.",
    why="Signs of the scholarly system (š, ž) beside those of the English one (kh, zh), or the "
    "Library of Congress's primes beside ya and yu: such a form is in no authority file.",
    bad="""
    [[people]]
    role = "author"
    as_given = "Nikita Khruščov"
    """,
    good="""
    [[people]]
    role = "author"
    as_given = "Nikita Khrushchev"
    """,
)
def translit_mixed(seen: Seen) -> Iterator[Finding]:
    for name in seen.names:
        if not name.is_person or name.text.isascii():
            continue
        both = _SCHOLARLY.search(name.text) and _ENGLISH.search(name.text)
        if both or (_ALA.search(name.text) and _BGN.search(name.text)):
            yield Finding(
                name.path,
                f"{name.text} mixes two systems of transliteration",
                "keep to one, and name it in scheme",
            )


_PLACEHOLDERS = frozenset(
    """unknown n/a na none null nil tbd tbc todo xxx ??? ?? ? - -- – — … ... anonymous anon anon.
    n.n. nn unbekannt inconnu неизвестно неизвестен нет unspecified missing empty undefined s.n.
    [s.n.] s.l. [s.l.] n.d. s.d. [n.d.] [unknown] (unknown) [anonymous] untitled (untitled)
    [untitled]""".split()
)
_SENTENCES = frozenset(("author unknown", "unknown author", "no author", "not known", "not given"))
_LONGEST = 16  # of any of them, in brackets


@rule(
    "placeholder",
    Severity.WARNING,
    "A field holds a word for nothing, such as unknown, n/a or a question mark.",
    why="A style would print it. A field that is not known is left out; that there is no author or "
    'title at all is written `_src = { title = "empty" }`, and what the extraction lost goes into '
    "`record.lost_fields`.",
    bad="""
    [document]
    title = "Unknown"
    """,
    good="""
    [document]
    title = "The Unknown Soldier"
    """,
)
def placeholder(seen: Seen) -> Iterator[Finding]:
    for path, text in seen.written:
        if len(text) > _LONGEST or (path.endswith(".acronym") and text == "NA"):
            continue  # NA is a national archive too
        plain = text.strip().casefold()
        if plain in _PLACEHOLDERS or plain.strip("[]()") in _SENTENCES:
            yield Finding(
                path,
                f"{text!r} stands for nothing",
                'leave the field out; mark it as "empty" in _src if it is known that there is none',
            )


RULES = (name_misread_il, name_confusable, name_spellings, translit_mixed, placeholder)
