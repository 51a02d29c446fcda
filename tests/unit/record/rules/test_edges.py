"""Where each rule begins and ends: cases beside the examples of its explanation."""

from __future__ import annotations

import pytest

from archcite.record.check import chosen, matching, rules
from rule_examples import codes_in, found_by


def document(**fields: str) -> str:
    return "[document]\n" + "".join(f'{name} = "{value}"\n' for name, value in fields.items())


def person(role: str = "author", **fields: str) -> str:
    lines = "".join(f'{name} = "{value}"\n' for name, value in fields.items())
    return f'[[people]]\nrole = "{role}"\n{lines}'


def source(archive: str, *steps: tuple[str, str], more: str = "") -> str:
    levels = "".join(f'    {{ kind = "{k}", value = "{v}" }},\n' for k, v in steps)
    text = f"[source]\n{more}levels = [\n{levels}]\n"
    return f'{text}[source.archive]\nacronym = "{archive}"\n' if archive else text


FOUND = [
    ("date-title-differ",
     document(kind="letter", title="Letter on the Elections, 4 March 1984", date="1984-01-10")),
    ("date-title-differ",
     document(kind="letter", title="Letter on 4 March 1984", date="1984-01-10")),
    ("date-as-given-differ", document(date="1910-05-04", date_as_given="20 апреля 1910 г.")),
    ("date-as-given-differ", document(date="1950-05-03", date_as_given="20 апреля 1950 г.")),
    ("name-confusable", person(as_given="Ann 1stvan")),
    ("title-full-stop", document(title="Report on Sector 5.")),
    ("funder-as-author", '[rights]\nholder = ["The Levy Fund"]\n[[funders]]\nname = "Levy Fund"\n'),
    ("crest-number", '[source]\nref_as_given = "CIA-RDP80B01676R00150010007-6, p. 3"\n'),
    ("date-title-differ", document(kind="report", title="Report dated 5 May 1960", date="1961")),
    ("date-title-differ", document(title="Letter of 3 July 1966", date="1966-05")),
    ("date-title-differ", document(kind="speech", heading="March 1, 1950", date="1950-03-02")),
    ("date-title-differ", document(kind="report", title="Plan for June 1970", date="1969-06-01")),
    ("date-as-given-differ", document(date="1979-03-24", date_as_given="3/23/1979")),
    ("date-in-future", document(kind="published", date="2202")),
    ("date-after-copy", document(date="1977") + '[source.published_in]\ndate = "1976"\n'),
    ("date-outside-life",
     document(date="1899") + person(as_given="A B", authority_form="B, A, b. 1900-")),
    ("date-old-style-differ", document(date="1812-09-07", date_old_style="1812-08-25")),
    ("date-event-differ",
     document(date="1966") + '[document.event]\nname = "P"\ndate = "1967-01"\n'),
    ("title-full-stop", document(title="A report on U.S. policy", short_title="On policy.")),
    ("title-quoted", document(title="«О положении»")),
    ("title-all-caps", document(title="О ПОЛОЖЕНИИ В СТРАНЕ")),
    ("extract-title-differ", document(title="Talks [...] in May", extract="complete")),
    ("short-title-longer", document(title="Same", short_title="Same")),
    ("name-order-missing", person(as_given="Pak Chong Hui")),
    ("name-order-missing", person(as_given="Kádár János", family="Kádár", given="János")),
    ("name-inverted", person(as_given="Brezhnev, Leonid")),
    ("name-misread-il", person(as_given="Kim Jong ll")),
    ("name-misread-il", document(summary="He met Kim 11 Sung in May.")),
    ("name-confusable", person(as_given="Lеonid Brezhnev")),  # a Cyrillic е
    ("name-confusable", person(as_given="lvan Petrov")),
    ("name-confusable", person(as_given="Ivan Petr0v")),
    ("placeholder", person(as_given="Anonymous")),
    ("placeholder", person(as_given="[author unknown]")),
    ("placeholder", '[source.archive]\nname = "n/a"\n'),
    ("author-in-title", document(kind="speech", title="Leonid Brezhnev's Speech on Peace")),
    ("author-in-title", document(kind="report", title="Report by Anna Lindqvist")),
    ("levels-order", source("", ("folder", "3"), ("box", "12"))),
    ("levels-order", source("", ("leaf", "3"), ("box", "12"))),
    ("levels-order", source("", ("piece", "3"), ("series", "FO 371"))),
    ("level-missing", source("GARF", ("fond", "5"), ("opis", "1"), ("leaf", "7"))),
    ("level-word-in-value", source("", ("box", "Box 12"))),
    ("level-word-in-value", source("", ("leaf", "ll. 5-7"))),
    ("range-mark", source("", ("page", "5 — 7"))),
    ("copies-in-one", '[source]\nref_as_given = "RGANI, f. 5; and GARF, f. 7"\n'),
    ("credit-in-source", '[source]\nref_as_given = "RGANI, f. 5. Obtained by A. Smith."\n'),
    ("rights-conflict", '[rights]\nlicense = "CC-BY-4.0"\n'
     'statement = "Please contact the library before any commercial use."\n'),
    ("rights-conflict", '[rights]\nuri = "http://rightsstatements.org/vocab/NoC-US/1.0/"\n'
     'holder = ["The estate"]\n'),
    ("rights-conflict", '[rights]\nlicense = "CC0-1.0"\nstatement = "All rights reserved."\n'),
    ("isbn-invalid", '[published]\nisbn = "0-306-40615-3"\n'),
    ("isbn-invalid", '[published]\nisbn = "ISBN 978–0–306–40615–7"\n'),
    ("issn-invalid", '[published]\nissn = "03785955"\n'),
    ("url-not-public", '[digital]\nurl = "http://localhost:8000/a"\n'),
    ("url-not-public", '[digital]\nurl = "https://www.example.org/a;jsessionid=AB12"\n'),
    ("url-not-public", '[digital]\nurl = "https://wilson.dvincitest.com/document/a"\n'),
    ("url-tracking", '[digital]\nurl = "https://www.example.org/a?fbclid=1#b"\n'),
    ("entity-in-text", document(title="O&#8217;Connell")),
    ("language-unknown", document(language="rus")),
    ("language-script-differ", document(title="회의록", title_language="ru")),
    ("funder-as-author",
     '[rights]\nholder = ["Levy Foundation"]\n[[funders]]\nname = "Levy foundation"\n'),
]  # fmt: skip

