"""CSL XML -> syntax tree. Hardened: no DTD, no entities, no network, bounded size.

Faults of the style are StyleFault with file and line; words that CSL does not have are ignored here
(`archcite style check` reports them).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NoReturn

from archcite.csl import model, vocab
from archcite.errors import Problem, StyleFault
from archcite.inline import Look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
MAX_BYTES = 8 * 1024 * 1024

_LOOK = (
    "font-style",
    "font-variant",
    "font-weight",
    "text-decoration",
    "vertical-align",
    "display",
)
# Looks that change nothing where nothing surrounds them, but undo what does.
_KEPT = {"normal", "baseline", "none"}


def read_xml(data: bytes, where: str) -> Element:
    """The root element of an XML text; raises StyleFault for anything that is not plain XML."""
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise _fault(where, f"the file has more than {MAX_BYTES // 2**20} MB", "is it a CSL file?")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in data:
            raise _doctype(where) from None
        line = getattr(error, "lineno", None) or 1
        text = str(error).split(", line")[0]
        raise _fault(f"{where}:{line}", f"not well-formed XML: {text}", "mend the XML") from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise _doctype(where)
    return root


def parse_style(data: bytes, where: str) -> model.Style:
    """A style file -> its tree; a dependent style is returned as such."""
    root = read_xml(data, where)
    return _StyleParser(where).style(root)


def parse_locale(data: bytes, where: str) -> model.Locale:
    """A locale file -> Locale."""
    root = read_xml(data, where)
    if root.tag != NAMESPACE + "locale":
        raise _fault(f"{where}:{root.sourceline}", "the file is not a CSL locale")
    return _StyleParser(where).locale(root)


def _fault(where: str, message: str, hint: str = "", code: str = "style-invalid") -> StyleFault:
    return StyleFault(Problem(code, where, message, hint))


def _doctype(where: str) -> StyleFault:
    return _fault(where, "the file has a DOCTYPE, which is refused", "delete the DOCTYPE line")


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text is not None and re.fullmatch(r"\s*[0-9]{1,6}\s*", text) else default


def _dress(attributes: Mapping[str, str]) -> model.Dress:
    look = Look(*(attributes.get(name, "") for name in _LOOK))
    return model.Dress(
        prefix=attributes.get("prefix", ""),
        suffix=attributes.get("suffix", ""),
        delimiter=attributes.get("delimiter", ""),
        look=look,
        quotes=attributes.get("quotes") == "true",
        text_case=attributes.get("text-case", ""),
        strip_periods=attributes.get("strip-periods") == "true",
    )


def name_options(attributes: Mapping[str, str]) -> model.NameOptions:
    """The attributes of a cs:name, all inheritance done, -> typed options."""
    get = attributes.get
    return model.NameOptions(
        and_=get("and", ""),
        delimiter=get("delimiter", ", "),
        delimiter_precedes_et_al=get("delimiter-precedes-et-al", "contextual"),
        delimiter_precedes_last=get("delimiter-precedes-last", "contextual"),
        et_al_min=_number(get("et-al-min")),
        et_al_use_first=_number(get("et-al-use-first")),
        et_al_use_last=get("et-al-use-last") == "true",
        et_al_subsequent_min=_number(get("et-al-subsequent-min"), _number(get("et-al-min"))),
        et_al_subsequent_use_first=_number(
            get("et-al-subsequent-use-first"), _number(get("et-al-use-first"))
        ),
        form=get("form", "long"),
        initialize=get("initialize", "true") != "false",
        initialize_with=get("initialize-with"),
        name_as_sort_order=get("name-as-sort-order", ""),
        sort_separator=get("sort-separator", ", "),
    )


class _StyleParser:
    """The walk over one file; holds only the name of the file for messages."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.elements: dict[str, Callable[[Element], model.Node | None]] = {
            "text": self.text,
            "number": self.number,
            "label": self.label,
            "date": self.date,
            "names": self.names,
            "group": self.group,
            "choose": self.choose,
        }

    def fail(self, element: Element, message: str, hint: str = "") -> NoReturn:
        raise _fault(f"{self.where}:{element.sourceline}", message, hint)

    def required(self, element: Element, attribute: str) -> str:
        value = element.get(attribute)
        if not value:
            self.fail(element, f"<{_tag(element)}> lacks the attribute {attribute}")
        return value

    # -- the file

    def style(self, root: Element) -> model.Style:
        if root.tag != NAMESPACE + "style":
            self.fail(root, "the file is not a CSL style", "its root must be <style> of CSL 1.0")
        info = self.info(root)
        default_locale = root.get("default-locale", "")
        citation = root.find(NAMESPACE + "citation")
        if citation is None:
            parent = dict(info.links).get("independent-parent")
            if parent:
                return model.DependentStyle(info, parent, default_locale)
            self.fail(root, "the style has neither a citation nor a parent", "add <citation>")
        macros, lines = {}, {}
        for element in root.iterfind(NAMESPACE + "macro"):
            name = self.required(element, "name")
            macros[name] = self.children(element)
            lines[name] = _line(element)
        bibliography = root.find(NAMESPACE + "bibliography")
        return model.IndependentStyle(
            info=info,
            kind=root.get("class", "in-text"),
            default_locale=default_locale,
            options=_attributes(root),
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
            self.fail(element, f"<{_tag(element)}> has no layout", "add <layout>")
        sort = element.find(NAMESPACE + "sort")
        return model.Layout(
            line=_line(layout),
            children=self.children(layout),
            dress=_dress(_attributes(layout)),
            sort=() if sort is None else tuple(self.key(k) for k in _elements(sort)),
            options=_attributes(element),
        )

    def key(self, element: Element) -> model.SortKey:
        source = "variable" if element.get("variable") else "macro"
        last = element.get("names-use-last")
        return model.SortKey(
            line=_line(element),
            source=source,
            name=self.required(element, source),
            descending=element.get("sort") == "descending",
            names_min=_number(element.get("names-min"), -1) if element.get("names-min") else None,
            names_use_first=(
                _number(element.get("names-use-first")) if element.get("names-use-first") else None
            ),
            names_use_last=None if last is None else last == "true",
        )

    # -- rendering elements

    def children(self, element: Element) -> tuple[model.Node, ...]:
        nodes = []
        for child in _elements(element):
            parse = self.elements.get(_tag(child))
            node = parse(child) if parse else None
            if node is not None:
                nodes.append(node)
        return tuple(nodes)

    def text(self, element: Element) -> model.Text | None:
        for source in ("variable", "macro", "term", "value"):
            name = element.get(source)
            if name is not None:
                name = vocab.RENAMED.get(name, name) if source == "variable" else name
                return model.Text(
                    line=_line(element),
                    source=source,
                    name=name,
                    form=element.get("form", "long"),
                    plural=element.get("plural") == "true",
                    dress=_dress(_attributes(element)),
                )
        return None

    def number(self, element: Element) -> model.Number:
        return model.Number(
            line=_line(element),
            variable=self.required(element, "variable"),
            form=element.get("form", "numeric"),
            dress=_dress(_attributes(element)),
        )

    def label(self, element: Element) -> model.Label:
        return model.Label(
            line=_line(element),
            variable=element.get("variable", ""),
            form=element.get("form", "long"),
            plural=element.get("plural", "contextual"),
            dress=_dress(_attributes(element)),
        )

    def date(self, element: Element) -> model.Date:
        return model.Date(
            line=_line(element),
            variable=element.get("variable", ""),
            form=element.get("form", ""),
            date_parts=element.get("date-parts", "year-month-day"),
            parts=tuple(
                model.DatePart(
                    line=_line(part),
                    name=self.required(part, "name"),
                    form=part.get("form", ""),
                    range_delimiter=part.get("range-delimiter", "–"),
                    dress=_dress(_attributes(part)),
                )
                for part in element.iterfind(NAMESPACE + "date-part")
            ),
            dress=_dress(_attributes(element)),
        )

    def names(self, element: Element) -> model.Names:
        name = element.find(NAMESPACE + "name")
        et_al = element.find(NAMESPACE + "et-al")
        label = element.find(NAMESPACE + "label")
        substitute = element.find(NAMESPACE + "substitute")
        order = [_tag(child) for child in _elements(element)]
        own = {} if name is None else _attributes(name)
        for key in vocab.ET_AL_ATTRIBUTES:  # older styles put these on cs:names
            if key in element.attrib and key not in own:
                own[key] = str(element.attrib[key])
        return model.Names(
            line=_line(element),
            variables=tuple(element.get("variable", "").split()),
            own_name=own,
            has_name=name is not None,
            name_dress=model.NAKED if name is None else _dress(_attributes(name)),
            name_parts=()
            if name is None
            else tuple(
                model.NamePart(self.required(part, "name"), _dress(_attributes(part)), _line(part))
                for part in name.iterfind(NAMESPACE + "name-part")
            ),
            et_al=None
            if et_al is None
            else model.EtAl(et_al.get("term", "et-al"), _dress(_attributes(et_al)), _line(et_al)),
            label=None if label is None else self.label(label),
            label_first="name" in order
            and "label" in order
            and order.index("label") < order.index("name"),
            substitute=None if substitute is None else self.children(substitute),
            delimiter_given=element.get("delimiter"),
            dress=_dress(_attributes(element)),
        )

    def group(self, element: Element) -> model.Group:
        return model.Group(_line(element), self.children(element), _dress(_attributes(element)))

    def choose(self, element: Element) -> model.Choose:
        branches = []
        for branch in _elements(element):
            tests = {
                "type", "variable", "is-numeric", "is-uncertain-date", "locator", "position",
                "disambiguate",
            }  # fmt: skip
            conditions = tuple(
                model.Condition(
                    str(name),
                    vocab.RENAMED.get(word, word) if name == "variable" else word,
                )
                for name, value in branch.attrib.items()
                if name in tests
                for word in str(value).split()
            )
            if _tag(branch) != "else" and not conditions:
                self.fail(branch, f"<{_tag(branch)}> has no condition", "add one, such as variable")
            branches.append(
                model.Branch(
                    _line(branch), branch.get("match", "all"), conditions, self.children(branch)
                )
            )
        return model.Choose(_line(element), tuple(branches))

    # -- locales

    def locale(self, element: Element) -> model.Locale:
        terms: dict[tuple[str, str, str], model.Term] = {}
        match: dict[str, str] = {}
        for term in element.iterfind(f"{NAMESPACE}terms/{NAMESPACE}term"):
            name = self.required(term, "name")
            single, multiple = term.find(NAMESPACE + "single"), term.find(NAMESPACE + "multiple")
            both = term.text or "" if single is None and multiple is None else ""
            terms[name, term.get("form", "long"), term.get("gender-form", "")] = model.Term(
                single=both if single is None else single.text or "",
                multiple=both if multiple is None else multiple.text or "",
                gender=term.get("gender", ""),
            )
            if name.startswith("ordinal-"):
                match[name] = term.get("match", "")
        options: dict[str, str] = {}
        for option in element.iterfind(NAMESPACE + "style-options"):
            options.update(_attributes(option))
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


def _attributes(element: Element) -> dict[str, str]:
    return {str(key): str(value) for key, value in element.attrib.items()}


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in element if isinstance(child.tag, str))


def _line(element: Element) -> int:
    return int(getattr(element, "sourceline", None) or 0)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
