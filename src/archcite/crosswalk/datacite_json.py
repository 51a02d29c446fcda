"""DataCite in JSON: the same resource as in XML under the names of the REST API.

Owns the way from the one tree to the other; what a field means is in crosswalk.datacite alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from archcite.crosswalk import datacite_table as table
from archcite.crosswalk.datacite import empty, resource
from archcite.crosswalk.datacite_back import from_fields
from archcite.crosswalk.json_ld import keep, listed, put, text, text_of, texts, values
from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import XML_LANG, add, append, at, attribute, child, children, prose
from archcite.crosswalk.two_way import TwoWay
from archcite.record.model import Record

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Node = Mapping[str, Any]


class _List(NamedTuple):
    """A list of the JSON: the element of each member, the key of its text, its attributes."""

    element: str
    text: str
    attributes: tuple[tuple[str, str], ...] = ()


def _same(*names: str) -> tuple[tuple[str, str], ...]:
    """Attributes under the name that the JSON has for them, which writes Uri."""
    return tuple((name.replace("URI", "Uri"), name) for name in names)


_LANG = (("lang", XML_LANG),)
_LISTS: Mapping[str, _List] = {
    "titles": _List("title", "title", (*_same("titleType"), *_LANG)),
    "subjects": _List(
        "subject",
        "subject",
        (*_same("subjectScheme", "schemeURI", "valueURI", "classificationCode"), *_LANG),
    ),
    "dates": _List("date", "date", _same("dateType", "dateInformation")),
    "alternateIdentifiers": _List(
        "alternateIdentifier", "alternateIdentifier", _same("alternateIdentifierType")
    ),
    "relatedIdentifiers": _List(
        "relatedIdentifier",
        "relatedIdentifier",
        _same(
            "relatedIdentifierType",
            "relationType",
            "resourceTypeGeneral",
            "relatedMetadataScheme",
            "schemeURI",
            "schemeType",
        ),
    ),
    "sizes": _List("size", ""),
    "formats": _List("format", ""),
    "rightsList": _List(
        "rights",
        "rights",
        (
            *_same("rightsURI", "rightsIdentifier", "rightsIdentifierScheme", "schemeURI"),
            *_LANG,
        ),
    ),
    "descriptions": _List("description", "description", (*_same("descriptionType"), *_LANG)),
}
_ITEM = ("volume", "issue", "number", "firstPage", "lastPage", "edition", "publisher")
_READ = frozenset(_LISTS) | frozenset(
    """id doi identifier url contentUrl creators contributors publisher publicationYear types
    language identifiers version geoLocations fundingReferences relatedItems container""".split()
)
# What the REST API says of its own keeping.
_KEEPING = frozenset(
    """prefix suffix schemaVersion xml state isActive reason source created registered updated
    published metadataVersion agency providerId clientId event mode viewCount viewsOverTime
    downloadCount downloadsOverTime referenceCount citationCount citationsOverTime partCount
    partOfCount versionCount versionOfCount landingPage contributorsCount""".split()
)


def write(record: Record) -> dict[str, Any]:
    """A record as the attributes of a DOI."""
    attributes = attributes_of(resource(record))
    if record.digital:
        put(attributes, "url", record.digital.url)
    put(attributes, "contentUrl", [each.url for each in record.attachments])
    return attributes


def means(attributes: Node) -> Plain:
    """The plain record that attributes mean, whatever a carrier says."""
    plain = from_fields(element_of(attributes))
    for address in texts(attributes, "contentUrl"):
        append(plain, "attachments", {"url": address})
    for each in values(attributes, "geoLocations"):
        if isinstance(each, Mapping):
            keep(plain, "datacite", each, ("geoLocationPlace",), "geoLocations.")
    container = attributes.get("container")
    if isinstance(container, Mapping) and not _is_work(container):
        keep(plain, "datacite", {"container": container}, ())
    keep(plain, "datacite", attributes, _READ | _KEEPING)
    return plain


def _carry(attributes: dict[str, Any], word: str) -> None:
    one = {"alternateIdentifier": word, "alternateIdentifierType": "archcite"}
    attributes.setdefault("alternateIdentifiers", []).append(one)


def _words(attributes: Node) -> list[str]:
    """Carriers' words; the REST API gives alternate identifiers under two names."""
    found = values(attributes, "alternateIdentifiers", "identifiers")
    return [
        text(each, "alternateIdentifier", "identifier")
        for each in found
        if isinstance(each, Mapping)
    ]


def _bare(attributes: Node) -> Node | None:
    """Attributes without the descriptions that are no abstract; None where there are none."""
    found = values(attributes, "descriptions")
    kept = [each for each in found if each.get("descriptionType") != "Other"]
    return None if len(kept) == len(found) else {**attributes, "descriptions": kept}


FORMAT: TwoWay[Any] = TwoWay(write, means, _carry, _words, bare=_bare)


