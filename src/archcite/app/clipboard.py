"""The system's clipboard, through the program that the system has for it.

Rich text goes as HTML where that program can mark it as such; elsewhere it is copied as letters.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import NamedTuple

from archcite.errors import CannotWrite, Problem


class Program(NamedTuple):
    """A program that copies its standard input; as_html: how to say that the input is HTML."""

    command: tuple[str, ...]
    as_html: tuple[str, ...] = ()


PROGRAMS = (
    Program(("wl-copy",), ("--type", "text/html")),
    Program(("xclip", "-selection", "clipboard"), ("-t", "text/html")),
    Program(("xsel", "--clipboard", "--input")),
    Program(("pbcopy",)),
    Program(("termux-clipboard-set",)),
    Program(("clip.exe",)),
)
PATIENCE = 10  # seconds; a program without its display server may wait for ever


def copy(text: str, *, html: bool = False) -> None:
    """Put the text on the clipboard; CannotWrite says what is missing."""
    tried = ""
    for program in PROGRAMS:
        if shutil.which(program.command[0]) is None:
            continue
        command = [*program.command, *(program.as_html if html else ())]
        try:
            subprocess.run(
                command,
                input=text.encode("utf-8"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            tried = tried or program.command[0]
        else:
            return
    message = f"{tried} could not reach the clipboard" if tried else "there is no clipboard program"
    known = ", ".join(program.command[0] for program in PROGRAMS)
    raise CannotWrite(Problem("no-clipboard", "", message, f"one of {known} is needed"))
