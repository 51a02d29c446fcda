"""Word documents: where citations are found, what changes in the file, and the way back."""

from __future__ import annotations

import json
import re
import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archcite.doc import weave
from archcite.doc.docx import Docx
from archcite.doc.model import NoteMark, Printed
from archcite.errors import ProblemsFound
from archcite.inline import Look, Span
from archcite.render.layout import UNSAID, BibliographyLayout
from office_files import W, docx, field, note_mark, p, part, r

TITLE = Span(["Title"], Look(font_style="italic"))
NOTE = Printed([], ["A note on ", TITLE, "."])
TEXT = Printed(["(", TITLE, ")"], [])
MAIN, NOTES = "word/document.xml", "word/footnotes.xml"
HANGING = BibliographyLayout(hanging_indent=True)


def keys(document: Docx) -> list[str]:
    return weave.cited([document])


def woven(data: bytes, *printed: Printed, entries: bool = False) -> bytes:
    document = Docx(data, "a.docx")
    count = len(weave.clusters(document))
    listed = [["One ", TITLE], ["Two & three"]] if entries else []
    return document.woven(list(printed) * (count if len(printed) == 1 else 1), [listed], HANGING)


def texts(data: bytes, name: str = MAIN) -> list[str]:
    """The text of each paragraph, as the schema has it; results of fields without instructions."""
    root = etree.fromstring(part(data, name).encode())
    return ["".join(each.itertext(f"{{{W}}}t")) for each in root.iter(f"{{{W}}}p")]


def unwoven(data: bytes) -> bytes:
    return Docx(data, "b.docx").unwoven()


def raw_members(data: bytes) -> dict[str, tuple[bytes, tuple[int, ...]]]:
    """The compressed bytes and the time of each member."""
    with zipfile.ZipFile(BytesIO(data)) as opened:
        found = {}
        for each in opened.infolist():
            head = data[each.header_offset : each.header_offset + 30]
            at = each.header_offset + 30 + int.from_bytes(head[26:28], "little")
            at += int.from_bytes(head[28:30], "little")
            found[each.filename] = (data[at : at + each.compress_size], each.date_time)
        return found


