"""Which language codes are registered, and which of two codes of one language is the shorter."""

from __future__ import annotations

from functools import lru_cache

# ISO 639-1, all of it.
_TWO_LETTERS = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
    ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
    lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
    pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)


# Codes of three letters for one language of a group, which the group's code does not replace.
_OF_A_GROUP = frozenset(
    """als arb ayr azb azj bcc cmn ekk fuc gug ike khk kmr knc lvs mup npi ory pbu pes plt prs quz
    spy src swh tlh ttq uzn ydd zsm""".split()
)


def known_language(code: str) -> bool:
    """Whether a code of two letters is registered; those of three letters are too many to tell."""
    return len(code) != 2 or code in _TWO_LETTERS


@lru_cache(512)
def shorter(code: str) -> str:
    """The code of two letters that stands for one of three, "" if there is none."""
    if len(code) != 3 or code in _OF_A_GROUP:
        return ""
    from babel.core import get_global

    short = str(get_global("language_aliases").get(code, ""))
    return short if short in _TWO_LETTERS else ""
