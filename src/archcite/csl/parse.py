"""CSL XML -> syntax tree.

Faults of the style are StyleFault with file and line; words that CSL does not have are ignored here
(`archcite style check` reports them).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from archcite.csl import model, vocab
from archcite.csl.attributes import dress_of, flag_of, number_of, options_of
from archcite.csl.xml import NAMESPACE, attributes_of, fault, line_of, read_xml, tag_of, too_deep

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_DEPTH = 60  # rendering elements within one another; the deepest official style has 13
MAX_BRANCHES = 1000  # of one cs:choose, and words in the conditions of one of them
_TESTS = frozenset(
    "type variable is-numeric is-uncertain-date locator position disambiguate".split()
)


def parse_style(data: bytes, where: str) -> model.Style:
    """A style file -> its tree; a dependent style is returned as such."""
    root = read_xml(data, where)
    return _StyleParser(where).style(root)


def parse_locale(data: bytes, where: str) -> model.Locale:
    """A locale file -> Locale."""
    root = read_xml(data, where)
    if root.tag != NAMESPACE + "locale":
        raise fault(f"{where}:{root.sourceline}", "the file is not a CSL locale")
    return _StyleParser(where).locale(root)


class _StyleParser:
    """The walk over one file; holds the name of the file for messages, and how deep it is."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.depth = 0
        self.elements: dict[str, Callable[[Element], model.Node | None]] = {
            NAMESPACE + "text": self.text,
            NAMESPACE + "number": self.number,
            NAMESPACE + "label": self.label,
            NAMESPACE + "date": self.date,
            NAMESPACE + "names": self.names,
            NAMESPACE + "group": self.group,
            NAMESPACE + "choose": self.choose,
        }

    def fail(self, element: Element, message: str, hint: str = "") -> NoReturn:
        raise fault(f"{self.where}:{element.sourceline}", message, hint)

    def required(self, element: Element, attribute: str) -> str:
        value = element.get(attribute)
        if not value:
            self.fail(element, f"<{tag_of(element)}> lacks the attribute {attribute}")
        return value

    # -- the file

    def style(self, root: Element) -> model.Style:
        if root.tag != NAMESPACE + "style":
            self.fail(root, "the file is not a CSL style", "its root must be <style> of CSL 1.0")
        info = self.info(root)
        default_locale = root.get("default-locale", "")
        citation = root.find(NAMESPACE + "citation")
        if citation is None:
            for link in root.iterfind(f"{NAMESPACE}info/{NAMESPACE}link"):
                if link.get("rel") == "independent-parent" and (parent := link.get("href")):
                    return model.DependentStyle(info, parent, default_locale, line_of(link))
            self.fail(root, "the style has neither a citation nor a parent", "add <citation>")
        macros, lines = {}, {}
        for element in root.iterfind(NAMESPACE + "macro"):
            name = self.required(element, "name")
            macros[name] = self.children(element)
            lines[name] = line_of(element)
        bibliography = root.find(NAMESPACE + "bibliography")
        return model.IndependentStyle(
            info=info,
            kind=root.get("class", "in-text"),
            default_locale=default_locale,
            options=options_of(root),
            locales=tuple(self.locale(e) for e in root.iterfind(NAMESPACE + "locale")),
            macros=macros,
            macro_lines=lines,
            citation=self.layout(citation),
            bibliography=None if bibliography is None else self.layout(bibliography),
        )

    def info(self, root: Element) -> model.Info:
        info = root.find(NAMESPACE + "info")
        if info is None:
            return model.Info()

        def text(name: str) -> str:
            return " ".join((info.findtext(NAMESPACE + name) or "").split())

        categories = list(info.iterfind(NAMESPACE + "category"))
        return model.Info(
            title=text("title"),
            id=text("id"),
            summary=text("summary"),
            updated=text("updated"),
            rights=text("rights"),
            fields=tuple(c.get("field", "") for c in categories if c.get("field")),
            citation_format=next(
                (c.get("citation-format", "") for c in categories if c.get("citation-format")), ""
            ),
            links=tuple(
                (link.get("rel", ""), link.get("href", ""))
                for link in info.iterfind(NAMESPACE + "link")
            ),
        )

    def layout(self, element: Element) -> model.Layout:
        layout = element.find(NAMESPACE + "layout")
        if layout is None:
            self.fail(element, f"<{tag_of(element)}> has no layout", "add <layout>")
        sort = element.find(NAMESPACE + "sort")
        return model.Layout(
            line=line_of(layout),
            children=self.children(layout),
            dress=dress_of(attributes_of(layout)),
            sort=()
            if sort is None
            else tuple(self.key(k) for k in sort.iterfind(NAMESPACE + "key")),
            options=options_of(element),
        )

    def key(self, element: Element) -> model.SortKey:
        source = "variable" if element.get("variable") else "macro"
        name = self.required(element, source)
        attributes = attributes_of(element)
        return model.SortKey(
            line=line_of(element),
            source=source,
            name=vocab.RENAMED.get(name, name) if source == "variable" else name,
            descending=element.get("sort") == "descending",
            names_min=number_of(element.get("names-min"), -1) if element.get("names-min") else None,
            names_use_first=(
                number_of(element.get("names-use-first"))
                if element.get("names-use-first")
                else None
            ),
            names_use_last=(
                flag_of(attributes, "names-use-last") if "names-use-last" in attributes else None
            ),
        )

    # -- rendering elements

    def children(self, element: Element) -> tuple[model.Node, ...]:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise too_deep(f"{self.where}:{line_of(element)}")
        nodes = []
        known = self.elements
        for child in element:
            parse = known.get(child.tag)
            if parse is not None and (node := parse(child)) is not None:
                nodes.append(node)
        self.depth -= 1
        return tuple(nodes)

    def text(self, element: Element) -> model.Text | None:
        attributes = attributes_of(element)
        for source in ("variable", "macro", "term", "value"):
            name = attributes.get(source)
            if name is not None:
                return model.Text(
                    line_of(element),
                    source,
                    vocab.RENAMED.get(name, name) if source == "variable" else name,
                    attributes.get("form", "long"),
                    "plural" in attributes and flag_of(attributes, "plural"),
                    dress_of(attributes),
                )
        return None

    def number(self, element: Element) -> model.Number:
        attributes = attributes_of(element)
        return model.Number(
            line=line_of(element),
            variable=self.required(element, "variable"),
            form=attributes.get("form", "numeric"),
            dress=dress_of(attributes),
        )

    def label(self, element: Element) -> model.Label:
        attributes = attributes_of(element)
        return model.Label(
            line=line_of(element),
            variable=attributes.get("variable", ""),
            form=attributes.get("form", "long"),
            plural=attributes.get("plural", "contextual"),
            dress=dress_of(attributes),
        )

    def date(self, element: Element) -> model.Date:
        attributes = attributes_of(element)
        return model.Date(
            line=line_of(element),
            variable=attributes.get("variable", ""),
            form=attributes.get("form", ""),
            date_parts=attributes.get("date-parts", "year-month-day"),
            parts=tuple(self.date_part(e) for e in element.iterfind(NAMESPACE + "date-part")),
            dress=dress_of(attributes),
        )

    def date_part(self, element: Element) -> model.DatePart:
        attributes = attributes_of(element)
        return model.DatePart(
            line=line_of(element),
            name=self.required(element, "name"),
            form=attributes.get("form", ""),
            range_delimiter=attributes.get("range-delimiter", ""),
            dress=dress_of(attributes),
        )

    def names(self, element: Element) -> model.Names:
        parts: dict[str, Element] = {}
        for child in element:
            parts.setdefault(child.tag, child)
        name = parts.get(NAMESPACE + "name")
        et_al = parts.get(NAMESPACE + "et-al")
        label = parts.get(NAMESPACE + "label")
        substitute = parts.get(NAMESPACE + "substitute")
        attributes = attributes_of(element)
        own = {} if name is None else attributes_of(name)
        for key in vocab.ET_AL_ATTRIBUTES:  # older styles put these on cs:names
            if key in attributes and key not in own:
                own[key] = attributes[key]
        order = list(parts)
        first = (
            label is not None
            and name is not None
            and order.index(NAMESPACE + "label") < order.index(NAMESPACE + "name")
        )
        return model.Names(
            line=line_of(element),
            variables=tuple(
                vocab.RENAMED.get(word, word) for word in attributes.get("variable", "").split()
            ),
            own_name=own,
            has_name=name is not None,
            name_dress=dress_of(own),
            name_parts=()
            if name is None
            else tuple(
                model.NamePart(
                    self.required(part, "name"), dress_of(attributes_of(part)), line_of(part)
                )
                for part in name.iterfind(NAMESPACE + "name-part")
            ),
            et_al=None
            if et_al is None
            else model.EtAl(
                et_al.get("term", "et-al"), dress_of(attributes_of(et_al)), line_of(et_al)
            ),
            label=None if label is None or first else self.label(label),
            label_before=self.label(label) if label is not None and first else None,
            substitute=None if substitute is None else self.children(substitute),
            delimiter_given=attributes.get("delimiter"),
            dress=dress_of(attributes),
        )

    def group(self, element: Element) -> model.Group:
        return model.Group(
            line_of(element), self.children(element), dress_of(attributes_of(element))
        )

    def choose(self, element: Element) -> model.Choose:
        branches = [child for child in element if child.tag in _BRANCHES]
        last = next((n for n, child in enumerate(branches, 1) if child.tag == _ELSE), len(branches))
        branches = branches[:last]  # nothing comes to what stands after an else
        if len(branches) > MAX_BRANCHES:
            self.fail(element, f"<choose> has more than {MAX_BRANCHES} branches", "use fewer")
        return model.Choose(line_of(element), tuple(map(self.branch, branches)))

    def branch(self, element: Element) -> model.Branch:
        attributes = attributes_of(element)
        conditions: list[model.Condition] = []
        if element.tag != _ELSE:
            for name, value in attributes.items():
                if name == "variable":
                    conditions += [
                        model.Condition(name, vocab.RENAMED.get(word, word))
                        for word in value.split()
                    ]
                elif name in _TESTS:
                    conditions += [model.Condition(name, word) for word in value.split()]
            if len(conditions) > MAX_BRANCHES:
                self.fail(element, f"<{tag_of(element)}> asks for more than {MAX_BRANCHES} things")
            if not conditions:
                self.fail(
                    element, f"<{tag_of(element)}> has no condition", "add one, such as variable"
                )
        match = attributes.get("match", "all")
        return model.Branch(
            line_of(element),
            match if match in ("any", "none") else "all",
            tuple(conditions),
            self.children(element),
        )

    # -- locales

    def locale(self, element: Element) -> model.Locale:
        terms: dict[tuple[str, str, str], model.Term] = {}
        match: dict[str, str] = {}
        for term in element.iterfind(f"{NAMESPACE}terms/{NAMESPACE}term"):
            name = self.required(term, "name")
            single, multiple = term.find(NAMESPACE + "single"), term.find(NAMESPACE + "multiple")
            both = _word(term) if single is None and multiple is None else ""
            terms[name, term.get("form", "long"), term.get("gender-form", "")] = model.Term(
                single=both if single is None else _word(single),
                multiple=both if multiple is None else _word(multiple),
                gender=term.get("gender", ""),
            )
            if name.startswith("ordinal-"):
                match[name] = term.get("match", "")
        options: dict[str, str] = {}
        for option in element.iterfind(NAMESPACE + "style-options"):
            options.update(options_of(option))
        return model.Locale(
            lang=element.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
            terms=terms,
            dates={
                date.get("form", "text"): self.date(date)
                for date in element.iterfind(NAMESPACE + "date")
            },
            options=options,
            ordinal_match=match,
        )


def _word(element: Element) -> str:
    """The text of a term; line ends alone, as an indented empty element has them, are none."""
    text = element.text or ""
    return text if text.strip("\n\r\t ") or "\n" not in text else ""


_ELSE = NAMESPACE + "else"
_BRANCHES = frozenset((NAMESPACE + "if", NAMESPACE + "else-if", _ELSE))