def test_a_note_is_made_behind_the_full_stop() -> None:
    data = docx(p("Said so [see @roe, p. 3]. More."))
    made = woven(data, NOTE)
    assert texts(made) == ["Said so. More."]
    assert texts(made, NOTES)[-1] == " A note on Title."
    assert re.search(r'so\.</w:t></w:r><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                     r'<w:footnoteReference w:id="1"/></w:r>', part(made, MAIN))  # fmt: skip
    assert '<w:i/></w:rPr><w:t xml:space="preserve">Title' in part(made, NOTES)
    assert 'w:type="separator"' in part(made, NOTES)
    assert "/word/footnotes.xml" in part(made, "[Content_Types].xml")
    assert "footnotes.xml" in part(made, "word/_rels/document.xml.rels")
    assert texts(unwoven(made)) == texts(data)


def test_a_citation_ends_no_sentence_that_goes_on() -> None:
    data = docx(p("As [@roe]; and [@doe]. So [@poe] says."))
    made = woven(data, Printed(["Roe, ", TITLE, "."], []))
    assert texts(made) == ["As Roe, Title; and Roe, Title. So Roe, Title says."]
    assert texts(unwoven(made)) == texts(data)


def test_runs_in_the_text_take_over_what_is_around_them() -> None:
    props = (
        '<w:rFonts w:ascii="Lato"/><w:sz w:val="30"/><w:rPrChange w:id="1"><w:rPr/></w:rPrChange>'
    )
    made = woven(docx(p(r("As [@roe] said", props))), TEXT)
    assert (
        '<w:r><w:rPr><w:rFonts w:ascii="Lato"/><w:i/><w:sz w:val="30"/></w:rPr>'
        '<w:t xml:space="preserve">Title</w:t></w:r>'
    ) in part(made, MAIN)
    assert texts(made) == ["As (Title) said"]


def test_all_other_members_are_the_same_bytes() -> None:
    media = {"word/media/image1.png": bytes(range(256)) * 9, "word/vbaProject.bin": b"\0macro" * 9}
    data = docx(p("So [@roe]."), more=media)
    before, after = raw_members(data), raw_members(woven(data, NOTE, entries=True))
    changed = {name for name in before if before[name][0] != after[name][0]}
    assert changed == {
        "[Content_Types].xml", MAIN, "word/_rels/document.xml.rels", "word/styles.xml",
    }  # fmt: skip
    assert [each for each in after if each in before] == list(before)
    assert all(before[name][1] == after[name][1] for name in before)
    text = raw_members(woven(data, TEXT))
    assert {name for name in before if before[name] != text[name]} == {MAIN}


def test_nothing_but_the_span_changes_in_the_text() -> None:
    data = docx(p("  Odd   "), p("So [@roe] it is &#8212; &amp; so"), p("End"))
    before, after = part(data, MAIN), part(woven(data, TEXT), MAIN)
    start = before.index("[@roe]")
    assert after.startswith(before[:start])
    assert after.endswith(before[start + len("[@roe]") :])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_citation_is_found_however_its_runs_are_split(found: st.DataObject) -> None:
    said = found.draw(st.sampled_from((
        "See [see @roe, p. 3; -@doe] there.", "@{odd key} [fol. 2v] says", "So {@roe} & so",
        "Q [@a][@b] [@c].", "é [@roe, л. 12 об.]…",
    )))  # fmt: skip
    cuts = sorted(found.draw(st.sets(st.integers(0, len(said)), max_size=6)))
    pieces = [said[a:b] for a, b in zip([0, *cuts], [*cuts, len(said)], strict=True)]
    between = found.draw(st.sampled_from(("", '<w:proofErr w:type="spellStart"/>',
                                          '<w:bookmarkStart w:id="1" w:name="x"/>')))  # fmt: skip
    runs = [
        r(each.replace("&", "&amp;"), found.draw(st.sampled_from(("", "<w:b/>", "<w:lang/>"))))
        for each in pieces
    ]
    data = docx(f"<w:p>{between.join(runs)}</w:p>")
    whole = Docx(docx(p(said.replace("&", "&amp;"))), "whole")
    document = Docx(data, "split")
    assert [each.citation for each in weave.clusters(document)] == [
        each.citation for each in weave.clusters(whole)
    ]
    each = found.draw(st.sampled_from((NOTE, TEXT, Printed(["Roe"], ["rest."]))))
    made = woven(data, each, entries=found.draw(st.booleans()))
    assert "@" not in "".join(texts(made))
    assert texts(unwoven(made)) == [said]
    assert texts(woven(made, each)) == texts(woven(data, each))
    etree.fromstring(part(made, MAIN).encode())


def test_text_that_is_deleted_is_no_citation() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>[@gone] y</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="A">{r("[@new]")}</w:ins>'
    data = docx(p("Here [@ro", deleted, r("e] and "), inserted))
    assert keys(Docx(data, "a")) == ["roe", "new"]
    made = part(woven(data, TEXT), MAIN)
    assert deleted in made
    assert '<w:ins w:id="2" w:author="A"><w:r><w:fldChar' in made


def test_notes_of_the_writer_come_in_their_order() -> None:
    data = docx(
        p("One [@a]", note_mark(5), " two [@c]", note_mark(3)),
        notes={"footnote": {3: " last [@d]", 5: " first [@b]"}},
    )
    document = Docx(data, "a")
    assert [
        "mark" if isinstance(each, NoteMark) else each.citation.cites[0].id
        for each in document.events
    ] == ["a", "mark", "b", "c", "mark", "d"]
    made = woven(data, NOTE, TEXT, NOTE, TEXT)
    marks = re.findall(r'footnoteReference w:id="(\d+)"', part(made, MAIN))
    assert marks == ["1", "2", "3", "4"]  # the order of the numbers is that of the marks
    assert by_number(made) == {
        1: " A note on Title.", 2: " first (Title)", 3: " A note on Title.", 4: " last (Title)",
    }  # fmt: skip
    assert by_number(unwoven(made)) == {2: " first [@b]", 4: " last [@d]"}


def by_number(data: bytes) -> dict[int, str]:
    root = etree.fromstring(part(data, NOTES).encode())
    return {
        int(each.get(f"{{{W}}}id", "")): "".join(each.itertext(f"{{{W}}}t"))
        for each in root
        if each.get(f"{{{W}}}type") is None
    }


def test_a_document_of_endnotes_gets_endnotes() -> None:
    data = docx(p("One", note_mark(1, "endnote"), " [@a]."), notes={"endnote": {1: " mine"}})
    made = woven(data, NOTE)
    assert "footnotes.xml" not in part(made, "word/_rels/document.xml.rels")
    assert texts(made, "word/endnotes.xml")[-1] == " A note on Title."
    assert texts(unwoven(made)) == texts(data)


def test_styles_are_found_by_name_not_by_id() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Funotentext"><w:name w:val="footnote text"/>'
        '</w:style><w:style w:type="character" w:styleId="Funotenzeichen">'
        '<w:name w:val="footnote reference"/></w:style><w:style w:type="paragraph"'
        ' w:styleId="Literatur"><w:name w:val="Bibliography"/><w:pPr><w:ind w:left="9"/></w:pPr>'
        "</w:style>"
    )
    data = docx(p("So [@a]."), styles=styles)
    made = woven(data, NOTE, entries=True)
    assert raw_members(made)["word/styles.xml"] == raw_members(data)["word/styles.xml"]
    assert '<w:pStyle w:val="Funotentext"/>' in part(made, NOTES)
    assert '<w:pPr><w:pStyle w:val="Literatur"/></w:pPr>' in part(made, MAIN)