# -- from JSON to the tree


def element_of(attributes: Node) -> Element:
    """The resource that attributes tell."""
    root = empty()
    doi = text(attributes, "doi") or text_of(attributes.get("id") or "")
    add(root, "identifier", doi, {"identifierType": "DOI"})
    _add_people(root, attributes, "creators", "creator")
    for name, row in _LISTS.items():
        _add_list(root, name, row, values(attributes, name))
    _add_people(root, attributes, "contributors", "contributor")
    add(root, "publisher", text(attributes, "publisher"))
    add(root, "publicationYear", text(attributes, "publicationYear"))
    types = attributes.get("types")
    types = types if isinstance(types, Mapping) else {}
    general = {"resourceTypeGeneral": text(types, "resourceTypeGeneral")}
    add(root, "resourceType", text(types, "resourceType"), general)
    for name in ("language", "version"):
        if told := text(attributes, name):
            add(root, name, told)
    _add_identifiers(root, attributes)
    for place in values(attributes, "geoLocations"):
        if isinstance(place, Mapping) and (told := text(place, "geoLocationPlace")):
            add(add(_holder(root, "geoLocations"), "geoLocation"), "geoLocationPlace", told)
    _add_funding(root, attributes)
    _add_items(root, attributes)
    return root


def _holder(root: Element, name: str) -> Element:
    found = child(root, name)
    return add(root, name) if found is None else found


def _add_list(root: Element, name: str, row: _List, members: list[Any]) -> None:
    for each in members:
        node: Node = each if isinstance(each, Mapping) else {row.text: each}
        has = {there: text(node, here) for here, there in row.attributes}
        if told := text(node, row.text):
            add(_holder(root, name), row.element, told, has)


def _add_people(root: Element, attributes: Node, name: str, element: str) -> None:
    for each in values(attributes, name):
        node: Node = each if isinstance(each, Mapping) else {"name": each}
        made = add(_holder(root, name), element)
        if type_ := text(node, "contributorType"):
            made.set("contributorType", type_)
        parts = (text(node, "familyName"), text(node, "givenName"))
        told = text(node, "name") or ", ".join(part for part in parts if part)
        add(made, f"{element}Name", told, {"nameType": text(node, "nameType")})
        for part in ("givenName", "familyName"):
            if text(node, part):
                add(made, part, text(node, part))
        for one in values(node, "nameIdentifiers"):
            if isinstance(one, Mapping) and (own := text(one, "nameIdentifier")):
                has = {
                    "nameIdentifierScheme": text(one, "nameIdentifierScheme"),
                    "schemeURI": text(one, "schemeUri"),
                }
                add(made, "nameIdentifier", own, has)
        for office in texts(node, "affiliation"):
            add(made, "affiliation", office)


def _add_identifiers(root: Element, attributes: Node) -> None:
    """What the REST API has as url and identifiers, unless it is there already."""
    holder = _holder(root, "alternateIdentifiers")
    there = {prose(each) for each in children(holder)}
    for each in values(attributes, "identifiers"):
        if isinstance(each, Mapping) and (told := text(each, "identifier")) not in there:
            type_ = text(each, "identifierType")
            if told and type_ != "DOI":
                add(holder, "alternateIdentifier", told, {"alternateIdentifierType": type_})
    address = text(attributes, "url")
    if address and address not in there:
        add(holder, "alternateIdentifier", address, {"alternateIdentifierType": "URL"})


def _add_funding(root: Element, attributes: Node) -> None:
    for each in values(attributes, "fundingReferences"):
        node: Node = each if isinstance(each, Mapping) else {"funderName": each}
        made = add(_holder(root, "fundingReferences"), "fundingReference")
        add(made, "funderName", text(node, "funderName"))
        if own := text(node, "funderIdentifier"):
            type_ = {"funderIdentifierType": text(node, "funderIdentifierType")}
            add(made, "funderIdentifier", own, type_)
        if number := text(node, "awardNumber"):
            add(made, "awardNumber", number, {"awardURI": text(node, "awardUri")})
        if title := text(node, "awardTitle"):
            add(made, "awardTitle", title)


