"""Our Chicago styles in other languages: no word of English is left where the record has none."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from archcite.app import options
from archcite.app.styles import LoadedStyle
from archcite.cite.item import RecordItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite, Locator
from archcite.csl.compile import compile_style
from archcite.record import model
from archcite.record.vocab import Kind, LevelKind, Role, TitleKind, Verb
from archcite.render import plain
from archcite.render.finish import Typography, finish
from csl_engine import locale_xml

ROOT = Path(__file__).resolve().parents[2]
STYLES = ("chicago-notes", "chicago-author-date")
LANGUAGES = ("de-DE", "fr-FR", "es-ES", "ru-RU", "ko-KR")
# What the records themselves say; none of it is a word of any language.
DATA = re.compile(r"(?:[XZ][a-z]*Q|https?://\S+)")
# Abbreviations that Korean writers use as they are.
SHARED = {"ko-KR": {"p"}}
ENGLISH = frozenset(
    "a an and at by for from in of on the to before after until accessed aired box boxes copy "
    "circa cited edited folder folders hereafter interview leaf leaves letter memorandum number "
    "page pages record report see speech spring translated undated volume vols ed eds trans fols "
    "january march may june july".split()
)
# Words of English that are words of these languages too.
OF_BOTH = {
    "de-DE": {"a", "an", "in", "interview", "memorandum"},
    "fr-FR": {"a", "page", "pages", "on", "an"},
    "es-ES": {"a", "ed"},
}


def agent(role: Role, name: str) -> model.Agent:
    return model.Agent(
        role=role, as_given=f"X{name}Q Z{name}Q", given=f"X{name}Q", family=f"Z{name}Q"
    )


def published() -> model.Publication:
    return model.Publication(
        title="ZtQ", series="ZsQ", volume="21", editors=("XeQ ZeQ", "XdQ ZdQ"),
        translators=("XtQ ZtQ",), publisher="ZpQ", date="2014", document_number="190",
    )  # fmt: skip


def records() -> dict[str, model.Record]:
    """One of each kind, and what else a style has words for."""
    holding = model.Holding(
        archive=model.Repository(name="ZaQ", place="ZpQ"),
        levels=(
            model.Level(kind=LevelKind.FOND, value="558"),
            model.Level(kind=LevelKind.OPIS, value="11"),
            model.Level(kind=LevelKind.LEAF, value="67-70"),
        ),
    )
    people = {
        Kind.INTERVIEW: (agent(Role.INTERVIEWEE, "a"), agent(Role.INTERVIEWER, "b")),
        Kind.LETTER: (agent(Role.AUTHOR, "a"), agent(Role.RECIPIENT, "b")),
        Kind.TELEGRAM: tuple(agent(Role.AUTHOR, n) for n in "acde")
        + tuple(agent(Role.RECIPIENT, n) for n in "bf"),
        Kind.SPEECH: (agent(Role.SPEAKER, "a"),),
    }

    def record(kind: Kind, source: model.Holding = holding, **said: object) -> model.Record:
        more = {name: said.pop(name) for name in ("digital", "credits") if name in said}
        document = model.Document(id="zq", kind=kind, **{"date": "1921-03-04", **said})  # type: ignore[arg-type]
        who = people.get(kind, (agent(Role.AUTHOR, "a"),))
        return model.Record(
            schema=model.SCHEMA, document=document, people=who, source=source, **more
        )  # type: ignore[arg-type]

    found = {kind.value: record(kind) for kind in Kind}
    titled = {"title": "ZtiQ", "title_kind": TitleKind.FORMAL}
    found |= {
        "of doubtful month": record(Kind.REPORT, date="1921-03?", **titled),
        "about": record(Kind.REPORT, date="1921~", **titled),
        "in spring": record(Kind.REPORT, date="1921-21", **titled),
        "before": record(Kind.REPORT, date="../1921-03-04", **titled),
        "over months": record(Kind.REPORT, date="1921-03/1922-05", **titled),
        "of the Old Style": record(Kind.LETTER, date="1917-03-08", date_old_style="1917-02-23"),
        "in an edition": record(Kind.MEMORANDUM, model.Holding(published_in=published())),
        "numbered": record(Kind.DECISION, number="12", **titled),
        "undated": record(
            Kind.REPORT, date=None, abbreviation="ZabQ", **titled,
            digital=model.Carrier(name="ZdQ", url="https://example.org", accessed="2024-03-08"),
            credits=(model.Credit(verb=Verb.OBTAINED, by=("XoQ ZoQ",)),),
        ),
        "copied": record(
            Kind.REPORT,
            model.Holding(archive=holding.archive, levels=holding.levels, copies=(holding,)),
            **titled,
        ),
    }  # fmt: skip
    return found


@cache
def styled(name: str, locale: str) -> LoadedStyle:
    path = ROOT / "styles" / f"{name}.csl"
    return LoadedStyle(
        name, compile_style(path.read_bytes(), path.name, locale, locale_xml, None, {})
    )


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("what", sorted(records()))
def test_no_english_is_left(what: str, name: str, locale: str) -> None:
    style = styled(name, locale)
    item = RecordItem(records()[what], options.view_for(style, options.Asked(locale, {}, "both")))
    page = Locator("page", "3")
    cites = [Cite(item.id), Cite(item.id, page, position="subsequent")]
    result = process(style.compiled, [item], [Citation((cite,), note=1) for cite in cites])
    typography = Typography(*style.compiled.facts.quotes)
    for nodes in (*result.citations, result.bibliography[0].nodes):
        printed = plain.render(finish(nodes, typography))
        words = {word.casefold() for word in re.findall(r"[A-Za-z]+", DATA.sub("", printed))}
        foreign = words if locale in ("ru-RU", "ko-KR") else words & ENGLISH
        assert not foreign - OF_BOTH.get(locale, set()) - SHARED.get(locale, set()), printed
