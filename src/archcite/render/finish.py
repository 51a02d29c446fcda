"""The last pass over a citation's tree: quotation marks, flip-flop, punctuation that meets.

Runs once, before a renderer; running it again changes nothing. It sees no style: the few facts of
the locale that it needs are its arguments.
"""

from __future__ import annotations

from typing import NamedTuple

from archcite.inline import PLAIN, Inline, Look, Span, plain


class Typography(NamedTuple):
    """Quotation marks, outer and inner, and whether a full stop or comma goes inside them."""

    open_quote: str = "“"
    close_quote: str = "”"
    open_inner: str = "‘"
    close_inner: str = "’"
    punctuation_in_quote: bool = True


ENGLISH = Typography()

# What is left where a mark meets the next one; other pairs stay side by side, equal ones melt.
# The outcomes are those of the reference implementation.
_MEETING = {
    "!.": "!", "!:": "!", "?.": "?", "?:": "?", ":!": "!", ":?": "?", ":.": ":",
    ";!": "!", ";?": "?", ";:": ";", ";.": ";",
}  # fmt: skip
_TYPED = {"quoted-“": "”", "quoted-‘": "’"}
_MARKS = frozenset(".,:;!?")
_ENDS = frozenset(".!?")
_MEETS = frozenset(".,:;!? ")


def finish(nodes: list[Inline], typography: Typography = ENGLISH) -> list[Inline]:
    """The tree with marks set and punctuation settled; the input is not changed."""
    finisher = _Finisher(typography)
    out = finisher.children(nodes, PLAIN, 0)
    end = finisher.last or finisher.block
    if end is not None:  # nothing follows on a space
        place, index = end
        place[index] = str(place[index]).rstrip(" ")
    return out


