"""Good records without end: made up, each different, with every rule of check obeyed.

`plain(number)` is the plain data of one; the same number gives the same record.
"""

from __future__ import annotations

import random
from typing import Any

from archcite.record.identifiers import RIGHTS_CODES

_PEOPLE = (
    ("Anna", "Lindqvist"),
    ("Pyotr", "Zaytsev"),
    ("Marta", "Kovalenko"),
    ("Jean-Luc", "Moreau"),
    ("Gerhard", "Weißmüller"),
    ("Eleanor", "O’Connell"),
    ("José", "Núñez"),
    ("Tomasz", "Wiśniewski"),
    ("Dmitriy", "Shcherbakov"),
    ("Edward M.", "Harrow"),
    ("Ludwig", "Iffland"),
    ("Ílhan", "Yıldız"),
)
_FAMILY_FIRST = (("Kim", "Yong Nam"), ("Zhang", "Wentian"), ("Kádár", "Béla"), ("Nguyen", "Van An"))
_BODIES = ("Ministry of Trade", "Central Committee of the Party", "7th Fleet", "MI5", "G20 Office")
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_TOPICS = (
    "the harvest",
    "talks in Hanoi",
    "trade with Hungary",
    "the five-year plan for 1966–1970",
    "“peaceful coexistence”",
    "the 21st Congress, etc.",
    "relations with the U.S.S.R.",
    "U.S. policy [sic] in Asia",
    "a visit to the O’Hare works",
)
_KINDS = {
    "letter": "Letter",
    "report": "Report",
    "memorandum": "Memorandum",
    "minutes": "Minutes",
    "speech": "Speech",
    "conversation-record": "Record of Conversation",
}


def plain(number: int) -> dict[str, Any]:
    """The plain data of one good record."""
    dice = random.Random(number)
    year, month, day = dice.randint(1921, 1999), dice.randint(1, 12), dice.randint(1, 26)
    key = f"good-{number:05d}"
    kind = dice.choice(list(_KINDS))
    data: dict[str, Any] = {
        "schema": "archcite/1",
        "document": {"id": key, "kind": kind, **_title(dice, kind, (year, month, day), number)},
        "people": _people(dice),
        "source": _source(dice, number),
        "rights": _rights(dice),
        "record": {"_note": "Made up."},
    }
    if dice.random() < 0.6:
        data["digital"] = _digital(dice, number)
    if dice.random() < 0.3:
        data["funders"] = [
            {"name": f"{dice.choice(_PEOPLE)[1]} Foundation", "ids": {"ror": ror(number)}}
        ]
    if dice.random() < 0.3:
        data["document"] |= {"language": "en", "original_language": dice.choice(["ru", "hu", "zh"])}
        data["credits"] = [{"verb": "translated", "by": [_running(dice.choice(_PEOPLE))]}]
    if dice.random() < 0.2:
        data["published"] = {
            "isbn": dice.choice([isbn13(number), f"{isbn10(number)} {isbn13(number)}"]),
            "issn": issn(number),
        }
    if dice.random() < 0.3:
        data["places"] = [{"name": "Moscow", "ids": {"geonames": "524901"}}]
    return data


def _title(
    dice: random.Random, kind: str, day: tuple[int, int, int], number: int
) -> dict[str, Any]:
    year, month, date = day
    name = _MONTHS[month - 1]
    said = dice.choice(
        [
            f"{date} {name} {year}",
            f"{name} {date}, {year}",
            f"{name} {year}",
            f"{date}.{month}.{year}",
            f"{name} {date}–{date + 2}, {year}",
            "",
        ]
    )
    topic = f"{_KINDS[kind]} on {dice.choice(_TOPICS)} no. {number}"
    title = f"{topic}, {said}" if said else topic
    found: dict[str, Any] = {
        "title": title,
        "title_kind": dice.choice(["formal", "devised"]),
        "date": dice.choice([f"{year}-{month:02}-{date:02}", f"{year}-{month:02}", str(year)]),
        "extract": dice.choice(["complete", "excerpt"]),
    }
    if said and dice.random() < 0.5:
        found["date_as_given"] = said
    if "–" in said and kind != "speech":
        found["date"] = f"{year}-{month:02}-{date:02}/{year}-{month:02}-{date + 2:02}"
    return found


def _running(name: tuple[str, str]) -> str:
    return f"{name[0]} {name[1]}"


def _people(dice: random.Random) -> list[dict[str, Any]]:
    given, family = dice.choice(_PEOPLE)
    people: list[dict[str, Any]] = [
        {
            "role": "author",
            "as_given": f"{given} {family}",
            "family": family,
            "given": given,
            "authority_form": f"{family}, {given}, 1890-1999",
        }
    ]
    if dice.random() < 0.5:
        family, given = dice.choice(_FAMILY_FIRST)
        people.append(
            {
                "role": "recipient",
                "as_given": f"{family} {given}",
                "family": family,
                "given": given,
                "order": "family-first",
            }
        )
    if dice.random() < 0.3:
        people.append({"role": "participant", "as_given": dice.choice(_BODIES), "kind": "body"})
    if dice.random() < 0.3:
        people[0]["ids"] = {
            "isni": mod_11_2(dice.randint(0, 10**15 - 1)),
            "viaf": str(dice.randint(10**6, 10**9)),
        }
    return people


