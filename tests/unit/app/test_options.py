"""Options of styles on the command line and in the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from archcite.app import options
from archcite.app.config import Config, from_text
from archcite.app.describing import described
from archcite.app.styles import load_style
from archcite.cite.item import JsonItem
from archcite.cite.process import process
from archcite.cite.request import Citation, Cite
from archcite.errors import UsageFault
from archcite.inline import plain
from archcite.library.styles import names

CITED = [JsonItem({"id": "a", "type": "book", "title": "Low"})]
VARIANT = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>V</title><id>urn:v</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<macro name="name"><text variable="title"/></macro>
<macro name="name:loud.on"><text value="LOUD"/></macro>
<macro name="name:mood.glad"><text value="GLAD"/></macro>
<citation><layout><text macro="name"/></layout></citation>
</style>"""


@pytest.fixture
def variant(tmp_path: Path) -> str:
    path = tmp_path / "v.csl"
    path.write_text(VARIANT, encoding="utf-8")
    return str(path)


def test_an_option_is_a_name_or_a_name_with_a_value() -> None:
    assert options.read(["ibid", "urls=off", "ibid = off"]) == {"ibid": "off", "urls": "off"}
    for wrong in ("", "=on", "ibid="):
        with pytest.raises(UsageFault, match="no option of a style"):
            options.read([wrong])


@pytest.mark.parametrize(
    ("chosen", "fault"),
    [
        ({"loud": "on"}, ""),
        ({"loud": "off"}, ""),
        ({"loud": "default"}, ""),
        ({"mood": "glad"}, ""),
        ({"mood": "default"}, ""),
        ({"dates": "day-first", "shelfmark": "short"}, ""),
        ({"loud": "very"}, "has no value 'very'"),
        ({"mood": "off"}, "has no value 'off'"),
        ({"dates": "last"}, "has no value 'last'"),
        ({"volume": "on"}, "v has no option 'volume'"),
    ],
)
def test_what_no_style_offers_is_told(variant: str, chosen: dict[str, str], fault: str) -> None:
    style = load_style(variant, "", None, chosen)
    if not fault:
        options.check(chosen, [style])
        return
    with pytest.raises(UsageFault) as caught:
        options.check(chosen, [style])
    assert fault in str(caught.value)


def test_an_option_of_one_style_does_not_disturb_another(variant: str) -> None:
    both = [load_style(name, "", None) for name in (variant, "mla")]
    options.check({"loud": "on"}, both)
    with pytest.raises(UsageFault):
        options.check({"loud": "on"}, both[1:])


def test_the_command_line_overrides_the_settings() -> None:
    config = from_text(Path(), 'options = ["ibid", "urls=off"]\ncarrier = "copy"\nlocale = "de"')
    assert options.asked(config, None, ["ibid=off"], None) == (
        "de",
        {"ibid": "off", "urls": "off"},
        "copy",
    )
    assert options.asked(config, "", None, "original")[::2] == ("", "original")
    with pytest.raises(UsageFault, match="no carrier 'all'"):
        options.asked(Config(), None, None, "all")


def test_options_of_our_styles_are_explained() -> None:
    for name in names(official=False):
        for each in described(name)["options"]:
            option, _, values = each.partition("=")
            first, *_ = options.OF_STYLES[option]
            assert first not in values.split("|")
            for value in values.split("|"):
                assert options.sentence(option, value)


def test_a_kept_style_is_kept_for_its_options(variant: str, tmp_path: Path) -> None:
    for chosen, loud in (({}, False), ({"loud": "on"}, True), ({}, False)):
        style = load_style(variant, "", tmp_path / "cache", chosen)
        entered = (CITED, [Citation((Cite("a"),), note=1)])
        assert plain(process(style.compiled, *entered).citations[0]) == ("LOUD" if loud else "Low")