@pytest.mark.parametrize(
    "mark", ["{bibliography}", "[[bibliography]]", "::: {#refs} :::", " {Bibliography} "]
)
def test_the_bibliography_stands_where_it_is_marked(mark: str) -> None:
    data = docx(p("So [@a]."), p(mark), p("Behind"))
    made = woven(data, NOTE, entries=True)
    assert texts(made) == ["So.", "One Title", "Two & three", "Behind"]
    assert 'w:hanging="720"' in part(made, "word/styles.xml")
    assert texts(unwoven(made)) == texts(data)


def test_the_bibliography_stands_at_the_end_and_goes_again() -> None:
    data = docx(p("So [@a]."), p(":::", " {#refs}"), p(":::"), p("x"))
    assert texts(woven(data, NOTE, entries=True)) == ["So.", "One Title", "Two & three", "x"]
    data = docx(p("So [@a]."))
    made = woven(data, NOTE, entries=True)
    assert texts(made) == ["So.", "One Title", "Two & three"]
    assert part(made, MAIN).endswith("</w:p><w:sectPr/></w:body></w:document>")
    assert texts(unwoven(made)) == texts(data)
    assert texts(woven(made, NOTE, entries=True)) == texts(made)


def test_what_is_written_into_a_note_of_ours_stays() -> None:
    made = woven(docx(p("So [@a].")), NOTE)
    end = "</w:p></w:footnote></w:footnotes>"
    edited = part(made, NOTES).replace(end, r(" And more.") + end)
    back = unwoven(_with(made, NOTES, edited))
    assert texts(back, NOTES)[-1] == " [@a] And more."
    assert texts(back) == ["So."]
    assert "footnoteReference" in part(back, MAIN)


def _with(data: bytes, name: str, text: str) -> bytes:
    from archcite.doc.package import Package

    return Package(data, "a").written({name: text.encode()})


def test_a_text_box_and_its_copy_say_the_same_and_count_once() -> None:
    inner = f"<w:txbxContent>{p('Boxed [@a]')}</w:txbxContent>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{inner}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    data = docx(p("Round ", box, " about [@b]"))
    document = Docx(data, "a")
    assert keys(document) == ["a", "b"]
    # A note without a mark, so that no footnote is made: Word has none in text boxes.
    assert [bool(each.note) for each in weave.clusters(document)] == [True, False]
    made = woven(data, TEXT)
    assert texts(made).count("Boxed (Title)") == 2
    assert texts(unwoven(made)) == texts(data)


def test_what_a_program_computed_is_not_read() -> None:
    data = docx(p(field("TOC \\o", "Chapter [@a]")), p(field('HYPERLINK "x"', "[@b]")),
                p("mail me@here.org or https://x.org/@c [plain]"))  # fmt: skip
    assert keys(Docx(data, "a")) == ["b"]


