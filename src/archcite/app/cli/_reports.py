"""What the commands that report on records share: which ones, their entries, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from archcite.app.cli import _print
from archcite.app.config import Config, cache_folder
from archcite.app.tabular import FORMATS, Report
from archcite.errors import Problem, UsageFault

if TYPE_CHECKING:
    from archcite.record.model import Record

_SUFFIXES = {".html": "html", ".htm": "html", ".csv": "csv", ".md": "markdown"}


def records(
    config: Config, keys: Sequence[str] | None, documents: Sequence[str] | None
) -> list[Record]:
    """The records that are asked for, or that documents cite, or all; the faulty ones are told."""
    from archcite.app.documents import cited_keys
    from archcite.app.exporting import load_all

    if keys and documents:
        raise UsageFault(
            Problem("contradiction", "", "keys and --from both say which records are meant",
                    "leave out one")
        )  # fmt: skip
    wanted = cited_keys(config, documents) if documents else list(keys or [])
    found, problems = load_all(config, wanted)
    _print.problems(problems)
    return found


def entries(
    config: Config, records: Sequence[Record], style: Sequence[str] | None
) -> Mapping[str, str]:
    """The bibliography entry of each record, by key, in the first style that is asked for."""
    from archcite.app import citing, items, options

    wanted = options.asked(config, None, None, None)
    name = next(iter(style or config.styles))
    styles = options.load_styles([name], wanted, cache_folder())
    if name not in styles:
        raise UsageFault(
            Problem("contradiction", "", f"{name} is no citation style", "name a CSL style")
        )
    citable = {each.document.id: items.view(each) for each in records}
    view = options.view_for(styles[name], wanted)
    trees, _ = citing.bibliography(styles[name], citable, view)
    render = citing.renderer("plain")
    return {key: " ".join(render(tree).split()) for key, tree in trees}


def deliver(report: Report, to: str, output: str | None) -> None:
    """Print the report, or put it into a file whose suffix may say the format."""
    from pathlib import PurePath

    named = to or _SUFFIXES.get(PurePath(output or "").suffix.lower(), "text")
    if named not in FORMATS:
        raise UsageFault(
            Problem("format-unknown", "", f"there is no report format {named[:40]!r}",
                    f"known are {', '.join(FORMATS)}")
        )  # fmt: skip
    text = FORMATS[named](report)
    if output is None:
        _print.raw(text)
    else:
        _print.deliver(text, output)


def deliver_json(data: Any, output: str | None) -> None:
    """The same for programs."""
    _print.deliver(_print.json_text(data), output)
