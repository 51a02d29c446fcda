"""Hypothesis strategies for finished citations: any look, any text, links good and bad."""

from __future__ import annotations

from hypothesis import strategies as st

from archcite.inline import Inline, Look, Span

TEXTS = st.one_of(
    st.text(max_size=8),
    st.text(alphabet="a <>&\"'\n\r\t\x00\x1b\u202e\u2066\u2029\ud800ªᵉ™ˀ\u00a0", max_size=6),
    st.sampled_from(["", " ", "  ", "Report", ". "]),
)
LOOKS = st.builds(
    Look,
    st.sampled_from(["", "", "italic", "oblique", "normal"]),
    st.sampled_from(["", "", "small-caps", "normal"]),
    st.sampled_from(["", "", "bold", "light", "normal"]),
    st.sampled_from(["", "", "underline", "none", "wavy"]),
    st.sampled_from(["", "", "sup", "sub", "baseline"]),
    st.sampled_from(["", "", "", "block", "left-margin", "right-inline", "indent", "odd"]),
)
LINKS = st.sampled_from(
    ["", "", "", "https://a.example/?b=1&c='<", "doi:10.1/x", "javascript:x", "https://\x00/"]
)
TREES: st.SearchStrategy[Inline] = st.recursive(
    TEXTS,
    lambda inner: st.builds(
        Span, st.lists(inner, max_size=4), st.one_of(st.just(Look()), LOOKS), link=LINKS
    ),
    max_leaves=20,
)
NODES = st.lists(TREES, max_size=5)
