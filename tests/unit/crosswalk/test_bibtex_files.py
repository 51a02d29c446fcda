"""The field `file` of BibTeX: no blank at an end of what stands in it."""

import pytest

from archcite.crosswalk.bibtex_files import files, files_back
from archcite.record.toml import from_plain


@pytest.mark.parametrize("blank", ["", " ", "\xa0", "\t", "\xa0\ufeff", " {", "} "])
def test_blanks_at_the_ends_are_left_off(blank: str) -> None:
    file = {"path": "a:b.pdf", "title": "Scan; 1", "media_type": "application/pdf"}
    record = from_plain(
        {
            "schema": "archcite/1",
            "document": {"id": "a", "kind": "letter"},
            "attachments": [{name: f"{blank}{text}{blank}" for name, text in file.items()}],
        }
    )
    assert files(record) == r"Scan\; 1:a\:b.pdf:application/pdf"
    assert files_back(files(record)) == [file]
