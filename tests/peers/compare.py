"""How much of what archcite prints is what another engine prints, and what is not.

    python tests/peers/compare.py                                  the 1,000 items, every style
    python tests/peers/compare.py --style apa --items 200 --diff apa.diff
    python tests/peers/compare.py --style ieee --with pandoc       against pandoc
    python tests/peers/compare.py --of pandoc                      how faithful pandoc is
    python tests/peers/compare.py --style apa --grep "et al"       only some differences, printed

Answers of the other engines are kept in the temporary folder, by what was asked.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "bench")]

from peers import corpus, engines  # noqa: E402
from peers.corpus import Document, Style  # noqa: E402
from peers.engines import Printed  # noqa: E402

MOST_KINDS = 40


class Difference(NamedTuple):
    """One text that the two print differently."""

    what: str
    theirs: str
    ours: str

    @property
    def change(self) -> str:
        """The first place where they part, in a few words: alike for differences of one cause."""
        left, right = (re.findall(r"<[^>]*>|\w+|\s+|.", text) for text in (self.theirs, self.ours))
        for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            if kind != "equal":
                return f"{_short(left[a:b])} -> {_short(right[c:d])}"
        return ""


class Compared(NamedTuple):
    """One style and document: the differences, and of how many texts."""

    entries: list[Difference]
    citations: list[Difference]
    moved: int
    entry_count: int
    citation_count: int
    seconds: float

    def shares(self) -> dict[str, float]:
        """Percentages of identical entries and citations, and of entries in the same order."""
        return {
            "entries": share(len(self.entries), self.entry_count),
            "citations": share(len(self.citations), self.citation_count),
            "order": share(self.moved, self.entry_count),
        }


def share(wrong: int, count: int) -> float:
    """The percentage that is right, rounded down to a tenth."""
    return (count - wrong) * 1000 // count / 10 if count else 100.0


def compare(
    style: Style, document: Document, peer: str = "citeproc-js", engine: str = "archcite"
) -> Compared:
    """Run both engines and put what they printed side by side."""
    theirs = ENGINES[peer](style, document)
    start = time.perf_counter()
    ours = ENGINES[engine](style, document)
    seconds = time.perf_counter() - start
    if "pandoc" in (peer, engine):
        theirs, ours = engines.all_bare(theirs), engines.all_bare(ours)
    kinds = {str(item["id"]): item.get("type", "") for item in document.items}
    entries = [
        Difference(f"entry {key} ({kinds.get(key, '')})", theirs.entries.get(key, "(none)"),
                   ours.entries.get(key, "(none)"))
        for key in dict.fromkeys([*theirs.entries, *ours.entries])
    ]  # fmt: skip
    citations = [
        Difference(f"citation {note} ({', '.join(cluster.ids)})", left, right)
        for note, (cluster, left, right) in enumerate(
            zip(document.clusters, theirs.citations, ours.citations, strict=True), 1
        )
    ]
    return Compared(
        [each for each in entries if each.theirs != each.ours],
        [each for each in citations if each.theirs != each.ours],
        moved(list(theirs.entries), list(ours.entries)),
        len(entries),
        len(citations),
        seconds,
    )


ENGINES: dict[str, Callable[[Style, Document], Printed]] = {
    "archcite": engines.ours,
    "citeproc-js": engines.citeproc_js,
    "pandoc": engines.pandoc,
}


def moved(theirs: list[str], ours: list[str]) -> int:
    """How many entries would have to be moved for the order to be the same."""
    place = {key: index for index, key in enumerate(ours)}
    tails: list[int] = []
    for index in (place[key] for key in theirs if key in place):
        at = bisect_left(tails, index)
        tails[at : at + 1] = [index]
    return len(theirs) - len(tails)


def _short(tokens: list[str]) -> str:
    text = "".join(tokens)
    return repr(text if len(text) <= 40 else f"{text[:18]}...{text[-18:]}")


def report(name: str, found: Compared, grep: str = "") -> Iterator[str]:
    """The differences of one style for people: the commonest changes first, then every text."""
    chosen = [
        each
        for each in (*found.entries, *found.citations)
        if not grep or re.search(grep, f"{each.what}\n{each.theirs}\n{each.ours}")
    ]
    yield f"== {name}: {len(chosen)} differences"
    kinds = Counter(each.change for each in chosen)
    for change, count in kinds.most_common(MOST_KINDS):
        example = next(each.what for each in chosen if each.change == change)
        yield f"{count:>5}  {change}   e.g. {example}"
    for each in chosen:
        yield f"\n{each.what}   {each.change}\n  theirs {each.theirs}\n  ours   {each.ours}"
    yield ""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--style", action="append", metavar="NAME",
                        help="a style of the official repository; repeat for more")  # fmt: skip
    parser.add_argument("--items", type=int, default=1000, metavar="N", help="generated items")
    parser.add_argument("--records", action="store_true", help="records/ instead of generated")
    parser.add_argument("--input", type=Path, metavar="FILE", help="a CSL-JSON file instead")
    parser.add_argument("--with", dest="peer", choices=ENGINES, default="citeproc-js")
    parser.add_argument("--of", dest="engine", choices=ENGINES, default="archcite")
    parser.add_argument("--diff", type=Path, metavar="FILE", help="write the differences there")
    parser.add_argument("--grep", default="", metavar="REGEX",
                        help="print the differences in which it is found")  # fmt: skip
    asked = parser.parse_args()
    if "citeproc-js" in (asked.peer, asked.engine) and engines.missing():
        print(engines.missing(), file=sys.stderr)
        return 2
    if asked.input:
        document = corpus.from_file(asked.input)
    else:
        document = corpus.records() if asked.records else corpus.generated(asked.items)
    lines: list[str] = []
    print(f"{len(document.items)} of {document.name}: {asked.engine} identical to {asked.peer}")
    print(f"{'':34} entries  citations    order   seconds")
    for name in asked.style or corpus.STYLES:
        found = compare(corpus.style(name), document, asked.peer, asked.engine)
        shares = found.shares()
        print(f"{name:34}{shares['entries']:>6.1f} %   {shares['citations']:>6.1f} %"
              f"  {shares['order']:>5.1f} %  {found.seconds:>6.2f}", flush=True)  # fmt: skip
        if asked.diff or asked.grep:
            lines += report(name, found, asked.grep)
    text = "\n".join(lines)
    if asked.diff:
        asked.diff.write_text(text, encoding="utf-8")
    elif asked.grep:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
