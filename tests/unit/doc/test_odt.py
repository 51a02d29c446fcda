"""LibreOffice documents: where citations are found, what changes in the file, and the way back."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archcite.doc import weave
from archcite.doc.model import NoteMark, Printed
from archcite.doc.odt import Odt
from archcite.doc.package import Package
from archcite.errors import UnreadableInput
from archcite.inline import Look, Span
from archcite.render.layout import BibliographyLayout
from office_files import odt, part

TITLE = Span(["Title"], Look(font_style="italic"))
NOTE = Printed([], ["A note on ", TITLE, "."])
TEXT = Printed(["(", TITLE, ")"], [])
T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
HANGING = BibliographyLayout(hanging_indent=True)


def woven(data: bytes, *printed: Printed, entries: bool = False) -> bytes:
    document = Odt(data, "a.odt")
    count = len(weave.clusters(document))
    listed = [["One ", TITLE], ["Two & three"]] if entries else []
    return document.woven(list(printed) * (count if len(printed) == 1 else 1), [listed], HANGING)


def texts(data: bytes) -> list[str]:
    """The text of each paragraph; a note's paragraphs are paragraphs of their own."""
    root = etree.fromstring(part(data, "content.xml").encode())
    found = []
    for each in root.iter(f"{T}p"):
        notes = {letter for note in each.iter(f"{T}note") for letter in note.iter()}
        said = each.text or ""
        for node in each.iter():
            if node is not each:
                said += (node.text or "") if node not in notes else ""
                said += (node.tail or "") if node not in notes or node.tag == f"{T}note" else ""
        found.append(said)
    return found


def unwoven(data: bytes) -> bytes:
    return Odt(data, "b.odt").unwoven()


def test_a_citation_ends_no_sentence_that_goes_on() -> None:
    data = odt("<text:p>As [@roe]; and [@doe]. So [@poe] says.</text:p>")
    made = woven(data, Printed(["Roe, ", TITLE, "."], []))
    assert texts(made) == ["As Roe, Title; and Roe, Title. So Roe, Title says."]
    assert texts(unwoven(made)) == texts(data)


def test_a_note_is_made_and_goes_again() -> None:
    data = odt("<text:p>Said <text:span>so [see @roe,</text:span> p. 3]. More.</text:p>")
    made = woven(data, NOTE)
    assert texts(made) == ["Said so. More.", "A note on Title."]
    assert 'fo:font-style="italic"' in part(made, "content.xml")
    assert texts(unwoven(made)) == texts(data)


def test_all_other_members_are_the_same_bytes() -> None:
    data = odt("<text:p>So [@roe].</text:p>", more={"Pictures/a.png": bytes(range(256))})
    made = woven(data, NOTE)
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(BytesIO(made)) as after:
        assert before.namelist() == after.namelist()
        assert after.infolist()[0].compress_type == zipfile.ZIP_STORED
        same = [name for name in before.namelist() if before.read(name) == after.read(name)]
        assert set(before.namelist()) - set(same) == {"content.xml"}
    head = part(data, "content.xml").split("<office:automatic-styles/>")
    assert part(made, "content.xml").startswith(head[0])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_citation_is_found_however_it_is_split(found: st.DataObject) -> None:
    said = found.draw(st.sampled_from((
        "See [see @roe, p. 3; -@doe] there.", "@{odd key} [fol. 2v] says", "So {@roe} so",
        "Q [@a][@b] [@c].", "é [@roe, л. 12 об.]…",
    )))  # fmt: skip
    cuts = sorted(found.draw(st.sets(st.integers(0, len(said)), max_size=5)))
    pieces = [said[a:b] for a, b in zip([0, *cuts], [*cuts, len(said)], strict=True)]
    marks = found.draw(st.sampled_from(("", '<text:bookmark text:name="x"/>')))
    body = marks.join(
        f"<text:span>{each}</text:span>" if found.draw(st.booleans()) else each for each in pieces
    )
    data, whole = odt(f"<text:p>{body}</text:p>"), odt(f"<text:p>{said}</text:p>")
    assert [each.citation for each in weave.clusters(Odt(data, "split"))] == [
        each.citation for each in weave.clusters(Odt(whole, "whole"))
    ]
    each = found.draw(st.sampled_from((NOTE, TEXT, Printed(["Roe"], ["rest."]))))
    made = woven(data, each, entries=found.draw(st.booleans()))
    assert "@" not in "".join(texts(made))
    assert texts(unwoven(made)) == [said]
    assert texts(woven(made, each)) == texts(woven(data, each))


