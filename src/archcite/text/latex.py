"""What LaTeX reads as commands, and how each is written as a letter. Braces are the caller's."""

from __future__ import annotations

SIGNS = {
    "\\": r"\textbackslash{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "\u00a0": "~",
}
