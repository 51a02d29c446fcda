"""The shapes that source lines have, and the laws that hold for any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.record.model import Holding
from archcite.record.shelfmark import parse_source, read_archive
from archcite.record.vocab import State


def levels(holding: Holding | None) -> list[tuple[str, str]]:
    assert holding is not None
    return [(str(level.kind), level.value) for level in holding.levels]


def archive(holding: Holding | None) -> str | None:
    if holding is None or holding.archive is None:
        return None
    return holding.archive.acronym or holding.archive.name


def soviet(values: list[str]) -> list[tuple[str, str]]:
    return list(zip(("fond", "opis", "delo", "leaf"), values, strict=True))


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        ("APRF, Fond 45, Opis 1, Delo 340, List 82.", "APRF", soviet("45 1 340 82".split())),
        ("RGANI: fond 5, opis 61, delo 462, listy 71-74", "RGANI",
         soviet("5 61 462 71-74".split())),
        ("RGASPI, F.558, Op.1, D.5754, L.126", "RGASPI", soviet("558 1 5754 126".split())),
        ("RGASPI 558.11.492.6", "RGASPI", soviet("558 11 492 6".split())),
        ("RGASPI, 17/137/944, p. 181", "RGASPI",
         [("fond", "17"), ("opis", "137"), ("delo", "944"), ("page", "181")]),
        ("AVPRF, 06/12a/59/395, pp. 4ff", "AVPRF",
         [("fond", "06"), ("opis", "12a"), ("papka", "59"), ("delo", "395"), ("page", "4ff")]),
        ("AVPRF f. 0100, op. 34, 1946, p. 253, d. 18.", "AVPRF",
         [("fond", "0100"), ("opis", "34"), ("year", "1946"), ("papka", "253"), ("delo", "18")]),
        ("AVPRF, f. 07, op. 22, pa. 36, d. 220, pp. 48-51", "AVPRF",
         [("fond", "07"), ("opis", "22"), ("papka", "36"), ("delo", "220"), ("page", "48-51")]),
        ("AVPRF, f. 0102, op. 16, d. 29, p. 87, l. 5", "AVPRF",
         [("fond", "0102"), ("opis", "16"), ("papka", "87"), ("delo", "29"), ("leaf", "5")]),
        ("GARF, f. 9401, op. 2, d. 96, p. 12", "GARF",
         [("fond", "9401"), ("opis", "2"), ("delo", "96"), ("page", "12")]),
        ("РГАСПИ. Ф. 558. Оп. 11. Д. 97. Л. 67–70 об.", "РГАСПИ",
         soviet(["558", "11", "97", "67–70 об."])),
        ("АВП РФ. Ф. 0100. Оп. 46. П. 362. Д. 12. Л. 67", "АВП РФ",
         [("fond", "0100"), ("opis", "46"), ("papka", "362"), ("delo", "12"), ("leaf", "67")]),
        ("PRC FMA 109-03984-02, 7-8.", "PRC FMA", [("reference", "109-03984-02"), ("page", "7-8")]),
        ("FO 371/187100, f. 12", None,
         [("series", "FO 371"), ("piece", "187100"), ("folio", "12")]),
        ("TNA, CAB 128/40/3, ff. 12-14", "TNA",
         [("series", "CAB 128"), ("piece", "40"), ("item", "3"), ("folio", "12-14")]),
        ("RG 59, box 12, folder 3", None,
         [("record-group", "59"), ("box", "12"), ("folder", "3")]),
        ("CIA-RDP82R00025R000500260004-9", None,
         [("reference", "CIA-RDP82R00025R000500260004-9")]),
        ("BArch, R 58/123, Bl. 12-14", "BArch",
         [("fond", "R 58"), ("file", "123"), ("leaf", "12-14")]),
        ("BArch, B 136/59748, 403-410", "BArch",
         [("fond", "B 136"), ("file", "59748"), ("leaf", "403-410")]),
        ("“CA 7 Ex.” folder, Box CA-14, WHCF-Subject File, Jimmy Carter Library.",
         "Jimmy Carter Library", [("box", "CA-14"), ("folder", "CA 7 Ex.")]),
    ],
)  # fmt: skip
def test_levels_from_large_to_small(
    line: str, name: str | None, expected: list[tuple[str, str]]
) -> None:
    parse = parse_source(line)
    assert levels(parse.holding) == expected
    assert archive(parse.holding) == name
    assert parse.holding is not None
    assert parse.holding.ref_as_given == line
    assert parse.leftover == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("BArch, R 43-I/161, fol. 91", [("fond", "R 43-I"), ("file", "161"), ("folio", "91")]),
        ("BArch, N 1022/32, S. 13-15", [("fond", "N 1022"), ("file", "32"), ("page", "13-15")]),
        ("BArch, Bestand B 136, Nr. 59748",
         [("fond", "B 136"), ("file", "59748")]),
        ("PA AA, B 8, Bd. 1359", [("fond", "B 8"), ("volume", "1359")]),
        ("PA AA, RZ 206, R 103295", [("fond", "RZ 206"), ("file", "R 103295")]),
        ("ÖStA, Karton 12, Mappe 3", [("box", "12"), ("folder", "3")]),
        ("RGASPI, Fond 558, Opis 11, Delo 97, Bl. 67–70", soviet("558 11 97 67–70".split())),
        ("RGASPI, fonds 558, opis 11, dossier 97, f. 67-70", soviet("558 11 97 67-70".split())),
        ("AN, F/7/12345, dossier 3", [("series", "F/7"), ("file", "12345"), ("folder", "3")]),
        ("AN, F7 12345", [("series", "F7"), ("file", "12345")]),
        ("AN, 10 AJ 5", [("series", "10 AJ"), ("file", "5")]),
        ("AN, 10 AJ/5", [("series", "10 AJ"), ("file", "5")]),
        ("AN, AB XIX 3380", [("series", "AB XIX"), ("file", "3380")]),
        ("SHD, GR 7 N 12", [("series", "GR 7 N"), ("file", "12")]),
        ("Archives diplomatiques, série Asie-Océanie, Chine, vol. 12, fol. 3",
         [("series", "Asie-Océanie"), ("subseries", "Chine"), ("volume", "12"), ("folio", "3")]),
        ("AHN, leg. 3456, exp. 12, ff. 3r-4v",
         [("box", "3456"), ("file", "12"), ("folio", "3r-4v")]),
        ("AAN, sygn. 237/V-123, k. 12-14", [("file", "237/V-123"), ("leaf", "12-14")]),
        ("Hebei Provincial Archives, 855-5-1234, 7-8",
         [("fond", "855"), ("opis", "5"), ("delo", "1234"), ("page", "7-8")]),
        ("Diplomatic Archives, Class Number 722.2, Roll C-0012, File 7, Frames 45-50",
         [("series", "722.2"), ("reel", "C-0012"), ("file", "7"), ("frame", "45-50")]),
        ("ЦДАГО України, ф. 1, оп. 24, спр. 4531, арк. 12 зв.",
         [("fond", "1"), ("opis", "24"), ("delo", "4531"), ("leaf", "12 зв.")]),
        ("NARA, RG 59, boxes 3, 5, folders 7-8",
         [("record-group", "59"), ("box", "3, 5"), ("folder", "7-8")]),
        ("Jimmy Carter Library, Karton CA-14, Mappe „CA 7 Ex.“",
         [("box", "CA-14"), ("folder", "CA 7 Ex.")]),
    ],
)  # fmt: skip
def test_shelfmarks_of_many_countries(line: str, expected: list[tuple[str, str]]) -> None:
    parse = parse_source(line)
    assert levels(parse.holding) == expected
    assert parse.leftover == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("NARA, RG 38, box 5, U.S. 7th Fleet", [("record-group", "38"), ("box", "5")]),
        ("NARA, RG 59, San Juan 1898", [("record-group", "59")]),
        ("Lake Archive, K 27, Nr. 5", []),
        ("NARA, RG 59, series of letters, box 5", [("record-group", "59"), ("box", "5")]),
    ],
)
def test_a_word_that_only_looks_like_a_level(line: str, expected: list[tuple[str, str]]) -> None:
    assert levels(parse_source(line).holding) == expected


def test_several_copies_each_with_its_own_part() -> None:
    line = (
        "APRF, f. 45, op. 1, d. 342, l. 78; AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, List 80;"
        " and RGASPI, f. 558, op. 11, d. 342, ll. 0078."
    )
    holding = parse_source(line).holding
    assert holding is not None
    assert holding.ref_as_given == line
    assert [archive(each) for each in (holding, *holding.copies)] == ["APRF", "AVPRF", "RGASPI"]
    second, third = holding.copies
    assert levels(second) == [
        ("fond", "059a"),
        ("opis", "5a"),
        ("papka", "11"),
        ("delo", "5"),
        ("leaf", "80"),
    ]
    assert levels(third)[-1] == ("leaf", "0078")
    assert second.ref_as_given == "AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, List 80"


def test_a_second_shelfmark_without_archive_lies_in_the_first_ones() -> None:
    holding = parse_source("RGANI, f. 5, op. 1, d. 2, l. 3; f. 89, op. 3, d. 4").holding
    assert holding is not None
    (copy,) = holding.copies
    assert copy.archive is not None
    assert (copy.archive.acronym, copy.archive.src) == ("RGANI", State.INFERRED)


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Translated by Gary Goldberg.", [("translated", ("Gary Goldberg",), None)]),
        (
            "Contributed by Ann Bell and translated by Otto Carr.",
            [("contributed", ("Ann Bell",), None), ("translated", ("Otto Carr",), None)],
        ),
        (
            "Obtained and translated for CWIHP by Ann Bell.",
            [("obtained", ("Ann Bell",), "CWIHP"), ("translated", ("Ann Bell",), "CWIHP")],
        ),
        (
            "Obtained by Béla Révész; translated and edited by A. Vajd, Laura Deal, and K. Holm.",
            [
                ("obtained", ("Béla Révész",), None),
                ("translated", ("A. Vajd", "Laura Deal", "K. Holm"), None),
                ("edited", ("A. Vajd", "Laura Deal", "K. Holm"), None),
            ],
        ),
        (
            "Contributed, transcribed, and translated by Stephan Moor.",
            [
                (verb, ("Stephan Moor",), None)
                for verb in ("contributed", "transcribed", "translated")
            ],
        ),
        (
            "Translated from Russian by A. B. Smith, Jr., for the Project of Old Maps.",
            [("translated", ("A. B. Smith, Jr.",), None)],
        ),
    ],
)
def test_credits_alone_name_no_archive(
    line: str, credits: list[tuple[str, tuple[str, ...], str | None]]
) -> None:
    parse = parse_source(line)
    assert [(str(one.verb), one.by) for one in parse.credits] == [each[:2] for each in credits]
    assert parse.holding == Holding(ref_as_given=line)
    if "CWIHP" in line:
        assert [one.purpose for one in parse.credits] == ["CWIHP", "CWIHP"]


def test_credits_after_a_shelfmark() -> None:
    parse = parse_source("PRC FMA 109-03984-02, 7-8. Obtained by You Lan and translated by Jo Tom.")
    assert [one.by for one in parse.credits] == [("You Lan",), ("Jo Tom",)]
    assert levels(parse.holding)[0] == ("reference", "109-03984-02")


def test_sentences_inside_are_left_over() -> None:
    parse = parse_source(
        "Ruritanian Ministry of Foreign Affairs Archives, Matter 210, 1973, Relations with Elbonia,"
        " Folder no. 1495. Secret. Obtained and translated for NKIDP by Eliza Moor."
    )
    assert archive(parse.holding) == "Ruritanian Ministry of Foreign Affairs Archives"
    assert levels(parse.holding) == [("file", "210"), ("year", "1973"), ("folder", "1495")]
    assert parse.holding is not None
    assert parse.holding.levels[0].label == "Matter"
    assert parse.leftover == "Relations with Elbonia, Secret"
    assert len(parse.credits) == 2


def test_original_script_in_brackets() -> None:
    line = "[Галузевий Архів Міністерства закордонних справ України, Фонд 1, Справа 7057]"
    holding = parse_source(line).holding
    assert holding is not None
    assert archive(holding) == "Галузевий Архів Міністерства закордонних справ України"
    assert [(str(one.kind), one.value, one.label) for one in holding.levels] == [
        ("fond", "1", None),
        ("delo", "7057", "Справа"),
    ]
    assert holding.ref_as_given == line


def test_a_published_source() -> None:
    line = "Milo Dalas. Wartime. Translated by Mich B. Petro. (New York: Old Press, 1977), 385-387."
    parse = parse_source(line)
    assert parse.holding is not None
    book = parse.holding.published_in
    assert book is not None
    assert (book.authors, book.title, book.translators) == (
        ("Milo Dalas",),
        "Wartime",
        ("Mich B. Petro",),
    )
    assert (book.place, book.publisher, book.date, book.pages) == (
        "New York",
        "Old Press",
        "1977",
        "385-387",
    )
    assert parse.credits == ()  # the translator of the book translated no digital edition
    assert parse.holding.ref_as_given == line


def test_a_shelfmark_through_a_printed_edition() -> None:
    parse = parse_source(
        "RGASPI, f. 17, op. 3, d. 74, l. 3, from Di P. Koen and Ron Bach (eds.), Revelations, 649"
    )
    assert levels(parse.holding)[-1] == ("leaf", "3")
    assert parse.holding is not None
    book = parse.holding.published_in
    assert book is not None
    assert (book.editors, book.title, book.pages) == (
        ("Di P. Koen", "Ron Bach"),
        "Revelations",
        "649",
    )


@pytest.mark.parametrize(
    ("line", "volume", "document"),
    [
        (
            "Foreign Relations of the United States, 1969–1976, Volume XIX, Part 1, Korea,"
            " 1969–1972, eds. Ann Bell and Otto Carr (Washington: GPO, 2010), Document 75.",
            "XIX, Part 1",
            "75",
        ),
        ("FRUS, 1964–1968, Vol. XXIX, Doc. 5", "XXIX", "5"),
    ],
)
def test_foreign_relations(line: str, volume: str, document: str) -> None:
    holding = parse_source(line).holding
    assert holding is not None
    book = holding.published_in
    assert book is not None
    assert (book.volume, book.document_number) == (volume, document)
    assert book.series
    if "eds." in line:
        assert (book.title, book.editors, book.date) == (
            "Korea, 1969–1972",
            ("Ann Bell", "Otto Carr"),
            "2010",
        )


def test_small_to_large_as_national_archives_write() -> None:
    parse = parse_source(
        "Lamp Drawings; “North Light” [Drawing]; Records of the U.S. Coast Guard, Record Group 26;"
        " National Archives at College Park, College Park, MD."
    )
    holding = parse.holding
    assert holding is not None
    assert holding.archive is not None
    assert holding.archive.name == "National Archives at College Park"
    assert holding.archive.place == "College Park, MD"
    assert holding.collection == "Records of the U.S. Coast Guard"
    assert levels(holding) == [("record-group", "26")]
    assert holding.copies == ()
    assert "Lamp Drawings" in parse.leftover


def test_papers_in_a_library() -> None:
    holding = parse_source(
        "Library of Congress, Manuscript Division, Ada Volk Papers, Reel 17."
    ).holding
    assert holding is not None
    assert holding.archive is not None
    assert holding.archive.name == "Library of Congress"
    assert holding.archive.department == "Manuscript Division"
    assert holding.collection == "Ada Volk Papers"
    assert levels(holding) == [("reel", "17")]


def test_a_section_of_a_spanish_or_polish_archive_is_no_town() -> None:
    found = parse_source("AGI, Indiferente, leg. 1234").holding
    assert found is not None
    assert found.archive is not None
    assert (found.archive.place, found.collection) == (None, "Indiferente")
    found = parse_source("AHN, Madrid, leg. 1234").holding
    assert found is not None
    assert found.archive is not None
    assert (found.archive.place, found.collection) == ("Madrid", None)


def test_nothing_is_invented() -> None:
    holding = parse_source("RGANI, f. 5, op. 49, d. 131").holding
    assert holding is not None
    assert holding.archive is not None
    assert holding.archive.name is None
    assert holding.archive.place is None
    assert holding.archive.country is None


def test_blank_is_nothing() -> None:
    assert parse_source(" \n ") == (None, (), "")


def test_an_archive_from_its_name() -> None:
    named = read_archive("German Federal Archives (BArch)")
    assert (named.name, named.acronym) == ("German Federal Archives", "BArch")
    assert read_archive("PRC FMA").acronym == "PRC FMA"
    assert read_archive("Archive of the Lake District").name == "Archive of the Lake District"


PIECES = st.sampled_from(
    [
        *"RGANI|AVPRF|TNA|NARA|BArch|f. 5|op. 1|d. 3|p. 253|ll. 3-4 ob.|Фонд 1|Box 2|RG 59".split(
            "|"
        ),
        *"Obtained by |Translated |and |for CWIHP |by |A. B. Smith|(New York: Press, 1977)".split(
            "|"
        ),
        *'FO 371/12|1946|12/3/4|"|“|(|)|[|]|; |, |. |: |FRUS|Vol. X|(eds.)|, from |Papers'.split(
            "|"
        ),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
@settings(max_examples=400)
def test_never_raises_and_never_loses_the_line(text: str) -> None:
    holding = parse_source(text).holding
    if text.split():
        assert holding is not None
        assert holding.ref_as_given == text
        for each in (holding, *holding.copies):
            assert all(level.value.strip() for level in each.levels)
    else:
        assert holding is None


@pytest.mark.parametrize(
    "unit",
    [
        "f. 5, op. 1; ",
        "Obtained by ",
        "and ",
        "(",
        ", A",
        "1-",
        "RGANI, f. 5, ",
        '"',
        "ab: cd, 1977 ",
    ],
)
def test_a_long_line_of_one_shape_is_read_and_kept(unit: str) -> None:
    # a pattern that goes back over what it read would take minutes here
    line = (unit * 60_000)[:60_000].strip()
    parse = parse_source(line)
    assert parse.holding is not None
    assert parse.holding.ref_as_given == line


def test_a_country_in_brackets_is_no_acronym() -> None:
    named = read_archive("The National Archives (United Kingdom)")
    assert named.acronym is None
    assert named.name == "The National Archives (United Kingdom)"
