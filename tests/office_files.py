"""Small Word and LibreOffice documents of our own, zipped from raw XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
STYLES = (
    f'{_XML}<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Standard">'
    '<w:name w:val="Normal"/></w:style>{}</w:styles>'
)
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "style": "style", "draw": "drawing", "table": "table",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip


def p(*runs: str) -> str:
    """A paragraph of Word's; a run is XML, or plain text."""
    return f"<w:p>{''.join(each if each.startswith('<') else r(each) for each in runs)}</w:p>"


def r(text: str, props: str = "") -> str:
    """A run of escaped text."""
    looks = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str) -> str:
    """A complex field with a result of one run."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def note_mark(id_: int, kind: str = "footnote") -> str:
    """The mark of a note in the text."""
    return f'<w:r><w:{kind}Reference w:id="{id_}"/></w:r>'


def docx(
    *body: str,
    notes: Mapping[str, Mapping[int, str]] | None = None,
    styles: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word document. notes: "footnote" or "endnote" -> id -> text. more: further parts."""
    related, types = "", ""
    parts: dict[str, str | bytes] = {}
    named = ["styles", *(f"{kind}s" for kind in notes or {})]
    for number, name in enumerate(named):
        related += f'<Relationship Id="rId{number}" Type="{_R}/{name}" Target="{name}.xml"/>'
        types += f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{name}+xml"/>'
    parts["[Content_Types].xml"] = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
        f"{types}</Types>"
    )
    parts["_rels/.rels"] = (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    parts["word/document.xml"] = (
        f"{_XML}<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    )
    parts["word/_rels/document.xml.rels"] = (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
    )
    parts["word/styles.xml"] = STYLES.replace("{}", styles)
    for kind, texts in (notes or {}).items():
        inner = (
            f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
            f"</w:{kind}>"
            f'<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r>'
            f"<w:continuationSeparator/></w:r></w:p></w:{kind}>"
        )
        inner += "".join(
            f'<w:{kind} w:id="{id_}"><w:p><w:r><w:{kind}Ref/></w:r>{r(text)}</w:p></w:{kind}>'
            for id_, text in texts.items()
        )
        parts[f"word/{kind}s.xml"] = f"{_XML}<w:{kind}s {NAMESPACES}>{inner}</w:{kind}s>"
    return zipped({**parts, **(more or {})})


def odt(*body: str, more: Mapping[str, bytes] | None = None) -> bytes:
    """A LibreOffice document with these paragraphs, which are XML."""
    files = ("content.xml", "styles.xml")
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{each}" manifest:media-type="text/xml"/>'
        for each in files
    )
    kind = "application/vnd.oasis.opendocument.text"
    parts: dict[str, str | bytes] = {
        "mimetype": kind,
        "content.xml": (
            f'{_XML}<office:document-content {_ODF} office:version="1.2"><office:automatic-styles/>'
            f"<office:body><office:text>{''.join(body)}</office:text></office:body>"
            "</office:document-content>"
        ),
        "styles.xml": (
            f'{_XML}<office:document-styles {_ODF} office:version="1.2"><office:styles>'
            '<style:style style:name="Standard" style:family="paragraph"/></office:styles>'
            "</office:document-styles>"
        ),
        "META-INF/manifest.xml": (
            f"{_XML}<manifest:manifest"
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
            ' manifest:version="1.2"><manifest:file-entry manifest:full-path="/"'
            f' manifest:media-type="{kind}"/>{listed}</manifest:manifest>'
        ),
    }
    return zipped({**parts, **(more or {})}, stored=("mimetype",))


def zipped(parts: Mapping[str, str | bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A zip file of those parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            way = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(name, (2021, 3, 4, 5, 6, 8))
            made.writestr(entry, data, way)
    return out.getvalue()


def part(data: bytes, name: str) -> str:
    """The text of one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return opened.read(name).decode()
