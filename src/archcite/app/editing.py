"""Editing a record's file: single fields by their path, or the whole text in the user's editor.

Nothing is written that does not read back without faults; what was not changed stays byte for byte.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from archcite.app.changing import Planned
from archcite.errors import Problem, UnreadableInput, UsageFault
from archcite.library.files import Library
from archcite.library.together import Change

TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


def assigned(text: str) -> tuple[str, str]:
    """FIELD=VALUE -> its two halves."""
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        raise UsageFault(
            Problem("bad-assignment", "", f"{text[:60]!r} is not of the form FIELD=VALUE",
                    "such as document.short_title='Talks in Moscow'")
        )  # fmt: skip
    return path.strip(), value.strip()


def typed(path: str, value: str) -> object:
    """The value as the field takes it: a flag, a number, a list of texts, or a text."""
    from archcite.record.fields import fields

    bare = "".join(part.partition("[")[0] + "." for part in path.split(".")).rstrip(".")
    field = next((each for each in fields() if each.path.replace("[]", "") == bare), None)
    if field is None or field.shape.kind == "table":
        return value
    kind = field.shape.kind
    if field.many and not path.endswith("]"):
        return [part.strip() for part in value.split(";") if part.strip()]
    if kind == "flag" and value.lower() in TRUTHS:
        return TRUTHS[value.lower()]
    if kind == "number" and value.isascii() and value.isdigit():
        return int(value)
    return value


def changed_fields(
    library: Library, key: str, assignments: list[str], removals: list[str]
) -> Planned:
    """Set and remove fields in the text of a record; UsageFault to remove what is no field."""
    from archcite.record.toml import change_all

    before = library.text(key)
    changes: list[tuple[str, object]] = [
        (path, typed(path, value)) for path, value in map(assigned, assignments)
    ]
    changes += [(path, None) for path in removals]
    text = change_all(before, changes, library.where(key))
    if text == before:
        for path in removals:
            _check_field(path)
    change = Change(library.path(key), text.encode(), library.where(key), before.encode())
    said = f"edit {key}: {', '.join(path for path, _ in changes)}"
    return Planned("edit", said, (change,) if text != before else ())


def _check_field(path: str) -> None:
    """UsageFault for what no record has; a file that has it all the same may lose it."""
    from archcite.record.fields import fields, is_path

    bare = re.sub(r"\[\d*\]", "", path)
    if is_path(bare) or bare.rpartition(".")[2] in ("_src", "_note"):
        return
    near = get_close_matches(bare, [each.path.replace("[]", "") for each in fields()], n=1)
    hint = f"did you mean {near[0]}?" if near else "such as document.short_title"
    raise UsageFault(Problem("field-unknown", "", f"no record has a field {path[:60]!r}", hint))


def save_edited(library: Library, key: str, before: str, text: str) -> None:
    """Save a text that came out of an editor, or raise with all its faults and change nothing."""
    from archcite.record.toml import read

    read(text, library.where(key))
    library.save_together({key: (text, before)}, "edit", said=f"edit {key}")


def edit_copy(text: str, key: str, program: str) -> tuple[Path, str]:
    """Open a copy of the text in the editor and wait; the copy's place and its text afterwards."""
    import shlex
    import subprocess
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="archcite-"))
    copy = folder / f"{key}.toml"
    with open(copy, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)
    try:
        ended = subprocess.run([*shlex.split(program), str(copy)], check=False).returncode
    except (OSError, ValueError) as fault:
        discard(copy)
        said = getattr(fault, "strerror", None) or str(fault)
        raise UsageFault(
            Problem("no-editor", "", f"the editor {program!r} cannot be run: {said}", "set EDITOR")
        ) from fault
    if ended != 0:
        raise UsageFault(
            Problem("no-editor", "", f"the editor ended with code {ended}; nothing was changed",
                    f"what it saved is in {copy}")
        )  # fmt: skip
    try:
        with open(copy, encoding="utf-8", newline="") as stream:
            return copy, stream.read()
    except UnicodeDecodeError as fault:
        raise UnreadableInput(
            Problem("not-utf-8", str(copy), "what the editor saved is not valid UTF-8",
                    "the record is unchanged; save it as UTF-8")
        ) from fault  # fmt: skip


def discard(copy: Path) -> None:
    """Remove an editor's copy and its folder."""
    import shutil

    shutil.rmtree(copy.parent, ignore_errors=True)
