"""archcite check: what is told in which form, what is chosen, ignored and mended."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archcite.app.checking import Told
from archcite.app.cli._findings import drawn
from archcite.record.check import severity
from archcite.record.places import Place

GOOD = """schema = "archcite/1"
# kept
[document]
id = "{key}"
kind = "speech"  # kept too
title = "Speech at the Plenum, {said}"
date = "1966-05-27"
{more}"""


@pytest.fixture
def folder(nowhere: Path) -> Path:
    """A library with one good record and one with two findings."""
    (nowhere / "archcite.toml").write_text("")
    (nowhere / "records").mkdir()
    put(nowhere, "good", "May 1966")
    put(nowhere, "june", "June 1966.")
    return nowhere


def put(folder: Path, key: str, said: str, more: str = "") -> Path:
    path = folder / "records" / f"{key}.toml"
    path.write_text(GOOD.format(key=key, said=said, more=more), "utf-8")
    return path


def codes(out: str) -> list[str]:
    return [each["code"] for each in json.loads(out)]


def test_text_shows_the_line_and_what_is_meant(call, folder: Path) -> None:
    ran = call("check", "june", "--no-gaps")
    assert ran.code == 0
    assert ran.out == (
        "records/june.toml:6:9: info: the title ends with a full stop [title-full-stop]\n"
        "  |\n"
        '6 | title = "Speech at the Plenum, June 1966."\n'
        "  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  = take it out; the style sets one\n"
        "  = --fix mends it\n"
        "\n"
        "records/june.toml:6:32: warning: the title says June 1966, but the date is 1966-05-27 "
        "[date-title-differ]\n"
        "  |\n"
        '6 | title = "Speech at the Plenum, June 1966."\n'
        "  |                                ^^^^^^^^^\n"
        "  = look at the document, and mend document.date or the title\n"
    )
    assert ran.err == (
        "1 record checked, 0 errors, 1 warning, 1 note; 1 can be mended with --fix\n"
    )


def test_colour_is_for_a_terminal_and_data_cannot_disturb_it() -> None:
    place = Place(3, 9, 14, 'title = "a\x1b[2J金 x\u202e"')
    told = Told("title-full-stop", severity("title-full-stop"), "a", "a\x1b.toml", place, "b\x1b")
    plain = drawn([told])
    assert "\x1b" not in plain
    assert "\u202e" not in plain
    bright = drawn([told], colour=True)
    assert "\x1b[1;36m" in bright
    assert "\x1b[2J" not in bright


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    source = 'summary = "' + "before " * 60 + "HERE " + "after " * 60 + '"'
    at = source.index("HERE") + 1
    told = Told(
        "blanks-extra", severity("blanks-extra"), "a", "a", Place(1, at, at + 4, source), "b"
    )
    lines = drawn([told]).splitlines()
    assert max(map(len, lines)) < 110
    under = lines[3].index("^")
    assert lines[2][under : under + 4] == "HERE"
    assert lines[3].count("^") == 4


def test_wide_letters_are_counted_double() -> None:
    place = Place(1, 12, 14, 'title = "金日成 x"')
    told = Told("blanks-extra", severity("blanks-extra"), "a", "a", place, "b")
    assert drawn([told]).splitlines()[3] == "  | " + " " * 13 + "^^^"


def test_concise_errorformat_and_github(call, folder: Path) -> None:
    only = ("check", "june", "--select", "date", "--format")
    assert call(*only, "concise").out == (
        "records/june.toml:6:32: warning: the title says June 1966, but the date is 1966-05-27 "
        "(look at the document, and mend document.date or the title) [date-title-differ]\n"
    )
    assert call(*only, "errorformat").out.startswith("records/june.toml:6:32: W: the title says")
    assert call(*only, "github").out == (
        "::warning file=records/june.toml,line=6,endLine=6,col=32,endColumn=41,"
        "title=archcite date-title-differ::the title says June 1966, but the date is 1966-05-27 "
        "(look at the document, and mend document.date or the title)\n"
    )


def test_signs_of_github_commands_are_escaped(call, folder: Path) -> None:
    put(folder, "bad", "May 1966", "language = 'en\\n::error::%'\n")
    out = call("check", "bad", "--format", "github").out
    assert "\n::error::%" not in out
    assert len(out.splitlines()) == 1
    assert "%25" in out


def test_json_has_place_field_and_fix(call, folder: Path) -> None:
    found = json.loads(call("check", "june", "--no-gaps", "--json").out)
    assert found[0] == {
        "code": "title-full-stop",
        "severity": "info",
        "where": "records/june.toml:6",
        "message": "the title ends with a full stop",
        "hint": "take it out; the style sets one",
        "key": "june",
        "file": "records/june.toml",
        "line": 6,
        "column": 9,
        "end_column": 43,
        "field": "document.title",
        "fix": [{"field": "document.title", "value": "Speech at the Plenum, June 1966"}],
    }
    assert call("check", "good", "--no-gaps", "--json").out == "[]\n"


def test_sarif_has_what_its_schema_requires(call, folder: Path) -> None:
    put(folder, "bad ö", "May 1966")
    put(folder, "worse", "May 1966", 'language = "e n"\n')
    log = json.loads(call("check", "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    assert log["$schema"].startswith("https://")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "archcite"
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert {rule["id"] for rule in rules} >= {"date-title-differ", "language-invalid", "incomplete"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert " " not in place["artifactLocation"]["uri"]
        region = place.get("region", {"startLine": 1, "startColumn": 1, "endColumn": 2})
        assert region["startLine"] >= 1
        assert 1 <= region["startColumn"] < region["endColumn"]


def sarif(call, *more: str) -> dict[str, Any]:
    (run,) = json.loads(call("check", "--no-gaps", "--format", "sarif", *more).out)["runs"]
    return run


def test_sarif_explains_its_rules(call, folder: Path) -> None:
    put(folder, "torn", "May 1966", "language = ")
    rules = sarif(call)["tool"]["driver"]["rules"]
    assert "toml-invalid" in [rule["id"] for rule in rules]
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}\n")


def test_the_fixes_of_sarif_are_what_fix_does(call, folder: Path) -> None:
    path = put(folder, "june", "𝕏 金日成 June 1966.")
    text = path.read_text("utf-8")
    (found,) = [each for each in sarif(call, "june")["results"] if "fixes" in each]
    assert found["ruleId"] == "title-full-stop"
    (change,) = found["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "records/june.toml"}
    (edit,) = change["replacements"]
    region = edit["deletedRegion"]
    assert region["startLine"] == region["endLine"] == 6
    lines = text.splitlines(keepends=True)
    line = lines[5]
    lines[5] = (
        line[: region["startColumn"] - 1]
        + edit["insertedContent"]["text"]
        + line[region["endColumn"] - 1 :]
    )
    call("check", "june", "--fix", "--select", "title-full-stop")
    assert path.read_text("utf-8") == "".join(lines) != text


def test_what_a_record_ignores_is_suppressed_in_sarif(call, folder: Path) -> None:
    put(folder, "june", "June 1966.", IGNORED.format("date-title-differ"))
    found = {each["ruleId"]: each for each in sarif(call)["results"]}
    assert found["title-full-stop"]["suppressions"] == []
    assert found["date-title-differ"]["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "The broadcast was in June."}
    ]
    # neither the exit code nor the count nor --fix takes them for findings
    ran = call("check", "june", "--no-gaps", "--format", "sarif", "--fail-on", "warning")
    assert ran.code == 0
    assert "0 errors, 1 note" in ran.err


def test_a_file_outside_has_its_whole_address_in_sarif(call, folder: Path, monkeypatch) -> None:
    inside = folder / "deeper"
    inside.mkdir()
    monkeypatch.chdir(inside)
    found = sarif(call, "june")["results"][0]["locations"][0]["physicalLocation"]
    assert found["artifactLocation"]["uri"] == (folder / "records" / "june.toml").as_uri()


@pytest.mark.parametrize("form", ["text", "concise", "errorformat", "github"])
def test_nothing_found_is_nothing_printed(call, folder: Path, form: str) -> None:
    assert call("check", "good", "--no-gaps", "--format", form).out == ""


def test_select_and_ignore(call, folder: Path) -> None:
    base = ("check", "june", "--json")
    assert codes(call(*base, "--select", "date").out) == ["date-title-differ"]
    assert codes(call(*base, "--select", "date,title").out) == [
        "title-full-stop",
        "date-title-differ",
    ]
    assert codes(call(*base, "--select", "date", "--ignore", "date-title-differ").out) == []
    assert "incomplete" in codes(call(*base, "--ignore", "title").out)
    ran = call(*base, "--select", "dates")
    assert ran.code == 2
    assert "rule-unknown" in ran.err


def test_settings_of_the_library(call, folder: Path) -> None:
    settings = folder / "archcite.toml"
    settings.write_text('[check]\nselect = ["date", "title"]\nignore = ["title-full-stop"]\n')
    assert codes(call("check", "june", "--json").out) == ["date-title-differ"]
    # what is asked for on the command line goes before select, and ignore still holds
    assert codes(call("check", "june", "--json", "--select", "title").out) == []
    settings.write_text('[check]\nselect = "date"\n')
    assert codes(call("check", "june", "--json").out) == ["date-title-differ"]
    settings.write_text("[check]\nselct = 'date'\n")
    assert "bad-config" in call("check").err
    settings.write_text("check = 3\n")
    assert "bad-config" in call("check").err
    settings.write_text("[check]\nignore = ['dates']\n")
    ran = call("check")
    assert ran.code == 2
    assert "archcite.toml" in ran.err


IGNORED = '[[record.ignored]]\nrule = "{}"\nreason = "The broadcast was in June."\n'


def test_a_record_ignores_a_rule_with_a_reason(call, folder: Path) -> None:
    put(folder, "june", "June 1966.", IGNORED.format("date-title-differ"))
    base = ("check", "june", "--no-gaps", "--json")
    assert codes(call(*base).out) == ["title-full-stop"]
    put(folder, "june", "June 1966.", IGNORED.format("date") + IGNORED.format("title"))
    assert codes(call(*base).out) == []
    assert codes(call("check", "june", "--json", "--select", "title").out) == []


def test_an_ignore_needs_a_reason(call, folder: Path) -> None:
    put(folder, "june", "June 1966", '[[record.ignored]]\nrule = "date"\n')
    ran = call("check", "june", "--no-gaps")
    assert ran.code == 1
    assert "record.ignored[0].reason is missing" in ran.out


def test_an_ignore_of_no_use_is_told_where_its_rule_was_run(call, folder: Path) -> None:
    put(folder, "good", "May 1966", IGNORED.format("date-title-differ"))
    assert codes(call("check", "good", "--no-gaps", "--json").out) == ["ignore-unused"]
    assert codes(call("check", "good", "--json", "--select", "title,ignore-unused").out) == []
    put(folder, "good", "May 1966", IGNORED.format("incomplete"))
    assert codes(call("check", "good", "--json").out) == []
    assert codes(call("check", "good", "--json", "--no-gaps").out) == []
    put(folder, "good", "May 1966", IGNORED.format("dates"))
    assert codes(call("check", "good", "--no-gaps", "--json").out) == ["ignore-unused"]


def test_records_are_compared_and_one_of_them_may_ignore_it(call, folder: Path) -> None:
    more = '[digital]\ndoi = "10.1000/182"\n'
    put(folder, "one", "May 1966", more)
    put(folder, "two", "May 1966", more)
    base = ("check", "one", "two", "--json", "--select", "duplicate,ignore-unused")
    assert codes(call(*base).out) == ["duplicate", "duplicate"]
    put(folder, "two", "May 1966", more + IGNORED.format("duplicate"))
    found = json.loads(call(*base).out)
    assert [(each["code"], each["key"]) for each in found] == [("duplicate", "one")]
    assert codes(call("check", "one", "--json", "--select", "duplicate").out) == []


def test_fix_mends_the_file_and_shows_the_difference(call, folder: Path) -> None:
    path = folder / "records" / "june.toml"
    before = path.read_text("utf-8")
    ran = call("check", "june", "--no-gaps", "--diff")
    assert ran.code == 1
    assert path.read_text("utf-8") == before
    assert ran.out.startswith("--- a/records/june.toml\n+++ b/records/june.toml\n@@ ")
    assert '-title = "Speech at the Plenum, June 1966."\n' in ran.out
    assert '+title = "Speech at the Plenum, June 1966"\n' in ran.out
    assert ran.err == "1 record checked, 0 errors, 1 warning, 1 note; 1 would be mended\n"
    ran = call("check", "june", "--no-gaps", "--fix")
    assert path.read_text("utf-8") == before.replace("1966.", "1966")
    assert "+title" in ran.err
    assert "title-full-stop" not in ran.out
    assert "date-title-differ" in ran.out
    assert ran.err.endswith("1 record checked, 0 errors, 1 warning; 1 was mended\n")
    assert call("check", "june", "--no-gaps", "--diff").out == ""


def test_fix_mends_what_the_reader_refuses(call, folder: Path) -> None:
    more = (
        "[digital]\ndoi = 'https://doi.org/10.1000/182'\n"
        "[rights]\nuri = 'https://rightsstatements.org/vocab/InC/1.0/'\n"
        "[[people]]\nrole = 'author'\nas_given = 'A B'\n"
        "ids = { orcid = 'https://orcid.org/0000-0002-1825-0097' }  # kept\n"
    )
    path = put(folder, "bad", "May 1966", more)
    path.write_text(path.read_text("utf-8").replace('"1966-05-27"', "1966-05-27"), "utf-8")
    assert call("check", "bad", "--no-gaps").code == 1
    ran = call("check", "bad", "--no-gaps", "--fix", "-q")
    assert ran.code == 0
    assert ran.err == ""
    text = path.read_text("utf-8")
    assert 'date = "1966-05-27"' in text
    assert 'doi = "10.1000/182"' in text
    assert 'uri = "http://rightsstatements.org/vocab/InC/1.0/"' in text
    assert 'orcid = "0000-0002-1825-0097" }  # kept' in text


def test_what_has_no_right_answer_stays(call, folder: Path) -> None:
    path = put(folder, "bad", "May 1966", "[digital]\ndoi = 'ten'\n")
    before = path.read_text("utf-8")
    assert call("check", "bad", "--fix", "--no-gaps").code == 1
    assert path.read_text("utf-8") == before


def test_lines_that_end_like_windows_stay_so(call, folder: Path) -> None:
    path = folder / "records" / "june.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    call("check", "june", "--fix", "--no-gaps")
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")
    assert b'1966."' not in path.read_bytes()


def test_files_are_taken_for_keys(call, folder: Path) -> None:
    assert codes(call("check", "records/june.toml", "--select", "date", "--json").out) == [
        "date-title-differ"
    ]
    other = folder / "elsewhere"
    other.mkdir()
    text = (folder / "records" / "june.toml").read_text("utf-8")
    (other / "june.toml").write_text(text)
    ran = call(
        "check", "elsewhere/june.toml", "records/june.toml", "--select", "title,date", "--json"
    )
    assert [each["file"] for each in json.loads(ran.out)] == [
        *("elsewhere/june.toml", "elsewhere/june.toml"),
        *("records/june.toml", "records/june.toml"),
    ]
    call("check", "elsewhere/june.toml", "--fix", "-q")
    assert "1966." not in (other / "june.toml").read_text("utf-8")
    assert (folder / "records" / "june.toml").read_text("utf-8") == text


def test_files_need_no_library(call, folder: Path) -> None:
    (folder / "archcite.toml").unlink()
    assert codes(call("check", "records/june.toml", "--select", "date", "--json").out) == [
        "date-title-differ"
    ]
    assert call("check", "june").code == 2
    assert call("check").code == 2
    assert call("check", "records/none.toml").code == 4


def test_fail_on(call, folder: Path) -> None:
    base = ("check", "june", "--no-gaps", "-q", "--fail-on")
    assert [call(*base, each).code for each in ("error", "warning", "info")] == [0, 1, 1]
    assert call(*base, "warning", "--select", "title").code == 0
    assert call(*base, "bad").code == 2
    assert call("check", "--format", "bad").code == 2


def test_explain_and_rules(call, nowhere: Path) -> None:
    ran = call("check", "--explain", "date-title-differ")
    assert ran.code == 0
    assert ran.out.startswith("# date-title-differ\n")
    assert "```toml\n[document]" in ran.out
    assert "# date-invalid" in call("check", "--explain", "date-invalid").out
    assert call("check", "--explain", "date").out.count("# date-") > 3
    assert call("check", "--explain", "nosuch").code == 2
    assert "date-title-differ" in call("check", "--rules").out


def test_unreadable_files_hide_nothing(call, folder: Path) -> None:
    (folder / "records" / "bytes.toml").write_bytes(b"\xff\xfe")
    (folder / "records" / "empty.toml").write_bytes(b"")
    found = json.loads(call("check", "--no-gaps", "--json").out)
    assert {each["code"] for each in found} >= {"not-utf-8", "nothing-found", "date-title-differ"}


def test_an_ignore_is_kept_by_the_next_import(call, folder: Path) -> None:
    item = {"id": "roe", "type": "book", "title": "Weather.", "issued": {"date-parts": [[1950]]}}
    (folder / "in.json").write_text(json.dumps([item]))
    assert call("import", "in.json").code == 0
    path = folder / "records" / "roe.toml"
    path.write_text(path.read_text("utf-8") + "\n" + IGNORED.format("title-full-stop"), "utf-8")
    (folder / "in.json").write_text(json.dumps([{**item, "publisher": "Annals"}]))
    assert "brought up to date" in call("import", "in.json").out
    assert 'publisher = "Annals"' in path.read_text("utf-8")
    assert codes(call("check", "roe", "--select", "title,ignore-unused", "--json").out) == []


def test_rules_for_programs(call, nowhere: Path) -> None:
    every = json.loads(call("check", "--rules", "--json").out)
    assert len(every) > 70
    assert {"code", "severity", "summary", "why", "bad", "good", "mends"} == set(every[0])
    (one,) = json.loads(call("check", "--explain", "title-full-stop", "--json").out)
    assert one in every
    (problem,) = json.loads(call("check", "--explain", "toml-invalid", "--json").out)
    assert problem["severity"] == "error"
    assert call("check", "--explain", "nonsense", "--json").code == 2


def test_errorformat_counts_bytes_as_vim_does(call, folder: Path) -> None:
    put(folder, "june", "𝕏 金 June 1966")
    line = 'title = "Speech at the Plenum, 𝕏 金 June 1966"'
    at = len(line[: line.index("June")].encode()) + 1
    out = call("check", "june", "--select", "date", "--format", "errorformat").out
    assert out.startswith(f"records/june.toml:6:{at}: W: the title says June 1966")


def test_a_file_that_cannot_be_read_is_no_finding(call, folder: Path) -> None:
    ran = call("check", "none/a.toml", "none.toml", "records/june.toml", "records/")
    assert (ran.code, ran.out) == (4, "")
    assert [line.partition(": error: cannot read: ")[::2] for line in ran.err.splitlines()] == [
        ("none/a.toml", "there is no such file [unreadable]"),
        ("none.toml", "there is no such file [unreadable]"),
        ("records", "it is a folder [unreadable]"),
    ]
