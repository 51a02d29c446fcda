"""Personal and corporate names: their parts, reading them from a text, initials, particles.

Rules: BibTeX's name syntax; CSL 1.0.2, Names and Name Particles. Knows no records and no styles.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Name(NamedTuple):
    """One name as CSL sees it; a body or an unsplit name is literal alone.

    static_ordering: the family name comes first in every position (Kim Il Sung), no comma.
    comma_suffix: whether the suffix is set off with a comma ("Jr." by tradition, "III" not).
    short: what stands for the name where only family names do. certainty: "probable" or "uncertain"
    for a name that is printed in brackets. CSL has neither; records have.
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""
    static_ordering: bool = False
    comma_suffix: bool = False
    short: str = ""
    certainty: str = ""


# Particles that stand as words of their own, in small letters, before a family name.
_PARTICLES = frozenset(
    """
    a aan abu af al am an auf aus av ben bij bin bint boven d da dal dalla das de deca degli dei del
    dela della delle dello dem den der des di die do don dos du e el gen het i ibn il im in l la las
    le les li lo los lou m of onder op over s sen t te ten ter tho thoe thor to toe tot uijt uit und
    unter v v. v.d. van vander vd ver vom von voor vor z ze zu zum zur
    """.split()
)
# Those that German and Scandinavian usage drops when the family name stands alone.
_DROPPED = frozenset("af auf aus av dem den der und vom von vor zu zum zur".split())
_APOSTROPHES = "'’ʻʼ‘"
_ELIDED = (
    rf"(?:dall?|dell?|d|l|de|s)[{_APOSTROPHES}]\s*|[{_APOSTROPHES}](?:[stm]-|[stm]\s+)"
    r"|[ae](?:[lnrszšḍḏṣṭṯẓtd]|dh|sh|th)-"
)
_LETTERED_PARTICLE = rf"[{_APOSTROPHES}][stm]"
_SUFFIX = r"(?:[JS]r|Esq|M\.?D|Ph\.?D)\.?|I{1,3}|IV|VI{0,3}|IX|2nd|3rd"
_TRADITIONAL_COMMA = r"[JS]r\.?|Esq\.?|M\.?D\.?|Ph\.?D\.?"
_MARKS = "ʿʾʻʼ‘’'`"  # ayn, hamza and what is typed for them
_JOINT = "\x00"  # a hyphen that does not part two initials


def parse(text: str) -> Name:
    """A name in BibTeX's syntax: "First von Last", "von Last, First" or "von Last, Jr, First".

    Braces hold words together; a name wholly in braces is literal. Braces around what does not
    begin with a backslash are taken off. A suffix is also recognised at the end ("King Jr.").
    """
    text = text.strip()
    if _whole_group(text):
        return Name(literal=text[1:-1].strip())
    parts = [_words(part) for part in _split_flat(text, ",")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    if len(parts) == 1:
        words, suffix = _cut_suffix(parts[0])
        split = _von_start(words)
        given, von_last = words[:split], words[split:]
    elif len(parts) == 2 and len(parts[1]) == 1 and _is_suffix(parts[1][0]) and len(parts[0]) > 1:
        words, suffix = parts[0], parts[1][0]
        split = _von_start(words)
        given, von_last = words[:split], words[split:]
    elif len(parts) == 2:
        von_last, given, suffix = parts[0], parts[1], ""
    else:
        von_last, middle, given = parts[0], parts[1], [word for part in parts[2:] for word in part]
        if len(given) == 1 and _is_suffix(given[0]) and not (middle and _is_suffix(middle[0])):
            middle, given = given, middle
        suffix = " ".join(middle)
    return _assembled(von_last, given, _bare(suffix))


def split_names(text: str) -> list[str]:
    """The names of a BibTeX list, cut at "and" outside braces; "others" stays one of them."""
    names: list[list[str]] = [[]]
    for word in _words(text, spaces=r"\s+"):
        if word.lower() == "and":
            names.append([])
        else:
            names[-1].append(word)
    return [" ".join(words) for words in names if words]


def split_particles(name: Name) -> Name:
    """The name with the particles and the suffix taken out of its family and given fields.

    Small particles that begin the family name do not drop ("van Gogh"); those that end the given
    name do ("Alexander von"); a comma in the given name leads to the suffix ("Martin Luther, Jr.",
    with ",!" for a suffix after a comma). Parts that are set already, and a family name in straight
    quotation marks, stay as they are.
    """
    if not name.family:
        return name
    if len(name.family) > 2 and name.family[0] == name.family[-1] == '"':
        return name._replace(family=name.family[1:-1])
    family, given = name.family, name.given
    dropping, kept = name.dropping_particle, name.non_dropping_particle
    suffix, comma = name.suffix, name.comma_suffix
    if not kept:
        kept, family = _leading(family)
    if not suffix and "," in given:
        given, _, suffix = (part.strip() for part in given.partition(","))
        if suffix.startswith("!"):
            suffix, comma = suffix[1:].strip(), True
    if not dropping:
        given, dropping = _trailing(given)
    return name._replace(
        family=family,
        given=given,
        dropping_particle=dropping,
        non_dropping_particle=kept,
        suffix=suffix,
        comma_suffix=comma,
    )


def joined(particle: str, name: str) -> str:
    """The particle before the name; no space behind an apostrophe or a hyphen ("d'", "al-")."""
    if not particle or not name or particle[-1] in _APOSTROPHES + "- ":
        return particle + name
    return f"{particle} {name}"


def is_romanesque(name: Name) -> bool:
    """Whether the name's parts are spaced and can be turned round with a comma.

    False for Chinese, Japanese and Korean script: family and given name follow each other unspaced.
    """
    text = name.family or name.literal or name.given
    if text.isascii():
        return True
    return not any(map(_is_east_asian, text)) or any(
        char.isalpha() and not _is_east_asian(char) for char in text
    )


@lru_cache(maxsize=4096)
def initialise(given: str, terminator: str, hyphen: bool = True, initialize: bool = True) -> str:
    """The given name as initials (CSL 1.0.2, initialize-with, initialize-with-hyphen, initialize).

    terminator: what stands behind each initial ("." or ". " or ""). initialize false only gives
    this terminator to the initials and abbreviations that are there. Small words stay ("J.B. de
    C.M."), and so do abbreviations of several letters ("Ph.") and scripts without capitals.
    """
    if not initialize and _NO_INITIALS(given):
        return given
    first = next((char for char in given if char.isalpha() and char not in _MARKS), "")
    if first.lower() == first.upper():
        return given
    words = _initial_words(given, hyphen)
    shaped = _initials if initialize else _normalised
    text = "".join(shaped(words, terminator))
    return _BLANKS.sub(" ", _BEFORE_HYPHEN.sub("-", text)).strip()


_SPACED = re.compile(r"([^\s-]+)([\s-]*)")
_DOTTED = re.compile(r"[^.]*\.|[^.]+")
_INITIAL = re.compile(rf"([{_MARKS}]?)([^\W\d_][\u0300-\u036f]*)(.*)")
_BLANKS = re.compile(r"[ \t]{2,}")
_BEFORE_HYPHEN = re.compile(r"\s+-")
# Words of two letters or more with single spaces between: nothing to set a terminator to.
_NO_INITIALS = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,})*").fullmatch


