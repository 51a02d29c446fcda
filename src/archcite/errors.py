"""What can go wrong, as values: Problem, the codes of the manual, the ArchciteError tree.

Every error class has the exit code with which the command line ends. Nothing here prints.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Problem(NamedTuple):
    """One fault, told in one sentence.

    code: a key of CODES. where: "file:line", "file" or a path such as "$.document.date".
    hint: what the user can do about it, or "". fields: of an import-loss, the names that are lost.
    """

    code: str
    where: str
    message: str
    hint: str = ""
    fields: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        return CODES[self.code][0]

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint} [{self.code}]"


# code -> (severity, the sentence that the manual prints). Sorted by code.
CODES: dict[str, tuple[Severity, str]] = {
    "disambiguation-bounded": (
        Severity.WARNING,
        "Citations that read alike could not all be told apart within a bounded time.",
    ),
    "address-invalid": (Severity.ERROR, "A web or e-mail address is malformed."),
    "bad-assignment": (
        Severity.ERROR,
        "A value given with --set is not of the form FIELD=VALUE, or of the wrong kind.",
    ),
    "bad-config": (
        Severity.ERROR,
        "archcite.toml has an unknown setting, or a value that the setting cannot take.",
    ),
    "bibliography-empty": (
        Severity.WARNING,
        "A document wants a bibliography in a place into which nothing belongs that is cited.",
    ),
    "bibliography-option": (
        Severity.WARNING,
        "A document gives its bibliography an option that the weave does not know or cannot do; it "
        "is printed without it.",
    ),
    "bibliography-unknown": (
        Severity.ERROR,
        "A document asks for a bibliography by a name, or by a filter, that says nothing here.",
    ),
    "binary-file": (Severity.ERROR, "A file is no text: a PDF, a picture, an archive or the like."),
    "cannot-write": (
        Severity.ERROR,
        "A file could not be written (full disk, no permission, read-only); nothing was changed.",
    ),
    "change-finished": (
        Severity.WARNING,
        "A change of the library had been broken off half-way (power cut, killed process) and was "
        "completed now.",
    ),
    "change-undone": (
        Severity.WARNING,
        "A change of the library had been broken off (power cut, killed process); the records are "
        "as they were before it.",
    ),
    "change-unfinished": (
        Severity.WARNING,
        "A change of the library was broken off half-way, and cannot be completed or taken back "
        "now: the disk is full or read-only, or the journal is damaged.",
    ),
    "change-unsafe": (
        Severity.ERROR,
        "One field cannot be changed without touching the rest of a hand-edited file.",
    ),
    "citation-syntax": (Severity.ERROR, "A citation is not written as it should be."),
    "citation-taken": (
        Severity.ERROR,
        "A program gave two citations of a document the same id, or none.",
    ),
    "change-unknown": (Severity.ERROR, "There is no change that could be undone or done again."),
    "citation-unclosed": (Severity.WARNING, "A citation in a document is never closed."),
    "citation-unset": (Severity.WARNING, "A document cites with a command that cannot be set."),
    "citation-unknown": (Severity.ERROR, "A document has no citation with this id."),
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
    "date-invalid": (Severity.ERROR, "A date is not EDTF level 1, or not a day of the calendar."),
    "date-not-read": (
        Severity.WARNING,
        "A page's date is missing or is no date; the record has none.",
    ),
    "document-damaged": (
        Severity.ERROR,
        "A Word or LibreOffice document is damaged, or is no such document.",
    ),
    "document-locked": (Severity.ERROR, "A document is protected with a password."),
    "document-open": (Severity.ERROR, "A document is open in Word or LibreOffice."),
    "document-unclosed": (
        Severity.ERROR,
        "A string, code or formula in a document of Typst has no end.",
    ),
    "document-unsafe": (
        Severity.ERROR,
        "A document is made to do harm: it unpacks without end, leads out of itself, or has a "
        "document type of its own.",
    ),
    "edit-conflict": (
        Severity.ERROR,
        "A file was changed by another program while it was being edited.",
    ),
    "empty-file": (Severity.ERROR, "A file has nothing in it."),
    "entry-broken": (
        Severity.ERROR,
        "An entry of a BibTeX file cannot be read: a brace or a quote is not closed, or a sign is "
        "missing; the other entries were read.",
    ),
    "entry-reference": (
        Severity.WARNING,
        "An entry of a BibTeX file refers to another one, which the file does not have.",
    ),
    "entry-unfit": (
        Severity.ERROR,
        "An entry of a JSON file is nothing that its format has entries for; the others were read.",
    ),
    "deleted-there": (
        Severity.WARNING,
        "A repository has deleted a document of which the library has a record.",
    ),
    "export-loss": (Severity.WARNING, "The target format cannot hold some fields of a record."),
    "field-missing": (Severity.ERROR, "A record lacks a field that every record must have."),
    "field-path-invalid": (Severity.ERROR, "A lost field is named that no record can have."),
    "field-unknown": (Severity.ERROR, "A table has a key that is no field of it."),
    "form-missing": (
        Severity.ERROR,
        "The style does not have the form that was asked for, such as a bibliography.",
    ),
    "file-cut": (
        Severity.WARNING,
        "A file ends where its format says that more must follow; what is there was read.",
    ),
    "format-unknown": (Severity.ERROR, "There is no input or output format of this name."),
    "identifier-invalid": (
        Severity.ERROR,
        "An identifier (ORCID, ISNI, VIAF, ROR, DOI ...) is malformed or its check digit is wrong.",
    ),
    "harvest-refused": (
        Severity.ERROR,
        "A repository does not speak OAI-PMH, or answers with a fault of that protocol.",
    ),
    "import-loss": (
        Severity.WARNING,
        "An entry of a file has fields that no record can hold; the rest was read.",
    ),
    "incomplete": (
        Severity.INFO,
        "A complete citation of the record needs more than the record holds.",
    ),
    "json-invalid": (
        Severity.ERROR,
        "A file is no JSON that can be read: not well-formed, cut off, or nested too deeply.",
    ),
    "key-differs": (Severity.ERROR, "A record's key is not the name of its file."),
    "key-invalid": (Severity.ERROR, "A citation key has characters that it may not have."),
    "key-repeated": (
        Severity.WARNING,
        "Two entries of a file have the same key; the later one was given another.",
    ),
    "key-taken": (Severity.ERROR, "Another record has the key already."),
    "key-twice": (
        Severity.ERROR,
        "Two places that are cited from together have something with the same citation key.",
    ),
    "key-unknown": (Severity.ERROR, "No record has this citation key."),
    "language-invalid": (Severity.ERROR, "A language is not given as a BCP 47 tag."),
    "library-busy": (
        Severity.ERROR,
        "Another archcite was changing the library for longer than this one could wait.",
    ),
    "license-invalid": (
        Severity.ERROR,
        "A licence is neither a known SPDX identifier nor a Creative Commons address with version.",
    ),
    "locale-fallback": (
        Severity.WARNING,
        "There is no locale file for the style's language; its words are American English.",
    ),
    "locator-outside": (
        Severity.WARNING,
        "A document cites a page or leaf that the record says it does not have.",
    ),
    "lost-has-value": (Severity.ERROR, "A field is listed as lost but has a value."),
    "meaning-missing": (
        Severity.INFO,
        "No record says what an abbreviation means, or several records say different things.",
    ),
    "no-clipboard": (
        Severity.ERROR,
        "The system has no program for its clipboard, or it could not reach it.",
    ),
    "no-editor": (Severity.ERROR, "No editor is set, or it cannot be run or ended with a fault."),
    "no-program": (Severity.ERROR, "A program that the command needs is not installed, or failed."),
    "no-library": (Severity.ERROR, "No archcite.toml was found in this folder or above it."),
    "no-section": (
        Severity.WARNING,
        "No section of the bibliography takes a thing that is cited, so that it is left out.",
    ),
    "not-utf-8": (Severity.ERROR, "A file is not valid UTF-8."),
    "no-terminal": (
        Severity.ERROR,
        "A command that people answer in a terminal was run without one.",
    ),
    "nothing-found": (Severity.ERROR, "A file holds nothing that can be cited or imported."),
    "not-committed": (Severity.WARNING, "Git did not commit a change; the change itself stands."),
    "not-confirmed": (
        Severity.ERROR,
        "A command that asks before it changes something was run where nobody can answer.",
    ),
    "not-printed": (
        Severity.WARNING,
        "A style leaves a work out of its bibliography, or has nothing to print as its citation.",
    ),
    "nothing-named": (
        Severity.ERROR,
        "The command needs a citation key, a file or a value, and none was given.",
    ),
    "option-unknown": (
        Severity.ERROR,
        "No style that is used has such an option, or the option has no such value.",
    ),
    "output-exists": (Severity.ERROR, "A file would be replaced that is there already."),
    "page-incomplete": (Severity.ERROR, "A page lacks what a record cannot do without: its title."),
    "page-unknown": (
        Severity.ERROR,
        "A file is of no format that is known by its content, or no page of its archive.",
    ),
    "rights-uri-invalid": (
        Severity.ERROR,
        "A rights address is not one of the twelve of rightsstatements.org.",
    ),
    "rule-unknown": (Severity.ERROR, "No rule of check has this code, nor begins with it."),
    "schema-unknown": (
        Severity.ERROR,
        "A record follows a version of the schema that is not known.",
    ),
    "query-invalid": (
        Severity.ERROR,
        "A query cannot be read, or asks for a field or a date that there is not.",
    ),
    "reference-faulty": (
        Severity.ERROR,
        "A reference of a RIS, EndNote or PubMed file is empty or breaks off; the rest was read.",
    ),
    "source-not-read": (
        Severity.INFO,
        "Words of a source line were not understood; the whole line is kept in the record.",
    ),
    "state-contradicts": (
        Severity.ERROR,
        "_src marks a field as empty that has a value, or says how a missing value is known.",
    ),
    "string-unknown": (
        Severity.WARNING,
        "A BibTeX file uses an abbreviation that no @string defines; its name stands for it.",
    ),
    "style-condition-never": (Severity.WARNING, "A condition of a style can never be true."),
    "style-condition-repeated": (Severity.WARNING, "A condition of a style asks one thing twice."),
    "style-dependent": (
        Severity.ERROR,
        "A style that depends on a parent has rules of its own, which nobody follows.",
    ),
    "style-et-al": (
        Severity.WARNING,
        "Numbers for et al. are of no use together: one lacks the other, or exceeds it.",
    ),
    "style-invalid": (Severity.ERROR, "A style or locale file is not valid CSL."),
    "style-label": (
        Severity.WARNING,
        "A label of a style stands for a number that is not printed.",
    ),
    "style-locale-unknown": (
        Severity.WARNING,
        "A style names a language that there is no locale file for.",
    ),
    "style-macro-circular": (Severity.ERROR, "A macro of a style comes back to itself."),
    "style-macro-missing": (Severity.ERROR, "A style calls a macro that it does not define."),
    "style-macro-repeated": (Severity.ERROR, "A style defines a macro twice."),
    "style-macro-unused": (Severity.WARNING, "A macro of a style is never called."),
    "style-term-unknown": (
        Severity.WARNING,
        "A style prints a term that neither it nor its locale defines.",
    ),
    "style-unknown": (Severity.ERROR, "No citation style has this name."),
    "style-variable-kind": (
        Severity.ERROR,
        "A style prints a variable in an element for another kind, such as a date as text.",
    ),
    "style-variable-unknown": (Severity.ERROR, "A style names a variable that CSL does not have."),
    "text-invalid": (Severity.ERROR, "A text is blank or has control characters."),
    "toml-invalid": (Severity.ERROR, "A record's file breaks the syntax of TOML."),
    "too-large": (Severity.ERROR, "A file is larger than anything that can sensibly be read."),
    "type-wrong": (
        Severity.ERROR,
        "A value has the wrong type: a date or number without quotes, a list for one value.",
    ),
    "too-deep": (Severity.ERROR, "A document's tree is nested deeper than any that people write."),
    "unreachable": (Severity.ERROR, "A page of the web cannot be fetched."),
    "unreadable": (Severity.ERROR, "A file cannot be opened or read."),
    "word-unknown": (Severity.ERROR, "A field takes one of a few words, and this is none of them."),
    "xml-invalid": (
        Severity.ERROR,
        "A file is no XML that can be read: not well-formed, cut off, or with unsafe parts.",
    ),
    "yaml-invalid": (
        Severity.ERROR,
        "A file is no YAML that can be read: not well-formed, nested too deeply, or aliases that "
        "repeat too much of it.",
    ),
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
