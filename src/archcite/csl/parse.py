"""CSL XML -> syntax tree. Hardened: no DTD, no entities, no network, bounded size.

Faults of the style are StyleFault with file and line; words that CSL does not have are ignored here
(`archcite style check` reports them).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NoReturn

from archcite.csl import model, vocab
from archcite.errors import Problem, StyleFault
from archcite.inline import Look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
MAX_BYTES = 8 * 1024 * 1024
MAX_ELEMENTS = 50_000  # the largest official style has 3,600
MAX_DEPTH = 60  # rendering elements within one another; the deepest official style has 13
MAX_BRANCHES = 1000  # of one cs:choose, and words in the conditions of one of them

_DRESS = frozenset(
    """font-style font-variant font-weight text-decoration vertical-align display prefix suffix
    delimiter quotes text-case strip-periods""".split()
)
_TESTS = frozenset(
    "type variable is-numeric is-uncertain-date locator position disambiguate".split()
)


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
            raise _doctype(data, where) from None
        line = getattr(error, "lineno", None) or 1
        text = str(error).split(", line")[0]
        if "depth" in text:  # libxml2 counts to 256 or 2,048
            raise _deep(f"{where}:{line}") from None
        raise _fault(f"{where}:{line}", f"not well-formed XML: {text}", "mend the XML") from None
    if root.xpath("count(//*)") > MAX_ELEMENTS:  # type: ignore[operator]
        raise _fault(
            where, f"the file has more than {MAX_ELEMENTS:,} elements", "is it a CSL file?"
        )
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise _doctype(data, where)
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


def _deep(where: str) -> StyleFault:
    return _fault(
        where,
        "the file nests its elements too deeply",
        "use macros, and fewer groups within groups",
    )


def _doctype(data: bytes, where: str) -> StyleFault:
    line = data.count(b"\n", 0, max(data.find(b"<!DOCTYPE"), 0)) + 1
    where = f"{where}:{line}"
    return _fault(where, "the file has a DOCTYPE, which is refused", "delete the DOCTYPE line")


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text is not None and re.fullmatch(r"\s*\+?[0-9]{1,6}\s*", text) else default


def _flag(attributes: Mapping[str, str], name: str, default: bool = False) -> bool:
    """An xsd:boolean, which may be written as a word or as a digit; anything else is no answer."""
    given = attributes.get(name)
    return default if given is None else _BOOLEANS.get(given.strip(), default)


def _options(element: Element) -> dict[str, str]:
    """The attributes, in which a boolean is one of two words, however it was written."""
    options = attributes_of(element)
    for name in _BOOLEAN_OPTIONS.intersection(options):
        if (given := _BOOLEANS.get(options[name].strip())) is not None:
            options[name] = "true" if given else "false"
    return options


_BOOLEAN_OPTIONS = frozenset(
    """disambiguate-add-names disambiguate-add-givenname disambiguate-add-year-suffix
    et-al-use-last hanging-indent initialize initialize-with-hyphen
    limit-day-ordinals-to-day-1 punctuation-in-quote""".split()
)
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def _dress(attributes: Mapping[str, str]) -> model.Dress:
    if _DRESS.isdisjoint(attributes):
        return model.NAKED
    get = attributes.get
    return model.Dress(
        get("prefix", ""),
        get("suffix", ""),
        get("delimiter", ""),
        Look(
            get("font-style", ""),
            get("font-variant", ""),
            get("font-weight", ""),
            get("text-decoration", ""),
            get("vertical-align", ""),
            get("display", ""),
        ),
        "quotes" in attributes and _flag(attributes, "quotes"),
        get("text-case", ""),
        "strip-periods" in attributes and _flag(attributes, "strip-periods"),
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
        et_al_use_first=_optional(get("et-al-use-first")),
        et_al_use_last=_flag(attributes, "et-al-use-last"),
        et_al_subsequent_min=_number(get("et-al-subsequent-min"), _number(get("et-al-min"))),
        et_al_subsequent_use_first=_optional(
            get("et-al-subsequent-use-first", get("et-al-use-first"))
        ),
        form=get("form", "long"),
        initialize=_flag(attributes, "initialize", True),
        initialize_with=get("initialize-with"),
        name_as_sort_order=get("name-as-sort-order", ""),
        sort_separator=get("sort-separator", ", "),
    )


def _optional(text: str | None) -> int | None:
    return None if text is None else _number(text)


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
        raise _fault(f"{self.where}:{element.sourceline}", message, hint)

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
            options=_options(root),
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
            dress=_dress(attributes_of(layout)),
            sort=()
            if sort is None
            else tuple(self.key(k) for k in sort.iterfind(NAMESPACE + "key")),
            options=_options(element),
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
            names_min=_number(element.get("names-min"), -1) if element.get("names-min") else None,
            names_use_first=(
                _number(element.get("names-use-first")) if element.get("names-use-first") else None
            ),
            names_use_last=(
                _flag(attributes, "names-use-last") if "names-use-last" in attributes else None
            ),
        )

    # -- rendering elements

    def children(self, element: Element) -> tuple[model.Node, ...]:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _deep(f"{self.where}:{line_of(element)}")
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
                    "plural" in attributes and _flag(attributes, "plural"),
                    _dress(attributes),
                )
        return None

    def number(self, element: Element) -> model.Number:
        attributes = attributes_of(element)
        return model.Number(
            line=line_of(element),
            variable=self.required(element, "variable"),
            form=attributes.get("form", "numeric"),
            dress=_dress(attributes),
        )

    def label(self, element: Element) -> model.Label:
        attributes = attributes_of(element)
        return model.Label(
            line=line_of(element),
            variable=attributes.get("variable", ""),
            form=attributes.get("form", "long"),
            plural=attributes.get("plural", "contextual"),
            dress=_dress(attributes),
        )

    def date(self, element: Element) -> model.Date:
        attributes = attributes_of(element)
        return model.Date(
            line=line_of(element),
            variable=attributes.get("variable", ""),
            form=attributes.get("form", ""),
            date_parts=attributes.get("date-parts", "year-month-day"),
            parts=tuple(self.date_part(e) for e in element.iterfind(NAMESPACE + "date-part")),
            dress=_dress(attributes),
        )

    def date_part(self, element: Element) -> model.DatePart:
        attributes = attributes_of(element)
        return model.DatePart(
            line=line_of(element),
            name=self.required(element, "name"),
            form=attributes.get("form", ""),
            range_delimiter=attributes.get("range-delimiter", ""),
            dress=_dress(attributes),
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
            name_dress=_dress(own),
            name_parts=()
            if name is None
            else tuple(
                model.NamePart(
                    self.required(part, "name"), _dress(attributes_of(part)), line_of(part)
                )
                for part in name.iterfind(NAMESPACE + "name-part")
            ),
            et_al=None
            if et_al is None
            else model.EtAl(
                et_al.get("term", "et-al"), _dress(attributes_of(et_al)), line_of(et_al)
            ),
            label=None if label is None or first else self.label(label),
            label_before=self.label(label) if label is not None and first else None,
            substitute=None if substitute is None else self.children(substitute),
            delimiter_given=attributes.get("delimiter"),
            dress=_dress(attributes),
        )

    def group(self, element: Element) -> model.Group:
        return model.Group(line_of(element), self.children(element), _dress(attributes_of(element)))

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
            options.update(_options(option))
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


def attributes_of(element: Element) -> dict[str, str]:
    """The attributes by name, those of another namespace as {namespace}name."""
    return dict(element.items())  # type: ignore[arg-type]  # both are texts


def line_of(element: Element) -> int:
    """The line of the file that the element begins or ends its tag on; 0 if unknown."""
    return element.sourceline or 0  # type: ignore[return-value,unreachable]


def tag_of(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
