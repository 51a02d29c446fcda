"""archcite import of files with many entries: one transaction, updates, duplicates, old keys."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from archcite.record.toml import read


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


def item(number: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "id": f"Roe:{number}",
        "type": "article-journal",
        "title": f"Notes on parish registers {number}",
        "author": [{"family": "Roe", "given": "Ada"}],
        "issued": {"date-parts": [[1950, 1 + number % 12]]},
        "container-title": "Annals of Weather",
        **more,
    }


def put(*items: dict[str, Any], name: str = "in.json") -> str:
    Path(name).write_text(json.dumps(list(items)))
    return name


def text_of(key: str) -> str:
    return (Path("records") / f"{key}.toml").read_text("utf-8")


def test_the_same_again_changes_nothing(call, library: Path, snapshot) -> None:
    named = put(item(0), item(1))
    assert call("import", named).code == 0
    before = snapshot(library)
    ran = call("import", named)
    assert ran.code == 0
    assert ran.out.count("already in the library") == 2
    assert snapshot(library) == before


def test_a_change_there_is_taken_over(call, library: Path) -> None:
    call("import", put(item(0), item(1)))
    ran = call("import", put(item(0, title="Notes, corrected"), item(1)))
    assert "roe-0 was brought up to date: document.title" in ran.out
    assert "roe-1; nothing was changed" in ran.out
    record = read(text_of("roe-0"), "roe-0.toml")
    assert record.document.title == "Notes, corrected"
    assert sorted(os.listdir("records")) == [
        "ivanov-1950-03-02.toml", "roe-0.toml", "roe-1.toml", "smith-1961-05-04.toml",
    ]  # fmt: skip
    assert "already in the library" in call("import", put(item(0, title="Notes, corrected"))).out


def test_a_change_here_stays(call, library: Path) -> None:
    call("import", put(item(0)))
    call("edit", "roe-0", "--set", "document.short_title=Registers")
    call("edit", "roe-0", "--set", "published.container=Annals")
    call("import", put(item(0, title="Notes, corrected", volume="3")))
    record = read(text_of("roe-0"), "roe-0.toml")
    assert record.document.title == "Notes, corrected"
    assert record.document.short_title == "Registers"
    assert record.published.container == "Annals"
    assert record.published.volume == "3"


def test_a_field_that_is_gone_there_goes_here(call, library: Path) -> None:
    call("import", put(item(0, volume="3", note="a remark")))
    ran = call("import", put(item(0)))
    assert "published.volume" in ran.out
    assert "volume" not in text_of("roe-0")
    assert "remark" not in text_of("roe-0")


def test_a_conflict_is_told_once_and_kept(call, library: Path, snapshot) -> None:
    call("import", put(item(0)))
    call("edit", "roe-0", "--set", "document.title=My title")
    named = put(item(0, title="Their title", volume="3"))
    ran = call("import", named)
    assert "changed here and there, kept as it is here: document.title" in ran.out
    record = read(text_of("roe-0"), "roe-0.toml")
    assert record.document.title == "My title"
    assert record.published.volume == "3"
    before = snapshot(library)
    assert "kept as it is here" not in call("import", named).out
    assert snapshot(library) == before


def test_comments_stay(call, library: Path) -> None:
    call("import", put(item(0)))
    path = library / "records" / "roe-0.toml"
    path.write_text(text_of("roe-0").replace("[published]", "# seen in the library\n[published]"))
    ran = call("import", put(item(0, title="Notes, corrected", volume="3", keyword="weather")))
    assert ran.code == 0, ran.err
    text = text_of("roe-0")
    assert "# seen in the library\n[published]" in text
    assert 'volume = "3"' in text
    assert "Notes, corrected" in text
    assert read(text, "roe-0.toml").subjects[0].term == "weather"


def test_no_update(call, library: Path, snapshot) -> None:
    call("import", put(item(0)))
    before = snapshot(library)
    ran = call("import", "--no-update", put(item(0, title="Other")))
    assert "the file differs in document.title" in ran.out
    before["in.json"] = (library / "in.json").read_bytes()
    assert snapshot(library) == before


@pytest.mark.parametrize(
    ("kept", "again"),
    [
        ({"DOI": "10.1234/X"}, {"DOI": "https://doi.org/10.1234/x", "title": "Retitled"}),
        ({"URL": "http://www.example.org/a/"}, {"URL": "https://example.org/a", "volume": "9"}),
        ({"ISBN": "978-3-16-148410-0"}, {"ISBN": "3161484100", "volume": "9"}),
        ({"PMID": "123"}, {"PMID": "123", "title": "Retitled"}),
        ({}, {"volume": "9"}),
    ],
)  # fmt: skip
def test_recognised_under_another_key(call, library: Path, kept: Any, again: Any) -> None:
    call("import", put(item(0, **kept)))
    ran = call("import", put(item(0, **again, id="other")))
    assert "roe-0 was brought up to date" in ran.out
    assert len(os.listdir("records")) == 3
    call("import", put(item(0, **again, id="other")))
    assert len(os.listdir("records")) == 3


def test_other_works_are_not_taken_for_the_same(call, library: Path) -> None:
    """The same key, journal, address or year do not make two works one."""
    call("import", put(item(0, URL="https://example.org/journal")))
    other = item(1, id="Roe:0", title="On snow", URL="https://example.org/journal")
    ran = call("import", put(other, item(2, title="On rain")))
    assert ran.out.count("written to") == 2
    assert "the key roe-0 belongs to another document" in ran.out
    assert "looks like" not in ran.out


def letter(key: str, **more: Any) -> dict[str, Any]:
    return {
        "id": key,
        "type": "personal_communication",
        "author": [{"family": "Ivanov", "given": "Ivan"}],
        "issued": {"date-parts": [[1950, 3, 2]]},
        "archive": "State Archive",
        "archive_location": "f. 17, op. 3",
        **more,
    }


def test_the_same_shelfmark_is_suspected(call, library: Path) -> None:
    named = put(letter("found", title="Ivanov to Petrov"))
    ran = call("import", named)
    assert "looks like ivanov-1950-03-02 (the same shelfmark)" in ran.out
    assert "written to records/found.toml" in ran.out
    assert "found; nothing was changed" in call("import", named).out


def test_suspects_can_be_left_out(call, library: Path, snapshot) -> None:
    named = put(letter("found", title="Ivanov to Petrov"))
    before = snapshot(library)
    ran = call("import", "--duplicates", "skip", named)
    assert ran.code == 0
    assert "left out (looks like ivanov-1950-03-02" in ran.out
    assert snapshot(library) == before


def test_another_document_of_the_same_file_is_not_suspected(call, library: Path) -> None:
    other = letter("found", title="On harvests", issued={"date-parts": [[1950, 3, 9]]})
    assert "looks like" not in call("import", put(other)).out


def test_nobody_is_asked_on_a_pipe(call, library: Path) -> None:
    assert call("import", "--duplicates", "ask", put(item(0))).code == 2
    assert call("import", "--duplicates", "papyrus", put(item(0))).code == 2


def test_twins_in_one_file_are_both_kept_and_told(call, library: Path) -> None:
    twins = [item(0, DOI="10.1234/x"), item(0, DOI="10.1234/x", id="twin")]
    ran = call("import", put(*twins))
    assert "looks like roe-0 (the same" in ran.out
    assert ran.out.count("written to") == 2
    again = call("import", put(*twins))
    assert again.out.count("already in the library") == 2


def test_one_file_after_another_in_one_run(call, library: Path) -> None:
    put(item(0), name="a.json")
    put(item(0, volume="3", id="b"), name="b.json")
    ran = call("import", "a.json", "b.json")
    assert "roe-0 was brought up to date" in ran.out
    assert read(text_of("roe-0"), "roe-0.toml").published.volume == "3"
    assert len(os.listdir("records")) == 3


def test_a_failing_rename_leaves_the_library_as_it_was(
    call, library: Path, snapshot, monkeypatch
) -> None:
    call("import", put(item(0)))
    named = put(item(0, title="Changed"), *(item(each) for each in range(1, 60)))
    before = snapshot(library)
    replace, count = os.replace, 0

    def failing(old: Any, new: Any) -> None:
        nonlocal count
        count += str(new).endswith(".toml")
        if count == 30:
            count += 1
            raise OSError(28, "")
        replace(old, new)

    monkeypatch.setattr(os, "replace", failing)
    ran = call("import", named)
    assert ran.code == 5
    assert "no space is left on the disk; nothing was changed" in ran.err
    assert "written to" not in ran.out
    assert snapshot(library) == before


def test_an_interrupted_import_leaves_the_library_as_it_was(
    call, library: Path, snapshot, monkeypatch
) -> None:
    named = put(*(item(each) for each in range(60)))
    before = snapshot(library)
    replace, count = os.replace, 0

    def interrupted(old: Any, new: Any) -> None:
        nonlocal count
        count += 1
        if count == 30:
            raise KeyboardInterrupt
        replace(old, new)

    monkeypatch.setattr(os, "replace", interrupted)
    assert call("import", named).code == 130
    assert snapshot(library) == before


def with_faults(count: int) -> list[dict[str, Any]]:
    """Entries of which three in a hundred are broken."""
    return [
        {"title": "no id"} if each % 100 in (7, 50, 93) else item(each) for each in range(count)
    ]


def test_faulty_entries_are_told_and_the_rest_goes_in(call, library: Path) -> None:
    ran = call("import", put(*with_faults(200)))
    assert ran.code == 1
    assert ran.err.count("error: The item has no id") == 6
    assert "in.json:1: $[7].id: error" in ran.err
    assert "6 faulty, 194 new" in ran.out
    assert len(os.listdir("records")) == 196


def test_strict_lets_nothing_in(call, library: Path, snapshot) -> None:
    named = put(*with_faults(200))
    before = snapshot(library)
    ran = call("import", "--strict", named)
    assert ran.code == 1
    assert "nothing was written" in ran.err
    assert snapshot(library) == before
    assert call("import", "--strict", put(item(0))).code == 0


def test_a_file_that_is_cut_lets_nothing_in(call, library: Path, snapshot) -> None:
    before = snapshot(library)
    ran = call("import", "-", stdin=json.dumps([item(each) for each in range(50)])[:-9].encode())
    assert ran.code == 4
    assert "not valid JSON" in ran.err
    assert snapshot(library) == before


def test_report_and_summary(call, library: Path) -> None:
    ran = call("import", put(item(0, jurisdiction="Paris")), "--report", "report.json")
    assert "1 entry read; by field, in so many:" in ran.out
    assert "kept as they are    jurisdiction 1" in ran.out
    report = json.loads(Path("report.json").read_text())
    assert report["read"]["fields"]["document.title"] == {"carried": 1}
    assert report["written"] == 1
    assert report["entries"][0]["outcome"] == "new"


def test_dry_run_tells_updates_and_writes_nothing(call, library: Path, snapshot) -> None:
    call("import", put(item(0)))
    named = put(item(0, title="Changed"), item(1))
    before = snapshot(library)
    ran = call("import", "--dry-run", named)
    assert "roe-0 would be brought up to date: document.title" in ran.err
    assert "would become roe-1" in ran.err
    assert snapshot(library) == before


def test_a_folder_is_imported(call, library: Path) -> None:
    (library / "files").mkdir()
    put(item(0), name="files/a.json")
    put(item(1), name="files/b.json")
    assert call("import", "files").out.count("written to") == 2


def test_thousands_of_entries(call, library: Path) -> None:
    named = put(*with_faults(4000))
    start = time.process_time()
    assert call("import", named).code == 1
    assert call("import", named).code == 1
    assert time.process_time() - start < 20
    assert len(os.listdir("records")) == 2 + 4000 * 97 // 100


def test_thousands_that_look_alike(call, library: Path) -> None:
    """No entry is compared with all others, whatever they share."""
    alike = [item(0, id=f"n{each}", URL="https://example.org/") for each in range(2000)]
    start = time.process_time()
    call("import", put(*alike))
    assert time.process_time() - start < 15
    assert len(os.listdir("records")) == 2002


def test_cite_by_the_key_of_another_program(call, library: Path) -> None:
    call("import", put(item(0)))
    plain = call("cite", "roe-0")
    assert call("cite", "Roe:0").out == plain.out
    assert call("cite", "[see @Roe:0; @roe-0]").code == 0
    assert call("bib", "Roe:0").out == call("bib", "roe-0").out
    assert call("show", "Roe:0").out == call("show", "roe-0").out
    assert call("export", "Roe:0").code == 0
    assert call("check", "Roe:0", "--no-gaps").code == 0
    assert call("cite", "roe:0").code == 3


def test_a_key_that_two_records_are_known_by(call, library: Path) -> None:
    call("import", put(item(0)))
    call("import", put(item(1, id="Roe:0", title="On snow")))
    ran = call("cite", "Roe:0")
    assert ran.code == 1
    assert "roe-0 and roe-0-b are both known as 'Roe:0'" in ran.err
