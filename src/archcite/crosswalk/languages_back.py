"""Languages as other formats name them -> BCP 47 tags."""

from __future__ import annotations

import re


def tag_of(told: str) -> str:
    """The tag of a language: codes of three letters become two, names their code; else as it is."""
    from babel.core import get_global

    text = told.strip()
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})+|[a-z]{2}", text):
        return text
    if len(text) == 3:
        aliases = get_global("language_aliases")
        return str(aliases.get(text.casefold(), text.casefold()))
    return _NAMES.get(text.casefold(), text)


_NAMES = dict(
    pair.split("=")
    for pair in """english=en russian=ru german=de french=fr spanish=es chinese=zh korean=ko
    japanese=ja polish=pl hungarian=hu czech=cs romanian=ro bulgarian=bg italian=it latin=la
    arabic=ar portuguese=pt ukrainian=uk vietnamese=vi albanian=sq dutch=nl greek=el
    hebrew=he persian=fa turkish=tr mongolian=mn serbian=sr croatian=hr swedish=sv
    deutsch=de français=fr español=es русский=ru italiano=it magyar=hu polski=pl""".split()
)
