"""The sixty sources of the thesis: invented letters, telegrams, minutes and books."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Source(NamedTuple):
    """A record: its key and its TOML."""

    key: str
    toml: str


# Family and given name as they are written in their own script, and the name in the key.
_PEOPLE = [
    ("Ozolin", "Marta", "ozolin"),
    ("Береговой", "Иван", "beregovoi"),
    ("Tōyama", "Ryōko", "toyama"),
    ("Haldorsen", "Åse", "haldorsen"),
    ("Λιμάνης", "Πέτρος", "limanis"),
    ("Çelik", "Şule", "celik"),
    ("Nwachukwu", "Ngozi", "nwachukwu"),
    ("港口", "花子", "minatoguchi"),
    ("Quay", "Edwin", "quay"),
    ("Żeglarz", "Łucja", "zeglarz"),
    ("부두", "민수", "budu"),
    ("Harfenist", "Jürgen", "harfenist"),
]
_ARCHIVES = [
    ("Northern Harbour Archive", "Tromsø", "Pilots' Office", "box"),
    ("State Archive of the Coast", "Odessa", "", "fond"),
    ("Library of the Canal", "Utrecht", "Papers of the Dredging Company", "folder"),
]
_SUBJECTS = ["ice", "the pilots", "the new quay", "coal & salt", "light dues", "50% of the crews"]


def sources() -> list[Source]:
    """All of them, in one order: forty-five documents and fifteen books."""
    return [_document(number) for number in range(45)] + [_book(number) for number in range(15)]


def library_at(root: Path) -> Path:
    """The folder, made a library of all of them."""
    (root / "records").mkdir()
    (root / "archcite.toml").write_text("")
    for source in sources():
        (root / "records" / f"{source.key}.toml").write_text(source.toml, encoding="utf-8")
    return root


def _person(role: str, number: int) -> str:
    family, given, _ = _PEOPLE[number % len(_PEOPLE)]
    return (
        f'[[people]]\nrole = "{role}"\nas_given = "{given} {family}"\n'
        f'family = "{family}"\ngiven = "{given}"\n'
    )


def _document(number: int) -> Source:
    kind = ("letter", "telegram", "memorandum", "minutes", "report")[number % 5]
    date = f"19{20 + number}-{1 + number % 12:02}-{1 + (number * 7) % 28:02}"
    who = _PEOPLE[number % len(_PEOPLE)][2]
    key = f"{who}-{date}"
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    people = "" if kind == "minutes" else _person("author", number)
    if kind in ("letter", "telegram", "memorandum"):
        people += _person("recipient", number + 5)
        title, title_kind = f"{kind} about {subject}", "generic"
    else:
        title, title_kind = f"On {subject}, {number}", "formal"
    name, place, collection, level = _ARCHIVES[number % len(_ARCHIVES)]
    held = f'[source]\ncollection = "{collection}"\n\n' if collection else ""
    if level == "fond":
        levels = [("fond", "17"), ("opis", "3"), ("delo", str(200 + number))]
    else:
        levels = [(level, str(1 + number % 9))]
    marks = "".join(
        f'[[source.levels]]\nkind = "{kind_}"\nvalue = "{value}"\n' for kind_, value in levels
    )
    return Source(
        key,
        f'schema = "archcite/1"\n\n[document]\nid = "{key}"\nkind = "{kind}"\n'
        f'title = "{title}"\ntitle_kind = "{title_kind}"\ndate = "{date}"\nlanguage = "en"\n\n'
        f'{people}\n{held}[source.archive]\nname = "{name}"\nplace = "{place}"\n\n{marks}',
    )


def _book(number: int) -> Source:
    key = f"{_PEOPLE[number % len(_PEOPLE)][2]}-book-{number}"
    year = 1950 + 3 * number
    return Source(
        key,
        f'schema = "archcite/1"\n\n[document]\nid = "{key}"\nkind = "published"\n'
        f'title = "Harbours and {_SUBJECTS[number % len(_SUBJECTS)]}: A History"\n'
        f'title_kind = "formal"\ndate = "{year}"\nlanguage = "en"\n\n{_person("author", number)}\n'
        f'[published]\ntype = "book"\npublisher = "Mole Press"\nplace = "Bergen"\n',
    )
