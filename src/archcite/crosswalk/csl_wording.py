"""What the words of a title already say, so that a citation does not say it twice.

Also the shape of one carried fact. Knows records and no CSL variables.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archcite.record.model import Agent, Record
from archcite.record.vocab import Kind, Role

# CSL variables with their values, and the record's field paths that these carry.
Fact = tuple[dict[str, Any], tuple[str, ...]]

AUTHORS = (
    Role.AUTHOR,
    Role.SPEAKER,
    Role.INTERVIEWEE,
    Role.PHOTOGRAPHER,
    Role.ARTIST,
)

# Common nouns that open a description; their capital there is only that of a first word.
_NOUNS = frozenset(
    """account agreement address album appeal appendix application bill cable certificate
    circular communication contract conversation copy correspondence deed decision decree
    description diary directive dispatch draft drawing entry essay excerpt extract file film
    instruction instructions interview inventory journal lecture letter letters list
    manuscript map memo memoir memorandum message minutes negative note notes order page papers
    petition photograph photographs plan poem postcard proceedings program programme prospectus
    protocol receipt record recording records register report resolution review sketch speech
    statement story summary survey table telegram testimony text transcript translation typescript
    undated unsigned untitled will""".split()
)

# How the words for a kind begin in the languages of archives.
_STEMS: Mapping[Kind, tuple[str, ...]] = {
    Kind.TELEGRAM: (
        *("telegr", "telex", "cable", "cipher", "ciphered", "dispatch", "fernschreiben"),
        *("télégr", "dépêche", "телегр", "шифр", "депеш", "전보", "电报", "電報"),
    ),
    Kind.MEMORANDUM: (
        *("memo", "aktennotiz", "vermerk", "mémo", "mémorandum", "меморандум", "записк"),
        *("비망록", "각서", "备忘录", "備忘錄"),
    ),
}


def is_correspondence(record: Record) -> bool:
    """Whether it went from somebody to somebody, as far as either is known."""
    return record.document.kind in (Kind.LETTER, Kind.TELEGRAM, Kind.MEMORANDUM) and any(
        agent.role in AUTHORS or agent.role is Role.RECIPIENT for agent in record.people
    )


def named_in(agent: Agent, title: str) -> bool:
    """Whether a title names the agent, by family name or as given."""
    words = _words(title)
    name = agent.family or agent.as_given.rsplit(" ", 1)[-1]
    return _words(name) <= words if agent.kind == "person" else agent.as_given in title


def says(title: str, genre: str) -> bool:
    """Whether a title has all words of a genre (Record of Conversation: record of conversation)."""
    return _words(genre) <= _words(title)


def recipients_of(record: Record) -> list[Agent]:
    """Those to whom it was addressed."""
    return [agent for agent in record.people if agent.role is Role.RECIPIENT]


def calls_itself(title: str, kind: Kind) -> bool:
    """Whether a title, in whatever language, has a word for that kind (Cable from Hanoi)."""
    stems = _STEMS.get(kind, ())
    return any(word.startswith(stems) for word in _words(title))


def uncapitalized(text: str) -> str:
    """A description without the capital that it has only because it stands first."""
    first = text.split(None, 1)[0] if text.split() else ""
    bare = first.rstrip(",.;:").casefold()
    if first[:1].isupper() and first[1:].islower() and bare in _NOUNS:
        return text[:1].lower() + text[1:]
    return text


def _words(text: str) -> set[str]:
    return {word.strip(".,;:’'\"“”()[]").casefold() for word in text.split()}
