"""Runs the command line: `python -m archcite`, and the installed program `archcite`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command that the arguments name, and exit with its code."""
    gc.disable()  # until the command runs: importing makes no garbage, only work for the collector
    from archcite.app.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
