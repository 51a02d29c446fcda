"""Language tags: BCP 47's grammar and the lookup chain."""

import pytest

from archcite.text.tags import fallback, is_tag


@pytest.mark.parametrize(
    "tag",
    """ru en-US zh-Hant-TW ru-Latn-alalc97 sr-Cyrl-RS zh-cmn-Hans-CN sl-rozaj-biske-1994 de-CH-1901
    es-419 hy-Latn-IT-arevela en-a-myext-b-another de-CH-x-phonebk x-whatever i-klingon en-GB-oed
    RUS-latn""".split(),
)
def test_well_formed(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize(
    "tag",
    [
        *"r en_US en--US en- de-419-DE a-DE ar-a-aaa-b-bbb-a-ccc de-1901-1901 русский".split(),
        *"toolonglanguage x en-x en-a-b-cc 123".split(),
        "",
        "en US",
    ],
)
def test_malformed(tag: str) -> None:
    assert not is_tag(tag)


def test_fallback_goes_from_exact_to_general() -> None:
    assert fallback("zh-Hant-TW") == ["zh-Hant-TW", "zh-Hant", "zh"]
    assert fallback("ru") == ["ru"]
    assert fallback("") == []


def test_fallback_never_ends_in_a_singleton() -> None:
    assert fallback("zh-Hant-x-one-two") == ["zh-Hant-x-one-two", "zh-Hant-x-one", "zh-Hant", "zh"]
