"""RIS to CSL-JSON: seconds for many references, beside pandoc and rispy where they are installed.

python bench/ris.py [references ...]; the default is 10,000. The references are made here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import run
from programs import environment

_REFERENCE = """TY  - JOUR
AU  - Roe, Ada
AU  - Poe, Ben
AU  - van den Berg, Jan
TI  - Lamps of the harbour, part {number}
T2  - Journal of Light
J2  - J. Light
VL  - {volume}
IS  - 3
SP  - {page}
EP  - {last}
SN  - 1234-5678
PY  - {year}
DA  - {year}/05/27/
DO  - 10.1000/lamps.{number}
UR  - https://example.org/lamps/{number}
Y2  - 2026/03/01/
KW  - lamps
KW  - harbours
LA  - en
AB  - Lamps light harbours, and what lies in them: ships, cranes, sheds and those who work there.
ER  - 

"""  # noqa: W291
_READ = (
    "from archcite.read.ris import read_ris; found = read_ris(open('in.ris', 'rb').read(), 'in')"
)
_WRITE = (
    "from archcite.write.csl_json import write_csl_json\nprint(write_csl_json(found).text, end='')"
)
_RISPY = "import json, rispy; print(json.dumps(rispy.load(open('in.ris'))))"


def commands() -> dict[str, list[str]]:
    """What can be run here, by name."""
    found = {
        "archcite, records alone": [sys.executable, "-c", _READ],
        "archcite, to CSL-JSON": [sys.executable, "-c", f"{_READ}\n{_WRITE}"],
    }
    try:
        import pypandoc

        pandoc = pypandoc.get_pandoc_path()
        found["pandoc, to CSL-JSON"] = [pandoc, "-f", "ris", "-t", "csljson", "in.ris"]
    except (ImportError, OSError):
        print("pandoc is not installed: make peers")
    try:
        import rispy  # noqa: F401

        found["rispy, parsing alone"] = [sys.executable, "-c", _RISPY]
    except ImportError:
        pass
    return found


def references(count: int) -> str:
    return "".join(
        _REFERENCE.format(
            number=number, volume=number % 90 + 1, page=number % 800 + 1, last=number % 800 + 12,
            year=1900 + number % 120,
        )
        for number in range(count)
    )  # fmt: skip


def main(counts: list[int]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for count in counts:
            (folder / "in.ris").write_text(references(count), encoding="utf-8")
            print(f"{count:,} references")
            for label, command in commands().items():
                done = run(command, folder, environment(folder / "cache"), "", 600)
                told = done.fault or f"{done.seconds:6.2f} s {done.megabytes:7.0f} MB"
                print(f"  {label:<26}{told}")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [10_000])