def test_a_fault_is_told_with_its_paragraph() -> None:
    with pytest.raises(ProblemsFound) as caught:
        Docx(docx(p("Fine"), p("Not [@a; nothing] and [@b @c]")), "a.docx")
    assert {each.where for each in caught.value.problems} == {"a.docx:2"}
    assert len(caught.value.problems) == 2


def zotero(**more: object) -> str:
    uris = ["http://zotero.org/users/1/items/ABCD2345"]
    item = {"uris": uris, "itemData": {"type": "book", "title": "On Trains"}, **more}
    kept = {"citationItems": [item]}
    return "ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps(kept).replace('"', "&quot;")


def test_citations_of_zotero_are_listed_and_left_or_adopted() -> None:
    data = docx(
        p("So ", field(zotero(locator="3", label="page", prefix="see"), "(Roe [@x] 3)"), ".")
    )
    document = Docx(data, "a")
    assert keys(document) == []
    (held,) = document.foreign
    assert (held.program, held.items[0].data["title"], held.line) == ("Zotero", "On Trains", 1)
    assert document.woven([], [], UNSAID) == data
    assert document.adopted([None]).unwoven() == data
    ours = document.adopted([["roe"]])
    assert texts(ours.unwoven()) == ["So [see @roe, page 3]."]
    assert keys(ours) == ["roe"]


def test_citations_of_mendeley_are_listed() -> None:
    import base64

    kept = json.dumps({"citationItems": [{"id": "1", "itemData": {"title": "T"}}]}).encode()
    tag = "MENDELEY_CITATION_v3_" + base64.b64encode(kept).decode()
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{r("(Roe [@x])")}'
        "</w:sdtContent></w:sdt>"
    )
    old = field("ADDIN CSL_CITATION " + json.dumps(json.loads(kept)).replace('"', "&quot;"), "(R)")
    document = Docx(docx(p("a ", control, old)), "a")
    assert [each.program for each in document.foreign] == ["Mendeley", "Mendeley"]
    assert keys(document) == []
    assert texts(document.adopted([["a"], ["b"]]).unwoven()) == ["a [@a][@b]"]


def test_a_thousand_citations_take_about_a_second() -> None:
    body = [p(f"Words {'and more ' * 30}", r("[@roe, "), r(f"p. {n}]"), ".") for n in range(1000)]
    data = docx(*body)
    begin = time.perf_counter()
    made = woven(data, NOTE)
    assert time.perf_counter() - begin < 3
    assert len(by_number(made)) == 1000


RSID = (
    '<w:p w:rsidR="00A1"><w:r w:rsidR="00A1"><w:t xml:space="preserve">So [@</w:t></w:r>'
    '<w:proofErr w:type="spellStart"/><w:r w:rsidR="00B2"><w:t>roe</w:t></w:r>'
    '<w:r w:rsidR="00A1"><w:t xml:space="preserve">, p. 3]. More.</w:t></w:r></w:p>'
)


@pytest.mark.parametrize("printed", [NOTE, TEXT])
@pytest.mark.parametrize("body", [
    p("So [@roe]. And [see @doe]; “quoted [@poe]” then."),
    p(r("Bold [@roe], ", "<w:b/>"), r("slanted [@doe].", "<w:i/>"), " Plain [@poe]"),
    p("Marked ", r("[@roe]", '<w:highlight w:val="yellow"/>'), ". More"),
    p("[@roe] first", r("[@doe]", "<w:vanish/>"), " second"),
    '<w:p><w:r w:rsidR="A"><w:rPr></w:rPr><w:t xml:space="preserve">[@roe] it</w:t></w:r></w:p>',
    "<w:p><w:r><w:rPr></w:rPr><w:tab/><w:t>A</w:t><w:br/><w:t xml:space='preserve'>b [@roe] c</w:t>"
    "</w:r></w:p>",
])  # fmt: skip
def test_what_was_typed_comes_back_byte_for_byte(body: str, printed: Printed) -> None:
    data = docx(body.replace("'", '"'))
    made = woven(data, printed)
    assert made != data
    assert part(unwoven(made), MAIN) == part(data, MAIN)
    again = Docx(made, "b.docx")
    assert woven(again.unwoven(), printed) == woven(made, printed)