NOT_FOUND = [
    ("date-title-differ",
     document(kind="letter", title="Letter in Reply to Yours of 3 May 1952", date="1952-05-20")),
    ("date-title-differ",
     document(kind="letter", title="Letter on the Elections of 4 March 1984", date="1984-01-10")),
    ("date-title-differ",
     document(kind="letter", title="Elections to be Held on 4 March 1984", date="1984-01-10")),
    ("date-title-differ",
     document(kind="speech", title="Anniversary of 7 November 1917", date="1967-11-07")),
    ("date-title-differ",
     document(kind="letter", title="Letter concerning the Pact of 5 June 1947", date="1947-07")),
    ("date-as-given-differ", document(date="1910-05-03", date_as_given="20 апреля 1910 г.")),
    ("date-as-given-differ", document(date="1899-12-31", date_as_given="19 December 1899")),
    ("name-confusable", person(as_given="Th. D'Arcy McGee, 1st Bt.")),
    ("title-full-stop", document(title="Протокол от 12 марта 1981 г.", language="ru")),
    ("title-full-stop", document(title="List z 3 IX 1981 r.", language="pl")),
    ("title-full-stop", document(title="Levél, 1956. november 4.", language="hu")),
    ("title-full-stop", document(title="Schreiben an das Amt usw.", language="de")),
    ("crest-number", '[source]\nref_as_given = "CIA-RDP80B01676R001500100007-6, p. 3"\n'),
    ("date-title-differ",
     document(kind="report", title="Report on the April 1966 Plenum", date="1966-05-02")),
    ("date-title-differ", document(title="Letter, May 1966", date="1966-05-27")),
    ("date-title-differ",
     document(title="Talks, 16 December 1949 to 14 February 1950", date="1950-01-22")),
    ("date-title-differ", document(title="Letter of 7 November 1917", date="1917-11-07")),
    ("date-title-differ",
     document(title="Letter of 25 October 1917", date="1917-11-07", date_old_style="1917-10-25")),
    ("date-title-differ", document(title="The Five-Year Plan 1966–1970", date="1965")),
    ("date-title-differ", document(title="Speech, May 1966")),
    ("date-as-given-differ", document(date="1966-05-03", date_as_given="5/3/1966")),
    ("date-as-given-differ", document(date="1966-03-05", date_as_given="5/3/1966")),
    ("date-as-given-differ", document(date="186X", date_as_given="1860s")),
    ("date-in-future", document(date="2026-11-25")),  # tomorrow, where the day begins earlier
    ("date-in-future", document(kind="published", date="2028")),  # forthcoming
    ("date-after-copy",
     document(kind="published", date="2025") + '[digital]\naccessed = "2024-12-01"\n'),
    ("date-after-copy", document(date="2011-11") + '[digital]\nuploaded = "2011-11-20"\n'),
    ("date-outside-life",
     document(date="1999") + person("subject", as_given="A B", authority_form="B, A, 1900-1950")),
    ("date-old-style-differ", document(date="1812-09-07", date_old_style="1812-08-26")),
    ("date-old-style-differ", document(date="1700-03-12", date_old_style="1700-03-01")),
    ("date-calendar-untold", document(date="1917", language="ru")),
    ("date-calendar-untold", document(date="1918-02-14", language="ru")),
    ("title-full-stop", document(title="Speech to the Smith Co.")),
    ("title-full-stop", document(title="And then...")),
    ("title-full-stop", document(title="Letter to Karl P.")),
    ("title-quoted", document(title="“War” and “Peace”")),
    ("title-all-caps", document(title="CC CPSU")),
    ("title-all-caps", document(title="NSC 68")),
    ("title-bracketed", document(title="[Letter] to [Smith]")),
    ("name-order-missing", person(as_given="Ivan Petrov", family="Petrov", given="Ivan")),
    ("name-order-missing", person(as_given="House", family="House", given="Edward")),
    ("name-inverted", person(as_given="Martin Luther King, Jr.")),
    ("name-inverted", person(as_given="Smith, Brown and Company", kind="body")),
    ("name-misread-il", person(as_given="Pope John Paul II")),
    ("name-misread-il", document(summary="World War II Soviet losses")),
    ("name-confusable", person(as_given="MI5", kind="body")),
    ("name-confusable", person(as_given="Иван Петров")),
    ("name-confusable", person(as_given="Llewellyn Thompson")),
    ("name-parts-differ", person(as_given="Л. Брежнев", family="Brezhnev")),
    ("placeholder", document(title="None but the Brave")),
    ("placeholder", '[source.archive]\nacronym = "NA"\nname = "Národní archiv"\n'),
    ("author-in-title", document(title="Letter from the Embassy to Moscow")),
    ("author-in-title", document(kind="report", title="Report of the Commission")),
    ("levels-order",
     source("AVPRF", ("fond", "0100"), ("opis", "34"), ("delo", "18"), ("papka", "253"))),
    ("levels-order", source("", ("series", "2"), ("file", "4"), ("box", "3"), ("folder", "7"))),
    ("level-missing", source("BArch", ("fond", "DY 30"), ("file", "3601"))),
    ("level-word-in-value", source("", ("folder", "POL 7"))),
    ("level-word-in-value", source("", ("series", "FO 371"))),
    ("level-word-in-value", source("", ("box", "CA-14"))),
    ("range-mark", source("", ("box", "CA–14"))),
    ("crest-number", source("", ("reference", "CIA-RDP78-03097A000700010013-9"))),
    ("crest-number", source("", ("reference", "CIA-RDP79T00975A"))),
    ("copies-in-one", '[source]\nref_as_given = "Records of A; RG 26; National Archives"\n'),
    ("archive-place-missing", '[source.archive]\nname = "Yale University Library"\n'),
    ("rights-conflict", '[rights]\nlicense = "CC-BY-4.0"\ncovers = ["translation"]\n'
     'statement = "Please contact the library before any commercial use."\n'),
    ("rights-conflict", '[rights]\nlicense = "CC-BY-NC-4.0"\n'
     'statement = "Ask for permission for commercial use."\n'),
    ("rights-conflict",
     '[rights]\nlicense = "CC0-1.0"\nstatement = "Free, for commercial use too."\n'),
    ("isbn-invalid", '[published]\nisbn = "0-8044-2957-X 978-0-306-40615-7"\n'),
    ("isbn-differ", '[published]\nisbn = "978-0-306-40615-7 978-0-14-044913-6"\n'),
    ("issn-invalid", '[published]\nissn = "2434-561X 0378-5955"\n'),
    ("url-not-public", '[digital]\nurl = "https://www.developer.example.org/test/a"\n'),
    ("url-not-public", '[digital]\nurl = "https://www.contest.org/latest"\n'),
    ("entity-in-text", document(title="Smith & Sons; AT&T")),
    ("language-unknown", document(language="zh-Hant", original_language="yue")),
    ("language-script-differ", document(title="Record of Conversation", language="ru")),
    ("language-script-differ", document(title="Zapisʹ besedy", title_language="ru-Latn")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), FOUND)