def _add_items(root: Element, attributes: Node) -> None:
    told = [each for each in values(attributes, "relatedItems") if isinstance(each, Mapping)]
    container = attributes.get("container")
    known = any(text(each, "relationType") == "IsPublishedIn" for each in told)
    if isinstance(container, Mapping) and _is_work(container) and not known:
        within = "IsPartOf" if text(container, "type") == "Series" else "IsPublishedIn"
        title = text(container, "title")
        own = {
            "relatedItemIdentifier": container.get("identifier"),
            "relatedItemIdentifierType": container.get("identifierType"),
        }
        item = {
            **container,
            "relationType": within,
            "titles": [{"title": title}],
            "relatedItemType": text(container, "type"),
            "relatedItemIdentifier": own,
        }
        if within == "IsPartOf":
            item.setdefault("number", container.get("volume"))
        told.append(item)
    for each in told:
        made = add(_holder(root, "relatedItems"), "relatedItem")
        for name in ("relatedItemType", "relationType"):
            made.set(name, text(each, name))
        _add_list(made, "titles", _LISTS["titles"], values(each, "titles"))
        number = each.get("relatedItemIdentifier")
        if isinstance(number, Mapping) and (found := text(number, "relatedItemIdentifier")):
            has = {"relatedItemIdentifierType": text(number, "relatedItemIdentifierType")}
            add(made, "relatedItemIdentifier", found, has)
        for name in _ITEM:
            if found := text(each, name):
                add(made, name, found)


def _is_work(container: Node) -> bool:
    return text(container, "type") != "DataRepository"


# -- from the tree to JSON


def attributes_of(root: Element) -> dict[str, Any]:
    """The attributes that a resource of archcite has, in the order of the REST API."""
    made: dict[str, Any] = {}
    doi = prose(child(root, "identifier"))
    put(made, "doi", "" if doi == table.UNKNOWN else doi)
    made["creators"] = [_person(each) for each in at(root, "creators/creator")]
    made["titles"] = list(_members(root, "titles"))
    made["publisher"] = {"name": prose(child(root, "publisher"))}
    made["publicationYear"] = prose(child(root, "publicationYear"))
    kind = child(root, "resourceType")
    if kind is not None:
        general = attribute(kind, "resourceTypeGeneral")
        made["types"] = {"resourceTypeGeneral": general, "resourceType": prose(kind)}
    for name in _LISTS:
        if name != "titles" and (found := list(_members(root, name))):
            made[name] = found
    people = [_person(each) for each in at(root, "contributors/contributor")]
    if people:
        made["contributors"] = people
    for name in ("language", "version"):
        put(made, name, prose(child(root, name)))
    places = at(root, "geoLocations/geoLocation/geoLocationPlace")
    if places:
        made["geoLocations"] = [{"geoLocationPlace": prose(each)} for each in places]
    for name, members in (("fundingReferences", _funding), ("relatedItems", _items)):
        if found := list(members(root)):
            made[name] = found
    made["schemaVersion"] = table.NAMESPACE
    return made


def _members(root: Element, name: str) -> Iterator[Any]:
    row = _LISTS[name]
    for each in children(child(root, name)):
        told = prose(each)
        if not row.text:
            yield told
            continue
        one = {row.text: told}
        for here, there in row.attributes:
            put(one, here, each.get(there) or "")
        yield one


def _person(element: Element) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for each in children(element):
        name = str(each.tag).rpartition("}")[2]
        if name in ("creatorName", "contributorName"):
            made["name"] = prose(each)
            put(made, "nameType", attribute(each, "nameType"))
        elif name == "nameIdentifier":
            one = {"nameIdentifier": prose(each)}
            put(one, "nameIdentifierScheme", attribute(each, "nameIdentifierScheme"))
            put(one, "schemeUri", attribute(each, "schemeURI"))
            made.setdefault("nameIdentifiers", []).append(one)
        elif name == "affiliation":
            made.setdefault("affiliation", []).append({"name": prose(each)})
        else:
            made[name] = prose(each)
    put(made, "contributorType", attribute(element, "contributorType"))
    return made


def _funding(root: Element) -> Iterator[dict[str, Any]]:
    for each in at(root, "fundingReferences/fundingReference"):
        one: dict[str, Any] = {}
        for part in children(each):
            one[str(part.tag).rpartition("}")[2]] = prose(part)
            put(one, "funderIdentifierType", attribute(part, "funderIdentifierType"))
        yield one


def _items(root: Element) -> Iterator[dict[str, Any]]:
    for each in at(root, "relatedItems/relatedItem"):
        one: dict[str, Any] = {}
        for name in ("relatedItemType", "relationType"):
            put(one, name, attribute(each, name))
        one["titles"] = [{"title": prose(title)} for title in at(each, "titles/title")]
        for name in _ITEM:
            put(one, name, prose(child(each, name)))
        yield one


def attributes_in(value: Any) -> Any:
    """The attributes of a DOI in what the REST API and others put around them."""
    for _ in range(3):
        if not isinstance(value, Mapping):
            return value
        if isinstance(value.get("data"), Mapping):
            value = value["data"]
        elif isinstance(value.get("attributes"), Mapping):
            inner = value["attributes"]
            own = value.get("id")
            value = inner if "doi" in inner or not own else {**inner, "doi": own}
        else:
            break
    return value


def is_resource(value: Any) -> bool:
    """Whether a value has what every resource of DataCite has."""
    return isinstance(value, Mapping) and bool(
        listed(value.get("titles")) or listed(value.get("creators")) or text(value, "doi")
    )
