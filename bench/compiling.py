"""How long archcite takes to get a style ready, in milliseconds, in this process.

    python bench/compiling.py STYLE CACHE_FOLDER

Prints JSON. "load" is the time until the style can be used: the first in the cache folder compiles,
the next finds the compiled style there. "again" compiles once more, with everything imported.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def milliseconds(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def main(name: str, cache: str) -> None:
    from archcite.app.styles import load_style

    load = milliseconds(lambda: load_style(name, "", Path(cache)))
    again = milliseconds(lambda: load_style(name, "", None))
    print(json.dumps({"load": load, "again": again}))


if __name__ == "__main__":
    main(*sys.argv[1:])