class _Finisher:
    """One run: knows the text piece that came last, and what closed since."""

    __slots__ = ("block", "earlier", "last", "quoted", "typography")

    def __init__(self, typography: Typography) -> None:
        self.typography = typography
        # the place of the last text; where quotation marks just closed, the place of the last text
        # inside them, and what they stand around
        self.last: tuple[list[Inline], int] | None = None
        self.earlier: tuple[list[Inline], int] | None = None  # of the text before the last
        self.block: tuple[list[Inline], int] | None = None  # the same of the last block
        self.quoted: tuple[list[Inline], int, list[Inline]] | None = None

    def children(self, nodes: list[Inline], look: Look, depth: int) -> list[Inline]:
        out: list[Inline] = []
        self.into(out, nodes, look, depth)
        return out

    def into(self, out: list[Inline], nodes: list[Inline], look: Look, depth: int) -> None:
        """The nodes finished, at the end of out; a span that says nothing gives its children."""
        for node in nodes:
            if isinstance(node, str):
                if not node:
                    continue
                last = self.last
                if last is not None and node[0] in _MEETS:
                    node = self.met(node)
                    if not node:
                        continue
                out.append(node)
                self.earlier, self.last = self.last, (out, len(out) - 1)
                self.quoted = None
            elif node.look is PLAIN and not node.quotes and node.tag != "nodecor":
                if node.tag == "affix":
                    self.affix(out, node, look, depth)
                elif node.tag == "typed":
                    self.quoted = None
                    self.into(out, node.children, look, depth)
                elif node.tag or node.link:
                    inside: list[Inline] = []
                    self.into(inside, node.children, look, depth)
                    out.append(Span(inside, PLAIN, node.tag, link=node.link))
                else:
                    self.into(out, node.children, look, depth)
            else:
                self.span(out, node, look, depth)

    def affix(self, out: list[Inline], span: Span, look: Look, depth: int) -> None:
        """An affix, without its full stop where a quotation before it ends in a mark already."""
        nodes = span.children
        if self.quoted is not None and not self.typography.punctuation_in_quote:
            place, index, _ = self.quoted
            text = nodes[0] if nodes else ""
            if isinstance(text, str) and text[:1] == "." and str(place[index])[-1:] in _ENDS:
                nodes = [text[1:], *nodes[1:]]
        self.into(out, nodes, look, depth)

    def span(self, out: list[Inline], span: Span, look: Look, depth: int) -> None:
        own = span.look
        if span.tag == "markup":
            own = _flipped(own, look)
        elif span.tag == "nodecor":
            own = _undone(look)
        inner_look = look
        if own is not PLAIN:
            inner_look = Look(*[here or around for here, around in zip(own, look, strict=True)])
        display = own.display
        if display:  # a block of its own: nothing meets across its edge
            self.last = self.quoted = None
        tag = "" if span.quotes else span.tag
        finished = Span([], own, tag, link=span.link)
        if span.quotes and plain(span.children):
            self.quote(finished, span, inner_look, depth)
        else:
            self.into(finished.children, span.children, inner_look, depth)
        out.append(finished)
        if display:
            last, self.last, self.quoted = self.last, None, None
            self.block = last
            if display == "right-inline" and last is not None:  # its last blank stands behind it
                place, index = last
                text = str(place[index])
                if text.endswith(" "):
                    place[index] = text.rstrip(" ")
                    out.append(" ")

    def quote(self, finished: Span, span: Span, look: Look, depth: int) -> None:
        t = self.typography
        if not depth and span.tag == f"quoted-{t.open_inner}":
            depth = 1  # inner marks that were typed stay, where no others stand around them
        outer = depth % 2 == 0
        opening = t.open_quote if outer else t.open_inner
        closing = t.close_quote if outer else t.close_inner
        if span.tag in _TYPED and not any(
            span.tag[-1] in mark for mark in (t.open_quote, t.open_inner)
        ):  # marks that the language does not have stay as they were typed
            opening, closing, depth = span.tag[-1], _TYPED[span.tag], depth - 1
        self.text(finished.children, opening)
        self.quoted = None
        inside = self.children(span.children, look, depth + 1)
        finished.children.append(Span(inside))
        # a text inside may have been quoted itself: then punctuation goes into the innermost
        quoted = self.quoted or ((*self.last, inside) if self.last else None)
        if self.last is not None and str(self.last[0][self.last[1]]).endswith(" "):
            closing = closing.lstrip(" ")
        finished.children.append(closing)
        self.earlier = self.last
        self.last = (finished.children, len(finished.children) - 1)
        self.quoted = quoted

    def text(self, out: list[Inline], text: str) -> None:
        if not text:
            return
        if self.last is not None:
            text = self.met(text)
            if not text:
                return
        out.append(text)
        self.earlier, self.last = self.last, (out, len(out) - 1)
        self.quoted = None

    def met(self, text: str) -> str:
        """What is left of the text after it met the one before, which may change too."""
        assert self.last is not None
        if self.quoted is not None and text[0] in ".,":
            place, index, inside = self.quoted
            if not self.typography.punctuation_in_quote:
                stops = text[0] == "." == str(place[index])[-1:]
                return text[1:] if stops else text
            before = str(place[index])
            met = _meeting(before[-1:], text[0])
            if len(met) == 1:
                place[index] = before[:-1] + met
            else:
                inside.append(text[0])
                self.quoted = (inside, len(inside) - 1, inside)
            return text[1:]
        place, index = self.last
        before = str(place[index])
        if before[-1:] == " " and text[0] == " ":
            return text.lstrip(" ")
        if before[-1:] in _MARKS and text[0] in _MARKS:
            left = _meeting(before[-1], text[0])
            if len(left) == 1:
                place[index] = before[:-1] + left
                self.settle_earlier()
                return text[1:]
        return text

    def settle_earlier(self) -> None:
        """What the last text has become, if that is one mark, meets what stands before it."""
        if self.last is None or self.earlier is None:
            return
        (place, index), (before, at) = self.last, self.earlier
        mark, text = str(place[index]), str(before[at])
        if mark not in _MARKS or text[-1:] not in _MARKS:
            return
        met = _meeting(text[-1], mark)
        if len(met) == 1:
            before[at] = text[:-1] + met
            place[index] = ""
            self.last, self.earlier = self.earlier, None


def _meeting(left: str, right: str) -> str:
    if left == right:
        return left
    return _MEETING.get(left + right, left + right)


def _undone(around: Look) -> Look:
    """What sets back every look around."""
    return Look(
        "normal" if around.font_style else "",
        "normal" if around.font_variant else "",
        "normal" if around.font_weight else "",
        "none" if around.text_decoration else "",
        "baseline" if around.vertical_align else "",
    )


def _flipped(own: Look, around: Look) -> Look:
    """Markup of a field inside the same look is set back (italics in italics stand upright)."""
    return own._replace(
        font_style="normal"
        if own.font_style and own.font_style == around.font_style
        else own.font_style,
        font_weight="normal"
        if own.font_weight and own.font_weight == around.font_weight
        else own.font_weight,
        font_variant="normal"
        if own.font_variant and own.font_variant == around.font_variant
        else own.font_variant,
    )
