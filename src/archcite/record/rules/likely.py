"""When two spellings may be one name: letters without marks, one alphabet, one look.

For telling people about it; nothing is ever changed or merged by it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from archcite.record.likeness import folded as _folded

# Russian and Ukrainian letters, and those of scholars and of McCune and Reischauer, in English.
_LATIN = dict(
    pair.split("=")
    for pair in """а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t
    у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ=_ ы=y ь=_ э=e ю=yu я=ya і=i ї=i є=e ґ=g ў=u
    š=sh č=ch ž=zh ŏ=eo""".split()
)
# What different systems of transliteration make of the same letter, from the longest.
_SAME = (
    *(("shch", "S"), ("schtsch", "S"), ("tch", "c"), ("tsch", "c"), ("sch", "s"), ("zh", "z")),
    *(("kh", "h"), ("ch", "c"), ("sh", "s"), ("ts", "c"), ("ph", "f"), ("ia", "a"), ("ya", "a")),
    *(("ja", "a"), ("iu", "u"), ("yu", "u"), ("ju", "u"), ("yo", "e"), ("ye", "e"), ("je", "e")),
    *(("eo", "u"), ("iy", "i"), ("ij", "i"), ("yi", "i"), ("ii", "i"), ("ks", "x"), ("ck", "k")),
    *(("y", "i"), ("j", "i"), ("w", "v")),
)


@lru_cache(8192)
def folded(text: str) -> str:
    """Letters and digits in one run of words, without case and accents."""
    return _folded(text)


@lru_cache(8192)
def spelling(name: str) -> str:
    """What spellings of one name have in common: Brezhnev, Brežnev, Брежнев; Il-sŏng, Il Song."""
    latin = "".join(_LATIN.get(letter, letter) for letter in name.casefold())
    plain = "".join(folded(latin.replace("ʹ", "").replace("'", "").replace("’", "")).split())
    if not plain.isascii():
        return plain
    for pair, one in _SAME:
        plain = plain.replace(pair, one)
    return "".join(
        letter for at, letter in enumerate(plain) if at == 0 or letter != plain[at - 1]
    ).replace("_", "")


@lru_cache(4096)
def script(text: str) -> str:
    """The writing of a text's letters: Latin, Cyrillic, Han, Hangul ...; "" for several or none."""
    found = {_script_of(letter) for letter in text if letter.isalpha()} - {"MODIFIER", "Common"}
    return found.pop() if len(found) == 1 else ""


def comparable(one: str, other: str) -> bool:
    """Whether two names are in one alphabet, so that the one must stand in the other."""
    return script(one) == script(other) != ""


@lru_cache(2048)
def _script_of(letter: str) -> str:
    if letter.isascii():
        return "LATIN"
    word = unicodedata.name(letter, "Common").partition(" ")[0]
    return "HAN" if word == "CJK" else word