class _Word:
    """A word of a given name, and the space or hyphen (or nothing) between it and the next."""

    __slots__ = ("after", "text")

    def __init__(self, text: str, after: str = "") -> None:
        self.text = text
        self.after = after


def _initial_words(given: str, hyphen: bool) -> list[_Word]:
    """The words of a given name; "M.E." is two, "Ji-hoon" one."""
    given = " ".join(given.split())
    if "-" in given:
        given = re.sub(r"\s*-\s*", "-", given)
        given = re.sub(r"-(?=(.))", lambda found: _JOINT if found[1].islower() else "-", given)
    words: list[_Word] = []
    for text, after in _SPACED.findall(given):
        parts = _DOTTED.findall(text.replace(_JOINT, "-"))
        words.extend(map(_Word, parts))
        words[-1].after = after if hyphen or after != "-" else " "
    return [word for word in words if word.text != "."]


def _initials(words: list[_Word], terminator: str) -> list[str]:
    made: list[str] = []
    for index, word in enumerate(words):
        initial = _initial(word.text)
        if not initial:
            made.append((" " if made else "") + word.text + (word.after or " "))
        elif word.after == "-" and index < len(words) - 1:
            made.append(initial + terminator.rstrip() + "-")
        else:
            made.append(initial + terminator)
    return made


def _initial(word: str) -> str:
    """The initial of one word without its terminator; "" for a word that stays whole."""
    if word.endswith("."):
        return word[:-1] if word[:1].isalpha() and not word[0].islower() else ""
    found = _INITIAL.match(word)
    if not found or not found[2][0].isupper():
        return ""
    mark, letter, rest = found.groups()
    capitals = rest[: next((i for i, char in enumerate(rest) if not char.isupper()), len(rest))]
    # A second capital inside a word belongs to the initial ("LLoyd"); in "ME" it is another one.
    return mark + letter + (capitals.lower() if len(capitals) < len(rest) else "")


def _normalised(words: list[_Word], terminator: str) -> list[str]:
    made = []
    for index, word in enumerate(words):
        if not _is_abbreviation(word.text):
            made.append(word.text + (word.after or " "))
            continue
        body = word.text.rstrip(".")
        if index == len(words) - 1 or _is_abbreviation(words[index + 1].text):
            made.append(body + terminator)
        else:
            made.append(body + terminator.rstrip() + " ")
    return made


def _is_abbreviation(word: str) -> bool:
    return word.endswith(".") or (len(word) == 1 and word.isupper())


