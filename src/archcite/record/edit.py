"""One change in a hand-edited TOML text, every other byte as it was.

Works on the text and the places of its values; values come as TOML literals. That the outcome is a
valid record is record.toml's affair.
"""

from __future__ import annotations

from archcite.record.fields import order_of
from archcite.record.layout import Layout, Path, Section, Spot, Statement, read_layout

_DEEPEST = 20  # steps; no field of the schema lies that deep


def parse_path(text: str) -> Path | None:
    """The steps of "people[0].family"; None if it is not such a path."""
    steps: list[str | int] = []
    parts = text.split(".")
    if len(parts) > _DEEPEST:
        return None
    for part in parts:
        name, *places = part.replace("]", "").split("[")
        if not name or not all(place.isascii() and place.isdigit() for place in places):
            return None
        if part != name + "".join(f"[{place}]" for place in places):
            return None
        steps += [name, *map(int, places)]
    return tuple(steps)


def put(text: str, path: Path, literal: str, one_line: str) -> str:
    """Set the value at path. literal: the value as TOML; one_line: the same without line breaks."""
    layout = read_layout(text)
    literal = literal.replace("\n", _line_break(text))
    spot = layout.spots.get(path)
    if spot and spot.kind != "header":
        new = literal if spot.kind == "pair" else one_line
        return text[: spot.value] + new + text[spot.end :]
    if spot or _written_dotted(layout, path):
        text = drop(text, path)
        layout = read_layout(text)
    return _add(layout, path, literal, one_line)


def drop(text: str, path: Path) -> str:
    """Take out what stands at path, with its line, its comma or its table's header."""
    layout = read_layout(text)
    spot = layout.spots.get(path)
    if spot and spot.kind in ("entry", "element"):
        return _drop_item(layout, path)
    spans = [
        (_line_start(text, statement.start), statement.end)
        for section in layout.sections
        for target, statement in section.statements
        if _is_below(target, path) and not _is_below(section.path, path)
    ]
    spans += [
        (_line_start(text, section.start), _end_of_blank(text, _last_end(section)))
        for section in layout.sections
        if section.path and _is_below(section.path, path)
    ]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def _add(layout: Layout, path: Path, literal: str, one_line: str) -> str:
    """Add a pair that is not there: to its table, or with the table if that is not there either."""
    text = layout.text
    for depth in range(len(path) - 1, -1, -1):
        table = path[:depth]
        missing = [str(step) for step in path[depth:]]
        spot = layout.spots.get(table)
        if spot and spot.kind != "header":
            for step in reversed(missing[1:]):
                one_line = f"{{ {step} = {one_line} }}"
            return _add_entry(text, spot, f"{missing[0]} = {one_line}")
        section = _section(layout, table)
        if section and len(missing) == 1:
            return _add_pair(layout, section, path, f"{missing[0]} = {literal}")
        if section and section.path:
            break
        dotted = _written_dotted(layout, table)
        if dotted:
            section, statement = dotted
            name = ".".join(map(str, path[len(section.path) :]))
            return _insert_line(text, statement.end, f"{name} = {literal}")
    return _add_section(layout, path[:-1], f"{path[-1]} = {literal}")


def _add_entry(text: str, table: Spot, pair: str) -> str:
    """Put a pair last into an inline table."""
    inside = text[table.value + 1 : table.end - 1]
    if not inside.strip():
        return f"{text[: table.value]}{{ {pair} }}{text[table.end :]}"
    at = table.value + 1 + len(inside.rstrip())
    return f"{text[:at]}, {pair}{text[at:]}"


def _add_pair(layout: Layout, section: Section, path: Path, pair: str) -> str:
    """Put a pair into a section, behind the last one that the model has before it."""
    order = order_of(path)
    at = section.body
    for target, statement in section.statements:
        if order_of(target) < order:
            at = statement.end
    return _insert_line(layout.text, at, pair)