def test_notes_of_the_writer_come_in_their_order_and_changes_are_kept() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>mine [@b]</text:p></text:note-body></text:note>"
    )
    tracked = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>[@gone]</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    remark = "<office:annotation><text:p>[@remark]</text:p></office:annotation>"
    data = odt(tracked, f"<text:p>One [@a]{note} two{remark} [@c]</text:p>")
    document = Odt(data, "a")
    assert [
        "mark" if isinstance(each, NoteMark) else each.citation.cites[0].id
        for each in document.events
    ] == ["a", "mark", "b", "c"]
    made = part(woven(data, NOTE, TEXT, NOTE), "content.xml")
    assert tracked in made
    assert remark in made
    assert texts(unwoven(woven(data, NOTE, TEXT, NOTE))) == texts(data)


def test_the_bibliography_stands_where_it_is_marked_or_at_the_end() -> None:
    data = odt("<text:p>So [@a].</text:p>", "<text:p>{bibliography}</text:p>", "<text:p>x</text:p>")
    made = woven(data, TEXT, entries=True)
    assert texts(made) == ["So (Title).", "One Title", "Two & three", "x"]
    assert 'fo:text-indent="-1.25cm"' in part(made, "styles.xml")
    assert texts(unwoven(made)) == texts(data)
    data = odt("<text:p>So [@a].</text:p>")
    made = woven(data, TEXT, entries=True)
    assert texts(made)[-1] == "Two & three"
    assert texts(unwoven(made)) == texts(data)


def test_citations_of_zotero_are_listed_and_left_or_adopted() -> None:
    kept = (
        "ZOTERO_ITEM CSL_CITATION {&quot;citationItems&quot;:[{&quot;itemData&quot;:"
        "{&quot;title&quot;:&quot;T&quot;},&quot;locator&quot;:&quot;3&quot;}]} RNDabc"
    )
    data = odt(
        f'<text:p>So <text:reference-mark-start text:name="{kept}"/>(Roe [@x])'
        f'<text:reference-mark-end text:name="{kept}"/>.</text:p>'
    )
    document = Odt(data, "a")
    assert weave.cited([document]) == []
    assert [each.program for each in document.foreign] == ["Zotero"]
    assert document.unwoven() == data
    assert texts(document.adopted([["roe"]]).unwoven()) == ["So [@roe, 3]."]


def test_a_document_with_a_password_is_refused() -> None:
    locked = b'<m:manifest xmlns:m="x"><m:encryption-data/></m:manifest>'
    with pytest.raises(UnreadableInput) as caught:
        Odt(odt("<text:p/>", more={"META-INF/manifest.xml": locked}), "a.odt")
    assert caught.value.problems[0].code == "document-locked"
    assert re.search("password", caught.value.problems[0].message)


REMARK = '<office:annotation office:name="1"><text:p>Really? [@x]</text:p></office:annotation>'


@pytest.mark.parametrize("printed", [NOTE, TEXT])
def test_weaving_twice_gives_the_same_bytes(printed: Printed) -> None:
    data = odt(
        "<text:p>So [@roe]. “Quoted [@doe]” <text:span>a [@poe</text:span>, 3] b</text:p>",
        "<text:p>{bibliography}</text:p>",
    )
    once = woven(data, printed, entries=True)
    assert woven(once, printed, entries=True) == once


def test_the_mark_of_a_note_stands_behind_closing_quotes() -> None:
    made = woven(odt("<text:p>He “said [@roe]” so. “All [@doe].” End</text:p>"), NOTE)
    assert texts(made)[0] == "He “said” so. “All.” End"


def test_the_space_behind_a_number_goes_before_the_mark_of_a_note() -> None:
    number = '<text:sequence text:name="T">1</text:sequence>'
    made = woven(odt(f"<text:p>Table {number} [@roe] and.</text:p>"), NOTE)
    assert f"Table {number}<text:note" in part(made, "content.xml")
    assert f"Table {number} [@roe] and." in part(unwoven(made), "content.xml")