def test_found(code: str, text: str) -> None:
    assert code in codes_in(text)


@pytest.mark.parametrize(("code", "text"), NOT_FOUND)
def test_not_found(code: str, text: str) -> None:
    assert code not in codes_in(text)


KEYED = '[document]\nid = "{}"\nkind = "letter"\n'


def same_place(key: str, date: str, leaf: str = "5") -> str:
    steps = (("fond", "5"), ("opis", "1"), ("delo", "7"), ("leaf", leaf))
    return KEYED.format(key) + f'date = "{date}"\n' + source("RGANI", *steps)


def test_duplicates_by_shelfmark_need_the_same_day() -> None:
    rule = rules()["duplicate"]
    assert len(found_by(rule, [same_place("a", "1966-05-27"), same_place("b", "1966-05-27")])) == 2
    assert not found_by(rule, [same_place("a", "1966-05-27"), same_place("b", "1966-05-28")])


def in_place(key: str, title: str, *steps: tuple[str, str], date: str = "1950-12-01") -> str:
    head = KEYED.format(key) + f'title = "{title}"\ndate = "{date}"\n'
    return head + source("APRF", ("fond", "45"), ("opis", "1"), ("delo", "347"), *steps)


TITLE = "Telegram from Shtykov to Comrade Stalin"


