"""Sort keys, the only collation: near the Unicode root collation, with some languages' own order.

Case is folded; accents decide only between equal letters; quotation marks, apostrophes and square
brackets count for nothing, nor do other signs that open the text; comma, space, other signs,
digits, letters follow in this order, and of these Latin, Greek, Cyrillic, the other scripts. Digits
sort as the numbers that they are. Articles are not dropped.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TypeAlias

Key: TypeAlias = tuple[str, str]

# In the order of the root collation, but the comma first, so that a family name ends at its comma:
# "Smith, John" < "Smith Brothers" < "Smith-Jones" < "Smithson".
_SIGNS = ", _-;:!?./(){}@*\\&#%`^+<=>|~$"
_IGNORED = "'\"[]"
_ASCII = str.maketrans(
    {sign: chr(place) for place, sign in enumerate(_SIGNS, 1)} | dict.fromkeys(_IGNORED, "")
)

# What printers set for a hyphen, a space and quotation marks; the rest takes the long way.
_TYPOGRAPHIC = str.maketrans(
    dict.fromkeys("‐‑‒–—", "-") | {"\u00a0": " "} | dict.fromkeys("‘’“”«»‹›„‚", "")
)

_SPACE = " ".translate(_ASCII)
_HYPHEN = "-".translate(_ASCII)
# Sorts after every Latin letter: a letter with it is a letter of its own, after the plain one.
_OWN = "\x7f"
# The same for Cyrillic.
_OWN_CYRILLIC = "\u04ff"


# Letters of their own: in each group a plain letter and what follows it in the alphabet.
_ROOT_CYRILLIC = "гґѓ дђ еє зѕ иіїйј кќ лљ нњ тћ уў цџ"
_ROOT = {
    "æ": "ae", "œ": "oe", "ø": "o\u0338", "đ": "d\u0335", "ð": "d\u0336",
    "ł": "l\u0335", "ħ": "h\u0335", "ı": "i", "ŋ": "n\u0321", "ə": "e\u0329", "þ": "z" + _OWN,
}  # fmt: skip
_LANGUAGES = {
    "az": "cç eə gğ hı oö sş uü",
    "bs": "cčć dđ sš zž",
    "cs": "cč rř sš zž",
    "da": "zæøå",
    "es": "nñ",
    "et": "sšzž wõäöü",
    "fi": "zåäö",
    "gl": "nñ",
    "hr": "cčć dđ sš zž",
    "hu": "oö uü",
    "is": "aá dð eé ií oó uú yý zþæö",
    "lt": "cč sš zž",
    "lv": "cč gģ kķ lļ nņ sš zž",
    "nb": "zæøå",
    "nn": "zæøå",
    "no": "zæøå",
    "pl": "aą cć eę lł nń oó sś zźż",
    "ro": "aăâ iî sș tț",
    "sk": "aä cč oô sš zž",
    "sl": "cčć dđ sš zž",
    "sv": "zåäö",
    "tr": "cç gğ hı oö sş uü",
}
# Letters of neighbours or of older spelling that sort as one of these do.
_LIKE = {
    "da": "äæ öø", "fi": "æä øö", "hu": "őö űü", "nb": "äæ öø", "nn": "äæ öø", "no": "äæ öø",
    "ro": "şș ţț", "sv": "æä øö",
}  # fmt: skip


@cache
def _table(language: str) -> dict[int, str]:
    """What the letters of a language stand for in its keys."""
    letters = dict(_ROOT)
    groups = [(group, _OWN_CYRILLIC) for group in _ROOT_CYRILLIC.split()]
    groups += [(group, _OWN) for group in _LANGUAGES.get(language, "").split()]
    for group, mark in groups:
        letters.update((group[place], group[0] + mark * place) for place in range(1, len(group)))
    for pair in _LIKE.get(language, "").split():
        letters[pair[0]] = letters[pair[1]]
    return str.maketrans(letters)


_LEADING = re.compile(r"^[^\w]+(?=\w)")
_DIGITS = re.compile("0*([0-9]+)")


def _counted(found: re.Match[str]) -> str:
    """Digits with their number before them, so that 9 comes before 10."""
    return f"{min(len(found[1]), 9)}{found[1]}"


def sort_key(text: str, language: str = "") -> Key:
    """A value that sorts as the text does in the language (a BCP 47 tag; "" for none).

    The second part holds the accents and decides only where the first is equal.
    """
    if not text[:1].isalnum():
        text = _LEADING.sub("", text) or text
    text = _DIGITS.sub(_counted, text)
    if not text.isascii():
        plainer = text.translate(_TYPOGRAPHIC)
        if not plainer.isascii():
            return _unicode_key(text, language)
        text = plainer
    return text.lower().translate(_ASCII), ""


@lru_cache(maxsize=4096)
def _unicode_key(text: str, language: str) -> Key:
    subtag = language.partition("-")[0].lower()
    if subtag in ("tr", "az"):
        text = text.replace("İ", "i").replace("I", "ı")
    folded = unicodedata.normalize("NFC", text).casefold()
    folded = unicodedata.normalize("NFC", folded).translate(
        _table(subtag if subtag in _LANGUAGES else "")
    )
    letters: list[str] = []
    accents: list[str] = []
    for char in unicodedata.normalize("NFKD", folded):
        kind = "Lo" if char == _OWN else unicodedata.category(char)
        if kind == "Mn":
            accents.append(f"{len(letters):04d}{char}")
        elif char.isascii():
            letters.append(char if char == _OWN else char.translate(_ASCII))
        elif kind in ("Pi", "Pf", "Lm", "Cf", "Cc") or char in "„‚":
            continue
        elif kind[0] == "Z":
            letters.append(_SPACE)
        elif kind == "Pd":
            letters.append(_HYPHEN)
        elif kind[0] in "PS":
            letters.append("\x1f")
        else:
            letters.append(char)
    return "".join(letters), "".join(accents)