def test_a_note_with_a_star_is_not_counted() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation{}>*</text:note-citation>'
        "<text:note-body><text:p>x</text:p></text:note-body></text:note>"
    )
    starred, plain = note.format(' text:label="*"'), note.format("")
    document = Odt(odt(f"<text:p>a{starred} b{plain}</text:p>"), "a.odt")
    marks = [each for each in document.events if isinstance(each, NoteMark)]
    assert [bool(each.sequence) for each in marks] == [True, False]


@pytest.mark.parametrize(("old", "new"), [
    ("(<text", f"(</text:span></text:p><text:p><text:span>{REMARK}<text"),
    ("Title", f"Title{REMARK}"),
    ("Title", 'Title<text:bookmark text:name="b"/>'),
    ("Title", 'Ti<text:change-start text:change-id="c"/>tle'),
    ("(<text:span", "</text:span>(<text:span"),
])  # fmt: skip
def test_what_readers_put_into_a_printed_citation_stays(old: str, new: str) -> None:
    made = woven(odt("<text:p><text:span>So [@roe] it</text:span> is.</text:p>"), TEXT)
    changed = part(made, "content.xml").replace(old, new, 1)
    assert changed != part(made, "content.xml")
    if new.startswith("</text:span>"):  # the looks change within the citation
        changed = changed.replace(" it</text:span>", " it", 1)
    back = part(unwoven(_with(made, changed)), "content.xml")
    etree.fromstring(back.encode())
    assert "[@roe]" in back
    for each in (REMARK, "<text:bookmark ", "<text:change-start "):
        assert (each in new) == (each in back)


def _with(data: bytes, content: str) -> bytes:
    document = Package(data, "a.odt")
    return document.written({"content.xml": content.encode()})


def test_a_note_with_a_comment_stays_a_note() -> None:
    made = woven(odt("<text:p>So [@roe].</text:p>"), NOTE)
    changed = part(made, "content.xml").replace("A note", f"A{REMARK} note")
    back = part(unwoven(_with(made, changed)), "content.xml")
    assert "[@roe]" in back.partition("<text:note ")[2]
    assert REMARK in back


def test_the_paragraph_that_marks_a_bibliography_comes_back() -> None:
    style = (
        '<style:style style:name="P7" style:family="paragraph" style:parent-style-name="Standard">'
        '<style:paragraph-properties fo:break-before="page"/></style:style>'
    )
    mark = '<text:bookmark text:name="b"/>'
    data = odt("<text:p>So [@a].</text:p>", '<text:p text:style-name="P7">' + mark
               + "{bibliography}</text:p>", "<text:p>Behind</text:p>")  # fmt: skip
    content = part(data, "content.xml").replace(
        "<office:automatic-styles/>", f"<office:automatic-styles>{style}</office:automatic-styles>"
    )
    data = _with(data, content)
    made = woven(data, NOTE, entries=True)
    first = re.search(f'<text:p text:style-name="([^"]*)">{mark}One', part(made, "content.xml"))
    assert first is not None
    assert re.search(f'style:name="{first[1]}"[^>]*parent-style-name="Bibliography"[^>]*>'
                     '<style:paragraph-properties fo:break-before="page"/>',
                     part(made, "content.xml"))  # fmt: skip
    assert f"{mark}{{bibliography}}</text:p>" in part(unwoven(made), "content.xml")
    assert part(woven(made, NOTE, entries=True), "content.xml") == part(made, "content.xml")
    named = odt('<text:p text:style-name="Quotations">{bibliography}</text:p>')
    empty = Odt(named, "a.odt").woven([], [[]], BibliographyLayout())
    assert "{bibliography}" not in texts(empty)
    assert part(unwoven(empty), "content.xml") == part(named, "content.xml")


def test_the_bibliography_of_zotero_goes_where_all_its_citations_do() -> None:
    kept = '{"citationItems":[{"id":1}]}'.replace('"', "&quot;")
    name = f'text:name="ZOTERO_ITEM CSL_CITATION {kept} RND1"'
    data = odt(
        f"<text:p>So <text:reference-mark-start {name}/>a"
        f"<text:reference-mark-end {name}/></text:p>",
        '<text:section text:name="ZOTERO_BIBL {} CSL_BIBLIOGRAPHY RND2"><text:p>Old</text:p>'
        "</text:section>",
    )
    assert texts(Odt(data, "a.odt").adopted([["roe"]]).unwoven()) == ["So [@roe]", "{bibliography}"]
    assert texts(Odt(data, "a.odt").adopted([None]).unwoven())[-1] == "Old"
