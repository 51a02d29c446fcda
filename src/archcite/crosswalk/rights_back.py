"""Rights as other formats tell them -> statement, rightsstatements.org address, licence, access."""

from __future__ import annotations

import re

from archcite.crosswalk.table import Plain
from archcite.crosswalk.tree import store, value
from archcite.record.identifiers import check_license, check_rights_uri
from archcite.record.vocab import Access


def rights_of(plain: Plain, text: str, href: str = "", type_: str = "") -> None:
    """A statement, address or licence, each to its field; a second statement joins the first."""
    for each in (href, text):
        if each and " " not in each and not check_rights_uri(each):
            store(plain, "rights.uri", each)
            text = "" if each == text else text
        elif each and " " not in each and (known := _license(each)):
            store(plain, "rights.license", known)
            text = "" if each == text else text
        elif each and each == href and each.startswith(("http://", "https://")):
            store(plain, "rights.url", each)
    if not text:
        return
    said = value(plain, "rights.statement")
    if said and text not in said:
        plain["rights"]["statement"] = f"{said}\n\n{text}"
    else:
        store(plain, "rights.statement", text)
    if type_.startswith("restriction"):
        store(
            plain, "rights.access", "open" if re.match(r"(?i)(?:open|unrestricted)\b", text) else ""
        )


def access_of(plain: Plain, told: str) -> None:
    """A word of ours for who may read it, or words of somebody else's about that."""
    if told in Access._value2member_map_:
        store(plain, "rights.access", told)
    else:
        rights_of(plain, told, type_="restriction")


def _license(text: str) -> str:
    """The licence that a text is, its address with the stroke at its end; "" for none."""
    return next((each for each in (text, f"{text}/") if not check_license(each)), "")
