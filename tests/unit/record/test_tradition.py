"""How the traditions print a shelfmark."""

from __future__ import annotations

import pytest

from archcite.record.model import Holding, Level, Repository
from archcite.record.shelfmark import parse_source
from archcite.record.tradition import Form, print_levels, tradition_of
from archcite.record.vocab import LevelKind as K

SOVIET = parse_source("RGASPI, f. 558, op. 11, d. 97, ll. 67-70").holding


def holding(*levels: tuple[K, str], archive: str | None = None) -> Holding:
    return Holding(
        archive=Repository(acronym=archive) if archive else None,
        levels=tuple(Level(kind=kind, value=value) for kind, value in levels),
    )


@pytest.mark.parametrize(
    ("form", "language", "expected"),
    [
        ("long", "en", "fond 558, opis 11, delo 97, listy 67–70"),
        ("short", "en", "f. 558, op. 11, d. 97, ll. 67–70"),
        ("slashed", "en", "558/11/97, ll. 67–70"),
        ("as-given", "en", "RGASPI, f. 558, op. 11, d. 97, ll. 67-70"),
        ("short", "ru", "Ф. 558. Оп. 11. Д. 97. Л. 67–70"),
        ("long", "ru-RU", "фонд 558, опись 11, дело 97, листы 67–70"),
        ("short", "uk", "Ф. 558. Оп. 11. Спр. 97. Арк. 67–70"),
    ],
)
def test_the_soviet_forms(form: Form, language: str, expected: str) -> None:
    assert SOVIET is not None
    assert print_levels(SOVIET, form=form, language=language) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("FO 371/187100, f. 12", "FO 371/187100, f. 12"),
        ("TNA, FO 371/187100/3, ff. 12-14", "FO 371/187100/3, ff. 12–14"),
        ("RG 59, box 12, folder 3", "RG 59, box 12, folder 3"),
        ("“CA 7 Ex.” folder, Box CA-14, Jimmy Carter Library", "box CA-14, folder “CA 7 Ex.”"),
        ("CIA-RDP82R00025R000500260004-9", "CIA-RDP82R00025R000500260004-9"),
        ("PRC FMA 109-03984-02, 7-8", "109-03984-02, pp. 7–8"),
        ("BArch, R 58/123, Bl. 12-14", "R 58/123, Bl. 12–14"),
        ("AVPRF f. 0100, op. 34, 1946, p. 253, d. 18", "f. 0100, op. 34, 1946, pa. 253, d. 18"),
        ("ЦДАГО України, ф. 1, оп. 24, спр. 4531, арк. 12", "f. 1, op. 24, spr. 4531, ark. 12"),
        ("Lake Archive, Matter 210, vol. 21-1", "Matter 210, vol. 21-1"),
        ("RGANI, f. 5, op. 1, d. 7, l. 12 об.", "f. 5, op. 1, d. 7, l. 12 ob."),
        ("RGANI, f. 5, op. 1, d. 7, ll. 12 ob.-14", "f. 5, op. 1, d. 7, ll. 12 ob.–14"),
    ],
)
def test_each_tradition_in_short(line: str, expected: str) -> None:
    found = parse_source(line).holding
    assert found is not None
    assert print_levels(found, form="short") == expected


def test_a_single_leaf_is_no_plural() -> None:
    one = holding((K.FOND, "45"), (K.OPIS, "1"), (K.DELO, "340"), (K.LEAF, "82"))
    assert print_levels(one) == "fond 45, opis 1, delo 340, list 82"
    assert print_levels(one, form="short").endswith("l. 82")


def test_small_before_large_on_request() -> None:
    folder = holding((K.COLLECTION, "Subject File"), (K.BOX, "CA-14"), (K.FOLDER, "20"))
    assert print_levels(folder, order="small-first") == "folder 20, box CA-14, Subject File"


def test_a_series_by_its_title_has_no_label() -> None:
    titled = holding((K.RECORD_GROUP, "26"), (K.SERIES, "Lamp Drawings"))
    assert print_levels(titled) == "RG 26, Lamp Drawings"
    numbered = holding((K.RECORD_GROUP, "26"), (K.FILE, "District 2, Drawing 99"))
    assert print_levels(numbered) == "RG 26, District 2, Drawing 99"
    marked = holding((K.RECORD_GROUP, "59"), (K.FILE, "764.00/10–956"))
    assert print_levels(marked) == "RG 59, file 764.00/10–956"


def test_a_value_that_has_its_word_is_not_given_it_twice() -> None:
    assert print_levels(holding((K.RECORD_GROUP, "RG 59"), (K.BOX, "3"))) == "RG 59, box 3"


def test_without_levels_there_is_nothing_to_print() -> None:
    bare = Holding(ref_as_given="Somewhere in the cellar")
    assert print_levels(bare) == ""
    assert print_levels(bare, form="as-given") == "Somewhere in the cellar"


@pytest.mark.parametrize(
    ("found", "tradition"),
    [
        (holding((K.FOND, "1"), (K.OPIS, "2")), "soviet"),
        (holding((K.FOND, "1"), (K.DELO, "2"), archive="ЦДАГО України"), "ukrainian"),
        (holding((K.SERIES, "FO 371"), (K.PIECE, "1")), "british"),
        (holding((K.FOND, "R 58"), (K.FILE, "1"), archive="BArch"), "german"),
        (holding((K.BOX, "1")), "american"),
        (holding((K.REFERENCE, "1-2")), "general"),
    ],
)
def test_the_tradition_shows_in_the_levels(found: Holding, tradition: str) -> None:
    assert tradition_of(found) == tradition


def test_a_folder_title_with_a_comma_is_one_folder() -> None:
    levels = (Level(kind=K.BOX, value="3"), Level(kind=K.FOLDER, value="Grain, 1944"))
    assert print_levels(Holding(levels=levels)) == "box 3, folder “Grain, 1944”"
