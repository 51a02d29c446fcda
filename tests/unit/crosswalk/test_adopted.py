"""A record in the carrier of another format, which a program has put into a note."""

from __future__ import annotations

import pytest

from archcite.crosswalk.carrier import pack
from archcite.read import load_reader
from archcite.record.model import Record
from archcite.record.toml import from_plain

LETTER = from_plain(
    {
        "schema": "archcite/1",
        "document": {"id": "roe", "kind": "letter", "title": "On Lamps", "date": "1918-09-25?",
                     "classification": "Secret"},
        "people": [{"role": "recipient", "as_given": "Ada Roe", "family": "Roe", "given": "Ada"}],
    }
)  # fmt: skip
WORD = pack(LETTER, "0123456789abcdef")
ENTRY = "@misc{{x, title = {{{title}}}, editor = {{Roe, Ada}}, year = {{1918}}, note = {{{note}}}}}"
MODS = (
    '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>{title}</title></titleInfo>'
    "<originInfo><dateIssued>1918</dateIssued></originInfo><note>{note}</note></mods>"
)


def read(name: str, text: str) -> Record:
    (found,) = load_reader(name)(text.encode(), "x")
    assert isinstance(found, Record)
    return found


@pytest.mark.parametrize(("name", "form"), [("bibtex", ENTRY), ("mods", MODS)])
@pytest.mark.parametrize("note", [WORD, f"archcite: {WORD}", f"Secret. archcite: {WORD} and more"])
def test_the_carried_record_counts(name: str, form: str, note: str) -> None:
    if name == "mods" and note == WORD:  # where our own MODS may have it
        note = f"See {note}."
    assert read(name, form.format(title="On lamps", note=note)) == LETTER


@pytest.mark.parametrize(("name", "form"), [("bibtex", ENTRY), ("mods", MODS)])
def test_new_words_in_the_title_are_an_edit(name: str, form: str) -> None:
    found = read(name, form.format(title="On Candles", note=f"archcite: {WORD}"))
    assert found.document.title == "On Candles"
    assert found.people == LETTER.people
    assert found.document.date == "1918-09-25?"


@pytest.mark.parametrize(("name", "form"), [("bibtex", ENTRY), ("mods", MODS)])
def test_a_damaged_word_is_a_note(name: str, form: str) -> None:
    found = read(name, form.format(title="On Lamps", note=f"archcite: {WORD[:60]}"))
    assert found.document.id != "roe"
    assert found.document.title == "On Lamps"
