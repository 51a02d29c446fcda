"""Archives that citations name by a short word: how they are spelt, which tradition they follow.

Used to recognise an archive in a source line. Place and full name are for lint and for people;
nothing here is ever added to a record of its own accord.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple


class KnownArchive(NamedTuple):
    """One archive. spellings: every form that recognises it, its former names among them.

    tradition: the name of a row of record.shelfhabits, "" where the archive has no habit of its
    own. former: the acronyms that it had before, which an old citation still prints.
    has_papki: its files lie in numbered folders, so that "p." behind the file is a papka, no page.
    """

    acronym: str
    name: str
    place: str
    tradition: str
    spellings: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    has_papki: bool = False


ARCHIVES: tuple[KnownArchive, ...] = (
    KnownArchive(
        "RGANI",
        "Russian State Archive of Contemporary History",
        "Moscow",
        "soviet",
        ("РГАНИ", "Российский государственный архив новейшей истории", "TsKhSD", "ЦХСД"),
        ("TsKhSD",),
    ),
    KnownArchive(
        "RGASPI",
        "Russian State Archive of Socio-Political History",
        "Moscow",
        "soviet",
        (
            "РГАСПИ",
            "Российский государственный архив социально-политической истории",
            "RTsKhIDNI",
            "РЦХИДНИ",
            "TsPA IML",
            "ЦПА ИМЛ",
        ),
        ("RTsKhIDNI", "TsPA IML"),
    ),
    KnownArchive(
        "GARF",
        "State Archive of the Russian Federation",
        "Moscow",
        "soviet",
        ("ГАРФ", "Государственный архив Российской Федерации", "TsGAOR", "ЦГАОР"),
        ("TsGAOR",),
    ),
    KnownArchive(
        "AVPRF",
        "Archive of the Foreign Policy of the Russian Federation",
        "Moscow",
        "soviet",
        ("АВПРФ", "АВП РФ", "AVP RF", "Архив внешней политики Российской Федерации", "AVP SSSR"),
        ("AVP SSSR",),
        has_papki=True,
    ),
    KnownArchive(
        "APRF",
        "Archive of the President of the Russian Federation",
        "Moscow",
        "soviet",
        ("АПРФ", "АП РФ", "AP RF", "Архив Президента Российской Федерации"),
    ),
    KnownArchive(
        "RGAE", "Russian State Archive of the Economy", "Moscow", "soviet", ("РГАЭ", "TsGANKh")
    ),
    KnownArchive(
        "RGALI",
        "Russian State Archive of Literature and Art",
        "Moscow",
        "soviet",
        ("РГАЛИ", "TsGALI", "ЦГАЛИ"),
        ("TsGALI",),
    ),
    KnownArchive("RGVA", "Russian State Military Archive", "Moscow", "soviet", ("РГВА",)),
    KnownArchive("RGIA", "Russian State Historical Archive", "St. Petersburg", "soviet", ("РГИА",)),
    KnownArchive("RGADA", "Russian State Archive of Ancient Acts", "Moscow", "soviet", ("РГАДА",)),
    KnownArchive(
        "TsAMO",
        "Central Archive of the Ministry of Defence of the Russian Federation",
        "Podolsk",
        "soviet",
        ("ЦАМО", "TsAMO RF", "ЦАМО РФ"),
    ),
    KnownArchive(
        "TsDAHOU",
        "Central State Archive of Public Organizations of Ukraine",
        "Kyiv",
        "ukrainian",
        ("ЦДАГО", "ЦДАГОУ", "TsDAHO", "ЦДАГО України"),
    ),
    KnownArchive(
        "TsDAVO",
        "Central State Archive of Supreme Bodies of Power and Government of Ukraine",
        "Kyiv",
        "ukrainian",
        ("ЦДАВО", "ЦДАВО України", "TsDAVOU"),
    ),
    KnownArchive(
        "HDA SBU",
        "Sectoral State Archive of the Security Service of Ukraine",
        "Kyiv",
        "ukrainian",
        ("ГДА СБУ", "SBU Archive"),
    ),
    KnownArchive(
        "TNA",
        "The National Archives of the UK",
        "Kew",
        "british",
        (
            "The National Archives of the UK",
            "The National Archives (TNA)",
            "TNA: PRO",
            "TNA PRO",
            "Public Record Office",
            "PRO",
        ),
        ("PRO",),
    ),
    KnownArchive(
        "NARA",
        "National Archives and Records Administration",
        "College Park, MD",
        "american",
        (
            "US National Archives",
            "U.S. National Archives",
            "National Archives at College Park",
            "National Archives and Records Service",
            "National Archives",
            "USNA",
        ),
        ("National Archives and Records Service",),
    ),
    KnownArchive(
        "LoC",
        "Library of Congress",
        "Washington, DC",
        "american",
        ("Library of Congress", "LOC"),
    ),
    KnownArchive(
        "PRC FMA",
        "Foreign Ministry Archives of the People's Republic of China",
        "Beijing",
        "chinese",
        ("PRCFMA", "CFMA", "Chinese Foreign Ministry Archives", "PRC Foreign Ministry Archives"),
    ),
    KnownArchive(
        "BArch",
        "Bundesarchiv",
        "Berlin",
        "german",
        ("Bundesarchiv", "German Federal Archives", "SAPMO-BArch", "BArch-SAPMO", "SAPMO"),
        ("SAPMO",),
    ),
    KnownArchive(
        "PA AA",
        "Politisches Archiv des Auswärtigen Amts",
        "Berlin",
        "german",
        ("PAAA", "PA-AA", "Politisches Archiv des Auswärtigen Amts"),
    ),
    KnownArchive("ÖStA", "Österreichisches Staatsarchiv", "Vienna", "german", ("HHStA", "AdR")),
    KnownArchive("BStU", "Stasi Records Archive", "Berlin", "german", ("Stasi Records Archive",)),
    KnownArchive(
        "MOL",
        "National Archives of Hungary",
        "Budapest",
        "hungarian",
        ("MNL OL", "Magyar Országos Levéltár"),
    ),
    KnownArchive(
        "AAN", "Archiwum Akt Nowych", "Warsaw", "polish", ("Archiwum Akt Nowych", "KC PZPR")
    ),
    KnownArchive(
        "AJ",
        "Archives of Yugoslavia",
        "Belgrade",
        "",
        ("Archives of Yugoslavia", "Arhiv Jugoslavije"),
    ),
    KnownArchive(
        "AN",
        "Archives nationales",
        "Pierrefitte-sur-Seine",
        "french",
        ("ANF", "Archives nationales de France", "Archives Nationales"),
    ),
    KnownArchive(
        "AMAE",
        "Archives diplomatiques",
        "La Courneuve",
        "french",
        ("Archives du ministère des Affaires étrangères", "CADLC", "CADN"),
    ),
    KnownArchive(
        "SHD", "Service historique de la Défense", "Vincennes", "french", ("SHAT",), ("SHAT",)
    ),
    KnownArchive("AHN", "Archivo Histórico Nacional", "Madrid", "spanish"),
    KnownArchive("AGA", "Archivo General de la Administración", "Alcalá de Henares", "spanish"),
    KnownArchive("AGI", "Archivo General de Indias", "Seville", "spanish"),
    KnownArchive("AGS", "Archivo General de Simancas", "Simancas", "spanish"),
    KnownArchive("SMA", "Shanghai Municipal Archives", "Shanghai", "chinese", ("上海市档案馆",)),
    KnownArchive("BMA", "Beijing Municipal Archives", "Beijing", "chinese", ("北京市档案馆",)),
    KnownArchive("NA Prague", "National Archives, Prague", "Prague", "czech", ("Národní archiv",)),
    KnownArchive("NAK", "National Archives of Korea", "Daejeon", "korean", ("국가기록원",)),
    KnownArchive(
        "Diplomatic Archives",
        "Diplomatic Archives of the Republic of Korea",
        "Seoul",
        "korean",
        ("외교사료관", "ROK Diplomatic Archives", "South Korean Diplomatic Archives"),
    ),
    KnownArchive(
        "NSA", "National Security Archive", "Washington, DC", "", ("National Security Archive",)
    ),
)

# Presidential libraries are named for their president: "Jimmy Carter Library", "Lyndon B. Johnson
# Presidential Library". They all follow the American habit.
PRESIDENTS: tuple[str, ...] = (
    "Hoover",
    "Roosevelt",
    "Truman",
    "Eisenhower",
    "Kennedy",
    "Johnson",
    "Nixon",
    "Ford",
    "Carter",
    "Reagan",
    "Bush",
    "Clinton",
    "Obama",
)

# Provincial archives in China are named for their province (Hebei Provincial Archives).
CHINESE_PROVINCES: frozenset[str] = frozenset(
    "Anhui Fujian Gansu Guangdong Guangxi Guizhou Hainan Hebei Heilongjiang Henan Hubei Hunan"
    " Jiangsu Jiangxi Jilin Liaoning Ningxia Qinghai Shaanxi Shandong Shanxi Sichuan Tianjin Tibet"
    " Xinjiang Yunnan Zhejiang Chongqing".split()
)
_PROVINCIAL = re.compile(r"(\w+) (?:Provincial|Autonomous Region|Municipal) Archives?\b")


def is_chinese(name: str) -> bool:
    """Whether the text begins with the name of a Chinese provincial archive."""
    found = _PROVINCIAL.match(name)
    return bool(found and found[1] in CHINESE_PROVINCES) or "档案馆" in name[:40]


_BEGINNING = 2  # letters of a spelling by which it is found
_SPELLINGS: tuple[tuple[str, KnownArchive], ...] = tuple(
    (spelling, archive)
    for archive in ARCHIVES
    for spelling in (archive.acronym, archive.name, *archive.spellings)
    if spelling
)
_BY_SPELLING: Mapping[str, KnownArchive] = dict(reversed(_SPELLINGS))  # the first one counts
_BY_BEGINNING: Mapping[str, tuple[tuple[str, KnownArchive], ...]] = {
    beginning: tuple(each for each in _SPELLINGS if each[0].startswith(beginning))
    for beginning in {spelling[:_BEGINNING] for spelling, _ in _SPELLINGS}
}


def find_archive(text: str) -> KnownArchive | None:
    """The archive that has exactly this name, acronym or spelling (case of an acronym counts)."""
    return _BY_SPELLING.get(" ".join(text.split()))


def starts_with_archive(text: str, at: int = 0) -> tuple[KnownArchive, str] | None:
    """The archive whose spelling stands in the text at that place, and it: the longest wins."""
    best: tuple[KnownArchive, str] | None = None
    if not text[at : at + 1].isupper():
        return None
    for spelling, archive in _BY_BEGINNING.get(text[at : at + _BEGINNING], ()):
        if text.startswith(spelling, at) and (best is None or len(spelling) > len(best[1])):
            after = text[at + len(spelling) : at + len(spelling) + 1]
            if not after or not (after.isalnum() or after in "-'’_"):
                best = (archive, spelling)
    return best
