"""A session is always as one call for the whole document, and tells exactly what is new."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import archcite.cite.session as module
from archcite.cite.item import JsonItem
from archcite.cite.process import Result, process
from archcite.cite.request import Citation, Cite, Locator
from archcite.cite.sections import Filter, Match
from archcite.cite.session import Changes, Session
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.errors import ArchciteError, NoSuchRecord, UsageFault
from archcite.inline import plain

HEAD = "<info><title>S</title><id>s</id><updated>2026-01-01T00:00:00Z</updated></info>"
AUTHORS = """<macro name="authors"><names variable="author">
  <name form="short" and="text"/><substitute><names variable="editor"/>
  <text variable="title" form="short"/></substitute></names></macro>"""
SORT = '<sort><key macro="authors"/><key variable="issued"/></sort>'
ENTRY = """<names variable="author"><name name-as-sort-order="first"/><substitute>
  <names variable="editor"/></substitute></names><text variable="title" prefix=", "/>
  <date variable="issued" prefix=", "><date-part name="year"/></date>"""


def author_date(citation: str, bibliography: str = "") -> str:
    return f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
{HEAD}{AUTHORS}<citation {citation}>{SORT}<layout prefix="(" suffix=")" delimiter="; ">
<choose><if disambiguate="true"><text variable="title" suffix=" "/></if></choose>
<group delimiter=" "><text macro="authors"/><date variable="issued"><date-part name="year"/></date>
</group><text variable="locator" prefix=", "/></layout></citation>
<bibliography {bibliography}>{SORT}<layout suffix=".">{ENTRY}</layout></bibliography></style>"""


TELL_APART = (
    'disambiguate-add-names="true" disambiguate-add-givenname="true"'
    ' disambiguate-add-year-suffix="true" et-al-min="2" et-al-use-first="1"'
)
RULES = ("by-cite", "all-names", "primary-name", "all-names-with-initials")
NOTES = f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">{HEAD}
<citation near-note-distance="2"><layout suffix="." delimiter="; "><choose>
<if position="ibid-with-locator"><text term="ibid"/><text variable="locator" prefix=", "/></if>
<else-if position="ibid"><text term="ibid"/></else-if>
<else-if position="near-note"><text variable="title" form="short"/></else-if>
<else-if position="subsequent"><names variable="author"><name form="short"/></names>
<text variable="first-reference-note-number" prefix=", n. "/></else-if>
<else>{ENTRY}<text variable="locator" prefix=", "/></else></choose></layout></citation>
<bibliography subsequent-author-substitute="---"><sort><key variable="author"/></sort>
<layout suffix=".">{ENTRY}</layout></bibliography></style>"""
NUMBERS = f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">{HEAD}
<citation collapse="citation-number"><sort><key variable="citation-number"/></sort>
<layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout></citation>
<bibliography><sort>%s</sort><layout><text variable="citation-number" suffix=" "/>{ENTRY}</layout>
</bibliography></style>"""

STYLES = {
    **{
        rule: author_date(
            f'{TELL_APART} givenname-disambiguation-rule="{rule}"',
            'subsequent-author-substitute="---"',
        )
        for rule in RULES
    },
    "collapsed": author_date(f'{TELL_APART} collapse="year-suffix"'),
    "bare": author_date(""),
    "notes": NOTES,
    "as cited": NUMBERS % '<key variable="citation-number"/>',
    "backwards": NUMBERS % '<key variable="citation-number" sort="descending"/>',
    "numbered by author": NUMBERS % '<key variable="author"/>',
}
COMPILED: dict[str, CompiledStyle] = {}


def style(name: str) -> CompiledStyle:
    if name not in COMPILED:
        COMPILED[name] = compile_style(STYLES[name].encode(), name, "", lambda tag: None)
    return COMPILED[name]


PEOPLE = [
    {"family": family, "given": given}
    for family, given in (("Smith", "John"), ("Smith", "James"), ("Smith", "Mary"), ("Roe", "Ann"))
]
KEYS = [f"k{number}" for number in range(6)]
people = st.lists(st.sampled_from(PEOPLE), max_size=3)
contents = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["book", "article-journal"]),
        "author": people,
        "editor": people,
        "title": st.sampled_from(["One", "Two"]),
        "issued": st.sampled_from([{"date-parts": [[1990]]}, {"date-parts": [[1991]]}]),
    }
)
cites = st.builds(
    Cite,
    st.sampled_from(KEYS),
    st.sampled_from([None, None, Locator("page", "5")]),
    prefix=st.sampled_from(["", "", "see"]),
    suppress_author=st.sampled_from([False, False, True]),
)
requests = st.builds(
    Citation,
    st.lists(cites, min_size=1, max_size=3).map(tuple),
    note=st.just(0),
    id=st.just(""),
    composite=st.sampled_from([False, False, False, True]),
    infix=st.sampled_from(["", "says"]),
)
edits = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.integers(0, 9), requests),
        st.tuples(st.just("insert"), st.integers(0, 9), requests),
        st.tuples(st.just("replace"), st.integers(0, 9), requests),
        st.tuples(st.just("remove"), st.integers(0, 9), st.none()),
        st.tuples(st.just("item"), st.sampled_from(KEYS), contents),
        st.tuples(st.just("uncited"), st.lists(st.sampled_from(KEYS)), st.none()),
    ),
    min_size=2,
    max_size=9,
)
parts = st.sampled_from([(), (), (Filter(include=(Match("type", "book"),)), Filter())])


