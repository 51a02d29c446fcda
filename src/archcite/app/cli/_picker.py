"""Picking in the terminal: a line to type in, and the records that it finds below.

The only module that uses prompt_toolkit. Everything is drawn on the terminal itself, so that
standard output holds nothing but what was picked.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import ColorDepth, Output, create_output

from archcite.app import searching
from archcite.app.cli import _print, _tables
from archcite.app.config import plain_terminal
from archcite.app.picking import Picking
from archcite.errors import Problem, UsageFault
from archcite.library.index import Row
from archcite.text.width import cut, width

_ESCAPE = 0.05  # seconds after which an escape is a key of its own
_BELOW = 3  # lines about the row that is pointed at
_HELP = "Tab marks, Enter picks, Esc leaves"


@contextlib.contextmanager
def terminal() -> Iterator[tuple[Input, Output]]:
    """The terminal, whatever standard input and output are; UsageFault where there is none."""
    with contextlib.ExitStack() as opened:
        try:
            if sys.platform == "win32":
                places = ("CONIN$", "CONOUT$")
            else:
                places = ("/dev/tty", "/dev/tty")
            keys = opened.enter_context(open(places[0], encoding="utf-8"))
            screen = opened.enter_context(open(places[1], "w", encoding="utf-8"))
        except OSError:
            raise UsageFault(
                Problem("no-terminal", "", "there is no terminal to pick in",
                        "archcite find --keys prints keys without asking")
            ) from None  # fmt: skip
        yield create_input(keys), create_output(screen)


def picked(picking: Picking, text: str, keys: Input, screen: Output) -> list[Row]:
    """Let somebody pick; nothing where they leave it. text: what stands in the line at first."""
    return _Picker(picking, text, keys, screen).run()


class _Picker:
    def __init__(self, picking: Picking, text: str, keys: Input, screen: Output) -> None:
        self._picking = picking
        self._screen = screen
        self._top = 0  # the first row that is shown
        line = Buffer(
            document=Document(text), multiline=False, on_text_changed=lambda each: self._ask(each)
        )
        self._app: Application[list[Row]] = Application(
            layout=Layout(
                HSplit([
                    Window(BufferControl(line, [BeforeInput("> ")]), height=1),
                    Window(FormattedTextControl(self._count), height=1),
                    Window(FormattedTextControl(self._list)),
                    Window(FormattedTextControl(self._below), height=_BELOW, wrap_lines=True),
                ])
            ),
            key_bindings=self._bindings(),
            full_screen=True,
            input=keys,
            output=screen,
            color_depth=ColorDepth.DEPTH_1_BIT if plain_terminal() else None,
        )  # fmt: skip
        self._app.ttimeoutlen = _ESCAPE

    def run(self) -> list[Row]:
        return self._app.run()

    def _ask(self, line: Buffer) -> None:
        self._picking.ask(line.text)
        self._top = 0

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        picking = self._picking

        def on(*names: str, by: int = 0, mark: bool = False, page: bool = False) -> None:
            def moved(event: KeyPressEvent) -> None:
                if mark:
                    picking.mark()
                picking.move(by * (max(1, self._room() - 1) if page else 1))

            for name in names:
                bindings.add(name, eager=True)(moved)

        on("up", "c-p", by=-1)
        on("down", "c-n", by=1)
        on("pageup", by=-1, page=True)
        on("pagedown", by=1, page=True)
        on("tab", by=1, mark=True)
        on("s-tab", by=-1, mark=True)

        @bindings.add("enter", eager=True)
        def enter(event: KeyPressEvent) -> None:
            if rows := picking.chosen():
                event.app.exit(result=rows)

        # An escape may be the beginning of an arrow: no eager key.
        @bindings.add("escape")
        @bindings.add("c-c", eager=True)
        @bindings.add("c-g", eager=True)
        def leave(event: KeyPressEvent) -> None:
            event.app.exit(result=[])

        return bindings

    def _room(self) -> int:
        """How many rows the screen has room for."""
        return max(1, self._screen.get_size().rows - 2 - _BELOW)

    def _count(self) -> StyleAndTextTuples:
        picking = self._picking
        said = f"  {picking.total}"
        said += f", {len(picking.marked)} marked" if picking.marked else ""
        if picking.fault:
            said += f"  {picking.fault}"
        return [("fg:ansibrightblack", _print.visible(f"{said}  ({_HELP})"))]

    def _list(self) -> StyleAndTextTuples:
        picking, room = self._picking, self._room()
        self._top = min(max(self._top, picking.at - room + 1), picking.at)
        shown = picking.rows[self._top : self._top + room]
        wide = max((width(row.key) for row in shown), default=0)
        drawn: StyleAndTextTuples = []
        for number, row in enumerate(shown, self._top):
            drawn += self._row(row, number == picking.at, wide)
        return drawn

    def _row(self, row: Row, here: bool, wide: int) -> StyleAndTextTuples:
        columns = self._screen.get_size().columns
        style = "reverse" if here else ""
        sign = f"{'>' if here else ' '}{'*' if row.key in self._picking.marked else ' '} "
        key = _tables.padded(row.key, min(wide, columns // 2))
        text = "  ".join(each for each in (key, row.date, row.people, row.title) if each)
        line = cut(" ".join(text.split("\n")), columns - len(sign) - 1)
        parts: StyleAndTextTuples = [(style, sign)]
        for piece, found in searching.marker(self._picking.words)(line):
            parts.append((f"{style} bold" if found else style, _print.visible(piece)))
        return [*parts, ("", "\n")]

    def _below(self) -> StyleAndTextTuples:
        """The whole of the row that is pointed at."""
        rows = self._picking.rows
        if not rows:
            return [("", "  nothing is found")]
        row = rows[self._picking.at]
        head = ", ".join(each for each in (row.kind, row.people, row.archive) if each)
        lines = "\n".join(each for each in (row.title, head) if each)
        return [("fg:ansibrightblack", _print.visible(lines))]
