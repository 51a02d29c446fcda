"""Typst as one process: a document as HTML, which spares it the laying out of pages.

python bench/typst_html.py document.typ > document.html
"""

from __future__ import annotations

import sys

import typst

if __name__ == "__main__":
    sys.stdout.buffer.write(typst.compile(sys.argv[1], format="html"))
