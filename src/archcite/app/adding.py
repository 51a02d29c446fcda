"""New records: from answers to questions, from fields on the command line, from a template.

What is typed is read as a source's words are; nothing is made up. Prints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archcite.app.config import Config, today
from archcite.errors import Problem, ProblemsFound, UsageFault
from archcite.record.model import Record
from archcite.record.vocab import Kind, Role

# What the template of a kind asks for beside what every template has.
_ROLES: Mapping[str, tuple[str, ...]] = {
    "letter": ("author", "recipient"),
    "telegram": ("author", "recipient"),
    "memorandum": ("author", "recipient"),
    "speech": ("speaker",),
    "interview": ("interviewee", "interviewer"),
    "conversation-record": ("participant", "participant"),
    "photograph": ("photographer",),
    "map": ("artist",),
    "collection": ("creator",),
}
_EVENTS = frozenset(("speech", "minutes"))


def kinds() -> list[str]:
    """The kinds that there are templates for."""
    return [str(kind) for kind in Kind]


def check_kind(kind: str) -> str:
    """The kind; UsageFault with the nearest for none."""
    if kind in kinds():
        return kind
    from difflib import get_close_matches

    near = get_close_matches(kind, kinds(), n=2)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(kinds())}"
    raise UsageFault(Problem("word-unknown", "", f"there is no kind {kind[:40]!r}", hint))


def template(kind: str, key: str, schema_ref: str) -> str:
    """A record of that kind to be filled in; what is commented out stays out."""
    parts = [
        f"#:schema {schema_ref}",
        "# Fill in what the document and its archive say; leave out the rest.",
        'schema = "archcite/1"',
        f'\n[document]\nid = "{key}"\nkind = "{kind}"\ntitle = ""',
        'title_kind = "devised" # or formal: printed on the document; generic: Letter from A to B',
        'date = "" # 1966-05-27, 1966-05, 1966~ (about), 1966? (perhaps), 196X, 1966/1968',
        'language = ""',
        "# short_title, number, classification, extent, summary, original_language",
    ]
    if kind in _EVENTS:
        parts.append('\n[document.event]\nname = ""\nplace = ""')
    parts += [
        f'\n[[people]]\nrole = "{role}"\nas_given = ""\nfamily = ""\ngiven = ""'
        for role in _ROLES.get(kind, ("author",))
    ]
    parts += [
        '\n[source]\ncollection = ""',
        '\n[source.archive]\nname = ""\nplace = ""',
        '\n[[source.levels]]\nkind = "box" # fond, opis, delo, folder, leaf ...\nvalue = ""',
        '\n[digital]\nname = ""\nurl = ""',
    ]
    return "\n".join(parts) + "\n"


def filled_in(text: str) -> dict[str, Any]:
    """What a template's text says, without the fields that nobody filled in.

    ValueError (of tomllib) where it is no TOML.
    """
    import tomllib

    plain = tomllib.loads(text.removeprefix("\ufeff"))
    _emptied(plain)
    return plain


def _emptied(table: dict[str, Any]) -> None:
    for name in list(table):
        value = table[name]
        if isinstance(value, dict):
            _emptied(value)
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, dict):
                    _emptied(each)
            for at in range(len(value) - 1, -1, -1):
                if isinstance(value[at], dict) and not set(value[at]) - {"role", "kind"}:
                    del value[at]
        if value == "" or (isinstance(value, (dict, list)) and not value):
            del table[name]


def from_answers(answers: Mapping[str, str], people: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The plain record that answers make. people: role and name of each.

    answers: kind, title, date, source (the archive's line), url, language.
    """
    import msgspec

    from archcite.read.agents import person_or_body
    from archcite.read.dates import read_date
    from archcite.record.shelfmark import parse_source
    from archcite.text.edtf import is_edtf

    document: dict[str, Any] = {"id": "item", "kind": answers["kind"]}
    for name in ("title", "language"):
        if answers.get(name):
            document[name] = answers[name]
    if date := answers.get("date"):
        read = date if is_edtf(date) else None
        words = read_date(date) if read is None else None
        if read:
            document["date"] = read
        else:
            document["date_as_given"] = date
            if words:
                document["date"] = words.edtf
                if words.inferred:
                    document["date_inferred"] = True
    plain: dict[str, Any] = {"schema": "archcite/1", "document": document}
    if people:
        roles = {str(each): each for each in Role}
        agents = [person_or_body(name, roles[role]) for role, name in people]
        plain["people"] = msgspec.to_builtins(agents)
    if answers.get("source"):
        found = parse_source(answers["source"])
        if found.holding:
            plain["source"] = msgspec.to_builtins(found.holding)
        if found.credits:
            plain["credits"] = msgspec.to_builtins(found.credits)
    if answers.get("url"):
        plain["digital"] = {"url": answers["url"], "accessed": today()}
    return plain


def finished(config: Config, plain: Mapping[str, Any], key: str = "") -> Record:
    """The record with a free key: the one that is asked for, or one by the library's pattern.

    ProblemsFound with what is wrong in it; UsageFault for a key that is taken.
    """
    from msgspec.structs import replace

    from archcite.library.files import is_key
    from archcite.record.key import patterned, suffixed
    from archcite.record.toml import from_plain

    library = config.library()
    if key and not is_key(key):
        raise UsageFault(
            Problem("key-invalid", "", f"{key[:80]!r} is not a citation key",
                    "keys are made of a-z, 0-9, hyphen, dot and underscore")
        )  # fmt: skip
    if key and key in library:
        raise UsageFault(Problem("key-taken", library.where(key), "there is a record of that key"))
    try:
        record = from_plain(plain)
    except ProblemsFound as fault:  # there is no file yet, and the sentences name their fields
        raise ProblemsFound(*(each._replace(where="") for each in fault.problems)) from fault
    free = key or suffixed(patterned(record, config.key), library.keys())
    return replace(record, document=replace(record.document, id=free))


def text_of(config: Config, record: Record) -> str:
    """The file that the record would have."""
    from archcite.record.toml import write

    return write(record, config.library().schema_ref())


def save(config: Config, record: Record) -> str:
    """Put a new record into the library; where it is now."""
    library = config.library()
    key = record.document.id
    text = text_of(config, record)
    library.save_together({key: (text, None)}, "add", said=f"add {key}")
    return library.where(key)
