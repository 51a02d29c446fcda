"""Made-up CSL-JSON items for benchmarks and comparisons: scholarly and archival, always the same.

`items(n)` gives the first n of one endless row, so that a larger set holds the smaller one. Authors
overlap, some works are undated, translated, or by people whose names are not Latin.
"""

from __future__ import annotations

import random
from typing import Any

Item = dict[str, Any]

_FAMILIES = """
Abbot Adler Almeida Bauer Becker Blake Brandt Carlsen Castro Chandler Cole Costa Dahl Dubois
Eriksen Fischer Fontaine Forster Garrick Gomez Grant Haas Halloran Hansen Harper Hoffman Ibsen
Jansen Kaplan Keller Kovacs Krause Lambert Larsen Lindgren Lopez Maddox Marchetti Meyer Moreau
Nagy Novak Olsen Ortega Palmer Petit Quinn Ramos Reyes Richter Rossi Sandoval Schmidt Silva
Sokolov Svensson Thorne Urban Vargas Vogel Walsh Weber Winter Young Zimmer
""".split()
GIVEN = """
Ada Albert Amelia Anna Anna-Maria Ben Bruno Carla Charles C. Dora D. H. Edith Emil Eva Frank
Georg Greta Hannah Hugo Ida Ivan J. J.-P. Jane Jean-Paul John Jonas Karl Laura Leo Lucy Maria
Mark Martin M. K. Nina Nora Oskar Otto Paul Paula Peter Rosa Ruth Samuel Sara Simon Theo Thomas
Vera Viktor W. Walter Willem
""".split()
_PARTICLES = ("van", "von", "de", "de la", "van der", "du")
_SCRIPTS = (
    {"family": "Брежнев", "given": "Леонид Ильич"},
    {"family": "Громыко", "given": "Андрей"},
    {"family": "毛", "given": "泽东"},
    {"family": "周", "given": "恩来"},
    {"family": "김", "given": "일성"},
    {"family": "Παπανδρέου", "given": "Γεώργιος"},
    {"family": "Łukasiewicz", "given": "Żaneta"},
    {"family": "Çelik", "given": "Özgür"},
)
_ORDERED = (
    {"family": "Kim", "given": "Il Sung", "static-ordering": True},
    {"family": "Mao", "given": "Zedong", "static-ordering": True},
)
_BODIES = (
    "Ministry of Foreign Affairs", "Central Committee of the Party", "United Nations",
    "Bureau of Statistics", "Council of Ministers", "Harbour Commission",
)  # fmt: skip
_WORDS = """
archive border bridge campaign canal census charter colony congress council crisis culture
debate diplomacy economy election empire energy exile factory famine frontier garden government
harbour harvest history industry island journey kingdom labour landscape language letter memory
migration mountain museum nation navy negotiation network opposition parliament peace plague
policy population railway reform region religion republic resistance revolution river science
settlement society state strike theatre trade treaty university village war winter
""".split()
_ADJECTIVES = """
ancient colonial divided eastern forgotten global hidden industrial local modern new northern
open political public rural silent social southern urban
""".split()
_LITTLE = (
    "of the",
    "and",
    "in the",
    "between",
    "under",
    "after the",
    "from",
    "against the",
    "for a",
)
_PLACES = ("London", "New York", "Moscow", "Berlin", "Vienna", "Oslo", "Seoul", "Cambridge, MA")
_PRESSES = ("Northern Press", "Harbour University Press", "Verlag der Stadt",
            "Institute of History", "Meridian & Sons", "Éditions du Canal")  # fmt: skip
_JOURNALS = ("Journal of Harbour History", "The Northern Review", "Studies in Diplomacy",
             "Cold War Quarterly", "Revue des canaux", "Annals of the Census")  # fmt: skip
_ARCHIVES = (
    ("RGANI", "Moscow", "", "f. 5, op. 61, d. 462, ll. 71–74"),
    ("National Archives", "Kew", "", "FO 371/187100, f. 12"),
    ("Harbour University Library", "Oslo", "Ada Roe Papers", "box 12, folder 3"),
    ("Library of the Institute", "Vienna", "Council Records, 1920–1938", "series 2, box 4"),
    ("Municipal Archive", "", "", ""),
)
_KINDS = ("telegram", "memorandum", "letter", "report", "minutes", "record of conversation")