@pytest.mark.parametrize("printed", [NOTE, TEXT])
def test_weaving_twice_gives_the_same_bytes(printed: Printed) -> None:
    body = [RSID, p("As ", note_mark(1), r(" he [@doe] says.", "<w:b/>")), p("{bibliography}")]
    once = woven(docx(*body, notes={"footnote": {1: " Mine."}}), printed, entries=True)
    twice = woven(once, printed, entries=True)
    assert woven(twice, printed, entries=True) == twice
    assert part(twice, NOTES) == part(once, NOTES)
    assert texts(twice) == texts(once)


def test_other_prefixes_than_w_are_kept_on_the_way_back() -> None:
    data = docx(p("So [@roe] it is."), p("{bibliography}"))
    named = part(data, MAIN).replace("<w:", "<x:").replace("</w:", "</x:").replace(":w=", ":x=")
    data = _with(data, MAIN, named.replace(" w:", " x:"))
    back = part(unwoven(woven(data, NOTE, entries=True)), MAIN)
    assert texts(_with(data, MAIN, back)) == texts(data)


def test_comments_of_readers_stay_where_citations_are_printed_anew() -> None:
    remark = '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    typed = docx(p("So [see @roe", remark, ", p. 3]."))
    assert keys(Docx(typed, "a.docx")) == ["roe"]
    made = woven(docx(p("So [@roe].")), TEXT)
    inside = part(made, MAIN).replace(
        "Title</w:t></w:r>", f'Title</w:t></w:r><w:bookmarkStart w:id="9" w:name="x"/>{remark}'
    )
    back = part(unwoven(_with(made, MAIN, inside)), MAIN)
    assert 'w:name="x"' in back
    assert remark in back
    assert texts(_with(made, MAIN, back)) == ["So [@roe]."]
    noted = woven(docx(p("So [@roe].")), NOTE)
    notes = part(noted, NOTES).replace("Title</w:t></w:r>", f"Title</w:t></w:r>{remark}")
    kept = unwoven(_with(noted, NOTES, notes))
    assert remark in part(kept, NOTES)
    assert texts(kept, NOTES)[-1] == " [@roe]"


@pytest.mark.parametrize(("old", "new"), [
    ("(</w:t></w:r>", "(</w:t></w:r></w:p><w:p>"),
    ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
     '<w:ins w:id="1"><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:ins>'),
])  # fmt: skip
def test_a_printed_citation_that_was_torn_keeps_its_keys(old: str, new: str) -> None:
    made = woven(docx(p("So [@roe] it is.")), TEXT)
    torn = part(made, MAIN).replace(old, new, 1)
    assert torn != part(made, MAIN)
    if "w:ins" in new:  # the change ends in the middle of the field
        torn = torn.replace("</w:ins>", "", 1)
        torn = torn.replace('"separate"/></w:r>', '"separate"/></w:r></w:ins>', 1)
    back = Docx(_with(made, MAIN, torn), "b.docx")
    assert keys(back) == ["roe"]
    assert "".join(texts(back.unwoven())) == "So [@roe] it is."


def test_no_citation_reaches_across_a_field_and_the_space_behind_one_stays() -> None:
    number = field("SEQ Table", "1")
    made = woven(docx(p("Table ", number, " [@roe]")), NOTE)
    assert texts(made) == ["Table 1"]
    assert texts(unwoven(made)) == ["Table 1 [@roe]"]
    simple = f'<w:fldSimple w:instr=" REF x ">{r("3")}</w:fldSimple>'
    for inner in (simple, field("REF x", "3")):
        with pytest.raises(ProblemsFound, match="No citation reaches across") as caught:
            Docx(docx(p("So [@roe, p. ", inner, "].")), "a.docx")
        assert "\ufffb" not in str(caught.value)


def test_a_note_with_a_star_is_not_counted() -> None:
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    data = docx(p("Thanks", star, " and", note_mark(2)), notes={"footnote": {1: " T", 2: " N"}})
    marks = [each for each in Docx(data, "a.docx").events if isinstance(each, NoteMark)]
    assert [bool(each.sequence) for each in marks] == [True, False]


def test_the_mark_of_a_note_stands_behind_closing_quotes() -> None:
    data = docx(p("He “said [@roe]” so. “All [@doe].” End"))
    assert texts(woven(data, NOTE)) == ["He “said” so. “All.” End"]


