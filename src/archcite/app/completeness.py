"""Which of a record's gaps matter in a style, and how that is said in one line.

No table of styles: a stand-in is put where something is missing, and the style is run. What it does
not print, a complete citation in it does not need. No stand-in leaves this module.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from archcite.app import cache, options

if TYPE_CHECKING:
    from archcite.app.items import Citable
    from archcite.app.styles import LoadedStyle
    from archcite.crosswalk.csl_view import View
    from archcite.record.gap import Gap
    from archcite.record.model import Record
    from archcite.record.standins import StandIn

# Gaps by style; by key and style, without records that lack nothing.
ByStyle = Mapping[str, Sequence["Gap"]]
Missing = Mapping[str, ByStyle]
Ask = Callable[["Citable"], Sequence["Gap"]]


def missing(
    citable: Mapping[str, Citable],
    names: Iterable[str],
    loaded: Mapping[str, LoadedStyle],
    wanted: options.Asked,
) -> Missing:
    """What complete citations lack, in the styles and kinds of entry of those names."""
    if not any(each.gaps for each in citable.values()):
        return {}
    ask = asking(names, loaded, wanted)
    found = {key: lacking(each, ask) for key, each in citable.items()}
    return {key: by_style for key, by_style in found.items() if by_style}


def asking(
    names: Iterable[str], loaded: Mapping[str, LoadedStyle], wanted: options.Asked
) -> dict[str, Ask]:
    """For each style or kind of entry, by name, what says which gaps of a record matter in it."""
    return {
        name: _of_style(loaded[name], options.view_for(loaded[name], wanted))
        if name in loaded
        else _of_entry(name)
        for name in names
    }


def lacking(each: Citable, ask: Mapping[str, Ask]) -> ByStyle:
    """What a complete citation lacks in each style; empty where no style wants anything."""
    if not each.gaps:
        return {}
    found = {name: list(one(each)) for name, one in ask.items()}
    return found if any(found.values()) else {}


class Press(NamedTuple):
    """How something is printed: the record made into what is printed, and that into letters."""

    item: Callable[[Record], dict[str, object]]
    text: Callable[[dict[str, object]], str]


def _of_style(style: LoadedStyle, view: View) -> Ask:
    """An answer is good for the same record, the same program of the style and the same view."""

    def press() -> Press:
        from archcite.crosswalk.csl import to_item

        return Press(partial(to_item, view=view), partial(_shown, style))

    mark = cache.fingerprint(marshal.dumps(style.compiled.code)).hex()
    return _answered((mark, *view), press)


def _of_entry(name: str) -> Ask:
    def press() -> Press:
        from archcite.crosswalk.bibtex import to_biblatex, to_bibtex

        convert = to_biblatex if name == "biblatex" else to_bibtex
        return Press(
            lambda record: dict(convert(record)[0].fields),
            lambda entry: "\n".join(map(str, entry.values())).casefold(),
        )

    return _answered((name,), press)


def _answered(question: tuple[object, ...], press: Callable[[], Press]) -> Ask:
    """Asks a press, which is only made where the answer is not kept."""

    def ask(each: Citable) -> list[Gap]:
        def words(record: Record) -> list[str]:
            return [gap.word for gap in needed(record, each.gaps, press())]

        answer = each.answer(question, words)
        return [gap for gap in each.gaps if gap.word in answer]

    return ask


def needed(record: Record, found: Sequence[Gap], press: Press) -> Iterator[Gap]:
    """Those gaps whose facts would be printed of a complete record.

    A document may bear no date; what would be printed then, such as a day of access, counts too.
    """
    from archcite.record.standins import filled, stand_ins

    bare = press.item(record)

    @lru_cache(maxsize=1)
    def before() -> str:
        return press.text(bare)

    def text(made: Record) -> str:
        item = press.item(made)
        return press.text(item) if item != bare else before()

    def prints(way: StandIn, printed: str) -> bool:
        """Whether a stand-in is printed; a number may stand in the text as it is."""
        count = printed.count(way.mark)
        return bool(count) and (not way.mark.isdigit() or count > before().count(way.mark))

    complete = text(filled(record, found))
    undated = [gap for gap in found if gap.word != "date"]
    texts = [complete] if len(undated) == len(found) else [complete, text(filled(record, undated))]
    for gap in found:
        first, *more = stand_ins(gap)
        if first.mark and any(prints(first, each) for each in texts):
            yield gap
        elif more or not first.mark:
            rest = filled(record, [each for each in found if each is not gap])
            differs = not first.mark and text(rest) != complete
            if differs or any(prints(way, text(way.put(rest))) for way in more):
                yield gap


def _shown(style: LoadedStyle, item: dict[str, object]) -> str:
    """All that the style prints of an item by itself, in small letters.

    Its citation, the repeated citation and the entry.
    """
    from archcite.cite.item import JsonItem
    from archcite.cite.process import process
    from archcite.cite.request import Citation, Cite
    from archcite.inline import plain

    key = str(item["id"])
    citations = [
        Citation((Cite(key, position=position),), note=number if style.in_notes else 0)
        for number, position in enumerate(("first", "subsequent"), 1)
    ]
    result = process(style.compiled, [JsonItem(item)], citations)
    trees = [*result.citations, *(entry.nodes for entry in result.bibliography)]
    return "\n".join(map(plain, trees)).casefold()


def sentence(found: ByStyle) -> str:
    """In one sentence what citations lack: what all styles want, then what some of them want."""
    styles = list(found)
    wanted_by: dict[Gap, tuple[str, ...]] = {
        gap: tuple(name for name in styles if gap in found[name])
        for name in styles
        for gap in found[name]
    }
    parts: list[str] = []
    groups = dict.fromkeys([tuple(styles), *wanted_by.values()])
    for group in groups:
        here = [gap for gap, names in wanted_by.items() if names == group]
        if not here:
            continue
        where = "" if len(group) == len(styles) else f" in {_listed(group)}"
        said = "; ".join(phrases(here))
        first = f"a complete citation{where} also needs {said}"
        parts.append(f"{where.lstrip()} also {said}" if parts else first)
    return "; ".join(parts)


def phrases(found: Sequence[Gap]) -> list[str]:
    """A phrase each; archive and shelfmark are one, and what was lost says so."""
    said: list[str] = []
    last: Gap | None = None
    for gap in found:
        lost = gap.lost
        if last and last.word == "archive" and gap.word == "shelfmark" and last.lost == lost:
            said[-1] = f"{last.phrase} and {gap.phrase}{_LOST_BOTH if lost else ''}"
        else:
            said.append(f"{gap.phrase}{_LOST if lost else ''}")
        last = gap
    return said


_LOST = " (its value was lost in the source)"
_LOST_BOTH = " (their values were lost in the source)"


def phrases_of(found: ByStyle) -> list[str]:
    """The phrases of what any of the styles wants."""
    return phrases(list(dict.fromkeys(gap for gaps in found.values() for gap in gaps)))


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
