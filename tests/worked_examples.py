"""Real citations from manuals and archives, with their facts: how many our styles print exactly.

Reads files of facts and expected citations (tests/cases/worked has one; others are not part of the
project), makes a record of the facts, or a CSL item where the work is published, and cites it in
the example's style and edition. Run: python tests/worked_examples.py FILE... [--help]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from worked.examples import Example, Unreadable, read_examples
from worked.report import as_json, differences, outcomes, tables

UNREADABLE = 4  # as archcite's own exit code


def main(arguments: list[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path, nargs="+")
    options.add_argument("--style", default="", help="only styles whose name begins so")
    options.add_argument("--authority", default="", help="only authorities that have this in them")
    options.add_argument("--quiet", action="store_true", help="only the counts")
    options.add_argument("--json", action="store_true", help="all results as JSON")
    asked = options.parse_args(arguments)
    examples: list[Example] = []
    for path in asked.file:
        try:
            read, faults = read_examples(path)
        except Unreadable as fault:
            print(fault, file=sys.stderr)
            return UNREADABLE
        examples += read
        for sentence in faults:
            print(sentence, file=sys.stderr)
    found = [
        each
        for each in outcomes(examples)
        if each.example.style.startswith(asked.style) and asked.authority in each.example.authority
    ]
    if asked.json:
        print(as_json(found))
        return 0
    if not asked.quiet:
        print("\n".join(differences(found)), end="\n\n")
    print("\n".join(tables(found)).rstrip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