def changed(session: Session, edit: tuple[Any, ...], *, notes: bool) -> Changes | None:
    """Make one edit; None where there is nothing to edit."""
    kind, where, what = edit
    present = session.citations
    if kind == "item":
        return session.set_items([JsonItem({"id": where, **what})])
    if kind == "uncited":
        return session.set_uncited(where)
    at = min(where, len(present))
    if kind == "insert":
        numbers = {one.id: place + 1 + (place >= at) for place, one in enumerate(present)}
        before = present[at].id if at < len(present) else None
        note = {"notes": numbers} if notes else {}
        return session.insert(what._replace(note=at + 1 if notes else 0), before=before, **note)
    if not present:
        return None
    one = present[min(where, len(present) - 1)]
    if kind == "remove":
        return session.remove(one.id)
    return session.replace(what._replace(id=one.id, note=one.note))


def whole(session: Session, items: dict[str, JsonItem], sections: tuple[Filter, ...]) -> Result:
    ids = [cite.id for one in session.citations for cite in one.cites] + [*session.uncited]
    present = [items[key] for key in dict.fromkeys(ids)]
    return process(session.style, present, session.citations, sections=sections)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(STYLES)), st.lists(contents, min_size=6, max_size=6), edits, parts)
def test_a_session_is_as_the_whole_document_processed_at_once(
    name: str, texts: list[dict[str, Any]], steps: list[Any], sections: tuple[Filter, ...]
) -> None:
    items = {key: JsonItem({"id": key, **text}) for key, text in zip(KEYS, texts, strict=True)}
    session = Session(style(name), items.values(), sections=sections)
    for edit in steps:
        before = session.document()
        ids = [one.id for one in session.citations]
        old = dict(zip(ids, before.citations, strict=True))
        told = changed(session, edit, notes=name == "notes")
        if told is None:
            continue
        if edit[0] == "item":
            items[edit[1]] = JsonItem({"id": edit[1], **edit[2]})
        after = whole(session, items, sections)
        assert session.document() == after
        assert [tuple(one) for one in told.citations] == [
            (place, one.id, nodes)
            for place, (one, nodes) in enumerate(
                zip(session.citations, after.citations, strict=True)
            )
            if old.get(one.id) != nodes
        ]
        assert told.bibliography == (before.sections != after.sections)
        assert told.problems == after.problems


def cited(key: str, citation: str = "") -> Citation:
    return Citation((Cite(key),), id=citation)


def started() -> Session:
    items = [
        JsonItem({"id": "a", "author": [PEOPLE[0]], "issued": {"date-parts": [[1990]]}}),
        JsonItem({"id": "b", "author": [PEOPLE[1]], "issued": {"date-parts": [[1990]]}}),
        JsonItem({"id": "c", "author": [PEOPLE[3]], "issued": {"date-parts": [[1990]]}}),
    ]
    return Session(style("by-cite"), items)


def test_a_citation_without_an_id_is_given_one() -> None:
    session = started()
    session.append(cited("c", "citation-1"))
    assert session.append(cited("c")).id == "citation-2"
    assert session.append(cited("c")).id == "citation-3"


def test_a_new_citation_changes_another_that_was_like_it() -> None:
    session = started()
    session.append(cited("a", "one"))
    session.append(cited("c", "two"))
    told = session.append(cited("b", "three"))
    assert [(one.place, plain(one.nodes)) for one in told.citations] == [
        (0, "(John Smith 1990)"),
        (2, "(James Smith 1990)"),
    ]
    told = session.remove("three")
    assert [(one.id, plain(one.nodes)) for one in told.citations] == [("one", "(Smith 1990)")]
    assert told.bibliography


def test_the_bibliography_holds_what_is_cited_and_what_is_named() -> None:
    session = started()
    session.append(cited("c"))
    assert [entry.id for entry in session.bibliography()] == ["c"]
    assert session.set_uncited(["a"]).bibliography
    assert [entry.id for entry in session.bibliography()] == ["c", "a"]
    assert session.set_uncited([]).citations == []


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda session: session.append(cited("missing")), NoSuchRecord),
        (lambda session: session.append(cited("a", "one")), UsageFault),
        (lambda session: session.insert(cited("a"), before="nowhere"), UsageFault),
        (lambda session: session.replace(cited("a", "nowhere")), UsageFault),
        (lambda session: session.remove("nowhere"), UsageFault),
        (lambda session: session.arrange([cited("a", "x"), cited("b", "x")]), UsageFault),
        (lambda session: session.set_uncited(["missing"]), NoSuchRecord),
    ],
)
def test_a_change_that_fails_changes_nothing(act: Any, error: type[ArchciteError]) -> None:
    session = started()
    session.append(cited("a", "one"))
    before = session.citations, session.uncited, session.document()
    with pytest.raises(error):
        act(session)
    assert (session.citations, session.uncited, session.document()) == before
    assert session.append(cited("c")).id == "citation-1"


@pytest.mark.parametrize("name", sorted(STYLES))
def test_what_cannot_have_changed_is_not_rendered_again(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    for function in ("_citation", "_entry", "_last_of"):
        real = getattr(module, function)

        def noted(*args: Any, real: Any = real, function: str = function) -> Any:
            made.append(function)
            return real(*args)

        monkeypatch.setattr(module, function, noted)
    items = [
        JsonItem({"id": f"k{n}", "title": "T", "author": [{"family": f"Name{n:03}"}]})
        for n in range(101)
    ]
    session = Session(style(name), items)
    session.arrange([cited(f"k{n}", f"c{n}") for n in range(100)])
    made.clear()
    told = session.append(cited("k100"))
    assert len(told.citations) == (101 if name == "backwards" else 1)
    # in descending order every number is new
    assert len(made) == (202 if name == "backwards" else 3 if '"---"' in STYLES[name] else 2)
