"""cs:date: parts in their order, ranges, seasons, eras, and dates as sort keys."""

from __future__ import annotations

from archcite.csl.item import DatePart, DateValue
from archcite.csl.rt.context import EMPTY, PRESENT, Context
from archcite.csl.rt.group import joined
from archcite.csl.rt.numbers import ordinal
from archcite.csl.rt.text import dressed, markup
from archcite.csl.specs import Date, Dress
from archcite.csl.specs import DatePart as PartSpec
from archcite.inline import Inline, Span

_SIZE = {"year": 0, "month": 1, "day": 2}


def date(c: Context, o: list[Inline], spec: Date) -> int:
    """A cs:date whose parts are settled."""
    value = c.date(spec.variable)
    # as in the reference implementation, the day of access tells no cites apart
    if value is None or (c.shown is not None and spec.variable == "accessed"):
        return EMPTY
    if c.sorting:
        o.append(sort_key(value, spec))
        return PRESENT
    if value.literal:
        # As in citeproc-js: a month and day without their year cannot be had of a literal date.
        if spec.parts and all(part.name != "year" for part in spec.parts):
            return EMPTY
        o.append(dressed(c, markup(value.literal), spec.dress, "date"))
        return PRESENT
    nodes = _range(c, value, spec)
    if not nodes:
        return EMPTY
    before, behind = value.words
    if before or behind:
        nodes = [text for text in (before, *nodes, behind) if text]
    o.append(dressed(c, nodes, spec.dress, "date"))
    return PRESENT


_LAST = "9" * 9


def sort_key(value: DateValue, spec: Date | None = None) -> str:
    """A date as a text that sorts: the parts that the spec prints, the others zero."""
    shown = {part.name for part in spec.parts} if spec and spec.parts else set(_SIZE)

    def one(point: DatePart) -> str:
        year = 10_000 + point.year  # BC years sort before AD ones
        month = (point.month or point.season * 3) if "month" in shown else 0
        day = point.day if "day" in shown else 0
        return f"{year:05d}{month:02d}{day:02d}"

    if value.literal and not value.start.year:  # after all that can be reckoned
        return f"{_LAST} {value.literal}"
    return one(value.start) + ("-" + one(value.end) if value.end else "")


def _letter(c: Context) -> list[Inline]:
    """The year suffix, where the style leaves its place to us."""
    if c.facts.explicit_suffix or c.suffix_done or not c.hints.year_suffix:
        return []
    c.suffix_done = True
    return [Span([c.hints.year_suffix], tag="year-suffix")]


def _range(c: Context, value: DateValue, spec: Date) -> list[Inline]:
    start, end = value.start, value.end
    parts = [part for part in spec.parts if part.name in _SIZE]
    days = any(part.name == "day" for part in parts)
    if value.open_end:
        nodes = _point(c, start, parts, spec.dress, days=days)
        return [*nodes, "–"] if nodes else []
    if end is None or end == start:
        return _point(c, start, parts, spec.dress, days=days)
    differing = min(
        (_SIZE[part.name] for part in parts if _part(start, part) != _part(end, part)), default=None
    )
    if differing is None:
        return _point(c, start, parts, spec.dress, days=days)
    # the parts no larger than the largest one that differs are printed twice
    twice = [index for index, part in enumerate(parts) if _SIZE[part.name] >= differing]
    first, last = twice[0], twice[-1] + 1
    delimiter = next(p.range_delimiter for p in parts if _SIZE[p.name] == differing) or "–"
    before = _point(c, start, parts[:first], spec.dress, days=days)
    opening = _point(c, start, parts[first:last], spec.dress, days=days, bare_end=True)
    closing = _point(c, end, parts[first:last], spec.dress, days=days, bare_start=True)
    after = _point(c, end, parts[last:], spec.dress, days=days)
    middle: list[Inline] = [Span([*opening, delimiter, *closing])]
    return joined([*before, *middle, *after], spec.dress.delimiter)


def _part(point: DatePart, spec: PartSpec) -> int:
    if spec.name == "month":
        return point.month or -point.season
    return point.day if spec.name == "day" else point.year


def _point(
    c: Context,
    point: DatePart,
    parts: list[PartSpec],
    dress: Dress,
    *,
    days: bool,
    bare_start: bool = False,
    bare_end: bool = False,
) -> list[Inline]:
    """The parts of one day that are known. days: whether days of the month are printed.

    bare_start leaves out the first one's prefix, bare_end the last one's suffix.
    """
    after_day = days and bool(point.day)
    shown = [(part, text) for part in parts if (text := _text(c, point, part, after_day))]
    nodes: list[Inline] = []
    for index, (part, text) in enumerate(shown):
        clothes = part.dress
        if bare_end and index == len(shown) - 1:
            clothes = Dress(clothes.prefix, "", "", clothes.look, False, clothes.text_case,
                            clothes.strip_periods)  # fmt: skip
        if bare_start and not index:
            clothes = clothes._replace(prefix="")
        inner: list[Inline] = [text]
        if part.name == "year" and not bare_end:
            inner += _letter(c)
        nodes.append(dressed(c, inner, clothes))
    return joined(nodes, dress.delimiter)


def _text(c: Context, point: DatePart, part: PartSpec, after_day: bool) -> str:
    if part.name == "year":
        return _year(c, point.year, part.form)
    if part.name == "month":
        return _month(c, point, part.form, after_day)
    return _day(c, point, part.form) if point.day else ""


def _year(c: Context, year: int, form: str) -> str:
    if not year:
        return ""
    if year < 0:
        return f"{-year}{c.facts.term('bc')}"
    if form == "short":
        return f"{year % 100:02d}"
    return f"{year}{c.facts.term('ad')}" if year < 1000 else str(year)


def _month(c: Context, point: DatePart, form: str, after_day: bool) -> str:
    if not point.month:
        return c.facts.term(f"season-{point.season:02d}") if point.season else ""
    if form == "numeric":
        return str(point.month)
    if form == "numeric-leading-zeros":
        return f"{point.month:02d}"
    name = f"month-{point.month:02d}"
    if after_day and form in ("", "long") and (inflected := c.facts.terms.get(_inflected(name))):
        return inflected[0]
    return c.facts.term(name, form or "long")


def _inflected(name: str) -> tuple[str, str, str]:
    """The month's name after a day (see csl.locale), in languages where that is another one."""
    return name, "after-day", ""


def _day(c: Context, point: DatePart, form: str) -> str:
    if form == "numeric-leading-zeros":
        return f"{point.day:02d}"
    if form == "ordinal":
        limited = c.facts.options.get("limit-day-ordinals-to-day-1") == "true"
        if point.day == 1 or not limited:
            return ordinal(c.facts, point.day, c.facts.genders.get(f"month-{point.month:02d}", ""))
    return str(point.day)
