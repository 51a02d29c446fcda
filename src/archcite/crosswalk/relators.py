"""Roles of people as the codes of MARC relators and as words, both ways.

Source: the list of MARC relators of the Library of Congress. Formats with relators: MODS, MARCXML,
EAD, and what Dublin Core says of contributors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from archcite.record.vocab import Role

# The code of each role that has one.
CODES: Mapping[Role, str] = {
    Role.AUTHOR: "aut",
    Role.RECIPIENT: "rcp",
    Role.SPEAKER: "spk",
    Role.INTERVIEWER: "ivr",
    Role.INTERVIEWEE: "ive",
    Role.PHOTOGRAPHER: "pht",
    Role.ARTIST: "art",
    Role.CREATOR: "cre",
    Role.EDITOR: "edt",
    Role.COMPILER: "com",
    Role.TRANSLATOR: "trl",
    Role.CHAIR: "mod",
    Role.COMPOSER: "cmp",
    Role.CONTRIBUTOR: "ctb",
    Role.CURATOR: "cur",
    Role.DIRECTOR: "drt",
    Role.HOST: "hst",
    Role.ILLUSTRATOR: "ill",
    Role.NARRATOR: "nrt",
    Role.ORGANIZER: "orm",
    Role.ORIGINAL_AUTHOR: "ant",
    Role.PERFORMER: "prf",
    Role.PRODUCER: "pro",
    Role.SCRIPT_WRITER: "aus",
    Role.COLLECTION_EDITOR: "pbd",  # so Zotero's series editors are written
}
# Other codes, and the role that comes nearest.
_MORE: Mapping[str, Role] = {
    "act": Role.PERFORMER,
    "arr": Role.COMPOSER,
    "asn": Role.PARTICIPANT,
    "aud": Role.AUTHOR,
    "aui": Role.CONTRIBUTOR,
    "cmm": Role.CONTRIBUTOR,
    "col": Role.CREATOR,
    "cnd": Role.PERFORMER,
    "crp": Role.AUTHOR,
    "ctg": Role.ARTIST,
    "dis": Role.AUTHOR,
    "drm": Role.ARTIST,
    "edc": Role.EDITOR,
    "fmd": Role.DIRECTOR,
    "fmp": Role.PRODUCER,
    "isb": Role.AUTHOR,
    "lbt": Role.CONTRIBUTOR,
    "lyr": Role.CONTRIBUTOR,
    "mus": Role.PERFORMER,
    "pan": Role.PARTICIPANT,
    "pnt": Role.ARTIST,
    "prg": Role.AUTHOR,
    "res": Role.CONTRIBUTOR,
    "rpt": Role.AUTHOR,
    "sgn": Role.AUTHOR,
    "sng": Role.PERFORMER,
    "tcd": Role.DIRECTOR,
    "ths": Role.CONTRIBUTOR,
    "trc": Role.CONTRIBUTOR,
    "wam": Role.CONTRIBUTOR,
}
_WORDS: Mapping[str, Role] = {
    "addressee": Role.RECIPIENT,
    "correspondent": Role.AUTHOR,
    "sender": Role.AUTHOR,
    "writer": Role.AUTHOR,
    "presenter": Role.SPEAKER,
    "screenwriter": Role.SCRIPT_WRITER,
    "scriptwriter": Role.SCRIPT_WRITER,
    "series editor": Role.COLLECTION_EDITOR,
    "publishing director": Role.COLLECTION_EDITOR,
    "book author": Role.CONTAINER_AUTHOR,
    "moderator": Role.CHAIR,
    "bibliographic antecedent": Role.ORIGINAL_AUTHOR,
    "collector": Role.CREATOR,
    "issuing body": Role.AUTHOR,
    "cartographer": Role.ARTIST,
    "painter": Role.ARTIST,
    "sculptor": Role.ARTIST,
    "actor": Role.PERFORMER,
    "singer": Role.PERFORMER,
    "film director": Role.DIRECTOR,
    "film producer": Role.PRODUCER,
    "editor of compilation": Role.EDITOR,
    "depicted": Role.SUBJECT,
    "attendee": Role.PARTICIPANT,
    "panelist": Role.PARTICIPANT,
    "cataloger": Role.CATALOGUER,
}
# What is no person's role in a record but a fact of its own.
FUNDER = frozenset(("fnd", "spn", "funder", "sponsor", "pat", "patron"))
REPOSITORY = frozenset(("rps", "repository"))
PUBLISHER = frozenset(("pbl", "publisher"))
HOLDER = frozenset(("cph", "copyright holder", "copyright claimant", "cpc"))
DONOR = frozenset(("dnr", "donor"))
OWNER = frozenset(("own", "owner", "current owner"))

_BY_CODE: Mapping[str, Role] = {**_MORE, **{code: role for role, code in CODES.items()}}
_BY_WORD: Mapping[str, Role] = {
    **_WORDS,
    **{str(role).replace("-", " "): role for role in Role},
}
# Every role by the word that records have for it.
ROLES: Mapping[str, Role] = {str(role): role for role in Role}


def word(role: Role) -> str:
    """The role as a word in running text (series creator)."""
    return str(role).replace("-", " ")


def bare(told: str) -> str:
    """A relator without address, punctuation and capitals: the code or the word alone."""
    text = told.strip(" \t\n.,;:()").rsplit("/", 1)[-1]
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold()
    return " ".join(text.replace("-", " ").replace("_", " ").split())


def role_of(told: str) -> Role | None:
    """The role that a code, word or address of a relator means; None where it is none of a person.

    Words in several languages are not tried; what is unknown is None too.
    """
    text = bare(told)
    return _BY_CODE.get(text) or _BY_WORD.get(text)
