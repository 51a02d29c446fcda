"""Korean, Chinese and Vietnamese names, whose family name comes first: known by their syllables."""

from __future__ import annotations

import re

# Family names that come first. One syllable each in the given name decides that it is one of these.
_FAMILY_FIRST = frozenset(
    # Korean
    "kim pak park ri li yi lee rhee choe ch'oe choi chong chung jong jung han ho heo hwang kang ko"
    " kwak kwon min mun nam no o oh paek pang pyon son song sin shin so sok suh yang yim yu yun"
    # Chinese
    " mao zhou chou deng teng liu chen ch'en lin zhu chu peng p'eng jiang chiang zhang chang wang"
    " huang hua qiao ch'iao geng xu hsu ye yeh yang wu zhao chao sun hu he luo tang wei guo qian xi"
    " zeng bo dong feng gao ji kang kong lu ma pan ren shen shi song tan tian wan xie yan yao yuan"
    # Vietnamese
    " ho pham le nguyen tran vo truong hoang phan dinh bui dang do duong ngo ly".split()
)
_PINYIN = re.compile(
    r"(?:zh|ch|sh|ts|tz|hs|[bpmfdtnlgkhjqxrzcsyw])?['’]?(?:[aeiouü]{1,3}(?:ng|n)?|er)"
)
_SYLLABLE = re.compile(
    r"(?:ch|kh|ph|th|sh|zh|ts|tz|hs|gh|gi|ng|nh|ngh|tr|qu|kk|tt|pp|ss|jj|[bcdfghjklmnpqrstvwxyz])?['’]?"
    r"(?:[yw]?[aeiouăâêôơưŏŭü]{1,3}|y)(?:ng|nh|ch|[nmlrkptcgh])?"
)


def is_family_first(name: str) -> bool:
    """Whether a name in running order is Korean, Chinese or Vietnamese, by its syllables."""
    words = name.split()
    if not 2 <= len(words) <= 3 or words[0].casefold() not in _FAMILY_FIRST:
        return False
    return all(_is_syllables(word) for word in words[1:])


def _is_syllables(word: str) -> bool:
    parts = word.replace("’", "'").casefold().split("-")
    if len(parts) > 2:
        return False
    if len(parts) == 2:
        return all(_SYLLABLE.fullmatch(part) for part in parts)
    one = parts[0]
    if _SYLLABLE.fullmatch(one):
        return True
    return len(one) <= 9 and any(
        _PINYIN.fullmatch(one[:cut]) and _PINYIN.fullmatch(one[cut:]) for cut in range(1, len(one))
    )