def _leading(family: str) -> tuple[str, str]:
    """The particle that begins a family name, and the rest."""
    at = 0
    if family[:1].isupper():
        return "", family
    while at < len(family):
        elided = re.match(_ELIDED, family[at:])
        end = at + elided.end() if elided else family.find(" ", at) + 1
        if end <= at or end >= len(family):
            break
        word = family[at:end].strip()
        if not elided and word not in _PARTICLES and not re.fullmatch(_LETTERED_PARTICLE, word):
            break
        at = end
    particle, rest = family[:at], family[at:]
    return particle if particle.endswith(tuple(f"{c} " for c in "'’")) else particle.strip(), rest


def _trailing(given: str) -> tuple[str, str]:
    """The given name, and the particles that end it; at least one word stays."""
    words = given.split(" ")
    cut = len(words)
    while cut > 1 and (
        words[cut - 1] in _PARTICLES
        or re.fullmatch(_LETTERED_PARTICLE, words[cut - 1])
        or re.fullmatch(_ELIDED, words[cut - 1])
    ):
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def _is_east_asian(char: str) -> bool:
    """Whether the letter is Han, kana, bopomofo, Hangul or Yi."""
    return (
        "\u1100" <= char <= "\u11ff"
        or "\u2e80" <= char <= "\ua4cf"
        or "\ua960" <= char <= "\ua97f"
        or "\uac00" <= char <= "\ud7ff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff66" <= char <= "\uffdc"
        or "\U0001aff0" <= char <= "\U0001b2ff"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def _split_flat(text: str, sign: str) -> list[str]:
    """The text cut at a sign outside braces."""
    pieces, depth, start = [], 0, 0
    for index, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if char == sign and depth == 0:
            pieces.append(text[start:index])
            start = index + 1
    return [*pieces, text[start:]]


def _words(text: str, spaces: str = r"[\s~]+") -> list[str]:
    """The words of a text; a space inside braces parts none."""
    words, depth, current = [], 0, ""
    for piece in re.split(rf"({spaces}|[{{}}])", text):
        depth += (piece == "{") - (piece == "}")
        if depth <= 0 and re.fullmatch(spaces, piece):
            words.append(current)
            current = ""
        else:
            current += piece
    return [word for word in [*words, current] if word]


def _von_start(words: list[str]) -> int:
    """Where "von Last" begins in "First von Last"."""
    for index, word in enumerate(words[:-1]):
        if _is_small(word):
            return index
    return max(0, len(words) - 1)


def _is_small(word: str) -> bool:
    """Whether BibTeX takes the word for a von: its first letter outside braces is small."""
    depth = 0
    for index, char in enumerate(word):
        if char == "{" and depth == 0 and word[index + 1 : index + 2] == "\\":
            accented = re.match(r"\\(?:[^A-Za-z]|[A-Za-z]+)[\s{]*(\w?)", word[index + 1 :])
            command = re.match(r"\\([A-Za-z]+)\}", word[index + 1 :])
            letter = command[1][0] if command else accented[1] if accented else ""
            return letter.islower()
        depth += (char == "{") - (char == "}")
        if depth == 0 and char.isalpha():
            return char.islower()
    return False


def _assembled(von_last: list[str], given: list[str], suffix: str) -> Name:
    """A Name of words, the small ones before the last as particle."""
    cut = 0
    for index, word in enumerate(von_last[:-1]):
        if _is_small(word):
            cut = index + 1
    if not given and cut == 0 and len(von_last) == 1 and not suffix:
        return Name(family=_bare(von_last[0]))
    particle = " ".join(map(_bare, von_last[:cut]))
    name = Name(
        family=" ".join(map(_bare, von_last[cut:])),
        given=" ".join(map(_bare, given)),
        suffix=suffix,
        comma_suffix=bool(re.fullmatch(_TRADITIONAL_COMMA, suffix)),
    )
    if not particle:
        kept, family = _leading(name.family)
        return name._replace(non_dropping_particle=kept, family=family)
    if particle.split()[0] in _DROPPED:
        return name._replace(dropping_particle=particle)
    return name._replace(non_dropping_particle=particle)


def _cut_suffix(words: list[str]) -> tuple[list[str], str]:
    if len(words) > 2 and _is_suffix(words[-1]):
        return words[:-1], words[-1]
    return words, ""


def _is_suffix(word: str) -> bool:
    return re.fullmatch(_SUFFIX, word) is not None


def _whole_group(text: str) -> bool:
    """Whether one pair of braces holds the whole text, and not for an accent."""
    if not (text.startswith("{") and text.endswith("}")) or text.startswith("{\\"):
        return False
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return index == len(text) - 1
    return False


def _bare(word: str) -> str:
    """The word without protecting braces; a brace before a backslash is LaTeX's and stays."""
    if "{" not in word:
        return word
    kept: list[str] = []
    open_: list[bool] = []
    for index, char in enumerate(word):
        if char == "{":
            open_.append(word[index + 1 : index + 2] == "\\" or (bool(open_) and open_[-1]))
            kept.append(char if open_[-1] else "")
        elif char == "}":
            kept.append(char if open_ and open_.pop() else "")
        else:
            kept.append(char)
    return "".join(kept)
