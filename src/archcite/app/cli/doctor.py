"""archcite doctor: whether the library is sound."""

from __future__ import annotations

from typing import Annotated

import typer

from archcite.app import doctoring
from archcite.app.cli import _changes, _print
from archcite.app.cli._options import Json, LibraryFolder, Yes
from archcite.app.config import cache_folder, read_config

EXAMPLES = ("archcite doctor", "archcite doctor --mend")


def run(
    mend: Annotated[
        bool, typer.Option("--mend", help="Mend what has one right way to be mended; asks first.")
    ] = False,
    yes: Yes = False,
    json: Json = False,
    library: LibraryFolder = None,
) -> None:
    """Look at the library itself: files, permissions, index, history, attachments, git, settings.

    What is wrong with what records say is found by archcite check. Ends with exit code 1 where
    something is not in order.
    """
    config = read_config(library)
    findings = doctoring.examined(config, cache_folder())
    if json:
        _print.result(
            _print.json_text(
                [
                    {"what": each.what, "sound": each.sound, "found": each.said,
                     "mend": each.mend}
                    for each in findings
                ]
            )
        )  # fmt: skip
    else:
        for each in findings:
            sign = "ok" if each.sound else "!!"
            hint = f" ({each.mend})" if each.mend and not each.sound else ""
            _print.result(_print.visible(f"{sign}  {each.what}: {each.said}{hint}"))
    ill = [each for each in findings if not each.sound]
    cures = [each for each in ill if each.cure]
    if mend and cures:
        for each in cures:
            if each.cure and _changes.confirm(f"{each.what}: {each.mend}?", yes=yes):
                each.cure()
                ill.remove(each)
    if ill:
        raise typer.Exit(1)
