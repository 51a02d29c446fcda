"""Styles that are broken or hostile: one clear fault with its line, never anything else."""

from __future__ import annotations

import pytest

from archcite.csl.compile import compile_style
from archcite.csl.locale import fallback
from archcite.csl.parse import parse_style
from archcite.errors import StyleFault

HEAD = b'<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
INFO = b"<info><title>T</title><id>i</id></info>"
LAYOUT = b'<citation><layout><text variable="title"/></layout></citation>'


def fault(xml: bytes) -> str:
    with pytest.raises(StyleFault) as caught:
        compile_style(xml, "case.csl", "", lambda tag: None)
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (b"", "not well-formed XML"),
        (b"no xml at all", "not well-formed XML"),
        (HEAD + INFO + LAYOUT, "case.csl:1: not well-formed XML"),
        (b"<html/>", "case.csl:1: the file is not a CSL style"),
        (HEAD + INFO + b"</style>", "neither a citation nor a parent"),
        (HEAD + INFO + b"\n<citation/></style>", "case.csl:2: <citation> has no layout"),
        (
            HEAD + INFO + b'\n<citation><layout>\n<text macro="x"/></layout></citation></style>',
            "case.csl:3: the macro 'x' does not exist",
        ),
        (
            HEAD
            + INFO
            + LAYOUT
            + b'\n<macro name="a"><text macro="b"/></macro>'
            + b'\n<macro name="b"><group><text macro="a"/></group></macro></style>',
            "calls itself",
        ),
        (
            HEAD + INFO + b"<citation><layout><choose>\n<if/></choose></layout></citation></style>",
            "case.csl:2: <if> has no condition",
        ),
        (b'<!DOCTYPE style [<!ENTITY e "x">]>' + HEAD + INFO + LAYOUT + b"</style>", "DOCTYPE"),
        (
            b'<!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            + HEAD + INFO + b'<citation><layout><text value="&e;"/></layout></citation></style>',
            "DOCTYPE",
        ),
    ],
)  # fmt: skip
def test_fault_has_line_and_sentence(xml: bytes, words: str) -> None:
    assert words in fault(xml)


def test_deep_nesting_is_refused() -> None:
    depth = 10_000
    inner = b"<group>" * depth + b"</group>" * depth
    assert "style" in fault(
        HEAD + INFO + b"<citation><layout>" + inner + b"</layout></citation></style>"
    )


def test_long_chain_of_macros_is_refused() -> None:
    macros = b"".join(
        b'<macro name="m%d"><text macro="m%d"/></macro>' % (n, n + 1) for n in range(5_000)
    )
    xml = HEAD + INFO + b'<citation><layout><text macro="m0"/></layout></citation>' + macros
    assert "nests" in fault(xml + b'<macro name="m5000"><text value="x"/></macro></style>')


def test_large_file_is_refused_before_parsing() -> None:
    with pytest.raises(StyleFault, match="MB"):
        parse_style(b" " * (9 * 1024 * 1024), "big.csl")


def test_locale_fallback() -> None:
    assert fallback("de-AT") == ["de-AT", "de-DE", "en-US"]
    assert fallback("en-US") == ["en-US"]
    assert fallback("xx") == ["xx", "en-US"]
