"""A page taken apart, what its metadata mean together, and hostile pages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archcite.errors import CODES, Problem
from archcite.read import sniff
from archcite.read.coins import pairs_of, read_coins
from archcite.read.html import is_html_page, read_html_pages
from archcite.read.page import line, read_page
from archcite.record.model import Record


def record_of(head: str, body: str = "") -> Record:
    text = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    (found,) = read_html_pages(text.encode(), "a.html")
    assert isinstance(found, Record)
    return found


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def test_what_stands_on_a_page() -> None:
    page = read_page(
        "<!doctype html><html lang=en><head><title> A\n b</title>"
        "<meta name='DC.Title' lang=fr content='x &amp;  y\n z'><meta property=og:url content=no>"
        "<link rel='Canonical next' href='https://e.org/1'></head><body>c<b>d</b><p>e</p>"
        "<!-- f -->g<script>h</script><style>i</style>"
        "<span class='a Z3988' title='rft.au=j&amp;k=l'></span><abbr class=unapi-id title=m></abbr>"
        '<script type=\'application/ld+json\'>{"@type": "Book"}</script>'
        "<script type='application/ld+json'>{broken</script></body></html>"
    )
    assert page
    assert page.metas == (("dc.title", "x & y\nz"), ("og:url", "no"))
    assert page.marks == ("fr", "")
    assert page.first("DC.Title") == "x & y z"
    assert page.canonical == "https://e.org/1"
    assert [link.rel for link in page.links] == ["canonical", "next"]
    assert (page.title, page.language, page.coins, page.unapi) == (
        "A b", "en", ("rft.au=j&k=l",), ("m",),
    )  # fmt: skip
    assert page.json_ld == ({"@type": "Book"},)
    assert line(page.tree.body) == "cd e g"


def test_the_better_source_counts() -> None:
    found = record_of(
        meta("citation_title", "Oil")
        + meta("citation_journal_title", "Annals")
        + meta("citation_author", "Ada B. Roe")
        + meta("DC.title", "Oil (article)")
        + meta("DC.creator", "A. Roe")
        + meta("DC.creator", "Somebody Else")
        + meta("DC.subject", "lamps")
        + '<meta property="og:title" content="Oil | Annals">'
    )
    assert found.document.title == "Oil"
    assert [each.as_given for each in found.people] == ["Ada B. Roe"]
    assert [each.term for each in found.subjects] == ["lamps"]
    assert found.published
    assert found.published.container == "Annals"


def test_a_role_is_kept_beside_the_authors_of_another_source() -> None:
    found = record_of(
        meta("citation_author", "Roe, Ada")
        + meta("citation_title", "Oil")
        + meta("DC.contributor.translator", "Loe, Dora")
        + meta("DC.contributor", "Roe, Ada")
        + meta("MARCREL.fnd", "Oil Fund")
    )
    assert [(str(each.role), each.as_given) for each in found.people] == [
        ("author", "Ada Roe"), ("translator", "Dora Loe"),
    ]  # fmt: skip
    assert [each.name for each in found.funders] == ["Oil Fund"]


@pytest.mark.parametrize(
    ("title", "site", "cleaned"),
    [
        ("Oil | Ayr Online", "Ayr Online", "Oil"),
        ("Ayr Online: Oil", "Ayr Online", "Oil"),
        ("Ayr Online — Oil", "Ayr Online", "Oil"),
        ("Oil | Ayr Online", "", "Oil | Ayr Online"),
        ("Oil-Ayr Online", "Ayr Online", "Oil-Ayr Online"),
        ("Ayr Online", "Ayr Online", "Ayr Online"),
        ("Oil - Ayr (Online)", "Ayr (Online)", "Oil"),
    ],
)
def test_a_title_loses_the_sites_name_where_the_page_says_it(
    title: str, site: str, cleaned: str
) -> None:
    told = f'<meta property="og:site_name" content="{site}">' if site else ""
    found = record_of(f"<title>{title}</title>{told}")
    assert found.document.title == cleaned


def test_nothing_is_invented() -> None:
    found = record_of("<title>Oil</title>")
    assert (found.document.title, found.document.date, found.people) == ("Oil", None, ())
    assert found.digital is None
    for nothing in (b"<html><head></head><body>x</body></html>", b"<html><title></title>"):
        (problem,) = read_html_pages(nothing, "a.html")
        assert isinstance(problem, Problem)
        assert problem.code == "page-unknown"
        assert problem.code in CODES


def test_one_span_among_the_tags_of_a_page_and_many() -> None:
    span = '<span class="Z3988" title="rft.btitle=Oil{}&amp;rft.genre=book"></span>'
    assert record_of("<title>x</title>", span.format(1)).document.title == "Oil1"
    two = "<html><title>x</title><body>" + span.format(1) + span.format(2)
    assert sniff(two.encode(), "a") == "coins"
    assert [each.document.title for each in read_coins(two.encode(), "a")] == ["Oil1", "Oil2"]  # type: ignore[union-attr]
    about = two.replace("<body>", meta("citation_title", "Of lamps"))
    assert sniff(about.encode(), "a") == "html"
    (found,) = read_html_pages(about.encode(), "a")
    assert isinstance(found, Record)
    assert found.document.title == "Of lamps"


def test_a_record_that_a_span_or_a_node_carries_comes_back_whole() -> None:
    from archcite.record.toml import from_plain
    from archcite.write.coins import write_coins
    from archcite.write.schema_org import write_schema_org

    record = from_plain(
        {"schema": "archcite/1", "document": {"id": "a", "kind": "note", "title": "T",
                                              "text_quality": {"ocr": True}}}
    )  # fmt: skip
    assert record_of("<title>x</title>", write_coins([record]).text) == record
    node = write_schema_org([record]).text.replace("<", "\\u003c")
    assert record_of(f'<script type="application/ld+json">{node}</script>') == record


def test_keys_and_values_of_a_span() -> None:
    assert pairs_of("a=b+c&d=%C3%A9&&e&f=g=h") == [("a", "b c"), ("d", "é"), ("f", "g=h")]
    latin = "ctx_enc=info%3Aofi%2Fenc%3AISO-8859-1&a=%E9"
    assert pairs_of(latin)[1] == ("a", "é")
    assert pairs_of("a=x%1B%00y%0D%0Az") == [("a", "xy\nz")]
    assert pairs_of("a=1&amp;b=2") == [("a", "1"), ("b", "2")]


@pytest.mark.parametrize(
    "page",
    [
        "<html><title>x</title>" + "<div>" * 100_000,
        "<html><title>x</title>" + "<meta name=dc.subject content=a>" * 100_000,
        "<html><title>x</title>" + "<span class=Z3988 title=rft.au=x>" * 50_000,
        "<html><title>x</title><script type=application/ld+json>" + "[" * 1_000_000,
        "<html><title>x</title>" + "<p itemscope itemtype=https://schema.org/Book>" * 50_000,
        "<html><title>x</title><meta name=og:site_name content='" + "| " * 100_000 + "'>",
        "<html><title>" + "x - " * 200_000 + "</title><meta name=og:site_name content=y>",
        "<" * 1_000_000,
        "<!-- " * 200_000,
    ],
    ids=range(9),
)
def test_a_hostile_page_is_read_in_time(page: str) -> None:
    start = time.monotonic()
    is_html_page(page)
    found = read_html_pages(page.encode(), "a.html")
    assert found
    assert time.monotonic() - start < 10


TAGS = st.sampled_from(
    """citation_title|citation_author|citation_date|citation_firstpage|DC.type|DC.date|DC.creator
    |DC.identifier|DC.source|DCTERMS.created|MARCREL.trl|z.itemType|z.extra|z.translators
    |prism.volume|eprints.type|og:type|og:title|og:site_name|article:author|archcite.record
    |DC.contributor.author|citation_funding_source""".replace("\n", "")
    .replace(" ", "")
    .split("|")
)
WORDS = st.sampled_from(
    """Roe, Ada|letter|book|journalArticle|1966/5/1|soon|10.1/x|https://e.org/|; ;|,|recipient: x
    |archcite:a|archcite1.x|kind: letter|a=b;c""".replace("\n", "").split("|")
) | st.text(max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TAGS, WORDS), max_size=8), st.text(max_size=30))
def test_nothing_makes_it_raise(tags: list[tuple[str, str]], more: str) -> None:
    from html import escape

    head = "".join(meta(name, escape(content)) for name, content in tags)
    span = f'<span class="Z3988" title="{escape(more)}"></span>'
    text = f"<!doctype html><title>t</title>{head}{span}{more}"
    data = text.encode("utf-8", "replace")
    assert read_html_pages(data, "x")
    assert read_coins(data, "x")


def test_rdfa_is_read_as_microdata_is() -> None:
    body = (
        '<div vocab="https://schema.org/" typeof="Book"><h1 property="name">Oil</h1>'
        '<p property="author" typeof="Person"><span property="name">Ada Roe</span></p>'
        '<time property="datePublished" datetime="1931">then</time></div>'
    )
    found = record_of("<title>x</title>", body)
    assert (found.document.title, found.document.date) == ("Oil", "1931")
    assert [each.as_given for each in found.people] == ["Ada Roe"]
    other = body.replace("https://schema.org/", "https://other.example/")
    assert record_of("<title>x</title>", other).document.title == "x"


@pytest.mark.parametrize(
    "name", ["dc.f/rmat", "dc.creatore-place: Ayr", "dc.1", "dc.", "dcterms.<b>"]
)
def test_a_tag_that_no_element_can_be_called_is_left(name: str) -> None:
    found = record_of(meta("dc.title", "Oil") + meta(name, "x"))
    assert found.document.title == "Oil"
