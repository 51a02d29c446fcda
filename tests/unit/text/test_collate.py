"""The order of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archcite.text.collate import sort_key


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["9 Lives", "10 Downing", "Aaa", "Aalto", "ABC", "Álvarez", "… and after", "Zhukov"],
        ),
        ("en", ["Smith, Adam", "Smith Brothers", "Smith-Jones", "Smithson"]),
        ("en", ["[Cook], A.", "Cook, B.", "“Cook” Islands", "Cooke"]),
        ("en", ["Obama", "O'Brien", "Očakov", "Odessa"]),
        ("de-DE", ["Mueller", "Muller", "Müller", "Mulley"]),
        ("", ["Zola", "Άγρας", "Άδωνις", "Αθήνα", "Брежнев", "Ежов", "Елена", "Ёлкин", "Жуков"]),
        ("uk", ["Гетьман", "Ґалаґан", "Дніпро", "Икона", "Іван", "Їжак", "Йосип", "Київ"]),
        ("ru", ["Индия", "Йемен", "Китай"]),
        ("sv-SE", ["Apa", "Zebra", "Åse", "Ärlig", "Öl"]),
        ("da", ["Apa", "Zebra", "Ærlig", "Øl", "Åse"]),
        ("es", ["nz", "ñu", "o"]),
        ("pl", ["lz", "ława", "ma"]),
        ("tr", ["hz", "ılgaz", "izmir"]),
        ("cs", ["cz", "čas", "da"]),
    ],
)
def test_order(language: str, words: list[str]) -> None:
    words_reversed = words[::-1]
    assert sorted(words_reversed, key=lambda word: sort_key(word, language)) == words


def test_case_does_not_count() -> None:
    assert sort_key("kim IL sung") == sort_key("Kim Il Sung")
    assert sort_key("ЖУКОВ") == sort_key("Жуков")


def test_accents_decide_only_between_equals() -> None:
    assert sort_key("resume") < sort_key("résumé") < sort_key("resumption")


@given(st.text(), st.sampled_from(["", "en-US", "sv", "tr", "ru"]))
def test_every_text_has_a_key(text: str, language: str) -> None:
    assert sort_key(text, language) <= sort_key(text, language)


@given(st.text(alphabet="aZ -,'9"), st.text(alphabet="aZ -,'9"))
def test_ascii_and_other_texts_sort_alike(first: str, second: str) -> None:
    accented = sort_key(first + "é")[0] < sort_key(second + "é")[0]
    assert accented == (sort_key(first + "e")[0] < sort_key(second + "e")[0])
