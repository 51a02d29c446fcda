"""Escaping for BibTeX: balanced and harmless whatever the text, and back again."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archcite.crosswalk import latex
from archcite.text.latex_reading import text

HOSTILE = [
    "<script>alert(1)</script>",
    r"\input{/etc/passwd}",
    r"\write18{rm -rf}",
    "{",
    "}",
    "}{",
    "\\",
    "ends in \\",
    "100% {of} it",
    "@misc{x, title = {y}}",
    'a "quoted" word, = {',
    "line\nbreak\r\nand\ttab",
    "bell\x07 nul\x00 esc\x1b[31m",
    "left \u202eright\u202c \u2066isolate\u2069 \ufeffmark",
    "half \ud800 a letter",
    "-- --- `` '' ?` !` ,,",
    "$x^2_1$ & #1 ~",
]
ANY = st.text(st.characters() | st.sampled_from("{}\\%&#$_^~<>|@\"'`-,= \n"), max_size=40)


def balanced(value: str) -> bool:
    depth = 0
    for sign in value:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


@given(ANY)
@example("\u2028")
@pytest.mark.parametrize("write", [latex.escape, latex.protect, latex.running_name, latex.address])
def test_no_text_unbalances_a_value(write: object, text: str) -> None:
    value = write(text)  # type: ignore[operator]
    assert balanced(value)
    assert "\n" not in value
    value.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("write", [latex.escape, latex.protect])
def test_hostile_text_holds_no_command_and_no_invisible_sign(write: object, text: str) -> None:
    value = write(text)  # type: ignore[operator]
    commands = set(re.findall(r"\\([A-Za-z]+|.)", value))
    assert commands <= {
        "textbackslash", "textbraceleft", "textbraceright", "textasciicircum", "textasciitilde",
        "textless", "textgreater", "textbar", "%", "&", "#", "$", "_",
    }  # fmt: skip
    bare = re.sub(r"\\[%&#$_]", "", value)
    assert not set(bare) & set("%&#$_^<>|")
    assert value.isprintable()


@given(ANY)
def test_unescape_gives_the_cleaned_text_back(text: str) -> None:
    assert latex.unescape(latex.escape(text)) == latex.clean(text)
    assert latex.unescape(latex.protect(text)) == latex.clean(text)


@given(ANY)
def test_clean_is_done_once(text: str) -> None:
    assert latex.clean(latex.clean(text)) == latex.clean(text)


def test_letters_of_every_script_stay() -> None:
    text = "Ким Ир Сен, 金日成, Nguyễn, \u0646\u200c\u0627"
    assert latex.escape(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Talks with Kim Il Sung", "Talks with {Kim} {Il} {Sung}"),
        ("talks in Moscow, 1966", "talks in {Moscow}, 1966"),
        ("NATO and the “Warsaw Pact”", "{NATO} and the “{Warsaw} {Pact}”"),
        ("Anti-Slavery Petition", "{Anti-Slavery} {Petition}"),
        ("the A&B Company's", r"the {A\&B} {Company's}"),
        ("О поездке в Москву", "О поездке в {Москву}"),
        ("the #Foo %Bar", r"the \#{Foo} \%{Bar}"),
        ("", ""),
    ],
)
def test_protect(text: str, value: str) -> None:
    assert latex.protect(text) == value


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Brezhnev", "Leonid"), "Brezhnev, Leonid"),
        (("Dam", "Jan", "van"), "van Dam, Jan"),
        (("Dam", "Jan", "Van"), "{Van} Dam, Jan"),
        (("King", "Martin Luther", "", "Jr."), "King, Jr., Martin Luther"),
        (("Marks and Spencer", "A"), "{Marks and Spencer}, A"),
        (("A=B", "C, D"), "{A=B}, {C, D}"),
    ],
)
def test_parted_names(parts: tuple[str, ...], name: str) -> None:
    assert latex.parted_name(*parts) == name


def test_lists_are_split_where_they_were_joined() -> None:
    value = latex.names(["Bee, A", latex.whole_name("Marks and Spencer"), "", "Dee"])
    assert value == "Bee, A and {Marks and Spencer} and Dee"
    assert latex.split_names(value) == ["Bee, A", "{Marks and Spencer}", "Dee"]
    terms = latex.keywords(["Words, spoken", "China--Trade", "", "A & B"])
    assert terms == r"{Words, spoken}, China--Trade, A \& B"
    assert [text(term, ligatures=False).strip() for term in latex.split_commas(terms)] == [
        "Words, spoken",
        "China--Trade",
        "A & B",
    ]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("brezhnev-1966-05-27", "brezhnev-1966-05-27"),
        ("Kádár János, 1956", "Kadar-Janos-1956"),
        ("{}", "-"),
        ("Ким", "record"),
        ("", "record"),
    ],
)
def test_keys(text: str, key: str) -> None:
    assert latex.key(text) == key


@given(ANY)
def test_a_key_is_always_a_key(text: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._:/+-]+", latex.key(text))


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en", "english"), ("en-GB", "british"), ("zh-Hans-CN", "chinese"), ("tlh", ""), ("", "")],
)
def test_babel_names(tag: str, name: str) -> None:
    assert latex.babel(tag) == name


def test_every_babel_name_leads_back_to_a_tag() -> None:
    for tag in ("ru", "ko", "zh", "nb", "en-GB", "de"):
        assert latex.babel(latex.tag(latex.babel(tag))) == latex.babel(tag)
