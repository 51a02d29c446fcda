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
