"""Changes of a library as commits of git, where the library lies in a repository.

Runs the git that is installed; a commit holds the files of one change and nothing else.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from archcite.errors import Problem
from archcite.library import history
from archcite.library.files import FOLDER

_PATIENCE = 60  # seconds
_MOST_NAMED = 500  # paths on one command line


def commit_since(root: Path, number: int) -> Problem | None:
    """Commit each change that was made after the one of that number; what went wrong, or None."""
    outside = trouble(root)
    if outside:
        return _not_committed(root, outside)
    for past in reversed([each for each in history.past(root) if each.number > number]):
        fault = _commit(root, past)
        if fault:
            return _not_committed(root, fault)
    return None


def _not_committed(root: Path, fault: str) -> Problem:
    return Problem(
        "not-committed", str(root), f"git has not committed the change: {fault}",
        "the library has it; commit it with git once that is mended",
    )  # fmt: skip


def trouble(root: Path) -> str:
    """Why nothing can be committed there; "" where git is installed and has a repository."""
    return _fault(root, "rev-parse", "--is-inside-work-tree")


def last_change(root: Path) -> int:
    """The number of the last change; 0 for none."""
    return next((each.number for each in history.past(root)), 0)


def _commit(root: Path, past: history.Past) -> str:
    """Commit one change; "" or what git complains of.

    Left out are files that are gone and documents, where git never knew them.
    """
    paths = [each.path for each in history.files(root, past.number)]
    new = {path for path in paths if path.startswith(f"{FOLDER}/") and (root / path).exists()}
    old = [path for path in paths if path not in new]
    known = set(_said(root, "ls-files", "-z", "--", *old).split("\0")) if old else set()
    paths = [path for path in paths if path in new or path in known]
    for start in range(0, len(paths), _MOST_NAMED):
        fault = _fault(root, "add", "--all", "--", *paths[start : start + _MOST_NAMED])
        if fault:
            return fault
    only = ["--", *paths] if len(paths) <= _MOST_NAMED else []
    if not paths or _run(root, "diff", "--cached", "--quiet", *only)[0] == 0:
        return ""
    return _fault(root, "commit", "--quiet", "--message", past.said, *only)


def _said(root: Path, *arguments: str) -> str:
    return _run(root, *arguments)[1]


def _fault(root: Path, *arguments: str) -> str:
    code, _, complaint = _run(root, *arguments)
    return "" if code == 0 else complaint or f"it ended with code {code}"


def _run(root: Path, *arguments: str) -> tuple[int, str, str]:
    """Run git there: its exit code, what it printed, and the first line of its complaint."""
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), *arguments],
            check=False, capture_output=True, text=True, errors="replace", timeout=_PATIENCE,
        )  # fmt: skip
    except FileNotFoundError:
        return 127, "", "git is not installed"
    except (OSError, subprocess.TimeoutExpired) as fault:
        return 126, "", str(fault)
    return ran.returncode, ran.stdout, (ran.stderr or ran.stdout).strip().split("\n")[0]