@pytest.mark.parametrize(
    "both",
    [
        # one day, and other leaves of one file
        [in_place("a", TITLE, ("leaf", "5")), in_place("b", TITLE, ("leaf", "9"))],
        # one file, and other days; one file and day, and other titles
        [in_place("a", TITLE), in_place("b", TITLE, date="1950-12-02")],
        [in_place("a", "On rice"), in_place("b", "On tea")],
        # one day, and other numbers
        [KEYED.format(key) + f'title = "{TITLE}"\ndate = "1950-12-01"\nnumber = "No. {number}"\n'
         for key, number in (("a", 1), ("b", 2))],
    ],
)  # fmt: skip
def test_documents_that_lie_together_are_no_duplicates(both: list[str]) -> None:
    assert not found_by(rules()["duplicate"], both)


@pytest.mark.parametrize(
    "both",
    [
        [in_place("a", TITLE, ("leaf", "5")), in_place("b", TITLE, ("leaf", "5-7"))],
        [in_place("a", TITLE), in_place("b", TITLE)],
        [in_place("a", "On rice", ("leaf", "5")), in_place("b", "On tea", ("leaf", "5"))],
        [in_place("a", TITLE, ("leaf", "5")),
         in_place("b", TITLE, ("leaf", "9")).replace("APRF", "RGASPI")],
    ],
)  # fmt: skip
def test_one_document_in_one_place_or_two_archives_is_a_duplicate(both: list[str]) -> None:
    assert len(found_by(rules()["duplicate"], both)) == 2


def test_short_titles_of_one_day_are_no_duplicates() -> None:
    both = [KEYED.format(key) + 'title = "Letter to Mao"\ndate = "1950-12-01"\n' for key in "ab"]
    assert not found_by(rules()["duplicate"], both)


def test_other_spellings_are_told_at_the_rarer_one() -> None:
    names = ["Nikita Khrushchev", "Nikita Khrushchev", "Nikita Hruščev", "Никита Хрущев"]
    texts = [KEYED.format(f"k{at}") + person(as_given=name) for at, name in enumerate(names)]
    found = found_by(rules()["person-spellings"], texts)
    assert [each.message.split(" is written ")[1] for each in found] == [
        "Nikita Khrushchev in 2 other records"
    ]  # fmt: skip


def test_words_choose_codes_by_their_first_words() -> None:
    assert matching("date-in-future") == ["date-in-future"]
    assert set(matching("date")) == {code for code in rules() if code.startswith("date-")}
    assert matching("dat") == []
    assert set(matching("all")) == {*rules(), "incomplete"}
    assert chosen([], ["all"]) == frozenset()
    assert chosen(["date"], ["date-in-future"]) == {*matching("date")} - {"date-in-future"}
    assert chosen([], []) == {*rules(), "incomplete"}
