"""The pandoc filter: a document tree in, the same with finished citations out."""

from __future__ import annotations

from archcite.app import options, weaving
from archcite.app.config import cache_folder, read_config
from archcite.doc.pandoc import Pandoc
from archcite.errors import Problem, UsageFault


def filtered(data: bytes) -> tuple[bytes, list[Problem]]:
    """The tree with its citations set as its metadata asks, and what was odd about them.

    archcite-library names the library, archcite-style or csl the style, archcite-options the
    style's options; files of bibliography are cited from beside the library, or instead of one.
    """
    document = Pandoc(data, "the document")
    config = read_config(document.library or None)
    files = list(document.libraries)
    base = files.pop(0) if files and config.root is None else None
    bound = weaving.bound(config, [("the document", document)], base, files)
    said = document.settings
    name = weaving.asked_style(config, bound.documents, None)
    wanted = options.asked(
        config, said.locale or None if not config.locale else None, document.options or None, None
    )
    loaded = options.load_styles([name], wanted, cache_folder())
    if name not in loaded:
        raise UsageFault(
            Problem("contradiction", "", f"{name} is no citation style", "name a CSL style")
        )
    (text,), problems = weaving.woven(config, bound, loaded[name], wanted)
    return text, [*problems, *bound.found.problems]