MARK = "<w:r><w:t>{bibliography}</w:t></w:r>"
NAMED = '<w:bookmarkStart w:id="1" w:name="_Toc1"/><w:bookmarkEnd w:id="1"/>'


@pytest.mark.parametrize(("marked", "broken"), [
    (f"<w:p><w:pPr><w:keepNext/><w:pageBreakBefore/></w:pPr>{NAMED}{MARK}</w:p>", True),
    (f'<w:p><w:pPr><w:jc w:val="left"/></w:pPr>{NAMED}{MARK}</w:p>', False),
    (f'<w:p>{NAMED}<w:r><w:br w:type="page"/></w:r>{MARK}</w:p>', True),
])  # fmt: skip
def test_the_paragraph_that_marks_a_bibliography_comes_back(marked: str, broken: bool) -> None:
    data = docx(p("So [@a]."), marked, p("Behind"))
    made = woven(data, NOTE, entries=True)
    assert texts(made) == ["So.", "One Title", "Two & three", "Behind"]
    assert ("<w:pageBreakBefore/>" in part(made, MAIN)) == broken
    assert NAMED in part(made, MAIN)
    back = part(unwoven(made), MAIN).replace(' xml:space="preserve"', "")
    expected = part(data, MAIN).replace(' xml:space="preserve"', "")
    assert sorted(re.findall("<[^>]*>", back)) == sorted(re.findall("<[^>]*>", expected))
    assert woven(made, NOTE, entries=True) == made


def test_a_bibliography_without_entries_prints_nothing_and_is_kept() -> None:
    data = docx(p("Text"), p("{bibliography: archives}"))
    made = Docx(data, "a.docx").woven([], [[]], HANGING)
    assert texts(made) == ["Text", ""]
    assert texts(unwoven(made)) == texts(data)


@pytest.mark.parametrize("props", [
    "<w:pPr><w:evil></w:pPr>", "<w:p/>", "<w:pPr/><w:p/>", "</w:p><w:p>", "<w:pPr><y:a/></w:pPr>",
    "<w:pPr>text</w:pPr>", "x",
])  # fmt: skip
def test_what_a_field_keeps_is_not_trusted(props: str) -> None:
    made = woven(docx(p("So [@a]."), p("{bibliography}")), NOTE, entries=True)
    kept = json.dumps({"typed": "{bibliography}", "props": props}).replace('"', "&quot;")
    kept = kept.replace("<", "&lt;")
    text = re.sub(r"BIBLIOGRAPHY \{.*?\} ", lambda _: f"BIBLIOGRAPHY {kept} ", part(made, MAIN))
    assert texts(unwoven(_with(made, MAIN, text))) == ["So [@a].", "{bibliography}"]


def test_the_bibliography_of_zotero_goes_where_all_its_citations_do() -> None:
    listed = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
        "ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY</w:instrText></w:r><w:r>"
        f'<w:fldChar w:fldCharType="separate"/></w:r>{r("Old one")}</w:p>'
        f'<w:p>{r("Old two")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    first, second = (field(zotero(), each) for each in "ab")
    document = Docx(docx(p("So ", first, " and ", second), listed, p("Behind")), "a.docx")
    all_ = document.adopted([["roe"], ["doe"]])
    assert texts(all_.unwoven()) == ["So [@roe] and [@doe]", "{bibliography}", "Behind"]
    some = document.adopted([["roe"], None])
    assert texts(some.unwoven()) == ["So [@roe] and b", "Old one", "Old two", "Behind"]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_weaving_again_is_the_same_from_the_second_time_on(found: st.DataObject) -> None:
    letters = st.sampled_from(("[@roe]", "[@doe, 3].", " ", "word", ". ", "”", "@poe", "é"))
    look = found.draw(st.sampled_from(("", "<w:b/>", '<w:rtl w:val="1"/>')))
    runs = [r(each, look) for each in found.draw(st.lists(letters, max_size=8))]
    data = docx(f"<w:p>{''.join(runs)}</w:p>", p("{bibliography}"))
    printed = found.draw(st.sampled_from((NOTE, TEXT)))
    twice = woven(woven(data, printed, entries=True), printed, entries=True)
    assert texts(unwoven(twice)) == texts(data)
    assert woven(twice, printed, entries=True) == twice