class _Maker:
    """One row of items; knows the people who have written before."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.people: list[Item] = []
        self.number = 0

    # -- pieces

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def pick(self, choices: Any) -> Any:
        return choices[self.random.randrange(len(choices))]

    def person(self) -> Item:
        if self.people and self.chance(55):
            return dict(self.pick(self.people))
        person: Item
        roll = self.random.randrange(100)
        if roll < 5:
            person = dict(self.pick(_SCRIPTS))
        elif roll < 8:
            person = dict(self.pick(_ORDERED))
        elif roll < 14:
            person = {"literal": self.pick(_BODIES)}
        else:
            family = self.pick(_FAMILIES)
            if self.chance(6):
                family = f"{family}-{self.pick(_FAMILIES)}"
            given = self.pick(GIVEN)
            if self.chance(25):
                given = f"{given} {self.pick(GIVEN)}"
            person = {"family": family, "given": given}
            if self.chance(7):
                particle = self.pick(_PARTICLES)
                person["non-dropping-particle" if self.chance(60) else "dropping-particle"] = (
                    particle
                )
            if self.chance(3):
                person["suffix"] = self.pick(("Jr.", "III"))
        self.people.append(person)
        return dict(person)

    def persons(self, most: int = 4) -> list[Item]:
        count = self.pick((1, 1, 1, 1, 2, 2, 3, most, most + 4 if self.chance(10) else 2))
        people: list[Item] = []
        for _ in range(count):
            person = self.person()
            if person not in people:
                people.append(person)
        return people

    def title(self) -> str:
        words = [self.pick(_ADJECTIVES), self.pick(_WORDS), self.pick(_LITTLE), self.pick(_WORDS)]
        if self.chance(50):
            words.insert(0, "the" if self.chance(50) else "a")
        text = " ".join(words)
        text = text[0].upper() + text[1:]
        roll = self.random.randrange(100)
        if roll < 25:
            text += f": {self.pick(_ADJECTIVES)} {self.pick(_WORDS)}, "
            text += f"{1900 + self.random.randrange(60)}–1975"
        elif roll < 30:
            text += "?"
        elif roll < 34:
            text = f"“{self.pick(_WORDS).capitalize()}” and the {self.pick(_WORDS)}"
        elif roll < 38:
            text += f" in <i>{self.pick(_WORDS).capitalize()}</i>"
        elif roll < 40:
            text += ' of <span class="nocase">eXtra</span> H<sub>2</sub>O'
        elif roll < 42:
            text = f"{text}: {self.title()}"
        elif roll < 44:
            text += "!"
        return text

    def date(self) -> Item | None:
        roll = self.random.randrange(100)
        year = 1890 + self.random.randrange(125)
        month, day = 1 + self.random.randrange(12), 1 + self.random.randrange(28)
        if roll < 5:
            return None
        if roll < 45:
            return {"date-parts": [[year]]}
        if roll < 55:
            return {"date-parts": [[year, month]]}
        if roll < 86:
            return {"date-parts": [[year, month, day]]}
        if roll < 89:
            return {"date-parts": [[year], [year + 2]]}
        if roll < 92:
            return {"date-parts": [[year, month, day], [year, month, min(28, day + 3)]]}
        if roll < 94:
            return {"date-parts": [[year]], "season": 1 + self.random.randrange(4)}
        if roll < 98:
            return {"date-parts": [[year]], "circa": True}
        return {"literal": "forthcoming"}

    def pages(self) -> str:
        start = 1 + self.random.randrange(900)
        roll = self.random.randrange(10)
        if roll == 0:
            return str(start)
        if roll == 1:
            return f"{start}-{start + 9}, {start + 40}-{start + 44}"
        return f"{start}-{start + 2 + self.random.randrange(40)}"

    def online(self, item: Item, percent: int) -> None:
        if self.chance(percent):
            if self.chance(50):
                item["DOI"] = f"10.1234/h.{self.number:05d}"
            else:
                item["URL"] = f"https://example.org/{self.pick(_WORDS)}/{self.number}"
                if self.chance(40):
                    item["accessed"] = {"date-parts": [[2024, 5, 1 + self.number % 28]]}

    def published(self, item: Item) -> None:
        item["publisher"] = self.pick(_PRESSES)
        if self.chance(80):
            item["publisher-place"] = self.pick(_PLACES)

    def held(self, item: Item) -> None:
        archive, place, collection, location = self.pick(_ARCHIVES)
        for variable, value in (
            ("archive", archive), ("archive-place", place), ("archive_collection", collection),
            ("archive_location", location),
        ):  # fmt: skip
            if value:
                item[variable] = value

    # -- kinds

    def article(self, item: Item) -> None:
        item["type"] = "article-journal"
        item["container-title"] = self.pick(_JOURNALS)
        if self.chance(85):
            item["volume"] = str(1 + self.random.randrange(90))
        if self.chance(70):
            item["issue"] = self.pick(("1", "2", "3", "4", "1-2"))
        if self.chance(90):
            item["page"] = self.pages()
        self.online(item, 60)

    def book(self, item: Item) -> None:
        item["type"] = "book"
        self.published(item)
        if self.chance(15):
            item["edition"] = self.pick(("2", "3", "Revised edition"))
        if self.chance(20):
            item["translator"] = [self.person()]
        if self.chance(10):
            item["editor"] = self.persons(2)
        if self.chance(10):
            item["volume"] = str(1 + self.random.randrange(5))
            item["number-of-volumes"] = "5"
        if self.chance(20):
            item["collection-title"] = (
                f"{self.pick(_ADJECTIVES).capitalize()} {self.pick(_WORDS)} series"
            )
            item["collection-number"] = str(1 + self.random.randrange(50))
        if self.chance(10):
            item["original-date"] = {"date-parts": [[1880 + self.random.randrange(40)]]}
        self.online(item, 15)

    def edited(self, item: Item) -> None:
        self.book(item)
        item["editor"] = item.pop("author")

    def chapter(self, item: Item) -> None:
        item["type"] = "chapter"
        item["container-title"] = self.title()
        if self.chance(85):
            item["editor"] = self.persons(2)
        if self.chance(90):
            item["page"] = self.pages()
        self.published(item)
        self.online(item, 15)

    def thesis(self, item: Item) -> None:
        item.update(type="thesis", genre=self.pick(("PhD diss.", "Master’s thesis")))
        item["publisher"] = self.pick(_PRESSES)
        self.online(item, 30)

    def report(self, item: Item) -> None:
        item["type"] = "report"
        self.published(item)
        if self.chance(60):
            item.update(
                genre=self.pick(("Working paper", "Technical report")), number=str(self.number)
            )
        self.online(item, 50)

    def webpage(self, item: Item) -> None:
        item["type"] = self.pick(("webpage", "post-weblog"))
        item["container-title"] = self.pick(_JOURNALS)
        item["URL"] = f"https://example.org/page/{self.number}"
        if self.chance(60):
            item["accessed"] = {"date-parts": [[2023, 1 + self.number % 12, 1 + self.number % 28]]}

    def news(self, item: Item) -> None:
        item["type"] = self.pick(("article-newspaper", "article-magazine"))
        item["container-title"] = self.pick(("The Harbour Times", "Evening Post", "Der Abend"))
        if self.chance(40):
            item["page"] = self.pages()
        self.online(item, 40)

    def letter(self, item: Item) -> None:
        item["type"] = "personal_communication"
        item["recipient"] = [self.person()]
        item["genre"] = self.pick(_KINDS)
        if self.chance(70):
            del item["title"]
        self.held(item)

    def document(self, item: Item) -> None:
        item["type"] = self.pick(("document", "manuscript"))
        item["genre"] = self.pick(_KINDS)
        self.held(item)
        if self.chance(30):
            item["translator"] = [self.person()]
        self.online(item, 30)

    def speech(self, item: Item) -> None:
        item["type"] = self.pick(("speech", "paper-conference"))
        # by its present name and the one that most styles still ask for
        event = f"Congress of the {self.pick(_WORDS).capitalize()}"
        item.update({"event-title": event, "event": event, "event-place": self.pick(_PLACES)})
        self.held(item)

    def interview(self, item: Item) -> None:
        item["type"] = "interview"
        item["interviewer"] = [self.person()]
        self.held(item)

    def collection(self, item: Item) -> None:
        item["type"] = "collection"
        item["title"] = f"{self.pick(_FAMILIES)} Papers"
        self.held(item)

    def media(self, item: Item) -> None:
        item["type"] = self.pick(("motion_picture", "song", "map", "graphic", "broadcast"))
        item["medium"] = self.pick(("film", "photograph", "ink on paper", "radio"))
        self.published(item)

    def data(self, item: Item) -> None:
        item["type"] = self.pick(("dataset", "software"))
        item["version"] = self.pick(("1.0", "2", "2024-1"))
        self.published(item)
        self.online(item, 90)

    def translated(self, item: Item) -> None:
        self.book(item)
        item.update(language="de", title="Geschichte der hafen und kanäle im norden")
        if self.chance(50):
            item["original-title"] = "The Harbours of the North"

    def entry(self, item: Item) -> None:
        item["type"] = self.pick(("entry-encyclopedia", "entry-dictionary"))
        item["container-title"] = "Encyclopedia of Harbours"
        self.published(item)

    def review(self, item: Item) -> None:
        self.article(item)
        item.update({"type": "review-book", "reviewed-title": self.title(),
                     "reviewed-author": [self.person()]})  # fmt: skip

    def next(self) -> Item:
        self.number += 1
        item: Item = {"id": f"item-{self.number}", "type": "", "title": self.title()}
        date = self.date()
        if date is not None:
            item["issued"] = date
        if not self.chance(6):
            item["author"] = self.persons()
        kind = self.pick(_ROW)
        if kind == "edited" and "author" not in item:
            kind = "book"
        getattr(self, kind)(item)
        if "title" in item and self.chance(15):
            item["title-short"] = item["title"].split(":")[0].split("?")[0]
        return item


_ROW = (
    *["article"] * 22, *["book"] * 18, *["chapter"] * 12, *["letter"] * 10, *["document"] * 10,
    *["speech"] * 3, *["interview"] * 3, *["collection"] * 2, *["thesis"] * 4, *["report"] * 4,
    *["webpage"] * 3, *["news"] * 4, *["media"] * 3, *["data"] * 2, *["translated"] * 2,
    *["entry"] * 1, *["review"] * 1, *["edited"] * 3,
)  # fmt: skip


def items(count: int, seed: int = 1966) -> list[Item]:
    """The first count items of the row that the seed begins."""
    maker = _Maker(seed)
    return [maker.next() for _ in range(count)]
