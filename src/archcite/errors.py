"""What can go wrong, as values: Problem, the codes of the manual, the ArchciteError tree.

Every error class has the exit code with which the command line ends. Nothing here prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, told in one sentence.

    code: a key of CODES. where: "file:line", "file" or a path such as "$.document.date".
    hint: what the user can do about it, or "".
    """

    code: str
    where: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        return CODES[self.code][0]

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint} [{self.code}]"


# code -> (severity, the sentence that the manual prints). Sorted by code.
CODES: dict[str, tuple[Severity, str]] = {
    "bad-config": (
        Severity.ERROR,
        "archcite.toml has an unknown setting, or a value that the setting cannot take.",
    ),
    "cannot-write": (
        Severity.ERROR,
        "A file could not be written (full disk, no permission, read-only); nothing was changed.",
    ),
    "contradiction": (Severity.ERROR, "Two options of the command line exclude each other."),
    "csl-json-item": (
        Severity.ERROR,
        "An entry of a CSL-JSON file cannot be cited: it is no item, has no id, or another's id.",
    ),
    "csl-json-shape": (
        Severity.WARNING,
        "A part of a CSL-JSON item has no shape that CSL knows; it is left out.",
    ),
    "csl-json-syntax": (Severity.ERROR, "A file that should be CSL-JSON is not valid JSON."),
    "csl-json-type": (
        Severity.WARNING,
        "A CSL-JSON item has no type, or one that CSL does not know; it is cited as a document.",
    ),
    "format-unknown": (Severity.ERROR, "There is no input or output format of this name."),
    "key-unknown": (Severity.ERROR, "No record has this citation key."),
    "locale-unknown": (Severity.ERROR, "There is no locale file for this language."),
    "no-library": (Severity.ERROR, "No archcite.toml was found in this folder or above it."),
    "not-utf-8": (Severity.ERROR, "A file is not valid UTF-8."),
    "style-invalid": (Severity.ERROR, "A style or locale file is not valid CSL."),
    "style-unknown": (Severity.ERROR, "No citation style has this name."),
    "too-large": (Severity.ERROR, "A file is larger than anything that can sensibly be read."),
    "unreadable": (Severity.ERROR, "A file cannot be opened or read."),
}


class ArchciteError(Exception):
    """Something that the user is told in one sentence; never a traceback.

    Args of the exception: the problems, worst first; at least one.
    """

    exit_code = 1

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class ProblemsFound(ArchciteError):
    """The records or the request have faults (exit code 1)."""

    exit_code = 1


class UsageFault(ArchciteError):
    """The command line asks for what does not exist or contradicts itself (exit code 2)."""

    exit_code = 2


class NoSuchRecord(ArchciteError):
    """A citation key that no record has (exit code 3)."""

    exit_code = 3


class UnreadableInput(ArchciteError):
    """A file that cannot be read or understood (exit code 4)."""

    exit_code = 4


class CannotWrite(ArchciteError):
    """A file that cannot be written; nothing was changed (exit code 5)."""

    exit_code = 5


class StyleFault(ArchciteError):
    """A style or locale that is not found or not valid CSL (exit code 6)."""

    exit_code = 6