def _source(dice: random.Random, number: int) -> dict[str, Any]:
    first = dice.randint(1, 300)
    leaves = dice.choice([str(first), f"{first}-{first + 3}", f"0{first}", f"{first} ob."])
    return dice.choice(
        [
            {
                "archive": {"acronym": dice.choice(["RGANI", "GARF", "RGASPI"]), "country": "RU"},
                "levels": _levels(
                    ("fond", dice.choice(["5", "0100", "558"])),
                    ("opis", dice.choice(["1", "22a", "49"])),
                    ("delo", str(number)),
                    ("leaf", leaves),
                ),
            },
            {
                "archive": {"acronym": "TNA"},
                "levels": _levels(
                    ("series", dice.choice(["FO 371", "CAB 128", "PREM 11"])),
                    ("piece", str(number)),
                    ("folio", f"{first}v"),
                ),
            },
            {
                "archive": {"acronym": "NARA", "ids": {"isil": "US-dnan"}},
                "levels": _levels(
                    ("record-group", "59"), ("box", str(first)), ("folder", f"POL {number}")
                ),
            },
            {
                "archive": {"name": "Newberry Library", "place": "Chicago"},
                "collection": "Ayer Collection",
                "levels": _levels(("box", str(first))),
            },
            {
                "archive": {"acronym": "CIA", "name": "Central Intelligence Agency", "place": "x"},
                "levels": _levels(("reference", f"CIA-RDP99B01676R{number:012d}-6")),
            },
            {
                "published_in": {
                    "series": "Foreign Relations of the United States, 1969–1976",
                    "title": "Korea",
                    "document_number": str(number),
                }
            },
        ]
    )


def _levels(*steps: tuple[str, str]) -> list[dict[str, str]]:
    return [{"kind": kind, "value": value} for kind, value in steps]


def _rights(dice: random.Random) -> dict[str, Any]:
    def uri(code: str) -> str:
        return f"http://rightsstatements.org/vocab/{code}/1.0/"

    holder = ["The estate"]
    return dice.choice(
        [
            {"uri": uri(dice.choice(RIGHTS_CODES))},
            {"uri": uri("InC"), "holder": holder},
            {"uri": uri("InC"), "license": "CC-BY-NC-4.0", "holder": holder},
            {"license": "CC0-1.0", "statement": "Free for every use, commercial use included."},
            {"license": "https://creativecommons.org/licenses/by/4.0/", "holder": holder},
            {
                "license": "CC-BY-NC-SA-4.0",
                "statement": "Please contact us for permission for commercial use.",
            },
            {
                "uri": uri("InC"),
                "statement": "All rights reserved; ask for permission before commercial use.",
            },
            {"uri": uri("NoC-US"), "statement": "No restrictions are known."},
        ]
    )


def _digital(dice: random.Random, number: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": "Digital Reading Room",
        "record_id": str(number),
        "url": dice.choice(
            [
                f"https://www.example.org/document/{number}",
                f"https://testimony.example.org/a?id={number}&sort=utm",
                f"https://www.proxima.example.org/devel/{number}.html",
            ]
        ),
        "accessed": "2024-02-29",
        "uploaded": "2011-11-20",
    }
    if dice.random() < 0.3:
        found |= {"doi": f"10.1234/{number}", "url": f"https://doi.org/10.1234/{number}"}
    return found


def mod_11_2(number: int) -> str:
    """Fifteen digits and the check digit of ISO 7064, MOD 11-2."""
    total = 0
    for digit in f"{number:015d}":
        total = (total + int(digit)) * 2
    return f"{number:015d}{'0123456789X'[(12 - total % 11) % 11]}"


def ror(number: int) -> str:
    """The ROR of a number below 32**6."""
    rest, letters = number, ""
    for _ in range(6):
        rest, place = divmod(rest, 32)
        letters = "0123456789abcdefghjkmnpqrstvwxyz"[place] + letters
    return f"0{letters}{98 - number * 100 % 97:02d}"


def isbn10(number: int) -> str:
    """An ISBN of ten digits."""
    body = f"{number:09d}"
    return body + "0123456789X"[-sum(int(d) * (10 - at) for at, d in enumerate(body)) % 11]


def isbn13(number: int) -> str:
    """The same with 978."""
    body = f"978{number:09d}"
    return body + str(-sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(body)) % 10)


def issn(number: int) -> str:
    """An ISSN."""
    body = f"{number:07d}"
    last = "0123456789X"[-sum(int(d) * (8 - at) for at, d in enumerate(body)) % 11]
    return f"{body[:4]}-{body[4:]}{last}"