def _insert_line(text: str, at: int, line: str) -> str:
    """Put a line of its own at an offset where a line begins, or at the end of the text."""
    newline = _line_break(text)
    if at and not text.endswith("\n", 0, at):  # the last line has no line break: nor will ours
        return f"{text[:at]}{newline}{line}{text[at:]}"
    return f"{text[:at]}{line}{newline}{text[at:]}"


def _add_section(layout: Layout, path: Path, pair: str) -> str:
    """Add a table with a header of its own, where the model has it."""
    text = layout.text
    newline = _line_break(text)
    order = order_of(path)
    anchor = layout.sections[0]
    for section in layout.sections:
        if section.path and section.path[0] == path[0] and order_of(section.path) < order:
            anchor = section
    if not anchor.path:
        for section in layout.sections:
            if section.path and order_of(section.path) < order:
                anchor = section
    name = ".".join(step for step in path if isinstance(step, str))
    at = _end_of_comment(text, _last_end(anchor))
    block = f"{newline}[{name}]{newline}{pair}"
    if at and not text.endswith("\n", 0, at):
        return f"{text[:at]}{newline}{block}{text[at:]}"
    gap = "" if not text[at:].strip() or _end_of_blank(text, at) > at else newline
    return f"{text[:at]}{block}{newline}{gap}{text[at:]}"


def _drop_item(layout: Layout, path: Path) -> str:
    """Take one entry out of an inline table, or one element out of a list, with its comma."""
    text, spot = layout.text, layout.spots[path]
    whole = _holder(layout, path)
    items: list[Spot] = []
    for other in sorted(layout.spots.values(), key=lambda one: one.start):
        inside = whole.value < other.start and other.end < whole.end
        if inside and (not items or other.start >= items[-1].end):
            items.append(other)
    first = _line_start(text, spot.start)
    line_end = text.find("\n", spot.end) + 1
    behind = text[spot.end : line_end].strip().removeprefix(",").lstrip()
    if not text[first : spot.start].strip() and (not behind or behind[0] == "#"):
        return text[:first] + text[line_end:]  # it has its lines to itself
    at = items.index(spot)
    if at + 1 < len(items):
        return text[: spot.start] + text[items[at + 1].start :]
    if at:
        return text[: items[at - 1].end] + text[spot.end :]
    return text[: whole.value + 1] + text[whole.end - 1 :]


def _holder(layout: Layout, path: Path) -> Spot:
    """The inline table or list that an entry or element is written in."""
    depth = len(path) - 1
    while path[:depth] not in layout.spots:
        depth -= 1
    return layout.spots[path[:depth]]


def _section(layout: Layout, path: Path) -> Section | None:
    """The section of that table; () is the one before the first header."""
    return next((section for section in layout.sections if section.path == path), None)


def _written_dotted(layout: Layout, path: Path) -> tuple[Section, Statement] | None:
    """The last statement that writes a part of the table with a dotted key (event.name = ...)."""
    found = [
        (section, statement)
        for section in layout.sections
        for target, statement in section.statements
        if len(target) > len(path) > len(section.path) and _is_below(target, path)
    ]
    return found[-1] if found else None


def _is_below(path: Path, above: Path) -> bool:
    return path[: len(above)] == above


def _last_end(section: Section) -> int:
    """Where the last statement of a section ends; comments below it belong to what follows."""
    return section.statements[-1][1].end if section.statements else section.body


def _end_of_comment(text: str, at: int) -> int:
    """Past the comment that follows, unless it stands right above the next header."""
    end = at
    while text[end : _line_end(text, end)].lstrip().startswith("#"):
        end = _line_end(text, end)
    return end if not text[end : _line_end(text, end)].strip() else at


def _end_of_blank(text: str, at: int) -> int:
    """Past the blank lines that follow."""
    while at < len(text):
        end = _line_end(text, at)
        if text[at:end].strip():
            break
        at = end
    return at


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)


def _line_break(text: str) -> str:
    end = text.find("\n")
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"
