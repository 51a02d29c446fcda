"""Reach: what each element of a style needs before it can print, and what that makes of a group."""

from __future__ import annotations

import pytest

from archcite.cite.item import JsonItem
from archcite.csl import model
from archcite.csl.compile import CompiledStyle, compile_style
from archcite.csl.rt.context import shape_of
from archcite.csl.shape import Questions, Reach, Reaching

NEEDS_NOTHING: frozenset[str] = frozenset()
SUFFIXED = model.Dress(suffix=".")


def needs(*names: str) -> frozenset[str]:
    return frozenset(names)


def text(name: str, source: str = "variable", form: str = "long", **more: object) -> model.Text:
    return model.Text(line=1, source=source, name=name, form=form, **more)  # type: ignore[arg-type]


def group(*children: model.Node) -> model.Group:
    return model.Group(1, children)


def choose(*branches: tuple[tuple[model.Node, ...], bool]) -> model.Choose:
    """Branches of (children, whether it has a condition)."""
    return model.Choose(
        1,
        tuple(
            model.Branch(1, "all", (("type", "book"),) if asks else (), children)
            for children, asks in branches
        ),
    )


TITLE, GENRE, WORD = text("title"), text("genre"), text("on", "value")
NO_DATE = text("n.d.", "no-date")
ASKS = {"asks": True, "certain": True}


@pytest.mark.parametrize(
    ("node", "reach"),
    [
        (TITLE, Reach(needs("title"), **ASKS)),
        (text("title", form="short"), Reach(needs("title", "title-short"), **ASKS)),
        (text("page", form="short"), Reach(needs("page"), **ASKS)),
        (WORD, Reach(free=True)),
        (text("in", "term"), Reach(free=True)),
        (NO_DATE, Reach(free=True, alone=True, **ASKS)),
        (model.Number(1, "volume"), Reach(needs("volume"), **ASKS)),
        (model.Date("issued"), Reach(needs("issued"), **ASKS)),
        # a label prints with its variable, but does not ask for it
        (model.Label("volume"), Reach(needs("volume"))),
        (model.Names(("author", "editor")), Reach(needs("author", "editor"), **ASKS)),
        (
            model.Names(("author",), substitute=(TITLE,)),
            Reach(needs("author", "title"), **ASKS),
        ),
        (
            model.Names(("author",), substitute=(WORD,)),
            Reach(needs("author"), free=True, alone=True, **ASKS),
        ),
        # a group: words alone print only where no variable is certain to be asked for
        (group(WORD), Reach(free=True, alone=True)),
        (group(WORD, TITLE), Reach(needs("title"), **ASKS)),
        (group(NO_DATE, TITLE), Reach(needs("title"), free=True, alone=True, **ASKS)),
        (group(TITLE, GENRE), Reach(needs("title", "genre"), **ASKS)),
        # branches: certain only where each asks and there is always one
        (choose(((TITLE,), True)), Reach(needs("title"), asks=True)),
        (choose(((TITLE,), True), ((GENRE,), False)), Reach(needs("title", "genre"), **ASKS)),
        (
            choose(((TITLE, GENRE), True), ((WORD,), False)),
            Reach(needs("title", "genre"), free=True, asks=True, many=True),
        ),
        (
            group(WORD, choose(((TITLE,), True))),
            Reach(needs("title"), free=True, alone=True, asks=True),
        ),
    ],
)
def test_reach(node: model.Node, reach: Reach) -> None:
    assert Reaching({}).of(node) == reach


def test_reach_of_a_macro_is_that_of_a_group_of_several() -> None:
    macros: dict[str, tuple[model.Node, ...]] = {
        "m": (WORD, TITLE),
        "outer": (text("m", "macro"),),
        "word": (WORD,),
    }
    reaching = Reaching(macros)
    assert reaching.of(text("m", "macro")) == Reach(needs("title"), many=True, **ASKS)
    assert reaching.of(text("outer", "macro")).many
    # what is dressed comes as one
    assert not reaching.of(text("m", "macro", dress=SUFFIXED)).many
    assert reaching.of(text("word", "macro")) == Reach(free=True, alone=True)


@pytest.mark.parametrize(
    ("reach", "skippable"),
    [
        (Reach(needs("title"), asks=True, certain=True), True),
        (Reach(needs("volume")), True),
        # whether it asks is known only where it is called
        (Reach(needs("title"), asks=True), False),
        (Reach(needs("title"), free=True, asks=True, certain=True), False),
    ],
)
def test_skippable(reach: Reach, skippable: bool) -> None:
    assert reach.skippable is skippable


def test_questions_are_numbered_as_they_come() -> None:
    asked = Questions()
    assert asked.bit("variable", "title") == 1
    assert asked.bit("type", "book") == 2
    assert asked.bit("is-numeric", "volume") == 4  # and with it whether there is a volume
    assert asked.bits["variable"]["volume"] == 8
    assert asked.variables(["title", "volume"]) == 9
    assert asked.bit("variable", "title") == 1
    assert asked.count == 4


def styled(layout: str) -> CompiledStyle:
    xml = f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>S</title><id>s</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout>{layout}</layout></citation></style>"""
    return compile_style(xml.encode(), "s", "", lambda tag: None)


@pytest.mark.parametrize(
    ("test", "parts", "holds"),
    [
        ('type="book"', {}, True),
        ('type="map"', {}, False),
        ('variable="title"', {"title": "T"}, True),
        ('variable="title"', {"title": " "}, False),
        ('variable="page-first"', {"page": "3-5"}, True),
        ('is-numeric="volume"', {"volume": "3"}, True),
        ('is-numeric="volume"', {"volume": "third"}, False),
        ('is-numeric="page-first"', {"page": "3-5"}, True),
        ('is-numeric="page-first"', {"page": "n. pag."}, False),
        ('is-uncertain-date="issued"', {"issued": {"date-parts": [[1]], "circa": 1}}, True),
        ('is-uncertain-date="issued"', {"issued": {"date-parts": [[1]]}}, False),
    ],
)
def test_shape(test: str, parts: dict[str, object], holds: bool) -> None:
    style = styled(f'<choose><if {test}><text value="yes"/></if></choose>')
    item = JsonItem({"id": "a", "type": "book", **parts})
    kind, name = test.rstrip('"').split('="')
    bit = getattr(style.facts.asked, {"type": "types", "variable": "variables",
        "is-numeric": "numeric", "is-uncertain-date": "uncertain"}[kind])[name]  # fmt: skip
    assert bool(shape_of(item, style.facts.asked) & bit) is holds
